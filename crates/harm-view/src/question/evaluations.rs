//! What do evaluations catch?

use harm_core::Assessment;
use harm_core::lens::{self, Evaluations, EvaluationsAnswer};
use harm_wire::Request;

use super::{Bars, Parts, expected};
use crate::number::{counted, every, factor, months, people, percent, plain, times};
use crate::report::Line;
use crate::sentence::Phrase;

/// What do evaluations catch?
///
/// Its answer hangs on what is done with a warning, and on whether evaluations fail together: it names both.
pub(super) fn answer(policy: &Evaluations, answer: &EvaluationsAnswer) -> Phrase {
    let rule = match (&policy.every, &policy.months) {
        (None, None) => {
            return Phrase::new("Without evaluations, ").stress("nothing").say(" is seen before it happens.");
        }
        (Some(growth), None) => format!("every {} of effective compute", times(growth.get())),
        (None, Some(limit)) => every(&months(limit.get())),
        (Some(growth), Some(limit)) => {
            format!(
                "every {} of effective compute or {}, whichever is sooner,",
                times(growth.get()),
                months(limit.get())
            )
        }
    };
    let response = policy.response.get();
    let acted_on = if response >= 1.0 {
        String::from("every warning is acted on")
    } else if response <= 0.0 {
        String::from("no warning is acted on")
    } else {
        format!("{} of warnings are acted on", percent(response))
    };
    let common = policy.common.get();
    let together = if common <= 0.0 {
        String::from("evaluations fail independently")
    } else if common >= 1.0 {
        String::from("all evaluations fail together")
    } else {
        format!("{} of failures are common to all evaluations", percent(common))
    };
    let blind = policy.detect.get() <= 0.0;
    let inside = answer.evaluations_in_buffer + answer.chance_of_one_more;
    if blind || inside <= 0.0 || answer.miss_probability >= 1.0 {
        let because = if blind { "none of them sees the warning signs" } else { "danger comes without a warning" };
        return Phrase::new(&format!("Even if {acted_on} and {together}, evaluations {rule} avert "))
            .stress("no expected deaths")
            .say(&format!(", because {because}."));
    }
    let start = Phrase::new(&format!("If {acted_on} and {together}, evaluations {rule} miss "));
    let miss = answer.miss_probability;
    let missed = if miss <= 0.0 { String::from("none") } else { percent(miss) };
    let missed = start.stress(&missed).say(" of the danger");
    let left = if response < 1.0 {
        missed.say(&format!(", leave {} of the hazard", percent(answer.hazard_left)))
    } else {
        missed
    };
    let number = if answer.deaths_averted > 0.0 { people(answer.deaths_averted) } else { String::from("no") };
    let averted = left.say(" and avert ").stress(&number).say(&expected(&number)[number.len()..]);
    averted.say(&format!(
        ". Warning signs appear {} before danger, and each evaluation sees them {} of the time.",
        times(policy.buffer.get()),
        percent(policy.detect.get())
    ))
}

pub(super) fn detail(request: &Request, assessment: &Assessment) -> Parts {
    let policy = &request.lenses.evaluations;
    let answer = lens::evaluations::answer(&request.scenario, policy);
    let bars = Bars::default()
        .people("Without evaluations", assessment.expected_deaths)
        .people("With them", answer.expected_deaths);
    let mut formulae = Vec::new();
    if let (Some(interval), Some(between)) = (answer.interval_orders_of_magnitude, answer.months_between) {
        let count = counted(&people(answer.count), "evaluation");
        let scale_up = factor(assessment.orders_of_magnitude);
        formulae.push(format!(
            "Interval Δ = {} orders of magnitude of effective compute, or {}: {count} while training compute grows {scale_up}",
            plain(interval),
            months(between)
        ));
        formulae.push(format!(
            "Buffer log₁₀ b = log₁₀ {} holds n = {} evaluations, and one more with probability r = {}",
            plain(policy.buffer.get()),
            plain(answer.evaluations_in_buffer),
            plain(answer.chance_of_one_more)
        ));
    }
    formulae.push(format!(
        "P(miss) = φ + (1 − φ)·[β·(1 − d·min(1, n + r)) + (1 − β)·(1 − d)ⁿ(1 − d·r)], with d = {}, β = {}, φ = {}: {}",
        plain(policy.detect.get()),
        plain(policy.common.get()),
        plain(answer.jump_probability),
        percent(answer.miss_probability)
    ));
    formulae.push(format!(
        "Hazard left: θ = 1 − a·(1 − P(miss)), with a = {}: {}",
        plain(policy.response.get()),
        percent(answer.hazard_left)
    ));
    formulae.push(format!("Risk left: R(m·θ) = {}", percent(answer.risk)));
    if let Some(overshoot) = answer.overshoot_orders_of_magnitude {
        formulae.push(format!(
            "Mean overshoot Δ·(1/d − 1/2) = {} orders of magnitude, within one training run",
            plain(overshoot)
        ));
    }
    let stretch = &answer.unevaluated;
    formulae.push(format!(
        "Just before an evaluation within one training run, {} is unevaluated: {} of risk, {} expected deaths",
        factor(stretch.orders_of_magnitude),
        percent(stretch.risk),
        people(stretch.expected_deaths)
    ));
    if let Some(cost) = answer.cost {
        let each =
            answer.cost_per_death_averted.map(|each| format!(", ${} for each expected death averted", people(each)));
        formulae.push(format!("Cost: ${}{}", people(cost), each.unwrap_or_default()));
    }
    (bars, formulae)
}

/// How often the policy evaluates.
pub(super) fn rules(policy: &Evaluations) -> Line {
    let by_compute = policy.every.map(|every| times(every.get()) + " of effective compute");
    let by_time = policy.months.map(|limit| months(limit.get()));
    let (every, or) = match (by_compute, by_time) {
        (Some(compute), Some(time)) => (compute, format!("or after {time}, whichever is sooner")),
        (Some(rule), None) | (None, Some(rule)) => (rule, String::new()),
        (None, None) => (String::from("never"), String::new()),
    };
    Line::new("evaluated every", "", every, or)
}

/// Where a figure of the report comes from.
pub(super) fn remark(key: &str, policy: &Evaluations) -> String {
    match key {
        "miss_probability" => {
            let (buffer, detect) = (times(policy.buffer.get()), percent(policy.detect.get()));
            format!("warnings from {buffer} before danger, seen by {detect} of evaluations")
        }
        "hazard_left" => format!("{} of warnings acted on", percent(policy.response.get())),
        "overshoot_orders_of_magnitude" if policy.detect.get() > 0.0 && policy.interval().is_some() => {
            String::from("past the first warning signs when seen, on average, within one training run")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{Buffer, PositiveMonths, Probability, ScaleFactor, Share, Steps};
    use harm_core::{Belief, ScaleUp, Scenario};

    fn four() -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(4.0).unwrap() };
        Scenario { scale_up, ..Scenario::default() }
    }

    fn nothing() -> Scenario {
        Scenario { belief: Belief::Point(Probability::new(0.0).unwrap()), ..Scenario::default() }
    }

    fn of(policy: &Evaluations, scenario: &Scenario) -> String {
        answer(policy, &lens::evaluations::answer(scenario, policy)).to_string()
    }

    #[test]
    fn evaluations_say_what_they_miss() {
        let policy = Evaluations::default();
        assert_eq!(
            of(&policy, &four()),
            "If every warning is acted on and evaluations fail independently, evaluations every 4× of effective compute or \
             3 months, whichever is sooner, miss 0.262% of the danger and avert 314 million expected deaths. Warning signs \
             appear 6× before danger, and each evaluation sees them 90% of the time."
        );
        assert!(of(&policy, &nothing()).contains("of the danger and avert no expected deaths. Warning"));
        let yearly = Evaluations { every: None, months: Some(PositiveMonths::new(1.0).unwrap()), ..policy };
        assert!(of(&yearly, &four()).contains("evaluations every month miss"));
        let none = Evaluations { every: None, months: None, ..policy };
        assert_eq!(of(&none, &four()), "Without evaluations, nothing is seen before it happens.");
        let blind = Evaluations { detect: Probability::new(0.0).unwrap(), ..policy };
        assert_eq!(
            of(&blind, &four()),
            "Even if every warning is acted on and evaluations fail independently, evaluations every 4× of effective compute \
             or 3 months, whichever is sooner, avert no expected deaths, because none of them sees the warning signs."
        );
        let unwarned = Evaluations { buffer: Buffer::new(1.0).unwrap(), ..policy };
        assert!(of(&unwarned, &four()).ends_with("avert no expected deaths, because danger comes without a warning."));
    }

    #[test]
    fn evaluations_name_what_they_assume_of_warnings_and_of_each_other() {
        let policy = Evaluations { months: None, ..Evaluations::default() };
        let response = |a| Probability::new(a).unwrap();
        let half = Evaluations { response: response(0.5), ..policy };
        assert!(
            of(&half, &four()).starts_with(
                "If 50% of warnings are acted on and evaluations fail independently, evaluations every 4× of effective \
                 compute miss 7.37% of the danger, leave 53.7% of the hazard and avert 144 million expected deaths."
            ),
            "{}",
            of(&half, &four())
        );
        let ignored = Evaluations { response: response(0.0), ..policy };
        assert!(of(&ignored, &four()).contains("leave 100% of the hazard and avert no expected deaths."));
        for (common, sentence) in [
            (0.0, "evaluations fail independently"),
            (0.25, "25% of failures are common to all evaluations"),
            (1.0, "all evaluations fail together"),
        ] {
            let policy = Evaluations { common: Share::new(common).unwrap(), ..policy };
            assert!(
                of(&policy, &four()).starts_with(&format!("If every warning is acted on and {sentence}, ")),
                "{common}"
            );
        }
    }
}
