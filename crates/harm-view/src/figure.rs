//! Pictures of a scenario as plain data: marks with their places in pixels, labels, and one text alternative.
//!
//! Each picture is a function of a request and a width, in a file of its own. It is laid out anew for each width, so that
//! text keeps its size. Whoever draws it turns marks into elements, one for one; [`Paint`] and [`Face`] say what each looks
//! like in the page's colours. Where two marks would be the same, there is no picture, and the sentence says it all.
//!
//! The chart over compute is in [`crate::chart`], pictures that stand alone are in [`crate::card`].

pub(crate) mod acceptable;
mod difference;
pub(crate) mod dots;
pub(crate) mod evaluations;
mod log;
mod mark;
mod paper;
pub(crate) mod pause;
pub(crate) mod perspective;
pub(crate) mod restraint;
pub(crate) mod scale_limit;
pub(crate) mod sensitivity;

use harm_core::{Assessment, Belief, Scenario, Sharing};
use harm_wire::{Question, Request};

pub use difference::waterfall;
pub use mark::{Anchor, Face, Ink, Label, Look, Mark, Paint, Point, path_data};

use crate::axis::within;
use crate::number::plain;
use crate::question;
use crate::sentence::Phrase;

/// A picture that is ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its width in pixels.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What is drawn, from the ground up.
    pub marks: Vec<Mark>,
    /// What the picture is.
    pub title: &'static str,
    /// What it shows, in a sentence with the numbers.
    pub description: String,
}

impl Figure {
    /// Its labels.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.marks.iter().filter_map(|mark| if let Mark::Text(label) = mark { Some(label) } else { None })
    }
}

/// Fewer expected deaths than these have no scale: the steps between its ticks would be beyond the doubles.
const LEAST: f64 = 1e-290;

/// A picture that one scenario has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A hundred scale-ups, or a range as twenty equally likely answers.
    Dots,
    /// The answer to a question.
    Of(Question),
}

impl Picture {
    /// All pictures: that of the number itself, and those of the questions in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Dots).chain(Question::ALL.into_iter().map(Self::Of))
    }

    /// Its name on the command line: that of its question, or `dots`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dots => "dots",
            Self::Of(question) => question.name(),
        }
    }

    /// Lays the picture out for a width in pixels; `None` where words say all of it.
    ///
    /// ```
    /// use harm_view::figure::Picture;
    /// use harm_wire::Request;
    ///
    /// let request = Request::default();
    /// let assessment = harm_core::assess(&request.scenario);
    /// let figure = Picture::Dots.draw(&request, &assessment, 320.0).expect("a risk of 1% is one ring in a hundred");
    /// assert_eq!(figure.description, "Of 100 scale-ups like this one, 99 pass without catastrophe and one does not.");
    /// assert_eq!(Picture::Of(harm_wire::Question::Belief).draw(&request, &assessment, 320.0), None);
    /// ```
    #[must_use]
    pub fn draw(self, request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
        let least = if self == Self::Dots && !is_range(request) { 160.0 } else { 300.0 };
        let width = within(width, least, 1200.0);
        match self {
            Self::Dots if is_range(request) => dots::twenty(request, assessment, width, false),
            Self::Dots => dots::hundred(assessment, width),
            Self::Of(question) => question::picture(question, request, assessment, width),
        }
    }

    /// What the picture says, in a sentence; there is always one.
    #[must_use]
    pub fn answer(self, request: &Request, assessment: &Assessment) -> Phrase {
        match self {
            Self::Dots => dots::answer(request, assessment),
            Self::Of(question) => question::answer(question, request, assessment),
        }
    }
}

/// Whether the risk of the scale-up is uncertain, and not one number.
fn is_range(request: &Request) -> bool {
    let Scenario { belief, sharing, .. } = &request.scenario;
    !matches!(belief, Belief::Point(_)) && *sharing == Sharing::Shared
}

/// A count in words, as far as people write it so: `seven`, `21`.
fn in_words(count: f64) -> String {
    const WORDS: [&str; 21] = [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let written = plain(count);
    written.parse::<usize>().ok().and_then(|whole| WORDS.get(whole)).map_or(written, |word| String::from(*word))
}
