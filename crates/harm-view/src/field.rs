//! The text of a value in its field: as people write it, with all its digits, so that reading it gives the value back; and
//! shorter, where so many digits do not fit into the field.

use harm_wire::edit::Control;
use harm_wire::field::Unit;
use harm_wire::{Key, Request, Value};

use crate::number::{
    counted, factor, factor_exact, flop_exact, flop_short, people, people_exact, percent, percent_exact, plain,
    plain_exact, population, population_exact, times, times_exact,
};

/// The characters that fit into a field.
const FITS: usize = 12;

/// The text of a field.
#[must_use]
pub fn text(key: Key, value: &Value) -> String {
    written(key, value, true)
}

/// The text of the whole factor of a scale-up to three figures, as it may be typed: `10×`, `9520×`, `10⁷×`.
#[must_use]
pub fn scale_up(orders_of_magnitude: f64) -> String {
    factor(orders_of_magnitude).replace(',', "")
}

/// The text of a control with all digits of its value; empty where it has none.
#[must_use]
pub fn exact(request: &Request, control: Control) -> String {
    match control {
        Control::ScaleUp => {
            let scale_up = &request.scenario.scale_up;
            let whole = scale_up.factor();
            // Beyond the doubles there is no number to tell all digits of.
            if whole < f64::MAX { times_exact(whole) } else { self::scale_up(scale_up.orders_of_magnitude()) }
        }
        Control::Field(key) => match request.value(key) {
            Value::None => String::new(),
            value => text(key, &value),
        },
    }
}

/// The text of a control as long as it fits into the field, and to three figures otherwise: `83.6 million`, `9520×`.
#[must_use]
pub fn short(request: &Request, control: Control) -> String {
    let exact = exact(request, control);
    if exact.chars().count() <= FITS {
        return exact;
    }
    match control {
        Control::ScaleUp => scale_up(request.scenario.scale_up.orders_of_magnitude()),
        Control::Field(key) => written(key, &request.value(key), false),
    }
}

fn written(key: Key, value: &Value, exact: bool) -> String {
    match value {
        Value::Number(number) => number_text(key, *number, exact),
        Value::Numbers(numbers) => {
            let texts: Vec<_> = numbers.iter().map(|&number| number_text(key, number, exact)).collect();
            texts.join("; ")
        }
        Value::Word(word) => String::from(*word),
        Value::None => String::from("none"),
    }
}

fn number_text(key: Key, number: f64, exact: bool) -> String {
    // Groups of three are for reading; a field is read back.
    let one_of =
        |full: fn(f64) -> String, short: fn(f64) -> String| (if exact { full } else { short })(number).replace(',', "");
    match key.field().unit {
        Unit::Fraction => one_of(percent_exact, percent),
        // Below 1 it is a share of the exposed, from 1 on a number of deaths.
        Unit::DeathsOrFraction if number < 1.0 => one_of(percent_exact, percent),
        Unit::DeathsOrFraction => one_of(people_exact, people),
        Unit::Factor | Unit::FactorPerYear => one_of(factor_exact, times),
        Unit::Flop => one_of(flop_exact, flop_short),
        Unit::People => one_of(population_exact, population),
        Unit::Months => counted(&one_of(plain_exact, plain), "month"),
        Unit::Dollars => String::from("$") + &one_of(people_exact, people),
        Unit::None | Unit::Steps | Unit::OrdersOfMagnitude | Unit::Laboratories => one_of(plain_exact, plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_wire::field::Kind;
    use harm_wire::read_field;
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
    fn a_value_that_is_too_long_for_its_field_is_rounded_and_keeps_its_unit() {
        for (query, control, exact_text, short_text) in [
            ("", Control::ScaleUp, "10×", "10×"),
            ("steps=7", Control::ScaleUp, "10⁷×", "10⁷×"),
            ("step=12345", Control::ScaleUp, "12345×", "12345×"),
            ("from=2.1e25&to=2e29", Control::ScaleUp, "9523.809523809523×", "9520×"),
            ("steps=400", Control::ScaleUp, "10⁴⁰⁰×", "10⁴⁰⁰×"),
            ("population=8300678396", Control::Field(Key::Population), "8.300678396 billion", "8.3 billion"),
            ("population=83644258", Control::Field(Key::Population), "83.644258 million", "83.6 million"),
            ("risk=0.012345678901", Control::Field(Key::Risk), "1.2345678901%", "1.23%"),
            ("pause=12.34567", Control::Field(Key::Pause), "12.34567 months", "12.3 months"),
            ("from=2.123456789e25", Control::Field(Key::From), "2.123456789e25", "2.12e25"),
            ("eval-cost=5123456", Control::Field(Key::EvalCost), "$5.123456 million", "$5.12 million"),
            ("tolerate=123456789", Control::Field(Key::Tolerate), "123.456789 million", "123 million"),
            ("trend=1.2345678912345", Control::Field(Key::Trend), "1.2345678912345×", "1.23×"),
            ("jump=", Control::Field(Key::Jump), "", ""),
            ("eval-months=none", Control::Field(Key::EvalMonths), "", ""),
        ] {
            let request = Request::default().patched(query);
            assert_eq!((&*exact(&request, control), &*short(&request, control)), (exact_text, short_text), "{query}");
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
