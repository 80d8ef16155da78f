//! What can be wrong with an input: a number outside its quantity's range, or numbers that do not fit each other.
//!
//! The ranges themselves stand in [`crate::quantity`]; words for the reader's own spelling of a value ("150%") belong
//! to the crate that read it.

use core::fmt;

/// A number that is outside the range of its quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutOfRange {
    /// What the number was meant to be, for example `"probability"`.
    pub quantity: &'static str,
    /// The range in words that follow "must be", for example `"between 0 and 1"`.
    pub allowed: &'static str,
    /// The number that was given.
    pub given: f64,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} must be {}, but got {:?}", self.quantity, self.allowed, self.given)
    }
}

impl core::error::Error for OutOfRange {}

/// Numbers that are each in range but do not make a belief together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum InvalidBelief {
    /// A bound that the belief's family cannot have.
    Bound(OutOfRange),
    /// The lower bound is not below the upper one.
    Order {
        /// The lower bound that was given.
        low: f64,
        /// The upper bound that was given.
        high: f64,
    },
    /// A panel without opinions.
    EmptyPanel,
    /// A panel whose weights are not as many as its opinions.
    PanelWeights {
        /// How many opinions there are.
        opinions: usize,
        /// How many weights were given.
        weights: usize,
    },
}

impl fmt::Display for InvalidBelief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Bound(out) => out.fmt(f),
            Self::Order { low, high } => write!(f, "low must be less than high, but got {low:?} and {high:?}"),
            Self::EmptyPanel => f.write_str("panel must have at least one risk, but got none"),
            Self::PanelWeights { opinions, weights } => {
                write!(f, "weights must be as many as the panel's risks ({opinions}), but got {weights}")
            }
        }
    }
}

impl core::error::Error for InvalidBelief {}

/// A range of compute that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InvalidScaleUp {
    /// Training compute at the start, in FLOP.
    pub from: f64,
    /// Training compute at the end, in FLOP.
    pub to: f64,
}

impl fmt::Display for InvalidScaleUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from must be at most to, but got {:?} and {:?}", self.from, self.to)
    }
}

impl core::error::Error for InvalidScaleUp {}

/// More laboratories that stop than there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InvalidRestraint {
    /// How many laboratories there are.
    pub labs: f64,
    /// How many of them would stop.
    pub abstain: f64,
}

impl fmt::Display for InvalidRestraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "abstain must be at most labs, but got {:?} of {:?}", self.abstain, self.labs)
    }
}

impl core::error::Error for InvalidRestraint {}
