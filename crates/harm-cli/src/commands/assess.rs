//! `assess`: one scenario, as a report, the document, a row or the curve.

use clap::ArgMatches;
use harm_wire::json::{self, Inputs};
use harm_wire::{Question, Request};

use crate::cli::{Format, columns_of, format_of, questions_of};
use crate::failure::Failure;
use crate::given;
use crate::output::print;
use crate::report;
use crate::table::{push_cell, push_result};

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    if matches.contains_id("curve") {
        // It has the risk over the scale-up, and no answer of a lens.
        let (request, _) = given::request(matches, Some(&[]))?;
        return print(&harm_wire::csv::write_curve(&request, &[], json::CURVE_POINTS));
    }
    let (format, questions) = (format_of(matches), questions_of(matches));
    if format == Format::Csv {
        return row(matches);
    }
    for name in ["columns", "site"] {
        if matches.contains_id(name) {
            return Err(Failure::usage(format!("--{name} is for a row of results: add --format csv")));
        }
    }
    let (request, given) = given::request(matches, Some(&questions))?;
    match format {
        Format::Json => print(&json::write(&request, &questions, &given.warnings)),
        _ => print(&report::write(&request, &questions)),
    }
}

/// Prints the scenario's inputs and results as a table of one row, as `sweep` would.
fn row(matches: &ArgMatches) -> Result<(), Failure> {
    let columns = columns_of(matches)?;
    let questions: &[Question] = columns.questions();
    let (request, _): (Request, _) = given::request(matches, Some(questions))?;
    let inputs = Inputs::new(&request, questions);
    let (mut names, mut row) = (Vec::new(), Vec::new());
    for (key, value) in inputs.iter() {
        push_cell(&mut names, b',', key.name().as_bytes());
        push_cell(&mut row, b',', value.text(key).as_bytes());
        names.push(b',');
        row.push(b',');
    }
    let mut cells = Vec::new();
    columns.fill(&request, &mut cells);
    for (i, (name, cell)) in columns.names().iter().zip(&cells).enumerate() {
        if i > 0 {
            names.push(b',');
            row.push(b',');
        }
        push_cell(&mut names, b',', name.as_bytes());
        push_result(&mut row, b',', cell);
    }
    let text = [names, row].map(|line| String::from_utf8_lossy(&line).into_owned() + "\n");
    print(&text.concat())
}
