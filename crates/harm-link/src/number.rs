//! Numbers as people write them, and the one way in which this crate writes them.
//!
//! What lives here: the grammar (`1%`, `1 in 100`, `8.0 billion`, `2.1 × 10²⁵ FLOP`, `$5 million`), what is wrong with
//! a text that is not a number, and [`canonical`]. What does not: which units and which range a field has
//! ([`crate::field`]), and the sentence that a reader sees ([`crate::read`]).
//!
//! Decimal shifts are made on the text: `1%` is read as `1e-2`, so that it is exactly the double 0.01, and
//! `8.0 billion` exactly 8e9. Reading takes time linear in the text, which is at most [`MAX_LENGTH`] characters.

use alloc::format;
use alloc::string::String;

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
    /// `1%`, `1 percent`.
    Percent,
    /// `1 in 100`, `1/100`.
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
    /// `6 months`, `2 years`.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    /// There is nothing, or only space.
    Empty,
    /// There is more than [`MAX_LENGTH`] characters of it.
    TooLong,
    /// NaN, an infinity, or a number beyond the range of doubles.
    NotFinite,
    /// A number that is not 0 but below the smallest double.
    TooSmall,
    /// Digits in groups; here is the text without the separators.
    Separators(String),
    /// A comma for the decimal point; here is the text with the point.
    DecimalComma(String),
    /// Digits of another script; here is the text in plain digits.
    OtherDigits(String),
    /// Anything else.
    Unreadable,
}

/// Reads a number as people write it.
///
/// # Errors
/// [`NumberError`] says what is wrong; where it can be guessed what was meant, it carries a text that can be read.
pub fn read(text: &str) -> Result<Reading, NumberError> {
    let text = trim(text);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    // Bytes first: counting the characters of a megabyte is not needed to refuse it.
    if text.len() > 4 * MAX_LENGTH || text.chars().count() > MAX_LENGTH {
        return Err(NumberError::TooLong);
    }
    match (Cursor { rest: text }).quantity() {
        Err(NumberError::Unreadable) => Err(diagnose(text)),
        result => result,
    }
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

/// The spaces that are found around and inside numbers: plain, tab, no-break, thin, narrow no-break, figure.
const SPACES: [char; 8] = [' ', '\t', '\n', '\r', '\u{a0}', '\u{2009}', '\u{202f}', '\u{2007}'];

pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(SPACES)
}

/// Words that shift the decimal point. Case counts: `M` is a million, and `m` might be a month, a metre or a thousandth.
const SCALES: [(&str, i32); 14] = [
    ("thousand", 3),
    ("k", 3),
    ("K", 3),
    ("million", 6),
    ("M", 6),
    ("mn", 6),
    ("billion", 9),
    ("bn", 9),
    ("Bn", 9),
    ("B", 9),
    ("trillion", 12),
    ("tn", 12),
    ("Tn", 12),
    ("T", 12),
];

/// Words that say what a number counts, in lower case.
const UNITS: [(&str, Form); 30] = [
    ("percent", Form::Percent),
    ("pct", Form::Percent),
    ("x", Form::Factor),
    ("fold", Form::Factor),
    ("times", Form::Factor),
    ("flop", Form::Flop),
    ("flops", Form::Flop),
    ("people", Form::People),
    ("persons", Form::People),
    ("person", Form::People),
    ("deaths", Form::Deaths),
    ("death", Form::Deaths),
    ("lives", Form::Deaths),
    ("months", Form::Months),
    ("month", Form::Months),
    ("mo", Form::Months),
    ("years", Form::Months),
    ("year", Form::Months),
    ("yr", Form::Months),
    ("yrs", Form::Months),
    ("usd", Form::Dollars),
    ("dollars", Form::Dollars),
    ("dollar", Form::Dollars),
    ("steps", Form::Steps),
    ("step", Form::Steps),
    ("labs", Form::Laboratories),
    ("lab", Form::Laboratories),
    ("laboratories", Form::Laboratories),
    ("oom", Form::Orders),
    ("ooms", Form::Orders),
];

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Exponents beyond this are beyond every double whatever the (at most 200) digits before them.
const MAX_EXPONENT: i32 = 10_000;

/// A decimal in the text: its digits as written, and the power of ten that they are multiplied by.
struct Decimal<'a> {
    negative: bool,
    /// `digits[.digits]`.
    digits: &'a str,
    exponent: i32,
}

impl Decimal<'_> {
    /// The number, with the decimal point shifted by so many more places.
    fn value(&self, shift: i32) -> Result<f64, NumberError> {
        let exponent = self.exponent + shift;
        let value = if exponent == 0 {
            parse_decimal(self.digits)
        } else {
            parse_decimal(&format!("{}e{exponent}", self.digits))
        };
        match value {
            Some(v) if v.is_infinite() => Err(NumberError::NotFinite),
            Some(0.0) if self.digits.bytes().any(|b| matches!(b, b'1'..=b'9')) => Err(NumberError::TooSmall),
            Some(v) => Ok(if self.negative { -v } else { v }),
            None => Err(NumberError::Unreadable),
        }
    }
}

/// What is left to read.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn eat(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn eat_any(&mut self, prefixes: &[&str]) -> bool {
        prefixes.iter().any(|prefix| self.eat(prefix))
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start_matches(SPACES);
    }

    /// As much of the text as these bytes, all of them ASCII, make up.
    fn take(&mut self, accept: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(|b| !accept(b)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// The whole text: money sign, number, a second number for odds, unit.
    fn quantity(mut self) -> Result<Reading, NumberError> {
        let money = self.eat_any(&["US$", "USD", "$"]);
        self.spaces();
        let (first, shift) = if self.eat_word("one") || self.eat_word("One") {
            (Decimal { negative: false, digits: "1", exponent: 0 }, 0)
        } else {
            self.scaled()?
        };
        self.spaces();
        if !money && self.eat_word("in") {
            self.spaces();
            let (second, second_shift) = if self.eat_word("a") {
                self.spaces();
                let shift = self.scale().ok_or(NumberError::Unreadable)?;
                (Decimal { negative: false, digits: "1", exponent: 0 }, shift)
            } else {
                self.scaled()?
            };
            return self.odds(first.value(shift)?, second.value(second_shift)?);
        }
        if !money && self.eat("/") {
            self.spaces();
            let second = self.decimal()?;
            return self.odds(first.value(shift)?, second.value(0)?);
        }
        let form = self.unit(money)?;
        match form {
            UnitShift::Percent => Ok(Reading { value: first.value(shift - 2)?, form: Form::Percent }),
            UnitShift::Years => match first.value(shift)? * 12.0 {
                value if value.is_finite() => Ok(Reading { value, form: Form::Months }),
                _ => Err(NumberError::NotFinite),
            },
            UnitShift::As(form) => Ok(Reading { value: first.value(shift)?, form }),
        }
    }

    fn odds(mut self, first: f64, second: f64) -> Result<Reading, NumberError> {
        self.spaces();
        let value = first / second;
        match (self.rest.is_empty(), value.is_finite()) {
            (true, true) => Ok(Reading { value, form: Form::Odds }),
            (true, false) => Err(NumberError::NotFinite),
            _ => Err(NumberError::Unreadable),
        }
    }

    /// A decimal and the shift of the scale word after it.
    fn scaled(&mut self) -> Result<(Decimal<'a>, i32), NumberError> {
        let decimal = self.decimal()?;
        self.spaces();
        let shift = self.scale().unwrap_or(0);
        Ok((decimal, shift))
    }

    fn scale(&mut self) -> Option<i32> {
        let before = self.rest;
        let word = self.take(|b| b.is_ascii_alphabetic());
        let shift = SCALES.iter().find(|&&(name, shift)| {
            // Whole words may begin with a capital letter; of the abbreviations the case counts.
            name == word || (name.len() > 2 && shift > 0 && name.eq_ignore_ascii_case(word))
        });
        if shift.is_none() {
            self.rest = before;
        }
        shift.map(|&(_, shift)| shift)
    }

    /// `-12.5e3`, `2.1 × 10^25`, `10²⁵`.
    fn decimal(&mut self) -> Result<Decimal<'a>, NumberError> {
        let negative = if self.eat_any(&["-", "−", "–"]) {
            true
        } else {
            self.eat("+");
            false
        };
        let start = self.rest;
        let whole = self.take(|b| b.is_ascii_digit()).len();
        let fraction = if self.eat(".") { self.take(|b| b.is_ascii_digit()).len() + 1 } else { 0 };
        let digits = start.get(..whole + fraction).unwrap_or_default();
        if whole + fraction.saturating_sub(1) == 0 {
            return Err(NumberError::Unreadable);
        }
        let mut exponent = 0;
        if let Some(rest) = self.rest.strip_prefix(['e', 'E']) {
            let mut ahead = Cursor { rest };
            if let Some(power) = ahead.integer() {
                exponent = power;
                self.rest = ahead.rest;
            }
        }
        // 10^25 by itself.
        if digits == "10"
            && exponent == 0
            && let Some(power) = self.power()
        {
            return Ok(Decimal { negative, digits: "1", exponent: power });
        }
        // × 10^25 after a mantissa. An x that no power follows belongs to the unit.
        let mut ahead = Cursor { rest: self.rest };
        ahead.spaces();
        if ahead.eat_any(&["×", "x", "X", "*", "·", "⋅"]) {
            ahead.spaces();
            if ahead.eat("10")
                && let Some(power) = ahead.power()
            {
                exponent += power;
                self.rest = ahead.rest;
            }
        }
        Ok(Decimal { negative, digits, exponent })
    }

    /// `^25` or `²⁵`, after a base that has been read.
    fn power(&mut self) -> Option<i32> {
        if self.eat("^") {
            return self.integer();
        }
        let before = self.rest;
        let negative = self.eat("⁻");
        let mut power = None;
        while let Some(digit) = self.rest.chars().next().and_then(|c| SUPERSCRIPTS.iter().position(|&s| s == c)) {
            let digit = i32::try_from(digit).unwrap_or(0);
            power = Some((power.unwrap_or(0) * 10 + digit).min(MAX_EXPONENT));
            self.rest =
                self.rest.get(SUPERSCRIPTS[usize::try_from(digit).unwrap_or(0)].len_utf8()..).unwrap_or_default();
        }
        if power.is_none() {
            self.rest = before;
        }
        power.map(|power| if negative { -power } else { power })
    }

    fn integer(&mut self) -> Option<i32> {
        let negative = if self.eat_any(&["-", "−"]) {
            true
        } else {
            self.eat("+");
            false
        };
        let digits = self.take(|b| b.is_ascii_digit());
        if digits.is_empty() {
            return None;
        }
        let power =
            digits.bytes().fold(0_i32, |power, b| (power.saturating_mul(10) + i32::from(b - b'0')).min(MAX_EXPONENT));
        Some(if negative { -power } else { power })
    }

    /// A word that ends here, not merely begins.
    fn eat_word(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// What stands after the number, to the end of the text.
    fn unit(mut self, money: bool) -> Result<UnitShift, NumberError> {
        self.spaces();
        if self.rest.is_empty() {
            return Ok(UnitShift::As(if money { Form::Dollars } else { Form::Plain }));
        }
        let unit = if self.eat("%") {
            UnitShift::Percent
        } else if self.eat("×") {
            UnitShift::As(Form::Factor)
        } else {
            self.eat("-");
            let word = self.take(|b| b.is_ascii_alphabetic());
            if word.eq_ignore_ascii_case("orders") {
                if !(self.spaces_and_word("of") && self.spaces_and_word("magnitude")) {
                    return Err(NumberError::Unreadable);
                }
                UnitShift::As(Form::Orders)
            } else if word == "per" && self.spaces_and_word("cent") {
                UnitShift::Percent
            } else {
                let &(name, form) =
                    UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).ok_or(NumberError::Unreadable)?;
                match form {
                    Form::Percent => UnitShift::Percent,
                    Form::Months if name.starts_with('y') => UnitShift::Years,
                    form => UnitShift::As(form),
                }
            }
        };
        self.spaces();
        let unit = match unit {
            UnitShift::As(Form::Factor) if self.eat("/") || self.eat_word("a") || self.eat_word("per") => {
                if !(self.spaces_and_word("year") || self.spaces_and_word("yr")) {
                    return Err(NumberError::Unreadable);
                }
                self.spaces();
                UnitShift::As(Form::FactorPerYear)
            }
            unit => unit,
        };
        if self.rest.is_empty() && (!money || unit == UnitShift::As(Form::Dollars)) {
            Ok(unit)
        } else {
            Err(NumberError::Unreadable)
        }
    }

    fn spaces_and_word(&mut self, word: &str) -> bool {
        self.spaces();
        self.eat_word(word)
    }
}

/// What a unit does to the number before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitShift {
    Percent,
    Years,
    As(Form),
}

/// What is wrong with a text that is not a number, and what may have been meant.
fn diagnose(text: &str) -> NumberError {
    let word = text.trim_start_matches(['+', '-', '−']);
    if ["nan", "inf", "infinity", "∞"].iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return NumberError::NotFinite;
    }
    let ascii = in_plain_digits(text);
    let meant = |candidate: String, error: fn(String) -> NumberError| {
        // Only what can be read is suggested. The candidate has no separators left, so that this goes one level deep.
        match (Cursor { rest: trim(&candidate) }).quantity() {
            Ok(_) => error(candidate),
            Err(_) => NumberError::Unreadable,
        }
    };
    if ascii != text {
        let candidate = regroup(&ascii).map_or(ascii, |(candidate, _)| candidate);
        return meant(candidate, NumberError::OtherDigits);
    }
    match regroup(text) {
        Some((candidate, Grouping::Separators)) => meant(candidate, NumberError::Separators),
        Some((candidate, Grouping::DecimalComma)) => meant(candidate, NumberError::DecimalComma),
        None => NumberError::Unreadable,
    }
}

/// Digits of other scripts, and full-width signs, as ASCII.
fn in_plain_digits(text: &str) -> String {
    // The first digit of each block of ten: Arabic, Persian and Urdu, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    text.chars()
        .map(|c| {
            let code = c as u32;
            let digit = ZEROS.iter().map(|zero| code.wrapping_sub(*zero)).find(|&digit| digit < 10);
            match (digit.and_then(|digit| char::from_digit(digit, 10)), c) {
                (Some(digit), _) => digit,
                (None, '٫' | '．') => '.',
                (None, '٬' | '，') => ',',
                (None, '٪' | '％') => '%',
                (None, '－') => '-',
                (None, 'ｅ') => 'e',
                (None, other) => other,
            }
        })
        .collect()
}

enum Grouping {
    Separators,
    DecimalComma,
}

/// The first number of the text with its separators gone and a point for its decimal comma; `None` when there are none.
fn regroup(text: &str) -> Option<(String, Grouping)> {
    let is_separator = |c: char| matches!(c, ',' | '_' | '\'' | '’' | '`') || SPACES.contains(&c);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, run) = text.split_at(start);
    let end = run.find(|c: char| !(c.is_ascii_digit() || c == '.' || is_separator(c))).unwrap_or(run.len());
    let (run, after) = run.split_at(end);
    let number = run.trim_end_matches(|c: char| is_separator(c) || c == '.');
    let space = run.get(number.len()..)?;
    let separators = number.chars().filter(|&c| is_separator(c)).count();
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    let digits_only = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let rebuild = |number: String| format!("{before}{number}{space}{after}");

    // 1.234.567,8 and 0,01: one comma, after everything else.
    if commas == 1 && (points != 1 || number.find(',') > number.find('.')) {
        let (whole, fraction) = number.split_once(',')?;
        let others = whole.chars().any(|c| !c.is_ascii_digit());
        let thousands = !others && fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        if !thousands && fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Some((rebuild(format!("{}.{fraction}", digits_only(whole))), Grouping::DecimalComma));
        }
    }
    // 8.000.000 is a number in groups; 1.2.3 is a version, or a slip.
    let grouped = |whole: &str| whole.split('.').skip(1).all(|group| group.len() == 3);
    if separators > 0 && points < 2 || points > 1 && grouped(number) {
        // The point of 1,234.5 stays where it is.
        let fixed = match (points, number.rsplit_once('.')) {
            (1, Some((whole, fraction))) => format!("{}.{}", digits_only(whole), digits_only(fraction)),
            _ => digits_only(number),
        };
        return Some((rebuild(fixed), Grouping::Separators));
    }
    // "1 in 10,000": the number before the separators is fine, so look behind it.
    let (candidate, grouping) = regroup(after)?;
    Some((format!("{before}{run}{candidate}"), grouping))
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
        assert!(read(&"9".repeat(MAX_LENGTH)).is_ok());
        assert_eq!(read(&"9".repeat(MAX_LENGTH + 1)), Err(NumberError::TooLong));
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
