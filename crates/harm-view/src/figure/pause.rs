//! Expected deaths over time, with a pause and without it: what it puts off, what it averts, and what waiting costs.

use harm_core::Assessment;
use harm_core::lens::PauseEnd;
use harm_core::lens::pause::{answer, course};
use harm_wire::Request;

use super::mark::{Label, Paint, Point};
use super::paper::Paper;
use super::{Face, Figure, LEAST};
use crate::axis::{linear_ticks, within};
use crate::number::{counted, duration, months, people, people_tick, plain};
use crate::sentence::Phrase;

/// A row of the ledger at the right of the plot: a number, what it is, and the span that it measures.
struct Row {
    y: f64,
    number: f64,
    words: &'static str,
    span: Option<(Paint, f64, f64, f64)>,
}

/// Draws the course; `None` without a pause, or without deaths to put off.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    let (scenario, pause) = (&request.scenario, &request.lenses.pause);
    let answer = answer(scenario, pause);
    let length = pause.months.get() / 12.0;
    let scaled = length + assessment.pace.years;
    if length <= 0.0 || assessment.expected_deaths < LEAST || assessment.pace.years <= 0.0 || scaled > 1e300 {
        return None;
    }
    let years = scaled * 1.08;
    let course = course(scenario, pause, years, 96);
    let end = course.last().copied()?;
    let (total, rest, cost) = (end.without, end.with, answer.cost_in_deaths);
    let mut paper = Paper::new(width);
    let narrow = paper.is_narrow();
    // On a narrow picture every height that matters says its number, and there is no scale of deaths.
    let indent = if narrow { 30.0 } else { 46.0 };
    let (top, height) = (54.0, if narrow { 260.0 } else { 336.0 });
    let bottom = height - 30.0;
    let ticks = linear_ticks(total.max(rest + cost), 4);
    let full = ticks.last().copied().unwrap_or(1.0);
    let left = if narrow { 4.0 } else { Paper::margin(ticks.iter().map(|&tick| people_tick(tick))) };
    let y_of = |deaths: f64| bottom - (bottom - top) * within(deaths / full, 0.0, 1.0);
    let mut rows = ledger([total, rest, answer.deaths_averted, cost], narrow, y_of);
    spread(&mut rows, top, bottom);
    let words = |row: &Row| {
        let number = if narrow { people_tick(row.number) } else { people(row.number) };
        Label::new(row.face(), (0.0, row.y + 5.0), Phrase::default().stress(&number).say(row.words))
    };
    // The ledger is as wide as its widest row.
    let room = indent + rows.iter().map(|row| words(row).width()).fold(0.0, f64::max);
    let right = width - room;
    let x_of = |years_: f64| left + (right - left) * within(years_ / years, 0.0, 1.0);
    paper.rect(Paint::Area, (left, top), (x_of(length) - left, bottom - top));
    let scale = ticks.iter().filter(|&&tick| !narrow || tick == 0.0);
    paper.grid((left, right), scale.map(|&tick| (y_of(tick), if narrow { String::new() } else { people_tick(tick) })));
    time_axis(&mut paper, years, bottom, left, x_of);
    let points = |value: fn(&harm_core::lens::pause::Moment) -> f64| -> Vec<Point> {
        course.iter().map(|moment| (x_of(moment.years), y_of(value(moment)))).collect()
    };
    if cost > 0.0 {
        let upper = points(|moment| moment.with + moment.cost);
        let mut around = points(|moment| moment.with);
        around.extend(upper.iter().rev());
        paper.area(Paint::CostArea, around);
        paper.curve(Paint::CostLine, &upper);
    }
    paper.curve(Paint::Other, &points(|moment| moment.without));
    paper.curve(Paint::Line, &points(|moment| moment.with));
    // What is put off is measured where the pause ends, from the line without it to the ground. Its words stand above the
    // plot, where no line is, and hang on that place by a thin line.
    let (pause_x, deferred) = (x_of(length), y_of(answer.deaths_deferred));
    paper.line(Paint::Thread, &[(pause_x, top - 10.0), (pause_x, deferred)]);
    paper.upright(Paint::Bracket, pause_x, deferred, bottom);
    let how_long =
        ["pause: ", &months(pause.months.get()), if pause.end == PauseEnd::Random { " on average" } else { "" }]
            .concat();
    paper.text([Label::new(Face::Small, (left, 16.0), how_long)]);
    let put_off = people(answer.deaths_deferred);
    paper.text([Label::new(Face::Say, (left, 36.0), Phrase::new("put off: ").stress(&put_off))]);

    for row in &rows {
        if let Some((paint, offset, from, to)) = row.span {
            paper.upright(paint, right + 12.0 + offset, from, to);
        }
        let label = words(row);
        paper.text([Label { at: (right + indent, label.at.1), ..label }]);
    }
    let (end_without, end_with) = (duration(assessment.pace.years), duration(scaled));
    let start =
        ["Without a pause, ", &*people(total), " deaths are expected within ", &end_without, "; with one of "].concat();
    let rest = if answer.deaths_averted > 0.0 { people(rest) } else { String::from("as many") };
    let length = months(pause.months.get());
    let mut description = [&*start, &length, ", ", &rest, " within ", &end_with, ". It puts off ", &put_off].concat();
    if cost > 0.0 {
        description += &[", and waiting costs ", &people(cost)].concat();
    }
    Some(paper.finish(height, "Expected deaths over time, with a pause and without", description + "."))
}

impl Row {
    fn face(&self) -> Face {
        if self.span.is_some_and(|(paint, ..)| paint == Paint::Cost) { Face::Limit } else { Face::Say }
    }
}

/// The ends of both lines, and what lies between them, in the order of a sum.
fn ledger([total, rest, averted, cost]: [f64; 4], narrow: bool, y_of: impl Fn(f64) -> f64) -> Vec<Row> {
    let plain = |deaths: f64, words| Row { y: y_of(deaths), number: deaths, words, span: None };
    let middle = (y_of(total) + y_of(rest)) / 2.0;
    let costs = |y: f64| Row {
        y,
        number: cost,
        words: if narrow { " cost" } else { " cost of waiting" },
        span: Some((Paint::Cost, if narrow { 8.0 } else { 14.0 }, y_of(rest + cost), y_of(rest))),
    };
    if averted <= 0.0 {
        let mut rows = Vec::new();
        if cost > 0.0 {
            rows.push(costs(y_of(rest + cost / 2.0)));
        }
        rows.push(plain(total, if narrow { " both" } else { " either way" }));
        return rows;
    }
    let mut rows = vec![plain(total, " without")];
    let offset = if cost > 0.0 { 10.0 } else { 0.0 };
    rows.push(Row {
        y: middle - offset,
        number: averted,
        words: " averted",
        span: Some((Paint::Bracket, 0.0, y_of(total), y_of(rest))),
    });
    if cost > 0.0 {
        rows.push(costs(middle + offset));
    }
    rows.push(plain(rest, if narrow { " with" } else { " with the pause" }));
    rows
}

/// Moves rows apart to at least a line of text, inside a span.
fn spread(rows: &mut [Row], top: f64, bottom: f64) {
    const LINE: f64 = 20.0;
    let mut free = top;
    for row in rows.iter_mut() {
        row.y = row.y.max(free);
        free = row.y + LINE;
    }
    let mut free = bottom;
    for row in rows.iter_mut().rev() {
        row.y = row.y.min(free);
        free = row.y - LINE;
    }
}

/// Ticks of time in the unit that fits: years, months or days.
fn time_axis(paper: &mut Paper, years: f64, bottom: f64, left: f64, x_of: impl Fn(f64) -> f64) {
    let in_years = years >= 3.0;
    let step = if in_years {
        linear_ticks(years, 5).get(1).copied().unwrap_or(1.0).max(1.0)
    } else {
        [1.0, 3.0, 6.0].into_iter().find(|step| years * 12.0 / step <= 6.0).unwrap_or(6.0) / 12.0
    };
    let count = libm::floor(years / step);
    let mut at = Vec::new();
    let mut i = 0.0;
    while i <= count {
        at.push(i * step);
        i += 1.0;
    }
    if at.len() < 2 {
        at.push(years);
    }
    let words = |years: f64| {
        if years == 0.0 {
            String::from("now")
        } else if in_years {
            counted(&plain(years), "year")
        } else {
            duration(years)
        }
    };
    for years in at {
        let label = Label::new(Face::Small, (x_of(years), bottom + 21.0), words(years)).middle();
        let label = if years == 0.0 { Label::new(Face::Small, (left, bottom + 21.0), "now") } else { label };
        if paper.is_free(&label, 12.0) {
            paper.remark(label);
        }
    }
}
