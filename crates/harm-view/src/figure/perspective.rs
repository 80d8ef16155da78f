//! Recorded tolls as bars from nothing, with the scenario's number in its place among them.

use harm_core::Assessment;
use harm_core::facts::{COMPARATORS, Kind};

use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure};
use crate::number::{people, people_tick};
use crate::sentence::capital;

/// Draws the bars; `None` where there are no deaths to compare.
pub(crate) fn draw(assessment: &Assessment, width: f64) -> Option<Figure> {
    const BAR: f64 = 16.0;
    let now = assessment.expected_deaths;
    if now <= 0.0 {
        return None;
    }
    let mut rows: Vec<(&str, f64, f64, bool)> = Vec::new();
    for toll in COMPARATORS.iter().filter(|comparator| comparator.kind == Kind::Toll) {
        rows.push((toll.name, toll.low, toll.high, false));
    }
    // Tolls come from the largest; each goes to its place at once.
    let place = rows.iter().position(|row| row.2 < now).unwrap_or(rows.len());
    rows.insert(place, ("this scenario", now, now, true));
    let mut paper = Paper::new(width);
    let narrow = width < 700.0;
    let (left, pitch) = if narrow { (0.0, 56.0) } else { (300.0, 36.0) };
    // Beside the longest bar its words need room.
    let room = if narrow { 0.0 } else { 196.0 };
    let full = rows.iter().map(|row| row.2).fold(0.0, f64::max);
    let at = |deaths: f64| left + (width - left - room) * (deaths / full);
    let mut y = if narrow { 24.0 } else { 8.0 };
    for &(name, low, high, is_now) in &rows {
        let name = capital(name.trim_start_matches("the ").trim_start_matches("a "));
        let name = if narrow { name.split(" (").next().unwrap_or_default() } else { &name };
        let (from, to) = (at(low), at(high));
        let words = range([low, high].map(if paper.is_narrow() { people_tick } else { people }));
        let face = if is_now { Face::Number } else { Face::Say };
        if is_now && !narrow {
            paper.rect(Paint::Area, (0.0, y - 8.0), (width, pitch - 4.0));
        }
        paper.rect(if is_now { Paint::Solid } else { Paint::Quiet }, (left, y), ((from - left).max(2.0), BAR));
        // Filled to the lowest estimate, outlined to the highest.
        if to - from > 2.0 {
            paper.outlined(Paint::Outline, (from.max(left + 2.0), y), (to - from, BAR));
        }
        if narrow {
            paper.text([Label::new(face, (0.0, y - 7.0), name)]);
            paper.text([Label::new(face, (width, y - 7.0), words).end()]);
        } else {
            paper.text([Label::new(face, (if is_now { 8.0 } else { 0.0 }, y + 13.0), name)]);
            paper.text([Label::new(face, (to.max(left + 2.0) + 10.0, y + 13.0), words)]);
        }
        y += pitch;
    }
    let number = people(now);
    let name = |i: usize| rows.get(i).map_or("", |row| row.0);
    let start = ["The ", &*number, " of this scenario come "].concat();
    let description = match place {
        0 => [&*start, "first, above ", name(1), " and every other toll."].concat(),
        last if last + 1 == rows.len() => [&*start, "last, below ", name(last - 1), "."].concat(),
        place => [&*start, "between ", name(place - 1), " and ", name(place + 1), "."].concat(),
    };
    Some(paper.finish(y - if narrow { 38.0 } else { 8.0 }, "Recorded tolls and this scenario", description))
}

/// What estimates span: `70 to 85 million`, `50 million`.
fn range([low, high]: [String; 2]) -> String {
    if low == high {
        return high;
    }
    // A unit that both have is said once.
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((number, unit)), Some((_, other))) if unit == other => [number, " to ", &*high].concat(),
        _ => [&*low, " to ", &*high].concat(),
    }
}
