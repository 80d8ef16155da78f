//! Which input matters most? What halving and doubling each input does, in the terms in which people disagree.
//!
//! How a scenario was written does not count: the reference factor, the interval's level, and a step's size against the
//! number of steps are not varied.

use alloc::vec::Vec;

use crate::assess::expected_deaths;
use crate::belief::Belief;
use crate::known;
use crate::named::named;
use crate::quantity::{FatalityFraction, Population, Probability, ScaleFactor, Steps, Trend};
use crate::rounding::nearly;
use crate::scenario::{ScaleUp, Scenario};

named! {
    /// An input that people disagree about, with its name in documents and columns. A scenario has only some of them.
    Input {
        /// The risk, in its odds: both bounds of an interval, every opinion of a panel.
        Risk "risk",
        /// The weight of the evidence behind a beta belief.
        Weight "weight",
        /// The width of an interval, in log-odds or logarithm, around its median.
        Width "width",
        /// The scale-up, in orders of magnitude, however it was given.
        ScaleUp "scale_up",
        /// The trend of the hazard.
        Trend "trend",
        /// The population at risk.
        Population "population",
        /// The share who die.
        Fatality "fatality",
    }
}

impl Input {
    /// Whether a belief has this input.
    fn belongs_to(self, belief: &Belief) -> bool {
        match self {
            Self::Weight => matches!(belief, Belief::Beta(_)),
            Self::Width => belief.bounds().is_some(),
            _ => true,
        }
    }
}

/// How expected deaths depend on one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sensitivity {
    /// The input.
    pub input: Input,
    /// Expected deaths with half the input; `None` when that is out of its range.
    pub halved: Option<f64>,
    /// Expected deaths with twice the input; `None` when that is out of its range.
    pub doubled: Option<f64>,
}

impl Sensitivity {
    /// The least and the most expected deaths between half and twice the input, as far as its range goes.
    #[must_use]
    pub fn range(&self, present: f64) -> (f64, f64) {
        let (halved, doubled) = (self.halved.unwrap_or(present), self.doubled.unwrap_or(present));
        (present.min(halved).min(doubled), present.max(halved).max(doubled))
    }

    /// The length of that range in ln(deaths): 0 when nothing changes, infinite when it begins at no deaths.
    #[must_use]
    pub fn swing(&self, present: f64) -> f64 {
        let (low, high) = self.range(present);
        if nearly(low, high) { 0.0 } else { libm::log(high) - libm::log(low) }
    }
}

/// Answers: which input matters most? The widest swing comes first.
#[must_use]
pub fn answer(scenario: &Scenario) -> Vec<Sensitivity> {
    let present = expected_deaths(scenario);
    let mut all: Vec<Sensitivity> = Vec::new();
    for input in Input::ALL.iter().copied().filter(|input| input.belongs_to(&scenario.belief)) {
        let at = |factor: f64| varied(scenario, input, factor).map(|scenario| expected_deaths(&scenario));
        let one = Sensitivity { input, halved: at(0.5), doubled: at(2.0) };
        // Each goes to its place at once: there are a handful, and a sort costs a kilobyte of WebAssembly.
        let place = all.partition_point(|other| other.swing(present) >= one.swing(present));
        all.insert(place, one);
    }
    all
}

/// Per cent of expected deaths for each per cent of an input, ∂ ln deaths / ∂ ln input; of the risk, for each per cent of
/// its mean. `None` when there are no expected deaths, or the scenario does not have the input.
#[must_use]
pub fn elasticity(scenario: &Scenario, input: Input) -> Option<f64> {
    let belief = &scenario.belief;
    let present = expected_deaths(scenario);
    if present <= 0.0 || !input.belongs_to(belief) {
        return None;
    }
    let deaths_at = |factor: f64| varied(scenario, input, factor).map(|scenario| expected_deaths(&scenario));
    let elasticity = match (input, belief) {
        (Input::Population | Input::Fatality, _) => Some(1.0),
        (Input::Risk, Belief::Point(_) | Belief::Beta(_)) => {
            slope(present, &|factor| with_mean(scenario, factor).map(|scenario| expected_deaths(&scenario)))
        }
        (Input::Risk, _) => {
            let mean_at = |factor: f64| varied(scenario, Input::Risk, factor).map(|scenario| scenario.belief.mean());
            Some(slope(present, &deaths_at)? / slope(belief.mean(), &mean_at)?)
        }
        _ => slope(present, &deaths_at),
    };
    elasticity.filter(|elasticity| elasticity.is_finite())
}

/// d ln value / d ln factor at a factor of 1, by differences of fourth order, or of third order to the one side that the
/// input's range leaves.
fn slope(present: f64, value_at: &dyn Fn(f64) -> Option<f64>) -> Option<f64> {
    /// Wide enough that the rounding of the logarithms, narrow enough that the next order does not show: about 1e-10.
    const WIDTH: f64 = 1.0 / 512.0;
    let at = |steps: f64| value_at(libm::exp(steps * WIDTH)).map(|value| libm::log(value / present));
    let one_side = |sign: f64| {
        let (a, b, c) = (at(sign)?, at(2.0 * sign)?, at(3.0 * sign)?);
        Some(sign * (18.0 * a - 9.0 * b + 2.0 * c) / (6.0 * WIDTH))
    };
    match (at(-2.0), at(-1.0), at(1.0), at(2.0)) {
        (Some(a), Some(b), Some(c), Some(d)) => Some((8.0 * (c - b) - (d - a)) / (12.0 * WIDTH)),
        _ => one_side(-1.0).or_else(|| one_side(1.0)),
    }
}

/// The scenario with `factor` times as much of one input; `None` when that is out of its range.
fn varied(scenario: &Scenario, input: Input, factor: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    match input {
        Input::Risk => changed.belief.scale_odds(factor)?,
        Input::Weight | Input::Width => changed.belief.scale_width(factor)?,
        Input::ScaleUp => {
            let (step, steps) = match scenario.scale_up {
                ScaleUp::Steps { step, steps } => (step, steps.get()),
                ScaleUp::Range(_) => (known!(ScaleFactor, 10.0), scenario.scale_up.orders_of_magnitude()),
            };
            changed.scale_up = ScaleUp::Steps { step, steps: Steps::new(steps * factor).ok()? };
        }
        Input::Trend => changed.trend = Trend::new(scenario.trend.get() * factor).ok()?,
        Input::Population => changed.population = Population::new(scenario.population.get() * factor).ok()?,
        Input::Fatality => changed.fatality = FatalityFraction::new(scenario.fatality.get() * factor).ok()?,
    }
    Some(changed)
}

/// The scenario with `factor` times the risk, or its mean.
fn with_mean(scenario: &Scenario, factor: f64) -> Option<Scenario> {
    let mut changed = scenario.clone();
    match &mut changed.belief {
        Belief::Point(risk) => *risk = Probability::new(risk.get() * factor).ok()?,
        Belief::Beta(beta) => beta.mean = Probability::new(beta.mean.get() * factor).ok()?,
        _ => return None,
    }
    Some(changed)
}
