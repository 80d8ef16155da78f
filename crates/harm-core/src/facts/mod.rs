//! Figures from the world, each with its source and year. No figure here is an opinion of this project.
//!
//! One module a subject, each a table that is part of the program. What lives here: the rows, and looking one up. What
//! does not: words around the figures (they are in `harm-view`), what a lens makes of them ([`crate::lens`]), and
//! scenarios that are built from them ([`crate::preset`]).
//!
//! The table of countries is the long one; it is reached by its module alone, so that a program that names no country
//! does not carry it.

pub mod beliefs;
pub mod comparators;
pub mod compute;
pub mod countries;
pub mod policies;
pub mod population;

pub use beliefs::{BELIEFS, Horizon, StatedBelief};
pub use comparators::{COMPARATORS, Comparator, Kind};
pub use compute::{COMPUTE, ComputeKind, ComputeMark, Confidence};
pub use policies::{POLICIES, Policy};
pub use population::{WORLD_2025, WORLD_2026, WorldYear};

/// Where a figure was read before it came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// In its source, or in a copy of the source's data.
    Primary,
    /// In a text that cites the source.
    Secondary,
}

/// Takes a number of a row as a quantity, like [`crate::known`], in a function that builds rows while compiling.
macro_rules! in_range {
    ($type:ident, $value:expr) => {
        match $type::new($value) {
            Ok(quantity) => quantity,
            Err(_) => panic!("a fact is out of its range"),
        }
    };
}

pub(crate) use in_range;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    /// Every fact as its table, name and source.
    fn all() -> Vec<(&'static str, &'static str, &'static str)> {
        let comparators = COMPARATORS.iter().map(|row| ("comparators", row.name, row.source));
        let compute = COMPUTE.iter().map(|row| ("compute", row.name, row.source));
        let policies = POLICIES.iter().map(|row| ("policies", row.name, row.source));
        let beliefs = BELIEFS.iter().map(|row| ("beliefs", row.who, row.source));
        comparators.chain(compute).chain(policies).chain(beliefs).collect()
    }

    #[test]
    fn no_row_is_missing() {
        assert_eq!(COMPARATORS.len(), 15);
        assert_eq!(COMPUTE.len(), 13);
        assert_eq!(POLICIES.len(), 4);
        assert_eq!(BELIEFS.len(), 14);
        assert_eq!(countries::COUNTRIES.len(), 236);
    }

    #[test]
    fn every_row_has_a_name_of_its_own_and_a_source() {
        let mut names = BTreeSet::new();
        for (table, name, source) in all() {
            assert!(!name.is_empty() && names.insert((table, name)), "{table}: {name}");
            assert!(source.len() > 5, "{table}: {name}");
            assert!([name, source].iter().all(|text| text.trim() == *text), "{table}: {name}");
        }
        assert!(population::SOURCE.contains("2024") && countries::SOURCE.contains("2024"));
    }

    #[test]
    fn every_row_says_its_year() {
        assert!(COMPUTE.iter().all(|row| (2020..=2030).contains(&row.year)));
        assert!(BELIEFS.iter().all(|row| (2020..=2026).contains(&row.year)));
        assert!(POLICIES.iter().all(|row| (2023..=2024).contains(&row.year) && (1..=12).contains(&row.month)));
        assert!(COMPARATORS.iter().all(|row| row.year.is_some() == (row.kind == Kind::DeathToll)));
    }

    #[test]
    fn a_range_of_estimates_does_not_end_before_it_begins() {
        assert!(COMPARATORS.iter().all(|row| row.low > 0.0 && row.low <= row.high && row.high.is_finite()));
    }

    #[test]
    fn comparators_come_by_kind_from_the_largest() {
        let tolls = COMPARATORS.iter().take_while(|row| row.kind == Kind::DeathToll).count();
        assert!(COMPARATORS[tolls..].iter().all(|row| row.kind == Kind::Micromorts));
        for kind in [&COMPARATORS[..tolls], &COMPARATORS[tolls..]] {
            assert!(kind.is_sorted_by(|a, b| a.high >= b.high));
        }
    }

    #[test]
    fn the_same_figure_in_two_tables_is_the_same() {
        let all_deaths = COMPARATORS.iter().find(|row| row.name.contains("all deaths in the world in 2025"));
        assert_eq!(all_deaths.map(|row| row.high), Some(WORLD_2025.deaths.get()));
        let world: f64 = countries::COUNTRIES.iter().map(|country| country.population.get()).sum();
        let stated = WORLD_2026.population.get();
        assert_eq!(countries::YEAR, WORLD_2026.year);
        // Each country is rounded by itself, and so is the world.
        assert!((world - stated).abs() < 1000.0, "{world} {stated}");
    }
}
