//! Chromium without a window. Its own protocol has everything that the harness wants.

use std::{env, process::Command};

use anyhow::{Context, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::{Drive, Options, Started, session};
use crate::{
    browser::{Media, Network},
    process::Running,
    webdriver::Address,
};

#[derive(Debug)]
struct Chromium {
    session: Address,
}

/// Starts the driver that `CHROMEDRIVER` names or the path has, and through it the browser that `CHROME` names or the
/// driver finds.
pub(super) fn start(options: &Options) -> Result<Started> {
    let mut command = Command::new(env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()));
    let folder = tempfile::tempdir()?;
    // The browser's profile goes there too: the driver does not always remove it.
    command.arg("--port=0").env("TMPDIR", folder.path());
    let (program, port) = Running::start(command, "started successfully on port ")
        .context("browser tests need chromedriver; `cargo xtask test` finds or installs it")?;
    let driver = Address::new(format!("http://127.0.0.1:{}", port.trim_end_matches('.')));
    let mut browser = json!({ "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        "--force-color-profile=srgb",
    ] });
    if let Some(chrome) = env::var_os("CHROME") {
        browser["binary"] = json!(chrome.to_string_lossy());
    }
    let session = session(&driver, ("goog:chromeOptions", browser))?;
    let drive = Chromium { session: session.clone() };
    if !options.scripts {
        drive.chromium("Emulation.setScriptExecutionDisabled", &json!({ "value": true }))?;
    }
    Ok(Started { driver, session, drive: Box::new(drive), programs: vec![program], folder })
}

impl Drive for Chromium {
    fn set_size(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", &metrics).map(|_| ())
    }

    fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.session.post("se/log", &json!({ "type": "browser" }))?;
        let entries = entries.as_array().context("the driver returned no list of messages")?;
        let bad = entries.iter().filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")));
        Ok(bad.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    fn set_media(&self, media: &[Media]) -> Result<()> {
        let feature =
            |wanted, name, on, off| json!({ "name": name, "value": if media.contains(&wanted) { on } else { off } });
        let features = [
            feature(Media::Dark, "prefers-color-scheme", "dark", "light"),
            feature(Media::ReducedMotion, "prefers-reduced-motion", "reduce", "no-preference"),
            feature(Media::ForcedColors, "forced-colors", "active", "none"),
            feature(Media::MoreContrast, "prefers-contrast", "more", "no-preference"),
        ];
        let medium = if media.contains(&Media::Print) { "print" } else { "" };
        self.chromium("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features })).map(|_| ())
    }

    fn set_text_size(&self, pixels: u32) -> Result<()> {
        let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels } });
        self.chromium("Page.setFontSizes", &sizes).map(|_| ())
    }

    fn set_network(&self, network: Network) -> Result<()> {
        let (latency, throughput) = match network {
            Network::Slow => (150, 200_000),
            Network::Full => (0, -1),
        };
        self.chromium("Network.enable", &json!({}))?;
        let conditions = json!({
            "offline": false, "latency": latency, "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        self.chromium("Network.emulateNetworkConditions", &conditions).map(|_| ())
    }

    fn chromium(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.session.post("goog/cdp/execute", &body).with_context(|| command.to_owned())
    }

    fn picture(&self, whole: bool) -> Result<Vec<u8>> {
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
