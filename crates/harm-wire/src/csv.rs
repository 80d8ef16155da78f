//! Results as CSV (RFC 4180): the curve of a scenario as a table.
//!
//! What lives here: the columns of the curve, and the quoting of a text. Rows of many scenarios are the command's
//! `sweep`. Numbers are written as in links ([`crate::number::canonical`]), and what there is none of is empty.

use alloc::string::String;

use harm_core::{assess, curve};

use crate::number::canonical;
use crate::query;
use crate::request::Request;

/// The columns of [`write_curve`]: as the points of `curve` in the JSON document, and the query of their scenario.
pub const CURVE_COLUMNS: &str = "orders_of_magnitude,factor,risk,p05,p95,expected_deaths,scenario";

/// The curve of a request and those of others beside it: of each so many points from no scale-up to its own, a line for
/// each under one header.
#[must_use]
pub fn write_curve(request: &Request, others: &[Request], points: usize) -> String {
    let mut table = String::from(CURVE_COLUMNS);
    table.push('\n');
    for request in core::iter::once(request).chain(others) {
        push_curve(&mut table, request, points);
    }
    table
}

fn push_curve(table: &mut String, request: &Request, points: usize) {
    let end = assess(&request.scenario).orders_of_magnitude;
    // Its alphabet has nothing that must be quoted.
    let query = query::write_stating(request);
    for point in curve(&request.scenario, end, points) {
        let cells = [
            Some(point.orders_of_magnitude),
            point.factor,
            Some(point.risk),
            point.interval.map(|interval| interval.p05),
            point.interval.map(|interval| interval.p95),
            Some(point.expected_deaths),
        ];
        for cell in cells {
            if let Some(number) = cell {
                table.push_str(&canonical(number));
            }
            table.push(',');
        }
        table.push_str(&query);
        table.push('\n');
    }
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
        let table = write_curve(&Request::default(), &[], 3);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], CURVE_COLUMNS);
        assert_eq!(lines[1], "0,1,0,,,0,v=1");
        assert_eq!(lines[3], "1,10,0.01,,,8e7,v=1");
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn a_curve_says_whose_it_is() {
        let request = |query| query::parse(query).request;
        let unsure = "v=1&step=100&population=1000&trend=2&belief=panel&panel=0.001_0.05&pause=7";
        let table = write_curve(&request(unsure), &[request("risk=0.02")], 2);
        let ends: Vec<&str> = table.lines().map(|line| line.rsplit(',').next().unwrap()).collect();
        assert_eq!(ends, ["scenario", unsure, unsure, "v=1&risk=0.02", "v=1&risk=0.02"]);
        assert!(table.ends_with("\n1,10,0.02,,,1.6e8,v=1&risk=0.02\n"), "{table}");
        assert!(table.lines().all(|line| line.matches(',').count() == 6), "{table}");
    }

    #[test]
    fn a_text_is_quoted_where_it_must_be() {
        assert_eq!(cell("plain text"), "plain text");
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("say \"x\"\n"), "\"say \"\"x\"\"\n\"");
    }
}
