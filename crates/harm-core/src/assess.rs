//! From a scenario to its assessment. It cannot fail: ranges were checked when the quantities were built.
//!
//! The formulae stand in [`crate::hazard`] and [`crate::belief`]; here they are put together.

use alloc::vec::Vec;

use crate::assessment::{Assessment, CurvePoint, Interval, Pace};
use crate::belief::{Belief, Expectation, Sharing};
use crate::hazard::{Path, compound};
use crate::known;
use crate::quantity::OpenProbability;
use crate::scenario::Scenario;

/// Days of a year.
const DAYS_PER_YEAR: f64 = 365.25;

/// Assesses a scenario.
///
/// ```
/// use harm_core::quantity::{OpenProbability, ScaleFactor, Steps};
/// use harm_core::belief::LogNormal;
/// use harm_core::{Belief, ScaleUp, Scenario, assess};
///
/// // 90% sure that the risk of a tenfold increase is between 0.1% and 5%; three such increases.
/// let belief = LogNormal::new(0.001, 0.05, OpenProbability::new(0.9)?).expect("the bounds are in order");
/// let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0)?, steps: Steps::new(3.0)? };
/// let assessment = assess(&Scenario { belief: Belief::LogNormal(belief), scale_up, ..Scenario::default() });
/// // Being unsure lowers the risk of many steps below that of as many average ones.
/// assert!(assessment.risk < assessment.risk_if_mean_were_certain);
/// let band = assessment.risk_interval.expect("the risk is uncertain");
/// assert!(band.p05 < band.p50 && band.p50 < band.p95);
/// # Ok::<(), harm_core::OutOfRange>(())
/// ```
#[must_use]
pub fn assess(scenario: &Scenario) -> Assessment {
    let path = Path::of(scenario);
    let per_year = scenario.orders_of_magnitude_per_year();
    let x = scenario.scale_up.orders_of_magnitude();
    let (m, m_year) = (path.steps(x), path.steps(per_year));
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, m.max(m_year));
    let (mean, risk, risk_per_year) = (expectation.mean(), expectation.risk(m), expectation.risk(m_year));
    let exposed = scenario.exposed();
    let risk_interval = HazardInterval::of(scenario).map(|hazards| hazards.over(m));
    let individual = risk * scenario.fatality.get();
    Assessment {
        orders_of_magnitude: x,
        reference_steps: m,
        mean_risk_per_reference_step: mean,
        risk,
        risk_interval,
        risk_if_mean_were_certain: if expectation.is_known() { risk } else { compound(mean, m) },
        expected_deaths: risk * exposed,
        deaths_interval: risk_interval.map(|interval| interval.times(exposed)),
        micromorts: individual * 1e6,
        one_in: (individual > 0.0).then(|| individual.recip().min(f64::MAX)),
        pace: Pace {
            years: (x / per_year).min(f64::MAX),
            risk_per_year,
            deaths_per_year: risk_per_year * exposed,
            deaths_per_day: risk_per_year * exposed / DAYS_PER_YEAR,
        },
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
    let path = Path::of(scenario);
    let expectation = Expectation::new(&scenario.belief, scenario.sharing, path.steps(end));
    let hazards = HazardInterval::of(scenario);
    let exposed = scenario.exposed();
    let last = points.saturating_sub(1).max(1);
    let mut power = power_of_ten();
    (0..points)
        .map(|i| {
            // Exactly `end` at the last point, whatever the rounding of the quotient.
            #[allow(clippy::cast_precision_loss, reason = "a curve has far fewer than 2^53 points")]
            let x = if i == last { end } else { end * (i as f64 / last as f64) };
            let m = path.steps(x);
            let risk = expectation.risk(m);
            let factor = power(x);
            CurvePoint {
                orders_of_magnitude: x,
                factor: factor.is_finite().then_some(factor),
                risk,
                interval: hazards.map(|hazards| hazards.over(m)),
                expected_deaths: risk * exposed,
            }
        })
        .collect()
}

/// 10^x for x that rise slowly: the power of the whole part, which is exact as far as doubles go, is kept from one call
/// to the next.
fn power_of_ten() -> impl FnMut(f64) -> f64 {
    let mut kept = (0.0, 1.0);
    move |x| {
        let whole = libm::floor(x);
        if whole != kept.0 {
            kept = (whole, libm::pow(10.0, whole));
        }
        kept.1 * libm::exp((x - whole) * core::f64::consts::LN_10)
    }
}

/// Quantiles of the hazard of one reference step.
#[derive(Clone, Copy)]
struct HazardInterval {
    p05: f64,
    p50: f64,
    p95: f64,
}

impl HazardInterval {
    /// `None` when the risk is known, or redrawn at each step, so that no unknown is shared.
    fn of(scenario: &Scenario) -> Option<Self> {
        let belief = &scenario.belief;
        if matches!(belief, Belief::Point(_)) || scenario.sharing == Sharing::Independent {
            return None;
        }
        const LEVELS: [OpenProbability; 3] =
            [known!(OpenProbability, 0.05), known!(OpenProbability, 0.5), known!(OpenProbability, 0.95)];
        let [p05, p50, p95] = belief.hazard_quantiles(LEVELS);
        // Where the belief is all but a point, rounding must not put them out of order.
        Some(Self { p05: p05.min(p50), p50, p95: p95.max(p50) })
    }

    /// Quantiles of the risk over `m` steps: R is monotone in p, so that they are R of the quantiles of p.
    fn over(self, m: f64) -> Interval {
        let at = |hazard: f64| if m > 0.0 { -libm::expm1(-m * hazard) } else { 0.0 };
        Interval { p05: at(self.p05), p50: at(self.p50), p95: at(self.p95) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_orders_of_magnitude_are_exact_powers_of_ten() {
        let factors: Vec<_> = curve(&Scenario::default(), 4.0, 9).iter().filter_map(|point| point.factor).collect();
        assert_eq!([factors[0], factors[2], factors[4], factors[6], factors[8]], [1.0, 10.0, 100.0, 1000.0, 1e4]);
        assert!((factors[1] / libm::sqrt(10.0) - 1.0).abs() < 1e-15);
        let far = curve(&Scenario::default(), 400.0, 2);
        assert_eq!(far[1].factor, None);
    }
}
