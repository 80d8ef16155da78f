//! Fresh bad input for a while, natively: builds what tries it, and hands it the options.
//!
//! How the input is made, and what has to hold, is the business of the acceptance tests' module `bad_input`.

use std::{collections::BTreeSet, ffi::OsString, process::Command};

use anyhow::Result;

use crate::{build::EVERYTHING_NATIVE, cargo::Build};

/// How long `cargo xtask test` tries fresh input, in seconds.
pub(crate) const IN_TESTS: &str = "45";

/// Runs the program, and returns whether all went well.
pub(crate) fn fuzz(options: impl IntoIterator<Item = OsString>) -> Result<bool> {
    // The command is built too: whole tables go through it.
    let build = |bin: &str| {
        let arguments: Vec<&str> = ["build", bin].into_iter().chain(EVERYTHING_NATIVE).collect();
        Build::start(&arguments, &[]).finish(&mut BTreeSet::new())
    };
    build("--bin=expected-harm")?;
    let program = build("--bin=fuzz")?;
    Ok(Command::new(program).args(options).status()?.success())
}
