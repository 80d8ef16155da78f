//! What a Python caller gave: a link, and keyword arguments over it.

use harm_columns::input_named;
use harm_core::quantity::Probability;
use harm_view::number::people;
use harm_wire::number::canonical;
use harm_wire::permalink::Site;
use harm_wire::{Entries, Given, Key, Kind, Question, Request, Value, json, nearest, unknown_input};
use pyo3::exceptions::{PyTypeError, PyUserWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString};

/// The request that was given; the remarks have been said as warnings.
pub(crate) fn request(
    py: Python<'_>,
    link: Option<&str>,
    inputs: &Bound<'_, PyDict>,
    questions: Option<&[Question]>,
) -> PyResult<(Request, Given)> {
    let mut given = given(link, inputs)?;
    let request = given.request(questions, people).map_err(|problems| PyValueError::new_err(problems.join("\n")))?;
    warn(py, &given.warnings)?;
    Ok((request, given))
}

/// The values that were given. What is wrong with them is not said yet.
pub(crate) fn given(link: Option<&str>, inputs: &Bound<'_, PyDict>) -> PyResult<Given> {
    Ok(link.map_or_else(Given::default, Given::from_link).with(entries(inputs)?))
}

/// The risk of a question of this name.
pub(crate) fn risk(py: Python<'_>, name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Probability>> {
    let Some(value) = value else { return Ok(None) };
    let text = match (value.cast::<PyString>(), number(value)) {
        (Ok(text), _) => text.to_cow()?.into_owned(),
        (_, Some(number)) => Value::Number(number).text(Key::Risk),
        _ => {
            let got = value.get_type().name()?;
            return Err(PyTypeError::new_err(format!("{name} must be a number or a text, but got {got}")));
        }
    };
    let (risk, remark) = json::read_risk(name, &text).map_err(PyValueError::new_err)?;
    warn(py, remark.as_slice())?;
    Ok(Some(risk))
}

/// Says remarks where the function of this package was called.
pub(crate) fn warn(py: Python<'_>, remarks: &[String]) -> PyResult<()> {
    let category = py.get_type::<PyUserWarning>();
    for remark in remarks {
        let message = std::ffi::CString::new(remark.replace('\0', "\u{fffd}"))?;
        PyErr::warn(py, &category, &message, 2)?;
    }
    Ok(())
}

/// The site that makes links addresses.
pub(crate) fn site_of(site: Option<&str>) -> PyResult<Option<Site>> {
    site.map(|site| Site::new(site).map_err(|error| PyValueError::new_err(error.to_string()))).transpose()
}

/// The lenses of these names; `all` are all of them.
pub(crate) fn lenses_named(names: &[String]) -> PyResult<Vec<Question>> {
    let mut lenses = Vec::new();
    for name in names {
        match Question::from_name(name) {
            Some(lens) => lenses.push(lens),
            None if name == "all" => lenses.extend(Question::ALL),
            None => {
                let all = Question::ALL.map(Question::name);
                let meant = nearest(name, all.iter().copied())
                    .map_or_else(String::new, |name| format!("; did you mean {name}?"));
                let all = all.join(", ");
                return Err(PyValueError::new_err(format!("\"{name}\" is not a lens{meant}\nThe lenses are: {all}")));
            }
        }
    }
    Ok(Question::ALL.into_iter().filter(|lens| lenses.contains(lens)).collect())
}

/// Keyword arguments as inputs: `eval_every` is `eval-every`, and `from_` is `from`, which is a word of Python.
fn entries(inputs: &Bound<'_, PyDict>) -> PyResult<Entries> {
    let mut entries = Entries::default();
    let mut seen = Vec::new();
    for (name, value) in inputs {
        let name: String = name.extract()?;
        let Some(key) = input_named(name.trim_end_matches('_')) else {
            return Err(PyTypeError::new_err(unknown_input(&name)));
        };
        if seen.contains(&key) {
            return Err(PyTypeError::new_err(format!("{} is given twice", key.name())));
        }
        seen.push(key);
        if !value.is_none() {
            take(&mut entries, key, &value)?;
        }
    }
    Ok(entries)
}

fn take(entries: &mut Entries, key: Key, value: &Bound<'_, PyAny>) -> PyResult<()> {
    if let Ok(text) = value.cast::<PyString>() {
        entries.take(key, text.to_cow()?.as_ref());
    } else if let Some(number) = number(value) {
        entries.take_number(key, number);
    } else if value.is_instance_of::<PyInt>() && !is_bool(value) {
        // Larger than any double: refused in the words for its digits.
        entries.take(key, value.str()?.to_cow()?.as_ref());
    } else if key.field().kind == Kind::Numbers
        && let Ok(items) = value.try_iter()
    {
        let texts: PyResult<Vec<String>> = items.map(|item| item_text(key, &item?)).collect();
        // Every item is a part of one text, as in a link.
        entries.take(key, &texts?.join("_"));
    } else {
        return Err(not_taken(key, value));
    }
    Ok(())
}

/// The text of an item of a list.
fn item_text(key: Key, item: &Bound<'_, PyAny>) -> PyResult<String> {
    match (item.cast::<PyString>(), number(item)) {
        (Ok(text), _) => Ok(text.to_cow()?.into_owned()),
        (_, Some(number)) => Ok(canonical(number)),
        _ => Err(not_taken(key, item)),
    }
}

fn number(value: &Bound<'_, PyAny>) -> Option<f64> {
    if is_bool(value) { None } else { value.extract().ok() }
}

/// Python takes a bool for a number, but nobody means one here.
fn is_bool(value: &Bound<'_, PyAny>) -> bool {
    value.get_type().name().is_ok_and(|name| name.to_cow().is_ok_and(|name| matches!(&*name, "bool" | "bool_")))
}

fn not_taken(key: Key, value: &Bound<'_, PyAny>) -> PyErr {
    let kind = match key.field().kind {
        Kind::Word(_) => "a text",
        Kind::Numbers => "a list of numbers, or a text",
        _ => "a number or a text",
    };
    let got = value.get_type().name().map_or_else(|_| String::from("something else"), |name| name.to_string());
    PyTypeError::new_err(format!("{} must be {kind}, but got {got}", key.name()))
}
