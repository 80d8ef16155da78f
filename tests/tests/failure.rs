//! What is left of the page and the embed where the application cannot run: the result in their HTML, a link, and the
//! reason in a sentence. The same for the element and the widget stands in their own tests.

mod damage;
mod hosts;

use acceptance::{Page, Result};
use hosts::{Answer, serve};

/// The page and the embed below a host, with the number that their HTML has.
const PLACES: [&str; 2] = ["site/?risk=0.02", "site/embed/?risk=0.02"];

/// The static result is there, the sentence gives the reason, and a link leads on.
fn is_left(page: &Page, reason: &str) -> Result<()> {
    page.wait_for_text(".boot-failure", reason)?;
    page.wait_for_text(".boot-failure", "The result shown is that of the default scenario.")?;
    assert_eq!(page.text(".headline .number")?, "80 million");
    assert!(page.rect("svg.chart")?.height > 100.0);
    assert_ne!(page.attribute("footer a", "href")?, None);
    // It stands where it is seen at once.
    assert!(page.rect(".boot-failure")?.y < 100.0);
    assert!(!page.console_errors()?.is_empty(), "whoever looks at the console finds the reason there too");
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn the_result_stays_and_the_reason_is_said_whatever_goes_wrong() -> Result<()> {
    type Change = fn(&str, Answer) -> Answer;
    let no_wasm: Change = |path, mut answer| {
        if path.ends_with(".wasm") {
            answer.body = b"<!doctype html><title>Sign in</title>".to_vec();
        }
        answer
    };
    let forbidden: Change = |_, answer| Answer { policy: "script-src 'self'", ..answer };
    let page = Page::blank()?;
    for (change, reason) in [
        (damage::missing as Change, "the program could not be loaded"),
        (damage::truncated, "the program arrived damaged"),
        (no_wasm, "the program arrived damaged"),
        (forbidden, "the security policy of this page does not allow WebAssembly"),
        (damage::without_bindings, "the program could not be loaded"),
    ] {
        let host = serve(change)?;
        for place in PLACES {
            page.visit(&format!("{host}{place}"))?;
            is_left(&page, reason)?;
        }
    }
    let host = serve(damage::old_browser)?;
    for place in PLACES {
        page.visit(&format!("{host}{place}"))?;
        is_left(&page, "this browser has no WebAssembly")?;
    }
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn a_wrong_type_of_the_webassembly_does_not_stop_page_or_embed() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| match path.ends_with(".wasm") {
        true => Answer { kind: "text/plain", ..answer },
        false => answer,
    })?;
    for place in PLACES {
        page.visit(&format!("{host}{place}"))?;
        page.wait_for_text(".headline .number", "160 million")?;
        // The browser's bindings say how it could be faster.
        assert!(page.console_errors()?.join("").contains("MIME"));
    }
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn without_script_the_embed_is_its_result_and_a_link() -> Result<()> {
    let page = Page::without_scripts()?;
    page.browser().set_size(340, 400)?;
    page.go_without_script("embed/?risk=0.02")?;
    assert_eq!(page.text(".headline .number")?, "80 million");
    assert!(page.text(".without-script")?.contains("needs JavaScript"));
    assert!(page.text("table")?.contains("1,000× 2.97% 237,608,000"));
    assert_eq!(page.style(".tools", "display")?, "none");
    assert_eq!(page.text("footer a")?, "Open the full calculator");
    Ok(())
}
