//! What the page shares with the browser: the address, the element around it, and the width of an element.
//!
//! Each hook does nothing while the page is prerendered.

mod address;
mod core;
mod host;
mod later;
mod redrawn;
mod rest;
mod width;

pub use address::{query, use_address};
pub use core::use_countries;
pub use host::{Host, use_host};
pub use later::use_later;
pub use redrawn::use_redrawn;
pub use rest::use_rest;
pub use width::use_width;
