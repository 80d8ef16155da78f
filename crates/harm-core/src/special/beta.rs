//! The beta distribution in log-odds: its distribution function, its quantiles, and the logarithm of a ratio of beta
//! functions, with relative accuracy in all corners.
//!
//! In y = ln(p/(1 − p)) the density is p^a (1 − p)^b / B(a, b): log-concave, with tails e^(ay) and e^(−by). Everything
//! is reckoned from t = y − ln(a/b), the distance from its peak, so that large weights cancel before they are rounded.

use libm::{exp, expm1, log, log1p, sqrt};

use super::{legendre, normal, softplus};

/// A beta distribution with a, b > 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BetaShape {
    a: f64,
    b: f64,
    /// a/(a + b) and b/(a + b), each without the rounding of the other.
    mean: f64,
    rest: f64,
    /// Where the peak is, ln(a/b).
    centre: f64,
    /// Density in log-odds at the peak.
    peak: f64,
    /// Scale of the density around the peak, √((a + b)/(ab)).
    scale: f64,
}

/// From here on (in units of (peak scale)⁻²) quadrature is quicker than the continued fraction, whose length grows with
/// the square root of the weight.
const LARGE: f64 = 2000.0;

/// Stirling's correction: ln Γ(z) = (z − ½) ln z − z + ½ ln 2π + correction.
fn stirling(z: f64) -> f64 {
    let (mut z, mut correction) = (z, 0.0);
    while z < 8.0 {
        correction += (z + 0.5) * log1p(1.0 / z) - 1.0;
        z += 1.0;
    }
    let u = 1.0 / (z * z);
    // Bernoulli numbers B₂ₙ/(2n(2n − 1)); at z = 8 the next term is below 1e-16.
    const SERIES: [f64; 7] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    correction + SERIES.iter().rev().fold(0.0, |sum, term| sum * u + term) / z
}

/// The two tails of a distribution at one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tails {
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

impl BetaShape {
    /// The distribution with the given mean (and 1 − mean) and weight a + b.
    pub(crate) fn new(mean: f64, weight: f64) -> Self {
        let rest = 1.0 - mean;
        let (a, b) = (mean * weight, rest * weight);
        let correction = stirling(weight) - stirling(a) - stirling(b);
        let spread = weight * mean * rest;
        Self {
            a,
            b,
            mean,
            rest,
            centre: log(mean) - log1p(-mean),
            peak: sqrt(spread / (2.0 * core::f64::consts::PI)) * exp(correction),
            scale: 1.0 / sqrt(spread),
        }
    }

    /// Logarithm of the density at distance t from the peak, relative to the peak: a t − (a + b) ln(1 − μ + μ e^t).
    fn ln_relative_density(&self, t: f64) -> f64 {
        // Seen from the end of the axis that is nearer, where the logarithm is small and keeps its digits.
        let (toward, mean, rest, a) =
            if self.centre + t < 0.0 { (t, self.mean, self.rest, self.a) } else { (-t, self.rest, self.mean, self.b) };
        // ln(1 − mean + mean · e^toward); the sum of what is left keeps its digits where the difference does not.
        let change = mean * expm1(toward);
        let ln_mix = if change > -0.5 { log1p(change) } else { log(rest + mean * exp(toward)) };
        a * toward - (self.a + self.b) * ln_mix
    }

    /// Density in log-odds at distance t from the peak.
    fn density(&self, t: f64) -> f64 {
        self.peak * exp(self.ln_relative_density(t))
    }

    /// Both tails at distance t from the peak.
    fn tails(&self, t: f64) -> Tails {
        let y = self.centre + t;
        if self.scale * self.scale * LARGE < 1.0 {
            return self.tails_by_quadrature(t);
        }
        let (a, b) = (self.a, self.b);
        let (p, q) = (exp(-softplus(-y)), exp(-softplus(y)));
        if self.is_left(p) {
            let lower = (self.density(t) * fraction(a, b, p, q)).min(1.0);
            Tails { lower, upper: 1.0 - lower }
        } else {
            let upper = (self.density(t) * fraction(b, a, q, p)).min(1.0);
            Tails { lower: 1.0 - upper, upper }
        }
    }

    /// Whether the continued fraction of the lower tail converges at p, rather than that of the upper.
    fn is_left(&self, p: f64) -> bool {
        p * (self.a + self.b + 2.0) < self.a + 1.0
    }

    /// The upper tail where a is small and p too, so that nearly all of the distribution may lie below:
    /// 1 − I with I = p^a / (a B) · Σ a (1 − b)ₙ pⁿ / (n! (a + n)), by the logarithm of each factor, which is of the
    /// order of a.
    fn upper_where_little(&self, ln_p: f64, p: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        let (mut term, mut sum, mut n) = (1.0, 0.0, 1.0);
        while n < 500.0 {
            term *= (n - b) / n * p;
            let more = term * a / (a + n);
            sum += more;
            if more.abs() <= 1e-17 * sum.abs() {
                break;
            }
            n += 1.0;
        }
        // ln(a B(a, b)) = ln Γ(1 + a) + ln Γ(b) − ln Γ(a + b), which is such a ratio from 1 and from b.
        let (from, steps) = (b.min(1.0), (b - 1.0).abs());
        let ln_scale = LnRatio::new(a, from, steps).steps(0.0, steps) * if b < 1.0 { 1.0 } else { -1.0 };
        -expm1((a * ln_p - ln_scale + log1p(sum)).min(0.0))
    }

    /// Both tails of a narrow distribution: the nearer one by quadrature over the density, which is close to normal.
    fn tails_by_quadrature(&self, t: f64) -> Tails {
        let z = t / self.scale;
        // The density falls off from here like e^(−|z| u − u²/2), so that this is far enough: to e^(−37).
        let width = 0.5 * (sqrt(z * z + 74.0) - z.abs());
        let outwards = if t < 0.0 { -self.scale } else { self.scale };
        let mut sum = 0.0;
        legendre::nodes(0.0, 2.0 * width, 2, |u, weight| sum += weight * self.density(t + outwards * u));
        let near = (sum * self.scale).min(1.0);
        if t < 0.0 { Tails { lower: near, upper: 1.0 - near } } else { Tails { lower: 1.0 - near, upper: near } }
    }

    /// P(log-odds ≥ y).
    pub(crate) fn at_least(&self, y: f64) -> f64 {
        if y == f64::NEG_INFINITY {
            1.0
        } else if y == f64::INFINITY {
            0.0
        } else if self.a < 1e-2 && self.is_left(exp(-softplus(-y))) {
            self.upper_where_little(-softplus(-y), exp(-softplus(-y)))
        } else {
            self.tails(y - self.centre).upper
        }
    }

    /// The quantile in log-odds.
    ///
    /// Halley's iteration on the logarithm of a tail, which is concave in y and close to a straight line far out: from
    /// the normal quantile, or from that line where one tail is so long that it holds most of the distribution.
    pub(crate) fn quantile(&self, q: f64) -> f64 {
        // The long tail, if there is one, otherwise the nearer one.
        let lower = if (self.a < 1.0) == (self.b < 1.0) { q < 0.5 } else { self.a < 1.0 };
        let (wanted, sign) = if lower { (q, 1.0) } else { (1.0 - q, -1.0) };
        let (shape, mean) = if lower { (self.a, self.mean) } else { (self.b, self.rest) };
        let mut t = if self.a.min(self.b) > 1.0 {
            normal::quantile(q) * self.scale
        } else {
            // Far out the other factor of the density is 1, and the tail is density/shape.
            let ln_line = log(self.peak / shape) - (self.a + self.b) * log1p(-mean);
            sign * (log(wanted) - ln_line) / shape
        };
        if t.is_nan() || t.abs() > 1e300 {
            return t;
        }
        let step_scale = self.scale.min(1.0);
        for _ in 0..60 {
            let tails = self.tails(t);
            let tail = if lower { tails.lower } else { tails.upper };
            let y = self.centre + t;
            // d ln density / dy = a − (a + b) p, from the smaller of p and 1 − p.
            let slope = if y < 0.0 {
                self.a - (self.a + self.b) * exp(-softplus(-y))
            } else {
                (self.a + self.b) * exp(-softplus(y)) - self.b
            };
            let rate = self.density(t) / tail;
            let off = log(tail / wanted);
            let newton = off / rate;
            #[expect(clippy::disallowed_methods, reason = "constant bounds")]
            let halley = newton / (1.0 - 0.5 * newton * (sign * slope - rate)).clamp(0.5, 2.0);
            if !halley.is_finite() {
                break;
            }
            t -= sign * halley;
            if halley.abs() <= 1e-6 * step_scale || halley.abs() <= 1e-15 * t.abs() {
                break;
            }
        }
        self.centre + t
    }
}

/// The continued fraction of the incomplete beta function, I = p^a q^b / B(a, b) · fraction, with q = 1 − p.
///
/// Didonato and Morris (1992), as in Boost: of the known fractions the one whose terms do not cancel where a is large
/// and q small. It converges for p < (a + 1)/(a + b + 2); the other side mirrors it. Evaluated by Lentz's method.
fn fraction(a: f64, b: f64, p: f64, q: f64) -> f64 {
    let guard = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let balance = a * q - b * p + 1.0;
    let mut value = guard(a * balance / (a + 1.0));
    let (mut c, mut d) = (value, 0.0);
    let mut m = 1.0;
    while m < 1000.0 {
        let before = a + 2.0 * m - 1.0;
        let numerator = (a + m - 1.0) / before * ((a + b + m - 1.0) / before) * (m * (b - m) * p * p);
        let denominator = m + m * (b - m) * p / before + (a + m) * (balance + m * (1.0 + q)) / (before + 2.0);
        d = 1.0 / guard(denominator + numerator * d);
        c = guard(denominator + numerator / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 3e-16 {
            break;
        }
        m += 1.0;
    }
    1.0 / value
}

/// ln [B(a, b + k) / B(a, b + k + c)] as an integral of what is positive, prepared for many k and c.
///
/// ∫₀^∞ e^(−(b + k) s) (1 − e^(−c s)) (1 − e^(−a s)) / (1 − e^(−s)) ds/s, by the trapezoid rule in ln s. Differences of
/// ln Γ lose all digits where a or c is small or b large; here every term is positive and none is lost. The integrand is
/// analytic for |Im ln s| < π/2, so that the error falls like e^(−π²/step).
#[derive(Debug, Clone)]
pub(crate) struct LnRatio {
    nodes: alloc::vec::Vec<(f64, f64)>,
}

impl LnRatio {
    /// Prepares the ratios for k + c up to `longest`.
    pub(crate) fn new(a: f64, b: f64, longest: f64) -> Self {
        const STEP: f64 = 0.28;
        // Left of the shortest scale the integrand grows like s; right of 40/b nothing is left of it.
        let from = -log(a.max(b).max(longest.min(f64::MAX)).max(1.0)) - 34.0;
        let to = log(40.0 / b);
        let mut nodes = alloc::vec::Vec::new();
        let mut i = 0.0;
        while from + i * STEP <= to {
            let s = exp(from + i * STEP);
            nodes.push((s, STEP * exp(-b * s) * (expm1(-a * s) / expm1(-s))));
            i += 1.0;
        }
        Self { nodes }
    }

    /// The logarithm for k = `kept` and c = `cut`.
    pub(crate) fn steps(&self, kept: f64, cut: f64) -> f64 {
        self.nodes.iter().map(|&(s, weight)| weight * super::term(s, kept, cut)).sum()
    }
}
