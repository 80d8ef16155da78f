//! What holds for every lens, whatever the scenario.

#![allow(clippy::unwrap_used, reason = "a value out of range fails its test")]

mod support;

use harm_core::hazard::Path;
use harm_core::lens::evaluations::unevaluated;
use harm_core::lens::{
    Acceptable, Evaluations, Lenses, Restraint, ScaleLimit, Solution, Tolerate, acceptable, evaluations, perspective,
    restraint, scale_limit, sensitivity,
};
use harm_core::quantity::{
    Abstaining, Buffer, Deaths, Dollars, Growth, Laboratories, OrdersOfMagnitude, PositiveMonths, Probability,
    ScaleFactor,
};
use harm_core::{Belief, Scenario, assess};
use proptest::option;
use proptest::prelude::*;
use support::{magnitude, off, probability, scenario, share, unit, with_steps};

fn policy() -> impl Strategy<Value = Evaluations> {
    (
        (
            option::weighted(0.9, magnitude(0.01, 2.0)),
            option::weighted(0.6, magnitude(-1.0, 2.0)),
            magnitude(0.05, 2.0),
        ),
        prop_oneof![Just(1.0), Just(4.0), Just(6.0), magnitude(0.0, 3.0)],
        (unit(), unit(), option::of(unit()), prop_oneof![Just(0.0), 0.0..2.0f64], unit()),
        option::of(0.0..1e9f64),
    )
        .prop_map(|((every, months, growth), buffer, (detect, common, jump, error, response), cost)| Evaluations {
            every: every.map(|every| ScaleFactor::new(every).unwrap()),
            months: months.map(|months| PositiveMonths::new(months).unwrap()),
            growth: Growth::new(growth).unwrap(),
            buffer: Buffer::new(buffer).unwrap(),
            detect: probability(detect),
            response: probability(response),
            common: share(common),
            jump: jump.map(probability),
            forecast_error: OrdersOfMagnitude::new(error).unwrap(),
            cost: cost.map(|cost| Dollars::new(cost).unwrap()),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn evaluations_never_raise_the_risk(scenario in scenario(), policy in policy()) {
        let without = assess(&scenario);
        let with = evaluations::answer(&scenario, &policy);
        prop_assert!((0.0..=1.0).contains(&with.miss_probability), "{with:?}");
        prop_assert!((with.miss_probability * (1.0 - 1e-15)..=1.0).contains(&with.hazard_left), "{with:?}");
        prop_assert!(with.risk >= 0.0 && with.risk <= without.risk * (1.0 + 1e-12), "{} {}", with.risk, without.risk);
        prop_assert!(with.deaths_averted >= 0.0 && with.deaths_averted <= without.expected_deaths * (1.0 + 1e-12));
        let together = with.expected_deaths + with.deaths_averted;
        prop_assert!(off(together, without.expected_deaths) < 1e-11, "{together} {}", without.expected_deaths);
        for figure in [with.interval_orders_of_magnitude, with.overshoot_orders_of_magnitude, with.months_between, with.cost,
            with.cost_per_death_averted, Some(with.count), Some(with.evaluations_in_buffer), Some(with.chance_of_one_more),
            Some(with.unevaluated.risk), Some(with.unevaluated.expected_deaths)].into_iter().flatten() {
            prop_assert!(figure.is_finite() && figure >= 0.0, "{with:?}");
        }
    }

    #[test]
    fn better_detection_never_misses_more(policy in policy(), better in unit()) {
        let better = Evaluations { detect: probability(policy.detect.get().max(better)), ..policy };
        let scenario = Scenario::default();
        let (before, after) = (evaluations::answer(&scenario, &policy), evaluations::answer(&scenario, &better));
        prop_assert!(after.miss_probability <= before.miss_probability * (1.0 + 1e-14));
    }

    #[test]
    fn what_the_last_evaluation_has_seen_is_what_is_not_missed(policy in policy(), scenario in scenario()) {
        let answer = evaluations::answer(&scenario, &policy);
        let seen = policy.seen_after(answer.evaluations_in_buffer);
        let more = policy.seen_after(answer.evaluations_in_buffer + 1.0);
        prop_assert!((0.0..=1.0).contains(&seen) && seen <= more);
        // One more evaluation falls into the window with its own probability.
        let caught = 1.0 - answer.miss_probability;
        prop_assert!(caught >= seen - 1e-12 && caught <= more + 1e-12, "{} {} {}", seen, caught, more);
    }

    #[test]
    fn restraint_never_raises_the_risk(scenario in scenario(), labs in magnitude(-1.0, 3.0), part in unit(), taken_over in unit()) {
        let restraint = Restraint::new(
            Laboratories::new(labs).unwrap(), Abstaining::new(labs * part).unwrap(), share(taken_over)).unwrap();
        let without = assess(&scenario);
        let with = restraint::answer(&scenario, &restraint);
        prop_assert!((0.0..=1.0 + 1e-15).contains(&with.hazard_share));
        prop_assert!(with.risk <= without.risk * (1.0 + 1e-12) && with.deaths_averted >= 0.0);
        prop_assert!(off(with.expected_deaths + with.deaths_averted, without.expected_deaths) < 1e-11);
    }

    #[test]
    fn generations_cover_the_scale_up(scenario in scenario(), limit in magnitude(0.05, 3.0)) {
        let cap = ScaleLimit { limit: ScaleFactor::new(limit).unwrap() };
        let answer = scale_limit::answer(&scenario, &cap);
        let x = scenario.scale_up.orders_of_magnitude();
        let covered = answer.generations * answer.orders_of_magnitude_per_generation;
        prop_assert!(covered >= x * (1.0 - 1e-11) && covered - answer.orders_of_magnitude_per_generation < x + 1e-9);
        prop_assert_eq!(answer.last_generation.is_none(), x == 0.0);
        prop_assert!((0.0..=1.0).contains(&answer.risk_per_generation));
        prop_assert!(answer.last_generation.is_none_or(|last| (0.0..=1.0).contains(&last.risk)));
    }

    #[test]
    fn the_acceptable_risk_and_scale_up_give_the_limit_back(scenario in scenario(), limit in magnitude(-3.0, 10.0)) {
        let acceptable = Acceptable { tolerate: Tolerate::Deaths(Deaths::new(limit).unwrap()) };
        let answer = acceptable::answer(&scenario, &acceptable);
        if let Solution::At(p) = answer.risk_per_reference_step {
            prop_assert!((0.0..=1.0).contains(&p));
            // Near certainty a double no longer tells how many steps made it.
            if p > 0.0 && p < 0.9 {
                let known = Scenario { belief: Belief::Point(probability(p)), ..scenario.clone() };
                prop_assert!(off(assess(&known).expected_deaths, limit) < 1e-11);
            }
        }
        if let Solution::At(m) = answer.reference_steps {
            prop_assert!(m >= 0.0 && m.is_finite());
            let deaths = scenario.belief.risk(m, scenario.sharing) * scenario.exposed();
            if m > 1e-290 && deaths < 0.999 * scenario.exposed() {
                prop_assert!(off(deaths, limit) < 1e-9, "{m} {deaths} {limit}");
            }
        }
    }

    #[test]
    fn a_scale_up_and_its_reference_steps_are_inverse(scenario in scenario(), x in 0.0..50.0f64) {
        // The whole of nothing has no part.
        prop_assume!(scenario.reference_orders_of_magnitude().is_finite());
        let path = Path::of(&scenario);
        let m = path.steps(x);
        let all = path.orders_of_magnitude(m);
        // Where a falling hazard has all but run out, the steps no longer tell how far.
        if scenario.trend.get() >= 1.0 || x * -scenario.trend.get().ln() < 10.0 {
            prop_assert!(all.is_some_and(|back| (back - x).abs() < 1e-9 * (1.0 + x)), "{m} {all:?} {x}");
        }
    }

    #[test]
    fn hazards_of_two_stretches_add_up(scenario in scenario(), a in 0.0..20.0f64, b in 0.0..20.0f64) {
        let path = Path::of(&scenario);
        prop_assert!(off(path.steps(a) + path.steps_between(a, a + b), path.steps(a + b)) < 1e-12);
    }

    #[test]
    fn elasticities_are_those_of_the_formula_where_there_is_one(p in magnitude(-9.0, -0.1), m in 0.01..20.0f64) {
        let scenario = Scenario { belief: Belief::Point(probability(p)), ..with_steps(m) };
        for sensitivity in sensitivity::answer(&scenario) {
            let elasticity = sensitivity::elasticity(&scenario, sensitivity.input).unwrap();
            let risk = 1.0 - (1.0 - p).powf(m);
            let hazard = -(-p).ln_1p();
            // ∂ ln R/∂ ln m = m h (1 − p)^m / R, and ∂ ln R/∂ ln p = m p (1 − p)^(m − 1) / R
            let by_steps = m * hazard * (-hazard * m).exp() / -(-hazard * m).exp_m1();
            let by_risk = m * p * (-hazard * (m - 1.0)).exp() / -(-hazard * m).exp_m1();
            match sensitivity.input {
                sensitivity::Input::ScaleUp => prop_assert!((elasticity - by_steps).abs() < 1e-8, "{elasticity} {by_steps}"),
                sensitivity::Input::Risk => prop_assert!((elasticity - by_risk).abs() < 1e-6, "{elasticity} {by_risk} {risk}"),
                sensitivity::Input::Population | sensitivity::Input::Fatality => prop_assert_eq!(elasticity, 1.0),
                _ => prop_assert!(elasticity.is_finite()),
            }
        }
    }

    #[test]
    fn some_labs_that_stop_add_no_deaths_and_every_elasticity_is_finite(scenario in scenario()) {
        let restraint = restraint::answer(&scenario, &Lenses::default().restraint);
        let without = assess(&scenario).expected_deaths;
        prop_assert!(restraint.expected_deaths <= without * (1.0 + 1e-12));
        let all = sensitivity::answer(&scenario);
        let elasticity = |one: &sensitivity::Sensitivity| sensitivity::elasticity(&scenario, one.input);
        prop_assert!(all.iter().all(|one| elasticity(one).is_none_or(f64::is_finite)), "{all:?}");
    }
}

fn miss(every: f64, detect: f64) -> f64 {
    let policy = Evaluations {
        every: Some(ScaleFactor::new(every).unwrap()),
        months: None,
        detect: probability(detect),
        ..Evaluations::default()
    };
    evaluations::answer(&Scenario::default(), &policy).miss_probability
}

#[test]
fn the_known_policies_miss_what_the_formula_says() {
    // k = 4, k = 2 and k = b = 6 without the months rule, at d = 0.9, 0.7 and 0.5.
    for (every, misses) in [(4.0, [0.0737, 0.239, 0.427]), (2.0, [0.00474, 0.0531, 0.177]), (6.0, [0.1, 0.3, 0.5])] {
        for (detect, expected) in [0.9, 0.7, 0.5].into_iter().zip(misses) {
            let found = miss(every, detect);
            assert!(off(found, expected) < 5e-3, "every {every} at {detect}: {found}");
        }
    }
    let default = evaluations::answer(&Scenario::default(), &Evaluations::default());
    assert!(off(default.miss_probability, 0.00262) < 1e-3);
    // By months: every three at 12.7-fold growth a year.
    assert!(off(default.months_between.unwrap(), 3.0) < 1e-15);
}

#[test]
fn a_buffer_of_exactly_one_interval_holds_exactly_one_evaluation() {
    let policy = Evaluations { every: ScaleFactor::new(6.0).ok(), months: None, ..Evaluations::default() };
    let answer = evaluations::answer(&Scenario::default(), &policy);
    assert_eq!((answer.evaluations_in_buffer, answer.chance_of_one_more), (1.0, 0.0));
}

#[test]
fn without_rules_nothing_is_evaluated_and_nothing_averted() {
    let policy = Evaluations { every: None, months: None, ..Evaluations::default() };
    let answer = evaluations::answer(&Scenario::default(), &policy);
    assert_eq!((answer.miss_probability, answer.deaths_averted, answer.count), (1.0, 0.0, 0.0));
    assert_eq!((answer.months_between, answer.overshoot_orders_of_magnitude), (None, None));
    assert_eq!(answer.unevaluated.expected_deaths, 80_000_000.0);
}

#[test]
fn perfect_and_blind_detection_are_the_ends() {
    assert_eq!(miss(4.0, 1.0), 0.0);
    assert_eq!(miss(4.0, 0.0), 1.0);
}

#[test]
fn most_of_an_interval_may_have_gone_unevaluated() {
    let policy = Evaluations { months: None, ..Evaluations::default() };
    let stretch = unevaluated(&Scenario::default(), &policy, ScaleFactor::new(3.0).unwrap());
    assert!(off(stretch.share_of_interval.unwrap(), 3f64.ln() / 4f64.ln()) < 1e-14);
    assert!(off(stretch.risk, 0.004_784) < 1e-4, "{stretch:?}");
    assert!(off(stretch.expected_deaths, 38.2e6) < 2e-3, "{stretch:?}");
}

#[test]
fn a_forecast_error_makes_jumps_unless_they_are_given() {
    let policy =
        Evaluations { forecast_error: OrdersOfMagnitude::new(6f64.log10()).unwrap(), ..Evaluations::default() };
    let jump = |policy: &Evaluations| evaluations::answer(&Scenario::default(), policy).jump_probability;
    // One standard deviation of forecast error to the end of the buffer.
    assert!(off(jump(&policy), 0.158_655_253_931_457_05) < 1e-14);
    assert_eq!(jump(&Evaluations { jump: Probability::new(0.25).ok(), ..policy }), 0.25);
}

#[test]
fn evaluations_that_cost_have_a_price_for_each_death_averted() {
    let policy = Evaluations { cost: Dollars::new(1e7).ok(), ..Evaluations::default() };
    let answer = evaluations::answer(&with_steps(4.0), &policy);
    // 73 months at 4.5-fold growth a year, one evaluation every three.
    assert_eq!(answer.count, 25.0);
    assert_eq!(answer.cost, Some(2.5e8));
    assert!(off(answer.cost_per_death_averted.unwrap(), 2.5e8 / answer.deaths_averted) < 1e-15);
    let nothing = evaluations::answer(&with_steps(0.0), &policy);
    assert_eq!((nothing.cost, nothing.cost_per_death_averted), (Some(0.0), None));
}

#[test]
fn one_laboratory_of_four_that_stops_takes_a_quarter_of_the_hazard() {
    let answer = restraint::answer(&with_steps(4.0), &Restraint::default());
    assert_eq!(answer.hazard_share, 0.75);
    assert!(off(answer.risk, 1.0 - 0.99f64.powi(3)) < 1e-13);
}

#[test]
fn more_laboratories_than_there_are_cannot_stop() {
    let error = Restraint::new(Laboratories::new(2.0).unwrap(), Abstaining::new(3.0).unwrap(), share(0.0)).unwrap_err();
    assert_eq!(error.to_string(), "abstain must be at most labs, but got 3.0 of 2.0");
}

#[test]
fn eighty_million_deaths_are_more_than_a_year_of_all_others() {
    let assessment = assess(&Scenario::default());
    let perspective = perspective::answer(assessment.expected_deaths, assessment.micromorts);
    assert_eq!(perspective.life_years, 3.6e9);
    let year = perspective.tolls.iter().find(|multiple| multiple.of.name.contains("all deaths")).unwrap();
    let ratio = 8e7 / 63_135_984.0;
    assert_eq!((year.low, year.high), (ratio, ratio));
    let skydive = perspective.everyday.iter().find(|multiple| multiple.of.name == "a skydive").unwrap();
    assert_eq!((skydive.low, skydive.high), (1000.0, 1000.0));
}
