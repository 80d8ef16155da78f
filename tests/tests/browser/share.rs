//! The panel "Share or embed" on the page: what can be taken along follows the scenario and an author's options, and
//! arrives on the clipboard and in files.

use acceptance::{Answer, Page, Result, key};
use anyhow::Context as _;
use serde_json::{Value, json};

acceptance::tests! {
    InEveryBrowser => [
        what_is_shown_can_be_taken_along_and_follows_the_scenario,
        the_options_are_seen_at_once_in_the_preview_and_the_snippets_and_stay,
        the_widget_is_copied_and_saved_whole_with_scenario_and_options_in_it,
        pictures_are_saved_as_png_and_svg,
        where_the_clipboard_is_refused_the_text_stands_there_selected,
        what_cannot_be_loaded_is_said,
        the_panel_fits_a_narrow_page_and_its_targets_are_large_enough,
    ],
}

/// Opens the page at a query and the panel on it, by key.
fn open(query: &str) -> Result<Page> {
    let page = Page::open(query)?;
    open_panel(&page)?;
    // The preview gets its height when it has started, which moves the buttons below it from under a click.
    let height = "return document.querySelector('.export-preview iframe')?.height ?? '600'";
    page.wait_until("the preview has its own height", || Ok(page.run(height, &[])? != json!("600")))?;
    Ok(page)
}

fn open_panel(page: &Page) -> Result<()> {
    page.press("button[data-share]", key::ENTER)?;
    page.wait_until("the panel has everything", || Ok(page.count(".share .item")? >= 14))
}

/// The text of an item.
fn text(page: &Page, name: &str) -> Result<String> {
    page.value(&format!(".share textarea[aria-label='{name}']"))
}

/// Waits until the text of an item has a part.
fn wait_for(page: &Page, name: &str, part: &str) -> Result<()> {
    let waited = page.wait_until(&format!("{name} has {part}"), || Ok(text(page, name)?.contains(part)));
    waited.with_context(|| text(page, name).unwrap_or_default())
}

fn click(page: &Page, label: &str) -> Result<()> {
    page.click(&format!(".share button[aria-label='{label}']"))
}

/// What the line below an item says.
fn note(page: &Page, name: &str) -> Result<String> {
    let script = "return document.querySelector(`.share textarea[aria-label='${arguments[0]}']`)
        .closest('.item').querySelector('.note').textContent";
    Ok(page.run(script, &[json!(name)])?.as_str().unwrap_or_default().to_owned())
}

fn what_is_shown_can_be_taken_along_and_follows_the_scenario() -> Result<()> {
    let page = open("?risk=0.02&lens=pause")?;
    assert_eq!(page.focused()?, "h2#export-title");
    assert!(text(&page, "Link")?.ends_with("/?v=1&risk=0.02&lens=pause&shows=1.6e8"), "{}", text(&page, "Link")?);
    page.type_into("#risk", "1%")?;
    wait_for(&page, "Link", "/?v=1&lens=pause&shows=8e7")?;
    for (name, part) in [
        ("Quotation", "80 million expected deaths"),
        ("Citation", "@misc"),
        ("Frame", "<iframe"),
        ("Frame that fits its height", "data-expected-harm"),
        ("Element", "<expected-harm v=\"1\">"),
        ("Linked picture", "<img"),
        ("Markdown link", "[80 million"),
        ("Address of the frame", "embed/?v=1"),
        ("Picture in words", "Chart: "),
        ("Table", "orders_of_magnitude,factor,risk"),
        ("Scenario and result", "\"expected_deaths\": 80000000.0"),
    ] {
        assert!(text(&page, name)?.contains(part), "{name}: {}", text(&page, name)?);
    }
    // Each says what it is for.
    let purposes = page.texts(".item small")?;
    assert!(purposes.len() > 10 && purposes.iter().all(|purpose| !purpose.is_empty()), "{purposes:?}");
    // It closes by key, and the focus is where it was.
    page.press("#export-width", key::ESCAPE)?;
    assert_eq!(page.focused()?, "button");
    assert_eq!(page.attribute("button[data-share]", "aria-expanded")?.as_deref(), Some("false"));
    assert_eq!(page.run("return document.querySelector('.export-panel').checkVisibility()", &[])?, json!(false));
    Ok(())
}

fn the_options_are_seen_at_once_in_the_preview_and_the_snippets_and_stay() -> Result<()> {
    let page = open("?steps=4")?;
    let history = page.run("return history.length", &[])?;
    page.wait_until("the preview is there", || Ok(page.count(".share iframe")? == 1))?;
    page.enter_frame(".share iframe")?;
    page.wait_for_number("315 million")?;
    page.leave_frames()?;
    page.press("input[data-option=theme][value=dark]", key::SPACE)?;
    for value in ["population", "fatality", "step_steps_per_trend_growth"] {
        page.press(&format!("input[data-option=inputs][value={value}]"), key::SPACE)?;
    }
    page.press("input[data-option=lens][value=pause]", key::SPACE)?;
    page.press("input[data-option=lock]", key::SPACE)?;
    page.type_into("#export-width", "340")?;
    let options = "steps=4&theme=dark&inputs=risk_scale-up&lens=pause&lock=1";
    wait_for(&page, "Address of the frame", options)?;
    // Typed last, and in no address: it may arrive after the other options.
    wait_for(&page, "Frame", "max-width:340px")?;
    assert!(text(&page, "Element")?.contains("inputs=\"risk_scale-up\" lens=\"pause\" lock=\"1\""));
    page.wait_for_text(".share figcaption", "340 pixels wide")?;
    page.enter_frame(".share iframe")?;
    page.wait_until("the preview follows", || {
        Ok(page.text(".inputs")?
            == "Risk per 10×\n1%\n1 in 100 for each 10×\nScale-up\n10000×\nAbout 6.1 years at 4.5× a year")
    })
    .with_context(|| page.text(".inputs").unwrap_or_default())?;
    assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
    assert!(page.text(".lenses")?.starts_with("What does a pause buy?"));
    page.leave_frames()?;
    // The frame is as high as what is in it, and leaves nothing in the history.
    let fits = "const { contentDocument, clientHeight } = document.querySelector('.share iframe');
        return contentDocument.documentElement.scrollHeight <= clientHeight";
    page.wait_until("the frame fits", || Ok(page.run(fits, &[])? == json!(true)))?;
    assert_eq!(page.run("return history.length", &[])?, history);
    // What was chosen outlives a change of the scenario and a closed panel.
    page.type_into("#risk", "2%")?;
    wait_for(&page, "Address of the frame", &format!("risk=0.02&{options}"))?;
    page.click("button[data-share]")?;
    open_panel(&page)?;
    wait_for(&page, "Address of the frame", &format!("risk=0.02&{options}"))?;
    page.type_into("#export-width", "34")?;
    page.wait_for_text(
        ".export-panel > .note",
        "width must be a whole number of pixels between 100 and 4000, but got 34.",
    )?;
    for (text, part) in [("640px", "max-width:640px"), ("1,000", "max-width:1000px"), (" 480 px ", "max-width:480px")] {
        page.type_into("#export-width", text)?;
        wait_for(&page, "Frame", part)?;
        assert_eq!(page.text("#export-width-note")?, "Left empty, it takes the width of its column.");
    }
    for text in ["0", "wide", "640.5", "-640", "1e3"] {
        page.type_into("#export-width", text)?;
        page.wait_for_text("#export-width-note", &format!("between 100 and 4000, but got {text}."))?;
        assert_eq!(page.attribute("#export-width", "aria-invalid")?.as_deref(), Some("true"));
    }
    Ok(())
}

/// What the page puts on the clipboard and into files from now on, in place of the browser's own.
const WATCH: &str = "window.copied = []; window.saved = [];
    const clipboard = {
        writeText: async (text) => { copied.push(text) },
        write: async ([item]) => { copied.push(await (await item.getType('text/plain')).text()) },
    };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard });
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => { saved.push(blob); return createObjectURL(blob) };
    HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }";

fn the_widget_is_copied_and_saved_whole_with_scenario_and_options_in_it() -> Result<()> {
    let page = open("?risk=0.02")?;
    page.run(WATCH, &[])?;
    page.press("input[data-option=lock]", key::SPACE)?;
    wait_for(&page, "Address of the frame", "lock=1")?;
    click(&page, "Copy Widget in one file")?;
    page.wait_until("it is copied", || Ok(page.run("return copied.length", &[])? == json!(1)))?;
    let widget = page.run("return copied[0]", &[])?;
    let widget = widget.as_str().unwrap_or_default();
    let site = page.site().address();
    let scenario = format!(
        "<script type=\"application/json\" id=\"expected-harm-scenario\">\
         {{\"version\":1,\"site\":\"{site}\",\"scenario\":{{\"risk\":\"0.02\"}},\"view\":{{\"lock\":\"1\"}}}}</script>"
    );
    assert!(widget.starts_with("<!DOCTYPE html>") && widget.trim_end().ends_with("</html>"));
    assert!(widget.contains(&scenario), "{:?}", widget.find("expected-harm-scenario"));
    page.wait_until("it says so", || Ok(note(&page, "Widget in one file")? == "Copied."))?;
    click(&page, "Save Widget in one file")?;
    page.wait_until("it is saved", || Ok(page.run("return saved.length", &[])? == json!(2)))?;
    let saved = page.run("return saved[0].text().then((text) => [text === copied[0], saved[1]])", &[])?;
    assert_eq!(saved, json!([true, "expected-harm-widget.html"]));
    Ok(())
}

fn pictures_are_saved_as_png_and_svg() -> Result<()> {
    let page = open("?risk=0.02")?;
    page.run(WATCH, &[])?;
    // As large as they say, drawn, and not one colour.
    let picture = "return (async (blob, name) => {
            const bitmap = await createImageBitmap(blob);
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            canvas.drawImage(bitmap, 0, 0);
            const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
            const colours = new Set(new Uint32Array(data.buffer));
            return [name, blob.type, bitmap.width, bitmap.height, colours.size > 100];
        })(...saved.splice(0))";
    for (label, file, width, height) in [
        ("Save PNG Card", "expected-harm-card.png", 1200, Some(630)),
        ("Save PNG Chart", "expected-harm.png", 1552, None),
    ] {
        click(&page, label)?;
        page.wait_until("it is saved", || Ok(page.run("return saved.length", &[])? == json!(2)))?;
        let saved = page.run(picture, &[])?;
        assert_eq!(
            (&saved[0], &saved[1], &saved[2], &saved[4]),
            (&json!(file), &json!("image/png"), &json!(width), &json!(true))
        );
        assert!(height.is_none_or(|height: u32| saved[3] == height), "{saved}");
    }
    click(&page, "Save SVG Card")?;
    page.wait_until("it is saved", || Ok(page.run("return saved.length", &[])? == json!(2)))?;
    let saved = page.run("return saved[0].text().then((text) => [text, saved[1]])", &[])?;
    assert_eq!(saved, json!([text(&page, "Card")?, "expected-harm-card.svg"]));
    // What is shown of them is the picture itself.
    let shown =
        "return [...document.querySelectorAll('.export-picture')].map((one) => one.complete && one.naturalWidth > 0)";
    assert_eq!(page.run(shown, &[])?, json!([true, true]));
    Ok(())
}

fn where_the_clipboard_is_refused_the_text_stands_there_selected() -> Result<()> {
    let page = open("")?;
    page.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })", &[])?;
    for name in ["Link", "Widget in one file"] {
        click(&page, &format!("Copy {name}"))?;
        page.wait_until("it says so", || Ok(note(&page, name)?.starts_with("Selected: copy it")))?;
        let selected = "const { ariaLabel, value, selectionStart, selectionEnd } = document.activeElement;
            return [ariaLabel, value.length > 20 && selectionEnd - selectionStart === value.length]";
        assert_eq!(page.run(selected, &[])?, json!([name, true]));
    }
    Ok(())
}

fn what_cannot_be_loaded_is_said() -> Result<()> {
    let page = Page::blank()?;
    // A site of which a file is missing.
    let without = |missing: &'static str| {
        page.site().changed(move |request, answer| match request.path.starts_with(missing) {
            true => Some(Answer::of(404, "text/html", "<p>Not here.</p>")),
            false => Some(answer),
        })
    };
    let site = without("assets/share-")?;
    page.go(&site.address())?;
    page.click("button[data-share]")?;
    page.wait_for_text(".share", "Couldn’t load the sharing tools")?;
    page.console_errors()?;
    let site = without("expected-harm-core.js")?;
    page.go(&site.address())?;
    page.click("button[data-share]")?;
    page.wait_for_text(".share", "Couldn’t load the sharing tools")?;
    page.console_errors()?;
    let site = without("widget.html")?;
    page.go(&site.address())?;
    open_panel(&page)?;
    click(&page, "Copy Widget in one file")?;
    page.wait_until("it says so", || Ok(note(&page, "Widget in one file")?.starts_with("That did not work")))?;
    page.console_errors()?;
    Ok(())
}

fn the_panel_fits_a_narrow_page_and_its_targets_are_large_enough() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(320, 700)?;
    page.go("")?;
    open_panel(&page)?;
    page.wait_until("the preview is there", || Ok(page.count(".share iframe")? == 1))?;
    let widths = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[])?;
    assert_eq!(widths, json!([320, 320]));
    let small = "return [...document.querySelectorAll('.share :is(button, input)')]
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)";
    assert_eq!(page.run(small, &[])?, Value::Array(Vec::new()));
    Ok(())
}
