//! Fresh bad input for the links, files, rows and numbers, and fresh sequences of what readers do to the page.
//!
//! The tests that try them are `bad_input` in `tests/` and `sequences` in `web/`; proptest shortens what breaks.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{build::EVERYTHING_NATIVE, cargo};

/// How much one round tries: the test, which of its cases, and how many of them.
const ROUND: [(&str, &str, u32); 2] = [("--test=bad_input", "fresh", 160), ("--test=sequences", "", 40)];

/// A seed that is the same on every machine for one commit, so that a failure can be repeated.
pub(crate) fn seed_of_the_commit() -> u64 {
    let commit = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(cargo::root()).output().ok();
    let commit = commit.and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    // Without git, as in an archive of the files, it is the same for all.
    commit.get(..8).and_then(|start| u64::from_str_radix(start, 16).ok()).unwrap_or(0)
}

/// Tries bad input for some seconds, with the next seed in each round, and returns whether all of it was read or refused.
pub(crate) fn fuzz(seconds: u64, seed: u64) -> Result<bool> {
    println!("Bad input for {seconds} s, beginning with the seed {seed}.");
    let (began, length) = (Instant::now(), Duration::from_secs(seconds));
    for seed in seed.. {
        for (test, filter, cases) in ROUND {
            let mut command = cargo::cargo(["test", "--quiet", test]);
            command.args(EVERYTHING_NATIVE).args(["--", filter]);
            command.env("PROPTEST_RNG_SEED", seed.to_string()).env("PROPTEST_CASES", cases.to_string());
            if !command.status().context("cargo could not be started")?.success() {
                println!("To repeat this: cargo xtask fuzz --seconds 0 --seed {seed}");
                println!("When it is mended, put the text into tests/data/corpus, which every run of the tests tries.");
                return Ok(false);
            }
        }
        if began.elapsed() >= length {
            println!("The last seed was {seed}.");
            break;
        }
    }
    Ok(true)
}
