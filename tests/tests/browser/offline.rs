//! The page without a network, after one visit; and while the site is given a new version.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::Duration,
};

use acceptance::{Answer, Page, Result, Server, content_type, key, repository};
use serde_json::json;

acceptance::tests! {
    InEveryBrowser => [
        the_page_is_whole_without_a_network_after_the_first_visit,
        a_network_that_is_silent_or_broken_is_not_waited_for,
        a_new_version_comes_at_the_next_visit_and_an_open_page_keeps_its_own_files,
        half_of_a_new_version_is_never_kept,
        a_worker_that_is_wanted_no_more_takes_all_with_it,
        frames_and_elements_keep_nothing,
    ],
}

/// What the site does: it is as it was built, or gone, or of another version, or in the middle of becoming that, or it
/// wants no worker any more.
const BUILT: u8 = 0;
const GONE: u8 = 1;
const NEXT: u8 = 2;
const HALFWAY: u8 = 3;
const UNWANTED: u8 = 4;
/// It takes a request and never answers, or says that it is broken.
const SILENT: u8 = 5;
const BROKEN: u8 = 6;

/// The site, and what sets what it does.
fn site() -> Result<(Server, Arc<AtomicU8>)> {
    let state = Arc::new(AtomicU8::new(BUILT));
    let now = Arc::clone(&state);
    let server = Server::start(move |request| {
        let now = now.load(Ordering::SeqCst);
        // Another version has another script, and what the old one alone had is there no more.
        let path = match now {
            GONE => return None,
            SILENT => {
                thread::sleep(Duration::from_secs(60));
                return None;
            }
            BROKEN => return Some(Answer::of(503, "text/html", "<h1>Service unavailable</h1>")),
            NEXT if request.path.contains("assets/boot-") || request.path.contains("assets/share-") => "gone".into(),
            NEXT => request.path.replace("assets/bootnext-", "assets/boot-"),
            _ => request.path.clone(),
        };
        let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
        let folder = repository();
        let file = match now {
            UNWANTED if path == "service-worker.js" => folder.join("web/no-service-worker.js"),
            _ => folder.join("dist").join(&path),
        };
        let Ok(mut body) = fs::read(file) else { return Some(Answer::of(404, "text/plain", "Not here.")) };
        let is_html = path.ends_with(".html");
        if (now == NEXT && is_html) || ([NEXT, HALFWAY].contains(&now) && path == "service-worker.js") {
            let text = String::from_utf8_lossy(&body).replace("assets/boot-", "assets/bootnext-");
            let text = text.replace("assets/share-", "assets/sharenext-").replace("<title>", "<title>Next: ");
            // The panel is not kept in the next version: it has been renamed where nobody looks.
            let text = text.replace("\"VERSION\":\"", "\"VERSION\":\"next-");
            let without = text.split("\"assets/sharenext-").collect::<Vec<_>>();
            body = match &without[..] {
                [before, after] => [*before, after.split_once(',').map_or(*after, |(_, rest)| rest)].concat().into(),
                _ => text.into(),
            };
        }
        Some(Answer::of(200, &content_type(&path), body).with("Cache-Control", "no-cache"))
    })?;
    Ok((server, state))
}

/// What is kept: the state of the worker, how many versions there are, and which.
const KEPT: &str = "return navigator.serviceWorker.getRegistration().then(async (one) => {
        const names = await caches.keys();
        const version = names.every((name) => name.includes(' next-')) ? 'next' : 'built';
        return [one?.active?.state ?? null, names.length, version];
    })";

/// Waits until the page is kept: a worker runs, and there is one version.
fn wait_until_kept(page: &Page, version: &str) -> Result<()> {
    page.wait_until("the page is kept", || Ok(page.run(KEPT, &[])? == json!(["activated", 1, version])))
}

fn the_page_is_whole_without_a_network_after_the_first_visit() -> Result<()> {
    let page = Page::blank()?;
    let (site, state) = site()?;
    page.go(&site.address())?;
    wait_until_kept(&page, "built")?;
    page.console_errors()?;
    state.store(GONE, Ordering::SeqCst);
    page.go(&format!("{}?risk=0.02", site.address()))?;
    page.wait_for_number("160 million")?;
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_for_number("168 million")?;
    // What is loaded only when it is asked for is there too.
    page.click("button[data-share]")?;
    page.wait_until("the list is there", || Ok(page.count(".share textarea, .share input")? > 1))?;
    page.click("button[value='countries']")?;
    page.wait_until("so are the countries", || Ok(page.count("select[name=population] option")? == 237))?;
    page.visit(&format!("{}methods/", site.address()))?;
    assert!(page.text("h1")?.starts_with("Methods"), "{}", page.text("h1")?);
    // Frames in it, and looking for a new version of itself, fail as they must.
    page.console_errors()?;
    Ok(())
}

fn a_network_that_is_silent_or_broken_is_not_waited_for() -> Result<()> {
    let page = Page::blank()?;
    let (site, state) = site()?;
    page.go(&site.address())?;
    wait_until_kept(&page, "built")?;
    page.console_errors()?;
    for (what, risk, number) in [(SILENT, "0.02", "160 million"), (BROKEN, "0.03", "240 million")] {
        state.store(what, Ordering::SeqCst);
        page.go(&format!("{}?risk={risk}", site.address()))?;
        page.wait_for_number(number)?;
        page.press("#risk-slider", key::RIGHT)?;
        page.wait_until("it answers", || Ok(page.text("h1 .number")? != number))?;
    }
    // What is not kept is the site's own answer.
    page.visit(&format!("{}constructor", site.address()))?;
    page.wait_for_text("h1", "Service unavailable")?;
    page.console_errors()?;
    Ok(())
}

fn a_new_version_comes_at_the_next_visit_and_an_open_page_keeps_its_own_files() -> Result<()> {
    let page = Page::blank()?;
    let (site, state) = site()?;
    page.go(&site.address())?;
    wait_until_kept(&page, "built")?;
    page.go(&site.address())?;
    state.store(NEXT, Ordering::SeqCst);
    // The open page loads what the site has no more.
    page.click("button[data-share]")?;
    page.wait_until("the list is there", || Ok(page.count(".share textarea, .share input")? > 1))?;
    page.console_errors()?;
    // The next visit has the new page: its script has a name that the old version does not know.
    page.go(&format!("{}?risk=0.02", site.address()))?;
    assert!(page.title()?.starts_with("Next: "), "{}", page.title()?);
    page.wait_for_number("160 million")?;
    let waiting = "return navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)";
    page.wait_until("the new version waits", || Ok(page.run(waiting, &[])? == json!(true)))?;
    // Once no page of the old version is open, the new one is kept in its place, and is what stays without a network.
    // A browser may take a moment to notice that none is.
    for _ in 0..10 {
        page.browser().change_tab()?;
        thread::sleep(Duration::from_millis(300));
        page.go(&site.address())?;
        if page.run(KEPT, &[])? == json!(["activated", 1, "next"]) {
            break;
        }
    }
    wait_until_kept(&page, "next")?;
    state.store(GONE, Ordering::SeqCst);
    page.go(&format!("{}?risk=0.02", site.address()))?;
    assert!(page.title()?.starts_with("Next: "), "{}", page.title()?);
    page.console_errors()?;
    Ok(())
}

fn half_of_a_new_version_is_never_kept() -> Result<()> {
    let page = Page::blank()?;
    let (site, state) = site()?;
    // The host has the new worker already, and still the old page.
    state.store(HALFWAY, Ordering::SeqCst);
    page.go(&site.address())?;
    page.wait_until("the worker was asked for", || Ok(site.asked().iter().any(|one| one.path == "service-worker.js")))?;
    let kept = "return navigator.serviceWorker.getRegistration().then(async (one) => [!one?.installing && !one?.active, await caches.keys()])";
    page.wait_until("it gives up", || Ok(page.run(kept, &[])? == json!([true, []])))?;
    // With the rest of the version, all is well.
    state.store(NEXT, Ordering::SeqCst);
    page.go(&site.address())?;
    wait_until_kept(&page, "next")?;
    page.console_errors()?;
    Ok(())
}

fn a_worker_that_is_wanted_no_more_takes_all_with_it() -> Result<()> {
    let page = Page::blank()?;
    let (site, state) = site()?;
    page.go(&site.address())?;
    wait_until_kept(&page, "built")?;
    state.store(UNWANTED, Ordering::SeqCst);
    page.go(&site.address())?;
    let left =
        "return Promise.all([navigator.serviceWorker.getRegistrations().then((all) => all.length), caches.keys()])";
    page.wait_until("nothing is left", || Ok(page.run(left, &[])? == json!([0, []])))
}

fn frames_and_elements_keep_nothing() -> Result<()> {
    let page = Page::blank()?;
    let (site, _) = site()?;
    page.go(&format!("{}embed/?risk=0.02", site.address()))?;
    page.run("const one = document.createElement('script'); one.type = 'module'; one.src = '../expected-harm.js'; document.head.append(one); document.body.append(document.createElement('expected-harm'))", &[])?;
    page.wait_until("the element runs", || {
        Ok(page.run("return document.querySelector('expected-harm').result?.totalRisk", &[])? == json!(0.01))
    })?;
    assert!(
        !site.asked().iter().any(|one| one.path == "service-worker.js" || !one.header("Service-Worker").is_empty())
    );
    Ok(())
}
