//! Slider tracks: from a position on an integer grid to a value and back.
//!
//! Each position stands for a cell of values and gives the simplest number in it, so that a slider lands on 1%, 1.5%
//! or 20,000 rather than on what the division of the track happens to be. Pure functions; the input element is the
//! page's.

use harm_wire::Key;
use harm_wire::edit::Control;
use libm::{ceil, floor, log10, pow, round};

use crate::axis::{exp10, within};

/// How positions are spread over the values.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spread {
    /// So many positions for each power of ten.
    Logarithmic(f64),
    /// So many positions for each unit.
    Linear(f64),
}

/// The track of one slider.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    low: f64,
    high: f64,
    spread: Spread,
}

/// Risk of one reference step: 0.0001% to 99%.
pub const RISK: Track = Track { low: 1e-6, high: 0.99, spread: Spread::Logarithmic(40.0) };
/// The whole scale-up as a factor: 1× to a million.
pub const SCALE_UP: Track = Track { low: 1.0, high: 1e6, spread: Spread::Logarithmic(40.0) };
/// People: 1,000 to 20 billion.
pub const POPULATION: Track = Track { low: 1e3, high: 2e10, spread: Spread::Logarithmic(40.0) };
/// A share, by hundredths.
pub const SHARE: Track = Track { low: 0.0, high: 1.0, spread: Spread::Linear(100.0) };

/// The track of a control that has a slider.
#[must_use]
pub fn of(control: Control) -> Option<Track> {
    match control {
        Control::ScaleUp => Some(SCALE_UP),
        Control::Field(Key::Risk | Key::Low | Key::High) => Some(RISK),
        Control::Field(Key::Population) => Some(POPULATION),
        Control::Field(Key::Fatality) => Some(SHARE),
        Control::Field(_) => None,
    }
}

impl Track {
    /// The last position; the first is 0.
    #[must_use]
    pub fn last(&self) -> u32 {
        whole(round(self.cells()))
    }

    /// The value of a position: the simplest number of its cell; the ends are exact.
    #[must_use]
    pub fn value(&self, position: u32) -> f64 {
        if position == 0 {
            return self.low;
        }
        if position >= self.last() {
            return self.high;
        }
        let at = f64::from(position);
        let value = match self.spread {
            Spread::Linear(per_unit) => decimal(round(self.low * per_unit + at), -round_exponent(per_unit)),
            Spread::Logarithmic(per_decade) => {
                let edge = |cell: f64| self.low * exp10(cell / per_decade);
                simplest(edge(at - 0.5), edge(at + 0.5))
            }
        };
        within(value, self.low, self.high)
    }

    /// The position nearest to a value; values beyond the track are at its ends.
    #[must_use]
    pub fn position(&self, value: f64) -> u32 {
        if value <= self.low {
            return 0;
        }
        if value >= self.high {
            return self.last();
        }
        let at = match self.spread {
            Spread::Linear(per_unit) => (value - self.low) * per_unit,
            Spread::Logarithmic(per_decade) => log10(value / self.low) * per_decade,
        };
        whole(round(at)).min(self.last())
    }

    /// Where a value stands on the track, from 0 to 1.
    #[must_use]
    pub fn fraction(&self, value: f64) -> f64 {
        f64::from(self.position(value)) / f64::from(self.last())
    }

    fn cells(&self) -> f64 {
        match self.spread {
            Spread::Linear(per_unit) => (self.high - self.low) * per_unit,
            Spread::Logarithmic(per_decade) => log10(self.high / self.low) * per_decade,
        }
    }
}

/// The number with the fewest digits between two positive ones; of several, one that ends in 5, else the one nearest to
/// their middle.
#[must_use]
pub fn simplest(low: f64, high: f64) -> f64 {
    let mut exponent = round_exponent(high);
    loop {
        let unit = pow(10.0, f64::from(exponent));
        let (first, last) = (ceil(low / unit), floor(high / unit));
        if first <= last {
            let five = floor(last / 10.0) * 10.0 + 5.0;
            let chosen = if first <= five && five <= last {
                five
            } else {
                within(round((low + high) / 2.0 / unit), first, last)
            };
            return decimal(chosen, exponent);
        }
        exponent -= 1;
    }
}

/// The exponent of the largest power of ten that is not above a number.
fn round_exponent(value: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "the logarithm of a double is below 400")]
    let exponent = floor(log10(value)) as i32;
    exponent
}

/// mantissa · 10^exponent, correctly rounded: both powers that are used are exact in doubles.
fn decimal(mantissa: f64, exponent: i32) -> f64 {
    let power = pow(10.0, f64::from(exponent.abs()));
    if exponent < 0 { mantissa / power } else { mantissa * power }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions are small and not negative; the cast saturates at the ends"
)]
fn whole(value: f64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::Digits;

    const ALL: [Track; 4] = [RISK, SCALE_UP, POPULATION, SHARE];

    #[test]
    fn every_position_comes_back_from_its_value() {
        for track in ALL {
            for position in 0..=track.last() {
                assert_eq!(track.position(track.value(position)), position, "{track:?}");
            }
        }
    }

    #[test]
    fn values_rise_and_have_at_most_three_digits() {
        for track in ALL {
            for position in 1..=track.last() {
                let value = track.value(position);
                assert!(value > track.value(position - 1), "{track:?} {position}");
                assert_eq!(Digits::of(value).rounded(3), Digits::of(value), "{track:?} {value}");
            }
        }
    }

    #[test]
    fn the_values_that_people_name_are_on_the_tracks() {
        for risk in [1e-6, 1e-4, 0.001, 0.01, 0.05, 0.1, 0.5, 0.99] {
            assert_eq!(RISK.value(RISK.position(risk)), risk);
        }
        for factor in [1.0, 2.0, 4.0, 10.0, 100.0, 1e6] {
            assert_eq!(SCALE_UP.value(SCALE_UP.position(factor)), factor);
        }
        assert_eq!(POPULATION.value(POPULATION.position(8e9)), 8e9);
        assert_eq!(SHARE.value(30), 0.3);
        assert_eq!(SHARE.value(7), 0.07);
    }

    #[test]
    fn values_beyond_a_track_are_at_its_ends() {
        assert_eq!(RISK.position(0.0), 0);
        assert_eq!(RISK.position(1.0), RISK.last());
        assert_eq!(POPULATION.position(1e12), POPULATION.last());
    }

    #[test]
    fn the_simplest_number_has_the_fewest_digits() {
        assert_eq!(simplest(0.94, 1.06), 1.0);
        assert_eq!(simplest(1.43, 1.57), 1.5);
        assert_eq!(simplest(1.03, 1.09), 1.05);
        assert_eq!(simplest(0.001_43, 0.001_57), 0.0015);
        assert_eq!(simplest(7_600_000_000.0, 8_100_000_000.0), 8e9);
    }
}
