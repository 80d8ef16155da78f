//! What is said about a value: the sentence, the fields that it names, and what may have been meant.
//!
//! What lives here: [`FieldError`] and how its sentence is put together, the same on every way in. Which sentence it is
//! stands in [`crate::read`] for a single value and in [`crate::inputs`] for values that do not fit each other.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::field::Key;
use crate::number::MAX_LENGTH;

/// A text that is not a value of its field, values that do not fit each other, or a question about a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub key: Key,
    /// What was given: as it was written, or shortened when it was very long.
    pub given: String,
    /// The whole sentence, with the names that links and flags use: `risk must be between 0 and 1, but got 5; did you
    /// mean 5%?`
    pub message: String,
    /// What may have been meant. The field takes each of them.
    pub suggestions: Vec<String>,
    /// Where in the message the name of a field begins.
    names: Vec<(usize, Key)>,
    /// Where the question after the suggestions begins.
    question: usize,
}

impl FieldError {
    /// What is said about a field: its name, and a sentence that follows it. In that, `{high}` is the name of another
    /// field, which a page may replace by its label, `{}` the next of the texts, and `{key}` the next as such a name.
    pub(crate) fn new(key: Key, given: &str, sentence: &str, texts: &[&str]) -> Self {
        let given = shortened(given, MAX_LENGTH);
        let mut error =
            Self { key, given, message: String::new(), suggestions: Vec::new(), names: Vec::new(), question: 0 };
        error.name(key);
        error.say(sentence, texts)
    }

    fn name(&mut self, key: Key) {
        self.names.push((self.message.len(), key));
        self.message.push_str(key.name());
    }

    /// The complaint with more words, as in [`Self::new`].
    pub(crate) fn say(mut self, sentence: &str, texts: &[&str]) -> Self {
        let mut texts = texts.iter();
        for (i, piece) in sentence.split(['{', '}']).enumerate() {
            // Every other piece stands in braces.
            if i % 2 == 0 {
                self.message.push_str(piece);
                continue;
            }
            let named = matches!(piece, "" | "key");
            let text = if named { texts.next().copied().unwrap_or_default() } else { piece };
            match Key::from_name(text) {
                Some(key) if !piece.is_empty() => self.name(key),
                _ => self.message.push_str(text),
            }
        }
        self.question = self.message.len();
        self
    }

    /// The complaint with what may have been meant, as a question at its end.
    pub(crate) fn suggest(mut self, meant: String) -> Self {
        let words = if self.suggestions.is_empty() { "; did you mean " } else { " or " };
        if self.message.ends_with('?') {
            self.message.pop();
        }
        push_all(&mut self.message, &[words, &meant, "?"]);
        self.suggestions.push(meant);
        self
    }

    /// The sentence with other names for the fields, and without its question: on a page the labels that stand there,
    /// and a button for each suggestion.
    ///
    /// ```
    /// use harm_wire::{Key, read_field};
    ///
    /// let error = read_field(Key::Risk, "5").unwrap_err();
    /// assert_eq!(error.to_string(), "risk must be between 0 and 1, but got 5; did you mean 5%?");
    /// assert_eq!(error.with_labels(|_| "Risk per 10×".into()), "Risk per 10× must be between 0 and 1, but got 5");
    /// assert_eq!(error.suggestions, ["5%"]);
    /// ```
    #[must_use]
    pub fn with_labels(&self, label: impl Fn(Key) -> String) -> String {
        let mut sentence = String::new();
        let mut rest = 0;
        for &(at, key) in &self.names {
            sentence.push_str(self.message.get(rest..at).unwrap_or_default());
            sentence.push_str(&label(key));
            rest = at + key.name().len();
        }
        sentence.push_str(self.message.get(rest..self.question).unwrap_or_default());
        sentence
    }

    /// A complaint about the factor of one step as one about the whole scale-up, which may be 1.
    pub(crate) fn about_scale_up(self) -> Self {
        self.begun("step must be greater than 1", "scale-up must be 1 or more")
    }

    /// The same complaint about something that is no field but is read like one, under a name of its own.
    #[must_use]
    pub fn renamed(self, name: &str) -> Self {
        let own = self.key.name();
        self.begun(own, name)
    }

    /// The message with another beginning, in which no name is a key's.
    fn begun(mut self, own: &str, instead: &str) -> Self {
        let Some(rest) = self.message.strip_prefix(own) else { return self };
        self.question = self.question + instead.len() - own.len();
        self.message = [instead, rest].concat();
        self.names.clear();
        self
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for FieldError {}

/// A text for a message: at most so many characters, and none that acts on the terminal or turns the line around.
pub fn shortened(text: &str, characters: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.chars() {
        // An escape is written in full, or not at all.
        let width = if acts(c) { c.escape_unicode().len() } else { 1 };
        length += width;
        if length > characters {
            out.push('…');
            break;
        }
        if width == 1 {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

/// Controls, marks of the direction of writing, and what is not seen at all.
pub(crate) fn acts(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// What is not seen, and travels with numbers that are copied out of a message or a document: soft hyphens, marks of
/// the direction of writing, joiners, the mark of byte order, selectors of a glyph's variant.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Strings one after the other: `format!` brings more code than this needs.
pub fn push_all(message: &mut String, parts: &[&str]) {
    for part in parts {
        message.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_a_sentence_can_be_replaced() {
        let error = FieldError::new(Key::Abstain, "5", " must be at most {labs}, but got {} of {}", &["5", "3"]);
        assert_eq!(error.message, "abstain must be at most labs, but got 5 of 3");
        let labels = error.with_labels(|key| String::from(key.field().label));
        assert_eq!(labels, "Laboratories that stop must be at most Laboratories, but got 5 of 3");
    }

    #[test]
    fn suggestions_are_asked_about_and_left_out_where_buttons_ask() {
        let error = FieldError::new(Key::Risk, "x", " is {}", &["x"]);
        let error = error.suggest("1%".into()).suggest("2%".into());
        assert_eq!(error.message, "risk is x; did you mean 1% or 2%?");
        assert_eq!(error.with_labels(|_| "Risk".into()), "Risk is x");
        let until = error.renamed("until");
        assert_eq!((until.message.as_str(), until.suggestions.len()), ("until is x; did you mean 1% or 2%?", 2));
        assert_eq!(until.with_labels(|_| "Risk".into()), "until is x");
    }
}
