//! Which input matters most?

use harm_core::Assessment;
use harm_core::lens::sensitivity::{self, Input, Sensitivity};
use harm_wire::Request;
use harm_wire::question::{Answers, Varied};

use super::{Bars, Parts};
use crate::number::people;
use crate::report::Line;
use crate::sentence::{Phrase, capital};

/// Which input matters most?
pub(super) fn answer(assessment: &Assessment, answer: &[Sensitivity]) -> Phrase {
    let present = assessment.expected_deaths;
    let Some(most) = answer.iter().find(|one| one.swing(present) > 0.0) else {
        return Phrase::new("No input changes a result of nothing by being halved or doubled.");
    };
    let (low, high) = most.range(present);
    let (how, span) = match (most.halved, most.doubled) {
        (Some(_), Some(_)) => ("Halving or doubling ", format!("from {} to {}", people(low), people(high))),
        (Some(halved), None) => ("Halving ", format!("to {}", people(halved))),
        (None, doubled) => ("Doubling ", format!("to {}", people(doubled.unwrap_or(present)))),
    };
    Phrase::new(how).stress(input(most.input).1).say(" moves the result most: ").say(&span).say(" expected deaths.")
}

/// An input of the sensitivity by its name, and what of it is halved and doubled.
pub(crate) fn input(input: Input) -> (&'static str, &'static str) {
    match input {
        Input::Risk => ("risk", "the odds of the risk"),
        Input::Weight => ("how sure", "the weight of the evidence"),
        Input::Width => ("how sure", "the width of the range"),
        Input::ScaleUp => ("scale-up", "the orders of magnitude of the scale-up"),
        Input::Trend => ("trend", "the trend of the hazard"),
        Input::Population => ("people alive", "the number of people"),
        Input::Fatality => ("share who die", "the share who die"),
    }
}

/// What halving and doubling an input does: expected deaths, and what was varied as far as it can be.
fn swing(one: &Sensitivity, present: f64) -> (String, String) {
    let what = input(one.input).1;
    let how = match (one.halved, one.doubled) {
        (Some(_), Some(_)) => " halved and doubled",
        (Some(_), None) => " halved; it has no room to double",
        (None, Some(_)) => " doubled; it has no room to halve",
        (None, None) => " cannot be halved or doubled",
    };
    let deaths = |deaths: Option<f64>| people(deaths.unwrap_or(present));
    ([deaths(one.halved), deaths(one.doubled)].join(" to "), [what, how].concat())
}

pub(super) fn detail(request: &Request, assessment: &Assessment) -> Parts {
    let present = assessment.expected_deaths;
    let mut bars = Bars::default();
    let mut formulae = Vec::new();
    for one in sensitivity::answer(&request.scenario) {
        let (low, high) = one.range(present);
        let name = capital(input(one.input).0);
        let (deaths, what) = swing(&one, present);
        formulae.push([&name, ": ", &what].concat());
        bars.0.push((name, low, high, deaths));
    }
    (bars, formulae)
}

/// The lines of a report.
pub(super) fn lines(answers: &Answers) -> Vec<Line> {
    let line = |one: &Varied| {
        let (deaths, what) = swing(&one.range, answers.assessment.expected_deaths);
        Line::new(input(one.range.input).0, "", deaths, what)
    };
    answers.sensitivity.iter().flatten().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{OpenProbability, Probability, ScaleFactor, Steps};
    use harm_core::{Belief, ScaleUp, Scenario, Sharing, assess};

    fn with(risk: f64, steps: f64) -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(steps).unwrap() };
        Scenario { scale_up, belief: Belief::Point(Probability::new(risk).unwrap()), ..Scenario::default() }
    }

    fn unsure(steps: f64, sharing: Sharing) -> Scenario {
        let level = OpenProbability::new(0.9).unwrap();
        let family = harm_core::belief::LogNormal::new(1e-4, 0.1, level).unwrap();
        Scenario { belief: Belief::LogNormal(family), sharing, ..with(0.01, steps) }
    }

    #[test]
    fn sensitivity_names_what_moves_the_result() {
        let sentence = |scenario: &Scenario| answer(&assess(scenario), &sensitivity::answer(scenario)).to_string();
        let text = sentence(&Scenario::default());
        assert!(text.starts_with("Halving or doubling ") && text.contains("160 million"), "{text}");
        let unsure = unsure(3.0, Sharing::Shared);
        let all = sensitivity::answer(&unsure);
        let names: Vec<_> = all.iter().map(|one| input(one.input).0).collect();
        assert!(names.contains(&"how sure") && !sentence(&unsure).contains("certainty"), "{names:?}");
        let fatality = all.iter().find(|one| one.input == Input::Fatality).unwrap();
        assert!(swing(fatality, 1.0).1.ends_with("the share who die halved; it has no room to double"));
        assert_eq!(sentence(&with(0.0, 0.0)), "No input changes a result of nothing by being halved or doubled.");
    }
}
