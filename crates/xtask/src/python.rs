//! The Python package: its tests, its wheel and source archive, and how fast it is. What it uses of others goes into a
//! virtual environment, `target/python`.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::cargo;

/// The Python packages of the tests, the wheel and the benchmark.
const PACKAGES: &str = "python/tests/requirements.txt";

/// What is said where there is no Python.
pub(crate) const LEFT_OUT: &str = "Left out: the tests of the Python package, which need Python 3.11 or later.";

/// Whether there is a Python that the package is for.
pub(crate) fn is_there() -> bool {
    let new_enough = "import sys, venv; sys.exit(sys.version_info < (3, 11))";
    Command::new("python3").args(["-c", new_enough]).output().is_ok_and(|output| output.status.success())
}

/// Installs the package for development, and runs its tests. The command must have been built.
pub(crate) fn test() -> Result<()> {
    let environment = environment("python", PACKAGES)?;
    run(environment.program("maturin").args([
        "develop",
        "--quiet",
        "--profile=dev",
        "--manifest-path=python/Cargo.toml",
    ]))?;
    run(environment.program("pytest").args(["-q", "python/tests"]))
}

/// Makes the wheel and the source archive, installs each as a stranger would, and tries it.
pub(crate) fn release(files: &Path) -> Result<()> {
    let environment = environment("python", PACKAGES)?;
    let manifest = "--manifest-path=python/Cargo.toml";
    run(environment
        .program("maturin")
        .args(["build", "--quiet", "--profile=wheel", "--sdist", manifest, "--out"])
        .arg(files))?;
    for extension in ["whl", "gz"] {
        let archive = newest(files, extension)?;
        let fresh = Environment::new("python-release")?;
        run(fresh.program("pip").args(["install", "--quiet", "--force-reinstall"]).arg(archive))?;
        let code = "import expected_harm as eh; assert eh.assess(risk='2%').expected_deaths == 1.6e8";
        run(fresh.program("python").args(["-c", code]))?;
    }
    Ok(())
}

/// Prints how many rows a second the package assesses on one core, beside the command and numpy.
pub(crate) fn bench(command: &Path) -> Result<()> {
    let environment = environment("python", PACKAGES)?;
    run(environment.program("maturin").args([
        "develop",
        "--quiet",
        "--profile=wheel",
        "--manifest-path=python/Cargo.toml",
    ]))?;
    run(environment.program("python").arg("python/benches/rows.py").arg(command))
}

/// A virtual environment.
pub(crate) struct Environment(PathBuf);

impl Environment {
    /// The environment of that name in `target`, made if it is not there.
    fn new(name: &str) -> Result<Self> {
        let folder = cargo::root().join("target").join(name);
        if !folder.join("bin/python").exists() {
            run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        }
        Ok(Self(folder))
    }

    /// A program of the environment, in the folder of the repository.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.0.join("bin").join(name));
        command.current_dir(cargo::root()).env("VIRTUAL_ENV", &self.0);
        command
    }
}

/// The environment of that name with the packages of a list.
pub(crate) fn environment(name: &str, list: &str) -> Result<Environment> {
    let environment = Environment::new(name)?;
    let list = cargo::root().join(list);
    let (wanted, kept) = (fs::read_to_string(&list)?, environment.0.join("requirements.txt"));
    if fs::read_to_string(&kept).is_ok_and(|installed| installed == wanted) {
        return Ok(environment);
    }
    run(environment.program("pip").args(["install", "--quiet", "--requirement"]).arg(&list))?;
    fs::write(kept, wanted)?;
    Ok(environment)
}

/// The file of that extension in a folder.
fn newest(folder: &Path, extension: &str) -> Result<PathBuf> {
    let mut files = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let named = |file: &PathBuf| file.extension() == Some(OsStr::new(extension));
    files.find(named).with_context(|| format!("maturin made no .{extension}"))
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}
