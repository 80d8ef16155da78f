//! Each input halved and doubled, around the number as it is, on a scale on which both are as far.

use harm_core::Assessment;
use harm_core::lens::sensitivity::{Input, answer};
use harm_wire::Request;

use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure};
use crate::axis::within;
use crate::number::{people, people_tick};
use crate::question::sensitivity::input;
use crate::sentence::capital;

/// Draws the bars; `None` where there are no deaths to halve.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    const BAR: f64 = 20.0;
    let now = assessment.expected_deaths;
    let rows = answer(&request.scenario);
    if now <= 0.0 || rows.iter().all(|row| row.swing(now) <= 0.0) {
        return None;
    }
    let mut paper = Paper::new(width);
    let narrow = width < 700.0;
    let said = if paper.is_narrow() { people_tick } else { people };
    let (left, pitch) = if narrow { (0.0, 56.0) } else { (240.0, 36.0) };
    let powers = |deaths: f64| libm::log10(deaths.max(f64::MIN_POSITIVE)) - libm::log10(now);
    let ends = rows.iter().flat_map(|row| [row.halved, row.doubled]).flatten().filter(|&deaths| deaths > 0.0);
    let reach = ends.clone().map(|deaths| powers(deaths).abs()).fold(0.0, f64::max);
    // The numbers stand beyond the ends of the bars.
    let room = ends.map(|deaths| crate::text::width(&said(deaths), 14.0, true)).fold(60.0, f64::max) + 12.0;
    let middle = (left + width) / 2.0;
    let half = ((width - left) / 2.0 - room).max(20.0);
    let at = |deaths: f64| middle + half * if reach > 0.0 { within(powers(deaths) / reach, -1.0, 1.0) } else { 0.0 };
    let head = 34.0;
    paper.text([Label::new(Face::Number, (middle, 16.0), people(now) + " now").middle()]);
    let mut strokes = Vec::new();
    let mut y = head + if narrow { 24.0 } else { 8.0 };
    let mut labelled = false;
    for row in &rows {
        let name = if row.input == Input::ScaleUp { "Scale-up, in powers of ten" } else { input(row.input).1 };
        let name = capital(name.trim_start_matches("the "));
        paper.text([Label::new(Face::Say, (0.0, if narrow { y - 8.0 } else { y + 15.0 }), name)]);
        strokes.push(vec![(middle, y - 6.0), (middle, y + BAR + 6.0)]);
        let mut drawn = false;
        for (deaths, twice) in [(row.halved, false), (row.doubled, true)] {
            let Some(deaths) = deaths else { continue };
            let (from, to) = (at(deaths).min(middle), at(deaths).max(middle));
            let long = to - from;
            if long < 1.5 {
                continue;
            }
            drawn = true;
            if twice {
                paper.rect(Paint::Solid, (from, y), (long, BAR));
            } else {
                paper.outlined(Paint::Hollow, (from, y), (long, BAR));
            }
            let down = deaths < now;
            let number = |x: f64| Label::new(Face::Number, (x, y + 15.0), said(deaths));
            let beyond = if down { number(from - 7.0).end() } else { number(to + 7.0) };
            // Where both lie on one side, so that their numbers would touch, the first one keeps its own.
            paper.remark(paper.inside(beyond));
            // In words once, and as signs in the other rows, as far as the bar holds them.
            let words = match (labelled, twice) {
                (false, false) => "halved",
                (false, true) => "doubled",
                (true, false) => "½",
                (true, true) => "2×",
            };
            let face = if twice { Face::On } else { Face::In };
            let within_bar = |x: f64| Label::new(face, (x, y + 15.0), words);
            let label = if down { within_bar(from + 8.0) } else { within_bar(to - 8.0).end() };
            if label.width() + 16.0 < long {
                paper.remark(label);
            }
        }
        labelled |= drawn;
        // What has no bar, and what cannot be doubled, says so.
        let beside = |words: &str| Label::new(Face::Small, (middle + 10.0, y + 15.0), words);
        if !drawn {
            paper.remark(beside("no change"));
        } else if row.doubled.is_none() {
            paper.remark(beside("cannot be doubled"));
        } else if row.halved.is_none() {
            paper.remark(Label::new(Face::Small, (middle - 10.0, y + 15.0), "cannot be halved").end());
        }
        y += pitch;
    }
    // One line on a wide picture; strokes where labels stand between the rows.
    if narrow {
        paper.lines(Paint::Mean, strokes);
    } else {
        paper.line(Paint::Mean, &[(middle, 24.0), (middle, y - pitch + BAR + 8.0)]);
    }
    let [most, least] = [rows.first()?, rows.last()?];
    let (low, high) = most.range(now);
    let mut description = [
        "Halving or doubling ",
        input(most.input).1,
        " moves the result most, from ",
        &*people(low),
        " to ",
        &people(high),
    ]
    .concat();
    if rows.len() > 1 {
        description += &if least.swing(now) > 0.0 {
            let (low, high) = least.range(now);
            ["; ", input(least.input).1, " moves it least, from ", &people(low), " to ", &people(high)].concat()
        } else {
            ["; ", input(least.input).1, " changes nothing"].concat()
        };
    }
    Some(paper.finish(y - if narrow { 30.0 } else { 4.0 }, "Each input halved and doubled", description + "."))
}
