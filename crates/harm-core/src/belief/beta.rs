//! The beta distribution: a mean, and the weight of the evidence behind it.

use super::expectation::Nodes;
use crate::hazard::{hazard_of_risk, reaches};
use crate::quantity::{Probability, Weight};
use crate::special::beta::{BetaShape, LnRatio};
use crate::special::{logit_of_hazard, softplus};

/// Beta(μw, (1 − μ)w): a mean and the weight of the evidence behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// The mean μ.
    pub mean: Probability,
    /// The weight w = a + b.
    pub weight: Weight,
}

impl Beta {
    /// The parameters a = μw and b = (1 − μ)w.
    #[must_use]
    pub fn parameters(&self) -> (f64, f64) {
        let (mean, weight) = (self.mean.get(), self.weight());
        (mean * weight, (1.0 - mean) * weight)
    }

    /// The weight, but not so small that products with it underflow: long before, the belief is a toss between 0 and 1.
    fn weight(&self) -> f64 {
        self.weight.get().max(1e-200)
    }

    /// The mean after `survived` further reference steps without catastrophe: a/(a + b + n).
    #[must_use]
    pub fn mean_after(&self, survived: f64) -> f64 {
        let weight = self.weight.get();
        self.mean.get() * (weight / (weight + survived))
    }

    /// Whether the distribution is a point for any purpose: a mean of (all but) 0 or 1, or a spread of less than 1e-12.
    fn is_point(&self) -> bool {
        let (a, b) = self.parameters();
        !(1e-290..1e24).contains(&a.min(b))
    }

    pub(super) fn nodes(&self, longest: f64) -> Nodes {
        let (a, b) = self.parameters();
        if self.is_point() {
            Nodes::Known(hazard_of_risk(self.mean.get()))
        } else {
            Nodes::Beta(LnRatio::new(a, b, longest))
        }
    }

    pub(super) fn hazard_quantiles<const N: usize>(&self, q: [f64; N]) -> [f64; N] {
        if self.is_point() {
            return [hazard_of_risk(self.mean.get()); N];
        }
        let shape = BetaShape::new(self.mean.get(), self.weight());
        q.map(|q| softplus(shape.quantile(q)))
    }

    pub(super) fn hazard_at_least(&self, hazard: f64) -> f64 {
        let mean = self.mean.get();
        if self.is_point() {
            f64::from(u8::from(reaches(hazard_of_risk(mean), hazard)))
        } else {
            BetaShape::new(mean, self.weight()).at_least(logit_of_hazard(hazard))
        }
    }
}
