//! Whatever is printed is read: each number, pasted into its field, gives what was printed.

#![allow(clippy::panic, reason = "what fails here fails the test that called it")]

use harm_core::{ScaleUp, assess};
use harm_view::number::{
    counted, duration, factor, flop, months, one_in, people, people_in_full, people_tick, percent, plain, population,
    times,
};
use harm_view::{field, track};
use harm_wire::edit::Control;
use harm_wire::{Key, Request, Value, read_field};
use proptest::prelude::*;

/// The number that a field reads.
fn read(key: Key, text: &str) -> f64 {
    match read_field(key, text) {
        Ok(Value::Number(number)) => number,
        other => panic!("{text:?} in {}: {other:?}", key.name()),
    }
}

/// What was printed is read, and the number that is read is printed like it.
fn same(key: Key, value: f64, print: impl Fn(f64) -> String) {
    let text = print(value);
    let back = read(key, &text);
    assert_eq!(print(back), text, "{value:e} is read as {back:e}");
    // Nothing but the rounding is lost, which is to two figures at the least.
    assert!((back - value).abs() <= 0.06 * value, "{value:e}: {text} is read as {back:e}");
}

/// Numbers of all magnitudes between two powers of ten, round ones among them.
fn magnitude(low: f64, high: f64) -> impl Strategy<Value = f64> {
    (low..high, 0usize..17).prop_map(|(e, digits)| format!("{:.digits$e}", 10f64.powf(e)).parse().unwrap_or_default())
}

/// The scale-up, in orders of magnitude, that the page's field makes of a text.
fn scale_up(request: &Request, text: &str) -> f64 {
    let (request, _) = request.typed(Control::ScaleUp, text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assess(&request.scenario).orders_of_magnitude
}

/// Each was read back as another number once.
#[test]
fn numbers_that_once_went_wrong() {
    same(Key::Step, 1e215, times);
    same(Key::Step, 1e215, |f| factor(f.log10()));
    for years in [1.98, 24.2] {
        same(Key::Pause, years, months);
        assert!((read(Key::Pause, &duration(years)) / 12.0 - years).abs() <= 0.05 * years, "{years}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn risks_and_shares(p in prop_oneof![magnitude(-300.0, 0.0), (1e-16..1.0f64).prop_map(|rest| 1.0 - rest)]) {
        prop_assume!(p > 0.0 && p < 1.0);
        for key in [Key::Risk, Key::Low, Key::Fatality, Key::Level, Key::Detect, Key::RiskCut] {
            same(key, p, percent);
        }
        same(Key::Risk, p, one_in);
    }

    #[test]
    fn counts(n in magnitude(0.0, 12.0)) {
        for (key, noun) in [(Key::Population, " people alive"), (Key::Tolerate, " expected deaths")] {
            same(key, n, people);
            same(key, n, population);
            same(key, n, people_in_full);
            same(key, n, people_tick);
            same(key, n, |n| people(n) + noun);
        }
        same(Key::EvalCost, n, |n| format!("${}", people(n)));
    }

    #[test]
    fn factors(f in magnitude(0.01, 300.0)) {
        prop_assume!(f > 1.05);
        for key in [Key::Step, Key::Per, Key::Growth, Key::Trend, Key::EvalEvery, Key::Buffer, Key::Limit] {
            same(key, f, times);
            same(key, f, |f| factor(f.log10()));
        }
        same(Key::Growth, f, |f| times(f) + " a year");
        same(Key::Trend, f.recip(), times);
        same(Key::From, f, flop);
    }

    #[test]
    fn scale_ups(x in prop_oneof![0.0..10.0f64, magnitude(0.0, 308.2)]) {
        let text = factor(x);
        for request in [Request::default(), Request::default().patched("from=1e-300&to=1")] {
            if matches!(request.scenario.scale_up, ScaleUp::Range(_)) && x > 600.0 {
                continue;
            }
            let back = scale_up(&request, &text);
            prop_assert_eq!(factor(back), text.clone(), "{} is read as {}", x, back);
        }
        prop_assert_eq!(factor(scale_up(&Request::default(), &field::scale_up(x))), text);
    }

    #[test]
    fn lengths_of_time(years in magnitude(-5.0, 12.0)) {
        // What rounds to 24 months is printed so, and 24 months by themselves are 2 years.
        let back = read(Key::Pause, &duration(years)) / 12.0;
        prop_assert!((back - years).abs() <= 0.05 * years, "{} is read as {}", years, back);
        same(Key::Pause, years, months);
        same(Key::EvalMonths, years, months);
    }

    #[test]
    fn other_numbers(n in magnitude(-12.0, 25.0)) {
        for key in [Key::Steps, Key::Weight, Key::ForecastError, Key::Labs] {
            same(key, n, plain);
        }
        same(Key::Steps, n, |n| counted(&plain(n), "step"));
        same(Key::ForecastError, n, |n| plain(n) + " orders of magnitude");
        same(Key::Risk, 1e-12f64.max(n * 1e-26), |p| counted(&people(p * 1e6), "micromort"));
    }

    #[test]
    fn ranges(a in magnitude(-9.0, -0.01), b in magnitude(-9.0, -0.01)) {
        let (low, high) = (percent(a.min(b)), percent(a.max(b)));
        prop_assume!(low != high && high != "100%");
        for text in [
            format!("{low} to {high}"),
            format!("{low} to {high}, 90% sure"),
            format!("between {low} and {high}"),
            format!("{low}–{high}"),
        ] {
            let (request, _) = Request::default().typed(Control::Field(Key::Risk), &text).unwrap();
            let values = request.values();
            prop_assert_eq!(percent(values.number(Key::Low).unwrap()), low.clone());
            prop_assert_eq!(percent(values.number(Key::High).unwrap()), high.clone());
        }
    }
}

#[test]
fn every_place_of_a_slider() {
    for control in [Key::Risk, Key::Low, Key::Population, Key::Fatality].map(Control::Field) {
        let (Control::Field(key), Some(track)) = (control, track::of(control)) else { panic!("{control:?}") };
        for position in 0..=track.last() {
            let value = track.value(position);
            assert_eq!(read(key, &field::text(key, &Value::Number(value))), value);
        }
    }
    let track = track::SCALE_UP;
    for position in 0..=track.last() {
        let value = track.value(position);
        let text = field::scale_up(value.log10());
        assert!((10f64.powf(scale_up(&Request::default(), &text)) / value - 1.0).abs() < 1e-12, "{text}");
    }
}

#[test]
fn the_ends() {
    assert_eq!(read(Key::Risk, &one_in(0.0)), 0.0);
    assert_eq!(read(Key::Risk, &percent(1.0)), 1.0);
    assert_eq!(read(Key::Fatality, "everyone"), 1.0);
    assert_eq!(read(Key::Fatality, "no one"), 0.0);
    assert_eq!(read(Key::Steps, &plain(f64::MAX)), f64::MAX);
    assert_eq!(scale_up(&Request::default(), &factor(f64::MAX)), f64::MAX);
    assert_eq!(read(Key::Pause, &duration(0.0)), 0.0);
}
