//! Many texts at once, as the rows that the command assesses: each comes back with its results or with what is wrong.

use anyhow::{Context, Result, anyhow, ensure};
use assert_cmd::Command;
use harm_wire::{Key, csv::cell, json};

/// The texts as the cells of a table, under as many inputs as there are columns.
pub(crate) fn check_table(texts: &[String]) -> Result<()> {
    const COLUMNS: usize = 8;
    let names: Vec<&str> = Key::ALL.iter().map(|key| key.name()).collect();
    // Other inputs for other texts, so that in the long run all are tried.
    let from = texts.first().map_or(0, |text| text.len() % (names.len() - COLUMNS));
    let mut table = names[from..from + COLUMNS].join(",") + "\n";
    let mut rows = 0;
    for row in texts.chunks(COLUMNS) {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        // A line with nothing on it is no row.
        if cells.concat().is_empty() && cells.len() == 1 {
            continue;
        }
        table += &(cells.join(",") + "\n");
        rows += 1;
    }
    let printed = sweep("csv", table.into_bytes())?;
    let mut reader = csv::ReaderBuilder::new().from_reader(printed.as_slice());
    let names = reader.headers()?.clone();
    let risk = names.iter().position(|name| name == "total_risk").context("no column for the risk")?;
    let error = names.iter().position(|name| name == "error").context("no column for errors")?;
    let mut count = 0;
    for record in reader.records() {
        let record = record.context("the command's table cannot be read")?;
        count += 1;
        ensure!(
            record[risk].is_empty() != record[error].is_empty(),
            "neither a result nor an error, or both: {record:?}"
        );
        for (at, cell) in record.iter().enumerate().skip(COLUMNS).filter(|(at, _)| *at != error) {
            ensure!(cell.is_empty() || cell.parse().is_ok_and(f64::is_finite), "{} is {cell:?}", &names[at]);
            let inside = cell.is_empty() || cell.parse().is_ok_and(|risk: f64| (0.0..=1.0).contains(&risk));
            ensure!(at != risk || inside, "risk is {cell}");
        }
    }
    ensure!(count == rows, "{rows} rows became {count}");
    Ok(())
}

/// The texts as lines, each of which should be an object.
pub(crate) fn check_lines(texts: &[String]) -> Result<()> {
    let blank = |line: &&String| line.strip_prefix('\u{feff}').unwrap_or(line).trim_ascii().is_empty();
    let lines = texts.iter().map(|text| text.replace('\n', " "));
    // The form of the rows is that of the first.
    let lines: Vec<String> = std::iter::once(String::from("{\"risk\": 0.01}")).chain(lines).collect();
    let rows = lines.iter().filter(|line| !blank(line)).count();
    let printed = sweep("jsonl", (lines.join("\n") + "\n").into_bytes())?;
    let printed = String::from_utf8(printed).context("the command's lines are not text")?;
    for line in printed.lines() {
        // What was passed through may be a number beyond all doubles, so that only the results are read as numbers.
        let row = json::members(line).map_err(|problem| anyhow!("{problem}: {line:?}"))?;
        let last = |name: &str| row.iter().rfind(|(member, _)| member == name).map_or("null", |(_, value)| value.get());
        let assessed = last("expected_deaths").parse().is_ok_and(|deaths: f64| (0.0..=1e12).contains(&deaths));
        ensure!(assessed != last("error").starts_with('"'), "neither a result nor an error, or both: {line}");
    }
    let count = printed.lines().count();
    ensure!(count == rows, "{rows} rows became {count}");
    Ok(())
}

/// Runs `expected-harm sweep` on some rows.
fn sweep(form: &str, rows: Vec<u8>) -> Result<Vec<u8>> {
    let output = Command::cargo_bin("expected-harm")?.args(["sweep", "--format", form]).write_stdin(rows).output()?;
    // Some of these texts are no values, and rows may say so.
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(matches!(output.status.code(), Some(0 | 3)), "the command ended with {}: {stderr}", output.status);
    Ok(output.stdout)
}
