//! The page, the embed, the element and the widget in a browser, and what their HTML must be.
//!
//! These tests are ignored in a plain `cargo test`. `cargo xtask test` runs them; so does `cargo test --package acceptance
//! --test browser -- --ignored`, after `cargo xtask build`.

#[path = "../hosts/mod.rs"]
mod hosts;
#[path = "../support/mod.rs"]
mod support;

mod accessibility;
mod agreement;
mod bad_input;
mod damage;
mod element;
mod embed;
mod failure;
mod faults;
mod fields;
mod html;
mod module;
mod offline;
mod page;
mod safety;
mod share;
mod start;
mod widget;

use std::process::ExitCode;

use acceptance::{Page, Result};

fn main() -> ExitCode {
    let files = [
        accessibility::TESTS,
        agreement::TESTS,
        bad_input::TESTS,
        element::TESTS,
        embed::TESTS,
        failure::TESTS,
        faults::TESTS,
        fields::TESTS,
        html::TESTS,
        module::TESTS,
        offline::TESTS,
        page::TESTS,
        safety::TESTS,
        share::TESTS,
        start::TESTS,
        widget::TESTS,
    ];
    acceptance::run("browser", &files)
}

/// Opens every section, disclosure and panel of the page, and waits until it is there.
pub(crate) fn open_everything(page: &Page) -> Result<()> {
    for closed in ["summary", "button[value=pin]", "button[data-share]"] {
        for at in 0..page.count(closed)? {
            let script = "const one = document.querySelectorAll(arguments[0])[arguments[1]];
                if (!one.closest('details')?.open) one.click()";
            page.run(script, &[closed.into(), at.into()])?;
        }
    }
    page.wait_until("the panel has everything", || Ok(page.count(".share .item")? > 10))?;
    page.run(
        "document.querySelectorAll('.share .item button[aria-expanded=false]').forEach((one) => one.click())",
        &[],
    )?;
    page.wait_until("everything is open", || {
        let waiting = page.count("details:not([open])")? + page.count("button[aria-expanded=false]")?;
        Ok(waiting == 0 && page.count(".share iframe")? == 1)
    })
}

/// A text as the value of a query: every byte in its escaped form.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
