//! Every sentence of the page for sixty scenarios in one file, `tests/data/sentences.txt`, for reading through.
//!
//! A change of a sentence shows as a difference of that file, which is reviewed like code. A sentence is printed under the
//! first scenario that has it. After a change that is meant,
//!
//! ```sh
//! UPDATE_EXPECT=1 cargo test --package expected-harm-web --features ssr --test sentences
//! ```
//!
//! writes it anew.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::collections::HashSet;
use std::fmt::Write;

use expect_test::expect_file;
use expected_harm_web::components::page::{Layout, Page, PageProps};
use harm_core::preset::PRESETS;
use harm_wire::{Question, Request, query};
use html5gum::{Token, Tokenizer};
use yew::LocalServerRenderer;

/// Scenarios from the corners: one, none, many, certain, never, tiny and huge, and links with slips.
const CORNERS: [&str; 40] = [
    "risk=0",
    "risk=1",
    "risk=1e-12",
    "risk=0.999999",
    "steps=0",
    "steps=400",
    "risk=0.5&step=2&steps=1",
    "risk=0.02&steps=3",
    "population=0",
    "population=1",
    "population=1e12",
    "fatality=0",
    "fatality=0.0001&risk=0.001",
    "from=2.1e25&to=2e29&belief=log-normal&low=0.001&high=0.1",
    "from=2.1e25&to=2e29&trend=0.5",
    "per=2&risk=0.003",
    "per=year&risk=0.01&steps=4",
    "per=total&risk=0.1&steps=10",
    "risk=0.02&steps=3&trend=2",
    "risk=0.02&steps=3&trend=0.5",
    "growth=1.001&steps=2",
    "growth=100&steps=2",
    "belief=beta&risk=0.01&weight=1&steps=10",
    "belief=beta&risk=0.3&weight=1000",
    "belief=log-uniform&low=0.0001&high=0.1&steps=3",
    "belief=logit-normal&low=0.001&high=0.05&steps=3&trend=0.8&pin=risk_0.02_steps_3",
    "belief=log-normal&low=0.01&high=1&steps=2",
    "belief=panel&panel=0.001_0.2_0.0038",
    "belief=panel&panel=0.01_0.5&weights=3_1&sharing=redrawn&steps=3",
    "eval-every=none&eval-months=none",
    "eval-every=2&eval-months=none&detect=0&jump=1",
    "eval-every=4&eval-months=3&detect=1&jump=0&common=0&response=1",
    "eval-every=10&eval-months=6&detect=0.5&jump=0.2&common=0.3&response=0.4&buffer=2&steps=6",
    "pause=0&risk-cut=0.5",
    "pause=24&risk-cut=0.1&benefit=0.01&mortality=0.05&population=1000",
    "pause=120&pause-end=random&risk-cut=0.3&steps=3",
    "labs=1&abstain=1",
    "labs=10&abstain=3&displacement=0.5&tolerate=1e6&limit=3",
    "tolerate=0&risk=0.2",
    "rsik=2%25&risk=5&steps=x&low=0.1&belief=gamma&v=2",
];

/// Elements that stand within a sentence.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "bdi", "br", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"];

/// Attributes that people read or hear.
const SPOKEN: [&str; 5] = ["alt", "aria-label", "aria-valuetext", "placeholder", "title"];

/// The texts of a page, one a line, in the order of the page.
fn texts(html: &str) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (mut lines, mut line) = (Vec::new(), String::new());
    for token in Tokenizer::new(html) {
        let name = match token.unwrap() {
            Token::String(bytes) => {
                line.push_str(&text(&bytes));
                continue;
            }
            Token::StartTag(tag) => {
                let spoken = tag.attributes.iter().filter(|(name, _)| SPOKEN.contains(&&*text(name)));
                lines.extend(spoken.map(|(_, value)| text(value)));
                tag.name
            }
            Token::EndTag(tag) => tag.name,
            _ => continue,
        };
        if !INLINE.contains(&&*text(&name)) {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn the_page_says_what_was_reviewed() {
    let presets =
        PRESETS.iter().map(|preset| query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() }));
    let open = Question::ALL.map(Question::name).join("_");
    let (mut printed, mut file) = (HashSet::new(), String::new());
    for query in [String::new()].into_iter().chain(presets).chain(CORNERS.map(String::from)) {
        writeln!(file, "\n# {}", if query.is_empty() { "the default scenario" } else { &query }).unwrap();
        let props = PageProps {
            query: format!("{query}&lens={open}&view=more_others").into(),
            layout: Layout::Page,
            ..PageProps::default()
        };
        let html = LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await;
        for text in texts(&html) {
            // A number alone is no sentence.
            if text.contains(|c: char| c.is_alphabetic()) && printed.insert(text.clone()) {
                writeln!(file, "{text}").unwrap();
            }
        }
    }
    expect_file!["../../tests/data/sentences.txt"].assert_eq(&file);
}
