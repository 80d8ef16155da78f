//! Values that were given but count for nothing: the one rule for flags, files, links, columns and the page.

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::Family;

use crate::belief;
use crate::complaint::push_all;
use crate::field::Key;
use crate::question::Question;
use crate::value::Values;

/// A value that counts for nothing, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unused {
    /// Its key.
    pub key: Key,
    why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The belief is this one.
    Belief(&'static str),
    /// This question is not asked.
    Question(Question),
    /// This key is given too.
    Other(Key),
}

impl Unused {
    /// The remark, without a full stop: `low is not used when belief is point`.
    #[must_use]
    pub fn remark(&self) -> String {
        let mut remark = String::from(self.key.name());
        match self.why {
            Why::Belief(belief) => push_all(&mut remark, &[" is not used when belief is ", belief]),
            Why::Question(question) => {
                push_all(&mut remark, &[" is not used without the lens ", question.name()]);
            }
            Why::Other(key) => push_all(&mut remark, &[" is not used when ", key.name(), " is given"]),
        }
        remark
    }
}

/// Values that were given but count for nothing beside the others, when only these questions are answered.
///
/// Without a list of questions the values are those of a link or a file, which may serve any, and which the page
/// writes whole: then it finds only the keys of other beliefs.
#[must_use]
pub fn unused(values: &Values, questions: Option<&[Question]>) -> Vec<Unused> {
    let family = belief::family(values);
    let used = belief::row(family);
    let why = |key: Key| {
        if belief::depends_on_family(key) {
            return (!used.uses(key)).then_some(Why::Belief(family.name()));
        }
        let questions = questions?;
        match key {
            Key::Sharing if family == Family::Point => Some(Why::Belief(family.name())),
            _ if !key.field().serves(questions) => key.field().only_question().map(Why::Question),
            Key::ForecastError if values.has(Key::Jump) => Some(Why::Other(Key::Jump)),
            _ => None,
        }
    };
    // Most values are inputs of every scenario, and a table has a million of them.
    let may_be = |key: Key| key == Key::Risk || key.field().question.is_some();
    values.iter().filter(|(key, _)| may_be(*key)).filter_map(|(key, _)| Some(Unused { key, why: why(key)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_field;

    fn remarks(pairs: &[(&str, &str)], questions: Option<&[Question]>) -> Vec<String> {
        let mut values = Values::default();
        for (name, text) in pairs {
            let key = Key::from_name(name).unwrap();
            values.set(key, read_field(key, text).unwrap());
        }
        unused(&values, questions).iter().map(Unused::remark).collect()
    }

    #[test]
    fn keys_of_another_belief_count_for_nothing() {
        let interval = [("low", "0.1%"), ("high", "5%"), ("level", "0.8"), ("risk", "1%"), ("weight", "3")];
        let with = |belief| [&interval[..], &[("belief", belief)]].concat();
        assert_eq!(remarks(&interval, None).len(), 4);
        assert_eq!(remarks(&interval, None)[0], "weight is not used when belief is point");
        let normal = remarks(&with("log-normal"), None);
        assert_eq!(
            normal,
            ["risk is not used when belief is log-normal", "weight is not used when belief is log-normal"]
        );
        assert_eq!(remarks(&with("log-uniform"), None).len(), 3);
        assert_eq!(remarks(&with("beta"), None).len(), 3);
    }

    #[test]
    fn the_inputs_of_a_lens_count_only_with_it() {
        let pause = [("pause", "24"), ("risk-cut", "10%"), ("steps", "3")];
        assert_eq!(remarks(&pause, None), [""; 0]);
        assert_eq!(remarks(&pause, Some(&[Question::Pause])), [""; 0]);
        assert_eq!(
            remarks(&pause, Some(&[Question::Restraint])),
            ["pause is not used without the lens pause", "risk-cut is not used without the lens pause"]
        );
        for key in Key::ALL {
            let question = key.field().only_question();
            let mut values = Values::default();
            values.set(key, crate::field::Value::None);
            let found = unused(&values, Some(&[])).iter().any(|unused| unused.key == key);
            assert!(question.is_none() || found, "{}", key.name());
        }
    }

    #[test]
    fn what_another_value_replaces_counts_for_nothing() {
        let asked = Some(&[Question::Evaluations][..]);
        assert_eq!(
            remarks(&[("jump", "1%"), ("forecast-error", "0.2")], asked),
            ["forecast-error is not used when jump is given"]
        );
        assert_eq!(remarks(&[("sharing", "redrawn")], asked), ["sharing is not used when belief is point"]);
        assert_eq!(remarks(&[("sharing", "redrawn"), ("belief", "beta")], asked), [""; 0]);
    }
}
