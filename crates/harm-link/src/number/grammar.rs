//! The forms of numbers: signs, digits, powers of ten, scale words, odds and units.
//!
//! One pass from left to right; what stands where nothing is expected makes the whole text unreadable.

use alloc::format;

use super::{Form, NumberError, Reading, SPACES};
use crate::digits::parse_decimal;

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

/// Reads a whole text as a number with what belongs to it.
pub(super) fn quantity(text: &str) -> Result<Reading, NumberError> {
    Cursor { rest: text }.quantity()
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
