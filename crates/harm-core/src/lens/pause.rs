//! What does a pause buy? Deaths deferred, deaths averted if it lowers the hazard, and what waiting costs.

use crate::belief::Expectation;
use crate::hazard::Path;
use crate::quantity::{Months, Share};
use crate::scenario::{Scenario, known};

/// Deaths from all causes in the world in a year, D: 63.1 million in 2025 (UN World Population Prospects 2024).
pub const DEATHS_PER_YEAR: f64 = 63.1e6;

/// When a pause ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PauseEnd {
    /// After exactly so many months.
    #[default]
    Fixed,
    /// At a random time with that mean, exponentially distributed: when some problem is solved, say.
    Random,
}

/// A pause in scaling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pause {
    /// Its length T in months.
    pub months: Months,
    /// The share c of the later hazard that what is learnt meanwhile removes.
    pub risk_cut: Share,
    /// The share η of all deaths in the world that success would prevent.
    pub benefit: Share,
    /// When it ends.
    pub end: PauseEnd,
}

impl Default for Pause {
    fn default() -> Self {
        Self {
            months: known!(Months, 6.0),
            risk_cut: known!(Share, 0.0),
            benefit: known!(Share, 0.0),
            end: PauseEnd::Fixed,
        }
    }
}

/// What the pause buys, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PauseAnswer {
    /// The scale-up that is not made meanwhile, in orders of magnitude; of a random pause, that of its mean length.
    pub orders_of_magnitude: f64,
    /// The risk of that scale-up: deferred, not averted.
    pub risk_deferred: f64,
    /// Its expected deaths.
    pub deaths_deferred: f64,
    /// Expected deaths averted over the whole scale-up by the lower hazard.
    pub deaths_saved: f64,
    /// Deaths that success would have prevented meanwhile.
    pub cost_in_deaths: f64,
    /// Deaths averted less that cost.
    pub net_deaths_averted: f64,
    /// The length at which both are equal; `None` when success would prevent no deaths, so that waiting costs none.
    pub break_even_months: Option<f64>,
}

/// Answers: what does a pause buy?
///
/// With y orders of magnitude in a year and the pause T in months:
///
/// - deferred: sN · R(m(T/12 · y)). A pause defers and does not avert, unless it lowers the hazard or the step is never
///   taken. With a random end the time is exponential with mean T and the risk its expectation, for τ = 1
///   E[λT/(1 + λT)] with λT = m(T/12 · y) · (−ln(1 − p)).
/// - saved: sN · [R(m) − R(m (1 − c))] over the whole scale-up.
/// - cost: η · D · T/12, with D deaths in the world in a year.
/// - both are equal after 12 · saved / (η D) months.
#[must_use]
pub fn answer(scenario: &Scenario, pause: &Pause) -> PauseAnswer {
    let years = pause.months.get() / 12.0;
    let x = (years * scenario.orders_of_magnitude_per_year()).min(f64::MAX);
    let risk = match pause.end {
        PauseEnd::Fixed => {
            let m = Path::of(scenario).steps(x);
            Expectation::new(&scenario.belief, scenario.sharing, m).risk(m)
        }
        PauseEnd::Random => risk_until_random_end(scenario, x),
    };
    let (cut, benefit) = (pause.risk_cut.get(), pause.benefit.get());
    let saved = super::thin(scenario, 1.0 - cut, cut).deaths_averted;
    let deaths_per_year = benefit * DEATHS_PER_YEAR;
    let cost = (deaths_per_year * years).min(f64::MAX);
    PauseAnswer {
        orders_of_magnitude: x,
        risk_deferred: risk,
        deaths_deferred: risk * scenario.exposed(),
        deaths_saved: saved,
        cost_in_deaths: cost,
        net_deaths_averted: saved - cost,
        break_even_months: (benefit > 0.0).then(|| (12.0 * saved / deaths_per_year).min(f64::MAX)),
    }
}

/// The risk of a scale-up that ends at random, exponentially distributed with mean `x` orders of magnitude.
fn risk_until_random_end(scenario: &Scenario, x: f64) -> f64 {
    let path = Path::of(scenario);
    if path.is_constant() {
        let mean_steps = path.steps(x);
        let expectation = Expectation::new(&scenario.belief, scenario.sharing, mean_steps);
        if let Some(risk) = expectation.risk_at_random_end(mean_steps) {
            return risk;
        }
    }
    // E R(m(u x)) over u exponential with mean 1, in w = ln u, where the integrand falls off on both sides and the
    // trapezoid rule converges exponentially. Below −37 and above ln 42 the weight is less than 1e-16.
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, path.steps((42.0 * x).min(f64::MAX)));
    let at = |w: f64| {
        let u = libm::exp(w);
        u * libm::exp(-u) * expectation.risk(path.steps((u * x).min(f64::MAX)))
    };
    crate::special::trapezoid(-37.0, 3.75, 0.4, 1e-10, at).min(1.0)
}
