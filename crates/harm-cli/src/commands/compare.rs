//! `compare`: which inputs make the gap between two scenarios.
//!
//! The contributions are those of [`harm_core::gap`], the words those of [`harm_view::difference`].

use clap::ArgMatches;
use harm_core::gap::Measure;
use harm_view::difference::{Difference, SIDES};
use harm_wire::number::canonical;
use harm_wire::{csv, json};

use crate::cli::{Format, format_of};
use crate::failure::{Failure, warn};
use crate::given::{Side, side};
use crate::output::print;
use crate::report::layout;

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let [from, to] = sides(matches)?;
    let names = names(matches, [from.name.clone(), to.name.clone()])?;
    let said: Vec<String> = [&from, &to].into_iter().flat_map(|side| side.warnings.iter().cloned()).collect();
    said.iter().for_each(|warning| warn(warning));
    let requests = [&from.request, &to.request];
    if format_of(matches) == Format::Json {
        return print(&json::compare(requests, [names[0].as_deref(), names[1].as_deref()], &said));
    }
    let names = [0, 1].map(|i| names[i].as_deref().unwrap_or(SIDES[i]));
    let difference = Difference::new(requests, names);
    print(&if format_of(matches) == Format::Csv {
        table(&difference)
    } else {
        String::from(layout(&[difference.report()]).trim_start_matches('\n'))
    })
}

/// Both sides: two links, or one that has the other pinned.
fn sides(matches: &ArgMatches) -> Result<[Side; 2], Failure> {
    let given = |name: &str| matches.get_one::<String>(name).map(|text| side(text)).transpose();
    let Some(first) = given("from")? else { return Err(Failure::usage("compare needs two links")) };
    if let Some(second) = given("to")? {
        return Ok([first, second]);
    }
    match first.pinned {
        Some(request) => {
            Ok([Side { name: None, request, pinned: None, warnings: Vec::new() }, Side { pinned: None, ..first }])
        }
        None => Err(Failure::usage(
            "compare needs a second link, or a link with a pinned scenario (pin=…); write it as \
             expected-harm compare comment \"risk=2%&steps=3\"",
        )),
    }
}

/// The names of both sides: as given, or those of named scenarios.
fn names(matches: &ArgMatches, own: [Option<String>; 2]) -> Result<[Option<String>; 2], Failure> {
    let given: Vec<&String> = matches.get_many("names").unwrap_or_default().collect();
    match *given {
        [] => Ok(own),
        [one, other] if !one.trim().is_empty() && !other.trim().is_empty() => {
            Ok([one, other].map(|name| Some(String::from(name.trim()))))
        }
        _ => Err(Failure::usage(format!(
            "names must be two, such as --names \"Ada,Ben\", but got {}",
            if given.len() == 2 { String::from("an empty one") } else { given.len().to_string() }
        ))),
    }
}

fn table(difference: &Difference) -> String {
    let gap = &difference.gap;
    let total = gap.total();
    let logarithms = gap.measure == Measure::Logarithm;
    let measure = if logarithms { "ln_expected_deaths" } else { "expected_deaths" };
    let mut table = String::from("input,from,to,measure,contribution,factor,share\n");
    let mut line = |input: &str, [from, to]: [&str; 2], amount: f64| {
        let factor = if logarithms { canonical(amount.exp()) } else { String::new() };
        let share = if total == 0.0 { String::new() } else { canonical(amount / total) };
        let cells = [input, &csv::cell(from), &csv::cell(to), measure, &canonical(amount), &factor, &share];
        table.push_str(&(cells.join(",") + "\n"));
    };
    for row in &difference.rows {
        line(row.part.name(), [&row.values[0], &row.values[1]], row.amount);
    }
    line("total", [&canonical(gap.from), &canonical(gap.to)], total);
    table
}
