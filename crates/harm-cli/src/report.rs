//! The report for people on a terminal: its blocks with their columns aligned. The words are those of
//! [`harm_view::report`].

use std::fmt::Write;

use anstyle::Style;
use harm_view::report::{Block, Line, report};
use harm_view::sentence::Phrase;
use harm_wire::{Question, Request};

/// The report of a request.
pub(crate) fn write(request: &Request, questions: &[Question]) -> String {
    let (headline, blocks) = report(request, questions);
    let bold = Style::new().bold();
    format!("{bold}{}{bold:#} {}\n", headline.number, headline.what) + &layout(&blocks)
}

/// Blocks under each other, with an empty line before each and the columns of all aligned.
pub(crate) fn layout(blocks: &[Block]) -> String {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let lines = || blocks.iter().flat_map(|block| &block.lines);
    let width = |cell: fn(&Line) -> &str| lines().map(|line| cell(line).chars().count()).max().unwrap_or(0);
    let (label_width, value_width) = (width(|line| &line.label), width(|line| &line.value));
    let mut text = String::new();
    // Writing to a string cannot fail.
    for block in blocks {
        text.push('\n');
        if let Some(title) = block.title {
            let _ = writeln!(text, "{bold}{title}{bold:#}");
        }
        if let Some(answer) = &block.answer {
            paragraph(&mut text, answer);
        }
        for Line { label, symbol, value, from } in &block.lines {
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
