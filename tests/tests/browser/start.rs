//! The page in a browser: that it is served as it has to be, and starts.

use acceptance::{Answer, Media, Page, Result};
use serde_json::json;

acceptance::tests! {
    InEveryBrowser => [
        the_page_starts_without_a_word_in_the_console,
        everything_comes_from_the_site_itself_with_the_headers_of_production,
        the_prerendered_result_stays_when_the_webassembly_does_not_come,
    ],
    Except(&[WebKit], "its driver cannot change colour schemes") => [
        the_browser_can_be_made_to_look_like_another_device,
    ],
}

fn the_page_starts_without_a_word_in_the_console() -> Result<()> {
    let page = Page::open("")?;
    assert!(page.title()?.starts_with("Expected Harm"));
    assert!(!page.text("main")?.is_empty());
    assert_eq!(page.console_errors()?, [""; 0]);
    Ok(())
}

fn everything_comes_from_the_site_itself_with_the_headers_of_production() -> Result<()> {
    let page = Page::open("")?;
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let loaded = page.run(script, &[])?;
    let loaded: Vec<&str> = loaded.as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
    assert!(!loaded.is_empty() && loaded.iter().all(|name| name.starts_with(page.site().address())), "{loaded:?}");

    let header = |address: &str, name: &str| {
        let script = "return fetch(arguments[0]).then((answer) => answer.headers.get(arguments[1]))";
        page.run(script, &[json!(address), json!(name)])
    };
    let policy = header("", "content-security-policy")?;
    assert!(policy.as_str().is_some_and(|policy| policy.contains("'wasm-unsafe-eval'")), "{policy}");
    let wasm = loaded.iter().find(|name| name.ends_with(".wasm")).copied().unwrap_or_default();
    assert_eq!(header(wasm, "content-type")?, "application/wasm");
    assert_eq!(header(wasm, "access-control-allow-origin")?, "*");
    Ok(())
}

fn the_prerendered_result_stays_when_the_webassembly_does_not_come() -> Result<()> {
    let page = Page::blank()?;
    let broken = page.site().changed(|request, answer| match request.path.ends_with(".wasm") {
        true => Some(Answer::of(404, "text/html", "<p>Not here.</p>")),
        false => Some(answer),
    })?;
    page.visit(&broken.address())?;
    page.wait_until("the console has the failure", || Ok(!page.console_errors()?.is_empty()))?;
    assert_eq!(page.text("h1 .number")?, "80 million");
    // The browser may still be reporting the same failure in its own words.
    page.console_errors()?;
    Ok(())
}

fn the_browser_can_be_made_to_look_like_another_device() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(360, 640)?;
    page.browser().set_media(&[Media::Dark, Media::ReducedMotion])?;
    page.go("")?;
    let script = "return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches,
        matchMedia('(prefers-reduced-motion)').matches, matchMedia('(forced-colors: active)').matches]";
    assert_eq!(page.run(script, &[])?, json!([360, true, true, false]));
    Ok(())
}
