//! Expectations over a belief: whatever the family, a sum over nodes of hazard, prepared once for many scale-ups.
//!
//! Which nodes stand for a family is decided in the family's own file.

use alloc::vec::Vec;

use libm::{exp, expm1};

use super::{Belief, Sharing};
use crate::hazard::{compound, hazard_of_risk};
use crate::special::beta::LnRatio;
use crate::special::term;

/// A hazard of one reference step, and how much of the belief it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) hazard: f64,
    pub(crate) weight: f64,
}

/// A belief made ready for many expectations: what does not depend on the scale-up is computed once.
#[derive(Debug, Clone)]
pub struct Expectation {
    mean: f64,
    nodes: Nodes,
}

/// How a belief stands for itself.
#[derive(Debug, Clone)]
pub(crate) enum Nodes {
    /// One hazard, known.
    Known(f64),
    /// E f = Σ weight · f(hazard)
    Sum(Vec<Node>),
    /// Of a beta distribution: E (1 − p)^m = e^(−ln ratio).
    Beta(LnRatio),
}

impl Expectation {
    /// Prepares expectations over up to `longest` reference steps.
    #[must_use]
    pub fn new(belief: &Belief, sharing: Sharing, longest: f64) -> Self {
        // The mean is the expected risk of one step, so that no preparation is for less.
        let nodes = belief.nodes(longest.max(1.0));
        let mean = belief.closed_mean().unwrap_or_else(|| nodes.added(0.0, 1.0).min(1.0));
        let nodes = if sharing == Sharing::Independent { Nodes::Known(hazard_of_risk(mean)) } else { nodes };
        Self { mean, nodes }
    }

    /// The mean of the risk of one reference step, E p.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// Whether one known risk stands for every step: nothing is uncertain, or it is redrawn so often that only its
    /// mean counts.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self.nodes, Nodes::Known(_))
    }

    /// The expected risk over `m` reference steps.
    #[must_use]
    pub fn risk(&self, m: f64) -> f64 {
        if m <= 0.0 {
            return 0.0;
        }
        let risk = self.nodes.added(0.0, m);
        if self.is_known() {
            return risk;
        }
        // Jensen's inequality, which rounding must not break: 1 − (1 − p)^m is convex in p up to one step and concave
        // from there; one step is the mean itself.
        let certain = compound(self.mean, m);
        let risk = if m <= 1.0 { risk.max(certain) } else { risk };
        let risk = if m >= 1.0 { risk.min(certain) } else { risk };
        risk.min(1.0)
    }

    /// The expected risk that `cut` further reference steps add to `kept` of them.
    ///
    /// E[(1 − p)^kept · (1 − (1 − p)^cut)], in one sum, because the difference of two risks loses its digits.
    #[must_use]
    pub fn added(&self, kept: f64, cut: f64) -> f64 {
        if cut <= 0.0 {
            0.0
        } else if kept <= 0.0 {
            self.risk(cut)
        } else {
            self.nodes.added(kept, cut).min(1.0)
        }
    }

    /// E (1 − p)^m for `m` > 0, as a sum over the nodes.
    pub(super) fn survival(&self, m: f64) -> f64 {
        match &self.nodes {
            Nodes::Known(hazard) => exp(-m * hazard),
            Nodes::Sum(nodes) => nodes.iter().map(|node| node.weight * exp(-m * node.hazard)).sum(),
            Nodes::Beta(ratio) => exp(-ratio.steps(0.0, m)),
        }
    }

    /// The expected risk of a scale-up whose hazard is constant and that ends at random, exponentially distributed with
    /// mean `mean` reference steps, or after `most` of them, whichever is sooner.
    ///
    /// E[(1 − e^(−(λ + 1) a)) · λ/(1 + λ)] with λ = mean · hazard and a = most/mean; `None` for a beta distribution,
    /// whose nodes are not hazards of its own. Both numbers of steps are greater than 0.
    pub(crate) fn risk_at_random_end(&self, mean: f64, most: f64) -> Option<f64> {
        let one = |hazard: f64| {
            let steps = mean * hazard;
            let reached = if steps < f64::INFINITY { steps / (1.0 + steps) } else { 1.0 };
            reached * -expm1(-(most * hazard + most / mean))
        };
        match &self.nodes {
            Nodes::Known(hazard) => Some(one(*hazard)),
            Nodes::Sum(nodes) => Some(nodes.iter().map(|node| node.weight * one(node.hazard)).sum::<f64>().min(1.0)),
            Nodes::Beta(_) => None,
        }
    }
}

impl Nodes {
    /// E[(1 − p)^kept · (1 − (1 − p)^cut)] for `cut` > 0.
    fn added(&self, kept: f64, cut: f64) -> f64 {
        match self {
            Self::Known(hazard) => term(*hazard, kept, cut),
            Self::Sum(nodes) => nodes.iter().map(|node| node.weight * term(node.hazard, kept, cut)).sum(),
            Self::Beta(ratio) => {
                let kept_part = if kept > 0.0 { exp(-ratio.steps(0.0, kept)) } else { 1.0 };
                kept_part * -expm1(-ratio.steps(kept, cut))
            }
        }
    }
}
