//! From results to words and shapes: numbers as people say them, slider tracks, axes, charts and sentences.
//!
//! Everything here is pure and knows no page: the web crate, the command line and the pictures all show what comes
//! from here. The model is in `harm-core`; links, files and their spelling of numbers are in `harm-wire`.
#![deny(missing_docs)]

pub mod axis;
pub mod card;
pub mod chart;
pub mod difference;
pub mod digits;
pub mod field;
pub mod figure;
pub mod number;
pub mod path;
pub mod question;
pub mod report;
pub mod sentence;
pub mod stated;
pub mod table;
mod text;
pub mod track;

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
