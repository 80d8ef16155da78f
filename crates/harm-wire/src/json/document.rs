//! The document of results: `{"version": 1, "scenario": …, "assessment": …, …, "warnings": []}`.
//!
//! Key names and their order are part of wire version 1. Numbers are written with all the digits of the double, and
//! what has no answer is null.

use alloc::string::String;
use alloc::vec::Vec;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::format::to_string;
use crate::collect::VERSION;
use crate::field::{Key, Value};
use crate::query;
use crate::question::{ASSESSMENT, Absent, Answers, Output, Question, Read, Reading};
use crate::request::Request;
use crate::value::Values;

/// What has made a document.
pub(super) const SOFTWARE: &str = concat!("expected-harm ", env!("CARGO_PKG_VERSION"));

/// Points of the curve, from no scale-up to the scenario's own.
pub const CURVE_POINTS: usize = 64;

/// The document of a request, with the answers to these questions.
///
/// ```
/// use harm_wire::{Request, json};
///
/// let document = json::write(&Request::default(), &[], &[]);
/// assert!(document.contains("\"expected_deaths\": 80000000.0,"));
/// ```
#[must_use]
pub fn write(request: &Request, questions: &[Question], warnings: &[String]) -> String {
    write_with(request, questions, warnings, None)
}

fn write_with(request: &Request, questions: &[Question], warnings: &[String], pinned: Option<&Request>) -> String {
    to_string(&Document {
        part: Part::new(request, questions),
        questions,
        warnings,
        pinned: pinned.map(|pinned| Part { inputs: Inputs::new(pinned, questions), ..Part::new(pinned, &[]) }),
    })
}

/// The document of a query, with all answers. It never fails: what cannot be used is left out, with a warning inside.
#[must_use]
pub fn assess_query(link: &str) -> String {
    let parsed = query::parse(link);
    let warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    write(&parsed.request, &Question::ALL, &warnings)
}

/// The document of a link of the page: that of its query, and under `pinned` the scenario that it is compared with.
#[must_use]
pub fn assess_link(link: &str) -> String {
    let parsed = query::parse(link);
    let warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    write_with(&parsed.request, &Question::ALL, &warnings, query::pinned(&parsed.view).as_ref())
}

/// The whole document.
struct Document<'a> {
    part: Part<'a>,
    questions: &'a [Question],
    warnings: &'a [String],
    pinned: Option<Part<'a>>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        self.part.entries(&mut map)?;
        for question in Question::ALL.into_iter().filter(|question| self.questions.contains(question)) {
            entry(&mut map, question.output(), &self.part.answers, 0)?;
        }
        map.serialize_entry("warnings", self.warnings)?;
        if let Some(pinned) = &self.pinned {
            map.serialize_entry("pinned", pinned)?;
        }
        map.serialize_entry("software", SOFTWARE)?;
        map.end()
    }
}

/// A scenario with its answers; by itself it is the one to compare with.
struct Part<'a> {
    inputs: Inputs<'a>,
    answers: Answers,
}

impl<'a> Part<'a> {
    fn new(request: &Request, questions: &'a [Question]) -> Self {
        Self {
            inputs: Inputs::new(request, questions),
            answers: Answers::new(request, questions).with_curve(request, CURVE_POINTS),
        }
    }

    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("scenario", &self.inputs)?;
        entry(map, &ASSESSMENT, &self.answers, 0)
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.entries(&mut map)?;
        map.end()
    }
}

/// Writes an output under its key.
fn entry<M: SerializeMap>(map: &mut M, output: &Output, answers: &Answers, at: usize) -> Result<(), M::Error> {
    match output.read {
        Read::Parts(parts, absent) => match (output.read(answers, at), absent) {
            (Some(_), _) | (None, Absent::Never) => {
                map.serialize_entry(output.key, &Object { outputs: parts, answers, at })
            }
            (None, Absent::Null) => map.serialize_entry(output.key, &()),
            (None, Absent::LeftOut) => Ok(()),
        },
        Read::List(items, _) => map.serialize_entry(output.key, &List { items, answers }),
        Read::Always(_) | Read::Maybe(_) | Read::Name(_) => map.serialize_entry(output.key, &output.read(answers, at)),
    }
}

/// Outputs under their keys.
struct Object<'a> {
    outputs: &'static [Output],
    answers: &'a Answers,
    at: usize,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for output in self.outputs {
            entry(&mut map, output, self.answers, self.at)?;
        }
        map.end()
    }
}

/// The items of a list.
struct List<'a> {
    items: &'static [Output],
    answers: &'a Answers,
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { items, answers } = self;
        let there = |at: &usize| items.first().is_some_and(|first| first.read(answers, *at).is_some());
        serializer.collect_seq((0..).take_while(there).map(|at| Object { outputs: items, answers, at }))
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Name(name) => serializer.serialize_str(name),
        }
    }
}

/// The effective inputs, in the order of the table: those of the scenario, and those of the questions in the document.
pub struct Inputs<'a> {
    values: Values,
    questions: &'a [Question],
}

impl<'a> Inputs<'a> {
    /// The inputs of a request, with those of the given questions.
    #[must_use]
    pub fn new(request: &Request, questions: &'a [Question]) -> Self {
        Self { values: request.values(), questions }
    }

    /// Each of them with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.values.iter().filter(|(key, _)| key.field().serves(self.questions))
    }
}

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.iter() {
            map.serialize_entry(key.name(), value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Word(word) => serializer.serialize_str(word),
            Self::Numbers(numbers) => numbers.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use crate::strategies::request;
    use proptest::prelude::*;

    #[test]
    fn the_document_says_who_wrote_it_and_a_links_what_is_pinned() {
        let link = "?v=1&risk=0.02&pin=belief_panel__panel_0.01_0.03";
        let document = parsed(&assess_link(link));
        assert_eq!(document["software"], concat!("expected-harm ", env!("CARGO_PKG_VERSION")));
        let own = parsed(&assess_query("belief=panel&panel=0.01_0.03"));
        for member in ["scenario", "assessment"] {
            assert_eq!(document["pinned"][member], own[member]);
        }
        assert_eq!(document["pinned"]["assessment"]["expected_deaths"], 1.6e8);
        // It is no input: what reads the document reads the scenario.
        assert_eq!(parse(&assess_link(link)).unwrap().values, parse(&assess_query("risk=0.02")).unwrap().values);
        assert_eq!(assess_link("risk=0.02"), assess_query(link));
    }

    fn parsed(document: &str) -> serde_json::Value {
        serde_json::from_str(document).unwrap()
    }

    #[test]
    fn a_document_has_its_curve_its_nulls_and_its_warnings() {
        let document = assess_query("?risk=2%25&foo=1");
        let value = parsed(&document);
        assert_eq!(value["assessment"]["curve"].as_array().unwrap().len(), 64);
        assert_eq!(value["assessment"]["risk_interval"], serde_json::Value::Null);
        assert_eq!(value["warnings"][0], "\"foo\" is not an input.");
    }

    #[test]
    fn a_document_has_only_the_lenses_that_were_asked_for_and_their_inputs() {
        let value = parsed(&write(&Request::default(), &[Question::Restraint], &[]));
        assert!(value["restraint"].is_object() && value.get("pause").is_none());
        assert_eq!(value["scenario"]["labs"], 4.0);
        assert!(value["scenario"].get("pause").is_none() && value["scenario"].get("from").is_none());
        assert_eq!(value["assessment"]["expected_deaths"], 80_000_000.0);
    }

    #[test]
    fn the_layout_is_one_line_for_each_member_and_each_point() {
        let document = write(&query::parse("belief=panel&panel=0.01_0.02&sharing=redrawn&steps=0").request, &[], &[]);
        assert!(document.contains("\n    \"panel\": [0.01, 0.02],\n"), "{document}");
        assert!(
            document.contains("\n      {\"orders_of_magnitude\": 0.0, \"factor\": 1.0, \"risk\": 0.0,"),
            "{document}"
        );
        let end = alloc::format!("\n    ]\n  }},\n  \"warnings\": [],\n  \"software\": \"{SOFTWARE}\"\n}}\n");
        assert!(document.ends_with(&end), "{document}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn a_document_brings_back_every_bit_of_its_inputs(request in request()) {
            // The inputs alone: results are not what is tested here.
            let inputs = to_string(&Inputs::new(&request, &Question::ALL));
            let input = parse(&alloc::format!(r#"{{"version": 1, "scenario": {inputs}}}"#)).unwrap();
            prop_assert!(input.notes.is_empty());
            prop_assert_eq!(Request::from_values(&input.values), Ok(request));
        }
    }
}
