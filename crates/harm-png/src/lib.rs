//! From an SVG of our own to a PNG.
//!
//! The renderer brings no fonts and reads none of the machine's: the two families that are compiled in stand for every
//! family that a picture names, so that the same picture is the same file everywhere.

#![deny(missing_docs)]

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

/// The README's Rust, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// The picture in pixels, one for each unit of the drawing.
///
/// # Errors
/// A sentence, when the text is not such a picture.
pub fn render(svg: &str) -> Result<Vec<u8>, String> {
    let failed = |what: &dyn std::fmt::Display| format!("the picture cannot be drawn: {what}");
    let options = Options { fontdb: Arc::new(fonts()), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or_else(|| failed(&"it has no size"))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(&error))
}

/// Fonts that have every sign of a card, superscripts included.
fn fonts() -> Database {
    let mut fonts = Database::new();
    for font in [
        dejavu::sans_condensed::regular(),
        dejavu::sans_condensed::bold(),
        dejavu::serif_condensed::regular(),
        dejavu::serif_condensed::bold(),
    ] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family("DejaVu Sans");
    fonts.set_serif_family("DejaVu Serif");
    fonts
}
