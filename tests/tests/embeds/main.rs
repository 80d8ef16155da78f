//! The calculator in other people's software: link previews, sanitizers, blogs, web servers, host pages.
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

use std::process::ExitCode;

fn main() -> ExitCode {
    let files = [example::TESTS, framing::TESTS, host_pages::TESTS, hosting::TESTS, previews::TESTS, sanitizers::TESTS];
    acceptance::run("embeds", &files)
}
