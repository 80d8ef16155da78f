//! The presets: all their outputs in one table, and their links.
//!
//! `data/presets.csv` is a golden table: a line for each output of each preset, with all digits. A change of the model,
//! of a fact or of a preset shows as a difference of this file, which is then reviewed like code. After a change that is
//! meant,
//!
//! ```sh
//! UPDATE_EXPECT=1 cargo test --package acceptance --test presets
//! ```
//!
//! writes it anew. Every twenty-first of the curve's sixty-four points stands for the others.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::fmt::Write;

use expect_test::expect_file;
use harm_core::facts::COMPARATORS;
use harm_core::lens::{Solution, acceptable, evaluations, pause, restraint, scale_limit};
use harm_core::preset::{PRESETS, Preset};
use harm_wire::{Question, Request, attributes, csv, json, query};
use serde_json::value::RawValue;
use support::run;

fn request(preset: &Preset) -> Request {
    Request { scenario: preset.scenario(), lenses: preset.lenses() }
}

/// The outputs of a preset: names and values, as they stand in the table.
struct Outputs(Vec<(String, String)>);

impl Outputs {
    fn of(preset: &Preset) -> Self {
        let request = request(preset);
        let mut outputs = Self(vec![("query".into(), query::write(&request))]);
        for (name, value) in json::members(&json::write(&request, &Question::ALL, &[])).unwrap() {
            // The query says the inputs.
            if !["version", "scenario", "warnings", "software"].contains(&name.as_str()) {
                outputs.json(&name, value.get());
            }
        }
        outputs.beside_the_document(&request);
        outputs
    }

    fn push(&mut self, name: String, value: impl ToString) {
        self.0.push((name, value.to_string()));
    }

    /// A value of the document with all that is in it, numbers as they are written there.
    fn json(&mut self, path: &str, value: &str) {
        match value.as_bytes()[0] {
            b'{' => {
                for (name, value) in json::members(value).unwrap() {
                    self.json(&format!("{path}.{name}"), value.get());
                }
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(value).unwrap();
                let stride = if path.ends_with(".curve") { 21 } else { 1 };
                for (i, item) in items.iter().enumerate().step_by(stride) {
                    self.item(path, i, item.get());
                }
            }
            b'n' => self.push(path.into(), ""),
            _ => self.push(path.into(), value),
        }
    }

    /// An item of a list: by its name where it has one, and otherwise by its place.
    fn item(&mut self, path: &str, place: usize, item: &str) {
        let members = json::members(item).unwrap();
        let named = serde_json::from_str::<String>(members[0].1.get()).ok();
        let path = format!("{path}[{}]", named.clone().unwrap_or_else(|| place.to_string()));
        for (name, value) in members.iter().skip(usize::from(named.is_some())) {
            self.json(&format!("{path}.{name}"), value.get());
        }
    }

    /// What the core gives and the document leaves out; of an inverse without a number, why there is none.
    fn beside_the_document(&mut self, Request { scenario, lenses }: &Request) {
        let number = |number: Option<f64>| number.map(|number| format!("{number:?}")).unwrap_or_default();
        let reason = |solution: Solution| match solution {
            Solution::At(_) => String::new(),
            reason => format!("{reason:?}"),
        };
        let evaluations = evaluations::answer(scenario, &lenses.evaluations);
        let unevaluated = evaluations.unevaluated;
        let limit = scale_limit::answer(scenario, &lenses.scale_limit);
        let last = limit.last_generation;
        let acceptable = acceptable::answer(scenario, &lenses.acceptable);
        let rows = [
            ("evaluations.evaluations_in_buffer", number(Some(evaluations.evaluations_in_buffer))),
            ("evaluations.chance_of_one_more", number(Some(evaluations.chance_of_one_more))),
            ("evaluations.jump_probability", number(Some(evaluations.jump_probability))),
            ("evaluations.unevaluated.orders_of_magnitude", number(Some(unevaluated.orders_of_magnitude))),
            ("evaluations.unevaluated.share_of_interval", number(unevaluated.share_of_interval)),
            ("evaluations.unevaluated.risk", number(Some(unevaluated.risk))),
            ("evaluations.unevaluated.expected_deaths", number(Some(unevaluated.expected_deaths))),
            ("scale_limit.orders_of_magnitude_per_generation", number(Some(limit.orders_of_magnitude_per_generation))),
            ("scale_limit.last_generation.orders_of_magnitude", number(last.map(|last| last.orders_of_magnitude))),
            ("scale_limit.last_generation.risk", number(last.map(|last| last.risk))),
            ("scale_limit.last_generation.expected_deaths", number(last.map(|last| last.expected_deaths))),
            ("pause.risk_deferred", number(Some(pause::answer(scenario, &lenses.pause).risk_deferred))),
            ("restraint.hazard_share", number(Some(restraint::answer(scenario, &lenses.restraint).hazard_share))),
            ("acceptable.deaths", number(Some(acceptable.deaths))),
            ("acceptable.risk", number(acceptable.risk)),
            ("acceptable.risk_per_reference_step.reason", reason(acceptable.risk_per_reference_step)),
            ("acceptable.reference_steps.reason", reason(acceptable.reference_steps)),
            ("acceptable.orders_of_magnitude.reason", reason(acceptable.orders_of_magnitude)),
        ];
        for (name, value) in rows {
            self.push(name.into(), value);
        }
    }
}

/// The table as the present model makes it.
fn table() -> String {
    let mut table = String::from("preset,output,value\n");
    for preset in PRESETS {
        for (name, value) in Outputs::of(preset).0 {
            writeln!(table, "{},{},{}", preset.name, csv::cell(&name), csv::cell(&value)).unwrap();
        }
    }
    table
}

#[test]
fn all_outputs_of_all_presets_are_those_of_the_committed_table() {
    expect_file!["../data/presets.csv"].assert_eq(&table());
}

#[test]
fn the_table_has_every_preset_lens_and_comparator_and_no_number_that_is_none() {
    let table = table();
    for preset in PRESETS {
        let of_preset: Vec<_> =
            table.lines().filter_map(|line| line.strip_prefix(&format!("{},", preset.name))).collect();
        for lens in Question::ALL {
            let section = lens.name().replace('-', "_");
            assert!(of_preset.iter().any(|line| line.starts_with(&section)), "{}: {section}", preset.name);
        }
        for comparator in COMPARATORS {
            assert!(of_preset.iter().any(|line| line.contains(comparator.name)), "{}: {comparator:?}", preset.name);
        }
    }
    assert!(table.lines().all(|line| !line.ends_with("NaN") && !line.ends_with("inf")));
}

#[test]
fn a_preset_comes_back_from_its_link_bit_by_bit() {
    for preset in PRESETS {
        let request = request(preset);
        let link = query::write(&request);
        let parsed = query::parse(&link);
        assert_eq!(parsed.warnings, [], "{}: {link}", preset.name);
        // Equality of doubles: all presets are finite, and their zeros have no sign.
        assert_eq!(parsed.request, request, "{}: {link}", preset.name);
        assert_eq!(query::write(&parsed.request), link);
        let tag = attributes::write(&request);
        let from_tag = attributes::parse(tag.iter().map(|(name, text)| (*name, text.as_str())));
        assert_eq!((from_tag.request, from_tag.warnings), (request, vec![]), "{}", preset.name);
    }
}

#[test]
fn the_document_of_a_preset_is_a_file_of_the_same_request() {
    for preset in PRESETS {
        let input = json::parse(&json::write(&request(preset), &Question::ALL, &[])).unwrap();
        assert_eq!(Request::from_values(&input.values), Ok(request(preset)), "{}", preset.name);
    }
}

#[test]
fn the_command_prints_for_every_link_to_a_preset_what_the_library_writes() {
    for preset in PRESETS {
        let link = query::write(&request(preset));
        let printed = run(&["assess", "--link", &link, "--lens", "all", "--format", "json"]).success();
        assert_eq!(printed, json::assess_query(&link), "{}: {link}", preset.name);
        assert_eq!(printed, json::write(&request(preset), &Question::ALL, &[]), "{}", preset.name);
    }
}
