//! The page held against axe-core's rules, all of them, in every look that a reader may have set.
//!
//! Contrast of the colours is calculated in `contrast`, the HTML is validated in `html`.

use std::fs;

use acceptance::{Media, Page, Result, node_packages};
use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::open_everything;

acceptance::tests! {
    Except(&[Firefox, WebKit], "a rule about the document, which is the same in every engine") => [
        axe_finds_nothing_on_the_page,
        axe_finds_nothing_in_the_embed,
        axe_finds_nothing_in_a_locked_embed_with_questions,
        axe_finds_nothing_in_the_widget,
        axe_finds_nothing_in_the_methods,
        axe_finds_nothing_with_everything_open_and_something_wrong,
        axe_would_find_something,
    ],
}

/// Rules that are left out, and why.
///
/// Contrast of 7 to 1 is level AAA; the design promises AA, which the rule `color-contrast` holds the page to.
const LEFT_OUT: [&str; 1] = ["color-contrast-enhanced"];

/// Rules that may be unsure; of every other, being unsure is a finding. Text in the chart lies on shapes, whose colour
/// axe does not know (`contrast` calculates those), what is hidden it cannot check until a test opens it, and what is in a
/// frame is looked at by itself.
const UNSURE: [&str; 3] = ["color-contrast", "hidden-content", "frame-tested"];

/// The looks: what they are called, the width of the window, and what the reader has switched on.
const LOOKS: [(&str, u32, &[Media]); 5] = [
    ("light", 1280, &[]),
    ("dark", 1280, &[Media::Dark]),
    ("320 px", 320, &[]),
    ("320 px, dark", 320, &[Media::Dark]),
    ("forced colours", 1280, &[Media::ForcedColors]),
];

/// Runs axe on the page in each of some looks, and returns what it finds. What is in a frame is another document, which
/// has landmarks and a first heading of its own; the embed's is looked at by itself.
fn findings(page: &Page, state: &str, looks: &[(&str, u32, &[Media])]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for &(look, width, media) in looks {
        page.browser().set_size(width, 900)?;
        page.browser().set_media(media)?;
        page.wait_until_painted()?;
        let script =
            "const rules = axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !arguments[0].includes(ruleId) }]);
            return axe.run(document, { rules: Object.fromEntries(rules), iframes: false }).then(({ violations, incomplete, passes }) =>
                [passes.length, [...violations, ...incomplete.filter(({ id }) => !arguments[1].includes(id))]])";
        let results = page.run(script, &[json!(LEFT_OUT), json!(UNSURE)])?;
        ensure!(results[0].as_u64() > Some(30), "axe has checked almost nothing: {}", results[0]);
        for violation in results[1].as_array().into_iter().flatten() {
            for node in violation["nodes"].as_array().into_iter().flatten() {
                found.push(described(violation, node, &format!("{state}, {look}")));
            }
        }
    }
    Ok(found)
}

fn described(violation: &Value, node: &Value, place: &str) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().replace('\n', " ");
    format!("{place}: {} at {}: {}", text(&violation["id"]), node["target"], text(&node["failureSummary"]))
}

/// Makes the axe of the package known to a page that is open.
fn load_axe(page: &Page) -> Result<()> {
    let path = node_packages()?.join("axe-core/axe.min.js");
    let source = fs::read_to_string(&path).with_context(|| format!("{} is not readable", path.display()))?;
    page.run(&source, &[]).map(|_| ())
}

/// Opens a place of the site, does with it what is to be done first, and fails on anything that axe finds.
fn check(place: &str, prepare: impl Fn(&Page) -> Result<()>) -> Result<()> {
    let page = Page::blank()?;
    page.visit(place)?;
    prepare(&page)?;
    load_axe(&page)?;
    let found = findings(&page, place, &LOOKS)?;
    ensure!(found.is_empty(), "axe found {}:\n{}", found.len(), found.join("\n"));
    Ok(())
}

fn axe_finds_nothing_on_the_page() -> Result<()> {
    check("", Page::wait_until_started)
}

fn axe_finds_nothing_in_the_embed() -> Result<()> {
    check("embed/", Page::wait_until_started)
}

fn axe_finds_nothing_in_a_locked_embed_with_questions() -> Result<()> {
    check("embed/?inputs=risk_trend_belief_riks&lens=pause_evaluations&lock=1", |page| {
        page.wait_until_started()?;
        page.run("document.querySelectorAll('summary').forEach((one) => one.click())", &[])?;
        page.wait_until("they open", || Ok(page.count(".lens[open]")? == 2))
    })
}

fn axe_finds_nothing_in_the_widget() -> Result<()> {
    check("widget.html", |page| page.wait_for_text(".headline", "80 million"))
}

fn axe_finds_nothing_in_the_methods() -> Result<()> {
    check("methods/", |page| {
        page.run("document.querySelectorAll('details').forEach((one) => { one.open = true })", &[]).map(|_| ())
    })
}

fn axe_finds_nothing_with_everything_open_and_something_wrong() -> Result<()> {
    check("?risk=2&colour=red&show=table&belief=beta&weight=4", |page| {
        page.wait_until_started()?;
        open_everything(page)?;
        page.type_into("#population", "many")
    })
}

fn axe_would_find_something() -> Result<()> {
    let page = Page::open("")?;
    load_axe(&page)?;
    page.run("document.querySelector('label').style.color = '#aaa'", &[])?;
    page.run("document.querySelector('label').removeAttribute('for')", &[])?;
    let tiny = "min-width: 0; min-height: 0; width: 9px; height: 9px; padding: 0; margin: 0; font-size: 5px";
    page.run(
        "for (const one of document.querySelectorAll('.chips, .chips *')) one.style.cssText = arguments[0]",
        &[tiny.into()],
    )?;
    let found = findings(&page, "damaged", &LOOKS[..1])?.join("\n");
    for rule in ["color-contrast", "label", "target-size"] {
        assert!(found.contains(&format!(": {rule} at")), "axe overlooks {rule}; it finds:\n{found}");
    }
    Ok(())
}
