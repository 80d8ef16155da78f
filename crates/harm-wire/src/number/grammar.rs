//! The forms of numbers: signs, digits in groups, powers of ten, scale words, odds, units, what a risk is stated for,
//! and ranges.
//!
//! One pass from left to right over a text that [`super::clean`] has written in plain signs; what stands where nothing
//! is expected makes the whole text unreadable.

use alloc::string::String;

use super::decimal::{PLAIN, Part, Unit, decimal};
use super::{Form, NumberError, Reading};
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

/// The forms with the words for them, in lower case and from the longest where one begins like another; each with the
/// shift of the decimal point and the factor that it brings.
const UNITS: [(&str, Form, i32, f64); 16] = [
    ("%|percent|per cent|pct", Form::Percent, -2, 1.0),
    ("‰|per mille|permille", Form::Percent, -3, 1.0),
    ("ppm|parts per million|micromorts|micromort", Form::Percent, -6, 1.0),
    ("ppb|parts per billion", Form::Percent, -9, 1.0),
    ("x|-fold|fold|times", Form::Factor, 0, 1.0),
    ("flops|flop", Form::Flop, 0, 1.0),
    ("people alive|people|persons|person", Form::People, 0, 1.0),
    ("expected deaths|expected death|deaths|death|lives", Form::Deaths, 0, 1.0),
    ("months|month|mo", Form::Months, 0, 1.0),
    ("years|year|yrs|yr", Form::Months, 0, 12.0),
    ("weeks|week", Form::Months, 0, 84.0 / 365.25),
    ("days|day", Form::Months, 0, 12.0 / 365.25),
    ("usd|dollars|dollar", Form::Dollars, 0, 1.0),
    ("reference steps|reference step|such steps|such step|steps|step", Form::Steps, 0, 1.0),
    ("laboratories|laboratory|labs|lab", Form::Laboratories, 0, 1.0),
    ("orders of magnitude|order of magnitude|ooms|oom", Form::Orders, 0, 1.0),
];

/// What a risk is stated for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Basis {
    /// A reference step, whatever that is.
    Step,
    /// A year.
    Year,
    /// The whole.
    Total,
    /// A growth by this factor.
    Factor(f64),
}

/// All that a text says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    /// The number, or the lower end of a range.
    pub(crate) first: Reading,
    /// The upper end of a range.
    pub(crate) last: Option<Reading>,
    /// What it is for.
    pub(crate) basis: Option<Basis>,
    /// How sure the writer is of a range.
    pub(crate) sure: Option<f64>,
    /// The same text with another sense of the separator in its number, which it could have as well.
    pub(crate) other: Option<String>,
}

/// Reads a whole text. A lone comma is a decimal sign where `comma` says so.
pub(super) fn written(text: &str, comma: bool) -> Result<Written, NumberError> {
    let mut cursor = Cursor { text, rest: text, comma, other: None };
    let between = cursor.word("between");
    let from = !between && cursor.word("from");
    let mut first = cursor.quantity()?;
    cursor.space();
    let ranged =
        cursor.word(if between { "and" } else { "to" }) || cursor.eat("...") || cursor.eat("..") || cursor.eat("-");
    if !ranged && (between || from) {
        return Err(NumberError::Unreadable);
    }
    let last = if ranged {
        cursor.space();
        Some(cursor.quantity()?)
    } else {
        None
    };
    let mut basis = first.basis;
    if let Some(last) = &last {
        // The unit of "0.1 to 5%" and "6 to 12 months" is that of both.
        if first.unit == PLAIN && first.odds.is_none() && first.basis.is_none() && last.odds.is_none() {
            first.unit = last.unit;
        }
        if basis.is_some() && basis != last.basis {
            return Err(NumberError::Unreadable);
        }
        basis = last.basis;
        // The other sense of one end is not that of the range.
        cursor.other = None;
    }
    cursor.space();
    let sure = cursor.sure()?;
    if !cursor.rest.is_empty() || sure.is_some() && last.is_none() {
        return Err(NumberError::Unreadable);
    }
    let last = last.map(|last| last.reading()).transpose()?;
    Ok(Written { first: first.reading()?, last, basis, sure, other: cursor.other })
}

/// What is left to read.
struct Cursor<'a> {
    text: &'a str,
    rest: &'a str,
    comma: bool,
    other: Option<String>,
}

impl<'a> Cursor<'a> {
    fn eat(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    /// One of these words, apart by `|`, in any case: after space, and with no letter or digit behind it.
    fn word(&mut self, words: &str) -> bool {
        let rest = self.rest.trim_start_matches(' ');
        for word in words.split('|').filter(|word| !word.is_empty()) {
            let (Some(start), Some(after)) = (rest.get(..word.len()), rest.get(word.len()..)) else { continue };
            let ends = !word.ends_with(|c: char| c.is_ascii_alphabetic())
                || !after.starts_with(|c: char| c.is_ascii_alphanumeric());
            if ends && start.eq_ignore_ascii_case(word) {
                self.rest = after;
                return true;
            }
        }
        false
    }

    /// As much of the text as these bytes, all of them ASCII, make up.
    fn take(&mut self, accept: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(|b| !accept(b)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Money sign, number, a second number for odds, unit, and what it is for.
    fn quantity(&mut self) -> Result<Part, NumberError> {
        let money = ["US$", "USD", "$"].iter().any(|sign| self.eat(sign));
        self.space();
        let mut part =
            Part { negative: false, digits: String::from("1"), exponent: 0.0, unit: PLAIN, basis: None, odds: None };
        let percent = Unit { form: Form::Percent, ..PLAIN };
        if self.word("never|no one") {
            part.digits = String::from("0");
            part.unit = percent;
        } else if self.word("everyone") {
            part.unit = percent;
        } else {
            if !self.word("one") {
                part.negative = self.sign();
                (part.digits, part.exponent) = self.scaled()?;
            }
            if !money {
                self.odds(&mut part)?;
            }
        }
        if part.odds.is_none() && part.unit == PLAIN {
            part.unit = self.unit(money);
        }
        if !money {
            part.basis = self.basis(part.unit)?;
        }
        Ok(part)
    }

    /// `in 100`, `in a million`, `out of 100`, `/100`, `:99 odds`.
    fn odds(&mut self, part: &mut Part) -> Result<(), NumberError> {
        let before = self.rest;
        self.space();
        let (slash, colon) = (self.eat("/"), self.eat(":"));
        if !(slash || colon || self.word("in|out of")) || self.word("total") {
            self.rest = before;
            return Ok(());
        }
        self.space();
        let a = self.word("a");
        if slash && !self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            // A slash may also stand before what the number is for.
            self.rest = before;
            return Ok(());
        }
        let (ambiguous, of) = (
            self.other.take(),
            if a {
                self.space();
                (String::from("1"), f64::from(self.scale().ok_or(NumberError::Unreadable)?))
            } else {
                self.scaled()?
            },
        );
        // Nobody says 1 in 14.000 for 1 in 14.
        self.other = ambiguous;
        part.unit.form = Form::Odds;
        if colon {
            if !self.word("odds") {
                let meant = [self.text, " odds"].concat();
                return Err(NumberError::Odds(meant));
            }
            part.unit.form = Form::Percent;
        }
        part.odds = Some(of);
        Ok(())
    }

    fn sign(&mut self) -> bool {
        let negative = self.eat("-");
        if !negative {
            self.eat("+");
        }
        negative
    }

    /// A decimal and the scale word after it.
    fn scaled(&mut self) -> Result<(String, f64), NumberError> {
        let (digits, exponent) = self.decimal()?;
        let before = self.rest;
        self.space();
        match self.scale() {
            Some(shift) => {
                // 8.300 billion is nothing but 8.3 billion.
                self.other = None;
                Ok((digits, exponent + f64::from(shift)))
            }
            None => {
                self.rest = before;
                Ok((digits, exponent))
            }
        }
    }

    fn scale(&mut self) -> Option<i32> {
        let before = self.rest;
        let word = self.take(|b| b.is_ascii_alphabetic());
        let shift = SCALES.iter().find(|&&(name, _)| {
            // Whole words may begin with a capital letter; of the abbreviations the case counts.
            name == word || (name.len() > 2 && name.eq_ignore_ascii_case(word))
        });
        if shift.is_none() {
            self.rest = before;
        }
        shift.map(|&(_, shift)| shift)
    }

    /// `12.5e3`, `2.1 x 10^25`, `10^25`, `10^(1.8 x 10^308)`.
    fn decimal(&mut self) -> Result<(String, f64), NumberError> {
        let digits = self.digits()?;
        let mut exponent = 0.0;
        let before = self.rest;
        if self.rest.starts_with(['e', 'E']) {
            self.rest = self.rest.get(1..).unwrap_or_default();
            match self.integer() {
                Some(power) => exponent = power,
                None => self.rest = before,
            }
        }
        if exponent != 0.0 || self.rest.starts_with('^') {
            self.other = None;
        }
        // 10^25 by itself.
        if digits == "10" && exponent == 0.0 && self.rest.starts_with('^') {
            return Ok((String::from("1"), self.power()?));
        }
        // × 10^25 after a mantissa. An x that no power follows belongs to the unit.
        let before = self.rest;
        self.space();
        if ["x", "X", "*"].iter().any(|sign| self.eat(sign)) {
            self.space();
            if self.eat("10") && self.rest.starts_with('^') {
                self.other = None;
                return Ok((digits, exponent + self.power()?));
            }
        }
        self.rest = before;
        Ok((digits, exponent))
    }

    /// `^25`, `^-2`, `^24.5`, `^(1.8 x 10^308)`.
    fn power(&mut self) -> Result<f64, NumberError> {
        self.eat("^");
        let bracket = self.eat("(");
        let negative = self.sign();
        let power = if bracket {
            let (digits, exponent) = self.decimal()?;
            if !self.eat(")") {
                return Err(NumberError::Unreadable);
            }
            decimal(&digits, exponent)?
        } else {
            let digits = self.digits()?;
            decimal(&digits, 0.0)?
        };
        Ok(if negative { -power } else { power })
    }

    fn integer(&mut self) -> Option<f64> {
        let negative = self.sign();
        let digits = self.take(|b| b.is_ascii_digit());
        let power = if digits.is_empty() { None } else { parse_decimal(digits) }?;
        Some(if negative { -power } else { power })
    }

    /// The digits of a number as `d[.d]`, without the marks between groups of three.
    fn digits(&mut self) -> Result<String, NumberError> {
        let bytes = self.rest.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let three = |i: usize| digit(i) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
        let mut end = 0;
        loop {
            let inside = match bytes.get(end) {
                Some(b'0'..=b'9') => true,
                Some(b',' | b'_' | b'\'') => end > 0 && digit(end + 1),
                Some(b' ') => end > 0 && digit(end - 1) && three(end + 1),
                Some(b'.') => digit(end + 1) || end > 0 && digit(end - 1) && bytes.get(end + 1) != Some(&b'.'),
                _ => false,
            };
            if !inside {
                break;
            }
            end += 1;
        }
        let (run, rest) = self.rest.split_at(end);
        let at = self.text.len() - self.rest.len();
        self.rest = rest;
        if !run.bytes().any(|b| b.is_ascii_digit()) {
            return Err(NumberError::Unreadable);
        }
        let instead = |digits: &str| [self.text.get(..at).unwrap_or_default(), digits, rest].concat();
        let only_digits = || run.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>();
        let marks = run.bytes().filter(|b| !b.is_ascii_digit()).count();
        let points = run.bytes().filter(|&b| b == b'.').count();
        if marks == points && points < 2 {
            // Of people, dollars and the like 143.000 may be 143,000.
            if !self.comma && is_grouped(run, '.') {
                self.other = Some(instead(&only_digits()));
            }
            return Ok(String::from(run));
        }
        for mark in [',', '.', ' ', '_', '\''] {
            let sign = if mark == '.' || mark != ',' && run.contains(',') { ',' } else { '.' };
            let (whole, fraction) = run.split_once(sign).unwrap_or((run, ""));
            if is_grouped(whole, mark) && fraction.bytes().all(|b| b.is_ascii_digit()) {
                let mut digits: String = whole.chars().filter(|&c| c != mark).collect();
                if !fraction.is_empty() {
                    digits.push('.');
                    digits.push_str(fraction);
                } else if marks == 1 && mark == ',' && self.comma {
                    self.other = Some(instead(&run.replace(',', ".")));
                }
                return Ok(digits);
            }
        }
        // A point comes after the marks of groups, and so does a comma in its place.
        let (whole, fraction) = run.rsplit_once([',', '.']).unwrap_or((run, ""));
        let comma = run.get(whole.len()..).is_some_and(|rest| rest.starts_with(',')) && !whole.contains(',');
        if comma && self.comma && marks == 1 {
            return Ok(run.replace(',', "."));
        }
        let single =
            if comma { true } else { points == 1 && run.contains('.') && !fraction.contains([',', '_', '\'', ' ']) };
        let fixed = if single && (comma || points == 1) {
            let whole: String = whole.bytes().filter(u8::is_ascii_digit).map(char::from).collect();
            [&whole, ".", fraction].concat()
        } else {
            only_digits()
        };
        // 1.2.3 is a version, or a slip.
        if points == marks || fixed == run {
            return Err(NumberError::Unreadable);
        }
        let candidate = instead(&fixed);
        Err(match written(&candidate, self.comma) {
            Ok(_) if comma => NumberError::DecimalComma(candidate),
            Ok(_) => NumberError::Separators(candidate),
            Err(error @ (NumberError::DecimalComma(_) | NumberError::Separators(_))) => error,
            Err(_) => NumberError::Unreadable,
        })
    }

    /// What stands after the number.
    fn unit(&mut self, money: bool) -> Unit {
        if money {
            self.word("usd|dollars|dollar");
            return Unit { form: Form::Dollars, ..PLAIN };
        }
        for (words, form, shift, times) in UNITS {
            if self.word(words) {
                return Unit { form, shift, times };
            }
        }
        PLAIN
    }

    /// `per year`, `a year`, `/year`, `per doubling`, `for each 10x`, `over 4-fold`, `in total`, `of 10x`.
    fn basis(&mut self, unit: Unit) -> Result<Option<Basis>, NumberError> {
        if unit.form == Form::Steps {
            return if self.word("of") { self.factor(true).map(Some) } else { Ok(None) };
        }
        if !matches!(unit.form, Form::Plain | Form::Percent | Form::Odds | Form::Factor) {
            return Ok(None);
        }
        self.word("risk");
        if self.word("in total|total|overall") {
            return Ok(Some(Basis::Total));
        }
        if self.word("annually|yearly|p.a.") {
            return Ok(Some(Basis::Year));
        }
        let before = self.rest;
        self.space();
        if !(self.eat("/") || self.word("per|for each|for every|with each|each|over|a")) {
            self.rest = before;
            return Ok(None);
        }
        self.word("a|the");
        let basis = if self.word("whole scale-up") {
            Basis::Total
        } else if self.word("year|yr|annum") {
            Basis::Year
        } else if self.word("reference step|step") {
            Basis::Step
        } else if self.word("doubling") {
            Basis::Factor(2.0)
        } else if self.word("tenfold increase|tenfold|order of magnitude|oom") {
            Basis::Factor(10.0)
        } else {
            // 1 per 100 may be odds, 1% per 10 may not.
            self.factor(unit.form == Form::Plain)?
        };
        self.word("of training compute|of compute");
        Ok(Some(basis))
    }

    fn factor(&mut self, sign: bool) -> Result<Basis, NumberError> {
        self.space();
        let (digits, exponent) = self.scaled()?;
        let signed = self.word("x|-fold|fold|times");
        self.word("increase|step|steps");
        if sign && !signed { Err(NumberError::Unreadable) } else { Ok(Basis::Factor(decimal(&digits, exponent)?)) }
    }

    /// `, 90% sure`.
    fn sure(&mut self) -> Result<Option<f64>, NumberError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let comma = self.eat(",");
        self.space();
        let bracket = !comma && self.eat("(");
        if !comma && !bracket {
            return Err(NumberError::Unreadable);
        }
        let sure = self.quantity()?;
        if sure.unit.form != Form::Percent || !self.word("sure") || bracket && !self.eat(")") {
            return Err(NumberError::Unreadable);
        }
        sure.reading().map(|sure| Some(sure.value))
    }
}

/// Whether digits stand in groups of three behind one to three, with such a mark between them.
fn is_grouped(run: &str, mark: char) -> bool {
    let mut groups = run.split(mark);
    let first = groups.next().unwrap_or_default();
    let plain = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let head = (1..=3).contains(&first.len()) && plain(first) && !first.starts_with('0');
    let mut more = false;
    let tail = groups.all(|group| {
        more = true;
        group.len() == 3 && plain(group)
    });
    head && tail && more
}
