//! The widget in one file: in the frame that a forum puts it into, from the disk, and where it cannot run.

use std::fs;

use acceptance::{Page, Result, key, repository};
use serde_json::json;

use crate::encoded;
use crate::hosts::{POLICY, serve, serve_unchanged};
use crate::support::run;

acceptance::tests! {
    InEveryBrowser => [
        the_widget_runs_in_a_sandboxed_frame_without_an_origin,
        a_widget_heeds_its_options_and_offers_the_link_where_no_window_may_open,
        the_widget_runs_from_the_disk_and_reads_a_whole_document,
        what_the_command_bakes_into_the_widget_is_what_it_shows,
        the_widget_says_why_it_stands_still_and_shows_the_result_all_the_same,
    ],
    Once => [
        the_widget_is_one_file_of_at_most_a_megabyte_that_no_filter_takes_apart,
    ],
}

/// A scenario as the command bakes it in.
const SCENARIO: &str = r#"{"version":1,"scenario":{"risk":"0.02"},"view":{"theme":"dark"}}"#;

fn the_widget_runs_in_a_sandboxed_frame_without_an_origin() -> Result<()> {
    let page = Page::blank()?;
    let host = serve_unchanged()?;
    for width in [340, 700] {
        page.visit(&format!("{host}sandbox.html?width={width}&scenario={}", encoded(SCENARIO)))?;
        page.enter_frame("#frame")?;
        page.wait_for_number("160 million")?;
        assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
        assert_eq!(
            page.run("return [origin, location.search, document.documentElement.lang]", &[])?,
            json!(["null", "", "en"])
        );
        assert_eq!(page.run("return document.documentElement.scrollWidth <= innerWidth", &[])?, json!(true));
        page.press("#risk-slider", key::RIGHT)?;
        page.wait_until("it answers", || Ok(page.text(".headline .number")? != "160 million"))?;
        // What a file without a site has nothing to open.
        assert_eq!(page.count("footer a")?, 0);
        assert_eq!(page.count("button[value=share]")?, 0);
        page.leave_frames()?;
        let heights = "return messages.filter((one) => one?.type === 'iframe-widget-resize').map((one) => one.height)";
        page.wait_until("the frame says its height", || Ok(page.run(heights, &[])? != json!([])))?;
        std::thread::sleep(std::time::Duration::from_millis(1000));
        let heights = page.run(heights, &[])?;
        let heights: Vec<f64> = heights.as_array().into_iter().flatten().filter_map(|one| one.as_f64()).collect();
        assert!((1..=3).contains(&heights.len()), "{heights:?}");
        assert_eq!(page.run("return messages.some((one) => one === null)", &[])?, json!(false));
        // In a frame of that height nothing is left to scroll, and nothing more is said.
        let fits =
            "const frame = document.getElementById('frame'); frame.height = arguments[0]; frame.style.border = 0";
        page.run(fits, &[json!(heights.last())])?;
        page.enter_frame("#frame")?;
        page.wait_until("nothing is left to scroll", || {
            Ok(page.run("return document.documentElement.scrollHeight <= innerHeight", &[])? == json!(true))
        })?;
        page.leave_frames()?;
    }
    Ok(())
}

fn a_widget_heeds_its_options_and_offers_the_link_where_no_window_may_open() -> Result<()> {
    let page = Page::blank()?;
    let scenario = r#"{"version":1,"site":"https://example.org/","scenario":{"risk":"0.02"},
        "view":{"inputs":"risk","lens":["pause","paus"],"lock":"1"}}"#;
    page.visit(&format!("{}sandbox.html?width=340&scenario={}", serve_unchanged()?, encoded(scenario)))?;
    page.enter_frame("#frame")?;
    page.wait_for_text(".inputs", "Risk per 10×\n2%")?;
    assert_eq!(page.count(".embed input:not([name=reading])")?, 0);
    assert_eq!(page.count(".lens")?, 1);
    assert!(page.text(".notices")?.contains("did you mean pause?"));
    assert_eq!(page.attribute("footer a", "href")?.as_deref(), Some("https://example.org/?v=1&risk=0.02"));
    for button in ["button[data-share]", "footer a"] {
        page.click(button)?;
        // Not every browser refuses the clipboard to such a frame.
        page.wait_until("the link is copied, or selected to be", || {
            let note = page.text(".share .note")?;
            Ok(note.starts_with("The link is copied.")
                || note.starts_with("The link is selected: copy it with your keyboard."))
        })?;
        assert_eq!(page.value(".share textarea")?, "https://example.org/?v=1&risk=0.02");
        assert_eq!(page.focused()?, "textarea");
        page.click("button[data-share]")?;
        assert_eq!(page.count(".share *")?, 0);
    }
    // The browser remarks on the window that it has not opened.
    assert!(page.console_errors()?.iter().all(|line| line.contains("allow-popups") || line.contains("lipboard")));
    Ok(())
}

fn the_widget_runs_from_the_disk_and_reads_a_whole_document() -> Result<()> {
    let page = Page::blank()?;
    let file = repository().join("dist/widget.html");
    page.go(&format!("file://{}", file.display()))?;
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_until("it answers", || Ok(page.text(".headline .number")? != "80 million"))?;
    let document =
        r#"{"version":1,"scenario":{"risk":1,"fatality":0.5,"level":null,"belief":"point"},"assessment":{"risk":1}}"#;
    page.visit(&format!("{}sandbox.html?width=500&scenario={}", serve_unchanged()?, encoded(document)))?;
    page.enter_frame("#frame")?;
    page.wait_for_number("4 billion")?;
    assert_eq!(page.count(".notices")?, 0);
    Ok(())
}

fn what_the_command_bakes_into_the_widget_is_what_it_shows() -> Result<()> {
    let widget = repository().join("dist/widget.html");
    let options = ["embed", "--site", "https://example.org/", "--kind", "widget", "--theme", "dark"];
    let scenario = ["--risk", "2%", "--from", "2.1e25", "--to", "2.1e27", "--widget"];
    let path = widget.to_string_lossy();
    let arguments: Vec<&str> = options.into_iter().chain(scenario).chain([&*path]).collect();
    let folder = tempfile::tempdir()?;
    let baked = folder.path().join("widget.html");
    fs::write(&baked, run(&arguments).success())?;
    let page = Page::blank()?;
    page.visit(&format!("file://{}", baked.display()))?;
    page.wait_for_number("317 million")?;
    assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
    Ok(())
}

fn the_widget_says_why_it_stands_still_and_shows_the_result_all_the_same() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| match path {
        "site/widget.html" => answer.with(POLICY, "script-src 'unsafe-inline'"),
        _ => answer,
    })?;
    page.visit(&format!("{host}site/widget.html"))?;
    page.wait_for_text(".boot-failure", "the security policy of this page does not allow WebAssembly")?;
    assert!(page.text(".headline")?.starts_with("80 million"));
    page.console_errors()?;
    page.visit(&format!("{host}sandbox.html?width=500&scenario=%7Brisk"))?;
    page.enter_frame("#frame")?;
    page.wait_for_text(".boot-failure", "The scenario that was put into this widget cannot be read")?;
    assert!(page.text(".headline")?.contains("80 million"));
    Ok(())
}

fn the_widget_is_one_file_of_at_most_a_megabyte_that_no_filter_takes_apart() -> Result<()> {
    let html = fs::read_to_string(repository().join("dist/widget.html"))?;
    assert!(html.len() <= 1_000_000, "{} bytes", html.len());
    for absent in ["<del", "<img", "<link", "src=\"", "href=\"", "@import", "url("] {
        assert!(!html.contains(absent), "{absent}");
    }
    assert!(html.contains("<span class=\"number\">80 million</span>"));
    Ok(())
}
