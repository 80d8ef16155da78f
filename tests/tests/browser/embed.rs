//! The embed: in a frame it says its height, takes a theme, and leaves its address alone.

use acceptance::{Page, Result, key};
use serde_json::json;

acceptance::tests! {
    InEveryBrowser => [
        an_embed_is_complete_at_340_by_400_and_leaves_its_address_alone,
        an_embed_shows_the_inputs_and_questions_that_its_author_chose,
        in_a_locked_embed_the_numbers_are_text_and_nothing_changes_them,
        an_embed_tells_its_host_its_height_and_takes_its_theme,
        in_a_sandboxed_frame_what_is_taken_along_stands_there_selected,
        where_a_frame_may_open_no_window_the_link_is_offered,
        a_plain_frame_has_room_for_the_default_at_every_width_of_the_guide,
    ],
    Except(&[WebKit], "its window has a least width") => [
        no_frame_is_too_small_to_say_that_it_is_no_forecast,
    ],
}

fn an_embed_is_complete_at_340_by_400_and_leaves_its_address_alone() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(340, 400)?;
    page.go("embed/?risk=0.02")?;
    page.wait_for_number("160 million")?;
    for css in [".reserve", ".headline", ".sum", "#risk-slider", "#scale-up-slider"] {
        let place = page.rect(css)?;
        assert!(place.y >= 0.0 && place.y + place.height <= 400.0, "{css}: {place:?}");
    }
    page.type_into("#risk", "1%")?;
    page.wait_for_number("80 million")?;
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(page.address()?.ends_with("embed/?risk=0.02"));
    assert_eq!(
        page.attribute("footer a", "href")?.as_deref(),
        Some(page.site().address()),
        "the full page has the present scenario"
    );
    Ok(())
}

/// The names of the controls that an embed has, each once; the slider over the chart is for reading it.
fn controls(page: &Page) -> Result<Vec<String>> {
    let names = "return [...new Set([...document.querySelectorAll('.embed :is(input, select)')]
        .map((one) => one.name || one.id).filter((name) => name !== 'reading'))]";
    let names = page.run(names, &[])?;
    Ok(names.as_array().into_iter().flatten().filter_map(|name| Some(name.as_str()?.to_owned())).collect())
}

fn no_frame_is_too_small_to_say_that_it_is_no_forecast() -> Result<()> {
    let page = Page::blank()?;
    for (width, height, query) in [
        (340, 400, "?view=pasted"),
        (340, 400, "?from=2.1e25&to=2e29&belief=log-normal&low=0.001&high=0.1&colour=red&inputs=moon"),
        (280, 150, ""),
        (640, 120, "?lock=1&inputs=none"),
        (1200, 700, "?lens=pause"),
    ] {
        page.browser().set_size(width, height)?;
        page.go(&format!("embed/{query}"))?;
        page.wait_until("the result is there", || Ok(page.count(".headline .number")? == 1))?;
        let place = page.rect(".reserve")?;
        assert!(place.y >= 0.0 && place.y + place.height <= f64::from(height), "{width} × {height}: {place:?}");
        assert!(place.x >= 0.0 && place.x + place.width <= f64::from(width), "{width} × {height}: {place:?}");
        assert!(page.text(".reserve")?.ends_with("not a forecast."));
    }
    Ok(())
}

fn an_embed_shows_the_inputs_and_questions_that_its_author_chose() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(340, 400)?;
    for (query, expected, questions) in [
        ("", &["risk", "scale-up", "population", "fatality"][..], 0),
        ("?inputs=risk_scale-up&lens=none", &["risk", "scale-up"], 0),
        ("?inputs=none&lens=pause", &[], 1),
        ("?inputs=risk_trend_steps&belief=log-uniform&low=0.001&high=0.1", &["low", "high", "trend", "steps"], 0),
        ("?inputs=population&lens=evaluations_belief_pause", &["population"], 3),
    ] {
        page.go(&format!("embed/{query}"))?;
        assert_eq!(controls(&page)?, expected, "{query}");
        assert_eq!(page.count(".lens")?, questions, "{query}");
        assert_eq!(page.count(".notices")?, 0, "{query}");
        let widths = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[])?;
        assert_eq!(widths, json!([340, 340]), "{query}");
    }
    // A question that is shown answers, opens, and takes its inputs.
    page.press("#lens-pause summary", key::ENTER)?;
    page.type_into("#pause", "24 months")?;
    page.wait_for_text("#lens-pause .answer", "A pause of 24 months")?;
    page.go("embed/?inputs=pause&lens=pause&pause=12")?;
    page.press("#lens-pause summary", key::ENTER)?;
    page.wait_until("it opens", || Ok(page.count("#risk-cut")? == 1))?;
    assert_eq!(page.count("#pause")?, 1, "an input that stands above does not stand in the question again");
    page.go("embed/?inputs=riks_risk&lens=paus&theme=blue&lock=yes")?;
    assert_eq!(page.count(".notices li")?, 4);
    assert_eq!(controls(&page)?, ["risk"]);
    Ok(())
}

fn in_a_locked_embed_the_numbers_are_text_and_nothing_changes_them() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(340, 400)?;
    page.go("embed/?risk=0.02&lock=1&lens=pause_evaluations&view=more")?;
    page.run("document.querySelectorAll('.lens summary').forEach((one) => one.click())", &[])?;
    page.wait_until("they open", || Ok(page.count(".lens[open]")? == 2))?;
    assert_eq!(controls(&page)?, [""; 0]);
    for row in ["Risk per 10×\n2%", "Scale-up\n10×", "People alive\n8.0 billion", "Share who die\n100%"] {
        assert!(page.text(".inputs")?.contains(row), "{row}: {}", page.text(".inputs")?);
    }
    assert!(page.text(".inputs")?.contains("Trend of the hazard\n1"));
    assert!(page.text("#lens-pause .lens-inputs")?.starts_with("Length of the pause\n6 months"));
    // Whatever can be pressed changes no number.
    for at in 0..page.count(".embed :is(button, summary):not([data-share])")? {
        page.run(
            "document.querySelectorAll('.embed :is(button, summary):not([data-share])')[arguments[0]]?.click()",
            &[json!(at)],
        )?;
        page.wait_until_painted()?;
        assert_eq!(page.text(".headline .number")?, "160 million");
    }
    let link = page.attribute("footer a", "href")?.unwrap_or_default();
    assert!(link.starts_with(&format!("{}?v=1&risk=0.02", page.site().address())), "{link}");
    Ok(())
}

fn an_embed_tells_its_host_its_height_and_takes_its_theme() -> Result<()> {
    let page = Page::open("")?;
    // The page itself is the host: a frame of the same site, and what it posts.
    page.run(
        "window.messages = [];
         addEventListener('message', (event) => messages.push(event.data));
         const frame = document.createElement('iframe');
         frame.id = 'host'; frame.width = 340; frame.height = 400; frame.src = 'embed/?theme=dark&id=one#?secret=s';
         document.body.append(frame);",
        &[],
    )?;
    page.wait_until("the frame says its height", || Ok(page.run("return messages.length", &[])?.as_u64() > Some(0)))?;
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let settled = page.run("return messages.filter((one) => one?.type === 'expected-harm:height').length", &[])?;
    assert!(settled.as_u64().is_some_and(|messages| (1..=3).contains(&messages)), "{settled} messages to settle");
    assert_eq!(page.run("return messages.filter((one) => one === null).length", &[])?, json!(0));
    let last = page.run("return messages.filter((one) => one?.type === 'expected-harm:height').at(-1)", &[])?;
    assert_eq!((&last["version"], &last["id"]), (&json!(1), &json!("one")));
    assert!(last["height"].as_f64() > Some(400.0), "{last}");
    for dialect in [
        "one?.type === 'iframe-widget-resize'",
        "one?.message === 'height' && one.secret === 's'",
        "typeof one === 'string' && JSON.parse(one).context === 'iframe.resize'",
        "one?.sentinel === 'amp'",
    ] {
        let has_come = page.run(&format!("return messages.some((one) => {dialect})"), &[])?;
        assert_eq!(has_come, json!(true), "{dialect}");
    }
    // It says it again to whoever asks, in each host's words.
    for question in [
        "{ type: 'iframe-widget-request-resize' }",
        "{ type: 'expected-harm:request-height' }",
        "{ message: 'ready', secret: 's' }",
    ] {
        let before = page.run("return messages.length", &[])?.as_u64();
        page.run(&format!("document.getElementById('host').contentWindow.postMessage({question}, '*')"), &[])?;
        page.wait_until(&format!("{question} is answered"), || {
            Ok(page.run("return messages.length", &[])?.as_u64() > before)
        })?;
    }
    page.enter_frame("#host")?;
    assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
    page.leave_frames()?;
    page.run("document.getElementById('host').contentWindow.postMessage({ type: 'expected-harm:theme', theme: 'light' }, '*')", &[])?;
    page.enter_frame("#host")?;
    page.wait_until("the theme follows", || Ok(page.style("body", "background-color")? == "rgba(251, 250, 247, 1)"))
}

fn in_a_sandboxed_frame_what_is_taken_along_stands_there_selected() -> Result<()> {
    let page = Page::open("")?;
    page.run(
        "window.messages = [];
         addEventListener('message', (event) => messages.push(event.data));
         const frame = document.createElement('iframe');
         frame.id = 'host'; frame.width = 400; frame.height = 800; frame.sandbox = 'allow-scripts';
         frame.src = 'embed/?risk=0.02#?secret=s';
         document.body.prepend(frame);",
        &[],
    )?;
    page.enter_frame("#host")?;
    page.wait_for_number("160 million")?;
    assert_eq!(page.run("return origin", &[])?, "null");
    page.press("button[data-share]", key::ENTER)?;
    page.wait_until("the panel has everything", || Ok(page.count(".share .item")? >= 14))?;
    assert_eq!(page.count(".share iframe")?, 0, "an embed has no preview of itself");
    let selected = "const { ariaLabel, value, selectionStart, selectionEnd } = document.activeElement;
        return ariaLabel === arguments[0] && value.length > 20 && selectionEnd - selectionStart === value.length";
    for (button, name, words) in [
        ("Copy Link", "Link", "Selected: copy it with your keyboard."),
        ("Save Table", "Table", "This frame may not save files. Selected: copy it with your keyboard."),
        ("Save SVG Chart", "Chart", "This frame may not save files. Selected: copy it with your keyboard."),
    ] {
        page.press(&format!("button[aria-label='{button}']"), key::ENTER)?;
        page.wait_until(&format!("the text of {name} is selected"), || {
            let notes = page.texts(".item .note")?;
            // Not every browser refuses the clipboard to such a frame.
            Ok(name == "Link" && notes.iter().any(|note| note == "Copied.")
                || notes.iter().any(|note| note == words) && page.run(selected, &[json!(name)])? == json!(true))
        })?;
    }
    page.press("button[aria-label='Save PNG Card']", key::ENTER)?;
    page.wait_until("the picture can be saved by hand", || {
        Ok(page.run(
            "return document.querySelector('.export-picture').src.startsWith('data:image/png;base64,iVBOR')",
            &[],
        )? == json!(true))
    })?;
    assert!(page.texts(".item .note")?.iter().any(|note| note.contains("save it from its own menu")));
    // WordPress opens the link for the frame, which may open none.
    page.press("footer a", key::ENTER)?;
    page.leave_frames()?;
    let link = format!("{}?v=1&risk=0.02", page.site().address());
    page.wait_until("the host is asked for the link", || {
        Ok(page.run("return messages.find((one) => one?.message === 'link') ?? null", &[])?
            == json!({ "message": "link", "value": link, "secret": "s" }))
    })?;
    page.console_errors()?;
    Ok(())
}

fn where_a_frame_may_open_no_window_the_link_is_offered() -> Result<()> {
    let page = Page::open("")?;
    page.run(
        "const frame = document.createElement('iframe');
         frame.id = 'host'; frame.width = 400; frame.height = 800; frame.sandbox = 'allow-scripts allow-same-origin';
         frame.src = 'embed/?risk=0.02';
         document.body.prepend(frame);",
        &[],
    )?;
    page.enter_frame("#host")?;
    page.wait_for_number("160 million")?;
    page.press("footer a", key::ENTER)?;
    page.wait_until("the link is there", || Ok(page.count(".share textarea")? == 1))?;
    assert_eq!(page.value(".share textarea")?, format!("{}?v=1&risk=0.02", page.site().address()));
    page.wait_for_text(".share .note", "The link is")?;
    // The browser remarks on the window that it has not opened.
    let remarks = ["allow-popups", "sandbox", "lipboard"];
    let errors = page.console_errors()?;
    assert!(errors.iter().all(|line| remarks.iter().any(|remark| line.contains(remark))), "{errors:?}");
    page.leave_frames()
}

/// The heights that the guide gives for frames of some widths.
fn heights() -> Result<Vec<(u32, u32)>> {
    let guide = std::fs::read_to_string(acceptance::repository().join("docs/embedding.md"))?;
    let rows = guide.split("| width of the frame |").nth(1).unwrap_or_default().lines().skip(2);
    let number = |cell: &str| cell.trim().parse::<u32>();
    let rows = rows.map_while(|row| {
        let mut cells = row.split('|').skip(1);
        Some((number(cells.next()?).ok()?, number(cells.next()?).ok()?))
    });
    Ok(rows.collect())
}

fn a_plain_frame_has_room_for_the_default_at_every_width_of_the_guide() -> Result<()> {
    let page = Page::open("")?;
    let heights = heights()?;
    assert!(heights.len() >= 4 && heights.contains(&(640, 860)), "{heights:?}");
    page.run(
        "document.body.prepend(Object.assign(document.createElement('iframe'), { id: 'host', src: 'embed/?v=1' }))",
        &[],
    )?;
    for (width, height) in heights {
        page.run(
            "Object.assign(document.getElementById('host'), { width: arguments[0], height: arguments[1], frameBorder: 0 })",
            &[json!(width), json!(height)],
        )?;
        page.enter_frame("#host")?;
        page.wait_until_started()?;
        page.wait_until_painted()?;
        let needed = page.run("return document.documentElement.scrollHeight", &[])?;
        let fits = page.run("return document.documentElement.scrollHeight <= innerHeight", &[])?;
        assert_eq!(fits, json!(true), "{width} by {height} scrolls: {needed}");
        page.leave_frames()?;
    }
    Ok(())
}
