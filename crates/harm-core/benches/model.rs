//! How long the model takes: an assessment, its curve of 64 points with the band, and each lens, for each kind of belief.
//!
//! ```sh
//! cargo bench -p harm-core                    # all of it
//! cargo bench -p harm-core -- assessment      # what has that in its name
//! ```
//!
//! Read the medians, on a machine that does nothing else. What is aimed at is said beside each group.
#![allow(clippy::unwrap_used, reason = "the benchmark's own scenarios are in range")]

use std::fmt;

use divan::{Bencher, black_box};
use harm_core::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal, Panel};
use harm_core::quantity::{OpenProbability, Probability, ScaleFactor, Steps, Weight};
use harm_core::{Lenses, ScaleUp, Scenario, assess, curve};

fn main() {
    divan::main();
}

/// Ten tenfold steps under a belief that is named in the table.
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
        fmt::Display::fmt(self, f)
    }
}

fn case(name: &'static str, belief: Belief) -> Case {
    let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(10.0).unwrap() };
    Case { name, scenario: Scenario { belief, scale_up, ..Scenario::default() } }
}

fn probability(value: f64) -> Probability {
    Probability::new(value).unwrap()
}

fn level(value: f64) -> OpenProbability {
    OpenProbability::new(value).unwrap()
}

fn known() -> Case {
    case("point", Belief::Point(probability(0.01)))
}

/// Each kind of belief as a reader would give it, and the widest of those whose sums grow with the width.
fn uncertain() -> Vec<Case> {
    let beta = |weight: f64| Belief::Beta(Beta { mean: probability(0.01), weight: Weight::new(weight).unwrap() });
    let panel = Panel::new(&[0.0038, 0.03, 0.05].map(probability), &[]).unwrap();
    vec![
        case("beta, weight 1", beta(1.0)),
        case("beta, weight 100", beta(100.0)),
        case("beta, weight 1e6", beta(1e6)),
        case("log-uniform", Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap())),
        case("log-uniform, wide", Belief::LogUniform(LogUniform::new(1e-12, 0.999).unwrap())),
        case("logit-normal", Belief::LogitNormal(LogitNormal::new(1e-3, 0.05, level(0.9)).unwrap())),
        case("logit-normal, wide", Belief::LogitNormal(LogitNormal::new(1e-12, 0.999, level(0.1)).unwrap())),
        case("log-normal", Belief::LogNormal(LogNormal::new(1e-4, 0.1, level(0.9)).unwrap())),
        case("log-normal, wide", Belief::LogNormal(LogNormal::new(1e-12, 0.999, level(0.1)).unwrap())),
        case("panel of three", Belief::Panel(panel)),
    ]
}

/// At most 100 ns where the risk is known, 20 µs where it is not.
///
/// A sample is many runs, because the clock does not tell nanoseconds apart.
mod assessment {
    use super::*;

    #[divan::bench(sample_size = 1000)]
    fn point(bencher: Bencher<'_, '_>) {
        let case = known();
        bencher.bench_local(|| assess(black_box(&case.scenario)));
    }

    #[divan::bench(args = super::uncertain(), sample_size = 10)]
    fn uncertain(bencher: Bencher<'_, '_>, case: &Case) {
        bencher.bench_local(|| assess(black_box(&case.scenario)));
    }
}

/// What the page and the JSON document show: at most 3 µs where the risk is known, 250 µs where it is not.
mod with_curve {
    use super::*;

    /// The curve is dropped here: a thousand of them, kept until the sample ends, would measure the memory.
    fn both(scenario: &Scenario) {
        let assessment = assess(scenario);
        black_box(curve(scenario, assessment.orders_of_magnitude, 64));
        black_box(assessment);
    }

    #[divan::bench(sample_size = 100)]
    fn point(bencher: Bencher<'_, '_>) {
        let case = known();
        bencher.bench_local(|| both(black_box(&case.scenario)));
    }

    #[divan::bench(args = super::uncertain(), sample_size = 10)]
    fn uncertain(bencher: Bencher<'_, '_>, case: &Case) {
        bencher.bench_local(|| both(black_box(&case.scenario)));
    }
}

/// Each lens by itself, with its default inputs, for the default belief and for a log-normal one.
mod lens {
    use super::*;
    use harm_core::lens::{self, perspective};

    fn cases() -> [Case; 2] {
        [known(), case("log-normal", Belief::LogNormal(LogNormal::new(1e-4, 0.1, level(0.9)).unwrap()))]
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn belief(bencher: Bencher<'_, '_>, case: &Case) {
        bencher.bench_local(|| lens::belief::answer(black_box(&case.scenario)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn evaluations(bencher: Bencher<'_, '_>, case: &Case) {
        let lenses = Lenses::default();
        bencher.bench_local(|| lens::evaluations::answer(black_box(&case.scenario), black_box(&lenses.evaluations)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn scale_limit(bencher: Bencher<'_, '_>, case: &Case) {
        let lenses = Lenses::default();
        bencher.bench_local(|| lens::scale_limit::answer(black_box(&case.scenario), black_box(&lenses.scale_limit)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn pause(bencher: Bencher<'_, '_>, case: &Case) {
        let lenses = Lenses::default();
        bencher.bench_local(|| lens::pause::answer(black_box(&case.scenario), black_box(&lenses.pause)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn restraint(bencher: Bencher<'_, '_>, case: &Case) {
        let lenses = Lenses::default();
        bencher.bench_local(|| lens::restraint::answer(black_box(&case.scenario), black_box(&lenses.restraint)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn acceptable(bencher: Bencher<'_, '_>, case: &Case) {
        let lenses = Lenses::default();
        bencher.bench_local(|| lens::acceptable::answer(black_box(&case.scenario), black_box(&lenses.acceptable)));
    }

    #[divan::bench(args = cases(), sample_size = 10)]
    fn sensitivity(bencher: Bencher<'_, '_>, case: &Case) {
        bencher.bench_local(|| lens::sensitivity::answer(black_box(&case.scenario)));
    }

    #[divan::bench(sample_size = 100)]
    fn perspective(bencher: Bencher<'_, '_>) {
        let comment = assess(&Scenario::default());
        bencher.bench_local(|| perspective::answer(black_box(comment.expected_deaths), black_box(comment.micromorts)));
    }
}
