//! What can be wrong with an input: a number outside its quantity's range, or numbers that do not fit each other.
//!
//! The ranges themselves stand in [`crate::quantity`]; words for the reader's own spelling of a value ("150%") belong
//! to the crate that read it.

use core::fmt;

/// What follows `low` in the complaint about bounds that are not in order. In all these sentences `{high}` is the name of
/// another input and `{}` the next of the numbers, so that every surface can put its own names and digits there.
pub const ORDER: &str = " must be less than {high}, but got {} and {}";
/// What follows `weights` in the complaint about weights that are not as many as the opinions.
pub const PANEL_WEIGHTS: &str = " must be as many as the risks of {panel} ({}), but got {}";
/// What follows `from` in the complaint about a range of compute that ends before it begins.
pub const SCALE_UP: &str = " must be at most {to}, but got {} and {}";
/// What follows `abstain` in the complaint about more laboratories that stop than there are.
pub const RESTRAINT: &str = " must be at most {labs}, but got {} of {}";

/// Writes the name of an input and the sentence that follows it.
fn write_rule(f: &mut fmt::Formatter<'_>, input: &str, rule: &str, numbers: &[&dyn fmt::Debug]) -> fmt::Result {
    f.write_str(input)?;
    let mut numbers = numbers.iter();
    // Every other piece stood in braces.
    for (i, piece) in rule.split(['{', '}']).enumerate() {
        match if i % 2 == 1 && piece.is_empty() { numbers.next() } else { None } {
            Some(number) => number.fmt(f)?,
            None => f.write_str(piece)?,
        }
    }
    Ok(())
}

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
            Self::Order { low, high } => write_rule(f, "low", ORDER, &[&low, &high]),
            Self::EmptyPanel => f.write_str("panel must have at least one risk, but got none"),
            Self::PanelWeights { opinions, weights } => write_rule(f, "weights", PANEL_WEIGHTS, &[&opinions, &weights]),
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
        write_rule(f, "from", SCALE_UP, &[&self.from, &self.to])
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
        write_rule(f, "abstain", RESTRAINT, &[&self.abstain, &self.labs])
    }
}

impl core::error::Error for InvalidRestraint {}
