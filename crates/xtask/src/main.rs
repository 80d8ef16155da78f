//! The project's own tasks, called as `cargo xtask <task>`: what each is called and which options it takes.
//!
//! What a task does stands in the module named after it; nothing here builds, serves or tests.

mod article;
mod assets;
mod bench;
mod bindgen;
mod build;
mod cards;
mod cargo;
mod engines;
mod fuzz;
mod headers;
mod lint;
mod metadata;
mod minify;
mod packages;
mod pages;
mod programs;
mod release;
mod reproduce;
mod scenarios;
mod serve;
mod size;
mod sizes;
mod sources;
mod test;
mod tidy;
mod widget;
mod worker;

use std::{
    ffi::OsString,
    path::PathBuf,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Result, bail};
use engines::Engine;
use lexopt::prelude::*;

const HELP: &str = "\
Usage: cargo xtask <task> [options]

  serve         build the page, serve it on this machine, rebuild and reload when a source file changes
      --port N      the port on 127.0.0.1; 0 picks a free one (8080)
      --open        open the page in the default browser
      --dir DIR     the folder to serve (dist)
      --no-build    serve the folder as it is, neither building nor watching
  build         build the page into dist/, ready for any static host
      --site URL    where it will be: its pages then tell other sites their addresses and pictures
  test          everything that has to hold: format, lints, tests, documentation, the page in a browser
      --no-browser  leave out the tests that need a browser, Node or other people's programs
      --browsers L  the browsers to test in: chromium, firefox, webkit, with commas between, or all (chromium)
      --embeds      only those of embedding: link previews, sanitisers, WordPress, nginx, host pages
  release       gather what is given out in target/release-files: the site, the widget, packages for crates.io and npm
  reproduce     build the site once more in another folder, from nothing, and compare every byte
  tidy          what holds for the repository as a whole: layers, file lengths, links of documents, licences
  lint          workflows, issue forms, citation and spelling, by other people's linters in a virtual environment of
                Python; and everything compiled with the oldest Rust that Cargo.toml names, if it is installed
  fuzz          bad input for the links, files, rows and numbers, made afresh, and shortened when something breaks
      --seconds N   how long (60)
      --seed S      where to begin (the time); the seed that is printed repeats a failure
  size          list what the page's WebAssembly spends its bytes on: crates, functions, data
      --longest N   how many functions and constants (30)
  bench         measure the page in a browser (weight, first paint, first answer, one move of a slider, memory),
                the core, the command over a table of a million rows, and Squiggle on the same question
  screenshots   take pictures of the page: wide, narrow and embedded, light and dark
      --out DIR     where to put them (target/screenshots)
      --query Q     the page's query, such as \"risk=0.01\"
      --readme      take the README's picture instead, docs/screenshot.png
  visual        compare the page with the pictures in tests/reference; what differs goes to target/visual.
                No part of the tests: another machine's fonts and browser draw other pixels
      --accept      make the present pictures the reference
";

/// Whether somebody wants to know a task's options, among whatever else was given.
fn asks_for_help(mut options: impl Iterator<Item = OsString>) -> bool {
    options.any(|option| option == "--help" || option == "-h")
}

/// What [`HELP`] says of one task.
fn help_of(task: &str) -> Option<String> {
    if task == "help" {
        return Some(HELP.to_owned());
    }
    let named = |line: &str| line.strip_prefix("  ").and_then(|line| line.split(' ').next()) == Some(task);
    let is_more = |line: &&str| line.starts_with("   ");
    let mut lines = HELP.lines().skip_while(|line| !named(line));
    let first = lines.next().filter(|_| !task.is_empty())?;
    let more: Vec<&str> = lines.take_while(is_more).collect();
    let options = if more.iter().any(|line| line.trim_start().starts_with("--")) { " [options]" } else { "" };
    Some(format!("Usage: cargo xtask {task}{options}\n\n{}\n", [&[first], &*more].concat().join("\n")))
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let task = match arguments.next()? {
        Some(Value(task)) => task.string()?,
        Some(Short('h') | Long("help")) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    if asks_for_help(std::env::args_os().skip(2)) {
        match help_of(&task) {
            Some(help) => print!("{help}"),
            None => bail!("there is no task \"{task}\"\n\n{HELP}"),
        }
        return Ok(ExitCode::SUCCESS);
    }
    match task.as_str() {
        "help" => print!("{HELP}"),
        "build" => {
            let mut site = None;
            while let Some(argument) = arguments.next()? {
                match argument {
                    // A release build is the only kind there is; the flag is accepted because people type it.
                    Long("release") => {}
                    Long("site") => site = Some(arguments.value()?.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            build::build(site.as_deref())?;
        }
        "serve" => {
            let mut options = serve::Options { port: 8080, open: false, dir: None, build: true };
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("port") => options.port = arguments.value()?.parse()?,
                    Long("open") => options.open = true,
                    Long("dir") => options.dir = Some(PathBuf::from(arguments.value()?)),
                    Long("no-build") => options.build = false,
                    other => return Err(other.unexpected().into()),
                }
            }
            serve::serve(options)?;
        }
        "test" => {
            let (mut engines, mut embeds_alone) = (vec![Engine::Chromium], false);
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("no-browser") => engines.clear(),
                    Long("browsers") => engines = Engine::list(&arguments.value()?.string()?)?,
                    Long("embeds") => embeds_alone = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            return Ok(if test::test(&engines, embeds_alone)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "size" => {
            let mut longest = 30;
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("longest") => longest = arguments.value()?.parse()?,
                    other => return Err(other.unexpected().into()),
                }
            }
            size::size(longest)?;
        }
        "bench" => {
            if let Some(argument) = arguments.next()? {
                return Err(argument.unexpected().into());
            }
            return Ok(if bench::bench()? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "lint" | "release" | "reproduce" | "tidy" => {
            if let Some(argument) = arguments.next()? {
                return Err(argument.unexpected().into());
            }
            match task.as_str() {
                "lint" => lint::lint()?,
                "release" => release::release()?,
                "reproduce" => reproduce::reproduce()?,
                _ => return Ok(if tidy::tidy()? { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
            }
        }
        "fuzz" => {
            let mut seconds = 60;
            let mut seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("seconds") => seconds = arguments.value()?.parse()?,
                    Long("seed") => seed = arguments.value()?.parse()?,
                    other => return Err(other.unexpected().into()),
                }
            }
            return Ok(if fuzz::fuzz(seconds, seed)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "screenshots" | "visual" => {
            let options: Vec<OsString> = arguments.raw_args()?.collect();
            return Ok(if programs::run(&task, options)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        unknown => bail!("there is no task \"{unknown}\"\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_of_a_task_is_its_part_of_the_whole() {
        let help = help_of("fuzz").unwrap();
        assert!(help.starts_with("Usage: cargo xtask fuzz [options]\n\n  fuzz          bad input"), "{help}");
        assert!(help.contains("--seconds N") && help.contains("--seed S") && !help.contains("--longest"), "{help}");
        assert!(help_of("tidy").unwrap().starts_with("Usage: cargo xtask tidy\n"));
        assert!(help_of("bench").unwrap().contains("the core, the command over a table"), "a line that goes on");
        assert!(help_of("visual").unwrap().ends_with("the reference\n"), "the last one");
        assert_eq!((help_of("--seconds"), help_of("bni"), help_of("")), (None, None, None));
    }
}
