//! What a writer may choose of an embed: colours, size, which inputs and questions it shows, and whether it can be changed.

use alloc::string::String;
use alloc::vec::Vec;

/// The colours of an embed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system has them.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in links.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How an embed looks and what may be changed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options<'a> {
    /// Its colours.
    pub theme: Theme,
    /// Its greatest width in pixels; without one it takes the room that there is.
    pub width: Option<u32>,
    /// The height of its frame in pixels; without one, what the default needs at its width.
    pub height: Option<u32>,
    /// The names of the controls to show, `none` for none; empty for those that an embed shows by itself.
    pub inputs: &'a [&'a str],
    /// The names of the questions to show, `none` for none; empty for those that an embed shows by itself.
    pub lenses: &'a [&'a str],
    /// Whether the author's numbers stay as they are.
    pub lock: bool,
    /// Where the picture is; without an address, [`PICTURE`] beside the post.
    pub image: Option<&'a str>,
    /// Whether another site makes the frame of a pasted link, whose own numbers it cannot pass on: the frame then says that
    /// its scenario is the default.
    pub pasted: bool,
}

/// The width that a frame states; it takes the room that there is all the same.
pub const WIDTH: u32 = 640;
/// The height of a frame that shows all of the default without scrolling inside: sliders and chart side by side.
pub const HEIGHT: u32 = 860;
/// The height of a narrower one, in which they stand one below the other.
const NARROW_HEIGHT: u32 = 1320;
/// The least width at which they stand side by side.
const SIDE_BY_SIDE: u32 = 592;
/// The name of a picture that its writer has yet to put somewhere.
pub const PICTURE: &str = "expected-harm.png";

impl Options<'_> {
    /// The width and height that a frame states.
    pub(super) fn size(&self) -> (u32, u32) {
        let width = self.width.unwrap_or(WIDTH);
        (width, self.height.unwrap_or(if width < SIDE_BY_SIDE { NARROW_HEIGHT } else { HEIGHT }))
    }

    /// The options as pairs of a link; what is as always is left out.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.theme != Theme::Auto {
            pairs.push(("theme", String::from(self.theme.name())));
        }
        if !self.inputs.is_empty() {
            pairs.push(("inputs", self.inputs.join("_")));
        }
        if !self.lenses.is_empty() {
            pairs.push(("lens", self.lenses.join("_")));
        }
        if self.lock {
            pairs.push(("lock", String::from("1")));
        }
        if self.pasted {
            pairs.push(("view", String::from("pasted")));
        }
        pairs
    }
}
