//! The quantities of the model as types that can only hold a number of their range.
//!
//! Each type knows its name, its range and the words for it, so that every surface (command line, link, page) refuses
//! the same numbers in the same words. No formula lives here, and no reading of text.

use crate::error::OutOfRange;

/// Declares a number type with a range: its documentation, its name in messages, the words of its range, its test.
macro_rules! quantity {
    ($(#[$doc:meta])* $type:ident, $name:literal, $allowed:literal, |$value:ident| $test:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $type(f64);

        impl $type {
            /// What messages call this quantity.
            pub const NAME: &'static str = $name;
            /// The range, in words that follow "must be".
            pub const ALLOWED: &'static str = $allowed;

            /// Takes a number of the range.
            ///
            /// # Errors
            /// [`OutOfRange`] when the number is not
            #[doc = concat!($allowed, ",")]
            /// or is not finite.
            pub const fn new($value: f64) -> Result<Self, OutOfRange> {
                if $value.is_finite() && $test {
                    // −0 is 0: a sign that no reader meant would otherwise be printed.
                    Ok(Self(if $value == 0.0 { 0.0 } else { $value }))
                } else {
                    Err(OutOfRange { quantity: $name, allowed: $allowed, given: $value })
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

quantity! {
    /// A probability, without unit.
    Probability, "probability", "between 0 and 1", |v| v >= 0.0 && v <= 1.0
}
quantity! {
    /// A probability that is neither impossible nor certain, for example the level of a credible interval.
    OpenProbability, "probability", "greater than 0 and less than 1", |v| v > 0.0 && v < 1.0
}
quantity! {
    /// A factor by which training compute is multiplied, without unit.
    ScaleFactor, "factor", "greater than 1", |v| v > 1.0
}
quantity! {
    /// A number of scaling steps; fractions of a step are allowed.
    Steps, "number of steps", "0 or more", |v| v >= 0.0
}
quantity! {
    /// Training compute, in floating-point operations (FLOP).
    Compute, "compute", "greater than 0", |v| v > 0.0
}
quantity! {
    /// A number of people.
    Population, "population", "between 0 and 1e12", |v| v >= 0.0 && v <= 1e12
}
quantity! {
    /// The share of the population that dies if the catastrophe happens.
    FatalityFraction, "fatality fraction", "between 0 and 1", |v| v >= 0.0 && v <= 1.0
}
quantity! {
    /// The factor by which the hazard grows with each further order of magnitude of compute; 1 is a constant hazard.
    Trend, "trend", "greater than 0", |v| v > 0.0
}
quantity! {
    /// The factor by which training compute grows in a year.
    Growth, "growth", "greater than 1", |v| v > 1.0
}
quantity! {
    /// A weight: of evidence (the a + b of a beta distribution) or of one opinion in a panel.
    Weight, "weight", "greater than 0", |v| v > 0.0
}
quantity! {
    /// A length of time in months; twelve make a year.
    Months, "number of months", "0 or more", |v| v >= 0.0
}
quantity! {
    /// A length of time in months that is not nothing: the time between evaluations, the length of a pause.
    PositiveMonths, "number of months", "greater than 0", |v| v > 0.0
}
quantity! {
    /// An amount of money in US dollars.
    Dollars, "amount in dollars", "0 or more", |v| v >= 0.0
}
quantity! {
    /// A distance on the compute axis, in powers of ten.
    OrdersOfMagnitude, "number of orders of magnitude", "0 or more", |v| v >= 0.0
}
quantity! {
    /// A number of laboratories, of equal hazard; an effective number may have a fraction.
    Laboratories, "number of laboratories", "greater than 0", |v| v > 0.0
}
quantity! {
    /// A number of expected deaths.
    Deaths, "number of deaths", "0 or more", |v| v >= 0.0
}

quantity! {
    /// A share of a whole that is not a probability: of the hazard, of all deaths, of what a laboratory leaves undone.
    Share, "share", "between 0 and 1", |v| v >= 0.0 && v <= 1.0
}
quantity! {
    /// The factor of compute between the first warning signs and danger; 1 is no warning at all.
    Buffer, "factor", "1 or more", |v| v >= 1.0
}
quantity! {
    /// A number of laboratories that stop; an effective number may have a fraction.
    Abstaining, "number of laboratories that stop", "0 or more", |v| v >= 0.0
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
