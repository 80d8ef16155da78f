//! The answers of the lenses on what the number means: how sure one is, how much would be acceptable, what it is like,
//! which input matters most.

use harm_core::lens::acceptable::{AcceptableAnswer, Reason, Solution};
use harm_core::lens::perspective::{Multiple, Perspective};
use harm_core::lens::sensitivity::{Input, Sensitivity};
use harm_core::{Assessment, Belief, Scenario, Sharing};

use super::phrase::{Phrase, per, reference_steps};
use crate::number::{counted, duration, one_in, people, percent};

/// How sure are you of the risk?
#[must_use]
pub fn belief(scenario: &Scenario, assessment: &Assessment) -> Phrase {
    let mean = percent(assessment.mean_risk_per_reference_step);
    if let Belief::Point(_) = scenario.belief {
        return Phrase::new("You take the risk as known. Being unsure of it would leave ")
            .stress("one step")
            .say(" as it is, where only your average counts, and lower the total of many.");
    }
    let deaths = people(assessment.expected_deaths);
    if assessment.reference_steps == 1.0 {
        return Phrase::new("For one step only your average of ")
            .stress(&mean)
            .say(&format!(" counts: {deaths} expected deaths, however wide the belief around it is."));
    }
    if scenario.sharing == Sharing::Redrawn {
        return Phrase::new("If each step draws its risk afresh, only your average of ")
            .stress(&mean)
            .say(&format!(" counts, over any number of steps: {deaths} expected deaths."));
    }
    let certain = people(assessment.risk_if_mean_were_certain * scenario.exposed());
    if certain == deaths {
        return Phrase::new("You expect ")
            .stress(&deaths)
            .say(&format!(" deaths, as many as if your average of {mean} were certain."));
    }
    let (than, because) = if assessment.risk < assessment.risk_if_mean_were_certain {
        ("not", "if the risk is high, that shows once and not at every step")
    } else {
        ("more than", "less than one step does not lessen a high risk as it lessens the average")
    };
    Phrase::new("You expect ").stress(&deaths).say(&format!(
        " deaths, {than} the {certain} that your average of {mean} would mean if it were certain: {because}."
    ))
}

/// How much risk is acceptable?
#[must_use]
pub fn acceptable(scenario: &Scenario, answer: &AcceptableAnswer) -> Phrase {
    let per = per(scenario);
    let limit = counted(&people(answer.deaths), "expected death");
    let start = Phrase::new(&format!("To stay within {limit}, "));
    let risk = match answer.risk_per_reference_step {
        Solution::At(risk) if risk <= 0.0 => start.say(&format!("the risk {per} would have to be ")).stress("nothing"),
        Solution::At(risk) => {
            let odds = if risk <= 0.5 { format!(", {}", one_in(risk)) } else { String::new() };
            start.say(&format!("the risk {per} would have to be at most ")).stress(&percent(risk)).say(&odds)
        }
        Solution::Always(reason) => start.stress("any risk").say(" will do, as ").say(because(reason)),
        Solution::Never(reason) => start.stress("no risk").say(" is small enough, as ").say(because(reason)),
    };
    match answer.reference_steps {
        Solution::At(steps) => {
            let steps = reference_steps(scenario, steps);
            risk.say(&format!("; at the risk as it is, that is reached after {steps}."))
        }
        Solution::Always(_) => risk.say("."),
        Solution::Never(reason) => {
            risk.say("; at the risk as it is, that is never reached, as ").say(because(reason)).say(".")
        }
    }
}

/// Why an equation has no single solution, in words that follow "as".
fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::NobodyExposed => "nobody would die",
        Reason::NoScaleUp => "nothing is scaled up",
        Reason::LimitIsEveryone => "the limit is everyone exposed",
        Reason::NoRisk => "there is no risk",
        Reason::RiskMayBeNone => "the risk may be nothing at all",
        Reason::HazardFades => "the hazard fades",
        Reason::BeyondNumbers => "the number is beyond what can be computed",
    }
}

/// What is that like?
#[must_use]
pub fn perspective(assessment: &Assessment, answer: &Perspective) -> Phrase {
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
#[must_use]
pub fn multiple(multiple: &Multiple) -> String {
    let (low, high) = (people(multiple.low), people(multiple.high));
    if low == high { low + "×" } else { [&low, " to ", &high, "×"].concat() }
}

/// Which input matters most?
#[must_use]
pub fn sensitivity(assessment: &Assessment, answer: &[Sensitivity]) -> Phrase {
    let present = assessment.expected_deaths;
    let Some(most) = answer.iter().find(|one| one.swing(present) > 0.0) else {
        return Phrase::new("No input changes a result of nothing by being halved or doubled.");
    };
    let name = input(most.input);
    let (low, high) = (most.halved.unwrap_or(present), most.doubled.unwrap_or(present));
    let how = match (most.halved, most.doubled) {
        (Some(_), Some(_)) => "Halving or doubling ",
        (Some(_), None) => "Halving ",
        _ => "Doubling ",
    };
    Phrase::new(how).stress(name).say(" moves the result most: ").say(&match (most.halved, most.doubled) {
        (Some(_), Some(_)) => format!("from {} to {} expected deaths.", people(low.min(high)), people(low.max(high))),
        (Some(_), None) => format!("to {} expected deaths.", people(low)),
        _ => format!("to {} expected deaths.", people(high)),
    })
}

/// An input in a sentence.
#[must_use]
pub fn input(input: Input) -> &'static str {
    match input {
        Input::Risk => "the risk",
        Input::Weight => "the weight of the evidence",
        Input::Low => "the lower bound of the risk",
        Input::High => "the upper bound of the risk",
        Input::Level => "the certainty of the interval",
        Input::Per => "the reference factor",
        Input::Step => "the factor of one step",
        Input::Steps => "the number of steps",
        Input::From => "the compute at the start",
        Input::To => "the compute at the end",
        Input::Trend => "the trend of the hazard",
        Input::Population => "the population",
        Input::Fatality => "the share who die",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::lens::acceptable::{Acceptable, Tolerate};
    use harm_core::lens::{acceptable as accepted, perspective as seen, sensitivity as sensed};
    use harm_core::quantity::{Population, Probability, ScaleFactor, Steps};
    use harm_core::{ScaleUp, assess};

    fn with(risk: f64, steps: f64) -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(steps).unwrap() };
        Scenario { scale_up, belief: Belief::Point(Probability::new(risk).unwrap()), ..Scenario::default() }
    }

    #[test]
    fn acceptable_risk_is_a_number_or_a_reason() {
        let said = |scenario: &Scenario, limit: f64| {
            let input = Acceptable { tolerate: Tolerate::new(limit).unwrap() };
            acceptable(scenario, &accepted::answer(scenario, &input)).to_string()
        };
        assert_eq!(
            said(&with(0.01, 1.0), 1.19e6),
            "To stay within 1.19 million expected deaths, the risk per 10× would have to be at most 0.0149%, 1 in 6,720; \
             at the risk as it is, that is reached after 0.0148 steps of 10×."
        );
        assert!(said(&with(0.0, 1.0), 1.19e6).ends_with("that is never reached, as there is no risk."));
        assert!(said(&with(0.01, 0.0), 1.19e6).contains("any risk will do, as nothing is scaled up"));
        assert!(said(&with(0.01, 1.0), 8e9).contains("any risk will do, as the limit is everyone exposed"));
        assert!(said(&with(0.01, 1.0), 0.0).contains("the risk per 10× would have to be nothing"));
        assert!(said(&with(0.01, 1.0), 1.0).starts_with("To stay within 1 expected death,"));
    }

    #[test]
    fn perspective_takes_the_nearest_toll() {
        let said = |scenario: &Scenario| {
            let now = assess(scenario);
            perspective(&now, &seen::answer(now.expected_deaths, now.micromorts)).to_string()
        };
        assert_eq!(
            said(&Scenario::default()),
            "0.941 to 1.14× the deaths of the Second World War, or as many as die in the world of all causes in 15 months."
        );
        assert_eq!(said(&with(0.0, 1.0)), "There is nothing to compare with nothing.");
        let few = Scenario { population: Population::new(1000.0).unwrap(), ..Scenario::default() };
        assert!(said(&few).starts_with("In expectation as many as die"));
    }

    #[test]
    fn sensitivity_names_what_moves_the_result() {
        let said = |scenario: &Scenario| sensitivity(&assess(scenario), &sensed::answer(scenario)).to_string();
        let text = said(&Scenario::default());
        assert!(text.starts_with("Halving or doubling ") && text.contains("160 million"), "{text}");
        assert_eq!(said(&with(0.0, 0.0)), "No input changes a result of nothing by being halved or doubled.");
    }

    fn unsure(steps: f64, sharing: Sharing) -> Scenario {
        let level = harm_core::quantity::OpenProbability::new(0.9).unwrap();
        let family = harm_core::belief::LogNormal::new(1e-4, 0.1, level).unwrap();
        Scenario { belief: Belief::LogNormal(family), sharing, ..with(0.01, steps) }
    }

    #[test]
    fn an_unsure_risk_says_what_the_width_does() {
        let said = |scenario: &Scenario| belief(scenario, &assess(scenario)).to_string();
        assert_eq!(
            said(&unsure(10.0, Sharing::Shared)),
            "You expect 958 million deaths, not the 1.55 billion that your average of 2.13% would mean if it were \
             certain: if the risk is high, that shows once and not at every step."
        );
        assert_eq!(
            said(&unsure(1.0, Sharing::Shared)),
            "For one step only your average of 2.13% counts: 170 million expected deaths, however wide the belief around it is."
        );
        assert!(said(&unsure(10.0, Sharing::Redrawn)).starts_with("If each step draws its risk afresh"));
        assert!(said(&unsure(0.5, Sharing::Shared)).contains("more than the"));
    }

    #[test]
    fn a_known_risk_says_what_being_unsure_would_do() {
        let scenario = Scenario::default();
        assert!(belief(&scenario, &assess(&scenario)).to_string().starts_with("You take the risk as known."));
    }
}
