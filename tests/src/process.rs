//! Programs that run beside a test: started, waited for until they say where they listen, and ended with the test.

use std::{
    env,
    io::{self, BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

/// A program that is ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Running {
    /// Starts a program, and returns it with what follows `marker` in the first line that has it.
    pub(crate) fn start(mut command: Command, marker: &str) -> Result<(Self, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} did not start"))?;
        let output = child.stdout.take();
        let running = Self(child);
        let mut output = BufReader::new(output.context("its output is not readable")?);
        let mut said = String::new();
        loop {
            let mut line = String::new();
            if output.read_line(&mut line)? == 0 {
                bail!("{name} ended before it was ready; it said: {said}");
            }
            if let Some((_, rest)) = line.split_once(marker) {
                // A program whose output nobody reads stops when the pipe is full.
                thread::spawn(move || io::copy(&mut output, &mut io::sink()));
                return Ok((running, rest.trim().to_owned()));
            }
            said += &line;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; there is nobody left to tell about anything else.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A program of this workspace: it lies beside the running test, or one folder above.
pub(crate) fn built(name: &str) -> Result<PathBuf> {
    let here = env::current_exe().context("this program does not know where it is")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let found = here.ancestors().skip(1).take(2).map(|folder| folder.join(&file)).find(|path| path.is_file());
    found.with_context(|| format!("{name} is not built; run the tests with `cargo xtask test`, which builds it"))
}
