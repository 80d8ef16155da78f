//! Runs the tests that need more than cargo: each in every browser that `BROWSER` names, with the options and the output
//! of `cargo test`.
//!
//! Each test file lists its tests in [`tests!`](crate::tests), grouped by where they run. A test that is missing there is
//! unused code, which the compiler reports.

use std::{env, fs, process::ExitCode};

use anyhow::{Result, ensure};
use libtest_mimic::{Arguments, Completion, Trial};

use crate::{engine::Engine, server::repository};

/// A test.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    /// Its path, such as `browser::page::the_default_says_the_argument`.
    pub name: &'static str,
    /// Where it runs.
    pub runs: Runs,
    /// The test itself.
    pub run: fn() -> Result<()>,
}

/// Where a test runs.
#[derive(Debug, Clone, Copy)]
pub enum Runs {
    /// In each browser.
    InEveryBrowser,
    /// In each browser but those of some engines, which cannot run it for a reason.
    Except(&'static [Engine], &'static str),
    /// In no browser, but with the built site or programs that cargo does not install, so only when asked to.
    Once,
    /// In every `cargo test`, because it needs nothing else.
    Always,
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

/// Lists the tests of a file, in groups: `where they run => [names]`.
#[macro_export]
macro_rules! tests {
    ($($runs:expr => [$($test:ident),* $(,)?]),* $(,)?) => {
        pub(crate) const TESTS: &[$crate::Test] = {
            #[allow(unused_imports, reason = "no file has all groups")]
            use $crate::{Engine::{Firefox, WebKit}, Runs::{Always, Except, InEveryBrowser, Once}};
            &[$($($crate::Test {
                name: concat!(module_path!(), "::", stringify!($test)),
                runs: $runs,
                run: || $crate::Ends::end($test()),
            },)*)*]
        };
    };
}

/// Runs all tests of the files in `tests/tests/<folder>`, with the options on the command line.
#[must_use]
pub fn run(folder: &str, files: &[&[Test]]) -> ExitCode {
    match trials(folder, &files.concat()) {
        Ok(trials) => libtest_mimic::run(&Arguments::from_args(), trials).exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn trials(folder: &str, tests: &[Test]) -> Result<Vec<Trial>> {
    // The compiler drops both in silence: a file without a `mod`, and #[test] where there is no harness of its own.
    for file in fs::read_dir(repository().join("tests/tests").join(folder))? {
        let path = file?.path();
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_listed = tests.iter().any(|test| test.name.split("::").nth(1) == Some(&name));
        ensure!(is_listed || !text.contains("\nacceptance::tests!"), "main.rs has no {name}::TESTS, so they never run");
        let mark = text.lines().any(|line| line.trim() == "#[test]");
        ensure!(!mark, "{} marks a test with #[test], so it never runs; list it in tests!", path.display());
    }
    let engines = Engine::list(&env::var("BROWSER").unwrap_or_else(|_| "chromium".into()))?;
    let in_engine = |engine| tests.iter().filter_map(move |test| trial(test, engine));
    Ok(in_engine(None).chain(engines.into_iter().map(Some).flat_map(in_engine)).collect())
}

/// A test as it runs in an engine, or in none; nothing if it does not belong there.
fn trial(&Test { name, runs, run }: &Test, engine: Option<Engine>) -> Option<Trial> {
    let reason = match (runs, engine) {
        (Runs::Once | Runs::Always, None) | (Runs::InEveryBrowser, Some(_)) => None,
        (Runs::Except(engines, reason), Some(engine)) => engines.contains(&engine).then_some(reason),
        _ => return None,
    };
    let name = name.split_once("::").map_or(name, |(_program, name)| name);
    let trial = Trial::ignorable_test(name, move || {
        if let Some(reason) = reason {
            return Ok(Completion::ignored_with(reason));
        }
        engine.inspect(|engine| engine.set());
        // With all causes of an error.
        run().map(|()| Completion::Completed).map_err(|error| format!("{error:#}").into())
    });
    let kind = engine.map(|engine| engine.to_string()).unwrap_or_default();
    Some(trial.with_kind(kind).with_ignored_flag(!matches!(runs, Runs::Always)))
}
