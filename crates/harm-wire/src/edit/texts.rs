//! Texts in several fields at once, which may have to wait for each other.

use alloc::vec::Vec;

use super::Control;
use crate::complaint::FieldError;
use crate::entry::Entry;
use crate::field::Value;
use crate::field::{Key, Kind};
use crate::number;
use crate::read::read_entry;
use crate::request::Request;

/// What the text of a field on a page says. An empty one means no value, where there may be none.
pub(super) fn entry(key: Key, text: &str) -> Result<Entry, FieldError> {
    let may_be_empty = key.field().kind == Kind::NumberOrNone || key.default_value().is_none();
    if may_be_empty && number::trim(text).is_empty() {
        return Ok(Entry::of(key, Value::None));
    }
    read_entry(key, text)
}

impl Request {
    /// The request with every text that fits, and for each text the question about it, or the complaint. Nothing is tried
    /// where there is no text.
    ///
    /// A text may only fit after a later one, as a lower bound above the present upper one, or only together with it, as
    /// three opinions and their three weights. So each is tried again until no more fit.
    #[must_use]
    pub fn with_texts(&self, texts: &[(Control, Option<&str>)]) -> (Self, Vec<Result<Option<FieldError>, FieldError>>) {
        let mut request = self.clone();
        let mut said = Vec::new();
        for (control, text) in texts {
            said.push(request.take(*control, *text));
        }
        // Each round at least one more fits, or it is the last.
        for _ in texts {
            for (at, (control, text)) in texts.iter().enumerate() {
                if said[at].is_ok() {
                    continue;
                }
                said[at] = request.take(*control, *text);
                let other = (0..at).find(|&other| {
                    said[at].is_err() && said[other].is_err() && request.take_both([texts[at], texts[other]])
                });
                if let Some(other) = other {
                    said[at] = Ok(None);
                    said[other] = Ok(None);
                }
            }
        }
        (request, said)
    }

    fn take(&mut self, control: Control, text: Option<&str>) -> Result<Option<FieldError>, FieldError> {
        let Some(text) = text else { return Ok(None) };
        let (request, question) = self.typed(control, text)?;
        *self = request;
        Ok(question)
    }

    fn take_both(&mut self, texts: [(Control, Option<&str>); 2]) -> bool {
        let mut values = Vec::new();
        for (control, text) in texts {
            let (Control::Field(key), Some(text)) = (control, text) else { return false };
            let Ok(entry) = entry(key, text) else { return false };
            values.extend(entry.values);
        }
        let both = self.with_all(values);
        both.is_ok_and(|request| {
            *self = request;
            true
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    fn typed(query: &str, texts: &[(Key, &str)]) -> (String, Vec<bool>) {
        let texts: Vec<_> = texts.iter().map(|&(key, text)| (Control::Field(key), Some(text))).collect();
        let (request, said) = Request::default().patched(query).with_texts(&texts);
        (crate::query::write(&request), said.iter().map(|said| said.is_ok()).collect())
    }

    #[test]
    fn texts_wait_for_each_other() {
        let range = "belief=log-uniform&low=0.01&high=0.1";
        let weighted = "belief=panel&panel=0.1_0.2&weights=3_1";
        for (query, texts, after) in [
            (range, [(Key::Low, "20%"), (Key::High, "50%")], "belief=log-uniform&low=0.2&high=0.5"),
            (range, [(Key::High, "0.5%"), (Key::Low, "0.1%")], "belief=log-uniform&low=0.001&high=0.005"),
            ("from=1e25&to=1e26", [(Key::From, "1e27"), (Key::To, "1e28")], "from=1e27&to=1e28"),
            ("labs=4&abstain=2", [(Key::Labs, "1"), (Key::Abstain, "1")], "labs=1&abstain=1"),
            ("labs=4&abstain=2", [(Key::Abstain, "9"), (Key::Labs, "10")], "labs=10&abstain=9"),
            (
                weighted,
                [(Key::Panel, "10%; 20%; 30%"), (Key::Weights, "1; 2; 3")],
                "belief=panel&panel=0.1_0.2_0.3&weights=1_2_3",
            ),
            (
                weighted,
                [(Key::Weights, "1; 2; 3"), (Key::Panel, "10%; 20%; 30%")],
                "belief=panel&panel=0.1_0.2_0.3&weights=1_2_3",
            ),
        ] {
            assert!(!typed(query, &texts[..1]).1[0], "{query}: the first alone does not fit");
            let (link, fits) = typed(query, &texts);
            assert_eq!(fits, [true, true], "{query}");
            assert_eq!(Request::default().patched(&link[4..]), Request::default().patched(after), "{query}");
        }
        // One that never fits keeps no other from being tried.
        let (_, fits) =
            typed(weighted, &[(Key::Abstain, "1e9"), (Key::Panel, "1%; 2%; 3%"), (Key::Weights, "1; 2; 3")]);
        assert_eq!(fits, [false, true, true]);
        assert_eq!(typed(weighted, &[(Key::Panel, "many"), (Key::Weights, "some")]).1, [false, false]);
    }

    #[test]
    fn an_empty_text_unsets_what_works_without_a_value() {
        let set = "eval-every=4&eval-months=3&jump=0.1&eval-cost=1e6&belief=panel&panel=0.1_0.2&weights=3_1";
        let request = Request::default().patched(set);
        for key in [Key::EvalEvery, Key::EvalMonths, Key::Jump, Key::EvalCost, Key::Weights] {
            let control = Control::Field(key);
            assert_ne!(request.control(control), Value::None, "{key:?}");
            let (unset, _) = request.typed(control, " \u{a0}").unwrap();
            assert_eq!(unset.control(control), Value::None, "{key:?}");
            assert_eq!(unset.typed(control, "").unwrap().0, unset, "{key:?}");
        }
        for (query, keys) in [
            ("", &[Key::Risk, Key::Per, Key::Step, Key::Population, Key::Pause, Key::Labs, Key::Detect][..]),
            ("belief=log-normal", &[Key::Low, Key::High, Key::Level]),
            ("belief=beta", &[Key::Weight]),
            ("belief=panel", &[Key::Panel]),
            ("from=1e25", &[Key::From, Key::To]),
        ] {
            let request = Request::default().patched(query);
            for &key in keys {
                assert!(request.typed(Control::Field(key), "").is_err(), "{key:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_value_that_is_there_changes_nothing(request in crate::strategies::request()) {
            for control in Key::ALL.into_iter().map(Control::Field).chain([Control::ScaleUp]) {
                prop_assert_eq!(request.with(control, request.control(control)), Ok(request.clone()), "{:?}", control);
            }
        }
    }
}
