//! The custom element on other people's pages: several of them with one WebAssembly, changed by readers and by the page,
//! added and removed, and what is left where it cannot run.

use acceptance::{Page, Result, key};
use anyhow::Context as _;
use serde_json::{Value, json};

use crate::damage::{self, Change};
use crate::hosts::{POLICY, serve, serve_unchanged};

acceptance::tests! {
    InEveryBrowser => [
        two_elements_of_another_site_share_one_webassembly,
        an_element_heeds_its_options_and_says_which_mean_nothing,
        keys_attributes_and_events_follow_each_other,
        an_element_keeps_its_look_and_its_numbers_in_another_document,
        twenty_five_elements_and_ten_frames_start_at_once_and_an_element_that_is_moved_keeps_its_scenario,
        what_stands_inside_stays_when_it_cannot_run_with_the_reason_in_a_sentence,
        a_program_that_hangs_is_said_and_is_shown_if_it_comes_after_all,
        a_wrong_type_of_the_webassembly_does_not_stop_it,
    ],
    Except(&[Firefox, WebKit], "no other driver counts nodes and listeners") => [
        an_element_can_be_added_and_removed_a_hundred_times_without_growth,
    ],
}

/// The text of an element inside the calculator of another element, once that is there.
const INSIDE: &str = "const [id, css] = arguments;
    return document.getElementById(id).shadowRoot?.querySelector(css)?.innerText ?? null";

fn inside(page: &Page, id: &str, css: &str) -> Result<String> {
    Ok(page.run(INSIDE, &[json!(id), json!(css)])?.as_str().unwrap_or_default().to_owned())
}

fn wait_for_number(page: &Page, id: &str, number: &str) -> Result<()> {
    let waited =
        page.wait_until(&format!("{id} shows {number}"), || Ok(inside(page, id, ".headline .number")? == number));
    waited.with_context(|| format!("it shows {:?}", inside(page, id, ".headline .number")))
}

fn two_elements_of_another_site_share_one_webassembly() -> Result<()> {
    let page = Page::blank()?;
    let host = serve_unchanged()?;
    page.visit(&format!("{host}two.html?site={}", page.site().address()))?;
    wait_for_number(&page, "one", "160 million")?;
    wait_for_number(&page, "two", "238 million")?;
    let loaded = "return performance.getEntriesByType('resource').map((one) => one.name).filter((one) => one.endsWith('.wasm')).length";
    assert_eq!(page.run(loaded, &[])?, json!(1));
    // The host's own things are as they were.
    assert_eq!(page.text("#app")?, "This is the host's.");
    let size = "return getComputedStyle(document.getElementById(arguments[0]).shadowRoot.querySelector(arguments[1]))[arguments[2]]";
    let style = |id: &str, css: &str, name: &str| page.run(size, &[json!(id), json!(css), json!(name)]);
    assert_eq!(style("one", ".sum", "color")?, "rgb(28, 27, 25)");
    assert_eq!(style("one", ".chart text", "fontSize")?, "13px");
    assert_eq!(style("one", ".field label", "fontSize")?, "16px", "the host's 62.5% are not the calculator's");
    assert_eq!(style("two", ".sum", "color")?, "rgb(236, 233, 227)", "its theme is its own");
    assert_eq!(style("two", ".slider .fill", "fill")?, "rgb(200, 0, 0)", "its colours are the host's to choose");
    let parts = "return [...document.getElementById('one').shadowRoot.querySelectorAll('[part]')].map((one) => one.getAttribute('part'))";
    let parts = page.run(parts, &[])?;
    assert_eq!(parts, json!(["calculator", "result", "headline", "inputs", "figure", "tools", "footer"]));
    // What can be taken along is had from the site, and copied from inside of the element.
    let click = "document.getElementById('one').shadowRoot.querySelector(arguments[0]).click()";
    page.run(click, &[json!("button[data-share]")])?;
    page.wait_until("the list is there", || Ok(!inside(&page, "one", ".item b")?.is_empty()))?;
    let link = "return document.getElementById('one').shadowRoot.querySelector('.item textarea').value";
    assert_eq!(page.run(link, &[])?, format!("{}?v=1&risk=0.02&shows=1.6e8", page.site().address()));
    assert_eq!(style("one", ".export-panel h2", "fontSize")?, "21.6px", "the panel brings its style with it");
    page.run(click, &[json!("button[aria-label='Copy Link']")])?;
    page.wait_until("it says what came of it", || {
        let note = inside(&page, "one", ".item .note")?;
        Ok(note.contains("Copied.") || note.contains("Selected"))
    })?;
    // An element that comes later does not find it open.
    page.run("const one = document.getElementById('one'); one.remove(); window.removed = one", &[])?;
    page.wait_until("it goes", || Ok(page.run("return removed.shadowRoot.childElementCount", &[])? == json!(1)))?;
    page.run("document.body.prepend(removed); return removed.start()", &[])?;
    wait_for_number(&page, "one", "160 million")?;
    assert_eq!(inside(&page, "one", ".share")?, "");
    page.run(click, &[json!("button[data-share]")])?;
    page.wait_until("it opens again", || Ok(!inside(&page, "one", ".item b")?.is_empty()))?;
    let link = "return document.getElementById('two').shadowRoot.querySelector('footer a').href";
    assert_eq!(page.run(link, &[])?, format!("{}?v=1&steps=3", page.site().address()));
    Ok(())
}

fn an_element_heeds_its_options_and_says_which_mean_nothing() -> Result<()> {
    let page = Page::blank()?;
    page.visit(&format!("{}two.html", serve_unchanged()?))?;
    wait_for_number(&page, "one", "160 million")?;
    let set = "const one = document.getElementById('one');
        for (const [name, value] of Object.entries(arguments[0])) one.setAttribute(name, value)";
    let names = "return [...document.getElementById('one').shadowRoot.querySelectorAll('.embed :is(input, select)')]
        .map((one) => one.name || one.id).filter((name) => name !== 'reading')";
    page.run(set, &[json!({ "inputs": "risk, trend", "lens": "pause_paus", "theme": "blue" })])?;
    page.wait_until("it shows them", || Ok(page.run(names, &[])? == json!(["risk", "risk", "trend"])))?;
    let warnings = inside(&page, "one", ".notices")?;
    assert!(warnings.contains("did you mean pause?") && warnings.contains("theme must be auto, light or dark"));
    assert!(inside(&page, "one", ".lenses")?.starts_with("What does a pause buy?"));
    page.run(set, &[json!({ "lock": "", "theme": "dark", "lens": "pause" })])?;
    page.wait_until("it is locked", || Ok(page.run(names, &[])? == json!([])))?;
    assert_eq!(inside(&page, "one", ".inputs .row")?.replace('\n', " ").trim(), "Risk per 10× 2%");
    assert_eq!(inside(&page, "one", ".notices")?, "");
    // Its author may change it all the same.
    page.run(set, &[json!({ "risk": "1%" })])?;
    wait_for_number(&page, "one", "80 million")
}

fn keys_attributes_and_events_follow_each_other() -> Result<()> {
    let page = Page::blank()?;
    page.visit(&format!("{}two.html", serve_unchanged()?))?;
    wait_for_number(&page, "one", "160 million")?;
    page.run("document.getElementById('one').shadowRoot.querySelector('#risk-slider').focus()", &[])?;
    page.keys(key::RIGHT)?;
    page.wait_until("the attribute follows", || Ok(page.attribute("#one", "risk")?.as_deref() != Some("1 in 50")))?;
    let risk: f64 = page.attribute("#one", "risk")?.unwrap_or_default().parse()?;
    assert!(risk > 0.02, "{risk}");
    assert_eq!(page.attribute("#one", "steps")?.as_deref(), Some("1"), "what was not changed stays as it is");
    page.wait_until("both events come", || Ok(page.run("return messages.length", &[])? == json!(2)))?;
    let messages = page.run("return messages", &[])?;
    for (at, kind) in ["input", "change"].into_iter().enumerate() {
        let [kind_of_event, from, detail] = [0, 1, 2].map(|part| &messages[at][part]);
        assert_eq!((kind_of_event, from), (&json!(kind), &json!("one")), "{messages}");
        assert_eq!(detail["query"], format!("v=1&risk={risk}"));
        assert_eq!(detail["expected_deaths"].as_f64(), Some(8e9 * risk), "{detail}");
        assert_eq!(detail["totalRisk"].as_f64(), Some(risk));
        assert!(detail["headline"].as_str().is_some_and(|words| words.contains("million expected deaths for")));
    }
    // The page changes it: the calculator follows, in silence; and its address is left alone.
    page.run(
        "const one = document.getElementById('one'); one.setAttribute('risk', '0.01'); one.setAttribute('steps', '3')",
        &[],
    )?;
    wait_for_number(&page, "one", "238 million")?;
    assert_eq!(page.run("return document.getElementById('one').query", &[])?, "v=1&steps=3");
    page.run("history.pushState(null, '', '?risk=0.5'); history.back()", &[])?;
    page.run("document.getElementById('one').setAttribute('risk', '150%')", &[])?;
    page.wait_until("what is wrong with it is said", || Ok(inside(&page, "one", ".notices")?.contains("150%")))?;
    assert_eq!(inside(&page, "one", ".headline .number")?, "238 million");
    assert_eq!(page.run("return messages.length", &[])?, json!(2));
    // A reader's way back to the default takes the attribute away.
    page.run(
        "const one = document.getElementById('two').shadowRoot.querySelector('#scale-up'); one.focus(); one.select()",
        &[],
    )?;
    page.keys("10x")?;
    page.wait_until("the attribute goes", || Ok(page.attribute("#two", "steps")?.is_none()))?;
    assert_eq!(page.attribute("#two", "risk")?.as_deref(), Some("0.01"));
    Ok(())
}

fn an_element_keeps_its_look_and_its_numbers_in_another_document() -> Result<()> {
    let page = Page::blank()?;
    page.visit(&format!("{}two.html", serve_unchanged()?))?;
    wait_for_number(&page, "one", "160 million")?;
    let frame = "const frame = Object.assign(document.createElement('iframe'), { width: 700, height: 900 });
        document.body.prepend(frame);
        frame.contentDocument.body.append(document.getElementById('one'));
        // One that is made here and appended there.
        const made = document.createElement('expected-harm');
        made.setAttribute('risk', '0.03');
        frame.contentDocument.body.append(made);
        window.inside = frame.contentDocument;";
    page.run(frame, &[])?;
    let looks = "return [...inside.querySelectorAll('expected-harm')].map(({ shadowRoot }) => {
        const label = shadowRoot?.querySelector('.field label');
        return [shadowRoot?.querySelector('.headline .number')?.innerText, label && getComputedStyle(label).fontSize, label && getComputedStyle(label).fontWeight];
    })";
    let expected = json!([["160 million", "16px", "550"], ["240 million", "16px", "550"]]);
    page.wait_until("both look as they must", || Ok(page.run(looks, &[])? == expected))?;
    page.run(
        "const one = inside.querySelector('expected-harm'); one.setAttribute('risk', '5%'); document.body.prepend(one)",
        &[],
    )?;
    wait_for_number(&page, "one", "400 million")?;
    let click = "document.getElementById('one').shadowRoot.querySelector('button[data-share]').click()";
    page.run(click, &[])?;
    page.wait_until("the panel is there", || Ok(!inside(&page, "one", ".item b")?.is_empty()))?;
    // What the host sets at the very time when the reader's change is written counts too.
    let both = "const one = document.getElementById('one'), slider = one.shadowRoot.querySelector('#risk-slider');
        one.setAttribute = (name, value) => {
            Element.prototype.setAttribute.call(one, name, value);
            if (name === 'risk') Element.prototype.setAttribute.call(one, 'population', '4e9');
        };
        slider.value = Number(slider.value) + 5;
        slider.dispatchEvent(new Event('input', { bubbles: true }))";
    page.run(both, &[])?;
    page.wait_until("both count", || {
        let query = page.run("return document.getElementById('one').query", &[])?;
        let query = query.as_str().unwrap_or_default();
        Ok(query.contains("population=4e9") && !query.contains("risk=0.05&"))
    })
}

/// Keeps the memory of every WebAssembly that starts.
const NOTE_MEMORY: &str = "{
    window.memories = [];
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
        const module = await instantiateStreaming.apply(WebAssembly, given);
        memories.push(module.instance.exports.memory);
        return module;
    };
}";

/// What the browser holds of nodes and listeners after a collection of garbage, and of the WebAssembly's memory in bytes.
fn held(page: &Page) -> Result<[f64; 3]> {
    page.browser().chromium("HeapProfiler.collectGarbage", &json!({}))?;
    let counters = page.browser().chromium("Memory.getDOMCounters", &json!({}))?;
    let count = |name: &str| counters[name].as_f64().unwrap_or(f64::MAX);
    let memory = page.run("return memories.length === 1 ? memories[0].buffer.byteLength : null", &[])?;
    Ok([count("nodes"), count("jsEventListeners"), memory.as_f64().unwrap_or(f64::MAX)])
}

fn an_element_can_be_added_and_removed_a_hundred_times_without_growth() -> Result<()> {
    let page = Page::blank()?;
    page.browser().chromium("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": NOTE_MEMORY }))?;
    page.visit(&format!("{}many.html?many=1", serve_unchanged()?))?;
    page.wait_until("it runs", || {
        Ok(page.run("return document.querySelector('expected-harm').result.totalRisk > 0", &[])? == json!(true))
    })?;
    let rounds = "return (async (rounds) => {
            let element = document.querySelector('expected-harm');
            for (let round = 0; round < rounds; round++) {
                element.remove();
                await new Promise((done) => setTimeout(done));
                element = document.createElement('expected-harm');
                element.setAttribute('risk', (round + 2) / 1000);
                document.body.append(element);
                await element.start();
                for (let wait = 0; Math.round(element.result.totalRisk * 1000) !== round + 2; wait++) {
                    if (wait > 500) return JSON.stringify([round, element.result]);
                    await new Promise((done) => setTimeout(done, 2));
                }
            }
            return 'well';
        })(arguments[0])";
    assert_eq!(page.run(rounds, &[json!(10)])?, "well");
    let before = held(&page)?;
    assert_eq!(page.run(rounds, &[json!(100)])?, "well");
    let after = held(&page)?;
    let grown = [0, 1, 2].map(|at| after[at] - before[at]);
    assert!(grown[0] < 100.0 && grown[1] < 10.0, "nodes, listeners, bytes: {before:?}, then {after:?}");
    assert_eq!(grown[2], 0.0, "bytes of WebAssembly: {before:?}, then {after:?}");
    Ok(())
}

fn twenty_five_elements_and_ten_frames_start_at_once_and_an_element_that_is_moved_keeps_its_scenario() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(1000, 30_000)?;
    page.visit(&format!("{}many.html?many=25&frames=10", serve_unchanged()?))?;
    let numbers =
        "return [...document.querySelectorAll('expected-harm')].map((one) => Math.round(one.result.totalRisk * 100))";
    let expected: Vec<u32> = (1..=25).collect();
    page.wait_until("all have started", || Ok(page.run(numbers, &[])? == json!(expected)))?;
    page.wait_until("all frames say their height", || Ok(page.run("return heights.size", &[])? == json!(10)))?;
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let messages = page.run("return [Math.max(...heights.values()), empty]", &[])?;
    let most = messages[0].as_u64().context("no frame says its height")?;
    assert!((1..=3).contains(&most) && messages[1] == 0, "most of one frame, and without content: {messages}");
    page.run("document.body.prepend(document.body.querySelector('expected-harm:last-of-type'))", &[])?;
    page.wait_until_painted()?;
    assert_eq!(page.run(numbers, &[])?[0], json!(25));
    Ok(())
}

/// What the first element on a page shows of its own: the fallback, and the sentence below it.
fn shown(page: &Page) -> Result<(bool, String)> {
    let script = "const one = document.querySelector('expected-harm');
        return [one.querySelector('p').checkVisibility(), one.shadowRoot?.querySelector('[part=failure]')?.innerText ?? '']";
    let shown = page.run(script, &[])?;
    Ok((shown[0] == json!(true), shown[1].as_str().unwrap_or_default().to_owned()))
}

fn what_stands_inside_stays_when_it_cannot_run_with_the_reason_in_a_sentence() -> Result<()> {
    let forbidden: Change = |_, answer| answer.with(POLICY, "script-src 'self' 'unsafe-inline'");
    let page = Page::blank()?;
    for (change, reason) in [
        (damage::missing as Change, "the program could not be loaded"),
        (damage::truncated, "the program arrived damaged"),
        (forbidden, "the security policy of this page does not allow WebAssembly"),
        (damage::without_bindings, "the program could not be loaded"),
    ] {
        page.visit(&format!("{}many.html?many=3", serve(change)?))?;
        page.wait_until(&format!("it says that {reason}"), || Ok(shown(&page)?.1.contains(reason)))?;
        let (fallback, sentence) = shown(&page)?;
        assert!(fallback && sentence.ends_with("Open the calculator on its own page."), "{sentence}");
        page.wait_until_painted()?;
        assert!(!page.console_errors()?.is_empty());
    }
    let old = serve(damage::old_browser)?;
    page.visit(&format!("{old}many.html?many=1"))?;
    page.wait_until("it says so", || Ok(shown(&page)?.1.contains("this browser has no WebAssembly")))?;
    page.wait_until_painted()?;
    page.console_errors()?;
    Ok(())
}

fn a_program_that_hangs_is_said_and_is_shown_if_it_comes_after_all() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| {
        if path.ends_with(".wasm") {
            std::thread::sleep(std::time::Duration::from_secs(10));
        }
        answer
    })?;
    page.visit(&format!("{host}many.html?many=1"))?;
    page.wait_until("it says so", || {
        Ok(shown(&page)?
            == (
                true,
                "The sliders could not start: the program could not be loaded \
        (TypeError: it has not arrived). Open the calculator on its own page."
                    .into(),
            ))
    })?;
    page.wait_until("it runs after all", || {
        Ok(page.run("return document.querySelector('expected-harm').result.totalRisk", &[])? == json!(0.01))
    })?;
    // The older name of the risk still tells it, and nothing is warned of.
    assert_eq!(page.run("return document.querySelector('expected-harm').result.risk", &[])?, json!(0.01));
    assert_eq!(page.run("return document.querySelector('expected-harm').result.query", &[])?, json!("v=1"));
    Ok(())
}

fn a_wrong_type_of_the_webassembly_does_not_stop_it() -> Result<()> {
    let page = Page::blank()?;
    let host = serve(|path, answer| match path.ends_with(".wasm") {
        true => answer.with("Content-Type", "application/octet-stream"),
        false => answer,
    })?;
    page.visit(&format!("{host}many.html?many=1"))?;
    page.wait_until("it runs all the same", || {
        Ok(page.run("return document.querySelector('expected-harm').result.totalRisk", &[])? == json!(0.01))
    })?;
    // The browser's bindings say how it could be faster.
    let errors: Value = json!(page.console_errors()?);
    assert!(errors.to_string().contains("MIME"), "{errors}");
    Ok(())
}
