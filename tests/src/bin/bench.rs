//! How long the page takes, in a real browser: to appear, to answer, and for one move of a slider; and what it weighs.
//!
//! Called by `cargo xtask bench`, which builds the page first and adds the core's own figures. The goals are those of
//! the design. A machine that does something else at the same time measures that too.

use std::{env, fs, process::Command, thread};

use acceptance::{Network, Page, Result, repository};
use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

/// Loads that are measured with the machine's own speed, and slowed down.
const LOADS: usize = 9;
const SLOW_LOADS: usize = 5;
/// Moves of a slider that are measured.
const MOVES: usize = 300;

const ALL_SECTIONS: &str =
    "?lens=belief_evaluations_pause_restraint_scale-limit_acceptable_perspective_sensitivity&show=table";

/// Run in every page before its own script: moves the first slider every few milliseconds, and notes when the headline
/// first follows. The prerendered slider is there long before, but nobody listens to it.
const NOTE_ANSWER: &str = "{
    let moves = 0;
    const trying = setInterval(async () => {
        const slider = document.getElementById('risk-slider');
        const number = () => document.querySelector('h1 .number')?.textContent;
        if (!slider || window.answered) return;
        const before = number();
        slider.value = 100 + (moves++ % 2);
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
        for (let turn = 0; turn < 20; turn++) await null;
        if (number() !== before && !window.answered) {
            document.body.offsetHeight;
            window.answered = performance.now();
            clearInterval(trying);
        }
    }, 4);
}";

/// Moves a slider to and fro, a step at a time, and returns the milliseconds from each event to the finished layout.
const MOVE: &str = "return (async (moves) => {
    const slider = document.getElementById('risk-slider');
    const words = () => slider.getAttribute('aria-valuetext');
    const middle = Math.round(slider.max / 2);
    const times = [];
    for (let move = 0; move < moves; move++) {
        await new Promise(requestAnimationFrame);
        const before = words();
        slider.value = middle + (move % 100 < 50 ? move % 50 : 50 - move % 50);
        const began = performance.now();
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
        for (let turn = 0; words() === before; turn++) {
            if (turn > 10000) throw new Error(`the slider does not answer to ${slider.value}`);
            await null;
        }
        document.documentElement.getBoundingClientRect();
        times.push(performance.now() - began);
    }
    return times;
})(arguments[0])";

/// The least that a move can cost: what each of the page's own moves changes in the document is noted first, and then done
/// again by a script that does nothing else. Elements that come and go are left out, so it is less than the least.
const BY_HAND: &str = "return (async (moves) => {
    const slider = document.getElementById('risk-slider');
    const field = document.getElementById('risk');
    const middle = Math.round(slider.max / 2);
    const frame = () => new Promise(requestAnimationFrame);
    const noted = [];
    const observer = new MutationObserver((records) => noted.push(...records));
    observer.observe(document.querySelector('main'), { subtree: true, attributes: true, characterData: true });
    const steps = [];
    for (let step = 0; step < 50; step++) {
        await frame();
        slider.value = middle + step;
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await frame();
        const changes = noted.splice(0).map(({ target, attributeName: name }) =>
            [target, name, name ? target.getAttribute(name) : target.nodeValue]);
        steps.push([changes, slider.value, field.value]);
    }
    observer.disconnect();
    if (steps.some(([changes]) => changes.length < 5)) throw new Error('a move changes more than that');
    const times = [];
    for (let move = 0; move < moves; move++) {
        await frame();
        const [changes, position, text] = steps[move % 100 < 50 ? move % 50 : 49 - move % 50];
        slider.value = position;
        const began = performance.now();
        for (const [target, name, value] of changes) {
            if (name) target.setAttribute(name, value);
            else target.nodeValue = value;
        }
        field.value = text;
        document.documentElement.getBoundingClientRect();
        times.push(performance.now() - began);
    }
    return times;
})(arguments[0])";

/// Elements on one page whose memory is measured.
const ELEMENTS: usize = 25;

/// Puts so many elements on the page and waits until all of them run.
const MANY: &str = "return (async (many) => {
    await import(new URL('../expected-harm.js', location));
    for (let i = 1; i <= many; i++) {
        const element = document.createElement('expected-harm');
        element.setAttribute('risk', i / 100);
        document.body.prepend(element);
        await element.start();
    }
    await new Promise(requestAnimationFrame);
})(arguments[0])";

/// A figure of the table: what it is, its median and its 95th percentile, and the goals for them.
struct Row {
    what: String,
    unit: &'static str,
    median: f64,
    high: Option<f64>,
    goal: &'static str,
}

fn main() -> Result<()> {
    if let Some(option) = env::args().nth(1) {
        bail!("there is no option {option}");
    }
    let page = Page::blank()?;
    println!("{}\n", described(&page)?);
    // The first visit has the server compress its files, which a host has done long before.
    page.go("")?;

    let mut rows = vec![weight(&page)?];
    for (what, goal, query) in
        [("one move of a slider", "1.4 / 4", ""), ("the same, all sections and the table open", "", ALL_SECTIONS)]
    {
        page.go(query)?;
        page.wait_until_painted()?;
        let times = numbers(&page.run(MOVE, &[json!(MOVES)])?)?;
        rows.push(row(what, "ms", times, goal));
    }
    page.go("")?;
    page.wait_until_painted()?;
    let times = numbers(&page.run(BY_HAND, &[json!(MOVES)])?)?;
    rows.push(row("its changes to the document alone, done by a script", "ms", times, ""));
    rows.push(memory(&page)?);
    // What the first visit has left for when there is no network would answer in place of the network.
    page.browser().chromium("Network.enable", &json!({}))?;
    page.browser().chromium("Network.setBypassServiceWorker", &json!({ "bypass": true }))?;
    page.browser().chromium("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": NOTE_ANSWER }))?;
    loads(&page, LOADS, "", ("180", "200"), &mut rows)?;
    page.browser().set_network(Network::Slow)?;
    page.browser().slow_processor(4)?;
    loads(&page, SLOW_LOADS, ", CPU ÷ 4, 1.6 Mbit/s, 150 ms", ("", "1700"), &mut rows)?;

    println!("{:56} {:>9} {:>9}        {:>9}", "in the browser", "median", "p95", "goal");
    for Row { what, unit, median, high, goal } in rows {
        let high = high.map_or_else(String::new, |high| format!("{high:.1}"));
        println!("{what:56} {median:>9.1} {high:>9}  {unit:5} {goal:>9}");
    }
    Ok(())
}

/// What is compressed on its way, until the page has loaded.
fn weight(page: &Page) -> Result<Row> {
    let script = "return performance.getEntries().filter(({ entryType }) => /navigation|resource/.test(entryType))
        .map(({ encodedBodySize }) => encodedBodySize).reduce((sum, size) => sum + size)";
    let bytes = page.run(script, &[])?.as_f64().context("the browser has loaded nothing")?;
    Ok(Row {
        what: "on the wire, icon included".to_owned(),
        unit: "kB",
        median: bytes / 1000.0,
        high: None,
        goal: "92",
    })
}

/// What calculators add to the memory of a page that has many of them: objects of script and of the document, and the
/// memory of the WebAssembly, which they share.
fn memory(page: &Page) -> Result<Row> {
    page.visit("methods/")?;
    let held = || -> Result<f64> {
        page.browser().chromium("HeapProfiler.collectGarbage", &json!({}))?;
        let usage = page.browser().chromium("Runtime.getHeapUsage", &json!({}))?;
        let bytes = |name: &str| usage[name].as_f64().with_context(|| format!("the browser does not tell {name}"));
        Ok(bytes("usedSize")? + bytes("embedderHeapUsedSize")? + bytes("backingStorageSize")?)
    };
    let before = held()?;
    page.run(MANY, &[json!(ELEMENTS)])?;
    let bytes = held()? - before;
    Ok(Row {
        what: format!("memory of {ELEMENTS} elements on one page"),
        unit: "MB",
        median: bytes / 1e6,
        high: None,
        goal: "",
    })
}

/// Loads the page anew some times, and adds when it appeared and when its slider answered.
fn loads(page: &Page, times: usize, how: &str, goals: (&'static str, &'static str), rows: &mut Vec<Row>) -> Result<()> {
    let (mut painted, mut answered) = (Vec::new(), Vec::new());
    for _ in 0..times {
        page.visit("about:blank")?;
        page.browser().chromium("Network.clearBrowserCache", &json!({}))?;
        page.visit("")?;
        page.wait_until("the slider answers", || Ok(page.run("return window.answered ?? null", &[])?.is_number()))?;
        let script = "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, window.answered]";
        let [paint, answer] = numbers(&page.run(script, &[])?)?[..] else { bail!("the page was never painted") };
        painted.push(paint);
        answered.push(answer);
    }
    rows.push(row(&format!("first contentful paint{how}"), "ms", painted, goals.0));
    rows.push(row(&format!("first slider answers{how}"), "ms", answered, goals.1));
    Ok(())
}

fn numbers(value: &Value) -> Result<Vec<f64>> {
    let numbers: Option<Vec<f64>> = value.as_array().context("no list")?.iter().map(Value::as_f64).collect();
    numbers.context("not all of these are numbers")
}

fn row(what: &str, unit: &'static str, mut values: Vec<f64>, goal: &'static str) -> Row {
    values.sort_by(f64::total_cmp);
    let at = |part: usize| values.get((values.len() * part / 100).min(values.len().saturating_sub(1))).copied();
    // Of a few loads, the highest percentiles are the worst one, which says nothing.
    let high = if values.len() >= 100 { at(95) } else { None };
    Row { what: what.to_owned(), unit, median: at(50).unwrap_or(f64::NAN), high, goal }
}

/// Where and when this is measured.
fn described(page: &Page) -> Result<String> {
    let day = page.run("return new Date().toISOString().slice(0, 10)", &[])?;
    let version = page.browser().chromium("Browser.getVersion", &json!({}))?;
    let text = |value: &Value| value.as_str().unwrap_or("unknown").to_owned();
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(env::consts::ARCH, |(_, model)| model);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let git = Command::new("git").args(["describe", "--always", "--dirty"]).current_dir(repository()).output()?;
    ensure!(git.status.success(), "this is no checkout of the repository");
    let commit = String::from_utf8_lossy(&git.stdout).trim().to_owned();
    let mut lines = format!(
        "{}, commit {commit}; {}, {model}, {threads} threads; {}",
        text(&day),
        env::consts::OS,
        text(&version["product"])
    );
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load: Option<f64> = load.and_then(|load| load.split(' ').next()?.parse().ok());
    if let Some(load) = load.filter(|load| *load > 1.0) {
        lines += &format!("\nThe machine does something else as well (load {load}), so these times are too long.");
    }
    Ok(lines)
}
