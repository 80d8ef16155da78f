//! Rows of CSV: a header that names the columns, then a row for each scenario.

use std::io::Read;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};
use harm_link::Key;
use harm_link::csv::CURVE_COLUMNS;

use super::feed::{self, BLOCK, Chunk, Feed, Outbox, Sink};
use super::pipeline::Done;
use super::results::{ERROR, push_number};
use super::scenario::Model;
use crate::failure::{Failure, warn};

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

/// The names of the columns, and the inputs among them.
#[derive(Default)]
struct Header {
    names: Vec<String>,
    keys: Vec<Option<Key>>,
}

impl Chunk for Rows {
    fn is_empty(&self) -> bool {
        self.widths.is_empty() && !self.first
    }
}

/// Reads a table, chunk by chunk.
pub(super) fn read(source: impl Read, name: &str, sink: Sink<'_, Rows>) -> Result<(), Failure> {
    let outbox = Outbox::new(sink);
    let feed = Feed { source, outbox: outbox.clone() };
    let mut reader = ReaderBuilder::new().flexible(true).has_headers(false).buffer_capacity(BLOCK).from_reader(feed);
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(|error| failure(error, name))? {
        return Err(Failure::usage("there is no row, not even the first, which names the columns"));
    }
    let header = Arc::new(header(&record)?);
    {
        let mut outbox = outbox.borrow_mut();
        outbox.row();
        outbox.chunk = Rows { header: Arc::clone(&header), first: true, ..Rows::default() };
    }
    while reader.read_byte_record(&mut record).map_err(|error| failure(error, name))? {
        let mut outbox = outbox.borrow_mut();
        outbox.row();
        let rows = &mut outbox.chunk;
        if rows.is_empty() {
            rows.header = Arc::clone(&header);
        }
        let start = rows.text.len();
        rows.text.extend_from_slice(record.as_slice());
        rows.ends.extend((0..record.len()).filter_map(|i| record.range(i)).map(|range| start + range.end));
        rows.widths.push(record.len());
    }
    outbox.borrow_mut().send();
    Ok(())
}

fn failure(error: csv::Error, name: &str) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => feed::failure(error, name),
        // Of ragged and undecoded rows the reader does not complain.
        other => Failure::usage(format!("the rows cannot be read as CSV: {other:?}")),
    }
}

/// The columns by name. Those that no result will have are kept; two inputs of one name are a contradiction.
fn header(record: &ByteRecord) -> Result<Header, Failure> {
    let names: Vec<String> =
        record.iter().map(|name| String::from_utf8_lossy(name).trim().trim_start_matches('\u{feff}').into()).collect();
    if names.join(",") == CURVE_COLUMNS {
        return Err(Failure::usage(
            "this is the curve of a scenario, whose column risk is a result; give a scenario to `assess --link`, as it stands in the column scenario",
        ));
    }
    let keys: Vec<Option<Key>> = names.iter().map(|name| Key::from_name(name)).collect();
    for (i, name) in names.iter().enumerate() {
        if keys[i].is_some() && names[..i].contains(name) {
            return Err(Failure::usage(format!("the column {name} is there twice")));
        }
        if keys[i].is_none()
            && let Some(near) = Key::nearest(name)
        {
            warn(&format!("the column \"{name}\" is passed through; did you mean {}?", near.name()));
        }
    }
    if keys.iter().all(Option::is_none) {
        warn(
            "no column has the name of an input, so that all rows are the same scenario; are commas between the names?",
        );
    }
    Ok(Header { names, keys })
}

/// Assesses the rows of a chunk, and writes them with their results.
pub(super) fn work(model: &Model, rows: Rows, done: &mut Done) {
    let header = &*rows.header;
    let kept: Vec<bool> = header.names.iter().map(|name| !model.columns.has(name)).collect();
    let out = &mut done.bytes;
    // Results take about as much again as the longest of inputs.
    out.reserve(rows.text.len() + rows.widths.len() * 160);
    if rows.first {
        for (name, _) in header.names.iter().zip(&kept).filter(|(_, kept)| **kept) {
            push_cell(out, name.as_bytes());
            out.push(b',');
        }
        for name in &model.columns.names {
            out.extend_from_slice(name.as_bytes());
            out.push(b',');
        }
        out.extend_from_slice(ERROR.as_bytes());
        out.push(b'\n');
    }
    let mut results = Vec::with_capacity(model.columns.names.len());
    let (mut start, mut ends) = (0, rows.ends.as_slice());
    for &width in &rows.widths {
        let (own, rest) = ends.split_at(width);
        ends = rest;
        let cell = |i: usize| {
            let begin = if i == 0 { Some(start) } else { own.get(i - 1).copied() };
            begin.zip(own.get(i)).and_then(|(begin, &end)| rows.text.get(begin..end)).unwrap_or_default()
        };
        results.clear();
        let outcome = if width == header.names.len() {
            let inputs = header.keys.iter().enumerate().filter_map(|(i, key)| {
                let key = (*key)?;
                let text = cell(i);
                (!text.trim_ascii().is_empty()).then(|| (key, String::from_utf8_lossy(text)))
            });
            model.assess(inputs, &mut results)
        } else {
            let noun = if width == 1 { "cell" } else { "cells" };
            Err(format!("this row has {width} {noun}, and the first row names {}", header.names.len()))
        };
        for (i, _) in kept.iter().enumerate().filter(|(_, kept)| **kept) {
            push_cell(out, cell(i));
            out.push(b',');
        }
        done.rows += 1;
        match outcome {
            Ok(question) => {
                done.questions.add(question);
                for result in &results {
                    if let Some(number) = result {
                        push_number(out, *number);
                    }
                    out.push(b',');
                }
            }
            Err(error) => {
                done.bad += 1;
                out.resize(out.len() + model.columns.names.len(), b',');
                push_cell(out, error.as_bytes());
            }
        }
        out.push(b'\n');
        start = own.last().copied().unwrap_or(start);
    }
}

/// A cell as RFC 4180 wants it: in quotes where a separator, a quote or the end of a line is in it.
fn push_cell(out: &mut Vec<u8>, text: &[u8]) {
    if !text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for &byte in text {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}
