//! The log-uniform distribution: all orders of magnitude between two bounds are equally likely.

use alloc::vec::Vec;

use libm::{exp, expm1, log, log1p};

use super::expectation::{Node, Nodes};
use super::{InvalidBelief, check_bounds};
use crate::hazard::hazard_of_risk;
use crate::special::{hazard_of_ln_risk, legendre};

/// Density proportional to 1/p between two bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogUniform {
    low: f64,
    high: f64,
}

impl LogUniform {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high ≤ 1.
    pub fn new(low: f64, high: f64) -> Result<Self, InvalidBelief> {
        check_bounds(low, high, true)?;
        Ok(Self { low, high })
    }

    /// The bounds.
    #[must_use]
    pub const fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The same median, with a distance between the logarithms of the bounds that is `factor` times as long; `None` when
    /// a bound would leave its range.
    #[must_use]
    pub(crate) fn widened(&self, factor: f64) -> Option<Self> {
        let outwards = exp(0.5 * (factor - 1.0) * Self::distance(self.low, self.high));
        Self::new(self.low / outwards, self.high * outwards).ok()
    }

    /// ln(to/from), to the last digit however close they are.
    fn distance(from: f64, to: f64) -> f64 {
        let more = (to - from) / from;
        if more < 1.0 { log1p(more) } else { log(to) - log(from) }
    }

    /// E p = (high − low)/ln(high/low).
    pub(super) fn mean(&self) -> f64 {
        (self.high - self.low) / Self::distance(self.low, self.high)
    }

    /// Nodes by Gauss–Legendre in v = ln hazard, where every function of interest has unit scale: 1 − e^(−m e^v) for any
    /// m, and the density h/(e^h − 1) that d ln p has in v, which turns the end at p = 1 into a smooth decline.
    pub(super) fn nodes(&self, longest: f64) -> Nodes {
        let lowest = hazard_of_risk(self.low);
        // What lies 40 orders of e below the scale at which the risk saturates adds nothing.
        let from = log(lowest).max((-log(longest) - 40.0).min(log(hazard_of_risk(self.high)) - 40.0));
        let to = log(hazard_of_risk(self.high).min(lowest + 40.0));
        let mut nodes = Vec::new();
        let mut total = 0.0;
        // What survives so many steps that even the lowest risk saturates falls off more steeply than anything else.
        let width = if longest * lowest > 4.0 { 0.8 } else { 2.5 };
        let panels = libm::ceil((to - from) / width).max(1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1000")]
        legendre::nodes(from, to, panels as u32, |v, weight| {
            let hazard = exp(v);
            let weight = weight * hazard / expm1(hazard);
            total += weight;
            nodes.push(Node { hazard, weight });
        });
        // The weights are made to sum to their share, so that the rounding of a short distance cancels.
        let left_out =
            if from > log(lowest) { (from - log(self.low)) / Self::distance(self.low, self.high) } else { 0.0 };
        for node in &mut nodes {
            node.weight *= (1.0 - left_out) / total;
        }
        // What is left out below is as good as no hazard.
        nodes.push(Node { hazard: 0.0, weight: left_out });
        Nodes::Sum(nodes)
    }

    /// −ln(1 − p) at p = low · (high/low)^q.
    pub(super) fn hazard_quantile(&self, q: f64) -> f64 {
        let distance = Self::distance(self.low, self.high);
        // Reckoned from the nearer bound, so that 1 − p keeps its digits near p = 1.
        if q < 0.5 {
            hazard_of_risk(self.low * exp(q * distance))
        } else {
            hazard_of_ln_risk(log(self.high) - (1.0 - q) * distance)
        }
    }

    pub(super) fn hazard_at_least(&self, hazard: f64) -> f64 {
        let risk = -expm1(-hazard);
        if risk >= self.high {
            return 0.0;
        }
        (Self::distance(risk, self.high) / Self::distance(self.low, self.high)).min(1.0)
    }
}
