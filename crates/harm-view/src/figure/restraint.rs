//! The laboratories as equal blocks of the hazard: those that carry on, those that stop, and what the others take over.

use harm_core::Assessment;
use harm_core::lens::restraint::answer;
use harm_wire::Request;

use super::mark::{Label, Paint};
use super::paper::Paper;
use super::{Face, Figure, in_words};
use crate::axis::within;
use crate::number::{people, percent};

/// More blocks than these are no longer told apart.
const MOST: f64 = 200.0;

/// Draws the blocks; `None` where no one stops, or nothing is at stake.
pub(crate) fn draw(request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
    let input = &request.lenses.restraint;
    let (labs, stopping, taken) = (input.labs().get(), input.abstain().get(), input.displacement().get());
    if stopping <= 0.0 || assessment.expected_deaths <= 0.0 {
        return None;
    }
    let answer = answer(&request.scenario, input);
    let mut paper = Paper::new(width);
    let (y, high) = (26.0, 38.0);
    let going_on = labs - stopping;
    // Those that stop come last. Of a broken number the last block is as broken; of very many there are two.
    let edges: Vec<(f64, f64)> = if labs <= MOST {
        let mut edges = Vec::new();
        let mut from = 0.0;
        while from < labs {
            edges.push((from, (from + 1.0).min(labs)));
            from += 1.0;
        }
        edges
    } else {
        vec![(0.0, going_on), (going_on, labs)]
    };
    let gap: f64 = if edges.len() > 12 { 1.0 } else { 4.0 };
    let at = |share: f64| width * within(share / labs, 0.0, 1.0);
    for (from, to) in edges {
        // The gap is taken from the block's end, so that the measures below lie where the shares do.
        let (x, end) = (at(from), at(to) - if to < labs { gap.min((at(to) - at(from)) / 2.0) } else { 0.0 });
        let stop = within(at(going_on), x, end);
        if stop - x > 0.5 {
            paper.rect(Paint::Solid, (x, y), (stop - x, high));
        }
        if end - stop > 0.5 {
            paper.outlined(Paint::Ghost, (stop, y), (end - stop, high));
            if taken > 0.0 {
                paper.outlined(Paint::Light, (stop, y), ((end - stop) * taken, high));
            }
        }
    }
    let count = |value: f64, verb: &str, verbs: &str| {
        let words = in_words(value);
        let verb = if words == "one" || value < 1.0 { verb } else { verbs };
        [&*words, verb].concat()
    };
    let work = if stopping > 1.0 { "their work" } else { "its work" };
    if going_on > 0.0 {
        paper.text([Label::new(Face::Say, (0.0, 17.0), count(going_on, " goes on", " go on"))]);
    }
    let stops = count(stopping, " stops", " stop");
    let over = [&*stops, "; ", &percent(taken), " of ", work, " is taken over"].concat();
    let stop = [over, stops].map(|words| Label::new(Face::Say, (width, 17.0), words).end());
    paper.first_that_fits(stop.into_iter().skip(usize::from(taken <= 0.0)));
    let kept = width * within(answer.hazard_share, 0.0, 1.0);
    let below = y + high + 14.0;
    if kept > 10.0 {
        paper.across(Paint::Bracket, below, 0.75, kept - 2.0);
    }
    if width - kept > 10.0 {
        paper.across(Paint::Axis, below, kept + 2.0, width - 0.75);
    }
    let nothing = answer.expected_deaths <= 0.0;
    let (share, deaths) = (percent(answer.hazard_share), people(answer.expected_deaths));
    let left = if nothing {
        vec![String::from("nothing is left")]
    } else {
        vec![
            [&*share, " of the hazard is left: ", &deaths, " expected deaths"].concat(),
            [&*share, " left: ", &deaths].concat(),
            [&*share, " left"].concat(),
        ]
    };
    let averted = if answer.deaths_averted <= 0.0 { String::from("none") } else { people(answer.deaths_averted) };
    let left = left.into_iter().map(|words| Label::new(Face::Number, (0.0, below + 24.0), words));
    paper.first_that_fits(left);
    let words = ["averted: ", &averted].concat();
    paper.text([24.0, 44.0].map(|down| Label::new(Face::Number, (width, below + down), &words).end()));
    let mut description =
        ["Of ", &*in_words(labs), " equal parts of the hazard, ", &count(stopping, " stops", " stop")].concat();
    if taken > 0.0 {
        description +=
            &[" and the others take over ", &*percent(taken), if stopping > 1.0 { " of them" } else { " of it" }]
                .concat();
    }
    description += &[". ", &*share, " of the hazard is left, ", &deaths, " expected deaths."].concat();
    Some(paper.finish(below + 52.0, "Who carries on", description))
}
