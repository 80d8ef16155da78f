//! How fast it all is: the page in a browser, the core by itself, the command over a table, and a peer beside them.
//!
//! What is measured in the browser is the business of the acceptance tests' program `bench`; what of the core, that of
//! its benchmarks.

mod peer;
mod sweep;

use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::{cargo, programs, python};

/// Prints the table, and returns whether all could be measured.
pub(crate) fn bench() -> Result<bool> {
    let measured = programs::run("bench", [])?;
    println!("\nMeasuring the core and the command, which takes some minutes.");
    let output = cargo::cargo(["bench", "--package=harm-core", "--bench=*"]).stderr(Stdio::inherit()).output();
    let output = output.context("cargo could not be started")?;
    ensure!(output.status.success(), "the core's benchmarks failed");
    let rows = medians(&String::from_utf8_lossy(&output.stdout));
    ensure!(!rows.is_empty(), "the core's benchmarks print no times");
    println!("{:56} {:>9}", "the core, natively", "median");
    for (name, median) in rows {
        println!("{name:56} {median:>12}");
    }
    sweep::bench()?;
    peer::bench()?;
    if python::is_there() {
        python::bench(&sweep::program()?)?;
    }
    Ok(measured)
}

/// The benchmarks and their medians, from the tree that they print: the third column of each leaf.
fn medians(tree: &str) -> Vec<(String, String)> {
    let mut groups: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for line in tree.lines() {
        let Some((at, _)) = line.char_indices().find(|(_, sign)| !"│├╰─ ".contains(*sign)) else { continue };
        // Each level of the tree is three signs wide.
        let depth = line[..at].chars().count() / 3;
        if !line[..at].contains('─') {
            groups.clear();
            continue;
        }
        let (name, rest) = line[at..].split_once("  ").unwrap_or((&line[at..], ""));
        groups.truncate(depth.saturating_sub(1));
        let columns: Vec<&str> = rest.split('│').map(str::trim).collect();
        match columns.get(2).filter(|median| !median.is_empty()) {
            Some(median) => {
                let path: Vec<&str> = groups.iter().copied().chain([name.trim()]).collect();
                rows.push((path.join(", "), (*median).to_owned()));
            }
            None => groups.push(name.trim()),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_read_from_the_tree() {
        let tree = "\
Timer precision: 20 ns
model            fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ assessment                  │               │               │               │         │
│  ├─ point      80 ns         │ 90.5 ns       │ 82.1 ns       │ 83 ns         │ 100     │ 800
│  ╰─ log-normal  5 µs         │ 9 µs          │ 6.25 µs       │ 6.4 µs        │ 100     │ 100
╰─ lens          1 µs          │ 1 µs          │ 1.5 µs        │ 1 µs          │ 100     │ 100
";
        let row = |name: &str, median: &str| (name.to_owned(), median.to_owned());
        assert_eq!(
            medians(tree),
            [row("assessment, point", "82.1 ns"), row("assessment, log-normal", "6.25 µs"), row("lens", "1.5 µs")]
        );
    }
}
