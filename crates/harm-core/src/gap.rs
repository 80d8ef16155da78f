//! Where do two scenarios differ? How much of the gap between their expected deaths each input makes.
//!
//! Changing inputs one after the other gives each a different part for each order. Here each gets its mean over all orders,
//! its Shapley value, so that no order is preferred and the parts add up to the gap.

use alloc::vec::Vec;

use crate::assess::expected_deaths;
use crate::scenario::{Per, Scenario};

/// A group of inputs that people disagree about as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The belief about the risk, what it is stated for, and how steps share it.
    Risk,
    /// The scale-up, in orders of magnitude, however it was given.
    ScaleUp,
    /// The trend of the hazard.
    Trend,
    /// The population at risk.
    People,
    /// The share who die.
    Share,
}

impl Part {
    /// Every part, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Risk, Self::ScaleUp, Self::Trend, Self::People, Self::Share];

    /// Its name in documents and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::ScaleUp => "scale_up",
            Self::Trend => "trend",
            Self::People => "people",
            Self::Share => "share",
        }
    }

    /// Whether two scenarios differ in it. Growth belongs to the risk where a year is what the risk is stated for.
    #[must_use]
    pub fn differs(self, from: &Scenario, to: &Scenario) -> bool {
        let stated = |s: &Scenario| (s.per, (s.per == Per::Year).then_some(s.growth));
        match self {
            Self::Risk => from.belief != to.belief || from.sharing != to.sharing || stated(from) != stated(to),
            Self::ScaleUp => from.scale_up.orders_of_magnitude() != to.scale_up.orders_of_magnitude(),
            Self::Trend => from.trend != to.trend,
            Self::People => from.population != to.population,
            Self::Share => from.fatality != to.fatality,
        }
    }

    /// Gives a scenario this part of another one.
    fn take(self, other: &Scenario, scenario: &mut Scenario) {
        match self {
            Self::Risk => {
                scenario.belief = other.belief.clone();
                (scenario.sharing, scenario.per, scenario.growth) = (other.sharing, other.per, other.growth);
            }
            Self::ScaleUp => scenario.scale_up = other.scale_up,
            Self::Trend => scenario.trend = other.trend,
            Self::People => scenario.population = other.population,
            Self::Share => scenario.fatality = other.fatality,
        }
    }
}

/// What contributions to a gap are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// ln(expected deaths): a contribution is the logarithm of a factor.
    Logarithm,
    /// Expected deaths, because no factor leads to or from none.
    Deaths,
}

/// What one part contributes to a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The part.
    pub part: Part,
    /// Its contribution in the gap's measure: positive when it raises the second scenario above the first.
    pub amount: f64,
}

/// The gap between two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Expected deaths of the first scenario.
    pub from: f64,
    /// Expected deaths of the second scenario.
    pub to: f64,
    /// What contributions are counted in.
    pub measure: Measure,
    /// The parts in which the scenarios differ, in the order of [`Part::ALL`].
    pub contributions: Vec<Contribution>,
}

impl Gap {
    /// The whole gap in its measure: ln(to / from), or to − from.
    #[must_use]
    pub fn total(&self) -> f64 {
        match self.measure {
            Measure::Logarithm => libm::log(self.to) - libm::log(self.from),
            Measure::Deaths => self.to - self.from,
        }
    }

    /// What one part contributes; 0 when the scenarios agree in it.
    #[must_use]
    pub fn of(&self, part: Part) -> f64 {
        self.contributions.iter().find(|one| one.part == part).map_or(0.0, |one| one.amount)
    }
}

/// Answers: where do two scenarios differ?
///
/// With v(S) the measure of the first scenario after the parts S were taken from the second, a part contributes the mean of
/// v(S ∪ {part}) − v(S) over all orders in which the n differing parts can be taken:
///
/// Σ over S without the part of |S|! (n − 1 − |S|)! / n! · (v(S ∪ {part}) − v(S))
///
/// v is ln(expected deaths), or expected deaths where any of the mixed scenarios has none.
///
/// ```
/// use harm_core::gap::{Part, between};
/// use harm_core::quantity::FatalityFraction;
/// use harm_core::Scenario;
///
/// let tenth = Scenario { fatality: FatalityFraction::new(0.1)?, ..Scenario::default() };
/// let gap = between(&Scenario::default(), &tenth);
/// assert!((gap.of(Part::Share) - 0.1_f64.ln()).abs() < 1e-12);
/// assert_eq!(gap.contributions.len(), 1);
/// # Ok::<(), harm_core::OutOfRange>(())
/// ```
#[must_use]
pub fn between(from: &Scenario, to: &Scenario) -> Gap {
    let parts: Vec<Part> = Part::ALL.into_iter().filter(|part| part.differs(from, to)).collect();
    let n = parts.len();
    // Each mixture is a set of parts, a bit for each.
    let deaths: Vec<f64> = (0..1_usize << n)
        .map(|set| {
            let mut mixed = from.clone();
            for (i, part) in parts.iter().enumerate() {
                if set >> i & 1 == 1 {
                    part.take(to, &mut mixed);
                }
            }
            expected_deaths(&mixed)
        })
        .collect();
    let logarithms = deaths.iter().all(|&deaths| deaths > 0.0);
    let worth: Vec<f64> = deaths.iter().map(|&deaths| if logarithms { libm::log(deaths) } else { deaths }).collect();
    let contributions = parts.iter().enumerate().map(|(i, &part)| {
        let others = worth.len() / 2;
        let term = |k: usize| {
            // The k-th set without the part: the bits from its own on move up by one.
            let low = k & ((1 << i) - 1);
            let set = (k - low) << 1 | low;
            weight(n, set.count_ones() as usize) * (worth[set | 1 << i] - worth[set])
        };
        // A set and its complement in pairs: after swapping the scenarios each term has the other's place and sign, so that
        // the sum differs in its sign and not in its rounding.
        let pairs =
            (0..others.div_ceil(2)).map(|k| if 2 * k + 1 == others { term(k) } else { term(k) + term(others - 1 - k) });
        Contribution { part, amount: pairs.sum() }
    });
    Gap {
        from: expected_deaths(from),
        to: expected_deaths(to),
        measure: if logarithms { Measure::Logarithm } else { Measure::Deaths },
        contributions: contributions.collect(),
    }
}

/// How many of the orders of `n` parts begin with a set of `size` and go on with a certain part, of all orders.
#[allow(clippy::cast_precision_loss, reason = "five parts at most")]
fn weight(n: usize, size: usize) -> f64 {
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    factorial(size) * factorial(n - 1 - size) / factorial(n)
}
