//! What the page shares with the browser: the address, and the width of an element.
//!
//! Each hook does nothing while the page is prerendered.

mod address;
pub mod core;
mod later;
mod width;

pub use address::use_address;
pub use core::{Question, use_core};
pub use later::use_later;
pub use width::use_width;
