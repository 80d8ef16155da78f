//! The section of each lens: its answer in a sentence, and its numbers with labels.

use harm_core::lens::{
    AcceptableAnswer, BeliefAnswer, Evaluations, EvaluationsAnswer, Pause, PauseAnswer, PauseEnd, Perspective,
    Restraint, RestraintAnswer, ScaleLimitAnswer, Sensitivity, Solution, acceptable, belief, evaluations, pause,
    perspective, restraint, scale_limit, sensitivity,
};
use harm_core::{Assessment, Scenario};
use harm_view::number::{counted, duration, factor, months, one_in, people, percent, plain, times};
use harm_view::sentence;
use harm_wire::number::canonical;
use harm_wire::{Question, Request};

use super::{Line, Section};

/// The section of a lens.
pub(super) fn section(request: &Request, assessment: &Assessment, question: Question) -> Section {
    let Request { scenario, lenses } = request;
    match question {
        Question::Belief => {
            let answer = belief::answer(scenario);
            Section::titled(question.words(), belief_lines(&answer)).answered(sentence::belief(scenario, assessment))
        }
        Question::Evaluations => {
            let answer = evaluations::answer(scenario, &lenses.evaluations);
            Section::titled(question.words(), evaluations_lines(&lenses.evaluations, &answer))
                .answered(sentence::evaluations(&lenses.evaluations, &answer))
        }
        Question::ScaleLimit => {
            let answer = scale_limit::answer(scenario, &lenses.scale_limit);
            let sentence = sentence::scale_limit(&lenses.scale_limit, &answer, assessment.orders_of_magnitude);
            Section::titled(question.words(), scale_limit_lines(&answer)).answered(sentence)
        }
        Question::Pause => {
            let answer = pause::answer(scenario, &lenses.pause);
            Section::titled(question.words(), pause_lines(&lenses.pause, &answer))
                .answered(sentence::pause(&lenses.pause, &answer))
        }
        Question::Restraint => {
            let answer = restraint::answer(scenario, &lenses.restraint);
            Section::titled(question.words(), restraint_lines(&lenses.restraint, &answer))
                .answered(sentence::restraint(&lenses.restraint, &answer))
        }
        Question::Acceptable => {
            let answer = acceptable::answer(scenario, &lenses.acceptable);
            Section::titled(question.words(), acceptable_lines(scenario, &answer))
                .answered(sentence::acceptable(scenario, &answer))
        }
        Question::Perspective => {
            let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
            Section::titled(question.words(), perspective_lines(&answer))
                .answered(sentence::perspective(assessment, &answer))
        }
        Question::Sensitivity => {
            let answer = sensitivity::answer(scenario);
            Section::titled(question.words(), sensitivity_lines(&answer, assessment.expected_deaths))
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
        let label = format!("{} chance of at least", percent(point.probability));
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
    let by_time = policy.months.map(|limit| months(limit.get()));
    let (every, or) = match (by_compute, by_time) {
        (Some(compute), Some(time)) => (compute, format!("or after {time}, whichever is sooner")),
        (Some(rule), None) | (None, Some(rule)) => (rule, String::new()),
        (None, None) => (String::from("never"), String::new()),
    };
    let mut lines = vec![Line::new("evaluated every", "", every, or)];
    if let Some(interval) = answer.interval_orders_of_magnitude {
        let time = answer.months_between.map_or_else(String::new, months);
        lines.push(Line::new("between two evaluations", "Δ", factor(interval), time));
        lines.push(Line::new("number of evaluations", "", people(answer.count), ""));
    }
    let (buffer, detect) = (times(policy.buffer.get()), percent(policy.detect.get()));
    let from = format!("warnings from {buffer} before danger, seen by {detect} of evaluations");
    lines.push(Line::new("danger that is missed", "", percent(answer.miss_probability), from));
    let acted_on = format!("{} of warnings acted on", percent(policy.response.get()));
    lines.push(Line::new("hazard that is left", "θ", percent(answer.hazard_left), acted_on));
    lines.push(Line::new("risk that is left", "", percent(answer.risk), canonical(answer.risk)));
    lines.push(Line::new("expected deaths left", "", people(answer.expected_deaths), ""));
    lines.push(Line::new("expected deaths averted", "", people(answer.deaths_averted), ""));
    if let Some(overshoot) = answer.overshoot_orders_of_magnitude {
        let from = "past the first warning signs when seen, on average, within one training run";
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
        Line::new("length of the pause", "T", months(pause.months.get()), end),
        Line::new(
            "scale-up not made in it",
            "",
            factor(answer.orders_of_magnitude),
            "at the scenario's growth, at most all of it",
        ),
        Line::new("expected deaths deferred", "", people(answer.deaths_deferred), "averted only if it is never made"),
        Line::new(
            "expected deaths averted",
            "",
            people(answer.deaths_averted),
            format!("{} of the hazard removed", percent(pause.risk_cut.get())),
        ),
        Line::new(
            "deaths that waiting costs",
            "",
            people(answer.cost_in_deaths),
            format!(
                "{} of people die per year; success, {} likely, would prevent {} of that",
                percent(pause.mortality.get()),
                percent(answer.success),
                percent(pause.benefit.get())
            ),
        ),
        Line::new("averted less that cost", "", signed(answer.net_deaths_averted), ""),
    ];
    let even = match answer.break_even_months {
        Some(even) => months(even),
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
    let known = if answer.chance_of_limit.is_some() { ", if known" } else { "" };
    let mut lines = vec![
        Line::new("expected deaths tolerated", "", people(answer.deaths), risk.unwrap_or_default()),
        risk_line(format!("largest risk {per}{known}"), answer.risk_per_reference_step),
    ];
    lines.extend(reached_lines(answer.reference_steps, answer.orders_of_magnitude));
    if let Some(chance) = answer.chance_of_limit {
        let what = "that the true risk carries the limit or more";
        lines.push(Line::new("chance", "", percent(chance), what));
    }
    lines
}

/// A risk per reference step that was solved for.
pub(crate) fn risk_line(label: String, risk: Solution) -> Line {
    solved(label, risk, percent, |risk| if risk > 0.0 && risk < 0.5 { one_in(risk) } else { canonical(risk) })
}

/// The scale-up at which something is reached, and the reference steps that it carries, which a trend makes another number.
pub(crate) fn reached_lines(steps: Solution, orders_of_magnitude: Solution) -> Vec<Line> {
    let label = "reached at a scale-up of";
    let (Solution::At(x), Solution::At(m)) = (orders_of_magnitude, steps) else {
        let why = sentence::because(steps).or(sentence::because(orders_of_magnitude)).unwrap_or_default();
        return vec![Line::new(label, "", "never", why)];
    };
    let exact = format!("{} orders of magnitude", canonical(x));
    vec![
        Line::new(label, "", sentence::scale_up(x), exact),
        Line::new("which carries", "", counted(&plain(m), "reference step"), canonical(m)),
    ]
}

/// A solution in words with its exact figure, or why there is none.
fn solved(label: String, solution: Solution, words: impl Fn(f64) -> String, exact: impl Fn(f64) -> String) -> Line {
    match solution {
        Solution::At(value) => Line::new(label, "", words(value), exact(value)),
        Solution::Always(_) => Line::new(label, "", "any", sentence::because(solution).unwrap_or_default()),
        Solution::Never(_) => Line::new(label, "", "never", sentence::because(solution).unwrap_or_default()),
    }
}

fn perspective_lines(answer: &Perspective) -> Vec<Line> {
    let mut lines = vec![
        Line::new("years of life", "", people(answer.life_years), "45.0 years for each person, on average"),
        Line::new(
            "the world's deaths of",
            "",
            duration(answer.days_of_world_deaths / 365.25),
            format!("{} days at 173,000 a day", people(answer.days_of_world_deaths)),
        ),
    ];
    for multiple in answer.tolls.iter().chain(&answer.everyday) {
        lines.push(Line::new("", "", sentence::multiple(multiple), multiple.of.name));
    }
    lines
}

fn sensitivity_lines(answers: &[Sensitivity], present: f64) -> Vec<Line> {
    let line = |one: &Sensitivity| {
        let (deaths, what) = sentence::swing(one, present);
        Line::new(sentence::input(one.input).0, "", deaths, what)
    };
    answers.iter().map(line).collect()
}

fn signed(value: f64) -> String {
    if value < 0.0 { format!("−{}", people(-value)) } else { people(value) }
}
