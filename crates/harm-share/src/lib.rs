//! What a scenario becomes where people share it: snippets for blogs and other platforms, citations, and the options of an
//! embedded calculator.
//!
//! What lives here: the texts that are copied out ([`snippet`], [`citation`]) and the options that come back in ([`embed`]).
//! What does not: links and files (`harm-wire`), and sentences about results (`harm-view`).
#![cfg_attr(not(test), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod citation;
pub mod embed;
pub mod snippet;

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
