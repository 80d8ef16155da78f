//! The page as a visitor meets it: opened, read, clicked, typed into. CSS selectors name elements.
//!
//! Everything here fails if the browser does not answer, or has no such element.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, Media},
    key,
    server::Site,
};

/// How long the page may take to do what a test waits for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether the page is the application's: its root carries the mark by which Yew finds whom an event is for. Until then
/// the prerendered result stands there and looks the same. What was drawn first is on the screen a frame later.
const HAS_STARTED: &str = "
    if (!document.getElementById('app')?.__yew_subtree_id) return false;
    return new Promise((done) => requestAnimationFrame(() => done(true)));";

/// Whether a frame has the page that it is for.
const HAS_A_PAGE: &str = "return location.href !== 'about:blank' && document.readyState !== 'loading'";

/// What WebKitGTK's driver says of a question whose page was left while it was asked.
const LEFT_MEANWHILE: &str = "before the unload event";

/// The text of an element, each line trimmed and with single spaces. The drivers' own answers differ in how they separate
/// the cells of a table, and in whether what is clipped to nothing for screen readers is text.
const TEXT: &str = "
    const [one] = arguments;
    if (!one.checkVisibility()) return '';
    const lines = (one.innerText ?? one.textContent).split('\\n').map((line) => line.replace(/\\s+/g, ' ').trim());
    return lines.filter((line) => line).join('\\n');";

/// A position and size on the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Distance of the left edge from that of the visible part of the page.
    pub x: f64,
    /// Distance of the upper edge from that of the visible part of the page.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The built page in a browser of its own. When it is dropped, errors and warnings in the console that the test did
/// not ask for with [`Page::console_errors`] make the test fail.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
    site: Site,
}

impl Page {
    /// Opens the page with a query such as `?risk=0.01`, or none, and waits until it reacts.
    pub fn open(query: &str) -> Result<Self> {
        let page = Self::blank()?;
        page.go(query)?;
        Ok(page)
    }

    /// A browser that shows nothing yet, for what has to be set before the page is opened with [`Page::go`].
    pub fn blank() -> Result<Self> {
        Self::in_browser(Browser::start()?)
    }

    /// A browser that shows nothing yet and runs no scripts.
    pub fn without_scripts() -> Result<Self> {
        Self::in_browser(Browser::without_scripts()?)
    }

    fn in_browser(browser: Browser) -> Result<Self> {
        let page = Self { site: Site::built()?, browser };
        page.browser.set_size(1280, 900)?;
        Ok(page)
    }

    /// Opens an address, and waits until the page reacts.
    pub fn go(&self, address: &str) -> Result<()> {
        self.visit(address)?;
        self.wait_until_started()
    }

    /// Opens an address: any, or one relative to the site's, such as `embed/?risk=0.01`. Waits for no more than its HTML.
    pub fn visit(&self, address: &str) -> Result<()> {
        self.browser.before_leaving()?;
        let absolute = ["http:", "file:", "about:"].iter().any(|scheme| address.starts_with(scheme));
        let site = if absolute { "" } else { self.site.address() };
        self.browser.command("url", &json!({ "url": format!("{site}{address}") })).map(|_| ())
    }

    /// Opens an address in a window of some size, in light or dark, and waits until nothing moves.
    pub fn look(&self, address: &str, (width, height): (u32, u32), dark: bool) -> Result<()> {
        self.browser.set_size(width, height)?;
        self.browser.set_media(if dark { &[Media::Dark, Media::ReducedMotion] } else { &[Media::ReducedMotion] })?;
        self.go(address)?;
        self.wait_until_painted()
    }

    /// Loads the page again.
    pub fn reload(&self) -> Result<()> {
        self.browser.before_leaving()?;
        self.browser.command("refresh", &json!({}))?;
        self.wait_until_started()
    }

    /// Waits until the page reacts, after [`Page::visit`].
    pub fn wait_until_started(&self) -> Result<()> {
        let started =
            self.wait_until("the page's WebAssembly starts", || Ok(self.run(HAS_STARTED, &[])? == json!(true)));
        started.with_context(|| format!("the console says: {:?}", self.console_errors().unwrap_or_default()))
    }

    /// The browser, for size, media, speed and network.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// The served folder.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The address that the browser shows.
    pub fn address(&self) -> Result<String> {
        text_of(&self.browser.property("url")?)
    }

    /// The title of the document.
    pub fn title(&self) -> Result<String> {
        text_of(&self.browser.property("title")?)
    }

    /// The text of an element as it is rendered: nothing that is hidden.
    pub fn text(&self, css: &str) -> Result<String> {
        text_of(&self.with_element(css, |element| self.run(TEXT, &[element]))?)
    }

    /// The texts of all elements that fit.
    pub fn texts(&self, css: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)";
        let texts = self.run(script, &[json!(css)])?;
        texts.as_array().context("no list of texts")?.iter().map(text_of).collect()
    }

    /// The number of elements that fit.
    pub fn count(&self, css: &str) -> Result<u64> {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", &[json!(css)])?;
        count.as_u64().context("the browser does not count")
    }

    /// What a field holds.
    pub fn value(&self, css: &str) -> Result<String> {
        text_of(&self.with_element(css, |element| self.run("return arguments[0].value", &[element]))?)
    }

    /// An attribute of an element, if it has it.
    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        // Asked in this way, since some drivers give the property of that name.
        let value = self.run("return arguments[0].getAttribute(arguments[1])", &[self.reference(css)?, json!(name)])?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// A computed style property of an element, such as `color`: colours as `rgba(0, 0, 0, 1)`.
    pub fn style(&self, css: &str, property: &str) -> Result<String> {
        let script = "return getComputedStyle(arguments[0]).getPropertyValue(arguments[1])";
        let value = text_of(&self.with_element(css, |element| self.run(script, &[element, json!(property)]))?)?;
        // The engines differ in how they write an opaque colour.
        let opaque = value.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')'));
        Ok(opaque.map(|parts| format!("rgba({parts}, 1)")).unwrap_or(value))
    }

    /// Where an element is.
    pub fn rect(&self, css: &str) -> Result<Rect> {
        let script = "const { x, y, width, height } = arguments[0].getBoundingClientRect();
            return [x, y, width, height]";
        let sides = self.with_element(css, |element| self.run(script, &[element]))?;
        let side = |at: usize| sides[at].as_f64().with_context(|| format!("{css} has no box"));
        Ok(Rect { x: side(0)?, y: side(1)?, width: side(2)?, height: side(3)? })
    }

    /// Clicks the middle of an element.
    pub fn click(&self, css: &str) -> Result<()> {
        let path = format!("element/{}/click", self.element(css)?);
        self.browser.command(&path, &json!({})).with_context(|| format!("clicking {css}")).map(|_| ())
    }

    /// Drags from the middle of an element by a distance, in CSS pixels, through `steps` places in between.
    pub fn drag(&self, css: &str, by: (i32, i32), steps: u16) -> Result<()> {
        let mut actions = vec![
            json!({ "type": "pointerMove", "origin": self.reference(css)?, "x": 0, "y": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        let steps = i32::from(steps.max(1));
        for step in 1..=steps {
            // Differences of the rounded places, so that they add up.
            let part = |whole: i32| whole * step / steps - whole * (step - 1) / steps;
            let (x, y) = (part(by.0), part(by.1));
            actions.push(json!({ "type": "pointerMove", "origin": "pointer", "x": x, "y": y, "duration": 16 }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.act(&json!({ "type": "pointer", "id": "pointer", "actions": actions }))
    }

    /// Gives an element the focus and presses keys one after the other: characters, and those in [`key`].
    pub fn press(&self, css: &str, keys: &str) -> Result<()> {
        self.focus(css)?;
        self.keys(keys)
    }

    /// Presses keys where the focus is.
    pub fn keys(&self, keys: &str) -> Result<()> {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })])
            .collect();
        self.act(&json!({ "type": "key", "id": "keyboard", "actions": actions }))
    }

    /// Presses a key while others, such as [`key::SHIFT`], are held.
    pub fn chord(&self, held: &str, pressed: &str) -> Result<()> {
        let down = held.chars().chain(pressed.chars()).map(|key| json!({ "type": "keyDown", "value": key }));
        let up = pressed.chars().chain(held.chars()).map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.act(&json!({ "type": "key", "id": "keyboard", "actions": actions }))
    }

    /// Replaces what a field holds by typing.
    pub fn type_into(&self, css: &str, text: &str) -> Result<()> {
        self.focus(css)?;
        self.with_element(css, |element| self.run("arguments[0].select()", &[element]))?;
        self.keys(if text.is_empty() { key::DELETE } else { text })
    }

    /// What has the focus: its tag name, and its `id` after a `#` if it has one.
    pub fn focused(&self) -> Result<String> {
        let script = "const one = document.activeElement;
            return one.tagName.toLowerCase() + (one.id ? '#' + one.id : '')";
        text_of(&self.run(script, &[])?)
    }

    /// From now on looks into an `iframe`, once its page is there; [`Page::leave_frames`] ends that.
    pub fn enter_frame(&self, css: &str) -> Result<()> {
        self.wait_until(&format!("{css} is there"), || Ok(self.count(css)? > 0))?;
        self.browser.command("frame", &json!({ "id": self.reference(css)? }))?;
        // A frame that is new, or out of sight until now, has an empty page first.
        self.wait_until(&format!("{css} has a page"), || Ok(self.run(HAS_A_PAGE, &[])? == json!(true)))
    }

    /// From now on looks at the whole page again.
    pub fn leave_frames(&self) -> Result<()> {
        self.browser.command("frame", &json!({ "id": null })).map(|_| ())
    }

    /// Runs the body of a function in the page and returns what it returns. Its arguments are in `arguments`.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.browser.command("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Waits until what has changed is on the screen: fonts are there, and two frames have been drawn.
    pub fn wait_until_painted(&self) -> Result<()> {
        let frame = "new Promise((resolve) => requestAnimationFrame(resolve))";
        self.run(&format!("return document.fonts.ready.then(() => {frame}).then(() => {frame}).then(() => true)"), &[])
            .map(|_| ())
    }

    /// Waits until an element has a text that contains this one.
    pub fn wait_for_text(&self, css: &str, part: &str) -> Result<()> {
        let waited = self.wait_until(&format!("{css} has \"{part}\""), || Ok(self.text(css)?.contains(part)));
        waited.with_context(|| format!("{css} has {:?}", self.text(css).unwrap_or_default()))
    }

    /// Waits until the headline has exactly this number.
    pub fn wait_for_number(&self, number: &str) -> Result<()> {
        let css = ".headline .number";
        let waited = self.wait_until(&format!("the headline says {number}"), || Ok(self.text(css)? == number));
        waited.with_context(|| format!("it says {:?}", self.text(css).unwrap_or_default()))
    }

    /// Waits until something is the case; `what` finishes the sentence "it took too long until …".
    pub fn wait_until(&self, what: &str, mut is_so: impl FnMut() -> Result<bool>) -> Result<()> {
        let began = Instant::now();
        loop {
            match is_so() {
                Ok(true) => return Ok(()),
                Err(error) if !format!("{error:#}").contains(LEFT_MEANWHILE) => return Err(error),
                _ => {}
            }
            ensure!(began.elapsed() < PATIENCE, "it took too long until {what}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Errors and warnings in the console since this was last called. Whoever calls this expects them: they no longer
    /// make the test fail.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        self.browser.console_errors()
    }

    /// Gives an element the focus. WebKit lets a frame of another origin take it only after the reader has clicked there.
    fn focus(&self, css: &str) -> Result<()> {
        let script = "arguments[0].focus(); return document.activeElement === arguments[0]";
        let focus = || self.with_element(css, |element| self.run(script, &[element]));
        if focus()? != json!(true) {
            self.click(".headline")?;
            ensure!(focus()? == json!(true), "{css} does not take the focus");
        }
        Ok(())
    }

    /// Does something with an element, and again if it has been replaced between the looking for it and the doing.
    fn with_element(&self, css: &str, act: impl Fn(Value) -> Result<Value>) -> Result<Value> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.reference(css).and_then(&act) {
                Err(error) if tries < 5 && format!("{error:#}").contains("stale element") => {}
                result => return result,
            }
        }
    }

    fn act(&self, source: &Value) -> Result<()> {
        self.browser.command("actions", &json!({ "actions": [source] })).map(|_| ())
    }

    fn element(&self, css: &str) -> Result<String> {
        text_of(&self.reference(css)?[ELEMENT])
    }

    fn reference(&self, css: &str) -> Result<Value> {
        let query = json!({ "using": "css selector", "value": css });
        self.browser.command("element", &query).with_context(|| format!("looking for {css}"))
    }
}

impl Drop for Page {
    #[expect(clippy::panic, reason = "fails the test")]
    fn drop(&mut self) {
        // A test that has failed already says why itself.
        if thread::panicking() {
            return;
        }
        match self.console_errors() {
            Ok(errors) if errors.is_empty() => {}
            Ok(errors) => panic!("the page wrote to the console:\n{}", errors.join("\n")),
            Err(error) => panic!("the browser did not live to the end of the test: {error:#}"),
        }
    }
}

fn text_of(value: &Value) -> Result<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => bail!("the browser returned {value} where a text was expected"),
    }
}
