//! What a belief begins with: a range, a panel or a mean whose average is the present risk, so that the result stays.

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::{Belief, Family};

use crate::belief::{family, row};
use crate::digits::{parse_decimal, shortest_digits};
use crate::field::{Key, Value};
use crate::request::Request;
use crate::value::Values;

/// How far the average of a new range may lie above the present risk, as a part of the risk or of what it lacks to
/// certainty. It never lies below, because a number is printed with halves rounded up.
const PRECISION: f64 = 1e-5;

/// The logarithm of how many times the odds of the upper bound are those of the lower one: 50, as for 0.1% to 5%.
const WIDTH: f64 = 3.9;

/// The log-odds of the least risk and of the last below certainty.
const ENDS: (f64, f64) = (-745.0, 36.0);

/// No range has the average 0 or 1. These are the averages that a range begins with where the present risk is one of the
/// two, or nearer to it.
const NEXT_TO_NEVER: f64 = 1e-12;
const LEAST: f64 = 1e-300;
const MOST: f64 = 0.999_999;

/// Fills in what states the risk of the belief in `values`, where it is missing, with the average of the present belief.
///
/// What else the belief must have begins with an example.
pub(super) fn belief(values: &mut Values, present: &Belief) {
    let family = family(values);
    let stated = row(family).risk;
    if stated.iter().any(|&key| values.has(key)) {
        return;
    }
    let mean = present.mean();
    match *stated {
        [Key::Low, Key::High] => {
            if let Some((low, high)) = range(family, values, mean) {
                values.set(Key::Low, Value::Number(low));
                values.set(Key::High, Value::Number(high));
            }
        }
        [Key::Panel] => values.set(Key::Panel, Value::Numbers(panel(mean))),
        [Key::Risk] => {
            let near = |risk: f64| mean - risk <= PRECISION * mean.min(1.0 - mean);
            // Up, as for a range: a mean that is a rounding below the number that it stands for is that number.
            let risk = simplest((mean * (1.0 + 1e-9)).min(1.0), near).min(1.0);
            values.set(Key::Risk, Value::Number(risk));
        }
        _ => {}
    }
}

/// Bounds of few digits whose average is the mean.
fn range(family: Family, values: &Values, mean: f64) -> Option<(f64, f64)> {
    #[expect(clippy::disallowed_methods, reason = "constant bounds")]
    let mean = if mean <= 0.0 { NEXT_TO_NEVER } else { mean.clamp(LEAST, MOST) };
    let mut inputs = Values::default();
    inputs.set(Key::Belief, Value::Word(family.name()));
    if let Some(level) = values.get(Key::Level) {
        inputs.set(Key::Level, level.clone());
    }
    let average = |low: f64, high: f64| {
        let mut inputs = inputs.clone();
        inputs.set(Key::Low, Value::Number(low));
        inputs.set(Key::High, Value::Number(high));
        Request::from_values(&inputs).map_or(0.0, |request| request.scenario.belief.mean())
    };
    let slack = PRECISION * mean.min(1.0 - mean);
    let lower = solve(ENDS.0, ENDS.1 - WIDTH, |lower| average(risk_of(lower), risk_of(lower + WIDTH)) >= mean);
    // Near certainty the average hangs on the lower bound, so that less can be cut off it.
    let cut = if mean > 0.5 { 0.01 } else { 0.05 };
    let low = simplest(risk_of(lower), |low| log_odds(low) > lower - cut);
    // Only a little above: an ever wider range of high risks has a lower average again.
    let upper = solve(lower + WIDTH / 2.0, lower + WIDTH + 1.5, |upper| average(low, risk_of(upper)) >= mean + slack);
    let high = simplest(risk_of(upper), |high| average(low, high) >= mean);
    (low < high).then_some((low, high))
}

/// Three opinions on either side of their average.
fn panel(mean: f64) -> Vec<f64> {
    // Those above one half are as far from certainty as their mirror images are from nothing.
    let (part, mirrored) = if mean > 0.5 { (1.0 - mean, true) } else { (mean, false) };
    // So near that the third, which makes up for what is cut off them, stays below certainty.
    let near = |target: f64| move |opinion: f64| opinion > 0.9 * target;
    let first = simplest(part / 3.0, near(part / 3.0));
    let second = simplest(part / 1.2, near(part / 1.2));
    let third = 3.0 * part - first - second;
    let third = simplest(third * (1.0 + 1e-9), |opinion| opinion >= third);
    [first, second, third].map(|opinion| if mirrored { 1.0 - opinion } else { opinion }).into()
}

/// The place between two where a condition begins to hold.
fn solve(mut from: f64, mut to: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..64 {
        let middle = 0.5 * (from + to);
        if holds(middle) {
            to = middle;
        } else {
            from = middle;
        }
    }
    to
}

fn risk_of(log_odds: f64) -> f64 {
    let odds = libm::exp(log_odds);
    odds / (1.0 + odds)
}

fn log_odds(risk: f64) -> f64 {
    libm::log(risk) - libm::log1p(-risk)
}

/// The number cut off after the fewest digits with which it will do, two or more.
fn simplest(number: f64, will_do: impl Fn(f64) -> bool) -> f64 {
    let text = shortest_digits(number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    // A digit, the point, and a digit.
    (3..mantissa.len())
        .filter_map(|length| {
            let mut cut = String::from(mantissa.get(..length)?);
            crate::complaint::push_all(&mut cut, &["e", exponent]);
            parse_decimal(&cut)
        })
        .find(|&cut| will_do(cut))
        .unwrap_or(number)
}
