//! Runs the tests that need more than cargo: each in every browser that `BROWSER` names, with the options and the output
//! of `cargo test`.
//!
//! Each test file lists its tests in [`tests!`](crate::tests), grouped by what they need. A test that is missing there is
//! unused code, which the compiler reports.

use std::{env, fs, process::ExitCode};

use anyhow::{Result, ensure};
use libtest_mimic::{Arguments, Completion, Failed, Trial};

use crate::{engine::Engine, server::repository};

/// A test.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    /// Its path, such as `browser::page::the_default_says_the_argument`.
    pub name: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// The test itself.
    pub run: fn() -> Result<()>,
}

/// What a test needs.
#[derive(Debug, Clone, Copy)]
pub enum Needs {
    /// A browser; it runs in each engine but some, for a reason.
    Browser(&'static [Engine], &'static str),
    /// Other programs or the built site, so it runs once and only when asked to.
    Programs,
    /// Nothing, so it runs in every `cargo test`.
    Nothing,
}

/// Needs a browser, and runs in all of them.
pub const IN_EVERY_BROWSER: Needs = Needs::Browser(&[], "");
/// Needs other programs or the built site, and no browser.
pub const ONCE: Needs = Needs::Programs;
/// Needs nothing but cargo.
pub const ALWAYS: Needs = Needs::Nothing;

/// Needs a browser, and leaves out the engines that cannot run it, for a reason.
#[must_use]
pub const fn except(engines: &'static [Engine], because: &'static str) -> Needs {
    Needs::Browser(engines, because)
}

/// The end of a test, which either returns a result or only panics.
pub trait Ends {
    /// The result.
    fn end(self) -> Result<()>;
}

impl Ends for () {
    fn end(self) -> Result<()> {
        Ok(())
    }
}

impl Ends for Result<()> {
    fn end(self) -> Result<()> {
        self
    }
}

/// Lists the tests of a file, in groups: `needs => [names]`.
#[macro_export]
macro_rules! tests {
    ($($needs:expr => [$($test:ident),* $(,)?]),* $(,)?) => {
        pub(crate) const TESTS: &[$crate::Test] = {
            #[allow(unused_imports, reason = "no file has all groups")]
            use $crate::{ALWAYS, Engine::{Firefox, WebKit}, IN_EVERY_BROWSER, ONCE, except};
            &[$($($crate::Test {
                name: concat!(module_path!(), "::", stringify!($test)),
                needs: $needs,
                run: || $crate::Ends::end($test()),
            },)*)*]
        };
    };
}

/// Runs all tests of the files in `tests/tests/<folder>`, with the options on the command line.
#[must_use]
pub fn run(folder: &str, files: &[&[Test]]) -> ExitCode {
    match trials(folder, files) {
        Ok(trials) => libtest_mimic::run(&Arguments::from_args(), trials).exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn trials(folder: &str, files: &[&[Test]]) -> Result<Vec<Trial>> {
    let tests = || files.iter().copied().flatten();
    // The compiler drops these in silence where there is no harness of its own.
    for file in fs::read_dir(repository().join("tests/tests").join(folder))? {
        let path = file?.path();
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_listed = tests().any(|test| test.name.split("::").nth(1) == Some(&name));
        ensure!(is_listed || !text.contains("\nacceptance::tests!"), "main.rs has no {name}::TESTS, so they never run");
        let mark = text.lines().any(|line| line.trim() == "#[test]");
        ensure!(!mark, "{} marks a test with #[test], so it never runs; list it in tests!", path.display());
    }
    let engines = Engine::list(&env::var("BROWSER").unwrap_or_else(|_| "chromium".into()))?;
    let alone = tests().filter(|test| !matches!(test.needs, Needs::Browser(..))).map(|test| {
        let run = test.run;
        Trial::test(name(test), move || run().map_err(failed)).with_ignored_flag(matches!(test.needs, Needs::Programs))
    });
    let in_browsers = engines.into_iter().flat_map(|engine| {
        tests().filter_map(move |test| match test.needs {
            Needs::Browser(except, because) => {
                Some(in_browser(test, engine, except.contains(&engine).then_some(because)))
            }
            _ => None,
        })
    });
    Ok(alone.chain(in_browsers).collect())
}

fn in_browser(test: &Test, engine: Engine, left_out: Option<&'static str>) -> Trial {
    let run = test.run;
    let trial = Trial::ignorable_test(name(test), move || match left_out {
        Some(because) => Ok(Completion::ignored_with(because)),
        None => {
            engine.set();
            run().map(|()| Completion::Completed).map_err(failed)
        }
    });
    trial.with_kind(engine.to_string()).with_ignored_flag(true)
}

/// The name of a test without that of the program.
fn name(test: &Test) -> &'static str {
    test.name.split_once("::").map_or(test.name, |(_, name)| name)
}

/// An error with all its causes.
fn failed(error: anyhow::Error) -> Failed {
    format!("{error:#}").into()
}
