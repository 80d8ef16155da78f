//! How much risk is acceptable? The inverses of the model, each with its reason where there is none.

use libm::log;

use crate::belief::{Belief, Beta, Expectation, Sharing};
use crate::error::OutOfRange;
use crate::hazard::{Path, compound, hazard_of_risk, steps_until};
use crate::known;
use crate::quantity::{Deaths, Probability, Range, Share};
use crate::rounding::nearly;
use crate::scenario::Scenario;

/// The expected deaths that are tolerated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerate {
    /// So many deaths.
    Deaths(Deaths),
    /// A share of the population.
    Share(Share),
}

impl Tolerate {
    /// Its range.
    pub const RANGE: Range = Deaths::RANGE;

    /// Takes a number as a reader means it: below 1 a share of the population, otherwise deaths.
    ///
    /// # Errors
    /// [`OutOfRange`] when it is negative or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        if value < 1.0 {
            Deaths::new(value).and(Share::new(value)).map(Self::Share)
        } else {
            Deaths::new(value).map(Self::Deaths)
        }
    }

    /// The number as the reader would give it.
    #[must_use]
    pub const fn get(&self) -> f64 {
        match self {
            Self::Deaths(deaths) => deaths.get(),
            Self::Share(share) => share.get(),
        }
    }
}

impl TryFrom<f64> for Tolerate {
    type Error = OutOfRange;

    fn try_from(value: f64) -> Result<Self, OutOfRange> {
        Self::new(value)
    }
}

/// How much harm is tolerated in expectation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acceptable {
    /// The limit.
    pub tolerate: Tolerate,
}

impl Default for Acceptable {
    /// A year of deaths on the world's roads (WHO 2023).
    fn default() -> Self {
        Self { tolerate: Tolerate::Deaths(known!(Deaths, 1.19e6)) }
    }
}

/// The solution of an equation, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Solution {
    /// The number.
    At(f64),
    /// Every value will do.
    Always(Reason),
    /// No value will do.
    Never(Reason),
}

impl Solution {
    /// The number, if there is one.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::At(value) => Some(value),
            Self::Always(_) | Self::Never(_) => None,
        }
    }

    /// The number through a function; a reason stays what it is.
    #[must_use]
    pub fn map(self, f: impl FnOnce(f64) -> f64) -> Self {
        self.and_then(|value| Self::At(f(value)))
    }

    /// The number through a function that may have no answer; a reason stays what it is.
    #[must_use]
    pub fn and_then(self, f: impl FnOnce(f64) -> Self) -> Self {
        match self {
            Self::At(value) => f(value),
            other => other,
        }
    }
}

/// Why an equation has no single solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The population, or the share of it that would die, is nothing.
    NobodyExposed,
    /// Compute is not scaled up at all.
    NoScaleUp,
    /// The limit is everybody exposed, or more.
    LimitIsEveryone,
    /// The risk is nothing.
    NoRisk,
    /// The risk may be nothing, with a probability that keeps the expectation below the limit for ever.
    RiskMayBeNone,
    /// The hazard falls so fast that all scale-ups together stay below the limit.
    HazardFades,
    /// The solution is beyond the range of a double.
    BeyondNumbers,
}

/// The inverses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcceptableAnswer {
    /// The limit in deaths.
    pub deaths: f64,
    /// The cumulative risk at which expected deaths reach the limit, limit/(sN); `None` when nobody is exposed.
    pub risk: Option<f64>,
    /// The largest risk of one reference step, if it were known, that keeps the whole scale-up within the limit.
    pub risk_per_reference_step: Solution,
    /// The number of reference steps until expected deaths, at the scenario's own belief, reach the limit.
    pub reference_steps: Solution,
    /// The scale-up at which they do, in orders of magnitude.
    pub orders_of_magnitude: Solution,
    /// The chance that the true risk of the whole scale-up carries the limit or more, P(sNR ≥ limit); `None` when one
    /// known risk stands for every step.
    pub chance_of_limit: Option<f64>,
}

/// Answers: how much risk is acceptable?
///
/// With the cumulative risk ρ = limit/(sN) and the scale-up of m reference steps:
///
/// - the largest known p: 1 − (1 − ρ)^(1/m)
/// - the number n of reference steps: the solution of R̄(n) = ρ, for a known risk ln(1 − ρ)/ln(1 − p)
/// - the chance of the limit, if p is uncertain and all steps share it: P(R(p, m) ≥ ρ)
#[must_use]
pub fn answer(scenario: &Scenario, acceptable: &Acceptable) -> AcceptableAnswer {
    let deaths = match acceptable.tolerate {
        Tolerate::Deaths(deaths) => deaths.get(),
        Tolerate::Share(share) => share.get() * scenario.population.get(),
    };
    let path = Path::of(scenario);
    let m = path.steps(scenario.scale_up.orders_of_magnitude());
    let exposed = scenario.exposed();
    let risk = (exposed > 0.0).then(|| (deaths / exposed).min(f64::MAX));
    let risk = risk.map(certain_if_nearly);
    let uncertain = !matches!(scenario.belief, Belief::Point(_)) && scenario.sharing == Sharing::Shared;
    let risk_per_reference_step = match risk {
        None => Solution::Always(Reason::NobodyExposed),
        Some(_) if m == 0.0 => Solution::Always(Reason::NoScaleUp),
        Some(risk) if risk >= 1.0 => Solution::Always(Reason::LimitIsEveryone),
        Some(risk) => Solution::At(compound(risk, 1.0 / m)),
    };
    let reach = reach(scenario, risk);
    AcceptableAnswer {
        chance_of_limit: uncertain.then(|| match risk.map(Probability::new) {
            Some(Ok(risk)) => scenario.belief.exceedance(m, risk),
            // More than everybody, or any number of nobody.
            _ => f64::from(u8::from(deaths <= 0.0)),
        }),
        deaths,
        risk,
        risk_per_reference_step,
        reference_steps: reach.reference_steps,
        orders_of_magnitude: reach.orders_of_magnitude,
    }
}

/// How far compute can grow until something is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The number of reference steps.
    pub reference_steps: Solution,
    /// The scale-up, in orders of magnitude.
    pub orders_of_magnitude: Solution,
}

/// How far compute can grow until the expected cumulative risk reaches `total`.
#[must_use]
pub fn until(scenario: &Scenario, total: Probability) -> Reach {
    reach(scenario, Some(certain_if_nearly(total.get())))
}

/// A cumulative risk. Certainty that was rounded is still certainty.
fn certain_if_nearly(risk: f64) -> f64 {
    if nearly(risk, 1.0) { 1.0 } else { risk }
}

/// How far until a cumulative risk; `None` when nobody is exposed to it.
fn reach(scenario: &Scenario, risk: Option<f64>) -> Reach {
    let reference_steps = match risk {
        None => Solution::Never(Reason::NobodyExposed),
        // The risk is that of the whole, and the whole is nothing.
        Some(_) if scenario.reference_orders_of_magnitude().is_infinite() => Solution::Never(Reason::NoScaleUp),
        Some(risk) => steps_until_expected(&scenario.belief, scenario.sharing, risk),
    };
    let path = Path::of(scenario);
    let distance = |m| path.orders_of_magnitude(m).map_or(Solution::Never(Reason::HazardFades), Solution::At);
    Reach { reference_steps, orders_of_magnitude: reference_steps.and_then(distance) }
}

/// The risk of one reference step that makes a risk `total` over the scenario's scale-up: of a beta belief the mean at
/// its weight, otherwise the risk if it were known.
///
/// p = 1 − (1 − total)^(1/m): how a stated risk for a horizon becomes one for a reference step, once a scale-up for
/// that horizon is set.
#[must_use]
pub fn implied_risk(scenario: &Scenario, total: Probability) -> Solution {
    let m = Path::of(scenario).steps(scenario.scale_up.orders_of_magnitude());
    match (m > 0.0, total.get() > 0.0) {
        (true, _) => Solution::At(match scenario.belief {
            Belief::Beta(beta) if scenario.sharing == Sharing::Shared => beta_mean(beta, m, total.get()),
            _ => compound(total.get(), 1.0 / m),
        }),
        (false, false) => Solution::Always(Reason::NoScaleUp),
        (false, true) => Solution::Never(Reason::NoScaleUp),
    }
}

/// The mean of a beta belief of the same weight that makes an expected risk `total` over `m` reference steps.
fn beta_mean(beta: Beta, m: f64, total: f64) -> f64 {
    if total <= 0.0 || total >= 1.0 {
        return total;
    }
    // The mean is between the risk that is known for each step and the one that a single toss decides for all of them.
    let known = compound(total, 1.0 / m);
    let (low, high) = (known.min(total).max(f64::MIN_POSITIVE), known.max(total).min(1.0 - f64::EPSILON));
    let mean_of = |ln_odds: f64| 1.0 / (1.0 + libm::exp(-ln_odds));
    let ln_odds = |risk: f64| log(risk) - libm::log1p(-risk);
    let excess = |ln_odds: f64| {
        let mean = Probability::new(mean_of(ln_odds)).unwrap_or(beta.mean);
        let risk = Expectation::new(&Belief::Beta(Beta { mean, ..beta }), Sharing::Shared, m).risk(m);
        log(hazard_of_risk(risk) / hazard_of_risk(total))
    };
    mean_of(crate::special::root(ln_odds(low), ln_odds(high), excess))
}

/// The number of reference steps until the expected risk reaches `total`.
fn steps_until_expected(belief: &Belief, sharing: Sharing, total: f64) -> Solution {
    let mean = belief.mean();
    if total <= 0.0 {
        return Solution::At(0.0);
    }
    if mean <= 0.0 {
        return Solution::Never(Reason::NoRisk);
    }
    if total > 1.0 || total == 1.0 && mean < 1.0 {
        return Solution::Never(Reason::LimitIsEveryone);
    }
    if sharing == Sharing::Independent || matches!(belief, Belief::Point(_)) {
        return steps_until(total, mean).map_or(Solution::Never(Reason::BeyondNumbers), Solution::At);
    }
    if total >= belief.chance_of_any_risk() {
        return Solution::Never(Reason::RiskMayBeNone);
    }
    // The cumulative hazard of the expected risk, −ln(1 − R̄(m)), is concave in m from 0, so that a bound of the
    // solution follows from its value at one step, and the other bound by stepping outwards.
    let excess = |expectation: &Expectation, ln_m: f64| {
        log(hazard_of_risk(expectation.risk(libm::exp(ln_m))) / hazard_of_risk(total))
    };
    let prepared = |ln_m: f64| Expectation::new(belief, sharing, libm::exp(ln_m));
    let start = -excess(&prepared(0.0), 0.0);
    // Where the risk of one step is too small for a double, this is infinite.
    if start.is_nan() || start.abs() > 700.0 {
        return Solution::Never(Reason::BeyondNumbers);
    }
    let outwards = if start > 0.0 { 1.0 } else { -1.0 };
    let (mut near, mut far, mut stride) = (start, start, 0.5);
    while excess(&prepared(far), far) * outwards < 0.0 {
        near = far;
        far += outwards * stride;
        stride *= 2.0;
        if far.abs() > 700.0 {
            return Solution::Never(Reason::BeyondNumbers);
        }
    }
    let (low, high) = (near.min(far), near.max(far));
    let expectation = prepared(high);
    let ln_m = crate::special::root(low, high, |ln_m| excess(&expectation, ln_m));
    Solution::At(libm::exp(ln_m))
}
