//! Random requests for the property tests of every form on the wire, from the rows of the table.
#![allow(clippy::unwrap_used, reason = "only tests use it, and every value is made in its range")]

use alloc::vec::Vec;

use harm_core::quantity::Range;
use proptest::prelude::*;
use proptest::sample::select;

use crate::belief;
use crate::field::{Key, Kind, Value};
use crate::request::Request;
use crate::value::Values;

/// Numbers of a range: of every magnitude, with the ends that belong to it.
fn numbers(range: &'static Range) -> BoxedStrategy<f64> {
    let named: Vec<f64> =
        [range.low, range.high, 0.01, 0.9, 1.0, 4.0, 10.0, 8e9].into_iter().filter(|&v| range.contains(v)).collect();
    let (length, usual) = if range.high.is_finite() { (range.high - range.low, 1e12) } else { (1e300, 1e3) };
    prop_oneof![
        select(named),
        (0.0..=1.0).prop_map(move |part| range.low + part * length.min(usual)),
        (-300.0..=length.log10()).prop_map(move |exponent| range.low + 10f64.powf(exponent)),
    ]
    .prop_filter("in range", |&value| range.contains(value))
    .boxed()
}

/// Values of an input.
fn values(key: Key) -> BoxedStrategy<Value> {
    let field = key.field();
    let number = || numbers(field.range.unwrap());
    match field.kind {
        Kind::Word(words) => select(words).prop_map(Value::Word).boxed(),
        Kind::Number => number().prop_map(Value::Number).boxed(),
        Kind::NumberOr(words) => {
            prop_oneof![3 => number().prop_map(Value::Number), 1 => select(words).prop_map(Value::Word)].boxed()
        }
        Kind::NumberOrNone => prop_oneof![3 => number().prop_map(Value::Number), 1 => Just(Value::None)].boxed(),
        Kind::Numbers => proptest::collection::vec(number(), 1..8).prop_map(Value::Numbers).boxed(),
    }
}

/// Inputs that have to fit each other: the first of two is at most the second. That no row can say.
const IN_ORDER: [(Key, Key); 3] = [(Key::Low, Key::High), (Key::From, Key::To), (Key::Abstain, Key::Labs)];

/// The request of values that are made to fit each other, as far as that takes no other values.
fn fitted(mut values: Values, range: bool) -> Request {
    for key in if range { [Key::Step, Key::Steps] } else { [Key::From, Key::To] } {
        values.remove(key);
    }
    let bounds: &[Key] = if range { &[Key::From, Key::To] } else { &[] };
    for &key in belief::row(belief::family(&values)).required.iter().chain(bounds) {
        if !values.has(key) {
            values.set(key, key.starting_value().unwrap());
        }
    }
    for (low, high) in IN_ORDER {
        if let (Some(a), Some(b)) = (values.number(low), values.number(high))
            && a > b
        {
            values.set(low, Value::Number(b));
            values.set(high, Value::Number(a));
        }
    }
    let opinions = values.numbers(Key::Panel).len();
    let weights: Vec<f64> = values.numbers(Key::Weights).iter().copied().cycle().take(opinions).collect();
    if weights.is_empty() {
        values.remove(Key::Weights);
    } else {
        values.set(Key::Weights, Value::Numbers(weights));
    }
    Request::from_values_lenient(&values).0
}

/// Any request. Boxed: its tree of values is so large that tests which combine it with more would run out of stack.
pub fn request() -> BoxedStrategy<Request> {
    let each: Vec<_> = Key::ALL.into_iter().map(|key| proptest::option::of(values(key))).collect();
    (each, any::<bool>())
        .prop_map(|(each, range)| {
            let mut values = Values::default();
            for (key, value) in Key::ALL.into_iter().zip(each) {
                if let Some(value) = value {
                    values.set(key, value);
                }
            }
            fitted(values, range)
        })
        .boxed()
}
