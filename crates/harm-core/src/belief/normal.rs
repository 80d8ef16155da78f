//! The two normal families: log-odds or logarithm of the risk are normal, given by an interval and what it holds.
//!
//! Expectations are sums by the trapezoid rule, which converges exponentially for what is smooth and falls off on both
//! sides. A narrow belief is summed in its own z. A wide one is summed in a coordinate in which the risk over m steps,
//! 1 − e^(−m h), has unit scale wherever m puts it, so that one step length serves every σ and every m.

use alloc::vec::Vec;

use libm::{exp, expm1, log, log1p, sqrt};

use super::expectation::{Node, Nodes};
use super::{InvalidBelief, check_bounds};
use crate::quantity::OpenProbability;
use crate::special::{hazard_of_ln_risk, ln_risk, ln_risk_of_hazard, logit_of_hazard, normal, softplus, trapezoid};

/// Logit p is normal, and the interval holds `level` of the belief in equal tails.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogitNormal {
    low: f64,
    high: f64,
    level: OpenProbability,
    /// How many times as wide as the interval says.
    spread: f64,
}

/// ln p is normal with the interval's bounds as quantiles before truncation, then conditioned on p ≤ 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    low: f64,
    high: f64,
    level: OpenProbability,
    /// How many times as wide as the interval says.
    spread: f64,
}

/// The widest scale there is. An interval that holds next to nothing of the belief makes one whose square overflows; all
/// that are as wide as this put half of the belief at nothing and half at certainty, to the last digit.
const WIDEST: f64 = 1e100;

/// Centre and scale of a normal distribution, and how many scales the interval's ends are from the centre.
#[derive(Debug, Clone, Copy)]
struct Normal {
    mu: f64,
    sigma: f64,
    half_width: f64,
}

impl Normal {
    /// The distribution with `level` between two values in equal tails; their distance is given apart, to its last digit.
    fn of_interval(low: f64, high: f64, distance: f64, level: OpenProbability, spread: f64) -> Self {
        let half_width = normal::half_width(level.get(), 1.0 - level.get()) / spread;
        Self { mu: 0.5 * (low + high), sigma: (distance / (2.0 * half_width)).min(WIDEST), half_width }
    }

    /// z of a value whose distance from the interval's lower end is ln(1 + `excess`), or else of the value itself.
    ///
    /// By the distance where it is short: of a narrow belief nothing else tells how far inside it is.
    fn z_above_low(&self, excess: f64, value: impl FnOnce() -> f64) -> f64 {
        if excess.abs() < 0.5 { log1p(excess) / self.sigma - self.half_width } else { self.z(value()) }
    }

    /// Whether `longest` steps saturate the risk so far below the centre that only a tail is left to add to: there the
    /// step is halved, because what survives so many steps falls off more steeply than the belief.
    fn saturates(&self, longest: f64) -> bool {
        self.z(-log(longest)) < -3.0
    }

    fn z(&self, value: f64) -> f64 {
        (value - self.mu) / self.sigma
    }

    /// Where, below, density · min(1, longest · e^y) has fallen to e^(−`FALL`) of what matters of it.
    ///
    /// That function is log-concave: a normal density, tilted by e^y below T = −ln longest. What matters is its peak,
    /// and, for the steps added to many others, the density around T itself.
    fn lower_end(&self, longest: f64) -> f64 {
        const FALL: f64 = 36.0;
        let t = -log(longest);
        let (mu, variance) = (self.mu, self.sigma * self.sigma);
        let least = if mu + variance <= t { 0.5 * variance + mu - t } else { -0.5 * self.z(t) * self.z(t) };
        // −u²/(2σ²) + u + (μ − T) = least − FALL, in the form that does not cancel for a large σ.
        let c = mu - t - least + FALL;
        mu - 2.0 * c / (1.0 + sqrt((1.0 + 2.0 * c / variance).max(0.0)))
    }
}

/// Up to this σ the belief is summed in z, with this step: the risk is analytic for |Im y| < π/2, so that the error is
/// below e^(d²/2 − 2πd/step) with d = π/(2σ).
const NARROW: f64 = 0.75;
const STEP_IN_Z: f64 = 0.4;
/// z beyond which nothing is left of a normal density.
const FAR: f64 = 9.0;
/// The step of the coordinates with unit scale, where the error is of the order of e^(−π²/step).
const STEP: f64 = 0.3;

/// Sums a narrow belief in z; `hazard` takes y = μ + σz.
fn narrow(belief: Normal, longest: f64, hazard: impl Fn(f64) -> f64) -> Nodes {
    // Steps that are added to many others look at the lower tail, as far as their own decline pulls.
    let pull = (longest * hazard(belief.mu)).min(1e300);
    let shift = (belief.sigma * pull).min(log1p(pull) / belief.sigma).min(30.0);
    let step = if belief.saturates(longest) { 0.5 * STEP_IN_Z } else { STEP_IN_Z };
    let mut nodes = Vec::new();
    let mut z = -FAR - shift;
    while z <= FAR + 1.0 {
        nodes.push(Node { hazard: hazard(belief.mu + belief.sigma * z), weight: step * normal::density(z) });
        z += step;
    }
    Nodes::Sum(nodes)
}

/// E (1 − p)^m of a wide belief, to the last digits of a chance that is small: the average of P(hazard < e^v/m) over v,
/// whose density is e^v · exp(−e^v).
///
/// The nodes of an expectation would not do, because they leave out the risks that are too low to add to the total.
fn survival(m: f64, below: impl Fn(f64) -> f64) -> f64 {
    trapezoid(-40.0, 7.0, 0.2, 1e-7, |v| {
        let steps = exp(v);
        steps * exp(-steps) * below(steps / m)
    })
}

fn logit(p: f64) -> f64 {
    log(p) - log1p(-p)
}

impl LogitNormal {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high < 1.
    pub fn new(low: f64, high: f64, level: OpenProbability) -> Result<Self, InvalidBelief> {
        check_bounds(low, high, false)?;
        Ok(Self { low, high, level, spread: 1.0 })
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

    /// The same median, with a normal that is `factor` times as wide.
    #[must_use]
    pub(crate) fn widened(&self, factor: f64) -> Self {
        Self { spread: self.spread * factor, ..*self }
    }

    fn normal(&self) -> Normal {
        // ln of the odds' ratio by its excess over 1, which keeps a short distance.
        let excess = (self.high - self.low) / (self.low * (1.0 - self.high));
        let (low, high) = (logit(self.low), logit(self.high));
        Normal::of_interval(low, high, if excess < 1.0 { log1p(excess) } else { high - low }, self.level, self.spread)
    }

    /// Nodes in z, or in s with y = s + e^((s − 6)/2): as good as y itself below, and for y ≫ 1, where the risk over m
    /// steps 1 − (1 + e^y)^(−m) has the scale 1/m, as far as its square root.
    pub(super) fn nodes(&self, longest: f64) -> Nodes {
        let belief = self.normal();
        if belief.sigma <= NARROW {
            return narrow(belief, longest, softplus);
        }
        let from = belief.lower_end(longest);
        let step = if belief.saturates(longest) { 0.5 * STEP } else { STEP };
        let mut nodes = Vec::new();
        let mut i = 0.0;
        loop {
            let s = from + i * step;
            let far = exp(0.5 * (s - 6.0));
            let y = s + far;
            let z = belief.z(y);
            // Further than for the others: most of the mean may come from far out.
            if z > FAR + 2.0 {
                return Nodes::Sum(nodes);
            }
            let weight = step * (1.0 + 0.5 * far) / belief.sigma * normal::density(z);
            nodes.push(Node { hazard: softplus(y), weight });
            i += 1.0;
        }
    }

    pub(super) fn hazard_quantiles<const N: usize>(&self, q: [f64; N]) -> [f64; N] {
        let belief = self.normal();
        q.map(|q| softplus(belief.mu + belief.sigma * normal::quantile(q)))
    }

    fn z(&self, belief: Normal, hazard: f64) -> f64 {
        // The odds in multiples of the lower end's, less one.
        let excess = (-expm1(-hazard) - self.low) / (self.low * exp(-hazard));
        belief.z_above_low(excess, || logit_of_hazard(hazard))
    }

    pub(super) fn hazard_at_least(&self, hazard: f64) -> f64 {
        normal::tail(self.z(self.normal(), hazard))
    }

    /// E (1 − p)^m where it is small; `None` where the belief is narrow and its nodes have all of it.
    pub(super) fn survival(&self, m: f64) -> Option<f64> {
        let belief = self.normal();
        (belief.sigma > NARROW).then(|| survival(m, |hazard| normal::tail(-self.z(belief, hazard))))
    }
}

impl LogNormal {
    /// # Errors
    /// [`InvalidBelief`] unless 0 < low < high ≤ 1.
    pub fn new(low: f64, high: f64, level: OpenProbability) -> Result<Self, InvalidBelief> {
        check_bounds(low, high, true)?;
        Ok(Self { low, high, level, spread: 1.0 })
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

    /// How much of the belief the interval holds after the cut at p = 1: a normal that reaches beyond 1 loses that tail,
    /// and all that remains counts for more.
    #[must_use]
    pub fn level_after_cut(&self) -> f64 {
        (self.level.get() / normal::tail(-Self::cut(self.normal()))).min(1.0)
    }

    /// The same median before the cut, with a normal that is `factor` times as wide.
    #[must_use]
    pub(crate) fn widened(&self, factor: f64) -> Self {
        Self { spread: self.spread * factor, ..*self }
    }

    fn normal(&self) -> Normal {
        let excess = (self.high - self.low) / self.low;
        let (low, high) = (log(self.low), log(self.high));
        Normal::of_interval(low, high, if excess < 1.0 { log1p(excess) } else { high - low }, self.level, self.spread)
    }

    /// z at p = 1, where the belief is cut off.
    fn cut(belief: Normal) -> f64 {
        -belief.mu / belief.sigma
    }

    /// Nodes in z, or in v = ln hazard, where the cut at p = 1 lies at infinity and is a smooth decline.
    pub(super) fn nodes(&self, longest: f64) -> Nodes {
        let belief = self.normal();
        let cut = Self::cut(belief);
        if belief.sigma <= NARROW && cut > FAR + 1.0 {
            return narrow(belief, longest, hazard_of_ln_risk);
        }
        let kept = normal::tail(-cut);
        let from = belief.lower_end(longest);
        // Above: where z is far, or e^(−h) has gone.
        let highest = belief.mu + belief.sigma * (FAR + belief.sigma);
        let to = if highest < -1e-17 { log(hazard_of_ln_risk(highest)) } else { log(40.0) };
        let node = |v: f64| {
            let hazard = exp(v);
            let risk = -expm1(-hazard);
            let z = belief.z(ln_risk(hazard, risk));
            // d ln p / dv = h/(e^h − 1)
            let weight = normal::density(z) * (hazard / expm1(hazard)) / (belief.sigma * kept);
            (Node { hazard, weight }, risk)
        };
        let mut nodes: Vec<Node> = Vec::new();
        // Finer than in log-odds: e^h − 1 has zeros where the strip of analyticity ends.
        let mut step = if belief.saturates(longest) { 0.25 } else { 0.5 };
        let mut before = 0.0;
        let mut sum = 0.0;
        loop {
            let first = nodes.is_empty();
            let (start, stride) = if first { (from, step) } else { (from + step, 2.0 * step) };
            let mut i = 0.0;
            while start + i * stride <= to {
                let (node, risk) = node(start + i * stride);
                sum += node.weight * risk;
                nodes.push(node);
                i += 1.0;
            }
            // The mean of p converges like all else; once two sums agree, the second is right to the square of that. Of a
            // mean near certainty, what it lacks counts, because the risk of a part of a step follows from that.
            let converged = !first && (sum * step - before).abs() <= 1e-6 * before.min((1.0 - before).max(1e-6));
            if converged || nodes.len() > 100_000 {
                break;
            }
            before = sum * step;
            step *= 0.5;
        }
        for node in &mut nodes {
            node.weight *= step;
        }
        Nodes::Sum(nodes)
    }

    pub(super) fn hazard_quantiles<const N: usize>(&self, q: [f64; N]) -> [f64; N] {
        let belief = self.normal();
        let kept = normal::tail(-Self::cut(belief));
        q.map(|q| {
            // Conditioning on p ≤ 1 keeps the lower part: the quantile q of it is the quantile q · kept of the whole.
            let y = belief.mu + belief.sigma * normal::quantile(q * kept);
            if y < 0.0 { hazard_of_ln_risk(y) } else { f64::INFINITY }
        })
    }

    #[expect(clippy::disallowed_methods, reason = "constant bounds")]
    pub(super) fn hazard_at_least(&self, hazard: f64) -> f64 {
        let belief = self.normal();
        let cut = Self::cut(belief);
        (normal::between(self.z(belief, hazard), cut) / normal::tail(-cut)).clamp(0.0, 1.0)
    }

    fn z(&self, belief: Normal, hazard: f64) -> f64 {
        let excess = (-expm1(-hazard) - self.low) / self.low;
        belief.z_above_low(excess, || ln_risk_of_hazard(hazard))
    }

    /// E (1 − p)^m where it is small; `None` where the belief is narrow and its nodes have all of it.
    pub(super) fn survival(&self, m: f64) -> Option<f64> {
        let belief = self.normal();
        let kept = normal::tail(-Self::cut(belief));
        (belief.sigma > NARROW).then(|| survival(m, |hazard| normal::tail(-self.z(belief, hazard)) / kept))
    }
}

/// The hazard of a risk, for tests of the coordinates.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazard::hazard_of_risk;

    #[test]
    fn the_two_ways_from_a_risk_to_its_hazard_agree() {
        for p in [1e-12, 1e-3, 0.3, 0.5, 0.7, 0.999_999] {
            let h = hazard_of_risk(p);
            assert!((hazard_of_ln_risk(log(p)) / h - 1.0).abs() < 1e-9, "{p}");
            assert!((softplus(logit(p)) / h - 1.0).abs() < 1e-9, "{p}");
        }
    }
}
