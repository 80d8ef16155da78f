//! Many scenarios at once: columns of inputs in, columns of results out, a sentence for each row that has no result.
//!
//! A [`Model`] holds what all rows share: the base values and the results that are asked for. It assesses one row at a
//! time ([`Model::row`]), for sources that stream text, or whole columns ([`Model::assess`]), in parallel if asked.
//! [`inputs_of`] finds the inputs among the names of columns. The crate reads no files and knows no data frames.
#![deny(missing_docs)]

mod batch;
mod model;
mod names;
mod tally;

pub use batch::{Cells, Column, ResultColumn, Results};
pub use model::{Input, Model};
pub use names::{NameError, input_named, inputs_of, passed_through};
pub use tally::Tally;

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
