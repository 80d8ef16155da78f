//! A browser of its own for one test: started through its driver, made to look like another device, asked what went
//! wrong in it. What is on the page is `page`'s business, and what differs from engine to engine that of `engine`.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use crate::{
    engine::{Engine, Options, Started},
    process::soon,
};

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
    /// Paper in place of a screen.
    Print,
}

/// A connection to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// A phone far from the next antenna: 1.6 Mbit/s, 150 ms to the server.
    Slow,
    /// The machine's own.
    Full,
}

/// A browser of the engine that this run is for, with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    started: Started,
}

impl Browser {
    /// Starts a browser.
    pub fn start() -> Result<Self> {
        Self::start_with(Options { scripts: true })
    }

    /// Starts a browser in which pages run no scripts.
    pub fn without_scripts() -> Result<Self> {
        Self::start_with(Options { scripts: false })
    }

    fn start_with(options: Options) -> Result<Self> {
        let engine = Engine::of_this_test();
        Ok(Self { engine, started: engine.start(&options)? })
    }

    /// What drives it.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Sends a WebDriver command.
    pub fn command(&self, path: &str, body: &Value) -> Result<Value> {
        self.started.session.post(path, body)
    }

    /// Asks for a WebDriver property.
    pub fn property(&self, path: &str) -> Result<Value> {
        self.started.session.get(path)
    }

    /// Sends a command of Chromium's own protocol, such as `Emulation.setDeviceMetricsOverride`.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.started.drive.chromium(command, parameters)
    }

    /// Sets the size of the visible part of the page, in CSS pixels; widths that no window has are fine.
    pub fn set_size(&self, width: u32, height: u32) -> Result<()> {
        self.started.drive.set_size(width, height)
    }

    /// Switches these media features on, and all others off.
    pub fn set_media(&self, media: &[Media]) -> Result<()> {
        self.started.drive.set_media(media)
    }

    /// Sets the size of text that the reader has chosen in the browser's settings, in pixels; 16 is what it is without.
    pub fn set_text_size(&self, pixels: u32) -> Result<()> {
        self.started.drive.set_text_size(pixels)
    }

    /// Opens a tab and closes the present one, and with it the pages that its back button would bring back.
    pub fn change_tab(&self) -> Result<()> {
        self.before_leaving()?;
        let tab = self.command("window/new", &json!({ "type": "tab" }))?;
        self.started.session.below("window").delete()?;
        self.command("window", &json!({ "handle": tab["handle"] })).map(|_| ())
    }

    /// Makes Chromium's processor this many times slower; 1 is its own speed.
    pub fn slow_processor(&self, times: u32) -> Result<()> {
        self.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": times })).map(|_| ())
    }

    /// Changes Chromium's network.
    pub fn set_network(&self, network: Network) -> Result<()> {
        self.started.drive.set_network(network)
    }

    /// Errors and warnings that pages wrote to the console since this was last called.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        self.started.drive.console_errors()
    }

    /// Must be called before the browser is sent elsewhere: some keep what the console has only as long as the page.
    pub(crate) fn before_leaving(&self) -> Result<()> {
        self.started.drive.before_leaving()
    }

    /// A picture as PNG: the whole page however long it is, which Chromium alone takes, or what is visible of it.
    pub fn picture(&self, whole: bool) -> Result<Vec<u8>> {
        self.started.drive.picture(whole)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser and then its driver, which is killed after this if that has not worked.
        let Started { session, driver, programs, folder, .. } = &mut self.started;
        let _ = session.delete();
        // Chromium's driver alone knows how to, and ends the browser's last processes meanwhile.
        if driver.get("shutdown").is_ok()
            && let Some(driver) = programs.first_mut()
        {
            let _ = soon(|| Ok(driver.has_ended()));
        }
        programs.clear();
        // A process of the browser may still be writing its last file.
        let _ = soon(|| Ok(fs::remove_dir_all(folder.path()).is_ok()));
    }
}
