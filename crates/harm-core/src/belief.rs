//! What is believed about the risk of one reference step, when it is not known.
//!
//! What lives here: the families of belief with their means, quantiles and exceedance, and the risk over a scale-up
//! in expectation. Compounding for a known risk is in [`crate::hazard`].

use alloc::vec::Vec;

use crate::error::{InvalidBelief, OutOfRange};
use crate::hazard::compound;
use crate::quantity::{OpenProbability, Probability, Weight};

/// How steps share what is unknown about the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// One unknown risk applies to every step: if it is high, that is found out once.
    #[default]
    Shared,
    /// Each reference step draws its risk afresh.
    Redrawn,
}

/// A belief about the risk p of one reference step.
#[derive(Debug, Clone, PartialEq)]
pub enum Belief {
    /// The risk is known.
    Point(Probability),
    /// A beta distribution.
    Beta(Beta),
    /// All orders of magnitude between two bounds are equally likely.
    LogUniform(LogUniform),
    /// The log-odds are normal.
    LogitNormal(LogitNormal),
    /// The logarithm is normal, conditioned on p ≤ 1.
    LogNormal(LogNormal),
    /// A mixture of stated opinions.
    Panel(Panel),
}

/// Beta(μw, (1 − μ)w): a mean and the weight of the evidence behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// The mean μ.
    pub mean: Probability,
    /// The weight w = a + b.
    pub weight: Weight,
}

/// Density proportional to 1/p between two bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogUniform {
    low: f64,
    high: f64,
}

/// Logit p is normal, and the interval holds `level` of the belief in equal tails.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogitNormal {
    low: f64,
    high: f64,
    level: OpenProbability,
}

/// ln p is normal with the interval's bounds as quantiles before truncation, then conditioned on p ≤ 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    low: f64,
    high: f64,
    level: OpenProbability,
}

/// A finite mixture of opinions.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    opinions: Vec<(Probability, Weight)>,
}

const ABOVE_ZERO: &str = "greater than 0 and at most 1";
const OPEN: &str = "greater than 0 and less than 1";

/// Checks 0 < low < high ≤ 1, or < 1 where certainty is not allowed.
fn bounds(low: f64, high: f64, certainty: bool) -> Result<(), InvalidBelief> {
    let allowed = if certainty { ABOVE_ZERO } else { OPEN };
    for (quantity, given) in [("low", low), ("high", high)] {
        // Written so that NaN fails.
        let inside = given > 0.0 && (given < 1.0 || certainty && given == 1.0);
        if !inside {
            return Err(InvalidBelief::Bound(OutOfRange { quantity, allowed, given }));
        }
    }
    if low < high { Ok(()) } else { Err(InvalidBelief::Order { low, high }) }
}

impl LogUniform {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high ≤ 1.
    pub fn new(low: f64, high: f64) -> Result<Self, InvalidBelief> {
        bounds(low, high, true)?;
        Ok(Self { low, high })
    }

    /// The bounds.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

impl LogitNormal {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high < 1.
    pub fn new(low: f64, high: f64, level: OpenProbability) -> Result<Self, InvalidBelief> {
        bounds(low, high, false)?;
        Ok(Self { low, high, level })
    }

    /// The interval.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// How much of the belief the interval holds.
    #[must_use]
    pub const fn level(&self) -> OpenProbability {
        self.level
    }
}

impl LogNormal {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high ≤ 1.
    pub fn new(low: f64, high: f64, level: OpenProbability) -> Result<Self, InvalidBelief> {
        bounds(low, high, true)?;
        Ok(Self { low, high, level })
    }

    /// The interval.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// How much of the belief the interval holds before truncation.
    #[must_use]
    pub const fn level(&self) -> OpenProbability {
        self.level
    }
}

impl Panel {
    /// A panel of opinions; without weights they count equally.
    ///
    /// # Errors
    /// [`InvalidBelief`] when there is no opinion, or the weights are neither none nor as many.
    pub fn new(risks: &[Probability], weights: &[Weight]) -> Result<Self, InvalidBelief> {
        if risks.is_empty() {
            return Err(InvalidBelief::EmptyPanel);
        }
        if !weights.is_empty() && weights.len() != risks.len() {
            return Err(InvalidBelief::PanelWeights { opinions: risks.len(), weights: weights.len() });
        }
        let one = crate::scenario::known!(Weight, 1.0);
        let weight = |i: usize| weights.get(i).copied().unwrap_or(one);
        Ok(Self { opinions: risks.iter().enumerate().map(|(i, &risk)| (risk, weight(i))).collect() })
    }

    /// The opinions with their weights, in the order in which they were given.
    #[must_use]
    pub fn opinions(&self) -> &[(Probability, Weight)] {
        &self.opinions
    }
}

/// A belief made ready for many expectations: what does not depend on the scale-up is computed once.
#[derive(Debug, Clone)]
pub struct Expectation {
    mean: f64,
}

impl Expectation {
    /// Prepares expectations over up to `longest` reference steps.
    #[must_use]
    pub fn new(belief: &Belief, _sharing: Sharing, _longest: f64) -> Self {
        Self { mean: belief.mean() }
    }

    /// The expected risk over `m` reference steps.
    #[must_use]
    pub fn risk(&self, m: f64) -> f64 {
        compound(self.mean, m)
    }

    /// The expected risk that `cut` further reference steps add to `kept` of them.
    #[must_use]
    pub fn added(&self, kept: f64, cut: f64) -> f64 {
        compound(self.mean, kept + cut) - compound(self.mean, kept)
    }

    /// The expected risk of a scale-up that ends at random, exponentially distributed with mean `m` reference steps.
    pub(crate) fn risk_at_random_end(&self, m: f64) -> Option<f64> {
        let steps = m * crate::hazard::hazard_of_risk(self.mean);
        Some(if steps.is_finite() { steps / (1.0 + steps) } else { 1.0 })
    }
}

impl Belief {
    /// The probability that the risk is more than nothing.
    #[must_use]
    pub fn chance_of_any_risk(&self) -> f64 {
        if self.mean() > 0.0 { 1.0 } else { 0.0 }
    }

    /// The mean of the risk of one reference step, E p.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Point(p) => p.get(),
            _ => todo!(),
        }
    }

    /// The risk over `m` reference steps in expectation.
    ///
    /// Shared: E[1 − (1 − p)^m]. Redrawn: 1 − (1 − E p)^m.
    #[must_use]
    pub fn risk(&self, m: f64, sharing: Sharing) -> f64 {
        match (self, sharing) {
            (Self::Point(p), _) => compound(p.get(), m),
            (_, Sharing::Redrawn) => compound(self.mean(), m),
            _ => todo!(),
        }
    }

    /// The quantile of the risk of one reference step: the smallest p that is not exceeded with probability `q`.
    #[must_use]
    pub fn quantile(&self, _q: OpenProbability) -> f64 {
        match self {
            Self::Point(p) => p.get(),
            _ => todo!(),
        }
    }
}
