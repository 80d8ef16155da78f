//! The section of each lens: its answer in a sentence, and its numbers with labels.

use harm_core::lens::acceptable::Reason;
use harm_core::lens::{
    AcceptableAnswer, BeliefAnswer, Evaluations, EvaluationsAnswer, Pause, PauseAnswer, PauseEnd, Perspective,
    Restraint, RestraintAnswer, ScaleLimitAnswer, Sensitivity, Solution, acceptable, belief, evaluations, pause,
    perspective, restraint, scale_limit, sensitivity,
};
use harm_core::{Assessment, Scenario};
use harm_link::number::canonical;
use harm_link::{Key, Lens, Request};
use harm_view::number::{counted, factor, one_in, people, percent, plain, times};
use harm_view::sentence;

use super::{Line, Section};

/// The section of a lens.
pub(super) fn section(request: &Request, assessment: &Assessment, lens: Lens) -> Section {
    let Request { scenario, lenses } = request;
    match lens {
        Lens::Belief => {
            let answer = belief::answer(scenario);
            Section::titled("How sure are you of the risk?", belief_lines(&answer))
                .answered(sentence::belief(scenario, assessment))
        }
        Lens::Evaluations => {
            let answer = evaluations::answer(scenario, &lenses.evaluations);
            Section::titled("What do evaluations catch?", evaluations_lines(&lenses.evaluations, &answer))
                .answered(sentence::evaluations(&lenses.evaluations, &answer))
        }
        Lens::ScaleLimit => {
            let answer = scale_limit::answer(scenario, &lenses.scale_limit);
            let sentence = sentence::scale_limit(&lenses.scale_limit, &answer, assessment.orders_of_magnitude);
            Section::titled("What does a limit on each generation do?", scale_limit_lines(&answer)).answered(sentence)
        }
        Lens::Pause => {
            let answer = pause::answer(scenario, &lenses.pause);
            Section::titled("What does a pause buy?", pause_lines(&lenses.pause, &answer))
                .answered(sentence::pause(&lenses.pause, &answer))
        }
        Lens::Restraint => {
            let answer = restraint::answer(scenario, &lenses.restraint);
            Section::titled("What if some laboratories stop?", restraint_lines(&lenses.restraint, &answer))
                .answered(sentence::restraint(&lenses.restraint, &answer))
        }
        Lens::Acceptable => {
            let answer = acceptable::answer(scenario, &lenses.acceptable);
            Section::titled("How much risk is acceptable?", acceptable_lines(scenario, &answer))
                .answered(sentence::acceptable(scenario, &answer))
        }
        Lens::Perspective => {
            let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
            Section::titled("What is that like?", perspective_lines(&answer))
                .answered(sentence::perspective(assessment, &answer))
        }
        Lens::Sensitivity => {
            let answer = sensitivity::answer(scenario);
            Section::titled("Which input matters most?", sensitivity_lines(&answer))
                .answered(sentence::sensitivity(assessment, &answer))
        }
    }
}

fn belief_lines(answer: &BeliefAnswer) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(interval) = answer.interval {
        let span = [percent(interval.p05), percent(interval.p95)].join(" to ");
        lines.push(Line::new(
            "risk of one step",
            "p",
            span,
            format!("5% quantile to 95% quantile, median {}", percent(interval.p50)),
        ));
    }
    for one in &answer.at_least {
        let label = format!("chance that it is {} or more", percent(one.risk));
        lines.push(Line::new(&label, "", percent(one.probability), String::new()));
    }
    if let Some(pooled) = answer.pooled {
        lines.push(Line::new(
            "arithmetic mean",
            "",
            percent(pooled.arithmetic_mean),
            String::from("what expected deaths need"),
        ));
        if let Some(geometric) = pooled.geometric_mean_of_odds {
            lines.push(Line::new(
                "geometric mean of odds",
                "",
                percent(geometric),
                String::from("what a compromise in logarithms gives"),
            ));
        }
    }
    for point in &answer.exceedance {
        let label = format!("exceeded with {}", percent(point.probability));
        lines.push(Line::new(
            &label,
            "",
            people(point.expected_deaths),
            format!("deaths, at a risk of {}", percent(point.risk)),
        ));
    }
    lines
}

fn evaluations_lines(policy: &Evaluations, answer: &EvaluationsAnswer) -> Vec<Line> {
    let by_compute = policy.every.map(|every| times(every.get()) + " of effective compute");
    let by_time = policy.months.map(|months| counted(&plain(months.get()), "month"));
    let (every, or) = match (by_compute, by_time) {
        (Some(compute), Some(months)) => (compute, format!("or after {months}, whichever is sooner")),
        (Some(rule), None) | (None, Some(rule)) => (rule, String::new()),
        (None, None) => (String::from("never"), String::new()),
    };
    let mut lines = vec![Line::new("evaluated every", "", every, or)];
    if let Some(interval) = answer.interval_orders_of_magnitude {
        let months = answer.months_between.map_or_else(String::new, |months| counted(&plain(months), "month"));
        lines.push(Line::new("between two evaluations", "Δ", factor(interval), months));
        lines.push(Line::new("number of evaluations", "", people(answer.count), ""));
    }
    let (buffer, detect) = (times(policy.buffer.get()), percent(policy.detect.get()));
    let from = format!("warnings from {buffer} before danger, seen by {detect} of evaluations");
    lines.push(Line::new("danger that is missed", "θ", percent(answer.miss_probability), from));
    lines.push(Line::new("risk that is left", "", percent(answer.risk), canonical(answer.risk)));
    lines.push(Line::new("expected deaths left", "", people(answer.expected_deaths), ""));
    lines.push(Line::new("expected deaths averted", "", people(answer.deaths_averted), ""));
    if let Some(overshoot) = answer.overshoot_orders_of_magnitude {
        let from = "past the first warning signs when they are seen, on average";
        lines.push(Line::new("overshoot", "", factor(overshoot), from));
    }
    if let Some(cost) = answer.cost {
        let each =
            answer.cost_per_death_averted.map(|each| format!("${} for each expected death averted", people(each)));
        lines.push(Line::new("cost", "", format!("${}", people(cost)), each.unwrap_or_default()));
    }
    lines
}

fn scale_limit_lines(answer: &ScaleLimitAnswer) -> Vec<Line> {
    vec![
        Line::new("generations", "", people(answer.generations), "to make the whole scale-up"),
        Line::new("risk of each", "", percent(answer.risk_per_generation), canonical(answer.risk_per_generation)),
        Line::new("expected deaths of each", "", people(answer.deaths_per_generation), ""),
    ]
}

fn pause_lines(pause: &Pause, answer: &PauseAnswer) -> Vec<Line> {
    let end = match pause.end {
        PauseEnd::Fixed => "",
        PauseEnd::Random => "on average; it ends at a random time",
    };
    let mut lines = vec![
        Line::new("length of the pause", "T", counted(&plain(pause.months.get()), "month"), end),
        Line::new("scale-up not made in it", "", factor(answer.orders_of_magnitude), "at the growth of the scenario"),
        Line::new("expected deaths deferred", "", people(answer.deaths_deferred), "averted only if it is never made"),
        Line::new(
            "expected deaths averted",
            "",
            people(answer.deaths_saved),
            format!("{} of the hazard removed", percent(pause.risk_cut.get())),
        ),
        Line::new(
            "deaths that waiting costs",
            "",
            people(answer.cost_in_deaths),
            format!("success would prevent {} of all deaths", percent(pause.benefit.get())),
        ),
        Line::new("averted less that cost", "", signed(answer.net_deaths_averted), ""),
    ];
    let even = match answer.break_even_months {
        Some(months) => counted(&plain(months), "month"),
        None => String::from("none: waiting costs no deaths"),
    };
    lines.push(Line::new("both are equal after", "", even, ""));
    lines
}

fn restraint_lines(restraint: &Restraint, answer: &RestraintAnswer) -> Vec<Line> {
    let stop = format!("{} of {}", plain(restraint.abstain().get()), plain(restraint.labs().get()));
    let over = format!("the others take over {} of their work", percent(restraint.displacement().get()));
    vec![
        Line::new("laboratories that stop", "", stop, over),
        Line::new("hazard that is left", "θ", percent(answer.hazard_share), ""),
        Line::new("risk that is left", "", percent(answer.risk), canonical(answer.risk)),
        Line::new("expected deaths left", "", people(answer.expected_deaths), ""),
        Line::new("expected deaths averted", "", people(answer.deaths_averted), ""),
    ]
}

fn acceptable_lines(scenario: &Scenario, answer: &AcceptableAnswer) -> Vec<Line> {
    let per = sentence::per(scenario);
    let risk = answer.risk.map(|risk| format!("a risk of {} over the whole scale-up", percent(risk.min(1.0))));
    vec![
        Line::new("expected deaths tolerated", "", people(answer.deaths), risk.unwrap_or_default()),
        risk_line(format!("largest risk {per}"), answer.risk_per_reference_step),
        steps_line("reached at the given risk after", answer.reference_steps),
        scale_line(answer.orders_of_magnitude),
    ]
}

/// A risk per reference step that was solved for.
pub(crate) fn risk_line(label: String, risk: Solution) -> Line {
    solved(label, risk, percent, |risk| if risk > 0.0 && risk < 0.5 { one_in(risk) } else { canonical(risk) })
}

/// A number of reference steps that was solved for.
pub(crate) fn steps_line(label: &str, steps: Solution) -> Line {
    let words = |steps: f64| counted(&plain(steps), "reference step");
    solved(String::from(label), steps, words, canonical)
}

/// A scale-up that was solved for.
pub(crate) fn scale_line(orders_of_magnitude: Solution) -> Line {
    let exact = |x: f64| format!("{} orders of magnitude", canonical(x));
    solved(String::from("which is a scale-up of"), orders_of_magnitude, factor, exact)
}

/// A solution in words with its exact figure, or why there is none.
fn solved(label: String, solution: Solution, words: impl Fn(f64) -> String, exact: impl Fn(f64) -> String) -> Line {
    match solution {
        Solution::At(value) => Line::new(label, "", words(value), exact(value)),
        Solution::Always(_) => Line::new(label, "", "any", because(solution).unwrap_or_default()),
        Solution::Never(_) => Line::new(label, "", "never", because(solution).unwrap_or_default()),
    }
}

/// Why an equation has no single solution; `None` when it has one.
pub(crate) const fn because(solution: Solution) -> Option<&'static str> {
    let reason = match solution {
        Solution::At(_) => return None,
        Solution::Never(Reason::LimitIsEveryone) => return Some("only certainty would reach it"),
        Solution::Always(reason) | Solution::Never(reason) => reason,
    };
    Some(match reason {
        Reason::NobodyExposed => "nobody is exposed",
        Reason::NoScaleUp => "compute is not scaled up",
        Reason::LimitIsEveryone => "the limit is everyone exposed, or more",
        Reason::NoRisk => "there is no risk",
        Reason::RiskMayBeNone => "there may be no risk at all, and that keeps the expectation lower",
        Reason::HazardFades => "the hazard fades so fast that it stays below",
        Reason::BeyondNumbers => "the number is beyond what can be computed",
    })
}

fn perspective_lines(answer: &Perspective) -> Vec<Line> {
    let mut lines = vec![
        Line::new("years of life", "", people(answer.life_years), "45.0 years for each person, on average"),
        Line::new("days of the world's deaths", "", people(answer.days_of_world_deaths), "173,000 a day"),
    ];
    for multiple in answer.tolls.iter().chain(&answer.everyday) {
        lines.push(Line::new("", "", sentence::multiple(multiple), multiple.of.name));
    }
    lines
}

fn sensitivity_lines(answers: &[Sensitivity]) -> Vec<Line> {
    let percent_more = |elasticity: f64| format!("{}% of deaths for each 1%", signed_plain(elasticity));
    answers
        .iter()
        .map(|answer| {
            let elasticity = answer.elasticity.map_or_else(|| String::from("no deaths"), percent_more);
            let swing = [("half of it", answer.halved), ("twice", answer.doubled)]
                .into_iter()
                .filter_map(|(what, deaths)| deaths.map(|deaths| format!("{what}: {}", people(deaths))))
                .collect::<Vec<_>>()
                .join(", ");
            Line::new(Key::from(answer.input).name(), "", elasticity, swing)
        })
        .collect()
}

fn signed(value: f64) -> String {
    if value < 0.0 { format!("−{}", people(-value)) } else { people(value) }
}

fn signed_plain(value: f64) -> String {
    if value < 0.0 { format!("−{}", plain(-value)) } else { plain(value) }
}
