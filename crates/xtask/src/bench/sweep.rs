//! How many scenarios the command assesses in a second, as its users run it: a table in, a table out.
//!
//! What one assessment costs without reading and writing is measured by the core's own benchmarks.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use crate::cargo::{self, Build};

/// Rows of a table.
const ROWS: u32 = 1_000_000;
/// Runs of which the median is told.
const RUNS: usize = 3;

/// Prints the seconds for tables of a known and of an unsure risk, and the rows in each of them.
pub(crate) fn bench() -> Result<()> {
    let program = program()?;
    let table = cargo::scratch().join("rows.csv");
    println!("\n{:56} {:>9}", format!("the command's sweep over {ROWS} rows"), "median");
    for (what, head, row) in [
        ("risk known", "risk,steps", known as fn(u32) -> String),
        ("risk log-normal", "belief,low,high,steps", log_normal),
    ] {
        let mut text = format!("{head}\n");
        for i in 0..ROWS {
            writeln!(text, "{}", row(i))?;
        }
        fs::write(&table, text).with_context(|| format!("{} cannot be written", table.display()))?;
        let mut times = (0..RUNS).map(|_| seconds(&program, &table)).collect::<Result<Vec<_>>>()?;
        times.sort_by(f64::total_cmp);
        println!("{what:56} {:>10.2} s", times[RUNS / 2]);
    }
    fs::remove_file(&table).context("the table cannot be removed")
}

/// The command, built as its users build it.
pub(super) fn program() -> Result<PathBuf> {
    let arguments = ["build", "--release", "--package=harm-cli", "--bin=expected-harm", "--no-default-features"];
    Build::start(&arguments, &[]).finish(&mut BTreeSet::new())
}

/// A row of a known risk; no two are the same.
fn known(i: u32) -> String {
    format!("{:.6},{}", f64::from(i + 1) / f64::from(ROWS + 1), 1 + i % 10)
}

fn log_normal(i: u32) -> String {
    let low = 0.0001 + f64::from(i) / f64::from(ROWS) * 0.01;
    format!("log-normal,{low:.8},{:.8},{}", low * 50.0, 1 + i % 10)
}

/// The seconds of one run, whose output goes nowhere.
fn seconds(program: &Path, table: &Path) -> Result<f64> {
    let began = Instant::now();
    let table = File::open(table).with_context(|| format!("{} cannot be read", table.display()))?;
    let status = Command::new(program).arg("sweep").stdin(table).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "the sweep failed");
    Ok(began.elapsed().as_secs_f64())
}
