//! What holds for the gap between any two scenarios.

#![allow(clippy::unwrap_used, reason = "a value out of range fails its test")]

mod support;

use harm_core::gap::{Gap, Measure, Part, between};
use harm_core::quantity::{Growth, Population, ScaleFactor, Steps};
use harm_core::{Per, ScaleUp, Scenario};
use proptest::prelude::*;
use support::{off, scenario, with_steps};

fn sum(gap: &Gap) -> f64 {
    gap.contributions.iter().map(|one| one.amount).sum()
}

#[test]
fn what_is_written_differently_and_means_the_same_does_not_differ() {
    let hundred = Scenario {
        scale_up: ScaleUp::Steps { step: ScaleFactor::new(100.0).unwrap(), steps: Steps::new(1.0).unwrap() },
        growth: Growth::new(2.0).unwrap(),
        ..Scenario::default()
    };
    assert_eq!(between(&with_steps(2.0), &hundred).contributions, []);
    let yearly = |growth| Scenario { per: Per::Year, growth: Growth::new(growth).unwrap(), ..Scenario::default() };
    let gap = between(&yearly(4.5), &yearly(2.0));
    assert_eq!(gap.contributions.len(), 1);
    assert!(gap.of(Part::Risk) > 0.0, "more years until 10×: {gap:?}");
}

#[test]
fn from_or_to_no_deaths_the_gap_is_counted_in_deaths() {
    let nobody = Scenario { population: Population::new(0.0).unwrap(), ..with_steps(3.0) };
    let gap = between(&Scenario::default(), &nobody);
    assert_eq!((gap.measure, gap.total()), (Measure::Deaths, -8e7));
    assert!(gap.of(Part::People) < -8e7 && gap.of(Part::ScaleUp) > 0.0 && off(sum(&gap), -8e7) < 1e-14, "{gap:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn contributions_add_up_and_swapping_changes_signs_only(from in scenario(), to in scenario()) {
        let (there, back) = (between(&from, &to), between(&to, &from));
        prop_assert_eq!((there.from, there.to, there.measure), (back.to, back.from, back.measure));
        let largest = there.contributions.iter().map(|one| one.amount.abs()).fold(there.total().abs(), f64::max);
        prop_assert!((sum(&there) - there.total()).abs() <= 1e-12 * largest.max(1.0), "{:?}", there);
        for part in Part::ALL {
            prop_assert_eq!(there.of(part), -back.of(part), "{:?}", part);
            prop_assert!(there.of(part).is_finite() && (part.differs(&from, &to) || there.of(part) == 0.0));
        }
    }

    #[test]
    fn people_and_share_count_the_same_in_every_order(from in scenario(), to in scenario()) {
        let gap = between(&from, &to);
        prop_assume!(gap.measure == Measure::Logarithm);
        let people = (to.population.get() / from.population.get()).ln();
        let share = (to.fatality.get() / from.fatality.get()).ln();
        // The difference of two logarithms of hundreds has their rounding.
        prop_assert!((gap.of(Part::People) - people).abs() < 1e-11, "{} for {}", gap.of(Part::People), people);
        prop_assert!((gap.of(Part::Share) - share).abs() < 1e-11, "{} for {}", gap.of(Part::Share), share);
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself(one in scenario()) {
        let gap = between(&one, &one);
        prop_assert_eq!((gap.contributions.len(), gap.total()), (0, 0.0));
    }
}
