//! Pictures of the built page: builds what is missing and calls the program of the acceptance tests that takes them.

use std::{collections::BTreeSet, process::Command};

use anyhow::{Result, ensure};

use crate::{build, cargo::Build, packages};

/// Takes the pictures; the options are those of the program that takes them.
pub(crate) fn screenshots(options: &[String]) -> Result<()> {
    let browser = packages::ensure_browser()?;
    build::build_if_changed()?;
    let arguments: Vec<&str> = ["build", "--bin=screenshots"].into_iter().chain(build::EVERYTHING_NATIVE).collect();
    let program = Build::start(&arguments, &[]).finish(&mut BTreeSet::new())?;
    let mut command = Command::new(program);
    browser.tell(&mut command);
    let taken = command.args(options).status()?;
    ensure!(taken.success(), "not all pictures were taken");
    Ok(())
}
