//! Arrow's columns as cells of the core, borrowed where they are doubles or texts.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray};
use arrow_schema::DataType;
use harm_columns::Cells;
use harm_wire::number::canonical;
use harm_wire::{Key, Kind};

/// The cells of a column.
#[derive(Clone)]
pub(crate) enum Owned<'a> {
    Numbers(Cow<'a, [f64]>, Option<Vec<bool>>),
    Texts(Vec<Option<Cow<'a, str>>>),
    Any(Option<Vec<bool>>),
}

impl Owned<'_> {
    pub(crate) fn cells(&self) -> Cells<'_> {
        match self {
            Self::Numbers(values, valid) => Cells::Numbers { values, valid: valid.as_deref() },
            Self::Texts(texts) => Cells::Texts(texts),
            Self::Any(valid) => Cells::Any(valid.as_deref()),
        }
    }
}

/// Refuses a type that no input has.
pub(crate) fn check(key: Key, name: &str, data_type: &DataType) -> Result<(), String> {
    let numbers = |of: &DataType| is_number(of) || matches!(of, DataType::Null);
    let texts = |of: &DataType| matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let taken = match data_type {
        DataType::Dictionary(_, of) => numbers(of) || texts(of),
        DataType::List(of) | DataType::LargeList(of) => {
            key.field().kind == Kind::Numbers && (numbers(of.data_type()) || texts(of.data_type()))
        }
        of => numbers(of) || texts(of),
    };
    let lists = if key.field().kind == Kind::Numbers { ", texts or lists of numbers" } else { " or texts" };
    match taken {
        true => Ok(()),
        false => Err(format!("the column {name} must have numbers{lists}, but its type is {data_type}")),
    }
}

fn is_number(data_type: &DataType) -> bool {
    data_type.is_integer() || data_type.is_floating() || data_type.is_decimal()
}

/// The cells of a column that is an input.
pub(crate) fn input(array: &dyn Array) -> Owned<'_> {
    match array.data_type() {
        DataType::Utf8 => Owned::Texts(array.as_string::<i32>().iter().map(borrowed).collect()),
        DataType::LargeUtf8 => Owned::Texts(array.as_string::<i64>().iter().map(borrowed).collect()),
        DataType::Utf8View => Owned::Texts(array.as_string_view().iter().map(borrowed).collect()),
        DataType::List(_) => list(array, |row| array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(array, |row| array.as_list::<i64>().value(row)),
        DataType::Dictionary(..) => dictionary(array),
        _ => match numbers(array) {
            Some(values) => Owned::Numbers(values, valid(array)),
            // A column of nulls, which has no values.
            None => Owned::Any(Some(vec![false; array.len()])),
        },
    }
}

/// The cells of a column that is passed through.
pub(crate) fn other(array: &dyn Array) -> Owned<'_> {
    Owned::Any(valid(array))
}

/// Which cells are no nulls; `None` when none is.
fn valid(array: &dyn Array) -> Option<Vec<bool>> {
    array.logical_nulls().filter(|nulls| nulls.null_count() > 0).map(|nulls| nulls.iter().collect())
}

fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::Borrowed)
}

/// The values of an array of numbers, those of nulls included.
fn numbers(array: &dyn Array) -> Option<Cow<'_, [f64]>> {
    /// The numbers of a type that every double has a value for.
    fn all<T: ArrowPrimitiveType>(array: &dyn Array, double: impl Fn(T::Native) -> f64) -> Vec<f64> {
        array.as_primitive::<T>().values().iter().map(|&number| double(number)).collect()
    }
    /// Decimals by their digits, so that 0.1 is the double that is written so.
    fn decimals<T: ArrowPrimitiveType>(
        array: &dyn Array,
        digits: impl Fn(&PrimitiveArray<T>, usize) -> String,
    ) -> Vec<f64> {
        let array = array.as_primitive::<T>();
        (0..array.len()).map(|row| digits(array, row).parse().unwrap_or(f64::NAN)).collect()
    }
    Some(Cow::Owned(match array.data_type() {
        DataType::Float64 => return Some(Cow::Borrowed(array.as_primitive::<Float64Type>().values())),
        DataType::Float32 => all::<Float32Type>(array, f64::from),
        DataType::Float16 => all::<Float16Type>(array, f64::from),
        DataType::Int8 => all::<Int8Type>(array, f64::from),
        DataType::Int16 => all::<Int16Type>(array, f64::from),
        DataType::Int32 => all::<Int32Type>(array, f64::from),
        DataType::Int64 => all::<Int64Type>(array, |number| number as f64),
        DataType::UInt8 => all::<UInt8Type>(array, f64::from),
        DataType::UInt16 => all::<UInt16Type>(array, f64::from),
        DataType::UInt32 => all::<UInt32Type>(array, f64::from),
        DataType::UInt64 => all::<UInt64Type>(array, |number| number as f64),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(array, |array, row| array.value_as_string(row)),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(array, |array, row| array.value_as_string(row)),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(array, |array, row| array.value_as_string(row)),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(array, |array, row| array.value_as_string(row)),
        _ => return None,
    }))
}

/// The rows of a dictionary: each value is read once.
fn dictionary(array: &dyn Array) -> Owned<'_> {
    let dictionary = array.as_any_dictionary();
    let valid = valid(array);
    if dictionary.values().is_empty() {
        return Owned::Any(Some(vec![false; array.len()]));
    }
    let keys = dictionary.normalized_keys();
    let given = |row: usize| valid.as_ref().is_none_or(|valid| valid[row]);
    match input(dictionary.values().as_ref()) {
        Owned::Texts(texts) => {
            Owned::Texts(keys.iter().enumerate().map(|(row, &key)| texts[key].clone().filter(|_| given(row))).collect())
        }
        Owned::Numbers(values, _) => Owned::Numbers(keys.iter().map(|&key| values[key]).collect(), valid),
        Owned::Any(_) => Owned::Any(Some(vec![false; array.len()])),
    }
}

/// Lists as links write them.
fn list<'a>(array: &'a dyn Array, items: impl Fn(usize) -> arrow_array::ArrayRef) -> Owned<'a> {
    let text = |row: usize| {
        let items = items(row);
        let texts: Vec<String> = match input(items.as_ref()) {
            Owned::Texts(texts) => texts.into_iter().map(|text| text.unwrap_or_default().into_owned()).collect(),
            Owned::Numbers(values, valid) => values
                .iter()
                .enumerate()
                .map(
                    |(i, &value)| {
                        if valid.as_ref().is_none_or(|valid| valid[i]) { canonical(value) } else { String::new() }
                    },
                )
                .collect(),
            Owned::Any(_) => vec![String::new(); items.len()],
        };
        Cow::Owned(texts.join("_"))
    };
    Owned::Texts((0..array.len()).map(|row| array.is_valid(row).then(|| text(row))).collect())
}
