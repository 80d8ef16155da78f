//! The browser engines that the tests run in: their names, the programs that each needs and how they are had, and which
//! tests an engine's run leaves out, with the reason.
//!
//! How an engine is driven is the acceptance tests' business.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    cargo,
    packages::{self, Missing, find},
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

/// A test that some engines cannot run: its name, the engines, and why.
type LeftOut = (&'static str, &'static [Engine], &'static str);

const ABOUT_THE_DOCUMENT: &str = "a rule about the document, which is the same in every engine";
const COUNTS: &str = "no other driver counts nodes and listeners";

/// What is not run in each engine. Whatever is missing here and cannot be run fails.
#[rustfmt::skip]
const LEFT_OUT: [LeftOut; 17] = [
    ("axe_finds_nothing_on_the_page", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_nothing_in_the_embed", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_nothing_in_a_locked_embed_with_questions", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_nothing_in_the_widget", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_nothing_in_the_methods", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_nothing_with_everything_open_and_something_wrong", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_finds_no_second_main_part_of_frames_and_elements", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("axe_would_find_something", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("the_page_is_valid_with_everything_open", &[Firefox, WebKit], ABOUT_THE_DOCUMENT),
    ("an_element_can_be_added_and_removed_a_hundred_times_without_growth", &[Firefox, WebKit], COUNTS),
    ("a_finger_that_scrolls_the_page_moves_no_slider", &[Firefox, WebKit], "no other driver has fingers that scroll"),
    ("nothing_is_lost_when_the_reader_has_text_twice_as_large", &[WebKit], "its driver cannot change settings"),
    ("nothing_is_lost_at_any_zoom_between_a_quarter_and_five_times", &[WebKit], "its window has a least width"),
    ("no_frame_is_too_small_to_say_that_it_is_no_forecast", &[WebKit], "its window has a least width"),
    ("a_number_that_is_not_the_links_says_so_when_what_should_come_hangs", &[WebKit], "its driver waits for what hangs"),
    ("on_paper_the_page_is_its_result_without_what_only_moves", &[WebKit], "its driver does not print"),
    ("the_browser_can_be_made_to_look_like_another_device", &[WebKit], "its driver cannot change colour schemes"),
];

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
    fn key(self) -> &'static str {
        match self {
            Chromium => "chromium",
            Firefox => "firefox",
            WebKit => "webkit",
        }
    }

    /// The tests that its run leaves out, and why: Chromium's has all of them.
    pub(crate) fn left_out(self) -> Result<Vec<(String, &'static str)>> {
        if self == Chromium {
            return Ok(Vec::new());
        }
        let cannot = LEFT_OUT.iter().filter(|(_, engines, _)| engines.contains(&self));
        let cannot = cannot.map(|(test, _, why)| ((*test).to_owned(), *why));
        let need_not = without_a_browser()?.into_iter().map(|test| (test, "needs no browser"));
        Ok(cannot.chain(need_not).collect())
    }

    /// Finds its programs, and installs or builds what is missing where that is possible.
    pub(crate) fn ensure(self) -> Result<Programs> {
        let paths = match self {
            Chromium => {
                let browser = packages::ensure_browser()?;
                vec![("CHROME", browser.chrome), ("CHROMEDRIVER", browser.driver)]
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
        };
        Ok(Programs { engine: self, paths })
    }
}

/// The tests that are ignored by a plain `cargo test` for the want of something else than a browser, as their attributes say.
fn without_a_browser() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for path in test_files()? {
        let text = fs::read_to_string(path)?;
        for test in text.split("#[ignore = \"needs ").skip(1) {
            let (needs, rest) = test.split_once('"').context("an attribute does not end")?;
            let name = rest.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')).context("no test follows")?.0;
            if !needs.contains("browser") {
                found.push(name.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn test_files() -> Result<Vec<PathBuf>> {
    let folder = fs::read_dir(cargo::root().join("tests/tests"))?;
    Ok(folder.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect())
}

/// Where an engine's programs lie.
#[derive(Debug)]
pub(crate) struct Programs {
    engine: Engine,
    paths: Vec<(&'static str, PathBuf)>,
}

impl Programs {
    /// Tells a program that drives the engine which it is and where it lies.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env("BROWSER", self.engine.key()).envs(self.paths.iter().map(|(name, path)| (name, path)));
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

    #[test]
    fn every_test_that_is_left_out_is_one() {
        let tests: String = test_files().unwrap().into_iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        for (name, engines, _) in LEFT_OUT {
            assert!(tests.contains(&format!("\nfn {name}(")), "there is no test {name}");
            assert!(!engines.is_empty() && !engines.contains(&Chromium), "{name}: Chromium runs everything");
        }
    }

    #[test]
    fn what_needs_no_browser_is_run_once() {
        let once = without_a_browser().unwrap();
        for name in ["a_forum_leaves_pictures_and_links", "every_file_has_the_headers_that_the_build_asks_for"] {
            assert!(once.iter().any(|test| test == name), "{name}: {once:?}");
        }
        assert!(!once.iter().any(|test| test == "the_default_says_the_argument"));
        assert!(Chromium.left_out().unwrap().is_empty());
        assert_eq!(WebKit.left_out().unwrap().iter().filter(|(_, why)| *why == "needs no browser").count(), once.len());
    }
}
