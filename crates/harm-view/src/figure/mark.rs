//! What a picture is made of, and what each mark looks like in the page's colours.

use crate::path::pair;
use crate::sentence::Phrase;
use crate::text;

/// A point in pixels, from the upper left.
pub type Point = (f64, f64);

/// One mark. Each is one element of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// What it looks like.
        paint: Paint,
        /// Its upper left corner.
        at: Point,
        /// Its width and height.
        size: Point,
    },
    /// A circle.
    Circle {
        /// What it looks like.
        paint: Paint,
        /// Its centre.
        at: Point,
        /// Its radius.
        radius: f64,
    },
    /// Straight lines through points: one or several, closed or open.
    Path {
        /// What it looks like.
        paint: Paint,
        /// The points of each line.
        lines: Vec<Vec<Point>>,
        /// Whether each line returns to its first point.
        closed: bool,
    },
    /// A text.
    Text(Label),
}

/// The `d` of an SVG path.
#[must_use]
pub fn path_data(lines: &[Vec<Point>], closed: bool) -> String {
    let mut out = String::new();
    for line in lines {
        for (i, &(x, y)) in line.iter().enumerate() {
            out.push(if i == 0 { 'M' } else { 'L' });
            out.push_str(&pair(x, y));
        }
        if closed {
            out.push('Z');
        }
    }
    out
}

/// Which end of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A text of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// How it is set.
    pub face: Face,
    /// Its baseline, at the anchor.
    pub at: Point,
    /// Which end of it is there.
    pub anchor: Anchor,
    /// Its words; in a plain face, the stressed ones are bold.
    pub words: Phrase,
    /// Whether it may lie on a line, so that paper around its letters keeps it legible.
    pub halo: bool,
}

impl Label {
    /// A text that begins at a place.
    pub(super) fn new(face: Face, at: Point, words: impl Into<Words>) -> Self {
        let Words(words) = words.into();
        Self { face, at, anchor: Anchor::Start, words, halo: false }
    }

    pub(super) fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(super) fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    pub(super) fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    /// The width that it takes at most.
    #[must_use]
    pub fn width(&self) -> f64 {
        let (size, bold) = (self.face.size(), self.face.is_bold());
        self.words.parts.iter().map(|(stressed, words)| text::width(words, size, bold || *stressed)).sum()
    }

    /// The box that it takes at most: left, top, right, bottom.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let (width, size) = (self.width(), self.face.size());
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2.0,
            Anchor::End => self.at.0 - width,
        };
        (left, self.at.1 - 0.8 * size, left + width, self.at.1 + 0.25 * size)
    }
}

/// Words of a label: plain ones or a phrase.
pub(super) struct Words(Phrase);

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        Self(Phrase::new(words))
    }
}

impl From<&String> for Words {
    fn from(words: &String) -> Self {
        Self(Phrase::new(words))
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self(Phrase::new(&words))
    }
}

impl From<Phrase> for Words {
    fn from(words: Phrase) -> Self {
        Self(words)
    }
}

/// A colour of the page, by the name that its style sheet has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// No colour.
    None,
    /// The ground.
    Paper,
    /// The ground of a raised part.
    Card,
    /// Text.
    Ink,
    /// Remarks.
    Soft,
    /// Fine lines.
    Line,
    /// Lines that carry meaning, and what is not the reader's.
    Edge,
    /// What the reader has now.
    Accent,
    /// The accent as a light ground.
    Area,
    /// The accent as a less light ground.
    Band,
    /// Limits, tolls and costs.
    Mark,
    /// Those as a light ground.
    MarkArea,
    /// Text on the accent.
    OnAccent,
}

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// What it is filled with.
    pub fill: Ink,
    /// What it is drawn with.
    pub stroke: Ink,
    /// The width of that.
    pub width: &'static str,
    /// Its dashes; empty for a whole line.
    pub dash: &'static str,
}

/// The looks of marks. Filled and outlined, whole and dashed say everything that a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Fine lines across.
    Grid,
    /// Axes, ticks and leaders.
    Axis,
    /// A light ground of what the reader has.
    Area,
    /// A less light one.
    Band,
    /// The curve that the reader has.
    Line,
    /// The other case: without a pause, without a limit.
    Other,
    /// What counts: above the limit, missed, twice.
    Solid,
    /// What is caught or taken over.
    Light,
    /// What is within the limit, or half.
    Hollow,
    /// What did not happen.
    Outline,
    /// What is no longer there.
    Ghost,
    /// Recorded tolls.
    Quiet,
    /// The reader's limit.
    Limit,
    /// Its mark, and costs.
    Cost,
    /// A cost as it grows.
    CostLine,
    /// A cost as an area.
    CostArea,
    /// The place of the limit.
    LimitDot,
    /// The place of what the reader has.
    Dot,
    /// The average, and what all is measured from.
    Mean,
    /// Danger.
    Heavy,
    /// A measure of what the reader has.
    Bracket,
    /// A line that ties words to their place.
    Thread,
    /// The body of a ruler.
    Ruler,
    /// The value of the second scenario.
    Now,
    /// The value of the first.
    Pin,
}

impl Paint {
    /// Its class in a style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Axis => "axis",
            Self::Area => "area",
            Self::Band => "band",
            Self::Line => "line",
            Self::Other => "other",
            Self::Solid => "solid",
            Self::Light => "light",
            Self::Hollow => "hollow",
            Self::Outline => "outline",
            Self::Ghost => "ghost",
            Self::Quiet => "quiet",
            Self::Limit => "limit",
            Self::Cost => "cost",
            Self::CostLine => "costline",
            Self::CostArea => "costarea",
            Self::LimitDot => "limitdot",
            Self::Dot => "dot",
            Self::Mean => "mean",
            Self::Heavy => "heavy",
            Self::Bracket => "bracket",
            Self::Thread => "thread",
            Self::Ruler => "ruler",
            Self::Now => "now",
            Self::Pin => "pin",
        }
    }

    /// What it looks like.
    #[must_use]
    pub const fn look(self) -> Look {
        match self {
            Self::Grid => Look::stroke(Ink::Line, "1", ""),
            Self::Axis => Look::stroke(Ink::Edge, "1.25", ""),
            Self::Area => Look::fill(Ink::Area),
            Self::Band => Look::fill(Ink::Band),
            Self::Line => Look::stroke(Ink::Accent, "2.5", ""),
            Self::Other => Look::stroke(Ink::Soft, "2", "6 4"),
            Self::Solid => Look::fill(Ink::Accent),
            Self::Light => Look::both(Ink::Band, Ink::Accent, "1.5"),
            Self::Hollow => Look::both(Ink::Paper, Ink::Accent, "1.5"),
            Self::Outline => Look::stroke(Ink::Edge, "1.5", ""),
            Self::Ghost => Look::stroke(Ink::Edge, "1.5", "4 3"),
            Self::Quiet => Look::fill(Ink::Edge),
            Self::Limit => Look::stroke(Ink::Mark, "2", "4 3"),
            Self::Cost => Look::stroke(Ink::Mark, "2", ""),
            Self::CostLine => Look::stroke(Ink::Mark, "1.5", "2 4"),
            Self::CostArea => Look::fill(Ink::MarkArea),
            Self::LimitDot => Look::both(Ink::Paper, Ink::Mark, "2.5"),
            Self::Dot => Look::both(Ink::Accent, Ink::Paper, "2"),
            Self::Mean => Look::stroke(Ink::Ink, "1.5", ""),
            Self::Heavy => Look::stroke(Ink::Ink, "3", ""),
            Self::Bracket => Look::stroke(Ink::Accent, "1.5", ""),
            Self::Thread => Look::stroke(Ink::Soft, "1", ""),
            Self::Ruler => Look::both(Ink::Card, Ink::Line, "1"),
            Self::Now => Look::stroke(Ink::Accent, "3", ""),
            Self::Pin => Look::stroke(Ink::Soft, "3", ""),
        }
    }
}

impl Look {
    const fn fill(fill: Ink) -> Self {
        Self { fill, stroke: Ink::None, width: "", dash: "" }
    }

    const fn stroke(stroke: Ink, width: &'static str, dash: &'static str) -> Self {
        Self { fill: Ink::None, stroke, width, dash }
    }

    const fn both(fill: Ink, stroke: Ink, width: &'static str) -> Self {
        Self { fill, stroke, width, dash: "" }
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Scales and remarks.
    Small,
    /// Labels.
    Say,
    /// Numbers.
    Number,
    /// Words about the limit or a cost.
    Limit,
    /// A number of the limit.
    LimitNumber,
    /// Words on what is filled.
    On,
    /// Words in what is outlined.
    In,
}

impl Face {
    /// Its class in a style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Say => "say",
            Self::Number => "num",
            Self::Limit => "limittext",
            Self::LimitNumber => "limitnum",
            Self::On => "on",
            Self::In => "in",
        }
    }

    /// Its size in pixels.
    #[must_use]
    pub const fn size(self) -> f64 {
        match self {
            Self::Small | Self::On | Self::In => 13.0,
            Self::Say | Self::Number | Self::Limit | Self::LimitNumber => 14.0,
        }
    }

    /// Whether all of it is bold.
    #[must_use]
    pub const fn is_bold(self) -> bool {
        matches!(self, Self::Number | Self::LimitNumber | Self::On | Self::In)
    }

    /// Its colour.
    #[must_use]
    pub const fn ink(self) -> Ink {
        match self {
            Self::Small => Ink::Soft,
            Self::Say | Self::Number => Ink::Ink,
            Self::Limit | Self::LimitNumber => Ink::Mark,
            Self::On => Ink::OnAccent,
            Self::In => Ink::Accent,
        }
    }
}
