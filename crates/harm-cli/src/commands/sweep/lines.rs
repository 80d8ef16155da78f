//! Rows of JSON lines: an object for each scenario, each on a line of its own.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use harm_columns::{Input, Model, input_named};
use harm_wire::Key;
use harm_wire::json::{Cell, members, text_of};
use serde_json::value::RawValue;

use super::feed::{self, BLOCK, Batch, Chunk, Feed, Sink};
use super::pipeline::Done;
use super::tally::Tally;
use crate::failure::Failure;

/// Lines, one after the other with their ends.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
}

impl Chunk for Lines {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Reads lines, chunk by chunk.
pub(super) fn read(source: impl Read, name: &str, sink: Sink<'_, Lines>) -> Result<(), Failure> {
    let batch = Batch::new(sink);
    let feed = Feed { source, batch: batch.clone(), quotes: None };
    let mut reader = BufReader::with_capacity(BLOCK, feed);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|error| feed::failure(error, name))? == 0 {
            break;
        }
        let mut batch = batch.borrow_mut();
        batch.row();
        batch.chunk.text.extend_from_slice(&line);
    }
    batch.borrow_mut().send();
    Ok(())
}

/// Assesses the rows of a chunk, and writes them with their results.
pub(super) fn work(model: &Model, strict: bool, lines: Lines, done: &mut Done) {
    let names = model.results();
    let mut cells = Vec::with_capacity(names.len());
    for line in lines.text.split(|&byte| byte == b'\n') {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
        if line.is_empty() {
            continue;
        }
        cells.clear();
        done.tally.counts.rows += 1;
        let mut object = Object { out: &mut done.bytes, empty: true };
        let text = String::from_utf8_lossy(line);
        let outcome = taken_apart(model, line, &text).and_then(|members| {
            members.iter().for_each(|(name, value)| object.member(name, value));
            let inputs = inputs(&members, &mut done.tally)?;
            let inputs = inputs.into_iter().map(|(key, text)| (key, Input::Text(text)));
            model.row(inputs, &mut cells, &mut done.tally.counts)
        });
        if object.empty {
            // What cannot be taken apart is passed through whole.
            object.member("row", &text);
        }
        for (i, name) in names.iter().enumerate() {
            object.member(name, cells.get(i).unwrap_or(&Cell::Empty));
        }
        object.member(model.error(), &outcome.as_ref().err());
        object.end();
        if let Err(error) = outcome {
            done.tally.counts.fail(error);
            if strict {
                return;
            }
        }
    }
}

/// The members of a row, if they can stand beside its results.
fn taken_apart<'a>(model: &Model, line: &[u8], text: &'a str) -> Result<Vec<(String, &'a RawValue)>, String> {
    if std::str::from_utf8(line).is_err() {
        return Err(String::from("this is not UTF-8 text"));
    }
    let members = members(text)?;
    match members.iter().find(|(name, _)| model.has(name)) {
        Some((name, _)) => Err(format!("{name} is the name of a result; rename it, or use --prefix out_")),
        None if members.is_empty() => Err(String::from("this row has nothing in it")),
        None => Ok(members),
    }
}

/// The texts of a row's inputs.
type Inputs<'a> = Vec<(Key, Cow<'a, str>)>;

/// The inputs of a row. Without any it is no scenario, though the defaults would make one of it.
fn inputs<'a>(members: &'a [(String, &RawValue)], tally: &mut Tally) -> Result<Inputs<'a>, String> {
    let mut inputs = Vec::with_capacity(members.len());
    let mut seen = Vec::with_capacity(members.len());
    for (name, value) in members {
        let Some(key) = input_named(name) else {
            tally.other(name);
            continue;
        };
        if seen.contains(&key) {
            return Err(format!("{} is given twice", key.name()));
        }
        seen.push(key);
        // An empty text is a value that is not given, as an empty cell is.
        let text = text_of(key, value).filter(|_| value.get() != "\"\"");
        inputs.extend(text.map(|text| (key, text)));
    }
    if members.iter().any(|(name, _)| name == "scenario") {
        return Err(String::from("the inputs must be keys of the row itself, but it has them in \"scenario\""));
    }
    if seen.is_empty() {
        let near = members.iter().find_map(|(name, _)| Key::nearest(name));
        let near = near.map_or_else(String::new, |key| format!("; did you mean {}?", key.name()));
        return Err(format!("no key of this row is an input such as risk or steps{near}"));
    }
    Ok(inputs)
}

/// An object while it is written.
struct Object<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl Object<'_> {
    fn member<T: serde::Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.out.extend_from_slice(if self.empty { b"{" } else { b"," });
        self.empty = false;
        // Writing texts, numbers and raw values to memory cannot fail.
        let _ = serde_json::to_writer(&mut *self.out, name);
        self.out.push(b':');
        let _ = serde_json::to_writer(&mut *self.out, value);
    }

    fn end(self) {
        self.out.extend_from_slice(if self.empty { b"{}\n" } else { b"}\n" });
    }
}
