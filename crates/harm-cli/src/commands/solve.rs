//! `solve`: the model the other way round.
//!
//! From a tolerated number of deaths to the largest risk, from a cumulative risk to the number of steps, from the risk
//! of a whole scale-up to that of a step. The equations are in [`harm_core::lens::acceptable`].

use clap::ArgMatches;
use harm_core::quantity::Probability;
use harm_view::question::because;
use harm_view::report::{self, Block};
use harm_wire::json::{self, Asked, Solved};
use harm_wire::number::canonical;
use harm_wire::{Key, Question, Request, csv};

use crate::cli::{Format, format_of};
use crate::failure::{Failure, printable, warn};
use crate::given;
use crate::output::print;
use crate::report::layout;

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (until, total) = (risk(matches, "until")?, risk(matches, "total")?);
    let (request, given) = given::request(matches, Some(&[Question::Acceptable]))?;
    // Tolerated deaths have a default: without a question of another kind they are the question.
    let tolerate = given.values.has(Key::Tolerate) || until.is_none() && total.is_none();
    let asked = Asked { tolerate, until, total };
    let solved = || json::solve(&request, &asked, because, report::belief_note(&request.scenario));
    match format_of(matches) {
        Format::Text => print(&text(&request, &asked)),
        Format::Json => print(&json::write_solutions(&request, &asked, &solved(), &given.warnings)),
        Format::Csv => print(&table(&solved())),
    }
}

/// The risk of one of the command's own flags.
fn risk(matches: &ArgMatches, name: &str) -> Result<Option<Probability>, Failure> {
    let Some(text) = matches.get_one::<String>(name) else { return Ok(None) };
    let (risk, remark) = json::read_risk(name, text).map_err(|error| Failure::usage(printable(&error)))?;
    remark.iter().for_each(|remark| warn(remark));
    Ok(Some(risk))
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

fn table(solved: &[Solved]) -> String {
    let mut table = String::from("question,given,unknown,solution,reason,note\n");
    for Solved { question, given, unknown, solution, reason, note } in solved {
        let solution = solution.map_or_else(String::new, canonical);
        let reason = csv::cell(reason.unwrap_or_default());
        let note = csv::cell(note.as_deref().unwrap_or_default());
        table += &format!("{question},{},{unknown},{solution},{reason},{note}\n", canonical(*given));
    }
    table
}
