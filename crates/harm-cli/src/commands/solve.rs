//! `solve`: the model the other way round.
//!
//! From a tolerated number of deaths to the largest risk, from a cumulative risk to the number of steps, from the risk
//! of a whole scale-up to that of a step. The equations are in [`harm_core::lens::acceptable`].

use clap::ArgMatches;
use harm_core::lens::acceptable::{self, Reach, implied_risk};
use harm_core::lens::{AcceptableAnswer, Solution};
use harm_core::quantity::Probability;
use harm_view::question::because;
use harm_view::report::{self, Block};
use harm_wire::number::canonical;
use harm_wire::{Entry, Key, Question, Request, VERSION, Value, csv, json, read_entry};
use serde::Serialize;

use crate::cli::{Format, format_of};
use crate::failure::{Failure, warn};
use crate::given;
use crate::output::{print, printable};
use crate::report::layout;

/// What was asked.
struct Asked {
    tolerate: bool,
    until: Option<Probability>,
    total: Option<Probability>,
}

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (until, total) = (risk(matches, "until")?, risk(matches, "total")?);
    let (request, given) = given::request(matches, Some(&[Question::Acceptable]))?;
    // Tolerated deaths have a default: without a question of another kind they are the question.
    let tolerate = given.values.has(Key::Tolerate) || until.is_none() && total.is_none();
    let asked = Asked { tolerate, until, total };
    match format_of(matches) {
        Format::Text => print(&text(&request, &asked)),
        Format::Json => print(&document(&request, &asked, &given.warnings)),
        Format::Csv => print(&table(&request, &asked)),
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

fn text(request: &Request, asked: &Asked) -> String {
    let scenario = &request.scenario;
    let tolerate = asked.tolerate.then(|| report::question(Question::Acceptable, request));
    let until = asked.until.map(|level| report::until_risk(scenario, level));
    let total = asked.total.map(|total| report::risk_of_total(scenario, total));
    let blocks: Vec<Block> = tolerate.into_iter().chain(until).chain(total).collect();
    // No headline above them: the first block begins the page.
    String::from(layout(&blocks).trim_start_matches('\n'))
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
        Self { question, given, unknown, solution: solution.value(), reason: because(solution), note: None }
    }
}

/// Both answers to how far; reference steps that no scale-up carries are no answer.
fn far(
    question: &'static str,
    given: f64,
    &Reach { reference_steps, orders_of_magnitude: scale }: &Reach,
) -> [Solved; 2] {
    let steps = if scale.value().is_some() { reference_steps } else { scale };
    [Solved::new(question, given, "reference_steps", steps), Solved::new(question, given, "orders_of_magnitude", scale)]
}

fn solved(request: &Request, asked: &Asked) -> Vec<Solved> {
    let scenario = &request.scenario;
    let mut solved = Vec::new();
    if asked.tolerate {
        let answer = acceptable::answer(scenario, &request.lenses.acceptable);
        let given = request.lenses.acceptable.tolerate.get();
        solved.push(Solved::new("tolerate", given, "risk_per_reference_step", answer.risk_per_reference_step));
        let AcceptableAnswer { reference_steps, orders_of_magnitude, .. } = answer;
        solved.extend(far("tolerate", given, &Reach { reference_steps, orders_of_magnitude }));
        if let Some(chance) = answer.chance_of_limit {
            solved.push(Solved::new("tolerate", given, "chance_of_limit", Solution::At(chance)));
        }
    }
    if let Some(level) = asked.until {
        solved.extend(far("until", level.get(), &acceptable::until(scenario, level)));
    }
    if let Some(total) = asked.total {
        let implied = Solved::new("total", total.get(), "risk_per_reference_step", implied_risk(scenario, total));
        solved.push(Solved { note: report::belief_note(scenario), ..implied });
    }
    solved
}

fn document(request: &Request, asked: &Asked, warnings: &[String]) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        version: u32,
        scenario: json::Inputs<'a>,
        solutions: Vec<Solved>,
        warnings: &'a [String],
    }
    let questions: &[Question] = if asked.tolerate { &[Question::Acceptable] } else { &[] };
    json::to_string(&Document {
        version: VERSION,
        scenario: json::Inputs::new(request, questions),
        solutions: solved(request, asked),
        warnings,
    })
}

fn table(request: &Request, asked: &Asked) -> String {
    let mut table = String::from("question,given,unknown,solution,reason,note\n");
    for Solved { question, given, unknown, solution, reason, note } in solved(request, asked) {
        let solution = solution.map_or_else(String::new, canonical);
        let reason = csv::cell(reason.unwrap_or_default());
        let note = csv::cell(note.as_deref().unwrap_or_default());
        table += &format!("{question},{},{unknown},{solution},{reason},{note}\n", canonical(given));
    }
    table
}
