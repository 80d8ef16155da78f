//! Bad input natively, everywhere that takes input: the committed corpus, fresh texts from fixed seeds, and very long ones.
//!
//! What has to hold is in the library's module `bad_input`; `cargo xtask fuzz` goes on with other seeds. Bad input in
//! the browser is in `tests/bad_input.rs`.

use std::time::{Duration, Instant};

use acceptance::Result;
use acceptance::bad_input::{SURFACES, check_lines, check_table, corpus, round};
use anyhow::Context;

#[test]
fn the_corpus_is_read_or_refused_on_every_surface() -> Result<()> {
    for text in corpus()? {
        for surface in SURFACES {
            let start: String = text.chars().take(60).collect();
            (surface.check)(&text).with_context(|| format!("{}: {start:?}", surface.name))?;
        }
    }
    Ok(())
}

#[test]
fn the_corpus_comes_back_from_the_command_row_by_row() -> Result<()> {
    let texts = corpus()?;
    check_table(&texts)?;
    check_lines(&texts)
}

#[test]
fn fresh_texts_are_read_or_refused() -> Result<()> {
    for seed in 0..4 {
        if let Err(failure) = round(seed)? {
            panic!("seed {seed}: {failure}");
        }
    }
    Ok(())
}

/// What a long text is made of: pieces that something here looks for, counts, nests or remembers.
const REPEATED: [&str; 22] = [
    "9",
    " ",
    "1,",
    "0.1_",
    "e",
    "é",
    "\u{202e}",
    "%",
    "%25",
    "&",
    "a=1&",
    "risk=1%&",
    "pin=a%26b&",
    "stepz=1 ",
    "<!--",
    "</script",
    "[",
    "{\"a\":",
    "\"stepz\":1,",
    "{}",
    "\\",
    "\"\n",
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
                    let began = Instant::now();
                    (surface.check)(&text).with_context(|| format!("{}: {length} of {piece:?}", surface.name))?;
                    Ok(began.elapsed())
                };
                // Whatever else the machine does can make one measurement long, but not all of them short.
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
