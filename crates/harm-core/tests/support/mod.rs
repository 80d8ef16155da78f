//! Scenarios at random, corners included.
#![allow(dead_code, unreachable_pub, reason = "each test file uses what it needs of this module")]

use harm_core::belief::{Belief, Beta, Family, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::quantity::{
    FatalityFraction, Growth, OpenProbability, Population, Probability, ScaleFactor, Share, Steps, Trend, Weight,
};
use harm_core::{Per, ScaleUp, Scenario};
use proptest::prelude::*;

pub fn probability(value: f64) -> Probability {
    Probability::new(value).unwrap()
}

pub fn level(value: f64) -> OpenProbability {
    OpenProbability::new(value).unwrap()
}

/// Relative distance of two numbers.
pub fn off(a: f64, b: f64) -> f64 {
    if a == b { 0.0 } else { (a - b).abs() / a.abs().max(b.abs()) }
}

/// The comment with so many tenfold steps.
pub fn with_steps(steps: f64) -> Scenario {
    Scenario {
        scale_up: ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(steps).unwrap() },
        ..Scenario::default()
    }
}

/// 10 to a power, so that all magnitudes are as likely.
pub fn magnitude(low: f64, high: f64) -> impl Strategy<Value = f64> {
    (low..high).prop_map(|exponent| 10f64.powf(exponent))
}

/// A risk: tiny, near certainty, or one of the ends.
pub fn risk() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => magnitude(-12.0, -0.01),
        2 => (-7.0..7.0f64).prop_map(|logit| 1.0 / (1.0 + (-logit).exp())),
        1 => Just(0.01),
        1 => prop_oneof![Just(0.0), Just(1.0)],
    ]
}

/// Bounds of an interval that are apart by anything from a millionth to twelve orders of magnitude.
fn bounds() -> impl Strategy<Value = (f64, f64)> {
    let inside = || risk().prop_filter("inside", |p| *p > 0.0 && *p < 0.9999);
    prop_oneof![
        (inside(), inside()).prop_filter("apart", |(a, b)| a != b).prop_map(|(a, b)| (a.min(b), a.max(b))),
        (inside(), magnitude(-6.0, 0.0)).prop_map(|(low, more)| (low, (low * (1.0 + more)).min(0.9999))),
        Just((1e-12, 0.999)),
    ]
    .prop_filter("in order", |(low, high)| low < high)
}

fn levels() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.9), 0.01..0.9999f64, Just(0.01), Just(0.9999)]
}

/// Beliefs of a family.
fn of_family(family: Family) -> BoxedStrategy<Belief> {
    match family {
        Family::Point => risk().prop_map(|p| Belief::Point(probability(p))).boxed(),
        Family::Beta => (risk(), magnitude(-3.0, 6.0))
            .prop_map(|(mean, weight)| {
                Belief::Beta(Beta { mean: probability(mean), weight: Weight::new(weight).unwrap() })
            })
            .boxed(),
        Family::LogUniform => (bounds(), prop::bool::weighted(0.1))
            .prop_map(|((low, high), to_one)| {
                Belief::LogUniform(LogUniform::new(low, if to_one { 1.0 } else { high }).unwrap())
            })
            .boxed(),
        Family::LogitNormal => (bounds(), levels())
            .prop_map(|((low, high), q)| Belief::LogitNormal(LogitNormal::new(low, high, level(q)).unwrap()))
            .boxed(),
        Family::LogNormal => (bounds(), levels(), prop::bool::weighted(0.1))
            .prop_map(|((low, high), q, to_one)| {
                Belief::LogNormal(LogNormal::new(low, if to_one { 1.0 } else { high }, level(q)).unwrap())
            })
            .boxed(),
        Family::Panel => prop::collection::vec((risk(), magnitude(-3.0, 3.0)), 1..8)
            .prop_map(|opinions| {
                let (risks, weights): (Vec<_>, Vec<_>) =
                    opinions.into_iter().map(|(p, w)| (probability(p), Weight::new(w).unwrap())).unzip();
                Belief::Panel(Panel::new(&risks, &weights).unwrap())
            })
            .boxed(),
    }
}

pub fn belief() -> impl Strategy<Value = Belief> {
    proptest::strategy::Union::new(Family::ALL.iter().copied().map(of_family))
}

pub fn uncertain() -> impl Strategy<Value = Belief> {
    let uncertain = Family::ALL.iter().copied().filter(|&family| family != Family::Point);
    proptest::strategy::Union::new(uncertain.map(of_family))
}

/// A number of reference steps from a millionth to a million.
pub fn steps() -> impl Strategy<Value = f64> {
    prop_oneof![magnitude(-6.0, 6.0), 0.0..20.0f64, Just(1.0), Just(0.0)]
}

/// What a risk is stated for: a factor, a year, the whole.
fn reference() -> impl Strategy<Value = Per> {
    prop_oneof![
        4 => magnitude(0.05, 3.0).prop_map(|per| Per::Factor(ScaleFactor::new(per).unwrap())),
        1 => Just(Per::Year),
        1 => Just(Per::Total),
    ]
}

pub fn scenario() -> impl Strategy<Value = Scenario> {
    (
        belief(),
        any::<bool>(),
        (reference(), magnitude(0.05, 3.0), prop_oneof![Just(1.0), Just(0.0), 0.0..12.0f64]),
        prop_oneof![3 => Just(1.0), 1 => magnitude(-1.0, 1.0)],
        (prop_oneof![3 => Just(8e9), 1 => 0.0..1e12f64], prop_oneof![3 => Just(1.0), 1 => 0.0..=1.0f64]),
        magnitude(0.01, 2.0),
    )
        .prop_map(|(belief, shared, (per, step, steps), trend, (population, fatality), growth)| Scenario {
            belief,
            sharing: if shared { Sharing::Shared } else { Sharing::Independent },
            per,
            scale_up: ScaleUp::Steps { step: ScaleFactor::new(step).unwrap(), steps: Steps::new(steps).unwrap() },
            trend: Trend::new(trend).unwrap(),
            population: Population::new(population).unwrap(),
            fatality: FatalityFraction::new(fatality).unwrap(),
            growth: Growth::new(growth).unwrap(),
        })
}

pub fn share(value: f64) -> Share {
    Share::new(value).unwrap()
}

/// A probability or share of any magnitude, with both ends.
pub fn unit() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0f64, magnitude(-12.0, 0.0)]
}
