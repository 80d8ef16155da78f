//! Texts that nobody should have sent, and what has to hold for each of them, wherever it is put.
//!
//! What lives here: the list of [`SURFACES`], the corpus of texts that are tried on every one of them, and fresh texts
//! from a seed. The checks themselves are in `checks`, how fresh texts are made in `fresh`, and the tables of the
//! command in `rows`. The test `corpus` runs them in a fixed order; the program `fuzz` runs fresh ones for a while.

mod checks;
mod fresh;
mod rows;

use anyhow::{Context, Result};
use serde_json::Value;

pub use checks::{SURFACES, Surface};
pub use fresh::{Failure, round};
pub use rows::{check_lines, check_table};

/// The files of the corpus, in `tests/data/corpus`: each a JSON array of texts, or of `[text, how often]` pairs which
/// are put one after the other.
const CORPUS: [&str; 4] = [
    include_str!("../../data/corpus/numbers.json"),
    include_str!("../../data/corpus/links.json"),
    include_str!("../../data/corpus/documents.json"),
    include_str!("../../data/corpus/texts.json"),
];

/// The texts of the corpus.
///
/// # Errors
/// When a file of it is not as described.
pub fn corpus() -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for file in CORPUS {
        let entries: Vec<Value> = serde_json::from_str(file).context("a file of the corpus is no array")?;
        for entry in entries {
            texts.push(text(&entry).with_context(|| format!("an entry of the corpus is no text: {entry}"))?);
        }
    }
    Ok(texts)
}

/// A text, or texts with the number of their repetitions.
fn text(entry: &Value) -> Option<String> {
    if let Some(text) = entry.as_str() {
        return Some(text.to_owned());
    }
    let repeated = |part: &Value| Some(part[0].as_str()?.repeat(usize::try_from(part[1].as_u64()?).ok()?));
    entry.as_array()?.iter().map(repeated).collect()
}
