//! The quantities of the model as types that can only hold a number of their range.
//!
//! Each type knows its name, its range and the words for it, so that every surface (command line, link, page) refuses
//! the same numbers in the same words. No formula lives here, and no reading of text.

use crate::error::OutOfRange;

/// The numbers that a quantity can have, and the words for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The words, which follow "must be".
    pub words: &'static str,
    /// The lower end.
    pub low: f64,
    /// Whether the lower end belongs to the range.
    pub with_low: bool,
    /// The upper end; infinite where there is none.
    pub high: f64,
    /// Whether the upper end belongs to the range.
    pub with_high: bool,
}

impl Range {
    /// Whether a number is in the range. No range contains NaN or an infinity.
    #[must_use]
    pub const fn contains(&self, value: f64) -> bool {
        let above = value > self.low || self.with_low && value == self.low;
        let below = value < self.high || self.with_high && value == self.high;
        above && below && value.is_finite()
    }
}

/// A range, written in the words that messages use for it.
macro_rules! range {
    (between $low:literal and $high:literal) => {
        range!(concat!("between ", $low, " and ", $high), $low, true, $high as f64, true)
    };
    (greater than $low:literal and at most $high:literal) => {
        range!(concat!("greater than ", $low, " and at most ", $high), $low, false, $high as f64, true)
    };
    (greater than $low:literal and less than $high:literal) => {
        range!(concat!("greater than ", $low, " and less than ", $high), $low, false, $high as f64, false)
    };
    (greater than $low:literal) => {
        range!(concat!("greater than ", $low), $low, false, f64::INFINITY, false)
    };
    ($low:literal or more) => {
        range!(concat!($low, " or more"), $low, true, f64::INFINITY, false)
    };
    ($words:expr, $low:literal, $with_low:literal, $high:expr, $with_high:literal) => {
        Range { words: $words, low: $low as f64, with_low: $with_low, high: $high, with_high: $with_high }
    };
}

/// Declares a number type with its documentation, its name in messages and its range.
macro_rules! quantity {
    ($(#[$doc:meta])* $type:ident, $name:literal, $($range:tt)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $type(f64);

        impl $type {
            /// What messages call this quantity.
            pub const NAME: &'static str = $name;
            /// Its range.
            pub const RANGE: Range = range!($($range)+);

            /// Takes a number of the range.
            ///
            /// # Errors
            /// [`OutOfRange`] when the number is not in [`Self::RANGE`].
            pub const fn new(value: f64) -> Result<Self, OutOfRange> {
                if Self::RANGE.contains(value) {
                    // −0 is 0: a sign that no reader meant would otherwise be printed.
                    Ok(Self(if value == 0.0 { 0.0 } else { value }))
                } else {
                    Err(OutOfRange { quantity: $name, allowed: Self::RANGE.words, given: value })
                }
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $type {
            type Error = OutOfRange;

            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                Self::new(value)
            }
        }

        impl From<$type> for f64 {
            fn from(quantity: $type) -> f64 {
                quantity.0
            }
        }
    };
}

/// A quantity from a number that is known to be in its range; the build fails when it is not.
///
/// ```
/// use harm_core::known;
/// use harm_core::quantity::Probability;
///
/// assert_eq!(known!(Probability, 0.01).get(), 0.01);
/// ```
#[macro_export]
macro_rules! known {
    ($type:ident, $value:expr) => {
        const {
            match $type::new($value) {
                Ok(quantity) => quantity,
                Err(_) => panic!("a constant is out of its range"),
            }
        }
    };
}

quantity! {
    /// A probability, without unit.
    Probability, "probability", between 0 and 1
}
quantity! {
    /// A probability that is neither impossible nor certain, for example the level of a credible interval.
    OpenProbability, "probability", greater than 0 and less than 1
}
quantity! {
    /// A probability that is not impossible, for example the upper bound of a risk.
    PositiveProbability, "probability", greater than 0 and at most 1
}
quantity! {
    /// A factor by which training compute is multiplied, without unit.
    ScaleFactor, "factor", greater than 1
}
quantity! {
    /// A number of scaling steps; fractions of a step are allowed.
    Steps, "number of steps", 0 or more
}
quantity! {
    /// Training compute, in floating-point operations (FLOP).
    Compute, "compute", greater than 0
}
quantity! {
    /// A number of people.
    Population, "population", between 0 and 1e12
}
quantity! {
    /// The share of the population that dies if the catastrophe happens.
    FatalityFraction, "fatality fraction", between 0 and 1
}
quantity! {
    /// The factor by which the hazard grows with each further order of magnitude of compute; 1 is a constant hazard.
    Trend, "trend", greater than 0
}
quantity! {
    /// The factor by which training compute grows in a year.
    Growth, "growth", greater than 1
}
quantity! {
    /// A weight: of evidence (the a + b of a beta distribution) or of one opinion in a panel.
    Weight, "weight", greater than 0
}
quantity! {
    /// A length of time in months; twelve make a year.
    Months, "number of months", 0 or more
}
quantity! {
    /// A length of time in months that is not nothing: the time between evaluations, the length of a pause.
    PositiveMonths, "number of months", greater than 0
}
quantity! {
    /// An amount of money in US dollars.
    Dollars, "amount in dollars", 0 or more
}
quantity! {
    /// A distance on the compute axis, in powers of ten.
    OrdersOfMagnitude, "number of orders of magnitude", 0 or more
}
quantity! {
    /// A number of laboratories, of equal hazard; an effective number may have a fraction.
    Laboratories, "number of laboratories", greater than 0
}
quantity! {
    /// A number of expected deaths.
    Deaths, "number of deaths", 0 or more
}

quantity! {
    /// A share of a whole that is not a probability: of the hazard, of all deaths, of what a laboratory leaves undone.
    Share, "share", between 0 and 1
}
quantity! {
    /// The factor of compute between the first warning signs and danger; 1 is no warning at all.
    Buffer, "factor", 1 or more
}
quantity! {
    /// A number of laboratories that stop; an effective number may have a fraction.
    Abstaining, "number of laboratories that stop", 0 or more
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn a_range_includes_exactly_what_its_words_say() {
        for v in [0.0, 1.0, 0.5, f64::MIN_POSITIVE] {
            assert_eq!(Probability::new(v).map(Probability::get), Ok(v));
        }
        for v in [-f64::MIN_POSITIVE, 1.0 + f64::EPSILON, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Probability::new(v).is_err(), "{v}");
        }
        assert!(OpenProbability::new(0.0).is_err() && OpenProbability::new(1.0).is_err());
        assert!(ScaleFactor::new(1.0).is_err() && ScaleFactor::new(1.0 + f64::EPSILON).is_ok());
        assert!(Population::new(1e12).is_ok() && Population::new(1.000_000_1e12).is_err());
        assert!(Trend::new(0.0).is_err() && Steps::new(0.0).is_ok() && Steps::new(f64::INFINITY).is_err());
    }

    #[test]
    fn the_message_names_range_and_given_value() {
        let message = Probability::new(1.5).unwrap_err().to_string();
        assert_eq!(message, "probability must be between 0 and 1, but got 1.5");
    }

    #[test]
    fn negative_zero_is_zero() {
        assert!(Population::new(-0.0).unwrap().get().is_sign_positive());
    }
}
