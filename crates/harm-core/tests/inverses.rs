//! The model the other way round, and what it is sensitive to: limits, totals, chances, and one input at a time.

#![allow(clippy::unwrap_used, reason = "a value out of range fails its test")]

mod support;

use harm_core::belief::{Beta, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::lens::acceptable::{Reason, implied_risk};
use harm_core::lens::{self, Acceptable, Solution, Tolerate, acceptable, sensitivity};
use harm_core::quantity::{Compute, Deaths, Population, Probability, Share, Trend, Weight};
use harm_core::scenario::ComputeRange;
use harm_core::{Belief, ScaleUp, Scenario, assess};
use proptest::prelude::*;
use support::{magnitude, off, probability, scenario, with_steps};

#[test]
fn every_reason_why_there_is_no_solution_is_given() {
    let answer = |scenario: &Scenario, deaths: f64| {
        acceptable::answer(scenario, &Acceptable { tolerate: Tolerate::Deaths(Deaths::new(deaths).unwrap()) })
    };
    let nobody = Scenario { population: Population::new(0.0).unwrap(), ..Scenario::default() };
    assert_eq!(answer(&nobody, 1.0).risk_per_reference_step, Solution::Always(Reason::NobodyExposed));
    assert_eq!(answer(&nobody, 1.0).reference_steps, Solution::Never(Reason::NobodyExposed));
    assert_eq!(answer(&with_steps(0.0), 1.0).risk_per_reference_step, Solution::Always(Reason::NoScaleUp));
    let all = answer(&Scenario::default(), 1e11);
    assert_eq!(all.risk_per_reference_step, Solution::Always(Reason::LimitIsEveryone));
    assert_eq!(all.reference_steps, Solution::Never(Reason::LimitIsEveryone));
    // In doubles 7% of seven million are 490000.00000000006.
    let few = Scenario {
        population: Population::new(7e6).unwrap(),
        fatality: harm_core::quantity::FatalityFraction::new(0.07).unwrap(),
        ..Scenario::default()
    };
    assert_eq!(answer(&few, 490_000.0).risk_per_reference_step, Solution::Always(Reason::LimitIsEveryone));
    let safe = Scenario { belief: Belief::Point(probability(0.0)), ..Scenario::default() };
    assert_eq!(answer(&safe, 1.0).reference_steps, Solution::Never(Reason::NoRisk));
    assert_eq!(answer(&safe, 0.0).reference_steps, Solution::At(0.0));
    let panel = Panel::new(&[probability(0.0), probability(0.5)], &[]).unwrap();
    let perhaps = Scenario { belief: Belief::Panel(panel), ..Scenario::default() };
    assert_eq!(answer(&perhaps, 5e9).reference_steps, Solution::Never(Reason::RiskMayBeNone));
    assert!(matches!(answer(&perhaps, 3e9).reference_steps, Solution::At(_)));
    let fading = Scenario { trend: Trend::new(0.5).unwrap(), ..Scenario::default() };
    let limit = answer(&fading, 4e9);
    assert!(matches!(limit.reference_steps, Solution::At(_)));
    assert_eq!(limit.orders_of_magnitude, Solution::Never(Reason::HazardFades));
}

#[test]
fn a_stated_total_implies_a_risk_for_each_step() {
    let Solution::At(p) = implied_risk(&with_steps(4.0), probability(0.1)) else { panic!("there is one") };
    assert!(off(1.0 - (1.0 - p).powi(4), 0.1) < 1e-14);
    assert_eq!(implied_risk(&with_steps(0.0), probability(0.1)), Solution::Never(Reason::NoScaleUp));
    assert_eq!(implied_risk(&with_steps(0.0), probability(0.0)), Solution::Always(Reason::NoScaleUp));
}

fn beta(mean: f64, weight: f64) -> Belief {
    Belief::Beta(Beta { mean: probability(mean), weight: Weight::new(weight).unwrap() })
}

#[test]
fn a_stated_total_implies_the_mean_of_a_beta_belief_at_its_weight() {
    let scenario = Scenario { belief: beta(0.01, 1.0), ..with_steps(10.0) };
    let Solution::At(mean) = implied_risk(&scenario, probability(0.1)) else { panic!("there is one") };
    assert!((mean - 0.035_63).abs() < 5e-6, "{mean}");
    let redrawn = Scenario { sharing: Sharing::Independent, ..scenario.clone() };
    let Solution::At(mean) = implied_risk(&redrawn, probability(0.1)) else { panic!("there is one") };
    assert!(off(1.0 - (1.0 - mean).powi(10), 0.1) < 1e-14);
    for total in [0.0, 1.0] {
        assert_eq!(implied_risk(&scenario, probability(total)), Solution::At(total));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_mean_that_a_total_implies_makes_that_total(
        total in magnitude(-9.0, -0.01), weight in magnitude(-3.0, 6.0), m in magnitude(-3.0, 3.0),
    ) {
        let scenario = Scenario { belief: beta(0.01, weight), ..with_steps(m) };
        let Solution::At(mean) = implied_risk(&scenario, probability(total)) else { panic!("there is one") };
        // Near certainty the doubles are too coarse for the mean: then its neighbours make less and more than the total.
        let risk = |mean: f64| beta(mean.min(1.0), weight).risk(m, Sharing::Shared);
        let (less, more) = (risk(mean * (1.0 - 1e-15)), risk(mean * (1.0 + 1e-15)));
        prop_assert!(less * (1.0 - 1e-10) <= total && total <= more * (1.0 + 1e-10), "{mean}: {total} is not in {less}..{more}");
    }

    #[test]
    fn the_chance_of_the_limit_is_that_of_the_exceedance_curve(scenario in scenario()) {
        let curve = lens::belief::answer(&scenario).exceedance;
        for point in curve.iter().filter(|point| point.risk > 1e-9 && point.risk < 0.999 && point.expected_deaths >= 1.0) {
            let tolerate = Tolerate::Deaths(Deaths::new(point.expected_deaths).unwrap());
            let chance = acceptable::answer(&scenario, &Acceptable { tolerate }).chance_of_limit.unwrap();
            prop_assert!((chance - point.probability).abs() < 1e-6, "{chance} {point:?}");
        }
        prop_assert!(curve.windows(2).all(|pair| pair[0].probability > pair[1].probability), "{curve:?}");
    }
}

fn panel(risks: &[f64], weights: &[f64]) -> Belief {
    let risks: Vec<_> = risks.iter().map(|&risk| probability(risk)).collect();
    let weights: Vec<_> = weights.iter().map(|&weight| Weight::new(weight).unwrap()).collect();
    Belief::Panel(Panel::new(&risks, &weights).unwrap())
}

#[test]
fn a_panels_exceedance_is_the_chance_of_at_least_its_opinions() {
    let curve = |belief: Belief| {
        let scenario = Scenario { belief, ..with_steps(3.0) };
        let hundredths = |chance: f64| (chance * 1e4).round() / 100.0;
        lens::belief::answer(&scenario).exceedance.iter().map(|point| hundredths(point.probability)).collect::<Vec<_>>()
    };
    assert_eq!(curve(panel(&[0.01, 0.02, 0.03, 0.04], &[])), [100.0, 75.0, 50.0, 25.0]);
    let eight = curve(panel(&[0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08], &[]));
    assert_eq!(eight, [100.0, 87.5, 62.5, 50.0, 37.5, 12.5]);
    assert_eq!(curve(panel(&[0.02, 0.01, 0.02], &[])), [100.0, 66.67], "ties count together");
    assert_eq!(curve(panel(&[0.01, 0.5], &[99.0, 1.0])), [100.0], "one in a hundred is below what the curve asks for");
    assert_eq!(curve(panel(&[0.01, 0.5], &[9.0, 1.0])), [100.0, 10.0]);
    assert_eq!(curve(panel(&[0.01; 10], &[])), [100.0], "ten tenths are all");
    assert_eq!(curve(beta(0.01, 1e30)), [100.0], "all but a point");
    assert_eq!(panel(&[0.01; 10], &[]).at_least(probability(0.01)), 1.0, "ten tenths are exactly all");
}

#[test]
fn the_chance_of_the_limit_at_its_ends() {
    let chance = |belief: Belief, sharing: Sharing, limit: f64, people: f64| {
        let population = Population::new(people).unwrap();
        let scenario = Scenario { belief, sharing, population, ..with_steps(2.0) };
        let tolerate = Tolerate::Deaths(Deaths::new(limit).unwrap());
        acceptable::answer(&scenario, &Acceptable { tolerate }).chance_of_limit
    };
    let half = || panel(&[0.0, 1.0], &[]);
    assert_eq!(chance(half(), Sharing::Shared, 8e9, 8e9), Some(0.5), "everybody dies");
    assert_eq!(chance(half(), Sharing::Shared, 9e9, 8e9), Some(0.0), "more than there are");
    assert_eq!(chance(half(), Sharing::Shared, 0.0, 8e9), Some(1.0));
    assert_eq!(chance(half(), Sharing::Shared, 1.0, 0.0), Some(0.0), "nobody is exposed");
    assert_eq!(chance(half(), Sharing::Independent, 1.0, 8e9), None);
    assert_eq!(chance(Belief::Point(probability(0.5)), Sharing::Shared, 1.0, 8e9), None);
    for belief in [beta(0.3, 2.0), interval(0.1, 0.5)] {
        assert_eq!(chance(belief, Sharing::Shared, 8e9, 8e9), Some(0.0), "nobody is certain");
    }
}

fn interval(low: f64, high: f64) -> Belief {
    Belief::LogitNormal(LogitNormal::new(low, high, support::level(0.9)).unwrap())
}

#[test]
fn sensitivity_varies_what_people_disagree_about() {
    let answer = |scenario: &Scenario, input: sensitivity::Input| {
        sensitivity::answer(scenario).into_iter().find(|one| one.input == input)
    };
    let deaths = |scenario: &Scenario| Some(assess(scenario).expected_deaths);
    let with = |belief: Belief| Scenario { belief, ..with_steps(3.0) };
    // The odds 1/3 of 25% halved and doubled are those of 1/7 and 2/5.
    let known = with(Belief::Point(probability(0.25)));
    let risk = answer(&known, sensitivity::Input::Risk).unwrap();
    let close = |a: Option<f64>, b: Option<f64>| assert!(off(a.unwrap(), b.unwrap()) < 1e-11, "{a:?} {b:?}");
    close(risk.halved, deaths(&with(Belief::Point(probability(1.0 / 7.0)))));
    close(risk.doubled, deaths(&with(Belief::Point(probability(0.4)))));
    // Both bounds of an interval, and every opinion.
    let unsure = with(interval(0.2, 0.5));
    close(answer(&unsure, sensitivity::Input::Risk).unwrap().doubled, deaths(&with(interval(1.0 / 3.0, 2.0 / 3.0))));
    let asked = with(panel(&[0.25, 0.0, 1.0], &[2.0, 1.0, 1.0]));
    close(
        answer(&asked, sensitivity::Input::Risk).unwrap().doubled,
        deaths(&with(panel(&[0.4, 0.0, 1.0], &[2.0, 1.0, 1.0]))),
    );
    // Odds 1/4 and 4 around 1 become 1/2 and 2, and 1/16 and 16.
    let width = answer(&with(interval(0.2, 0.8)), sensitivity::Input::Width).unwrap();
    close(width.halved, deaths(&with(interval(1.0 / 3.0, 2.0 / 3.0))));
    close(width.doubled, deaths(&with(interval(1.0 / 17.0, 16.0 / 17.0))));
    let flat = |low: f64, high: f64| with(Belief::LogUniform(LogUniform::new(low, high).unwrap()));
    let width = answer(&flat(1e-4, 1e-2), sensitivity::Input::Width).unwrap();
    close(width.halved, deaths(&flat(10f64.powf(-3.5), 10f64.powf(-2.5))));
    close(width.doubled, deaths(&flat(1e-5, 1e-1)));
    assert_eq!(answer(&flat(1e-4, 1.0), sensitivity::Input::Width).unwrap().doubled, None, "beyond certainty");
    let normal = |low: f64, high: f64| with(Belief::LogNormal(LogNormal::new(low, high, support::level(0.9)).unwrap()));
    close(answer(&normal(1e-4, 1e-2), sensitivity::Input::Width).unwrap().doubled, deaths(&normal(1e-5, 1e-1)));
    assert!(answer(&normal(1e-2, 1.0), sensitivity::Input::Width).unwrap().doubled.is_some());
    let weight = answer(&with(beta(0.01, 4.0)), sensitivity::Input::Weight).unwrap();
    close(weight.doubled, deaths(&with(beta(0.01, 8.0))));
    // The same scale-up, however it was given.
    let compute = |flop: f64| Compute::new(flop).unwrap();
    let range = ComputeRange::new(compute(1e25), compute(1e28)).unwrap();
    let range = Scenario { scale_up: ScaleUp::Range(range), ..Scenario::default() };
    let (one, other) =
        (answer(&range, sensitivity::Input::ScaleUp), answer(&with_steps(3.0), sensitivity::Input::ScaleUp));
    close(one.unwrap().doubled, other.unwrap().doubled);
    close(one.unwrap().doubled, deaths(&with_steps(6.0)));
}

#[test]
fn sensitivity_at_the_ends_of_the_ranges() {
    for risk in [0.0, 1.0] {
        for belief in [Belief::Point(probability(risk)), beta(risk, 1.0), panel(&[risk, risk], &[])] {
            let all = sensitivity::answer(&Scenario { belief, ..Scenario::default() });
            let risk = all.iter().find(|one| one.input == sensitivity::Input::Risk).unwrap();
            assert_eq!((risk.halved, risk.doubled), (None, None), "no factor changes these odds");
        }
    }
    let nobody = Scenario { population: Population::new(0.0).unwrap(), ..Scenario::default() };
    let all = sensitivity::answer(&nobody);
    assert!(!all.is_empty() && all.iter().all(|one| one.swing(0.0) == 0.0), "{all:?}");
    assert_eq!(sensitivity::elasticity(&nobody, sensitivity::Input::Risk), None);
    let crowd = Scenario { population: Population::new(1e12).unwrap(), ..Scenario::default() };
    let people =
        sensitivity::answer(&crowd).into_iter().find(|one| one.input == sensitivity::Input::Population).unwrap();
    assert_eq!((people.halved, people.doubled), (Some(5e9), None));
    assert!((people.swing(1e10) - 2f64.ln()).abs() < 1e-13, "a range in logarithms");
}

#[test]
fn a_log_normal_says_what_its_bounds_hold_after_the_cut() {
    let held = |low: f64, high: f64| LogNormal::new(low, high, support::level(0.9)).unwrap().level_after_cut();
    // A bound at 1 cuts off the upper 5%.
    assert!((held(0.01, 1.0) - 0.9 / 0.95).abs() < 1e-15);
    assert!((held(1e-4, 1e-2) - 0.9).abs() < 1e-6);
    let belief = Belief::LogNormal(LogNormal::new(0.1, 0.9, support::level(0.9)).unwrap());
    let inside = belief.at_least(probability(0.1)) - belief.at_least(probability(0.9));
    assert!((held(0.1, 0.9) - inside).abs() < 1e-12);
}

#[test]
fn a_tolerated_number_below_one_is_a_share() {
    assert_eq!(Tolerate::new(0.5), Ok(Tolerate::Share(Share::new(0.5).unwrap())));
    assert_eq!(Tolerate::new(1.0), Ok(Tolerate::Deaths(Deaths::new(1.0).unwrap())));
    assert!(Tolerate::new(-0.5).is_err() && Tolerate::new(f64::NAN).is_err());
}

#[test]
fn the_widest_swing_comes_first() {
    let scenario = Scenario { sharing: Sharing::Shared, ..with_steps(4.0) };
    let present = assess(&scenario).expected_deaths;
    let all = sensitivity::answer(&scenario);
    assert!(all.windows(2).all(|pair| pair[0].swing(present) >= pair[1].swing(present)));
    // A fatality of everybody cannot be doubled.
    let fatality = all.iter().find(|one| one.input == sensitivity::Input::Fatality).unwrap();
    assert_eq!(fatality.doubled, None);
    assert_eq!(sensitivity::elasticity(&scenario, sensitivity::Input::Fatality), Some(1.0));
    assert_eq!(sensitivity::elasticity(&scenario, sensitivity::Input::Width), None, "a known risk has no width");
}

#[test]
fn a_risk_at_the_end_of_the_doubles_has_an_answer() {
    // The risk of a step is not 0, and no number of steps that a double can hold makes it a tenth.
    let mean = Probability::new(5e-324).unwrap();
    for weight in [1e308, 1e300, 1e-300] {
        let belief = Belief::Beta(Beta { mean, weight: Weight::new(weight).unwrap() });
        let answer = acceptable::answer(
            &Scenario { belief, ..Scenario::default() },
            &Acceptable { tolerate: Tolerate::new(0.1).unwrap() },
        );
        assert_eq!(answer.reference_steps.value(), None, "{weight}: {answer:?}");
    }
}
