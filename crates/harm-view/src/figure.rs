//! Pictures of a scenario as plain data: marks with their places in pixels, labels, and one text alternative.
//!
//! Each picture is a function of a request and a width, in a file of its own. It is laid out anew for each width, so that
//! text keeps its size. Whoever draws it turns marks into elements, one for one; [`Paint`] and [`Face`] say what each looks
//! like in the page's colours. Where two marks would be the same, there is no picture, and the sentence says it all.
//!
//! The chart over compute is in [`crate::chart`], pictures that stand alone are in [`crate::card`].

mod acceptable;
mod difference;
mod dots;
mod evaluations;
mod log;
mod mark;
mod paper;
mod pause;
mod perspective;
mod restraint;
mod scale_limit;
mod sensitivity;

use harm_core::{Assessment, Belief, Scenario, Sharing};
use harm_wire::Request;

pub use difference::waterfall;
pub use mark::{Anchor, Face, Ink, Label, Look, Mark, Paint, Point, path_data};

use crate::axis::within;
use crate::number::plain;
use crate::section::Section;
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

/// The pictures that one scenario has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A hundred scale-ups, or the range as twenty equally likely answers.
    Dots,
    /// The range as twenty equally likely answers, with the risks that give them.
    Belief,
    /// The warning window, and what is caught and missed.
    Evaluations,
    /// Expected deaths over time with a pause and without it.
    Pause,
    /// The laboratories that carry on.
    Restraint,
    /// One generation at a time.
    ScaleLimit,
    /// The risk and the acceptable one on a ruler.
    Acceptable,
    /// Recorded tolls with the scenario in its place.
    Perspective,
    /// Each input halved and doubled.
    Sensitivity,
}

impl Picture {
    /// All, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Dots,
        Self::Belief,
        Self::Evaluations,
        Self::Pause,
        Self::Restraint,
        Self::ScaleLimit,
        Self::Acceptable,
        Self::Perspective,
        Self::Sensitivity,
    ];

    /// Its name on the command line: that of its question, or `dots`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.section().map_or("dots", Section::name)
    }

    /// The question that it answers; the dots belong to the number itself.
    #[must_use]
    pub fn section(self) -> Option<Section> {
        Some(match self {
            Self::Dots => return None,
            Self::Belief => Section::Belief,
            Self::Evaluations => Section::Evaluations,
            Self::Pause => Section::Pause,
            Self::Restraint => Section::Restraint,
            Self::ScaleLimit => Section::ScaleLimit,
            Self::Acceptable => Section::Acceptable,
            Self::Perspective => Section::Perspective,
            Self::Sensitivity => Section::Sensitivity,
        })
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
    /// assert_eq!(Picture::Belief.draw(&request, &assessment, 320.0), None);
    /// ```
    #[must_use]
    pub fn draw(self, request: &Request, assessment: &Assessment, width: f64) -> Option<Figure> {
        let least = if self == Self::Dots && !is_range(request) { 160.0 } else { 300.0 };
        let width = within(width, least, 1200.0);
        match self {
            Self::Dots if is_range(request) => dots::twenty(request, assessment, width, false),
            Self::Dots => dots::hundred(assessment, width),
            Self::Belief => dots::twenty(request, assessment, width, true),
            Self::Evaluations => evaluations::draw(request, assessment, width),
            Self::Pause => pause::draw(request, assessment, width),
            Self::Restraint => restraint::draw(request, assessment, width),
            Self::ScaleLimit => scale_limit::draw(request, assessment, width),
            Self::Acceptable => acceptable::draw(request, assessment, width),
            Self::Perspective => perspective::draw(assessment, width),
            Self::Sensitivity => sensitivity::draw(request, assessment, width),
        }
    }

    /// What the picture says, in a sentence; there is always one.
    #[must_use]
    pub fn answer(self, request: &Request, assessment: &Assessment) -> Phrase {
        match self.section() {
            Some(section) => section.answer(request, assessment),
            None => dots::answer(request, assessment),
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
