//! Values while a request is made of them, and what is wrong with them so far.
//!
//! What lives here: taking one value as a quantity, and the words of complaints that a value is missing or out of range.
//! Which values make what is in [`crate::belief`] and [`crate::inputs`].

use alloc::vec::Vec;

use harm_core::error::OutOfRange;

use crate::complaint::FieldError;
use crate::field::Key;
use crate::number::canonical;
use crate::value::Values;

/// The values while they are put together, and what is wrong with them so far.
pub(crate) struct Assembly<'a> {
    pub(crate) values: &'a Values,
    pub(crate) problems: Vec<FieldError>,
}

impl Assembly<'_> {
    /// The number of a key if it was given and is in range. Text is refused when it is read; this is for values that a
    /// program has set.
    pub(crate) fn number(&mut self, key: Key) -> Option<f64> {
        let number = self.values.number(key)?;
        if key.field().takes(number) {
            return Some(number);
        }
        self.out_of_range(key, number);
        None
    }

    /// The number of a key as a quantity, or the default.
    pub(crate) fn quantity<Q: TryFrom<f64>>(&mut self, key: Key, default: Q) -> Q {
        self.number(key).and_then(|number| Q::try_from(number).ok()).unwrap_or(default)
    }

    /// A number that the belief cannot do without.
    pub(crate) fn required(&mut self, key: Key, belief: &str) -> Option<f64> {
        if !self.values.has(key) {
            self.missing(key, belief);
        }
        self.number(key)
    }

    /// The complaint that the belief cannot do without a key.
    pub(crate) fn missing(&mut self, key: Key, belief: &str) {
        self.complain(key, "", " must be given when {belief} is {}", &[belief]);
    }

    /// The numbers of a key as quantities; none when one of them is out of range.
    pub(crate) fn list<Q>(&mut self, key: Key, quantity: impl Fn(f64) -> Result<Q, OutOfRange>) -> Vec<Q> {
        let numbers = self.values.numbers(key);
        match numbers.iter().map(|&number| quantity(number)).collect() {
            Ok(quantities) => quantities,
            Err(OutOfRange { given, .. }) => {
                self.out_of_range(key, given);
                Vec::new()
            }
        }
    }

    /// Adds a problem: the name of the key, and what follows it in the sentence.
    pub(crate) fn complain(&mut self, key: Key, given: &str, sentence: &str, texts: &[&str]) {
        self.problems.push(FieldError::new(key, given, sentence, texts));
    }

    /// The complaint about a number out of its range.
    pub(crate) fn out_of_range(&mut self, key: Key, given: f64) {
        let given = canonical(given);
        self.complain(key, &given, " must be {}, but got {}", &[&key.field().allowed(), &given]);
    }
}
