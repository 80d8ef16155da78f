//! The same question put to a peer that answers by sampling: Squiggle, from npm.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{cargo, packages};

/// Where the question stands.
const FOLDER: &str = "crates/harm-core/benches/peer";

/// Prints its times and errors, beside which stands the core's row "assessment, log-normal".
pub(crate) fn bench() -> Result<()> {
    packages::ensure_node_packages(FOLDER)?;
    println!();
    let status = Command::new("node").arg("squiggle.js").current_dir(cargo::root().join(FOLDER)).status();
    ensure!(status.context("node could not be started")?.success(), "the peer's benchmark failed");
    Ok(())
}
