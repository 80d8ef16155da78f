//! What there is to say about the rows when all of them have been seen.

use harm_wire::Key;
use harm_wire::inputs::Unused;

use crate::failure::{Failure, warn};

/// More names than a row has by mistake.
const MOST_NAMES: usize = 64;

/// Rows, counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// How many there were.
    pub(super) rows: u64,
    /// How many of them could not be assessed.
    pub(super) bad: u64,
    /// What is wrong with the last of these.
    pub(super) error: String,
    /// Values that counted for nothing, and in how many rows.
    unused: Vec<(Unused, u64)>,
    /// Keys of JSON lines that are no inputs.
    others: Vec<String>,
    /// The first question about a row that may not say what was meant, and how many rows are asked about.
    question: Option<(String, u64)>,
}

impl Tally {
    /// Notes a row that could not be assessed.
    pub(super) fn fail(&mut self, error: String) {
        self.bad += 1;
        self.error = error;
    }

    /// Notes that a value counted for nothing in so many rows.
    pub(super) fn unused(&mut self, unused: Unused, rows: u64) {
        match self.unused.iter_mut().find(|(known, _)| *known == unused) {
            Some((_, count)) => *count += rows,
            None => self.unused.push((unused, rows)),
        }
    }

    /// Notes a key that is no input.
    pub(super) fn other(&mut self, name: &str) {
        if self.others.len() < MOST_NAMES && !self.others.iter().any(|known| known == name) {
            self.others.push(String::from(name));
        }
    }

    /// Notes a question about so many rows.
    pub(super) fn question(&mut self, question: &str, rows: u64) {
        self.question.get_or_insert_with(|| (String::from(question), 0)).1 += rows;
    }

    /// Adds the rows that followed.
    pub(super) fn add(&mut self, more: &Self) {
        self.rows += more.rows;
        self.bad += more.bad;
        more.unused.iter().for_each(|&(unused, rows)| self.unused(unused, rows));
        more.others.iter().for_each(|name| self.other(name));
        if let Some((question, rows)) = &more.question {
            self.question(question, *rows);
        }
        if more.bad > 0 {
            self.error.clone_from(&more.error);
        }
    }

    /// Says what there is to say. Rows that could not be assessed are a failure, unless they are allowed.
    pub(super) fn report(&self, error: &str, allowed: bool) -> Result<(), Failure> {
        let noun = if self.rows == 1 { "row" } else { "rows" };
        if self.rows == 0 {
            warn("there is no row below the names of the columns");
        }
        self.others.iter().for_each(|name| passed_through("key", name));
        for (unused, count) in &self.unused {
            warn(&format!("{} ({count} of {} {noun})", unused.remark(), self.rows));
        }
        if let Some((question, rows)) = &self.question {
            let those = if *rows == 1 { String::new() } else { format!(" ({rows} rows are asked about)") };
            warn(&[question, &*those].concat());
        }
        if self.bad == 0 {
            return Ok(());
        }
        let sentence =
            format!("{} of {} {noun} could not be assessed; the column `{error}` says why", self.bad, self.rows);
        if allowed {
            warn(&sentence);
            return Ok(());
        }
        Err(Failure::Rows(sentence))
    }
}

/// Remarks on a name that is no input but looks like one.
pub(super) fn passed_through(what: &str, name: &str) {
    if let Some(near) = Key::nearest(name) {
        warn(&format!("the {what} \"{name}\" is passed through; did you mean {}?", near.name()));
    }
}
