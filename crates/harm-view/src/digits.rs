//! A number as decimal digits and an exponent, and rounding them: the one place that turns a double into text.
//!
//! Words, units and signs for readers are put around the digits in [`crate::number`].

use harm_wire::digits::shortest_digits;

/// A number that is not negative, as digits d₁d₂… and an exponent e: d₁.d₂… × 10^e.
///
/// The digits are the fewest that read back as the same double; without trailing zeros, empty for zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    digits: Vec<u8>,
    exponent: i32,
}

impl Digits {
    /// The digits of a number; its sign is dropped.
    ///
    /// Zero has no digits. Neither has what is not finite, which nothing here is ever asked for.
    #[must_use]
    pub fn of(value: f64) -> Self {
        debug_assert!(value.is_finite(), "{value} is to be written");
        let text = shortest_digits(value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or(("", "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        Self { digits, exponent: exponent.parse().unwrap_or(0) }.trimmed()
    }

    /// The exponent e: 0 for numbers from 1 to 10.
    #[must_use]
    pub fn exponent(&self) -> i32 {
        self.exponent
    }

    /// The same digits, 10^`by` times as much; zero stays zero.
    #[must_use]
    pub fn shifted(mut self, by: i32) -> Self {
        if !self.digits.is_empty() {
            self.exponent += by;
        }
        self
    }

    /// Rounded to so many significant digits, halves up.
    #[must_use]
    pub fn rounded(mut self, significant: usize) -> Self {
        if self.digits.len() <= significant {
            return self;
        }
        let up = self.digits.get(significant).is_some_and(|&digit| digit >= b'5');
        self.digits.truncate(significant);
        if up {
            self.increment();
        }
        self.trimmed()
    }

    /// Adds one in the last digit.
    fn increment(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        // All nines, or nothing left of the number: it is the next power of ten.
        self.digits.insert(0, b'1');
        self.exponent += 1;
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.exponent = 0;
        }
        self
    }

    /// Plain notation with groups of three before the point (`1,234.5`) and at least `decimals` digits after it.
    #[must_use]
    pub fn plain(&self, decimals: usize) -> String {
        let mut out = String::new();
        let whole = usize::try_from(self.exponent + 1).unwrap_or(0);
        for i in 0..whole {
            if i > 0 && (whole - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(self.digit(i));
        }
        if whole == 0 {
            out.push('0');
        }
        let mut fraction = String::new();
        for _ in 0..usize::try_from(-1 - self.exponent).unwrap_or(0) {
            fraction.push('0');
        }
        for i in whole..self.digits.len() {
            fraction.push(self.digit(i));
        }
        while fraction.len() < decimals {
            fraction.push('0');
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(&fraction);
        }
        out
    }

    /// Scientific notation as it is set in print: `2.1 × 10²⁵`, or `10²⁵` alone for a power of ten.
    #[must_use]
    pub fn scientific(&self) -> String {
        let power = power_of_ten(self.exponent);
        if self.digits == b"1" {
            return power;
        }
        let mantissa = Self { digits: self.digits.clone(), exponent: 0 }.plain(0);
        mantissa + "\u{a0}×\u{a0}" + &power
    }

    fn digit(&self, i: usize) -> char {
        char::from(self.digits.get(i).copied().unwrap_or(b'0'))
    }
}

/// A power of ten with its exponent raised: `10²⁵`, `10⁻⁷`.
#[must_use]
pub fn power_of_ten(exponent: i32) -> String {
    let mut out = String::from("10");
    for c in exponent.to_string().chars() {
        out.push(match c {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(value: f64, significant: usize) -> String {
        Digits::of(value).rounded(significant).plain(0)
    }

    #[test]
    fn plain_notation_groups_by_three_and_drops_trailing_zeros() {
        assert_eq!(plain(764_943_399.929_564_1, 9), "764,943,400");
        assert_eq!(plain(80_000_000.0, 3), "80,000,000");
        assert_eq!(plain(0.006_032_635, 3), "0.00603");
        assert_eq!(plain(0.5, 3), "0.5");
        assert_eq!(plain(12.0, 3), "12");
        assert_eq!(plain(0.0, 3), "0");
        assert_eq!(Digits::of(8.0).plain(1), "8.0");
        assert_eq!(Digits::of(0.0).plain(1), "0.0");
    }

    #[test]
    fn rounding_carries_over() {
        assert_eq!(plain(999.96, 3), "1,000");
        assert_eq!(plain(0.099_95, 3), "0.1");
        assert_eq!(plain(9.9949, 3), "9.99");
        assert_eq!(plain(0.45, 1), "0.5");
    }

    #[test]
    fn scientific_notation_is_set_as_in_print() {
        assert_eq!(Digits::of(2.1e25).scientific(), "2.1\u{a0}×\u{a0}10²⁵");
        assert_eq!(Digits::of(1e-7).scientific(), "10⁻⁷");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn unrounded_digits_are_the_number(e in -30.0..30.0f64) {
            let value = 10f64.powf(e);
            prop_assert_eq!(Digits::of(value).plain(0).replace(',', "").parse::<f64>(), Ok(value));
        }

        #[test]
        fn rounding_stays_within_half_a_digit(e in -30.0..30.0f64, n in 1usize..6) {
            let value = 10f64.powf(e);
            let rounded: f64 = Digits::of(value).rounded(n).plain(0).replace(',', "").parse().unwrap();
            prop_assert!((rounded / value - 1.0).abs() <= 0.500_001 * 10f64.powi(1 - i32::try_from(n).unwrap()));
        }
    }
}
