//! Numbers as people write them, and the one way in which this crate writes them.
//!
//! What lives here: [`read`] and [`canonical`]; in `grammar`, the forms (`1%`, `1 in 14,000`, `8.0 billion`,
//! `2.1 × 10²⁵ FLOP`, `$5 million`, `0.1% to 5% per year`), and in `decimal`, what becomes of their parts; in `meant`,
//! what is wrong with a text that has none of them. What does not: which units and which range a field has
//! ([`crate::field`]), and the sentence that a reader sees ([`crate::read`]).
//!
//! Decimal shifts are made on the text: `1%` is read as `1e-2`, so that it is exactly the double 0.01, and
//! `8.0 billion` exactly 8e9. Reading takes time linear in the text, which is at most [`MAX_LENGTH`] characters.

mod decimal;
mod grammar;
mod meant;

use alloc::string::String;

pub(crate) use grammar::{Basis, Written};

use crate::complaint::is_invisible;
use crate::digits::{parse_decimal, shortest_digits};

/// The longest text that is read as a number, in characters.
pub const MAX_LENGTH: usize = 200;

/// A number, and what was written with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The number: a fraction for `1%` and `1 in 100`, months for `2 years`.
    pub value: f64,
    /// How it was written.
    pub form: Form,
}

/// What a number was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nothing but the number, scale words included: `0.01`, `8.0 billion`.
    Plain,
    /// `1%`, `1 percent`, `100 ppm`, `10,000 micromorts`, `1:99 odds`.
    Percent,
    /// `1 in 100`, `1 out of 100`, `1/100`.
    Odds,
    /// `10x`, `10×`, `10-fold`.
    Factor,
    /// `4.5x a year`.
    FactorPerYear,
    /// `2.1e25 FLOP`.
    Flop,
    /// `8 billion people`.
    People,
    /// `1000 deaths`.
    Deaths,
    /// `6 months`, `2 years`, `12 days`.
    Months,
    /// `$5 million`, `5 million USD`.
    Dollars,
    /// `3 steps`.
    Steps,
    /// `4 labs`.
    Laboratories,
    /// `0.5 orders of magnitude`, `0.5 OOM`.
    Orders,
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberError {
    /// There is nothing, or only space.
    Empty,
    /// There is more than [`MAX_LENGTH`] characters of it.
    TooLong,
    /// NaN, an infinity, or a quotient that is one.
    NotFinite,
    /// A number beyond the range of doubles: so many powers of ten.
    TooLarge(f64),
    /// A number that is not 0 but below the smallest double.
    TooSmall,
    /// Digits in groups; here is the text without the separators.
    Separators(String),
    /// A comma for the decimal point; here is the text with the point.
    DecimalComma(String),
    /// Two numbers with a colon between them; here is the text that says that they are odds.
    Odds(String),
    /// Digits of another script; here is the text in plain digits.
    OtherDigits(String),
    /// Anything else.
    Unreadable,
}

/// Reads a number as people write it.
///
/// ```
/// use harm_wire::number::{Form, NumberError, read};
///
/// let reading = read("8.0 billion people")?;
/// assert_eq!((reading.value, reading.form), (8e9, Form::People));
/// assert_eq!(read("1 in 100")?.value, 0.01);
/// assert_eq!(read("1 in 14,000")?.value, 1.0 / 14_000.0);
/// assert_eq!(read("1,5"), Err(NumberError::DecimalComma("1.5".into())));
/// # Ok::<(), NumberError>(())
/// ```
///
/// # Errors
/// [`NumberError`] says what is wrong; where it can be guessed what was meant, it carries a text that can be read.
pub fn read(text: &str) -> Result<Reading, NumberError> {
    let written = written(text, false).map_err(|error| match error {
        // Where there is one number, a range is not suggested.
        NumberError::Separators(ref meant)
        | NumberError::DecimalComma(ref meant)
        | NumberError::Odds(ref meant)
        | NumberError::OtherDigits(ref meant)
            if read(meant).is_err() =>
        {
            NumberError::Unreadable
        }
        error => error,
    })?;
    match (written.last, written.basis) {
        (None, None) => Ok(written.first),
        (None, Some(Basis::Year)) if written.first.form == Form::Factor => {
            Ok(Reading { form: Form::FactorPerYear, ..written.first })
        }
        _ => Err(NumberError::Unreadable),
    }
}

/// Reads all that a text says: a number or a range, and what it is for. A comma is a decimal sign where `comma` says so,
/// unless it stands before a group of three.
pub(crate) fn written(text: &str, comma: bool) -> Result<Written, NumberError> {
    // Most of what programs write. A point before three digits may be one between groups.
    if text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let plain = match text.split_once('.') {
            Some((whole, fraction)) => {
                !whole.is_empty() && !fraction.is_empty() && fraction.len() != 3 && !fraction.contains('.')
            }
            None => !text.is_empty(),
        };
        if plain && let Some(value) = parse_decimal(text) {
            let first = Reading { value, form: Form::Plain };
            return Ok(Written { first, last: None, basis: None, sure: None, other: None });
        }
    }
    // Bytes first: counting the characters of a megabyte is not needed to refuse it.
    if text.len() > 4 * MAX_LENGTH || text.chars().count() > MAX_LENGTH {
        return Err(if trim(text).is_empty() { NumberError::Empty } else { NumberError::TooLong });
    }
    let text = clean(text);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    match grammar::written(&text, comma) {
        Err(NumberError::Unreadable) => Err(meant::diagnose(&text, comma)),
        result => result,
    }
}

/// The text in plain signs: one space for any, a hyphen for any dash, `x` for ×, `^25` for ²⁵; without what is not seen.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut raised = false;
    for c in trim(text).chars().filter(|&c| !is_invisible(c)) {
        let superscript = match c {
            '⁻' => Some('-'),
            '²' => Some('2'),
            '³' => Some('3'),
            '¹' => Some('1'),
            '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10),
            _ => None,
        };
        if superscript.is_some() && !raised {
            out.push('^');
        }
        raised = superscript.is_some();
        match superscript.unwrap_or(c) {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '−' | '‐'..='―' | '﹣' => out.push('-'),
            '×' | '✕' | '✖' => out.push('x'),
            '·' | '⋅' | '∙' => out.push('*'),
            '’' | '‘' | '`' | 'ʼ' => out.push('\''),
            '⁄' | '∕' => out.push('/'),
            '∶' => out.push(':'),
            '…' => out.push_str(".."),
            c => out.push(c),
        }
    }
    out
}

/// The text of a number in the alphabet `[0-9.e-]`: the shortest that reads back to exactly this double, plain where
/// that is at most two characters longer than scientific: `0.01`, `80000`, `8e9`, `1e-17`.
#[must_use]
pub fn canonical(value: f64) -> String {
    let scientific = shortest_digits(value);
    let plain = plain_from_scientific(&scientific);
    match plain {
        Some(plain) if plain.len() <= scientific.len() + 2 => plain,
        _ => scientific,
    }
}

/// `1.23e4` as `12300`, `1e-2` as `0.01`; `None` where that would be absurdly long.
fn plain_from_scientific(scientific: &str) -> Option<String> {
    let (mantissa, exponent) = scientific.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let shift = usize::try_from(exponent.unsigned_abs()).ok().filter(|&shift| shift < 25)?;
    let mut plain = String::from(sign);
    if exponent < 0 {
        plain.push_str("0.");
        plain.extend(core::iter::repeat_n('0', shift - 1));
        plain.push_str(whole);
        plain.push_str(fraction);
    } else {
        plain.push_str(whole);
        let split = shift.min(fraction.len());
        plain.push_str(fraction.get(..split)?);
        plain.extend(core::iter::repeat_n('0', shift - split));
        if split < fraction.len() {
            plain.push('.');
            plain.push_str(fraction.get(split..)?);
        }
    }
    Some(plain)
}

/// The text without the spaces around it, of whatever width, and the marks that are not seen.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> f64 {
        read(text).unwrap_or_else(|error| panic!("{text}: {error:?}")).value
    }

    #[test]
    fn canonical_texts_are_short_and_readable() {
        for (number, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.01, "0.01"),
            (0.001, "0.001"),
            (0.0001, "0.0001"),
            (1e-5, "1e-5"),
            (1e-17, "1e-17"),
            (0.0038, "0.0038"),
            (4.5, "4.5"),
            (12.7, "12.7"),
            (80_000.0, "80000"),
            (1e6, "1e6"),
            (1_331_062.0, "1331062"),
            (8e9, "8e9"),
            (8_300_678_396.0, "8300678396"),
            (2.1e25, "2.1e25"),
            (0.006_032_635_258_735_486, "0.006032635258735486"),
            (-0.000_25, "-0.00025"),
            (-1.5, "-1.5"),
            // Two characters longer are plain, three are not.
            (0.000_012, "0.000012"),
            (0.000_001_2, "1.2e-6"),
            (1e5, "1e5"),
            (120_000.0, "120000"),
            (1_200_000.0, "1200000"),
            (12_000_000.0, "1.2e7"),
            (f64::MAX, "1.7976931348623157e308"),
            (5e-324, "5e-324"),
        ] {
            assert_eq!(canonical(number), text);
        }
    }

    #[test]
    fn a_shift_of_the_decimal_point_is_exact() {
        // Dividing 0.07 or 2.3 by 100 gives another double than the decimal does.
        for (text, number) in [
            ("7%", 0.07),
            ("0.07%", 0.0007),
            ("2.3%", 0.023),
            ("57%", 0.57),
            ("8.0 billion", 8e9),
            ("8.300678396 billion", 8_300_678_396.0),
            ("0.1 trillion", 1e11),
            ("4.35 million", 4_350_000.0),
            ("1.005 × 10^3", 1005.0),
            ("1e-2%", 0.0001),
        ] {
            assert_eq!(value(text), number, "{text}");
        }
    }

    #[test]
    fn what_was_written_with_a_number_is_told() {
        for (text, form) in [
            ("1", Form::Plain),
            ("8.0 billion", Form::Plain),
            ("1%", Form::Percent),
            ("1 in 100", Form::Odds),
            ("1/100", Form::Odds),
            ("10x", Form::Factor),
            ("4.5x a year", Form::FactorPerYear),
            ("4.5× per year", Form::FactorPerYear),
            ("2e25 FLOP", Form::Flop),
            ("8 billion people", Form::People),
            ("1.19 million deaths", Form::Deaths),
            ("2 years", Form::Months),
            ("$5M", Form::Dollars),
            ("3 steps", Form::Steps),
            ("4 labs", Form::Laboratories),
            ("0.3 OOM", Form::Orders),
        ] {
            assert_eq!(read(text).map(|reading| reading.form), Ok(form), "{text}");
        }
        assert_eq!(value("2 years"), 24.0);
    }

    #[test]
    fn a_million_digits_take_no_time_and_say_so() {
        assert_eq!(read(&"9".repeat(10_000_000)), Err(NumberError::TooLong));
        assert_eq!(read(&"1,".repeat(100)), Err(NumberError::Unreadable));
        assert_eq!(value(&"9".repeat(MAX_LENGTH)), 1e200);
        assert_eq!(read(&"9".repeat(MAX_LENGTH + 1)), Err(NumberError::TooLong));
        // Characters are counted, of whatever length in bytes.
        for c in ["é", "\u{1f600}"] {
            assert_eq!(read(&c.repeat(MAX_LENGTH)), Err(NumberError::Unreadable), "{c}");
            assert_eq!(read(&c.repeat(MAX_LENGTH + 1)), Err(NumberError::TooLong), "{c}");
        }
        assert_eq!(value(&["1", &"\u{200b}".repeat(MAX_LENGTH - 1)].concat()), 1.0);
        assert_eq!(read(&" ".repeat(MAX_LENGTH + 1)), Err(NumberError::Empty));
    }

    #[test]
    fn what_was_meant_stands_in_one_line() {
        assert_eq!(read("80,00\tmillion"), Err(NumberError::DecimalComma("80.00 million".into())));
        assert_eq!(read("0,5\n%"), Err(NumberError::DecimalComma("0.5 %".into())));
        assert_eq!(read("１．５\t×"), Err(NumberError::OtherDigits("1.5 x".into())));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_canonical_text_reads_back_to_the_same_double(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            let text = canonical(number);
            prop_assert!(text.bytes().all(|b| b.is_ascii_digit() || b"e.-".contains(&b)), "{text}");
            prop_assert_eq!(read(&text).map(|reading| reading.value.to_bits()), Ok(number.to_bits()));
        }

        #[test]
        fn per_cent_is_the_decimal_two_places_on(digits in 0u64..1_000_000_000_000, places in 0usize..9) {
            let text = alloc::format!("{digits}e-{places}");
            let shifted: f64 = alloc::format!("{digits}e-{}", places + 2).parse().unwrap();
            prop_assert_eq!(value(&alloc::format!("{text}%")), shifted);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,250}") {
            let _ = read(&text);
        }

        #[test]
        fn texts_that_look_like_numbers_are_read_or_refused(text in "[ $+−-]{0,2}[0-9,._' ]{0,12}[eE^×x*/%²⁻]{0,3}[0-9 ]{0,6}[a-zA-Z%× ]{0,12}") {
            match read(&text) {
                Ok(reading) => prop_assert!(reading.value.is_finite(), "{text}"),
                Err(NumberError::Separators(meant) | NumberError::DecimalComma(meant) | NumberError::OtherDigits(meant)) => {
                    prop_assert!(read(&meant).is_ok(), "{text} meant {meant}");
                }
                Err(_) => {}
            }
        }
    }
}
