//! Firefox without a window. What WebDriver does not have is done by scripts with the browser's own rights: it lets a
//! session run them when it was started for that.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{Drive, Options, Started, session, visible_picture};
use crate::{
    browser::Media,
    process::{Running, soon},
    webdriver::Address,
};

/// Run in the browser at its start: hears what pages say with `console`, each in its own process.
const COLLECT: &str = "
    const messages = window.messages = [];
    Services.ppmm.addMessageListener('acceptance:console', ({ data }) => messages.push(data));
    const collect = () => Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener(
        (event) => {
            const { level, filename, arguments: parts } = event.wrappedJSObject ?? event;
            if (!['error', 'warn', 'assert'].includes(level) || !/^(https?|file|about:srcdoc|blob|data)/.test(filename)) return;
            const words = Array.from(parts, (one) => one?.message ?? String(one)).join(' ');
            Services.cpmm.sendAsyncMessage('acceptance:console', `${filename}: ${words}`);
        },
        Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal));
    Services.ppmm.loadProcessScript('data:,' + encodeURIComponent(`(${collect})()`), true);
    Services.console.reset();";

/// Takes what was heard, and with it what the browser itself says of pages: exceptions, what a policy blocks, warnings.
const TAKE_MESSAGES: &str = "
    const messages = window.messages.splice(0);
    for (const message of Services.console.getMessageArray()) {
        if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.infoFlag) continue;
        const { sourceName, errorMessage, category } = message;
        // Advice about speed, given whenever a size is asked for before everything has been loaded.
        if (category === 'Layout') continue;
        // A frame's permission that only other browsers know, and that does no harm here.
        if (category === 'Feature Policy' && /unsupported feature name/.test(errorMessage)) continue;
        // The window asks for a page's icon when it likes, and has left the page sometimes before the answer.
        const left = /\\/icon-[^/]*\\.svg\\S* A ServiceWorker intercepted the request and encountered an unexpected error/;
        if (category === 'Service Worker Interception' && left.test(errorMessage)) continue;
        if (/^(https?|file|about:srcdoc|blob|data)/.test(sourceName)) messages.push(`${sourceName}: ${errorMessage} (${category})`);
    }
    Services.console.reset();
    return messages;";

/// A browser is as large as its window, and a window has a least width; the part that shows the page may be smaller.
const RESIZE: &str = "
    const { style } = gBrowser.selectedBrowser;
    [style.width, style.height] = [style.minWidth, style.minHeight] = [style.maxWidth, style.maxHeight] = arguments;";

const SET_MEDIA: &str = "
    const [dark, reduced, forced, print] = arguments;
    const { browsingContext } = gBrowser.selectedBrowser;
    browsingContext.prefersColorSchemeOverride = dark ? 'dark' : 'light';
    browsingContext.mediumOverride = print ? 'print' : '';
    browsingContext.forcedColorsOverride = forced ? 'active' : 'none';
    Services.prefs.setIntPref('ui.prefersReducedMotion', reduced ? 1 : 0);";

/// How long messages may take to come.
const ON_THEIR_WAY: Duration = Duration::from_millis(100);

#[derive(Debug)]
struct Firefox {
    session: Address,
}

/// Starts the driver that `GECKODRIVER` names or the path has, and through it the browser that `FIREFOX` names or the
/// driver finds.
pub(super) fn start(options: &Options) -> Result<Started> {
    let mut command = Command::new(env::var_os("GECKODRIVER").unwrap_or_else(|| "geckodriver".into()));
    let folder = tempfile::tempdir()?;
    command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]).env("TMPDIR", folder.path());
    // A home of its own: some files lie outside of the profile. What the browser says there of itself concerns no test.
    command.env("HOME", folder.path()).stderr(Stdio::null());
    let (program, address) = Running::start(command, "Listening on ")
        .context("Firefox needs geckodriver; `cargo xtask test --browsers firefox` finds or builds it")?;
    let driver = Address::new(format!("http://{address}"));
    let mut browser = json!({
        "args": ["-headless"],
        "prefs": {
            // Scrollbars take no width of the page, as on a telephone and in the other engines here.
            "widget.gtk.overlay-scrollbars.enabled": true, "ui.useOverlayScrollbars": 1,
            // No processes for tabs that no test opens: their start takes a quarter of the browser's.
            "dom.ipc.processPrelaunch.enabled": false, "dom.ipc.processCount": 1,
        },
    });
    if let Some(firefox) = env::var_os("FIREFOX") {
        browser["binary"] = json!(firefox.to_string_lossy());
    }
    let session = session(&driver, ("moz:firefoxOptions", browser))?;
    let drive = Firefox { session: session.clone() };
    drive.inside(COLLECT, &json!([]))?;
    if !options.scripts {
        drive.inside("gBrowser.selectedBrowser.browsingContext.allowJavascript = false", &json!([]))?;
    }
    Ok(Started { driver, session, drive: Box::new(drive), programs: vec![program], folder })
}

impl Firefox {
    /// Runs the body of a function in the browser's window in place of the page.
    fn inside(&self, script: &str, arguments: &Value) -> Result<Value> {
        let context = |name| self.session.post("moz/context", &json!({ "context": name }));
        context("chrome")?;
        let result = self.session.run(script, arguments);
        context("content")?;
        result
    }
}

impl Drive for Firefox {
    fn set_size(&self, width: u32, height: u32) -> Result<()> {
        self.inside(RESIZE, &json!([format!("{width}px"), format!("{height}px")]))?;
        // The page learns of it a little later.
        let resized =
            || Ok(self.session.run("return [innerWidth, innerHeight]", &json!([]))? == json!([width, height]));
        ensure!(soon(resized)?, "Firefox did not make the page {width} by {height} pixels large");
        Ok(())
    }

    fn console_errors(&self) -> Result<Vec<String>> {
        // They come from other processes, and those of a policy a little after what it blocks.
        thread::sleep(ON_THEIR_WAY);
        let messages = self.inside(TAKE_MESSAGES, &json!([]))?;
        let messages = messages.as_array().context("Firefox returned no list of messages")?;
        Ok(messages.iter().map(|message| message.as_str().unwrap_or_default().to_owned()).collect())
    }

    fn set_media(&self, media: &[Media]) -> Result<()> {
        if media.contains(&Media::MoreContrast) {
            bail!("Firefox cannot be made to ask for more contrast while it runs");
        }
        let wanted = [Media::Dark, Media::ReducedMotion, Media::ForcedColors, Media::Print];
        self.inside(SET_MEDIA, &json!(wanted.map(|one| media.contains(&one)))).map(|_| ())
    }

    fn set_text_size(&self, pixels: u32) -> Result<()> {
        let script = "Services.prefs.setIntPref('font.size.variable.x-western', arguments[0])";
        self.inside(script, &json!([pixels])).map(|_| ())
    }

    fn picture(&self, whole: bool) -> Result<Vec<u8>> {
        visible_picture(&self.session, whole)
    }
}
