//! How much risk is acceptable?

use harm_core::lens::acceptable::{Reach, Reason};
use harm_core::lens::{self, AcceptableAnswer, Solution};
use harm_core::{Assessment, Belief, Scenario, nearly};
use harm_wire::Request;
use harm_wire::number::canonical;

use super::{Bars, Parts};
use crate::number::{counted, factor, one_in, orders, people, percent, plain, population};
use crate::report::Line;
use crate::sentence::{Phrase, first, per};

/// How much risk is acceptable?
pub(super) fn answer(scenario: &Scenario, answer: &AcceptableAnswer) -> Phrase {
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
pub(super) fn scale_up(orders_of_magnitude: f64) -> String {
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

pub(super) fn detail(request: &Request, assessment: &Assessment) -> Parts {
    let scenario = &request.scenario;
    let answer = lens::acceptable::answer(scenario, &request.lenses.acceptable);
    let bars = Bars::default().people("Expected now", assessment.expected_deaths).people("Acceptable", answer.deaths);
    let p = answer.risk_per_reference_step.value().map_or_else(|| String::from("no single solution"), percent);
    let reached = match (answer.reference_steps.value(), answer.orders_of_magnitude.value()) {
        (Some(m), Some(x)) => ["at m = ", &plain(m), ": a scale-up of ", &scale_up(x)].concat(),
        _ => String::from("never"),
    };
    let mut formulae = vec![
        format!(
            "p = 1 − (1 − limit/(sN))^(1/m), with limit = {}, sN = {} and m = {}: {p}",
            people(answer.deaths),
            population(scenario.exposed()),
            plain(assessment.reference_steps)
        ),
        ["Limit reached ", &reached].concat(),
    ];
    if let Some(chance) = answer.chance_of_limit {
        formulae.push(["P(s·N·R ≥ limit) = ", &percent(chance)].concat());
    }
    (bars, formulae)
}

/// The lines of a report.
pub(super) fn lines(scenario: &Scenario, answer: &AcceptableAnswer) -> Vec<Line> {
    let per = per(scenario);
    let risk = answer.risk.map(|risk| format!("a risk of {} over the whole scale-up", percent(risk.min(1.0))));
    let known = if answer.chance_of_limit.is_some() { ", if known" } else { "" };
    let mut lines = vec![
        Line::new("expected deaths tolerated", "", people(answer.deaths), risk.unwrap_or_default()),
        risk_line(format!("largest risk {per}{known}"), answer.risk_per_reference_step),
    ];
    let AcceptableAnswer { reference_steps, orders_of_magnitude, .. } = *answer;
    lines.extend(reached_lines(&Reach { reference_steps, orders_of_magnitude }));
    if let Some(chance) = answer.chance_of_limit {
        let what = "that the true risk carries the limit or more";
        lines.push(Line::at("acceptable.chance_of_limit", percent(chance), what));
    }
    lines
}

/// A risk per reference step that was solved for.
pub(crate) fn risk_line(label: String, risk: Solution) -> Line {
    solved(label, risk, percent, |risk| if risk > 0.0 && risk < 0.5 { one_in(risk) } else { canonical(risk) })
}

/// The scale-up at which something is reached, and the reference steps that it carries, which a trend makes another number.
pub(crate) fn reached_lines(&Reach { reference_steps: steps, orders_of_magnitude }: &Reach) -> Vec<Line> {
    let (Solution::At(x), Solution::At(m)) = (orders_of_magnitude, steps) else {
        let why = because(steps).or(because(orders_of_magnitude)).unwrap_or_default();
        return vec![Line::at("acceptable.orders_of_magnitude", "never", why)];
    };
    let exact = format!("{} orders of magnitude", canonical(x));
    vec![
        Line::at("acceptable.orders_of_magnitude", scale_up(x), exact),
        Line::at("acceptable.reference_steps", counted(&plain(m), "reference step"), canonical(m)),
    ]
}

/// A solution in words with its exact figure, or why there is none.
fn solved(label: String, solution: Solution, words: impl Fn(f64) -> String, exact: impl Fn(f64) -> String) -> Line {
    match solution {
        Solution::At(value) => Line::new(label, "", words(value), exact(value)),
        Solution::Always(_) => Line::new(label, "", "any", because(solution).unwrap_or_default()),
        Solution::Never(_) => Line::new(label, "", "never", because(solution).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::lens::{Acceptable, Tolerate};
    use harm_core::quantity::{OpenProbability, Probability, ScaleFactor, Steps, Trend};
    use harm_core::{ScaleUp, Sharing};

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
    fn acceptable_risk_is_a_number_or_a_reason() {
        let sentence = |scenario: &Scenario, limit: f64| {
            let input = Acceptable { tolerate: Tolerate::new(limit).unwrap() };
            answer(scenario, &lens::acceptable::answer(scenario, &input)).to_string()
        };
        assert_eq!(
            sentence(&with(0.01, 1.0), 1.19e6),
            "To stay within 1.19 million expected deaths, the risk per 10× would have to be at most 0.0149%, 1 in 6,720. \
             At the risk you gave, a scale-up of 1.03× (0.0148 orders of magnitude) reaches that limit."
        );
        assert!(
            sentence(&with(0.0, 1.0), 1.19e6).ends_with("no scale-up reaches that limit, because there is no risk.")
        );
        assert!(sentence(&with(0.01, 0.0), 1.19e6).contains("any risk will do, because compute is not scaled up"));
        assert!(sentence(&with(0.01, 1.0), 8e9).contains("any risk will do, because the limit is everyone exposed, or more. At the risk you gave, no scale-up reaches that limit, because only"));
        assert!(
            sentence(&with(0.01, 1.0), 0.0)
                .contains("the risk per 10× would have to be nothing. At the risk you gave, any scale-up")
        );
        assert!(
            sentence(&with(0.01, 1.0), 8.0)
                .contains("a scale-up of less than 1.01× (9.95\u{a0}×\u{a0}10⁻⁸ orders of magnitude)")
        );
        // A trend: 0.245 reference steps are 0.316 orders of magnitude.
        let rising =
            Scenario { trend: Trend::new(2.0).unwrap(), belief: with(0.05, 1.0).belief, ..Scenario::default() };
        assert!(
            sentence(&rising, 1e8).contains("the risk of the first 10× would have to be at most 1.25%"),
            "{}",
            sentence(&rising, 1e8)
        );
        assert!(
            sentence(&rising, 1e8).ends_with("a scale-up of 2.07× (0.316 orders of magnitude) reaches that limit.")
        );
        let fading = Scenario { trend: Trend::new(0.5).unwrap(), ..Scenario::default() };
        assert!(
            sentence(&fading, 4e9)
                .ends_with("no scale-up reaches that limit, because the hazard fades so fast that it stays below.")
        );
        assert_eq!(
            sentence(&unsure(10.0, Sharing::Shared), 1e9),
            "To stay within 1 billion expected deaths, the risk per 10×, if it were known, would have to be at most \
             1.33%, 1 in 75.4. By your belief, a scale-up of 4.93\u{a0}×\u{a0}10¹⁰× (10.7 orders of magnitude) reaches that limit. \
             The chance that the true risk carries at least as many is 24.5%."
        );
        assert!(sentence(&with(0.01, 1.0), 1.0).starts_with("To stay within 1 expected death,"));
    }

    #[test]
    fn a_scale_up_of_nothing_is_not_less_than_something() {
        assert!(scale_up(0.0).starts_with("1× ("));
        assert!(scale_up(0.001).starts_with("less than 1.01× ("));
    }
}
