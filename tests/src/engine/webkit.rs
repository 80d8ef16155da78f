//! WebKitGTK's small browser, in a window on a display that nobody sees.
//!
//! Its driver tells nothing of the console, so pages note themselves what they write there (see `collector.js`).

use std::{
    cell::RefCell,
    env, fs,
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Drive, Options, Started, session, visible_picture};
use crate::{
    process::{Running, free_port, soon},
    webdriver::Address,
};

/// The window's controls take as little as they can: they have a least width, and with it the page.
const SMALL_CONTROLS: &str = "* { padding: 0; margin: 0; min-width: 0; border-width: 0; font-size: 1px; }";

/// Takes what a page has noted. A page without the collector, such as a file from the disk, has noted nothing.
const TAKE_MESSAGES: &str = "return (window.__messages ?? []).splice(0)";

/// Browsers start one after the other: a port that was found free is free until another takes it, and the driver finds one
/// for the browser in the same way.
static STARTING: Mutex<()> = Mutex::new(());

#[derive(Debug)]
struct WebKit {
    session: Address,
    /// What pages had noted that have been left.
    messages: RefCell<Vec<String>>,
}

/// Starts a display, by the program that `XVFB` names or the path has, on it the driver that `WEBKITDRIVER` names or
/// the path has, and through it the browser that the driver knows.
pub(super) fn start(options: &Options) -> Result<Started> {
    let _turn = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir()?;
    let needed =
        "WebKitGTK needs Xvfb and WebKitWebDriver; `cargo xtask test --browsers webkit` finds or installs them";
    let mut display = Command::new(env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into()));
    display.args(["-displayfd", "1", "-screen", "0", "5200x3000x24", "-nolisten", "tcp"]).stderr(Stdio::null());
    let (display, number) = Running::start(display, "").context(needed)?;

    let style = folder.path().join("gtk-3.0");
    fs::create_dir_all(&style)?;
    fs::write(style.join("gtk.css"), SMALL_CONTROLS)?;
    let port = free_port()?;
    let mut command = Command::new(env::var_os("WEBKITDRIVER").unwrap_or_else(|| "WebKitWebDriver".into()));
    command.arg(format!("--port={port}")).env("DISPLAY", format!(":{number}"));
    for (variable, below) in [("XDG_CONFIG_HOME", ""), ("HOME", ""), ("TMPDIR", ""), ("XDG_CACHE_HOME", "cache")] {
        command.env(variable, folder.path().join(below));
    }
    // There are neither a graphics card nor other programs to talk to, and what the browser says about that concerns no
    // test.
    command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("MESA_SHADER_CACHE_DISABLE", "true").env("NO_AT_BRIDGE", "1");
    command.stderr(Stdio::null());
    let mut program = Running::silent(command).context(needed)?;
    let driver = Address::new(format!("http://127.0.0.1:{port}"));
    ensure!(soon(|| Ok(driver.get("status").is_ok()))?, "WebKitWebDriver did not answer");
    let scripts = format!("--enable-javascript={}", options.scripts);
    let session = session(&driver, ("webkitgtk:browserOptions", json!({ "args": ["--automation", scripts] })))?;
    // Another's would have answered too.
    ensure!(!program.has_ended(), "WebKitWebDriver ended; another program may listen on port {port}");
    let drive = WebKit { session: session.clone(), messages: RefCell::default() };
    Ok(Started { driver, session, drive: Box::new(drive), programs: vec![program, display], folder })
}

impl WebKit {
    fn run(&self, script: &str) -> Result<Value> {
        self.session.run(script, &json!([]))
    }

    fn enter(&self, frame: &Value) -> Result<()> {
        self.session.post("frame", &json!({ "id": frame })).map(|_| ())
    }

    /// Takes what this page and the frames in it have noted.
    fn take_messages(&self) -> Result<()> {
        let messages = self.run(TAKE_MESSAGES)?;
        let messages = messages.as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from);
        self.messages.borrow_mut().extend(messages);
        let frames = self.run("return [...document.querySelectorAll('iframe')]")?;
        for frame in frames.as_array().into_iter().flatten() {
            self.enter(frame)?;
            self.take_messages()?;
            self.session.post("frame/parent", &json!({}))?;
        }
        Ok(())
    }
}

impl Drive for WebKit {
    fn set_size(&self, width: u32, height: u32) -> Result<()> {
        // The window is larger than the page by its controls, whose height the first try tells.
        let mut window = height;
        let resized = soon(|| {
            let rect = json!({ "x": 0, "y": 0, "width": width, "height": window });
            self.session.post("window/rect", &rect)?;
            let inner = self.run("return [innerWidth, innerHeight]")?;
            let inner_height = inner[1].as_u64().and_then(|inner| u32::try_from(inner).ok()).unwrap_or(height);
            window = (window + height).saturating_sub(inner_height).max(1);
            Ok(inner == json!([width, height]))
        });
        ensure!(resized?, "WebKitGTK did not make the page {width} by {height} pixels large");
        Ok(())
    }

    fn console_errors(&self) -> Result<Vec<String>> {
        self.take_messages()?;
        Ok(self.messages.take())
    }

    fn before_leaving(&self) -> Result<()> {
        self.enter(&Value::Null)?;
        self.take_messages()
    }

    fn picture(&self, whole: bool) -> Result<Vec<u8>> {
        ensure!(!whole, "WebKitGTK takes pictures of what is visible alone");
        visible_picture(&self.session, whole)
    }
}
