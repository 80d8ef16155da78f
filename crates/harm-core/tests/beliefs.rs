//! What holds for every belief, over thousands of random ones with corners.

#![allow(clippy::unwrap_used, reason = "a value out of range fails its test")]

mod support;

use harm_core::belief::{Belief, Beta, Expectation, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::quantity::Weight;
use harm_core::{assess, curve};
use proptest::prelude::*;
use support::{belief, level, magnitude, probability, scenario, steps, uncertain};

/// Relative distance.
fn off(a: f64, b: f64) -> f64 {
    if a == b { 0.0 } else { (a - b).abs() / a.abs().max(b.abs()) }
}

fn in_order(figures: &[f64]) -> bool {
    figures.iter().all(|figure| (0.0..=1.0).contains(figure)) && figures.is_sorted()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn risks_and_their_quantiles_stay_within_bounds_and_in_order(scenario in scenario()) {
        let assessment = assess(&scenario);
        prop_assert!((0.0..=1.0).contains(&assessment.risk), "{assessment:?}");
        prop_assert!((0.0..=1.0).contains(&assessment.mean_risk_per_reference_step), "{assessment:?}");
        prop_assert!(assessment.expected_deaths.is_finite() && assessment.expected_deaths <= scenario.exposed());
        prop_assert!(assessment.one_in.is_none_or(f64::is_finite) && assessment.pace.years.is_finite());
        if let Some(interval) = assessment.risk_interval {
            prop_assert!(in_order(&[interval.p05, interval.p50, interval.p95]), "{interval:?}");
        }
    }

    #[test]
    fn the_curve_rises_and_ends_at_the_assessment(scenario in scenario()) {
        let assessment = assess(&scenario);
        let points = curve(&scenario, assessment.orders_of_magnitude, 9);
        // Rounding of a sum of two hundred terms, no more.
        prop_assert!(points.windows(2).all(|w| w[0].risk <= w[1].risk * (1.0 + 1e-13)), "{points:?}");
        prop_assert!(off(points[8].risk, assessment.risk) < 1e-12, "{} {}", points[8].risk, assessment.risk);
    }

    #[test]
    fn one_shared_risk_is_never_worse_than_many_redrawn_ones_beyond_one_step(belief in belief(), m in 1.0..1e6f64) {
        prop_assert!(belief.risk(m, Sharing::Shared) <= belief.risk(m, Sharing::Independent));
        prop_assert!(belief.risk(1.0 / m, Sharing::Shared) >= belief.risk(1.0 / m, Sharing::Independent));
    }

    #[test]
    fn the_width_of_a_belief_changes_nothing_at_one_step(belief in belief()) {
        prop_assert_eq!(belief.risk(1.0, Sharing::Shared), belief.risk(1.0, Sharing::Independent));
        prop_assert!(off(belief.risk(1.0, Sharing::Shared), belief.mean()) < 1e-15);
    }

    #[test]
    fn steps_added_to_others_make_the_difference_of_two_risks(belief in belief(), a in steps(), b in steps()) {
        let expectation = Expectation::new(&belief, Sharing::Shared, a + b);
        let difference = expectation.risk(a + b) - expectation.risk(a);
        let added = expectation.added(a, b);
        // The difference has lost its digits where the sum of both is large; what is added has not.
        prop_assert!((added - difference).abs() <= 1e-12 * expectation.risk(a + b), "{added} {difference}");
        prop_assert!((0.0..=1.0).contains(&added));
    }

    #[test]
    fn an_expectation_prepared_for_more_steps_says_the_same(belief in uncertain(), m in magnitude(-6.0, 4.0), more in 1.0..100.0f64) {
        let (near, far) = (Expectation::new(&belief, Sharing::Shared, m), Expectation::new(&belief, Sharing::Shared, m * more));
        prop_assert!(off(near.risk(m), far.risk(m)) < 1e-11, "{} {}", near.risk(m), far.risk(m));
    }

    #[test]
    fn quantiles_and_exceedance_are_inverse(belief in uncertain(), q in 0.001..0.999f64) {
        let p = belief.quantile(level(q));
        // Where the quantile is 0 or 1 in doubles there is nothing to invert, near 1 doubles are too coarse for it, and a
        // belief in single points has steps.
        let continuous = !matches!(belief, Belief::Panel(_)) && belief.mean() > 0.0 && belief.mean() < 1.0;
        if continuous && p > 1e-290 && p < 0.999 {
            let back = belief.at_least(probability(p));
            let spread = belief.quantile(level((q + 1e-4).min(0.9999))) / p - 1.0;
            // A narrow belief is steep: what a rounding of p and of its logarithm makes of its probability.
            let rounding = 2e-15 * (1.0 - p.ln()) * 1e-4 / spread.max(1e-300);
            prop_assert!((back - (1.0 - q)).abs() < 1e-9 + rounding, "{belief:?} {p} {back} {}", 1.0 - q);
        }
    }

    #[test]
    fn exceedance_falls_with_the_threshold_and_rises_with_the_steps(
        belief in belief(), a in 0.0..=1.0f64, b in 0.0..=1.0f64, m in magnitude(-2.0, 2.0)
    ) {
        let (low, high) = (probability(a.min(b)), probability(a.max(b)));
        prop_assert!(belief.exceedance(m, high) <= belief.exceedance(m, low) + 1e-14);
        prop_assert!(belief.exceedance(m, low) <= belief.exceedance(2.0 * m, low) + 1e-14);
        prop_assert!((0.0..=1.0).contains(&belief.exceedance(m, low)));
        let (exceeded, chance) = (belief.exceedance(1.0, low), belief.at_least(low));
        // Below 1e-200 the tails of a distribution have no digits left.
        prop_assert!((exceeded - chance).abs() <= 1e-9 * chance + 1e-200, "{exceeded} {chance}");
    }

    #[test]
    fn no_parameters_give_nan(
        mean in prop_oneof![Just(1e-300), Just(1.0 - f64::EPSILON), 0.0..=1.0f64], weight in magnitude(-300.0, 300.0),
        low in magnitude(-300.0, -0.001), more in magnitude(-15.0, 300.0), q in magnitude(-15.0, -1e-9), m in magnitude(-300.0, 300.0)
    ) {
        let high = (low * (1.0 + more)).min(1.0 - f64::EPSILON);
        let mut beliefs = vec![Belief::Beta(Beta { mean: probability(mean), weight: Weight::new(weight).unwrap() })];
        if low < high {
            beliefs.push(Belief::LogUniform(LogUniform::new(low, high).unwrap()));
            beliefs.push(Belief::LogitNormal(LogitNormal::new(low, high, level(q)).unwrap()));
            beliefs.push(Belief::LogNormal(LogNormal::new(low, high, level(q)).unwrap()));
        }
        for belief in beliefs {
            let expectation = Expectation::new(&belief, Sharing::Shared, m);
            for figure in [expectation.mean(), expectation.risk(m), expectation.added(m, m), belief.at_least(probability(0.01))] {
                prop_assert!((0.0..=1.0).contains(&figure), "{belief:?} {m}: {figure}");
            }
            let quantiles = belief.hazard_quantiles([level(0.05), level(0.5), level(0.95)]);
            prop_assert!(quantiles.iter().all(|hazard| *hazard >= 0.0), "{belief:?}: {quantiles:?}");
        }
    }
}

#[test]
fn the_mean_of_a_beta_falls_with_every_step_survived() {
    let beta = Beta { mean: probability(0.01), weight: Weight::new(100.0).unwrap() };
    assert_eq!(beta.mean_after(0.0), 0.01);
    assert!(off(beta.mean_after(10.0), 1.0 / 110.0) < 1e-15);
    // It is the risk of the next step, given the steps before: what is added, divided by what has survived.
    let expectation = Expectation::new(&Belief::Beta(beta), Sharing::Shared, 11.0);
    let next = expectation.added(10.0, 1.0) / (1.0 - expectation.risk(10.0));
    assert!(off(next, beta.mean_after(10.0)) < 1e-12);
}

#[test]
fn a_beta_with_weight_two_and_mean_one_half_is_uniform() {
    let uniform = Belief::Beta(Beta { mean: probability(0.5), weight: Weight::new(2.0).unwrap() });
    for q in [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999] {
        assert!(off(uniform.quantile(level(q)), q) < 1e-13, "{q}");
        assert!(off(uniform.at_least(probability(q)), 1.0 - q) < 1e-13, "{q}");
    }
    // E[1 − (1 − p)^m] = m/(m + 1)
    for m in [1e-6, 0.5, 1.0, 3.0, 1e6] {
        assert!(off(uniform.risk(m, Sharing::Shared), m / (m + 1.0)) < 1e-13, "{m}");
    }
}

#[test]
fn a_panel_is_pooled_in_two_ways() {
    let risks = [0.0038, 0.03, 0.05].map(probability);
    let panel = Panel::new(&risks, &[]).unwrap();
    assert!(off(panel.arithmetic_mean(), 0.0838 / 3.0) < 1e-15);
    let odds = f64::cbrt(0.0038 / 0.9962 * (0.03 / 0.97) * (0.05 / 0.95));
    assert!(off(panel.geometric_mean_of_odds().unwrap(), odds / (1.0 + odds)) < 1e-14);
}

#[test]
fn a_certain_opinion_decides_the_odds_and_two_of_them_contradict() {
    let pooled = |risks: &[f64]| {
        let risks: Vec<_> = risks.iter().map(|&p| probability(p)).collect();
        Panel::new(&risks, &[]).unwrap().geometric_mean_of_odds()
    };
    assert_eq!(pooled(&[0.0, 0.5]), Some(0.0));
    assert_eq!(pooled(&[1.0, 0.5]), Some(1.0));
    assert_eq!(pooled(&[0.0, 1.0]), None);
}

#[test]
fn a_panel_reaches_a_quantile_with_the_opinion_that_completes_it() {
    let risks: Vec<_> = (1..=20).map(|i| probability(f64::from(i) / 100.0)).collect();
    let twenty = Belief::Panel(Panel::new(&risks, &[]).unwrap());
    assert!(off(twenty.quantile(level(0.05)), 0.01) < 1e-15);
    assert!(off(twenty.quantile(level(0.5)), 0.1) < 1e-15);
    assert!(off(twenty.quantile(level(0.95)), 0.19) < 1e-15);
    assert!(off(twenty.at_least(probability(0.2)), 0.05) < 1e-14);
}

#[test]
fn how_sure_one_is_follows_from_the_belief() {
    let belief = Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap());
    // One of three orders of magnitude lies above 1%.
    assert!(off(belief.at_least(probability(0.01)), 1.0 / 3.0) < 1e-14);
    let belief = Belief::LogitNormal(LogitNormal::new(1e-3, 0.05, level(0.9)).unwrap());
    assert!(off(belief.at_least(probability(0.05)), 0.05) < 1e-13);
    assert!(off(belief.at_least(probability(1e-3)), 0.95) < 1e-13);
}

#[test]
fn a_mean_near_certainty_keeps_the_digits_of_what_it_lacks() {
    // By tests/reference/model.py, to all digits of a double.
    let belief = Belief::LogNormal(LogNormal::new(0.9987865926122923, 0.9999, level(0.5410523967166041)).unwrap());
    assert!(off(1.0 - belief.mean(), 1.0 - 0.999_090_167_078_362_6) < 1e-11, "{}", belief.mean());
    let m = 0.073_424_390_087_161_08;
    for longest in [m, 1.0, 1.5, 100.0] {
        let risk = Expectation::new(&belief, Sharing::Independent, longest).risk(m);
        assert!(off(risk, 0.401_982_884_674_771_86) < 1e-12, "{longest} {risk}");
    }
}

#[test]
fn certainty_shared_by_no_step_is_no_risk() {
    let certain = Panel::new(&[probability(1.0), probability(0.0)], &[]).unwrap();
    let belief = Belief::Panel(certain);
    assert_eq!(belief.risk(0.0, Sharing::Shared), 0.0);
    assert_eq!(belief.risk(1e-300, Sharing::Shared), 0.5);
    assert_eq!(Expectation::new(&belief, Sharing::Shared, 2.0).added(1.0, 1.0), 0.0);
    assert_eq!(belief.chance_of_any_risk(), 0.5);
}

#[test]
fn an_interval_that_holds_next_to_nothing_still_gives_an_answer() {
    for level in [5e-324, 1e-300, 1e-160, 1e-20] {
        let level = harm_core::quantity::OpenProbability::new(level).unwrap();
        let logit = Belief::LogitNormal(LogitNormal::new(1e-4, 0.1, level).unwrap());
        // As wide as can be: half of it is nothing, half certainty.
        assert!(off(logit.mean(), 0.5) < 1e-10, "{}", logit.mean());
        let log = Belief::LogNormal(LogNormal::new(1e-4, 0.1, level).unwrap());
        assert!((0.0..1e-10).contains(&log.mean()), "{}", log.mean());
    }
}
