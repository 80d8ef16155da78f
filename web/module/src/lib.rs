//! What JavaScript gets of the core, without the page: the results of a link, as the JSON document.
//!
//! The package is not part of the page's: there the number conversions are the browser's and nothing writes JSON,
//! here they are Rust's own, so that the document is the same text as the command's, byte for byte. How the module is
//! loaded stands in `expected-harm-core.js`, which the build places beside the page.

#![warn(clippy::float_arithmetic)]

mod share;

use harm_core::facts::countries::COUNTRIES;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The document of a query such as `risk=0.02&steps=3`, or of a whole link, with all lenses.
///
/// It never fails: what cannot be used is left out, with a warning in the document.
#[wasm_bindgen]
#[must_use]
pub fn assess(query: &str) -> String {
    harm_wire::json::assess_query(query)
}

/// The document of two links or queries compared: which input makes how much of the gap between them.
///
/// It never fails: what cannot be used is left out, with a warning in the document.
#[wasm_bindgen]
#[must_use]
pub fn compare(from: &str, to: &str) -> String {
    harm_wire::json::compare_links(from, to)
}

/// The countries and areas with their population in the middle of 2026, as a JSON array of objects. The largest come first.
#[wasm_bindgen]
#[must_use]
pub fn countries() -> String {
    #[derive(serde::Serialize)]
    struct Country {
        code: Option<&'static str>,
        name: &'static str,
        population: f64,
    }
    let row = |country: &harm_core::facts::countries::Country| Country {
        code: country.iso3,
        name: country.name,
        population: country.population.get(),
    };
    harm_wire::json::to_string(&COUNTRIES.iter().map(row).collect::<Vec<_>>())
}

/// What a reader takes along of a link on a site, as a JSON object; `expected-harm-core.d.ts` says what is in it. `site` is
/// an absolute address ending in a slash, `day` the number of days since 1970, `options` those of an embed, as the pairs
/// of a query.
///
/// # Errors
/// When the site is not an address that others can open.
#[wasm_bindgen]
pub fn share(query: &str, site: &str, day: u32, options: &str) -> Result<String, JsError> {
    let panel = share::panel(query, site, u64::from(day), options).map_err(|why| JsError::new(&why))?;
    Ok(harm_wire::json::to_string(&panel))
}

/// The HTML of a widget with a scenario and options baked in, as [`share`] has them for the widget.
#[wasm_bindgen]
#[must_use]
pub fn bake(widget: &str, scenario: &str) -> String {
    harm_share::snippet::bake(widget, scenario)
}
