//! How numbers, ranges and lists are told apart: each text here is read one way, and its neighbour another.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a text that is not read fails its test")]

use harm_wire::number::{self, NumberError};
use harm_wire::{Key, Value, query, read_entry, read_field};

/// The numbers that a text sets, with the keys that they belong to.
fn set(key: Key, text: &str) -> Vec<(Key, Value)> {
    read_entry(key, text).unwrap().values
}

fn range(low: f64, high: f64) -> Vec<(Key, Value)> {
    let number = |key, value| (key, Value::Number(value));
    vec![number(Key::Low, low), number(Key::High, high), (Key::Belief, Value::Word("logit-normal"))]
}

#[test]
fn a_unit_at_the_end_of_a_range_is_that_of_both_unless_the_start_has_its_own() {
    for (text, low, high) in [
        ("0.1 to 5%", 0.001, 0.05),
        ("0.1% to 5%", 0.001, 0.05),
        ("0.001 to 0.05", 0.001, 0.05),
        ("1 in 1000 to 5%", 0.001, 0.05),
        ("0.1% to 1 in 20", 0.001, 0.05),
        ("0.001 to 1 in 20", 0.001, 0.05),
        ("0.1..0.5", 0.1, 0.5),
        ("10%...20%", 0.1, 0.2),
    ] {
        assert_eq!(set(Key::Risk, text), range(low, high), "{text}");
    }
}

#[test]
fn what_a_range_is_for_is_said_at_its_end_or_at_both() {
    let per_year = [range(0.01, 0.05), vec![(Key::Per, Value::Word("year"))]].concat();
    assert_eq!(set(Key::Risk, "1% to 5% per year"), per_year);
    assert_eq!(set(Key::Risk, "1% per year to 5% per year"), per_year);
    assert!(read_entry(Key::Risk, "1% per year to 5%").is_err());
    assert!(read_entry(Key::Risk, "1% per year to 5% in total").is_err());
    assert_eq!(set(Key::Risk, "1%/year")[1], (Key::Per, Value::Word("year")));
}

#[test]
fn how_sure_one_is_follows_behind_a_comma_or_in_brackets() {
    let sure = [range(0.01, 0.05), vec![(Key::Level, Value::Number(0.8))]].concat();
    assert_eq!(set(Key::Risk, "1% to 5%, 80% sure"), sure);
    assert_eq!(set(Key::Risk, "1% to 5% (80% sure)"), sure);
    for text in [
        "1% to 5% 80% sure",
        "1% to 5%, (80% sure)",
        "1% to 5% (80% sure",
        "1% to 5%, 80% sure)",
        "1% to 5%, 80%",
        "1% to 5%, 0.8 sure",
        "1% to 5%, 8 sure",
    ] {
        assert!(read_entry(Key::Risk, text).is_err(), "{text}");
    }
    assert!(read_entry(Key::From, "1e25 to 1e26").is_ok() && read_entry(Key::From, "1e25 to 1e26, 80% sure").is_err());
}

#[test]
fn one_value_is_not_taken_from_what_sets_several() {
    for text in ["1% per year", "1% in total", "1% to 5%"] {
        assert!(read_field(Key::Risk, text).is_err() && read_entry(Key::Risk, text).is_ok(), "{text}");
    }
    let error = read_entry(Key::Risk, "1% to 150%").unwrap_err();
    assert!(error.key == Key::Risk && error.message.starts_with("risk sets high, which must be"), "{error}");
}

#[test]
fn only_a_risk_is_stated_for_something() {
    for (key, text) in
        [(Key::Population, "8 billion per year"), (Key::Steps, "3 per year"), (Key::Fatality, "50% in total")]
    {
        assert!(read_entry(key, text).is_err(), "{text}");
    }
    assert!(read_entry(Key::Panel, "1%, 5% per year").is_ok());
    assert!(read_entry(Key::Panel, "1% per year, 5%").is_err());
}

#[test]
fn another_sense_is_asked_about_only_where_the_field_would_take_it() {
    let asks = |key: Key, text: &str| read_entry(key, text).unwrap().question.is_some();
    assert!(asks(Key::Population, "143.000"));
    assert!(!asks(Key::Population, "143.000 billion"), "that many people there cannot be");
    assert!(!asks(Key::Population, "0.000") && !asks(Key::Population, "143.0"));
    assert!(read_field(Key::Risk, "1,5").unwrap_err().suggestions.is_empty());
}

#[test]
fn commas_divide_a_list_unless_they_group_digits() {
    let numbers = |text: &str| match set(Key::Panel, text).swap_remove(0).1 {
        Value::Numbers(numbers) => numbers,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(numbers("0.01,0.02"), [0.01, 0.02]);
    assert_eq!(numbers("1%,0,5%"), [0.01, 0.0, 0.05]);
    assert_eq!(numbers("1 in 1,000; 1 in 100"), [0.001, 0.01]);
    assert_eq!(numbers("1 in 1,000, 1 in 100"), [0.001, 0.01]);
    assert!(read_entry(Key::Panel, "1 in 1,000").is_ok_and(|entry| entry.values[0].1 == Value::Numbers(vec![0.001])));
    assert!(read_entry(Key::Panel, "1 in 1,000,1 in 100").is_err());
}

#[test]
fn digits_are_in_groups_of_three_or_not_at_all() {
    for (text, value) in [("1 000", 1e3), ("12 345 678", 12_345_678.0), ("1 000.5", 1000.5), ("5.", 5.0), (".5", 0.5)] {
        assert_eq!(number::read(text).unwrap().value, value, "{text}");
    }
    for text in ["1 2.3", "1 23", "1 00", "1 0000", "1..", "."] {
        assert_eq!(number::read(text), Err(NumberError::Unreadable), "{text}");
    }
    // The largest doubles, as they are rounded in print.
    assert_eq!(number::read("0.1798e309").unwrap().value, f64::MAX);
    assert!(matches!(number::read("0.1799e310"), Err(NumberError::TooLarge(_))));
}

#[test]
fn a_scenario_is_folded_into_a_value_and_unfolded() {
    for (query, folded) in
        [("", "default"), ("risk=2%25&steps=3", "risk_0.02__steps_3"), ("risk-cut=10%25", "risk-cut_0.1")]
    {
        let request = query::parse(query).request;
        assert_eq!(query::folded(&request), folded);
        assert_eq!(query::unfolded(folded), request);
    }
}
