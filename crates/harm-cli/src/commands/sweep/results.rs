//! The result columns: their names, and the numbers of a request.
//!
//! A result has the name that it has in the JSON document, with its section before it; only the assessment's `risk` is
//! `total_risk` here, because `risk` is an input.

use harm_core::lens::sensitivity::Input;
use harm_core::lens::{acceptable, belief, evaluations, pause, perspective, restraint, scale_limit, sensitivity};
use harm_core::{Assessment, assess};
use harm_link::{Lens, Request};

/// The results of a row.
pub(super) struct Columns {
    lenses: Vec<Lens>,
    /// Their names, in the order in which they are written.
    pub(super) names: Vec<String>,
}

/// The column that says why a row has no results.
pub(super) const ERROR: &str = "error";

impl Columns {
    pub(super) fn new(lenses: &[Lens]) -> Self {
        let mut names: Vec<String> = [
            "orders_of_magnitude",
            "reference_steps",
            "mean_risk_per_reference_step",
            "total_risk",
            "risk_p05",
            "risk_p50",
            "risk_p95",
            "risk_if_mean_were_certain",
            "expected_deaths",
            "micromorts",
        ]
        .map(String::from)
        .into();
        for &lens in lenses {
            let section = lens.name().replace('-', "_");
            let own: Vec<&str> = match lens {
                Lens::Belief => vec!["p05", "p50", "p95", "arithmetic_mean", "geometric_mean_of_odds"],
                Lens::Evaluations => vec![
                    "interval_orders_of_magnitude",
                    "miss_probability",
                    "risk",
                    "expected_deaths",
                    "deaths_averted",
                    "hazard_left",
                    "overshoot_orders_of_magnitude",
                    "months_between",
                    "count",
                    "cost",
                    "cost_per_death_averted",
                ],
                Lens::ScaleLimit => vec!["risk_per_generation", "deaths_per_generation", "generations"],
                Lens::Pause => vec![
                    "orders_of_magnitude",
                    "deaths_deferred",
                    "deaths_averted",
                    "cost_in_deaths",
                    "net_deaths_averted",
                    "break_even_months",
                ],
                Lens::Restraint => vec!["risk", "expected_deaths", "deaths_averted"],
                Lens::Acceptable => {
                    vec!["risk_per_reference_step", "reference_steps", "orders_of_magnitude", "chance_of_limit"]
                }
                Lens::Perspective => vec!["life_years", "days_of_world_deaths"],
                Lens::Sensitivity => Input::ALL.into_iter().map(Input::name).collect(),
            };
            names.extend(own.into_iter().map(|name| format!("{section}_{name}")));
        }
        Self { lenses: lenses.to_vec(), names }
    }

    /// Whether a column of the input has the name of a result, and gives way to it.
    pub(super) fn has(&self, name: &str) -> bool {
        name == ERROR || self.names.iter().any(|known| known == name)
    }

    /// Adds the results of a request, in the order of the names. What there is none of is `None`.
    pub(super) fn fill(&self, request: &Request, results: &mut Vec<Option<f64>>) {
        let assessment = assess(&request.scenario);
        let interval = assessment.risk_interval;
        results.extend([
            Some(assessment.orders_of_magnitude),
            Some(assessment.reference_steps),
            Some(assessment.mean_risk_per_reference_step),
            Some(assessment.risk),
            interval.map(|interval| interval.p05),
            interval.map(|interval| interval.p50),
            interval.map(|interval| interval.p95),
            Some(assessment.risk_if_mean_were_certain),
            Some(assessment.expected_deaths),
            Some(assessment.micromorts),
        ]);
        for &lens in &self.lenses {
            fill_lens(lens, request, &assessment, results);
        }
    }
}

fn fill_lens(lens: Lens, request: &Request, assessment: &Assessment, results: &mut Vec<Option<f64>>) {
    let Request { scenario, lenses } = request;
    match lens {
        Lens::Belief => {
            let answer = belief::answer(scenario);
            results.extend([
                answer.interval.map(|interval| interval.p05),
                answer.interval.map(|interval| interval.p50),
                answer.interval.map(|interval| interval.p95),
                answer.pooled.map(|pooled| pooled.arithmetic_mean),
                answer.pooled.and_then(|pooled| pooled.geometric_mean_of_odds),
            ]);
        }
        Lens::Evaluations => {
            let answer = evaluations::answer(scenario, &lenses.evaluations);
            results.extend([
                answer.interval_orders_of_magnitude,
                Some(answer.miss_probability),
                Some(answer.risk),
                Some(answer.expected_deaths),
                Some(answer.deaths_averted),
                Some(answer.hazard_left),
                answer.overshoot_orders_of_magnitude,
                answer.months_between,
                Some(answer.count),
                answer.cost,
                answer.cost_per_death_averted,
            ]);
        }
        Lens::ScaleLimit => {
            let answer = scale_limit::answer(scenario, &lenses.scale_limit);
            results.extend([answer.risk_per_generation, answer.deaths_per_generation, answer.generations].map(Some));
        }
        Lens::Pause => {
            let answer = pause::answer(scenario, &lenses.pause);
            results.extend([
                Some(answer.orders_of_magnitude),
                Some(answer.deaths_deferred),
                Some(answer.deaths_averted),
                Some(answer.cost_in_deaths),
                Some(answer.net_deaths_averted),
                answer.break_even_months,
            ]);
        }
        Lens::Restraint => {
            let answer = restraint::answer(scenario, &lenses.restraint);
            results.extend([answer.risk, answer.expected_deaths, answer.deaths_averted].map(Some));
        }
        Lens::Acceptable => {
            let answer = acceptable::answer(scenario, &lenses.acceptable);
            results.extend([
                answer.risk_per_reference_step.value(),
                answer.reference_steps.value(),
                answer.orders_of_magnitude.value(),
                answer.chance_of_limit,
            ]);
        }
        Lens::Perspective => {
            let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
            results.extend([answer.life_years, answer.days_of_world_deaths].map(Some));
        }
        Lens::Sensitivity => {
            results.extend(Input::ALL.map(|input| sensitivity::elasticity(scenario, input)));
        }
    }
}

/// Writes a number with the fewest digits that read back to it; whole ones without `.0`.
pub(super) fn push_number(out: &mut Vec<u8>, number: f64) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format(number);
    out.extend_from_slice(text.strip_suffix(".0").unwrap_or(text).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_link::Key;

    #[test]
    fn every_result_has_a_name_of_its_own() {
        let columns = Columns::new(&Lens::ALL);
        let mut results = Vec::new();
        columns.fill(&Request::default(), &mut results);
        assert_eq!(results.len(), columns.names.len());
        let mut names = columns.names.clone();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), results.len());
        assert!(names.iter().all(|name| Key::from_name(name).is_none()));
    }

    #[test]
    fn numbers_are_written_without_needless_digits() {
        let text = |number| {
            let mut out = Vec::new();
            push_number(&mut out, number);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(80_000_000.0), "80000000");
        assert_eq!(text(0.006_032_635_258_735_486), "0.006032635258735486");
        assert_eq!(text(1e-17), "1e-17");
        assert_eq!(text(0.0), "0");
    }
}
