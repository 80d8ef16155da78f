//! Texts become values, one field after the other, whichever way they came in.
//!
//! What lives here: [`Entries`], which links, files, flags and rows have in common. One text may set several fields:
//! `risk=0.1% to 5%` is a belief with its bounds, `risk=1% per year` says what the risk is stated for. Where such a field
//! was also given by itself, and says something else, that is an error. What a text says is read in [`crate::read`].

use alloc::string::String;
use alloc::vec::Vec;

use crate::complaint::{FieldError, shortened};
use crate::field::{Key, Kind, Value};
use crate::number::canonical;
use crate::read::read_entry;
use crate::value::Values;

/// What the text of a field says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The field's own value as a rule, and those that the text sets besides or instead.
    pub values: Vec<(Key, Value)>,
    /// A question about a text that can be read but may not be what was meant.
    pub question: Option<FieldError>,
}

impl Entry {
    /// One value of one field.
    pub(crate) fn of(key: Key, value: Value) -> Self {
        Self { values: Vec::from([(key, value)]), question: None }
    }
}

/// Values that go together while they come in.
#[derive(Debug, Default)]
pub struct Entries {
    /// What was given for each field by itself.
    pub values: Values,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Questions about what can be read but may not be what was meant.
    pub questions: Vec<FieldError>,
    /// What the text of one field says about another.
    implied: Vec<(Key, String, Key, Value)>,
}

impl Entries {
    /// Takes the text of a field.
    pub fn take(&mut self, key: Key, text: &str) {
        match read_entry(key, text) {
            Ok(Entry { values, question }) => {
                for (other, value) in values {
                    if other == key {
                        self.values.set(key, value);
                    } else {
                        self.implied.push((key, shortened(text.trim(), 48), other, value));
                    }
                }
                self.questions.extend(question);
            }
            Err(error) => self.errors.push(error),
        }
    }

    /// Takes the number of a field. One that the field does not take is refused in the words for its text.
    pub fn take_number(&mut self, key: Key, number: f64) {
        if !matches!(key.field().kind, Kind::Word(_) | Kind::Numbers) && key.field().takes(number) {
            // −0 is 0, as in a text.
            self.values.set(key, Value::Number(number + 0.0));
        } else {
            self.take(key, &canonical(number));
        }
    }

    /// The values, with what texts say about other fields, the errors and the questions.
    #[must_use]
    pub fn finish(mut self) -> (Values, Vec<FieldError>, Vec<FieldError>) {
        for (by, text, key, value) in self.implied {
            match self.values.get(key) {
                Some(given) if *given != value => {
                    let given = given.text(key);
                    self.errors.push(FieldError::new(
                        key,
                        &given,
                        " must be left out when {key} is \"{}\", but got {}",
                        &[by.name(), &text, &given],
                    ));
                }
                _ => self.values.set(key, value),
            }
        }
        (self.values, self.errors, self.questions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;

    fn read(pairs: &[(Key, &str)]) -> (String, Vec<String>) {
        let mut entries = Entries::default();
        pairs.iter().for_each(|(key, text)| entries.take(*key, text));
        let (values, errors, _) = entries.finish();
        let (request, _) = crate::Request::from_values_lenient(&values);
        (query::write(&request), errors.into_iter().map(|error| error.message).collect())
    }

    #[test]
    fn a_range_is_a_belief_with_its_bounds() {
        for text in [
            "0.1% to 5%",
            "0.1%–5%",
            "0.1%..5%",
            "0.1%-5%",
            "0.1 to 5%",
            "between 0.1% and 5%",
            "from 0.1% to 5%",
            "0,1% to 5%",
            "1 in 1,000 to 1 in 20",
            "0.001 … 0.05",
            "0.1%\u{2009}—\u{2009}5%",
        ] {
            let expected = "v=1&belief=logit-normal&low=0.001&high=0.05";
            assert_eq!(read(&[(Key::Risk, text)]), (expected.into(), Vec::new()), "{text}");
        }
        assert_eq!(
            read(&[(Key::Risk, "0.1% to 5%, 80% sure")]).0,
            "v=1&belief=logit-normal&low=0.001&high=0.05&level=0.8"
        );
        assert_eq!(
            read(&[(Key::Belief, "log-normal"), (Key::Low, "0.1% to 5%")]).0,
            "v=1&belief=log-normal&low=0.001&high=0.05"
        );
        assert_eq!(read(&[(Key::From, "2.1 × 10²⁵ FLOP to 2 × 10²⁹ FLOP")]).0, "v=1&from=2.1e25&to=2e29");
        assert!(read(&[(Key::Step, "2 to 4")]).1[0].starts_with("step must be greater than 1, but got \"2 to 4\""));
        assert!(!read(&[(Key::Risk, "5% to 150%")]).1.is_empty());
    }

    #[test]
    fn a_basis_says_what_the_risk_is_stated_for() {
        for (text, query) in [
            ("1% per year", "v=1&per=year"),
            ("1% a year", "v=1&per=year"),
            ("1%/year", "v=1&per=year"),
            ("1% annually", "v=1&per=year"),
            ("0.3% per doubling of compute", "v=1&risk=0.003&per=2"),
            ("1 in 100 per year", "v=1&per=year"),
            ("10% in total", "v=1&risk=0.1&per=total"),
            ("0.3% per doubling", "v=1&risk=0.003&per=2"),
            ("0.3% per 2x", "v=1&risk=0.003&per=2"),
            ("2% per 4-fold increase", "v=1&risk=0.02&per=4"),
            ("1% per 10×", ""),
            ("1 in 100 for each 10×", ""),
            ("1% risk per 10×", ""),
            ("2% per order of magnitude", "v=1&risk=0.02"),
            ("2% over 1,000×", "v=1&risk=0.02&per=1000"),
            ("0.1% to 5% per year", "v=1&per=year&belief=logit-normal&low=0.001&high=0.05"),
        ] {
            assert_eq!(read(&[(Key::Risk, text)]), (query.into(), Vec::new()), "{text}");
        }
        assert_eq!(
            read(&[(Key::Belief, "panel"), (Key::Panel, "1%, 2% per year")]).0,
            "v=1&per=year&belief=panel&panel=0.01_0.02"
        );
        for text in ["year", "per year", "a year"] {
            assert_eq!(read(&[(Key::Per, text)]).0, "v=1&per=year", "{text}");
        }
        assert_eq!(read(&[(Key::Per, "in total")]).0, "v=1&per=total");
        assert_eq!(read(&[(Key::Steps, "3 steps of 4×")]).0, "v=1&step=4&steps=3");
        for text in ["1% per 1x", "1 per 100", "1% per century", "8e9 per year", "1% per"] {
            assert!(!read(&[(Key::Risk, text)]).1.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_contradicts_a_field_that_was_given_is_an_error() {
        assert_eq!(
            read(&[(Key::Risk, "1% per year"), (Key::Per, "10")]).1,
            ["per must be left out when risk is \"1% per year\", but got 10"]
        );
        assert_eq!(
            read(&[(Key::Belief, "log-normal"), (Key::Risk, "0.1% to 5%")]).1,
            ["belief must be left out when risk is \"0.1% to 5%\", but got log-normal"]
        );
        assert_eq!(read(&[(Key::Low, "1%"), (Key::Risk, "0.1% to 5%")]).1.len(), 1);
        assert_eq!(read(&[(Key::Risk, "1% per year"), (Key::Per, "year")]), ("v=1&per=year".into(), Vec::new()));
    }
}
