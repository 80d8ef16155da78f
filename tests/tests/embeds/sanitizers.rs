//! Snippets for posts, through the software by which other sites clean and convert what their writers paste. What is left
//! must still show the result or lead to it: the link, with its query and the words of the result, in each case.
//!
//! The software is other people's own; `tests/embeds` has the few lines that call it, and where its rules are from.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::{fs, path::PathBuf, process::Command};

use acceptance::{Result, repository};
use anyhow::{Context as _, ensure};
use harm_wire::{Request, query};
use html5gum::{Token, Tokenizer};
use serde_json::Value;

use crate::{list_through, node, through};

acceptance::tests! {
    Once => [
        a_forum_leaves_pictures_and_links,
        a_strict_sanitiser_leaves_pictures_and_links,
        a_sanitiser_that_allows_frames_and_elements_leaves_them_whole,
        a_post_that_is_parsed_and_written_again_is_the_same,
        a_forums_widget_keeps_its_program_and_its_scenario,
        wordpress_leaves_pictures_and_links_to_those_who_may_not_write_html,
        wordpress_frames_a_pasted_link_in_its_sandbox_with_a_secret,
        markdown_that_allows_html_leaves_snippets_as_they_are,
        a_link_in_markdown_stays_a_link,
        markdown_that_allows_no_html_shows_addresses_that_still_lead_to_the_scenario,
        pandoc_keeps_frames_in_markdown_and_converts_html_to_links_and_pictures,
    ],
}

const SITE: &str = "https://example.org/expected-harm/";

/// Scenarios whose links have all that a link can have: a plain one, a belief with lists, a range with exponents, lenses.
const SCENARIOS: [&str; 4] = [
    "risk=0.02&steps=3",
    "belief=panel&panel=0.001_0.2_0.0038&weights=3_1_2&from=2.1e25&to=2e29",
    "belief=log-normal&low=1e-4&high=0.1&steps=10&sharing=redrawn",
    "eval-every=8&eval-months=none&common=0.25&pause=24&population=123456789",
];

/// The kinds of snippet that are HTML.
const HTML: [&str; 4] = ["iframe", "iframe-resize", "element", "image"];

fn snippet(kind: &str, scenario: &str) -> String {
    let snippet = crate::support::run(&["embed", "--site", SITE, "--kind", kind, "--link", scenario]).success();
    snippet.trim_end().to_owned()
}

fn wordpress(what: &str, texts: &[String]) -> Result<Vec<String>> {
    let folder = repository().join("target/xtask/unpacked/wordpress/usr/share/wordpress");
    ensure!(folder.is_dir(), "WordPress is not unpacked; `cargo xtask test --embeds` does that");
    let mut command = Command::new("php");
    command.arg(repository().join("tests/embeds/wordpress.php")).arg(folder).arg(what);
    list_through(command, texts)
}

/// Without leave to read anything: it would fetch a frame's page, to put it in the frame's place. It says so.
fn pandoc(from: &str, to: &str, text: &str) -> Result<String> {
    let mut command = Command::new("pandoc");
    command.args(["--sandbox", "--quiet", "--wrap=none", "--from", from, "--to", to]);
    through(command, text)
}

/// A snippet, and what has become of it.
struct Case {
    scenario: &'static str,
    kind: &'static str,
    before: String,
    after: String,
    left: Left,
}

/// All snippets of some kinds, after a change.
fn cases(kinds: &[&'static str], change: impl Fn(&[String]) -> Result<Vec<String>>) -> Result<Vec<Case>> {
    let all: Vec<_> = SCENARIOS.iter().flat_map(|scenario| kinds.iter().map(move |kind| (*scenario, *kind))).collect();
    let before: Vec<String> = all.iter().map(|(scenario, kind)| snippet(kind, scenario)).collect();
    let after = change(&before)?;
    let cases = all.into_iter().zip(before).zip(after).map(|(((scenario, kind), before), after)| {
        let left = Left::of(&after);
        Case { scenario, kind, before, after, left }
    });
    Ok(cases.collect())
}

/// What a reader meets in a piece of HTML.
#[derive(Debug, Default)]
struct Left {
    /// Links with their words.
    links: Vec<(String, String)>,
    /// The addresses of frames.
    frames: Vec<String>,
    /// The words of pictures.
    pictures: Vec<String>,
    /// The names of all elements.
    elements: Vec<String>,
    /// All text outside of scripts.
    text: String,
}

impl Left {
    fn of(html: &str) -> Self {
        let mut left = Self::default();
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut inside = Vec::new();
        for token in Tokenizer::new(html) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = string(&tag.name);
                    let attribute =
                        |name: &str| tag.attributes.get(name.as_bytes()).map(|value| string(value)).unwrap_or_default();
                    match name.as_str() {
                        "a" => left.links.push((attribute("href"), String::new())),
                        "iframe" => left.frames.push(attribute("src")),
                        "img" => left.pictures.push(attribute("alt")),
                        _ => {}
                    }
                    inside.push(name.clone());
                    left.elements.push(name);
                }
                Token::EndTag(tag) => {
                    let name = string(&tag.name);
                    if let Some(at) = inside.iter().rposition(|open| *open == name) {
                        inside.truncate(at);
                    }
                }
                Token::String(text) => {
                    let text = string(&text);
                    if inside.iter().any(|open| open == "script") {
                        continue;
                    }
                    if let (true, Some(link)) = (inside.iter().any(|open| open == "a"), left.links.last_mut()) {
                        link.1 += &text;
                    }
                    left.text += &text;
                }
                _ => {}
            }
        }
        left
    }

    fn has(&self, element: &str) -> bool {
        self.elements.iter().any(|name| name == element)
    }

    /// Every link leads to the scenario, with the result that it showed, and one of them says the result. Returns how many
    /// there are.
    #[track_caller]
    fn links_to(&self, scenario: &str) -> usize {
        let (request, words) = result(scenario);
        for (address, _) in &self.links {
            let query = address.strip_prefix(SITE).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
            let parsed = query::parse(query);
            assert_eq!(parsed.request, request, "{address}");
            assert!(parsed.view.iter().any(|(name, _)| name == "shows"), "{address}");
            assert!(parsed.warnings.is_empty(), "{address}: {:?}", parsed.warnings);
        }
        let has_result = self.links.iter().any(|(_, text)| text.contains(&words)) || self.text.contains(&words);
        assert!(has_result, "{words}: {self:?}");
        self.links.len()
    }

    /// The frames show the scenario. Returns how many there are.
    #[track_caller]
    fn frames_of(&self, scenario: &str) -> usize {
        for address in &self.frames {
            let query = address.strip_prefix(&format!("{SITE}embed/?")).unwrap_or_default();
            assert_eq!(query::parse(query).request, result(scenario).0, "{address}");
        }
        self.frames.len()
    }
}

/// A scenario's request and its result in words.
fn result(scenario: &str) -> (Request, String) {
    let request = query::parse(scenario).request;
    let assessment = harm_core::assess(&request.scenario);
    let headline = harm_view::sentence::headline(&request.scenario, &assessment);
    (request, [&*headline.number, " ", &headline.what].concat())
}

/// What is left by software that allows neither frames, scripts nor elements of others: the picture with its figure, and the
/// links.
fn pictures_and_links_are_left(clean: impl Fn(&[String]) -> Result<Vec<String>>) -> Result<()> {
    for Case { scenario, kind, after, left, .. } in cases(&HTML, clean)? {
        for gone in ["iframe", "script", "expected-harm"] {
            assert!(!left.has(gone), "{kind}: {after}");
        }
        if kind == "image" {
            assert_eq!(left.links_to(scenario), 2, "{after}");
            assert!(left.has("figure") && left.has("figcaption"), "{after}");
            assert!(left.pictures[0].starts_with(&result(scenario).1), "{after}");
        } else {
            assert_eq!(left.links_to(scenario), 1, "{after}");
            assert_eq!((left.links[0].1.trim(), left.pictures.len()), (left.text.trim(), 0), "{after}");
        }
    }
    Ok(())
}

fn a_forum_leaves_pictures_and_links() -> Result<()> {
    pictures_and_links_are_left(|html| node("forum", html))
}

fn a_strict_sanitiser_leaves_pictures_and_links() -> Result<()> {
    pictures_and_links_are_left(|html| node("dompurify", html))
}

fn a_sanitiser_that_allows_frames_and_elements_leaves_them_whole() -> Result<()> {
    for Case { scenario, kind, before, after, left } in cases(&HTML, |html| node("dompurify-with-frames", html))? {
        let frames = usize::from(kind.starts_with("iframe"));
        assert_eq!((left.frames_of(scenario), left.has("script")), (frames, false), "{after}");
        assert_eq!(left.has("expected-harm"), kind == "element", "{after}");
        left.links_to(scenario);
        if kind == "iframe" {
            // With all by which it fits, loads late and copies.
            assert_eq!(after, before.replace('\u{a0}', "&nbsp;"));
        }
    }
    Ok(())
}

fn a_post_that_is_parsed_and_written_again_is_the_same() -> Result<()> {
    for Case { before, after, .. } in cases(&HTML, |html| node("cheerio", html))? {
        let spelt_out = before.replace(" data-expected-harm>", " data-expected-harm=\"\">").replace('\u{a0}', "&nbsp;");
        assert_eq!(after, spelt_out);
    }
    Ok(())
}

fn a_forums_widget_keeps_its_program_and_its_scenario() -> Result<()> {
    let file = repository().join("dist/widget.html");
    let file = file.to_str().context("the repository's path is no text")?;
    let arguments = ["embed", "--site", SITE, "--kind", "widget", "--widget", file, "--link", SCENARIOS[1]];
    let widget = crate::support::run(&arguments).success();
    let kept: Value = serde_json::from_str(&node("forum-widget", std::slice::from_ref(&widget))?[0])?;
    assert_eq!(kept["sandbox"], "allow-scripts");
    let kept = kept["document"].as_str().context("no document is left")?;
    let parts = |html: &str, name: &str| -> Vec<String> {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        html.split(&open).skip(1).filter_map(|part| Some(part.split_once(&close)?.0.to_owned())).collect()
    };
    for (name, count) in [("script", 2), ("style", 1)] {
        assert_eq!(parts(kept, name), parts(&widget, name), "{name}");
        assert_eq!(parts(kept, name).len(), count, "{name}");
    }
    assert!(parts(kept, "script")[0].contains("\"weights\":\"3_1_2\""), "the scenario comes first");
    assert!(kept.contains("<div id=\"app\" data-layout=\"embed\">"));
    Ok(())
}

fn wordpress_leaves_pictures_and_links_to_those_who_may_not_write_html() -> Result<()> {
    for Case { scenario, kind, before, after, left } in cases(&HTML, |html| wordpress("post", html))? {
        assert!(!left.has("iframe") && !left.has("script") && !left.has("expected-harm"), "{after}");
        assert_eq!(left.links_to(scenario), if kind == "image" { 2 } else { 1 }, "{after}");
        match kind {
            // The figure, the picture with its words and its size: nothing of it is lost.
            "image" => assert_eq!(after, before),
            // Of a script, WordPress takes the tags alone, and its words stand in the post: this snippet is not for it.
            "iframe-resize" => assert!(left.text.contains("addEventListener"), "the guide says otherwise: {after}"),
            _ => assert_eq!(left.links[0].1.trim(), left.text.trim(), "nothing else is left: {after}"),
        }
    }
    Ok(())
}

fn wordpress_frames_a_pasted_link_in_its_sandbox_with_a_secret() -> Result<()> {
    let folder = crate::published()?;
    let mut files: Vec<PathBuf> = vec![folder.join("oembed.json")];
    files.extend(fs::read_dir(folder.join("s"))?.flatten().map(|preset| preset.path().join("oembed.json")));
    assert!(files.len() > 10, "{files:?}");
    let mut answers = Vec::new();
    for file in files {
        let answer: Value = serde_json::from_slice(&fs::read(file)?)?;
        answers.push(answer["html"].as_str().context("there is no html")?.to_owned());
    }
    for (before, after) in answers.iter().zip(wordpress("oembed", &answers)?) {
        let (was, left) = (Left::of(before), Left::of(&after));
        assert_eq!(left.elements, ["iframe"], "{after}");
        assert_eq!(left.frames[0], was.frames[0].clone() + "#?secret=abcdefghij", "{after}");
        for attribute in ["sandbox=\"allow-scripts\"", "data-secret=\"abcdefghij\"", "width=\"640\"", "height=\"860\""]
        {
            assert!(after.contains(attribute), "{attribute}: {after}");
        }
    }
    Ok(())
}

fn markdown_that_allows_html_leaves_snippets_as_they_are() -> Result<()> {
    for software in ["markdown-it-with-html", "marked"] {
        for Case { before, after, .. } in cases(&HTML, |html| node(software, html))? {
            assert_eq!(after.trim_end(), before, "{software}");
        }
    }
    Ok(())
}

fn a_link_in_markdown_stays_a_link() -> Result<()> {
    for software in ["markdown-it", "markdown-it-with-html", "marked"] {
        for Case { scenario, kind, before, left, .. } in cases(&["markdown", "link"], |text| node(software, text))? {
            if kind == "markdown" {
                assert_eq!(left.links_to(scenario), 1, "{software}");
            } else {
                // Found by the software in the text, and no sign of it written otherwise.
                assert_eq!(left.links, [(before.clone(), before)], "{software}");
            }
        }
    }
    Ok(())
}

fn markdown_that_allows_no_html_shows_addresses_that_still_lead_to_the_scenario() -> Result<()> {
    for Case { scenario, after, left, .. } in cases(&["iframe", "image"], |text| node("markdown-it", text))? {
        assert!(!left.has("iframe") && !left.has("figure"), "{after}");
        assert_eq!(left.links.len(), 2, "{after}");
        // They were found in HTML's own text, so that their ampersands are written as there.
        for (address, _) in &left.links {
            assert_eq!(query::parse(address).request, result(scenario).0, "{address}");
        }
    }
    Ok(())
}

fn pandoc_keeps_frames_in_markdown_and_converts_html_to_links_and_pictures() -> Result<()> {
    let one_by_one = |from: &'static str, to: &'static str| {
        move |texts: &[String]| texts.iter().map(|text| pandoc(from, to, text)).collect::<Result<Vec<_>>>()
    };
    for from in ["markdown", "gfm"] {
        for Case { scenario, kind, after, left, .. } in cases(&["iframe", "markdown"], one_by_one(from, "html"))? {
            let frames = usize::from(kind == "iframe");
            assert_eq!((left.frames_of(scenario), left.links_to(scenario)), (frames, 1), "{from}: {after}");
        }
    }
    for Case { scenario, kind, after, left, .. } in cases(&["iframe", "element", "image"], one_by_one("html", "html"))?
    {
        assert!(!left.has("script") && !left.has("iframe") && !left.has("expected-harm"), "{after}");
        assert_eq!((left.links_to(scenario), left.pictures.len()), (1, usize::from(kind == "image")), "{after}");
    }
    Ok(())
}
