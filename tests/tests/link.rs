//! Links that were given away: what they say must not change while the wire has the version that they carry.
//!
//! A link stands in somebody's article for years. These lines may be added to, never edited: a change of a default, a
//! key or a range that breaks one of them needs a new version of the wire.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use harm_wire::{Question, Request, attributes, json, query};
use serde_json::Value;

/// Links of version 1: as written, as written again, and the expected deaths that they show.
const SAVED: &[(&str, &str, f64)] = &[
    ("", "", 80_000_000.0),
    ("v=1&risk=0.001", "v=1&risk=0.001", 8_000_000.0),
    ("v=1&risk=1.0", "v=1&risk=1.0", 8e9),
    ("v=1&step=4", "v=1&step=4", 48_261_082.069_883_88),
    ("v=1&steps=10", "v=1&steps=10", 764_943_399.929_564_1),
    ("v=1&risk=0.02&per=4&step=100", "v=1&risk=0.02&per=4&step=100", 519_275_836.151_682_9),
    ("v=1&from=2.1e25&to=2e29", "v=1&from=2.1e25&to=2e29", 313_595_200.806_262_97),
    ("v=1&steps=3&trend=2", "v=1&steps=3&trend=2", 543_477_216.744_08),
    ("v=1&population=1331062&fatality=0.1&steps=2", "v=1&steps=2&population=1331062&fatality=0.1", 2_648.813_38),
    ("v=1&risk=1e-17&steps=1000", "v=1&risk=1e-17&steps=1000", 8e-5),
    // What people make of links by hand, and what chats and feeds make of them.
    ("risk=1%&steps=10", "v=1&steps=10", 764_943_399.929_564_1),
    ("?risk=1%25&steps=10&utm_source=newsletter&fbclid=x#share", "v=1&steps=10", 764_943_399.929_564_1),
    ("https://example.org/p/?v=1&amp;steps=10", "v=1&steps=10", 764_943_399.929_564_1),
    ("population=8.0+billion&step=10x&risk=1+in+100", "", 80_000_000.0),
];

/// Links with lenses or beliefs: as written, and as written again.
const SAVED_INPUTS: &[&str] = &[
    "v=1&belief=beta&weight=4",
    "v=1&risk=0.3&belief=beta&weight=4&sharing=redrawn",
    "v=1&belief=log-uniform&low=0.0001&high=0.1",
    "v=1&belief=logit-normal&low=0.001&high=0.05&level=0.8",
    "v=1&steps=10&belief=log-normal&low=0.0001&high=0.1",
    "v=1&belief=panel&panel=0.0038_0.03_0.05&weights=1_2_3",
    "v=1&eval-every=none&eval-months=6&eval-growth=4.5&buffer=3&detect=0.5&common=0.1&jump=0.01&forecast-error=0.3&eval-cost=5e6",
    "v=1&response=0.5&mortality=0.01",
    "v=1&limit=2&pause=12&risk-cut=0.2&benefit=0.1&pause-end=random&labs=5&abstain=2&displacement=0.5&tolerate=0.01",
];

fn expected_deaths(request: &Request) -> f64 {
    harm_core::assess(&request.scenario).expected_deaths
}

#[test]
fn a_saved_link_shows_what_it_showed() {
    for (link, again, deaths) in SAVED {
        let parsed = query::parse(link);
        assert_eq!(parsed.warnings, [], "{link}");
        assert_eq!(query::write(&parsed.request), *again, "{link}");
        let now = expected_deaths(&parsed.request);
        assert!((now / deaths - 1.0).abs() < 1e-13, "{link}: {now} is not {deaths}");
    }
}

#[test]
fn a_saved_link_says_what_it_said() {
    for link in SAVED_INPUTS {
        let parsed = query::parse(link);
        assert_eq!(parsed.warnings, [], "{link}");
        assert_eq!(query::write(&parsed.request), *link);
        let tag = attributes::write(&parsed.request);
        let from_tag = attributes::parse(tag.iter().map(|(name, text)| (*name, text.as_str())));
        assert_eq!(from_tag.request, parsed.request);
    }
}

#[test]
fn the_document_of_a_link_is_a_file_of_the_same_request() {
    for (link, ..) in SAVED {
        let document = json::assess_query(link);
        let input = json::parse(&document).unwrap();
        assert_eq!(Request::from_values(&input.values), Ok(query::parse(link).request), "{link}");
        let value: Value = serde_json::from_str(&document).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["assessment"]["curve"].as_array().unwrap().len(), json::CURVE_POINTS);
        let last = &value["assessment"]["curve"][json::CURVE_POINTS - 1];
        assert_eq!(last["expected_deaths"], value["assessment"]["expected_deaths"], "{link}");
    }
}

#[test]
fn a_damaged_link_gives_a_document_with_its_warnings() {
    let document: Value = serde_json::from_str(&json::assess_query("?risk=150%&v=9&steps=3")).unwrap();
    assert_eq!(document["scenario"]["risk"], 0.01);
    assert_eq!(document["scenario"]["steps"], 3.0);
    assert_eq!(document["warnings"].as_array().unwrap().len(), 2);
}

#[test]
fn the_document_has_a_section_for_each_lens() {
    let document: Value = serde_json::from_str(&json::write(&Request::default(), &Question::ALL, &[])).unwrap();
    for lens in Question::ALL {
        assert!(!document[lens.name().replace('-', "_")].is_null(), "{}", lens.name());
    }
}
