//! Which input matters most? Elasticities at the present point, and what halving or doubling each input does.

use alloc::vec::Vec;

use crate::assess::expected_deaths;
use crate::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal};
use crate::quantity::{
    Compute, FatalityFraction, OpenProbability, Population, Probability, ScaleFactor, Steps, Trend, Weight,
};
use crate::scenario::{ComputeRange, Per, ScaleUp, Scenario};

/// An input on which expected deaths depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The risk of one reference step, or its mean.
    Risk,
    /// The weight of a beta belief.
    Weight,
    /// The lower bound of an interval.
    Low,
    /// The upper bound of an interval.
    High,
    /// How much of the belief the interval holds.
    Level,
    /// The reference factor.
    Per,
    /// The factor of one scaling step.
    Step,
    /// The number of scaling steps.
    Steps,
    /// Training compute at the start.
    From,
    /// Training compute at the end.
    To,
    /// The trend of the hazard.
    Trend,
    /// The population at risk.
    Population,
    /// The fatality fraction.
    Fatality,
}

impl Input {
    /// Every input; a scenario has only some of them.
    pub const ALL: [Self; 13] = [
        Self::Risk,
        Self::Weight,
        Self::Low,
        Self::High,
        Self::Level,
        Self::Per,
        Self::Step,
        Self::Steps,
        Self::From,
        Self::To,
        Self::Trend,
        Self::Population,
        Self::Fatality,
    ];
}

/// How expected deaths depend on one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sensitivity {
    /// The input.
    pub input: Input,
    /// Its present value.
    pub value: f64,
    /// Per cent of expected deaths for each per cent of the input, ∂ ln deaths / ∂ ln input; `None` when there are none.
    pub elasticity: Option<f64>,
    /// Expected deaths with half the input; `None` when that is out of its range.
    pub halved: Option<f64>,
    /// Expected deaths with twice the input; `None` when that is out of its range.
    pub doubled: Option<f64>,
}

impl Sensitivity {
    /// The span of expected deaths between half and twice the input, as far as its range goes.
    #[must_use]
    pub fn swing(&self, present: f64) -> f64 {
        (self.doubled.unwrap_or(present) - self.halved.unwrap_or(present)).abs()
    }
}

/// Answers: which input matters most? The widest swing comes first.
#[must_use]
pub fn answer(scenario: &Scenario) -> Vec<Sensitivity> {
    let present = expected_deaths(scenario);
    let mut all: Vec<Sensitivity> = Vec::new();
    // Each goes to its place at once: there are a handful, and a sort costs a kilobyte of WebAssembly.
    for one in Input::ALL.iter().filter_map(|&input| of(scenario, input, present)) {
        let place = all.partition_point(|other| other.swing(present) >= one.swing(present));
        all.insert(place, one);
    }
    all
}

/// The sensitivity to one input; `None` when the scenario does not have it.
fn of(scenario: &Scenario, input: Input, present: f64) -> Option<Sensitivity> {
    let value = value(scenario, input)?;
    let at = |factor: f64| scaled(scenario, input, value * factor).map(|scenario| expected_deaths(&scenario));
    Some(Sensitivity { input, value, elasticity: elasticity(input, present, at), halved: at(0.5), doubled: at(2.0) })
}

/// ∂ ln deaths / ∂ ln input by differences of fourth order around the present point, or of third order to the one side
/// that the input's range leaves.
fn elasticity(input: Input, present: f64, deaths_at: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    /// Wide enough that the rounding of the logarithms, narrow enough that the next order does not show: about 1e-10.
    const WIDTH: f64 = 1.0 / 512.0;
    if present <= 0.0 {
        return None;
    }
    if matches!(input, Input::Population | Input::Fatality) {
        return Some(1.0);
    }
    let at = |steps: f64| deaths_at(libm::exp(steps * WIDTH)).map(|deaths| libm::log(deaths / present));
    let one_side = |sign: f64| {
        let (a, b, c) = (at(sign)?, at(2.0 * sign)?, at(3.0 * sign)?);
        Some(sign * (18.0 * a - 9.0 * b + 2.0 * c) / (6.0 * WIDTH))
    };
    match (at(-2.0), at(-1.0), at(1.0), at(2.0)) {
        (Some(a), Some(b), Some(c), Some(d)) => Some((8.0 * (c - b) - (d - a)) / (12.0 * WIDTH)),
        _ => one_side(-1.0).or_else(|| one_side(1.0)),
    }
    .filter(|elasticity| elasticity.is_finite())
}

/// The present value of an input; `None` when the scenario does not have it.
fn value(scenario: &Scenario, input: Input) -> Option<f64> {
    let bounds = match &scenario.belief {
        Belief::LogUniform(belief) => Some((belief.bounds(), None)),
        Belief::LogitNormal(belief) => Some((belief.bounds(), Some(belief.level()))),
        Belief::LogNormal(belief) => Some((belief.bounds(), Some(belief.level()))),
        Belief::Point(_) | Belief::Beta(_) | Belief::Panel(_) => None,
    };
    match input {
        Input::Risk => match &scenario.belief {
            Belief::Point(p) => Some(p.get()),
            Belief::Beta(beta) => Some(beta.mean.get()),
            _ => None,
        },
        Input::Weight => match &scenario.belief {
            Belief::Beta(beta) => Some(beta.weight.get()),
            _ => None,
        },
        Input::Low => bounds.map(|((low, _), _)| low),
        Input::High => bounds.map(|((_, high), _)| high),
        Input::Level => bounds.and_then(|(_, level)| level).map(OpenProbability::get),
        // A year and the whole scale-up are words, of which there is no half.
        Input::Per => scenario.per.factor().map(ScaleFactor::get),
        Input::Step | Input::Steps => match scenario.scale_up {
            ScaleUp::Steps { step, steps } => Some(if input == Input::Step { step.get() } else { steps.get() }),
            ScaleUp::Range(_) => None,
        },
        Input::From | Input::To => match scenario.scale_up {
            ScaleUp::Range(range) => Some(if input == Input::From { range.from().get() } else { range.to().get() }),
            ScaleUp::Steps { .. } => None,
        },
        Input::Trend => Some(scenario.trend.get()),
        Input::Population => Some(scenario.population.get()),
        Input::Fatality => Some(scenario.fatality.get()),
    }
}

/// The scenario with another value of one input; `None` when that is out of its range.
fn scaled(scenario: &Scenario, input: Input, value: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    match input {
        Input::Risk => match &mut changed.belief {
            Belief::Point(p) => *p = Probability::new(value).ok()?,
            Belief::Beta(beta) => beta.mean = Probability::new(value).ok()?,
            _ => return None,
        },
        Input::Weight => match &mut changed.belief {
            Belief::Beta(Beta { weight, .. }) => *weight = Weight::new(value).ok()?,
            _ => return None,
        },
        Input::Low | Input::High | Input::Level => changed.belief = interval_scaled(&scenario.belief, input, value)?,
        Input::Per => changed.per = Per::Factor(ScaleFactor::new(value).ok()?),
        Input::Step | Input::Steps => match &mut changed.scale_up {
            ScaleUp::Steps { step, .. } if input == Input::Step => *step = ScaleFactor::new(value).ok()?,
            ScaleUp::Steps { steps, .. } => *steps = Steps::new(value).ok()?,
            ScaleUp::Range(_) => return None,
        },
        Input::From | Input::To => match &mut changed.scale_up {
            ScaleUp::Range(range) => {
                let compute = Compute::new(value).ok()?;
                let (from, to) = if input == Input::From { (compute, range.to()) } else { (range.from(), compute) };
                *range = ComputeRange::new(from, to).ok()?;
            }
            ScaleUp::Steps { .. } => return None,
        },
        Input::Trend => changed.trend = Trend::new(value).ok()?,
        Input::Population => changed.population = Population::new(value).ok()?,
        Input::Fatality => changed.fatality = FatalityFraction::new(value).ok()?,
    }
    Some(changed)
}

/// A belief given by an interval, with another bound or level.
fn interval_scaled(belief: &Belief, input: Input, value: f64) -> Option<Belief> {
    let with = |(low, high): (f64, f64), level: OpenProbability| {
        Some(match input {
            Input::Low => (value, high, level),
            Input::High => (low, value, level),
            _ => (low, high, OpenProbability::new(value).ok()?),
        })
    };
    match belief {
        Belief::LogUniform(old) => {
            let (low, high) = old.bounds();
            let (low, high) = if input == Input::Low { (value, high) } else { (low, value) };
            LogUniform::new(low, high).ok().map(Belief::LogUniform)
        }
        Belief::LogitNormal(old) => {
            let (low, high, level) = with(old.bounds(), old.level())?;
            LogitNormal::new(low, high, level).ok().map(Belief::LogitNormal)
        }
        Belief::LogNormal(old) => {
            let (low, high, level) = with(old.bounds(), old.level())?;
            LogNormal::new(low, high, level).ok().map(Belief::LogNormal)
        }
        Belief::Point(_) | Belief::Beta(_) | Belief::Panel(_) => None,
    }
}
