//! From the first scenario to the second, an input at a time, on a scale on which as far is as many times.

use harm_core::gap::Measure;

use super::log::Log;
use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure};
use crate::axis::within;
use crate::difference::{Difference, Row};
use crate::number::people;
use crate::sentence::{Phrase, capital};
use crate::text;

/// Draws the way from one to the other; `None` where nothing differs, or no factor leads from the one to the other.
#[must_use]
pub fn waterfall(difference: &Difference, width: f64) -> Option<Figure> {
    const BAR: f64 = 22.0;
    let gap = &difference.gap;
    if gap.measure == Measure::Deaths || difference.rows.is_empty() {
        return None;
    }
    let mut paper = Paper::new(within(width, 300.0, 1200.0));
    let width = paper.width;
    let narrow = width < 700.0;
    // Beside a scale labels need a column of their own; the names and changes of the rows say how wide.
    let widest = difference.rows.iter().map(|row| wide(&changes(row)[0])).fold(140.0, f64::max);
    let (left, pitch) = if narrow { (0.0, 70.0) } else { ((widest + 24.0).min(width * 0.34), 50.0) };
    let effects = difference.rows.iter().map(|row| wide(&row.share).max(1.2 * wide(&row.effect)));
    let right = if narrow { width } else { width - effects.fold(130.0, f64::max) - 20.0 };
    let mut totals = vec![gap.from];
    for row in &difference.rows {
        let before = totals.last().copied().unwrap_or(gap.from);
        totals.push(before * libm::exp(row.amount));
    }
    // The last is the second scenario, whatever the sums were rounded to.
    if let Some(last) = totals.last_mut() {
        *last = gap.to;
    }
    let (least, most) =
        totals.iter().fold((f64::MAX, 0.0_f64), |(least, most), &total| (least.min(total), most.max(total)));
    if !(least > 0.0 && most < f64::MAX) {
        return None;
    }
    let number = |deaths: f64| text::width(&people(deaths), 14.0, true) + 14.0;
    let beside = totals.iter().map(|&total| number(total)).fold(0.0, f64::max).min((right - left) / 3.0);
    // Numbers stand at either side of the marks.
    let scale = Log::new((least, most), (left + beside, right - beside)).extended(left, right);
    let row_y = |i: usize| {
        #[allow(clippy::cast_precision_loss, reason = "seven rows")]
        let i = i as f64;
        i * pitch + if narrow { 28.0 } else { 10.0 }
    };
    let count = difference.rows.len();
    let end = row_y(count + 1) + BAR + 14.0;
    let axis = (left, right);
    paper.line(Paint::Axis, &[(axis.0, end), (axis.1, end)]);
    let ticks: Vec<_> = scale.ticks(90.0).into_iter().map(|deaths| (scale.at(deaths), people(deaths))).collect();
    let ticks = if ticks.is_empty() { vec![(scale.at(gap.from), people(gap.from))] } else { ticks };
    paper.scale(end, ticks);
    // The threads from mark to mark first, so that the marks lie over them.
    let threads = totals.iter().enumerate().map(|(i, &total)| {
        let x = scale.at(total);
        vec![(x, row_y(i) + BAR), (x, row_y(i + 1))]
    });
    paper.lines(Paint::Axis, threads.collect());
    let [first, second] = [0, 1].map(|i| capital(difference.names[i].trim_start_matches("the ")));
    side(&mut paper, (narrow, row_y(0), BAR), first, None);
    let mark = |paper: &mut Paper, paint: Paint, y: f64, deaths: f64| {
        let x = scale.at(deaths);
        paper.line(paint, &[(x, y - 1.0), (x, y + BAR + 1.0)]);
        let label = |x: f64| Label::new(Face::Number, (x, y + 16.0), people(deaths)).halo();
        paper.text([label(x + 9.0), label(x - 9.0).end()]);
    };
    mark(&mut paper, Paint::Pin, row_y(0), gap.from);
    for (i, row) in difference.rows.iter().enumerate() {
        let y = row_y(i + 1);
        let (from, to) = (scale.at(totals[i]), scale.at(totals[i + 1]));
        let room = if narrow { width - wide(row.name) * 14.0 / 13.0 - 10.0 } else { left - 12.0 };
        let change = changes(row).into_iter().find(|change| wide(change) < room).unwrap_or_default();
        side(&mut paper, (narrow, y, BAR), String::from(row.name), Some(change));
        // A block arrow: its head lies where the number goes. Filled for fewer, outlined for more.
        let fewer = row.amount < 0.0;
        let way = if fewer { 1.0 } else { -1.0 };
        let neck = to + way * (to - from).abs().min(12.0);
        let arrow = vec![(from, y), (neck, y), (to, y + BAR / 2.0), (neck, y + BAR), (from, y + BAR)];
        paper.area(if fewer { Paint::Solid } else { Paint::Hollow }, arrow);
        // The total so far, beyond the head; the last one is the next row's.
        if i + 1 < count {
            let label = |x: f64| Label::new(Face::Number, (x, y + 16.0), people(totals[i + 1])).halo();
            let ahead = if fewer { label(to - 9.0).end() } else { label(to + 9.0) };
            let behind = if fewer { label(from + 9.0) } else { label(from - 9.0).end() };
            paper.text([ahead, behind]);
        }
        let effect = Phrase::default().stress(&row.effect);
        if narrow {
            let said = if row.share.is_empty() { effect } else { effect.say(", ").say(&row.share) };
            paper.text([Label::new(Face::Small, (width, y + BAR + 17.0), said).end().halo()]);
        } else {
            paper.text([Label::new(Face::Number, (width, y + 7.0), &row.effect).end()]);
            if !row.share.is_empty() {
                paper.text([Label::new(Face::Small, (width, y + 25.0), &row.share).end()]);
            }
        }
    }
    let y = row_y(count + 1);
    side(&mut paper, (narrow, y, BAR), second, None);
    mark(&mut paper, Paint::Now, y, gap.to);
    if count > 1 && !narrow {
        paper.text([Label::new(Face::Number, (width, y + 7.0), difference.effect()).end()]);
        paper.text([Label::new(Face::Small, (width, y + 25.0), "the whole gap").end()]);
    } else if count > 1 {
        let whole = Phrase::default().stress(&difference.effect()).say(" in all");
        paper.remark(Label::new(Face::Small, (width, y - 9.0), whole).end());
    }
    let mut description = ["From ", &*people(gap.from), " expected deaths, "].concat();
    for (i, row) in difference.rows.iter().enumerate() {
        let joint = if i == 0 { "" } else { ", " };
        description +=
            &[joint, &row.direction(), if i == 0 { " leads to " } else { " to " }, &people(totals[i + 1])].concat();
    }
    Some(paper.finish(end + 30.0, "From the first scenario to the second", description + "."))
}

/// The width of small words.
fn wide(words: &str) -> f64 {
    text::width(words, 13.0, false)
}

/// How a row changes, from the most to the fewest words.
fn changes(row: &Row) -> [String; 4] {
    let [before, after] = &row.values;
    let plain = |value: &str| String::from(value.split([',', '(']).next().unwrap_or_default().trim_end());
    let (first, second) = (plain(before), plain(after));
    // What both are stated for is said once.
    let shared = before.rsplit_once(" per ").zip(after.rsplit_once(" per ")).filter(|(one, other)| one.1 == other.1);
    let once = match shared {
        Some(((before, _), _)) => [before, " → ", after].concat(),
        None => [before, " → ", &**after].concat(),
    };
    let full = [before, " → ", &**after].concat();
    [full, once, [&*first, " → ", &second].concat(), ["→ ", &second].concat()]
}

/// The name of a row, and how it changes.
fn side(paper: &mut Paper, (narrow, y, bar): (bool, f64, f64), name: String, change: Option<String>) {
    let Some(change) = change else {
        paper.text([Label::new(Face::Number, (0.0, if narrow { y - 9.0 } else { y + 16.0 }), name).halo()]);
        return;
    };
    if narrow {
        let name = Label::new(Face::Say, (0.0, y - 9.0), name).halo();
        let x = name.bounds().2 + 10.0;
        paper.text([name]);
        paper.text([Label::new(Face::Small, (x, y - 9.0), change).halo()]);
    } else {
        paper.text([Label::new(Face::Say, (0.0, y + 7.0), name)]);
        paper.text([Label::new(Face::Small, (0.0, y + bar + 3.0), change)]);
    }
}
