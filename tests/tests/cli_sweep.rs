//! `expected-harm sweep` as a user meets it: tables and JSON lines in, the same rows with their results out.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use harm_core::assess;
use harm_wire::query;
use serde_json::Value;
use support::{command, run, run_with};

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
    let out = run.bad_rows();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 7);
    for (line, error) in [
        (lines[1], "\"risk must be between 0 and 1, but got 150%\""),
        (lines[2], "\"steps must be 0 or more, but got -1\""),
        (lines[3], "\"this row has 1 cell, and the first row names 2\""),
        (lines[4], "\"this row has 3 cells, and the first row names 2; those beyond are: 2\""),
        (lines[5], "\"risk must be between 0 and 1, but got 8,0; did you mean 8%?\""),
    ] {
        assert!(line.ends_with(error), "{line}");
    }
    assert!(lines[5].starts_with("\"8,0\",1,"), "{}", lines[5]);
    assert!(lines[6].starts_with("1%,1,1,1,0.01,0.01,"), "{}", lines[6]);
    assert_eq!(run.stderr, "error: 5 of 6 rows could not be assessed; the column `error` says why\n");
}

#[test]
fn what_a_risk_is_stated_for_and_ranges_are_read_in_a_cell() {
    let table = "risk,per\n1% per year,\n0.1% to 5%,\n\"10%, in total\",\n10% in total,\n1% per year,10\n";
    let run = run_with(&["sweep"], table);
    let out = run.bad_rows();
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
    let table = "note,risk,\"a, b\"\n\"x, \"\"y\"\"\",1%,\"two\nlines\"\n,,z\n";
    let out = run_with(&["sweep"], table).success();
    assert!(out.starts_with("note,risk,\"a, b\",orders_of_magnitude,"), "{out}");
    assert!(out.contains("\n\"x, \"\"y\"\"\",1%,\"two\nlines\",1,1,0.01,"), "{out}");
    assert!(out.contains("\n,,z,1,1,0.01,"), "{out}");
    // Bytes that are no text are somebody's bytes all the same.
    let mut child = command();
    child.args(["sweep"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"note,risk\n\xff,1%\n").unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    assert!(output.windows(7).any(|window| window == b"\n\xff,1%,1"));
    assert!(run_with(&["sweep"], b"risk\n\xff\n").bad_rows().contains("risk must be between 0 and 1"));
}

/// A column of the user's is never replaced by a result of its name.
#[test]
fn a_column_with_the_name_of_a_result_is_refused_and_a_prefix_helps() {
    for name in ["expected_deaths", "error", "\" risk_p05 \""] {
        let table = format!("risk,{name}\n1%,mine\n");
        let error = run_with(&["sweep"], &table).usage_error();
        assert!(error.contains(&format!("the column {} ", name.trim_matches(['"', ' ']))), "{error}");
        assert!(error.contains("--prefix out_"), "{error}");
        let out = run_with(&["sweep", "--prefix", "out_"], &table).success();
        assert!(out.contains("\n1%,mine,1,1,0.01,"), "{out}");
        assert_eq!(column(&out, "out_expected_deaths"), ["80000000"]);
    }
    let first = run_with(&["sweep"], "risk\n1%\n2%\n").success();
    assert!(run_with(&["sweep"], &first).usage_error().contains("the column orders_of_magnitude has the name"));
    let again = run_with(&["sweep", "--prefix", "again_"], &first).success();
    assert_eq!(column(&again, "expected_deaths"), column(&again, "again_expected_deaths"));
    assert!(run_with(&["sweep", "--prefix", "x_"], "risk,x_error\n1%,1\n").usage_error().contains("x_error"));

    let lines = run_with(&["sweep"], "{\"risk\":0.01}\n").success();
    assert!(run_with(&["sweep"], &lines).usage_error().contains("--prefix out_"));
    // In a later line it is that line's fault, and the line comes back whole.
    let out = run_with(&["sweep"], "{\"risk\":0.01}\n{\"risk\":0.01,\"error\":[1, 2]}\n").bad_rows();
    let row: Value = serde_json::from_str(out.lines().nth(1).unwrap()).unwrap();
    assert_eq!(row["row"], "{\"risk\":0.01,\"error\":[1, 2]}");
    assert!(row["error"].as_str().unwrap().starts_with("error is the name of a result"));
}

#[test]
fn flags_are_what_a_row_does_not_give() {
    let out = run_with(&["sweep", "--population", "1e6", "--steps", "2"], "risk,steps\n1%,1\n1%,\n").success();
    assert_eq!(column(&out, "expected_deaths"), ["10000", "19900"]);
    // A row's own form of the scale-up replaces that of the flags.
    let out = run_with(&["sweep", "--from", "1e25", "--to", "1e26"], "steps,id\n2,a\n,b\n").success();
    assert_eq!(column(&out, "orders_of_magnitude"), ["2", "1"]);
    let out = run_with(&["sweep", "--steps", "3"], "from,to,id\n1e25,1e27,a\n,,b\n").success();
    assert_eq!(column(&out, "orders_of_magnitude"), ["2", "3"]);
}

#[test]
fn a_row_cannot_have_both_forms_of_the_scale_up() {
    let out = run_with(&["sweep"], "steps,from,to\n2,1e25,1e26\n").bad_rows();
    assert!(out.contains("steps must be left out when from and to are given, but got 2"), "{out}");
}

#[test]
fn json_lines_come_back_with_their_results() {
    let rows = "{\"id\": [1, {\"x\": null}], \"risk\": \"1%\", \"steps\": 3}\n\n{\"risk\": 2}\nnot json\n{\"risk\": 0.1, \"risk\": 0.2}\n";
    let run = run_with(&["sweep"], rows);
    let out = run.bad_rows();
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
    assert_eq!(run.stderr, "error: 3 of 4 rows could not be assessed; the column `error` says why\n");
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
    for input in ["risk", "weight", "width", "scale_up", "trend", "population", "fatality"] {
        assert!(header.split(',').any(|name| name == format!("sensitivity_{input}")), "{input}: {header}");
    }
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
    let mut message = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut message).unwrap();
    assert_eq!(message, "");
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
    let message = "a row is longer than 16 MB, in the quotation that begins in line 2; does it never end?";
    assert!(run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn a_column_that_looks_like_an_input_is_remarked_on() {
    let run = run_with(&["sweep"], "rsik,steps\n1%,1\n");
    assert_eq!(run.stderr, "warning: the column \"rsik\" is passed through; did you mean risk?\n");
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
    let out = run.bad_rows();
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

/// Every other file that nobody understood: exit code 2, and not one row.
#[test]
fn a_file_that_is_not_understood_is_refused_before_its_first_row() {
    for (file, message) in [
        ("0.01,3\n0.02,4\n", "is the row of names missing?"),
        ("# a comment\nrisk,steps\n1%,3\n", "grep -v '^#'"),
        ("name,value\nrisk,1%\n", "must be an input such as risk or steps, but it is \"name\", \"value\""),
        ("rsik\n1%\n", "did you mean risk?"),
        ("risk:steps\n1%:3\n", "--delimiter"),
        ("a,b,c,d,e,f\n", "\"e\", …"),
        ("[{\"risk\": 0.02}]", "this is an array"),
        ("[\n  {\"risk\": 0.02}\n]\n", "this is an array"),
        ("{\n  \"risk\": 0.02\n}\n", "the first object is on several"),
        ("{\"risk\": 0.02,\n\"steps\": 3}\n", "the first object is on several"),
        ("", "there is no row"),
        ("\n \r\n\t\n", "there is no row"),
        ("\u{feff}", "there is no row"),
        ("\u{0}\u{0}\u{0}", "the rows must be text"),
        ("Risk,risk\n1%,2%\n", "the column risk is there twice"),
        ("eval-every,eval_every\n2,3\n", "the column eval-every is there twice"),
    ] {
        let run = run_with(&["sweep"], file);
        assert!(run.usage_error().contains(message), "{file:?}: {}", run.stderr);
        assert!(!run.stderr.contains('\u{0}'), "{}", run.stderr);
    }
    let lines = run_with(&["sweep", "--format", "csv"], "{\"risk\": 0.02}\n").usage_error();
    assert!(lines.contains("--format jsonl"), "{lines}");
    assert!(run_with(&["sweep", "--format", "jsonl"], "\n").usage_error().contains("there is no row"));
    assert!(
        run_with(&["sweep", "--delimiter", ";"], "{\"risk\": 1}\n").usage_error().contains("--delimiter is for tables")
    );
    for delimiter in ["", ";;", "a", "\"", "é"] {
        assert_eq!(run_with(&["sweep", "--delimiter", delimiter], "risk\n").code, Some(2), "{delimiter}");
    }
    let only_a_header = run_with(&["sweep"], "risk,steps\n");
    assert_eq!(only_a_header.success().lines().count(), 1);
    assert!(only_a_header.stderr.contains("there is no row below the names"), "{}", only_a_header.stderr);
}

#[test]
fn a_quotation_that_never_ends_is_refused_by_its_line() {
    for (table, line) in
        [("risk,note\n1%,a\n2%,\"b\n3%,c\n", 3), ("risk,note\r\n1%,\"a\r\nb\"\r\n2%,\"\"\"c", 4), ("\"risk\n1%\n", 1)]
    {
        let run = run_with(&["sweep"], table);
        assert_eq!(run.code, Some(2), "{table:?}");
        let message = format!("the quotation that begins in line {line} never ends");
        assert!(run.stderr.contains(&message), "{table:?}: {}", run.stderr);
        assert!(!run.stdout.contains("3%"), "{}", run.stdout);
    }
    let run = run_with(&["sweep"], "risk,note\n1%,\"a\"b\n");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("the quotation that begins in line 2 goes on"), "{}", run.stderr);
    // A mark within a cell without quotes is a sign like others.
    let out = run_with(&["sweep"], "risk,note\n1%,5\" pipe\n1%,a \"b\"\n").success();
    assert!(out.contains("\n1%,\"5\"\" pipe\",1,") && out.contains("\n1%,\"a \"\"b\"\"\",1,"), "{out}");
}

#[test]
fn separators_are_found_or_given_and_the_output_has_them_too() {
    for (table, separator, message) in [
        ("note\trisk\tsteps\na, b\t1%\t3\n", '\t', "separated by a tab"),
        ("note;risk;steps\na, b;1%;3\n", ';', "separated by a semicolon"),
        ("note|risk|steps\r\na, b|1%|3\r\n", '|', "separated by a pipe"),
        ("sep=;\r\nnote;risk;steps\r\na, b;1%;3\r\n", ';', ""),
    ] {
        let run = run_with(&["sweep"], table);
        let out = run.success();
        let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split(separator).collect()).collect();
        assert_eq!(lines[1][..3], ["a, b", "1%", "3"], "{out}");
        let deaths = lines[0].iter().position(|name| *name == "expected_deaths").unwrap();
        assert_eq!(lines[1][deaths], "237608000");
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    for name in [":", "tab", "\\t", "semicolon"] {
        let sign = match name {
            ":" => ":",
            "semicolon" => ";",
            _ => "\t",
        };
        let out = run_with(&["sweep", "--delimiter", name], &format!("risk{sign}note\n1%{sign}\"a{sign}b\"\n"));
        assert!(out.success().contains(&format!("\n1%{sign}\"a{sign}b\"{sign}1{sign}")), "{}", out.stdout);
        assert_eq!(out.stderr, "");
    }
    assert_eq!(run_with(&["sweep"], "sep=,\nrisk\n1%\n").stderr, "");
}

#[test]
fn a_file_that_is_no_text_is_refused_even_if_it_holds_the_names_of_columns() {
    let table = b"risk,steps\n1%,3\n";
    let wide: Vec<u8> = table.iter().flat_map(|&byte| u32::from(byte).to_le_bytes()).collect();
    for bytes in [
        // What zstd, zip and bzip2 begin with, and a text in UTF-32.
        &[b"\x28\xb5\x2f\xfd\x04\x58\x89\x00\x00 ", &table[..]].concat()[..],
        &[b"PK\x03\x04\x14\x00,", &table[..]].concat(),
        &[b"BZh91AY&SY\x50\x00\x00,", &table[..]].concat(),
        &wide,
        &[b"risk,no\x01te\n", &table[..]].concat(),
    ] {
        let run = run_with(&["sweep"], bytes);
        assert!(run.usage_error().contains("the rows must be text in UTF-8 or UTF-16"), "{}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn other_encodings_and_packed_files_are_read_or_refused() {
    let table = "risk,note\n1%,日本 \u{1f600}\n";
    let little: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = table.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big, &[&[0xff, 0xfe], &little[..]].concat(), &[&[0xfe, 0xff], &big[..]].concat()] {
        let run = run_with(&["sweep"], bytes);
        assert!(run.success().contains("\n1%,日本 \u{1f600},1,1,0.01,"), "{}", run.stdout);
        assert_eq!(run.stderr, "note: the rows are read as UTF-16, and written as UTF-8\n");
        assert_eq!(run_with(&["sweep"], &bytes[..bytes.len() - 1]).code, Some(2));
    }
    let lines = "{\"risk\": 0.02}\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert!(run_with(&["sweep"], &lines).success().contains("\"expected_deaths\":160000000.0"));

    let mut long = String::from("risk,steps\n");
    (0..20_000).for_each(|i| writeln!(long, "{},{}", f64::from(i) / 3e4, i % 9).unwrap());
    let plain = run_with(&["sweep"], &long).success();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(long.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    assert_eq!(run_with(&["sweep"], &packed).success(), plain);
    // Two files one after the other are one file, as gzip has it.
    let twice = run_with(&["sweep"], &[packed.clone(), packed.clone()].concat());
    assert_eq!(twice.bad_rows().lines().count(), 40_002);
    for end in [2, 9, 20, packed.len() / 2, packed.len() - 1] {
        let run = run_with(&["sweep"], &packed[..end]);
        assert_eq!(run.code, Some(1), "{end}");
        assert!(run.stderr.contains("standard input cannot be read: "), "{}", run.stderr);
        assert!(plain.starts_with(&run.stdout), "{end}: a row that was cut off was assessed");
    }
}

#[test]
fn names_of_columns_are_read_as_people_write_them_and_given_back_as_they_were() {
    let table = "\u{feff}\" Risk \",STEPS ,Eval_Every,,,note,note\r\n2%,3,2,a,b,c,d\r\n";
    let out = run_with(&["sweep", "--lens", "evaluations"], table).success();
    assert!(out.starts_with(" Risk ,STEPS ,Eval_Every,,,note,note,orders_of_magnitude,"), "{out}");
    assert!(out.contains("\n2%,3,2,a,b,c,d,3,3,0.02,"), "{out}");
    let lines = run_with(&["sweep"], "{\"Risk\": \"2%\", \"note\": null}\n").success();
    assert!(lines.starts_with("{\"Risk\":\"2%\",\"note\":null,\"orders_of"), "{lines}");
    assert!(lines.contains("\"total_risk\":0.02,"), "{lines}");
    // Rows that end in a separator have a column without a name, and the names may or may not.
    assert_eq!(column(&run_with(&["sweep"], "risk,\n1%,\n").success(), "expected_deaths"), ["80000000"]);
    assert_eq!(run_with(&["sweep"], "risk\n1%,\n").code, Some(3));
    // Old Macs end lines with a carriage return alone.
    assert_eq!(column(&run_with(&["sweep"], "risk,steps\r1%,3\r").success(), "expected_deaths"), ["237608000"]);
    let huge = "x".repeat(1_000_000);
    let out = run_with(&["sweep"], &format!("risk,note\n1%,{huge}\n")).success();
    assert!(out.contains(&format!("\n1%,{huge},1,1,0.01,")));
    assert_eq!(run_with(&["sweep"], &format!("risk\n{huge}\n1%\0\n")).code, Some(3));
}

#[test]
fn a_row_that_says_nothing_is_no_scenario() {
    for table in ["risk,steps\n,\n", "risk,steps\n , \t\n", "risk\n\"\"\n", "a\trisk\n\t\n", "{}\n", "{\"id\": 1}\n"] {
        let out = run_with(&["sweep"], table).bad_rows();
        assert!(!out.contains("80000000"), "{table:?}: {out}");
    }
    for (line, message) in [
        ("{\"rsik\": 0.02}", "no key of this row is an input such as risk or steps; did you mean risk?"),
        ("{\"scenario\": {\"risk\": 0.02}}", "it has them in \"scenario\""),
        ("{\"steps\": 3, \"scenario\": {\"risk\": 0.02}}", "it has them in \"scenario\""),
        ("{\"risk\": [0.02]}", "risk must be between 0 and 1, but got \"[0.02]\""),
        ("{\"risk\": {\"p\": 0.02}}", "risk must be between 0 and 1"),
        ("{\"risk\": true}", "risk must be between 0 and 1"),
        ("{\"risk\": 0.02, \"Risk\": 0.03}", "risk is given twice"),
    ] {
        let out = run_with(&["sweep"], &format!("{line}\n")).bad_rows();
        let row: Value = serde_json::from_str(&out).unwrap();
        assert!(row["error"].as_str().unwrap().contains(message), "{line}: {out}");
        assert_eq!(row["expected_deaths"], Value::Null);
    }
    for line in ["[0.02]", "0.02", "\"risk\"", "null"] {
        let out = run_with(&["sweep", "--format", "jsonl"], &format!("{{\"risk\": 1e-2}}\n{line}\n")).bad_rows();
        assert_eq!(serde_json::from_str::<Value>(out.lines().nth(1).unwrap()).unwrap()["row"], line);
    }
    let out = run_with(&["sweep"], "{\"risk\": null}\n\n \n{\"risk\": \"\", \"steps\": \"1\"}\n").success();
    assert_eq!(out.lines().filter(|line| line.contains("\"expected_deaths\":80000000.0")).count(), 2);
    let bytes = run_with(&["sweep"], b"{\"risk\": 0.02}\n{\"risk\": 0.02, \"note\": \"\xff\"}\n");
    assert!(bytes.bad_rows().contains("this is not UTF-8 text"));
    assert!(
        run_with(&["sweep"], "{\"rsik\": 1, \"steps\": 3}\n")
            .stderr
            .contains("the key \"rsik\" is passed through; did you mean risk?")
    );
}

#[test]
fn a_long_row_keeps_every_cell() {
    let out = run_with(&["sweep"], "risk,note\n1%,a,b,\"c, d\",\"e \"\"f\"\"\"\n").bad_rows();
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let record = reader.records().next().unwrap().unwrap();
    assert_eq!((&record[0], &record[1]), ("1%", "a"));
    let error = record.iter().next_back().unwrap();
    assert!(error.ends_with("those beyond are: b,\"c, d\",\"e \"\"f\"\"\""), "{error}");
}

#[test]
fn exit_codes_say_how_the_rows_went() {
    let table = "risk,steps\n1%,1\n200%,1\n2%,1\n3%,-1\n";
    assert_eq!(run_with(&["sweep"], "risk\n1%\n").code, Some(0));
    let bad = run_with(&["sweep"], table);
    assert_eq!(bad.bad_rows().lines().count(), 5);
    let allowed = run_with(&["sweep", "--allow-bad-rows"], table);
    assert_eq!(allowed.success(), bad.stdout);
    assert_eq!(allowed.stderr, "warning: 2 of 4 rows could not be assessed; the column `error` says why\n");
    for (form, rows) in [("csv", table), ("jsonl", "{\"risk\":1e-2}\n{\"risk\":2}\n{\"risk\":0.02}\n")] {
        let strict = run_with(&["sweep", "--strict", "--format", form], rows);
        let out = strict.bad_rows();
        assert!(out.contains("but got 2") && !out.contains("2%,1") && !out.contains("0.02"), "{out}");
        assert!(strict.stderr.starts_with("error: row 2 could not be assessed: risk must be"), "{}", strict.stderr);
    }
    assert_eq!(run_with(&["sweep", "--strict"], "risk\n1%\n").code, Some(0));
    assert_eq!(run_with(&["sweep", "--strict", "--allow-bad-rows"], table).code, Some(2));
    assert_eq!(run(&["sweep", "no such file.csv"]).code, Some(1));
    for arguments in [&["--help"][..], &["sweep", "--help"], &["man"], &["man", "sweep"]] {
        // Man pages write the apostrophe in their own way.
        let help = run(arguments).success().replace("\\*(Aq", "'");
        assert!(help.contains("Exit codes:") && help.contains("some rows can't be assessed"), "{arguments:?}");
    }
}

/// What can count for nothing is said in the words of `assess`, whatever way it came.
#[test]
fn columns_and_flags_that_count_for_nothing_are_said() {
    for (arguments, rows, message) in [
        (&[][..], "low,high\n1%,2%\n1%,3%\n", "low is not used when belief is point (2 of 2 rows)"),
        (&[], "low,high\n1%,2%\n", "high is not used when belief is point (1 of 1 row)"),
        (&[], "risk,weight\n1%,2\n1%,\n", "weight is not used when belief is point (1 of 2 rows)"),
        (
            &["--belief", "log-normal", "--low", "1%", "--high", "5%"],
            "risk\n1%\n",
            "risk is not used when belief is log-normal (1 of 1 row)",
        ),
        (&["--pause", "24"], "risk\n1%\n", "pause is not used without the lens pause (1 of 1 row)"),
        (&["--lens", "pause"], "labs\n5\n", "labs is not used without the lens restraint (1 of 1 row)"),
        (&[], "{\"low\": 0.1}\n", "low is not used when belief is point (1 of 1 row)"),
        (&[], "sharing\nredrawn\n", "sharing is not used when belief is point (1 of 1 row)"),
    ] {
        let run = run_with(&[&["sweep"], arguments].concat(), rows);
        run.success();
        assert!(run.stderr.contains(message), "{arguments:?} {rows:?}: {}", run.stderr);
    }
    for (arguments, rows) in [
        (&["--lens", "pause", "--pause", "24"][..], "risk\n1%\n"),
        (&["--columns", "pause_deaths_deferred", "--pause", "24"], "risk\n1%\n"),
        (&[], "belief,risk,low,high\npoint,1%,,\nlog-normal,,1%,2%\n"),
    ] {
        let run = run_with(&[&["sweep"], arguments].concat(), rows);
        run.success();
        assert_eq!(run.stderr, "", "{arguments:?} {rows:?}");
    }
}

#[test]
fn any_result_of_the_document_can_be_a_column() {
    let asked = "years,deaths_per_year,deaths_p05,one_in,pause_deaths_deferred,sensitivity_risk_halved,link";
    let flags = ["--columns", asked, "--pause", "24"];
    let out = run_with(&[&["sweep"], &flags[..]].concat(), "risk,steps\n2%,3\n").success();
    let document = run(&["--risk", "2%", "--steps", "3", "--pause", "24", "--lens", "all", "--format", "json"]).json();
    let assessment = &document["assessment"];
    let halved = document["sensitivity"].as_array().unwrap().iter().find(|one| one["input"] == "risk").unwrap();
    for (name, value) in [
        ("years", &assessment["pace"]["years"]),
        ("deaths_per_year", &assessment["pace"]["deaths_per_year"]),
        ("one_in", &assessment["one_in"]),
        ("pause_deaths_deferred", &document["pause"]["deaths_deferred"]),
        ("sensitivity_risk_halved", &halved["halved"]),
    ] {
        // Reading the document back may miss the last digit.
        let (cell, value) = (column(&out, name)[0].parse::<f64>().unwrap(), value.as_f64().unwrap());
        assert!((cell - value).abs() <= 1e-15 * value.abs(), "{name}: {cell} and {value}");
    }
    assert_eq!(column(&out, "deaths_p05"), [""]);
    assert_eq!(column(&out, "link"), ["v=1&risk=0.02&steps=3&pause=24"]);
    let site = ["sweep", "--columns", "link", "--site", "https://example.org/harm"];
    let link = run_with(&site, "risk,steps\n2%,3\n").success();
    let link = column(&link, "link")[0].to_owned();
    assert!(link.starts_with("https://example.org/harm/?v=1&risk=0.02&steps=3&shows="), "{link}");
    assert_eq!(run(&["--link", &link, "--format", "json"]).json()["assessment"]["expected_deaths"], 470_464_000.0);
    let error = run_with(&["sweep", "--columns", "yearrs"], "risk\n1%\n").usage_error();
    assert!(error.contains("\"yearrs\" is not a result; did you mean years?"), "{error}");
    assert!(
        run_with(&["sweep", "--site", "https://example.org"], "risk\n1%\n").usage_error().contains("--columns link")
    );
}
