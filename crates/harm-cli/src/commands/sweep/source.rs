//! The rows as text: where they come from, how they are packed, and which form they have.
//!
//! What lives here: everything that is decided before the first row. A file that is not understood is refused here,
//! because the results of a scenario that nobody gave would look like an answer.

use std::fs::File;
use std::io::{self, Chain, Cursor, IsTerminal, Read};
use std::path::Path;

use clap::ArgMatches;
use flate2::read::MultiGzDecoder;
use harm_columns::{NameError, input_named};
use harm_wire::json::members;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::feed;
use super::utf16::{Order, Utf16};
use crate::failure::{Failure, note, printable};

/// The form of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A table, whose cells are separated by this byte.
    Csv(u8),
    /// A JSON object on each line.
    JsonLines,
}

/// The longest first row, in bytes.
const LONGEST_FIRST: usize = 1 << 20;

/// The separators that are recognised, with their names.
const DELIMITERS: [(u8, &str); 4] = [(b',', "comma"), (b'\t', "tab"), (b';', "semicolon"), (b'|', "pipe")];

/// A source whose beginning has been looked at.
pub(super) type Begun = Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>;

/// Opens the rows, unpacks them, and finds their form. The bar shows how much of the file has been read.
pub(super) fn open(matches: &ArgMatches, file: &Path) -> Result<(Begun, Form, ProgressBar), Failure> {
    let name = file.to_string_lossy();
    let unreadable = |error| feed::failure(error, &name);
    let (source, length) = file_or_input(file).map_err(unreadable)?;
    let bar = progress(length);
    let mut source: Box<dyn Read + Send> = Box::new(bar.wrap_read(source));
    // A pipe may give a byte at a time.
    let mut magic = Vec::new();
    source.by_ref().take(2).read_to_end(&mut magic).map_err(unreadable)?;
    let packed = magic == [0x1f, 0x8b];
    source = Box::new(Cursor::new(magic).chain(source));
    if packed {
        note("the rows are unpacked with gzip");
        source = Box::new(MultiGzDecoder::new(source));
    }
    let mut beginning = Vec::new();
    source.by_ref().take(3).read_to_end(&mut beginning).map_err(unreadable)?;
    let order = match beginning[..] {
        [0xff, 0xfe, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] => Some(Order::Big),
        // Without a mark: every other byte of English is 0.
        [1..=0x7f, 0, ..] => Some(Order::Little),
        [0, 1..=0x7f, ..] => Some(Order::Big),
        _ => None,
    };
    if let Some(order) = order {
        note("the rows are read as UTF-16, and written as UTF-8");
        source = Box::new(Utf16::new(Cursor::new(beginning).chain(source), order));
        beginning = Vec::new();
        source.by_ref().take(3).read_to_end(&mut beginning).map_err(unreadable)?;
    }
    if beginning == "\u{feff}".as_bytes() {
        beginning.clear();
    }
    first_row(&mut source, &mut beginning).map_err(unreadable)?;
    let form = form(&mut beginning, matches, file)?;
    Ok((Cursor::new(beginning).chain(source), form, bar))
}

fn file_or_input(file: &Path) -> io::Result<(Box<dyn Read + Send>, Option<u64>)> {
    if file == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let opened = File::open(file)?;
    let metadata = opened.metadata()?;
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

/// Reads on until the first line with anything on it is whole.
fn first_row(source: &mut impl Read, beginning: &mut Vec<u8>) -> io::Result<()> {
    let mut block = [0; 4096];
    loop {
        let row = beginning.trim_ascii_start();
        if row.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return Ok(());
        }
        if beginning.len() > LONGEST_FIRST {
            let message = "the first row is longer than 1 MB; is this a table or JSON lines?";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        match source.read(&mut block)? {
            0 => return Ok(()),
            length => beginning.extend_from_slice(block.get(..length).unwrap_or_default()),
        }
    }
}

/// The form of rows that begin so. A line `sep=;` says it, and is taken away.
fn form(beginning: &mut Vec<u8>, matches: &ArgMatches, file: &Path) -> Result<Form, Failure> {
    let delimiter = matches.get_one::<u8>("delimiter").copied();
    let line = first_line(beginning).to_vec();
    if line.is_empty() {
        return Err(Failure::usage("there is no row, not even the first, which names the columns"));
    }
    // A packed file may hold the names of the columns among its bytes, and is no table all the same.
    if line.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(Failure::usage(
            "the rows must be text in UTF-8 or UTF-16, plain or packed with gzip, but the first row has bytes that no text has; \
            unpack the file first, or export it as CSV",
        ));
    }
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let lines = match matches.get_one::<String>("format").map(String::as_str) {
        Some(format) => format == "jsonl",
        None => match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "tab" => false,
            "jsonl" | "ndjson" | "json" => true,
            _ => matches!(line.first(), Some(b'{' | b'[')),
        },
    };
    if lines {
        if delimiter.is_some() {
            return Err(Failure::usage("--delimiter is for tables, and these rows are JSON lines"));
        }
        return whole_object(&line).map(|()| Form::JsonLines);
    }
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] = line[..] {
        let after = beginning.iter().position(|&byte| byte == b'=').map_or(0, |at| at + 2);
        beginning.drain(..after);
        return Ok(Form::Csv(delimiter.unwrap_or(separator)));
    }
    if let Some(delimiter) = delimiter {
        return Ok(Form::Csv(delimiter));
    }
    let inputs = |delimiter: u8| {
        line.split(|&byte| byte == delimiter)
            .filter(|name| input_named(&String::from_utf8_lossy(name)).is_some())
            .count()
    };
    // Of equals the first, which is the comma.
    let mut best = DELIMITERS[0];
    for one in DELIMITERS {
        if inputs(one.0) > inputs(best.0) {
            best = one;
        }
    }
    if best.0 != b',' {
        note(&format!("the cells are separated by a {}; --delimiter says otherwise", best.1));
    }
    Ok(Form::Csv(best.0))
}

/// The first line with anything on it, without space around it.
fn first_line(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_start();
    text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default().trim_ascii_end()
}

/// Refuses JSON that has its objects in an array, or an object on several lines.
fn whole_object(line: &[u8]) -> Result<(), Failure> {
    const LINES: &str = "write each object on a line of its own, as `jq -c` does";
    let text = String::from_utf8_lossy(line);
    if text.starts_with('[') {
        return Err(Failure::usage(format!("the rows must be JSON lines, but this is an array; {LINES}: jq -c '.[]'")));
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
        Err(error) if error.is_eof() => Err(Failure::usage(format!(
            "the rows must be JSON lines, but the first object is on several; {LINES}: jq -c ."
        ))),
        _ => Ok(()),
    }
}

/// The separator that a flag names.
pub(crate) fn delimiter(text: &str) -> Result<u8, String> {
    let name = if text == "\\t" { "tab" } else { text };
    let named = DELIMITERS.iter().find(|(_, known)| *known == name).map(|(byte, _)| *byte);
    match (named, text.as_bytes()) {
        (Some(byte), _) => Ok(byte),
        (None, [byte])
            if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) && !byte.is_ascii_alphanumeric() =>
        {
            Ok(*byte)
        }
        _ => Err(format!("must be comma, tab, semicolon, pipe or another sign, but got \"{}\"", printable(text))),
    }
}

/// The names of columns that are refused, with the flag that gives results other names.
pub(super) fn refused(error: &NameError) -> Failure {
    let flag = if matches!(error, NameError::Result(_)) { ": --prefix out_" } else { "" };
    Failure::usage(format!("{error}{flag}"))
}

/// The names of the first object of JSON lines.
pub(super) fn first_names(beginning: &[u8]) -> Vec<String> {
    let line = String::from_utf8_lossy(first_line(beginning)).into_owned();
    members(&line).map_or_else(|_| Vec::new(), |members| members.into_iter().map(|(name, _)| name).collect())
}
