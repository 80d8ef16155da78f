//! Whether two numbers are the same but for rounding. Words must not depend on the last digit of a double.
//!
//! Rounding for readers is not done here.

/// Whether two numbers differ by no more than a few roundings, 16 units in the last place.
///
/// Three steps of 5× are one step of 125×, but their logarithms divide to 0.9999999999999999.
///
/// ```
/// use harm_core::nearly;
///
/// assert!(nearly(0.1 + 0.2, 0.3) && nearly(0.0, 0.0));
/// assert!(!nearly(1.0, 1.0 + 1e-12) && !nearly(1e-300, 0.0) && !nearly(f64::INFINITY, 1.0));
/// ```
#[must_use]
pub fn nearly(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 16.0 * f64::EPSILON * a.abs().min(b.abs())
}
