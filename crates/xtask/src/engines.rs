//! The browser engines that the tests run in: their names, and the programs that each needs.
//!
//! The acceptance tests know how to drive an engine, and which tests it cannot run.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    cargo,
    packages::{Missing, find},
};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

use Engine::{Chromium, Firefox, WebKit};

/// The version of geckodriver that is built where Debian has none: it drives all versions of Firefox since 128.
const GECKODRIVER: &str = "geckodriver@0.37.1";

impl Engine {
    const ALL: [Self; 3] = [Chromium, Firefox, WebKit];

    /// The engines that a list names, such as `firefox,webkit`, or `all`.
    pub(crate) fn list(text: &str) -> Result<Vec<Self>> {
        if text == "all" {
            return Ok(Self::ALL.into());
        }
        let named = |name: &str| {
            let found = Self::ALL.into_iter().find(|engine| engine.key() == name.trim());
            found.with_context(|| {
                format!(
                    "there is no browser \"{name}\"; they are chromium, firefox and webkit, with commas between, or all"
                )
            })
        };
        text.split(',').map(named).collect()
    }

    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Chromium => "Chromium",
            Firefox => "Firefox",
            WebKit => "WebKitGTK",
        }
    }

    /// What options and variables call it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Chromium => "chromium",
            Firefox => "firefox",
            WebKit => "webkit",
        }
    }

    /// Finds its programs, and installs or builds those that are missing where that is possible. Returns where they are, under
    /// the names of the variables that tell the tests.
    pub(crate) fn ensure(self) -> Result<Vec<(&'static str, PathBuf)>> {
        Ok(match self {
            Chromium => {
                // A font too: without any, a page has no text.
                let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
                let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
                let chrome = ensure_program("CHROME", &names, &packages, self)?;
                let driver = ensure_program("CHROMEDRIVER", &["chromedriver", "chromium-driver"], &packages, self)?;
                vec![("CHROME", chrome), ("CHROMEDRIVER", driver)]
            }
            Firefox => {
                let names = ["firefox-esr", "firefox"];
                let firefox = ensure_program("FIREFOX", &names, &["firefox-esr", "fonts-dejavu-core"], self)?;
                vec![("FIREFOX", firefox), ("GECKODRIVER", geckodriver()?)]
            }
            WebKit => {
                let packages = ["webkit2gtk-driver", "xvfb", "fonts-dejavu-core"];
                let driver = ensure_program("WEBKITDRIVER", &["WebKitWebDriver"], &packages, self)?;
                let display = ensure_program("XVFB", &["Xvfb"], &packages, self)?;
                vec![("WEBKITDRIVER", driver), ("XVFB", display)]
            }
        })
    }
}

fn ensure_program(variable: &str, names: &[&str], packages: &[&'static str], engine: Engine) -> Result<PathBuf> {
    if let Some(path) = find(variable, names)? {
        return Ok(path);
    }
    let name = names[0];
    let need = format!("the tests in {} need {name}, on the path or in the variable {variable}", engine.name());
    Err(Missing::error(need, packages))
}

/// Firefox's driver: Debian has none, but its source is in cargo's registry. It is built once.
fn geckodriver() -> Result<PathBuf> {
    if let Some(path) = find("GECKODRIVER", &["geckodriver"])? {
        return Ok(path);
    }
    let folder = cargo::root().join("target/installed");
    let program = folder.join("bin").join(format!("geckodriver{}", env::consts::EXE_SUFFIX));
    if is_version(&program) {
        return Ok(program);
    }
    println!("Building {GECKODRIVER}, the driver of Firefox, which takes some minutes the first time.");
    // It only passes messages on. To optimise it would take twice the time, and so would debug information.
    let mut install = cargo::cargo(["install", GECKODRIVER, "--debug", "--locked", "--force", "--no-track", "--quiet"]);
    let built = install.arg("--root").arg(&folder).env("CARGO_PROFILE_DEV_DEBUG", "false").status();
    if !built.context("cargo could not be started")?.success() {
        bail!(
            "`cargo install {GECKODRIVER}` failed; install geckodriver yourself, or say where it is in the variable \
             GECKODRIVER, or leave firefox out of --browsers"
        );
    }
    ensure!(is_version(&program), "{} was built and does not run", program.display());
    Ok(program)
}

fn is_version(program: &Path) -> bool {
    let version = GECKODRIVER.split_once('@').map_or("", |(_, version)| version);
    let output = Command::new(program).arg("--version").output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_listed_by_name() {
        assert_eq!(Engine::list("all").unwrap(), [Chromium, Firefox, WebKit]);
        assert_eq!(Engine::list("webkit, firefox").unwrap(), [WebKit, Firefox]);
        assert!(Engine::list("safari").unwrap_err().to_string().contains("there is no browser \"safari\""));
    }
}
