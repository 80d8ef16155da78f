//! `sweep`: rows of scenarios in, the same rows with their results out.
//!
//! What lives here: what was asked, and how the parts fit. [`source`] opens the rows and finds their form. They flow in
//! chunks from [`feed`] through the threads of [`pipeline`] and out again in their order, so that memory stays the same
//! however many there are. The two forms of rows are in [`table`] and [`lines`], what is said about all of them in
//! [`tally`]. What becomes of one row is in the crate `harm_columns`.

mod feed;
mod lines;
mod pipeline;
mod quotes;
pub(crate) mod source;
mod table;
mod tally;
mod utf16;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use harm_columns::{Model, NameError};

use self::pipeline::Done;
use self::source::{Form, first_names};
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
    let model = Model::of(given::values(matches)?.values, columns, prefix);
    let strict = matches.get_flag("strict");
    let (source, form, bar) = source::open(matches, file)?;
    let threads = matches.get_one::<u16>("threads").map_or_else(processors, |&threads| usize::from(threads));
    let name = file.to_string_lossy().into_owned();
    let mut tally = Tally::default();
    let write = |done: &Done| {
        write(&done.bytes);
        tally.add(&done.tally);
        if strict && done.tally.counts.bad > 0 {
            // At once: the source may never end.
            Failure::Rows(format!("row {} could not be assessed: {}", tally.counts.rows, tally.counts.error)).exit();
        }
    };
    let result = match form {
        Form::Csv(delimiter) => pipeline::run(
            threads,
            |sink| table::read(&model, source, delimiter, &name, sink),
            |chunk, done| table::work(&model, strict, delimiter, chunk, done),
            write,
        ),
        Form::JsonLines => {
            let first = first_names(source.get_ref().0.get_ref());
            if let Some(name) = first.into_iter().find(|name| model.has(name)) {
                return Err(source::refused(&NameError::Result(name)));
            }
            pipeline::run(
                threads,
                |sink| lines::read(source, &name, sink),
                |chunk, done| lines::work(&model, strict, chunk, done),
                write,
            )
        }
    };
    bar.finish_and_clear();
    result?;
    tally.report(model.error(), matches.get_flag("allow-bad-rows"))
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
