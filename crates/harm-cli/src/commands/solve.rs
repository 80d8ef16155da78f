//! `solve`: the model the other way round.
//!
//! From a tolerated number of deaths to the largest risk, from a cumulative risk to the number of steps, from the risk
//! of a whole scale-up to that of a step. The equations are in [`harm_core::lens::acceptable`].

use clap::ArgMatches;
use harm_core::lens::acceptable::{self, implied_risk};
use harm_core::lens::{Acceptable, Solution, Tolerate};
use harm_core::quantity::{FatalityFraction, Population, Probability};
use harm_core::{Belief, Scenario};
use harm_view::number::{counted, factor, percent, plain};
use harm_view::sentence::{self, Phrase, per};
use harm_wire::number::canonical;
use harm_wire::{Entry, Key, Question, Request, VERSION, Value, csv, json, read_entry};
use serde::Serialize;

use crate::cli::{Format, format_of};
use crate::failure::{Failure, warn};
use crate::given;
use crate::output::{print, printable};
use crate::report::{Line, Section, layout, lens_section, reached_lines, risk_line};

/// What was asked beside the tolerated deaths.
struct Questions {
    tolerate: bool,
    until: Option<Probability>,
    total: Option<Probability>,
}

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (until, total) = (risk(matches, "until")?, risk(matches, "total")?);
    let (request, given) = given::request(matches, Some(&[Question::Acceptable]))?;
    // Tolerated deaths have a default: without a question of another kind they are the question.
    let tolerate = given.values.has(Key::Tolerate) || until.is_none() && total.is_none();
    let questions = Questions { tolerate, until, total };
    match format_of(matches) {
        Format::Text => print(&text(&request, &questions)),
        Format::Json => print(&document(&request, &questions, &given.warnings)),
        Format::Csv => print(&table(&request, &questions)),
    }
}

/// The risk of one of the command's own flags.
fn risk(matches: &ArgMatches, name: &str) -> Result<Option<Probability>, Failure> {
    let Some(text) = matches.get_one::<String>(name) else { return Ok(None) };
    // A risk like the model's own, under another name.
    let error = match read_entry(Key::Risk, text) {
        Ok(Entry { values, question }) => match &*values {
            [(Key::Risk, Value::Number(risk))] => {
                question.into_iter().for_each(|question| warn(&question.renamed(name).message));
                return Ok(Probability::new(*risk).ok());
            }
            // A range, or a risk for something else than the question is about.
            _ => return Err(Failure::usage(format!("{name} must be one risk, but got {}", printable(text)))),
        },
        Err(error) => error,
    };
    Err(Failure::usage(error.renamed(name).message))
}

/// How far until the cumulative risk reaches a level: the equation of tolerated deaths for a population of one.
fn until(scenario: &Scenario, level: Probability) -> (Solution, Solution) {
    let one = Scenario {
        population: Population::new(1.0).unwrap_or(scenario.population),
        fatality: FatalityFraction::new(1.0).unwrap_or(scenario.fatality),
        ..scenario.clone()
    };
    let limit = Acceptable { tolerate: Tolerate::new(level.get()).unwrap_or(Acceptable::default().tolerate) };
    let answer = acceptable::answer(&one, &limit);
    (answer.reference_steps, answer.orders_of_magnitude)
}

fn text(request: &Request, questions: &Questions) -> String {
    let scenario = &request.scenario;
    let per = per(scenario);
    let mut sections = Vec::new();
    if questions.tolerate {
        sections.push(lens_section(request, Question::Acceptable));
    }
    if let Some(level) = questions.until {
        let (steps, scale) = until(scenario, level);
        let mut lines = vec![Line::new("cumulative risk", "", percent(level.get()), canonical(level.get()))];
        lines.extend(reached_lines(steps, scale));
        sections.push(Section::titled("How far until a risk is reached?", lines));
    }
    if let Some(total) = questions.total {
        let whole = harm_core::assess(scenario);
        let (scale_up, m) =
            (factor(whole.orders_of_magnitude), counted(&plain(whole.reference_steps), "reference step"));
        let over = format!("over {scale_up}, which carries {m}");
        let what = match scenario.belief {
            Belief::Beta(_) => "is a mean risk",
            _ => "is a risk",
        };
        let lines = vec![
            Line::new("risk of the scale-up", "", percent(total.get()), over),
            risk_line(format!("{what} {per} of"), implied_risk(scenario, total)),
        ];
        let section = Section::titled("Which risk per step makes a risk in total?", lines);
        sections.push(match belief_note(scenario) {
            Some(note) => section.answered(Phrase::new(&note)),
            None => section,
        });
    }
    // No headline above them: the first section begins the page.
    String::from(layout(&sections).trim_start_matches('\n'))
}

/// How the risk that a total implies uses the belief; `None` when the risk is known.
fn belief_note(scenario: &Scenario) -> Option<String> {
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

/// One unknown of one question.
#[derive(Serialize)]
struct Solved {
    question: &'static str,
    given: f64,
    unknown: &'static str,
    solution: Option<f64>,
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Solved {
    fn new(question: &'static str, given: f64, unknown: &'static str, solution: Solution) -> Self {
        Self { question, given, unknown, solution: solution.value(), reason: sentence::because(solution), note: None }
    }
}

/// Both answers to how far; reference steps that no scale-up carries are no answer.
fn far(question: &'static str, given: f64, steps: Solution, scale: Solution) -> [Solved; 2] {
    let steps = if scale.value().is_some() { steps } else { scale };
    [Solved::new(question, given, "reference_steps", steps), Solved::new(question, given, "orders_of_magnitude", scale)]
}

fn solved(request: &Request, questions: &Questions) -> Vec<Solved> {
    let scenario = &request.scenario;
    let mut solved = Vec::new();
    if questions.tolerate {
        let answer = acceptable::answer(scenario, &request.lenses.acceptable);
        let given = request.lenses.acceptable.tolerate.get();
        solved.push(Solved::new("tolerate", given, "risk_per_reference_step", answer.risk_per_reference_step));
        solved.extend(far("tolerate", given, answer.reference_steps, answer.orders_of_magnitude));
        if let Some(chance) = answer.chance_of_limit {
            solved.push(Solved::new("tolerate", given, "chance_of_limit", Solution::At(chance)));
        }
    }
    if let Some(level) = questions.until {
        let (steps, scale) = until(scenario, level);
        solved.extend(far("until", level.get(), steps, scale));
    }
    if let Some(total) = questions.total {
        let implied = Solved::new("total", total.get(), "risk_per_reference_step", implied_risk(scenario, total));
        solved.push(Solved { note: belief_note(scenario), ..implied });
    }
    solved
}

fn document(request: &Request, questions: &Questions, warnings: &[String]) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        version: u32,
        scenario: json::Inputs<'a>,
        solutions: Vec<Solved>,
        warnings: &'a [String],
    }
    let asked: &[Question] = if questions.tolerate { &[Question::Acceptable] } else { &[] };
    json::to_string(&Document {
        version: VERSION,
        scenario: json::Inputs::new(request, asked),
        solutions: solved(request, questions),
        warnings,
    })
}

fn table(request: &Request, questions: &Questions) -> String {
    let mut table = String::from("question,given,unknown,solution,reason,note\n");
    for Solved { question, given, unknown, solution, reason, note } in solved(request, questions) {
        let solution = solution.map_or_else(String::new, canonical);
        let reason = csv::cell(reason.unwrap_or_default());
        let note = csv::cell(note.as_deref().unwrap_or_default());
        table += &format!("{question},{},{unknown},{solution},{reason},{note}\n", canonical(given));
    }
    table
}
