//! What is left of the page and the embed where the application cannot run: the result in their HTML, a link, and the
//! reason in a sentence. The same for the element and the widget stands in their own tests.

use std::{thread, time::Duration};

use acceptance::{Answer, Page, Result, key};
use serde_json::{Value, json};

use crate::damage::{self, Change};
use crate::hosts::{POLICY, html, not_found, serve};

acceptance::tests! {
    InEveryBrowser => [
        a_number_that_is_not_the_links_says_so_whatever_does_not_come,
        until_the_program_comes_a_number_that_is_not_the_links_is_marked_and_a_default_is_not,
        every_page_works_without_the_slash_that_a_host_has_taken_away_and_with_links_that_were_escaped_twice,
        the_result_stays_and_the_reason_is_said_whatever_goes_wrong,
        a_wrong_type_of_the_webassembly_does_not_stop_page_or_embed,
        without_script_the_embed_is_its_result_and_a_link,
    ],
    Except(&[WebKit], "its driver waits for what hangs") => [
        a_number_that_is_not_the_links_says_so_when_what_should_come_hangs,
    ],
}

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

/// What a reader sees of a page in a frame of the host's: the number, the sentences above it, and which controls take the
/// focus. It is asked from outside, because a driver waits for what never comes.
const SEEN: &str = "
    const { contentDocument: inside } = document.getElementById('frame');
    const seen = (css) => [...inside.querySelectorAll(css)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.offsetHeight > 9);
    const takes = (one) => (one.focus(), inside.activeElement === one);
    const [number] = seen('.headline .number');
    return [number?.innerText ?? '', seen('.waiting, .boot-failure').map((one) => one.innerText).join(' '),
        [...inside.querySelectorAll('input, button, select, summary')].filter(takes).length];";

/// Opens a place in a frame of a host.
fn frame(page: &Page, host: &str, place: &str) -> Result<()> {
    page.visit(&format!("{host}many.html"))?;
    let add = "const frame = Object.assign(document.createElement('iframe'), { id: 'frame', width: 700, height: 700, src: arguments[0] });
        document.body.append(frame)";
    page.run(add, &[json!(place)]).map(|_| ())
}

fn until(page: &Page, what: &str, fits: impl Fn(&str, &str, u64) -> bool) -> Result<()> {
    let mut seen = Value::Null;
    let waited = page.wait_until(what, || {
        seen = page.run(SEEN, &[]).unwrap_or_default();
        let [number, words] = [0, 1].map(|at| seen[at].as_str().unwrap_or_default());
        Ok(fits(number, words, seen[2].as_u64().unwrap_or(u64::MAX)))
    });
    waited.map_err(|error| error.context(seen.to_string()))
}

/// Pages whose address has a scenario, by the number that their HTML has.
const ASKED: [(&str, &str); 3] = [
    ("site/?v=1&risk=0.02&steps=3", "80 million"),
    ("site/embed/?v=1&risk=0.02&steps=3", "80 million"),
    ("site/s/ord/?v=1&risk=0.02&steps=3", "800 million"),
];

fn a_number_that_is_not_the_links_says_so_whatever_does_not_come() -> Result<()> {
    let home: Change = |path, answer| match path.contains("/assets/") && !path.ends_with(".css") {
        true => html("<!doctype html><h1>Welcome</h1>"),
        false => answer,
    };
    let no_boot: Change = |path, answer| match path.contains("/boot-") {
        true => not_found(),
        false => answer,
    };
    let nothing: Change = |path, answer| match path.contains("/assets/") {
        true => not_found(),
        false => answer,
    };
    let blocked: Change = |path, answer| match path.contains("/boot-") {
        true => Answer::of(200, "text/javascript", "throw new Error('blocked')"),
        false => answer,
    };
    say_why(&[
        ("its start is missing", serve(no_boot)?),
        ("there is an HTML page in the place of all scripts", serve(home)?),
        ("everything is missing", serve(nothing)?),
        ("its start is another's", serve(blocked)?),
    ])
}

fn a_number_that_is_not_the_links_says_so_when_what_should_come_hangs() -> Result<()> {
    let hangs = |path: &str, part: &str| {
        if path.contains(part) {
            thread::sleep(Duration::from_secs(25));
        }
    };
    let boot_hangs = move |path: &str, answer| {
        hangs(path, "/boot-");
        answer
    };
    let program_hangs = move |path: &str, answer| {
        hangs(path, ".wasm");
        answer
    };
    say_why(&[("its start hangs", serve(boot_hangs)?), ("its program hangs", serve(program_hangs)?)])
}

/// Each of these hosts shows the numbers of the link, or says that it does not and why.
fn say_why(hosts: &[(&str, String)]) -> Result<()> {
    let page = Page::blank()?;
    for (what, host) in hosts {
        for (place, number) in ASKED {
            frame(&page, host, place)?;
            until(&page, &format!("{what}: {place} says why nothing moves"), |shown, words, controls| {
                let says =
                    words.contains("The sliders could not start") && words.contains("The result shown is that of");
                // Where the style is missing too, the words are all that there is.
                shown == number && says && (controls == 0 || *what == "everything is missing")
            })?;
        }
        page.console_errors()?;
    }
    Ok(())
}

fn until_the_program_comes_a_number_that_is_not_the_links_is_marked_and_a_default_is_not() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| {
        if path.ends_with(".wasm") {
            thread::sleep(Duration::from_secs(3));
        }
        answer
    })?;
    for (place, number) in ASKED {
        frame(&page, &host, place)?;
        until(&page, &format!("{place} is marked"), |shown, words, controls| {
            shown == number
                && words.starts_with("Loading your numbers…")
                && words.ends_with("scenario.")
                && controls == 0
        })?;
        until(&page, &format!("{place} has its numbers"), |shown, words, controls| {
            shown == "470 million" && words.is_empty() && controls > 4
        })?;
    }
    frame(&page, &host, "site/")?;
    until(&page, "the default is as it is", |shown, words, controls| {
        shown == "80 million" && words.is_empty() && controls > 4
    })
}

fn every_page_works_without_the_slash_that_a_host_has_taken_away_and_with_links_that_were_escaped_twice() -> Result<()>
{
    let page = Page::blank()?;
    // Below a path, and with files nowhere else.
    let host = serve(|path, answer| match path.starts_with("assets/") || path.starts_with("site/embed/assets") {
        true => not_found(),
        false => answer,
    })?;
    for (place, number) in [
        ("site/embed?v=1&risk=0.02", "160 million"),
        ("site/embed/?v=1&risk=0.02", "160 million"),
        ("site/embed/index.html?v=1&risk=0.02", "160 million"),
        ("site?v=1&risk=0.02", "160 million"),
        ("site/s/ord", "800 million"),
        ("site/s/ord?v=1&risk=0.02", "160 million"),
        ("site/?v=1&#038;risk=0.02", "160 million"),
        ("site/embed/?v=1&#038;risk=0.02&#038;theme=dark", "160 million"),
        ("site/embed?v=1&#x26;risk=0.02", "160 million"),
    ] {
        page.go(&format!("{host}{place}"))?;
        page.wait_for_number(number)?;
        page.wait_until(&format!("{place} has its style"), || Ok(page.style("body", "margin")? == "0px"))?;
        page.press("#risk-slider", key::RIGHT)?;
        page.wait_until(&format!("{place} answers"), || Ok(page.text(".headline .number")? != number))?;
        if place.contains("theme=dark") {
            assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
        }
        // What a browser looks for ahead of the page's first script is not there.
        page.console_errors()?;
    }
    // What is written after a change has nothing left of the escape.
    page.go(&format!("{host}site/?v=1&#038;risk=0.02"))?;
    page.type_into("#risk", "3%")?;
    page.wait_until("the address follows", || Ok(page.address()?.ends_with("/site/?v=1&risk=0.03")))?;
    page.visit(&format!("{host}site/methods"))?;
    assert_eq!(page.style("body", "margin")?, "0px");
    assert!(page.text("h1")?.starts_with("Methods"));
    page.console_errors().map(|_| ())
}

fn the_result_stays_and_the_reason_is_said_whatever_goes_wrong() -> Result<()> {
    let no_wasm: Change = |path, mut answer| {
        if path.ends_with(".wasm") {
            answer.body = b"<!doctype html><title>Sign in</title>".to_vec();
        }
        answer
    };
    let forbidden: Change = |_, answer| answer.with(POLICY, "script-src 'self'");
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

fn a_wrong_type_of_the_webassembly_does_not_stop_page_or_embed() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| match path.ends_with(".wasm") {
        true => answer.with("Content-Type", "text/plain"),
        false => answer,
    })?;
    for place in PLACES {
        page.visit(&format!("{host}{place}"))?;
        page.wait_for_number("160 million")?;
        // The browser's bindings say how it could be faster.
        assert!(page.console_errors()?.join("").contains("MIME"));
    }
    Ok(())
}

fn without_script_the_embed_is_its_result_and_a_link() -> Result<()> {
    let page = Page::without_scripts()?;
    page.browser().set_size(340, 400)?;
    page.visit("embed/?risk=0.02")?;
    assert_eq!(page.text(".headline .number")?, "80 million");
    assert!(page.text(".without-script")?.contains("needs JavaScript"));
    assert!(page.text("table")?.contains("1,000× 2.97% 237,608,000"));
    assert_eq!(page.style(".tools", "display")?, "none");
    assert_eq!(page.text("footer a")?, "Open the full calculator");
    Ok(())
}
