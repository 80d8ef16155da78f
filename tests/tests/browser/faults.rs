//! What goes wrong on the way and in the browser: the program late, damaged or twice, storage and clipboard refused, pages
//! restored, windows of every size, paper.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use acceptance::{Answer, Media, Page, Result, Server, key};
use serde_json::{Value, json};

use crate::hosts::post;

acceptance::tests! {
    InEveryBrowser => [
        what_the_reader_does_before_the_program_comes_is_kept,
        a_program_that_is_cut_off_is_said_and_comes_at_the_next_try,
        two_copies_of_the_elements_script_define_it_once,
        storage_workers_and_clipboard_may_all_be_refused,
        a_page_that_is_come_back_to_shows_what_its_controls_say,
        fields_that_the_browser_restores_do_not_differ_from_the_result,
        a_page_that_another_program_has_changed_still_answers,
        a_wrong_clock_changes_the_day_of_a_citation_and_nothing_else,
    ],
    Except(&[WebKit], "its window has a least width") => [
        nothing_is_lost_at_any_zoom_between_a_quarter_and_five_times,
    ],
    Except(&[WebKit], "its driver cannot change settings") => [
        nothing_is_lost_when_the_reader_has_text_twice_as_large,
    ],
    Except(&[WebKit], "its driver does not print") => [
        on_paper_the_page_is_its_result_without_what_only_moves,
    ],
}

/// The headline's number, and what the controls of the risk say: they must always agree.
fn shown(page: &Page) -> Result<[String; 3]> {
    let words = page.attribute("#risk-slider", "aria-valuetext")?.unwrap_or_default();
    Ok([page.text(".headline .number")?, page.value("#risk")?, words])
}

fn wait_for(page: &Page, expected: [&str; 3]) -> Result<()> {
    page.wait_until(&format!("the page shows {expected:?}"), || Ok(shown(page)? == expected))
}

/// The site with a script of the test's before all others in its pages.
fn with_script(page: &Page, script: &'static str) -> Result<Server> {
    page.site().changed(move |request, mut answer| {
        if request.path == "fault.js" {
            return Some(Answer::of(200, "text/javascript", script));
        }
        if answer.header("Content-Type").starts_with("text/html") {
            let html = String::from_utf8_lossy(&answer.body);
            answer.body = html.replacen("<head>", "<head><script src=\"/fault.js\"></script>", 1).into();
        }
        Some(answer)
    })
}

fn what_the_reader_does_before_the_program_comes_is_kept() -> Result<()> {
    let page = Page::blank()?;
    let may_come = Arc::new(AtomicBool::new(false));
    let gate = Arc::clone(&may_come);
    let site = page.site().changed(move |request, answer| {
        while request.path.ends_with(".wasm") && !gate.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(10));
        }
        Some(answer)
    })?;
    // Where the address has a scenario, nothing can be done before it is read (`failure`).
    page.visit(&site.address())?;
    assert_eq!(page.text(".headline .number")?, "80 million");
    page.press("details.more summary", key::ENTER)?;
    page.press("#fatality-slider", key::LEFT)?;
    page.type_into("#risk", "1 in 50")?;
    assert_eq!(page.count("#trend")?, 0);
    may_come.store(true, Ordering::SeqCst);
    page.wait_until_started()?;
    page.wait_for_number("158 million")?;
    assert_eq!(page.value("#risk")?, "1 in 50");
    assert_eq!(page.value("#fatality")?, "99%");
    assert_eq!(page.focused()?, "input#risk");
    assert_eq!(page.count("#trend")?, 1, "what was opened is open");
    page.keys(key::TAB)?;
    wait_for(&page, ["158 million", "2%", "2%"])
}

fn a_program_that_is_cut_off_is_said_and_comes_at_the_next_try() -> Result<()> {
    let page = Page::blank()?;
    let broken = Arc::new(AtomicBool::new(true));
    let breaks = Arc::clone(&broken);
    let site = page.site().changed(move |request, mut answer| {
        if request.path.ends_with(".wasm") && breaks.load(Ordering::SeqCst) {
            answer.cut_off_after = Some(50_000);
        }
        Some(answer)
    })?;
    page.visit(&site.address())?;
    page.wait_for_text(".boot-failure", "The sliders could not start")?;
    assert!(page.text("h1")?.starts_with("80 million"));
    assert!(!page.console_errors()?.is_empty());
    // The browser must not have kept half of it as the whole.
    broken.store(false, Ordering::SeqCst);
    page.reload()?;
    page.console_errors()?;
    page.press("#risk-slider", key::RIGHT)?;
    wait_for(&page, ["84 million", "1.05%", "1.05%"])
}

fn two_copies_of_the_elements_script_define_it_once() -> Result<()> {
    let page = Page::blank()?;
    let host = page.site().changed(|request, answer| {
        if request.path != "host.html" {
            return Some(answer);
        }
        let scripts = "<script type=\"module\" src=\"expected-harm.js\"></script>
            <script type=\"module\" src=\"expected-harm.js?another\"></script>";
        Some(post(scripts, "<expected-harm risk=\"0.02\"></expected-harm>"))
    })?;
    page.visit(&format!("{}host.html", host.address()))?;
    page.wait_until("it runs", || {
        Ok(page.run("return document.querySelector('expected-harm').result?.totalRisk", &[])? == json!(0.02))
    })
}

fn storage_workers_and_clipboard_may_all_be_refused() -> Result<()> {
    let page = Page::blank()?;
    let refuse = "
        const refuse = () => { throw new DOMException('refused', 'SecurityError') };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, { get: refuse });
        Object.defineProperty(document, 'cookie', { get: refuse, set: refuse });
        Object.defineProperty(navigator, 'serviceWorker', { get: refuse });
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
        History.prototype.replaceState = History.prototype.pushState = refuse;";
    let site = with_script(&page, refuse)?;
    page.go(&format!("{}?risk=0.02", site.address()))?;
    assert_eq!(page.run("try { localStorage } catch { return 'refused' }", &[])?, "refused");
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_until("it answers", || Ok(page.value("#risk")? == "2.1%"))?;
    page.click("button[value='population=8300678396']")?;
    page.wait_for_number("174 million")?;
    page.click("button[data-share]")?;
    page.wait_until("the list is there", || Ok(page.count(".share textarea, .share input")? > 1))?;
    let copy =
        "[...document.querySelectorAll('.share button')].find((one) => one.textContent.startsWith('Copy')).click()";
    page.run(copy, &[])?;
    page.wait_for_text(".share", "Selected")?;
    // In the preview all of it is refused too, and it starts.
    page.enter_frame(".share iframe")?;
    page.wait_until_started()?;
    page.leave_frames()
}

fn a_page_that_is_come_back_to_shows_what_its_controls_say() -> Result<()> {
    let page = Page::open("?risk=0.02")?;
    page.type_into("#risk", "3%")?;
    page.keys(key::TAB)?;
    page.wait_until("the address has it", || Ok(page.address()?.ends_with("?v=1&risk=0.03")))?;
    // As a link in the page would, and back: restored as it was, or loaded again.
    page.run("location.href = 'methods/'", &[])?;
    page.wait_until("it is left", || Ok(page.title()?.contains("methods")))?;
    page.run("history.back()", &[])?;
    page.wait_until_started()?;
    wait_for(&page, ["240 million", "3%", "3%"])?;
    page.press("#risk-slider", key::LEFT)?;
    page.wait_until("it still answers", || Ok(page.text(".headline .number")? != "240 million"))
}

fn fields_that_the_browser_restores_do_not_differ_from_the_result() -> Result<()> {
    let page = Page::open("?risk=0.02")?;
    page.press("#risk-slider", &key::RIGHT.repeat(10))?;
    // It follows when the slider rests, and a slow machine lets it rest on the way.
    let follows = "const risk = new URLSearchParams(location.search).get('risk');
        return risk !== '0.02' && Math.abs(100 * risk - parseFloat(document.getElementById('risk').value)) < 1e-9";
    page.wait_until("the address follows", || Ok(page.run(follows, &[])? == json!(true)))?;
    let before = shown(&page)?;
    page.reload()?;
    wait_for(&page, before.each_ref().map(String::as_str))?;
    // An embed has no address to keep them in: it begins anew, and all of it does.
    page.go("embed/?risk=0.02")?;
    page.press("#risk-slider", &key::RIGHT.repeat(10))?;
    page.wait_until("it follows", || Ok(page.text(".headline .number")? != "160 million"))?;
    page.reload()?;
    wait_for(&page, ["160 million", "2%", "2%"])
}

/// What is wrong with the layout: what runs off the side of the window, and controls that are not all on it.
const MISPLACED: &str = "
    const wrong = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) wrong.push(`the page is ${scrollWidth} wide in ${innerWidth}`);
    for (const one of document.querySelectorAll('button, input, select, summary, textarea, a')) {
        if (!one.checkVisibility()) continue;
        const { left, right, width, height } = one.getBoundingClientRect();
        if (left < -0.5 || right > innerWidth + 0.5 || width < 1 || height < 1)
            wrong.push(`${one.outerHTML.slice(0, 80)} is from ${left} to ${right}, ${height} high`);
    }
    return wrong;";

/// The places that are looked at, each with everything that a reader may have open at once there.
const PLACES: [&str; 2] =
    ["?risk=2&show=table&lens=evaluations_pause_belief&view=more", "embed/?steps=7&risk=0.0123456"];

fn nothing_is_lost_at_any_zoom_between_a_quarter_and_five_times() -> Result<()> {
    let page = Page::blank()?;
    for place in PLACES {
        page.go(place)?;
        // Zooming makes the window smaller in the page's own pixels, or larger: one of 1280 pixels at 500%, 400%, 200%,
        // 100%, 50% and 25%. And a large screen at 100%.
        for (width, height) in [(256, 400), (320, 400), (640, 400), (1280, 720), (2560, 1440), (5120, 2880)] {
            page.browser().set_size(width, height)?;
            page.wait_until_painted()?;
            assert_eq!(page.run(MISPLACED, &[])?, json!([]), "{place} at {width} by {height}");
        }
    }
    Ok(())
}

fn nothing_is_lost_when_the_reader_has_text_twice_as_large() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_text_size(32)?;
    for place in PLACES {
        page.go(place)?;
        for width in [340, 640, 1280] {
            page.browser().set_size(width, 720)?;
            page.wait_until_painted()?;
            assert_eq!(page.run(MISPLACED, &[])?, json!([]), "{place} at {width}");
        }
        let size = page.style("p", "font-size")?;
        assert!(size.trim_end_matches("px").parse::<f64>()? >= 24.0, "{place}: {size}");
    }
    Ok(())
}

fn on_paper_the_page_is_its_result_without_what_only_moves() -> Result<()> {
    let page = Page::open("?risk=0.02&show=table")?;
    page.browser().set_media(&[Media::Dark, Media::Print])?;
    page.wait_until_painted()?;
    for css in [".slider", ".tools", ".switch", ".chips"] {
        assert_eq!(page.style(css, "display")?, "none", "{css}");
    }
    assert_eq!(page.text(".headline .number")?, "160 million");
    assert!(page.text("table")?.contains("160,000,000"));
    // Ink on paper, whatever the colours on the screen were.
    assert_eq!(page.style("body", "background-color")?, "rgba(255, 255, 255, 1)");
    assert_eq!(page.style("h1", "color")?, "rgba(0, 0, 0, 1)");
    let printed = page.browser().command("print", &json!({ "page": { "width": 21.0, "height": 29.7 } }))?;
    assert!(printed.as_str().is_some_and(|pdf| pdf.starts_with("JVBERi")), "a PDF");
    Ok(())
}

fn a_page_that_another_program_has_changed_still_answers() -> Result<()> {
    let page = Page::open("?risk=0.02")?;
    // As translators do: each text in an element of its own.
    let wrap = "
        const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append(text);
        }
        return texts.length;";
    let wrapped: Value = page.run(wrap, &[])?;
    assert!(wrapped.as_u64() > Some(50), "{wrapped}");
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_until("it answers", || Ok(page.value("#risk")? == "2.1%"))?;
    page.click("button[value='population=8300678396']")?;
    page.wait_until("it answers again", || Ok(page.value("#population")? == "8.3 billion"))
}

fn a_wrong_clock_changes_the_day_of_a_citation_and_nothing_else() -> Result<()> {
    // Times of long ago, and the last one that a date of JavaScript can have.
    const LONG_AGO: &str =
        "Date = class extends Date { constructor(...given) { super(...(given.length ? given : [-1e15])) } }";
    const LAST: &str =
        "Date = class extends Date { constructor(...given) { super(...(given.length ? given : [8.64e15])) } }";
    for (script, day) in [(LONG_AGO, "1970-01-01"), (LAST, "9999-12-31")] {
        let page = Page::blank()?;
        let site = with_script(&page, script)?;
        page.go(&format!("{}?risk=0.02", site.address()))?;
        wait_for(&page, ["160 million", "2%", "2%"])?;
        page.press("button[data-share]", key::ENTER)?;
        page.wait_until("the panel has everything", || Ok(page.count(".share .item")? >= 14))?;
        let citation = page.value(".share textarea[aria-label='Citation']")?;
        assert!(citation.contains(day) && citation.contains("160 million"), "{citation}");
    }
    Ok(())
}
