//! The sections of the lenses in the document: each answer of the model with the names that wire version 1 gave it.

use alloc::vec::Vec;

use harm_core::Scenario;
use harm_core::lens::{
    AcceptableAnswer, BeliefAnswer, EvaluationsAnswer, Perspective, RestraintAnswer, ScaleLimitAnswer, Sensitivity,
    belief, pause, perspective, sensitivity,
};

use super::document::IntervalOut;

#[derive(serde::Serialize)]
pub(super) struct BeliefOut {
    mean: f64,
    interval: Option<IntervalOut>,
    at_least: Vec<AtLeastOut>,
    exceedance: Vec<ExceedanceOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pooled: Option<PooledOut>,
}

#[derive(serde::Serialize)]
struct AtLeastOut {
    risk: f64,
    probability: f64,
}

#[derive(serde::Serialize)]
struct ExceedanceOut {
    probability: f64,
    risk: f64,
    expected_deaths: f64,
}

#[derive(serde::Serialize)]
struct PooledOut {
    arithmetic_mean: f64,
    geometric_mean_of_odds: Option<f64>,
}

impl From<BeliefAnswer> for BeliefOut {
    fn from(answer: BeliefAnswer) -> Self {
        let at_least = |one: belief::AtLeast| AtLeastOut { risk: one.risk, probability: one.probability };
        let exceedance = |point: belief::Exceedance| ExceedanceOut {
            probability: point.probability,
            risk: point.risk,
            expected_deaths: point.expected_deaths,
        };
        Self {
            mean: answer.mean,
            interval: answer.interval.map(IntervalOut::from),
            at_least: answer.at_least.into_iter().map(at_least).collect(),
            exceedance: answer.exceedance.into_iter().map(exceedance).collect(),
            pooled: answer.pooled.map(|pooled| PooledOut {
                arithmetic_mean: pooled.arithmetic_mean,
                geometric_mean_of_odds: pooled.geometric_mean_of_odds,
            }),
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct EvaluationsOut {
    interval_orders_of_magnitude: Option<f64>,
    miss_probability: f64,
    risk: f64,
    expected_deaths: f64,
    deaths_averted: f64,
    hazard_left: f64,
    overshoot_orders_of_magnitude: Option<f64>,
    months_between: Option<f64>,
    count: f64,
    cost: Option<f64>,
    cost_per_death_averted: Option<f64>,
}

impl From<EvaluationsAnswer> for EvaluationsOut {
    fn from(answer: EvaluationsAnswer) -> Self {
        Self {
            interval_orders_of_magnitude: answer.interval_orders_of_magnitude,
            miss_probability: answer.miss_probability,
            risk: answer.risk,
            expected_deaths: answer.expected_deaths,
            deaths_averted: answer.deaths_averted,
            hazard_left: answer.hazard_left,
            overshoot_orders_of_magnitude: answer.overshoot_orders_of_magnitude,
            months_between: answer.months_between,
            count: answer.count,
            cost: answer.cost,
            cost_per_death_averted: answer.cost_per_death_averted,
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct ScaleLimitOut {
    risk_per_generation: f64,
    deaths_per_generation: f64,
    generations: f64,
}

impl From<ScaleLimitAnswer> for ScaleLimitOut {
    fn from(answer: ScaleLimitAnswer) -> Self {
        Self {
            risk_per_generation: answer.risk_per_generation,
            deaths_per_generation: answer.deaths_per_generation,
            generations: answer.generations,
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct PauseOut {
    orders_of_magnitude: f64,
    deaths_deferred: f64,
    deaths_averted: f64,
    cost_in_deaths: f64,
    net_deaths_averted: f64,
    break_even_months: Option<f64>,
}

impl From<pause::PauseAnswer> for PauseOut {
    fn from(answer: pause::PauseAnswer) -> Self {
        Self {
            orders_of_magnitude: answer.orders_of_magnitude,
            deaths_deferred: answer.deaths_deferred,
            deaths_averted: answer.deaths_averted,
            cost_in_deaths: answer.cost_in_deaths,
            net_deaths_averted: answer.net_deaths_averted,
            break_even_months: answer.break_even_months,
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct RestraintOut {
    risk: f64,
    expected_deaths: f64,
    deaths_averted: f64,
}

impl From<RestraintAnswer> for RestraintOut {
    fn from(answer: RestraintAnswer) -> Self {
        Self { risk: answer.risk, expected_deaths: answer.expected_deaths, deaths_averted: answer.deaths_averted }
    }
}

#[derive(serde::Serialize)]
pub(super) struct AcceptableOut {
    risk_per_reference_step: Option<f64>,
    reference_steps: Option<f64>,
    orders_of_magnitude: Option<f64>,
    chance_of_limit: Option<f64>,
}

impl From<AcceptableAnswer> for AcceptableOut {
    fn from(answer: AcceptableAnswer) -> Self {
        Self {
            risk_per_reference_step: answer.risk_per_reference_step.value(),
            reference_steps: answer.reference_steps.value(),
            orders_of_magnitude: answer.orders_of_magnitude.value(),
            chance_of_limit: answer.chance_of_limit,
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct PerspectiveOut {
    life_years: f64,
    days_of_world_deaths: f64,
    tolls: Vec<MultipleOut>,
    everyday: Vec<MultipleOut>,
}

#[derive(serde::Serialize)]
struct MultipleOut {
    name: &'static str,
    low: f64,
    high: f64,
}

impl From<Perspective> for PerspectiveOut {
    fn from(answer: Perspective) -> Self {
        let multiples = |multiples: &[perspective::Multiple]| {
            multiples
                .iter()
                .map(|multiple| MultipleOut { name: multiple.of.name, low: multiple.low, high: multiple.high })
                .collect()
        };
        Self {
            life_years: answer.life_years,
            days_of_world_deaths: answer.days_of_world_deaths,
            tolls: multiples(&answer.tolls),
            everyday: multiples(&answer.everyday),
        }
    }
}

#[derive(serde::Serialize)]
pub(super) struct SensitivityOut {
    input: &'static str,
    elasticity: Option<f64>,
    halved: Option<f64>,
    doubled: Option<f64>,
}

impl SensitivityOut {
    pub(super) fn new(scenario: &Scenario, answer: &Sensitivity) -> Self {
        Self {
            input: answer.input.name(),
            elasticity: sensitivity::elasticity(scenario, answer.input),
            halved: answer.halved,
            doubled: answer.doubled,
        }
    }
}
