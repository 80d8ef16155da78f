//! How long an assessment takes, with and without its curve of 64 points, for each kind of belief; and the lenses.
//!
//! `cargo bench -p harm-core`
#![allow(clippy::unwrap_used, reason = "the benchmark's own scenarios are in range")]

use std::fmt;

use divan::{Bencher, black_box};
use harm_core::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal, Panel};
use harm_core::quantity::{OpenProbability, Probability, ScaleFactor, Steps, Weight};
use harm_core::{Lenses, ScaleUp, Scenario, assess, curve};

fn main() {
    divan::main();
}

/// A scenario of ten tenfold steps with a belief that is named in the table.
struct Case {
    name: &'static str,
    scenario: Scenario,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn case(name: &'static str, belief: Belief) -> Case {
    let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(10.0).unwrap() };
    Case { name, scenario: Scenario { belief, scale_up, ..Scenario::default() } }
}

fn cases() -> Vec<Case> {
    let p = |value: f64| Probability::new(value).unwrap();
    let level = |value: f64| OpenProbability::new(value).unwrap();
    let beta = |weight: f64| Belief::Beta(Beta { mean: p(0.01), weight: Weight::new(weight).unwrap() });
    vec![
        case("point", Belief::Point(p(0.01))),
        case("panel of 3", Belief::Panel(Panel::new(&[p(0.0038), p(0.03), p(0.05)], &[]).unwrap())),
        case("log-uniform", Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap())),
        case("log-uniform, wide", Belief::LogUniform(LogUniform::new(1e-12, 0.999).unwrap())),
        case("logit-normal", Belief::LogitNormal(LogitNormal::new(1e-3, 0.05, level(0.9)).unwrap())),
        case("logit-normal, wide", Belief::LogitNormal(LogitNormal::new(1e-12, 0.999, level(0.1)).unwrap())),
        case("log-normal", Belief::LogNormal(LogNormal::new(1e-4, 0.1, level(0.9)).unwrap())),
        case("beta, weight 1", beta(1.0)),
        case("beta, weight 100", beta(100.0)),
        case("beta, weight 1e6", beta(1e6)),
    ]
}

#[divan::bench(args = cases())]
fn assessment(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench_local(|| assess(black_box(&case.scenario)));
}

#[divan::bench(args = cases())]
fn curve_of_64_points(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench_local(|| curve(black_box(&case.scenario), black_box(10.0), 64));
}

#[divan::bench(args = cases())]
fn all_lenses(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench_local(|| Lenses::default().answer(black_box(&case.scenario)));
}
