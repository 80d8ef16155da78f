//! What do evaluations catch? A policy evaluates at intervals of compute or of time; danger sends warnings a factor ahead.
//!
//! The model is that of an inspection window (delay time): warning signs begin a buffer before danger, and each
//! evaluation that falls into the window sees them with some probability.

use libm::{expm1, log1p, log10};

use super::{parts, thin};
use crate::belief::Expectation;
use crate::hazard::Path;
use crate::known;
use crate::quantity::{Buffer, Dollars, Growth, OrdersOfMagnitude, PositiveMonths, Probability, ScaleFactor, Share};
use crate::scenario::Scenario;

/// An evaluation policy, and what is assumed about how well it works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluations {
    /// Evaluate after every so-many-fold increase of effective compute; `None`: no such rule.
    pub every: Option<ScaleFactor>,
    /// Evaluate after so many months at the latest; `None`: no such rule.
    pub months: Option<PositiveMonths>,
    /// Growth of effective compute in a year: of training compute, times that of the efficiency of algorithms.
    pub growth: Growth,
    /// The factor b of effective compute between the first warning signs and danger.
    pub buffer: Buffer,
    /// The probability d that an evaluation inside that window sees them.
    pub detect: Probability,
    /// The share β of failures to see that have a common cause, so that all evaluations fail together.
    pub common: Share,
    /// The probability φ that a generation jumps over the window; `None`: it follows from the forecast's error.
    pub jump: Option<Probability>,
    /// The error ε, in orders of magnitude, with which the next generation's capability is forecast.
    pub forecast_error: OrdersOfMagnitude,
    /// The chance a that a warning, once seen, stops the danger.
    pub response: Probability,
    /// What one evaluation costs.
    pub cost: Option<Dollars>,
}

impl Default for Evaluations {
    fn default() -> Self {
        Self {
            every: Some(known!(ScaleFactor, 4.0)),
            months: Some(known!(PositiveMonths, 3.0)),
            growth: known!(Growth, 12.7),
            buffer: known!(Buffer, 6.0),
            detect: known!(Probability, 0.9),
            common: known!(Share, 0.0),
            jump: None,
            forecast_error: known!(OrdersOfMagnitude, 0.0),
            response: known!(Probability, 1.0),
            cost: None,
        }
    }
}

/// What the policy catches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvaluationsAnswer {
    /// Effective compute between two evaluations, Δ, in orders of magnitude; `None`: the policy never evaluates.
    pub interval_orders_of_magnitude: Option<f64>,
    /// How many evaluations are sure to fall into the window, n.
    pub evaluations_in_buffer: f64,
    /// The probability r that one more does.
    pub chance_of_one_more: f64,
    /// The probability φ that the window is jumped over.
    pub jump_probability: f64,
    /// The probability that danger is reached unseen, P(miss).
    pub miss_probability: f64,
    /// The share θ of the hazard that is left, because nobody sees a warning or nobody acts on it.
    pub hazard_left: f64,
    /// The risk over the whole scale-up under the policy.
    pub risk: f64,
    /// Expected deaths under the policy.
    pub expected_deaths: f64,
    /// Expected deaths that the policy averts.
    pub deaths_averted: f64,
    /// How far past the first warning signs compute is when they are seen, on average, if they stayed visible for
    /// good: Δ · (1/d − 1/2), within one training run. `None` when they never are.
    pub overshoot_orders_of_magnitude: Option<f64>,
    /// Months between two evaluations; `None`: the policy never evaluates.
    pub months_between: Option<f64>,
    /// Number of evaluations over the whole scale-up, ⌈x · (log₁₀ γ / log₁₀ g) / Δ⌉.
    pub count: f64,
    /// What they cost, in dollars; `None` when no cost was given.
    pub cost: Option<f64>,
    /// Dollars for each expected death averted; `None` without a cost, or when none is averted.
    pub cost_per_death_averted: Option<f64>,
    /// What a model can carry just before it is evaluated again.
    pub unevaluated: Unevaluated,
}

/// A stretch of compute that no evaluation has seen yet.
///
/// It lies within one training run, where algorithms stand still and training compute grows as much as effective compute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unevaluated {
    /// Its length in orders of magnitude.
    pub orders_of_magnitude: f64,
    /// How much of the interval between two evaluations it is, at most 1; `None`: the policy never evaluates.
    pub share_of_interval: Option<f64>,
    /// The risk of the stretch alone, from the start of the scale-up.
    pub risk: f64,
    /// Expected deaths of the stretch alone.
    pub expected_deaths: f64,
}

impl Evaluations {
    /// Δ, orders of magnitude between two evaluations: the sooner of the two rules.
    ///
    /// Δ = min(log₁₀ f, t/12 · log₁₀ γ), with the rules f-fold and t months and the growth γ of effective compute.
    #[must_use]
    pub fn interval(&self) -> Option<f64> {
        let by_compute = self.every.map(|every| log10(every.get()));
        #[expect(clippy::disallowed_methods, reason = "constant bounds")]
        let by_time = self
            .months
            .map(|months| (months.get() / 12.0 * log10(self.growth.get())).clamp(f64::MIN_POSITIVE, f64::MAX));
        match (by_compute, by_time) {
            (Some(compute), Some(time)) => Some(compute.min(time)),
            (one, other) => one.or(other),
        }
    }

    /// The probability that the warning signs have been seen after `count` evaluations inside the window:
    /// (1 − φ) · [β d + (1 − β) (1 − (1 − d)^count)].
    #[must_use]
    pub fn seen_after(&self, count: f64) -> f64 {
        let (d, beta) = (self.detect.get(), self.common.get());
        if count <= 0.0 {
            return 0.0;
        }
        (1.0 - self.jump()) * (beta * d + (1.0 - beta) * -expm1(count * log1p(-d)))
    }

    /// φ, the probability that a generation jumps over the window: as given, or Φ(−B/ε).
    fn jump(&self) -> f64 {
        match (self.jump, self.forecast_error.get()) {
            (Some(jump), _) => jump.get(),
            (None, 0.0) => 0.0,
            // Φ(−z) = erfc(z/√2)/2
            (None, sigma) => 0.5 * libm::erfc(log10(self.buffer.get()) / sigma * core::f64::consts::FRAC_1_SQRT_2),
        }
    }

    /// What the rules and the buffer make of detection.
    fn detection(&self) -> Detection {
        let d = self.detect.get();
        // B/Δ evaluations fall into the window on average: n for sure, one more with probability r.
        let inside = self.interval().map_or(0.0, |interval| (log10(self.buffer.get()) / interval).min(f64::MAX));
        let n = libm::floor(inside + 1e-12);
        let r = (inside - n).max(0.0);
        // ln miss = n ln(1 − d) + ln(1 − d r); no evaluation inside is no logarithm, even at d = 1.
        let ln_miss = if n > 0.0 { n * log1p(-d) } else { 0.0 } + log1p(-d * r);
        let common = d * inside.min(1.0);
        let (beta, jump) = (self.common.get(), self.jump());
        Detection {
            n,
            r,
            jump,
            miss: jump + (1.0 - jump) * (beta * (1.0 - common) + (1.0 - beta) * libm::exp(ln_miss)),
            // The complement by its own sum: 1 − miss would lose a small chance of seeing anything.
            seen: (1.0 - jump) * (beta * common + (1.0 - beta) * -expm1(ln_miss)),
        }
    }
}

/// How the window is met.
struct Detection {
    n: f64,
    r: f64,
    jump: f64,
    miss: f64,
    seen: f64,
}

/// Answers: what do evaluations catch?
///
/// With the interval Δ, the window B = log₁₀ b, n = ⌊B/Δ⌋ and r = B/Δ − n:
///
/// - independent evaluations: miss = (1 − d)ⁿ · (1 − d r)
/// - common cause: miss′ = 1 − d · min(1, n + r)
/// - P(miss) = φ + (1 − φ) · [β · miss′ + (1 − β) · miss]
/// - θ = 1 − a · (1 − P(miss)), with the chance a that a warning stops the danger
///
/// The hazard that is left is θ of the whole: R(m θ) inside the expectation. The scale-up of x orders of magnitude of
/// training compute takes x / log₁₀ g years, and effective compute grows by log₁₀ γ in each of them.
#[must_use]
pub fn answer(scenario: &Scenario, policy: &Evaluations) -> EvaluationsAnswer {
    let x = scenario.scale_up.orders_of_magnitude();
    let interval = policy.interval();
    let detection = policy.detection();
    let response = policy.response.get();
    // θ as a sum, because 1 − a · (1 − P(miss)) loses the digits of a small P(miss).
    let hazard_left = (1.0 - response) + response * detection.miss;
    let thinned = thin(scenario, hazard_left, response * detection.seen);
    let effective = x * (log10(policy.growth.get()) / scenario.orders_of_magnitude_per_year());
    let count = interval.map_or(0.0, |interval| parts(effective, interval));
    let cost = policy.cost.map(|cost| (cost.get() * count).min(f64::MAX));
    let per_death = |cost: f64| (thinned.deaths_averted > 0.0).then(|| (cost / thinned.deaths_averted).min(f64::MAX));
    let d = policy.detect.get();
    EvaluationsAnswer {
        interval_orders_of_magnitude: interval,
        evaluations_in_buffer: detection.n,
        chance_of_one_more: detection.r,
        jump_probability: detection.jump,
        miss_probability: detection.miss,
        hazard_left,
        risk: thinned.risk,
        expected_deaths: thinned.expected_deaths,
        deaths_averted: thinned.deaths_averted,
        overshoot_orders_of_magnitude: interval
            .filter(|_| d > 0.0)
            .map(|interval| (interval * (1.0 / d - 0.5)).min(f64::MAX)),
        months_between: interval.map(|interval| (12.0 * interval / log10(policy.growth.get())).min(f64::MAX)),
        count,
        cost,
        cost_per_death_averted: cost.and_then(per_death),
        unevaluated: stretch(scenario, policy, interval.unwrap_or(x)),
    }
}

/// What a model carries that has grown `fold`-fold since it was last evaluated.
#[must_use]
pub fn unevaluated(scenario: &Scenario, policy: &Evaluations, fold: ScaleFactor) -> Unevaluated {
    stretch(scenario, policy, log10(fold.get()))
}

/// The stretch of `x` orders of magnitude from the start of the scale-up.
fn stretch(scenario: &Scenario, policy: &Evaluations, x: f64) -> Unevaluated {
    let m = Path::of(scenario).steps(x);
    let risk = Expectation::new(&scenario.belief, scenario.sharing, m).risk(m);
    Unevaluated {
        orders_of_magnitude: x,
        share_of_interval: policy.interval().map(|interval| (x / interval).min(1.0)),
        risk,
        expected_deaths: risk * scenario.exposed(),
    }
}
