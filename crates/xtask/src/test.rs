//! All checks that must pass before a change is merged, with the quickest first, and a summary at the end. The tests
//! themselves are in the packages and in `tests/`.

use std::{ffi::OsStr, process::Command, time::Instant};

use anyhow::{Context, Result, ensure};

use crate::{
    build::{self, EVERYTHING_NATIVE},
    cargo,
    engines::Engine,
    fuzz, lint, packages, python, sizes, tidy,
};

/// Lints and documentation compile nothing to the end, so they take all packages at once.
const EVERYTHING: [&str; 2] = ["--workspace", "--features=expected-harm-web/ssr"];

/// How long to try fresh bad input, in seconds.
const FUZZ_SECONDS: u64 = 45;

/// The outcome of the checks so far.
#[derive(Default)]
struct Checks {
    passed: usize,
    /// The names of those that failed, and how to repeat them.
    failures: Vec<String>,
}

/// Runs all checks, or only the tests of embedding. Tests that need a browser run in each of the engines; without any,
/// they are left out, with those that need Node or other people's programs. Returns whether all checks passed.
pub(crate) fn test(engines: &[Engine], only_embeds: bool) -> Result<bool> {
    let began = Instant::now();
    let mut checks = Checks::default();
    packages::ensure_wasm_target()?;
    if !only_embeds {
        checks.sources();
    }
    // The acceptance tests run these programs, and cargo only builds those of the package that it tests.
    let mut ready = checks.tool("Building the programs", cargo::cargo(["build", "--bins"]).args(EVERYTHING_NATIVE));
    if !only_embeds {
        checks.native(ready);
    }
    ready &= checks.check("Building the page", "cargo xtask build", build::build_if_changed);
    ready &= checks.check("Building the page with an address", "cargo xtask test", build::build_published);
    if ready && !only_embeds {
        checks.check("Weight of the page", "cargo xtask build", || sizes::check_budget(&build::dist()).map(|_| ()));
    }
    if ready && !engines.is_empty() {
        checks.with_other_programs(engines, only_embeds);
    }

    println!();
    for failure in &checks.failures {
        println!("FAILED: {failure}");
    }
    if !python::is_there() {
        println!("{}", python::LEFT_OUT);
    }
    if engines.is_empty() {
        println!(
            "Left out, as asked: the tests that need a browser, Node or other programs, which are listed as ignored above, \
             and the linters (`cargo xtask lint`)."
        );
    } else if !ready {
        println!(
            "Not run, because the page or the programs were not built: the tests that need a browser, Node or other programs."
        );
    }
    let failed = checks.failures.len();
    println!("{} checks passed, {failed} failed, in {:.0} s.", checks.passed, began.elapsed().as_secs_f64());
    Ok(failed == 0)
}

impl Checks {
    /// What holds for the sources without running them.
    fn sources(&mut self) {
        self.check("Tidiness", "cargo xtask tidy", || {
            ensure!(tidy::tidy()?, "the complaints are above");
            Ok(())
        });
        self.tool("Formatting", &mut cargo::cargo(["fmt", "--all", "--check"]));
        let deny = ["--", "--deny=warnings"];
        self.tool("Lints, native", cargo::cargo(["clippy", "--all-targets"]).args(EVERYTHING).args(deny));
        let page = ["clippy", "--package=expected-harm-web", "--lib", "--bin=app", "--features=csr", "--target"];
        self.tool("Lints, WebAssembly", cargo::cargo(page).arg(packages::WASM_TARGET).args(deny));
    }

    /// What needs nothing but cargo.
    fn native(&mut self, programs: bool) {
        let seed = fuzz::seed_of_the_commit();
        if programs {
            let mut tests = cargo::cargo(["test", "--no-fail-fast"]);
            self.tool("Tests", tests.args(EVERYTHING_NATIVE).env("PROPTEST_RNG_SEED", seed.to_string()));
            let again = format!("cargo xtask fuzz --seconds {FUZZ_SECONDS} --seed {seed}");
            self.check("Bad input", &again, || {
                ensure!(fuzz::fuzz(FUZZ_SECONDS, seed)?, "the text is above");
                Ok(())
            });
        }
        if programs && python::is_there() {
            self.check("The Python package", "cargo xtask test", python::test);
        }
        // As the README says it, but with the profile whose parts are there already.
        let install = ["install", "--path=crates/harm-cli", "--locked", "--debug", "--force", "--no-track", "--quiet"];
        self.tool("Installing the command", cargo::cargo(install).arg("--root=target/installed"));
        self.tool("Tests of the build", &mut cargo::cargo(["test", "--package=xtask"]));
        let mut documentation = cargo::cargo(["doc", "--no-deps"]);
        self.tool("Documentation", documentation.args(EVERYTHING).env("RUSTDOCFLAGS", "--deny=warnings"));
    }

    /// The tests that need browsers, Node and other people's programs. If some of these are missing, the tests that need
    /// them fail and say so.
    fn with_other_programs(&mut self, engines: &[Engine], only_embeds: bool) {
        if !only_embeds {
            self.check("Linters", "cargo xtask lint", lint::lint);
        }
        let mut tests = cargo::cargo(["test", "--no-fail-fast", "--test=embeds"]);
        if !only_embeds {
            tests.arg("--test=browser");
        }
        self.check("Setup", "cargo xtask setup", || packages::setup(engines));
        let mut names = Vec::new();
        for engine in engines {
            self.check(engine.name(), &format!("cargo xtask test --browsers {}", engine.key()), || {
                tests.envs(engine.ensure()?);
                names.push(engine.key());
                Ok(())
            });
        }
        tests.env("BROWSER", names.join(",")).args(EVERYTHING_NATIVE).args(["--", "--ignored"]);
        if !names.is_empty() {
            self.tool("Tests in browsers and other programs", &mut tests);
        }
    }

    /// Runs a tool that passes or fails as a whole, and returns which.
    fn tool(&mut self, name: &str, command: &mut Command) -> bool {
        self.check(name, &in_a_shell(command), || {
            let status = command.status().context("cargo could not be started")?;
            ensure!(status.success(), "{status}");
            Ok(())
        })
    }

    /// Makes a check, which a command repeats, and returns whether it passed.
    fn check(&mut self, name: &str, again: &str, check: impl FnOnce() -> Result<()>) -> bool {
        println!("\n== {name}");
        let result = check();
        match &result {
            Ok(()) => self.passed += 1,
            Err(error) => {
                eprintln!("error: {error:#}");
                self.failures.push(format!("{name}. Run it again with\n  {again}"));
            }
        }
        result.is_ok()
    }
}

/// A command as a shell takes it.
fn in_a_shell(command: &Command) -> String {
    let text = |part: &OsStr| match part.to_string_lossy() {
        plain if plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=/.,:@".contains(&byte)) => {
            plain.into_owned()
        }
        other => format!("'{other}'"),
    };
    let variables = command.get_envs().filter_map(|(name, value)| Some(format!("{}={}", text(name), text(value?))));
    let program = [text(std::path::Path::new(command.get_program()).file_stem().unwrap_or_default())];
    variables.chain(program).chain(command.get_args().map(text)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_failed_says_how_to_repeat_it() {
        let mut checks = Checks::default();
        assert!(checks.check("First", "true", || Ok(())));
        let mut missing = Command::new("/none/cargo");
        missing.args(["test", "--", "a b"]).env("BROWSER", "webkit");
        assert!(!checks.tool("Second", &mut missing));
        assert_eq!((checks.passed, checks.failures.len()), (1, 1));
        assert_eq!(checks.failures[0], "Second. Run it again with\n  BROWSER=webkit cargo test -- 'a b'");
    }
}
