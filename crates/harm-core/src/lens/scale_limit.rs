//! What does a cap on each generation do? The scale-up is cut into generations of at most a given factor.

use super::parts;
use crate::belief::Expectation;
use crate::hazard::Path;
use crate::known;
use crate::quantity::ScaleFactor;
use crate::scenario::Scenario;

/// A cap on the growth of training compute from one generation to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleLimit {
    /// The largest factor of one generation.
    pub limit: ScaleFactor,
}

impl Default for ScaleLimit {
    fn default() -> Self {
        Self { limit: known!(ScaleFactor, 4.0) }
    }
}

/// What each generation carries under the cap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleLimitAnswer {
    /// Orders of magnitude of a whole generation.
    pub orders_of_magnitude_per_generation: f64,
    /// The risk of the first whole generation.
    pub risk_per_generation: f64,
    /// Expected deaths of the first whole generation.
    pub deaths_per_generation: f64,
    /// How many generations the scale-up takes.
    pub generations: f64,
    /// What is left for the last one, and at the hazard that a trend has reached by then; `None` without a scale-up.
    pub last_generation: Option<Generation>,
}

/// One generation by itself: what it carries if it is begun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Generation {
    /// Its orders of magnitude.
    pub orders_of_magnitude: f64,
    /// Its risk.
    pub risk: f64,
    /// Its expected deaths.
    pub expected_deaths: f64,
}

/// Answers: what does a cap on each generation do?
///
/// A generation of ℓ = log₁₀ limit orders of magnitude carries m(ℓ) reference steps; the scale-up takes ⌈x/ℓ⌉ of them.
/// Between a and b orders of magnitude lie τ^a · m(b − a) reference steps.
#[must_use]
pub fn answer(scenario: &Scenario, cap: &ScaleLimit) -> ScaleLimitAnswer {
    let path = Path::of(scenario);
    let x = scenario.scale_up.orders_of_magnitude();
    let length = libm::log10(cap.limit.get());
    let generations = parts(x, length);
    let begun = (length * (generations - 1.0)).min(x);
    let (first, last) = (path.steps(length), path.steps_between(begun, x));
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, first.max(last));
    let exposed = scenario.exposed();
    let risk = expectation.risk(first);
    ScaleLimitAnswer {
        orders_of_magnitude_per_generation: length,
        risk_per_generation: risk,
        deaths_per_generation: risk * exposed,
        generations,
        last_generation: (x > 0.0).then(|| {
            let risk = expectation.risk(last);
            Generation { orders_of_magnitude: x - begun, risk, expected_deaths: risk * exposed }
        }),
    }
}
