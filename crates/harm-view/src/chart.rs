//! The chart of harm over compute: where everything stands on paper, as path strings and positions.
//!
//! Laid out for a width in pixels, so that text keeps its size on a narrow page. Pure: elements, colours and events are
//! the page's; the words of axes come from [`crate::number`], their ticks from [`crate::axis`].

use harm_core::CurvePoint;
use harm_core::facts::{COMPARATORS, Kind};

use crate::axis::{linear_ticks, power_ticks, within};
use crate::number::{factor, people, people_tick, percent};
use crate::path::{pair, path};
use crate::sentence::capital;

/// What the vertical axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Expected deaths.
    #[default]
    Deaths,
    /// The probability of catastrophe.
    Risk,
}

impl Measure {
    /// The measure of one point of the curve.
    #[must_use]
    pub fn of(self, point: &CurvePoint) -> f64 {
        match self {
            Self::Deaths => point.expected_deaths,
            Self::Risk => point.risk,
        }
    }

    /// A value of this measure in words.
    #[must_use]
    pub fn words(self, value: f64) -> String {
        match self {
            Self::Deaths => people(value),
            Self::Risk => percent(value),
        }
    }

    fn tick(self, value: f64) -> String {
        match self {
            Self::Deaths => people_tick(value),
            Self::Risk => percent(value),
        }
    }
}

/// A tick of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Its position along the axis, in pixels of the drawing.
    pub at: f64,
    /// Its label.
    pub label: String,
}

/// A recorded toll that is drawn as a line across the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its height in pixels.
    pub y: f64,
    /// What it is.
    pub label: String,
}

/// The place of the present scenario on the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// The value in words.
    pub label: String,
    /// Where the label begins or ends, so that it stays on the paper.
    pub label_x: f64,
    /// Its baseline.
    pub label_y: f64,
    /// Whether the label ends at `label_x` instead of beginning there.
    pub label_ends: bool,
}

/// A chart that is ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Width of the drawing in pixels.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Left edge of the plot.
    pub left: f64,
    /// Right edge of the plot.
    pub right: f64,
    /// Upper edge of the plot.
    pub top: f64,
    /// Lower edge of the plot: the line of nothing.
    pub bottom: f64,
    /// Ticks of the compute axis.
    pub x_ticks: Vec<Tick>,
    /// Ticks of the measure.
    pub y_ticks: Vec<Tick>,
    /// The curve, as the `d` of an SVG path.
    pub line: String,
    /// What is under it.
    pub area: String,
    /// The 5–95% band; `None` when the risk is certain.
    pub band: Option<String>,
    /// The present scenario.
    pub marker: Marker,
    /// Recorded tolls within the chart's height.
    pub references: Vec<Reference>,
    /// The point that the reader looks at.
    pub reading: Option<Marker>,
    /// The other scenario's curve; empty when there is none.
    pub other: String,
    /// Names of amounts of compute, below the axis.
    pub marks: Vec<Tick>,
}

/// A recorded toll to draw, when it fits the chart's height.
#[derive(Debug, Clone, PartialEq)]
pub struct Toll {
    /// Deaths: the middle of what is estimated.
    pub deaths: f64,
    /// What it was, and how many.
    pub label: String,
}

/// The recorded tolls that the core compares with, in its order.
#[must_use]
pub fn tolls() -> Vec<Toll> {
    let all = COMPARATORS.iter().filter(|comparator| comparator.kind == Kind::DeathToll);
    all.map(|toll| {
        let name = capital(toll.name.trim_start_matches("the ").trim_start_matches("a "));
        let range = if toll.low == toll.high {
            people(toll.low)
        } else {
            [people_tick(toll.low), people_tick(toll.high)].join(" to ")
        };
        Toll { deaths: (toll.low + toll.high) / 2.0, label: [&*name, ": ", &range].concat() }
    })
    .collect()
}

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Content<'a> {
    /// The curve from 0 to the end of the compute axis, evenly spaced.
    pub curve: &'a [CurvePoint],
    /// The present scenario: orders of magnitude, and its value in the measure.
    pub present: (f64, f64),
    /// What the vertical axis counts.
    pub measure: Measure,
    /// Recorded tolls, drawn for deaths alone.
    pub tolls: &'a [Toll],
    /// The point of the curve that the reader looks at.
    pub reading: Option<&'a CurvePoint>,
    /// The curve of another scenario, to compare with; drawn as far as it and the chart go.
    pub other: &'a [CurvePoint],
    /// Amounts of compute to name below the axis: orders of magnitude from the start.
    pub marks: &'a [(f64, String)],
}

/// Room for the labels of the vertical axis, left of the plot; the page lays its reading slider over the plot.
pub const LEFT: f64 = 58.0;
/// Room right of the plot.
pub const RIGHT: f64 = 14.0;

/// Width that a character of a label takes, in pixels, on the safe side for the fonts that browsers bring.
const CHARACTER: f64 = 7.5;

/// Lays a chart out for a width in pixels.
#[must_use]
pub fn layout(content: &Content<'_>, width: f64) -> Chart {
    let width = within(width, 240.0, 1200.0);
    let height = within(width * 0.6, 230.0, 400.0);
    let below = if content.marks.is_empty() { 34.0 } else { 54.0 };
    let (left, right, top, bottom) = (LEFT, width - RIGHT, 14.0, height - below);
    let measure = content.measure;

    let end = content.curve.last().map_or(1.0, |point| point.orders_of_magnitude).max(f64::MIN_POSITIVE);
    let highest = content
        .curve
        .iter()
        .map(|point| point.interval.map_or(measure.of(point), |band| scaled(point, measure, band.p95)))
        .fold(content.present.1, f64::max);
    let within_end = content.other.iter().filter(|point| point.orders_of_magnitude <= end * (1.0 + 1e-9));
    let highest = within_end.clone().map(|point| measure.of(point)).fold(highest, f64::max);
    let most = if height < 280.0 { 4 } else { 5 };
    let mut heights = linear_ticks(highest, most);
    if measure == Measure::Risk {
        // No axis of a probability goes beyond certainty.
        heights.retain(|&tick| tick <= 1.0 + 1e-9);
        if let Some(last) = heights.last_mut().filter(|last| **last > 1.0 - 1e-9) {
            *last = 1.0;
        }
    }
    let full = heights.last().copied().unwrap_or(1.0).max(highest);

    let x_of = |x: f64| left + (right - left) * (x / end).min(1.0);
    let y_of = |value: f64| bottom - (bottom - top) * within(value / full, 0.0, 1.0);

    // As many labels as fit: the longest is the last.
    let room = right - left;
    let widest = factor(end).chars().count().max(3);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a handful of labels"
    )]
    let most_x = within(room / (CHARACTER * widest as f64 + 18.0), 2.0, 8.0) as u32;
    let x_ticks = power_ticks(end, most_x).into_iter().map(|p| Tick { at: x_of(p), label: factor(p) }).collect();
    let y_ticks = heights.iter().map(|&value| Tick { at: y_of(value), label: measure.tick(value) }).collect();

    let along = |value: fn(Measure, &CurvePoint) -> f64| -> Vec<(f64, f64)> {
        content.curve.iter().map(|point| (x_of(point.orders_of_magnitude), y_of(value(measure, point)))).collect()
    };
    let line = path(&along(Measure::of), true);
    let area = [&line, "L", &pair(x_of(end), bottom), "L", &pair(left, bottom), "Z"].concat();
    let band = content.curve.iter().all(|point| point.interval.is_some()).then(|| {
        let upper = along(|m, p| scaled(p, m, p.interval.map_or(0.0, |band| band.p95)));
        let mut lower = along(|m, p| scaled(p, m, p.interval.map_or(0.0, |band| band.p05)));
        lower.reverse();
        path(&upper, true) + &path(&lower, false) + "Z"
    });

    let place = |x: f64, value: f64| (x_of(x), y_of(value));
    let present = place(content.present.0, content.present.1);
    let reading = content.reading.map(|point| {
        let value = measure.of(point);
        let band = point.interval.map(|band| {
            let [low, high] = [band.p05, band.p95].map(|risk| measure.words(scaled(point, measure, risk)));
            [" (5–95%: ", &low, " to ", &high, ")"].concat()
        });
        let label =
            [&factor(point.orders_of_magnitude), ": ", &measure.words(value), &band.unwrap_or_default()].concat();
        marker(label, place(point.orders_of_magnitude, value), (left, right, top))
    });
    let marker = marker(measure.words(content.present.1), present, (left, right, top));
    Chart {
        width,
        height,
        left,
        right,
        top,
        bottom,
        x_ticks,
        y_ticks,
        line,
        area,
        band,
        reading,
        other: path(
            &within_end.map(|point| place(point.orders_of_magnitude, measure.of(point))).collect::<Vec<_>>(),
            true,
        ),
        marks: marks(content, end, x_of, right),
        references: references(content, y_of, (top, bottom, right), &marker),
        marker,
    }
}

/// A quantile of the risk in the chart's measure, with the point's own ratio of deaths to risk.
fn scaled(point: &CurvePoint, measure: Measure, risk: f64) -> f64 {
    match measure {
        Measure::Risk => risk,
        Measure::Deaths if point.risk > 0.0 => risk * (point.expected_deaths / point.risk),
        Measure::Deaths => 0.0,
    }
}

fn marker(label: String, (x, y): (f64, f64), (left, right, top): (f64, f64, f64)) -> Marker {
    let length = length(&label) + 12.0;
    // To the upper left of the point, where the rising curve leaves room; else to its right.
    let label_ends = x - length > left;
    let label_x = if label_ends { x - 9.0 } else { (x + 11.0).min(right - length) };
    let label_y = (y - 9.0).max(top + 12.0);
    Marker { x, y, label, label_x, label_y, label_ends }
}

/// Tolls that can be told apart from the ground, from each other and from the label of the scenario: at least a line of
/// text apart where they could touch. The first come first.
fn references(
    content: &Content<'_>,
    y_of: impl Fn(f64) -> f64,
    (top, bottom, right): (f64, f64, f64),
    marker: &Marker,
) -> Vec<Reference> {
    let mut taken = vec![bottom];
    let mut out = Vec::new();
    for toll in content.tolls.iter().filter(|_| content.measure == Measure::Deaths) {
        let y = y_of(toll.deaths);
        // The label stands above its line, at the right; that of the scenario may reach into it on a narrow chart.
        let begins = right - 4.0 - length(&toll.label);
        let ends = if marker.label_ends { marker.label_x } else { marker.label_x + length(&marker.label) };
        let touches = ends > begins && (y - 5.0 - marker.label_y).abs() < 18.0;
        let apart = taken.iter().all(|other: &f64| (y - other).abs() >= 18.0);
        if y >= top + 6.0 && apart && !touches {
            taken.push(y);
            out.push(Reference { y, label: toll.label.clone() });
        }
    }
    out
}

/// The width that a label takes, in pixels.
#[allow(clippy::cast_precision_loss, reason = "the length of a label")]
fn length(label: &str) -> f64 {
    CHARACTER * label.chars().count() as f64
}

/// Marks on the axis that do not overlap the one before.
fn marks(content: &Content<'_>, end: f64, x_of: impl Fn(f64) -> f64, right: f64) -> Vec<Tick> {
    let mut free_from = 0.0;
    let mut out = Vec::new();
    for (x, label) in content.marks.iter().filter(|(x, _)| *x >= 0.0 && *x <= end) {
        let half = length(label) / 2.0;
        let at = x_of(*x);
        if at - half >= free_from && at + half <= right + RIGHT {
            free_from = at + half + 12.0;
            out.push(Tick { at, label: label.clone() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::{Scenario, assess, curve};
    use proptest::prelude::*;

    fn chart(measure: Measure, width: f64) -> Chart {
        let scenario = Scenario::default();
        let now = assess(&scenario);
        let present = (now.orders_of_magnitude, if measure == Measure::Risk { now.risk } else { now.expected_deaths });
        let tolls = [(15e6, "a"), (17e6, "b"), (77e6, "c")].map(|(deaths, label)| Toll { deaths, label: label.into() });
        let curve = curve(&scenario, 5.0, 65);
        let marks = [(0.0, "GPT-4".into()), (0.1, "too near".into()), (3.98, "2030".into()), (9.0, "beyond".into())];
        let content = Content {
            curve: &curve,
            present,
            measure,
            tolls: &tolls,
            reading: curve.get(13),
            other: &curve,
            marks: &marks,
        };
        layout(&content, width)
    }

    #[test]
    fn the_default_is_drawn_as_the_reader_would_draw_it() {
        let chart = chart(Measure::Deaths, 640.0);
        let labels: Vec<_> = chart.x_ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["1×", "10×", "100×", "1,000×", "10,000×", "100,000×"]);
        let labels: Vec<_> = chart.y_ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0", "100 M", "200 M", "300 M", "400 M"]);
        assert!(chart.line.starts_with("M58 330L"), "{}", chart.line);
        assert!((4..16).contains(&chart.line.matches('L').count()), "65 points: {}", chart.line);
        assert_eq!(chart.marker.label, "80 million");
        assert!((chart.marker.x - 171.6).abs() < 0.1 && chart.band.is_none());
    }

    #[test]
    fn tolls_that_would_overlap_are_left_out() {
        let labels: Vec<_> = chart(Measure::Deaths, 640.0).references.into_iter().map(|r| r.label).collect();
        assert_eq!(labels, ["c"], "15 and 17 million are too near the ground at this height");
        assert!(chart(Measure::Risk, 640.0).references.is_empty());
    }

    #[test]
    fn what_is_read_compared_and_named_has_its_place() {
        let chart = chart(Measure::Deaths, 640.0);
        assert_eq!(chart.reading.map(|reading| reading.label).as_deref(), Some("10.4×: 81.2 million"));
        assert_eq!(chart.other, chart.line);
        let marks: Vec<_> = chart.marks.into_iter().map(|mark| mark.label).collect();
        assert_eq!(marks, ["GPT-4", "2030"]);
    }

    #[test]
    fn recorded_tolls_come_with_their_range() {
        let tolls = tolls();
        assert!(tolls.iter().any(|toll| toll.label == "Second World War: 70 M to 85 M"), "{tolls:?}");
    }

    #[test]
    fn a_narrow_chart_has_fewer_labels_of_the_same_size() {
        assert!(chart(Measure::Deaths, 280.0).x_ticks.len() <= 3);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn everything_stays_on_the_paper(
            risk in 0.0..=1.0f64,
            x in prop_oneof![0.0..400.0, 0.0..=f64::MAX],
            width in 100.0..2000.0f64,
        ) {
            let belief = harm_core::Belief::Point(risk.try_into().unwrap());
            let scenario = Scenario { belief, ..Scenario::default() };
            let content = Content {
                curve: &curve(&scenario, crate::axis::compute_end(x), 65),
                present: (x, harm_core::hazard::compound(risk, x) * 8e9),
                measure: Measure::Deaths,
                tolls: &[],
                reading: None,
                other: &[],
                marks: &[],
            };
            let chart = layout(&content, width);
            prop_assert!(!chart.line.contains("NaN"));
            prop_assert!(chart.marker.x >= chart.left && chart.marker.x <= chart.right + 1e-6);
            prop_assert!(chart.marker.y >= chart.top - 1e-6 && chart.marker.y <= chart.bottom + 1e-6);
            for tick in &chart.x_ticks {
                prop_assert!(tick.at >= chart.left && tick.at <= chart.right + 1e-6);
            }
        }
    }
}
