//! Recorded tolls, and everyday risks in micromorts, for comparison.

/// What kind of figure a comparator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Deaths that were recorded or estimated.
    Toll,
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
    /// The year or years it is about; `None` for everyday risks.
    pub year: Option<&'static str>,
}

const fn toll(name: &'static str, low: f64, high: f64, year: &'static str, source: &'static str) -> Comparator {
    Comparator { kind: Kind::Toll, name, low, high, source, year: Some(year) }
}

const fn everyday(name: &'static str, micromorts: f64, source: &'static str) -> Comparator {
    Comparator { kind: Kind::Micromorts, name, low: micromorts, high: micromorts, source, year: None }
}

const WPP: &str = "UN World Population Prospects 2024, medium variant";
const WPP_RATES: &str = "From mortality rates of UN World Population Prospects 2024, 2025–30";
const NORM: &str = "Blastland and Spiegelhalter, The Norm Chronicles (2013)";

/// The comparators, tolls first, each kind from the largest.
pub const COMPARATORS: &[Comparator] = &[
    toll("the Second World War", 70e6, 85e6, "1939–45", "Range of published estimates"),
    toll("all deaths in the world in 2025", 63_135_984.0, 63_135_984.0, "2025", WPP),
    toll("the Black Death in Europe", 50e6, 50e6, "1346–53", "Our World in Data"),
    toll(
        "the influenza of 1918–19",
        17.4e6,
        50e6,
        "1918–19",
        "Spreeuwenberg et al. 2018, doi:10.1093/aje/kwy191 (17.4 million); Johnson and Mueller 2002 (50 million)",
    ),
    toll("the First World War", 15e6, 22e6, "1914–18", "Range of published estimates"),
    toll("COVID-19 in 2020 and 2021 (excess deaths)", 13.3e6, 16.6e6, "2020–21", "WHO 2022"),
    toll("a year of road traffic", 1.19e6, 1.19e6, "2021", "WHO, Global status report on road safety 2023"),
    everyday("an ascent of Everest", 12_000.0, NORM),
    everyday("a day of life at 80", 198.0, WPP_RATES),
    everyday("a day of life at 60", 33.0, WPP_RATES),
    everyday("a skydive", 10.0, NORM),
    everyday("a day of life at 40", 7.5, WPP_RATES),
    everyday("running a marathon", 7.0, NORM),
    everyday("a scuba dive", 5.0, NORM),
    everyday("a day of life at 20", 3.7, WPP_RATES),
];
