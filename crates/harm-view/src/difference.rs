//! Two scenarios side by side: what each input makes of the gap between them, in words.
//!
//! The contributions are those of [`harm_core::gap`]; the picture of them is in [`crate::figure`].

use std::f64::consts::LN_10;

use harm_core::gap::{Gap, Measure, Part, between};
use harm_core::{Belief, Per, Scenario, Sharing};
use harm_wire::{Key, Request};

use crate::number::{
    factor, people, percent, percent_exact, plain_exact, population, population_exact, times, times_exact,
};
use crate::report::{Block, Line};
use crate::sentence::{Phrase, capital, per};

/// What one input makes of the gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The input.
    pub part: Part,
    /// Its name: `Risk`.
    pub name: &'static str,
    /// Its values on both sides: `1% per 10×`, `0.35% per 10×`.
    pub values: [String; 2],
    /// Its contribution in the gap's measure.
    pub amount: f64,
    /// What that does to expected deaths: `÷ 2.8`, `× 3`, or `+ 4 million`.
    pub effect: String,
    /// Its share of the gap: `46% of the gap`; empty where a single input makes all of it, or there is none.
    pub share: String,
}

impl Row {
    /// The input with the way in which the second side differs: `the lower risk`.
    #[must_use]
    pub fn direction(&self) -> String {
        let more = self.amount > 0.0;
        String::from(match (self.part, more) {
            (Part::Risk, true) => "the higher risk",
            (Part::Risk, false) => "the lower risk",
            (Part::ScaleUp, true) => "the longer scale-up",
            (Part::ScaleUp, false) => "the shorter scale-up",
            (Part::Trend, true) => "the higher trend",
            (Part::Trend, false) => "the lower trend",
            (Part::People, true) => "the larger population",
            (Part::People, false) => "the smaller population",
            (Part::Share, true) => "the larger share who die",
            (Part::Share, false) => "the smaller share who die",
        })
    }
}

/// The differences of two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What the sides are called.
    pub names: [String; 2],
    /// The gap between them.
    pub gap: Gap,
    /// The inputs that make it, in the order of the page.
    pub rows: Vec<Row>,
    /// The names of inputs that differ and change no total.
    pub idle: Vec<&'static str>,
}

/// The question that a difference answers.
pub const QUESTION: &str = "Where do the two scenarios differ?";

/// What two sides without names are called.
pub const SIDES: [&str; 2] = ["the first", "the second"];

impl Difference {
    /// Compares a first and a second request, under the names that sentences have for them.
    #[must_use]
    pub fn new(requests: [&Request; 2], names: [&str; 2]) -> Self {
        let sides = requests.map(|request| &request.scenario);
        let gap = between(sides[0], sides[1]);
        let (mut rows, mut idle) = (Vec::new(), Vec::new());
        for one in &gap.contributions {
            // Less than rounding leaves is nothing.
            let nothing = match gap.measure {
                Measure::Logarithm => one.amount.abs() < 1e-12,
                Measure::Deaths => one.amount == 0.0,
            };
            if nothing {
                idle.push(phrase(one.part));
                continue;
            }
            rows.push(Row {
                part: one.part,
                name: name(one.part),
                values: values(one.part, sides),
                amount: one.amount,
                effect: effect(gap.measure, one.amount),
                share: String::new(),
            });
        }
        let total = gap.total();
        // Where the parts all but cancel, shares of hundreds of per cent tell nobody anything.
        let largest = rows.iter().map(|row| row.amount.abs()).fold(0.0, f64::max);
        if rows.len() > 1 && total.abs() > 0.25 * largest {
            for row in &mut rows {
                row.share = share(row.amount / total);
            }
        }
        idle.extend(without_effect(requests));
        Self { names: names.map(String::from), gap, rows, idle }
    }

    /// The whole gap as the effect of all inputs together: `÷ 9.6`.
    #[must_use]
    pub fn effect(&self) -> String {
        effect(self.gap.measure, self.gap.total())
    }

    /// The answer with a line for each input that makes it.
    #[must_use]
    pub fn report(&self) -> Block {
        let line = |row: &Row| {
            let change = [&*row.values[0], " → ", &row.values[1]].concat();
            let from = if row.share.is_empty() { change } else { [&*change, "; ", &row.share].concat() };
            Line::new(row.name, "", &*row.effect, from)
        };
        let mut lines: Vec<Line> = self.rows.iter().map(line).collect();
        if lines.len() > 1 {
            let [from, to] = [self.gap.from, self.gap.to].map(people);
            lines.push(Line::new("together", "", self.effect(), [&*from, " → ", &to].concat()));
        }
        Block { title: Some(QUESTION), answer: Some(self.answer()), lines }
    }

    /// The answer in a few sentences.
    #[must_use]
    pub fn answer(&self) -> Phrase {
        let Gap { from, to, measure, .. } = self.gap;
        let (before, after) = (people(from), people(to));
        let noun = if before == "1" { " expected death, " } else { " expected deaths, " };
        let start = Phrase::new(&capital(&self.names[0])).say(" gives ").say(&before).say(noun);
        let start = start.say(&self.names[1]).say(" ");
        let mut order: Vec<&Row> = self.rows.iter().collect();
        order.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
        let same = before == after && self.rows.is_empty();
        let mut said = start.say(if same { "as many" } else { &after });
        said = match (&*order, measure) {
            ([], _) if self.idle.is_empty() => return said.say(". The two scenarios are the same."),
            ([], _) => said.say(". They agree in every input that changes the total."),
            ([only], _) => said
                .say(". ")
                .stress(&capital(&only.direction()))
                .say(" makes the whole difference: it ")
                .say(&verb(only, measure, true))
                .say("."),
            ([most, others @ ..], _) => {
                let mut said = said.say(". ").stress(&capital(&most.direction())).say(" matters most: it ");
                said = said.say(&verb(most, measure, true)).say(". ");
                for (i, row) in others.iter().enumerate() {
                    let joint = match i {
                        0 => "",
                        _ if i + 1 == others.len() => ", and ",
                        _ => ", ",
                    };
                    let words = row.direction();
                    said = said.say(joint).say(&if i == 0 { capital(&words) } else { words });
                    said = said.say(" ").say(&verb(row, measure, false));
                }
                said.say(".")
            }
        };
        if !self.idle.is_empty() {
            let list = match &*self.idle {
                [all @ .., last] if !all.is_empty() => [&all.join(", "), " and ", last].concat(),
                all => all.concat(),
            };
            let also = if self.rows.is_empty() { ". They differ in " } else { " They also differ in " };
            said = said.say(also.trim_start_matches('.')).say(&list).say(", which does not change expected deaths.");
        }
        said
    }
}

/// What a part is called as a row.
const fn name(part: Part) -> &'static str {
    match part {
        Part::Risk => "Risk",
        Part::ScaleUp => "Scale-up",
        Part::Trend => "Trend of the hazard",
        Part::People => "People alive",
        Part::Share => "Share who die",
    }
}

/// The same within a sentence.
const fn phrase(part: Part) -> &'static str {
    match part {
        Part::Risk => "how the risk is stated",
        Part::ScaleUp => "the scale-up",
        Part::Trend => "the trend of the hazard",
        Part::People => "the number of people",
        Part::Share => "the share who die",
    }
}

/// What a part does, as a verb: `divides expected deaths by 2.8`.
fn verb(row: &Row, measure: Measure, named: bool) -> String {
    let what = if named { "expected deaths" } else { "them" };
    match measure {
        Measure::Logarithm => {
            let number = factor_of(row.amount);
            if number == "1" {
                return ["hardly changes ", what].concat();
            }
            let verb = if row.amount > 0.0 { "multiplies " } else { "divides " };
            [verb, what, " by ", &number].concat()
        }
        Measure::Deaths => {
            let verb = if row.amount > 0.0 { "adds " } else { "removes " };
            [verb, &people(row.amount.abs())].concat()
        }
    }
}

/// The factor behind a difference of logarithms, whatever its sign: `2.8`.
fn factor_of(amount: f64) -> String {
    String::from(factor(amount.abs() / LN_10).trim_end_matches('×'))
}

fn effect(measure: Measure, amount: f64) -> String {
    let sign = match (measure, amount < 0.0) {
        (Measure::Logarithm, true) => "÷ ",
        (Measure::Logarithm, false) => "× ",
        (Measure::Deaths, true) => "− ",
        (Measure::Deaths, false) => "+ ",
    };
    let number = match measure {
        Measure::Logarithm => factor_of(amount),
        Measure::Deaths => people(amount.abs()),
    };
    [sign, &number].concat()
}

fn share(share: f64) -> String {
    // Two figures are enough to see which input matters.
    let whole = libm::round(share.abs() * 100.0);
    let number = if whole >= 1.0 { percent(whole / 100.0) } else { String::from("under 1%") };
    [&*number, if share < 0.0 { " the other way" } else { " of the gap" }].concat()
}

/// The values of a part on both sides: to three figures where that tells them apart, and otherwise with all digits.
fn values(part: Part, sides: [&Scenario; 2]) -> [String; 2] {
    let [short, other] = sides.map(|side| value(part, side, false));
    if short != other {
        return [short, other];
    }
    let [exact, other] = sides.map(|side| value(part, side, true));
    if exact != other {
        return [exact, other];
    }
    // The same risk, for steps or years that are not the same.
    sides.map(|side| {
        let how = match (side.per, side.sharing) {
            (Per::Year, _) => [" at ", &times_exact(side.growth.get()), " a year"].concat(),
            (_, Sharing::Shared) => String::from(", one for all steps"),
            (_, Sharing::Independent) => String::from(", another for each step"),
        };
        [&*exact, &how].concat()
    })
}

fn value(part: Part, side: &Scenario, exact: bool) -> String {
    let as_percent = if exact { percent_exact } else { percent };
    match part {
        Part::Risk => [risk(side, as_percent), String::from(" "), per(side)].concat(),
        Part::ScaleUp if exact => plain_exact(side.scale_up.orders_of_magnitude()) + " orders of magnitude",
        Part::ScaleUp => factor(side.scale_up.orders_of_magnitude()),
        Part::Trend => (if exact { times_exact } else { times })(side.trend.get()),
        Part::People => (if exact { population_exact } else { population })(side.population.get()),
        Part::Share => match side.fatality.get() {
            1.0 => String::from("everyone"),
            0.0 => String::from("no one"),
            share => as_percent(share),
        },
    }
}

/// A risk in a few words: `1%`, `0.1% to 5%`, `1.42% on average`, `3 opinions, 2.9% on average`.
fn risk(scenario: &Scenario, percent: fn(f64) -> String) -> String {
    let range = |(low, high): (f64, f64)| [&*percent(low), " to ", &percent(high)].concat();
    let sure = |range: String, level: f64| [&*range, " (", &percent(level), " sure)"].concat();
    match &scenario.belief {
        Belief::Point(risk) => percent(risk.get()),
        Belief::Beta(beta) => {
            [&*percent(beta.mean.get()), " on average (weight ", &plain_exact(beta.weight.get()), ")"].concat()
        }
        Belief::LogUniform(belief) => range(belief.bounds()),
        Belief::LogitNormal(belief) => sure(range(belief.bounds()), belief.level().get()),
        Belief::LogNormal(belief) => sure(range(belief.bounds()), belief.level().get()) + ", a long tail upwards",
        Belief::Panel(panel) => {
            let count = panel.opinions().len().to_string();
            let noun = if count == "1" { " opinion, " } else { " opinions, " };
            [&*count, noun, &percent(scenario.belief.mean()), " on average"].concat()
        }
    }
}

/// What the questions below the total ask about, and the growth of compute, where no total depends on them.
fn without_effect(requests: [&Request; 2]) -> Vec<&'static str> {
    let [from, to] = requests.map(Request::values);
    let yearly = requests.iter().any(|request| request.scenario.per == Per::Year);
    let mut names = Vec::new();
    for key in Key::ALL.into_iter().filter(|&key| from.get(key) != to.get(key)) {
        let name = match key.field().only_question() {
            Some(question) => question.topic(),
            None if key == Key::Growth && !yearly => "the growth of compute",
            // The other inputs are parts of the gap.
            None => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_wire::query;
    use harm_wire::strategies::request;
    use proptest::prelude::*;

    fn compared(from: &str, to: &str) -> Difference {
        let [from, to] = [from, to].map(|link| query::parse(link).request);
        Difference::new([&from, &to], SIDES)
    }

    #[test]
    fn the_input_that_matters_most_comes_first_and_the_others_follow() {
        let difference = compared("", "risk=0.35%&steps=3&fatality=10%");
        assert_eq!(
            difference.answer().to_string(),
            "The first gives 80 million expected deaths, the second 8.37 million. The smaller share who die matters most: it \
             divides expected deaths by 10. The longer scale-up multiplies them by 2.98, and the lower risk divides them by \
             2.85."
        );
        let rows: Vec<_> = difference.rows.iter().map(|row| (row.name, &*row.effect, &*row.share)).collect();
        assert_eq!(
            rows,
            [
                ("Risk", "÷ 2.85", "46% of the gap"),
                ("Scale-up", "× 2.98", "48% the other way"),
                ("Share who die", "÷ 10", "102% of the gap")
            ]
        );
        assert_eq!(difference.rows[0].values, ["1% per 10×", "0.35% per 10×"]);
        assert_eq!(difference.effect(), "÷ 9.56");
    }

    #[test]
    fn what_differs_without_effect_is_named() {
        let said = |from, to| compared(from, to).answer().to_string();
        assert_eq!(
            said("", "risk=2%&pause=12&growth=3"),
            "The first gives 80 million expected deaths, the second 160 million. The higher risk makes the whole difference: \
             it multiplies expected deaths by 2. They also differ in the growth of compute and the pause, which does not \
             change expected deaths."
        );
        assert_eq!(
            said("", "step=100&steps=0.5"),
            "The first gives 80 million expected deaths, the second as many. The two scenarios are the same."
        );
        assert!(said("", "sharing=redrawn").contains("They differ in how the risk is stated, which does not"));
        assert!(
            said("", "trend=2")
                .ends_with("They differ in the trend of the hazard, which does not change expected deaths.")
        );
        assert!(said("per=year", "per=year&growth=9").contains("risk makes the whole difference"));
    }

    #[test]
    fn from_no_deaths_no_factor_leads_anywhere() {
        let difference = compared("population=0", "steps=3");
        assert_eq!(
            difference.answer().to_string(),
            "The first gives 0 expected deaths, the second 238 million. The larger population matters most: it adds 159 \
             million. The longer scale-up adds 78.8 million."
        );
        assert_eq!(difference.rows[1].effect, "+ 159 million");
    }

    /// Fails unless two scenarios are told apart in whole sentences.
    fn told_apart(from: &Request, to: &Request) {
        let difference = Difference::new([from, to], SIDES);
        let said = difference.answer().to_string();
        assert!(said.ends_with('.') && !said.contains("..") && !said.contains("  "), "{said}");
        assert!(!said.contains("NaN") && !said.contains("inf"), "{said}");
        for row in &difference.rows {
            assert_ne!(row.values[0], row.values[1], "{row:?}");
        }
    }

    #[test]
    fn two_scenarios_without_deaths_are_told_apart() {
        let request = |link: &str| query::parse(link).request;
        told_apart(
            &request("steps=0&fatality=0&growth=10&risk=0"),
            &request("belief=beta&risk=1.0&weight=1&steps=1.0271748448923608e-41&population=0&growth=10"),
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn any_two_scenarios_are_told_apart_in_whole_sentences(from in request(), to in request()) {
            told_apart(&from, &to);
        }
    }
}
