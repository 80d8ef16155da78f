//! Wire version 1 of Expected Harm: how inputs are written in links, attributes, files and fields, and results in JSON
//! and CSV.
//!
//! What lives here: the one table of fields ([`field`]), numbers as people write them ([`number`]), messages about bad
//! input ([`read`], [`inputs`]), and the forms on the wire. What does not: the model (`harm-core`), sentences about
//! results (`harm-view`), anything of a browser.
#![cfg_attr(not(any(test, feature = "json")), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod assembly;
pub mod attributes;
pub mod belief;
mod collect;
mod complaint;
pub mod csv;
pub mod digits;
pub mod edit;
mod entry;
pub mod field;
mod given;
pub mod inputs;
#[cfg(feature = "json")]
pub mod json;
mod nearest;
pub mod number;
pub mod permalink;
pub mod query;
pub mod question;
pub mod read;
mod request;
#[cfg(any(test, feature = "strategies"))]
pub mod strategies;
pub mod value;

pub use collect::{Parsed, VERSION, Warning, unknown_input};
pub use complaint::{FieldError, push_all, shortened};
pub use entry::{Entries, Entry};
pub use field::{Field, Key, Kind, Unit, Value};
pub use given::Given;
pub use nearest::nearest;
pub use question::Question;
pub use read::{read_entry, read_field};
pub use request::Request;
pub use value::Values;

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
