//! From a scenario to its assessment. It cannot fail: ranges were checked when the quantities were built.
//!
//! The formulae stand in [`crate::hazard`] and [`crate::belief`]; here they are put together.

use alloc::vec::Vec;

use crate::assessment::{Assessment, CurvePoint, Interval, Pace};
use crate::belief::{Belief, Expectation, Sharing};
use crate::hazard::{Path, compound, reference_steps};
use crate::quantity::OpenProbability;
use crate::scenario::{Scenario, known};

/// Days of a year.
const DAYS_PER_YEAR: f64 = 365.25;

/// Assesses a scenario.
#[must_use]
pub fn assess(scenario: &Scenario) -> Assessment {
    let x = scenario.scale_up.orders_of_magnitude();
    let m = reference_steps(x, scenario.per, scenario.trend);
    let mean = scenario.belief.mean();
    let risk = scenario.belief.risk(m, scenario.sharing);
    let exposed = scenario.exposed();
    let risk_interval = risk_interval(scenario, m);
    let individual = risk * scenario.fatality.get();
    Assessment {
        orders_of_magnitude: x,
        reference_steps: m,
        mean_risk_per_reference_step: mean,
        risk,
        risk_interval,
        risk_if_mean_were_certain: compound(mean, m),
        expected_deaths: risk * exposed,
        deaths_interval: risk_interval.map(|interval| interval.times(exposed)),
        micromorts: individual * 1e6,
        one_in: (individual > 0.0).then(|| individual.recip().min(f64::MAX)),
        pace: pace(scenario, x),
    }
}

/// Expected deaths of a scenario alone, R · s · N, for those who ask for nothing else.
#[must_use]
pub fn expected_deaths(scenario: &Scenario) -> f64 {
    let m = Path::of(scenario).steps(scenario.scale_up.orders_of_magnitude());
    Expectation::new(&scenario.belief, scenario.sharing, m).risk(m) * scenario.exposed()
}

/// The curve of risk over a scale-up that ends at `end` orders of magnitude: `points` of them, evenly spaced from 0.
///
/// Give the scenario's own orders of magnitude to see the scenario; a chart may look further.
#[must_use]
pub fn curve(scenario: &Scenario, end: f64, points: usize) -> Vec<CurvePoint> {
    let exposed = scenario.exposed();
    let last = points.saturating_sub(1).max(1);
    (0..points)
        .map(|i| {
            // Exactly `end` at the last point, whatever the rounding of the quotient.
            #[allow(clippy::cast_precision_loss, reason = "a curve has far fewer than 2^53 points")]
            let x = if i == last { end } else { end * (i as f64 / last as f64) };
            let m = reference_steps(x, scenario.per, scenario.trend);
            let risk = scenario.belief.risk(m, scenario.sharing);
            let factor = libm::exp10(x);
            CurvePoint {
                orders_of_magnitude: x,
                factor: factor.is_finite().then_some(factor),
                risk,
                interval: risk_interval(scenario, m),
                expected_deaths: risk * exposed,
            }
        })
        .collect()
}

/// Quantiles of the risk over `m` steps. R is monotone in p, so that they are R of the quantiles of p.
fn risk_interval(scenario: &Scenario, m: f64) -> Option<Interval> {
    if matches!(scenario.belief, Belief::Point(_)) || scenario.sharing == Sharing::Redrawn {
        return None;
    }
    let at = |q: OpenProbability| compound(scenario.belief.quantile(q), m);
    Some(Interval {
        p05: at(known!(OpenProbability, 0.05)),
        p50: at(known!(OpenProbability, 0.5)),
        p95: at(known!(OpenProbability, 0.95)),
    })
}

/// The scenario in time: what the first year at the present growth carries.
fn pace(scenario: &Scenario, x: f64) -> Pace {
    let per_year = scenario.orders_of_magnitude_per_year();
    let risk = scenario.belief.risk(reference_steps(per_year, scenario.per, scenario.trend), scenario.sharing);
    let deaths = risk * scenario.exposed();
    Pace {
        years: (x / per_year).min(f64::MAX),
        risk_per_year: risk,
        deaths_per_year: deaths,
        deaths_per_day: deaths / DAYS_PER_YEAR,
    }
}

impl Scenario {
    /// The people who would die if the catastrophe happened, s · N.
    #[must_use]
    pub fn exposed(&self) -> f64 {
        self.fatality.get() * self.population.get()
    }

    /// Growth of training compute in orders of magnitude per year, y = log₁₀ g.
    #[must_use]
    pub fn orders_of_magnitude_per_year(&self) -> f64 {
        libm::log10(self.growth.get())
    }
}
