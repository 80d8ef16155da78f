//! Pictures of the page compared with those that were accepted, which lie in `tests/reference`.
//!
//! Called by `cargo xtask visual`, which builds the page first and says what the options are. It is no part of
//! `cargo xtask test`: a page is drawn with the fonts of the machine and by its browser, and another machine's are
//! other pixels. Beside the pictures stands what they were made with.

use std::{env, fs, process::ExitCode};

use acceptance::{Page, Picture, Result, repository};
use anyhow::{Context, bail, ensure};
use serde_json::json;

/// What part of the pixels may differ: a caret, the edge of a shape.
const ALLOWED: f64 = 0.0002;

/// All sections and disclosures open.
const OPEN: &str = "?risk=0.02&belief=beta&weight=4&lens=belief_evaluations_pause_restraint_scale-limit_acceptable_perspective_sensitivity";

/// Name, address, width and height of the window, and whether the colours are dark.
type View = (&'static str, &'static str, (u32, u32), bool);

const VIEWS: [View; 10] = [
    ("page-360-light", "", (360, 740), false),
    ("page-360-dark", "", (360, 740), true),
    ("page-768-light", "", (768, 1024), false),
    ("page-768-dark", "", (768, 1024), true),
    ("page-1280-light", "", (1280, 900), false),
    ("page-1280-dark", "", (1280, 900), true),
    ("open-360-dark", OPEN, (360, 740), true),
    ("open-1280-light", OPEN, (1280, 900), false),
    ("embed-360-light", "embed/", (360, 740), false),
    ("embed-768-dark", "embed/", (768, 600), true),
];

fn main() -> Result<ExitCode> {
    let accept = match env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [option] if option == "--accept" => true,
        [option, ..] => bail!("there is no option {option}"),
    };
    let references = repository().join("tests/reference");
    let output = repository().join("target/visual");
    fs::create_dir_all(&references)?;
    // What is left of an earlier run would look like a difference of this one.
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    fs::create_dir_all(&output)?;

    let page = Page::blank()?;
    let (mut bytes, mut different) = (0, 0);
    for (name, address, size, dark) in VIEWS {
        page.look(address, size, dark)?;
        let now = Picture::read(&page.browser().picture(true)?)?;
        let file = format!("{name}.png");
        if accept {
            let small = now.write_small()?;
            bytes += small.len();
            fs::write(references.join(&file), small)?;
            continue;
        }
        let reference = fs::read(references.join(&file)).with_context(|| {
            format!("tests/reference/{file} is not readable; `cargo xtask visual --accept` makes it")
        })?;
        if !same(name, &Picture::read(&reference)?, &now, &output)? {
            different += 1;
        }
    }

    let made_with = references.join("made-with.txt");
    let here = described(&page)?;
    if accept {
        fs::write(made_with, &here)?;
        println!("{} pictures accepted, {bytes} bytes in all.", VIEWS.len());
        return Ok(ExitCode::SUCCESS);
    }
    if different == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    println!("{different} of {} pictures differ; see target/visual.", VIEWS.len());
    let there = fs::read_to_string(made_with).unwrap_or_default();
    if there != here {
        println!("That may be the machine's doing. The references were made with\n{there}and here it is\n{here}");
    }
    Ok(ExitCode::FAILURE)
}

/// Compares, and leaves the present picture and what differs in it in a folder when it is too much.
fn same(name: &str, reference: &Picture, now: &Picture, output: &std::path::Path) -> Result<bool> {
    let difference = now.difference(reference);
    #[allow(clippy::cast_precision_loss, reason = "a share, which is printed with three digits")]
    let share = difference.pixels as f64 / difference.picture.len() as f64;
    let verdict = if share <= ALLOWED { "same" } else { "DIFFERS" };
    print!("{name:16} {verdict:8} {:7.3}% of the pixels", share * 100.0);
    let (width, height) = reference.size();
    if now.size() != reference.size() {
        print!("; it was {width} × {height} and is {} × {}", now.size().0, now.size().1);
    }
    println!();
    if share > ALLOWED {
        fs::write(output.join(format!("{name}.png")), now.write_small()?)?;
        fs::write(output.join(format!("{name}-difference.png")), difference.picture.write_small()?)?;
    }
    Ok(share <= ALLOWED)
}

/// The browser and the fonts that the page is drawn with, a line each.
fn described(page: &Page) -> Result<String> {
    let browser = page.browser();
    let version = browser.chromium("Browser.getVersion", &json!({}))?;
    let mut lines = vec![version["product"].as_str().unwrap_or("an unknown browser").to_owned()];
    for domain in ["DOM.enable", "CSS.enable"] {
        browser.chromium(domain, &json!({}))?;
    }
    let root = browser.chromium("DOM.getDocument", &json!({}))?["root"]["nodeId"].take();
    for selector in ["h1", "label"] {
        let query = json!({ "nodeId": root, "selector": selector });
        let node = browser.chromium("DOM.querySelector", &query)?["nodeId"].take();
        ensure!(node != json!(0), "the page has no {selector}");
        let fonts = browser.chromium("CSS.getPlatformFontsForNode", &json!({ "nodeId": node }))?;
        let names = fonts["fonts"].as_array().into_iter().flatten();
        lines.extend(names.filter_map(|font| font["familyName"].as_str().map(str::to_owned)));
    }
    lines.sort();
    lines.dedup();
    Ok(lines.join("\n") + "\n")
}
