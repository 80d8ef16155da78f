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
use crate::named::named;
use crate::quantity::{OpenProbability, PositiveProbability, Probability, Weight};
use expectation::Nodes;

named! {
    /// How steps share what is unknown about the risk.
    #[derive(Default)]
    Sharing {
        /// One unknown risk applies to every step: if it is high, that is found out once.
        #[default]
        Shared "shared",
        /// Each reference step draws its risk independently.
        Independent "redrawn",
    }
}

named! {
    /// The families of belief.
    Family {
        /// The risk is known.
        Point "point",
        /// A beta distribution.
        Beta "beta",
        /// All orders of magnitude between two bounds are equally likely.
        LogUniform "log-uniform",
        /// The log-odds are normal.
        LogitNormal "logit-normal",
        /// The logarithm is normal, conditioned on p ≤ 1.
        LogNormal "log-normal",
        /// A mixture of stated opinions.
        Panel "panel",
    }
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

/// Checks 0 < low < high ≤ 1, or < 1 where certainty is not allowed.
fn check_bounds(low: f64, high: f64, certainty: bool) -> Result<(), InvalidBelief> {
    let range = if certainty { PositiveProbability::RANGE } else { OpenProbability::RANGE };
    for (quantity, given) in [("low", low), ("high", high)] {
        if !range.contains(given) {
            return Err(InvalidBelief::Bound(OutOfRange { quantity, allowed: range.words, given }));
        }
    }
    if low < high { Ok(()) } else { Err(InvalidBelief::Order { low, high }) }
}

impl Belief {
    /// Its family.
    #[must_use]
    pub const fn family(&self) -> Family {
        match self {
            Self::Point(_) => Family::Point,
            Self::Beta(_) => Family::Beta,
            Self::LogUniform(_) => Family::LogUniform,
            Self::LogitNormal(_) => Family::LogitNormal,
            Self::LogNormal(_) => Family::LogNormal,
            Self::Panel(_) => Family::Panel,
        }
    }

    /// The bounds of a belief that is stated as an interval.
    #[must_use]
    pub const fn bounds(&self) -> Option<(f64, f64)> {
        match self {
            Self::Point(_) | Self::Beta(_) | Self::Panel(_) => None,
            Self::LogUniform(belief) => Some(belief.bounds()),
            Self::LogitNormal(belief) => Some(belief.bounds()),
            Self::LogNormal(belief) => Some(belief.bounds()),
        }
    }

    /// How much of the belief lies between its bounds, where that is stated.
    #[must_use]
    pub const fn level(&self) -> Option<OpenProbability> {
        match self {
            Self::Point(_) | Self::Beta(_) | Self::LogUniform(_) | Self::Panel(_) => None,
            Self::LogitNormal(belief) => Some(belief.level()),
            Self::LogNormal(belief) => Some(belief.level()),
        }
    }

    /// Takes `factor` times the odds of every risk that the belief states. `None` when all of them are 0 or 1, whose odds
    /// no factor changes, or when rounding makes the bounds invalid.
    pub(crate) fn scale_odds(&mut self, factor: f64) -> Option<()> {
        let odds = |p: f64| if p >= 1.0 { 1.0 } else { (p * factor / (1.0 + (factor - 1.0) * p)).min(1.0) };
        let scale = |risk: &mut Probability| {
            let certain = risk.get() <= 0.0 || risk.get() >= 1.0;
            *risk = Probability::new(odds(risk.get())).unwrap_or(*risk);
            !certain
        };
        let both = |(low, high): (f64, f64)| (odds(low), odds(high));
        let changed = match self {
            Self::Point(risk) => scale(risk),
            Self::Beta(beta) => scale(&mut beta.mean),
            Self::Panel(panel) => panel.risks_mut().filter_map(|risk| scale(risk).then_some(())).count() > 0,
            Self::LogUniform(old) => {
                let (low, high) = both(old.bounds());
                *old = LogUniform::new(low, high).ok()?;
                true
            }
            Self::LogitNormal(old) => {
                let (low, high) = both(old.bounds());
                *old = LogitNormal::new(low, high, old.level()).ok()?;
                true
            }
            Self::LogNormal(old) => {
                let (low, high) = both(old.bounds());
                *old = LogNormal::new(low, high, old.level()).ok()?;
                true
            }
        };
        changed.then_some(())
    }

    /// Takes `factor` times what says how sure the belief is, its median or mean kept: the width of an interval, the weight
    /// of a beta. `None` when that is out of its range, or nothing says it.
    pub(crate) fn scale_width(&mut self, factor: f64) -> Option<()> {
        match self {
            Self::Beta(beta) => beta.weight = Weight::new(beta.weight.get() * factor).ok()?,
            Self::LogUniform(belief) => *belief = belief.widened(factor)?,
            Self::LogitNormal(belief) => *belief = belief.widened(factor),
            Self::LogNormal(belief) => *belief = belief.widened(factor),
            Self::Point(_) | Self::Panel(_) => return None,
        }
        Some(())
    }

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
