//! What is that like? Expected deaths and individual risk beside figures that can be pictured.

use alloc::vec::Vec;

use crate::facts::{COMPARATORS, Comparator, Kind};

/// Mean remaining years of life of a person alive, from the mortality rates of UN World Population Prospects 2024.
pub const REMAINING_LIFE_YEARS: f64 = 45.0;

/// Deaths in the world on a day of 2025, rounded ([`crate::facts::WORLD_2025`]).
pub const DEATHS_PER_DAY: f64 = 173_000.0;

/// A figure in multiples of a comparator's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Multiple {
    /// What it is compared with.
    pub of: &'static Comparator,
    /// Multiple of the comparator's highest estimate.
    pub low: f64,
    /// Multiple of its lowest estimate.
    pub high: f64,
}

/// Expected deaths and individual risk beside other figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Perspective {
    /// Years of life that expected deaths would cost.
    pub life_years: f64,
    /// Days of deaths from all causes in the world that make as many.
    pub days_of_world_deaths: f64,
    /// Expected deaths in multiples of recorded tolls.
    pub tolls: Vec<Multiple>,
    /// Individual risk in multiples of everyday risks.
    pub everyday: Vec<Multiple>,
}

/// Answers: what is that like?
///
/// Expected deaths times 45.0 remaining years; expected deaths and micromorts each divided by the comparators' figures.
/// A country's own expected deaths are R · s · its population; the table of countries stands by itself in
/// [`crate::facts`], so that it can be left out.
#[must_use]
pub fn answer(expected_deaths: f64, micromorts: f64) -> Perspective {
    let multiples = |kind: Kind, figure: f64| {
        COMPARATORS
            .iter()
            .filter(|comparator| comparator.kind == kind)
            .map(|of| Multiple { of, low: figure / of.high, high: figure / of.low })
            .collect()
    };
    Perspective {
        life_years: expected_deaths * REMAINING_LIFE_YEARS,
        days_of_world_deaths: expected_deaths / DEATHS_PER_DAY,
        tolls: multiples(Kind::DeathToll, expected_deaths),
        everyday: multiples(Kind::Micromorts, micromorts),
    }
}
