//! The lenses: each asks one question of the discussion about the same scenario, and is a pure function of it.
//!
//! One file a lens, with its inputs, its answer and its formula. How a belief or a hazard is computed is not here.
//!
//! ```
//! use harm_core::Scenario;
//! use harm_core::lens::{Acceptable, acceptable};
//!
//! // How risky may a tenfold step be, if no more than the yearly deaths of traffic are tolerated?
//! let answer = acceptable::answer(&Scenario::default(), &Acceptable::default());
//! assert!((answer.risk_per_reference_step.value().unwrap_or(0.0) - 1.19e6 / 8e9).abs() < 1e-15);
//! ```

pub mod acceptable;
pub mod belief;
pub mod evaluations;
pub mod pause;
pub mod perspective;
pub mod restraint;
pub mod scale_limit;
pub mod sensitivity;

pub use acceptable::{Acceptable, AcceptableAnswer, Solution, Tolerate};
pub use belief::BeliefAnswer;
pub use evaluations::{Evaluations, EvaluationsAnswer};
pub use pause::{Pause, PauseAnswer, PauseEnd};
pub use perspective::Perspective;
pub use restraint::{Restraint, RestraintAnswer};
pub use scale_limit::{ScaleLimit, ScaleLimitAnswer};
pub use sensitivity::Sensitivity;

use crate::belief::Expectation;
use crate::hazard::Path;
use crate::scenario::Scenario;

/// The inputs of all lenses that have inputs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lenses {
    /// What do evaluations catch?
    pub evaluations: Evaluations,
    /// What does a cap on each generation do?
    pub scale_limit: ScaleLimit,
    /// What does a pause buy?
    pub pause: Pause,
    /// What if some laboratories stop?
    pub restraint: Restraint,
    /// How much risk is acceptable?
    pub acceptable: Acceptable,
}

/// What a lens leaves of the hazard, and what that does to the whole scale-up.
struct Thinned {
    risk: f64,
    expected_deaths: f64,
    deaths_averted: f64,
}

/// Thins the hazard inside the expectation: the part `kept` of it stays, the part `cut` = 1 − `kept` goes.
///
/// deaths averted = sN · [R(m) − R(m · kept)], as one expectation, because the difference of two loses its digits
/// when `cut` is small. Both parts are asked for, because 1 − (1 − cut) would lose them before we start.
fn thin(scenario: &Scenario, kept: f64, cut: f64) -> Thinned {
    let m = Path::of(scenario).steps(scenario.scale_up.orders_of_magnitude());
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, m);
    let risk = expectation.risk(m * kept);
    let exposed = scenario.exposed();
    Thinned { risk, expected_deaths: risk * exposed, deaths_averted: expectation.added(m * kept, m * cut) * exposed }
}

/// Least whole number of parts of size `part` that cover `whole`; a part counts as reached a hair (1e-12) before it is.
fn parts(whole: f64, part: f64) -> f64 {
    libm::ceil((whole / part).min(f64::MAX) * (1.0 - 1e-12))
}
