//! The model of Expected Harm, and nothing else: from a risk per scaling step and a population to expected deaths.
//!
//! What lives here: the quantities with their ranges, the belief about the risk, compounding over a scale-up, the
//! assessment, the lenses (evaluations, pauses, …) and the facts they are compared with. What does not: reading,
//! printing, links, files, clocks, random numbers, the page.
//!
//! ```
//! use harm_core::{Scenario, assess};
//!
//! let assessment = assess(&Scenario::default());
//! assert_eq!(assessment.expected_deaths, 80_000_000.0);
//! ```
#![no_std]
#![deny(missing_docs)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod assess;
pub mod assessment;
pub mod belief;
pub mod error;
pub mod facts;
pub mod gap;
pub mod hazard;
pub mod lens;
#[doc = include_str!("../METHODS.md")]
#[allow(clippy::doc_markdown, reason = "a document for readers: symbols with indices, names of companies")]
pub mod methods {}
mod named;
pub mod preset;
pub mod quantity;
mod rounding;
pub mod scenario;
mod special;

pub use assess::{assess, curve, expected_deaths};
pub use assessment::{Assessment, CurvePoint, Interval, Pace};
pub use belief::{Belief, Family, Sharing};
pub use error::{InvalidBelief, InvalidRestraint, InvalidScaleUp, OutOfRange};
pub use lens::Lenses;
pub use preset::Preset;
pub use rounding::nearly;
pub use scenario::{Per, ScaleUp, Scenario};

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
