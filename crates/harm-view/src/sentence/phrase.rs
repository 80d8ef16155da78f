//! A sentence with the part that matters marked, so that a page can set it in bold and a terminal leave it plain.

use std::fmt;

use harm_core::{Per, Scenario};

use crate::number::times;

/// A sentence in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    /// The parts in order; `true` for what is set in bold.
    pub parts: Vec<(bool, String)>,
}

impl Phrase {
    /// A sentence that begins with plain words.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self::default().say(words)
    }

    /// The sentence with more plain words.
    #[must_use]
    pub fn say(mut self, words: &str) -> Self {
        match self.parts.last_mut() {
            Some((false, last)) => last.push_str(words),
            _ => self.parts.push((false, String::from(words))),
        }
        self
    }

    /// The sentence with more words, in bold.
    #[must_use]
    pub fn stress(mut self, words: &str) -> Self {
        self.parts.push((true, String::from(words)));
        self
    }
}

/// What a risk is stated for, in words that follow it: `per 10×`, `per year`, `in total`.
#[must_use]
pub fn per(scenario: &Scenario) -> String {
    match scenario.per {
        Per::Factor(factor) => String::from("per ") + &times(factor.get()),
        Per::Year => String::from("per year"),
        Per::Total => String::from("in total"),
    }
}

/// The same for each of them: `for each 10×`, `for each year`, `in total`.
#[must_use]
pub fn for_each(scenario: &Scenario) -> String {
    match scenario.per {
        Per::Total => per(scenario),
        _ => per(scenario).replacen("per", "for each", 1),
    }
}

/// The first reference step, which a trend sets apart from the others: `the first 10×`, `the first year`.
#[must_use]
pub(crate) fn first(scenario: &Scenario) -> String {
    match scenario.per {
        Per::Factor(factor) => String::from("the first ") + &times(factor.get()),
        Per::Year => String::from("the first year"),
        Per::Total => String::from("the whole scale-up"),
    }
}

/// The words with a capital letter in front.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut out = String::from(words);
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|(_, words)| f.write_str(words))
    }
}
