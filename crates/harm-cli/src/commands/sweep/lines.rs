//! Rows of JSON lines: an object for each scenario, each on a line of its own.

use std::io::{BufRead, BufReader, Read};

use harm_link::Key;
use harm_link::json::{members, text_of};
use serde_json::value::RawValue;

use super::feed::{self, BLOCK, Chunk, Feed, Outbox, Sink};
use super::pipeline::Done;
use super::results::ERROR;
use super::scenario::Model;
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
    let outbox = Outbox::new(sink);
    let feed = Feed { source, outbox: outbox.clone() };
    let mut reader = BufReader::with_capacity(BLOCK, feed);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|error| feed::failure(error, name))? == 0 {
            break;
        }
        let mut outbox = outbox.borrow_mut();
        outbox.row();
        outbox.chunk.text.extend_from_slice(&line);
    }
    outbox.borrow_mut().send();
    Ok(())
}

/// Assesses the rows of a chunk, and writes them with their results.
pub(super) fn work(model: &Model, lines: Lines, done: &mut Done) {
    let mut results = Vec::with_capacity(model.columns.names.len());
    for line in lines.text.split(|&byte| byte == b'\n') {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
        if line.is_empty() {
            continue;
        }
        results.clear();
        done.rows += 1;
        let mut object = Object { out: &mut done.bytes, empty: true };
        let text = String::from_utf8_lossy(line);
        let outcome = match members(&text) {
            Ok(members) => row(model, &members, &mut object, &mut results),
            Err(problem) => {
                // What cannot be taken apart is passed through whole.
                object.member("row", &text);
                Err(problem)
            }
        };
        for (i, name) in model.columns.names.iter().enumerate() {
            object.member(name, &results.get(i).copied().flatten());
        }
        match &outcome {
            Ok(_) => object.member(ERROR, &()),
            Err(error) => object.member(ERROR, error),
        }
        object.end();
        match outcome {
            Ok(question) => done.questions.add(question),
            Err(_) => done.bad += 1,
        }
    }
}

/// Copies the members of a row, and assesses its inputs.
fn row(
    model: &Model,
    members: &[(String, &RawValue)],
    object: &mut Object<'_>,
    results: &mut Vec<Option<f64>>,
) -> Result<Option<String>, String> {
    for (name, value) in members.iter().filter(|(name, _)| !model.columns.has(name)) {
        object.member(name, value);
    }
    let twice = members.iter().enumerate().find(|(i, (name, _))| {
        Key::from_name(name).is_some() && members[..*i].iter().any(|(earlier, _)| earlier == name)
    });
    if let Some((_, (name, _))) = twice {
        return Err(format!("{name} is given twice"));
    }
    let inputs = members.iter().filter_map(|(name, value)| {
        let key = Key::from_name(name)?;
        // An empty text is a value that is not given, as an empty cell is.
        Some((key, text_of(key, value)?)).filter(|_| value.get() != "\"\"")
    });
    model.assess(inputs, results)
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
