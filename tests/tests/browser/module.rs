//! The module for other programs: what JavaScript gets from it is the command's own document, byte for byte.
//!
//! That the numbers in the document are right is tested where they are made.

#![allow(clippy::expect_used, reason = "what fails here fails the test that called it")]

use std::process::Command;

use acceptance::{Page, Result, repository};
use harm_core::preset::{PRESETS, Preset};
use harm_wire::field::FIELDS;
use harm_wire::{Key, Kind, Question, Request, json, query};
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
        the_types_hold_for_a_program_in_typescript,
        node_gets_the_same_comparison,
    ],
    Always => [
        the_links_have_every_input_and_every_word,
        the_document_of_a_link_is_that_of_the_command,
        the_comparison_of_two_links_is_that_of_the_command,
    ],
}

/// Links beside those of the table and the vectors: corners, and damage.
const LINKS: &[&str] = &[
    "",
    "v=1&belief=log-normal&low=1e-12&high=0.999&steps=1e-6",
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

/// Two links that differ in everything that changes the total.
const LINKS_COMPARED: [&str; 2] =
    ["v=1&risk=0.02&trend=2", "v=1&belief=panel&panel=0.0038_0.03_0.05&step=4&steps=7&population=1e9&fatality=0.5"];

/// The links of the table, of this file, of the vectors and of the presets.
fn links() -> Vec<String> {
    let vectors: Value = serde_json::from_str(include_str!("../../data/vectors.json")).expect("the vectors are JSON");
    let of_preset = |preset: &Preset| query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() });
    let cases = ["assessments", "lenses"].into_iter().flat_map(|part| inputs(&vectors[part]));
    let own = LINKS.iter().map(|link| String::from(*link));
    cases.chain(crate::links::links(36)).chain(own).chain(PRESETS.iter().map(of_preset)).collect()
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
    for field in &FIELDS {
        let (Kind::Word(words) | Kind::NumberOr(words)) = field.kind else { continue };
        for word in words {
            assert!(documents.contains(&format!("\"{}\": \"{word}\"", field.name)), "no link has {word}");
        }
    }
}

fn the_document_of_a_link_is_that_of_the_command() {
    for link in links() {
        let printed = run(&["assess", "--link", &link, "--lens", "all", "--format", "json"]).success();
        same(&link, &json::assess_query(&link), &printed);
    }
}

fn the_comparison_of_two_links_is_that_of_the_command() {
    for [from, to] in [["comment", "ord"], LINKS_COMPARED, ["risk=0", "steps=3&risk=150%"]] {
        let printed = run(&["compare", from, to, "--format", "json"]).success();
        same(to, &json::compare_links(from, to), &printed);
    }
}

fn the_browser_writes_the_same_documents_byte_for_byte() -> Result<()> {
    let page = Page::blank()?;
    page.visit("")?;
    let links = [links(), corners()].concat();
    let script = "return (async (links) => {
            const { default: init, assess, assessJson } = await import(new URL('expected-harm-core.js', document.baseURI));
            await init();
            return links.map((link) => {
                const text = assessJson(link);
                return JSON.stringify(assess(link)) === JSON.stringify(JSON.parse(text)) ? text : 'another object';
            });
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
    page.visit("")?;
    let script = "return (async () => {
            const { init, assess, assessJson } = await import(new URL('expected-harm-core.js', document.baseURI));
            const messages = [];
            try { assess('') } catch (error) { messages.push(error.message) }
            await init(new Uint8Array([1, 2, 3])).catch((error) => messages.push(error.constructor.name));
            await Promise.all([init(), init()]);
            messages.push(assessJson().slice(0, 18), assess().assessment.expected_deaths);
            return messages;
        })()";
    let first_line = "{\n  \"version\": 1,\n";
    let early = "expected-harm-core: call init() and wait for it before assess()";
    assert_eq!(page.run(script, &[])?, json!([early, "CompileError", first_line, 80_000_000]));
    Ok(())
}

fn node_gets_the_same_comparison() -> Result<()> {
    let script = "const { default: init, compare, wasm } = await import(pathToFileURL(process.argv[1]));
        await init(await readFile(wasm));
        process.stdout.write(JSON.stringify(compare(process.argv[2], process.argv[3])));";
    let [from, to] = LINKS_COMPARED;
    let [ours, printed]: [Value; 2] =
        [serde_json::from_str(&json::compare_links(from, to))?, serde_json::from_str(&node(script, &[from, to])?)?];
    assert_eq!(as_javascript(ours), as_javascript(printed));
    Ok(())
}

/// A document with all of its numbers as doubles, because JavaScript writes 1.0 as 1.
fn as_javascript(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(as_javascript).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, as_javascript(value))).collect(),
        Value::Number(number) => json!(number.as_f64()),
        other => other,
    }
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
    page.visit("")?;
    assert_eq!(page.run(&script, &[])?, json!(printed));
    Ok(())
}

fn node_gets_the_same_document_from_the_bytes() -> Result<()> {
    let script = "const { default: init, assessJson, wasm } = await import(pathToFileURL(process.argv[1]));
        await init(await readFile(wasm));
        process.stdout.write(assessJson(process.argv[2]));";
    let link = LINKS[1];
    same(link, &json::assess_query(link), &node(script, &[link])?);
    Ok(())
}

/// What Node prints for a script that gets the module's path and then the arguments.
fn node(script: &str, arguments: &[&str]) -> Result<String> {
    let imports = "import { readFile } from 'node:fs/promises'; import { pathToFileURL } from 'node:url';";
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", &[imports, script].concat(), "--"]);
    let output = node.arg(repository().join("dist/expected-harm-core.js")).args(arguments).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn the_types_hold_for_a_program_in_typescript() -> Result<()> {
    let root = repository();
    let folder = root.join("target/types");
    std::fs::create_dir_all(&folder)?;
    let options = json!({
        "strict": true, "noEmit": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "lib": ["es2022", "dom"],
        "paths": { "expected-harm-core": [root.join("dist/expected-harm-core.d.ts")] },
    });
    let project = json!({ "compilerOptions": options, "files": [root.join("tests/types/module.mts")] });
    std::fs::write(folder.join("tsconfig.json"), project.to_string())?;
    let compiler = root.join("tests/node_modules/typescript/bin/tsc");
    let output = Command::new("node").arg(compiler).arg("--project").arg(&folder).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
