//! The engines that the tests know: which one a test drives, and what the harness wants of each beyond WebDriver.
//!
//! What only one of them can do is an error in the others, never a silent pass: the tests that need it are left out of
//! their runs by name, in `tests!`.

mod chromium;
mod firefox;
mod webkit;

use std::{
    cell::Cell,
    fmt::{self, Debug, Display},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    browser::{Media, Network},
    process::Running,
    webdriver::Address,
};

/// How long a search for an element goes on, in milliseconds.
const IMPLICIT_WAIT: u32 = 2000;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, through ChromeDriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's small browser, through WebKitWebDriver, on a display of its own.
    WebKit,
}

thread_local! {
    /// The engine that the test on this thread drives.
    static ENGINE: Cell<Engine> = const { Cell::new(Engine::Chromium) };
}

impl Engine {
    /// The engines that a list names, such as `firefox,webkit`; `all` names each of them.
    pub fn list(text: &str) -> Result<Vec<Self>> {
        let named = |name: &str| match name.trim() {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::WebKit),
            other => {
                bail!("BROWSER names \"{other}\"; it takes chromium, firefox and webkit, with commas between, or all")
            }
        };
        if text == "all" { "chromium,firefox,webkit" } else { text }.split(',').map(named).collect()
    }

    /// The engine that the test on this thread drives: Chromium, unless the runner has set another.
    #[must_use]
    pub fn of_this_test() -> Self {
        ENGINE.get()
    }

    /// Makes this the engine of the test on this thread.
    pub(crate) fn set(self) {
        ENGINE.set(self);
    }

    /// What pages have to be given on their way to the browser, so that they note what they write to the console: for an
    /// engine whose driver does not tell.
    pub(crate) fn collector(self) -> Option<&'static str> {
        (self == Self::WebKit).then_some(include_str!("engine/collector.js"))
    }

    /// Starts a browser with a fresh profile: once more if it does not come up, as on a busy machine happens now and then.
    /// That says nothing about the page, which it has not seen.
    pub(crate) fn start(self, options: &Options) -> Result<Started> {
        let start = || match self {
            Self::Chromium => chromium::start(options),
            Self::Firefox => firefox::start(options),
            Self::WebKit => webkit::start(options),
        };
        start().or_else(|first| {
            start().with_context(|| format!("{self} did not come up twice; the first time: {first:#}"))
        })
    }
}

impl Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        })
    }
}

/// How a browser is started.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Whether pages may run scripts. The harness's own always run.
    pub(crate) scripts: bool,
}

/// A browser that runs.
#[derive(Debug)]
pub(crate) struct Started {
    /// Its driver.
    pub(crate) driver: Address,
    /// Its WebDriver session.
    pub(crate) session: Address,
    /// What it can do beside WebDriver.
    pub(crate) drive: Box<dyn Drive>,
    /// The programs that it consists of, in the order in which they end.
    pub(crate) programs: Vec<Running>,
    /// The folder of its profile.
    pub(crate) folder: TempDir,
}

/// What the harness wants of an engine and WebDriver does not have.
pub(crate) trait Drive: Debug {
    /// Sets the size of the visible part of the page, in CSS pixels.
    fn set_size(&self, width: u32, height: u32) -> Result<()>;

    /// Errors and warnings that pages wrote to the console since this was last called.
    fn console_errors(&self) -> Result<Vec<String>>;

    /// Keeps what the page has written to the console, before it is left.
    fn before_leaving(&self) -> Result<()> {
        Ok(())
    }

    /// Switches these media features on, and all others off.
    fn set_media(&self, _: &[Media]) -> Result<()> {
        bail!("this engine's media features cannot be changed while it runs")
    }

    /// Sets the size of text of the browser's settings.
    fn set_text_size(&self, _: u32) -> Result<()> {
        bail!("this engine's size of text cannot be changed while it runs")
    }

    /// Changes the network.
    fn set_network(&self, _: Network) -> Result<()> {
        bail!("this engine's network cannot be changed")
    }

    /// A command of Chromium's own protocol.
    fn chromium(&self, command: &str, _: &Value) -> Result<Value> {
        bail!("{command} is a command of Chromium's own protocol")
    }

    /// A picture as PNG: the whole page however long it is, or what is visible of it.
    fn picture(&self, whole: bool) -> Result<Vec<u8>>;
}

/// Opens a session.
fn session(driver: &Address, own: (&str, Value)) -> Result<Address> {
    let mut wanted = json!({ "timeouts": { "implicit": IMPLICIT_WAIT, "script": 30_000, "pageLoad": 30_000 } });
    wanted[own.0] = own.1;
    if own.0.starts_with("goog") {
        wanted["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    }
    let started = driver.post("session", &json!({ "capabilities": { "alwaysMatch": wanted } }))?;
    match started["sessionId"].as_str() {
        Some(id) => Ok(driver.below(&format!("session/{id}"))),
        None => bail!("the driver started no session"),
    }
}

/// What WebDriver itself can take a picture of: what is visible.
fn visible_picture(session: &Address, whole: bool) -> Result<Vec<u8>> {
    use base64::{Engine as _, prelude::BASE64_STANDARD};

    if whole {
        bail!("this engine takes pictures of what is visible alone");
    }
    let picture = session.get("screenshot")?;
    match picture.as_str() {
        Some(data) => Ok(BASE64_STANDARD.decode(data)?),
        None => bail!("the browser took no picture"),
    }
}
