//! How sure are you of the risk?

use harm_core::lens::{self, BeliefAnswer};
use harm_core::{Assessment, Belief, Scenario, Sharing};
use harm_wire::Request;

use super::{Bars, Parts};
use crate::number::{people, percent, plain};
use crate::report::Line;
use crate::sentence::{Phrase, is_one_step};

/// How sure are you of the risk?
pub(super) fn answer(scenario: &Scenario, assessment: &Assessment) -> Phrase {
    let answer = average_or_more(scenario, assessment);
    match level_after_cut(scenario) {
        Some((stated, held)) => answer.say(&format!(
            " A log-normal is cut off at 100%: your bounds hold {stated} of it before the cut and {held} after it."
        )),
        None => answer,
    }
}

/// How much of a log-normal its bounds hold before and after the cut at 1, where print shows a difference.
pub(crate) fn level_after_cut(scenario: &Scenario) -> Option<(String, String)> {
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
    if scenario.sharing == Sharing::Independent {
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

pub(super) fn detail(request: &Request, assessment: &Assessment) -> Parts {
    let scenario = &request.scenario;
    let answer = lens::belief::answer(scenario);
    let m = plain(assessment.reference_steps);
    let mean = percent(assessment.mean_risk_per_reference_step);
    let risk = percent(assessment.risk);
    if let Belief::Point(_) = scenario.belief {
        let bars = Bars::default().people("Expected deaths", assessment.expected_deaths);
        return (bars, vec![format!("R = 1 − (1 − p)ᵐ, with p = {mean} and m = {m}: {risk}")]);
    }
    let certain = assessment.risk_if_mean_were_certain;
    let mut bars = Bars::default()
        .people("Expected", assessment.expected_deaths)
        .people("If the average were certain", certain * scenario.exposed());
    for point in &answer.exceedance {
        bars = bars.people(&format!("{} chance of at least", percent(point.probability)), point.expected_deaths);
    }
    let mut formulae = vec![
        format!("E p = {mean}, m = {m}"),
        format!("R = E[1 − (1 − p)ᵐ] = {risk}; 1 − (1 − E p)ᵐ = {}", percent(certain)),
    ];
    let chance = |one: &lens::belief::AtLeast| format!("P(p ≥ {}) = {}", percent(one.risk), percent(one.probability));
    formulae.push(answer.at_least.iter().map(chance).collect::<Vec<_>>().join(" · "));
    if let Some(pooled) = answer.pooled {
        let odds = pooled.geometric_mean_of_odds.map_or_else(|| String::from("none"), percent);
        let mean = percent(pooled.arithmetic_mean);
        formulae
            .push(format!("Pooled: arithmetic mean {mean}, which expected deaths need; geometric mean of odds {odds}"));
    }
    (bars, formulae)
}

/// The lines of a report.
pub(super) fn lines(answer: &BeliefAnswer) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(interval) = answer.interval {
        let span = [percent(interval.p05), percent(interval.p95)].join(" to ");
        lines.push(Line::at(
            "belief.interval",
            span,
            format!("5% quantile to 95% quantile, median {}", percent(interval.p50)),
        ));
    }
    for one in &answer.at_least {
        let label = format!("chance that it is {} or more", percent(one.risk));
        lines.push(Line::new(&label, "", percent(one.probability), String::new()));
    }
    if let Some(pooled) = answer.pooled {
        lines.push(Line::at(
            "belief.pooled.arithmetic_mean",
            percent(pooled.arithmetic_mean),
            String::from("what expected deaths need"),
        ));
        if let Some(geometric) = pooled.geometric_mean_of_odds {
            lines.push(Line::at(
                "belief.pooled.geometric_mean_of_odds",
                percent(geometric),
                String::from("what a compromise in logarithms gives"),
            ));
        }
    }
    for point in &answer.exceedance {
        let label = format!("{} chance of at least", percent(point.probability));
        lines.push(Line::new(
            &label,
            "",
            people(point.expected_deaths),
            format!("deaths, at a risk of {}", percent(point.risk)),
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{Probability, ScaleFactor, Steps};
    use harm_core::{ScaleUp, assess};

    fn with(risk: f64, steps: f64) -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(steps).unwrap() };
        Scenario { scale_up, belief: Belief::Point(Probability::new(risk).unwrap()), ..Scenario::default() }
    }

    fn unsure(steps: f64, sharing: Sharing) -> Scenario {
        let level = harm_core::quantity::OpenProbability::new(0.9).unwrap();
        let family = harm_core::belief::LogNormal::new(1e-4, 0.1, level).unwrap();
        Scenario { belief: Belief::LogNormal(family), sharing, ..with(0.01, steps) }
    }

    #[test]
    fn an_unsure_risk_says_what_the_width_does() {
        let sentence = |scenario: &Scenario| answer(scenario, &assess(scenario)).to_string();
        assert_eq!(
            sentence(&unsure(10.0, Sharing::Shared)),
            "You expect 958 million deaths, not the 1.55 billion that your average of 2.13% would mean if it were \
             certain: if the risk is high, that shows once and not at every step. A log-normal is cut off at 100%: \
             your bounds hold 90% of it before the cut and 90.3% after it."
        );
        assert_eq!(
            sentence(&unsure(1.0, Sharing::Shared)),
            "For one step only your average of 2.13% counts: 170 million expected deaths, however wide the belief around it is. \
             A log-normal is cut off at 100%: your bounds hold 90% of it before the cut and 90.3% after it."
        );
        assert!(sentence(&unsure(10.0, Sharing::Independent)).starts_with("If each step draws its risk afresh"));
        assert!(sentence(&unsure(0.5, Sharing::Shared)).contains("more than the"));
    }

    #[test]
    fn a_log_normal_says_what_its_cut_does_where_print_shows_it() {
        let sentence = |low: f64, high: f64| {
            let level = harm_core::quantity::OpenProbability::new(0.9).unwrap();
            let family = harm_core::belief::LogNormal::new(low, high, level).unwrap();
            let scenario = Scenario { belief: Belief::LogNormal(family), ..with(0.01, 1.0) };
            answer(&scenario, &assess(&scenario)).to_string()
        };
        assert!(sentence(0.01, 1.0).ends_with(
            "A log-normal is cut off at 100%: your bounds hold 90% of it before the cut and 94.7% after it."
        ));
        assert!(!sentence(1e-4, 0.01).contains("cut"));
    }

    #[test]
    fn a_known_risk_says_what_being_unsure_would_do() {
        let scenario = Scenario::default();
        assert!(answer(&scenario, &assess(&scenario)).to_string().starts_with("You take the risk as known."));
    }
}
