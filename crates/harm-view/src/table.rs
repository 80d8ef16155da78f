//! The rows of the figure's table: round powers of ten, and the present scenario among them.

use harm_core::{CurvePoint, Scenario, curve};

use crate::axis::{compute_end, power_ticks};

/// How many powers of ten the table has at most, about.
const MOST: u32 = 6;

/// The rows for a scenario at `present` orders of magnitude, in order; without the start, where there is nothing.
#[must_use]
pub fn rows(scenario: &Scenario, present: f64) -> Vec<CurvePoint> {
    let mut places: Vec<f64> = power_ticks(compute_end(present), MOST).into_iter().skip(1).collect();
    if !places.contains(&present) {
        let at = places.partition_point(|&place| place < present);
        places.insert(at, present);
    }
    // A curve of two points ends in the one that is wanted.
    places.into_iter().filter_map(|x| curve(scenario, x, 2).pop()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(present: f64) -> Vec<f64> {
        rows(&Scenario::default(), present).into_iter().map(|point| point.orders_of_magnitude).collect()
    }

    #[test]
    fn the_present_scenario_stands_once_and_in_order() {
        assert_eq!(places(1.0), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(places(1.5), [1.0, 1.5, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(places(0.0), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn a_row_is_a_point_of_the_curve() {
        let rows = rows(&Scenario::default(), 1.0);
        assert_eq!((rows[0].risk, rows[0].expected_deaths), (0.01, 8e7));
    }
}
