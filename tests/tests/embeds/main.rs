//! The calculator in other people's software: link previews, sanitisers, blogs, web servers, host pages.
//!
//! These tests are ignored in a plain `cargo test`. `cargo xtask test --embeds` installs the software and runs them.

#[path = "../hosts/mod.rs"]
mod hosts;
#[path = "../support/mod.rs"]
mod support;

mod example;
mod framing;
mod host_pages;
mod hosting;
mod previews;
mod sanitizers;

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

use acceptance::{Result, repository};
use anyhow::{Context as _, ensure};

fn main() -> ExitCode {
    let files = [example::TESTS, framing::TESTS, host_pages::TESTS, hosting::TESTS, previews::TESTS, sanitizers::TESTS];
    acceptance::run("embeds", &files)
}

/// The site as it is built with an address, which has all that a page can have.
pub(crate) fn published() -> Result<PathBuf> {
    let folder = repository().join("target/xtask/published");
    ensure!(folder.join("index.html").is_file(), "the site with an address is not built; `cargo xtask test` builds it");
    Ok(folder)
}

/// What a program makes of a text.
pub(crate) fn through(command: Command, text: &str) -> Result<String> {
    let output = assert_cmd::Command::from_std(command).write_stdin(text).output()?;
    let complaints = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success() && complaints.trim().is_empty(), "{}: {complaints}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// What a program makes of a list of texts.
pub(crate) fn list_through(command: Command, texts: &[String]) -> Result<Vec<String>> {
    let made: Vec<String> = serde_json::from_str(&through(command, &serde_json::to_string(texts)?)?)?;
    ensure!(made.len() == texts.len(), "{} texts became {}", texts.len(), made.len());
    Ok(made)
}

/// What software for Node, which `tests/embeds/process.js` calls, makes of a list of texts.
pub(crate) fn node(software: &str, texts: &[String]) -> Result<Vec<String>> {
    let script = repository().join("tests/embeds/process.js");
    let packages = script.with_file_name("node_modules");
    ensure!(packages.is_dir(), "run `cargo xtask test --embeds`, or `npm ci` in tests/embeds");
    let mut command = Command::new("node");
    command.arg(script).arg(software);
    list_through(command, texts).with_context(|| format!("{software} does not take it"))
}
