//! Random requests for the property tests of every form on the wire.
#![allow(clippy::unwrap_used, reason = "only tests use it, and every value is made in its range")]

use harm_core::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::lens::{Acceptable, Evaluations, Lenses, Pause, PauseEnd, Restraint, ScaleLimit, Tolerate};
use harm_core::quantity::{
    Abstaining, Buffer, Compute, Dollars, FatalityFraction, Growth, Laboratories, Months, OpenProbability,
    OrdersOfMagnitude, Population, PositiveMonths, Probability, ScaleFactor, Share, Steps, Trend, Weight,
};
use harm_core::scenario::{ComputeRange, Per, ScaleUp, Scenario};
use proptest::option;
use proptest::prelude::*;

use crate::inputs::Request;

/// Probabilities of every magnitude, with the ends.
fn probability() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), Just(0.01), 0.0..=1.0, (-300.0..0.0f64).prop_map(|e| 10f64.powf(e))]
}

fn inside() -> impl Strategy<Value = f64> {
    prop_oneof![1e-12..0.999, (-300.0..-0.001f64).prop_map(|e| 10f64.powf(e))]
}

fn positive() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), 1e-3..1e3, (-300.0..300.0f64).prop_map(|e| 10f64.powf(e))]
}

fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![Just(10.0), Just(4.0), 1.000_001..1e4, (0.001..300.0f64).prop_map(|e| 10f64.powf(e))]
}

/// Two bounds in order.
fn bounds() -> impl Strategy<Value = (f64, f64)> {
    (inside(), inside()).prop_filter_map("equal", |(a, b)| (a != b).then(|| (a.min(b), a.max(b))))
}

fn belief() -> impl Strategy<Value = Belief> {
    let probability = || probability().prop_map(|v| Probability::new(v).unwrap());
    let weight = || positive().prop_map(|v| Weight::new(v).unwrap());
    // Less certain than one in a billion of an interval, nobody states one.
    let level = || prop_oneof![1e-9..0.999_999, Just(0.9)].prop_map(|v| OpenProbability::new(v).unwrap());
    prop_oneof![
        4 => probability().prop_map(Belief::Point),
        1 => (probability(), weight()).prop_map(|(mean, weight)| Belief::Beta(Beta { mean, weight })),
        1 => bounds().prop_map(|(low, high)| Belief::LogUniform(LogUniform::new(low, high).unwrap())),
        1 => (bounds(), level()).prop_map(|((a, b), l)| Belief::LogitNormal(LogitNormal::new(a, b, l).unwrap())),
        1 => (bounds(), level()).prop_map(|((a, b), l)| Belief::LogNormal(LogNormal::new(a, b, l).unwrap())),
        1 => (proptest::collection::vec((probability(), weight()), 1..8), any::<bool>()).prop_map(|(opinions, equal)| {
            let (risks, weights): (Vec<_>, Vec<_>) = opinions.into_iter().unzip();
            Belief::Panel(Panel::new(&risks, if equal { &[] } else { &weights }).unwrap())
        }),
    ]
}

fn scale_up() -> impl Strategy<Value = ScaleUp> {
    prop_oneof![
        (factor(), prop_oneof![Just(0.0), positive()]).prop_map(|(step, steps)| ScaleUp::Steps {
            step: ScaleFactor::new(step).unwrap(),
            steps: Steps::new(steps).unwrap()
        }),
        (positive(), positive()).prop_map(|(a, b)| {
            let compute = |v| Compute::new(v).unwrap();
            ScaleUp::Range(ComputeRange::new(compute(a.min(b)), compute(a.max(b))).unwrap())
        }),
    ]
}

/// What a risk is stated for.
fn reference() -> impl Strategy<Value = Per> {
    prop_oneof![
        4 => factor().prop_map(|factor| Per::Factor(ScaleFactor::new(factor).unwrap())),
        1 => Just(Per::Year),
        1 => Just(Per::Total),
    ]
}

/// Any scenario.
fn scenario() -> impl Strategy<Value = Scenario> {
    let population = prop_oneof![Just(0.0), Just(8e9), 0.0..=1e12];
    (belief(), any::<bool>(), reference(), scale_up(), positive(), population, probability(), factor()).prop_map(
        |(belief, redrawn, per, scale_up, trend, population, fatality, growth)| Scenario {
            belief,
            sharing: if redrawn { Sharing::Redrawn } else { Sharing::Shared },
            per,
            scale_up,
            trend: Trend::new(trend).unwrap(),
            population: Population::new(population).unwrap(),
            fatality: FatalityFraction::new(fatality).unwrap(),
            growth: Growth::new(growth).unwrap(),
        },
    )
}

fn evaluations() -> impl Strategy<Value = Evaluations> {
    (
        (option::of(factor()), option::of(positive()), factor(), prop_oneof![Just(1.0), factor()]),
        ((probability(), probability()), probability(), option::of(probability()), positive(), option::of(positive())),
    )
        .prop_map(|((every, months, growth, buffer), ((detect, response), common, jump, error, cost))| {
            Evaluations {
                every: every.map(|v| ScaleFactor::new(v).unwrap()),
                months: months.map(|v| PositiveMonths::new(v).unwrap()),
                growth: Growth::new(growth).unwrap(),
                buffer: Buffer::new(buffer).unwrap(),
                detect: Probability::new(detect).unwrap(),
                response: Probability::new(response).unwrap(),
                common: Share::new(common).unwrap(),
                jump: jump.map(|v| Probability::new(v).unwrap()),
                forecast_error: OrdersOfMagnitude::new(error).unwrap(),
                cost: cost.map(|v| Dollars::new(v).unwrap()),
            }
        })
}

/// Any inputs of the lenses.
fn lenses() -> impl Strategy<Value = Lenses> {
    let share = || probability().prop_map(|v| Share::new(v).unwrap());
    let pause = (positive(), share(), share(), share(), any::<bool>()).prop_map(
        |(months, risk_cut, benefit, mortality, random)| Pause {
            months: Months::new(months).unwrap(),
            risk_cut,
            benefit,
            mortality,
            end: if random { PauseEnd::Random } else { PauseEnd::Fixed },
        },
    );
    let restraint = (positive(), 0.0..=1.0, share()).prop_map(|(labs, part, displacement)| {
        Restraint::new(Laboratories::new(labs).unwrap(), Abstaining::new(labs * part).unwrap(), displacement).unwrap()
    });
    let tolerate = prop_oneof![probability(), positive()];
    (evaluations(), factor(), pause, restraint, tolerate).prop_map(
        |(evaluations, limit, pause, restraint, tolerate)| Lenses {
            evaluations,
            scale_limit: ScaleLimit { limit: ScaleFactor::new(limit).unwrap() },
            pause,
            restraint,
            acceptable: Acceptable { tolerate: Tolerate::new(tolerate).unwrap() },
        },
    )
}

/// Any request. Boxed: its tree of values is so large that tests which combine it with more would run out of stack.
pub fn request() -> BoxedStrategy<Request> {
    let lenses = prop_oneof![Just(Lenses::default()), lenses()];
    (scenario().boxed(), lenses.boxed()).prop_map(|(scenario, lenses)| Request { scenario, lenses }).boxed()
}
