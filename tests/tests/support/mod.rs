//! Running the command that was built beside these tests, and opening all of the page that can be opened.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run of the command gave.
pub(crate) struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
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

/// The command, ready for its arguments.
pub(crate) fn command() -> Command {
    let mut command = program("expected-harm");
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "200");
    command
}

/// A program that cargo built beside these tests, in `target/<profile>`.
pub(crate) fn program(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path: Option<PathBuf> = test.ancestors().skip(1).take(2).map(|folder| folder.join(&file)).find(|p| p.is_file());
    let path = path.unwrap_or_else(|| {
        panic!("{name} is not built: run `cargo build --bins --examples` (with the profile of this test) first")
    });
    Command::new(path)
}

/// Runs the command with nothing on its standard input.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

/// Runs the command with a text on its standard input.
pub(crate) fn run_with(arguments: &[&str], input: &str) -> Run {
    run_bytes(arguments, input.as_bytes())
}

/// Runs the command with bytes on its standard input.
pub(crate) fn run_bytes(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = command();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // The command may end without reading its input.
        scope.spawn(move || stdin.write_all(input).and_then(|()| stdin.flush()).err());
        child.wait_with_output().unwrap()
    });
    Run {
        code: output.status.code(),
        // Sweeps pass bytes through that are no text.
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the command with an output that nobody reads.
pub(crate) fn run_into_closed_pipe(arguments: &[&str]) -> Run {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = command();
    command.args(arguments).stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // The command keeps a handle of the pipe as long as it lives.
    drop(command);
    let output = child.wait_with_output().unwrap();
    Run { code: output.status.code(), stdout: String::new(), stderr: String::from_utf8(output.stderr).unwrap() }
}

/// Opens every section, disclosure and panel of the page, and waits until it is there.
pub(crate) fn open_everything(page: &acceptance::Page) -> acceptance::Result<()> {
    for closed in ["summary", "button[value=pin]", "button[data-share]"] {
        for at in 0..page.count(closed)? {
            let script = "const one = document.querySelectorAll(arguments[0])[arguments[1]];
                if (!one.closest('details')?.open) one.click()";
            page.run(script, &[closed.into(), at.into()])?;
        }
    }
    page.wait_until("the panel has everything", || Ok(page.count(".share .item")? > 10))?;
    page.run(
        "document.querySelectorAll('.share .item button[aria-expanded=false]').forEach((one) => one.click())",
        &[],
    )?;
    page.wait_until("everything is open", || {
        let waiting = page.count("details:not([open])")? + page.count("button[aria-expanded=false]")?;
        Ok(waiting == 0 && page.count(".share iframe")? == 1)
    })
}
