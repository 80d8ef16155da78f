//! One generation at a time: how much is at stake before one can look at a result.

use harm_core::lens::scale_limit::answer;
use harm_core::{Assessment, curve};
use harm_wire::Request;

use super::mark::{Label, Paint, Point};
use super::paper::Paper;
use super::{Face, Figure, LEAST, in_words};
use crate::axis::{linear_ticks, power_ticks, within};
use crate::number::{factor, people, people_tick, times};
use crate::sentence::{Phrase, capital};

/// More steps than these are a curve to the eye.
const MOST: f64 = 300.0;

/// Draws the stairs; `None` for a single generation, or where nothing is at stake.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    let scenario = &request.scenario;
    let cap = &request.lenses.scale_limit;
    let answer = answer(scenario, cap);
    let (end, total) = (assessment.orders_of_magnitude, assessment.expected_deaths);
    if answer.generations <= 1.0 || total < LEAST {
        return None;
    }
    let mut paper = Paper::new(width);
    let narrow = paper.is_narrow();
    let (right, top) = (width - 14.0, 30.0);
    let height = if narrow { 240.0 } else { 290.0 };
    let bottom = height - 34.0;
    let ticks = linear_ticks(total, 4);
    let full = ticks.last().copied().unwrap_or(1.0);
    let left = Paper::margin(ticks.iter().map(|&tick| people_tick(tick)));
    let x_of = |x: f64| left + (right - left) * within(x / end, 0.0, 1.0);
    let y_of = |deaths: f64| bottom - (bottom - top) * within(deaths / full, 0.0, 1.0);
    paper.grid((left, right), ticks.iter().map(|&tick| (y_of(tick), people_tick(tick))));
    let room = crate::text::width(&factor(end), 13.0, false).max(40.0) + 18.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of labels")]
    let most = within((right - left) / room, 2.0, 8.0) as u32;
    let powers = power_ticks(end, most);
    let last = if powers.len() < 2 { vec![end] } else { Vec::new() };
    paper.scale(bottom, powers.into_iter().chain(last).map(|power| (x_of(power), factor(power))));
    // Without a limit: one step to the top.
    paper.line(Paint::Other, &[(left, bottom), (left, y_of(total)), (right, y_of(total))]);
    let length = answer.orders_of_magnitude_per_generation;
    let whole = answer.generations.min(MOST);
    let many = answer.generations > MOST;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "300 at most")]
    let points = whole as usize;
    // The end of each generation but the last, from nothing; the last ends where the scale-up does.
    let reached = curve(scenario, if many { end } else { length * (whole - 1.0) }, points);
    let mut landings: Vec<(f64, f64)> =
        reached.iter().skip(1).map(|p| (p.orders_of_magnitude, p.expected_deaths)).collect();
    landings.push((end, total));
    let mut tread: Vec<Point> = vec![(left, bottom)];
    let mut from = left;
    for &(x, deaths) in &landings {
        if !many {
            tread.push((from, y_of(deaths)));
        }
        from = x_of(x);
        tread.push((from, y_of(deaths)));
    }
    let mut area = tread.clone();
    area.push((right, bottom));
    paper.area(Paint::Area, area);
    paper.line(Paint::Line, &tread);
    let first = answer.deaths_per_generation.min(total);
    let pitch = x_of(length) - left;
    if pitch >= 14.0 && !many {
        for &(x, deaths) in landings.iter().take(landings.len() - 1) {
            paper.circle(Paint::Hollow, (x_of(x), y_of(deaths)), 5.0);
        }
    }
    let at_once = people(total);
    let without = [
        ["without a limit, all ", &*at_once, " before anyone looks"].concat(),
        ["no limit: all ", &*at_once, " at once"].concat(),
        ["no limit: ", &*at_once].concat(),
    ];
    paper.first_that_fits(without.map(|words| Label::new(Face::Small, (left, y_of(total) - 9.0), words).halo()));
    // Under the stairs nothing else is: the first tread if there is room below it, or the ground.
    let high = landings.iter().find(|landing| bottom - y_of(landing.1) > 28.0);
    let (x, y) = match high {
        _ if bottom - y_of(first) > 28.0 => (left + 10.0, y_of(first) + 21.0),
        Some(landing) => ((x_of(landing.0) - pitch).max(left) + 10.0, bottom - 8.0),
        None => (left + 10.0, bottom - 8.0),
    };
    let wordings = [" before the first look", " before a look", " at first", ""];
    let stake = |words: &str| Phrase::default().stress(&people(first)).say(words);
    paper.first_that_fits(wordings.map(|words| Label::new(Face::Say, (x, y), stake(words))));
    let look = landings.iter().find(|landing| x_of(landing.0) > left + if narrow { 80.0 } else { 150.0 });
    if let Some(&(x, deaths)) = look.filter(|landing| landing.0 < end && pitch >= 14.0) {
        let words = if narrow { "a look, then on" } else { "a look at the result, then the next" };
        let label = Label::new(Face::Small, (x_of(x) + 10.0, y_of(deaths) + 20.0), words);
        if bottom - y_of(deaths) > 60.0 {
            paper.remark(label);
        }
    }
    let description = [
        &*capital(&in_words(answer.generations)),
        " generations of at most ",
        &times(cap.limit.get()),
        " put ",
        &people(first),
        " expected deaths at stake at first and ",
        &at_once,
        " in the end, with a look after each; without a limit, all are at stake at once.",
    ]
    .concat();
    Some(paper.finish(height, "One generation at a time", description))
}
