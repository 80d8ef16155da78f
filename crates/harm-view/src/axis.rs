//! Axes: round ticks for a linear axis that begins at 0, and powers of ten for a logarithmic one.
//!
//! Positions on paper are in [`crate::chart`].

use libm::{ceil, floor, log10, pow, round};

/// 10^x. The mathematics library has a function for it, with tables of 4 kB; `pow` is needed anyway.
pub(crate) fn exp10(x: f64) -> f64 {
    pow(10.0, x)
}

/// A number moved into a range. `f64::clamp` would do, but its panic prints doubles, and with the code for that the
/// page's WebAssembly grows by 14 kB.
#[must_use]
pub(crate) fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// Ticks of a linear axis from 0 to a round number that is not below `highest`: at most `most` steps of 1, 2, 2.5 or
/// 5 times a power of ten. Ends in the axis' top. An axis for nothing ends at 1.
#[must_use]
pub fn linear_ticks(highest: f64, most: u32) -> Vec<f64> {
    let highest = if highest > 0.0 { highest } else { 1.0 };
    let rough = highest / f64::from(most.max(1));
    let decade = exp10(floor(log10(rough)));
    // A guard against the rounding of the quotient: 0.3 is three steps of 0.1.
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|s| s * decade >= rough * (1.0 - 1e-12)).unwrap_or(10.0) * decade;
    let steps = ceil(highest / step - 1e-12).max(1.0);
    (0..=most.max(1) + 1).map(f64::from).take_while(|&i| i <= steps).map(|i| i * step).collect()
}

/// Powers of ten for ticks of a logarithmic axis of `end` orders of magnitude: at most `most` steps of 1, 2, 5, 10, …
#[must_use]
pub fn power_ticks(end: f64, most: u32) -> Vec<f64> {
    let mut step = 1.0;
    while end / step > f64::from(most.max(1)) {
        // 1 → 2 → 5 → 10 → 20 …
        let mantissa = round(step / exp10(floor(log10(step))));
        step *= if mantissa == 2.0 { 2.5 } else { 2.0 };
    }
    (0..=most + 1).map(|i| f64::from(i) * step).take_while(|&at| at * (1.0 - 1e-12) <= end).collect()
}

/// Where a chart of the compute axis ends for a scale-up of `x` orders of magnitude: some way beyond it, at a place
/// that stays while a slider moves.
#[must_use]
pub fn compute_end(x: f64) -> f64 {
    if x <= 5.0 {
        return 5.0;
    }
    let decade = exp10(floor(log10(x)));
    let end = [1.0, 1.2, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0].into_iter().map(|s| s * decade).find(|&end| end >= x);
    // The next place beyond the largest scale-up would be no number.
    end.filter(|end| end.is_finite()).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn linear_ticks_are_round_and_cover() {
        assert_eq!(linear_ticks(392e6, 5), [0.0, 1e8, 2e8, 3e8, 4e8]);
        assert_eq!(linear_ticks(1.0, 5), [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]);
        assert_eq!(linear_ticks(0.0, 2), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn powers_of_ten_step_by_one_two_or_five() {
        assert_eq!(power_ticks(5.0, 6), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(power_ticks(12.0, 6), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
        assert_eq!(power_ticks(100.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }

    #[test]
    fn the_compute_axis_ends_beyond_the_scale_up() {
        assert_eq!(compute_end(1.0), 5.0);
        assert_eq!(compute_end(5.5), 6.0);
        assert_eq!(compute_end(10.0), 10.0);
        assert_eq!(compute_end(1000.0), 1000.0);
    }

    #[test]
    fn a_scale_up_near_the_end_of_the_doubles_is_on_its_axis() {
        let x = 1.555_985_624_889_357_1e308;
        let end = compute_end(x);
        assert!(end >= x && end.is_finite() && power_ticks(end, 6).iter().all(|tick| tick.is_finite()), "{end}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_height_gets_a_few_ticks_that_cover_it(e in -300.0..300.0f64, most in 1u32..12) {
            let highest = exp10(e);
            let ticks = linear_ticks(highest, most);
            prop_assert!(ticks.len() >= 2 && ticks.len() <= most as usize + 2, "{:?}", ticks);
            prop_assert!(ticks[ticks.len() - 1] >= highest * (1.0 - 1e-9));
        }

        #[test]
        fn any_scale_up_is_on_its_axis(x in prop_oneof![0.0..1e6, 0.0..=f64::MAX, (0.0..308.2f64).prop_map(exp10)]) {
            let end = compute_end(x);
            prop_assert!(end >= x && end.is_finite(), "{} for {}", end, x);
            let ticks = power_ticks(end, 6);
            prop_assert!(ticks.len() >= 3 && ticks.len() <= 8, "{:?}", ticks);
            let in_order = ticks.is_sorted_by(|one, next| one < next);
            prop_assert!(in_order && ticks[2] > end / 16.0 && ticks.iter().all(|tick| tick.is_finite()), "{:?}", ticks);
        }
    }
}
