//! What is believed about the risk of one reference step, when it is not known.
//!
//! What lives here: the families of belief with their means, quantiles and exceedance, and the risk over a scale-up
//! in expectation. Compounding for a known risk is in [`crate::hazard`].

mod beta;
pub(crate) mod expectation;
mod log_uniform;
mod normal;
mod panel;

pub use beta::Beta;
pub use expectation::Expectation;
pub use log_uniform::LogUniform;
pub use normal::{LogNormal, LogitNormal};
pub use panel::Panel;

use crate::error::{InvalidBelief, OutOfRange};
use crate::hazard::{hazard_of_risk, reaches};
use crate::quantity::{OpenProbability, Probability};
use expectation::Nodes;

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

const ABOVE_ZERO: &str = "greater than 0 and at most 1";
const OPEN: &str = "greater than 0 and less than 1";

/// Checks 0 < low < high ≤ 1, or < 1 where certainty is not allowed.
fn check_bounds(low: f64, high: f64, certainty: bool) -> Result<(), InvalidBelief> {
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

impl Belief {
    /// What stands for the belief in sums over up to `longest` reference steps.
    fn nodes(&self, longest: f64) -> Nodes {
        match self {
            Self::Point(p) => Nodes::Known(hazard_of_risk(p.get())),
            Self::Beta(beta) => beta.nodes(longest),
            Self::LogUniform(belief) => belief.nodes(longest),
            Self::LogitNormal(belief) => belief.nodes(longest),
            Self::LogNormal(belief) => belief.nodes(longest),
            Self::Panel(panel) => panel.nodes(),
        }
    }

    /// The mean where it has a closed form.
    fn closed_mean(&self) -> Option<f64> {
        match self {
            Self::Point(p) => Some(p.get()),
            Self::Beta(beta) => Some(beta.mean.get()),
            Self::LogUniform(belief) => Some(belief.mean()),
            Self::LogitNormal(_) | Self::LogNormal(_) => None,
            Self::Panel(panel) => Some(panel.arithmetic_mean()),
        }
    }

    /// The mean of the risk of one reference step, E p.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.closed_mean().unwrap_or_else(|| Expectation::new(self, Sharing::Shared, 1.0).mean())
    }

    /// The risk over `m` reference steps in expectation.
    ///
    /// Shared: E[1 − (1 − p)^m]. Redrawn: 1 − (1 − E p)^m. For many m of one belief, prepare an [`Expectation`].
    #[must_use]
    pub fn risk(&self, m: f64, sharing: Sharing) -> f64 {
        Expectation::new(self, sharing, m).risk(m)
    }

    /// The chance, in expectation, that nothing happens over `m` reference steps: 1 − R, to the last digits of a chance
    /// that is small.
    #[must_use]
    pub fn survival(&self, m: f64, sharing: Sharing) -> f64 {
        let expectation = Expectation::new(self, sharing, m);
        let risk = expectation.risk(m);
        if risk < 0.9 {
            return 1.0 - risk;
        }
        match self {
            Self::LogitNormal(belief) if sharing == Sharing::Shared => belief.survival(m),
            Self::LogNormal(belief) if sharing == Sharing::Shared => belief.survival(m),
            _ => None,
        }
        .unwrap_or_else(|| expectation.survival(m))
        .min(1.0)
    }

    /// Quantiles of the cumulative hazard −ln(1 − p) of one reference step.
    ///
    /// Hazards, because a risk that is all but certain keeps its digits in them: the quantile of the risk over m steps
    /// is −expm1(−m · this).
    #[must_use]
    pub fn hazard_quantiles<const N: usize>(&self, q: [OpenProbability; N]) -> [f64; N] {
        let q = q.map(OpenProbability::get);
        match self {
            Self::Point(p) => [hazard_of_risk(p.get()); N],
            Self::Beta(beta) => beta.hazard_quantiles(q),
            Self::LogUniform(belief) => q.map(|q| belief.hazard_quantile(q)),
            Self::LogitNormal(belief) => belief.hazard_quantiles(q),
            Self::LogNormal(belief) => belief.hazard_quantiles(q),
            Self::Panel(panel) => q.map(|q| panel.hazard_quantile(q)),
        }
    }

    /// The quantile of the risk of one reference step: the smallest p that is not exceeded with probability `q`.
    #[must_use]
    pub fn quantile(&self, q: OpenProbability) -> f64 {
        match self {
            Self::Point(p) => p.get(),
            _ => {
                let [hazard] = self.hazard_quantiles([q]);
                -libm::expm1(-hazard)
            }
        }
    }

    /// The probability that the risk of one reference step is at least `threshold`: how sure is one that it is not
    /// below it?
    #[must_use]
    pub fn at_least(&self, threshold: Probability) -> f64 {
        match self {
            Self::Point(p) => f64::from(u8::from(*p >= threshold)),
            _ => self.hazard_at_least(hazard_of_risk(threshold.get())),
        }
    }

    /// The probability that the risk over `m` reference steps, if they share one unknown risk, is at least `threshold`.
    ///
    /// The risk over m steps is at least r when the hazard of one is at least −ln(1 − r)/m.
    #[must_use]
    pub fn exceedance(&self, m: f64, threshold: Probability) -> f64 {
        if threshold.get() <= 0.0 {
            1.0
        } else if m <= 0.0 {
            0.0
        } else {
            self.hazard_at_least(hazard_of_risk(threshold.get()) / m)
        }
    }

    /// The probability that the cumulative hazard of one reference step is at least `hazard`.
    pub(crate) fn hazard_at_least(&self, hazard: f64) -> f64 {
        if hazard <= 0.0 {
            return 1.0;
        }
        match self {
            Self::Point(p) => f64::from(u8::from(reaches(hazard_of_risk(p.get()), hazard))),
            Self::Beta(beta) => beta.hazard_at_least(hazard),
            Self::LogUniform(belief) => belief.hazard_at_least(hazard),
            Self::LogitNormal(belief) => belief.hazard_at_least(hazard),
            Self::LogNormal(belief) => belief.hazard_at_least(hazard),
            Self::Panel(panel) => panel.hazard_at_least(hazard),
        }
    }

    /// The probability that the risk is more than nothing.
    #[must_use]
    pub fn chance_of_any_risk(&self) -> f64 {
        match self {
            Self::Panel(panel) => panel.hazard_at_least(f64::MIN_POSITIVE),
            _ => f64::from(u8::from(self.closed_mean() != Some(0.0))),
        }
    }
}
