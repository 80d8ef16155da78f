//! The native module of the Python package `expected_harm`: the core behind functions that take and give plain values.
//!
//! What lives here: Python's values in and out (`given`, `facts`), and Arrow's columns (`arrow`, `stream`). What
//! users call is written in Python, in `expected_harm/`. All words come from the libraries.
#![deny(missing_docs)]

mod arrow;
mod facts;
mod given;
mod stream;

use pyo3::prelude::*;

/// The native module. The package's own functions say what these are for.
#[pymodule]
mod _native {
    use harm_core::assess as assessment;
    use harm_share::citation::{Date, Quotation};
    use harm_view::card::{Theme, alternative, card as draw};
    use harm_view::question::because;
    use harm_view::report::belief_note;
    use harm_view::sentence::{Headline, account, headline};
    use harm_wire::json::Asked;
    use harm_wire::permalink::{self, Site};
    use harm_wire::{Key, Question, json, query};
    use pyo3::exceptions::PyValueError;
    use pyo3::prelude::*;
    use pyo3::types::{PyBytes, PyDict};

    use crate::given::{lenses_named, request, risk, site_of};

    #[pymodule_export]
    use crate::facts::{beliefs, inputs, policies, presets};
    #[pymodule_export]
    use crate::stream::{Stream, batch};

    /// The version of the core.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// The document of a scenario, and its query.
    #[pyfunction]
    fn assess(
        py: Python<'_>,
        link: Option<&str>,
        given: &Bound<'_, PyDict>,
        lenses: Vec<String>,
    ) -> PyResult<(String, String)> {
        let lenses = lenses_named(&lenses)?;
        let (request, given) = request(py, link, given, Some(&lenses))?;
        Ok((json::write(&request, &lenses, &given.warnings), query::write(&request)))
    }

    /// The document of the solutions.
    #[pyfunction]
    fn solve(
        py: Python<'_>,
        link: Option<&str>,
        given: &Bound<'_, PyDict>,
        until: Option<&Bound<'_, PyAny>>,
        total: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<String> {
        let (until, total) = (risk(py, "until", until)?, risk(py, "total", total)?);
        let (request, given) = request(py, link, given, Some(&[Question::Acceptable]))?;
        // Tolerated deaths have a default: without a question of another kind they are the question.
        let tolerate = given.values.has(Key::Tolerate) || until.is_none() && total.is_none();
        let asked = Asked { tolerate, until, total };
        let solved = json::solve(&request, &asked, because, belief_note(&request.scenario));
        Ok(json::write_solutions(&request, &asked, &solved, &given.warnings))
    }

    /// The query of a scenario, or its permalink on a site.
    #[pyfunction]
    fn link(py: Python<'_>, link: Option<&str>, given: &Bound<'_, PyDict>, site: Option<&str>) -> PyResult<String> {
        let site = site_of(site)?;
        let (request, _) = request(py, link, given, None)?;
        Ok(match site {
            Some(site) => permalink::write(&site, &request, assessment(&request.scenario).expected_deaths),
            None => query::write(&request),
        })
    }

    /// A scenario as a picture: its SVG or its PNG, and its text alternative.
    #[pyfunction]
    fn card<'py>(
        py: Python<'py>,
        link: Option<&str>,
        given: &Bound<'py, PyDict>,
        site: Option<&str>,
        dark: bool,
        png: bool,
    ) -> PyResult<(Bound<'py, PyBytes>, String)> {
        let site = site_of(site)?;
        let (request, _) = request(py, link, given, Some(&[]))?;
        let theme = if dark { Theme::Dark } else { Theme::Light };
        let svg = draw(&request.scenario, site.as_ref().map_or("", Site::for_people), theme);
        let bytes = match png {
            true => py.detach(|| harm_png::render(&svg)).map_err(PyValueError::new_err)?,
            false => svg.into_bytes(),
        };
        Ok((PyBytes::new(py, &bytes), alternative(&request.scenario)))
    }

    /// A quotation of a scenario with its source, as text or for BibTeX.
    #[pyfunction]
    fn cite(
        py: Python<'_>,
        link: Option<&str>,
        given: &Bound<'_, PyDict>,
        site: &str,
        date: &str,
        bibtex: bool,
    ) -> PyResult<String> {
        let Some(site) = site_of(Some(site))? else { return Err(PyValueError::new_err("site must be given")) };
        let date = Date::read(date).ok_or_else(|| {
            PyValueError::new_err(format!("date must be a day such as 2026-11-23, but got \"{date}\""))
        })?;
        let (request, _) = request(py, link, given, None)?;
        let result = assessment(&request.scenario);
        let Headline { number, what } = headline(&request.scenario, &result);
        let (headline, sum) = ([&*number, " ", &what].concat(), account(&request, &result));
        let query = permalink::query(&request, result.expected_deaths);
        let quotation = Quotation { site: &site, headline: &headline, sum: &sum, query: &query, date };
        Ok(if bibtex { quotation.bibtex() } else { quotation.text() })
    }
}
