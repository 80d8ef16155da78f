//! The document of results: `{"version": 1, "scenario": …, "assessment": …, …, "warnings": []}`.
//!
//! Key names and their order are part of wire version 1. Numbers are written with all the digits of the double, and
//! what has no answer is null.

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::assessment::{Assessment, CurvePoint, Interval, Pace};
use harm_core::lens::{acceptable, belief, evaluations, pause, perspective, restraint, scale_limit, sensitivity};
use harm_core::{assess, curve};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::answers::{
    AcceptableOut, BeliefOut, EvaluationsOut, PauseOut, PerspectiveOut, RestraintOut, ScaleLimitOut, SensitivityOut,
};
use super::format::to_string;
use crate::collect::VERSION;
use crate::field::{Group, Key};
use crate::inputs::Request;
use crate::lens::Lens;
use crate::query;
use crate::value::{Value, Values};

/// What has made a document.
pub(super) const SOFTWARE: &str = concat!("expected-harm ", env!("CARGO_PKG_VERSION"));

/// Points of the curve, from no scale-up to the scenario's own.
pub const CURVE_POINTS: usize = 64;

/// The document of a request, with the sections of the lenses that are asked for.
///
/// ```
/// use harm_wire::{Request, json};
///
/// let document = json::write(&Request::default(), &[], &[]);
/// assert!(document.contains("\"expected_deaths\": 80000000.0,"));
/// ```
#[must_use]
pub fn write(request: &Request, lenses: &[Lens], warnings: &[String]) -> String {
    write_with(request, lenses, CURVE_POINTS, warnings, None)
}

/// The document with all lenses, but without the curve, which is a table of its own.
pub(super) fn write_without_curve(request: &Request) -> String {
    write_with(request, &Lens::ALL, 0, &[], None)
}

fn write_with(
    request: &Request,
    lenses: &[Lens],
    points: usize,
    warnings: &[String],
    pinned: Option<&Request>,
) -> String {
    let scenario = Some(Inputs::new(request, lenses));
    let pinned = pinned.map(|pinned| Pinned::new(pinned, lenses));
    to_string(&Document { scenario, warnings, pinned, ..Document::results(request, lenses, points) })
}

/// The document of a query, with all lenses. It never fails: what cannot be used is left out, with a warning inside.
#[must_use]
pub fn assess_query(link: &str) -> String {
    let parsed = query::parse(link);
    let warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    write(&parsed.request, &Lens::ALL, &warnings)
}

/// The document of a link of the page: that of its query, and under `pinned` the scenario that it is compared with.
#[must_use]
pub fn assess_link(link: &str) -> String {
    let parsed = query::parse(link);
    let warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    write_with(&parsed.request, &Lens::ALL, CURVE_POINTS, &warnings, query::pinned(&parsed.view).as_ref())
}

/// The whole document, or its results without the inputs.
#[derive(serde::Serialize)]
pub(super) struct Document<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<Inputs<'a>>,
    assessment: AssessmentOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    belief: Option<BeliefOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evaluations: Option<EvaluationsOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale_limit: Option<ScaleLimitOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pause: Option<PauseOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restraint: Option<RestraintOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptable: Option<AcceptableOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    perspective: Option<PerspectiveOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sensitivity: Option<Vec<SensitivityOut>>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pinned: Option<Pinned<'a>>,
    software: &'static str,
}

/// A scenario to compare with.
#[derive(serde::Serialize)]
struct Pinned<'a> {
    scenario: Inputs<'a>,
    assessment: AssessmentOut,
}

impl<'a> Pinned<'a> {
    fn new(request: &Request, lenses: &'a [Lens]) -> Self {
        let assessment = assess(&request.scenario);
        let curve = curve(&request.scenario, assessment.orders_of_magnitude, CURVE_POINTS);
        Self { scenario: Inputs::new(request, lenses), assessment: AssessmentOut::new(&assessment, &curve) }
    }
}

impl Document<'_> {
    /// The results of a request with so many points of its curve.
    pub(super) fn results(request: &Request, lenses: &[Lens], points: usize) -> Self {
        let Request { scenario, lenses: inputs } = request;
        let assessment = assess(scenario);
        let asked = |lens: Lens| lenses.contains(&lens);
        // Even a curve without points integrates over the belief.
        let end = assessment.orders_of_magnitude;
        let points = if points > 0 { curve(scenario, end, points) } else { Vec::new() };
        Self {
            version: VERSION,
            scenario: None,
            belief: asked(Lens::Belief).then(|| belief::answer(scenario).into()),
            evaluations: asked(Lens::Evaluations).then(|| evaluations::answer(scenario, &inputs.evaluations).into()),
            scale_limit: asked(Lens::ScaleLimit).then(|| scale_limit::answer(scenario, &inputs.scale_limit).into()),
            pause: asked(Lens::Pause).then(|| pause::answer(scenario, &inputs.pause).into()),
            restraint: asked(Lens::Restraint).then(|| restraint::answer(scenario, &inputs.restraint).into()),
            acceptable: asked(Lens::Acceptable).then(|| acceptable::answer(scenario, &inputs.acceptable).into()),
            perspective: asked(Lens::Perspective)
                .then(|| perspective::answer(assessment.expected_deaths, assessment.micromorts).into()),
            sensitivity: asked(Lens::Sensitivity)
                .then(|| sensitivity::answer(scenario).iter().map(|one| SensitivityOut::new(scenario, one)).collect()),
            assessment: AssessmentOut::new(&assessment, &points),
            warnings: &[],
            pinned: None,
            software: SOFTWARE,
        }
    }

    /// The expected deaths of the assessment.
    pub(super) fn expected_deaths(&self) -> f64 {
        self.assessment.expected_deaths
    }
}

/// The effective inputs, in the order of the table: those of the scenario, and those of the lenses in the document.
pub struct Inputs<'a> {
    values: Values,
    lenses: &'a [Lens],
}

impl<'a> Inputs<'a> {
    /// The inputs of a request, with those of the given lenses.
    #[must_use]
    pub fn new(request: &Request, lenses: &'a [Lens]) -> Self {
        Self { values: request.values(), lenses }
    }

    /// Each of them with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.values.iter().filter(|(key, _)| {
            let group = key.field().group;
            let own = matches!(group, Group::Scenario | Group::Belief);
            own || self.lenses.iter().any(|lens| lens.group() == Some(group))
        })
    }
}

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.iter() {
            map.serialize_entry(key.name(), value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Word(word) => serializer.serialize_str(word),
            Self::Numbers(numbers) => numbers.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

#[derive(serde::Serialize)]
struct AssessmentOut {
    orders_of_magnitude: f64,
    reference_steps: f64,
    mean_risk_per_reference_step: f64,
    risk: f64,
    risk_interval: Option<IntervalOut>,
    risk_if_mean_were_certain: f64,
    expected_deaths: f64,
    deaths_interval: Option<IntervalOut>,
    micromorts: f64,
    one_in: Option<f64>,
    pace: PaceOut,
    curve: Vec<CurvePointOut>,
}

impl AssessmentOut {
    fn new(assessment: &Assessment, curve: &[CurvePoint]) -> Self {
        Self {
            orders_of_magnitude: assessment.orders_of_magnitude,
            reference_steps: assessment.reference_steps,
            mean_risk_per_reference_step: assessment.mean_risk_per_reference_step,
            risk: assessment.risk,
            risk_interval: assessment.risk_interval.map(IntervalOut::from),
            risk_if_mean_were_certain: assessment.risk_if_mean_were_certain,
            expected_deaths: assessment.expected_deaths,
            deaths_interval: assessment.deaths_interval.map(IntervalOut::from),
            micromorts: assessment.micromorts,
            one_in: assessment.one_in,
            pace: assessment.pace.into(),
            curve: curve.iter().map(CurvePointOut::from).collect(),
        }
    }
}

/// Three quantiles.
#[derive(serde::Serialize)]
pub(super) struct IntervalOut {
    p05: f64,
    p50: f64,
    p95: f64,
}

impl From<Interval> for IntervalOut {
    fn from(Interval { p05, p50, p95 }: Interval) -> Self {
        Self { p05, p50, p95 }
    }
}

#[derive(serde::Serialize)]
struct PaceOut {
    years: f64,
    risk_per_year: f64,
    deaths_per_year: f64,
    deaths_per_day: f64,
}

impl From<Pace> for PaceOut {
    fn from(Pace { years, risk_per_year, deaths_per_year, deaths_per_day }: Pace) -> Self {
        Self { years, risk_per_year, deaths_per_year, deaths_per_day }
    }
}

#[derive(serde::Serialize)]
struct CurvePointOut {
    orders_of_magnitude: f64,
    factor: Option<f64>,
    risk: f64,
    p05: Option<f64>,
    p95: Option<f64>,
    expected_deaths: f64,
}

impl From<&CurvePoint> for CurvePointOut {
    fn from(point: &CurvePoint) -> Self {
        Self {
            orders_of_magnitude: point.orders_of_magnitude,
            factor: point.factor,
            risk: point.risk,
            p05: point.interval.map(|interval| interval.p05),
            p95: point.interval.map(|interval| interval.p95),
            expected_deaths: point.expected_deaths,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use crate::strategies::request;
    use proptest::prelude::*;

    #[test]
    fn the_document_says_who_wrote_it_and_a_links_what_is_pinned() {
        let link = "?v=1&risk=0.02&pin=belief_panel__panel_0.01_0.03";
        let document = parsed(&assess_link(link));
        assert_eq!(document["software"], concat!("expected-harm ", env!("CARGO_PKG_VERSION")));
        let own = parsed(&assess_query("belief=panel&panel=0.01_0.03"));
        for member in ["scenario", "assessment"] {
            assert_eq!(document["pinned"][member], own[member]);
        }
        assert_eq!(document["pinned"]["assessment"]["expected_deaths"], 1.6e8);
        // It is no input: what reads the document reads the scenario.
        assert_eq!(parse(&assess_link(link)).unwrap().values, parse(&assess_query("risk=0.02")).unwrap().values);
        assert_eq!(assess_link("risk=0.02"), assess_query(link));
    }

    fn parsed(document: &str) -> serde_json::Value {
        serde_json::from_str(document).unwrap()
    }

    #[test]
    fn the_document_has_the_keys_of_the_model_in_their_order() {
        let document = assess_query("?risk=2%25&foo=1");
        let mut at = 0;
        for key in [
            "version",
            "scenario",
            "risk",
            "per",
            "step",
            "steps",
            "population",
            "fatality",
            "trend",
            "growth",
            "belief",
            "sharing",
            "eval-every",
            "tolerate",
            "assessment",
            "orders_of_magnitude",
            "reference_steps",
            "mean_risk_per_reference_step",
            "risk",
            "risk_interval",
            "risk_if_mean_were_certain",
            "expected_deaths",
            "deaths_interval",
            "micromorts",
            "one_in",
            "pace",
            "years",
            "risk_per_year",
            "deaths_per_year",
            "deaths_per_day",
            "curve",
            "orders_of_magnitude",
            "factor",
            "risk",
            "p05",
            "p95",
            "expected_deaths",
            "belief",
            "mean",
            "interval",
            "at_least",
            "exceedance",
            "evaluations",
            "interval_orders_of_magnitude",
            "miss_probability",
            "risk",
            "expected_deaths",
            "deaths_averted",
            "hazard_left",
            "overshoot_orders_of_magnitude",
            "months_between",
            "count",
            "cost",
            "cost_per_death_averted",
            "scale_limit",
            "risk_per_generation",
            "deaths_per_generation",
            "generations",
            "pause",
            "orders_of_magnitude",
            "deaths_deferred",
            "deaths_averted",
            "cost_in_deaths",
            "net_deaths_averted",
            "break_even_months",
            "restraint",
            "risk",
            "expected_deaths",
            "deaths_averted",
            "acceptable",
            "risk_per_reference_step",
            "reference_steps",
            "orders_of_magnitude",
            "chance_of_limit",
            "perspective",
            "sensitivity",
            "warnings",
            "software",
        ] {
            let found = document[at..].find(&alloc::format!("\"{key}\":"));
            assert!(found.is_some(), "{key} is missing or out of order");
            at += found.unwrap() + 1;
        }
        let value = parsed(&document);
        assert_eq!(value["assessment"]["curve"].as_array().unwrap().len(), 64);
        assert_eq!(value["assessment"]["risk_interval"], serde_json::Value::Null);
        assert_eq!(value["warnings"][0], "\"foo\" is not an input.");
    }

    #[test]
    fn a_document_has_only_the_lenses_that_were_asked_for_and_their_inputs() {
        let value = parsed(&write(&Request::default(), &[Lens::Restraint], &[]));
        assert!(value["restraint"].is_object() && value.get("pause").is_none());
        assert_eq!(value["scenario"]["labs"], 4.0);
        assert!(value["scenario"].get("pause").is_none() && value["scenario"].get("from").is_none());
        assert_eq!(value["assessment"]["expected_deaths"], 80_000_000.0);
    }

    #[test]
    fn the_layout_is_one_line_for_each_member_and_each_point() {
        let document = write(&query::parse("belief=panel&panel=0.01_0.02&sharing=redrawn&steps=0").request, &[], &[]);
        assert!(document.contains("\n    \"panel\": [0.01, 0.02],\n"), "{document}");
        assert!(
            document.contains("\n      {\"orders_of_magnitude\": 0.0, \"factor\": 1.0, \"risk\": 0.0,"),
            "{document}"
        );
        let end = alloc::format!("\n    ]\n  }},\n  \"warnings\": [],\n  \"software\": \"{SOFTWARE}\"\n}}\n");
        assert!(document.ends_with(&end), "{document}");
    }

    /// The names of numbers that every request has; others may be null, and say that there is no answer.
    const ALWAYS: [&str; 21] = [
        "orders_of_magnitude",
        "reference_steps",
        "mean_risk_per_reference_step",
        "risk",
        "risk_if_mean_were_certain",
        "expected_deaths",
        "micromorts",
        "years",
        "risk_per_year",
        "deaths_per_year",
        "deaths_per_day",
        "miss_probability",
        "hazard_left",
        "deaths_averted",
        "risk_per_generation",
        "deaths_per_generation",
        "generations",
        "deaths_deferred",
        "cost_in_deaths",
        "net_deaths_averted",
        "life_years",
    ];

    fn check(value: &serde_json::Value, name: &str) -> Result<(), TestCaseError> {
        match value {
            serde_json::Value::Object(members) => {
                for (name, value) in members.iter().filter(|(name, _)| *name != "scenario" && *name != "acceptable") {
                    check(value, name)?;
                }
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    check(item, name)?;
                }
            }
            serde_json::Value::Null => prop_assert!(!ALWAYS.contains(&name), "{name} is null"),
            value if name == "risk" => prop_assert!((0.0..=1.0).contains(&value.as_f64().unwrap()), "{value}"),
            _ => {}
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_request_has_a_document_without_holes(request in request()) {
            check(&parsed(&write(&request, &Lens::ALL, &[])), "")?;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn a_document_brings_back_every_bit_of_its_inputs(request in request()) {
            // The inputs alone: results are not what is tested here.
            let inputs = to_string(&Inputs::new(&request, &Lens::ALL));
            let input = parse(&alloc::format!(r#"{{"version": 1, "scenario": {inputs}}}"#)).unwrap();
            prop_assert!(input.notes.is_empty());
            prop_assert_eq!(Request::from_values(&input.values), Ok(request));
        }
    }
}
