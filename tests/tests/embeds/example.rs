//! The example of a post with the calculator in it: it has what the command prints, and everything in it works.

use std::fs;

use acceptance::{Page, Result, repository};
use serde_json::json;

acceptance::tests! {
    InEveryBrowser => [
        everything_in_the_example_works,
    ],
    Always => [
        the_example_has_what_the_command_prints,
    ],
}

fn the_example_has_what_the_command_prints() -> Result<()> {
    let example = fs::read_to_string(repository().join("web/example.html"))?;
    let site = "https://example.org/expected-harm/";
    let picture = format!("{site}card.png");
    let snippets: [&[&str]; 4] = [
        &["iframe", "--risk", "2%"],
        &["iframe-resize", "--steps", "3", "--theme", "dark"],
        &["element", "--belief", "log-normal", "--low", "0.01%", "--high", "10%"],
        &["image", "--image", &picture],
    ];
    for options in snippets {
        let command = [&["embed", "--site", site, "--kind"], options].concat();
        let snippet = crate::support::run(&command).success();
        assert!(example.contains(snippet.trim_end()), "`expected-harm {}` prints:\n{snippet}", command.join(" "));
    }
    Ok(())
}

fn everything_in_the_example_works() -> Result<()> {
    let page = Page::blank()?;
    page.visit("example/")?;
    // The picture is that of this site, and leads to its page.
    let loaded = "return document.querySelector('figure img').naturalWidth";
    page.wait_until("the picture is there", || Ok(page.run(loaded, &[])? == json!(1200)))?;
    let leads = page.run("return document.querySelector('figure a').href", &[])?;
    assert!(leads.as_str().is_some_and(|address| address.starts_with(page.site().address())), "{leads}");

    // What is out of sight waits until it comes near.
    let show = |css: &str| page.run("document.querySelector(arguments[0]).scrollIntoView()", &[json!(css)]);
    for (frame, number) in
        [("iframe:not([data-expected-harm])", "160 million"), ("iframe[data-expected-harm]", "238 million")]
    {
        show(frame)?;
        page.enter_frame(frame)?;
        page.wait_for_number(number)?;
        page.wait_until_started()?;
        page.leave_frames()?;
    }
    let heights = "const [fixed, fitting] = document.querySelectorAll('iframe');
        const needed = fitting.contentDocument.getElementById('app').getBoundingClientRect().height;
        return [fixed.clientHeight === 860, Math.abs(fitting.clientHeight - needed) < 2, needed > 400]";
    page.wait_until("the frames have their heights", || Ok(page.run(heights, &[])? == json!([true, true, true])))?;
    show("expected-harm")?;
    let number = "return document.querySelector('expected-harm').shadowRoot?.querySelector('.headline .number')?.innerText ?? ''";
    page.wait_until("it shows its scenario", || {
        Ok(page.run(number, &[])?.as_str().is_some_and(|number| number.ends_with("million")))
    })?;
    assert_eq!(page.console_errors()?, [""; 0]);
    Ok(())
}
