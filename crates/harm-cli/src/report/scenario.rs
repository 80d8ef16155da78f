//! The lines of the assessment: what was given, the sum, and the pace.

use harm_core::assessment::Interval;
use harm_core::{Assessment, Belief, ScaleUp, Scenario, Sharing, nearly};
use harm_view::number::{
    duration, factor, flop, one_in, people, people_in_full, percent, percent_exact, plain, population, times,
};
use harm_view::sentence;
use harm_wire::number::canonical;

use super::Line;

pub(super) fn inputs(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let per = sentence::per(scenario);
    let mut lines = belief(scenario, assessment, &per);
    let x = assessment.orders_of_magnitude;
    let (scale, from) = match &scenario.scale_up {
        ScaleUp::Steps { step, steps } if nearly(steps.get(), 1.0) => {
            (factor(x), format!("one step of {}", times(step.get())))
        }
        ScaleUp::Steps { step, steps } => {
            (factor(x), format!("{} steps of {}", canonical(steps.get()), times(step.get())))
        }
        ScaleUp::Range(range) => {
            (factor(x), format!("from {} to {}", flop(range.from().get()), flop(range.to().get())))
        }
    };
    lines.push(Line::new("scale-up of compute", "", scale, from));
    if !nearly(scenario.trend.get(), 1.0) {
        let note = "growth of the hazard with each further 10×";
        lines.push(Line::new("trend of the hazard", "τ", times(scenario.trend.get()), note));
    }
    lines.push(Line::new("people alive", "N", population(scenario.population.get()), ""));
    let (who, _) = sentence::people_who_die(scenario.fatality.get());
    lines.push(Line::new("who dies if it happens", "s", who, canonical(scenario.fatality.get())));
    lines
}

/// The risk of one step, known or not.
fn belief(scenario: &Scenario, assessment: &Assessment, per: &str) -> Vec<Line> {
    let mean = assessment.mean_risk_per_reference_step;
    let interval = |(low, high): (f64, f64)| format!("{} to {}", percent_exact(low), percent_exact(high));
    let sure = |level: f64| format!("{} sure", percent_exact(level));
    let belief = match &scenario.belief {
        Belief::Point(risk) => {
            return vec![Line::new(format!("risk {per}"), "p", percent(risk.get()), one_in_words(risk.get()))];
        }
        Belief::Beta(beta) => Line::new("belief", "", "beta", format!("weight {}", canonical(beta.weight.get()))),
        Belief::LogUniform(belief) => Line::new("belief", "", "log-uniform", interval(belief.bounds())),
        Belief::LogitNormal(belief) => {
            let from = format!("{}, {}", interval(belief.bounds()), sure(belief.level().get()));
            Line::new("belief", "", "logit-normal", from)
        }
        Belief::LogNormal(belief) => {
            let mut from = format!("{}, {}", interval(belief.bounds()), sure(belief.level().get()));
            if let Some((_, held)) = sentence::level_after_cut(scenario) {
                from += &format!(" before the cut at 100%, {held} after it");
            }
            Line::new("belief", "", "log-normal", from)
        }
        Belief::Panel(panel) => {
            let opinions = panel.opinions();
            let weighted = opinions.iter().any(|(_, weight)| weight.get() != 1.0);
            let risks: Vec<String> = opinions
                .iter()
                .map(|(risk, weight)| match weighted {
                    true => format!("{} (weight {})", percent_exact(risk.get()), canonical(weight.get())),
                    false => percent_exact(risk.get()),
                })
                .collect();
            Line::new("belief", "", format!("panel of {}", opinions.len()), risks.join(", "))
        }
    };
    let sharing = match scenario.sharing {
        Sharing::Shared => Line::new("the unknown is", "", "shared", "one unknown risk applies to every step"),
        Sharing::Redrawn => Line::new("the unknown is", "", "redrawn", "each reference step draws its own risk"),
    };
    vec![belief, sharing, Line::new(format!("mean risk {per}"), "p", percent(mean), canonical(mean))]
}

fn one_in_words(risk: f64) -> String {
    if risk > 0.0 && risk < 0.5 { one_in(risk) } else { canonical(risk) }
}

pub(super) fn results(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let x = assessment.orders_of_magnitude;
    let m = assessment.reference_steps;
    let steps =
        if nearly(scenario.trend.get(), 1.0) { "x / log₁₀ K" } else { "(τ^x − 1) / (τ^log₁₀ K − 1)" };
    let risk = match (&scenario.belief, scenario.sharing) {
        (Belief::Point(_), _) | (_, Sharing::Redrawn) => "1 − (1 − p)^m",
        _ => "E[1 − (1 − p)^m]",
    };
    let mut lines = vec![
        Line::new("orders of magnitude", "x", plain(x), format!("log₁₀ of the scale-up = {}", canonical(x))),
        Line::new("reference steps", "m", plain(m), format!("{steps} = {}", canonical(m))),
        Line::new(
            "risk of the scale-up",
            "R",
            percent(assessment.risk),
            format!("{risk} = {}", canonical(assessment.risk)),
        ),
    ];
    if let Some(Interval { p05, p50, p95 }) = assessment.risk_interval {
        let from = format!("5% quantile to 95% quantile, median {}", percent(p50));
        lines.push(Line::new("", "", format!("{} to {}", percent(p05), percent(p95)), from));
    }
    if !matches!(scenario.belief, Belief::Point(_)) {
        let certain = assessment.risk_if_mean_were_certain;
        let from = format!("if the mean were certain: 1 − (1 − p)^m = {}", canonical(certain));
        lines.push(Line::new("", "", percent(certain), from));
    }
    let deaths = assessment.expected_deaths;
    lines.push(Line::new("expected deaths", "", people(deaths), format!("R · s · N = {}", people_in_full(deaths))));
    if let Some(Interval { p05, p50, p95 }) = assessment.deaths_interval {
        let from = format!("5% quantile to 95% quantile, median {}", people(p50));
        lines.push(Line::new("", "", format!("{} to {}", people(p05), people(p95)), from));
    }
    let each = match assessment.one_in {
        Some(one_in_) if one_in_ >= 2.0 => format!("R · s, {}", one_in(one_in_.recip())),
        _ => String::from("R · s"),
    };
    lines.push(Line::new("for each person", "", format!("{} micromorts", people(assessment.micromorts)), each));
    lines
}

pub(super) fn pace(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let pace = &assessment.pace;
    let growth = times(scenario.growth.get());
    let start = sentence::pace_start(scenario);
    let whole = match &start {
        Some(from) => format!("for the whole scale-up; the first year begins at {from}"),
        None => String::from("for the whole scale-up"),
    };
    vec![
        Line::new(format!("at {growth} a year"), "", duration(pace.years), whole),
        Line::new("risk of the first year", "", percent(pace.risk_per_year), canonical(pace.risk_per_year)),
        Line::new(
            "deaths expected in it",
            "",
            people(pace.deaths_per_year),
            format!("{} for each day of it", people(pace.deaths_per_day)),
        ),
    ]
}
