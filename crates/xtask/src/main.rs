//! The project's own tasks, called as `cargo xtask <task>`: their names and options. Each task has a module.

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
mod minify;
mod packages;
mod pages;
mod programs;
mod python;
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

use anyhow::Result;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use engines::Engine;

/// The tasks of this repository
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page, serve it on this machine, and rebuild and reload it when a source file changes
    Serve(serve::Options),
    /// Build the page into dist/, ready for any static host
    Build {
        /// The address of the site, which its pages then tell other sites, with their pictures
        #[arg(long, value_name = "URL")]
        site: Option<String>,
        // A release build is the only kind there is; the flag is accepted because people type it.
        #[arg(long, hide = true)]
        release: bool,
    },
    /// Install what the tests need: browsers, Node and other programs from Debian's packages, the rest below target/
    Setup {
        #[command(flatten)]
        browsers: Browsers,
    },
    /// Check format, lints, tests, documentation, and the page in a browser
    Test {
        #[command(flatten)]
        browsers: Browsers,
        /// Leave out the tests that need a browser, Node or other people's programs
        #[arg(long)]
        no_browser: bool,
        /// Only run the tests of embedding: link previews, sanitisers, WordPress, nginx, host pages
        #[arg(long, conflicts_with = "no_browser")]
        embeds: bool,
    },
    /// Gather the site, the widget, and the packages for crates.io and npm in target/release-files
    Release,
    /// Build the site again in another folder, from nothing, and compare every byte
    Reproduce,
    /// Check the form of text files, links between documents, and the tasks that they name
    Tidy,
    /// Check workflows, issue forms, citation and spelling with other people's linters, and compile with the oldest Rust
    Lint,
    /// Try fresh bad input on links, files, rows and numbers, and shorten what breaks something
    Fuzz {
        /// How long
        #[arg(long, value_name = "N", default_value_t = 60)]
        seconds: u64,
        /// The first seed; a failure prints the one that repeats it [default: the time]
        #[arg(long, value_name = "S")]
        seed: Option<u64>,
    },
    /// List the bytes of the page's WebAssembly by crate, function and constant
    Size {
        /// How many functions and constants to list
        #[arg(long, value_name = "N", default_value_t = 30)]
        longest: usize,
    },
    /// Measure the page in a browser, the core, the command over a million rows, and Squiggle on the same question
    Bench,
    /// Take pictures of the page: wide, narrow and embedded, light and dark
    Screenshots {
        /// The folder for the pictures [default: target/screenshots]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// The page's query, such as "risk=0.01"
        #[arg(long, value_name = "Q")]
        query: Option<String>,
        /// Take the README's picture instead, docs/screenshot.png
        #[arg(long)]
        readme: bool,
    },
    /// Compare the page with the pictures in tests/reference, and put what differs into target/visual
    ///
    /// No part of the tests, because fonts and browsers of other machines draw other pixels.
    Visual {
        /// Make these pictures the reference
        #[arg(long)]
        accept: bool,
    },
}

#[derive(Args)]
struct Browsers {
    /// The browsers to test in: chromium, firefox, webkit, with commas between, or all
    #[arg(long = "browsers", value_name = "LIST", default_value = "chromium")]
    list: String,
}

fn main() -> ExitCode {
    let passed = match Arguments::parse().task {
        Some(task) => run(task),
        None => Arguments::command().print_help().map(|()| true).map_err(Into::into),
    };
    match passed {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a task, and returns whether it found everything as it should be.
fn run(task: Task) -> Result<bool> {
    match task {
        Task::Serve(options) => serve::serve(options)?,
        Task::Build { site, .. } => build::build(site.as_deref())?,
        Task::Setup { browsers } => packages::setup(&Engine::list(&browsers.list)?)?,
        Task::Test { browsers, no_browser, embeds } => {
            return test::test(&if no_browser { Vec::new() } else { Engine::list(&browsers.list)? }, embeds);
        }
        Task::Release => release::release()?,
        Task::Reproduce => reproduce::reproduce()?,
        Task::Tidy => return tidy::tidy(),
        Task::Lint => lint::lint()?,
        Task::Fuzz { seconds, seed } => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
            return fuzz::fuzz(seconds, seed.unwrap_or(now));
        }
        Task::Size { longest } => size::size(longest)?,
        Task::Bench => return bench::bench(),
        Task::Screenshots { out, query, readme } => {
            let mut options = [option("--out", out), option("--query", query)].concat();
            options.extend(readme.then(|| "--readme".into()));
            return programs::run("screenshots", options);
        }
        Task::Visual { accept } => return programs::run("visual", accept.then(|| "--accept".into())),
    }
    Ok(true)
}

/// An option for another program, if it has a value.
fn option(name: &str, value: Option<impl Into<OsString>>) -> Vec<OsString> {
    value.map_or_else(Vec::new, |value| vec![name.into(), value.into()])
}
