//! What the pages tell other sites: the tags in their heads, their cards, their answers for embedding; and the pages of the
//! presets, each of which begins with its scenario.
//!
//! The site under test is the one that `cargo xtask test` builds with an address beside `dist`.

use std::{collections::BTreeSet, fs, path::Path};

use acceptance::{Page, Result, Site};
use anyhow::{Context as _, ensure};
use harm_core::preset::{PRESETS, Preset};
use harm_view::sentence::{Headline, headline};
use harm_wire::{Request, query};
use serde_json::{Value, json};

use crate::published;

acceptance::tests! {
    InEveryBrowser => [
        a_presets_page_begins_with_its_scenario_and_goes_over_to_the_sites_page_with_another,
        a_presets_page_minds_what_its_address_has_besides,
        a_presets_page_is_an_article_without_script_and_leads_to_the_others,
    ],
    Once => [
        every_page_tells_its_address_and_its_card,
        every_page_can_be_found_to_be_framed_with_its_own_scenario,
    ],
}

/// Where the site says that it is.
const ADDRESS: &str = "https://example.org/expected-harm/";

/// Readers of a page's head look no further than this.
const FAR_ENOUGH: usize = 150_000;

/// The folders of all pages for scenarios, relative to the site, with the scenarios.
fn pages() -> impl Iterator<Item = (String, Request)> {
    let preset = |preset: &Preset| Request { scenario: preset.scenario(), lenses: preset.lenses() };
    let presets = PRESETS.iter().map(move |one| (format!("s/{}/", one.name), preset(one)));
    [(String::new(), Request::default())].into_iter().chain(presets)
}

/// The value of an attribute of the one tag that has a text in it.
fn attribute(html: &str, tag: &str, name: &str) -> Result<String> {
    let found: Vec<&str> =
        html.split('<').filter_map(|part| Some(part.split_once('>')?.0)).filter(|found| found.contains(tag)).collect();
    ensure!(found.len() == 1, "{} tags have {tag}", found.len());
    let (_, value) = found[0].split_once(&format!("{name}=\"")).with_context(|| format!("{tag} has no {name}"))?;
    Ok(unescaped(value.split('"').next().unwrap_or_default()))
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let found = text.split_once(before).and_then(|(_, rest)| rest.split_once(after));
    Ok(found.with_context(|| format!("there is nothing between {before} and {after}"))?.0)
}

/// The file of the site that an absolute address means.
fn file(folder: &Path, address: &str) -> Result<Vec<u8>> {
    let path = address.strip_prefix(ADDRESS).with_context(|| format!("{address} is not the site's"))?;
    fs::read(folder.join(path)).with_context(|| format!("there is no {path}"))
}

fn every_page_tells_its_address_and_its_card() -> Result<()> {
    let folder = published()?;
    let (mut titles, mut headings) = (BTreeSet::new(), BTreeSet::new());
    for (path, request) in pages() {
        let html = String::from_utf8(fs::read(folder.join(&path).join("index.html"))?)?;
        let head = between(&html, "<head>", "</head>")?;
        let meta = |name: &str| attribute(head, &format!("=\"{name}\""), "content");
        assert_eq!(attribute(head, "rel=\"canonical\"", "href")?, [ADDRESS, &path].concat());
        assert_eq!(meta("og:url")?, [ADDRESS, &path].concat());
        assert_eq!(meta("twitter:card")?, "summary_large_image");
        assert_eq!(meta("og:description")?, meta("description")?);
        titles.insert(between(head, "<title>", "</title>")?.to_owned());
        headings.insert(meta("og:title")?);

        let card = file(&folder, &meta("og:image")?)?;
        let picture = png::Decoder::new(std::io::Cursor::new(card)).read_info()?;
        assert_eq!((picture.info().width, picture.info().height), (1200, 630), "{path}");
        assert_eq!((&*meta("og:image:width")?, &*meta("og:image:height")?), ("1200", "630"));
        // The card, its words, and the result in the page are of one scenario.
        let assessment = harm_core::assess(&request.scenario);
        let Headline { number, what } = headline(&request.scenario, &assessment);
        let words = format!("{number} {what}");
        assert!(meta("og:image:alt")?.starts_with(&words), "{path}: {words}");
        let svg = fs::read_to_string(folder.join(&path).join("card.svg"))?;
        assert_eq!(between(&svg, "<title>", "</title>")?, words);
        assert!(svg.contains(&format!("example.org/expected-harm/{path}").trim_end_matches('/').to_owned()), "{path}");
        assert!(html.contains(&number), "{path}");

        let data: Value = serde_json::from_str(between(head, "<script type=\"application/ld+json\">", "</script>")?)?;
        assert_eq!((&data["@context"], &data["url"]), (&json!("https://schema.org"), &json!(meta("og:url")?)));
        assert_eq!((&data["image"], &data["description"]), (&json!(meta("og:image")?), &json!(meta("description")?)));
    }
    assert_eq!((titles.len(), headings.len()), (PRESETS.len() + 1, PRESETS.len() + 1), "{titles:?} {headings:?}");
    Ok(())
}

fn every_page_can_be_found_to_be_framed_with_its_own_scenario() -> Result<()> {
    let folder = published()?;
    for (path, request) in pages() {
        let html = fs::read(folder.join(&path).join("index.html"))?;
        let start = String::from_utf8_lossy(&html[..html.len().min(FAR_ENOUGH)]).into_owned();
        let answer = attribute(between(&start, "<head>", "</head>")?, "type=\"application/json+oembed\"", "href")?;
        assert_eq!(answer, format!("{ADDRESS}{path}oembed.json"));
        let answer: Value = serde_json::from_slice(&file(&folder, &answer)?)?;
        assert_eq!((&answer["version"], &answer["type"]), (&json!("1.0"), &json!("rich")));
        assert_eq!((&answer["width"], &answer["height"]), (&json!(640), &json!(860)));
        assert_eq!(answer["thumbnail_url"], format!("{ADDRESS}{path}card.png"));
        let frame = answer["html"].as_str().context("there is no html")?;
        let source = attribute(frame, "iframe src", "src")?;
        let query = source.strip_prefix(&format!("{ADDRESS}embed/?")).context("the frame is not an embed's")?;
        let parsed = query::parse(query);
        // Only the site's own page has links with other numbers than its preview's.
        let pasted = parsed.view.contains(&("view".to_owned(), "pasted".to_owned()));
        assert_eq!((parsed.request, parsed.warnings, pasted), (request, vec![], path.is_empty()), "{path}");
    }
    Ok(())
}

fn a_presets_page_begins_with_its_scenario_and_goes_over_to_the_sites_page_with_another() -> Result<()> {
    let page = Page::blank()?;
    let site = Site::of(&published()?)?;
    let home = site.address();
    let ord = format!("{home}s/ord/");
    let reads = |number: &str| page.wait_for_number(number);
    let shows = |address: &str| {
        let waited = page.wait_until(&format!("the address is {address}"), || Ok(page.address()? == address));
        waited.with_context(|| page.address().unwrap_or_default())
    };
    page.go(&ord)?;
    reads("800 million")?;
    assert_eq!(page.title()?, "Ord – Expected Harm");
    assert!(page.text(".begins")?.contains("Ord, The Precipice"), "{}", page.text(".begins")?);
    assert_eq!(page.count(".notices")?, 0);
    assert_eq!(page.address()?, ord);
    assert!(page.attribute("button[value=reset]", "aria-disabled")?.is_some(), "nothing to go back to");

    // What changes no number changes no address.
    page.click(".tools .button.go")?;
    page.press(".plot input", acceptance::key::LEFT)?;
    std::thread::sleep(std::time::Duration::from_millis(1000));
    assert_eq!(page.address()?, ord);
    // A choice is a step of the history, and goes to the page that is for any scenario.
    page.click("button[value='population=8300678396']")?;
    reads("830 million")?;
    shows(&format!("{home}?v=1&risk=0.026132872661143794&from=2.1e25&to=2e29&population=8300678396"))?;
    assert_eq!(page.title()?, "Expected Harm", "the title does not name a scenario that is no longer shown");
    let methods = page.run("return document.querySelector('footer a').href", &[])?;
    assert_eq!(methods, format!("{home}methods/"), "links lead where they did, though the address is another");
    page.run("history.back()", &[])?;
    shows(&ord)?;
    reads("800 million")?;
    page.run("history.forward()", &[])?;
    reads("830 million")?;
    // The default scenario has no query, and is not this page's.
    page.go(&format!("{home}s/anthropic-rsp-1/"))?;
    page.click("#lens-evaluations summary")?;
    shows(home)?;
    page.reload()?;
    assert_eq!(page.count("#lens-evaluations[open]")?, 0);
    reads("80 million")
}

fn a_presets_page_minds_what_its_address_has_besides() -> Result<()> {
    let page = Page::blank()?;
    let site = Site::of(&published()?)?;
    for (query, number) in
        [("?fbclid=x&utm_source=y", "800 million"), ("?lens=pause", "800 million"), ("?v=1&risk=0.02", "160 million")]
    {
        page.go(&format!("{}s/ord/{query}", site.address()))?;
        page.wait_for_number(number)?;
        assert_eq!(page.count(".notices")?, 0, "{query}");
        assert_eq!(page.count("#lens-pause[open]")?, u64::from(query.contains("pause")), "{query}");
    }
    // A policy's page opens the question that the policy is an answer to.
    page.go(&format!("{}s/anthropic-rsp-2/", site.address()))?;
    assert_eq!(page.count("#lens-evaluations[open]")?, 1);
    page.wait_for_text("#lens-evaluations .answer", "avert 74.9 million")
}

fn a_presets_page_is_an_article_without_script_and_leads_to_the_others() -> Result<()> {
    let page = Page::without_scripts()?;
    let site = Site::of(&published()?)?;
    page.visit(&format!("{}s/christiano/", site.address()))?;
    assert_eq!(page.text("h1 .number")?, "1.76 billion");
    assert!(page.text(".begins")?.contains("A 22% risk of a takeover by AI"));
    assert!(page.text(".without-script")?.starts_with("The result above is that of this scenario."));
    page.click(".without-script a[href='../../s/ord/']")?;
    page.wait_for_number("800 million")?;
    assert_eq!(page.count(".without-script a")?, PRESETS.len() as u64 - 1);
    Ok(())
}
