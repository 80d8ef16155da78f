//! The two places where text becomes a double and a double becomes text.
//!
//! What lives here: correctly rounded reading of a plain decimal, and the shortest digits that read back to the same
//! double. Everything else in this crate goes through these two, so that a build for the browser can exchange them for
//! the browser's own (`Number(text)` and `toExponential()`, which give the same digits) without a change elsewhere.
//! How people write numbers is read in [`crate::number`].

use alloc::string::String;

/// The double nearest to a decimal of the form `digits[.digits][e[-]digits]`; beyond the range of doubles it is
/// infinite or 0.
///
/// The caller has checked the form: words such as `inf` must not come here.
#[must_use]
pub fn parse_decimal(decimal: &str) -> Option<f64> {
    implementation::parse(decimal)
}

/// The fewest digits that read back to exactly this double, in the form `d[.ddd]e[-]x`: `8e9`, `2.1e25`, `1e-17`.
#[must_use]
pub fn shortest_digits(value: f64) -> String {
    implementation::shortest(value)
}

#[cfg(any(feature = "decimal", not(target_family = "wasm")))]
mod implementation {
    use alloc::format;
    use alloc::string::String;

    pub(super) fn parse(decimal: &str) -> Option<f64> {
        decimal.parse().ok()
    }

    pub(super) fn shortest(value: f64) -> String {
        format!("{value:e}")
    }
}

#[cfg(not(any(feature = "decimal", not(target_family = "wasm"))))]
use platform as implementation;

/// The browser's conversions in place of Rust's, which with their tables are a tenth of the page's WebAssembly.
///
/// Exists in WebAssembly without the feature `decimal` alone.
#[cfg(not(any(feature = "decimal", not(target_family = "wasm"))))]
pub mod platform {
    extern crate std;

    use alloc::string::String;
    use std::sync::OnceLock;

    /// The two functions.
    #[derive(Debug, Clone, Copy)]
    pub struct Platform {
        /// The double nearest to a decimal.
        pub parse: fn(&str) -> f64,
        /// The fewest digits that read back to the same double, as `d[.ddd]e[-]x`.
        pub shortest: fn(f64) -> String,
    }

    static PLATFORM: OnceLock<Platform> = OnceLock::new();

    /// Says which functions to use, before any number is read or written.
    pub fn install(platform: Platform) {
        // A second instance on the same page brings the same functions.
        let _ = PLATFORM.set(platform);
    }

    pub(super) fn parse(decimal: &str) -> Option<f64> {
        PLATFORM.get().map(|platform| (platform.parse)(decimal))
    }

    pub(super) fn shortest(value: f64) -> String {
        PLATFORM.get().map(|platform| (platform.shortest)(value)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_to_the_same_double() {
        for v in [0.1, 1.0 / 3.0, 8e9, 5e-324, f64::MAX, 2.225_073_858_507_201e-308] {
            assert_eq!(parse_decimal(&shortest_digits(v)), Some(v));
        }
        assert_eq!(shortest_digits(8e9), "8e9");
        assert_eq!(shortest_digits(2.1e25), "2.1e25");
        assert_eq!(shortest_digits(1e-17), "1e-17");
    }
}
