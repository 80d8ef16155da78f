//! The module for other programs: what JavaScript gets from it is the command's own document, byte for byte.
//!
//! That the numbers in the document are right is tested where they are made.

#![allow(clippy::expect_used, reason = "what fails here fails the test that called it")]

use std::process::Command;

use acceptance::{Page, Result, repository};
use harm_core::preset::{PRESETS, Preset};
use harm_wire::{Key, Question, Request, field, json, query};
use serde_json::{Value, json};

use crate::support::run;

acceptance::tests! {
    InEveryBrowser => [
        the_browser_writes_the_same_documents_byte_for_byte,
        the_module_says_when_it_is_not_ready_and_can_be_started_again,
        the_code_in_the_guide_prints_what_it_says,
    ],
    Once => [
        node_gets_the_same_document_from_the_bytes,
    ],
    Always => [
        the_links_have_every_input_and_every_word,
        the_document_of_a_link_is_that_of_the_command,
    ],
}

/// Links beside those of the vectors: every key with a value of its own, every word, and damage.
const LINKS: &[&str] = &[
    "",
    "v=1&risk=0.02&per=4&step=100&steps=0.3&population=8123456789&fatality=0.3&trend=1.7&growth=3.3",
    "v=1&from=2.1e25&to=2e29&trend=0.2",
    "v=1&risk=0.2&belief=beta&weight=4&sharing=redrawn&steps=10",
    "v=1&belief=beta&weight=0.001&risk=0.4",
    "v=1&belief=log-uniform&low=0.0001&high=0.1&steps=7.7",
    "v=1&belief=logit-normal&low=0.001&high=0.05&level=0.8&sharing=shared",
    "v=1&steps=10&belief=log-normal&low=0.0001&high=0.1&trend=2",
    "v=1&belief=log-normal&low=1e-12&high=0.999&steps=1e-6",
    "v=1&belief=panel&panel=0.0038_0.03_0.05&weights=1_2_3&steps=2",
    "v=1&belief=point&risk=0.3",
    "v=1&eval-every=none&eval-months=6&eval-growth=4.5&buffer=3&detect=0.5&response=0.5&common=0.1&jump=0.01&eval-cost=5e6",
    "v=1&eval-every=4&eval-months=none&buffer=4&detect=1&forecast-error=0.3",
    "v=1&limit=2&pause=12&risk-cut=0.2&benefit=0.1&mortality=0.01&pause-end=random",
    "v=1&pause=1.5&pause-end=fixed&labs=5&abstain=2&displacement=0.5&tolerate=0.01",
    "v=1&tolerate=1e6&steps=3&trend=0.5",
    "v=1&risk=0&tolerate=0",
    "v=1&risk=1&fatality=1",
    "v=1&risk=1e-17&per=12345.678&from=1e-300&to=1e300",
    "v=1&risk=0.1234567890123456789&steps=1e6&population=1",
    "v=1&lens=pause_evaluations&show=table&theme=dark",
    "https://example.org/p/?risk=1%25&amp;steps=10&utm_source=newsletter#share",
    "risk=1%&population=8.0+billion&step=10x",
    "?risk=150%&v=9&steps=drei&colour=rot&%FF%=\u{1f600}&belief=panel",
    "v=1&belief=log-normal&low=0.2&high=0.1",
];

/// The links of this file, those of the vectors and those of the presets.
fn links() -> Vec<String> {
    let vectors: Value = serde_json::from_str(include_str!("../../data/vectors.json")).expect("the vectors are JSON");
    let of_preset = |preset: &Preset| query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() });
    let cases = ["assessments", "lenses"].into_iter().flat_map(|part| inputs(&vectors[part]));
    cases.chain(LINKS.iter().map(|link| String::from(*link))).chain(PRESETS.iter().map(of_preset)).collect()
}

/// The scenarios at the corners of the model, where a last digit would differ first.
fn corners() -> Vec<String> {
    let corners: Value = serde_json::from_str(include_str!("../../data/corners.json")).expect("the corners are JSON");
    inputs(&corners["cases"])
}

/// The inputs of each case of a list, as a query.
fn inputs(cases: &Value) -> Vec<String> {
    let of_case = |case: &Value| {
        let inputs = case["inputs"].as_object().expect("inputs");
        let pairs: Vec<String> = inputs.iter().map(|(key, value)| format!("{key}={}", text(value))).collect();
        pairs.join("&")
    };
    cases.as_array().expect("a list").iter().map(of_case).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("_"),
        other => other.as_str().map_or_else(|| other.to_string(), String::from),
    }
}

/// Says of the first document that differs where it does, rather than all of them.
#[track_caller]
fn same(link: &str, ours: &str, theirs: &str) {
    let differs = ours.lines().zip(theirs.lines()).find(|(ours, theirs)| ours != theirs);
    assert_eq!(differs, None, "{link}");
    assert!(ours == theirs, "{link}: one document is longer than the other");
}

fn the_links_have_every_input_and_every_word() {
    let links: Vec<Request> = links().iter().map(|link| query::parse(link).request).collect();
    for key in Key::ALL {
        let set = links.iter().filter_map(|request| request.values().get(key).cloned());
        let different = set.filter(|value| Some(value) != key.default_value().as_ref());
        assert!(different.count() > 0, "no link sets {}", key.name());
    }
    let documents: String = links.iter().map(|request| json::write(request, &Question::ALL, &[])).collect();
    for word in [field::BELIEFS, field::SHARINGS, field::PAUSE_ENDS].concat() {
        assert!(documents.contains(&format!("\"{word}\"")), "no link has {word}");
    }
}

fn the_document_of_a_link_is_that_of_the_command() {
    for link in links() {
        let printed = run(&["assess", "--link", &link, "--lens", "all", "--format", "json"]).success();
        same(&link, &json::assess_query(&link), &printed);
    }
}

fn the_browser_writes_the_same_documents_byte_for_byte() -> Result<()> {
    let page = Page::blank()?;
    page.go_without_script("")?;
    let links = [links(), corners()].concat();
    let script = "return (async (links) => {
            const { default: init, assess } = await import(new URL('expected-harm-core.js', document.baseURI));
            await init();
            return links.map(assess);
        })(arguments[0])";
    let documents = page.run(script, &[json!(links)])?;
    assert_eq!(documents.as_array().map(Vec::len), Some(links.len()));
    for (at, link) in links.iter().enumerate() {
        same(link, &json::assess_query(link), documents[at].as_str().unwrap_or_default());
    }
    Ok(())
}

fn the_module_says_when_it_is_not_ready_and_can_be_started_again() -> Result<()> {
    let page = Page::blank()?;
    page.go_without_script("")?;
    let script = "return (async () => {
            const { init, assess } = await import(new URL('expected-harm-core.js', document.baseURI));
            const messages = [];
            try { assess('') } catch (error) { messages.push(error.message) }
            await init(new Uint8Array([1, 2, 3])).catch((error) => messages.push(error.constructor.name));
            await Promise.all([init(), init()]);
            messages.push(assess().slice(0, 18));
            return messages;
        })()";
    let first_line = "{\n  \"version\": 1,\n";
    let early = "expected-harm-core: call init() and wait for it before assess()";
    assert_eq!(page.run(script, &[])?, json!([early, "CompileError", first_line]));
    Ok(())
}

fn the_code_in_the_guide_prints_what_it_says() -> Result<()> {
    let guide = std::fs::read_to_string(repository().join("docs/javascript.md"))?;
    let code = guide.split("```js\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("the guide has code");
    let (_, printed) = code.rsplit_once("// ").expect("its last line ends with what it prints");
    // A script that a driver runs is no module, and what it prints is lost.
    let import = "import init, { assess } from \"./expected-harm-core.js\";";
    assert!(code.contains(import), "{code}");
    let code = code.replace(
        import,
        "const { default: init, assess } = await import(new URL(\"expected-harm-core.js\", document.baseURI));",
    );
    let script = format!("return (async () => {{ {}\n }})()", code.replace("console.log", "return String"));
    let page = Page::blank()?;
    page.go_without_script("")?;
    assert_eq!(page.run(&script, &[])?, json!(printed));
    Ok(())
}

fn node_gets_the_same_document_from_the_bytes() -> Result<()> {
    let module = repository().join("dist/expected-harm-core.js");
    let script = "import { readFile } from 'node:fs/promises';
        import { pathToFileURL } from 'node:url';
        const { default: init, assess, wasm } = await import(pathToFileURL(process.argv[1]));
        await init(await readFile(wasm));
        process.stdout.write(assess(process.argv[2]));";
    let link = LINKS[8];
    let node =
        Command::new("node").args(["--input-type=module", "--eval", script, "--"]).arg(module).arg(link).output()?;
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    same(link, &json::assess_query(link), &String::from_utf8(node.stdout)?);
    Ok(())
}
