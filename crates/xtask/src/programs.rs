//! Calls of the programs among the acceptance tests that drive a browser and are no tests: they take pictures, compare
//! them, or measure. Their options are their own business.

use std::{collections::BTreeSet, ffi::OsString, process::Command};

use anyhow::Result;

use crate::{build, cargo::Build, engines::Engine, serve};

/// Builds what is missing, runs a program, and returns whether it succeeded.
pub(crate) fn run(name: &str, options: impl IntoIterator<Item = OsString>) -> Result<bool> {
    let browser = Engine::Chromium.ensure()?;
    build::build_if_changed()?;
    let bin = format!("--bin={name}");
    let arguments: Vec<&str> = ["build", &bin].into_iter().chain(build::EVERYTHING_NATIVE).collect();
    let program = Build::start(&arguments, &[]).finish(&mut BTreeSet::new())?;
    let mut command = Command::new(program);
    // As production serves it: what is measured depends on the compression.
    command.envs(browser).env("SITE", serve::serve_built()?);
    Ok(command.args(options).status()?.success())
}
