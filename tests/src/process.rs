//! Programs that run beside a test, and end with it.

use std::{
    io::{self, BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// A program that ends when this is dropped.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Starts a program, and returns it with the text after `marker` in the first line that has it.
    pub(crate) fn start(mut command: Command, marker: &str) -> Result<(Self, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut running = Self::spawn(command.stdout(Stdio::piped()))?;
        let mut output = BufReader::new(running.0.stdout.take().context("its output is not readable")?);
        let mut before = String::new();
        loop {
            let mut line = String::new();
            if output.read_line(&mut line)? == 0 {
                bail!("{name} ended before it was ready, with the output: {before}");
            }
            if let Some((_, rest)) = line.split_once(marker) {
                // A program whose output nobody reads stops when the pipe is full.
                thread::spawn(move || io::copy(&mut output, &mut io::sink()));
                return Ok((running, rest.trim().to_owned()));
            }
            before += &line;
        }
    }

    /// Starts a program that prints nothing when it is ready.
    pub fn silent(mut command: Command) -> Result<Self> {
        Self::spawn(command.stdout(Stdio::null()))
    }

    fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).spawn();
        Ok(Self(child.with_context(|| format!("{} did not start", command.get_program().display()))?))
    }

    /// Whether it runs no more.
    pub fn has_ended(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(Some(_)) | Err(_))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, and no error matters to anybody now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks every few milliseconds, for five seconds, and returns whether the answer was yes at last.
pub fn soon(mut is_so: impl FnMut() -> Result<bool>) -> Result<bool> {
    for _ in 0..500 {
        if is_so()? {
            return Ok(true);
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(false)
}

/// A free port of this machine, for a program that cannot choose one itself.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
