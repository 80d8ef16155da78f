//! What a machine needs beside cargo: the wasm32 target from rustup, browsers and other programs from the path, and the
//! packages that the tests use of npm.
//!
//! Only [`setup`] installs programs on the machine, from Debian's packages. Everything else goes below the repository.

use std::{
    collections::BTreeSet,
    env, fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Error, Result, ensure};
use which::which;

use crate::{assets::content_hash, cargo, engines::Engine};

/// The target that the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages that the tests of embedding only unpack.
const UNPACKED: [&str; 3] = ["wordpress", "nginx", "nginx-common"];

/// Installs everything that the tests in some browsers need, with all of Debian's packages at once.
pub(crate) fn setup(engines: &[Engine]) -> Result<()> {
    ensure_wasm_target()?;
    let engines = engines.iter().map(|engine| engine.ensure().map(drop));
    let all = || engines.clone().chain([ensure_node_packages("tests"), ensure_embedding()]);
    let missing: Vec<Missing> = all().filter_map(|needed| needed.err()?.downcast().ok()).collect();
    let packages: BTreeSet<&str> = missing.iter().flat_map(|missing| missing.packages.iter().copied()).collect();
    if !packages.is_empty() {
        let list = packages.iter().copied().collect::<Vec<_>>().join(" ");
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
        ensure!(
            is_root && which("apt-get").is_ok(),
            "only root can install Debian's packages, with apt-get. Run `apt-get install {list}` as root, or install these \
             programs in another way"
        );
        println!("Installing Debian's packages {list} with apt-get.");
        apt_get(["update"])?;
        apt_get(["install", "--yes", "--no-install-recommends"].into_iter().chain(packages))?;
    }
    all().collect()
}

fn apt_get<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let status = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status()?;
    ensure!(status.success(), "apt-get failed");
    Ok(())
}

/// Programs that are missing, and can be installed.
#[derive(Debug)]
pub(crate) struct Missing {
    /// What needs them, and what they are.
    need: String,
    /// The Debian packages that contain them.
    packages: Vec<&'static str>,
}

impl Missing {
    pub(crate) fn error(need: impl Into<String>, packages: &[&'static str]) -> Error {
        Error::new(Self { need: need.into(), packages: packages.to_vec() })
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { need, packages } = self;
        let packages = packages.join(" ");
        write!(
            f,
            "{need}. Install them with `cargo xtask setup`, or on Debian with `apt-get install {packages}`, or leave these \
             tests out with `cargo xtask test --no-browser`"
        )
    }
}

impl std::error::Error for Missing {}

/// Makes sure that the standard library for WebAssembly is there, and says so when it has to be fetched.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .context("rustc could not be started")?;
    let libraries = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && Path::new(&libraries).is_dir() {
        return Ok(());
    }
    eprintln!("The Rust target {WASM_TARGET} is missing; adding it with `rustup target add {WASM_TARGET}`.");
    let added = Command::new("rustup").args(["target", "add", WASM_TARGET]).status().with_context(|| {
        format!("rustup could not be started; install it, or add Rust's standard library for {WASM_TARGET} yourself")
    })?;
    ensure!(added.success(), "`rustup target add {WASM_TARGET}` failed");
    Ok(())
}

/// Makes sure that the software is there which the tests of embedding run: sanitisers and Markdown from npm; PHP, pandoc,
/// WordPress and nginx from Debian.
fn ensure_embedding() -> Result<()> {
    ensure_node_packages("tests/embeds")?;
    ensure_programs("the tests of embedding need PHP and pandoc", &[("php", "php-cli"), ("pandoc", "pandoc")])?;
    let folder = cargo::scratch().join("unpacked");
    UNPACKED.iter().try_for_each(|package| ensure_unpacked(package, &folder.join(package)))
}

/// Makes sure that the packages of a folder's `package-lock.json` are installed beside it, and that Node is there to run
/// them.
pub(crate) fn ensure_node_packages(folder: &str) -> Result<()> {
    let need = "the tests of HTML and accessibility need Node 20 or later with npm";
    ensure_programs(need, &[("node", "nodejs"), ("npm", "npm")])?;
    let path = cargo::root().join(folder);
    let lock = format!("{folder}/package-lock.json");
    let wanted = content_hash(&fs::read(path.join("package-lock.json")).with_context(|| lock.clone())?);
    let stamp = path.join("node_modules").join(".installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing the packages of {lock} with `npm ci`.");
    let npm = Command::new("npm").arg("ci").current_dir(&path).status().context("npm could not be started")?;
    ensure!(npm.success(), "`npm ci` failed in {folder}/");
    fs::write(stamp, wanted).with_context(|| format!("{folder}/node_modules is not writable"))
}

/// Makes sure that programs are on the path: pairs of a program and its Debian package.
fn ensure_programs(need: &str, programs: &[(&str, &'static str)]) -> Result<()> {
    let missing: Vec<_> =
        programs.iter().filter(|(program, _)| which(program).is_err()).map(|(_, package)| *package).collect();
    if missing.is_empty() { Ok(()) } else { Err(Missing::error(need, &missing)) }
}

/// Makes sure that the files of a Debian package are unpacked in a folder, without installing it: a web server that was
/// installed would start by itself, and a whole blog needs a database.
fn ensure_unpacked(package: &str, folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    println!("Fetching Debian's package {package}, to unpack it in {}.", folder.display());
    let aside = folder.with_extension("unfinished");
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    fs::create_dir_all(&aside)?;
    let download = || -> Result<bool> {
        let mut command = Command::new("apt-get");
        let ended = command.args(["download", package]).current_dir(&aside).status();
        Ok(ended.context("the tests of embedding need files of Debian's packages, and there is no apt-get")?.success())
    };
    ensure!(download()?, "`apt-get download {package}` failed; if apt knows no packages yet, run `apt-get update`");
    let archive = fs::read_dir(&aside)?.flatten().map(|entry| entry.path());
    let archive = archive.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "deb"));
    let archive = archive.with_context(|| format!("apt-get fetched no file of {package}"))?;
    let unpacked = Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&aside).status()?;
    ensure!(unpacked.success(), "{} could not be unpacked", archive.display());
    fs::remove_file(archive)?;
    fs::rename(&aside, folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// The program that a variable names, or the first on the path that has one of these names.
pub(crate) fn find(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else {
        return Ok(names.iter().find_map(|name| which(name).ok()));
    };
    ensure!(path.is_file(), "{variable} names {}, which is no file", path.display());
    Ok(Some(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_its_package_and_the_task_that_installs_it() {
        let programs = [("cargo", "cargo"), ("no-such-program", "some-package")];
        let error = ensure_programs("these tests need two programs", &programs).unwrap_err();
        assert_eq!(error.downcast_ref::<Missing>().unwrap().packages, ["some-package"]);
        let text = error.to_string();
        assert!(text.starts_with("these tests need two programs. Install them with `cargo xtask setup`"), "{text}");
        assert!(text.contains("`apt-get install some-package`"), "{text}");
    }
}
