//! What holds for every pause: whatever the scenario, however it ends.

#![allow(clippy::unwrap_used, reason = "a value out of range fails its test")]

mod support;

use harm_core::belief::{Beta, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::lens::{Pause, PauseEnd, pause};
use harm_core::quantity::{Growth, Months, Population, Trend, Weight};
use harm_core::{Belief, Scenario, assess};
use proptest::prelude::*;
use support::{level, magnitude, off, probability, scenario, share, unit, with_steps};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn a_pause_saves_no_more_than_all_and_its_sums_are_finite(
        scenario in scenario(), months in prop_oneof![Just(0.0), magnitude(-300.0, 300.0), magnitude(-1.0, 3.0)],
        cut in unit(), benefit in unit(), mortality in unit(), tau in prop_oneof![Just(1.0), magnitude(-300.0, 300.0)],
        random in any::<bool>()
    ) {
        let scenario = Scenario { trend: Trend::new(tau * scenario.trend.get()).unwrap(), ..scenario };
        let pause = Pause {
            months: Months::new(months).unwrap(), risk_cut: share(cut), benefit: share(benefit),
            mortality: share(mortality), end: if random { PauseEnd::Random } else { PauseEnd::Fixed },
        };
        let answer = pause::answer(&scenario, &pause);
        let all = assess(&scenario);
        prop_assert!((0.0..=all.risk * (1.0 + 1e-11)).contains(&answer.risk_deferred), "{answer:?}");
        prop_assert!((0.0..=1.0).contains(&answer.success), "{answer:?}");
        prop_assert!(answer.orders_of_magnitude <= all.orders_of_magnitude, "{answer:?}");
        prop_assert!(answer.deaths_averted >= 0.0 && answer.deaths_averted <= all.expected_deaths * (1.0 + 1e-12));
        prop_assert!(answer.cost_in_deaths >= 0.0);
        prop_assert!(answer.cost_in_deaths.is_finite() && answer.net_deaths_averted.is_finite());
        let prevented = benefit * mortality * scenario.population.get() * answer.success;
        prop_assert_eq!(answer.break_even_months.is_none(), prevented == 0.0);
        prop_assert!(answer.break_even_months.is_none_or(|months| months.is_finite() && months >= 0.0));
    }
}

#[test]
fn a_pause_of_half_a_year_defers_and_does_not_avert() {
    let answer = pause::answer(&with_steps(4.0), &Pause::default());
    assert!(off(answer.deaths_deferred, 26_216_968.415_199_157) < 1e-13);
    assert_eq!((answer.deaths_averted, answer.cost_in_deaths, answer.break_even_months), (0.0, 0.0, None));
}

#[test]
fn a_pause_defers_no_more_than_the_scale_up() {
    for end in [PauseEnd::Fixed, PauseEnd::Random] {
        let pause = |months: f64| Pause { months: Months::new(months).unwrap(), end, ..Pause::default() };
        let answer = pause::answer(&Scenario::default(), &pause(1e6));
        assert_eq!(answer.orders_of_magnitude, 1.0);
        assert!(off(answer.deaths_deferred, 80e6) < 1e-4, "{answer:?}");
        assert!(pause::answer(&Scenario::default(), &pause(24.0)).deaths_deferred <= 80e6);
        assert_eq!(pause::answer(&with_steps(0.0), &pause(24.0)).deaths_deferred, 0.0);
    }
}

#[test]
fn waiting_costs_the_deaths_of_the_people_counted_and_of_success_that_comes() {
    let pause = Pause { benefit: share(0.01), risk_cut: share(0.1), ..Pause::default() };
    let thousand = Scenario { population: Population::new(1000.0).unwrap(), ..Scenario::default() };
    let answer = pause::answer(&thousand, &pause);
    assert!(off(answer.cost_in_deaths, 0.01 * 0.00767 * 1000.0 * 0.5 * 0.99f64.powf(0.9)) < 1e-13, "{answer:?}");
    let certain = Scenario { belief: Belief::Point(probability(1.0)), ..Scenario::default() };
    let answer = pause::answer(&certain, &pause);
    assert_eq!((answer.success, answer.cost_in_deaths, answer.break_even_months), (0.0, 0.0, None));
}

/// Risks until a random end by tests/reference/model.py, proven there to more digits than a double has: of a trend, the
/// steps and the mean length in months.
type AtRandomEnd = [f64; 4];

const ENDS: [(f64, f64, f64); 4] = [(1.0, 3.0, 24.0), (2.0, 4.0, 20.0), (0.4, 4.0, 60.0), (8.0, 3.0, 6.0)];

#[test]
fn a_random_end_agrees_with_ball_arithmetic_for_every_belief_and_trend() {
    let beliefs: [(Belief, AtRandomEnd); 6] = [
        (
            Belief::Point(probability(0.02)),
            [0.023_279_233_227_873_29, 0.034_512_993_626_596_89, 0.024_693_842_648_007_007, 0.005_478_791_131_468_266],
        ),
        (
            Belief::Beta(Beta { mean: probability(0.1), weight: Weight::new(2.0).unwrap() }),
            [0.099_132_485_915_635_45, 0.105_547_459_996_555_3, 0.112_927_792_985_133_1, 0.025_147_563_479_882_602],
        ),
        (
            Belief::LogUniform(LogUniform::new(1e-4, 0.5).unwrap()),
            [0.061_611_535_675_414_92, 0.069_915_364_432_712_68, 0.068_838_819_299_938_41, 0.014_472_194_323_436_15],
        ),
        (
            Belief::LogitNormal(LogitNormal::new(1e-3, 0.3, level(0.9)).unwrap()),
            [0.068_131_369_597_096_37, 0.079_433_083_792_017_85, 0.075_932_785_572_365_25, 0.016_426_712_550_861_303],
        ),
        (
            Belief::LogNormal(LogNormal::new(1e-3, 0.3, level(0.8)).unwrap()),
            [0.074_130_984_166_952_52, 0.082_995_514_184_076_5, 0.083_461_216_918_941_56, 0.018_879_870_536_609_97],
        ),
        (
            Belief::Panel(Panel::new(&[0.0, 0.03, 0.9].map(probability), &[]).unwrap()),
            [0.261_729_425_624_488_6, 0.245_434_546_924_770_85, 0.305_926_820_366_862_3, 0.094_315_142_816_059_16],
        ),
    ];
    let deferred = |belief: &Belief, sharing: Sharing, (trend, steps, months): (f64, f64, f64)| {
        let trend = Trend::new(trend).unwrap();
        let scenario = Scenario { belief: belief.clone(), sharing, trend, ..with_steps(steps) };
        let pause = Pause { months: Months::new(months).unwrap(), end: PauseEnd::Random, ..Pause::default() };
        pause::answer(&scenario, &pause).risk_deferred
    };
    for (belief, risks) in &beliefs {
        for (end, expected) in ENDS.into_iter().zip(risks) {
            let found = deferred(belief, Sharing::Shared, end);
            assert!(off(found, *expected) < 1e-12, "{belief:?} {end:?}: {found} {expected}");
            // A risk that each step draws anew is its mean.
            let (redrawn, mean) =
                (deferred(belief, Sharing::Independent, end), Belief::Point(probability(belief.mean())));
            assert!(off(redrawn, deferred(&mean, Sharing::Shared, end)) < 1e-14, "{belief:?} {end:?}");
        }
    }
}

#[test]
fn the_quadrature_over_random_ends_agrees_with_the_closed_forms_beside_it() {
    for (months, p) in [(240.0, 1e-9), (240.0, 0.01), (6.0, 0.5), (1.0, 0.999), (240.0, 1.0), (1e-9, 0.01), (1e9, 0.5)]
    {
        let pause = Pause { months: Months::new(months).unwrap(), end: PauseEnd::Random, ..Pause::default() };
        let at = |trend: f64| {
            let scenario = Scenario {
                belief: Belief::Point(probability(p)),
                trend: Trend::new(trend).unwrap(),
                ..with_steps(4.0)
            };
            pause::answer(&scenario, &pause).risk_deferred
        };
        // A trend of all but 1 goes by quadrature, a trend of 1 by the formula; they differ by about the trend.
        assert!(off(at(1.0), at(1.0 + 4.0 * f64::EPSILON)) < 1e-13, "{p}: {} {}", at(1.0), at(1.0 + 1e-15));
    }
    // A beta belief has no formula; one so heavy that it is all but known has its mean's.
    let pause = Pause { months: Months::new(240.0).unwrap(), end: PauseEnd::Random, ..Pause::default() };
    let scenario = |weight: f64| Scenario {
        belief: Belief::Beta(Beta { mean: probability(0.01), weight: Weight::new(weight).unwrap() }),
        ..with_steps(4.0)
    };
    let (heavy, known) = (pause::answer(&scenario(1e13), &pause), pause::answer(&with_steps(4.0), &pause));
    assert!(off(heavy.risk_deferred, known.risk_deferred) < 1e-11);
    assert!(pause::answer(&scenario(1.0), &pause).risk_deferred < known.risk_deferred);
}

#[test]
fn a_hazard_that_explodes_has_the_exponential_integral_of_its_end() {
    // With the hazard τ^x the chance to survive until the end is exponential in e^(x ln τ); with ln τ = 1/mean it is
    // ∫ w^(−2) e^(−c (w − 1)) dw from 1, which is 1 − c e^c E₁(c) for a scale-up without end.
    let growth = Growth::new(10.0).unwrap();
    let scenario = Scenario {
        growth,
        belief: Belief::Point(probability(0.5)),
        trend: Trend::new(core::f64::consts::E).unwrap(),
        ..with_steps(700.0)
    };
    let pause = Pause { months: Months::new(12.0).unwrap(), end: PauseEnd::Random, ..Pause::default() };
    let c = core::f64::consts::LN_2 / 1f64.exp_m1();
    // E₁ by its series −γ − ln c − Σ (−c)ⁿ/(n n!).
    let (mut e1, mut term) = (-0.577_215_664_901_532_9 - c.ln(), 1.0);
    for n in 1..40 {
        term *= -c / f64::from(n);
        e1 -= term / f64::from(n);
    }
    let expected = c * c.exp() * e1;
    let found = pause::answer(&scenario, &pause).risk_deferred;
    assert!(off(found, expected) < 1e-12, "{found} {expected}");
}

#[test]
fn the_course_of_a_pause_ends_where_its_answer_says() {
    let input =
        Pause { months: Months::new(24.0).unwrap(), risk_cut: share(0.25), benefit: share(0.5), ..Pause::default() };
    let scenario = with_steps(4.0);
    let (answer, all) = (pause::answer(&scenario, &input), assess(&scenario));
    let course = pause::course(&scenario, &input, 9.0, 90);
    assert!(course.windows(2).all(|two| two[0].years <= two[1].years && two[0].with <= two[1].with));
    let end = course[course.len() - 1];
    assert_eq!((end.years, end.without, end.cost), (9.0, all.expected_deaths, answer.cost_in_deaths));
    assert!(off(end.with + answer.deaths_averted, all.expected_deaths) < 1e-12);
    let resumed = course.iter().find(|moment| moment.years == 2.0).unwrap();
    assert!(off(resumed.without, answer.deaths_deferred) < 1e-12 && resumed.with == 0.0);
    // Both bends are among the moments, so that a drawn line turns where the course does.
    for bend in [all.pace.years, 2.0 + all.pace.years] {
        assert!(course.iter().any(|moment| moment.years == bend), "{bend}");
    }
}

#[test]
fn what_hardly_anything_survives_keeps_its_digits() {
    // For beliefs that steps survive with a tiny chance, against a plain sum over the belief's own quantiles.
    let wide = [
        Belief::LogitNormal(LogitNormal::new(0.001, 0.05, level(0.9)).unwrap()),
        Belief::LogNormal(LogNormal::new(0.001, 0.05, level(0.9)).unwrap()),
        Belief::LogUniform(LogUniform::new(0.001, 0.05).unwrap()),
        Belief::Beta(Beta { mean: probability(0.01), weight: Weight::new(100.0).unwrap() }),
    ];
    for belief in wide {
        let mut last = 1.0;
        for m in [1.0, 100.0, 1e4, 1e5] {
            let survival = belief.survival(m, Sharing::Shared);
            assert!(survival > 0.0 && survival < last, "{belief:?} {m}");
            // Integration by parts: ∫ P(h < v/m) e^(−v) dv, by the midpoint rule in v = t³.
            let sum: f64 = (0..200_000)
                .map(|i| (f64::from(i) + 0.5) * 5.0 / 200_000.0)
                .map(|t| {
                    let v = t * t * t;
                    let below = 1.0 - belief.at_least(probability(-(-v / m).exp_m1()));
                    3.0 * t * t * below * (-v).exp() * 5.0 / 200_000.0
                })
                .sum();
            if survival > 1e-9 {
                assert!(off(survival, sum) < 1e-7, "{belief:?} {m}: {survival} {sum}");
            }
            last = survival;
        }
    }
}
