//! How fast it all is: the page in a browser, the core by itself, the command over a table, and a peer beside them.
//!
//! The program `bench` of the acceptance tests measures in the browser, and criterion the core.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use walkdir::WalkDir;

use crate::{cargo, packages, programs, python};

/// Rows of the command's table.
const ROWS: u32 = 1_000_000;

/// The command's runs, for a median.
const RUNS: usize = 3;

/// The same question put to a peer that answers by sampling: Squiggle, from npm.
const PEER: &str = "crates/harm-core/benches/peer";

/// Prints the table, and returns whether everything in the browser could be measured.
pub(crate) fn bench() -> Result<bool> {
    let measured = programs::run("bench", [])?;
    println!("\nMeasuring the core and the command, which takes some minutes.");
    core()?;
    let arguments = ["--release", "--package=harm-cli", "--bin=expected-harm", "--no-default-features"];
    let program = cargo::build(&arguments, &[])?;
    sweep(&program)?;
    packages::ensure_node_packages(PEER)?;
    println!();
    let status = Command::new("node").arg("squiggle.js").current_dir(cargo::root().join(PEER)).status();
    ensure!(status.context("node could not be started")?.success(), "the peer's benchmark failed");
    if python::is_there() {
        python::bench(&program)?;
    }
    Ok(measured)
}

fn core() -> Result<()> {
    let folder = cargo::scratch().join("criterion");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut command = cargo::cargo(["bench", "--quiet", "--package=harm-core", "--bench=*", "--", "--quiet"]);
    let status = command.env("CRITERION_HOME", &folder).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "the core's benchmarks failed");
    println!("{:56} {:>9}", "the core, natively", "median");
    for (name, median) in medians(&folder)? {
        println!("{name:56} {:>12}", format!("{median:.3?}"));
    }
    Ok(())
}

/// The benchmarks and their medians, from the files that criterion writes.
fn medians(folder: &Path) -> Result<Vec<(String, Duration)>> {
    let read = |path: &Path| -> Result<Value> { Ok(serde_json::from_slice(&fs::read(path)?)?) };
    let mut rows = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.ends_with("new/benchmark.json") {
            let name = read(&path)?["full_id"].as_str().context("a benchmark has no name")?.replace('/', ", ");
            let median = read(&path.with_file_name("estimates.json"))?["median"]["point_estimate"].as_f64();
            rows.push((name, Duration::from_secs_f64(median.context("a benchmark has no median")? / 1e9)));
        }
    }
    ensure!(!rows.is_empty(), "criterion measured nothing");
    Ok(rows)
}

/// Prints how long the command takes over tables of a known and of an uncertain risk, as its users run it.
fn sweep(program: &Path) -> Result<()> {
    println!("\n{:56} {:>9}", format!("the command's sweep over {ROWS} rows"), "median");
    // No two rows are the same.
    let known = |i: u32| format!("{:.6},{}", f64::from(i + 1) / f64::from(ROWS + 1), 1 + i % 10);
    let log_normal = |i: u32| {
        let low = 0.0001 + f64::from(i) / f64::from(ROWS) * 0.01;
        format!("log-normal,{low:.8},{:.8},{}", low * 50.0, 1 + i % 10)
    };
    let known: String = (0..ROWS).map(|i| known(i) + "\n").collect();
    let log_normal: String = (0..ROWS).map(|i| log_normal(i) + "\n").collect();
    for (name, head, rows) in
        [("risk known", "risk,steps", known), ("risk log-normal", "belief,low,high,steps", log_normal)]
    {
        let table = tempfile::NamedTempFile::new()?;
        fs::write(table.path(), format!("{head}\n{rows}"))?;
        let mut times = (0..RUNS).map(|_| time_of_sweep(program, table.path())).collect::<Result<Vec<_>>>()?;
        times.sort();
        println!("{name:56} {:>10.2} s", times[RUNS / 2].as_secs_f64());
    }
    Ok(())
}

/// The time of one run, whose output goes nowhere.
fn time_of_sweep(program: &Path, table: &Path) -> Result<Duration> {
    let began = Instant::now();
    let status = Command::new(program).arg("sweep").stdin(File::open(table)?).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "the sweep failed");
    Ok(began.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_read_from_criterions_files() {
        let folder = tempfile::tempdir().unwrap();
        for (name, nanoseconds) in [("point", 82.1), ("log-normal", 6250.0)] {
            let results = folder.path().join("assessment").join(name).join("new");
            fs::create_dir_all(&results).unwrap();
            fs::write(results.join("benchmark.json"), format!("{{\"full_id\":\"assessment/{name}\"}}")).unwrap();
            let estimates = format!("{{\"median\":{{\"point_estimate\":{nanoseconds}}}}}");
            fs::write(results.join("estimates.json"), estimates).unwrap();
        }
        let rows = medians(folder.path()).unwrap();
        let rows: Vec<_> = rows.iter().map(|(name, median)| format!("{name}: {median:.3?}")).collect();
        assert_eq!(rows, ["assessment, log-normal: 6.250µs", "assessment, point: 82.000ns"]);
    }
}
