//! How long the model takes: an assessment, its curve of 64 points with the band, and each lens, for each kind of belief.
//!
//! ```sh
//! cargo bench -p harm-core                    # all of it
//! cargo bench -p harm-core -- assessment      # what has that in its name
//! ```
//!
//! Read the medians, on a machine that does nothing else. Each group states its target.
#![allow(clippy::unwrap_used, reason = "the benchmark's own scenarios are in range")]

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use harm_core::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal, Panel};
use harm_core::lens::{acceptable, belief, evaluations, pause, perspective, restraint, scale_limit, sensitivity};
use harm_core::quantity::{OpenProbability, Probability, ScaleFactor, Steps, Weight};
use harm_core::{Lenses, ScaleUp, Scenario, assess, curve};

criterion_main!(model);
criterion_group! {
    name = model;
    config = Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = assessment, with_curve, lens
}

/// Ten tenfold steps under a belief.
fn scenario(belief: Belief) -> Scenario {
    let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(10.0).unwrap() };
    Scenario { belief, scale_up, ..Scenario::default() }
}

/// Each kind of belief as a reader would give it, and the widest of those whose sums grow with the width.
fn beliefs() -> Vec<(&'static str, Scenario)> {
    let probability = |value: f64| Probability::new(value).unwrap();
    let level = |value: f64| OpenProbability::new(value).unwrap();
    let beta = |weight: f64| Belief::Beta(Beta { mean: probability(0.01), weight: Weight::new(weight).unwrap() });
    let panel = Panel::new(&[0.0038, 0.03, 0.05].map(probability), &[]).unwrap();
    let beliefs = [
        ("point", Belief::Point(probability(0.01))),
        ("beta, weight 1", beta(1.0)),
        ("beta, weight 100", beta(100.0)),
        ("beta, weight 1e6", beta(1e6)),
        ("log-uniform", Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap())),
        ("log-uniform, wide", Belief::LogUniform(LogUniform::new(1e-12, 0.999).unwrap())),
        ("logit-normal", Belief::LogitNormal(LogitNormal::new(1e-3, 0.05, level(0.9)).unwrap())),
        ("logit-normal, wide", Belief::LogitNormal(LogitNormal::new(1e-12, 0.999, level(0.1)).unwrap())),
        ("log-normal", Belief::LogNormal(LogNormal::new(1e-4, 0.1, level(0.9)).unwrap())),
        ("log-normal, wide", Belief::LogNormal(LogNormal::new(1e-12, 0.999, level(0.1)).unwrap())),
        ("panel of three", Belief::Panel(panel)),
    ];
    beliefs.map(|(name, belief)| (name, scenario(belief))).into()
}

/// At most 100 ns for a known risk, 20 µs for an uncertain one.
fn assessment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assessment");
    for (name, scenario) in beliefs() {
        group.bench_function(name, |bencher| bencher.iter(|| assess(black_box(&scenario))));
    }
}

/// What the page and the JSON document show: at most 3 µs for a known risk, 250 µs for an uncertain one.
fn with_curve(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("with curve");
    for (name, scenario) in beliefs() {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let assessment = assess(black_box(&scenario));
                black_box(curve(&scenario, assessment.orders_of_magnitude, 64));
                assessment
            });
        });
    }
}

/// Each lens by itself, with its default inputs, for the default belief and for a log-normal one.
fn lens(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lens");
    let lenses = Lenses::default();
    macro_rules! bench {
        ($($name:literal: $answer:expr;)*) => {
            for (belief, scenario) in beliefs().iter().filter(|(belief, _)| ["point", "log-normal"].contains(belief)) {
                $(group.bench_function(format!("{}, {belief}", $name), |bencher| {
                    bencher.iter(|| $answer(black_box(scenario)));
                });)*
            }
        };
    }
    bench! {
        "belief": belief::answer;
        "evaluations": |scenario| evaluations::answer(scenario, black_box(&lenses.evaluations));
        "scale limit": |scenario| scale_limit::answer(scenario, black_box(&lenses.scale_limit));
        "pause": |scenario| pause::answer(scenario, black_box(&lenses.pause));
        "restraint": |scenario| restraint::answer(scenario, black_box(&lenses.restraint));
        "acceptable": |scenario| acceptable::answer(scenario, black_box(&lenses.acceptable));
        "sensitivity": sensitivity::answer;
    }
    let comment = assess(&Scenario::default());
    group.bench_function("perspective", |bencher| {
        bencher.iter(|| perspective::answer(black_box(comment.expected_deaths), black_box(comment.micromorts)));
    });
}
