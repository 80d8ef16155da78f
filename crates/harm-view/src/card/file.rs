//! The chart as a file: under its title and premises, with the names of its axes.

use super::Theme;
use super::svg::Svg;
use crate::chart::Chart;
use crate::path::pixels;
use crate::text::{SANS, Type};

/// A chart of expected deaths as a file: under a title and the premises, with the names of its axes, above the address
/// that it is from. Any text may be empty.
#[must_use]
pub fn chart(chart: &Chart, (title, premises): (&str, &str), description: &str, address: &str, theme: Theme) -> String {
    /// Room at the sides: the last label of an axis is centred below its end.
    const EDGE: f64 = 28.0;
    let colours = theme.colours();
    let width = chart.width + 2.0 * EDGE;
    let sans = Type { family: SANS, size: 17.0, bold: true, fill: colours.ink };
    let lines = if title.is_empty() { Vec::new() } else { sans.lines(title, width - 2.0 * EDGE) };
    let note = Type { size: 13.0, bold: false, fill: colours.soft, ..sans };
    let mut notes = if premises.is_empty() { Vec::new() } else { note.lines(premises, width - 2.0 * EDGE) };
    if chart.band.is_some() {
        notes.push(String::from("Shaded: from the 5% to the 95% quantile"));
    }
    if !chart.other.is_empty() {
        notes.push(String::from("Dashed: the pinned scenario"));
    }
    // The last line is the name of the upright axis.
    notes.push(String::from("Expected deaths"));
    #[allow(clippy::cast_precision_loss, reason = "a handful of lines")]
    let above = EDGE + 24.0 * lines.len() as f64 + 19.0 * notes.len() as f64;
    let below = if address.is_empty() { EDGE / 2.0 } else { EDGE + 16.0 } + 20.0;
    let height = above + chart.height + below;
    let mut svg = Svg::new(width, height, colours, title, description);
    let mut y = EDGE + 12.0;
    for line in &lines {
        svg.text((EDGE, y), line, sans, "", 0.0);
        y += 24.0;
    }
    for line in &notes {
        svg.text((EDGE, y - 2.0), line, note.fitting(line, width - 2.0 * EDGE), "", 0.0);
        y += 19.0;
    }
    let middle = EDGE + 0.5 * (chart.left + chart.right);
    svg.text((middle, above + chart.height + 14.0), "Growth of training compute", note, "middle", 0.0);
    svg.raw(&["<g transform=\"translate(", &pixels(EDGE), " ", &pixels(above), ")\">\n"]);
    svg.chart(chart, colours);
    svg.raw(&["</g>\n"]);
    if !address.is_empty() {
        let small = Type { size: 12.0, bold: false, fill: colours.soft, ..sans };
        svg.text((EDGE, height - 20.0), address, small.fitting(address, width - 2.0 * EDGE), "", 0.0);
    }
    svg.finish()
}
