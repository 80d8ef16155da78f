//! Inputs in JSON: an object of keys and values, by itself, as `scenario` of an object, or of a whole document.
//!
//! Values may be numbers or texts as people write them. Their own text goes through [`crate::read`], so that nothing
//! is lost on the way and a message shows what stands in the file. A file is somebody's work: what it says wrong is an
//! error, not a warning.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::collect::{MAX_WARNINGS, VERSION, Warning, unknown_input};
use crate::complaint::{FieldError, shortened};
use crate::entry::Entries;
use crate::field::{Key, Kind};
use crate::question::{ASSESSMENT, Question};
use crate::value::Values;

/// What a document has beside its inputs, its assessment and its answers.
const SECTIONS: [&str; 6] = ["version", "site", "scenario", "view", "pinned", "software"];

/// Whether a document has a member of this name that is no input.
fn is_of_document(name: &str) -> bool {
    SECTIONS.contains(&name) || name == ASSESSMENT.key || Question::ALL.iter().any(|question| question.key() == name)
}

/// What a file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The values that were given.
    pub values: Values,
    /// Remarks on values that can be used but may not be what was meant.
    pub notes: Vec<Warning>,
}

/// Reads inputs from JSON: `{"risk": "1%", "steps": 3}`, `{"version": 1, "scenario": {…}}`, or a whole document.
///
/// ```
/// use harm_wire::{Key, json};
///
/// let input = json::parse(r#"{"risk": "1 in 50", "steps": 3}"#).expect("inputs in JSON");
/// assert_eq!(input.values.number(Key::Risk), Some(0.02));
/// let problems = json::parse(r#"{"risk": 1.5}"#).expect_err("no such risk");
/// assert_eq!(problems, ["risk must be between 0 and 1, but got 1.5"]);
/// ```
///
/// # Errors
/// Every problem as a sentence: not JSON (with line and column), a key that is no input, a value out of its range, a
/// newer version.
pub fn parse(json: &str) -> Result<Input, Vec<String>> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let outer = object(json)?;
    let mut scenarios = outer.iter().filter(|(name, _)| name == "scenario");
    let scenario = scenarios.next();
    let mut reading = Reading { entries: Entries::default(), seen: Vec::new(), problems: Vec::new(), more: 0 };
    if scenarios.next().is_some() {
        reading.problem(|| String::from("scenario is given twice"));
    }
    for (name, value) in &outer {
        match &**name {
            "version" => reading.version(value.get()),
            "scenario" => {}
            "warnings" if scenario.is_some() => {}
            name if scenario.is_some() => match Key::from_name(name) {
                _ if is_of_document(name) => {}
                Some(_) => reading.problem(|| format!("{name} must stand inside \"scenario\", not beside it")),
                None => reading.problem(|| unknown_input(name)),
            },
            name => reading.take(name, value),
        }
    }
    if let Some((_, scenario)) = scenario {
        for (name, value) in &object(scenario.get())? {
            reading.take(name, value);
        }
    }
    let (values, errors, questions) = core::mem::take(&mut reading.entries).finish();
    errors.into_iter().for_each(|error| reading.problem(|| error.message));
    if reading.more > 0 {
        reading.problems.push(format!("there are {} more problems", reading.more));
    }
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    // A document that says its version was written by this product, which writes certainty as 1.0.
    let own = outer.iter().any(|(name, _)| name == "version");
    let warning = |question: FieldError| Warning { key: Some(question.key), message: question.message };
    let notes = if own { Vec::new() } else { questions.into_iter().map(warning).collect() };
    Ok(Input { values, notes })
}

struct Reading {
    entries: Entries,
    seen: Vec<Key>,
    problems: Vec<String>,
    /// Problems beyond those that anyone reads.
    more: usize,
}

impl Reading {
    /// Notes a problem, or counts it when there are too many already: to word one takes longer than to find it.
    fn problem(&mut self, sentence: impl FnOnce() -> String) {
        if self.problems.len() < MAX_WARNINGS {
            self.problems.push(sentence());
        } else {
            self.more += 1;
        }
    }

    fn version(&mut self, text: &str) {
        match text.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => self.problem(|| {
                format!("version {newer} is newer than this program, which knows version {VERSION}; update it")
            }),
            _ => self.problem(|| format!("version must be {VERSION}, but got {}", shortened(text, 20))),
        }
    }

    fn take(&mut self, name: &str, value: &RawValue) {
        let Some(key) = Key::from_name(name) else {
            self.problem(|| unknown_input(name));
            return;
        };
        if self.seen.contains(&key) {
            self.problem(|| format!("{name} is given twice"));
            return;
        }
        if let Some(text) = text_of(key, value) {
            self.seen.push(key);
            self.entries.take(key, &text);
        }
    }
}

/// The text of the value of a key: of a number or a text what is written, of an array its parts as a list; `None` for
/// null, which is a value that is not given.
#[must_use]
pub fn text_of(key: Key, value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first() {
        // As in the documents of programs that write every key.
        Some(b'n') => None,
        Some(b'[') if key.field().kind == Kind::Numbers => {
            let parts: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            let parts: Vec<Cow<'_, str>> = parts.into_iter().map(|part| text(part.get())).collect();
            Some(Cow::Owned(parts.join("_")))
        }
        _ => Some(text(raw)),
    }
}

/// The text of a value: of a string what it says, of anything else how it is written.
fn text(raw: &str) -> Cow<'_, str> {
    serde_json::from_str::<String>(raw).map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// The members of an object in their order, doubles included: a map would keep one of two and say nothing.
struct Members<'a>(Vec<(String, &'a RawValue)>);

fn object(json: &str) -> Result<Vec<(String, &RawValue)>, Vec<String>> {
    members(json).map_err(|problem| Vec::from([problem]))
}

/// The members of a JSON object in their order, each value as it is written.
///
/// # Errors
/// A sentence with line and column when the text is not a JSON object.
pub fn members(json: &str) -> Result<Vec<(String, &RawValue)>, String> {
    match serde_json::from_str::<Members<'_>>(json) {
        Ok(Members(members)) => Ok(members),
        // The reader would quote the whole value.
        Err(error) if error.is_data() => Err(format!(
            "the inputs must be a JSON object such as {{\"risk\": 0.01}}, but got {}",
            shortened(json.trim(), 48)
        )),
        Err(error) => Err(format!("this is not JSON: {error}")),
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;
    use crate::request::Request;

    fn query_of(json: &str) -> String {
        let values = parse(json).unwrap_or_else(|problems| panic!("{problems:?}")).values;
        query::write(&Request::from_values(&values).unwrap())
    }

    fn problems(json: &str) -> Vec<String> {
        parse(json).unwrap_err()
    }

    #[test]
    fn inputs_are_read_bare_inside_scenario_and_from_a_whole_document() {
        let expected = "v=1&risk=0.02&steps=3&belief=beta&weight=4";
        for json in [
            r#"{"risk": 0.02, "steps": 3, "belief": "beta", "weight": 4}"#,
            r#"{"version": 1, "scenario": {"risk": "2%", "steps": "3", "belief": "beta", "weight": "4", "level": null}}"#,
            r#"{"scenario": {"risk": 2e-2, "steps": 3.0, "belief": "beta", "weight": 4}, "assessment": {"risk": 7}, "pause": {}, "warnings": ["x"], "version": 1}"#,
            "\u{feff}{\"version\":1,\"risk\":0.02,\"steps\":3,\"belief\":\"beta\",\"weight\":4}",
        ] {
            assert_eq!(query_of(json), expected, "{json}");
        }
        for panel in [r#"[0.0038, "3%", 0.05]"#, r#""0.38%, 3%, 5%""#, r#""0.0038_0.03_0.05""#] {
            let json = format!(r#"{{"belief": "panel", "panel": {panel}}}"#);
            assert_eq!(query_of(&json), "v=1&belief=panel&panel=0.0038_0.03_0.05");
        }
    }

    #[test]
    fn a_number_is_read_from_its_own_text() {
        // The nearest double to this text is not that of a reader that rounds on the way.
        let json = r#"{"risk": 0.000010000000000000000818030539140313095458623138256371021270751953125}"#;
        assert_eq!(parse(json).unwrap().values.number(Key::Risk), Some(1e-5));
    }

    #[test]
    fn what_is_wrong_in_a_file_is_an_error_that_says_where() {
        assert_eq!(
            problems("{\"risk\": 0.01,\n  \"steps\": }"),
            ["this is not JSON: expected value at line 2 column 12"]
        );
        assert_eq!(problems("{\"risk\": NaN}"), ["this is not JSON: expected value at line 1 column 10"]);
        assert!(problems("").join("").starts_with("this is not JSON: EOF while parsing"));
        for (json, got) in [("[1]", "[1]"), ("{\"scenario\": 3}", "3"), (" null ", "null")] {
            let message = format!("the inputs must be a JSON object such as {{\"risk\": 0.01}}, but got {got}");
            assert_eq!(problems(json), [message]);
        }
        assert_eq!(problems(r#"{"scenario": {"risk": 0.1}, "scenario": {"risk": 0.2}}"#), ["scenario is given twice"]);
        assert_eq!(problems(r#"{"populaton": 8e9}"#), ["\"populaton\" is not an input; did you mean population?"]);
        assert_eq!(problems(r#"{"risk": 1.50}"#), ["risk must be between 0 and 1, but got 1.50"]);
        assert_eq!(
            problems(r#"{"risk": true, "steps": -1}"#),
            [
                "risk must be between 0 and 1, but got \"true\"; write it as 1%, 0.01 or 1 in 100",
                "steps must be 0 or more, but got -1"
            ]
        );
        assert_eq!(problems(r#"{"risk": 0.1, "risk": 0.2}"#), ["risk is given twice"]);
        assert_eq!(problems(r#"{"panel": []}"#), ["panel must be between 0 and 1, but got nothing"]);
        assert_eq!(
            problems(r#"{"version": 2, "risk": 0.1}"#),
            ["version 2 is newer than this program, which knows version 1; update it"]
        );
        assert_eq!(
            problems(r#"{"scenario": {}, "risk": 0.1, "foo": 1}"#),
            ["risk must stand inside \"scenario\", not beside it", "\"foo\" is not an input"]
        );
    }

    #[test]
    fn certainty_is_remarked_on_in_a_file_too() {
        assert_eq!(parse(r#"{"risk": 1}"#).unwrap().notes.len(), 1);
        assert_eq!(parse(r#"{"risk": 1.0}"#).unwrap().notes.len(), 1);
        assert!(parse(r#"{"risk": "100%"}"#).unwrap().notes.is_empty());
        assert!(parse(r#"{"version": 1, "scenario": {"risk": 1.0}}"#).unwrap().notes.is_empty());
    }

    #[test]
    fn depth_and_length_do_no_harm() {
        let many = problems(&format!("{{{}\"b\": 1}}", "\"a\": 1, ".repeat(100_000)));
        assert_eq!(many.len(), 21);
        assert_eq!(many[20], "there are 99981 more problems");
        assert!(problems(&format!("\"{}\"", "x".repeat(100_000)))[0].len() < 200);
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        assert!(parse(&format!("{{\"risk\": {}}}", "[".repeat(1_000_000))).is_err());
        assert!(parse(&format!("{{\"risk\": \"{}\"}}", "9".repeat(1_000_000))).unwrap_err()[0].len() < 200);
    }
}
