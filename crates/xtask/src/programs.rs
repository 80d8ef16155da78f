//! Calls of the programs among the acceptance tests that drive a browser and are no tests: they take pictures, compare
//! them, or measure. Their options are their own business.

use std::{ffi::OsString, process::Command};

use anyhow::Result;

use crate::{build, cargo, engines::Engine, serve};

/// Builds what is missing, runs a program, and returns whether it succeeded.
pub(crate) fn run(name: &str, options: impl IntoIterator<Item = OsString>) -> Result<bool> {
    let browser = Engine::Chromium.ensure()?;
    build::build_if_changed()?;
    let bin = format!("--bin={name}");
    let program = cargo::build(&[&[&*bin], &build::EVERYTHING_NATIVE[..]].concat(), &[])?;
    let mut command = Command::new(program);
    // As production serves it: what is measured depends on the compression.
    command.envs(browser).env("SITE", serve::serve_built()?);
    Ok(command.args(options).status()?.success())
}
