//! The normal distribution: tails and quantiles to the last digits, through `libm`'s error function.

use core::f64::consts::FRAC_1_SQRT_2;

use libm::{erf, erfc, exp, log, sqrt};

/// P(Z ≥ z), with full relative accuracy in the tail.
pub(crate) fn tail(z: f64) -> f64 {
    0.5 * erfc(z * FRAC_1_SQRT_2)
}

/// √(2π)
const SQRT_TAU: f64 = 2.506_628_274_631_000_2;

/// The density at z.
pub(crate) fn density(z: f64) -> f64 {
    exp(-0.5 * z * z) / SQRT_TAU
}

/// The z for which P(|Z| < z) is `inside`, and `outside` = 1 − `inside`.
///
/// A rational first guess (Abramowitz and Stegun 26.2.23, right to 4.5e-4), then Halley's iteration, on whichever of
/// the two probabilities is smaller, so that neither end loses digits.
pub(crate) fn half_width(inside: f64, outside: f64) -> f64 {
    let t = sqrt(-2.0 * log((0.5 * outside).max(f64::MIN_POSITIVE)));
    let mut z =
        t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    // The error is cubed each time: 4.5e-4, then at most about 1e-9, then rounding; far in the tail once more.
    for _ in 0..3 {
        let off = if inside < 0.5 { erf(z * FRAC_1_SQRT_2) - inside } else { outside - erfc(z * FRAC_1_SQRT_2) };
        let newton = off / (2.0 * density(z));
        z -= newton / (1.0 + 0.5 * z * newton);
    }
    z
}

/// The quantile: z with P(Z < z) = q.
pub(crate) fn quantile(q: f64) -> f64 {
    if q < 0.5 { -half_width(1.0 - 2.0 * q, 2.0 * q) } else { half_width(2.0 * q - 1.0, 2.0 * (1.0 - q)) }
}

/// P(a ≤ Z ≤ b) with full relative accuracy, also of a short stretch.
pub(crate) fn between(a: f64, b: f64) -> f64 {
    if b <= a {
        0.0
    } else if b - a < 1.0 {
        let mut sum = 0.0;
        super::legendre::nodes(a, b, 1, |z, weight| sum += weight * density(z));
        sum
    } else if a > 0.0 {
        tail(a) - tail(b)
    } else {
        // Both sides of zero, or the lower tail: differences of what is small there.
        tail(-b) - tail(-a)
    }
}
