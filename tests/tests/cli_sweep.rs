//! `expected-harm sweep` as a user meets it: tables and JSON lines in, the same rows with their results out.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use harm_core::assess;
use harm_link::query;
use serde_json::Value;
use support::{command, run, run_bytes, run_with};

/// The cells of a line that has no quotes.
fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

/// The column of a name in a table without quotes.
fn column<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
    let mut lines = table.lines();
    let at = cells(lines.next().unwrap()).iter().position(|known| *known == name).unwrap();
    lines.map(|line| cells(line)[at]).collect()
}

#[test]
fn rows_come_back_in_order_with_their_results() {
    let table = "name,risk,steps\nfirst,1%,1\nsecond,0.01,10\nthird,1 in 100,\n";
    let out = run_with(&["sweep"], table).success();
    assert_eq!(column(&out, "name"), ["first", "second", "third"]);
    assert_eq!(column(&out, "risk"), ["1%", "0.01", "1 in 100"]);
    let deaths = column(&out, "expected_deaths");
    assert_eq!((deaths[0], deaths[2]), ("80000000", "80000000"));
    assert!((deaths[1].parse::<f64>().unwrap() / 764_943_399.929_564_1 - 1.0).abs() < 1e-14);
    assert_eq!(column(&out, "error"), ["", "", ""]);
}

#[test]
fn a_bad_row_says_why_and_stops_nothing() {
    let table = "risk,steps\n150%,1\n1%,-1\n1%\n1%,1,2\n\"8,0\",1\n1%,1\n";
    let run = run_with(&["sweep"], table);
    let out = run.success();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 7);
    for (line, error) in [
        (lines[1], "\"risk must be between 0 and 1, but got 150%\""),
        (lines[2], "\"steps must be 0 or more, but got -1\""),
        (lines[3], "\"this row has 1 cell, and the first row names 2\""),
        (lines[4], "\"this row has 3 cells, and the first row names 2\""),
        (lines[5], "\"risk must be between 0 and 1, but got 8,0; did you mean 8%?\""),
    ] {
        assert!(line.ends_with(error), "{line}");
    }
    assert!(lines[5].starts_with("\"8,0\",1,"), "{}", lines[5]);
    assert!(lines[6].starts_with("1%,1,1,1,0.01,0.01,"), "{}", lines[6]);
    assert_eq!(run.stderr, "warning: 5 of 6 rows could not be assessed; the column `error` says why\n");
}

#[test]
fn what_a_risk_is_stated_for_and_ranges_are_read_in_a_cell() {
    let table = "risk,per\n1% per year,\n0.1% to 5%,\n\"10%, in total\",\n10% in total,\n1% per year,10\n";
    let run = run_with(&["sweep"], table);
    let out = run.success();
    let deaths = column(&out, "expected_deaths");
    assert!(deaths[0].starts_with("122146019.6"), "{deaths:?}");
    assert!((deaths[1].parse::<f64>().unwrap() / 8e9 - 0.0142).abs() < 1e-3, "{deaths:?}");
    assert_eq!((deaths[2], deaths[4]), ("", ""));
    assert!((deaths[3].parse::<f64>().unwrap() / 8e8 - 1.0).abs() < 1e-14, "{deaths:?}");
    assert!(out.contains("\"per must be left out when risk is \"\"1% per year\"\", but got 10\""), "{out}");
}

#[test]
fn certainty_is_asked_about_once() {
    let asked = "warning: risk 1 is certainty; did you mean 1%?";
    assert_eq!(run_with(&["sweep"], "risk\n1\n2%\n").stderr, format!("{asked}\n"));
    assert_eq!(run_with(&["sweep"], "risk\n1\n1.0\n1e0\n").stderr, format!("{asked} (3 rows are asked about)\n"));
    assert_eq!(run_with(&["sweep", "--format", "jsonl"], "{\"risk\": 1}\n").stderr, format!("{asked}\n"));
    assert_eq!(run_with(&["sweep"], "risk\n100%\n").stderr, "");
}

#[test]
fn columns_with_names_of_their_own_are_no_slips() {
    let table = "comment,stop,end,note,risk\nx,y,z,w,1%\n";
    assert_eq!(run_with(&["sweep"], table).stderr, "");
    assert!(run_with(&["sweep"], "rsik\n1%\n").stderr.contains("did you mean risk?"));
}

#[test]
fn other_columns_are_passed_through_as_they_are() {
    let table = "note,risk,\"a, b\"\n\"x, \"\"y\"\"\",1%,\"two\nlines\"\n,,\n";
    let out = run_with(&["sweep"], table).success();
    assert!(out.starts_with("note,risk,\"a, b\",orders_of_magnitude,"), "{out}");
    assert!(out.contains("\n\"x, \"\"y\"\"\",1%,\"two\nlines\",1,1,0.01,"), "{out}");
    assert!(out.contains("\n,,,1,1,0.01,"), "{out}");
    // Bytes that are no text are somebody's bytes all the same.
    let mut child = command();
    child.args(["sweep"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"note,risk\n\xff,1%\n").unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    assert!(output.windows(7).any(|window| window == b"\n\xff,1%,1"));
    assert!(run_bytes(&["sweep"], b"risk\n\xff\n").success().contains("risk must be between 0 and 1"));
}

#[test]
fn a_sweep_of_a_sweep_has_each_result_once() {
    let first = run_with(&["sweep"], "risk\n1%\n2%\n").success();
    assert_eq!(run_with(&["sweep"], &first).success(), first);
    let lines = run_with(&["sweep"], "{\"risk\":0.01}\n").success();
    assert_eq!(run_with(&["sweep"], &lines).success(), lines);
}

#[test]
fn flags_are_what_a_row_does_not_give() {
    let out = run_with(&["sweep", "--population", "1e6", "--steps", "2"], "risk,steps\n1%,1\n1%,\n").success();
    assert_eq!(column(&out, "expected_deaths"), ["10000", "19900"]);
    // A row's own form of the scale-up replaces that of the flags.
    let out = run_with(&["sweep", "--from", "1e25", "--to", "1e26"], "steps\n2\n\"\"\n").success();
    assert_eq!(column(&out, "orders_of_magnitude"), ["2", "1"]);
    let out = run_with(&["sweep", "--steps", "3"], "from,to\n1e25,1e27\n,\n").success();
    assert_eq!(column(&out, "orders_of_magnitude"), ["2", "3"]);
}

#[test]
fn a_row_cannot_have_both_forms_of_the_scale_up() {
    let out = run_with(&["sweep"], "steps,from,to\n2,1e25,1e26\n").success();
    assert!(out.contains("steps must be left out when from and to are given, but got 2"), "{out}");
}

#[test]
fn json_lines_come_back_with_their_results() {
    let rows = "{\"id\": [1, {\"x\": null}], \"risk\": \"1%\", \"steps\": 3}\n\n{\"risk\": 2}\nnot json\n{\"risk\": 0.1, \"risk\": 0.2}\n";
    let run = run_with(&["sweep"], rows);
    let out = run.success();
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert!(
        out.starts_with("{\"id\":[1, {\"x\": null}],\"risk\":\"1%\",\"steps\":3,\"orders_of_magnitude\":3.0,"),
        "{out}"
    );
    assert_eq!(lines[0]["expected_deaths"], 237_608_000.0);
    assert_eq!(lines[0]["error"], Value::Null);
    assert_eq!(lines[1]["error"], "risk must be between 0 and 1, but got 2; did you mean 2%?");
    assert_eq!(lines[1]["expected_deaths"], Value::Null);
    assert_eq!(lines[2]["row"], "not json");
    assert!(lines[2]["error"].as_str().unwrap().starts_with("this is not JSON"));
    assert_eq!(lines[3]["error"], "risk is given twice");
    assert_eq!(run.stderr, "warning: 3 of 4 rows could not be assessed; the column `error` says why\n");
}

#[test]
fn lenses_have_columns_of_their_own() {
    let out = run_with(&["sweep", "--lens", "evaluations,restraint"], "steps,detect\n4,0.9\n4,0\n").success();
    let averted = column(&out, "evaluations_deaths_averted");
    assert!((averted[0].parse::<f64>().unwrap() / 314_389_025.663_125_04 - 1.0).abs() < 1e-10);
    assert_eq!(averted[1], "0");
    assert_eq!(column(&out, "restraint_deaths_averted").len(), 2);
    let all = run_with(&["sweep", "--lens", "all"], "steps\n4\n").success();
    let header = all.lines().next().unwrap();
    assert!(header.contains("sensitivity_risk,sensitivity_weight,sensitivity_width,sensitivity_scale_up"), "{header}");
    assert!(header.contains("acceptable_orders_of_magnitude,acceptable_chance_of_limit"), "{header}");
    let uncertain =
        run_with(&["sweep", "--lens", "acceptable"], "belief,low,high,tolerate\nlogit-normal,0.1%,5%,8e7\n").success();
    let chance = &column(&uncertain, "acceptable_chance_of_limit")[0];
    assert!((chance.parse::<f64>().unwrap() - 0.3919).abs() < 5e-5, "{chance}");
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let mut table = String::from("id,risk,steps\n");
    for i in 0..60_000 {
        let risk = f64::from(i % 997) / 1000.0;
        writeln!(table, "{i},{risk},{}", i % 7).unwrap();
    }
    let one = run_with(&["sweep", "--threads", "1"], &table).success();
    assert_eq!(one.lines().count(), 60_001);
    assert!(one.lines().skip(1).enumerate().all(|(i, line)| line.starts_with(&format!("{i},"))));
    for threads in ["2", "3", "16"] {
        assert_eq!(run_with(&["sweep", "--threads", threads], &table).success(), one);
    }
}

#[test]
fn a_slow_source_is_answered_row_by_row() {
    let mut child = command();
    child.args(["sweep", "--format", "csv"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    for (row, answer) in [("risk\n", "risk,"), ("1%\n", "1%,1,1,0.01,"), ("2%\n", "2%,1,1,0.02,")] {
        stdin.write_all(row.as_bytes()).unwrap();
        stdin.flush().unwrap();
        line.clear();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(answer), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn it_ends_when_nobody_reads_though_its_source_does_not() {
    let mut child = command();
    child.args(["sweep"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    stdin.write_all(b"risk\n1%\n").unwrap();
    stdin.flush().unwrap();
    // The source stays open.
    let status = child.wait().unwrap();
    assert!(status.success());
    drop(stdin);
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert_eq!(said, "");
}

#[test]
fn what_is_no_table_is_refused() {
    assert!(run_with(&["sweep"], "").usage_error().contains("there is no row"));
    assert!(run_with(&["sweep"], "risk,steps,risk\n").usage_error().contains("the column risk is there twice"));
    assert!(run_with(&["sweep", "--risk", "2"], "steps\n1\n").usage_error().contains("risk must be between 0 and 1"));
    assert!(run_with(&["sweep", "--scenario", "-"], "{}").usage_error().contains("cannot both"));
    assert_eq!(run(&["sweep", "no such file.csv"]).code, Some(1));
    let unclosed = format!("risk\n\"{}", "x".repeat(20_000_000));
    let run = run_with(&["sweep"], &unclosed);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("a row is longer than 16 MB; is there a quotation mark that is never closed?"));
}

#[test]
fn a_column_that_looks_like_an_input_is_remarked_on() {
    let run = run_with(&["sweep"], "rsik,steps\n1%,1\n");
    assert_eq!(run.stderr, "warning: the column \"rsik\" is passed through; did you mean risk?\n");
    assert!(run_with(&["sweep"], "risk;steps\n1%;1\n").stderr.contains("are commas between the names?"));
}

#[test]
fn windows_files_are_read_too() {
    let out = run_with(&["sweep"], "\u{feff}risk,steps\r\n1%,1\r\n").success();
    assert!(out.starts_with("risk,steps,orders"), "{out:?}");
    assert_eq!(column(&out, "expected_deaths"), ["80000000"]);
}

#[test]
fn every_belief_can_be_a_row() {
    let table = "belief,risk,weight,low,high,panel,steps\n\
        point,1%,,,,,10\n\
        beta,1%,1,,,,10\n\
        log-uniform,,,1e-4,0.1,,10\n\
        logit-normal,,,1e-3,0.05,,10\n\
        log-normal,,,1e-4,0.1,,10\n\
        panel,,,,,0.0038_0.03_0.05,4\n\
        beta,,,,,,1\n";
    let run = run_with(&["sweep"], table);
    let out = run.success();
    let risks = column(&out, "total_risk");
    for (cell, query) in risks.iter().zip([
        "risk=1%&steps=10",
        "belief=beta&risk=1%&weight=1&steps=10",
        "belief=log-uniform&low=1e-4&high=0.1&steps=10",
        "belief=logit-normal&low=1e-3&high=0.05&steps=10",
        "belief=log-normal&low=1e-4&high=0.1&steps=10",
        "belief=panel&panel=0.0038_0.03_0.05&steps=4",
    ]) {
        assert_eq!(cell.parse(), Ok(assess(&query::parse(query).request.scenario).risk), "{query}");
    }
    assert_eq!((risks.len(), risks[6]), (7, ""), "{out}");
    assert!((risks[4].parse::<f64>().unwrap() - 0.119_769_664_6).abs() < 1e-9, "{}", risks[4]);
    assert!(out.contains("weight must be given when belief is beta"));
}
