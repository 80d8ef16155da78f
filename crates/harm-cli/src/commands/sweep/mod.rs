//! `sweep`: rows of scenarios in, the same rows with their results out.
//!
//! What lives here: what was asked, and how the parts fit. Rows flow in chunks from [`feed`] through the threads of
//! [`pipeline`] and out again in their order, so that memory stays the same however many there are. The two forms of
//! rows are in [`table`] and [`lines`], what becomes of one row in [`scenario`], its result columns in [`results`].

mod feed;
mod lines;
mod pipeline;
mod results;
mod scenario;
mod table;

use std::fs::File;
use std::io::{self, BufWriter, Cursor, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::pipeline::{Done, Tally};
use self::results::Columns;
use self::scenario::Model;
use crate::cli::lenses_of;
use crate::failure::{Failure, warn};
use crate::given;

/// The form of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    JsonLines,
}

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let file = matches.get_one::<PathBuf>("file").map_or(Path::new("-"), PathBuf::as_path);
    let scenario = matches.get_one::<PathBuf>("scenario").map(PathBuf::as_path);
    if file == Path::new("-") && scenario == Some(file) {
        return Err(Failure::usage("rows and scenario cannot both be read from standard input"));
    }
    let model = Model { base: given::values(matches)?.values, columns: Columns::new(&lenses_of(matches)) };
    let (source, length) = open(file)?;
    let bar = progress(length);
    let mut source = Counted { source, bar: bar.clone() };
    let (beginning, form) = form(&mut source, matches, file)?;
    let source = Cursor::new(beginning).chain(source);
    let threads = matches.get_one::<u16>("threads").map_or_else(processors, |&threads| usize::from(threads));
    let name = file.to_string_lossy().into_owned();
    let tally = match form {
        Form::Csv => pipeline::run(
            threads,
            |sink| table::read(source, &name, sink),
            |chunk, out| table::work(&model, chunk, out),
            write,
        ),
        Form::JsonLines => pipeline::run(
            threads,
            |sink| lines::read(source, &name, sink),
            |chunk, out| lines::work(&model, chunk, out),
            write,
        ),
    };
    bar.finish_and_clear();
    let Tally { rows, bad, questions } = tally?;
    if let Some(question) = questions.first {
        let those =
            if questions.rows == 1 { String::new() } else { format!(" ({} rows are asked about)", questions.rows) };
        warn(&(question + &those));
    }
    if bad > 0 {
        let noun = if rows == 1 { "row" } else { "rows" };
        warn(&format!("{bad} of {rows} {noun} could not be assessed; the column `error` says why"));
    }
    Ok(())
}

/// The file or standard input, and how long it is if that is known.
fn open(file: &Path) -> Result<(Box<dyn Read + Send>, Option<u64>), Failure> {
    if file == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let input = |error| Failure::Input { name: file.to_string_lossy().into_owned(), error };
    let opened = File::open(file).map_err(input)?;
    let metadata = opened.metadata().map_err(input)?;
    Ok((Box::new(opened), metadata.is_file().then_some(metadata.len())))
}

/// A bar on a terminal, while a file of known length is read and the results do not go to the same terminal.
fn progress(length: Option<u64>) -> ProgressBar {
    let length = length.filter(|_| io::stderr().is_terminal() && !io::stdout().is_terminal());
    let Some(length) = length else { return ProgressBar::hidden() };
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:40} {percent:>3}%  {bytes}/{total_bytes}  {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A source whose progress is shown.
struct Counted {
    source: Box<dyn Read + Send>,
    bar: ProgressBar,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.bar.inc(u64::try_from(length).unwrap_or(0));
        Ok(length)
    }
}

/// The form of the rows, and what was read to find out.
fn form(source: &mut Counted, matches: &ArgMatches, file: &Path) -> Result<(Vec<u8>, Form), Failure> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("csv") => return Ok((Vec::new(), Form::Csv)),
        Some(_) => return Ok((Vec::new(), Form::JsonLines)),
        None => {}
    }
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => return Ok((Vec::new(), Form::Csv)),
        Some("jsonl" | "ndjson" | "json") => return Ok((Vec::new(), Form::JsonLines)),
        _ => {}
    }
    // Space before the first row says nothing; more of it than this is no beginning.
    let mut beginning = Vec::new();
    let mut block = [0; 4096];
    loop {
        let length = source.read(&mut block).map_err(|error| feed::failure(error, &file.to_string_lossy()))?;
        beginning.extend_from_slice(block.get(..length).unwrap_or_default());
        let first = beginning.iter().find(|byte| !byte.is_ascii_whitespace());
        if let Some(first) = first {
            return Ok((beginning.clone(), if *first == b'{' { Form::JsonLines } else { Form::Csv }));
        }
        if length == 0 || beginning.len() > 65_536 {
            return Ok((beginning, Form::Csv));
        }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Writes finished chunks. When nobody reads them any more the command ends at once: its source may never.
fn write(done: &Done) {
    let mut stdout = BufWriter::with_capacity(0, io::stdout().lock());
    if let Err(error) = stdout.write_all(&done.bytes).and_then(|()| stdout.flush()) {
        Failure::output(error).exit();
    }
}
