//! JSON: files of inputs, and the document of results.
//!
//! What lives here: reading inputs strictly ([`parse`]), and writing the one document that the command and the web
//! module print ([`write()`]). Natively and in the browser it is the same text, byte for byte: there is one writer, and
//! nothing in it depends on the platform.

mod columns;
mod document;
mod format;
mod gap;
mod input;
mod solutions;
mod types;

pub use columns::{Cell, Column, Columns};
pub use document::{CURVE_POINTS, Inputs, assess_link, assess_query, write};
pub use format::to_string;
pub use gap::{compare, compare_links};
pub use input::{Input, members, parse, text_of};
pub use solutions::{Asked, Solved, read_risk, solve, write_solutions};
pub use types::types;
