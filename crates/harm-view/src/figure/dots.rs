//! A hundred scale-ups, of which so many go wrong; and a range as twenty equally likely answers.

use harm_core::Assessment;
use harm_core::hazard::{Path, compound};
use harm_core::lens::acceptable;
use harm_core::lens::belief::equally_likely;
use harm_wire::Request;

use super::log::Log;
use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure, in_words};
use crate::axis::{exp10, within};
use crate::number::{one_in, people, percent};
use crate::sentence::{Phrase, capital};

/// The number of rings that stand for a risk.
fn of_hundred(risk: f64) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let rings = libm::round(100.0 * risk) as usize;
    rings
}

/// What the dots say, in a sentence.
pub(super) fn answer(request: &Request, assessment: &Assessment) -> Phrase {
    let scenario = &request.scenario;
    let average = people(assessment.expected_deaths);
    let spread = equally_likely(scenario).filter(|answers| answers[0] < answers[answers.len() - 1]);
    if let Some(answers) = spread {
        let below = answers.iter().filter(|&&deaths| deaths < assessment.expected_deaths).count();
        let count = |count: usize| u32::try_from(count).map(f64::from).map(in_words).unwrap_or_default();
        return Phrase::new(
            &[&*capital(&count(below)), " of 20 equally likely answers lie below your average of "].concat(),
        )
        .stress(&average)
        .say(if below > 10 {
            " expected deaths, because a few high ones carry it."
        } else {
            " expected deaths."
        });
    }
    let count = of_hundred(assessment.risk);
    let first = match count {
        _ if assessment.risk <= 0.0 => return Phrase::new("Every scale-up like this one passes without catastrophe."),
        0 => one_in(assessment.risk).replacen('1', "One", 1) + " such scale-ups ends in catastrophe.",
        _ => hundred_words(count, "such scale-ups"),
    };
    Phrase::new(&first).say(" The average over all of them is ").stress(&average).say(" expected deaths.")
}

/// What a hundred rings say.
fn hundred_words(count: usize, what: &str) -> String {
    let (pass, fail) = ((100 - count).to_string(), count.to_string());
    match count {
        100 => ["All of 100 ", what, " end in catastrophe."].concat(),
        99 => ["Of 100 ", what, ", one passes without catastrophe and 99 do not."].concat(),
        1 => ["Of 100 ", what, ", 99 pass without catastrophe and one does not."].concat(),
        _ => ["Of 100 ", what, ", ", &pass, " pass without catastrophe and ", &fail, " do not."].concat(),
    }
}

/// A hundred rings. `None` for a risk too small for a ring.
pub(super) fn hundred(assessment: &Assessment, width: f64) -> Option<Figure> {
    let count = of_hundred(assessment.risk);
    if count == 0 {
        return None;
    }
    let columns = if width < 240.0 { 10.0 } else { 20.0 };
    let pitch = (width / columns).min(36.0);
    let radius = pitch * 0.33;
    let mut paper = Paper::new(width);
    for i in 0..100 {
        let (column, row) = (f64::from(i) % columns, libm::floor(f64::from(i) / columns));
        let at = ((column + 0.5) * pitch, (row + 0.5) * pitch);
        let hit = usize::try_from(i).is_ok_and(|i| i < count);
        if hit {
            paper.circle(Paint::Solid, at, radius + 1.0);
        } else {
            paper.circle(Paint::Outline, at, radius);
        }
    }
    let description = hundred_words(count, "scale-ups like this one");
    Some(paper.finish(pitch * 100.0 / columns, "One in a hundred", description))
}

/// Room between two dots.
const GAP: f64 = 1.5;
/// The height that stacks of dots may have.
const HIGHEST: f64 = 190.0;

/// Dots above each other.
struct Stack {
    x: f64,
    first: f64,
    values: Vec<f64>,
}

/// A line down to the axis, with words at its top.
struct Line {
    value: f64,
    x: f64,
    words: String,
    face: Face,
    paint: Paint,
}

/// Twenty equally likely answers, with the average and the reader's limit; `with_risks` adds the risks that give them as a
/// second scale. `None` without a spread.
pub(crate) fn twenty(request: &Request, assessment: &Assessment, width: f64, with_risks: bool) -> Option<Figure> {
    let scenario = &request.scenario;
    let answers = equally_likely(scenario)?;
    let last = answers.len() - 1;
    if answers[last] < 1.0 {
        return None;
    }
    let mut paper = Paper::new(width);
    let narrow = paper.is_narrow();
    let (left, right) = (16.0, width - 16.0);
    // Below one death all is one to the eye: such dots stand in one stack at the left edge.
    let under = answers[0] < 1.0;
    let values = answers.map(|deaths| deaths.max(1.0));
    let mean = assessment.expected_deaths.max(1.0);
    let given = acceptable::answer(scenario, &request.lenses.acceptable).deaths;
    let limit = (given > 0.0).then_some(given.max(1.0));
    // A limit that lies far from the dots stands at the edge, with an arrow head, and does not squeeze them.
    let far = exp10(1.5);
    let (least, most) = (values[0].min(mean), values[last].max(mean));
    let shown = limit.map(|limit| within(limit, least / far, most * far));
    let low = shown.map_or(least, |limit| limit.min(least)) / 1.5;
    let high = shown.map_or(most, |limit| limit.max(most)) * 1.5;
    let scale = Log::new((low, high), (left, right));

    // A stack never joins dots from both sides of a line.
    let side = |value: f64| (limit.is_some_and(|limit| value > limit), value > mean);
    let stacked = |dot: f64| {
        let mut stacks: Vec<Stack> = Vec::new();
        for value in values {
            let x = scale.at(value);
            match stacks.last_mut() {
                Some(stack) if x - stack.first < dot + GAP && side(value) == side(stack.values[0]) => {
                    stack.values.push(value);
                }
                _ => stacks.push(Stack { x, first: x, values: vec![value] }),
            }
        }
        stacks
    };
    let tallest = |stacks: &[Stack]| stacks.iter().map(|stack| stack.values.len()).max().unwrap_or(1);
    #[allow(clippy::cast_precision_loss, reason = "twenty of them")]
    let height_of = |count: usize, dot: f64| count as f64 * (dot + GAP);
    let mut dot = within((right - left) / 22.0, 13.0, 28.0);
    let mut stacks = stacked(dot);
    // Smaller dots, where many are equal, as with a few opinions.
    for _ in 0..8 {
        let count = tallest(&stacks);
        if height_of(count, dot) <= HIGHEST {
            break;
        }
        dot = HIGHEST / height_of(count, 1.0 - GAP) - GAP;
        stacks = stacked(dot);
    }
    place(&mut stacks, dot, &scale, limit.zip(shown.map(|shown| scale.at(shown))), (mean, scale.at(mean)), width);

    let top = 52.0;
    let base = top + height_of(tallest(&stacks).max(2), dot) + 4.0;
    paper.line(Paint::Axis, &[(left, base), (right, base)]);
    let words = |value: f64| if under && value <= 1.0 { String::from("under 1") } else { people(value) };
    paper.scale(
        base,
        scale.ticks(if narrow { 86.0 } else { 100.0 }).into_iter().map(|value| (scale.at(value), words(value))),
    );
    if with_risks {
        let m = Path::of(scenario).steps(assessment.orders_of_magnitude);
        let deaths = |risk: f64| compound(risk, m) * scenario.exposed();
        let ticks = [1.0, 3.0].into_iter().flat_map(|k| (-12..0).map(move |e| k * exp10(f64::from(e))));
        let at = ticks.map(|risk| (deaths(risk), percent(risk) + " risk"));
        let at: Vec<_> = at.filter(|(deaths, _)| *deaths > low && *deaths < high).collect();
        paper.scale(base + 28.0, at.into_iter().map(|(deaths, words)| (scale.at(deaths), words)));
    }
    for stack in &stacks {
        for (i, &value) in stack.values.iter().enumerate() {
            let at = (stack.x, base - 3.0 - dot / 2.0 - height_of(i, dot));
            let above = limit.is_none_or(|limit| value > limit);
            // An outline lies half outside of its circle.
            if above {
                paper.circle(Paint::Solid, at, dot / 2.0);
            } else {
                paper.circle(Paint::Hollow, at, dot / 2.0 - 0.75);
            }
        }
    }
    let above = limit.map_or(0, |limit| values.iter().filter(|&&value| value > limit).count());
    let count = match above {
        0 => String::from("all 20 within"),
        20 => String::from("all 20 above"),
        above => above.to_string() + " above",
    };
    let average = people(assessment.expected_deaths);
    let mut lines = vec![Line {
        value: mean,
        x: scale.at(mean),
        words: [if narrow { "average " } else { "your average: " }, &average].concat(),
        face: Face::Number,
        paint: Paint::Mean,
    }];
    if let (Some(value), Some(shown)) = (limit, shown) {
        let words = [if narrow { "limit " } else { "your limit, " }, &people(given), ": ", &count].concat();
        let line = Line { value, x: scale.at(shown), words, face: Face::Limit, paint: Paint::Limit };
        let first = line.x < lines[0].x;
        lines.insert(usize::from(!first), line);
    }
    // Two rows of labels above the dots: that of the left line in the upper row, so that it may run over the other line,
    // which begins below it. A label that has room at neither side is moved inside, and its line begins below it.
    let beside = |line: &Line, y: f64| {
        let right = Label::new(line.face, (line.x + 7.0, y), &line.words).halo();
        let left = Label { at: (line.x - 7.0, y), ..right.clone().end() };
        let free = [right.clone(), left].into_iter().find(|label| paper.is_free(label, 3.0));
        (free.is_some(), free.unwrap_or(right))
    };
    const ROWS: [f64; 2] = [16.0, 38.0];
    let crosses = match &lines[..] {
        // The label of the right line would run to the left over the other line, which begins above it.
        [one, other] => beside(other, ROWS[1]).1.bounds().0 < one.x && beside(one, ROWS[1]).1.bounds().2 <= other.x,
        _ => false,
    };
    let rows = if crosses { [ROWS[1], ROWS[0]] } else { ROWS };
    let placed: Vec<_> = lines.iter().zip(rows).map(|(line, y)| (beside(line, y), y)).collect();
    for (line, ((is_beside, label), y)) in lines.iter().zip(placed) {
        let from = if is_beside { y - 11.0 } else { y + 6.0 };
        paper.line(line.paint, &[(line.x, from), (line.x, base)]);
        if line.paint == Paint::Limit && shown != limit {
            let way = if line.value < mean { -8.0 } else { 8.0 };
            paper.line(Paint::Cost, &[(line.x, base - 14.0), (line.x + way, base - 8.0), (line.x, base - 2.0)]);
        }
        paper.text([label]);
    }
    if let Some((line, y)) =
        lines.iter().zip(rows).find(|(line, _)| line.paint == Paint::Limit && above > 0 && above < 20)
    {
        paper.remark(Label::new(Face::Limit, (line.x - 7.0, y), (20 - above).to_string() + " within").end().halo());
    }
    let below = values.iter().filter(|&&value| value < mean).count();
    let [lowest, highest] = [answers[0], answers[last]].map(people);
    let mut description =
        ["Twenty equally likely answers reach from ", &lowest, " to ", &highest, " expected deaths; "].concat();
    description += &[&below.to_string(), " of them lie below the average of ", &average].concat();
    if limit.is_some() {
        description += &[", and ", &above.to_string(), " above your limit of ", &people(given)].concat();
    }
    let height = base + if with_risks { 58.0 } else { 30.0 };
    Some(paper.finish(height, "Twenty equally likely answers", description + "."))
}

/// Puts stacks at the mean place of their dots, apart from each other and on their own side of both lines: a first pass moves
/// them right, and a second one left.
fn place(stacks: &mut [Stack], dot: f64, scale: &Log, limit: Option<(f64, f64)>, mean: (f64, f64), width: f64) {
    let lines = [limit, Some(mean)];
    let clear = dot / 2.0 + 3.0;
    let mut free = f64::MIN;
    for stack in stacks.iter_mut() {
        #[allow(clippy::cast_precision_loss, reason = "twenty of them")]
        let count = stack.values.len() as f64;
        stack.x = stack.values.iter().map(|&value| scale.at(value)).sum::<f64>() / count;
        stack.x = stack.x.max(free);
        for (value, x) in lines.into_iter().flatten() {
            if stack.values[0] > value {
                stack.x = stack.x.max(x + clear);
            }
        }
        free = stack.x + dot + GAP;
    }
    // Stacks that were pushed over the edge come back.
    let mut free = width - dot / 2.0;
    for stack in stacks.iter_mut().rev() {
        stack.x = stack.x.min(free);
        for (value, x) in lines.into_iter().flatten() {
            if stack.values[0] <= value {
                stack.x = stack.x.min(x - clear);
            }
        }
        free = stack.x - dot - GAP;
    }
}
