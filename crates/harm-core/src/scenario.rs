//! The inputs of an assessment: who believes what about the risk, over which scale-up, for whom.
//!
//! Plain data in validated quantities. The inputs of a lens stand with the lens; reading them from text is not done here.

use crate::belief::{Belief, Sharing};
use crate::error::{InvalidScaleUp, OutOfRange};
use crate::hazard::{Path, orders_of_magnitude};
use crate::known;
use crate::quantity::{Compute, FatalityFraction, Growth, Population, Probability, ScaleFactor, Steps, Trend};

/// How far training compute is scaled up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScaleUp {
    /// So many steps of one factor each; the whole scale-up is step^steps.
    Steps {
        /// The factor of one step.
        step: ScaleFactor,
        /// How many steps.
        steps: Steps,
    },
    /// From one amount of training compute to another.
    Range(ComputeRange),
}

/// A range of training compute that does not end before it begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComputeRange {
    from: Compute,
    to: Compute,
}

impl ComputeRange {
    /// The range between two amounts of compute.
    ///
    /// # Errors
    /// [`InvalidScaleUp`] when `to` is less than `from`.
    pub fn new(from: Compute, to: Compute) -> Result<Self, InvalidScaleUp> {
        if from <= to { Ok(Self { from, to }) } else { Err(InvalidScaleUp { from: from.get(), to: to.get() }) }
    }

    /// Training compute at the start.
    #[must_use]
    pub const fn from(&self) -> Compute {
        self.from
    }

    /// Training compute at the end.
    #[must_use]
    pub const fn to(&self) -> Compute {
        self.to
    }
}

impl ScaleUp {
    /// Orders of magnitude x = log₁₀ of the whole scale-up; at least 0 and finite.
    #[must_use]
    pub fn orders_of_magnitude(&self) -> f64 {
        match self {
            Self::Steps { step, steps } => (steps.get() * orders_of_magnitude(step.get())).min(f64::MAX),
            // Of two amounts whose quotient overflows the logarithms still differ by a number.
            Self::Range(range) => {
                let quotient = range.to.get() / range.from.get();
                if quotient.is_finite() {
                    libm::log10(quotient)
                } else {
                    libm::log10(range.to.get()) - libm::log10(range.from.get())
                }
            }
        }
    }
}

impl ScaleUp {
    /// The whole scale-up as a factor; the largest double beyond its range.
    #[must_use]
    pub fn factor(&self) -> f64 {
        match self {
            // Exact where it can be: one step of 4 is 4, three of 10 are 1,000.
            Self::Steps { step, steps } => libm::pow(step.get(), steps.get()).min(f64::MAX),
            Self::Range(range) => (range.to.get() / range.from.get()).min(f64::MAX),
        }
    }

    /// A scale-up by a whole factor, told in the simplest steps: so many of the reference factor, or of 10 where none is
    /// stated, if the factor is a power of it; no step for 1; and one step of that factor otherwise.
    ///
    /// # Errors
    /// [`OutOfRange`] when the factor is less than 1.
    pub fn of_factor(factor: f64, per: Per) -> Result<Self, OutOfRange> {
        let per = per.factor().unwrap_or(known!(ScaleFactor, 10.0));
        let count = libm::round(libm::log10(factor) / libm::log10(per.get()));
        if libm::pow(per.get(), count) == factor {
            return Ok(Self::Steps { step: per, steps: Steps::new(count)? });
        }
        Ok(Self::Steps { step: ScaleFactor::new(factor)?, steps: known!(Steps, 1.0) })
    }
}

/// What the risk is stated for: the reference step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Per {
    /// A growth of training compute by this factor, K.
    Factor(ScaleFactor),
    /// A year, in which training compute grows by the scenario's own growth: K = g.
    Year,
    /// The whole scale-up, which is then one reference step by definition, and none when nothing is scaled up.
    Total,
}

impl Per {
    /// The factor, where it is stated as one.
    #[must_use]
    pub const fn factor(self) -> Option<ScaleFactor> {
        match self {
            Self::Factor(factor) => Some(factor),
            Self::Year | Self::Total => None,
        }
    }
}

impl Path {
    /// The path of a scenario. It stands here, so that compounding knows no scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self::over(scenario.reference_orders_of_magnitude(), scenario.trend)
    }
}

impl Scenario {
    /// Orders of magnitude κ of one reference step; infinite where the reference is a scale-up of nothing, of which no
    /// growth of compute is a part.
    #[must_use]
    pub fn reference_orders_of_magnitude(&self) -> f64 {
        match self.per {
            Per::Factor(factor) => orders_of_magnitude(factor.get()),
            Per::Year => self.orders_of_magnitude_per_year(),
            Per::Total => match self.scale_up.orders_of_magnitude() {
                0.0 => f64::INFINITY,
                x => x,
            },
        }
    }
}

/// Everything that an assessment depends on.
///
/// The default is the argument that this project makes computable: a risk of 1% for each tenfold increase of training
/// compute, one such increase, 8.0 billion people, all of whom would die.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What is believed about the risk of one reference step.
    pub belief: Belief,
    /// Whether all steps share one unknown risk or each has its own.
    pub sharing: Sharing,
    /// What the risk is stated for.
    pub per: Per,
    /// How far compute is scaled up.
    pub scale_up: ScaleUp,
    /// The trend τ of the hazard.
    pub trend: Trend,
    /// The people alive who would be exposed, N.
    pub population: Population,
    /// The share s of them that dies if the catastrophe happens.
    pub fatality: FatalityFraction,
    /// The growth g of frontier training compute in a year.
    pub growth: Growth,
}

/// The risk of one reference step where none is given.
pub const DEFAULT_RISK: Probability = known!(Probability, 0.01);

impl Default for Scenario {
    fn default() -> Self {
        Self {
            belief: Belief::Point(DEFAULT_RISK),
            sharing: Sharing::Shared,
            per: Per::Factor(known!(ScaleFactor, 10.0)),
            scale_up: ScaleUp::Steps { step: known!(ScaleFactor, 10.0), steps: known!(Steps, 1.0) },
            trend: known!(Trend, 1.0),
            population: known!(Population, 8e9),
            fatality: known!(FatalityFraction, 1.0),
            growth: known!(Growth, 4.5),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_up_in_steps_or_in_flop_is_the_same_distance() {
        let steps = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(4.0).unwrap() };
        let range = ComputeRange::new(Compute::new(2e25).unwrap(), Compute::new(2e29).unwrap()).unwrap();
        assert_eq!(steps.orders_of_magnitude(), 4.0);
        assert!((ScaleUp::Range(range).orders_of_magnitude() - 4.0).abs() < 1e-15);
    }

    #[test]
    fn a_factor_is_told_in_the_simplest_steps() {
        let per = Per::Factor(ScaleFactor::new(10.0).unwrap());
        for (factor, step, steps) in [(1000.0, 10.0, 3.0), (4.0, 4.0, 1.0), (1.0, 10.0, 0.0), (1e22, 10.0, 22.0)] {
            let told = ScaleUp::of_factor(factor, per).unwrap();
            let step = ScaleFactor::new(step).unwrap();
            assert_eq!(told, ScaleUp::Steps { step, steps: Steps::new(steps).unwrap() });
            assert_eq!(told.factor(), factor);
        }
        assert!(ScaleUp::of_factor(0.1, per).is_err() && ScaleUp::of_factor(f64::NAN, per).is_err());
    }

    #[test]
    fn a_range_does_not_end_before_it_begins() {
        let (low, high) = (Compute::new(1e25).unwrap(), Compute::new(1e26).unwrap());
        assert!(ComputeRange::new(low, low).is_ok());
        assert_eq!(ComputeRange::new(high, low), Err(InvalidScaleUp { from: 1e26, to: 1e25 }));
    }

    #[test]
    fn the_widest_range_of_doubles_has_a_finite_distance() {
        let range = ComputeRange::new(Compute::new(5e-324).unwrap(), Compute::new(f64::MAX).unwrap()).unwrap();
        let x = ScaleUp::Range(range).orders_of_magnitude();
        assert!((x - 631.56).abs() < 0.01, "{x}");
        let huge = ScaleUp::Steps { step: ScaleFactor::new(1e300).unwrap(), steps: Steps::new(1e308).unwrap() };
        assert_eq!(huge.orders_of_magnitude(), f64::MAX);
    }
}
