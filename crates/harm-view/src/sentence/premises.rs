//! The premises of a result in words, for whatever leaves the page: quotations, citations and pictures.

use harm_core::{Assessment, Belief, ScaleUp, Scenario, nearly};
use harm_wire::belief::row;
use harm_wire::{Key, Question, Request};

use super::headline::{is_one_step, sum};
use super::phrase::per;
use crate::field;
use crate::number::{factor_exact, people, percent_exact, plain_exact};

/// Opinions of a panel that are listed; the rest are counted.
const OPINIONS: usize = 12;

/// How the bounds of a risk are introduced: `90% sure it lies`, or `it lies` where they hold all of the belief.
#[must_use]
pub fn sure(belief: &Belief) -> String {
    match belief.level() {
        Some(level) => percent_exact(level.get()) + " sure it lies",
        None => String::from("it lies"),
    }
}

/// The family of a belief in plain words with its name; empty for a known risk.
#[must_use]
pub fn family(belief: &Belief) -> &'static str {
    match belief {
        Belief::Panel(panel) if panel.opinions().iter().any(|(_, weight)| !nearly(weight.get(), 1.0)) => {
            "weighted opinions"
        }
        _ => row(belief.family()).plain,
    }
}

/// The risk as it was stated: `2% risk per 10×`, `risk per 10×: 90% sure it lies between 0.1% and 5% (…)`.
#[must_use]
pub fn stated_risk(scenario: &Scenario) -> String {
    let per = String::from("risk ") + &per(scenario);
    let words = match &scenario.belief {
        Belief::Point(risk) => return [&percent_exact(risk.get()), " ", &*per].concat(),
        Belief::Beta(beta) => {
            let (mean, weight) = (percent_exact(beta.mean.get()), plain_exact(beta.weight.get()));
            [&*per, ": ", &mean, " on average, with evidence of weight ", &weight].concat()
        }
        Belief::Panel(panel) => {
            let opinions = panel.opinions();
            let one = |(risk, weight): &(harm_core::quantity::Probability, harm_core::quantity::Weight)| {
                let weight = if nearly(weight.get(), 1.0) {
                    String::new()
                } else {
                    [" × ", &plain_exact(weight.get())].concat()
                };
                percent_exact(risk.get()) + &weight
            };
            let listed: Vec<String> = opinions.iter().take(OPINIONS).map(one).collect();
            let more = match opinions.len().saturating_sub(OPINIONS) {
                0 => String::new(),
                more => [" and ", &more.to_string(), " more"].concat(),
            };
            [&*per, ": a panel of ", &opinions.len().to_string(), " says ", &listed.join(", "), &more].concat()
        }
        belief => {
            let (low, high) = belief.bounds().unwrap_or((0.0, 1.0));
            [&*per, ": ", &sure(belief), " between ", &percent_exact(low), " and ", &percent_exact(high)].concat()
        }
    };
    [&*words, " (", family(&scenario.belief), ")"].concat()
}

/// What the result rests on beyond the sum under the headline: the stated risk and the scale-up where the sum does not
/// say them, the interval of the result where there is one, and every other input that differs from its default.
#[must_use]
pub fn premises(request: &Request, assessment: &Assessment) -> Vec<String> {
    let scenario = &request.scenario;
    let mut premises = Vec::new();
    if let Some(interval) = assessment.deaths_interval {
        let (low, high) = (people(interval.p05), people(interval.p95));
        premises.push(["5% to 95%: ", &low, " to ", &high, " deaths"].concat());
    }
    if !(matches!(scenario.belief, Belief::Point(_)) && is_one_step(assessment)) {
        premises.push(stated_risk(scenario));
    }
    if let ScaleUp::Steps { step, steps } = &scenario.scale_up
        && !nearly(steps.get(), 1.0)
    {
        premises.push([&plain_exact(steps.get()), " steps of ", &factor_exact(step.get())].concat());
    }
    for (key, value) in request.values().iter() {
        let stated = match key {
            Key::Per | Key::Step | Key::Steps | Key::From | Key::To | Key::Population | Key::Fatality => true,
            Key::Sharing => false,
            _ => matches!(key, Key::Risk | Key::Belief) || key.field().question == Some(Question::Belief),
        };
        if !stated && key.default_value().as_ref() != Some(value) {
            let label = key.field().label;
            let (first, rest) = label.split_at(1);
            premises.push([&first.to_ascii_lowercase(), rest, ": ", &field::text(key, value)].concat());
        }
    }
    premises
}

/// The sum under the headline with all its premises, in one line.
#[must_use]
pub fn account(request: &Request, assessment: &Assessment) -> String {
    let terms: Vec<String> =
        sum(&request.scenario, assessment).iter().map(|term| [&*term.value, " ", &term.words].concat()).collect();
    let mut parts = vec![terms.join(" × ")];
    parts.extend(premises(request, assessment));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::{Family, assess};
    use harm_wire::query;

    fn sentence(link: &str) -> String {
        let request = query::parse(link).request;
        account(&request, &assess(&request.scenario))
    }

    #[test]
    fn every_family_says_the_numbers_that_state_its_risk() {
        for &family in Family::ALL {
            let starting = |key: &Key| [key.name(), "=", &key.starting_value().unwrap().text(*key)].concat();
            let pairs: Vec<String> = row(family).risk.iter().chain(row(family).required).map(starting).collect();
            let request = query::parse(&["belief=", family.name(), "&", &pairs.join("&")].concat()).request;
            assert_eq!(request.scenario.belief.family(), family);
            let words = stated_risk(&request.scenario);
            for &key in row(family).risk {
                for number in field::text(key, &request.value(key)).split("; ") {
                    assert!(words.contains(number), "{family:?} does not say {key:?}, {number}: {words}");
                }
            }
        }
    }

    #[test]
    fn every_input_that_differs_from_its_default_is_said() {
        assert_eq!(sentence(""), "1% risk per 10× × 8.0 billion people alive × everyone dies if it happens");
        assert_eq!(
            sentence("risk=2%&steps=3&trend=2&growth=3&pause=24"),
            "13.2% risk over 1,000× × 8.0 billion people alive × everyone dies if it happens; 2% risk per 10×; \
             3 steps of 10×; trend of the hazard: 2×; growth of compute in a year: 3×; length of the pause: 24 months"
        );
    }

    #[test]
    fn a_range_says_its_level_its_family_and_the_interval_of_the_result() {
        let words = sentence("belief=logit-normal&low=0.1%&high=5%&level=80%&per=100");
        assert!(
            words.contains("risk per 100×: 80% sure it lies between 0.1% and 5% (a bell curve of the log-odds"),
            "{words}"
        );
        assert!(words.contains("; 5% to 95%: "), "{words}");
        assert!(sentence("belief=logit-normal&low=0.1%&high=5%").contains("90% sure"), "the default is stated too");
        assert!(sentence("belief=log-uniform&low=0.1%&high=5%").contains("it lies between 0.1% and 5% (every order"));
        assert!(sentence("belief=beta&weight=3&risk=2%").contains("2% on average, with evidence of weight 3"));
        let panel = sentence("belief=panel&panel=1%_2%&weights=1_3&sharing=redrawn");
        assert!(panel.contains("a panel of 2 says 1%, 2% × 3 (weighted opinions)"), "{panel}");
        assert!(panel.contains("how steps share the unknown: redrawn"), "{panel}");
    }
}
