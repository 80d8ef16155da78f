//! Frames on pages that size theirs with somebody else's script: iframe-resizer and pym.js, as their own packages have them.

use std::fs;

use acceptance::{Page, Result, repository};
use anyhow::Context as _;

use crate::hosts::{post, serve_post};

acceptance::tests! {
    InEveryBrowser => [
        iframe_resizer_learns_the_height,
        pym_learns_the_height,
    ],
}

/// A page of another site that has one of the scripts, and what it does with it.
fn host(script: &str, body: &str) -> Result<String> {
    let file = repository().join("tests/embeds/node_modules").join(script);
    let script = fs::read(file).context("run `cargo xtask test --embeds`, or `npm ci` in tests/embeds")?;
    serve_post(post("<script src=\"script.js\"></script>", body), script)
}

/// The frame of the page is as high as its content, and stays so when the content grows.
fn fits(page: &Page, number: &str) -> Result<()> {
    let shown = "return document.querySelector('iframe').clientHeight";
    let needed = "return Math.ceil(document.getElementById('app').getBoundingClientRect().height)";
    let same = || {
        page.enter_frame("iframe")?;
        let needed = page.run(needed, &[])?.as_f64().unwrap_or_default();
        page.leave_frames()?;
        let shown = page.run(shown, &[])?.as_f64().unwrap_or_default();
        Ok(needed > 300.0 && (shown - needed).abs() < 2.0)
    };
    page.enter_frame("iframe")?;
    page.wait_for_number(number)?;
    page.wait_until_started()?;
    assert_eq!(page.count(".notices")?, 0, "what the script adds to the address is not the calculator's");
    page.leave_frames()?;
    page.wait_until("the frame has the height of its content", same)?;
    page.enter_frame("iframe")?;
    page.click("button[value='show=table']")?;
    page.leave_frames()?;
    page.wait_until("the frame follows", same)?;
    // Before the frame has loaded, the one script writes to it as if it had, which the browser reports of any frame.
    let early = "does not match the recipient window";
    let errors: Vec<_> = page.console_errors()?.into_iter().filter(|error| !error.contains(early)).collect();
    assert_eq!(errors, [""; 0]);
    Ok(())
}

fn iframe_resizer_learns_the_height() -> Result<()> {
    let page = Page::blank()?;
    let frame = format!(
        "<iframe id=\"calculator\" src=\"{}embed/?v=1&amp;risk=0.02\" width=\"640\" title=\"Calculator\"></iframe>\
         <script>iFrameResize({{}}, '#calculator')</script>",
        page.site().address()
    );
    page.visit(&host("iframe-resizer/js/iframeResizer.js", &frame)?)?;
    fits(&page, "160 million")
}

fn pym_learns_the_height() -> Result<()> {
    let page = Page::blank()?;
    let frame = format!(
        "<div id=\"calculator\"></div><script>new pym.Parent('calculator', '{}embed/?v=1&risk=0.02', {{ optionalparams: true }})</script>",
        page.site().address()
    );
    page.visit(&host("pym.js/dist/pym.v1.js", &frame)?)?;
    fits(&page, "160 million")
}
