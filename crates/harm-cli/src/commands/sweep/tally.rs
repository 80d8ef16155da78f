//! What there is to say about the rows when all of them have been seen.

use harm_columns::{Tally as Counts, passed_through};

use crate::failure::{Failure, warn};

/// More names than a row has by mistake.
const MOST_NAMES: usize = 64;

/// Rows, counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// How many there were, and what is wrong with them.
    pub(super) counts: Counts,
    /// Keys of JSON lines that are no inputs.
    others: Vec<String>,
}

impl Tally {
    /// Notes a key that is no input.
    pub(super) fn other(&mut self, name: &str) {
        if self.others.len() < MOST_NAMES && !self.others.iter().any(|known| known == name) {
            self.others.push(String::from(name));
        }
    }

    /// Adds the rows that followed.
    pub(super) fn add(&mut self, more: &Self) {
        self.counts.add(&more.counts);
        more.others.iter().for_each(|name| self.other(name));
    }

    /// Says what there is to say. Rows that could not be assessed are a failure, unless they are allowed.
    pub(super) fn report(&self, error: &str, allowed: bool) -> Result<(), Failure> {
        if self.counts.rows == 0 {
            warn("there is no row below the names of the columns");
        }
        self.others.iter().filter_map(|name| passed_through("key", name)).for_each(|remark| warn(&remark));
        self.counts.remarks().iter().for_each(|remark| warn(remark));
        match self.counts.failed(error) {
            Some(said) if !allowed => Err(Failure::Rows(said)),
            said => {
                said.iter().for_each(|said| warn(said));
                Ok(())
            }
        }
    }
}
