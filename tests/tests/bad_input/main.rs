//! Bad input natively, everywhere that takes input: the committed corpus, fresh texts, and very long ones.
//!
//! `checks` says what has to hold for a text on each surface, `rows` what for the rows of the command's tables; `fresh`
//! makes texts. `cargo xtask fuzz` runs the tests of fresh texts with more of them. Bad input in the browser is in
//! `browser/bad_input.rs`.

#![allow(clippy::panic, clippy::expect_used, reason = "a damaged corpus fails the tests")]

mod checks;
mod fresh;
mod rows;

use std::time::Duration;

use acceptance::Result;
use anyhow::Context;
use checks::SURFACES;
use cpu_time::ThreadTime;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use rows::{check_lines, check_table};
use serde_json::Value;

/// The files of the corpus, in `tests/data/corpus`: each a JSON array of texts, or of `[text, how often]` pairs which
/// are put one after the other.
const CORPUS: [&str; 4] = [
    include_str!("../../data/corpus/numbers.json"),
    include_str!("../../data/corpus/links.json"),
    include_str!("../../data/corpus/documents.json"),
    include_str!("../../data/corpus/texts.json"),
];

/// The texts of the corpus.
fn corpus() -> Vec<String> {
    let entries = CORPUS.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(file).expect("an array"));
    entries.map(|entry| text(&entry).unwrap_or_else(|| panic!("not a text: {entry}"))).collect()
}

/// A text, or texts with the number of their repetitions.
fn text(entry: &Value) -> Option<String> {
    if let Some(text) = entry.as_str() {
        return Some(text.to_owned());
    }
    let repeated = |part: &Value| Some(part[0].as_str()?.repeat(usize::try_from(part[1].as_u64()?).ok()?));
    entry.as_array()?.iter().map(repeated).collect()
}

#[test]
fn the_corpus_is_read_or_refused_on_every_surface() -> Result<()> {
    for text in corpus() {
        for surface in SURFACES {
            let start: String = text.chars().take(60).collect();
            (surface.check)(&text).with_context(|| format!("{}: {start:?}", surface.name))?;
        }
    }
    Ok(())
}

#[test]
fn the_corpus_comes_back_from_the_command_row_by_row() -> Result<()> {
    let texts = corpus();
    check_table(&texts)?;
    check_lines(&texts)
}

/// As many cases as `PROPTEST_CASES` says, divided by a number. A failure prints the text, which belongs into the corpus.
fn cases(divided_by: u32) -> Config {
    let config = Config::default();
    let cases = (config.cases / divided_by).max(1);
    Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..config }
}

fn failed(surface: &str) -> impl Fn(anyhow::Error) -> TestCaseError {
    move |error| TestCaseError::fail(format!("{surface}: {error:#}"))
}

proptest! {
    #![proptest_config(cases(1))]
    #[test]
    fn fresh_texts_are_read_or_refused(text in fresh::text()) {
        for surface in SURFACES {
            (surface.check)(&text).map_err(failed(surface.name))?;
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn fresh_rows_come_back_from_the_command(texts in vec(fresh::text(), 192)) {
        check_table(&texts).map_err(failed("rows of CSV"))?;
        check_lines(&texts).map_err(failed("JSON lines"))?;
    }
}

/// What a long text is made of: pieces that something here looks for, counts, nests or remembers.
#[rustfmt::skip]
const REPEATED: [&str; 22] = [
    "9", " ", "1,", "0.1_", "e", "é", "\u{202e}", "%", "%25", "&", "a=1&", "risk=1%&", "pin=a%26b&", "stepz=1 ",
    "<!--", "</script", "[", "{\"a\":", "\"stepz\":1,", "{}", "\\", "\"\n",
];

#[test]
fn ten_times_the_text_takes_no_more_than_ten_times_as_long() -> Result<()> {
    const LONG: usize = 300_000;
    /// What is done within this is too quick to tell how it grew, or to matter.
    const QUICK: Duration = Duration::from_millis(20);
    /// Ten for what grows with the length, a hundred for what grows with its square.
    const GROWTH: u32 = 32;

    for surface in SURFACES {
        for piece in REPEATED {
            for (before, after) in [("", ""), ("{\"risk\":\"", "\"}")] {
                let time = |length: usize| -> Result<Duration> {
                    let text = [before, &piece.repeat(length / piece.len()), after].concat();
                    let began = ThreadTime::now();
                    (surface.check)(&text).with_context(|| format!("{}: {length} of {piece:?}", surface.name))?;
                    Ok(began.elapsed())
                };
                // A cache that another program has emptied can make one measurement long, but not all of them.
                let mut tries = 0;
                loop {
                    let long = time(LONG)?;
                    if long <= QUICK || long <= time(LONG / 10)? * GROWTH {
                        break;
                    }
                    tries += 1;
                    assert!(tries < 4, "{}: {long:?} for {LONG} bytes of {piece:?} after {before:?}", surface.name);
                }
            }
        }
    }
    Ok(())
}
