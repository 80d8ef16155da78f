//! Lines as the `d` of an SVG path: coordinates as text, and no more corners than a line needs.
//!
//! Where a line goes is in [`crate::chart`].

/// How far, in pixels, a drawn line may pass from a point of its curve: half of what coordinates are rounded to.
const TOLERANCE: f64 = 0.05;

/// A polyline as path commands; the first point moves when the path begins, and draws when it goes on.
pub(crate) fn path(points: &[(f64, f64)], begins: bool) -> String {
    let mut out = String::new();
    for (i, (x, y)) in corners(points).into_iter().enumerate() {
        out.push(if i == 0 && begins { 'M' } else { 'L' });
        out.push_str(&pair(x, y));
    }
    out
}

/// The points at which a line has to turn so that it passes all others by no more than the tolerance. A curve of this model
/// is nearly straight as a rule, and what is not written need not be parsed at each step of a slider.
///
/// The points go on in one direction, to the right or to the left. From the last corner, every point narrows the slopes
/// that are near enough to it; the first point that lies outside of them has a corner before it.
pub(crate) fn corners(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
    let Some((&first, others)) = points.split_first() else { return Vec::new() };
    let mut corners = vec![first];
    let (mut corner, mut before, mut slopes) = (first, first, ANY);
    for &point in others {
        let slope = |from: (f64, f64), y: f64| (y - from.1) / (point.0 - from.0).abs();
        let direct = slope(corner, point.1);
        if direct < slopes.0 || direct > slopes.1 {
            corners.push(before);
            (corner, slopes) = (before, ANY);
        }
        slopes.0 = slopes.0.max(slope(corner, point.1 - TOLERANCE));
        slopes.1 = slopes.1.min(slope(corner, point.1 + TOLERANCE));
        before = point;
    }
    if before != corner {
        corners.push(before);
    }
    corners
}

/// A point of a path.
pub(crate) fn pair(x: f64, y: f64) -> String {
    pixels(x) + " " + &pixels(y)
}

/// A coordinate to a tenth of a pixel, as text. In whole numbers: printing doubles is not needed for that.
#[must_use]
pub fn pixels(value: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "coordinates are within some thousand pixels")]
    let tenths = libm::round(value * 10.0) as i32;
    let (whole, tenth) = ((tenths / 10).to_string(), tenths.abs() % 10);
    let sign = if tenths < 0 && tenths > -10 { "-" } else { "" };
    if tenth == 0 { [sign, &whole].concat() } else { [sign, &whole, ".", &tenth.to_string()].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_has_a_corner_only_where_it_turns() {
        let of = |y: fn(i32) -> i32| (0..65).map(|i| (f64::from(i), f64::from(y(i)))).collect::<Vec<_>>();
        assert_eq!(corners(&of(|i| i * 2)), [(0.0, 0.0), (64.0, 128.0)]);
        let mut bent = of(|i| (i - 32).abs());
        assert_eq!(corners(&bent), [(0.0, 32.0), (32.0, 0.0), (64.0, 32.0)]);
        bent.reverse();
        assert_eq!(corners(&bent), [(64.0, 32.0), (32.0, 0.0), (0.0, 32.0)]);
        assert_eq!(corners(&[(3.0, 4.0)]), [(3.0, 4.0)]);
        assert_eq!(corners(&[]), []);
    }

    #[test]
    fn coordinates_are_written_to_a_tenth() {
        assert_eq!([pixels(12.0), pixels(12.34), pixels(-0.26), pixels(-3.0)], ["12", "12.3", "-0.3", "-3"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_point_of_a_curve_is_far_from_the_line_drawn(heights in prop::collection::vec(0.0..400.0f64, 2..80), calm in 0.0..1.0f64) {
            let points: Vec<_> = heights.iter().enumerate().map(|(i, y)| (i as f64 * 9.0, 200.0 + (y - 200.0) * calm.powi(8))).collect();
            let corners = corners(&points);
            for (x, y) in points {
                let after = corners.iter().position(|corner| corner.0 >= x).unwrap().max(1);
                let [(x0, y0), (x1, y1)] = [corners[after - 1], corners[after]];
                let drawn = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
                prop_assert!((drawn - y).abs() <= TOLERANCE + 1e-9, "({x}, {y}) of {corners:?}");
            }
        }
    }
}
