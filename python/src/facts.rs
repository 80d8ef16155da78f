//! Facts and inputs as rows of tables, which every data frame takes.

use harm_core::facts::{BELIEFS, Horizon, POLICIES, Provenance};
use harm_core::preset::PRESETS;
use harm_wire::field::FIELDS;
use harm_wire::{Request, query};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// Rows of a table, each with the names of its columns.
macro_rules! rows {
    ($py:ident, $rows:expr, |$row:ident| { $($name:literal: $value:expr,)* }) => {{
        let list = PyList::empty($py);
        for $row in $rows {
            let dict = PyDict::new($py);
            $(dict.set_item($name, $value)?;)*
            list.append(dict)?;
        }
        Ok(list)
    }};
}

fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Primary => "primary",
        Provenance::Secondary => "secondary",
    }
}

/// Scenarios with a name, each with its query.
#[pyfunction]
pub(crate) fn presets(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    rows!(py, PRESETS, |preset| {
        "name": preset.name,
        "title": preset.title,
        "description": preset.description,
        "link": query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() }),
        "source": preset.source,
    })
}

/// How often the scaling policies of laboratories have capabilities evaluated.
#[pyfunction]
pub(crate) fn policies(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    rows!(py, POLICIES, |policy| {
        "name": policy.name,
        "year": policy.year,
        "month": policy.month,
        "eval_every": policy.every.get(),
        "eval_months": policy.months.map(f64::from),
        "buffer": policy.buffer.map(f64::from),
        "rule": policy.rule,
        "source": policy.source,
        "provenance": provenance(policy.provenance),
    })
}

/// Risks that people and surveys have stated.
#[pyfunction]
pub(crate) fn beliefs(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    rows!(py, BELIEFS, |belief| {
        "who": belief.who,
        "year": belief.year,
        "risk": belief.risk.get(),
        "event": belief.event,
        "fatality_floor": belief.floor.map(f64::from),
        "per_factor": match belief.horizon { Horizon::PerFactor(factor) => Some(factor.get()), _ => None },
        "within_years": match belief.horizon { Horizon::Years(years) => Some(years), _ => None },
        "by_year": match belief.horizon { Horizon::ByYear(year) => Some(year), _ => None },
        "note": belief.note,
        "source": belief.source,
        "provenance": provenance(belief.provenance),
    })
}

/// Every input, with its range and one sentence of help.
#[pyfunction]
pub(crate) fn inputs(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    rows!(py, &FIELDS, |field| {
        "name": field.name,
        "label": field.label,
        "must_be": field.allowed().as_ref(),
        "default": field.key.default_value().map(|value| value.text(field.key)),
        "help": field.help,
    })
}
