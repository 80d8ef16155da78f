//! What is that like?

use harm_core::Assessment;
use harm_core::lens::perspective::{self, Multiple, Perspective};

use super::{Bars, Parts};
use crate::number::{duration, people, plain};
use crate::report::Line;
use crate::sentence::{Phrase, capital};

/// What is that like?
pub(super) fn answer(assessment: &Assessment, answer: &Perspective) -> Phrase {
    if assessment.expected_deaths <= 0.0 {
        return Phrase::new("There is nothing to compare with nothing.");
    }
    // The toll that comes nearest, in ratio.
    let distance = |multiple: &Multiple| {
        let middle = libm::sqrt(multiple.low * multiple.high);
        if middle < 1.0 { middle.recip() } else { middle }
    };
    // A year of all deaths is said in days.
    let tolls = answer.tolls.iter().filter(|toll| !toll.of.name.starts_with("all "));
    let nearest = tolls.min_by(|a, b| distance(a).total_cmp(&distance(b)));
    let time = duration(answer.days_of_world_deaths / 365.25);
    let world = |start: Phrase| start.say("as many as die in the world of all causes in ").stress(&time).say(".");
    match nearest {
        Some(toll) if distance(toll) < 30.0 => {
            world(Phrase::default().stress(&multiple(toll)).say(&format!(" the deaths of {}, or ", toll.of.name)))
        }
        _ => world(Phrase::new("In expectation ")),
    }
}

/// A multiple, or the range of multiples, as a factor: `1.07×`, `0.94 to 1.14×`.
fn multiple(multiple: &Multiple) -> String {
    let (low, high) = (people(multiple.low), people(multiple.high));
    if low == high { low + "×" } else { [&low, " to ", &high, "×"].concat() }
}

pub(super) fn detail(assessment: &Assessment) -> Parts {
    let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
    let mut bars = Bars::default().people("Expected deaths", assessment.expected_deaths);
    for toll in &answer.tolls {
        let of = toll.of;
        let words = if of.low == of.high { people(of.low) } else { [people(of.low), people(of.high)].join(" to ") };
        bars = bars.add(&capital(of.name), of.high, words);
    }
    let micromorts = people(assessment.micromorts);
    let mut formulae = vec![
        format!(
            "{} × {} years of remaining life = {} life-years",
            people(assessment.expected_deaths),
            plain(perspective::REMAINING_LIFE_YEARS),
            people(answer.life_years)
        ),
        format!(
            "{} / {} deaths a day in the world = {}",
            people(assessment.expected_deaths),
            people(perspective::DEATHS_PER_DAY),
            duration(answer.days_of_world_deaths / 365.25)
        ),
        format!("{micromorts} micromorts for each person are as many as in:"),
    ];
    for one in &answer.everyday {
        let (times, of) = (multiple(one), one.of);
        formulae.push(format!("{times} {}, {} micromorts ({})", of.name, plain(of.low), of.source));
    }
    let sources = answer.tolls.iter().map(|toll| [&capital(toll.of.name), ": ", toll.of.source].concat());
    formulae.push(["Sources of the death tolls. ", &sources.collect::<Vec<_>>().join(". "), "."].concat());
    formulae.push(String::from(
        "Deaths in the world, remaining life: United Nations, World Population Prospects 2024, medium variant.",
    ));
    (bars, formulae)
}

/// The lines of the multiples in a report.
pub(super) fn lines(answer: &Perspective) -> Vec<Line> {
    let all = answer.tolls.iter().chain(&answer.everyday);
    all.map(|one| Line::new("", "", multiple(one), one.of.name)).collect()
}

/// Where a figure of the report comes from.
pub(super) fn remark(key: &str, answer: Option<&Perspective>) -> String {
    match (key, answer) {
        ("life_years", _) => String::from("45.0 years for each person, on average"),
        ("days_of_world_deaths", Some(answer)) => {
            format!("{} days at 173,000 a day", people(answer.days_of_world_deaths))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{Population, Probability, ScaleFactor, Steps};
    use harm_core::{Belief, ScaleUp, Scenario, assess};

    fn with(risk: f64, steps: f64) -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(steps).unwrap() };
        Scenario { scale_up, belief: Belief::Point(Probability::new(risk).unwrap()), ..Scenario::default() }
    }

    #[test]
    fn perspective_takes_the_nearest_toll() {
        let sentence = |scenario: &Scenario| {
            let now = assess(scenario);
            answer(&now, &perspective::answer(now.expected_deaths, now.micromorts)).to_string()
        };
        assert_eq!(
            sentence(&Scenario::default()),
            "0.941 to 1.14× the deaths of the Second World War, or as many as die in the world of all causes in 15 months."
        );
        assert_eq!(sentence(&with(0.0, 1.0)), "There is nothing to compare with nothing.");
        let few = Scenario { population: Population::new(1000.0).unwrap(), ..Scenario::default() };
        assert!(sentence(&few).starts_with("In expectation as many as die"));
    }
}
