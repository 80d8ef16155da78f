//! The warning window with the evaluations that fall into it; and what is caught and missed, as one bar.

use harm_core::Assessment;
use harm_core::lens::Evaluations;
use harm_core::lens::evaluations::{EvaluationsAnswer, answer};
use harm_wire::Request;

use super::mark::{Anchor, Label, Paint};
use super::paper::Paper;
use super::{Face, Figure};
use crate::axis::within;
use crate::number::{duration, every, months, people, percent, times};

/// The line on which compute grows, and what stands above it.
const BASE: f64 = 132.0;
const WINDOW: f64 = 44.0;
const BULBS: f64 = 100.0;
/// Room for the strip above the bar.
const STRIP: f64 = 208.0;

/// Draws both; `None` where there is nothing to catch.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    let policy = &request.lenses.evaluations;
    let total = assessment.expected_deaths;
    if total <= 0.0 {
        return None;
    }
    let answer = answer(&request.scenario, policy);
    let mut paper = Paper::new(width);
    let window = libm::log10(policy.buffer.get());
    let mut description = String::new();
    let mut top = 4.0;
    if let Some(interval) = answer.interval_orders_of_magnitude.filter(|_| window > 0.0) {
        strip(&mut paper, policy, &answer, (interval, window));
        top = STRIP;
        let between = months(answer.months_between.unwrap_or_default());
        description = [
            "Evaluations come ",
            &every(&between),
            ", and the first warning signs begin ",
            &times(policy.buffer.get()),
            " of effective compute before danger. ",
        ]
        .concat();
    }
    let [averted, left] = [answer.deaths_averted, answer.expected_deaths].map(people);
    let [caught, missed] = if policy.response.get() >= 1.0 {
        let share = 1.0 - answer.miss_probability;
        // What is all but the last digit of a double is not all.
        let most = share >= 1.0 && answer.miss_probability > 0.0;
        let of = if most { String::from("nearly all") } else { percent(share) + " of" };
        let caught = ["caught in time: ", &of, " dangers"].concat();
        [caught, ["missed: ", &percent(answer.miss_probability)].concat()]
    } else {
        [String::from("stopped in time"), ["left: ", &percent(answer.hazard_left), " of the hazard"].concat()]
    };
    let long = [&*caught, ", ", &averted, " expected deaths"].concat();
    let outside = [" expected deaths", " deaths", ""].map(|noun| [&*missed, ", ", &left, noun].concat());
    let [full, short, bare] = &outside;
    let brief = [if policy.response.get() >= 1.0 { "caught: " } else { "stopped: " }, &averted].concat();
    let share = within(answer.expected_deaths / total, 0.0, 1.0);
    let least = missed.trim_end_matches(" of the hazard");
    bar(&mut paper, top, share, [&long, &caught, &brief], [full, short, bare, least]);
    description +=
        &["Of ", &people(total), " expected deaths ", &averted, " are averted and ", &left, " are not."].concat();
    Some(paper.finish(top + 62.0, "The warning window", description))
}

/// The window on the line on which effective compute grows: distances only, and no numbers.
fn strip(paper: &mut Paper, policy: &Evaluations, answer: &EvaluationsAnswer, (interval, window): (f64, f64)) {
    let narrow = paper.is_narrow();
    let pad = 6.0;
    let (before, after) = if narrow { (1.0, 0.55) } else { (2.0, 0.95) };
    // An interval far beyond the window is shown as five of them.
    let shown = interval.min(5.0 * window);
    let (from, to) = (-before * shown, window + after * shown);
    let width = paper.width;
    let at = |x: f64| pad + (width - 2.0 * pad) * (x - from) / (to - from);
    let (signs, danger) = (at(0.0), at(window));
    paper.rect(Paint::Band, (signs, WINDOW), (danger - signs, BASE - WINDOW));
    let end = width - pad;
    paper.lines(
        Paint::Axis,
        vec![vec![(pad, BASE), (end, BASE)], vec![(end - 8.0, BASE - 5.0), (end, BASE), (end - 8.0, BASE + 5.0)]],
    );
    paper.line(Paint::Bracket, &[(signs, WINDOW - 8.0), (signs, BASE)]);
    paper.line(Paint::Heavy, &[(danger, WINDOW - 8.0), (danger, BASE + 8.0)]);
    // Danger first: it has the shorter name and the less room.
    let centred = |words: &str, x: f64| Label::new(Face::Number, (x, 28.0), words).middle();
    let outward = Label { anchor: Anchor::Start, at: (danger - 4.0, 28.0), ..centred("Danger", danger) };
    let wide = danger - signs > 190.0;
    let danger_label = paper.inside(if wide { centred("Danger", danger) } else { outward });
    let ends = danger_label.bounds().0 - 14.0;
    paper.text([danger_label]);
    let first = "First warning signs";
    let before = Label::new(Face::Number, ((signs + 4.0).min(ends), 28.0), first).end();
    paper.text([if wide { centred(first, signs) } else { before.clone() }, before]);
    let length = times(policy.buffer.get());
    let time = duration(window / interval * answer.months_between.unwrap_or_default() / 12.0);
    let windows = [
        ["Warning window: ", &length, " of effective compute, about ", &time].concat(),
        ["Warning window: ", &length, ", about ", &time].concat(),
        ["Warning window: ", &length].concat(),
        length.clone(),
    ];
    let windows = windows.map(|words| Label::new(Face::Say, ((signs + danger) / 2.0, WINDOW + 21.0), words).middle());
    paper.first_that_fits(windows.into_iter().filter(|label| label.width() < danger - signs - 8.0));
    // The first evaluation inside stands half an interval after the signs, which is its mean place.
    let pitch = (width - 2.0 * pad) * interval / (to - from);
    let radius = within(pitch / 4.0, 3.0, 8.0);
    let place = |k: i32| (f64::from(k) + 0.5) * interval;
    let first = -2;
    let most = 400;
    let mut inside = 0.0;
    let mut stems = Vec::new();
    let mut off = Vec::new();
    let mut bulbs = Vec::new();
    let mut last_inside = None;
    for k in (first..most).filter(|&k| place(k) > from + 0.01 * interval && place(k) < to) {
        let (x, counts) = (at(place(k)), place(k) > 0.0 && place(k) < window);
        (if counts { &mut stems } else { &mut off }).push(vec![(x, BASE), (x, BULBS + radius - 1.0)]);
        if counts {
            inside += 1.0;
            last_inside = Some((x, inside));
            let seen = policy.seen_after(inside);
            // Beyond that, nines tell nobody anything.
            let words = if seen > 0.9999 { String::from("over 99.99%") } else { percent(seen) };
            let seen = words + if narrow { "" } else { " seen" };
            bulbs.push((x, true, seen));
        } else {
            bulbs.push((x, false, String::new()));
        }
    }
    paper.lines(Paint::Bracket, stems);
    paper.lines(Paint::Axis, off);
    for (x, counts, _) in &bulbs {
        if *counts {
            paper.circle(Paint::Solid, (*x, BULBS), radius);
        } else {
            paper.circle(Paint::Outline, (*x, BULBS), radius - 1.0);
        }
    }
    let under = BASE + 24.0;
    if inside == 0.0 {
        let chance = answer.chance_of_one_more;
        let chance = if chance < 1e-4 { String::from("under 0.01%") } else { percent(chance) };
        let wordings = [["an evaluation in here in ", &*chance, " of cases"].concat(), chance + " of cases"];
        let middle = (signs + danger) / 2.0;
        let label = |words| paper.inside(Label::new(Face::Say, (middle, under), words).middle());
        let labels = wordings.map(label);
        paper.first_that_fits(labels);
    }
    // The last one first: it has seen the most. Then from the left, as many as there is room for, each number once.
    let counted = || bulbs.iter().filter(|bulb| bulb.1);
    let mut before = None;
    for (x, _, seen) in counted().rev().take(1).chain(counted()) {
        let label = paper.inside(Label::new(Face::Number, (*x, under), seen).middle());
        if before != Some(seen)
            && counted().next_back().is_none_or(|last| last.0 == *x || last.2 != *seen)
            && paper.is_free(&label, 10.0)
        {
            paper.remark(label);
            before = Some(seen);
        }
    }
    if let Some((x, _)) = last_inside.filter(|(_, count)| *count > answer.evaluations_in_buffer) {
        let words = ["in ", &percent(answer.chance_of_one_more), " of cases"].concat();
        paper.remark(Label::new(Face::Small, (x, BASE + 42.0), words).middle());
    }
    if narrow {
        paper.remark(Label::new(Face::Small, (pad, under), "seen:"));
    } else {
        let early: Vec<f64> = bulbs.iter().map(|bulb| bulb.0).filter(|&x| x < signs).collect();
        if let [one, other] = early[..] {
            let middle = (one + other) / 2.0;
            let nothing = Label::new(Face::Small, (middle, under), "nothing to see yet").middle();
            if nothing.bounds().2 < signs - 6.0 {
                paper.remark(nothing);
            }
            let between = every(&months(answer.months_between.unwrap_or_default()));
            let label = Label::new(Face::Small, (middle, BULBS - 31.0), between).middle();
            if label.bounds().2 < signs - 6.0 && paper.remark(label) {
                paper.across(Paint::Axis, BULBS - 22.0, one, other);
            }
        }
        let late = Label::new(Face::Small, (end, under), "too late").end();
        if late.bounds().0 > danger + 10.0 {
            paper.remark(late);
        }
    }
    let scale = [
        "Effective compute, better algorithms included: equal steps are equal factors",
        "Effective compute: equal steps, equal factors",
        "Equal steps are equal factors",
    ];
    paper.first_that_fits(scale.map(|words| Label::new(Face::Small, (pad, BASE + 62.0), words)));
}

/// What is caught and what is left; a sliver is never thinner than 3 pixels.
fn bar(paper: &mut Paper, y: f64, share: f64, inside: [&str; 3], outside: [&str; 4]) {
    const HIGH: f64 = 34.0;
    let width = paper.width;
    let left = within(width * share, if share > 0.0 { 3.0 } else { 0.0 }, width);
    let x = width - left;
    paper.outlined(Paint::Light, (0.0, y), (x, HIGH));
    paper.rect(Paint::Solid, (x, y), (left, HIGH));
    let fits = |label: &Label, room: f64| label.width() + 24.0 < room;
    // What is left says so inside its part if that is wide enough, and otherwise below it, at the end of a leader.
    let below = y + HIGH + 22.0;
    let inner = outside.map(|words| Label::new(Face::On, (width - 12.0, y + 22.0), words).end());
    if let Some(label) = inner.into_iter().find(|label| fits(label, left)) {
        paper.text([label]);
    } else {
        let end = if left > 0.0 { width - (left / 2.0 + 10.0).max(22.0) } else { width };
        if left > 0.0 {
            let bend = y + HIGH + 17.0;
            paper.line(
                Paint::Axis,
                &[(width - left / 2.0, y + HIGH + 2.0), (width - left / 2.0, bend), (end + 6.0, bend)],
            );
        }
        let outer = outside.map(|words| Label::new(Face::Number, (end, below), words).end());
        let fitting = outer.iter().find(|label| label.bounds().0 >= 0.0).or(outer.last()).cloned();
        paper.text(fitting);
    }
    let inner = inside.map(|words| Label::new(Face::Say, (12.0, y + 22.0), words)).into_iter();
    let outer = Label::new(Face::Say, (0.0, below), inside[1]);
    paper.first_that_fits(inner.filter(|label| fits(label, x)).chain([outer]));
}
