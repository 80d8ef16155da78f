//! Calls of cargo, and where things lie: the repository, its build folder, the programs that cargo made.
//!
//! Which packages and features a task needs is decided where the task is.

use std::{
    collections::BTreeSet,
    env,
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader, IsTerminal},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{self, Sender},
    thread::{self, JoinHandle},
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::Value;

/// The top of the repository. It is known at compile time, since xtask is always run from its own checkout.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_path_buf()
}

/// A folder for what the tasks keep between runs. It is always inside the checkout, even when cargo's own build
/// folder is elsewhere, so that a finished `dist` can be moved into place in one step.
pub(crate) fn scratch() -> PathBuf {
    root().join("target").join("xtask")
}

/// A cargo command at the top of the repository, with the same cargo that started this program.
pub(crate) fn cargo<S: Into<OsString>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments.into_iter().map(Into::into));
    command
}

/// A `cargo build` of one executable or WebAssembly module under way. Its progress goes to the terminal.
pub(crate) struct Build {
    called: String,
    thread: JoinHandle<Result<Built>>,
}

struct Built {
    succeeded: bool,
    product: Option<PathBuf>,
    /// The compiler's messages.
    messages: Vec<String>,
}

impl Build {
    /// Starts a build, and returns when cargo has chosen what to compile: another cargo that starts earlier only
    /// waits for the same locks, and says so line after line.
    pub(crate) fn start(arguments: &[&str], compiler_flags: &[String]) -> Self {
        let mut command = cargo(arguments.iter().copied());
        if !compiler_flags.is_empty() {
            command.env("CARGO_ENCODED_RUSTFLAGS", compiler_flags.join("\u{1f}"));
        }
        let (chosen, has_chosen) = mpsc::channel();
        let thread = thread::spawn(move || build(command, &chosen));
        // An error means that the thread has ended before any message; `finish` says why.
        let _ = has_chosen.recv();
        Self { called: format!("cargo {}", arguments.join(" ")), thread }
    }

    /// Waits for the end of the build, prints the compiler's messages except those already `shown`, and returns what
    /// was made. The same sources compiled twice make the same messages.
    pub(crate) fn finish(self, shown: &mut BTreeSet<String>) -> Result<PathBuf> {
        let built = self.thread.join().map_err(|_| anyhow!("the thread that reads cargo's messages panicked"))??;
        for message in built.messages {
            if !shown.contains(&message) {
                eprintln!("{}", message.trim_end());
                shown.insert(message);
            }
        }
        ensure!(built.succeeded, "`{}` failed", self.called);
        built.product.with_context(|| format!("`{}` made no executable", self.called))
    }
}

fn build(mut command: Command, chosen: &Sender<()>) -> Result<Built> {
    let colours = if io::stderr().is_terminal() { "json,json-diagnostic-rendered-ansi" } else { "json" };
    let mut child = command
        .args(["--message-format", colours])
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let output = child.stdout.take().context("cargo's output is not readable")?;
    let (mut product, mut messages) = (None, Vec::new());
    for line in BufReader::new(output).lines() {
        // Nobody listens after the first message.
        let _ = chosen.send(());
        let message: Value = serde_json::from_str(&line?).context("cargo's messages are not JSON")?;
        // A library for WebAssembly is no executable to cargo, only one of the files that it wrote.
        let mut files = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if let Some(path) = message["executable"].as_str().or_else(|| files.find(|file| file.ends_with(".wasm"))) {
            product = Some(PathBuf::from(path));
        }
        if let Some(rendered) = message["message"]["rendered"].as_str() {
            messages.push(rendered.to_owned());
        }
    }
    Ok(Built { succeeded: child.wait()?.success(), product, messages })
}

/// Compiler flags with which the paths of source files in panic messages say nothing of this machine: the same sources
/// then give the same bytes on another one, and fewer of them.
pub(crate) fn flags_against_machine_paths() -> Result<Vec<String>> {
    let rustc = |arguments: &[&str]| -> Result<String> {
        let output = Command::new("rustc").args(arguments).output().context("rustc could not be started")?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags = Vec::new();

    // The standard library's own files, where they are installed; elsewhere the compiler writes what this makes of them.
    let version = rustc(&["-vV"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    let sysroot = PathBuf::from(rustc(&["--print", "sysroot"])?);
    flags.push(remap(&sysroot.join("lib/rustlib/src/rust"), &format!("/rustc/{commit}")));

    // The dependencies' files, in one folder for each registry.
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.context("cargo's folder is not known; set CARGO_HOME")?.join("registry/src");
    let mut registries: Vec<PathBuf> =
        fs::read_dir(sources).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    registries.sort();
    flags.extend(registries.iter().map(|registry| remap(registry, "/dependency")));
    Ok(flags)
}

/// Runs a program to its end and returns what it printed.
pub(crate) fn output_of(program: &Path, arguments: &[&str]) -> Result<String> {
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{name} did not start"))?;
    if !output.status.success() {
        bail!("{name} failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{name} printed something else than text"))
}
