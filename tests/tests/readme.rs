//! The documents tell the truth: every command of the README runs, and prints what the README says.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

use acceptance::repository;
use harm_core::Family;
use harm_wire::Key;

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

/// Words of a command line, with quotes as the README uses them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs a command of the README in a folder that has the file it names.
fn run(line: &str) -> String {
    // One for each run: the tests of this file run at the same time.
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let name = format!("expected-harm-readme-{}-{}", std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rows.csv"), "name,risk\na,1%\nb,0.02\n").unwrap();
    let words = words(line);
    assert_eq!(words[0], "expected-harm", "{line}");
    let output = support::command().args(&words[1..]).current_dir(&folder).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_the_readme_shows_of_the_command_is_what_it_prints() {
    let readme = readme();
    let mut shown = 0;
    for block in readme.split("```console\n$ ").skip(1) {
        let (block, _) = block.split_once("\n```").unwrap();
        let (line, output) = block.split_once('\n').unwrap();
        assert_eq!(run(line).trim_end(), output, "{line}");
        shown += 1;
    }
    assert!(shown > 0);
}

#[test]
fn every_command_of_the_readme_runs() {
    let readme = readme();
    let commands: Vec<_> =
        readme.split('`').filter(|code| code.starts_with("expected-harm ") && *code != "expected-harm help").collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        assert!(!run(command).is_empty(), "{command} prints nothing");
    }
}

#[test]
fn the_methods_at_the_top_are_those_of_the_crate() {
    // A link, which an editor may replace by a copy that then goes its own way.
    let [top, crates] = ["METHODS.md", "crates/harm-core/METHODS.md"].map(|file| repository().join(file));
    assert_eq!(fs::canonicalize(top).unwrap(), fs::canonicalize(crates).unwrap());
}

#[test]
fn the_methods_have_every_input_with_its_symbol_and_every_belief() {
    let methods = fs::read_to_string(repository().join("METHODS.md")).unwrap();
    let rows: Vec<Vec<&str>> = methods
        .lines()
        .filter_map(|line| Some(line.strip_prefix('|')?.split('|').map(str::trim).collect()))
        .filter(|cells: &Vec<&str>| cells.len() > 2)
        .collect();
    for key in Key::ALL {
        let named = |cells: &&Vec<&str>| cells[1].contains(&format!("`{}`", key.name()));
        let row =
            rows.iter().find(named).unwrap_or_else(|| panic!("METHODS.md has no row with the key {}", key.name()));
        let symbols: Vec<&str> = row[0].split(", ").collect();
        assert!(
            key.symbol().is_empty() || symbols.contains(&key.symbol()),
            "METHODS.md has the symbols {symbols:?} for {}, and the table of inputs {:?}",
            key.name(),
            key.symbol()
        );
    }
    for family in Family::NAMES {
        assert!(rows.iter().any(|cells| cells[0] == format!("`{family}`")), "METHODS.md defines no belief {family}");
    }
}
