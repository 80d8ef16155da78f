//! Calls of cargo, and where things lie: the repository, its build folder, the programs that cargo made.
//!
//! Which packages and features a task needs is decided where the task is.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
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

/// Runs `cargo build` with its progress on the terminal, and returns the executable or WebAssembly module that it made.
pub(crate) fn build(arguments: &[&str], compiler_flags: &[String]) -> Result<PathBuf> {
    let mut command = cargo(["build", "--message-format=json-render-diagnostics"]);
    command.args(arguments).stderr(Stdio::inherit());
    if !compiler_flags.is_empty() {
        command.env("CARGO_ENCODED_RUSTFLAGS", compiler_flags.join("\u{1f}"));
    }
    let output = command.output().context("cargo could not be started")?;
    ensure!(output.status.success(), "`cargo build {}` failed", arguments.join(" "));
    let product = |message: Value| {
        // To cargo, a library for WebAssembly is no executable, only one of the files that it wrote.
        let mut files = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let path = message["executable"].as_str().or_else(|| files.find(|file| file.ends_with(".wasm")));
        path.map(PathBuf::from)
    };
    let messages = serde_json::Deserializer::from_slice(&output.stdout).into_iter();
    let product = messages.flatten().filter_map(product).last();
    product.with_context(|| format!("`cargo build {}` made no executable", arguments.join(" ")))
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
