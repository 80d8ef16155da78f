//! What does a pause buy? Deaths deferred, deaths averted if it lowers the hazard, and what waiting costs.

use alloc::vec::Vec;

use libm::exp;

use crate::belief::Expectation;
use crate::hazard::Path;
use crate::known;
use crate::named::named;
use crate::quantity::{Months, Share};
use crate::scenario::Scenario;
use crate::special::{legendre, logit_of_hazard, softplus};

named! {
    /// When a pause ends.
    #[derive(Default)]
    PauseEnd {
        /// After exactly so many months.
        #[default]
        Fixed "fixed",
        /// At a random time with that mean, exponentially distributed: when some problem is solved, say.
        Random "random",
    }
}

/// A pause in scaling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pause {
    /// Its length T in months.
    pub months: Months,
    /// The share c of the later hazard that what is learnt meanwhile removes.
    pub risk_cut: Share,
    /// The share η of all deaths among the people counted that success would prevent.
    pub benefit: Share,
    /// The share μ of the people alive who die in a year, of all causes.
    pub mortality: Share,
    /// When it ends.
    pub end: PauseEnd,
}

impl Default for Pause {
    fn default() -> Self {
        Self {
            months: known!(Months, 6.0),
            risk_cut: known!(Share, 0.0),
            benefit: known!(Share, 0.0),
            // Of the world in 2025, rounded (`facts::WORLD_2025`).
            mortality: known!(Share, 0.00767),
            end: PauseEnd::Fixed,
        }
    }
}

/// What the pause buys, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PauseAnswer {
    /// The scale-up that is not made meanwhile, in orders of magnitude, at most the scenario's own; of a random pause,
    /// that of its mean length.
    pub orders_of_magnitude: f64,
    /// The risk of that scale-up: deferred, not averted.
    pub risk_deferred: f64,
    /// Its expected deaths.
    pub deaths_deferred: f64,
    /// Expected deaths averted over the whole scale-up by the lower hazard.
    pub deaths_averted: f64,
    /// The chance that the scale-up succeeds at the lower hazard: success that never comes prevents no deaths.
    pub success: f64,
    /// Deaths that success would have prevented meanwhile.
    pub cost_in_deaths: f64,
    /// Deaths averted less that cost.
    pub net_deaths_averted: f64,
    /// The length at which both are equal; `None` when waiting costs no deaths, however long it is.
    pub break_even_months: Option<f64>,
}

/// Answers: what does a pause buy?
///
/// With y orders of magnitude in a year, x of the whole scale-up and the pause T in months:
///
/// - deferred: sN · R(m(min(x, T/12 · y))). A pause defers and does not avert, unless it lowers the hazard or the step
///   is never taken. With a random end the time is exponential with mean T, cut off when the scale-up would be complete.
/// - averted: sN · [R(m) − R(m (1 − c))] over the whole scale-up.
/// - cost: η · μ · N · T/12 · (1 − R(m (1 − c))): deaths among the N people that success would have prevented.
/// - both are equal after 12 · averted / (η μ N (1 − R(m (1 − c)))) months.
#[must_use]
pub fn answer(scenario: &Scenario, pause: &Pause) -> PauseAnswer {
    let years = pause.months.get() / 12.0;
    let whole = scenario.scale_up.orders_of_magnitude();
    let meanwhile = (years * scenario.orders_of_magnitude_per_year()).min(f64::MAX);
    let path = Path::of(scenario);
    let risk = match pause.end {
        PauseEnd::Fixed => scenario.belief.risk(path.steps(meanwhile.min(whole)), scenario.sharing),
        PauseEnd::Random => risk_until_random_end(scenario, &path, meanwhile, whole),
    };
    let cut = pause.risk_cut.get();
    let averted = super::thin(scenario, 1.0 - cut, cut).deaths_averted;
    let success = scenario.belief.survival(path.steps(whole) * (1.0 - cut), scenario.sharing);
    let prevented_per_year = pause.benefit.get() * pause.mortality.get() * scenario.population.get() * success;
    let cost = (prevented_per_year * years).min(f64::MAX);
    PauseAnswer {
        orders_of_magnitude: meanwhile.min(whole),
        risk_deferred: risk,
        deaths_deferred: risk * scenario.exposed(),
        deaths_averted: averted,
        success,
        cost_in_deaths: cost,
        net_deaths_averted: averted - cost,
        break_even_months: (prevented_per_year > 0.0).then(|| (12.0 * averted / prevented_per_year).min(f64::MAX)),
    }
}

/// Expected deaths by a time, with the pause and without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Years from now.
    pub years: f64,
    /// Expected deaths by then if scaling goes on.
    pub without: f64,
    /// Expected deaths by then if it pauses first, with the hazard that is left.
    pub with: f64,
    /// Deaths by then that success would have prevented, had there been no pause.
    pub cost: f64,
}

/// The course of a scenario with a pause of its full length at the start and without one: so many moments, evenly spaced
/// from now to `years`, and one at each bend: the end of the pause, and of the scale-up with and without it.
#[must_use]
pub fn course(scenario: &Scenario, pause: &Pause, years: f64, moments: usize) -> Vec<Moment> {
    let pace = scenario.orders_of_magnitude_per_year();
    let whole = scenario.scale_up.orders_of_magnitude();
    let path = Path::of(scenario);
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, path.steps(whole));
    let length = pause.months.get() / 12.0;
    let (kept, exposed) = (1.0 - pause.risk_cut.get(), scenario.exposed());
    let cost = answer(scenario, pause).cost_in_deaths;
    let steps = |years: f64| path.steps((years.max(0.0) * pace).min(whole));
    #[allow(clippy::cast_precision_loss, reason = "some hundred moments")]
    let mut times: Vec<f64> = (0..=moments).map(|i| years * (i as f64 / moments.max(1) as f64)).collect();
    // Each bend goes to its place at once: a sort costs a kilobyte of WebAssembly.
    for bend in [length, whole / pace, length + whole / pace].into_iter().filter(|&bend| bend > 0.0 && bend < years) {
        times.insert(times.partition_point(|&time| time < bend), bend);
    }
    let moment = |years: f64| Moment {
        years,
        without: expectation.risk(steps(years)) * exposed,
        with: expectation.risk(steps(years - length) * kept) * exposed,
        cost: if length > 0.0 { cost * (years / length).min(1.0) } else { 0.0 },
    };
    times.into_iter().map(moment).collect()
}

/// The risk of a scale-up that ends at random, exponentially distributed with mean `mean` orders of magnitude, or after
/// `whole` of them, whichever is sooner.
fn risk_until_random_end(scenario: &Scenario, path: &Path, mean: f64, whole: f64) -> f64 {
    let most = path.steps(whole);
    if most <= 0.0 || mean <= 0.0 {
        return 0.0;
    }
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, most);
    if path.is_constant() {
        let steps = path.steps(mean).max(f64::MIN_POSITIVE);
        if let Some(risk) = expectation.risk_at_random_end(steps, most) {
            return risk;
        }
    }
    // With u = x/mean: ∫ e^(−u) R(m(x)) du up to where all is made, or nothing changes any more, and e^(−u) R(m(x)) from
    // there. In s, with x = softplus(s)/rate, the integrand changes on the scale of 1: x itself does while it is short,
    // then the hazard or the end.
    let mean = mean.max(1e-300);
    let rate = path.ln_trend().abs().max(1.0 / mean);
    let at = |s: f64| {
        let x = softplus(s) / rate;
        (exp(-x / mean), expectation.risk(path.steps(x)))
    };
    let place = |x: f64| logit_of_hazard(x.min(whole) * rate);
    // Below the first place and above the second a rising hazard is beyond the doubles.
    let from = path.orders_of_magnitude(f64::MIN_POSITIVE).unwrap_or(0.0);
    let end = place(path.orders_of_magnitude(f64::MAX).unwrap_or(whole));
    let mut s = place(from).max(end.min(0.0) - 40.0);
    let all = expectation.risk(most);
    let mut total = 0.0;
    loop {
        let (going_on, risk) = at(s);
        // Either nothing more can happen, or not before the end.
        if s >= end || risk >= all || going_on <= 1e-17 * total {
            return (total + going_on * risk).min(1.0);
        }
        let next = (s + 2.0).min(end);
        legendre::nodes(s, next, 1, |s, weight| {
            let (going_on, risk) = at(s);
            total += weight * exp(-softplus(-s)) / (rate * mean) * going_on * risk;
        });
        s = next;
    }
}
