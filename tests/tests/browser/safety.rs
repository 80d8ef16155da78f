//! That nothing of a link, a field or another window is ever taken for more than text, and that nothing goes anywhere.

use std::{fs, path::Path};

use acceptance::{Page, Result, repository};
use harm_wire::Key;
use serde_json::json;

use crate::hosts::{POLICY, post, serve};
use crate::{encoded, open_everything};

acceptance::tests! {
    InEveryBrowser => [
        html_in_every_key_of_a_link_is_shown_as_text,
        a_strangers_messages_change_nothing,
        every_page_keeps_to_the_policy_that_it_is_served_with,
        nothing_is_asked_of_anybody_but_the_site,
    ],
    Always => [
        no_text_becomes_elements,
    ],
}

/// How a text becomes elements. In our sources none of these is ever used with anything but what the build wrote.
const SINKS: [&str; 9] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "from_html_unchecked",
    "set_inner_html",
    "createContextualFragment",
    "setHTMLUnsafe",
    "DOMParser",
];

/// Where one of them stands all the same, and why that is safe: file, sink, reason. None does.
const ALLOWED: [(&str, &str, &str); 0] = [];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|ending| ["rs", "js", "html"].iter().any(|one| ending == *one)) {
            found.push((path.display().to_string(), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

fn no_text_becomes_elements() -> Result<()> {
    let mut files = Vec::new();
    sources(&repository().join("web"), &mut files)?;
    assert!(files.len() > 30, "{}", files.len());
    let mut found = Vec::new();
    for (path, source) in &files {
        for sink in SINKS {
            let allowed = ALLOWED.iter().any(|(file, allowed, _)| path.ends_with(file) && *allowed == sink);
            if source.contains(sink) && !allowed {
                found.push(format!("{path}: {sink}"));
            }
        }
        for evaluated in ["eval(", "new Function", "setTimeout(\"", "javascript:"] {
            if source.contains(evaluated) {
                found.push(format!("{path}: {evaluated}"));
            }
        }
    }
    assert_eq!(found, [""; 0]);
    Ok(())
}

/// What an attacker would put into a link: each would set `window.broken` if it were more than text.
const ATTACKS: [&str; 5] = [
    "<img src=x onerror=window.broken=1>",
    "\"><script>window.broken=1</script>",
    "'-(window.broken=1)-'",
    "javascript:window.broken=1",
    "</textarea></title></style><svg onload=window.broken=1>",
];

fn html_in_every_key_of_a_link_is_shown_as_text() -> Result<()> {
    let page = Page::blank()?;
    for attack in ATTACKS {
        let pairs = Key::ALL.iter().map(|key| format!("{}={}", key.name(), encoded(attack)));
        let others = ["theme", "show", "view", "lens", "pin", "shows", "inputs", "lock", "id", "unknown"];
        let others = others.iter().map(|name| format!("{name}={}", encoded(attack)));
        let name = format!("{}=1", encoded(attack));
        let query = pairs.chain(others).chain([name]).collect::<Vec<_>>().join("&");
        for place in ["", "embed/"] {
            page.go(&format!("{place}?{query}"))?;
            // Afterwards: geckodriver takes an address with a fragment for loaded before it is.
            page.run("location.hash = arguments[0]", &[json!(encoded(attack))])?;
            if place.is_empty() {
                open_everything(&page)?;
                page.type_into("#risk", attack)?;
                page.wait_for_text("#risk-note", "but got")?;
                // What was wrong is repeated as it was written.
                assert!(page.text(".notices")?.contains(&attack[..8]), "{attack}");
            }
            page.wait_until_painted()?;
            let harmed = "return [window.broken ?? null, document.querySelectorAll('img[src=x], #app script, svg[onload], [onerror], a[href^=\"javascript\"]').length]";
            assert_eq!(page.run(harmed, &[])?, json!([null, 0]), "{attack} at {place}");
        }
    }
    Ok(())
}

fn a_strangers_messages_change_nothing() -> Result<()> {
    let page = Page::blank()?;
    // Two frames beside each other: one has the calculator, the other is somebody else's.
    let host = page.site().changed(|request, answer| {
        if request.path != "siblings.html" {
            return Some(answer);
        }
        let frames = "<iframe id=\"host\" src=\"embed/?theme=light\" width=\"600\" height=\"600\"></iframe>
            <iframe id=\"stranger\" srcdoc=\"<p>Somebody else.</p>\"></iframe>";
        Some(post("", frames))
    })?;
    page.visit(&format!("{}siblings.html", host.address()))?;
    page.enter_frame("#host")?;
    page.wait_until_started()?;
    let state = "return [document.documentElement.dataset.theme ?? null, document.querySelector('.headline').innerText, location.href]";
    let before = page.run(state, &[])?;
    assert_eq!(before[0], "light");
    let from = |frame: Option<&str>, shapes: &str| -> Result<()> {
        page.leave_frames()?;
        if let Some(frame) = frame {
            page.enter_frame(frame)?;
        }
        page.run(&format!("for (const shape of {shapes}) top.frames[0].postMessage(shape, '*')"), &[])?;
        page.wait_until_painted()?;
        page.leave_frames()?;
        page.enter_frame("#host")?;
        page.wait_until_painted()
    };
    from(Some("#stranger"), "[{ type: 'expected-harm:theme', theme: 'dark' }, { message: 'ready' }]")?;
    assert_eq!(page.run(state, &[])?, before);
    // From the page around it too, only what has the right shape is heard.
    let wrong = "[null, undefined, 7, 'expected-harm:theme', [], {}, { type: {} }, { type: 'theme', theme: 'dark' }, new Map(), new Date(),
        { type: 'expected-harm:query', query: 'risk=1' }]";
    from(None, wrong)?;
    assert_eq!(page.run(state, &[])?, before);
    from(None, "[{ type: 'expected-harm:theme', theme: 'dark' }]")?;
    assert_eq!(page.run(state, &[])?[0], "dark", "the page around it is heard");
    // A theme that there is none of is that of the reader's system.
    from(None, "[{ type: 'expected-harm:theme', theme: '<b>' }]")?;
    assert_eq!(page.run(state, &[])?[0], json!(null));
    Ok(())
}

fn every_page_keeps_to_the_policy_that_it_is_served_with() -> Result<()> {
    // The console has what a policy blocks, and whatever it has fails the test.
    let page = Page::blank()?;
    for place in ["", "embed/", "methods/", "s/ord/"] {
        let policy = "return fetch(location.href).then((answer) => answer.headers.get('content-security-policy'))";
        page.visit(place)?;
        let policy = page.run(policy, &[])?;
        let policy = policy.as_str().unwrap_or_default();
        assert!(policy.contains("default-src 'self'") && !policy.contains("'unsafe-inline'"), "{place}: {policy}");
        if place != "methods/" {
            page.wait_until_started()?;
        }
        if place.is_empty() {
            open_everything(&page)?;
        }
        page.wait_until_painted()?;
        // But for the script that comes first, which the policy has by its hash.
        let inline = "return Promise.all([...document.querySelectorAll('script:not([src]):not([type=\"application/ld+json\"]), style, [style]')].map(async (one) => {
            const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(one.textContent)));
            return `'sha256-${btoa(String.fromCharCode(...hash))}'`;
        }))";
        let hashes = page.run(inline, &[])?;
        assert_eq!(hashes.as_array().map(Vec::len), Some(1), "{place}: {hashes}");
        assert!(policy.contains(hashes[0].as_str().unwrap_or("none")), "{place}: {hashes} is not in {policy}");
        page.wait_until_painted()?;
    }
    Ok(())
}

fn nothing_is_asked_of_anybody_but_the_site() -> Result<()> {
    let page = Page::blank()?;
    let site = page.site().changed(|_, answer| Some(answer))?;
    let address = site.address();
    let loaded = "return performance.getEntriesByType('resource').map((one) => one.name)";
    let only_the_site = |place: &str| -> Result<()> {
        let loaded = page.run(loaded, &[])?;
        let foreign =
            |name: &&str| !name.starts_with(&address) && !name.starts_with("data:") && !name.starts_with("blob:");
        let foreign: Vec<&str> =
            loaded.as_array().into_iter().flatten().filter_map(|name| name.as_str()).filter(foreign).collect();
        assert_eq!(foreign, [""; 0], "{place}");
        assert_eq!(page.run("return document.cookie", &[])?, "");
        Ok(())
    };
    for place in ["?risk=0.02", "embed/?risk=0.02"] {
        page.go(&format!("{address}{place}"))?;
        if !place.starts_with("embed") {
            open_everything(&page)?;
            page.click("button[value='countries']")?;
            page.wait_until("the countries have come", || Ok(page.count("select[name=population] option")? > 200))?;
        }
        only_the_site(place)?;
    }
    // What was asked for has nothing of the reader's numbers in it: the address of a page stays in the browser's request
    // for that page.
    let asked = site.asked();
    assert!(asked.len() > 5);
    let telling = asked.iter().filter(|one| one.query.contains("risk") && !["", "embed/"].contains(&&*one.path));
    assert_eq!(telling.collect::<Vec<_>>(), Vec::<&acceptance::Request>::new());
    // On another's page, under a policy that lets nothing go elsewhere: what did would be in the console.
    let host = serve(|path, answer| match path {
        "many.html" => answer.with(POLICY, "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data:"),
        _ => answer,
    })?;
    page.visit(&format!("{host}many.html?many=1&frames=1"))?;
    page.wait_until("it runs", || {
        Ok(page.run("return document.querySelector('expected-harm').result?.totalRisk", &[])? == json!(0.01))
    })?;
    page.visit(&format!("{host}sandbox.html?width=500"))?;
    page.enter_frame("#frame")?;
    page.wait_until_started()?;
    assert_eq!(page.run(loaded, &[])?, json!([]), "the widget asks for nothing at all");
    Ok(())
}
