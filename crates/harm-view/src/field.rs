//! The text of a value in its field: as people write it, with all its digits, so that reading it gives the value back.

use harm_link::field::Unit;
use harm_link::{Key, Value};

use crate::number::{
    counted, factor, factor_exact, flop_exact, people_exact, percent_exact, plain_exact, population_exact,
};

/// The text of a field.
#[must_use]
pub fn text(key: Key, value: &Value) -> String {
    match value {
        Value::Number(number) => number_text(key, *number),
        Value::Numbers(numbers) => {
            let texts: Vec<_> = numbers.iter().map(|&number| number_text(key, number)).collect();
            texts.join("; ")
        }
        Value::Word(word) => String::from(*word),
        Value::None => String::from("none"),
    }
}

/// The text of the scale-up's field: the whole factor to three figures, as it may be typed: `10×`, `9520×`, `10⁷×`.
#[must_use]
pub fn scale_up(orders_of_magnitude: f64) -> String {
    factor(orders_of_magnitude).replace(',', "")
}

fn number_text(key: Key, number: f64) -> String {
    match key.field().unit {
        Unit::Fraction => percent_exact(number),
        // Below 1 it is a share of the exposed, from 1 on a number of deaths.
        Unit::DeathsOrFraction if number < 1.0 => percent_exact(number),
        Unit::DeathsOrFraction => people_exact(number),
        Unit::Factor | Unit::FactorPerYear => factor_exact(number),
        Unit::Flop => flop_exact(number),
        Unit::People => population_exact(number),
        Unit::Months => counted(&plain_exact(number), "month"),
        Unit::Dollars => String::from("$") + &people_exact(number),
        Unit::None | Unit::Steps | Unit::OrdersOfMagnitude | Unit::Laboratories => plain_exact(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_link::edit::Control;
    use harm_link::field::Kind;
    use harm_link::read_field;
    use proptest::prelude::*;

    #[test]
    fn a_field_says_its_value_as_people_write_it() {
        for (key, value, written) in [
            (Key::Risk, 0.01, "1%"),
            (Key::Risk, 1e-17, "10⁻¹⁵%"),
            (Key::Population, 8e9, "8.0 billion"),
            (Key::Step, 4.0, "4×"),
            (Key::Growth, 4.5, "4.5×"),
            (Key::From, 2.1e25, "2.1e25"),
            (Key::Fatality, 1.0, "100%"),
            (Key::Steps, 3.0, "3"),
        ] {
            assert_eq!(text(key, &Value::Number(value)), written);
        }
    }

    #[test]
    fn the_scale_up_reads_back_to_its_three_figures() {
        for (x, written, value) in [(1.0, "10×", 10.0), (7.0, "10⁷×", 1e7), (3.979, "9530×", 9530.0)] {
            assert_eq!(scale_up(x), written);
            assert_eq!(Control::ScaleUp.read(written), Ok(Value::Number(value)));
        }
    }

    fn number_key() -> impl Strategy<Value = Key> {
        let takes_number = |key: &Key| matches!(key.field().kind, Kind::Number | Kind::NumberOrNone);
        proptest::sample::select(Key::ALL.into_iter().filter(takes_number).collect::<Vec<_>>())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn what_a_field_shows_reads_back_as_its_value(key in number_key(), e in -20.0..30.0f64, digits in 0usize..17) {
            // Round numbers and long ones, in all magnitudes that the field takes.
            let value: f64 = format!("{:.digits$e}", 10f64.powf(e)).parse().unwrap();
            if read_field(key, &Value::Number(value).text(key)).is_err() {
                return Ok(());
            }
            let shown = text(key, &Value::Number(value));
            prop_assert_eq!(read_field(key, &shown), Ok(Value::Number(value)), "{}", shown);
        }
    }
}
