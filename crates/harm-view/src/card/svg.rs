//! A picture while it is written: SVG elements with presentation attributes alone, and the chart drawn with them.
//!
//! What is put where is the business of [`super`].

use crate::card::Colours;
use crate::chart::{Chart, Marker};
use crate::figure::{Anchor, Figure, Ink, Label, Look, Mark, path_data};
use crate::path::pixels;
use crate::text::{SANS, Type};

impl Colours {
    /// A colour of the page, and its opacity where it is not whole.
    const fn of(&self, ink: Ink) -> (&'static str, &'static str) {
        match ink {
            Ink::None => ("none", ""),
            Ink::Paper => (self.paper, ""),
            Ink::Card => (self.card, ""),
            Ink::Ink => (self.ink, ""),
            Ink::Soft => (self.soft, ""),
            Ink::Line => (self.line, ""),
            Ink::Edge => (self.edge, ""),
            Ink::Accent => (self.accent, ""),
            Ink::OnAccent => (self.on_accent, ""),
            Ink::Area => (self.accent, self.area),
            Ink::Band => (self.accent, self.band),
            Ink::Mark => (self.mark, ""),
            Ink::MarkArea => (self.mark, "0.14"),
        }
    }
}

/// XML while it is written.
pub(super) struct Svg {
    out: String,
    paper: &'static str,
}

impl Svg {
    /// A drawing on paper, with its title and description for those who cannot see it.
    pub(super) fn new(width: f64, height: f64, colours: &Colours, title: &str, description: &str) -> Self {
        let (width, height) = (pixels(width), pixels(height));
        let mut svg = Self { out: String::new(), paper: colours.paper };
        svg.raw(&["<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", &width, "\" height=\"", &height]);
        svg.raw(&["\" viewBox=\"0 0 ", &width, " ", &height, "\" role=\"img\">\n<title>"]);
        svg.escaped(title);
        svg.raw(&["</title>\n<desc>"]);
        svg.escaped(description);
        svg.raw(&["</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"", colours.paper, "\"/>\n"]);
        svg
    }

    pub(super) fn finish(mut self) -> String {
        self.raw(&["</svg>\n"]);
        self.out
    }

    pub(super) fn raw(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.push_str(part);
        }
    }

    /// Text that comes from elsewhere. XML has no place for most control characters, not even escaped.
    pub(super) fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => self.out.push(' '),
                c => self.out.push(c),
            }
        }
    }

    pub(super) fn begin_text(&mut self, (x, y): (f64, f64), style: Type, anchor: &str, halo: f64) {
        self.raw(&["<text x=\"", &pixels(x), "\" y=\"", &pixels(y), "\" font-family=\"", style.family]);
        self.raw(&["\" font-size=\"", &pixels(style.size), "\" fill=\"", style.fill, "\""]);
        if style.bold {
            self.raw(&[" font-weight=\"700\""]);
        }
        if !anchor.is_empty() {
            self.raw(&[" text-anchor=\"", anchor, "\""]);
        }
        if halo > 0.0 {
            // Paper around the letters keeps them legible where they cross a line.
            let paper = self.paper;
            self.raw(&[" paint-order=\"stroke\" stroke=\"", paper, "\" stroke-width=\"", &pixels(halo)]);
            self.raw(&["\" stroke-linejoin=\"round\""]);
        }
        self.raw(&[">"]);
    }

    pub(super) fn text(&mut self, at: (f64, f64), words: &str, style: Type, anchor: &str, halo: f64) {
        self.begin_text(at, style, anchor, halo);
        self.escaped(words);
        self.raw(&["</text>\n"]);
    }

    /// A value in bold and the words behind it.
    pub(super) fn term(&mut self, at: (f64, f64), (value, words): (&str, &str), style: Type, ink: &str) {
        self.begin_text(at, style, "", 0.0);
        self.raw(&["<tspan font-weight=\"700\" fill=\"", ink, "\">"]);
        self.escaped(value);
        self.raw(&["</tspan> "]);
        self.escaped(words);
        self.raw(&["</text>\n"]);
    }

    pub(super) fn path(&mut self, d: &str, paint: &[&str]) {
        if !d.is_empty() {
            self.raw(&["<path d=\"", d, "\" "]);
            self.raw(paint);
            self.raw(&["/>\n"]);
        }
    }

    pub(super) fn dot(&mut self, marker: (f64, f64), radius: &str, colours: &Colours) {
        self.raw(&["<circle cx=\"", &pixels(marker.0), "\" cy=\"", &pixels(marker.1), "\" r=\"", radius]);
        self.raw(&["\" fill=\"", colours.accent, "\" stroke=\"", colours.paper, "\" stroke-width=\"2\"/>\n"]);
    }

    /// The marks of a picture, from its own origin.
    pub(super) fn figure(&mut self, figure: &Figure, colours: &Colours) {
        for mark in &figure.marks {
            match mark {
                Mark::Rect { paint, at, size } => {
                    self.raw(&["<rect x=\"", &pixels(at.0), "\" y=\"", &pixels(at.1)]);
                    self.raw(&["\" width=\"", &pixels(size.0), "\" height=\"", &pixels(size.1), "\""]);
                    self.look(paint.look(), colours);
                }
                Mark::Circle { paint, at, radius } => {
                    self.raw(&[
                        "<circle cx=\"",
                        &pixels(at.0),
                        "\" cy=\"",
                        &pixels(at.1),
                        "\" r=\"",
                        &pixels(*radius),
                        "\"",
                    ]);
                    self.look(paint.look(), colours);
                }
                Mark::Path { paint, lines, closed } => {
                    self.raw(&["<path d=\"", &path_data(lines, *closed), "\""]);
                    self.look(paint.look(), colours);
                }
                Mark::Text(label) => self.label(label, colours),
            }
        }
    }

    /// Ends an element with its look.
    fn look(&mut self, look: Look, colours: &Colours) {
        let (fill, opacity) = colours.of(look.fill);
        self.raw(&[" fill=\"", fill, "\""]);
        if !opacity.is_empty() {
            self.raw(&[" fill-opacity=\"", opacity, "\""]);
        }
        if look.stroke != Ink::None {
            self.raw(&[
                " stroke=\"",
                colours.of(look.stroke).0,
                "\" stroke-width=\"",
                look.width,
                "\" stroke-linejoin=\"round\"",
            ]);
        }
        if !look.dash.is_empty() {
            self.raw(&[" stroke-dasharray=\"", look.dash, "\""]);
        }
        self.raw(&["/>\n"]);
    }

    fn label(&mut self, label: &Label, colours: &Colours) {
        let face = label.face;
        let style = Type { family: SANS, size: face.size(), bold: face.is_bold(), fill: colours.of(face.ink()).0 };
        let anchor = match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.begin_text(label.at, style, anchor, if label.halo { 4.0 } else { 0.0 });
        for (stressed, words) in &label.words.parts {
            if *stressed && !face.is_bold() {
                self.raw(&["<tspan font-weight=\"700\">"]);
                self.escaped(words);
                self.raw(&["</tspan>"]);
            } else {
                self.escaped(words);
            }
        }
        self.raw(&["</text>\n"]);
    }

    /// The chart, from its own origin.
    pub(super) fn chart(&mut self, chart: &Chart, colours: &Colours) {
        let soft = Type { family: SANS, size: 13.0, bold: false, fill: colours.soft };
        let (left, right) = (pixels(chart.left), pixels(chart.right));
        let across = |y: f64| ["M", &left, " ", &pixels(y), "H", &right].concat();
        let grid: String = chart.y_ticks.iter().map(|tick| across(tick.at)).collect();
        self.path(&grid, &["fill=\"none\" stroke=\"", colours.line, "\""]);
        for tick in &chart.y_ticks {
            self.text((chart.left - 8.0, tick.at + 4.0), &tick.label, soft, "end", 0.0);
        }
        for tick in &chart.x_ticks {
            self.text((tick.at, chart.bottom + 22.0), &tick.label, soft, "middle", 0.0);
        }
        for mark in &chart.marks {
            self.text((mark.at, chart.bottom + 42.0), &mark.label, soft, "middle", 0.0);
        }
        self.path(&chart.area, &["fill=\"", colours.accent, "\" fill-opacity=\"", colours.area, "\""]);
        if let Some(band) = &chart.band {
            self.path(band, &["fill=\"", colours.accent, "\" fill-opacity=\"", colours.band, "\""]);
        }
        let tolls: String = chart.references.iter().map(|toll| across(toll.y)).collect();
        self.path(&tolls, &["fill=\"none\" stroke=\"", colours.mark, "\" stroke-dasharray=\"2 4\""]);
        let dashed = ["fill=\"none\" stroke=\"", colours.soft, "\" stroke-width=\"2\" stroke-dasharray=\"6 4\""];
        self.path(&chart.other, &dashed);
        let line = ["fill=\"none\" stroke=\"", colours.accent, "\" stroke-width=\"2.5\" stroke-linejoin=\"round\""];
        self.path(&chart.line, &line);
        for toll in &chart.references {
            let style = Type { fill: colours.mark, ..soft };
            self.text((chart.right - 4.0, toll.y - 5.0), &toll.label, style, "end", 3.0);
        }
        let Marker { x, y, label, label_x, label_y, label_ends } = chart.reading.as_ref().unwrap_or(&chart.marker);
        let drop = ["M", &pixels(*x), " ", &pixels(chart.bottom), "V", &pixels(*y)].concat();
        self.path(&drop, &["fill=\"none\" stroke=\"", colours.accent, "\" stroke-dasharray=\"3 3\""]);
        if chart.reading.is_some() {
            self.dot((chart.marker.x, chart.marker.y), "4", colours);
        }
        self.dot((*x, *y), "6", colours);
        let bold = Type { size: 14.0, bold: true, fill: colours.ink, ..soft };
        self.text((*label_x, *label_y), label, bold, if *label_ends { "end" } else { "" }, 4.0);
    }
}
