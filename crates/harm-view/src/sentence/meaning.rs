//! The answers of the lenses on what the number means: how sure one is, how much would be acceptable, what it is like,
//! which input matters most.

use harm_core::lens::acceptable::{AcceptableAnswer, Reason, Solution};
use harm_core::lens::perspective::{Multiple, Perspective};
use harm_core::lens::sensitivity::{Input, Sensitivity};
use harm_core::{Assessment, Belief, Scenario, Sharing, nearly};

use super::headline::is_one_step;
use super::phrase::{Phrase, first, per};
use crate::number::{counted, duration, factor, one_in, orders, people, percent};

/// How sure are you of the risk?
#[must_use]
pub fn belief(scenario: &Scenario, assessment: &Assessment) -> Phrase {
    let answer = average_or_more(scenario, assessment);
    match level_after_cut(scenario) {
        Some((stated, held)) => answer.say(&format!(
            " A log-normal is cut off at 100%: your bounds hold {stated} of it before the cut and {held} after it."
        )),
        None => answer,
    }
}

/// How much of a log-normal its bounds hold before and after the cut at 1, where print shows a difference.
#[must_use]
pub fn level_after_cut(scenario: &Scenario) -> Option<(String, String)> {
    let Belief::LogNormal(belief) = &scenario.belief else { return None };
    let (stated, held) = (percent(belief.level().get()), percent(belief.level_after_cut()));
    (stated != held).then_some((stated, held))
}

/// Whether the average alone counts, or how much the rest of the belief changes.
fn average_or_more(scenario: &Scenario, assessment: &Assessment) -> Phrase {
    let mean = percent(assessment.mean_risk_per_reference_step);
    if let Belief::Point(_) = scenario.belief {
        return Phrase::new("You take the risk as known. Being unsure of it would leave ")
            .stress("one step")
            .say(" as it is, where only your average counts, and lower the total of many.");
    }
    let deaths = people(assessment.expected_deaths);
    if is_one_step(assessment) {
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
    // With a trend, it is the risk of the first reference step alone.
    let risk_per = if nearly(scenario.trend.get(), 1.0) {
        String::from("the risk ") + &per(scenario)
    } else {
        String::from("the risk of ") + &first(scenario)
    };
    let why = |solution: Solution| because(solution).unwrap_or_default();
    // Redrawn at each step, the average acts as a known risk does.
    let known = if answer.chance_of_limit.is_some() { ", if it were known," } else { "" };
    let at_most = [&risk_per, known, " would have to be "].concat();
    let limit = counted(&people(answer.deaths), "expected death");
    let start = Phrase::new(&format!("To stay within {limit}, "));
    let risk = match answer.risk_per_reference_step {
        Solution::At(risk) if risk <= 0.0 => start.say(&at_most).stress("nothing"),
        Solution::At(risk) => {
            let odds = if risk <= 0.5 { format!(", {}", one_in(risk)) } else { String::new() };
            start.say(&at_most).say("at most ").stress(&percent(risk)).say(&odds)
        }
        Solution::Always(_) => {
            start.stress("any risk").say(" will do, because ").say(why(answer.risk_per_reference_step))
        }
        Solution::Never(_) => {
            start.stress("no risk").say(" is small enough, because ").say(why(answer.risk_per_reference_step))
        }
    };
    let given = if matches!(scenario.belief, Belief::Point(_)) { "At the risk you gave, " } else { "By your belief, " };
    let reached = risk.say(". ").say(given);
    let reached = match answer.orders_of_magnitude {
        Solution::At(x) if x <= 0.0 => reached.say("any scale-up reaches that limit."),
        Solution::At(x) => reached.say("a scale-up of ").stress(&scale_up(x)).say(" reaches that limit."),
        never => reached.say("no scale-up reaches that limit, because ").say(why(never)).say("."),
    };
    match answer.chance_of_limit {
        Some(chance) => {
            reached.say(" The chance that the true risk carries at least as many is ").stress(&percent(chance)).say(".")
        }
        None => reached,
    }
}

/// A scale-up as a factor of compute, and in orders of magnitude: `2.07× (0.316 orders of magnitude)`.
#[must_use]
pub fn scale_up(orders_of_magnitude: f64) -> String {
    let factor = factor(orders_of_magnitude);
    // Three figures of a factor do not show a scale-up of a thousandth.
    let factor = if factor == "1×" && orders_of_magnitude > 0.0 { "less than 1.01×" } else { &factor };
    [factor, " (", &orders(orders_of_magnitude), ")"].concat()
}

/// Why an equation has no single solution, in words that follow "because"; `None` when it has one.
#[must_use]
pub const fn because(solution: Solution) -> Option<&'static str> {
    let reason = match solution {
        Solution::At(_) => return None,
        Solution::Never(Reason::LimitIsEveryone) => return Some("only certainty would reach it"),
        Solution::Always(reason) | Solution::Never(reason) => reason,
    };
    Some(match reason {
        Reason::NobodyExposed => "nobody is exposed",
        Reason::NoScaleUp => "compute is not scaled up",
        Reason::LimitIsEveryone => "the limit is everyone exposed, or more",
        Reason::NoRisk => "there is no risk",
        Reason::RiskMayBeNone => "there may be no risk at all, and that keeps the expectation lower",
        Reason::HazardFades => "the hazard fades so fast that it stays below",
        Reason::BeyondNumbers => "the number is beyond what can be computed",
    })
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
    let (low, high) = most.range(present);
    let (how, span) = match (most.halved, most.doubled) {
        (Some(_), Some(_)) => ("Halving or doubling ", format!("from {} to {}", people(low), people(high))),
        (Some(halved), None) => ("Halving ", format!("to {}", people(halved))),
        (None, doubled) => ("Doubling ", format!("to {}", people(doubled.unwrap_or(present)))),
    };
    Phrase::new(how).stress(input(most.input).1).say(" moves the result most: ").say(&span).say(" expected deaths.")
}

/// An input of the sensitivity by its name, and what of it is halved and doubled.
#[must_use]
pub fn input(input: Input) -> (&'static str, &'static str) {
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
#[must_use]
pub fn swing(one: &Sensitivity, present: f64) -> (String, String) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::lens::acceptable::{Acceptable, Tolerate};
    use harm_core::lens::{acceptable as accepted, perspective as seen, sensitivity as sensed};
    use harm_core::quantity::{Population, Probability, ScaleFactor, Steps, Trend};
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
            "To stay within 1.19 million expected deaths, the risk per 10× would have to be at most 0.0149%, 1 in 6,720. \
             At the risk you gave, a scale-up of 1.03× (0.0148 orders of magnitude) reaches that limit."
        );
        assert!(said(&with(0.0, 1.0), 1.19e6).ends_with("no scale-up reaches that limit, because there is no risk."));
        assert!(said(&with(0.01, 0.0), 1.19e6).contains("any risk will do, because compute is not scaled up"));
        assert!(said(&with(0.01, 1.0), 8e9).contains("any risk will do, because the limit is everyone exposed, or more. At the risk you gave, no scale-up reaches that limit, because only"));
        assert!(
            said(&with(0.01, 1.0), 0.0)
                .contains("the risk per 10× would have to be nothing. At the risk you gave, any scale-up")
        );
        assert!(
            said(&with(0.01, 1.0), 8.0)
                .contains("a scale-up of less than 1.01× (9.95\u{a0}×\u{a0}10⁻⁸ orders of magnitude)")
        );
        // A trend: 0.245 reference steps are 0.316 orders of magnitude.
        let rising =
            Scenario { trend: Trend::new(2.0).unwrap(), belief: with(0.05, 1.0).belief, ..Scenario::default() };
        assert!(
            said(&rising, 1e8).contains("the risk of the first 10× would have to be at most 1.25%"),
            "{}",
            said(&rising, 1e8)
        );
        assert!(said(&rising, 1e8).ends_with("a scale-up of 2.07× (0.316 orders of magnitude) reaches that limit."));
        let fading = Scenario { trend: Trend::new(0.5).unwrap(), ..Scenario::default() };
        assert!(
            said(&fading, 4e9)
                .ends_with("no scale-up reaches that limit, because the hazard fades so fast that it stays below.")
        );
        assert_eq!(
            said(&unsure(10.0, Sharing::Shared), 1e9),
            "To stay within 1 billion expected deaths, the risk per 10×, if it were known, would have to be at most \
             1.33%, 1 in 75.4. By your belief, a scale-up of 4.93\u{a0}×\u{a0}10¹⁰× (10.7 orders of magnitude) reaches that limit. \
             The chance that the true risk carries at least as many is 24.5%."
        );
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
        let unsure = unsure(3.0, Sharing::Shared);
        let all = sensed::answer(&unsure);
        let names: Vec<_> = all.iter().map(|one| input(one.input).0).collect();
        assert!(names.contains(&"how sure") && !said(&unsure).contains("certainty"), "{names:?}");
        let fatality = all.iter().find(|one| one.input == Input::Fatality).unwrap();
        assert!(swing(fatality, 1.0).1.ends_with("the share who die halved; it has no room to double"));
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
             certain: if the risk is high, that shows once and not at every step. A log-normal is cut off at 100%: \
             your bounds hold 90% of it before the cut and 90.3% after it."
        );
        assert_eq!(
            said(&unsure(1.0, Sharing::Shared)),
            "For one step only your average of 2.13% counts: 170 million expected deaths, however wide the belief around it is. \
             A log-normal is cut off at 100%: your bounds hold 90% of it before the cut and 90.3% after it."
        );
        assert!(said(&unsure(10.0, Sharing::Redrawn)).starts_with("If each step draws its risk afresh"));
        assert!(said(&unsure(0.5, Sharing::Shared)).contains("more than the"));
    }

    #[test]
    fn a_log_normal_says_what_its_cut_does_where_print_shows_it() {
        let said = |low: f64, high: f64| {
            let level = harm_core::quantity::OpenProbability::new(0.9).unwrap();
            let family = harm_core::belief::LogNormal::new(low, high, level).unwrap();
            let scenario = Scenario { belief: Belief::LogNormal(family), ..with(0.01, 1.0) };
            belief(&scenario, &assess(&scenario)).to_string()
        };
        assert!(said(0.01, 1.0).ends_with(
            "A log-normal is cut off at 100%: your bounds hold 90% of it before the cut and 94.7% after it."
        ));
        assert!(!said(1e-4, 0.01).contains("cut"));
    }

    #[test]
    fn a_known_risk_says_what_being_unsure_would_do() {
        let scenario = Scenario::default();
        assert!(belief(&scenario, &assess(&scenario)).to_string().starts_with("You take the risk as known."));
    }
}
