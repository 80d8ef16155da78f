//! How a text is set in a picture, and how wide it is at most: the fonts are the reader's, so that nothing can be measured.

pub(crate) const SANS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif";
pub(crate) const SERIF: &str =
    "ui-serif, 'Iowan Old Style', 'Palatino Linotype', Palatino, Charter, Georgia, 'DejaVu Serif', serif";

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Type {
    pub(crate) family: &'static str,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) fill: &'static str,
}

impl Type {
    /// The same, as small as it must be for a text to fit a width.
    pub(crate) fn fitting(self, text: &str, width: f64) -> Self {
        let needed = self.width(text);
        if needed > width { Self { size: self.size * width / needed, ..self } } else { self }
    }

    /// The width that a text takes at most, in pixels.
    pub(crate) fn width(self, text: &str) -> f64 {
        width(text, self.size, self.bold)
    }

    /// A text in lines that fit a width.
    pub(crate) fn lines(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        // Not at no-break spaces, which hold a number together.
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if self.width(line) + self.width(word) + self.width(" ") <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(String::from(word)),
            }
        }
        lines
    }
}

/// The width that a text of a size takes at most, in pixels.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let heavier = if bold { 1.12 } else { 1.0 };
    text.chars().map(em).sum::<f64>() * heavier * size
}

/// The width of a character in ems, in the widest of the usual fonts, as a test measures them.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' => 0.34,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '/' => 0.36,
        'f' | 't' | 'r' | '(' | ')' | '-' | '!' | 'I' | '⁰'..='⁹' | '²' | '³' | '¹' => 0.48,
        'c' | 's' | 'z' | '?' | '–' | '_' | '⁻' => 0.57,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.03,
        '×' | '=' | '−' | '&' | '~' | '#' | '+' | '<' | '>' | '^' | 'A'..='Z' => 0.9,
        c if c.is_ascii() => 0.65,
        // Beyond Latin, letters may be as wide as they are high.
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_picture_is_wider_than_its_estimate_in_the_widest_fonts() {
        let latin = ' '..='~';
        let ours = "×−–’…\u{a0}\u{2002}⁰¹²³⁴⁵⁶⁷⁸⁹⁻½éü";
        for (font, heavier) in [
            (dejavu::sans::regular(), 1.0),
            (dejavu::sans::bold(), 1.12),
            (dejavu::serif::regular(), 1.0),
            (dejavu::serif::bold(), 1.12),
        ] {
            let face = ttf_parser::Face::parse(font, 0).unwrap();
            for c in latin.clone().chain(ours.chars()) {
                let glyph = face.glyph_index(c).unwrap_or_else(|| panic!("no glyph for {c:?}"));
                let width = f64::from(face.glyph_hor_advance(glyph).unwrap()) / f64::from(face.units_per_em());
                assert!(width <= em(c) * heavier + 1e-9, "{c:?} is {width} wide");
            }
        }
    }

    #[test]
    fn long_words_are_broken_into_lines_and_numbers_are_not() {
        let style = Type { family: "", size: 10.0, bold: false, fill: "" };
        assert_eq!(style.lines("aaaa aaaa aaaa", 60.0), ["aaaa aaaa", "aaaa"]);
        assert_eq!(style.lines("aaaa\u{a0}aaaa aaaa", 30.0), ["aaaa\u{a0}aaaa", "aaaa"]);
        assert!((style.fitting("aaaaaaaaaa", 32.5).size - 5.0).abs() < 1e-9);
    }
}
