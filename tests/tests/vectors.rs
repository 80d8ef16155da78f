//! The core against numbers that were computed elsewhere with 40 digits.
//!
//! `data/vectors.json` are the project's own worked cases. `data/corners.json` are random scenarios from the corners of
//! all inputs, those of hundreds on which the core was furthest off; `reference/model.py` made them, which is an
//! implementation of its own in ball arithmetic. The tolerances stand here, once.

#![allow(clippy::expect_used, clippy::panic, reason = "what fails here fails the test that called it")]

use harm_core::gap::{Part, between};
use harm_core::lens::{Solution, acceptable};
use harm_core::{Belief, assess};
use harm_wire::question::{ASSESSMENT, Answers, Output, Reading};
use harm_wire::{Question, Request, query};
use serde_json::{Map, Value};

/// Relative distance that is allowed where the risk is known: a few roundings.
const KNOWN: f64 = 1e-14;
/// The same in the corners, where a power of a thousand evaluations multiplies what its base was rounded by.
const KNOWN_CORNER: f64 = 1e-12;
/// Relative distance that is allowed where the risk is uncertain.
const UNCERTAIN: f64 = 1e-10;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../data/vectors.json")).expect("the vectors are JSON")
}

/// The request that a case's inputs make, by way of a link, as a reader's would.
fn request(inputs: &Map<String, Value>) -> Request {
    let pairs: Vec<String> = inputs.iter().map(|(key, value)| format!("{key}={}", text(value))).collect();
    let parsed = query::parse(&pairs.join("&"));
    // A risk of 1 is read as it stands, with the question whether 1% was meant.
    let refused: Vec<_> = parsed.warnings.iter().filter(|warning| !warning.message.contains("certainty")).collect();
    assert!(refused.is_empty(), "{pairs:?}: {refused:?}");
    parsed.request
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("_"),
        other => panic!("inputs are texts, not {other}"),
    }
}

#[track_caller]
fn agree(name: &str, ours: Option<f64>, theirs: &Value, tolerance: f64) {
    match (ours, theirs.as_f64()) {
        (None, None) => {}
        (Some(ours), Some(theirs)) => {
            let off = if ours == theirs { 0.0 } else { (ours - theirs).abs() / theirs.abs() };
            assert!(off <= tolerance, "{name}: {ours:e} is off {theirs:e} by {off:e}");
        }
        _ => panic!("{name}: {ours:?} is not {theirs}"),
    }
}

/// Compares figures with the answers, by their place in the document.
fn compare(described: &str, answers: &Answers, path: &str, theirs: &Value, tolerance: f64) {
    match theirs {
        Value::Object(parts) => {
            for (name, theirs) in parts {
                compare(described, answers, &format!("{path}.{name}"), theirs, tolerance);
            }
        }
        _ => {
            let output = Output::at(path).unwrap_or_else(|| panic!("the vectors have an unknown figure {path}"));
            let ours = match output.read(answers, 0) {
                Some(Reading::Number(number)) => Some(number),
                _ => None,
            };
            // What is less than a double of full length can hold agrees when it is as little.
            let little = |value: Option<f64>| value.is_some_and(|value| value.abs() < 1e-280);
            if !(little(ours) && little(theirs.as_f64())) {
                agree(&format!("{described} {path}"), ours, theirs, tolerance);
            }
        }
    }
}

#[test]
fn every_assessment_agrees_with_forty_digit_arithmetic() {
    let vectors = vectors();
    let cases = vectors["assessments"].as_array().expect("a list");
    assert!(cases.len() >= 26, "only {} cases", cases.len());
    for case in cases {
        let inputs = case["inputs"].as_object().expect("inputs");
        let request = request(inputs);
        let tolerance = if matches!(request.scenario.belief, Belief::Point(_)) { KNOWN } else { UNCERTAIN };
        let answers = Answers::new(&request, &[]);
        compare(&format!("{inputs:?}"), &answers, ASSESSMENT.key, &case["assessment"], tolerance);
    }
}

#[test]
fn every_lens_agrees_with_forty_digit_arithmetic() {
    let vectors = vectors();
    let cases = vectors["lenses"].as_array().expect("a list");
    assert!(cases.len() >= 15, "only {} cases", cases.len());
    for case in cases {
        let inputs = case["inputs"].as_object().expect("inputs");
        let answers = Answers::new(&request(inputs), &Question::ALL);
        for (question, figures) in case.as_object().expect("a case").iter().filter(|(key, _)| *key != "inputs") {
            compare(&format!("{inputs:?}"), &answers, question, figures, KNOWN);
        }
    }
}

#[test]
fn every_gap_between_two_scenarios_agrees_with_forty_digit_arithmetic() {
    let vectors = vectors();
    let cases = vectors["gaps"].as_array().expect("a list");
    assert!(cases.len() >= 3, "only {} cases", cases.len());
    for case in cases {
        let [from, to] = ["a", "b"].map(|side| request(case[side].as_object().expect("inputs")).scenario);
        let gap = between(&from, &to);
        assert!((gap.total() - case["ln_ratio"].as_f64().expect("a number")).abs() <= UNCERTAIN, "{case}: {gap:?}");
        for part in Part::ALL {
            let theirs = case["contributions"][part.name()].as_f64().expect("a number");
            // What the scenarios agree in contributes nothing at all, not just little.
            assert_eq!(theirs == 0.0, gap.of(part) == 0.0, "{case}: {part:?} of {gap:?}");
            assert!((gap.of(part) - theirs).abs() <= UNCERTAIN, "{case}: {part:?} of {gap:?}");
        }
    }
}

#[test]
fn the_limit_of_acceptable_risk_gives_the_limit_back() {
    let parsed = query::parse("steps=3&tolerate=1000000");
    let Request { scenario, lenses, .. } = parsed.request;
    let Solution::At(p) = acceptable::answer(&scenario, &lenses.acceptable).risk_per_reference_step else {
        panic!("there is a largest risk");
    };
    let back = query::parse(&format!("steps=3&risk={p}")).request.scenario;
    assert!((assess(&back).expected_deaths / 1e6 - 1.0).abs() < KNOWN);
}

#[test]
fn the_hardest_of_hundreds_of_random_scenarios_agree_with_ball_arithmetic() {
    let corners: Value = serde_json::from_str(include_str!("../data/corners.json")).expect("the corners are JSON");
    let cases = corners["cases"].as_array().expect("a list");
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    for case in cases {
        let inputs = case["inputs"].as_object().expect("inputs");
        let request = request(inputs);
        let tolerance = if matches!(request.scenario.belief, Belief::Point(_)) { KNOWN_CORNER } else { UNCERTAIN };
        let answers = Answers::new(&request, &Question::ALL);
        for (path, theirs) in case["figures"].as_object().expect("figures") {
            compare(&format!("{inputs:?}"), &answers, path, theirs, tolerance);
        }
    }
}
