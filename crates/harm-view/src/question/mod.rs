//! The questions that a reader may ask of a scenario: each with its answer in a sentence, its inputs, a few bars, the
//! formula with the numbers of the scenario in it, and the lines of a report.
//!
//! The table of questions is in [`harm_wire::question`]. Here each has an arm of [`answer`], [`detail`] and `picture`;
//! what they call is below them, or in a file of its own where it is long.

pub(crate) mod acceptable;
pub(crate) mod belief;
mod evaluations;
mod pause;
mod perspective;
pub(crate) mod sensitivity;

use harm_core::lens::{self, Restraint, RestraintAnswer, ScaleLimit, ScaleLimitAnswer};
use harm_core::{Assessment, Family, nearly};
use harm_wire::belief::row;
use harm_wire::number::canonical;
use harm_wire::question::{Answers, Measure, Output, Read, Reading};
use harm_wire::{Key, Question, Request};

pub use acceptable::because;

use crate::figure::{self, Figure};
use crate::number::{counted, duration, factor, months, one_in, people, percent, plain, times};
use crate::report::Line;
use crate::sentence::Phrase;

/// The answer to a question in a sentence.
#[must_use]
pub fn answer(question: Question, request: &Request, assessment: &Assessment) -> Phrase {
    let (scenario, lenses) = (&request.scenario, &request.lenses);
    match question {
        Question::Belief => belief::answer(scenario, assessment),
        Question::Evaluations => {
            evaluations::answer(&lenses.evaluations, &lens::evaluations::answer(scenario, &lenses.evaluations))
        }
        Question::ScaleLimit => {
            let answer = lens::scale_limit::answer(scenario, &lenses.scale_limit);
            scale_limit(&lenses.scale_limit, &answer, assessment.orders_of_magnitude)
        }
        Question::Pause => pause::answer(&lenses.pause, &lens::pause::answer(scenario, &lenses.pause)),
        Question::Restraint => restraint(&lenses.restraint, &lens::restraint::answer(scenario, &lenses.restraint)),
        Question::Acceptable => acceptable::answer(scenario, &lens::acceptable::answer(scenario, &lenses.acceptable)),
        Question::Perspective => perspective::answer(
            assessment,
            &lens::perspective::answer(assessment.expected_deaths, assessment.micromorts),
        ),
        Question::Sensitivity => sensitivity::answer(assessment, &lens::sensitivity::answer(scenario)),
    }
}

/// The bars and formulae of a question.
#[must_use]
pub fn detail(question: Question, request: &Request, assessment: &Assessment) -> Detail {
    let (bars, formulae) = match question {
        Question::Belief => belief::detail(request, assessment),
        Question::Evaluations => evaluations::detail(request, assessment),
        Question::ScaleLimit => scale_limit_detail(request, assessment),
        Question::Pause => pause::detail(request),
        Question::Restraint => restraint_detail(request, assessment),
        Question::Acceptable => acceptable::detail(request, assessment),
        Question::Perspective => perspective::detail(assessment),
        Question::Sensitivity => sensitivity::detail(request, assessment),
    };
    Detail { bars: bars.scaled(), formulae }
}

/// The picture of the answer, laid out for a width in pixels; `None` where words say all of it.
pub(crate) fn picture(question: Question, request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    match question {
        Question::Belief => figure::dots::twenty(request, assessment, width, true),
        Question::Evaluations => figure::evaluations::draw(request, assessment, width),
        Question::ScaleLimit => figure::scale_limit::draw(request, assessment, width),
        Question::Pause => figure::pause::draw(request, assessment, width),
        Question::Restraint => figure::restraint::draw(request, assessment, width),
        Question::Acceptable => figure::acceptable::draw(request, assessment, width),
        Question::Perspective => figure::perspective::draw(assessment, width),
        Question::Sensitivity => figure::sensitivity::draw(request, assessment, width),
    }
}

/// The lines of a report on a question: its outputs in words, unless they are told in another way.
#[must_use]
pub fn lines(question: Question, request: &Request) -> Vec<Line> {
    let Request { scenario, lenses } = request;
    let answers = Answers::new(request, &[question]);
    let figures = |remark: &dyn Fn(&str) -> String| figures(question, &answers, remark);
    match question {
        Question::Belief => answers.belief.iter().flat_map(belief::lines).collect(),
        Question::Evaluations => {
            let rules = evaluations::rules(&lenses.evaluations);
            [vec![rules], figures(&|key| evaluations::remark(key, &lenses.evaluations))].concat()
        }
        Question::Pause => {
            let success = answers.pause.map_or(0.0, |answer| answer.success);
            [vec![pause::length(&lenses.pause)], figures(&|key| pause::remark(key, &lenses.pause, success))].concat()
        }
        Question::Restraint => {
            let left = answers.restraint.map_or(1.0, |answer| answer.hazard_share);
            [restraint_lines(&lenses.restraint, left), figures(&|_| String::new())].concat()
        }
        Question::Acceptable => answers.acceptable.iter().flat_map(|one| acceptable::lines(scenario, one)).collect(),
        Question::Perspective => {
            let life = |key: &str| perspective::remark(key, answers.perspective.as_ref());
            [figures(&life), answers.perspective.iter().flat_map(perspective::lines).collect()].concat()
        }
        Question::Sensitivity => sensitivity::lines(&answers),
        Question::ScaleLimit => figures(&|key| match key {
            "generations" => String::from("to make the whole scale-up"),
            _ => String::new(),
        }),
    }
}

/// The outputs of a question in words. A remark says where a figure comes from, or why there is none; a risk without a
/// remark is also written in full.
fn figures(question: Question, answers: &Answers, remark: &dyn Fn(&str) -> String) -> Vec<Line> {
    let Read::Parts(outputs, _) = &question.output().read else { return Vec::new() };
    let line = |output: &Output| match (output.read(answers, 0), &output.read, remark(output.key)) {
        (_, Read::Parts(..) | Read::List(..), _) => None,
        (Some(Reading::Number(value)), _, remark) => {
            let exact = remark.is_empty() && output.measure == Measure::Fraction;
            Some(Line::of(output, worded(output.measure, value), if exact { canonical(value) } else { remark }))
        }
        (Some(Reading::Name(name)), _, remark) => Some(Line::of(output, name, remark)),
        (None, _, remark) => (!remark.is_empty()).then(|| Line::of(output, "none", remark)),
    };
    outputs.iter().filter_map(line).collect()
}

/// A figure as people say it.
#[must_use]
pub fn worded(measure: Measure, value: f64) -> String {
    match measure {
        Measure::Fraction => percent(value),
        Measure::Deaths if value < 0.0 => String::from("−") + &people(-value),
        Measure::Deaths | Measure::DeathsPerYear | Measure::DeathsPerDay | Measure::LifeYears | Measure::Count => {
            people(value)
        }
        Measure::Micromorts => people(value) + " micromorts",
        Measure::OneIn => one_in(value.recip()),
        Measure::OrdersOfMagnitude => factor(value),
        Measure::Factor | Measure::Multiple => times(value),
        Measure::Years => duration(value),
        Measure::Months => months(value),
        Measure::Days => duration(value / 365.25),
        Measure::Dollars => String::from("$") + &people(value),
        Measure::Number | Measure::Steps | Measure::Elasticity => plain(value),
    }
}

/// The inputs that a question brings with it, as far as the present scenario uses them.
#[must_use]
pub fn keys(question: Question, request: &Request) -> Vec<Key> {
    if question == Question::Belief {
        // The risk itself, its bounds or the panel stand above, with the other inputs.
        let family = request.scenario.belief.family();
        let sharing: &[Key] = if family == Family::Point { &[] } else { &[Key::Sharing] };
        return [&[Key::Belief], row(family).further, sharing].concat();
    }
    Key::ALL.into_iter().filter(|key| key.field().question == Some(question)).collect()
}

/// A bar: a name, a span between 0 and 1 of the width, and the value in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What it says.
    pub words: String,
}

/// What an open section shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detail {
    /// Quantities beside each other.
    pub bars: Vec<Bar>,
    /// Lines of arithmetic.
    pub formulae: Vec<String>,
}

/// Numbers that become bars on one scale.
#[derive(Default)]
struct Bars(Vec<(String, f64, f64, String)>);

impl Bars {
    /// A bar from nothing.
    fn add(mut self, label: &str, value: f64, words: String) -> Self {
        self.0.push((String::from(label), 0.0, value, words));
        self
    }

    /// A bar of people.
    fn people(self, label: &str, value: f64) -> Self {
        self.add(label, value, people(value))
    }

    fn scaled(self) -> Vec<Bar> {
        let full = self.0.iter().map(|(_, low, high, _)| low.max(*high)).fold(0.0, f64::max);
        let share = |value: f64| if full > 0.0 { value / full } else { 0.0 };
        self.0
            .into_iter()
            .map(|(label, a, b, words)| Bar { label, from: share(a.min(b)), to: share(a.max(b)), words })
            .collect()
    }
}

type Parts = (Bars, Vec<String>);

/// What does a cap on each generation do?
fn scale_limit(cap: &ScaleLimit, answer: &ScaleLimitAnswer, orders_of_magnitude: f64) -> Phrase {
    if answer.generations == 0.0 {
        return Phrase::new("Nothing is scaled up, so that no cap is reached.");
    }
    let start = Phrase::new(&format!("At most {} a generation, ", times(cap.limit.get())))
        .say(&format!("{} takes ", factor(orders_of_magnitude)))
        .stress(&counted(&people(answer.generations), "generation"));
    let deaths = people(answer.deaths_per_generation);
    if answer.generations == 1.0 {
        return start.say(" and the cap changes nothing.");
    }
    start.say(&format!(": {} in the first, with a look at the result before the next.", expected(&deaths)))
}

fn scale_limit_detail(request: &Request, assessment: &Assessment) -> Parts {
    let cap = &request.lenses.scale_limit;
    let answer = lens::scale_limit::answer(&request.scenario, cap);
    let mut bars = Bars::default().people("First generation", answer.deaths_per_generation);
    if let Some(last) = &answer.last_generation {
        bars = bars.people("Last generation", last.expected_deaths);
    }
    let bars = bars.people("All of them", assessment.expected_deaths);
    let formulae = vec![
        format!(
            "⌈x / log₁₀ {}⌉ = ⌈{} / {}⌉ = {}",
            plain(cap.limit.get()),
            plain(assessment.orders_of_magnitude),
            plain(answer.orders_of_magnitude_per_generation),
            plain(answer.generations)
        ),
        format!("Risk of the first: {}", percent(answer.risk_per_generation)),
    ];
    (bars, formulae)
}

/// What if some labs stop?
fn restraint(restraint: &Restraint, answer: &RestraintAnswer) -> Phrase {
    let (labs, stopping) = (restraint.labs().get(), restraint.abstain().get());
    if stopping <= 0.0 {
        return Phrase::new("As long as no laboratory stops, nothing changes.");
    }
    // Grammar follows the number that is printed, not the double behind it.
    let (one, all) = (plain(stopping) == "1" || stopping < 1.0, nearly(stopping, labs));
    let verb = if one { "stops" } else { "stop" };
    let who = if all && plain(labs) == "1" {
        format!("If the only laboratory {verb}")
    } else if all {
        format!("If all {} laboratories {verb}", plain(labs))
    } else {
        let noun = if plain(labs) == "1" { "laboratory" } else { "laboratories" };
        format!("If {} of {} {noun} of equal hazard {verb}", plain(stopping), plain(labs))
    };
    let displaced = restraint.displacement().get();
    let rest = if all && displaced <= 0.0 {
        String::from(" for good: ")
    } else if displaced <= 0.0 {
        String::from(" and the others take over none of its work: ")
    } else if displaced >= 1.0 {
        String::from(" and the others take over all of its work: ")
    } else {
        format!(" and the others take over {} of its work: ", percent(displaced))
    };
    let rest = if !one { rest.replace(" its ", " their ") } else { rest };
    fewer(Phrase::new(&who).say(&rest), answer.deaths_averted)
}

fn restraint_detail(request: &Request, assessment: &Assessment) -> Parts {
    let input = &request.lenses.restraint;
    let answer = lens::restraint::answer(&request.scenario, input);
    let bars =
        Bars::default().people("All go on", assessment.expected_deaths).people("Some stop", answer.expected_deaths);
    let formulae = vec![
        format!(
            "θ = 1 − ({}/{})·(1 − {}) = {} of the hazard",
            plain(input.abstain().get()),
            plain(input.labs().get()),
            plain(input.displacement().get()),
            plain(answer.hazard_share)
        ),
        format!("Risk left: R(m·θ) = {}", percent(answer.risk)),
    ];
    (bars, formulae)
}

/// Who stops, and what is left of the hazard.
fn restraint_lines(restraint: &Restraint, left: f64) -> Vec<Line> {
    let stop = format!("{} of {}", plain(restraint.abstain().get()), plain(restraint.labs().get()));
    let over = format!("the others take over {} of their work", percent(restraint.displacement().get()));
    vec![Line::new("laboratories that stop", "", stop, over), Line::new("hazard that is left", "θ", percent(left), "")]
}

/// The end of a sentence on what is averted.
fn fewer(start: Phrase, averted: f64) -> Phrase {
    let number = people(averted);
    if averted <= 0.0 {
        start.say("no fewer expected deaths.")
    } else if number == "1" {
        start.stress(&number).say(" expected death fewer.")
    } else {
        start.stress(&number).say(" fewer expected deaths.")
    }
}

/// A written number of expected deaths.
fn expected(number: &str) -> String {
    [number, if number == "1" { " expected death" } else { " expected deaths" }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{Abstaining, Laboratories, Share};
    use harm_core::{Scenario, assess};

    #[test]
    fn every_question_has_an_answer_and_its_arithmetic() {
        let request = Request::default();
        let assessment = assess(&request.scenario);
        for question in Question::ALL {
            let answer = answer(question, &request, &assessment).to_string();
            assert!(answer.ends_with('.') && answer.chars().next().is_some_and(|c| !c.is_lowercase()), "{answer}");
            let detail = detail(question, &request, &assessment);
            assert!(!detail.bars.is_empty() && !detail.formulae.is_empty(), "{question:?}");
            assert!(detail.bars.iter().all(|bar| 0.0 <= bar.from && bar.from <= bar.to && bar.to <= 1.0), "{detail:?}");
        }
    }

    #[test]
    fn a_limit_counts_generations() {
        let cap = ScaleLimit::default();
        let sentence = |scenario: &Scenario| {
            scale_limit(&cap, &lens::scale_limit::answer(scenario, &cap), scenario.scale_up.orders_of_magnitude())
                .to_string()
        };
        assert_eq!(
            sentence(&Scenario::default()),
            "At most 4× a generation, 10× takes 2 generations: 48.3 million expected deaths in the first, with a look at \
             the result before the next."
        );
    }

    #[test]
    fn restraint_counts_who_stops() {
        let sentence = |labs: f64, stopping: f64, displaced: f64| {
            let (labs, stopping) = (Laboratories::new(labs).unwrap(), Abstaining::new(stopping).unwrap());
            let input = Restraint::new(labs, stopping, Share::new(displaced).unwrap()).unwrap();
            restraint(&input, &lens::restraint::answer(&Scenario::default(), &input)).to_string()
        };
        assert_eq!(
            sentence(4.0, 1.0, 0.5),
            "If 1 of 4 laboratories of equal hazard stops and the others take over 50% of its work: 9.96 million fewer expected deaths."
        );
        assert!(
            sentence(4.0, 2.0, 0.0)
                .starts_with("If 2 of 4 laboratories of equal hazard stop and the others take over none of their work")
        );
        assert!(sentence(4.0, 1.0, 1.0).ends_with("take over all of its work: no fewer expected deaths."));
        assert_eq!(sentence(4.0, 4.0, 0.0), "If all 4 laboratories stop for good: 80 million fewer expected deaths.");
        assert_eq!(sentence(1.0, 1.0, 0.0), "If the only laboratory stops for good: 80 million fewer expected deaths.");
        assert_eq!(sentence(4.0, 0.0, 0.0), "As long as no laboratory stops, nothing changes.");
    }

    #[test]
    fn every_question_has_lines_and_every_output_its_words() {
        for question in Question::ALL {
            let lines = lines(question, &Request::default());
            assert!(!lines.is_empty() && lines.iter().all(|line| !line.value.is_empty()), "{lines:?}");
        }
    }
}
