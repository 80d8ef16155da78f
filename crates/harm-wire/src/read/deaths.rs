//! Tolerated deaths, which are a share of the people below 1 and a number of deaths from 1 up: how a number was written
//! must say the same as its size.

use crate::field::{Field, Unit};
use crate::number::Form;

/// The range, in words that follow "must be".
pub(super) const ALLOWED: &str = "a number of deaths from 1 up, or a share of the people below 100%";

/// How to write a number whose form and size disagree; `None` when they agree.
pub(super) fn advice(field: &Field, form: Form, value: f64) -> Option<&'static str> {
    if field.unit != Unit::DeathsOrFraction {
        return None;
    }
    match (form, value) {
        (Form::Percent | Form::Odds, 1.0) => Some("; for everyone, write how many people there are: 8 billion"),
        (Form::Percent | Form::Odds, share) if share > 1.0 => Some("; write it as 1 million, or 1%"),
        (Form::Deaths | Form::People, deaths) if deaths > 0.0 && deaths < 1.0 => {
            Some("; write it as a share: 1 in a billion")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::field::Key;
    use crate::read::read_field;

    #[test]
    fn a_share_of_everyone_and_a_part_of_a_death_are_refused_in_words_that_help() {
        let must = "tolerate must be a number of deaths from 1 up, or a share of the people below 100%, but got ";
        for (text, rest) in [
            ("100%", "100%; for everyone, write how many people there are: 8 billion"),
            ("1 in 1", "1 in 1; for everyone, write how many people there are: 8 billion"),
            ("150%", "150%; write it as 1 million, or 1%"),
            ("0.5 deaths", "0.5 deaths; write it as a share: 1 in a billion"),
        ] {
            assert_eq!(read_field(Key::Tolerate, text).map_err(|e| e.message), Err([must, rest].concat()));
        }
        for good in ["99.9%", "0%", "0 deaths", "1", "8 billion", "1 in a billion"] {
            assert!(read_field(Key::Tolerate, good).is_ok(), "{good}");
        }
    }
}
