//! The report for people: the result, the sum step by step, and the answers to the questions that were asked.
//!
//! What lives here: the words of its lines. How a terminal lays them out is the command's business. Beside the rounded
//! numbers stand the exact ones, in the spelling of links.

use harm_core::assessment::Interval;
use harm_core::lens::acceptable::{implied_risk, until};
use harm_core::quantity::Probability;
use harm_core::{Assessment, Belief, ScaleUp, Scenario, Sharing, assess, nearly};
use harm_wire::number::canonical;
use harm_wire::question::Output;
use harm_wire::{Question, Request};

use crate::number::{
    counted, duration, factor, flop, one_in, people, people_in_full, percent, percent_exact, plain, population, times,
};
use crate::question::acceptable::{reached_lines, risk_line};
use crate::question::belief::level_after_cut;
use crate::question::{answer, lines};
use crate::sentence::{self, Headline, Phrase};

/// A line of a report: what, its symbol, its value in words, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// Its symbol in METHODS.md, if it has one.
    pub symbol: &'static str,
    /// Its value.
    pub value: String,
    /// How it comes about, or the value in full.
    pub from: String,
}

impl Line {
    /// A line of these words.
    #[must_use]
    pub fn new(
        label: impl Into<String>,
        symbol: &'static str,
        value: impl Into<String>,
        from: impl Into<String>,
    ) -> Self {
        Self { label: label.into(), symbol, value: value.into(), from: from.into() }
    }

    /// A line of an output.
    #[must_use]
    pub fn of(output: &Output, value: impl Into<String>, from: impl Into<String>) -> Self {
        Self::new(output.label, output.symbol, value, from)
    }

    /// A line of the output at a place of the document.
    pub(crate) fn at(path: &'static str, value: impl Into<String>, from: impl Into<String>) -> Self {
        let (label, symbol) = Output::at(path).map_or((path, ""), |output| (output.label, output.symbol));
        Self::new(label, symbol, value, from)
    }
}

/// Lines that belong together, under a question and its answer in a sentence if they have one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The question.
    pub title: Option<&'static str>,
    /// A sentence before the lines.
    pub answer: Option<Phrase>,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Block {
    fn plain(lines: Vec<Line>) -> Self {
        Self { lines, ..Self::default() }
    }
}

/// The report of a request with the answers to these questions.
#[must_use]
pub fn report(request: &Request, questions: &[Question]) -> (Headline, Vec<Block>) {
    let scenario = &request.scenario;
    let assessment = assess(scenario);
    let trend =
        sentence::pace_trend(scenario, &assessment).map(|why| Phrase::new("The risk of the first year: ").say(&why));
    let mut blocks = vec![
        Block::plain(inputs(scenario, &assessment)),
        Block::plain(results(scenario, &assessment)),
        Block { answer: trend, ..Block::plain(pace(scenario, &assessment)) },
    ];
    // Its own answer, where it is asked for, says this sentence too.
    if !matches!(scenario.belief, Belief::Point(_)) && !questions.contains(&Question::Belief) {
        blocks.push(Block { lines: Vec::new(), ..question(Question::Belief, request) });
    }
    blocks.extend(questions.iter().map(|&asked| question(asked, request)));
    (sentence::headline(scenario, &assessment), blocks)
}

/// A question with its answer.
#[must_use]
pub fn question(question: Question, request: &Request) -> Block {
    Block {
        title: Some(question.words()),
        answer: Some(answer(question, request, &assess(&request.scenario))),
        lines: lines(question, request),
    }
}

/// How far compute can grow until the cumulative risk reaches a level.
#[must_use]
pub fn until_risk(scenario: &Scenario, level: Probability) -> Block {
    let mut lines = vec![Line::new("cumulative risk", "", percent(level.get()), canonical(level.get()))];
    lines.extend(reached_lines(&until(scenario, level)));
    Block { title: Some("How far until a risk is reached?"), ..Block::plain(lines) }
}

/// The risk of a reference step that makes a risk over the whole scale-up.
#[must_use]
pub fn risk_of_total(scenario: &Scenario, total: Probability) -> Block {
    let whole = assess(scenario);
    let (scale_up, m) = (factor(whole.orders_of_magnitude), counted(&plain(whole.reference_steps), "reference step"));
    let what = match scenario.belief {
        Belief::Beta(_) => "is a mean risk",
        _ => "is a risk",
    };
    let label = format!("{what} {} of", sentence::per(scenario));
    let lines = vec![
        Line::at("assessment.risk", percent(total.get()), format!("over {scale_up}, which carries {m}")),
        risk_line(label, implied_risk(scenario, total)),
    ];
    Block {
        title: Some("Which risk per step makes a risk in total?"),
        answer: belief_note(scenario).map(|note| Phrase::new(&note)),
        lines,
    }
}

/// How the risk that a total implies uses the belief; `None` when the risk is known.
#[must_use]
pub fn belief_note(scenario: &Scenario) -> Option<String> {
    match &scenario.belief {
        Belief::Point(_) => None,
        Belief::Beta(beta) => {
            Some(format!("This is the mean of a beta belief of weight {}.", canonical(beta.weight.get())))
        }
        _ => Some(String::from(
            "This is the risk if it were known. It does not use your belief, whose bounds or opinions no single number sets.",
        )),
    }
}

fn inputs(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let per = sentence::per(scenario);
    let mut lines = belief(scenario, assessment, &per);
    let x = assessment.orders_of_magnitude;
    let (scale, from) = match &scenario.scale_up {
        ScaleUp::Steps { step, steps } if nearly(steps.get(), 1.0) => {
            (factor(x), format!("one step of {}", times(step.get())))
        }
        ScaleUp::Steps { step, steps } => {
            (factor(x), format!("{} steps of {}", canonical(steps.get()), times(step.get())))
        }
        ScaleUp::Range(range) => {
            (factor(x), format!("from {} to {}", flop(range.from().get()), flop(range.to().get())))
        }
    };
    lines.push(Line::new("scale-up of compute", "", scale, from));
    if !nearly(scenario.trend.get(), 1.0) {
        let note = "growth of the hazard with each further 10×";
        lines.push(Line::new("trend of the hazard", "τ", times(scenario.trend.get()), note));
    }
    lines.push(Line::new("people alive", "N", population(scenario.population.get()), ""));
    let (who, _) = sentence::people_who_die(scenario.fatality.get());
    lines.push(Line::new("who dies if it happens", "s", who, canonical(scenario.fatality.get())));
    lines
}

/// The risk of one step, known or not.
fn belief(scenario: &Scenario, assessment: &Assessment, per: &str) -> Vec<Line> {
    let mean = assessment.mean_risk_per_reference_step;
    let name = scenario.belief.family().name();
    let belief = match &scenario.belief {
        Belief::Point(risk) => {
            return vec![Line::new(format!("risk {per}"), "p", percent(risk.get()), one_in_words(risk.get()))];
        }
        Belief::Beta(beta) => Line::new("belief", "", name, format!("weight {}", canonical(beta.weight.get()))),
        Belief::Panel(panel) => {
            let opinions = panel.opinions();
            let weighted = opinions.iter().any(|(_, weight)| weight.get() != 1.0);
            let risks: Vec<String> = opinions
                .iter()
                .map(|(risk, weight)| match weighted {
                    true => format!("{} (weight {})", percent_exact(risk.get()), canonical(weight.get())),
                    false => percent_exact(risk.get()),
                })
                .collect();
            Line::new("belief", "", format!("panel of {}", opinions.len()), risks.join(", "))
        }
        interval => {
            let (low, high) = interval.bounds().unwrap_or((0.0, 1.0));
            let mut from = format!("{} to {}", percent_exact(low), percent_exact(high));
            if let Some(level) = interval.level() {
                from += &format!(", {} sure", percent_exact(level.get()));
            }
            if let Some((_, held)) = level_after_cut(scenario) {
                from += &format!(" before the cut at 100%, {held} after it");
            }
            Line::new("belief", "", name, from)
        }
    };
    let sharing = match scenario.sharing {
        Sharing::Shared => Line::new("the unknown is", "", "shared", "one unknown risk applies to every step"),
        Sharing::Independent => Line::new("the unknown is", "", "redrawn", "each reference step draws its own risk"),
    };
    vec![belief, sharing, Line::new(format!("mean risk {per}"), "p", percent(mean), canonical(mean))]
}

fn one_in_words(risk: f64) -> String {
    if risk > 0.0 && risk < 0.5 { one_in(risk) } else { canonical(risk) }
}

fn results(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let x = assessment.orders_of_magnitude;
    let m = assessment.reference_steps;
    let steps =
        if nearly(scenario.trend.get(), 1.0) { "x / log₁₀ K" } else { "(τ^x − 1) / (τ^log₁₀ K − 1)" };
    let risk = match (&scenario.belief, scenario.sharing) {
        (Belief::Point(_), _) | (_, Sharing::Independent) => "1 − (1 − p)^m",
        _ => "E[1 − (1 − p)^m]",
    };
    let mut lines = vec![
        Line::at("assessment.orders_of_magnitude", plain(x), format!("log₁₀ of the scale-up = {}", canonical(x))),
        Line::at("assessment.reference_steps", plain(m), format!("{steps} = {}", canonical(m))),
        Line::at("assessment.risk", percent(assessment.risk), format!("{risk} = {}", canonical(assessment.risk))),
    ];
    if let Some(Interval { p05, p50, p95 }) = assessment.risk_interval {
        let from = format!("5% quantile to 95% quantile, median {}", percent(p50));
        lines.push(Line::new("", "", format!("{} to {}", percent(p05), percent(p95)), from));
    }
    if !matches!(scenario.belief, Belief::Point(_)) {
        let certain = assessment.risk_if_mean_were_certain;
        let from = format!("if the mean were certain: 1 − (1 − p)^m = {}", canonical(certain));
        lines.push(Line::new("", "", percent(certain), from));
    }
    let deaths = assessment.expected_deaths;
    lines.push(Line::at(
        "assessment.expected_deaths",
        people(deaths),
        format!("R · s · N = {}", people_in_full(deaths)),
    ));
    if let Some(Interval { p05, p50, p95 }) = assessment.deaths_interval {
        let from = format!("5% quantile to 95% quantile, median {}", people(p50));
        lines.push(Line::new("", "", format!("{} to {}", people(p05), people(p95)), from));
    }
    let each = match assessment.one_in {
        Some(one_in_) if one_in_ >= 2.0 => format!("R · s, {}", one_in(one_in_.recip())),
        _ => String::from("R · s"),
    };
    lines.push(Line::at("assessment.micromorts", format!("{} micromorts", people(assessment.micromorts)), each));
    lines
}

fn pace(scenario: &Scenario, assessment: &Assessment) -> Vec<Line> {
    let pace = &assessment.pace;
    let growth = times(scenario.growth.get());
    let start = sentence::pace_start(scenario);
    let whole = match &start {
        Some(from) => format!("for the whole scale-up; the first year begins at {from}"),
        None => String::from("for the whole scale-up"),
    };
    vec![
        Line::new(format!("at {growth} a year"), "", duration(pace.years), whole),
        Line::at("assessment.pace.risk_per_year", percent(pace.risk_per_year), canonical(pace.risk_per_year)),
        Line::at(
            "assessment.pace.deaths_per_year",
            people(pace.deaths_per_year),
            format!("{} for each day of it", people(pace.deaths_per_day)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_wire::query;

    #[test]
    fn every_line_has_the_label_of_its_output() {
        let total = Probability::new(0.05).unwrap();
        for link in ["", "belief=panel&panel=0.01_0.2", "belief=log-normal&low=0.001&high=0.5&steps=3"] {
            let request = query::parse(link).request;
            let (_, mut blocks) = report(&request, &Question::ALL);
            blocks.extend([until_risk(&request.scenario, total), risk_of_total(&request.scenario, total)]);
            for line in blocks.iter().flat_map(|block| &block.lines) {
                assert!(!line.label.contains('_') && !line.value.is_empty(), "{line:?}");
            }
        }
    }
}
