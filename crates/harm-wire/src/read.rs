//! From the text of one field to its value, and the message when it has none.
//!
//! What lives here: the words of every complaint about a single value. They name the field, its range and what was
//! given, and they are the same on the command line, in a link, in a file and beside the field on the page. How numbers
//! are written is in [`crate::number`]; complaints about values that do not fit each other are in [`crate::inputs`].

mod deaths;

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::Family;

use crate::complaint::{FieldError, shortened};
use crate::entry::Entry;
use crate::field::{Field, Key, Kind, PERS, Unit, Value};
use crate::nearest::nearest;
use crate::number::{self, Basis, Form, NumberError, Reading, Written, canonical};

/// The longest list that is read, in numbers. A panel of experts is smaller.
pub const MAX_LIST: usize = 1_000;

/// The longest text of a list, in bytes.
const MAX_LIST_LENGTH: usize = 32_768;

/// How much of a text a message quotes, in characters.
const MAX_QUOTED: usize = 48;

/// Reads the text of a field.
///
/// ```
/// use harm_wire::{Key, Value, read_field};
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
    let mut values = read_entry(key, text)?.values;
    match values.pop() {
        Some((own, value)) if own == key && values.is_empty() => Ok(value),
        _ => Err(refuse(key.field(), text, Wrong::Form)),
    }
}

/// Reads all that the text of a field says: its value, and those of other fields.
///
/// ```
/// use harm_wire::{Key, Value, read::read_entry};
///
/// let entry = read_entry(Key::Risk, "1% per year").unwrap();
/// assert_eq!(entry.values, [(Key::Risk, Value::Number(0.01)), (Key::Per, Value::Word("year"))]);
/// ```
///
/// # Errors
/// As [`read_field`].
pub fn read_entry(key: Key, text: &str) -> Result<Entry, FieldError> {
    let field = key.field();
    match field.kind {
        Kind::Number => read_quantity(field, text),
        Kind::NumberOr(words) => match word_of(words, text) {
            Some(word) => Ok(Entry::of(key, Value::Word(word))),
            None => read_quantity(field, text).or_else(|error| read_basis(text).ok_or(error)),
        },
        Kind::NumberOrNone if number::trim(text).eq_ignore_ascii_case("none") => Ok(Entry::of(key, Value::None)),
        Kind::NumberOrNone => read_quantity(field, text),
        Kind::Numbers => read_numbers(field, text),
        Kind::Word(words) => read_word(field, words, text).map(|word| Entry::of(key, word)),
    }
}

/// What a risk is stated for, by itself: `per year`, `in total`, `for each 10×`.
fn read_basis(text: &str) -> Option<Entry> {
    let entry = read_entry(Key::Risk, &(String::from("1% ") + text)).ok()?;
    let (key, value) = entry.values.into_iter().find(|(key, _)| *key == Key::Per)?;
    Some(Entry::of(key, value))
}

/// A number or a range, with what it is for.
fn read_quantity(field: &'static Field, text: &str) -> Result<Entry, FieldError> {
    let written = number::written(text, !field.unit.has_thousands());
    let Written { first, last, basis, sure, other } =
        written.map_err(|error| refuse(field, text, Wrong::Number(error)))?;
    let checked = |key: Key, reading: Reading| {
        let own = key.field();
        let (taken, inside) = (own.unit.takes(reading.form), in_range(own, reading.value, reading.form));
        if key != field.key && !(taken && inside) {
            let given = shortened(number::trim(text), MAX_QUOTED);
            let sentence = " sets {key}, which must be {}, but got \"{}\"";
            Err(FieldError::new(field.key, text, sentence, &[key.name(), &own.allowed(), &given]))
        } else if !taken {
            Err(refuse(own, text, Wrong::Form))
        } else if !inside {
            Err(refuse(own, text, Wrong::Range(reading, other.clone())))
        } else {
            // −0 is 0: a sign that nobody meant would otherwise be printed.
            Ok((key, Value::Number(if reading.value == 0.0 { 0.0 } else { reading.value })))
        }
    };
    let risk = matches!(field.key, Key::Risk | Key::Low | Key::High);
    let mut values = Vec::new();
    match last {
        None => values.push(checked(field.key, first)?),
        Some(last) => {
            let (low, high) = match field.key {
                Key::From | Key::To if sure.is_none() => (Key::From, Key::To),
                _ if risk => (Key::Low, Key::High),
                _ => return Err(refuse(field, text, Wrong::Form)),
            };
            values.extend([checked(low, first)?, checked(high, last)?]);
            if field.key == Key::Risk {
                values.push((Key::Belief, Value::Word(Family::LogitNormal.name())));
            }
            if let Some(value) = sure {
                values.push(checked(Key::Level, Reading { value, form: Form::Percent })?);
            }
        }
    }
    match basis {
        None => {}
        Some(Basis::Year) if field.unit == Unit::FactorPerYear => {}
        Some(Basis::Factor(value)) if field.key == Key::Steps => {
            values.push(checked(Key::Step, Reading { value, form: Form::Factor })?);
        }
        Some(basis) if risk || field.key == Key::Panel => values.extend(match basis {
            Basis::Step => None,
            Basis::Year => Some((Key::Per, Value::Word(PERS[0]))),
            Basis::Total => Some((Key::Per, Value::Word(PERS[1]))),
            Basis::Factor(value) => Some(checked(Key::Per, Reading { value, form: Form::Factor })?),
        }),
        Some(_) => return Err(refuse(field, text, Wrong::Form)),
    }
    let question = match other {
        _ if last.is_some() => None,
        _ if field.key == Key::Risk && first == (Reading { value: 1.0, form: Form::Plain }) => {
            Some(FieldError::new(field.key, text, " 1 is certainty", &[]).suggest(String::from("1%")))
        }
        Some(other) if first.value > 0.0 && takes(field, &other) => {
            let value = canonical(first.value);
            Some(FieldError::new(field.key, text, " is read as {}", &[&value]).suggest(other))
        }
        _ => None,
    };
    Ok(Entry { values, question })
}

/// Whether a text is a number of the field, so that it can be suggested. This asks for no suggestion in turn: each would lead
/// to the next.
fn takes(field: &Field, text: &str) -> bool {
    number::written(text, !field.unit.has_thousands()).is_ok_and(|Written { first, last, basis, .. }| {
        let plain = last.is_none() && basis.is_none();
        plain && field.unit.takes(first.form) && in_range(field, first.value, first.form)
    })
}

fn in_range(field: &Field, value: f64, form: Form) -> bool {
    field.takes(value) && deaths::advice(field, form, value).is_none()
}

/// Opinions apart: `_` in a link; `;` or `,` as people write lists. Where there is `;`, or space behind commas, another
/// comma belongs to a number. Each opinion of a panel may have its weight behind it, as the report prints it.
fn read_numbers(field: &'static Field, text: &str) -> Result<Entry, FieldError> {
    let trimmed = number::trim(text);
    if trimmed.len() > MAX_LIST_LENGTH {
        return Err(refuse(field, text, Wrong::Number(NumberError::TooLong)));
    }
    if let Some(separator) = ["_", ";"].into_iter().find(|separator| trimmed.contains(*separator)) {
        return read_parts(field, text, trimmed.split(separator));
    }
    // "1 in 1,000" where every comma divides would be two opinions.
    let cut = |part: &str| part.len() > 1 && part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit());
    read_parts(field, text, trimmed.split(", ")).or_else(|_| match trimmed.split(',').any(cut) {
        true => Err(refuse(field, text, Wrong::Form)),
        false => read_parts(field, text, trimmed.split(',')),
    })
}

fn read_parts<'a>(
    field: &'static Field,
    text: &str,
    parts: impl IntoIterator<Item = &'a str>,
) -> Result<Entry, FieldError> {
    let mut numbers = Vec::new();
    let mut weights = Vec::new();
    let mut rest = Vec::new();
    for part in parts {
        if numbers.len() == MAX_LIST {
            return Err(refuse(field, text, Wrong::Number(NumberError::TooLong)));
        }
        // Only the last says what all are for.
        if !rest.is_empty() {
            return Err(refuse(field, text, Wrong::Form));
        }
        let (part, weight) = match part.trim_end().strip_suffix(')').and_then(|part| part.rsplit_once(" (weight ")) {
            Some((part, weight)) if field.key == Key::Panel => (part, Some(weight)),
            _ => (part, None),
        };
        if let Some(weight) = weight {
            match read_field(Key::Weights, weight) {
                Ok(Value::Numbers(one)) if one.len() == 1 => weights.extend(one),
                _ => {
                    let sentence = " sets {key}, which must be {}, but got \"{}\"";
                    let texts = [Key::Weights.name(), &Key::Weights.field().allowed(), &shortened(weight, MAX_QUOTED)];
                    return Err(FieldError::new(field.key, text, sentence, &texts));
                }
            }
        }
        let entry = read_quantity(field, part).map_err(|mut error| {
            // What was meant by one opinion must not take the place of all.
            error.suggestions.clear();
            error
        });
        rest = entry?.values;
        if let Value::Number(number) = rest.remove(0).1 {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        return Err(refuse(field, text, Wrong::Number(NumberError::Empty)));
    }
    if !weights.is_empty() {
        if weights.len() != numbers.len() {
            let given = shortened(number::trim(text), MAX_QUOTED);
            let sentence = " must have a weight for every opinion or for none, but got \"{}\"";
            return Err(FieldError::new(field.key, text, sentence, &[&given]));
        }
        rest.push((Key::Weights, Value::Numbers(weights)));
    }
    rest.insert(0, (field.key, Value::Numbers(numbers)));
    Ok(Entry { values: rest, question: None })
}

fn read_word(field: &'static Field, words: &'static [&'static str], text: &str) -> Result<Value, FieldError> {
    if let Some(known) = word_of(words, text) {
        return Ok(Value::Word(known));
    }
    let word = number::trim(text);
    let error = must_be(field, &field.allowed(), text, true);
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
    Range(Reading, Option<String>),
    /// A number with a unit that the field does not have.
    Form,
    /// Not a number.
    Number(NumberError),
}

/// The complaint about a text.
fn refuse(field: &'static Field, text: &str, wrong: Wrong) -> FieldError {
    // What looks like a number stands in the sentence as it is; anything else is quoted.
    let quoted = matches!(wrong, Wrong::Form | Wrong::Number(NumberError::Unreadable));
    let advice = match &wrong {
        Wrong::Range(reading, _) => deaths::advice(field, reading.form, reading.value),
        _ => None,
    };
    let error = must_be(field, advice.map_or(&field.allowed(), |_| deaths::ALLOWED), text, quoted);
    let (hint, meant) = match wrong {
        Wrong::Range(reading, other) => {
            let likely = reading.value >= 2.0 && reading.form == Form::Plain && field.unit == Unit::Fraction;
            (
                advice.unwrap_or_default(),
                if likely && other.is_none() { Some(canonical(reading.value) + "%") } else { other },
            )
        }
        Wrong::Form | Wrong::Number(NumberError::Unreadable) => {
            return error.say("; write it as {}", &[field.unit.example()]);
        }
        Wrong::Number(NumberError::Empty) => ("", None),
        Wrong::Number(NumberError::NotFinite) => (", which is not a finite number", None),
        Wrong::Number(NumberError::TooLarge(_)) => (", which is too large a number", None),
        Wrong::Number(NumberError::Odds(meant)) => ("", Some(meant)),
        Wrong::Number(NumberError::TooLong) => (", which is too long for a number", None),
        Wrong::Number(NumberError::TooSmall) => (", which is too small to be told from 0", None),
        Wrong::Number(NumberError::Separators(meant)) => ("; numbers are written without separators", Some(meant)),
        Wrong::Number(NumberError::DecimalComma(meant)) => ("; the decimal sign is a point", Some(meant)),
        Wrong::Number(NumberError::OtherDigits(meant)) => ("; numbers are written with the digits 0 to 9", Some(meant)),
    };
    let error = error.say("{}", &[hint]);
    match meant {
        // Only what this field would take is suggested.
        Some(meant) if takes(field, &meant) => error.suggest(meant),
        _ => error,
    }
}

/// `risk must be between 0 and 1, but got 150%`.
fn must_be(field: &Field, allowed: &str, text: &str, quoted: bool) -> FieldError {
    let words: &[&str] = match field.kind {
        Kind::NumberOrNone => &["none"],
        Kind::NumberOr(words) => words,
        _ => &[],
    };
    let words = if words.is_empty() { String::new() } else { String::from(", or ") + &words.join(" or ") };
    let quotation = if quoted { "\"" } else { "" };
    let given = shortened(number::trim(text), MAX_QUOTED);
    let (quotation, given) = if given.is_empty() { ("", "nothing") } else { (quotation, &*given) };
    let texts = [allowed, &words, quotation, given, quotation];
    FieldError::new(field.key, text, " must be {}{}, but got {}{}{}", &texts)
}

#[cfg(test)]
mod tests;
