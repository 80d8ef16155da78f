//! A logarithmic scale along the paper.

use crate::axis::{exp10, within};

/// From one value to another, as far as each power of ten.
#[derive(Clone, Copy)]
pub(super) struct Log {
    low: f64,
    high: f64,
    left: f64,
    right: f64,
}

impl Log {
    /// The scale from a lower to a higher value, both above 0, between two places.
    pub(super) fn new((low, high): (f64, f64), (left, right): (f64, f64)) -> Self {
        let (low, high) = (libm::log10(low), libm::log10(high));
        // Two values that are the same have their place in the middle.
        let (low, high) = if high - low > 1e-9 { (low, high) } else { (low - 0.5, high + 0.5) };
        Self { low, high, left, right }
    }

    /// Where a value lies; one beyond the scale lies at its end.
    pub(super) fn at(self, value: f64) -> f64 {
        let share = (libm::log10(value.max(f64::MIN_POSITIVE)) - self.low) / (self.high - self.low);
        self.left + (self.right - self.left) * within(share, 0.0, 1.0)
    }

    /// The same scale, gone on to other ends.
    pub(super) fn extended(self, left: f64, right: f64) -> Self {
        let decade = self.decade();
        let (low, high) = (self.low - (self.left - left) / decade, self.high + (right - self.right) / decade);
        Self { low, high, left, right }
    }

    /// Pixels of one power of ten.
    pub(super) fn decade(self) -> f64 {
        (self.right - self.left) / (self.high - self.low)
    }

    /// The values for labels that need so much room: every power of ten or every so many, and three times each where that
    /// leaves room. The powers come first.
    pub(super) fn ticks(self, room: f64) -> Vec<f64> {
        let step = libm::ceil(room / self.decade()).max(1.0);
        let first = libm::ceil(self.low / step - 1e-9) * step;
        let mut ticks = Vec::new();
        let mut exponent = first;
        while exponent <= self.high + 1e-9 && ticks.len() < 100 {
            ticks.push(exp10(exponent));
            exponent += step;
        }
        if self.decade() > 2.0 * room {
            let mut exponent = libm::floor(self.low);
            while exponent <= self.high {
                let value = 3.0 * exp10(exponent);
                if value > exp10(self.low) && value < exp10(self.high) {
                    ticks.push(value);
                }
                exponent += 1.0;
            }
        }
        // A scale may go on beyond the doubles at either end.
        ticks.retain(|&tick| tick > 0.0 && tick.is_finite());
        ticks
    }
}
