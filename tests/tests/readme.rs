//! The documents tell the truth: every command of the README and of `docs/` runs, and prints what the document shows.
//!
//! Their Rust runs as documentation tests, their JavaScript in `module.rs`. `cargo xtask tidy` checks their links and tasks.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use acceptance::repository;
use harm_core::Family;
use harm_wire::Key;

/// The documents that show commands, with their text.
fn documents() -> Vec<(String, String)> {
    let docs = fs::read_dir(repository().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let read = |path: &Path| (path.display().to_string(), fs::read_to_string(path).unwrap());
    pages.chain([repository().join("README.md")]).map(|path| read(&path)).collect()
}

/// The words of a command line, with quotes as the documents use them and without a redirection.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in line.split(" > ").next().unwrap_or_default().split('"').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// What a command prints in a folder that has the files it names. An example of a crate is the program that cargo built.
fn run(line: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rows.csv"), "name,risk\na,1%\nb,0.02\n").unwrap();
    fs::create_dir(folder.path().join("dist")).unwrap();
    fs::write(folder.path().join("dist/widget.html"), "<!doctype html><script></script>").unwrap();
    let words = words(line);
    let mut command = match words.iter().position(|word| word == "--example") {
        None => support::command(),
        Some(at) => support::example(&words[at + 1]),
    };
    if words[0] == "expected-harm" {
        command.args(&words[1..]);
    }
    let output = command.current_dir(&folder).stdin(Stdio::null()).output();
    assert!(output.is_ok(), "{line}: {output:?}; `cargo build --bins --examples` builds it");
    let output = output.unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_the_documents_show_of_a_command_is_what_it_prints() {
    let mut shown = 0;
    for (path, text) in documents() {
        for block in text.split("```console\n$ ").skip(1) {
            let (block, _) = block.split_once("\n```").unwrap();
            let (line, output) = block.split_once('\n').unwrap();
            assert_eq!(run(line).trim_end(), output, "{path}: {line}");
            shown += 1;
        }
    }
    assert!(shown >= 4, "{shown}");
}

#[test]
fn every_command_of_the_documents_runs() {
    let mut commands = 0;
    for (path, text) in documents() {
        let in_line = text.split('`').filter(|code| code.starts_with("expected-harm ") && !code.contains('\n'));
        let in_blocks = text.lines().filter(|line| line.starts_with("expected-harm "));
        // A command and its subcommand alone are their name, not a line to run.
        for line in in_line.chain(in_blocks).filter(|line| line.split(' ').count() > 2) {
            assert!(!run(line).is_empty(), "{path}: {line} prints nothing");
            commands += 1;
        }
    }
    assert!(commands >= 20, "{commands}");
}

#[test]
fn the_versions_that_documents_name_are_those_of_cargo() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    assert!(read("CITATION.cff").contains(concat!("\nversion: ", env!("CARGO_PKG_VERSION"), "\n")));
    assert!(read("CHANGELOG.md").contains(concat!("\n## [", env!("CARGO_PKG_VERSION"), "]")));
    assert!(read("docs/rust.md").contains(concat!(" Rust ", env!("CARGO_PKG_RUST_VERSION"), " or later")));
}

/// What a crate of this workspace depends on, of the others.
fn dependencies(name: &str) -> Vec<String> {
    let folder = if name.starts_with("harm-") { format!("crates/{name}") } else { name.to_owned() };
    let manifest = fs::read_to_string(repository().join(folder).join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let lines = rest.lines().take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ']).next());
    names.filter(|name| name.starts_with("harm-")).map(str::to_owned).collect()
}

#[test]
fn the_picture_of_the_crates_has_their_dependencies() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let picture = text.split("```mermaid\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    // A node is `wire["harm-wire: links"]` where it is first named, and `wire` elsewhere; an arrow `a --> b & c`.
    let mut names = HashMap::new();
    let mut id = |node: &str| {
        let (id, label) = node.trim().split_once("[\"").unwrap_or((node.trim(), ""));
        if let Some((name, _)) = label.split_once(':') {
            names.insert(id.to_owned(), name.to_owned());
        }
        id.to_owned()
    };
    let mut arrows: Vec<(String, String)> = Vec::new();
    for line in picture.lines().skip(1) {
        let (from, to) = line.split_once(" --> ").unwrap();
        let from = id(from);
        arrows.extend(to.split(" & ").map(|to| (from.clone(), id(to))));
    }
    let arrows: Vec<(&String, &String)> = arrows.iter().map(|(from, to)| (&names[from], &names[to])).collect();
    let reaches = |from: &String, to: &String| {
        let mut reached = vec![from];
        let mut at = 0;
        while at < reached.len() {
            let node = reached[at];
            reached.extend(arrows.iter().filter(|(from, _)| *from == node).map(|(_, to)| *to));
            at += 1;
        }
        reached.contains(&to)
    };
    for (from, to) in &arrows {
        assert!(dependencies(from).contains(to), "{from} does not depend on {to}");
    }
    for name in names.values() {
        for dependency in dependencies(name) {
            assert!(reaches(name, &dependency), "the picture lacks that {name} depends on {dependency}");
        }
    }
    for folder in fs::read_dir(repository().join("crates")).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(!name.starts_with("harm-") || names.values().any(|drawn| *drawn == name), "the picture lacks {name}");
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
