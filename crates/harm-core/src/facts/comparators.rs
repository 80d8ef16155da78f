//! Recorded tolls, and everyday risks in micromorts, for comparison.
//!
//! Deaths, or chances of death in a million; tolls first, each kind from the largest. What they are compared with is in
//! [`crate::lens::perspective`].

use super::Provenance;
use super::population::WORLD_2025;

/// What kind of figure a comparator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Deaths that were recorded or estimated.
    DeathToll,
    /// A one-in-a-million chance of death, times the figure, for each person who does it.
    Micromorts,
}

/// Something to compare with: one figure, or the range that estimates span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparator {
    /// Deaths or micromorts.
    pub kind: Kind,
    /// Its name.
    pub name: &'static str,
    /// The lowest estimate.
    pub low: f64,
    /// The highest estimate.
    pub high: f64,
    /// Where the figure is from.
    pub source: &'static str,
    /// Whether it was read in its source.
    pub provenance: Provenance,
    /// The year or years it is about; `None` for everyday risks.
    pub year: Option<&'static str>,
}

const fn toll(
    name: &'static str,
    [low, high]: [f64; 2],
    year: &'static str,
    provenance: Provenance,
    source: &'static str,
) -> Comparator {
    Comparator { kind: Kind::DeathToll, name, low, high, source, provenance, year: Some(year) }
}

const fn everyday(name: &'static str, micromorts: f64, provenance: Provenance, source: &'static str) -> Comparator {
    Comparator { kind: Kind::Micromorts, name, low: micromorts, high: micromorts, source, provenance, year: None }
}

const WPP: &str = "UN World Population Prospects 2024, medium variant";
const WPP_RATES: &str = "From mortality rates of UN World Population Prospects 2024, 2025–30";
const NORM: &str = "Blastland and Spiegelhalter, The Norm Chronicles (2013)";

/// The comparators, tolls first, each kind from the largest.
pub const COMPARATORS: &[Comparator] = &[
    toll("the Second World War", [70e6, 85e6], "1939–45", Provenance::Secondary, "Range of published estimates"),
    toll("all deaths in the world in 2025", [WORLD_2025.deaths.get(); 2], "2025", Provenance::Primary, WPP),
    toll("the Black Death in Europe", [50e6, 50e6], "1346–53", Provenance::Secondary, "Our World in Data"),
    toll(
        "the influenza of 1918–19",
        [17.4e6, 50e6],
        "1918–19",
        Provenance::Primary,
        "Spreeuwenberg et al. 2018, doi:10.1093/aje/kwy191 (17.4 million); Johnson and Mueller 2002 (50 million)",
    ),
    toll("the First World War", [15e6, 22e6], "1914–18", Provenance::Secondary, "Range of published estimates"),
    toll(
        "COVID-19 in 2020 and 2021 (excess deaths)",
        [13.3e6, 16.6e6],
        "2020–21",
        Provenance::Secondary,
        "WHO 2022: 14.9 million (13.3 to 16.6)",
    ),
    toll(
        "a year of road traffic",
        [1.19e6, 1.19e6],
        "2021",
        Provenance::Secondary,
        "WHO, Global status report on road safety 2023",
    ),
    everyday("an ascent of Everest", 12_000.0, Provenance::Secondary, NORM),
    everyday("a day of life at 80", 198.0, Provenance::Primary, WPP_RATES),
    everyday("a day of life at 60", 33.0, Provenance::Primary, WPP_RATES),
    everyday("a skydive", 10.0, Provenance::Secondary, NORM),
    everyday("a day of life at 40", 7.5, Provenance::Primary, WPP_RATES),
    everyday("running a marathon", 7.0, Provenance::Secondary, NORM),
    everyday("a scuba dive", 5.0, Provenance::Secondary, NORM),
    everyday("a day of life at 20", 3.7, Provenance::Primary, WPP_RATES),
];
