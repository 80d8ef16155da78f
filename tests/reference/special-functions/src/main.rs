//! How far maintained crates and the core's own functions are off in the corners of the beta distribution.
//!
//! `cargo run --release --manifest-path tests/reference/special-functions/Cargo.toml` prints the table that METHODS.md
//! quotes. The true values are Arb's, at 800 bits.

use std::panic::catch_unwind;

use harm_core::belief::{Belief, Beta, Sharing};
use harm_core::quantity::{OpenProbability, Probability, Weight};
use special::Beta as _;
use statrs::function::beta as statrs_beta;

/// a, b, threshold t and P(p ≥ t).
const TAILS: [(f64, f64, f64, f64); 6] = [
    (0.01, 0.99, 0.1, 0.022_913_589_036_020_4),
    (1.0, 99.0, 0.05, 0.006_232_136_021_404_235_5),
    (1e-12, 0.001, 0.01, 1.004_593_485_188_030_3e-9),
    (0.001, 1e6, 1e-6, 0.000_219_608_357_401_449_21),
    (1e4, 990_000.0, 0.0101, 0.157_443_373_957_258_68),
    (5e-7, 0.5, 0.3, 1.209_934_021_647_114_6e-6),
];

/// a, b, level q and the quantile.
const QUANTILES: [(f64, f64, f64, f64); 6] = [
    (0.01, 0.99, 0.05, 8.019_448_939_120_819e-131),
    (1.0, 99.0, 0.95, 0.029_806_673_773_350_887),
    (0.3, 0.7, 0.5, 0.158_774_686_978_501_63),
    (0.0005, 0.9995, 0.95, 2.802_642_933_296_551_3e-45),
    (1e4, 990_000.0, 0.05, 0.009_836_898_235_817_934),
    (0.004, 0.016, 0.05, 9.093_655_514_879_386e-302),
];

/// a, b, steps m and 1 − B(a, b + m)/B(a, b).
const RISKS: [(f64, f64, f64, f64); 5] = [
    (0.01, 0.99, 10.0, 0.028_940_536_216_035_028),
    (1.0, 99.0, 1e-6, 1.010_100_999_897_969_7e-8),
    (0.001, 999_999.999, 3.0, 2.999_996_997_005_006_2e-9),
    (1e4, 990_000.0, 0.5, 0.005_012_564_149_677_314),
    (1e-12, 0.001, 1e6, 1.014_391_080_976_279e-9),
];

fn own(a: f64, b: f64) -> Belief {
    let (Ok(mean), Ok(weight)) = (Probability::new(a / (a + b)), Weight::new(a + b)) else { panic!("in range") };
    Belief::Beta(Beta { mean, weight })
}

fn own_tail(a: f64, b: f64, t: f64) -> f64 {
    Probability::new(t).map_or(f64::NAN, |t| own(a, b).at_least(t))
}

fn own_quantile(a: f64, b: f64, q: f64) -> f64 {
    OpenProbability::new(q).map_or(f64::NAN, |q| own(a, b).quantile(q))
}

fn row(what: &str, case: (f64, f64, f64, f64), functions: [fn(f64, f64, f64) -> f64; 4]) {
    let (a, b, x, truth) = case;
    print!("{what:9} {:26}", format!("({a:e}, {b:e}, {x:e})"));
    for function in functions {
        match catch_unwind(|| function(a, b, x)) {
            Ok(value) if value.is_nan() => print!("{:>12}", "NaN"),
            Ok(value) => print!("{:>12.0e}", ((value - truth) / truth).abs()),
            Err(_) => print!("{:>12}", "panics"),
        }
    }
    println!();
}

fn main() {
    std::panic::set_hook(Box::new(|_| ()));
    println!("{:36}{:>12}{:>12}{:>12}{:>12}", "relative error at", "puruspe", "statrs", "special", "own");
    for case in TAILS {
        row("P(p ≥ t)", case, [
            |a, b, t| 1.0 - puruspe::betai(a, b, t),
            |a, b, t| 1.0 - statrs_beta::beta_reg(a, b, t),
            |a, b, t| 1.0 - t.inc_beta(a, b, a.ln_beta(b)),
            own_tail,
        ]);
    }
    for case in QUANTILES {
        row("quantile", case, [
            |a, b, q| puruspe::invbetai(q, a, b),
            |a, b, q| statrs_beta::inv_beta_reg(a, b, q),
            |a, b, q| q.inv_inc_beta(a, b, a.ln_beta(b)),
            own_quantile,
        ]);
    }
    for case in RISKS {
        row("risk", case, [
            |a, b, m| {
                let ln_b = |k: f64| puruspe::ln_gamma(b + k) - puruspe::ln_gamma(a + b + k);
                -(ln_b(m) - ln_b(0.0)).exp_m1()
            },
            |a, b, m| -(statrs_beta::ln_beta(a, b + m) - statrs_beta::ln_beta(a, b)).exp_m1(),
            |a, b, m: f64| -(a.ln_beta(b + m) - a.ln_beta(b)).exp_m1(),
            |a, b, m| own(a, b).risk(m, Sharing::Shared),
        ]);
    }
}
