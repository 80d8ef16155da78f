//! Compounding: how many reference steps a scale-up carries, and the risk over them.
//!
//! Hazards add, risks do not. All formulae on one page; who believes what about the risk is in [`crate::belief`].

use libm::{exp, expm1, log, log1p};

use crate::quantity::{ScaleFactor, Trend};
use crate::rounding::nearly;
use crate::special::softplus;

/// How hazard runs along the compute axis: the reference factor and the trend, with their logarithms taken once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Path {
    /// Orders of magnitude of one reference step, k.
    k: f64,
    /// ln τ; 0 for a constant hazard.
    ln_tau: f64,
    /// expm1(−k |ln τ|); −1 and unused for a constant hazard.
    unit: f64,
}

impl Path {
    /// The path for a reference factor and a trend.
    #[must_use]
    pub fn new(per: ScaleFactor, trend: Trend) -> Self {
        Self::over(orders_of_magnitude(per.get()), trend)
    }

    /// The path for a reference step of `k` orders of magnitude, more than 0; of infinitely many, no scale-up carries
    /// any part.
    pub(crate) fn over(k: f64, trend: Trend) -> Self {
        let tau = trend.get();
        if tau == 1.0 {
            return Self { k, ln_tau: 0.0, unit: -1.0 };
        }
        // ln τ by way of τ − 1, which is exact near 1, where it matters.
        let ln_tau = if tau > 0.5 && tau < 2.0 { log1p(tau - 1.0) } else { log(tau) };
        // A hazard that falls has a finite sum, but of a reference without end it is no part either.
        let unit = if k.is_finite() { expm1(-k * ln_tau.abs()) } else { f64::NEG_INFINITY };
        Self { k, ln_tau, unit }
    }

    /// Whether the hazard is the same everywhere, τ = 1.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.ln_tau == 0.0
    }

    /// ln τ, by which the logarithm of the hazard grows with each order of magnitude.
    pub(crate) fn ln_trend(&self) -> f64 {
        self.ln_tau
    }

    /// Number m of reference steps in the first `x` orders of magnitude; see [`reference_steps`].
    #[must_use]
    pub fn steps(&self, x: f64) -> f64 {
        self.steps_between(0.0, x)
    }

    /// Number of reference steps between `a` and `b` orders of magnitude from the start, τ^a · m(b − a).
    #[must_use]
    pub fn steps_between(&self, a: f64, b: f64) -> f64 {
        let x = b - a;
        if x <= 0.0 {
            return 0.0;
        }
        let m = if self.ln_tau == 0.0 {
            x / self.k
        } else if self.ln_tau > 0.0 {
            exp((b - self.k) * self.ln_tau) * (expm1(-x * self.ln_tau) / self.unit)
        } else {
            exp(a * self.ln_tau) * (expm1(x * self.ln_tau) / self.unit)
        };
        m.min(f64::MAX)
    }

    /// The scale-up that carries `m` reference steps, in orders of magnitude: the inverse of [`Self::steps`].
    ///
    /// x = k m when τ = 1, otherwise ln(1 + m (τ^k − 1))/ln τ. `None` when the hazard falls so fast that no scale-up
    /// carries as many.
    #[must_use]
    pub fn orders_of_magnitude(&self, m: f64) -> Option<f64> {
        if m <= 0.0 {
            return Some(0.0);
        }
        let x = if self.ln_tau == 0.0 {
            self.k * m
        } else if self.ln_tau < 0.0 {
            log1p(m * self.unit) / self.ln_tau
        } else {
            // τ^k − 1 = −unit · τ^k, which may be beyond the range of a double where its logarithm is not.
            let grown = m * expm1(self.k * self.ln_tau);
            if grown.is_finite() {
                log1p(grown) / self.ln_tau
            } else {
                softplus(log(m) + log(-self.unit) + self.k * self.ln_tau) / self.ln_tau
            }
        };
        // At and beyond all that a falling hazard carries, the logarithm is of zero or less.
        (x < f64::INFINITY).then_some(x)
    }
}

/// Number m of reference steps in a scale-up of `x` orders of magnitude.
///
/// With k = log₁₀ of the reference factor and the trend τ:
///
/// - τ = 1: m = x / k
/// - otherwise: m = (τ^x − 1) / (τ^k − 1)
///
/// The second is computed as e^((x − k) ln τ) · expm1(−x ln τ) / expm1(−k ln τ) for τ > 1, so that neither power
/// overflows before the quotient does, and goes over smoothly into the first as τ → 1. The result is finite: beyond
/// the range of a double it stays at the largest one.
///
/// `x` is at least 0; the result is too.
#[must_use]
pub fn reference_steps(x: f64, per: ScaleFactor, trend: Trend) -> f64 {
    Path::new(per, trend).steps(x)
}

/// Orders of magnitude of a factor. The factor that nearly every scenario names costs no logarithm.
#[must_use]
pub(crate) fn orders_of_magnitude(factor: f64) -> f64 {
    if factor == 10.0 { 1.0 } else { libm::log10(factor) }
}

/// Cumulative hazard of one step with risk `p`: −ln(1 − p); infinite at p = 1.
#[must_use]
pub fn hazard_of_risk(p: f64) -> f64 {
    -log1p(-p)
}

/// Whether a known hazard is at least another one. A hazard is at least itself, also after it went through the risk over
/// many steps and back.
pub(crate) fn reaches(own: f64, hazard: f64) -> bool {
    own >= hazard || nearly(own, hazard)
}

/// Risk over `m` reference steps of risk `p` each: R(p, m) = 1 − (1 − p)^m.
///
/// Computed as −expm1(m · ln(1 − p)) for all magnitudes, so that it neither vanishes for tiny p nor loses
/// monotonicity in p or m at a change of formula. R(0, m) = 0; R(p, 0) = 0, even at p = 1; R(1, m > 0) = 1.
#[must_use]
pub fn compound(p: f64, m: f64) -> f64 {
    if p <= 0.0 || m <= 0.0 {
        return 0.0;
    }
    -expm1(m * log1p(-p))
}

/// The risk of one reference step that makes a risk `total` over `m` of them: the inverse of [`compound`] in p.
///
/// `None` when m = 0, where every p gives the same nothing.
#[must_use]
pub fn risk_per_step(total: f64, m: f64) -> Option<f64> {
    (m > 0.0).then(|| compound(total, 1.0 / m))
}

/// The number of reference steps of risk `p` until the cumulative risk is `total`: the inverse of [`compound`] in m.
///
/// `None` when p = 0 and the total is not: it is never reached; also when the total is certain and p is not.
#[must_use]
pub fn steps_until(total: f64, p: f64) -> Option<f64> {
    if total <= 0.0 {
        return Some(0.0);
    }
    let steps = hazard_of_risk(total) / hazard_of_risk(p);
    if p >= 1.0 { Some(0.0) } else { steps.is_finite().then_some(steps) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Per, ScaleUp, Scenario};
    use crate::{Belief, assess};

    #[test]
    fn nothing_is_carried_by_no_scale_up_whatever_the_trend() {
        for (per, trend) in [(per(1e300), trend(1e300)), (per(10.0), trend(0.5)), (per(10.0), trend(1.0))] {
            let path = Path::new(per, trend);
            assert_eq!(path.orders_of_magnitude(0.0), Some(0.0));
            let least = path.orders_of_magnitude(f64::MIN_POSITIVE).unwrap();
            assert!(least >= 0.0, "{least}");
        }
    }

    #[test]
    fn a_risk_for_a_year_or_in_total_is_the_risk_of_that_year_or_of_the_whole() {
        for (trend, steps) in [(1.0, 1.0), (2.0, 3.0), (0.5, 0.1), (10.0, 1e-9)] {
            let scenario = |per| Scenario {
                belief: Belief::Point(crate::quantity::Probability::new(0.1).unwrap()),
                per,
                trend: Trend::new(trend).unwrap(),
                scale_up: ScaleUp::Steps {
                    step: ScaleFactor::new(7.0).unwrap(),
                    steps: crate::quantity::Steps::new(steps).unwrap(),
                },
                ..Scenario::default()
            };
            let (year, total) = (assess(&scenario(Per::Year)), assess(&scenario(Per::Total)));
            assert!((year.pace.risk_per_year - 0.1).abs() < 1e-16, "{trend}");
            assert_eq!(total.reference_steps, 1.0, "{trend}");
            assert!((total.risk - 0.1).abs() < 1e-16, "{trend}");
            let none = ScaleUp::Steps {
                step: ScaleFactor::new(7.0).unwrap(),
                steps: crate::quantity::Steps::new(0.0).unwrap(),
            };
            let nothing = Scenario { scale_up: none, ..scenario(Per::Total) };
            let assessed = assess(&nothing);
            assert_eq!((assessed.reference_steps, assessed.risk, assessed.pace.risk_per_year), (0.0, 0.0, 0.0));
            assert_eq!(Path::of(&nothing).steps_between(1.0, 40.0), 0.0, "{trend}");
        }
    }
    use proptest::prelude::*;

    fn per(factor: f64) -> ScaleFactor {
        ScaleFactor::new(factor).unwrap()
    }

    fn trend(factor: f64) -> Trend {
        Trend::new(factor).unwrap()
    }

    /// Relative distance of two numbers.
    fn off(a: f64, b: f64) -> f64 {
        if a == b { 0.0 } else { (a - b).abs() / a.abs().max(b.abs()) }
    }

    #[test]
    fn steps_of_the_reference_factor_count_themselves() {
        for steps in [0.0, 0.5, 1.0, 3.0, 10.0, 1000.0] {
            assert_eq!(reference_steps(steps, per(10.0), trend(1.0)), steps);
        }
    }

    #[test]
    fn only_a_trend_of_one_makes_a_constant_hazard() {
        for (tau, constant) in [(1.0, true), (1.0 + f64::EPSILON, false), (2.0, false), (0.5, false)] {
            assert_eq!(Path::new(per(10.0), trend(tau)).is_constant(), constant, "{tau}");
        }
    }

    #[test]
    fn nothing_and_less_than_nothing_carry_no_steps() {
        for tau in [0.5, 1.0, 2.0] {
            let path = Path::new(per(10.0), trend(tau));
            assert_eq!((path.steps(-1.0), path.steps_between(3.0, 1.0)), (0.0, 0.0), "{tau}");
            // So far on, the hazard of a step is beyond a double; no part of it is still nothing.
            assert_eq!((path.steps(0.0), path.steps_between(1e6, 1e6)), (0.0, 0.0), "{tau}");
        }
        assert!(off(Path::new(per(10.0), trend(2.0)).steps_between(1.0, 3.0), 6.0) < 1e-15);
        assert!(off(Path::new(per(10.0), trend(0.5)).steps_between(1.0, 3.0), 0.75) < 1e-15);
        assert_eq!(Path::new(per(10.0), trend(1.0)).steps_between(1.0, 3.0), 2.0);
    }

    #[test]
    fn a_doubling_hazard_makes_three_steps_seven() {
        assert!(off(reference_steps(3.0, per(10.0), trend(2.0)), 7.0) < 1e-15);
        assert!(off(reference_steps(3.0, per(10.0), trend(0.5)), 1.75) < 1e-15);
    }

    #[test]
    fn the_trend_goes_over_smoothly_into_a_constant_hazard() {
        // m = x + (x² − x)/2 · (τ − 1) + …: three steps gain 3 · 1e-9.
        assert!(off(reference_steps(3.0, per(10.0), trend(1.000_000_001)), 3.000_000_003) < 1e-15);
        assert!(off(reference_steps(3.0, per(10.0), trend(1.0 + f64::EPSILON)), 3.0) < 1e-15);
    }

    #[test]
    fn no_scale_up_overflows_to_infinity_or_nan() {
        for (x, tau, factor) in
            [(1000.0, 10.0, 1e300), (1e300, 10.0, 2.0), (1e308, 1.0, 1.0 + f64::EPSILON), (1e3, 1e300, 10.0)]
        {
            let m = reference_steps(x, per(factor), trend(tau));
            assert!(m.is_finite() && m > 0.0, "{x} {tau} {factor}: {m}");
        }
        assert!(reference_steps(1e308, per(2.0), trend(1e-300)).is_finite());
    }

    #[test]
    fn corners_of_compounding() {
        assert_eq!(compound(0.0, f64::MAX), 0.0);
        assert_eq!(compound(1.0, 0.0), 0.0);
        assert_eq!(compound(1.0, 1e-300), 1.0);
        assert!(off(compound(1e-17, 1000.0), 9.999_999_999_999_95e-15) < 1e-15);
    }

    #[test]
    fn inverses_say_when_there_is_none() {
        assert_eq!(risk_per_step(0.5, 0.0), None);
        assert_eq!(steps_until(0.5, 0.0), None);
        assert_eq!(steps_until(1.0, 0.5), None);
        assert_eq!(steps_until(0.0, 0.0), Some(0.0));
        assert_eq!(steps_until(0.5, 1.0), Some(0.0));
        assert!(off(steps_until(0.5, 0.01).unwrap(), 68.967_563_936_528_4) < 1e-13);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn risk_stays_within_bounds_and_rises(p in 0.0..=1.0f64, q in 0.0..=1.0f64, e in -20.0..9.0f64, f in -20.0..9.0f64) {
            let (m, n) = (10f64.powf(e.min(f)), 10f64.powf(e.max(f)));
            let (p, q) = (p.min(q), p.max(q));
            let risk = compound(p, m);
            prop_assert!((0.0..=1.0).contains(&risk));
            prop_assert!(risk <= compound(q, m));
            prop_assert!(risk <= compound(p, n));
        }

        #[test]
        fn tiny_risks_rise_too(e in -300.0..0.0f64, f in -300.0..0.0f64, m in 0.0..1e6f64) {
            prop_assert!(compound(10f64.powf(e.min(f)), m) <= compound(10f64.powf(e.max(f)), m));
        }

        #[test]
        fn hazards_add(p in 1e-12..0.999f64, m in 0.001..50.0f64, n in 0.001..50.0f64) {
            let together = compound(p, m + n);
            let apart = 1.0 - (1.0 - compound(p, m)) * (1.0 - compound(p, n));
            prop_assert!((together - apart).abs() < 4e-16 + 1e-13 * together);
        }

        #[test]
        fn reference_steps_rise_with_the_scale_up(x in 0.0..400.0f64, y in 0.0..400.0f64, tau in 0.1..10.0f64, factor in 1.01..1e6f64) {
            let low = reference_steps(x.min(y), per(factor), trend(tau));
            let high = reference_steps(x.max(y), per(factor), trend(tau));
            prop_assert!(low >= 0.0 && low <= high, "{low} {high}");
        }

        #[test]
        fn the_inverse_gives_the_risk_back(e in -15.0..-0.01f64, m in 0.01..20.0f64) {
            // Near certainty the risk no longer tells how it came about: stay where digits are left.
            let p = 10f64.powf(e).min(0.5);
            let total = compound(p, m);
            let back = risk_per_step(total, m).unwrap();
            prop_assert!(off(back, p) < 1e-9, "{back} {p}");
            prop_assert!(off(steps_until(total, p).unwrap(), m) < 1e-9);
        }
    }
}
