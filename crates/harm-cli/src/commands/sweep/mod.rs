//! `sweep`: rows of scenarios in, the same rows with their results out.
//!
//! What lives here: what was asked, and how the parts fit. [`source`] opens the rows and finds their form. They flow in
//! chunks from [`feed`] through the threads of [`pipeline`] and out again in their order, so that memory stays the same
//! however many there are. The two forms of rows are in [`table`] and [`lines`], what becomes of one row in [`scenario`],
//! what is said about all of them in [`tally`].

mod feed;
mod lines;
mod pipeline;
mod quotes;
mod scenario;
pub(crate) mod source;
mod table;
mod tally;
mod utf16;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use self::pipeline::Done;
use self::scenario::Model;
use self::source::{Form, first_names, refuse_results};
use self::tally::Tally;
use crate::cli::columns_of;
use crate::failure::Failure;
use crate::given;

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let file = matches.get_one::<PathBuf>("file").map_or(Path::new("-"), PathBuf::as_path);
    let scenario = matches.get_one::<PathBuf>("scenario").map(PathBuf::as_path);
    if file == Path::new("-") && scenario == Some(file) {
        return Err(Failure::usage("rows and scenario cannot both be read from standard input"));
    }
    let columns = columns_of(matches)?;
    let prefix = matches.get_one::<String>("prefix").map_or("", String::as_str);
    let names = columns.names().iter().map(String::as_str).chain(["error"]);
    let names: Vec<String> = names.map(|name| [prefix, name].concat()).collect();
    let error = names.last().cloned().unwrap_or_default();
    let strict = matches.get_flag("strict");
    let model = Model { base: given::values(matches)?.values, columns, names, strict };
    let (source, form, bar) = source::open(matches, file)?;
    let threads = matches.get_one::<u16>("threads").map_or_else(processors, |&threads| usize::from(threads));
    let name = file.to_string_lossy().into_owned();
    let mut tally = Tally::default();
    let write = |done: &Done| {
        write(&done.bytes);
        tally.add(&done.tally);
        if strict && done.tally.bad > 0 {
            // At once: the source may never end.
            Failure::Rows(format!("row {} could not be assessed: {}", tally.rows, tally.error)).exit();
        }
    };
    let result = match form {
        Form::Csv(delimiter) => pipeline::run(
            threads,
            |sink| table::read(&model, source, delimiter, &name, sink),
            |chunk, done| table::work(&model, delimiter, chunk, done),
            write,
        ),
        Form::JsonLines => {
            let first = first_names(source.get_ref().0.get_ref());
            refuse_results(first.iter().map(String::as_str), |name| model.has(name))?;
            pipeline::run(
                threads,
                |sink| lines::read(source, &name, sink),
                |chunk, done| lines::work(&model, chunk, done),
                write,
            )
        }
    };
    bar.finish_and_clear();
    result?;
    tally.report(&error, matches.get_flag("allow-bad-rows"))
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Writes finished rows. When nobody reads them any more the command ends at once: its source may never.
fn write(bytes: &[u8]) {
    let mut stdout = io::stdout().lock();
    if let Err(error) = stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Failure::output(error).exit();
    }
}
