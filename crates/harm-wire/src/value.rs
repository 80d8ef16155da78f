//! Values that were given: one for each field at most, each in its own range.
//!
//! What lives here: [`Values`]. Whether values fit each other
//! is decided in [`crate::inputs`]; how text becomes a value in [`crate::read`].

use crate::field::{Key, Kind, Value};

/// What was given, by key. A key that is not there has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    slots: [Option<Value>; Key::COUNT],
}

impl Default for Values {
    /// Nothing was given.
    fn default() -> Self {
        Self { slots: [const { None }; Key::COUNT] }
    }
}

impl Values {
    /// The value of a key, if it was given.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.slots[key as usize].as_ref()
    }

    /// Whether the key was given.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.get(key).is_some()
    }

    /// Sets a value; the one before, if any, is forgotten.
    pub fn set(&mut self, key: Key, value: Value) {
        debug_assert!(!(matches!(key.field().kind, Kind::Word(_)) && matches!(value, Value::Number(_))));
        self.slots[key as usize] = Some(value);
    }

    /// Forgets a value.
    pub fn remove(&mut self, key: Key) {
        self.slots[key as usize] = None;
    }

    /// The number of a key, if one was given.
    #[must_use]
    pub fn number(&self, key: Key) -> Option<f64> {
        match self.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The word of a key, if one was given.
    #[must_use]
    pub fn word(&self, key: Key) -> Option<&'static str> {
        match self.get(key) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The numbers of a key; none when they were not given.
    #[must_use]
    pub fn numbers(&self, key: Key) -> &[f64] {
        match self.get(key) {
            Some(Value::Numbers(numbers)) => numbers,
            _ => &[],
        }
    }

    /// The given values in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Value)> {
        Key::ALL.into_iter().zip(&self.slots).filter_map(|(key, value)| Some((key, value.as_ref()?)))
    }

    /// Puts other values over these: flags over a file, a row over what all rows share.
    ///
    /// The scale-up has two forms that exclude each other, and the form that comes later wins.
    pub fn overlay(&mut self, top: &Self) {
        const STEPS: [Key; 2] = [Key::Step, Key::Steps];
        const RANGE: [Key; 2] = [Key::From, Key::To];
        for (given, other) in [(STEPS, RANGE), (RANGE, STEPS)] {
            if given.iter().any(|&key| top.has(key)) && !other.iter().any(|&key| top.has(key)) {
                other.iter().for_each(|&key| self.remove(key));
            }
        }
        for (key, value) in top.iter() {
            self.set(key, value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_scale_up_that_comes_later_wins() {
        let mut file = Values::default();
        file.set(Key::Step, Value::Number(4.0));
        file.set(Key::Risk, Value::Number(0.02));
        let mut flags = Values::default();
        flags.set(Key::From, Value::Number(1e25));
        flags.set(Key::To, Value::Number(1e26));
        file.overlay(&flags);
        assert!(!file.has(Key::Step) && file.has(Key::To) && file.has(Key::Risk));
        let mut steps = Values::default();
        steps.set(Key::Steps, Value::Number(3.0));
        file.overlay(&steps);
        assert!(!file.has(Key::From) && !file.has(Key::To));
    }
}
