//! The colours of the page: every one that carries text or meaning stands out from everything that it may lie on, in
//! light and in dark.
//!
//! Calculated from the tokens in `web/style/10-tokens.css` with WCAG's formulae. That the page uses the tokens as meant
//! here is what `accessibility` finds out in a browser.

#![allow(clippy::expect_used, reason = "what fails here fails the test that called it")]

use std::{collections::BTreeMap, fs};

use acceptance::repository;

/// Red, green, blue and opacity, from 0 to 1.
type Colour = [f64; 4];
type Tokens = BTreeMap<String, Colour>;

/// Where anything is drawn: the page, and the boards on it.
const GROUNDS: [&str; 2] = ["paper", "card"];
/// What lies below text and lines of the chart. It is translucent, and takes of the contrast of what is on it.
const WASHES: [&str; 2] = ["area", "band"];

/// What text is written in on the grounds; `mark` and `soft` also in the chart.
const TEXT: [&str; 5] = ["ink", "soft", "accent", "mark", "wrong"];
const TEXT_ON_WASHES: [&str; 3] = ["ink", "soft", "mark"];
/// What shapes are drawn in that carry meaning: outlines of controls, and in the chart curves and marks.
const SHAPES: [&str; 4] = ["edge", "accent", "mark", "wrong"];
const SHAPES_ON_WASHES: [&str; 3] = ["accent", "soft", "mark"];

/// WCAG 2.2, success criterion 1.4.3: text.
const READABLE: f64 = 4.5;
/// WCAG 2.2, success criterion 1.4.11: graphics.
const VISIBLE: f64 = 3.0;

/// The themes as the style sheet has them: each a block of custom properties on the root, over the first.
fn themes() -> Vec<Tokens> {
    let path = repository().join("web/style/10-tokens.css");
    let style = fs::read_to_string(path).expect("the style sheet is readable");
    let mut themes: Vec<Tokens> = Vec::new();
    for block in style.split(":root").skip(1) {
        let (_, block) = block.split_once('{').expect("a block of properties");
        let (block, _) = block.split_once('}').expect("a block of properties");
        let mut tokens = themes.first().cloned().unwrap_or_default();
        let before = tokens.clone();
        for declaration in block.split(';') {
            if let Some((name, value)) = declaration.split_once(':')
                && let Some(colour) = colour(value.trim())
            {
                tokens.insert(name.trim().trim_start_matches("--").to_owned(), colour);
            }
        }
        if tokens != before {
            themes.push(tokens);
        }
    }
    themes
}

/// A colour written as `#rrggbb` or `#rrggbbaa`.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(|part| f64::from(part) / 255.0);
    Some([part(0)?, part(2)?, part(4)?, part(6).unwrap_or(1.0)])
}

/// A colour on an opaque ground.
fn over(colour: Colour, ground: Colour) -> Colour {
    let mix = |at: usize| colour[at] * colour[3] + ground[at] * (1.0 - colour[3]);
    [mix(0), mix(1), mix(2), 1.0]
}

/// WCAG's relative luminance.
fn luminance(colour: Colour) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Which of these colours have less contrast than they need, on the grounds or on the washes that lie on them.
fn too_faint(tokens: &Tokens, names: &[&str], washed: bool, needed: f64) -> Vec<String> {
    let mut faint = Vec::new();
    for ground in GROUNDS {
        let washes = WASHES.map(|wash| (format!("{wash} on {ground}"), over(tokens[wash], tokens[ground])));
        let plain = (String::from(ground), tokens[ground]);
        for (described, below) in if washed { washes.to_vec() } else { vec![plain] } {
            for name in names {
                let found = contrast(tokens[*name], below);
                if found < needed {
                    faint.push(format!("{name} on {described}: {found:.2} to 1, not {needed}"));
                }
            }
        }
    }
    faint
}

#[test]
fn text_can_be_read_and_shapes_be_seen_in_every_theme() {
    let themes = themes();
    assert!(themes.len() >= 2, "light and dark");
    let mut faint = Vec::new();
    for (at, tokens) in themes.iter().enumerate() {
        for (names, washed, needed) in [
            (&TEXT[..], false, READABLE),
            (&TEXT_ON_WASHES, true, READABLE),
            (&SHAPES, false, VISIBLE),
            (&SHAPES_ON_WASHES, true, VISIBLE),
        ] {
            faint
                .extend(too_faint(tokens, names, washed, needed).into_iter().map(|line| format!("theme {at}: {line}")));
        }
        assert!(contrast(tokens["on-accent"], tokens["accent"]) >= READABLE, "theme {at}: on-accent");
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn a_theme_that_is_chosen_is_the_one_that_the_system_would_have_set() {
    let themes = themes();
    let [_, by_system, chosen] = &themes[..] else { panic!("{} themes", themes.len()) };
    assert_eq!(by_system, chosen);
}

#[test]
fn every_colour_of_the_style_sheets_is_a_token() {
    let folder = repository().join("web/style");
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a style sheet");
        if path.file_name().is_some_and(|name| name == "10-tokens.css") {
            continue;
        }
        for declaration in text.split([';', '{', '}']) {
            // A selector may have a number sign too; a value follows a colon and a space. On paper the tokens
            // themselves are others, and a shadow carries no meaning.
            let Some((property, value)) = declaration.trim().split_once(": ") else { continue };
            let exempt = property.starts_with("--") || property == "box-shadow";
            assert!(exempt || !value.contains('#'), "{}: {property}: {value}", path.display());
        }
    }
}

#[test]
fn the_formula_gives_the_known_ratios() {
    let [white, black, grey] = ["#ffffff", "#000000", "#767676"].map(|text| colour(text).expect("a colour"));
    assert!((contrast(white, black) - 21.0).abs() < 1e-12);
    assert!((contrast(white, grey) - 4.54).abs() < 0.005);
    assert_eq!(over([0.0, 0.0, 0.0, 0.5], white), [0.5, 0.5, 0.5, 1.0]);
}
