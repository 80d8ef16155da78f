//! The report for people: the result, the sum step by step, and the answers of the lenses.
//!
//! What lives here: the sections and their alignment; the lines are in [`scenario`] and [`lens`]. Numbers and sentences
//! come from `harm-view`; beside the rounded ones stand the exact figures, in the spelling of links.

mod lens;
mod scenario;

use std::fmt::Write;

use anstyle::Style;
use harm_core::{Belief, assess};
use harm_view::sentence::{self, Phrase};
use harm_wire::{Question, Request};

pub(crate) use self::lens::{reached_lines, risk_line};

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

/// Lines that belong together, under a question and its answer in a sentence if they have one.
pub(crate) struct Section {
    title: Option<&'static str>,
    answer: Option<Phrase>,
    lines: Vec<Line>,
}

impl Section {
    /// Lines by themselves.
    fn plain(lines: Vec<Line>) -> Self {
        Self { title: None, answer: None, lines }
    }

    /// Lines under a question.
    pub(crate) fn titled(title: &'static str, lines: Vec<Line>) -> Self {
        Self { title: Some(title), answer: None, lines }
    }

    /// The same with the answer as a sentence before the lines.
    pub(crate) fn answered(self, answer: Phrase) -> Self {
        Self { answer: Some(answer), ..self }
    }
}

/// The report of a request.
pub(crate) fn write(request: &Request, questions: &[Question]) -> String {
    let scenario = &request.scenario;
    let assessment = assess(scenario);
    let headline = sentence::headline(scenario, &assessment);
    let trend =
        sentence::pace_trend(scenario, &assessment).map(|why| Phrase::new("The risk of the first year: ").say(&why));
    let mut sections = vec![
        Section::plain(scenario::inputs(scenario, &assessment)),
        Section::plain(scenario::results(scenario, &assessment)),
        Section { answer: trend, ..Section::plain(scenario::pace(scenario, &assessment)) },
    ];
    // The lens, where it is asked for, says this sentence itself.
    if !matches!(scenario.belief, Belief::Point(_)) && !questions.contains(&Question::Belief) {
        let sure = Section::titled(Question::Belief.words(), Vec::new());
        sections.push(sure.answered(sentence::belief(scenario, &assessment)));
    }
    sections.extend(questions.iter().map(|&question| lens::section(request, &assessment, question)));
    let bold = Style::new().bold();
    format!("{bold}{}{bold:#} {}\n", headline.number, headline.what) + &layout(&sections)
}

/// The section of one lens by itself.
pub(crate) fn lens_section(request: &Request, question: Question) -> Section {
    lens::section(request, &assess(&request.scenario), question)
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
        if let Some(answer) = &section.answer {
            paragraph(&mut text, answer);
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

/// A sentence in lines that a terminal shows without breaking them, the part that matters in bold.
fn paragraph(text: &mut String, phrase: &Phrase) {
    const WIDTH: usize = 96;
    let bold = Style::new().bold();
    let mut column = 0;
    for (stressed, words) in &phrase.parts {
        // A part may begin in the middle of a word, for example with the full stop: space is what separates.
        for (i, word) in words.split(' ').enumerate() {
            let width = word.chars().count();
            if column == 0 || i > 0 && column + 1 + width > WIDTH {
                text.push_str(if column == 0 { "  " } else { "\n  " });
                column = 2;
            } else if i > 0 {
                text.push(' ');
                column += 1;
            }
            if *stressed {
                let _ = write!(text, "{bold}{word}{bold:#}");
            } else {
                text.push_str(word);
            }
            column += width;
        }
    }
    text.push('\n');
}
