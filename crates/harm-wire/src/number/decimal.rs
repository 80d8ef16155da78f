//! Decimal numbers in parts: digits, a power of ten, a unit, and what becomes of them together.
//!
//! Shifts of the decimal point are made on the text, so that `1%` is exactly the double 0.01.

use alloc::string::String;

use harm_core::ScaleUp;
use harm_core::quantity::{ScaleFactor, Steps};

use super::{Basis, Form, NumberError, Reading, canonical};
use crate::digits::parse_decimal;

/// What a unit does to the number before it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) form: Form,
    /// Places by which the decimal point shifts.
    pub(super) shift: i32,
    /// A factor that no shift is.
    pub(super) times: f64,
}

pub(super) const PLAIN: Unit = Unit { form: Form::Plain, shift: 0, times: 1.0 };

/// A decimal number with its unit before it is put together: digits `d[.d]` times ten to the exponent.
pub(super) struct Part {
    pub(super) negative: bool,
    pub(super) digits: String,
    /// Whole as a rule, but people write 10^24.5.
    pub(super) exponent: f64,
    pub(super) unit: Unit,
    pub(super) basis: Option<Basis>,
    /// The denominator of odds.
    pub(super) odds: Option<(String, f64)>,
}

impl Part {
    /// The number.
    pub(super) fn reading(&self) -> Result<Reading, NumberError> {
        let mut value = decimal(&self.digits, self.exponent + f64::from(self.unit.shift))?;
        if let Some((digits, exponent)) = &self.odds {
            value = match self.unit.form {
                // 1:99 is 1 of 100.
                Form::Percent => {
                    let other = decimal(digits, *exponent)?;
                    value / (value + other)
                }
                _ => match decimal(digits, *exponent) {
                    Ok(of) => value / of,
                    // Of odds that are beyond the doubles the quotient need not be.
                    Err(NumberError::TooLarge(_)) => {
                        decimal(&self.digits, self.exponent - 200.0)? / decimal(digits, exponent - 200.0)?
                    }
                    Err(error) => return Err(error),
                },
            };
        }
        value *= self.unit.times;
        if !value.is_finite() {
            return Err(if self.odds.is_none() { NumberError::TooLarge(309.0) } else { NumberError::NotFinite });
        }
        Ok(Reading { value: if self.negative { -value } else { value }, form: self.unit.form })
    }
}

/// digits · 10^exponent.
pub(super) fn decimal(digits: &str, exponent: f64) -> Result<f64, NumberError> {
    // Beyond every double, whatever the (at most 200) digits.
    let small = exponent.abs() < 10_000.0;
    #[allow(clippy::cast_possible_truncation, reason = "small")]
    let whole = exponent as i32;
    let value = if small && f64::from(whole) == exponent {
        let mut text = String::from(digits);
        if whole != 0 {
            text.push('e');
            text.push_str(&canonical(exponent));
        }
        parse_decimal(&text).unwrap_or_default()
    } else if small {
        parse_decimal(digits).unwrap_or_default() * power_of_ten(exponent)
    } else if exponent > 0.0 {
        f64::INFINITY
    } else {
        0.0
    };
    let nothing = digits.bytes().all(|b| !matches!(b, b'1'..=b'9'));
    match value {
        _ if nothing => Ok(0.0),
        0.0 => Err(NumberError::TooSmall),
        value if value.is_finite() => Ok(value),
        _ => match exponent + orders_of_magnitude(digits) {
            // The largest doubles are 1.8 × 10³⁰⁸ when they are rounded in print.
            x if x < 308.2553 => Ok(f64::MAX),
            x => Err(NumberError::TooLarge(x.min(f64::MAX))),
        },
    }
}

/// 10^x, by way of the model's own power.
fn power_of_ten(x: f64) -> f64 {
    let power =
        ScaleFactor::new(10.0).and_then(|step| Ok(ScaleUp::Steps { step, steps: Steps::new(x.abs())? }.factor()));
    let power = power.unwrap_or(1.0);
    if x < 0.0 { power.recip() } else { power }
}

/// log₁₀ of plain digits.
fn orders_of_magnitude(digits: &str) -> f64 {
    let value = parse_decimal(digits).unwrap_or(1.0);
    let up = |factor: f64| {
        ScaleFactor::new(factor)
            .and_then(|step| Ok(ScaleUp::Steps { step, steps: Steps::new(1.0)? }.orders_of_magnitude()))
    };
    if value < 1.0 { -up(value.recip()).unwrap_or(0.0) } else { up(value).unwrap_or(0.0) }
}
