//! Results as CSV (RFC 4180): the curve of a scenario as a table.
//!
//! What lives here: the columns of the curve, and the quoting of a text. Rows of many scenarios are the command's
//! `sweep`. Numbers are written as in links ([`crate::number::canonical`]), and what there is none of is empty.

use alloc::string::String;

use harm_core::Scenario;
use harm_core::{assess, curve};

use crate::number::canonical;

/// The columns of [`write_curve`]: as the points of `curve` in the JSON document.
pub const CURVE_COLUMNS: &str = "orders_of_magnitude,factor,risk,p05,p95,expected_deaths";

/// The curve of a scenario: so many points from no scale-up to its own, a line for each under a header.
#[must_use]
pub fn write_curve(scenario: &Scenario, points: usize) -> String {
    let end = assess(scenario).orders_of_magnitude;
    let mut table = String::from(CURVE_COLUMNS);
    table.push('\n');
    for point in curve(scenario, end, points) {
        let cells = [
            Some(point.orders_of_magnitude),
            point.factor,
            Some(point.risk),
            point.interval.map(|interval| interval.p05),
            point.interval.map(|interval| interval.p95),
            Some(point.expected_deaths),
        ];
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                table.push(',');
            }
            if let Some(number) = cell {
                table.push_str(&canonical(number));
            }
        }
        table.push('\n');
    }
    table
}

/// A text as one cell: in quotes, with its own doubled, where a separator, a quote or a line end is in it.
#[must_use]
pub fn cell(text: &str) -> String {
    // By bytes: to look for characters decodes each, and no part of another character is one of these.
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        return String::from(text);
    }
    // With room for all of it at once: a text that grows as it is written is copied again and again.
    let quotes = text.bytes().filter(|&byte| byte == b'"').count();
    let mut cell = String::with_capacity(text.len() + quotes + 2);
    cell.push('"');
    for c in text.chars() {
        if c == '"' {
            cell.push('"');
        }
        cell.push(c);
    }
    cell.push('"');
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_has_a_header_and_a_line_for_each_point() {
        let table = write_curve(&Scenario::default(), 3);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], CURVE_COLUMNS);
        assert_eq!(lines[1], "0,1,0,,,0");
        assert_eq!(lines[3], "1,10,0.01,,,8e7");
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn a_text_is_quoted_where_it_must_be() {
        assert_eq!(cell("plain text"), "plain text");
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("say \"x\"\n"), "\"say \"\"x\"\"\n\"");
    }
}
