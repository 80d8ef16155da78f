//! The core against numbers that were computed elsewhere with 40 digits.
//!
//! `data/vectors.json` are the project's own worked cases. `data/corners.json` are random scenarios from the corners of
//! all inputs, those of hundreds on which the core was furthest off; `reference/model.py` made them, which is an
//! implementation of its own in ball arithmetic. The tolerances stand here, once.

#![allow(clippy::expect_used, clippy::panic, reason = "what fails here fails the test that called it")]

use harm_core::gap::{Part, between};
use harm_core::lens::Solution;
use harm_core::{Assessment, Belief, Interval, assess};
use harm_wire::{Lens, Request, json, query};
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

fn field(assessment: &Assessment, name: &str) -> f64 {
    match name {
        "orders_of_magnitude" => assessment.orders_of_magnitude,
        "reference_steps" => assessment.reference_steps,
        "mean_risk_per_reference_step" => assessment.mean_risk_per_reference_step,
        "risk" => assessment.risk,
        "risk_if_mean_were_certain" => assessment.risk_if_mean_were_certain,
        "expected_deaths" => assessment.expected_deaths,
        "micromorts" => assessment.micromorts,
        other => panic!("the vectors have an unknown figure {other}"),
    }
}

fn intervals_agree(name: &str, ours: Option<Interval>, theirs: &Value, tolerance: f64) {
    assert_eq!(ours.is_none(), theirs.is_null(), "{name}");
    if let Some(Interval { p05, p50, p95 }) = ours {
        agree(&format!("{name} p05"), Some(p05), &theirs["p05"], tolerance);
        agree(&format!("{name} p50"), Some(p50), &theirs["p50"], tolerance);
        agree(&format!("{name} p95"), Some(p95), &theirs["p95"], tolerance);
    }
}

#[test]
fn every_assessment_agrees_with_forty_digit_arithmetic() {
    let vectors = vectors();
    let cases = vectors["assessments"].as_array().expect("a list");
    assert!(cases.len() >= 26, "only {} cases", cases.len());
    for case in cases {
        let inputs = case["inputs"].as_object().expect("inputs");
        let scenario = request(inputs).scenario;
        let tolerance = if matches!(scenario.belief, Belief::Point(_)) { KNOWN } else { UNCERTAIN };
        let assessment = assess(&scenario);
        for (name, theirs) in case["assessment"].as_object().expect("figures") {
            let described = format!("{inputs:?} {name}");
            if name == "risk_interval" {
                intervals_agree(&described, assessment.risk_interval, theirs, tolerance);
            } else {
                agree(&described, Some(field(&assessment, name)), theirs, tolerance);
            }
        }
    }
}

#[test]
fn every_lens_agrees_with_forty_digit_arithmetic() {
    let vectors = vectors();
    let cases = vectors["lenses"].as_array().expect("a list");
    assert!(cases.len() >= 15, "only {} cases", cases.len());
    for case in cases {
        let inputs = case["inputs"].as_object().expect("inputs");
        let Request { scenario, lenses, .. } = request(inputs);
        let answers = lenses.answer(&scenario);
        for (lens, figures) in case.as_object().expect("a case").iter().filter(|(key, _)| *key != "inputs") {
            for (name, theirs) in figures.as_object().expect("figures") {
                let ours = match (lens.as_str(), name.as_str()) {
                    ("evaluations", "miss_probability") => Some(answers.evaluations.miss_probability),
                    ("evaluations", "hazard_left") => Some(answers.evaluations.hazard_left),
                    ("evaluations", "count") => Some(answers.evaluations.count),
                    ("evaluations", "risk") => Some(answers.evaluations.risk),
                    ("evaluations", "deaths_averted") => Some(answers.evaluations.deaths_averted),
                    ("pause", "orders_of_magnitude") => Some(answers.pause.orders_of_magnitude),
                    ("pause", "deaths_deferred") => Some(answers.pause.deaths_deferred),
                    ("pause", "deaths_averted") => Some(answers.pause.deaths_averted),
                    ("pause", "cost_in_deaths") => Some(answers.pause.cost_in_deaths),
                    ("pause", "break_even_months") => answers.pause.break_even_months,
                    ("restraint", "risk") => Some(answers.restraint.risk),
                    other => panic!("the vectors have an unknown figure {other:?}"),
                };
                agree(&format!("{inputs:?} {lens} {name}"), ours, theirs, KNOWN);
            }
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
    let Solution::At(p) = lenses.answer(&scenario).acceptable.risk_per_reference_step else {
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
        let document: Value =
            serde_json::from_str(&json::write(&request, &Lens::ALL, &[])).expect("the document is JSON");
        for (path, theirs) in case["figures"].as_object().expect("figures") {
            let ours = path.split('.').fold(&document, |value, name| &value[name]);
            // What is less than a double of full length can hold agrees when it is as little.
            let little = |value: &Value| value.as_f64().is_some_and(|value| value.abs() < 1e-280);
            if !(little(ours) && little(theirs)) {
                agree(&format!("{inputs:?} {path}"), ours.as_f64(), theirs, tolerance);
            }
        }
    }
}
