//! From the text of one field to its value, and the message when it has none.
//!
//! What lives here: the words of every complaint about a single value. They name the field, its range and what was
//! given, and they are the same on the command line, in a link, in a file and beside the field on the page. How numbers
//! are written is in [`crate::number`]; complaints about values that do not fit each other are in [`crate::inputs`].

use alloc::string::String;
use alloc::vec::Vec;

use crate::complaint::{FieldError, Piece, shortened};
use crate::field::{Field, Key, Kind, Unit};
use crate::nearest::nearest;
use crate::number::{self, Form, NumberError, canonical};
use crate::value::Value;

/// The longest list that is read, in numbers. A panel of experts is smaller.
pub const MAX_LIST: usize = 1_000;

/// The longest text of a list, in bytes.
const MAX_LIST_LENGTH: usize = 32_768;

/// How much of a text a message quotes, in characters.
const MAX_QUOTED: usize = 48;

/// Reads the text of a field.
///
/// ```
/// use harm_link::{Key, Value, read_field};
///
/// assert_eq!(read_field(Key::Risk, "1 in 100"), Ok(Value::Number(0.01)));
/// assert_eq!(read_field(Key::Population, "8.0 billion"), Ok(Value::Number(8e9)));
/// let error = read_field(Key::Risk, "150%").unwrap_err();
/// assert_eq!(error.to_string(), "risk must be between 0 and 1, but got 150%");
/// ```
///
/// # Errors
/// [`FieldError`] names the field, what is allowed, what was given and, where it can be guessed, what was meant.
pub fn read_field(key: Key, text: &str) -> Result<Value, FieldError> {
    let field = key.field();
    match field.kind {
        Kind::Number => read_number(field, text).map(Value::Number),
        Kind::NumberOrNone if number::trim(text).eq_ignore_ascii_case("none") => Ok(Value::None),
        Kind::NumberOr(words) => match word_of(words, text) {
            Some(word) => Ok(Value::Word(word)),
            None => read_number(field, text).map(Value::Number),
        },
        Kind::NumberOrNone => read_number(field, text).map(Value::Number),
        Kind::Numbers => read_numbers(field, text),
        Kind::Word(words) => read_word(field, words, text),
    }
}

/// A question about a text that can be read but may not be what was meant.
#[must_use]
pub fn note(key: Key, text: &str) -> Option<FieldError> {
    let certainty = key == Key::Risk && number::trim(text) == "1";
    certainty.then(|| FieldError::new(key, text, &[Piece::Words(" 1 is certainty")]).suggest(String::from("1%")))
}

fn read_number(field: &'static Field, text: &str) -> Result<f64, FieldError> {
    match number::read(text) {
        Ok(reading) if !field.unit.takes(reading.form) => Err(refuse(field, text, Wrong::Form)),
        Ok(reading) if !in_range(field, reading.value, reading.form) => Err(refuse(field, text, Wrong::Range(reading))),
        // −0 is 0: a sign that nobody meant would otherwise be printed.
        Ok(reading) => Ok(if reading.value == 0.0 { 0.0 } else { reading.value }),
        Err(error) => Err(refuse(field, text, Wrong::Number(error))),
    }
}

fn in_range(field: &Field, value: f64, form: Form) -> bool {
    let fraction = matches!(form, Form::Percent | Form::Odds);
    // Deaths from 1 on, shares below 1: how a number was written must say the same as its size.
    let ambiguous = field.unit == Unit::DeathsOrFraction
        && (fraction && value >= 1.0 || matches!(form, Form::Deaths | Form::People) && value > 0.0 && value < 1.0);
    (field.inside)(value) && !ambiguous
}

/// Opinions apart: `_` in a link; `;` or `,` as people write lists. Where there is `;`, a comma is a slip.
fn read_numbers(field: &'static Field, text: &str) -> Result<Value, FieldError> {
    let trimmed = number::trim(text);
    if trimmed.len() > MAX_LIST_LENGTH {
        return Err(refuse(field, text, Wrong::Number(NumberError::TooLong)));
    }
    let separator = ['_', ';', ','].into_iter().find(|&separator| trimmed.contains(separator));
    read_parts(field, text, trimmed.split(|c| Some(c) == separator))
}

/// Reads a list whose parts stand apart already.
///
/// # Errors
/// [`FieldError`] for the first part that is not in range, for a list of nothing, and for one that is too long.
pub fn read_list<'a>(key: Key, parts: impl IntoIterator<Item = &'a str>) -> Result<Value, FieldError> {
    read_parts(key.field(), "", parts)
}

fn read_parts<'a>(
    field: &'static Field,
    text: &str,
    parts: impl IntoIterator<Item = &'a str>,
) -> Result<Value, FieldError> {
    let mut numbers = Vec::new();
    for part in parts {
        if numbers.len() == MAX_LIST {
            return Err(refuse(field, text, Wrong::Number(NumberError::TooLong)));
        }
        numbers.push(read_number(field, part)?);
    }
    if numbers.is_empty() {
        Err(refuse(field, text, Wrong::Number(NumberError::Empty)))
    } else {
        Ok(Value::Numbers(numbers))
    }
}

fn read_word(field: &'static Field, words: &'static [&'static str], text: &str) -> Result<Value, FieldError> {
    if let Some(known) = word_of(words, text) {
        return Ok(Value::Word(known));
    }
    let word = number::trim(text);
    let error = must_be(field, text, true);
    Err(match nearest(word, words.iter().copied()) {
        Some(meant) => error.suggest(String::from(meant)),
        None => error,
    })
}

/// The one of these words that a text is.
fn word_of(words: &[&'static str], text: &str) -> Option<&'static str> {
    let word = number::trim(text);
    words.iter().find(|known| known.eq_ignore_ascii_case(word)).copied()
}

enum Wrong {
    /// A number, but not one of the range.
    Range(number::Reading),
    /// A number with a unit that the field does not have.
    Form,
    /// Not a number.
    Number(NumberError),
}

/// The complaint about a text.
fn refuse(field: &'static Field, text: &str, wrong: Wrong) -> FieldError {
    // What looks like a number stands in the sentence as it is; anything else is quoted.
    let quoted = matches!(wrong, Wrong::Form | Wrong::Number(NumberError::Unreadable));
    let error = must_be(field, text, quoted);
    let (hint, meant) = match wrong {
        Wrong::Range(reading) => {
            let likely = reading.value >= 2.0 && reading.form == Form::Plain && field.unit == Unit::Fraction;
            ("", likely.then(|| canonical(reading.value) + "%"))
        }
        Wrong::Form | Wrong::Number(NumberError::Unreadable) => {
            return error.say(&[Piece::Words("; write it as "), Piece::Words(field.unit.example())]);
        }
        Wrong::Number(NumberError::Empty | NumberError::NotFinite) => ("", None),
        Wrong::Number(NumberError::TooLong) => (", which is too long for a number", None),
        Wrong::Number(NumberError::TooSmall) => (", which is too small to be told from 0", None),
        Wrong::Number(NumberError::Separators(meant)) => ("; numbers are written without separators", Some(meant)),
        Wrong::Number(NumberError::DecimalComma(meant)) => ("; the decimal sign is a point", Some(meant)),
        Wrong::Number(NumberError::OtherDigits(meant)) => ("; numbers are written with the digits 0 to 9", Some(meant)),
    };
    let error = error.say(&[Piece::Words(hint)]);
    match meant {
        // Only what this field would take is suggested.
        Some(meant) if read_number(field, &meant).is_ok() => error.suggest(meant),
        _ => error,
    }
}

/// `risk must be between 0 and 1, but got 150%`.
fn must_be(field: &Field, text: &str, quoted: bool) -> FieldError {
    let words: &[&str] = match field.kind {
        Kind::NumberOrNone => &["none"],
        Kind::NumberOr(words) => words,
        _ => &[],
    };
    let words = if words.is_empty() { String::new() } else { String::from(", or ") + &words.join(" or ") };
    let quotation = if quoted { "\"" } else { "" };
    let given = shortened(number::trim(text), MAX_QUOTED);
    let (quotation, given) = if given.is_empty() { ("", "nothing") } else { (quotation, &*given) };
    let sentence = [" must be ", field.allowed, &words, ", but got ", quotation, given, quotation];
    FieldError::new(field.key, text, &sentence.map(Piece::Words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn number(key: Key, text: &str) -> f64 {
        match read_field(key, text) {
            Ok(Value::Number(v)) => v,
            other => panic!("{text:?} read as {other:?}"),
        }
    }

    fn message(key: Key, text: &str) -> String {
        match read_field(key, text) {
            Err(error) => error.to_string(),
            Ok(value) => panic!("{text:?} read as {value:?}"),
        }
    }

    #[test]
    fn risks_are_read_as_people_write_them() {
        for text in [
            "1%",
            "0.01",
            "1e-2",
            "1E-2",
            "1/100",
            "1 in 100",
            ".01",
            "0.010",
            "1 %",
            "1 percent",
            "1 per cent",
            " 1% ",
            "10^-2",
            "10⁻²",
            "1 × 10^-2",
            "1x10^-2",
            "1·10⁻²",
            "+0.01",
            "1 in 1e2",
            "one in 100",
        ] {
            assert_eq!(number(Key::Risk, text), 0.01, "{text}");
        }
        for text in ["1 in a million", "one in a million", "1/1000000", "1 in 1 million", "0.0001%"] {
            assert_eq!(number(Key::Risk, text), 1e-6, "{text}");
        }
        assert_eq!(number(Key::Risk, "0.1%"), 0.001);
        assert_eq!(number(Key::Risk, "2.3%"), 0.023);
        assert_eq!(number(Key::Risk, "1e-15%"), 1e-17);
        assert_eq!(number(Key::Risk, "100%"), 1.0);
        assert_eq!(number(Key::Risk, "0"), 0.0);
        assert!(number(Key::Risk, "-0").is_sign_positive());
    }

    #[test]
    fn other_units_are_read_where_they_belong() {
        for text in [
            "8e9",
            "8.0 billion",
            "8 bn",
            "8bn",
            "8B",
            "8000000000",
            "8000 million",
            "8000M",
            "8 billion people",
            "8 Billion",
        ] {
            assert_eq!(number(Key::Population, text), 8e9, "{text}");
        }
        for text in ["10", "10x", "10×", "10 x", "10-fold", "10 fold", "10X", "10 times", "1e1", "10^1"] {
            assert_eq!(number(Key::Step, text), 10.0, "{text}");
        }
        for text in [
            "2.1e25",
            "2.1e25 FLOP",
            "2.1 × 10^25",
            "2.1 × 10²⁵",
            "2.1x10^25 flop",
            "2.1*10^25",
            "21e24 FLOPs",
            "2.1e+25",
        ] {
            assert_eq!(number(Key::From, text), 2.1e25, "{text}");
        }
        for text in ["6", "6 months", "6 mo", "0.5 years"] {
            assert_eq!(number(Key::Pause, text), 6.0, "{text}");
        }
        for text in ["$5 million", "5e6", "5 million USD", "US$5M", "USD 5M", "$5000k", "5 million dollars"] {
            assert_eq!(number(Key::EvalCost, text), 5e6, "{text}");
        }
        assert_eq!(number(Key::Growth, "4.5x a year"), 4.5);
        assert_eq!(number(Key::Growth, "4.5×/year"), 4.5);
        assert_eq!(number(Key::Steps, "1/2"), 0.5);
        assert_eq!(number(Key::Steps, "3 steps"), 3.0);
        assert_eq!(number(Key::ForecastError, "0.5 orders of magnitude"), 0.5);
        assert_eq!(number(Key::Tolerate, "1 million deaths"), 1e6);
        assert_eq!(number(Key::Tolerate, "0.01%"), 1e-4);
        assert_eq!(read_field(Key::EvalMonths, "None"), Ok(Value::None));
        assert_eq!(read_field(Key::Belief, "Log-Normal"), Ok(Value::Word("log-normal")));
        for text in ["0.0038_0.03_0.05", "0.38%, 3%, 5%", "0.38%;3%;5%"] {
            assert_eq!(read_field(Key::Panel, text), Ok(Value::Numbers([0.0038, 0.03, 0.05].into())), "{text}");
        }
    }

    #[test]
    fn what_is_out_of_range_is_refused_in_the_words_of_the_model() {
        assert_eq!(message(Key::Risk, "1.5"), "risk must be between 0 and 1, but got 1.5");
        assert_eq!(message(Key::Risk, "150%"), "risk must be between 0 and 1, but got 150%");
        assert_eq!(message(Key::Risk, "5"), "risk must be between 0 and 1, but got 5; did you mean 5%?");
        assert!(message(Key::Level, "100").ends_with("but got 100"), "100% is as little a level as 100");
        assert_eq!(message(Key::Risk, "-0.5"), "risk must be between 0 and 1, but got -0.5");
        assert_eq!(message(Key::Step, "1"), "step must be greater than 1, but got 1");
        assert_eq!(message(Key::Population, "2e12"), "population must be between 0 and 1e12, but got 2e12");
        assert_eq!(message(Key::Steps, "-1"), "steps must be 0 or more, but got -1");
        assert_eq!(message(Key::Low, "0"), "low must be greater than 0 and less than 1, but got 0");
        assert_eq!(message(Key::EvalMonths, "0"), "eval-months must be greater than 0, or none, but got 0");
    }

    #[test]
    fn what_is_no_number_is_refused_with_what_is_allowed() {
        assert_eq!(message(Key::Risk, ""), "risk must be between 0 and 1, but got nothing");
        assert_eq!(message(Key::Risk, "  "), "risk must be between 0 and 1, but got nothing");
        for text in [
            "NaN",
            "nan",
            "inf",
            "-inf",
            "Infinity",
            "1e999",
            "10^400",
            "1 in 0",
            "1/0",
            "0/0",
            "1e99999999999999999999",
        ] {
            assert_eq!(message(Key::Risk, text), alloc::format!("risk must be between 0 and 1, but got {text}"));
        }
        assert_eq!(
            message(Key::Risk, "1e-999"),
            "risk must be between 0 and 1, but got 1e-999, which is too small to be told from 0"
        );
        for text in [
            "abc",
            "1 apple",
            "1%%",
            "--1",
            "1e",
            "0x10",
            "1..2",
            "1.2.3",
            "%",
            "e5",
            ".",
            "-",
            "1 in",
            "1/",
            "1 in 100%",
            "½",
            "$1",
            "1 m",
            "10x",
            "€5",
            "1 in a cat",
            "0.01\u{7f}",
        ] {
            let message = message(Key::Risk, text);
            assert!(message.starts_with("risk must be between 0 and 1, but got \""), "{message}");
            assert!(message.ends_with("\"; write it as 1%, 0.01 or 1 in 100"), "{message}");
        }
        assert_eq!(message(Key::Step, "10%"), "step must be greater than 1, but got \"10%\"; write it as 10 or 10x");
        assert_eq!(
            message(Key::Population, "50%"),
            "population must be between 0 and 1e12, but got \"50%\"; write it as 8e9 or 8.0 billion"
        );
    }

    #[test]
    fn separators_and_commas_are_refused_with_the_number_that_was_meant() {
        for text in [
            "8,000,000,000",
            "8 000 000 000",
            "8_000_000_000",
            "8'000'000'000",
            "8’000’000’000",
            "8\u{2009}000\u{2009}000\u{2009}000",
            "8\u{a0}000\u{a0}000\u{a0}000",
            "8.000.000.000",
            "80,00,00,000,0",
        ] {
            let message = message(Key::Population, text);
            assert!(message.contains(&alloc::format!("but got {text}; ")), "{message}");
            assert!(message.ends_with("numbers are written without separators; did you mean 8000000000?"), "{message}");
        }
        assert!(message(Key::Population, "8,000 million").ends_with("did you mean 8000 million?"));
        assert!(message(Key::Population, "1,234.5").ends_with("without separators; did you mean 1234.5?"));
        assert!(message(Key::Population, "1.234,5").ends_with("the decimal sign is a point; did you mean 1234.5?"));
        assert!(message(Key::Risk, "1 in 10,000").ends_with("without separators; did you mean 1 in 10000?"));
        assert_eq!(
            message(Key::Risk, "0,01"),
            "risk must be between 0 and 1, but got 0,01; the decimal sign is a point; did you mean 0.01?"
        );
        assert!(message(Key::Risk, "0,5%").ends_with("did you mean 0.5%?"));
        assert!(message(Key::Risk, "0,001").ends_with("the decimal sign is a point; did you mean 0.001?"));
        // What would be out of range is not suggested.
        assert_eq!(
            message(Key::Risk, "1,000"),
            "risk must be between 0 and 1, but got 1,000; numbers are written without separators"
        );
    }

    #[test]
    fn digits_of_other_scripts_are_refused_with_the_number_that_was_meant() {
        for text in ["０．０１", "٠٫٠١", "۰٫۰۱", "०.०१"] {
            let message = message(Key::Risk, text);
            assert!(message.ends_with("numbers are written with the digits 0 to 9; did you mean 0.01?"), "{message}");
        }
    }

    #[test]
    fn words_are_refused_with_those_that_are_allowed() {
        assert_eq!(
            message(Key::Belief, "lognormal"),
            "belief must be point, beta, log-uniform, logit-normal, log-normal or panel, but got \"lognormal\"; did you mean log-normal?"
        );
        assert_eq!(message(Key::Sharing, ""), "sharing must be shared or redrawn, but got nothing");
    }

    #[test]
    fn one_is_certainty_and_is_remarked_on() {
        assert_eq!(number(Key::Risk, "1"), 1.0);
        let note_of = |key, text| note(key, text).map(|note| note.message);
        assert_eq!(note_of(Key::Risk, "1").as_deref(), Some("risk 1 is certainty; did you mean 1%?"));
        assert_eq!(note(Key::Risk, "1.0"), None);
        assert_eq!(note(Key::Risk, "100%"), None);
        assert_eq!(note(Key::Fatality, "1"), None);
    }

    #[test]
    fn a_long_text_is_refused_and_not_repeated() {
        let text = "9".repeat(1_000_000);
        let message = message(Key::Population, &text);
        assert!(message.len() < 200 && message.ends_with("…, which is too long for a number"), "{message}");
        let error = read_field(Key::Panel, &"0.1_".repeat(100_000)).unwrap_err();
        assert!(error.message.len() < 200 && error.given.chars().count() <= number::MAX_LENGTH + 1);
    }

    #[test]
    fn a_message_does_not_act_on_the_terminal() {
        let message = message(Key::Risk, "\u{1b}[31mred\u{202e}");
        assert!(message.contains("\\u{1b}[31mred\\u{202e}"), "{message}");
    }
}
