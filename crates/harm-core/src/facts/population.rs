//! The people of the world and those who die in a year, of all causes.
//!
//! People at the middle of the year and deaths during it. Countries are in [`super::countries`].

use crate::known;
use crate::quantity::{Deaths, Population};

/// Where the figures are from.
pub const SOURCE: &str = "United Nations, World Population Prospects 2024, medium variant (CC BY 3.0 IGO); the middle of a year is the mean of \
     the first of January before and after it";

/// The world in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldYear {
    /// The year.
    pub year: u16,
    /// People alive at its middle.
    pub population: Population,
    /// Deaths during it, of all causes.
    pub deaths: Deaths,
}

/// The world in 2025, the last year whose deaths are counted here.
pub const WORLD_2025: WorldYear =
    WorldYear { year: 2025, population: known!(Population, 8_231_613_070.0), deaths: known!(Deaths, 63_135_984.0) };

/// The world in 2026, the year of the table of countries.
pub const WORLD_2026: WorldYear =
    WorldYear { year: 2026, population: known!(Population, 8_300_678_396.0), deaths: known!(Deaths, 63_637_314.0) };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lens::{Pause, perspective};

    #[test]
    fn rounded_figures_elsewhere_are_those_of_2025() {
        let (deaths, people) = (WORLD_2025.deaths.get(), WORLD_2025.population.get());
        assert!((deaths / people - Pause::default().mortality.get()).abs() < 0.000_005);
        assert!((deaths / 365.25 - perspective::DEATHS_PER_DAY).abs() < 500.0);
    }
}
