//! The document of two scenarios compared: `{"version": 1, "from": …, "to": …, "contributions": {…}, …}`.
//!
//! Which input makes how much of the gap is computed in [`harm_core::gap`].

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::gap::{Gap, Measure, Part, between};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::document::{Inputs, SOFTWARE};
use super::format::to_string;
use crate::collect::VERSION;
use crate::query;
use crate::request::Request;

/// One of two scenarios, with the name that the document gives it.
#[derive(serde::Serialize)]
struct Side<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    scenario: Inputs<'a>,
    expected_deaths: f64,
}

#[derive(serde::Serialize)]
struct Document<'a> {
    version: u32,
    from: Side<'a>,
    to: Side<'a>,
    ratio: Option<f64>,
    measure: &'static str,
    gap: f64,
    contributions: Contributions<'a>,
    warnings: &'a [String],
    software: &'static str,
}

/// Every part with what it contributes: 0 where the scenarios agree.
struct Contributions<'a>(&'a Gap);

impl Serialize for Contributions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for part in Part::ALL {
            map.serialize_entry(part.name(), &self.0.of(part))?;
        }
        map.end()
    }
}

/// The document of a first and a second request, with their names where they have any.
#[must_use]
pub fn compare(requests: [&Request; 2], names: [Option<&str>; 2], warnings: &[String]) -> String {
    let gap = between(&requests[0].scenario, &requests[1].scenario);
    let side =
        |i: usize, expected_deaths| Side { name: names[i], scenario: Inputs::new(requests[i], &[]), expected_deaths };
    to_string(&Document {
        version: VERSION,
        from: side(0, gap.from),
        to: side(1, gap.to),
        ratio: Some(gap.to / gap.from).filter(|ratio| ratio.is_finite()),
        measure: match gap.measure {
            Measure::Logarithm => "ln_expected_deaths",
            Measure::Deaths => "expected_deaths",
        },
        gap: gap.total(),
        contributions: Contributions(&gap),
        warnings,
        software: SOFTWARE,
    })
}

/// The document of two links, queries or names of presets. It never fails: what cannot be used is left out, with a warning
/// inside.
///
/// ```
/// let document = harm_wire::json::compare_links("comment", "risk=2%25");
/// assert!(document.contains("\"ratio\": 2.0"));
/// ```
#[must_use]
pub fn compare_links(from: &str, to: &str) -> String {
    let mut warnings = Vec::new();
    let mut side = |link: &str| {
        let named = query::named(link);
        let parsed = query::parse(named.as_ref().map_or(link, |(_, query)| query));
        warnings.extend(parsed.warnings.into_iter().map(|warning| warning.message));
        (parsed.request, named.map(|(preset, _)| preset.title))
    };
    let [(from, one), (to, other)] = [side(from), side(to)];
    compare([&from, &to], [one, other], &warnings)
}
