//! Numbers as people say them: 80 million, 0.603%, 1 in 10,000, 100,000×, 2.1 × 10²⁵ FLOP, 18 months.
//!
//! Two kinds of text: for reading (three significant figures, never 0 for what is not 0, never 100% for what is less)
//! and, with `exact` in the name, for a field that is read back (all digits, so that nothing of a value is lost).

use harm_core::nearly;

use crate::axis::exp10;
use crate::digits::Digits;

/// Significant figures of a number for reading.
const FIGURES: usize = 3;

/// Words for large powers of ten, largest first.
const WORDS: [(i32, &str); 3] = [(12, " trillion"), (9, " billion"), (6, " million")];

/// Above this the reciprocal of a number is one.
const SMALLEST_RECIPROCAL: f64 = 1e-300;

/// From this power of ten on, the power itself is told in powers of ten.
const HIGHEST_POWER: f64 = 1e9;

/// Below this power of ten a decimal fraction is only zeros to the eye, and a power of ten is written instead.
const SMALLEST_PLAIN: i32 = -6;

/// A count, with words from a million on: `80 million`, `143,000`, `12.3`, `0.00008`, `8 × 10⁻²⁰`.
///
/// ```
/// use harm_view::number::{one_in, people, percent};
///
/// assert_eq!((people(764_943_399.9), people(143_000.0)), ("765 million".into(), "143,000".into()));
/// assert_eq!((percent(0.0956), one_in(0.01)), ("9.56%".into(), "1 in 100".into()));
/// ```
#[must_use]
pub fn people(value: f64) -> String {
    worded(Digits::of(value).rounded(FIGURES), 0)
}

/// A population: as [`people`], with a decimal for billions, as is customary: `8.0 billion`.
#[must_use]
pub fn population(value: f64) -> String {
    let digits = Digits::of(value).rounded(FIGURES);
    let decimals = population_decimals(&digits);
    worded(digits, decimals)
}

/// A population with all its digits, for a field: `8.300678396 billion`.
#[must_use]
pub fn population_exact(value: f64) -> String {
    // Groups of three are for reading; a field is read back.
    let digits = Digits::of(value);
    let decimals = population_decimals(&digits);
    worded(digits, decimals).replace(',', "")
}

/// A count with all its digits, for a field: `1.19 million`, `12345`.
#[must_use]
pub fn people_exact(value: f64) -> String {
    worded(Digits::of(value), 0).replace(',', "")
}

/// A count to the last whole one, for those who ask for more: `764,943,400`.
#[must_use]
pub fn people_in_full(value: f64) -> String {
    let digits = Digits::of(value);
    let whole = usize::try_from(digits.exponent() + 1).unwrap_or(0).max(FIGURES);
    // Sixteen figures are all that a double has.
    plain_or_power(digits.rounded(whole.min(16)))
}

/// One decimal for what is told in billions, after rounding: 999,700,000 is 1.0 billion.
fn population_decimals(digits: &Digits) -> usize {
    usize::from((9..12).contains(&digits.exponent()))
}

fn worded(digits: Digits, decimals: usize) -> String {
    let exponent = digits.exponent();
    if exponent >= 15 {
        return digits.scientific();
    }
    // A group of digits without a word reads worse than a word: from a million on.
    for (power, word) in WORDS {
        if exponent >= power {
            return digits.shifted(-power).plain(decimals) + word;
        }
    }
    plain_or_power(digits)
}

fn plain_or_power(digits: Digits) -> String {
    if digits.exponent() < SMALLEST_PLAIN || digits.exponent() >= 21 { digits.scientific() } else { digits.plain(0) }
}

/// A number without unit: `4.5`, `0.603`, `12,345` to three figures.
#[must_use]
pub fn plain(value: f64) -> String {
    plain_or_power(Digits::of(value).rounded(FIGURES))
}

/// A number without unit, with all its digits, for a field.
#[must_use]
pub fn plain_exact(value: f64) -> String {
    plain_or_power(Digits::of(value)).replace(',', "")
}

/// A probability or share in per cent: `1%`, `0.603%`, `99.99996%`, `10⁻¹⁵%`.
///
/// What is close to certain keeps as many nines as tell it from certainty.
#[must_use]
pub fn percent(value: f64) -> String {
    // 1 − value is exact from one half on.
    let rest = 1.0 - value;
    if rest > 0.0 && rest < 0.00055 {
        return nines(rest) + "%";
    }
    plain_or_power(Digits::of(value).shifted(2).rounded(FIGURES)) + "%"
}

/// A probability or share in per cent with all its digits, for a field.
#[must_use]
pub fn percent_exact(value: f64) -> String {
    plain_or_power(Digits::of(value).shifted(2)) + "%"
}

/// One hundred less a small rest, to the first digit that is not a nine.
fn nines(rest: f64) -> String {
    let digits = Digits::of(rest).shifted(2).rounded(1);
    // 0.00004 has its digit in the fifth decimal; ten less it is the last digit of 99.99996.
    let decimals = usize::try_from(-digits.exponent()).unwrap_or(1);
    let last = digits.plain(0).bytes().last().unwrap_or(b'1');
    let mut out = String::from("99.");
    for _ in 1..decimals {
        out.push('9');
    }
    out.push(char::from(b'0' + (b'0' + 10 - last)));
    out
}

/// A probability as odds of one: `1 in 100`, `1 in 6,670`, `1 in 12.3 million`; `never` for zero.
#[must_use]
pub fn one_in(probability: f64) -> String {
    if probability <= 0.0 {
        return String::from("never");
    }
    let of = if probability > SMALLEST_RECIPROCAL {
        people(probability.recip())
    } else {
        // The reciprocal would be beyond the doubles, but not its digits.
        worded(Digits::of((probability * 1e100).recip()).rounded(FIGURES).shifted(100), 0)
    };
    String::from("1 in ") + &of
}

/// A factor of compute from its orders of magnitude: `10×`, `2,500×`, `10⁷×`, `10^(1.8 × 10³⁰⁸)×`.
#[must_use]
pub fn factor(orders_of_magnitude: f64) -> String {
    if orders_of_magnitude >= HIGHEST_POWER {
        return ["10^(", &Digits::of(orders_of_magnitude).rounded(FIGURES).scientific(), ")×"].concat();
    }
    // 10^x in doubles would lose 10³⁰⁰ and say 9.999…; digits of the fraction and whole powers apart do not.
    let whole = libm::floor(orders_of_magnitude);
    #[allow(clippy::cast_possible_truncation, reason = "an exponent below a billion")]
    let digits = Digits::of(exp10(orders_of_magnitude - whole)).rounded(FIGURES).shifted(whole as i32);
    worded_factor(digits)
}

/// A distance on the compute axis: `1 order of magnitude`, `0.316 orders of magnitude`.
#[must_use]
pub fn orders(orders_of_magnitude: f64) -> String {
    let number = plain(orders_of_magnitude);
    let noun = if number == "1" { " order of magnitude" } else { " orders of magnitude" };
    number + noun
}

/// A factor that is given as such: `10×`, `4.5×`, `2,500×`.
#[must_use]
pub fn times(value: f64) -> String {
    worded_factor(Digits::of(value).rounded(FIGURES))
}

fn worded_factor(digits: Digits) -> String {
    // Below the smallest plain number, zeros without end tell nobody anything.
    let plain = (SMALLEST_PLAIN..6).contains(&digits.exponent());
    if plain { digits.plain(0) + "×" } else { digits.scientific() + "×" }
}

/// A factor with all its digits, for a field: `10×`, `2500×`.
#[must_use]
pub fn factor_exact(value: f64) -> String {
    plain_or_power(Digits::of(value)).replace(',', "") + "×"
}

/// A factor with all its digits, for a field, with powers of ten as in [`times`]: `12345×`, `10⁷×`.
#[must_use]
pub fn times_exact(value: f64) -> String {
    worded_factor(Digits::of(value)).replace(',', "")
}

/// Training compute: `2.1 × 10²⁵ FLOP`.
#[must_use]
pub fn flop(value: f64) -> String {
    Digits::of(value).rounded(FIGURES).scientific() + " FLOP"
}

/// Training compute with all its digits, for a field: `2.1e25`.
#[must_use]
pub fn flop_exact(value: f64) -> String {
    with_exponent(Digits::of(value))
}

/// Training compute to three figures, for a field: `2.12e25`.
#[must_use]
pub fn flop_short(value: f64) -> String {
    with_exponent(Digits::of(value).rounded(FIGURES))
}

fn with_exponent(digits: Digits) -> String {
    let exponent = digits.exponent();
    digits.shifted(-exponent).plain(0) + "e" + &exponent.to_string()
}

/// A length of time: `12 days`, `7.8 months`, `18 months`, `6.1 years`, `1,200 years`.
///
/// Every duration for a reader comes from here. Years begin above 24 months, but a whole number of months that years
/// would round stays in months for five years, because somebody chose it: `29 months`.
#[must_use]
pub fn duration(years: f64) -> String {
    let months = years * 12.0;
    let whole = libm::round(months);
    let chosen = whole < 60.0 && whole * 10.0 % 12.0 != 0.0 && nearly(months, whole);
    let (value, unit) = if years >= 2.05 && !chosen {
        (years, "year")
    } else if years >= 1.0 / 12.0 {
        (months, "month")
    } else {
        (years * 365.25, "day")
    };
    // Two figures are all that a length of time in a forecast can carry; whole ones from a hundred on.
    counted(&worded(Digits::of(value).rounded(if value >= 100.0 { FIGURES } else { 2 }), 0), unit)
}

/// A length of time that is given in months, as [`duration`] says it: `1 month`, `194 years`.
#[must_use]
pub fn months(value: f64) -> String {
    duration(value / 12.0)
}

/// How often something happens, from the length of time between: `every month`, `every 3 months`.
#[must_use]
pub fn every(duration: &str) -> String {
    String::from("every ") + duration.strip_prefix("1 ").unwrap_or(duration)
}

/// A written number with its noun in the singular or plural: `1 month`, `1.5 months`, `0 months`.
#[must_use]
pub fn counted(number: &str, noun: &str) -> String {
    let plural = if number == "1" { "" } else { "s" };
    [number, " ", noun, plural].concat()
}

/// A tick of a count axis, short: `0`, `100 M`, `2.5 bn`, `800`.
#[must_use]
pub fn people_tick(value: f64) -> String {
    let digits = Digits::of(value).rounded(FIGURES);
    let exponent = digits.exponent();
    match exponent {
        12..15 => digits.shifted(-12).plain(0) + " tn",
        9..12 => digits.shifted(-9).plain(0) + " bn",
        6..9 => digits.shifted(-6).plain(0) + " M",
        _ => worded(digits, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_are_said_as_people_say_them() {
        for (value, text) in [
            (80e6, "80 million"),
            (764_943_399.93, "765 million"),
            (999_999_999.0, "1 billion"),
            (48_261_082.07, "48.3 million"),
            (143_000.0, "143,000"),
            (999_999.0, "1 million"),
            (1234.0, "1,230"),
            (12.34, "12.3"),
            (0.000_08, "0.00008"),
            (8e-20, "8\u{a0}×\u{a0}10⁻²⁰"),
            (0.0, "0"),
            (8e9, "8 billion"),
            (1e12, "1 trillion"),
        ] {
            assert_eq!(people(value), text);
        }
        assert_eq!(population(8e9), "8.0 billion");
        assert_eq!(population(8_300_678_396.0), "8.3 billion");
        assert_eq!(population_exact(8_300_678_396.0), "8.300678396 billion");
        assert_eq!(population(83e6), "83 million");
        assert_eq!(people_in_full(764_943_399.93), "764,943,400");
        assert_eq!(people_in_full(0.000_080_012), "0.00008");
    }

    #[test]
    fn per_cent_is_never_rounded_to_nothing_or_to_certainty() {
        for (value, text) in [
            (0.01, "1%"),
            (0.006_032_635, "0.603%"),
            (0.095_617_925, "9.56%"),
            (0.5, "50%"),
            (1.0, "100%"),
            (0.0, "0%"),
            (0.999_999_6, "99.99996%"),
            (0.9996, "99.96%"),
            (0.9994, "99.9%"),
            (0.9995, "99.95%"),
            (0.999_999_951, "99.999995%"),
            (1.0 - f64::EPSILON / 2.0, "99.99999999999999%"),
            (1e-6, "0.0001%"),
            (1e-17, "10⁻¹⁵%"),
        ] {
            assert_eq!(percent(value), text);
        }
        assert_eq!(percent_exact(0.01), "1%");
        assert_eq!(percent_exact(0.006_032_635_258_735_486), "0.6032635258735486%");
        assert_eq!(percent_exact(0.0), "0%");
    }

    #[test]
    fn odds_factors_and_compute_read_as_in_prose() {
        assert_eq!(one_in(0.01), "1 in 100");
        assert_eq!(one_in(1.0 / 6666.7), "1 in 6,670");
        assert_eq!(one_in(0.0), "never");
        assert_eq!(one_in(8.28e-313), "1 in 1.21\u{a0}×\u{a0}10³¹²");
        assert_eq!(factor(1.0), "10×");
        assert_eq!(factor(libm::log10(2500.0)), "2,500×");
        assert_eq!(factor(7.0), "10⁷×");
        assert_eq!(factor(3.0), "1,000×");
        assert_eq!(factor(6.0), "10⁶×");
        assert_eq!(factor(1000.0), "10¹⁰⁰⁰×");
        assert_eq!(factor(2.5e8), "10²⁵⁰⁰⁰⁰⁰⁰⁰×");
        assert_eq!(factor(4e9 + 0.9999), "10^(4\u{a0}×\u{a0}10⁹)×");
        assert_eq!(factor(f64::MAX), "10^(1.8\u{a0}×\u{a0}10³⁰⁸)×");
        assert_eq!(factor(0.0), "1×");
        assert_eq!((times(0.25), times(8.62e-215)), (String::from("0.25×"), String::from("8.62\u{a0}×\u{a0}10⁻²¹⁵×")));
        assert_eq!(factor_exact(2500.0), "2500×");
        assert_eq!(flop(2.1e25), "2.1\u{a0}×\u{a0}10²⁵ FLOP");
        assert_eq!(flop_exact(2.1e25), "2.1e25");
    }

    #[test]
    fn lengths_of_time_have_the_unit_that_fits_and_its_number() {
        assert_eq!(duration(1.0 / libm::log10(4.5)), "18 months");
        assert_eq!(duration(6.1), "6.1 years");
        assert_eq!(duration(1.0 / 12.0), "1 month");
        assert_eq!(duration(0.01), "3.7 days");
        assert_eq!(duration(1234.0), "1,230 years");
        assert_eq!(duration(0.0), "0 days");
        for (length, text) in [
            (2330.0, "194 years"),
            (29.0, "29 months"),
            (29.5, "2.5 years"),
            (24.0, "24 months"),
            (30.0, "2.5 years"),
            (36.0, "3 years"),
            (61.0, "5.1 years"),
            (1.0, "1 month"),
            (0.1, "3 days"),
        ] {
            assert_eq!(months(length), text, "{length}");
        }
        assert_eq!((every(&months(1.0)), every(&months(3.0))), ("every month".into(), "every 3 months".into()));
    }

    #[test]
    fn ticks_are_short() {
        assert_eq!(people_tick(100e6), "100 M");
        assert_eq!(people_tick(2.5e9), "2.5 bn");
        assert_eq!(people_tick(800.0), "800");
        assert_eq!(people_tick(0.0), "0");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_neither_nothing_nor_certain_never_reads_so(e in -300.0..0.0f64, near in any::<bool>()) {
            let p = if near { 1.0 - 10f64.powf(e.max(-15.9)) } else { 10f64.powf(e) };
            prop_assume!(p > 0.0 && p < 1.0);
            let text = percent(p);
            prop_assert!(text != "0%" && text != "100%", "{}", text);
        }
    }
}
