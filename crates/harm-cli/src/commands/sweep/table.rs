//! Rows of CSV: a header that names the columns, then a row for each scenario.

use std::io::Read;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};
use harm_columns::{Input, Model, NameError, inputs_of, passed_through};
use harm_wire::csv::CURVE_COLUMNS;
use harm_wire::json::Cell;
use harm_wire::{Key, read_field};

use super::feed::{self, BLOCK, Batch, Chunk, Feed, Sink};
use super::pipeline::Done;
use super::quotes::Quotes;
use super::source::refused;
use crate::failure::{Failure, printable, warn};
use crate::table::{push_cell, push_result};

/// Rows of a table, one after the other: their cells' text, where each cell ends, and how many cells each row has.
#[derive(Default)]
pub(super) struct Rows {
    header: Arc<Header>,
    /// These are the first rows, and the header is to be written before them.
    first: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
    widths: Vec<usize>,
}

/// The first row, and the inputs among the columns that it names.
#[derive(Default)]
struct Header {
    cells: ByteRecord,
    keys: Vec<Option<Key>>,
}

impl Chunk for Rows {
    fn is_empty(&self) -> bool {
        self.widths.is_empty() && !self.first
    }
}

/// Reads a table, chunk by chunk.
pub(super) fn read(
    model: &Model,
    source: impl Read,
    delimiter: u8,
    name: &str,
    sink: Sink<'_, Rows>,
) -> Result<(), Failure> {
    let batch = Batch::new(sink);
    let feed = Feed { source, batch: batch.clone(), quotes: Some(Quotes::new(delimiter)) };
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(BLOCK);
    let mut reader = builder.from_reader(feed);
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(|error| failure(error, name))? {
        return Err(Failure::usage("there is no row, not even the first, which names the columns"));
    }
    let header = Arc::new(header(&record, model)?);
    {
        let mut batch = batch.borrow_mut();
        batch.row();
        batch.chunk = Rows { header: Arc::clone(&header), first: true, ..Rows::default() };
    }
    while reader.read_byte_record(&mut record).map_err(|error| failure(error, name))? {
        let mut batch = batch.borrow_mut();
        batch.row();
        let rows = &mut batch.chunk;
        if rows.is_empty() {
            rows.header = Arc::clone(&header);
        }
        let start = rows.text.len();
        rows.text.extend_from_slice(record.as_slice());
        rows.ends.extend((0..record.len()).filter_map(|i| record.range(i)).map(|range| start + range.end));
        rows.widths.push(record.len());
    }
    batch.borrow_mut().send();
    Ok(())
}

fn failure(error: csv::Error, name: &str) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => feed::failure(error, name),
        // Of ragged and undecoded rows the reader does not complain.
        other => Failure::usage(format!("the rows cannot be read as CSV: {other:?}")),
    }
}

/// The columns by name. A table without inputs is refused: all its rows would be the default scenario.
fn header(record: &ByteRecord, model: &Model) -> Result<Header, Failure> {
    let names: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().into()).collect();
    if names.join(",") == CURVE_COLUMNS {
        return Err(Failure::usage(
            "this is the curve of a scenario, whose column risk is a result; give a scenario to `assess --link`, as it stands in the column scenario",
        ));
    }
    let keys = inputs_of(&names, model).map_err(|error| match error {
        NameError::NoInput(near) => Failure::usage(no_input(&names, near)),
        error => refused(&error),
    })?;
    let others = names.iter().zip(&keys).filter(|(_, key)| key.is_none());
    others.filter_map(|(name, _)| passed_through("column", name)).for_each(|remark| warn(&remark));
    Ok(Header { cells: record.clone(), keys })
}

/// The complaint about a first row that names no input.
fn no_input(names: &[String], near: Option<Key>) -> String {
    const SHOWN: usize = 5;
    const LETTERS: usize = 24;
    let short = |name: &String| printable(&name.chars().take(LETTERS).collect::<String>());
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("\"{}\"", short(name))).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let first = names.first().map_or("", String::as_str);
    let hint = if first.starts_with('#') {
        "; remove lines that begin with # first, as `grep -v '^#'` does"
    } else if first.starts_with(['{', '[']) {
        "; are these JSON lines? Then use --format jsonl"
    } else if names.iter().any(|name| read_field(Key::Risk, name).is_ok()) {
        "; is the row of names missing?"
    } else {
        "; is it another separator? Then use --delimiter"
    };
    let near = near.map(|key| format!("; did you mean {}?", key.name()));
    let hint = near.as_deref().unwrap_or(hint);
    format!(
        "the first row must name the columns, and at least one must be an input such as risk or steps, but it is {}{more}{hint}",
        shown.join(", ")
    )
}

/// Assesses the rows of a chunk, and writes them with their results.
pub(super) fn work(model: &Model, strict: bool, delimiter: u8, rows: Rows, done: &mut Done) {
    let header = &*rows.header;
    let columns = header.keys.len();
    let out = &mut done.bytes;
    // Results take about as much again as the longest of inputs.
    out.reserve(rows.text.len() + rows.widths.len() * 160);
    if rows.first {
        let names = model.results().iter().map(String::as_str).chain([model.error()]).map(str::as_bytes);
        push_row(out, delimiter, header.cells.iter().chain(names));
        out.push(b'\n');
    }
    let mut results = Vec::with_capacity(model.results().len());
    let (mut start, mut ends) = (0, rows.ends.as_slice());
    for &width in &rows.widths {
        let (own, rest) = ends.split_at(width);
        ends = rest;
        let cell = |i: usize| {
            let begin = if i == 0 { Some(start) } else { own.get(i - 1).copied() };
            begin.zip(own.get(i)).and_then(|(begin, &end)| rows.text.get(begin..end)).unwrap_or_default()
        };
        let given = |i: usize| !cell(i).trim_ascii().is_empty();
        results.clear();
        let outcome = if width != columns {
            Err(misfit(delimiter, columns, (0..width).map(cell)))
        } else if (0..width).any(given) {
            let inputs = header.keys.iter().enumerate().filter_map(|(i, key)| {
                let key = (*key)?;
                given(i).then(|| (key, Input::Text(String::from_utf8_lossy(cell(i)))))
            });
            model.row(inputs, &mut results, &mut done.tally.counts)
        } else {
            Err(String::from("every cell of this row is empty"))
        };
        done.tally.counts.rows += 1;
        push_row(out, delimiter, (0..columns).map(cell));
        for i in 0..model.results().len() {
            out.push(delimiter);
            push_result(out, delimiter, results.get(i).unwrap_or(&Cell::Empty));
        }
        out.push(delimiter);
        if let Err(error) = &outcome {
            push_cell(out, delimiter, error.as_bytes());
        }
        out.push(b'\n');
        if let Err(error) = outcome {
            done.tally.counts.fail(error);
            if strict {
                return;
            }
        }
        start = own.last().copied().unwrap_or(start);
    }
}

/// The complaint about a row of more or fewer cells than there are columns. It has the cells for which there is no column.
fn misfit<'a>(delimiter: u8, columns: usize, cells: impl ExactSizeIterator<Item = &'a [u8]>) -> String {
    let noun = if cells.len() == 1 { "cell" } else { "cells" };
    let mut sentence = format!("this row has {} {noun}, and the first row names {columns}", cells.len());
    if cells.len() > columns {
        let mut rest = Vec::new();
        push_row(&mut rest, delimiter, cells.skip(columns));
        sentence += "; those beyond are: ";
        sentence += &String::from_utf8_lossy(&rest);
    }
    sentence
}

fn push_row<'a>(out: &mut Vec<u8>, delimiter: u8, cells: impl Iterator<Item = &'a [u8]>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(delimiter);
        }
        push_cell(out, delimiter, cell);
    }
}
