//! A picture of a question as a file: the question, its answer in words, the marks, and where it is from.

use super::svg::Svg;
use super::{Theme, WIDTH};
use crate::figure::Figure;
use crate::path::pixels;
use crate::sentence::Phrase;
use crate::text::{SANS, SERIF, Type};

/// How much larger a picture is than on the page: words of 13 pixels are too small for a preview, which is shown at half its
/// size.
const SCALE: f64 = 1.5;
/// Room at the sides.
const EDGE: f64 = 60.0;

/// The width for which a picture is laid out that goes onto a card.
pub const ROOM: f64 = (WIDTH - 2.0 * EDGE) / SCALE;

/// A card with a title, the premises, an answer in words, and a picture where there is one.
#[must_use]
pub fn picture(
    (title, premises): (&str, &str),
    answer: &Phrase,
    figure: Option<&Figure>,
    address: &str,
    theme: Theme,
) -> String {
    let colours = theme.colours();
    let room = WIDTH - 2.0 * EDGE;
    let heading = Type { family: SERIF, size: 40.0, bold: true, fill: colours.ink };
    let words = Type { family: SANS, size: 26.0, bold: false, fill: colours.ink };
    let note = Type { family: SANS, size: 20.0, bold: false, fill: colours.soft };
    let said = answer.to_string();
    let titles = heading.lines(title, room);
    let lines = words.lines(&said, room);
    let notes = if premises.is_empty() { Vec::new() } else { note.lines(premises, room) };
    #[allow(clippy::cast_precision_loss, reason = "a handful of lines")]
    let count = |lines: &[String]| lines.len() as f64;
    let above = EDGE + 50.0 * count(&titles) + 28.0 * count(&notes) + 38.0 * count(&lines) + 20.0;
    let drawn = figure.map_or(0.0, |figure| figure.height * SCALE + 24.0);
    let height = above + drawn + EDGE + 6.0;
    let mut svg = Svg::new(WIDTH, height, colours, title, &alternative(answer, figure));
    let mut y = EDGE;
    for line in &titles {
        y += 50.0;
        svg.text((EDGE, y - 26.0), line, heading.fitting(line, room), "", 0.0);
    }
    for line in &notes {
        y += 28.0;
        svg.text((EDGE, y - 20.0), line, note.fitting(line, room), "", 0.0);
    }
    for line in &lines {
        y += 38.0;
        svg.text((EDGE, y - 4.0), line, words.fitting(line, room), "", 0.0);
    }
    if let Some(figure) = figure {
        svg.raw(&[
            "<g transform=\"translate(",
            &pixels(EDGE),
            " ",
            &pixels(above),
            ") scale(",
            &pixels(SCALE),
            ")\">\n",
        ]);
        svg.figure(figure, colours);
        svg.raw(&["</g>\n"]);
    }
    let name = ["Expected Harm", if address.is_empty() { "" } else { "\u{2002}" }, address].concat();
    svg.text((EDGE, height - 32.0), &name, note.fitting(&name, room), "", 0.0);
    svg.finish()
}

/// The text alternative of such a card.
#[must_use]
pub fn alternative(answer: &Phrase, figure: Option<&Figure>) -> String {
    let said = answer.to_string();
    match figure {
        Some(figure) => [&*said, " Picture: ", &figure.description].concat(),
        None => said,
    }
}
