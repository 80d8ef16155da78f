//! The panel: a finite mixture of stated opinions.

use alloc::vec::Vec;

use libm::{exp, log, log1p};

use super::InvalidBelief;
use super::expectation::{Node, Nodes};
use crate::hazard::{hazard_of_risk, reaches};
use crate::quantity::{Probability, Weight};
use crate::rounding::nearly;

/// A finite mixture of opinions.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    opinions: Vec<(Probability, Weight)>,
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
        let one = crate::known!(Weight, 1.0);
        let weight = |i: usize| weights.get(i).copied().unwrap_or(one);
        Ok(Self { opinions: risks.iter().enumerate().map(|(i, &risk)| (risk, weight(i))).collect() })
    }

    /// The opinions with their weights, in the order in which they were given.
    #[must_use]
    pub fn opinions(&self) -> &[(Probability, Weight)] {
        &self.opinions
    }

    /// The risks of the opinions, to be changed.
    pub(crate) fn risks_mut(&mut self) -> impl Iterator<Item = &mut Probability> {
        self.opinions.iter_mut().map(|(risk, _)| risk)
    }

    /// Risks with their shares of the whole weight.
    fn shares(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        // By the largest first, so that no sum of weights overflows.
        let largest = self.opinions.iter().fold(f64::MIN_POSITIVE, |largest, (_, weight)| largest.max(weight.get()));
        let total: f64 = self.opinions.iter().map(|(_, weight)| weight.get() / largest).sum();
        self.opinions.iter().map(move |(risk, weight)| (risk.get(), weight.get() / largest / total))
    }

    /// The opinions pooled by their arithmetic mean, Σ wᵢ pᵢ: what expected deaths of one step need.
    #[must_use]
    pub fn arithmetic_mean(&self) -> f64 {
        self.shares().map(|(risk, share)| risk * share).sum::<f64>().min(1.0)
    }

    /// The opinions pooled by the geometric mean of their odds: logit p = Σ wᵢ logit pᵢ.
    ///
    /// An opinion that is certain decides; `None` when two are certain of opposite things.
    #[must_use]
    pub fn geometric_mean_of_odds(&self) -> Option<f64> {
        let certain = |of: f64| self.shares().any(|(risk, _)| risk == of);
        match (certain(0.0), certain(1.0)) {
            (true, true) => None,
            (true, false) => Some(0.0),
            (false, true) => Some(1.0),
            (false, false) => {
                let logit: f64 = self.shares().map(|(risk, share)| share * (log(risk) - log1p(-risk))).sum();
                // The form whose exponential cannot overflow.
                Some(if logit < 0.0 { exp(logit) / (1.0 + exp(logit)) } else { 1.0 / (1.0 + exp(-logit)) })
            }
        }
    }

    pub(super) fn nodes(&self) -> Nodes {
        Nodes::Sum(self.shares().map(|(risk, weight)| Node { hazard: hazard_of_risk(risk), weight }).collect())
    }

    pub(super) fn hazard_quantile(&self, q: f64) -> f64 {
        let mut sorted: Vec<_> = self.shares().collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut below = 0.0;
        for &(risk, share) in &sorted {
            below += share;
            // A hair of tolerance: twenty equal opinions reach 5% with the first.
            if below >= q - 1e-12 {
                return hazard_of_risk(risk);
            }
        }
        sorted.last().map_or(0.0, |&(risk, _)| hazard_of_risk(risk))
    }

    pub(super) fn hazard_at_least(&self, hazard: f64) -> f64 {
        let chance =
            self.shares().filter(|&(risk, _)| reaches(hazard_of_risk(risk), hazard)).map(|(_, share)| share).sum();
        // Ten tenths add up to 0.9999999999999999.
        if nearly(chance, 1.0) { 1.0 } else { chance }
    }
}
