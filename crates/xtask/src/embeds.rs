//! The tests of embedding alone, and what they need of other people's software: sanitisers and Markdown from npm, WordPress,
//! PHP, pandoc and nginx from Debian. The tests themselves are in `tests/`.

use std::{path::PathBuf, time::Instant};

use anyhow::Result;

use crate::{
    build::{self, EVERYTHING_NATIVE},
    cargo, packages,
    test::Tally,
};

/// The test programs that are about other people's pages and what other sites are told.
const TESTS: [&str; 6] =
    ["--test=example", "--test=framing", "--test=host_pages", "--test=hosting", "--test=previews", "--test=sanitizers"];

/// Debian's packages that are only unpacked.
const UNPACKED: [&str; 3] = ["wordpress", "nginx", "nginx-common"];

/// Makes sure that everything is there.
pub(crate) fn ensure_everything() -> Result<()> {
    packages::ensure_node_packages("tests/embeds")?;
    packages::ensure_programs(&[("php", "php-cli"), ("pandoc", "pandoc")])?;
    UNPACKED.iter().try_for_each(|package| packages::ensure_unpacked(package, &unpacked(package)))
}

/// Where the tests find a package's files.
fn unpacked(package: &str) -> PathBuf {
    cargo::scratch().join("unpacked").join(package)
}

/// Runs these tests, and returns whether all have passed.
pub(crate) fn test() -> Result<bool> {
    let began = Instant::now();
    let mut tally = Tally::default();
    let browser = packages::ensure_browser()?;
    ensure_everything()?;
    println!("What the tests need is there after {:.0} s.", began.elapsed().as_secs_f64());
    build::build_if_changed()?;
    build::build_published()?;
    if tally.tool("Building the programs", cargo::cargo(["build", "--bins"]).args(EVERYTHING_NATIVE)) {
        let mut command = cargo::cargo(["test", "--no-fail-fast"]);
        browser.tell(&mut command);
        tally.tests("Tests of embedding", command.args(TESTS).args(EVERYTHING_NATIVE).args(["--", "--ignored"]));
    }
    tally.say_failures();
    Ok(tally.total(began))
}
