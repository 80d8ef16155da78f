//! Fresh bad input for a while, natively: builds what tries it, and hands it the options; then fresh sequences of what
//! readers do to the page.
//!
//! How the input is made, and what has to hold, is the business of the acceptance tests' module `bad_input`, and of the
//! page's test `sequences`.

use std::{collections::BTreeSet, ffi::OsString, process::Command};

use anyhow::Result;

use crate::{
    build::EVERYTHING_NATIVE,
    cargo::{self, Build},
};

/// How long `cargo xtask test` tries fresh input, in seconds.
const IN_TESTS: &str = "45";

/// Sequences for each second of texts. They take about a fifth of one.
const SEQUENCES_PER_SECOND: u32 = 10;

/// What `cargo xtask test` tries: for each commit something else, but the same each time, so that what fails on one machine
/// fails on every other.
pub(crate) fn of_the_commit() -> Result<bool> {
    let commit = Command::new("git").args(["rev-parse", "HEAD"]).output().ok();
    let commit = commit.and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    // Without git, as in an archive of the files, it is the same for all.
    let seed = commit.get(..8).and_then(|start| u32::from_str_radix(start, 16).ok()).unwrap_or(0);
    fuzz(["--seconds".into(), IN_TESTS.into(), "--seed".into(), seed.to_string().into()])
}

/// Runs the program and the test, and returns whether all went well.
pub(crate) fn fuzz(options: impl IntoIterator<Item = OsString>) -> Result<bool> {
    let options: Vec<OsString> = options.into_iter().collect();
    // The command is built too: whole tables go through it.
    let build = |bin: &str| {
        let arguments: Vec<&str> = ["build", bin].into_iter().chain(EVERYTHING_NATIVE).collect();
        Build::start(&arguments, &[]).finish(&mut BTreeSet::new())
    };
    build("--bin=expected-harm")?;
    let program = build("--bin=fuzz")?;
    // It complains of options that mean nothing.
    if !Command::new(program).args(&options).status()?.success() {
        return Ok(false);
    }
    let given = |name: &str| Some(options.iter().skip_while(|option| *option != name).nth(1)?.to_str()?.to_owned());
    let seconds = given("--seconds").and_then(|seconds| seconds.parse().ok()).unwrap_or(60_u32);
    let sequences = seconds.saturating_mul(SEQUENCES_PER_SECOND).max(1);
    println!("{sequences} sequences of what readers do to the page.");
    let mut test = cargo::cargo(["test", "--quiet", "--test=sequences"]);
    test.args(EVERYTHING_NATIVE).env("PROPTEST_CASES", sequences.to_string());
    if let Some(seed) = given("--seed") {
        test.env("PROPTEST_RNG_SEED", seed);
    }
    Ok(test.status()?.success())
}
