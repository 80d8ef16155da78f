//! A browser of its own for one test: started through its driver, made to look like another device, asked what went
//! wrong in it. What is on the page is `page`'s business.

use std::{env, process::Command};

use anyhow::{Context, Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::{
    process::{Running, Scratch},
    wire::Wire,
};

/// How long a search for an element goes on, in milliseconds.
const IMPLICIT_WAIT: u32 = 2000;

/// A media feature that a visitor may have switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A dark colour scheme.
    Dark,
    /// Less motion.
    ReducedMotion,
    /// The system's own colours instead of the page's.
    ForcedColors,
    /// More contrast.
    MoreContrast,
}

/// A connection to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// A phone far from the next antenna: 1.6 Mbit/s, 150 ms to the server.
    Slow,
    /// None.
    Offline,
    /// The machine's own.
    Full,
}

/// Chromium without a window, with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    driver: Wire,
    session: Wire,
    // In this order: a program that still runs would write into its folder.
    driver_process: Running,
    _scratch: Scratch,
}

impl Browser {
    /// Starts the driver that `CHROMEDRIVER` names or the path has, and through it the browser that `CHROME` names or
    /// the driver finds.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn start() -> Result<Self> {
        let mut command = Command::new(env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()));
        let scratch = Scratch::new()?;
        // The browser's profile goes there too: the driver does not always remove it.
        command.arg("--port=0").env("TMPDIR", scratch.path());
        let (driver_process, port) = Running::start(command, "started successfully on port ")
            .context("browser tests need chromedriver; `cargo xtask test` finds or installs it")?;
        let driver = Wire::new(format!("http://127.0.0.1:{}", port.trim_end_matches('.')));
        let mut options = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--force-color-profile=srgb",
        ] });
        if let Some(chrome) = env::var_os("CHROME") {
            options["binary"] = json!(chrome.to_string_lossy());
        }
        let started = driver.post(
            "session",
            &json!({ "capabilities": { "alwaysMatch": {
                "goog:chromeOptions": options,
                "goog:loggingPrefs": { "browser": "ALL" },
                "timeouts": { "implicit": IMPLICIT_WAIT, "script": 30_000, "pageLoad": 30_000 },
            } } }),
        )?;
        let id = started["sessionId"].as_str().context("the driver started no session")?;
        let session = driver.below(&format!("session/{id}"));
        Ok(Self { driver, session, driver_process, _scratch: scratch })
    }

    /// Sends a WebDriver command.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn command(&self, path: &str, body: &Value) -> Result<Value> {
        self.session.post(path, body)
    }

    /// Asks for a WebDriver property.
    ///
    /// # Errors
    /// When the browser has none.
    pub fn property(&self, path: &str) -> Result<Value> {
        self.session.get(path)
    }

    /// Sends a command of Chromium's own protocol, such as `Emulation.setDeviceMetricsOverride`.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.session.post("goog/cdp/execute", &body).with_context(|| command.to_owned())
    }

    /// Sets the size of the visible part of the page, in CSS pixels; widths that no window has are fine.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn set_size(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", &metrics).map(|_| ())
    }

    /// Switches these media features on, and all others off.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn set_media(&self, media: &[Media]) -> Result<()> {
        let feature =
            |wanted, name, on, off| json!({ "name": name, "value": if media.contains(&wanted) { on } else { off } });
        let features = [
            feature(Media::Dark, "prefers-color-scheme", "dark", "light"),
            feature(Media::ReducedMotion, "prefers-reduced-motion", "reduce", "no-preference"),
            feature(Media::ForcedColors, "forced-colors", "active", "none"),
            feature(Media::MoreContrast, "prefers-contrast", "more", "no-preference"),
        ];
        self.chromium("Emulation.setEmulatedMedia", &json!({ "features": features })).map(|_| ())
    }

    /// Makes the processor this many times slower; 1 is its own speed.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn slow_processor(&self, times: u32) -> Result<()> {
        self.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": times })).map(|_| ())
    }

    /// Changes the network.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn set_network(&self, network: Network) -> Result<()> {
        let (offline, latency, throughput) = match network {
            Network::Slow => (false, 150, 200_000),
            Network::Offline => (true, 0, 0),
            Network::Full => (false, 0, -1),
        };
        self.chromium("Network.enable", &json!({}))?;
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        self.chromium("Network.emulateNetworkConditions", &conditions).map(|_| ())
    }

    /// Makes every request fail whose address fits one of these patterns, such as `*.wasm`.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub fn block(&self, patterns: &[&str]) -> Result<()> {
        self.chromium("Network.enable", &json!({}))?;
        self.chromium("Network.setBlockedURLs", &json!({ "urls": patterns })).map(|_| ())
    }

    /// Errors and warnings that pages wrote to the console since this was last called.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.session.post("se/log", &json!({ "type": "browser" }))?;
        let entries = entries.as_array().context("the driver returned no list of messages")?;
        let bad = entries.iter().filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")));
        Ok(bad.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// A picture as PNG: the whole page however long it is, or what is visible of it.
    ///
    /// # Errors
    /// When the browser takes none.
    pub fn picture(&self, whole: bool) -> Result<Vec<u8>> {
        let mut parameters = json!({ "format": "png", "captureBeyondViewport": whole });
        if whole {
            let size = &self.chromium("Page.getLayoutMetrics", &json!({}))?["cssContentSize"];
            ensure!(size["height"].is_number(), "the browser does not know how long the page is");
            parameters["clip"] =
                json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        }
        let picture = self.chromium("Page.captureScreenshot", &parameters)?;
        let data = picture["data"].as_str().context("the browser took no picture")?;
        Ok(BASE64_STANDARD.decode(data)?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser and then the driver, which is killed after this if that has not worked.
        let _ = self.session.delete();
        let _ = self.driver.get("shutdown");
        self.driver_process.wait_a_little();
    }
}
