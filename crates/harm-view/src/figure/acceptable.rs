//! The risk and the acceptable one on a ruler of powers of ten, with the factor between them.

use harm_core::Assessment;
use harm_core::lens::acceptable::{Solution, answer};
use harm_wire::Request;

use super::log::Log;
use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure};
use crate::axis::{exp10, within};
use crate::number::{factor, one_in, people, percent};
use crate::text;

/// The upper edge of the ruler.
const BASE: f64 = 96.0;

/// A place on the ruler with its words.
struct Place {
    x: f64,
    words: [String; 2],
    faces: [Face; 2],
    paints: [Paint; 2],
}

/// Draws the ruler; `None` where one of the two is no place on it.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    let answer = answer(&request.scenario, &request.lenses.acceptable);
    let now = assessment.mean_risk_per_reference_step;
    let Solution::At(limit) = answer.risk_per_reference_step else { return None };
    if limit < 1e-300 || now < 1e-300 {
        return None;
    }
    let mut paper = Paper::new(width);
    let (least, most) = (limit.min(now), limit.max(now));
    let low = exp10(libm::floor(libm::log10(least) - 0.1));
    let high = exp10(libm::ceil(libm::log10(most) + 0.1)).min(1.0);
    // The ends stand in by half of the widest label, so that it stays on the paper.
    let wide = |risk: f64| text::width(&percent(risk), 13.0, false).max(text::width(&odds(risk), 13.0, false));
    let inset = wide(low).max(wide(high)) / 2.0 + 6.0;
    let scale = Log::new((low, high), (inset, width - inset));
    paper.rect(Paint::Ruler, (0.5, BASE), (width - 1.0, 54.0));
    let decade = scale.decade();
    let mut strokes = Vec::new();
    let step = libm::ceil((wide(low) + 8.0) / decade).max(1.0);
    let mut e = libm::log10(low);
    while e <= libm::log10(high) + 1e-9 {
        let risk = exp10(e);
        let x = scale.at(risk);
        strokes.push(vec![(x, BASE), (x, BASE + 13.0)]);
        // Finer strokes as long as they are told apart; at 5 a longer one.
        for k in (2..10).filter(|_| decade > 66.0) {
            let value = f64::from(k) * risk;
            if value < high {
                let x = scale.at(value);
                strokes.push(vec![(x, BASE), (x, BASE + if k == 5 { 8.0 } else { 5.0 })]);
            }
        }
        for (down, words) in [(29.0, percent(risk)), (46.0, odds(risk))] {
            let label = Label::new(Face::Small, (x, BASE + down), words).middle();
            if paper.is_free(&label, 6.0) {
                paper.remark(label);
            }
        }
        e += step;
    }
    paper.lines(Paint::Axis, strokes);
    let per_step = |risk: f64, deaths: f64| [&*odds(risk), ": ", &people(deaths)].concat();
    let mut places = [
        Place {
            x: scale.at(limit),
            words: [["acceptable: ", &percent(limit)].concat(), per_step(limit, answer.deaths)],
            faces: [Face::LimitNumber, Face::Limit],
            paints: [Paint::Cost, Paint::LimitDot],
        },
        Place {
            x: scale.at(now),
            words: [["now: ", &percent(now)].concat(), per_step(now, assessment.expected_deaths)],
            faces: [Face::Number, Face::Small],
            paints: [Paint::Bracket, Paint::Dot],
        },
    ];
    if places[1].x < places[0].x {
        places.swap(0, 1);
    }
    let y = BASE - 22.0;
    let (from, to) = (places[0].x, places[1].x);
    if to - from > 24.0 {
        let head = |x: f64, way: f64| vec![(x + 9.0 * way, y - 5.0), (x + way, y), (x + 9.0 * way, y + 5.0)];
        paper.lines(Paint::Mean, vec![vec![(from, y), (to, y)], head(from, 1.0), head(to, -1.0)]);
    }
    for place in &places {
        paper.line(place.paints[0], &[(place.x, y - 6.0), (place.x, BASE)]);
        paper.circle(place.paints[1], (place.x, BASE), 6.0);
    }
    // The words of each are centred on it; where they would meet, one stands at each side.
    let wide = |place: &Place| {
        let [first, second] = &place.words;
        text::width(first, 14.0, true).max(text::width(second, 14.0, false))
    };
    let at = |place: &Place| within(place.x, wide(place) / 2.0, width - wide(place) / 2.0);
    let [one, other] = &places;
    let apart = at(other) - wide(other) / 2.0 - at(one) - wide(one) / 2.0 >= 16.0;
    for (i, place) in places.iter().enumerate() {
        for (row, (words, face)) in place.words.iter().zip(place.faces).enumerate() {
            let y = if row == 0 { 20.0 } else { 38.0 };
            let label = |x: f64| Label::new(face, (x, y), words);
            let label = if apart {
                label(at(place)).middle()
            } else if i == 0 {
                label(0.0)
            } else {
                label(width).end()
            };
            paper.remark(label);
        }
    }
    let between = times_as_high(limit, now);
    paper.text([Label::new(Face::Number, ((from + to) / 2.0, y - 9.0), &between).middle().halo()]);
    let description = [
        "On a ruler of powers of ten, the acceptable risk is ",
        &*percent(limit),
        " and the risk now ",
        &percent(now),
        ", ",
        &between,
        ".",
    ]
    .concat();
    Some(paper.finish(BASE + 56.0, "The risk and the acceptable one", description))
}

fn odds(risk: f64) -> String {
    if risk < 1.0 { one_in(risk) } else { String::from("certain") }
}

/// How the risk now compares with the limit: `67 times as high`, `a tenth of it`.
fn times_as_high(limit: f64, now: f64) -> String {
    let powers = libm::log10(now) - libm::log10(limit);
    let ratio = factor(powers.abs());
    let ratio = ratio.trim_end_matches('×');
    if ratio == "1" {
        String::from("nearly the same")
    } else if powers > 0.0 {
        [ratio, " times as high"].concat()
    } else {
        ["a factor of ", ratio, " lower"].concat()
    }
}
