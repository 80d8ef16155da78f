//! Bad input in the browser: links and edits made from a seed, and what people paste. The page never falls silent.

use acceptance::{Page, Result, key};
use fastrand::Rng;
use serde_json::json;

use crate::encoded;

acceptance::tests! {
    InEveryBrowser => [
        links_of_anything_load_and_the_page_answers,
        edits_of_anything_are_answered,
        a_megabyte_in_a_field_or_a_link_is_refused_at_once,
        digits_of_other_scripts_are_read_or_refused_with_a_reason,
    ],
}

/// Parts that links and edits are made of: what is right, what is nearly right, and what nobody would write.
#[rustfmt::skip]
const PARTS: [&str; 40] = [
    "1%", "0.02", "1 in 50", "150%", "-1", "1e-17", "1e308", "1e309", "NaN", "Infinity", "0x10", "1,5", "1.", ".5",
    "", " ", "%", "%ZZ", "&", "=", "_", "1_2_3", "0.1_0.2", "none", "many", "10x", "10×", "8.0 billion", "१०", "١٪",
    "１％", "０．０２", "\u{1f600}", "\u{202e}1%", "e\u{301}\u{301}\u{301}", "\u{0}", "\u{feff}1%", "<b>", "log-normal",
    "beta",
];

#[rustfmt::skip]
const KEYS: [&str; 24] = [
    "v", "risk", "per", "step", "steps", "from", "to", "population", "fatality", "belief", "low", "high", "weight",
    "panel", "weights", "level", "sharing", "trend", "growth", "lens", "show", "view", "pin", "shows",
];

/// The fields that are always there, and two sliders.
const FIELDS: [&str; 4] = ["#risk", "#scale-up", "#population", "#fatality"];

fn pick<'a>(dice: &mut Rng, from: &[&'a str]) -> &'a str {
    from[dice.usize(..from.len())]
}

/// The page still answers: a good number in a field gives its result.
fn still_answers(page: &Page, after: &str) -> Result<()> {
    let before = page.text("h1 .number")?;
    assert!(!before.is_empty() && !before.contains("NaN") && !before.contains("inf"), "{after}: {before}");
    for (text, canonical) in [("3%", "3%"), ("1 in 50", "2%")] {
        page.type_into("#risk", text)?;
        page.keys(key::TAB)?;
        page.wait_until(&format!("it answers after {after:?}"), || Ok(page.value("#risk")? == canonical))?;
    }
    Ok(())
}

fn links_of_anything_load_and_the_page_answers() -> Result<()> {
    let page = Page::blank()?;
    let mut dice = Rng::with_seed(1);
    for _ in 0..40 {
        let pairs: Vec<String> = (0..dice.usize(1..=8))
            .map(|_| {
                let (key, value) = (pick(&mut dice, &KEYS), pick(&mut dice, &PARTS));
                // Sometimes as a browser would never send it.
                let value = if dice.usize(..4) == 0 && value.is_ascii() {
                    value.replace(['\u{0}', ' ', '<'], "+")
                } else {
                    encoded(value)
                };
                format!("{key}={value}")
            })
            .collect();
        let query = pairs.join("&");
        page.go(&format!("?{query}"))?;
        let number = page.text("h1 .number")?;
        assert!(!number.is_empty() && !number.contains("NaN") && !number.contains("inf"), "{query}: {number}");
        page.press("#fatality-slider", key::LEFT)?;
        page.wait_until(&format!("it answers at {query}"), || Ok(!page.text("h1 .number")?.is_empty()))?;
    }
    page.go("?belief=point")?;
    still_answers(&page, "all of them")
}

fn edits_of_anything_are_answered() -> Result<()> {
    let page = Page::open("?view=more")?;
    let mut dice = Rng::with_seed(2);
    // Set at once, as a paste is: not all of it can be typed on a keyboard.
    let edit = "const [css, text, type] = arguments;
        const field = document.querySelector(css);
        if (!field) return;
        field.focus();
        if (type === 'press') return field.click();
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        if (type === 'leave') field.blur();";
    let buttons = [
        "button[value='belief=log-normal']",
        "button[value='belief=point']",
        "button[value='show=risk']",
        "button[value='show=table']",
    ];
    for turn in 0..150 {
        match dice.usize(..5) {
            0 => page.run(edit, &[json!(pick(&mut dice, &buttons)), json!(""), json!("press")])?,
            kind => {
                let text = [pick(&mut dice, &PARTS), pick(&mut dice, &PARTS)][..dice.usize(1..=2)].concat();
                page.run(
                    edit,
                    &[json!(pick(&mut dice, &FIELDS)), json!(text), json!(if kind > 2 { "leave" } else { "stay" })],
                )?
            }
        };
        if turn % 25 == 0 {
            let number = page.text("h1 .number")?;
            assert!(!number.is_empty() && !number.contains("NaN"), "turn {turn}: {number}");
        }
    }
    page.run(edit, &[json!("button[value='belief=point']"), json!(""), json!("press")])?;
    page.go("")?;
    still_answers(&page, "150 edits")
}

fn a_megabyte_in_a_field_or_a_link_is_refused_at_once() -> Result<()> {
    let page = Page::open("")?;
    let paste = "const [part, times] = arguments;
        const field = document.getElementById('risk');
        field.focus();
        field.value = part.repeat(times);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return new Promise((done) => setTimeout(done)).then(() => document.getElementById('risk-note').innerText.length);";
    for (part, times) in
        [("9", 1_000_000), ("1 in ", 200_000), ("\u{1f600}", 250_000), ("0.", 500_000), ("\u{202e}", 300_000)]
    {
        let note = page.run(paste, &[json!(part), json!(times)])?;
        // It says that it cannot be read, and does not repeat all of it.
        assert!(note.as_u64().is_some_and(|letters| (5..1000).contains(&letters)), "{part}: {note}");
        assert_eq!(page.attribute("#risk", "aria-invalid")?.as_deref(), Some("true"), "{part}");
        let widths = "const { scrollWidth } = document.documentElement; return [scrollWidth, innerWidth, scrollWidth <= innerWidth]";
        let widths = page.run(widths, &[])?;
        assert_eq!(widths[2], json!(true), "{part}: {widths}");
    }
    still_answers(&page, "megabytes")?;
    page.go(&format!("?risk={}&steps=2", "9".repeat(60_000)))?;
    assert!(page.text(".notices")?.contains("risk"));
    still_answers(&page, "a long link")
}

fn digits_of_other_scripts_are_read_or_refused_with_a_reason() -> Result<()> {
    let page = Page::open("")?;
    let set = "const field = document.getElementById('risk');
        field.focus();
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    for (text, read) in [
        ("٣٪", false),
        ("３％", false),
        ("३%", false),
        ("\u{202e}3%", true),
        ("3\u{200f}%", true),
        ("3 ％", false),
        ("\u{1f600}", false),
    ] {
        page.run(set, &[json!(text)])?;
        page.wait_until_painted()?;
        let invalid = page.attribute("#risk", "aria-invalid")?.as_deref() == Some("true");
        let number = page.text("h1 .number")?;
        // Never another number than the one that was meant.
        assert_eq!((number.as_str(), invalid), (if read { "240 million" } else { "80 million" }, !read), "{text}");
        if invalid {
            assert!(page.text("#risk-note")?.contains("but got"), "{text}");
        }
        page.run(set, &[json!("1%")])?;
        page.wait_for_number("80 million")?;
    }
    Ok(())
}
