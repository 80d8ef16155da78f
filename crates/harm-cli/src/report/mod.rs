//! The report for people: the result, the sum step by step, and the answers of the lenses.
//!
//! What lives here: the sections and their alignment; the lines are in [`scenario`] and [`lens`]. Numbers and sentences
//! come from `harm-view`; beside the rounded ones stand the exact figures, in the spelling of links.

mod lens;
mod scenario;

use std::fmt::Write;

use anstyle::Style;
use harm_core::assess;
use harm_link::{Lens, Request};
use harm_view::sentence;

pub(crate) use self::lens::{because, risk_line, scale_line, steps_line};

/// A line of a section: what, its symbol, its value in words, and where it comes from.
pub(crate) struct Line {
    label: String,
    symbol: &'static str,
    value: String,
    from: String,
}

impl Line {
    pub(crate) fn new(
        label: impl Into<String>,
        symbol: &'static str,
        value: impl Into<String>,
        from: impl Into<String>,
    ) -> Self {
        Self { label: label.into(), symbol, value: value.into(), from: from.into() }
    }
}

/// Lines that belong together, under a title if they have one.
pub(crate) struct Section {
    pub(crate) title: Option<&'static str>,
    pub(crate) lines: Vec<Line>,
}

/// The report of a request.
pub(crate) fn write(request: &Request, lenses: &[Lens]) -> String {
    let scenario = &request.scenario;
    let assessment = assess(scenario);
    let headline = sentence::headline(scenario, &assessment);
    let untitled = |lines| Section { title: None, lines };
    let mut sections = vec![
        untitled(scenario::inputs(scenario, &assessment)),
        untitled(scenario::results(scenario, &assessment)),
        untitled(scenario::pace(scenario, &assessment)),
    ];
    sections.extend(lenses.iter().map(|&lens| lens::section(request, &assessment, lens)));
    let bold = Style::new().bold();
    format!("{bold}{}{bold:#} {}\n", headline.number, headline.what) + &layout(&sections)
}

/// The section of one lens by itself.
pub(crate) fn lens_section(request: &Request, lens: Lens) -> Section {
    lens::section(request, &assess(&request.scenario), lens)
}

/// Sections under each other, with an empty line before each and the columns of all aligned.
pub(crate) fn layout(sections: &[Section]) -> String {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let lines = || sections.iter().flat_map(|section| &section.lines);
    let width = |cell: fn(&Line) -> &str| lines().map(|line| cell(line).chars().count()).max().unwrap_or(0);
    let (label_width, value_width) = (width(|line| &line.label), width(|line| &line.value));
    let mut text = String::new();
    // Writing to a string cannot fail.
    for section in sections {
        text.push('\n');
        if let Some(title) = section.title {
            let _ = writeln!(text, "{bold}{title}{bold:#}");
        }
        for Line { label, symbol, value, from } in &section.lines {
            let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.chars().count()));
            let row = format!("  {label}{}  {symbol:1}  {value}{}  ", pad(label, label_width), pad(value, value_width));
            let _ = match from.is_empty() {
                true => writeln!(text, "{}", row.trim_end()),
                false => writeln!(text, "{row}{dim}{from}{dim:#}"),
            };
        }
    }
    text
}
