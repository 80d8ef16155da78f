//! Numerical methods and special functions that the beliefs need, on `libm` alone.
//!
//! Why not a crate: at corners that a slider reaches puruspe 0.4.4, statrs 0.19.1 and special 0.14.2 lose their digits.
//! P(p ≥ 0.0101) of Beta(10⁴, 990,000) is off by a factor of 6, 7e-10 and 1e-9; the 5% quantile of Beta(0.01, 0.99),
//! 8e-131, by 2e-9, 10¹¹² and 10¹¹²; the risk over 3 steps of Beta(0.001, 10⁶), which they have by a difference of ln Γ,
//! by 0.2 and more. The functions here are off by 2e-13 at most there. They all call the platform's mathematics as well,
//! so that the last digits would depend on the machine. In WebAssembly they take 4.2, 7.6 and 4.5 kB after compression,
//! the six beliefs together 10.1 kB. `cargo run --release --manifest-path tests/reference/special-functions/Cargo.toml`
//! measures it.

pub(crate) mod beta;
pub(crate) mod legendre;
pub(crate) mod normal;

/// (1 − p)^kept · (1 − (1 − p)^cut) for a hazard of p: the risk that `cut` steps add to `kept` of them.
pub(crate) fn term(hazard: f64, kept: f64, cut: f64) -> f64 {
    if kept == 0.0 {
        // The common case, and the one that does not multiply an infinite hazard by nothing.
        -libm::expm1(-cut * hazard)
    } else {
        libm::exp(-kept * hazard) * -libm::expm1(-cut * hazard)
    }
}

/// ln(1 + e^y) without overflow: the cumulative hazard of a risk with log-odds y.
pub(crate) fn softplus(y: f64) -> f64 {
    libm::log1p(libm::exp(-y.abs())) + y.max(0.0)
}

/// The log-odds of a risk with cumulative hazard `h`: ln(e^h − 1).
pub(crate) fn logit_of_hazard(h: f64) -> f64 {
    h + ln_risk_of_hazard(h)
}

/// The logarithm of a risk with cumulative hazard `h`: ln(1 − e^(−h)).
pub(crate) fn ln_risk_of_hazard(h: f64) -> f64 {
    ln_risk(h, -libm::expm1(-h))
}

/// The same where the risk 1 − e^(−h) itself is at hand.
pub(crate) fn ln_risk(h: f64, risk: f64) -> f64 {
    // On either side of ln 2 the other form would lose digits.
    if h < core::f64::consts::LN_2 { libm::log(risk) } else { libm::log1p(-libm::exp(-h)) }
}

/// The cumulative hazard of a risk whose logarithm is `y` < 0.
pub(crate) fn hazard_of_ln_risk(y: f64) -> f64 {
    // −ln(1 − e^y), with the same two forms.
    if y > -core::f64::consts::LN_2 { -libm::log(-libm::expm1(y)) } else { -libm::log1p(-libm::exp(y)) }
}

/// The trapezoid rule for a smooth function that falls off before both ends, halving the step from `step` until the
/// sum agrees with the one before to `tolerance` relative.
///
/// For functions analytic in a strip the error falls like e^(−c/step): where two sums agree to `tolerance`, the second
/// is right to about its square.
pub(crate) fn trapezoid(from: f64, to: f64, step: f64, tolerance: f64, f: impl Fn(f64) -> f64) -> f64 {
    let sum = |start: f64, step: f64| {
        let mut total = 0.0;
        let mut i = 0.0;
        while start + i * step <= to {
            total += f(start + i * step);
            i += 1.0;
        }
        total
    };
    let mut step = step;
    let mut total = sum(from, step);
    for _ in 0..12 {
        let before = total * step;
        total += sum(from + 0.5 * step, step);
        step *= 0.5;
        if (total * step - before).abs() <= tolerance * before.abs() {
            break;
        }
    }
    total * step
}

/// The zero of a rising function between two bounds, by regula falsi in the Illinois variant, to the last digits of a
/// number of the order of one.
pub(crate) fn root(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa >= 0.0 {
        return a;
    }
    if fb <= 0.0 {
        return b;
    }
    let mut side = 0;
    for _ in 0..200 {
        let secant = (a * fb - b * fa) / (fb - fa);
        let c = if secant > a && secant < b { secant } else { 0.5 * (a + b) };
        if c <= a || c >= b || b - a <= 2.0 * f64::EPSILON * (1.0 + a.abs() + b.abs()) {
            return c;
        }
        let fc = f(c);
        if fc < 0.0 {
            (a, fa) = (c, fc);
            if side < 0 {
                fb *= 0.5;
            }
            side = -1;
        } else if fc > 0.0 {
            (b, fb) = (c, fc);
            if side > 0 {
                fa *= 0.5;
            }
            side = 1;
        } else {
            return c;
        }
    }
    0.5 * (a + b)
}
