//! What a machine needs beside cargo, and how it is had: the wasm32 target from rustup, Chromium, its driver and
//! Node from the path or from Debian's packages, and what the tests use of npm.
//!
//! Rust dependencies are Cargo.toml's business, other browsers that of `engines`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{assets::content_hash, cargo};

/// The target that the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Names under which Chromium, or what is built from it, lies on the path.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium-driver"];

/// Debian's packages of them, and a font: without any, a page has no text.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-dejavu-core"];

/// The programs that the browser tests run.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) chrome: PathBuf,
    /// The program that drives it.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Tells a program that drives the browser where it lies.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env("CHROME", &self.chrome).env("CHROMEDRIVER", &self.driver);
    }
}

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

/// Finds the browser and its driver, and installs Debian's where they are missing and that is possible.
pub(crate) fn ensure_browser() -> Result<Browser> {
    if let Some(browser) = find_browser()? {
        return Ok(browser);
    }
    let packages = PACKAGES.join(" ");
    let by_hand = format!(
        "the browser tests need Chromium and ChromeDriver of the same version. Install them, on Debian with \
         `apt-get install {packages}`, or say where they are in the variables CHROME and CHROMEDRIVER, or leave the \
         browser tests out with `cargo xtask test --no-browser`"
    );
    install(&PACKAGES, &by_hand)?;
    find_browser()?.with_context(|| format!("apt-get installed no browser that can be found; {by_hand}"))
}

/// Installs Debian's packages where that is possible, and otherwise says what to do by hand.
pub(crate) fn install(packages: &[&str], by_hand: &str) -> Result<()> {
    if on_path(&["apt-get"]).is_none() || !is_root() {
        bail!("{by_hand}");
    }
    println!("Installing {} with apt-get.", packages.join(" "));
    let apt = |arguments: &[&str]| -> Result<bool> {
        let mut command = Command::new("apt-get");
        Ok(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status().context("apt-get")?.success())
    };
    let how = ["install", "--yes", "--no-install-recommends"];
    let install: Vec<&str> = how.iter().chain(packages).copied().collect();
    if !apt(&["update"])? || !apt(&install)? {
        bail!("apt-get did not install them; {by_hand}");
    }
    Ok(())
}

/// Makes sure that the packages of a folder's `package-lock.json` are installed beside it, and that Node is there to run
/// them.
pub(crate) fn ensure_node_packages(folder: &str) -> Result<()> {
    let by_hand = "the tests of HTML and accessibility need Node 20 or later with npm. Install them, on Debian with \
                   `apt-get install nodejs npm`, or leave these tests out with `cargo xtask test --no-browser`";
    if on_path(&["node"]).is_none() || on_path(&["npm"]).is_none() {
        install(&["nodejs", "npm"], by_hand)?;
    }
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

/// Makes sure that programs are on the path, and installs Debian's packages of those that are missing where that is
/// possible. Pairs of a program and its package.
pub(crate) fn ensure_programs(programs: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> =
        programs.iter().filter(|(program, _)| on_path(&[program]).is_none()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "the tests of embedding need {0}. Install them, on Debian with `apt-get install {0}`, or leave these tests out \
         with `cargo xtask test --no-browser`",
        missing.join(" ")
    );
    install(&missing, &by_hand)
}

/// Makes sure that the files of a Debian package are unpacked in a folder, without installing it: a web server that was
/// installed would start by itself, and a whole blog needs a database.
pub(crate) fn ensure_unpacked(package: &str, folder: &Path) -> Result<()> {
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
    // Where nothing has been installed yet, apt knows of no packages.
    let fetched =
        download()? || (is_root() && Command::new("apt-get").arg("update").status()?.success() && download()?);
    ensure!(fetched, "`apt-get download {package}` failed");
    let archive = fs::read_dir(&aside)?.flatten().map(|entry| entry.path());
    let archive = archive.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "deb"));
    let archive = archive.with_context(|| format!("apt-get fetched no file of {package}"))?;
    let unpacked = Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&aside).status()?;
    ensure!(unpacked.success(), "{} could not be unpacked", archive.display());
    fs::remove_file(archive)?;
    fs::rename(&aside, folder).with_context(|| format!("{} cannot be made", folder.display()))
}

fn find_browser() -> Result<Option<Browser>> {
    let (chrome, driver) = (find("CHROME", &BROWSERS)?, find("CHROMEDRIVER", &DRIVERS)?);
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}

/// The program that a variable names, or the first on the path that has one of these names.
pub(crate) fn find(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else {
        return Ok(on_path(names));
    };
    ensure!(path.is_file(), "{variable} names {}, which is no file", path.display());
    Ok(Some(path))
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let file = |name: &&str| format!("{name}{}", env::consts::EXE_SUFFIX);
    names.iter().map(file).find_map(|file| folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file()))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
