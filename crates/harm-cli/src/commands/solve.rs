//! `solve`: the model the other way round.
//!
//! From a tolerated number of deaths to the largest risk, from a cumulative risk to the number of steps, from the risk
//! of a whole scale-up to that of a step. The equations are in [`harm_core::lens::acceptable`].

use clap::ArgMatches;
use harm_core::Scenario;
use harm_core::lens::acceptable::{self, implied_risk};
use harm_core::lens::{Acceptable, Solution, Tolerate};
use harm_core::quantity::{FatalityFraction, Population, Probability};
use harm_link::number::canonical;
use harm_link::{Key, Lens, Request, VERSION, Value, csv, json, read_field};
use harm_view::number::{counted, percent, plain, times};
use serde::Serialize;

use crate::cli::{Format, format_of};
use crate::failure::Failure;
use crate::given;
use crate::output::print;
use crate::report::{Line, Section, because, layout, lens_section, risk_line, scale_line, steps_line};

/// What was asked beside the tolerated deaths.
struct Questions {
    tolerate: bool,
    until: Option<Probability>,
    total: Option<Probability>,
}

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (until, total) = (risk(matches, "until")?, risk(matches, "total")?);
    let (request, given) = given::request(matches, Some(&[Lens::Acceptable]))?;
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
    match read_field(Key::Risk, text) {
        Ok(Value::Number(risk)) => Ok(Probability::new(risk).ok()),
        Ok(_) => Ok(None),
        // A risk like the model's own, under another name.
        Err(error) => Err(Failure::usage(error.message.replacen(Key::Risk.name(), name, 1))),
    }
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
    let per = times(scenario.per.get());
    let mut sections = Vec::new();
    if questions.tolerate {
        sections.push(lens_section(request, Lens::Acceptable));
    }
    if let Some(level) = questions.until {
        let (steps, scale) = until(scenario, level);
        let lines = vec![
            Line::new("cumulative risk", "", percent(level.get()), canonical(level.get())),
            steps_line("reached after", steps),
            scale_line(scale),
        ];
        sections.push(Section::titled("How many steps until a risk is reached?", lines));
    }
    if let Some(total) = questions.total {
        let m = harm_core::assess(scenario).reference_steps;
        let over = format!("over {}", counted(&plain(m), "reference step"));
        let lines = vec![
            Line::new("risk of the scale-up", "", percent(total.get()), over),
            risk_line(format!("is a risk per {per} of"), implied_risk(scenario, total)),
        ];
        sections.push(Section::titled("Which risk per step makes a risk in total?", lines));
    }
    // No headline above them: the first section begins the page.
    String::from(layout(&sections).trim_start_matches('\n'))
}

/// One unknown of one question.
#[derive(Serialize)]
struct Solved {
    question: &'static str,
    given: f64,
    unknown: &'static str,
    solution: Option<f64>,
    reason: Option<&'static str>,
}

impl Solved {
    fn new(question: &'static str, given: f64, unknown: &'static str, solution: Solution) -> Self {
        Self { question, given, unknown, solution: solution.value(), reason: because(solution) }
    }
}

fn solved(request: &Request, questions: &Questions) -> Vec<Solved> {
    let scenario = &request.scenario;
    let mut solved = Vec::new();
    if questions.tolerate {
        let answer = acceptable::answer(scenario, &request.lenses.acceptable);
        let given = request.lenses.acceptable.tolerate.get();
        solved.push(Solved::new("tolerate", given, "risk_per_reference_step", answer.risk_per_reference_step));
        solved.push(Solved::new("tolerate", given, "reference_steps", answer.reference_steps));
        solved.push(Solved::new("tolerate", given, "orders_of_magnitude", answer.orders_of_magnitude));
    }
    if let Some(level) = questions.until {
        let (steps, scale) = until(scenario, level);
        solved.push(Solved::new("until", level.get(), "reference_steps", steps));
        solved.push(Solved::new("until", level.get(), "orders_of_magnitude", scale));
    }
    if let Some(total) = questions.total {
        solved.push(Solved::new("total", total.get(), "risk_per_reference_step", implied_risk(scenario, total)));
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
    let lenses: &[Lens] = if questions.tolerate { &[Lens::Acceptable] } else { &[] };
    json::to_string(&Document {
        version: VERSION,
        scenario: json::Inputs::new(request, lenses),
        solutions: solved(request, questions),
        warnings,
    })
}

fn table(request: &Request, questions: &Questions) -> String {
    let mut table = String::from("question,given,unknown,solution,reason\n");
    for Solved { question, given, unknown, solution, reason } in solved(request, questions) {
        let solution = solution.map_or_else(String::new, canonical);
        let reason = csv::cell(reason.unwrap_or_default());
        table += &format!("{question},{},{unknown},{solution},{reason}\n", canonical(given));
    }
    table
}
