//! A picture while it is laid out: marks are put on paper, and labels where there is room for them.

use super::mark::{Label, Mark, Paint, Point};
use super::{Face, Figure};
use crate::path::corners;

/// Room between two labels of a scale.
const APART: f64 = 14.0;

/// The paper of a picture.
pub(super) struct Paper {
    pub(super) width: f64,
    marks: Vec<Mark>,
}

impl Paper {
    pub(super) fn new(width: f64) -> Self {
        Self { width, marks: Vec::new() }
    }

    /// Whether it is as narrow as a telephone.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < 500.0
    }

    pub(super) fn rect(&mut self, paint: Paint, at: Point, size: Point) {
        let size = (size.0.max(0.0), size.1.max(0.0));
        self.marks.push(Mark::Rect { paint, at, size });
    }

    /// A rectangle whose outline lies inside of it.
    pub(super) fn outlined(&mut self, paint: Paint, at: Point, size: Point) {
        const HALF: f64 = 0.75;
        self.rect(paint, (at.0 + HALF, at.1 + HALF), (size.0 - 2.0 * HALF, size.1 - 2.0 * HALF));
    }

    pub(super) fn circle(&mut self, paint: Paint, at: Point, radius: f64) {
        self.marks.push(Mark::Circle { paint, at, radius });
    }

    pub(super) fn line(&mut self, paint: Paint, points: &[Point]) {
        self.lines(paint, vec![points.to_vec()]);
    }

    pub(super) fn lines(&mut self, paint: Paint, lines: Vec<Vec<Point>>) {
        if lines.iter().any(|line| !line.is_empty()) {
            self.marks.push(Mark::Path { paint, lines, closed: false });
        }
    }

    /// A line that goes to the right, with no more corners than it needs.
    pub(super) fn curve(&mut self, paint: Paint, points: &[Point]) {
        self.line(paint, &corners(points));
    }

    pub(super) fn area(&mut self, paint: Paint, points: Vec<Point>) {
        self.marks.push(Mark::Path { paint, lines: vec![points], closed: true });
    }

    /// A measure between two heights, with feet.
    pub(super) fn upright(&mut self, paint: Paint, x: f64, from: f64, to: f64) {
        let foot = |y: f64| vec![(x - 4.0, y), (x + 4.0, y)];
        self.lines(paint, vec![foot(from), vec![(x, from), (x, to)], foot(to)]);
    }

    /// A measure between two places along the paper, with feet.
    pub(super) fn across(&mut self, paint: Paint, y: f64, from: f64, to: f64) {
        let foot = |x: f64| vec![(x, y - 5.0), (x, y + 5.0)];
        self.lines(paint, vec![foot(from), vec![(from, y), (to, y)], foot(to)]);
    }

    /// A label moved by as much as it would leave the paper at a side.
    pub(super) fn inside(&self, mut label: Label) -> Label {
        let (left, _, right, _) = label.bounds();
        label.at.0 += (self.width - right).min(0.0).max(-left);
        label
    }

    /// Whether a label lies on the paper and at least so far from all others.
    pub(super) fn is_free(&self, label: &Label, apart: f64) -> bool {
        let (left, top, right, bottom) = label.bounds();
        let touches = |other: &Label| {
            let (l, t, r, b) = other.bounds();
            left < r + apart && l < right + apart && top < b && t < bottom
        };
        let on_paper = left >= -0.01 && right <= self.width + 0.01 && top >= 0.0;
        on_paper && !self.marks.iter().any(|mark| matches!(mark, Mark::Text(other) if touches(other)))
    }

    /// A label that has to be there: at the first place that is free, and otherwise moved inside at the last one.
    pub(super) fn text(&mut self, places: impl IntoIterator<Item = Label>) {
        let mut last = None;
        for label in places {
            let label = self.inside(label);
            if self.is_free(&label, 3.0) {
                self.marks.push(Mark::Text(label));
                return;
            }
            last = Some(label);
        }
        self.marks.extend(last.map(Mark::Text));
    }

    /// A label that is left out where there is no room for it.
    pub(super) fn remark(&mut self, label: Label) -> bool {
        let free = self.is_free(&label, 3.0);
        if free {
            self.marks.push(Mark::Text(label));
        }
        free
    }

    /// The first of several wordings of a label that there is room for.
    pub(super) fn first_that_fits(&mut self, wordings: impl IntoIterator<Item = Label>) -> bool {
        wordings.into_iter().any(|label| self.remark(label))
    }

    /// The labels of a scale, the more important ones first, as many as stand apart; and their ticks below a line.
    pub(super) fn scale(&mut self, base: f64, labels: impl IntoIterator<Item = (f64, String)>) {
        let mut ticks = Vec::new();
        for (x, words) in labels {
            let label = self.inside(Label::new(Face::Small, (x, base + 22.0), words).middle());
            if self.is_free(&label, APART) {
                self.marks.push(Mark::Text(label));
                ticks.push(vec![(x, base), (x, base + 5.0)]);
            }
        }
        self.lines(Paint::Axis, ticks);
    }

    /// Room at the left for the labels of an upright axis.
    pub(super) fn margin(labels: impl Iterator<Item = String>) -> f64 {
        labels.map(|words| crate::text::width(&words, Face::Small.size(), false) + 10.0).fold(64.0, f64::max)
    }

    /// Lines across at the heights of an axis, with what they count at the left.
    pub(super) fn grid(&mut self, (left, right): (f64, f64), heights: impl Iterator<Item = (f64, String)>) {
        let mut lines = Vec::new();
        for (y, words) in heights {
            lines.push(vec![(left, y), (right, y)]);
            if !words.is_empty() {
                self.text([Label::new(Face::Small, (left - 8.0, y + 4.0), words).end()]);
            }
        }
        self.lines(Paint::Grid, lines);
    }

    pub(super) fn finish(self, height: f64, title: &'static str, description: String) -> Figure {
        Figure { width: self.width, height, marks: self.marks, title, description }
    }
}
