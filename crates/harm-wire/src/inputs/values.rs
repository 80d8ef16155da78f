//! The values that a scenario and its lenses consist of: the way back from the model to what a link or a file says.

use alloc::vec::Vec;

use harm_core::belief::{Belief, Sharing};
use harm_core::lens::{Lenses, PauseEnd};
use harm_core::quantity::{OpenProbability, PositiveMonths, ScaleFactor};
use harm_core::scenario::{Per, ScaleUp, Scenario};

use crate::field::{BELIEFS, Key, PAUSE_ENDS, PERS, SHARINGS};
use crate::value::{Value, Values};

/// The values of a scenario, defaults included.
pub(super) fn scenario(scenario: &Scenario, values: &mut Values) {
    let mut number = |key, number: f64| values.set(key, Value::Number(number));
    match &scenario.scale_up {
        ScaleUp::Steps { step, steps } => {
            number(Key::Step, step.get());
            number(Key::Steps, steps.get());
        }
        ScaleUp::Range(range) => {
            number(Key::From, range.from().get());
            number(Key::To, range.to().get());
        }
    }
    number(Key::Population, scenario.population.get());
    number(Key::Fatality, scenario.fatality.get());
    number(Key::Trend, scenario.trend.get());
    number(Key::Growth, scenario.growth.get());
    let mut interval = |(low, high), level: Option<OpenProbability>| {
        number(Key::Low, low);
        number(Key::High, high);
        if let Some(level) = level {
            number(Key::Level, level.get());
        }
    };
    let belief = match &scenario.belief {
        Belief::Point(risk) => {
            number(Key::Risk, risk.get());
            0
        }
        Belief::Beta(beta) => {
            number(Key::Risk, beta.mean.get());
            number(Key::Weight, beta.weight.get());
            1
        }
        Belief::LogUniform(belief) => {
            interval(belief.bounds(), None);
            2
        }
        Belief::LogitNormal(belief) => {
            interval(belief.bounds(), Some(belief.level()));
            3
        }
        Belief::LogNormal(belief) => {
            interval(belief.bounds(), Some(belief.level()));
            4
        }
        Belief::Panel(panel) => {
            let (risks, weights): (Vec<f64>, Vec<f64>) =
                panel.opinions().iter().map(|(risk, weight)| (risk.get(), weight.get())).unzip();
            // Without weights the opinions count equally, as they do when each weighs 1.
            if weights.iter().any(|&weight| weight != 1.0) {
                values.set(Key::Weights, Value::Numbers(weights));
            }
            values.set(Key::Panel, Value::Numbers(risks));
            5
        }
    };
    values.set(
        Key::Per,
        match scenario.per {
            Per::Factor(factor) => Value::Number(factor.get()),
            Per::Year => Value::Word(PERS[0]),
            Per::Total => Value::Word(PERS[1]),
        },
    );
    values.set(Key::Belief, Value::Word(BELIEFS[belief]));
    values.set(Key::Sharing, Value::Word(SHARINGS[usize::from(scenario.sharing == Sharing::Redrawn)]));
}

/// The values of the lenses, defaults included.
pub(super) fn lenses(lenses: &Lenses, values: &mut Values) {
    let Lenses { evaluations, scale_limit, pause, restraint, acceptable } = lenses;
    let number = |values: &mut Values, key, number: f64| values.set(key, Value::Number(number));
    let rule = |rule: Option<f64>| rule.map_or(Value::None, Value::Number);
    values.set(Key::EvalEvery, rule(evaluations.every.map(ScaleFactor::get)));
    values.set(Key::EvalMonths, rule(evaluations.months.map(PositiveMonths::get)));
    number(values, Key::EvalGrowth, evaluations.growth.get());
    number(values, Key::Buffer, evaluations.buffer.get());
    number(values, Key::Detect, evaluations.detect.get());
    number(values, Key::Response, evaluations.response.get());
    number(values, Key::Common, evaluations.common.get());
    if let Some(jump) = evaluations.jump {
        number(values, Key::Jump, jump.get());
    }
    number(values, Key::ForecastError, evaluations.forecast_error.get());
    if let Some(cost) = evaluations.cost {
        number(values, Key::EvalCost, cost.get());
    }
    number(values, Key::Limit, scale_limit.limit.get());
    number(values, Key::Pause, pause.months.get());
    number(values, Key::RiskCut, pause.risk_cut.get());
    number(values, Key::Benefit, pause.benefit.get());
    number(values, Key::Mortality, pause.mortality.get());
    values.set(Key::PauseEnd, Value::Word(PAUSE_ENDS[usize::from(pause.end == PauseEnd::Random)]));
    number(values, Key::Labs, restraint.labs().get());
    number(values, Key::Abstain, restraint.abstain().get());
    number(values, Key::Displacement, restraint.displacement().get());
    number(values, Key::Tolerate, acceptable.tolerate.get());
}
