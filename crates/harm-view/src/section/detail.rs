//! What an open section shows below its sentence: bars that compare, and the formula with the present numbers in it.
//!
//! The formulae are those of METHODS.md, with its symbols; the numbers come from the core.

use harm_core::lens::{self, perspective, sensitivity};
use harm_core::{Assessment, Belief};
use harm_wire::{Question, Request};

use crate::number::{counted, duration, factor, months, people, percent, plain, population};
use crate::sentence;
use crate::sentence::capital;

/// A bar: a name, a span between 0 and 1 of the width, and the value in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What it says.
    pub words: String,
}

/// What an open section shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detail {
    /// Quantities beside each other.
    pub bars: Vec<Bar>,
    /// Lines of arithmetic.
    pub formulae: Vec<String>,
}

/// Numbers that become bars on one scale.
#[derive(Default)]
struct Bars(Vec<(String, f64, f64, String)>);

impl Bars {
    /// A bar from nothing.
    fn add(mut self, label: &str, value: f64, words: String) -> Self {
        self.0.push((String::from(label), 0.0, value, words));
        self
    }

    /// A bar of people.
    fn people(self, label: &str, value: f64) -> Self {
        self.add(label, value, people(value))
    }

    fn scaled(self) -> Vec<Bar> {
        let full = self.0.iter().map(|(_, low, high, _)| low.max(*high)).fold(0.0, f64::max);
        let share = |value: f64| if full > 0.0 { value / full } else { 0.0 };
        self.0
            .into_iter()
            .map(|(label, a, b, words)| Bar { label, from: share(a.min(b)), to: share(a.max(b)), words })
            .collect()
    }
}

/// The bars and formulae of a section.
#[must_use]
pub fn detail(question: Question, request: &Request, assessment: &Assessment) -> Detail {
    let (bars, formulae) = match question {
        Question::Belief => belief(request, assessment),
        Question::Evaluations => evaluations(request, assessment),
        Question::Pause => pause(request),
        Question::Restraint => restraint(request, assessment),
        Question::ScaleLimit => scale_limit(request, assessment),
        Question::Acceptable => acceptable(request, assessment),
        Question::Perspective => perspective(assessment),
        Question::Sensitivity => sensitivity(request, assessment),
    };
    Detail { bars: bars.scaled(), formulae }
}

type Parts = (Bars, Vec<String>);

fn belief(request: &Request, assessment: &Assessment) -> Parts {
    let scenario = &request.scenario;
    let answer = lens::belief::answer(scenario);
    let m = plain(assessment.reference_steps);
    let mean = percent(assessment.mean_risk_per_reference_step);
    let risk = percent(assessment.risk);
    if let Belief::Point(_) = scenario.belief {
        let bars = Bars::default().people("Expected deaths", assessment.expected_deaths);
        return (bars, vec![format!("R = 1 − (1 − p)ᵐ, with p = {mean} and m = {m}: {risk}")]);
    }
    let certain = assessment.risk_if_mean_were_certain;
    let mut bars = Bars::default()
        .people("Expected", assessment.expected_deaths)
        .people("If the average were certain", certain * scenario.exposed());
    for point in &answer.exceedance {
        bars = bars.people(&format!("{} chance of at least", percent(point.probability)), point.expected_deaths);
    }
    let mut formulae = vec![
        format!("E p = {mean}, m = {m}"),
        format!("R = E[1 − (1 − p)ᵐ] = {risk}; 1 − (1 − E p)ᵐ = {}", percent(certain)),
    ];
    let chance = |one: &lens::belief::AtLeast| format!("P(p ≥ {}) = {}", percent(one.risk), percent(one.probability));
    formulae.push(answer.at_least.iter().map(chance).collect::<Vec<_>>().join(" · "));
    if let Some(pooled) = answer.pooled {
        let odds = pooled.geometric_mean_of_odds.map_or_else(|| String::from("none"), percent);
        let mean = percent(pooled.arithmetic_mean);
        formulae
            .push(format!("Pooled: arithmetic mean {mean}, which expected deaths need; geometric mean of odds {odds}"));
    }
    (bars, formulae)
}

fn evaluations(request: &Request, assessment: &Assessment) -> Parts {
    let policy = &request.lenses.evaluations;
    let answer = lens::evaluations::answer(&request.scenario, policy);
    let bars = Bars::default()
        .people("Without evaluations", assessment.expected_deaths)
        .people("With them", answer.expected_deaths);
    let mut formulae = Vec::new();
    if let (Some(interval), Some(between)) = (answer.interval_orders_of_magnitude, answer.months_between) {
        let count = counted(&people(answer.count), "evaluation");
        let scale_up = factor(assessment.orders_of_magnitude);
        formulae.push(format!(
            "Interval Δ = {} orders of magnitude of effective compute, or {}: {count} while training compute grows {scale_up}",
            plain(interval),
            months(between)
        ));
        formulae.push(format!(
            "Buffer log₁₀ b = log₁₀ {} holds n = {} evaluations, and one more with probability r = {}",
            plain(policy.buffer.get()),
            plain(answer.evaluations_in_buffer),
            plain(answer.chance_of_one_more)
        ));
    }
    formulae.push(format!(
        "P(miss) = φ + (1 − φ)·[β·(1 − d·min(1, n + r)) + (1 − β)·(1 − d)ⁿ(1 − d·r)], with d = {}, β = {}, φ = {}: {}",
        plain(policy.detect.get()),
        plain(policy.common.get()),
        plain(answer.jump_probability),
        percent(answer.miss_probability)
    ));
    formulae.push(format!(
        "Hazard left: θ = 1 − a·(1 − P(miss)), with a = {}: {}",
        plain(policy.response.get()),
        percent(answer.hazard_left)
    ));
    formulae.push(format!("Risk left: R(m·θ) = {}", percent(answer.risk)));
    if let Some(overshoot) = answer.overshoot_orders_of_magnitude {
        formulae.push(format!(
            "Mean overshoot Δ·(1/d − 1/2) = {} orders of magnitude, within one training run",
            plain(overshoot)
        ));
    }
    let stretch = &answer.unevaluated;
    formulae.push(format!(
        "Just before an evaluation within one training run, {} is unevaluated: {} of risk, {} expected deaths",
        factor(stretch.orders_of_magnitude),
        percent(stretch.risk),
        people(stretch.expected_deaths)
    ));
    if let Some(cost) = answer.cost {
        let each =
            answer.cost_per_death_averted.map(|each| format!(", ${} for each expected death averted", people(each)));
        formulae.push(format!("Cost: ${}{}", people(cost), each.unwrap_or_default()));
    }
    (bars, formulae)
}

fn pause(request: &Request) -> Parts {
    let (scenario, pause) = (&request.scenario, &request.lenses.pause);
    let answer = lens::pause::answer(scenario, pause);
    let bars = Bars::default()
        .people("Put off", answer.deaths_deferred)
        .people("Averted by a lower hazard", answer.deaths_averted)
        .people("Cost of waiting", answer.cost_in_deaths);
    let formulae = vec![
        format!(
            "Scale-up not made: min({}, {}/12 · log₁₀ {}) = {} orders of magnitude",
            plain(scenario.scale_up.orders_of_magnitude()),
            plain(pause.months.get()),
            plain(scenario.growth.get()),
            plain(answer.orders_of_magnitude)
        ),
        format!(
            "Averted: sN·[R(m) − R(m·(1 − c))], with c = {}: {}",
            plain(pause.risk_cut.get()),
            people(answer.deaths_averted)
        ),
        format!(
            "Cost: η·μ·N·T/12·(1 − R(m·(1 − c))), with η = {}, μ = {} a year and a chance of success of {}: {}",
            plain(pause.benefit.get()),
            percent(pause.mortality.get()),
            percent(answer.success),
            people(answer.cost_in_deaths)
        ),
        format!(
            "Net: averted − cost = {}{}",
            if answer.net_deaths_averted < 0.0 { "−" } else { "" },
            people(answer.net_deaths_averted.abs())
        ),
        match answer.break_even_months {
            Some(even) => format!("Both are equal at {}", months(even)),
            None => String::from("Break-even: none, because waiting costs no deaths"),
        },
    ];
    (bars, formulae)
}

fn restraint(request: &Request, assessment: &Assessment) -> Parts {
    let input = &request.lenses.restraint;
    let answer = lens::restraint::answer(&request.scenario, input);
    let bars =
        Bars::default().people("All go on", assessment.expected_deaths).people("Some stop", answer.expected_deaths);
    let formulae = vec![
        format!(
            "θ = 1 − ({}/{})·(1 − {}) = {} of the hazard",
            plain(input.abstain().get()),
            plain(input.labs().get()),
            plain(input.displacement().get()),
            plain(answer.hazard_share)
        ),
        format!("Risk left: R(m·θ) = {}", percent(answer.risk)),
    ];
    (bars, formulae)
}

fn scale_limit(request: &Request, assessment: &Assessment) -> Parts {
    let cap = &request.lenses.scale_limit;
    let answer = lens::scale_limit::answer(&request.scenario, cap);
    let mut bars = Bars::default().people("First generation", answer.deaths_per_generation);
    if let Some(last) = &answer.last_generation {
        bars = bars.people("Last generation", last.expected_deaths);
    }
    let bars = bars.people("All of them", assessment.expected_deaths);
    let formulae = vec![
        format!(
            "⌈x / log₁₀ {}⌉ = ⌈{} / {}⌉ = {}",
            plain(cap.limit.get()),
            plain(assessment.orders_of_magnitude),
            plain(answer.orders_of_magnitude_per_generation),
            plain(answer.generations)
        ),
        format!("Risk of the first: {}", percent(answer.risk_per_generation)),
    ];
    (bars, formulae)
}

fn acceptable(request: &Request, assessment: &Assessment) -> Parts {
    let scenario = &request.scenario;
    let answer = lens::acceptable::answer(scenario, &request.lenses.acceptable);
    let bars = Bars::default().people("Expected now", assessment.expected_deaths).people("Acceptable", answer.deaths);
    let p = answer.risk_per_reference_step.value().map_or_else(|| String::from("no single solution"), percent);
    let reached = match (answer.reference_steps.value(), answer.orders_of_magnitude.value()) {
        (Some(m), Some(x)) => ["at m = ", &plain(m), ": a scale-up of ", &sentence::scale_up(x)].concat(),
        _ => String::from("never"),
    };
    let mut formulae = vec![
        format!(
            "p = 1 − (1 − limit/(sN))^(1/m), with limit = {}, sN = {} and m = {}: {p}",
            people(answer.deaths),
            population(scenario.exposed()),
            plain(assessment.reference_steps)
        ),
        ["Limit reached ", &reached].concat(),
    ];
    if let Some(chance) = answer.chance_of_limit {
        formulae.push(["P(s·N·R ≥ limit) = ", &percent(chance)].concat());
    }
    (bars, formulae)
}

fn perspective(assessment: &Assessment) -> Parts {
    let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
    let mut bars = Bars::default().people("Expected deaths", assessment.expected_deaths);
    for toll in &answer.tolls {
        let of = toll.of;
        let words = if of.low == of.high { people(of.low) } else { [people(of.low), people(of.high)].join(" to ") };
        bars = bars.add(&capital(of.name), of.high, words);
    }
    let micromorts = people(assessment.micromorts);
    let mut formulae = vec![
        format!(
            "{} × {} years of remaining life = {} life-years",
            people(assessment.expected_deaths),
            plain(perspective::REMAINING_LIFE_YEARS),
            people(answer.life_years)
        ),
        format!(
            "{} / {} deaths a day in the world = {}",
            people(assessment.expected_deaths),
            people(perspective::DEATHS_PER_DAY),
            duration(answer.days_of_world_deaths / 365.25)
        ),
        format!("{micromorts} micromorts for each person are as many as in:"),
    ];
    for one in &answer.everyday {
        let (times, of) = (sentence::multiple(one), one.of);
        formulae.push(format!("{times} {}, {} micromorts ({})", of.name, plain(of.low), of.source));
    }
    let sources = answer.tolls.iter().map(|toll| [&capital(toll.of.name), ": ", toll.of.source].concat());
    formulae.push(["Sources of the tolls. ", &sources.collect::<Vec<_>>().join(". "), "."].concat());
    formulae.push(String::from(
        "Deaths in the world, remaining life: United Nations, World Population Prospects 2024, medium variant.",
    ));
    (bars, formulae)
}

fn sensitivity(request: &Request, assessment: &Assessment) -> Parts {
    let present = assessment.expected_deaths;
    let mut bars = Bars::default();
    let mut formulae = Vec::new();
    for one in sensitivity::answer(&request.scenario) {
        let (low, high) = one.range(present);
        let name = capital(sentence::input(one.input).0);
        let (deaths, what) = sentence::swing(&one, present);
        formulae.push([&name, ": ", &what].concat());
        bars.0.push((name, low, high, deaths));
    }
    (bars, formulae)
}
