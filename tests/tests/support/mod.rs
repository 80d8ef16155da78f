//! Runs the command that was built beside these tests.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test that called it")]

use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;

/// What a run of the command gave.
pub(crate) struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            // Sweeps pass through bytes that are not text.
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of a run that succeeded.
    #[track_caller]
    pub(crate) fn success(&self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self.stdout.clone()
    }

    /// The messages of a run that was refused, and printed nothing else.
    #[track_caller]
    pub(crate) fn usage_error(&self) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "");
        self.stderr.clone()
    }

    /// The output of a sweep in which some rows could not be assessed.
    #[track_caller]
    pub(crate) fn bad_rows(&self) -> String {
        assert_eq!(self.code, Some(3), "{}{}", self.stdout, self.stderr);
        self.stdout.clone()
    }

    /// The output of a run that succeeded, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.success()).unwrap()
    }
}

/// The command.
pub(crate) fn command() -> Command {
    let mut command = Command::new(cargo_bin("expected-harm"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "200");
    command
}

/// An example of a crate, which cargo builds beside these tests.
pub(crate) fn example(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    Command::new(profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs the command with nothing on its standard input.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

/// Runs the command with a text on its standard input.
pub(crate) fn run_with(arguments: &[&str], input: &(impl AsRef<[u8]> + ?Sized)) -> Run {
    let mut command = assert_cmd::Command::from_std(command());
    Run::of(command.args(arguments).write_stdin(input.as_ref()).output().unwrap())
}

/// Runs the command with an output that nobody reads.
pub(crate) fn run_into_closed_pipe(arguments: &[&str]) -> Run {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = command();
    let child = command.args(arguments).stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    // The command keeps a handle of the pipe as long as it lives.
    drop(command);
    Run::of(child.wait_with_output().unwrap())
}
