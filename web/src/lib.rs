//! The page: what it shows, its state, and how it is mounted.
//!
//! No formula of the model and no formatting of numbers lives here: results come from `harm-core`, words and shapes from
//! `harm-view`, links and the reading of numbers from `harm-wire`.

// What looks like a formula is geometry, and says so.
#![warn(clippy::float_arithmetic)]

pub mod components;
#[cfg(target_family = "wasm")]
pub mod digits;
#[cfg(feature = "csr")]
pub mod element;
pub mod events;
pub mod hooks;
#[cfg(feature = "csr")]
pub mod mount;
pub mod state;
