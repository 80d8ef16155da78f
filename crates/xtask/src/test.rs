//! Everything that has to hold before a change is merged, in the order in which failures are cheapest to learn of, and
//! the total at the end. The tests themselves are in the packages and in `tests/`.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use crate::{
    build::{self, EVERYTHING_NATIVE},
    cargo, embeds,
    engines::Engine,
    fuzz, lint, packages, sizes, tidy,
};

/// What is only checked, not compiled, goes in one piece.
const EVERYTHING: [&str; 2] = ["--workspace", "--features=expected-harm-web/ssr"];

/// How many checks have passed and failed. A test is one, and so is a tool's whole run, such as that of clippy.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

/// Runs all checks, those in a browser in each of some engines, and returns whether all have passed.
pub(crate) fn test(engines: &[Engine]) -> Result<bool> {
    let began = Instant::now();
    let mut tally = Tally::default();
    packages::ensure_wasm_target()?;

    heading("Tidiness");
    tally.count(
        "Tidiness",
        &tidy::tidy().and_then(|tidy| {
            ensure!(tidy, "the complaints are above");
            Ok(())
        }),
    );
    tally.tool("Formatting", &mut cargo::cargo(["fmt", "--all", "--check"]));
    tally.tool(
        "Lints, native",
        cargo::cargo(["clippy", "--all-targets"]).args(EVERYTHING).args(["--", "--deny=warnings"]),
    );
    tally.tool(
        "Lints, WebAssembly",
        cargo::cargo(["clippy", "--package=expected-harm-web", "--lib", "--bin=app", "--features=csr", "--target"])
            .args([packages::WASM_TARGET, "--", "--deny=warnings"]),
    );

    // The acceptance tests run these programs, and cargo builds only those of the package under test.
    let programs = tally.tool("Building the programs", cargo::cargo(["build", "--bins"]).args(EVERYTHING_NATIVE));
    if programs {
        tally.tests("Tests", cargo::cargo(["test", "--no-fail-fast"]).args(EVERYTHING_NATIVE));
    }
    if programs {
        heading("Bad input");
        tally.count(
            "Bad input",
            &fuzz::of_the_commit().and_then(|held| {
                ensure!(held, "what broke is said above");
                Ok(())
            }),
        );
    }
    // As the README says it, but with the profile whose parts are there already.
    let install = [
        "install",
        "--path=crates/harm-cli",
        "--locked",
        "--debug",
        "--force",
        "--no-track",
        "--root=target/installed",
    ];
    tally.tool("Installing the command", cargo::cargo(install).arg("--quiet"));
    tally.tests("Tests of the build", &mut cargo::cargo(["test", "--package=xtask"]));
    tally.tool(
        "Documentation",
        cargo::cargo(["doc", "--no-deps"]).args(EVERYTHING).env("RUSTDOCFLAGS", "--deny=warnings"),
    );

    heading("Building the page");
    let page = build::build_if_changed();
    tally.count("Building the page", &page);
    if page.is_ok() {
        heading("Building the page with an address");
        tally.count("Building the page with an address", &build::build_published());
        heading("Weight of the page");
        tally.count("Weight of the page", &sizes::check_budget(&build::dist()));
    }
    let mut not_linted = Vec::new();
    if !engines.is_empty() {
        heading("Linters");
        let linted = lint::lint();
        tally.count("Linters", &linted);
        not_linted = linted.unwrap_or_default();
    }
    if !engines.is_empty() && page.is_ok() && programs {
        // Where they cannot be had, the tests that need them fail too, and say so by their names.
        tally.count("Packages for Node", &packages::ensure_node_packages("tests"));
        tally.count("What the tests of embedding run", &embeds::ensure_everything());
        for engine in engines {
            tally.in_browser(*engine);
        }
    }

    tally.say_failures();
    for engine in engines {
        let left_out = engine.left_out()?;
        if !left_out.is_empty() {
            println!("Left out in {}:", engine.name());
        }
        for (test, why) in left_out {
            println!("  {test}: {why}");
        }
    }
    for left_out in not_linted {
        println!("Left out: {left_out}");
    }
    if engines.is_empty() {
        println!(
            "Left out, as asked: the tests that need a browser or Node, which are listed as ignored above, and the \
             linters (`cargo xtask lint`)."
        );
    } else if page.is_err() || !programs {
        println!("Not run, since what they run was not built: the tests that need a browser or Node.");
    }
    Ok(tally.total(began))
}

pub(crate) fn heading(what: &str) {
    println!("\n== {what}");
}

impl Tally {
    /// Names what has failed.
    pub(crate) fn say_failures(&self) {
        println!();
        for failure in &self.failures {
            println!("FAILED: {failure}");
        }
    }

    /// Says the total of a run, and returns whether nothing has failed.
    pub(crate) fn total(&self, began: Instant) -> bool {
        println!("Ran for {:.0} s.", began.elapsed().as_secs_f64());
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }

    /// Runs a tool that passes or fails as a whole, and returns which.
    pub(crate) fn tool(&mut self, name: &str, command: &mut Command) -> bool {
        heading(name);
        let ended = command.status().context("cargo could not be started");
        let result = ended.and_then(|status| {
            ensure!(status.success(), "{status}");
            Ok(())
        });
        self.count(name, &result);
        result.is_ok()
    }

    /// Runs `cargo test`, and adds up the totals of its programs.
    pub(crate) fn tests(&mut self, name: &str, command: &mut Command) {
        heading(name);
        let result = run_tests(command);
        match result {
            Ok((passed, failed, succeeded)) => {
                self.passed += passed;
                self.failed += failed;
                if failed > 0 {
                    self.failures.push(format!("{name}: {failed} of {}", passed + failed));
                } else if !succeeded {
                    self.count(name, &Err::<(), _>(anyhow::anyhow!("the tests did not run to their end")));
                }
            }
            Err(error) => self.count(name, &Err::<(), _>(error)),
        }
    }

    /// Runs the tests that need a browser in one engine.
    fn in_browser(&mut self, engine: Engine) {
        let name = format!("Browser tests, {}", engine.name());
        let began = Instant::now();
        match engine.ensure().and_then(|browser| Ok((browser, engine.left_out()?))) {
            Ok((browser, left_out)) => {
                // Those that need a browser or Node are marked as ignored, and no others are.
                let mut command = cargo::cargo(["test", "--no-fail-fast", "--test=*"]);
                browser.tell(&mut command);
                command.args(EVERYTHING_NATIVE).args(["--", "--ignored", "--exact"]);
                for (test, _) in left_out {
                    command.args(["--skip", &test]);
                }
                self.tests(&name, &mut command);
            }
            Err(error) => {
                heading(&name);
                self.count(&name, &Err::<(), _>(error));
            }
        }
        println!("{name}: {:.0} s.", began.elapsed().as_secs_f64());
    }

    pub(crate) fn count<T>(&mut self, name: &str, result: &Result<T>) {
        match result {
            Ok(_) => self.passed += 1,
            Err(error) => {
                eprintln!("error: {error:#}");
                self.failed += 1;
                self.failures.push(name.to_owned());
            }
        }
    }
}

/// Passes on what `cargo test` prints, and returns how many tests passed and failed, and whether it succeeded.
fn run_tests(command: &mut Command) -> Result<(usize, usize, bool)> {
    // Its output is read on its way to the terminal, which would cost it its colours.
    if env::var_os("NO_COLOR").is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command.stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
    let output = child.stdout.take().context("cargo's output is not readable")?;
    let (mut passed, mut failed) = (0, 0);
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        if let Some((yes, no)) = totals(&line) {
            passed += yes;
            failed += no;
        }
    }
    Ok((passed, failed, child.wait()?.success()))
}

/// The numbers in a line such as `test result: ok. 7 passed; 0 failed; 1 ignored; …`.
fn totals(line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix("test result: ")?;
    let before = |word: &str| rest.split_once(word)?.0.split_whitespace().last()?.parse().ok();
    Some((before(" passed;")?, before(" failed;")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_read_from_the_last_line_of_a_test_program() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(totals(line), Some((12, 3)));
        assert_eq!(totals("test result_is_read ... ok"), None);
    }
}
