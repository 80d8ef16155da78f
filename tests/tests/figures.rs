//! The pictures tell the numbers of the document: their marks, read back with the labels of their own scales, are held to
//! the JSON of sixty scenarios.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use harm_core::assess;
use harm_core::preset::PRESETS;
use harm_view::difference::{Difference, SIDES};
use harm_view::figure::{Face, Figure, Mark, Paint, Picture, Point, waterfall};
use harm_wire::{Key, Question, Request, Value, json, query, read_field};
use serde_json::Value as Json;

/// Scenarios beside the presets: every belief and every input that a picture shows.
const LINKS: [&str; 41] = [
    "risk=0.2",
    "risk=0.5&steps=2",
    "risk=0.999",
    "risk=1e-9",
    "risk=0.03&steps=7&population=1e6",
    "population=12345&fatality=0.3",
    "trend=2&steps=5",
    "trend=0.5&steps=5",
    "per=year&risk=0.02&steps=6",
    "per=total&risk=0.1&steps=4",
    "from=2.1e25&to=2e29",
    "growth=2&steps=3&pause=6",
    "belief=beta&risk=0.02&weight=10&steps=5",
    "belief=beta&risk=0.3&weight=1&tolerate=1e8",
    "belief=log-uniform&low=0.0001&high=0.1&steps=3&tolerate=5e7",
    "belief=logit-normal&low=0.001&high=0.05&steps=3&tolerate=8e7",
    "belief=logit-normal&low=0.001&high=0.05&level=0.5&tolerate=1e9",
    "belief=log-normal&low=0.001&high=0.05&steps=10&tolerate=0.01",
    "belief=log-normal&low=1e-6&high=0.01&tolerate=1e6",
    "belief=panel&panel=0.0038_0.03_0.05&steps=2&tolerate=1e8",
    "belief=panel&panel=0.01_0.02&weights=3_1",
    "eval-every=2&eval-months=none",
    "eval-every=none&eval-months=12",
    "eval-every=4&eval-months=none&detect=0.5",
    "buffer=2&detect=0.3&common=0.5",
    "buffer=100&response=0.5&jump=0.1",
    "eval-months=1&detect=0.2&steps=4",
    "pause=24&risk-cut=0.25&benefit=0.5&steps=4",
    "pause=60&risk-cut=0.5&steps=2",
    "pause=1&benefit=0.1&steps=3",
    "pause=12&pause-end=random&risk-cut=0.1&steps=4",
    "labs=4&abstain=1&displacement=0.5",
    "labs=10&abstain=3&displacement=0.9&steps=3",
    "labs=7.5&abstain=2.5",
    "labs=1&abstain=1",
    "limit=2&steps=3",
    "limit=4&steps=4&trend=1.5",
    "limit=1.5&steps=8&risk=0.05",
    "tolerate=1000&steps=2",
    "tolerate=1e9&risk=0.5",
    "tolerate=0.001",
];

fn scenarios() -> Vec<Request> {
    let presets = PRESETS.iter().map(|preset| Request { scenario: preset.scenario(), lenses: preset.lenses() });
    presets.chain(LINKS.iter().map(|link| query::parse(link).request)).collect()
}

fn document(request: &Request) -> Json {
    serde_json::from_str(&json::write(request, &Question::ALL, &[])).unwrap()
}

fn number(document: &Json, path: &str) -> f64 {
    path.split('.').fold(document, |value, key| &value[key]).as_f64().unwrap_or_else(|| panic!("no {path}"))
}

/// A number that a label shows, as a field would read it.
fn read(key: Key, words: &str) -> f64 {
    match read_field(key, words).unwrap() {
        Value::Number(number) => number,
        other => panic!("{words} is {other:?}"),
    }
}

/// The lines of a figure's paths of a look.
fn lines(figure: &Figure, look: Paint) -> Vec<Vec<Point>> {
    let of_mark = |mark: &Mark| match mark {
        Mark::Path { paint, lines, .. } if *paint == look => lines.clone(),
        _ => Vec::new(),
    };
    figure.marks.iter().flat_map(of_mark).collect()
}

fn rects(figure: &Figure, look: Paint) -> Vec<(Point, Point)> {
    let of_mark = |mark: &Mark| match mark {
        Mark::Rect { paint, at, size } if *paint == look => Some((*at, *size)),
        _ => None,
    };
    figure.marks.iter().filter_map(of_mark).collect()
}

fn circles(figure: &Figure, look: Paint) -> Vec<Point> {
    let of_mark = |mark: &Mark| match mark {
        Mark::Circle { paint, at, .. } if *paint == look => Some(*at),
        _ => None,
    };
    figure.marks.iter().filter_map(of_mark).collect()
}

/// The values of a scale along the paper, by the ticks above its labels: pixels of a power of ten, and the power at 0.
fn log_scale(figure: &Figure, key: Key, long: f64) -> Option<impl Fn(f64) -> f64 + use<>> {
    let ticks: Vec<Point> = lines(figure, Paint::Axis)
        .iter()
        .filter(|line| line.len() == 2 && line[0].0 == line[1].0 && (line[1].1 - line[0].1 - long).abs() < 1e-9)
        .map(|line| line[0])
        .collect();
    // The first of two scales. A label stands below its tick, unless it was moved inside.
    let upper = ticks.iter().map(|tick| tick.1).fold(f64::MAX, f64::min);
    let value = |tick: &Point| {
        let label =
            figure.labels().find(|label| label.face == Face::Small && label.at.0 == tick.0 && label.at.1 > tick.1)?;
        Some((tick.0, read(key, &label.words.to_string()).log10()))
    };
    let known: Vec<(f64, f64)> = ticks.iter().filter(|tick| tick.1 == upper).filter_map(value).collect();
    let (first, last) = known.iter().fold((known.first()?, known.first()?), |(least, most), one| {
        (if one.0 < least.0 { one } else { least }, if one.0 > most.0 { one } else { most })
    });
    let slope = (last.1 - first.1) / (last.0 - first.0);
    let (x, power) = *first;
    (last.0 - first.0 > 1.0).then_some(move |at: f64| 10_f64.powf(power + slope * (at - x)))
}

/// The values of an upright scale, by its grid and the labels left of it.
fn linear_scale(figure: &Figure) -> impl Fn(f64) -> f64 + use<> {
    let heights: Vec<f64> = lines(figure, Paint::Grid).iter().map(|line| line[0].1).collect();
    let value = |y: f64| {
        let label =
            figure.labels().find(|label| label.face == Face::Small && (label.at.1 - y - 4.0).abs() < 1e-9).unwrap();
        read(Key::Population, &label.words.to_string())
    };
    let (zero, top) = (heights[0], heights[heights.len() - 1]);
    let full = value(top);
    assert_eq!(value(zero), 0.0);
    move |y: f64| full * (zero - y) / (zero - top)
}

/// Two numbers that are the same to the eye: within a part of the whole picture.
#[track_caller]
fn same(what: &str, drawn: f64, told: f64, tolerance: f64) {
    assert!((drawn - told).abs() <= tolerance, "{what}: drawn {drawn}, but the document has {told}");
}

/// Two numbers on a logarithmic scale that are the same to the eye.
#[track_caller]
fn same_place(what: &str, drawn: f64, told: f64) {
    assert!((drawn / told).ln().abs() < 0.02, "{what}: drawn {drawn}, but the document has {told}");
}

fn drawn(request: &Request, picture: Picture) -> Option<Figure> {
    picture.draw(request, &assess(&request.scenario), 744.0)
}

/// Checks one picture of all scenarios, and that at least so many have it.
fn each(picture: Picture, least: usize, check: impl Fn(&str, &Request, &Figure, &Json)) {
    let mut count = 0;
    for request in scenarios() {
        if let Some(figure) = drawn(&request, picture) {
            check(&query::write(&request), &request, &figure, &document(&request));
            count += 1;
        }
    }
    assert!(count >= least, "only {count} scenarios have {picture:?}");
}

#[test]
fn there_are_sixty_scenarios() {
    assert_eq!(scenarios().len(), 60);
}

#[test]
fn the_dots_are_as_many_as_the_risk_and_its_spread_say() {
    each(Picture::Dots, 40, |link, request, figure, document| {
        let solid = circles(figure, Paint::Solid).len() as f64;
        if figure.title == "One in a hundred" {
            assert_eq!(circles(figure, Paint::Outline).len() as f64 + solid, 100.0);
            same(link, solid, 100.0 * number(document, "assessment.risk"), 0.5 + 1e-9);
            return;
        }
        assert_eq!(circles(figure, Paint::Hollow).len() as f64 + solid, 20.0);
        // A panel holds several dots at one risk.
        let step = if query::write(request).contains("panel") { 10.0 } else { 0.5 };
        same(link, solid, 20.0 * number(document, "acceptable.chance_of_limit"), step + 1e-6);
    });
}

#[test]
fn the_average_and_the_limit_of_a_range_are_where_the_scale_has_them() {
    each(Picture::Of(Question::Belief), 9, |link, request, figure, document| {
        let Some(value) = log_scale(figure, Key::Population, 5.0) else { return };
        let mean = lines(figure, Paint::Mean)[0][0].0;
        same_place(link, value(mean), number(document, "assessment.expected_deaths"));
        let limit = request.lenses.acceptable.tolerate.get();
        let at = value(lines(figure, Paint::Limit)[0][0].0);
        // A share of everyone, and a limit that stands at the edge, are not where the number is.
        if limit >= 1.0 && lines(figure, Paint::Cost).is_empty() {
            same_place(link, at, limit);
        }
        // Each point of the exceedance curve has as many dots to its right as it is likely, but for those that were moved.
        let dots = [circles(figure, Paint::Solid), circles(figure, Paint::Hollow)].concat();
        for point in document["belief"]["exceedance"].as_array().unwrap() {
            let above = dots.iter().filter(|dot| value(dot.0) > number(point, "expected_deaths")).count() as f64;
            if !query::write(request).contains("panel") {
                same(link, above, 20.0 * number(point, "probability"), 2.5);
            }
        }
    });
}

#[test]
fn what_evaluations_miss_is_as_wide_as_their_share() {
    each(Picture::Of(Question::Evaluations), 55, |link, request, figure, document| {
        let (_, missed) = rects(figure, Paint::Solid)[0];
        let share = number(document, "evaluations.expected_deaths") / number(document, "assessment.expected_deaths");
        same(link, missed.0, (figure.width * share).max(if share > 0.0 { 3.0 } else { 0.0 }), 0.01);
        let policy = request.lenses.evaluations;
        if let Some(interval) = document["evaluations"]["interval_orders_of_magnitude"].as_f64() {
            let inside = (policy.buffer.get().log10() / interval + 0.5).floor();
            same(link, circles(figure, Paint::Solid).len() as f64, inside, 1e-9);
        }
    });
}

#[test]
fn the_lines_of_a_pause_end_where_the_document_says() {
    each(Picture::Of(Question::Pause), 55, |link, _, figure, document| {
        let value = linear_scale(figure);
        let total = number(document, "assessment.expected_deaths");
        let last = |paint| value(lines(figure, paint)[0].last().unwrap().1);
        same(link, last(Paint::Other), total, 0.002 * total);
        same(link, last(Paint::Line), total - number(document, "pause.deaths_averted"), 0.002 * total);
        let put_off = &lines(figure, Paint::Bracket)[1];
        same(link, value(put_off[0].1), number(document, "pause.deaths_deferred"), 0.002 * total);
        let cost = number(document, "pause.cost_in_deaths");
        if cost > 0.0 {
            same(link, last(Paint::CostLine) - last(Paint::Line), cost, 0.002 * (total + cost));
        }
    });
}

#[test]
fn the_hazard_that_is_left_is_as_long_as_its_share() {
    each(Picture::Of(Question::Restraint), 55, |link, _, figure, document| {
        let input = |key: &str| number(document, &["scenario.", key].concat());
        let share = 1.0 - input("abstain") / input("labs") * (1.0 - input("displacement"));
        let measures = lines(figure, Paint::Bracket);
        let kept = measures.get(1).map_or(0.0, |line| line[1].0 + 2.0);
        same(link, kept, figure.width * share, 0.01);
        let going_on: f64 = rects(figure, Paint::Solid).iter().map(|(_, size)| size.0).sum();
        let taken: f64 = rects(figure, Paint::Light).iter().map(|(_, size)| size.0 + 1.5).sum();
        // Gaps between blocks are no hazard.
        assert!((going_on + taken - figure.width * share).abs() < 60.0, "{link}: {going_on} {taken} {share}");
    });
}

#[test]
fn the_stairs_rise_by_generations_to_the_total() {
    each(Picture::Of(Question::ScaleLimit), 30, |link, _, figure, document| {
        let value = linear_scale(figure);
        let total = number(document, "assessment.expected_deaths");
        let stairs = &lines(figure, Paint::Line)[0];
        same(link, value(stairs.last().unwrap().1), total, 0.002 * total);
        same(link, value(stairs[1].1), number(document, "scale_limit.deaths_per_generation"), 0.002 * total);
        let generations = number(document, "scale_limit.generations");
        same(link, (stairs.len() as f64 - 1.0) / 2.0, generations, 1e-9);
        let looks = circles(figure, Paint::Hollow).len() as f64;
        assert!(looks == 0.0 || looks == generations - 1.0, "{link}: {looks}");
    });
}

#[test]
fn both_risks_are_where_the_ruler_has_them() {
    each(Picture::Of(Question::Acceptable), 45, |link, _, figure, document| {
        let Some(value) = log_scale(figure, Key::Risk, 13.0) else { return };
        same_place(
            link,
            value(circles(figure, Paint::Dot)[0].0),
            number(document, "assessment.mean_risk_per_reference_step"),
        );
        same_place(
            link,
            value(circles(figure, Paint::LimitDot)[0].0),
            number(document, "acceptable.risk_per_reference_step"),
        );
    });
}

#[test]
fn the_bar_of_the_scenario_is_as_long_as_its_deaths_beside_the_tolls() {
    each(Picture::Of(Question::Perspective), 55, |link, _, figure, document| {
        let bars = rects(figure, Paint::Quiet);
        let pixels_per_death = bars.iter().map(|(_, size)| size.0).fold(0.0, f64::max) / 70e6;
        let (_, now) = rects(figure, Paint::Solid)[0];
        let deaths = number(document, "assessment.expected_deaths");
        // A sliver is two pixels wide; beside billions all tolls are slivers.
        if pixels_per_death * 70e6 > 2.5 {
            same(link, now.0, (deaths * pixels_per_death).max(2.0), 0.01 * now.0 + 0.01);
        }
        assert!(deaths < 7e7 || bars.iter().all(|(_, size)| size.0 <= now.0 + 0.01), "{link}");
    });
}

#[test]
fn what_is_halved_and_doubled_is_as_far_as_its_factor() {
    each(Picture::Of(Question::Sensitivity), 55, |link, _, figure, document| {
        let now = number(document, "assessment.expected_deaths");
        let reaches = |key: &str| -> Vec<f64> {
            let all = document["sensitivity"].as_array().unwrap().iter().filter_map(|one| one[key].as_f64());
            all.filter(|deaths| *deaths > 0.0).map(|deaths| (deaths / now).log10().abs()).collect()
        };
        let longest = [reaches("halved"), reaches("doubled")].concat().into_iter().fold(0.0, f64::max);
        // An outline lies three quarters of a pixel inside at either end.
        let doubled: Vec<f64> = rects(figure, Paint::Solid).iter().map(|(_, size)| size.0).collect();
        let halved: Vec<f64> = rects(figure, Paint::Hollow).iter().map(|(_, size)| size.0 + 1.5).collect();
        let full = [&doubled[..], &halved].concat().into_iter().fold(0.0, f64::max);
        for (bars, key) in [(doubled, "doubled"), (halved, "halved")] {
            let told: Vec<f64> =
                reaches(key).into_iter().map(|reach| full * reach / longest).filter(|bar| *bar >= 1.5).collect();
            assert_eq!(bars.len(), told.len(), "{link}: {bars:?} {told:?}");
            bars.iter().zip(told).for_each(|(bar, told)| same(link, *bar, told, 0.01));
        }
    });
}

#[test]
fn the_steps_from_one_scenario_to_the_other_are_as_long_as_their_contributions() {
    let all = scenarios();
    let mut count = 0;
    for (from, to) in all.iter().zip(all.iter().cycle().skip(7)) {
        let difference = Difference::new([from, to], SIDES);
        let Some(figure) = waterfall(&difference, 744.0) else { continue };
        let Some(value) = log_scale(&figure, Key::Population, 5.0) else { continue };
        let link = query::write(to);
        let document: Json = serde_json::from_str(&json::compare([from, to], [None, None], &[])).unwrap();
        let arrows: Vec<Vec<Point>> = figure
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Path { lines, closed: true, .. } => Some(lines[0].clone()),
                _ => None,
            })
            .collect();
        assert_eq!(arrows.len(), difference.rows.len(), "{link}");
        same_place(&link, value(lines(&figure, Paint::Pin)[0][0].0), number(&document, "from.expected_deaths"));
        same_place(&link, value(lines(&figure, Paint::Now)[0][0].0), number(&document, "to.expected_deaths"));
        for (arrow, row) in arrows.iter().zip(&difference.rows) {
            let factor = number(&document["contributions"], row.part.name()).exp();
            same_place(&link, value(arrow[2].0) / value(arrow[0].0), factor);
        }
        count += 1;
    }
    assert!(count >= 45, "only {count} pairs have a picture");
}
