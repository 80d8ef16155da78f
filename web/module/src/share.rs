//! What a reader takes along: the link, a quotation, snippets for a post, pictures, the figures.
//!
//! One answer for the page's panel, so that the page itself carries none of it. The texts are those of `harm-wire` and
//! `harm-view`; here they are put in order and named. Laying them out is the panel's business.

use harm_core::{ScaleUp, Scenario, assess, curve};
use harm_share::citation::{Date, Quotation};
use harm_share::embed::{Embed, NONE};
use harm_share::snippet::{Kind, Options, Shared, Theme};
use harm_view::axis::compute_end;
use harm_view::card;
use harm_view::chart::{Content, Measure, layout, tolls};
use harm_view::sentence::{Headline, account, headline, label};
use harm_view::stated::compute_marks;
use harm_wire::edit::Control;
use harm_wire::permalink::{Site, append_shows};
use harm_wire::{Key, Parsed, Question, Request, csv, json, query};
use serde::Serialize;

/// Width of the chart as a file, in pixels.
const CHART_WIDTH: f64 = 720.0;
/// Pieces of its curve.
const CURVE_PIECES: usize = 60;
/// The widths and heights that an embed may have, in pixels, as the command has them.
const PIXELS: std::ops::RangeInclusive<u32> = 100..=4000;

/// What is open and pinned on the page goes with its link.
const WITH_THE_LINK: [&str; 4] = ["show", "lens", "view", "pin"];

/// Everything that the panel shows.
#[derive(Debug, Serialize)]
pub(crate) struct Panel {
    /// The address of the embed with its options, for a frame.
    address: String,
    /// The controls that an embed may show: the value of the option `inputs` with their label.
    inputs: Vec<(String, String)>,
    /// The questions that it may show: the value of the option `lens` with the question.
    lenses: Vec<(&'static str, &'static str)>,
    /// What is wrong with the options.
    warnings: Vec<String>,
    /// What can be taken along.
    items: Vec<Item>,
}

/// Something to take along.
#[derive(Debug, Serialize)]
struct Item {
    /// What it belongs to: `link`, `embed`, `picture` or `data`.
    group: &'static str,
    /// Its name.
    name: &'static str,
    /// What it is for.
    purpose: String,
    /// Its text; for the widget what is to be baked into its file.
    text: String,
    /// The name of the file that it makes, or nothing.
    file: &'static str,
}

/// The panel for a link, on a site (an absolute address ending in a slash), on a day since 1970, with an embed's options
/// as the pairs of a query; or why there is none.
pub(crate) fn panel(link: &str, site: &str, day: u64, options: &str) -> Result<Panel, String> {
    let Parsed { request, view, .. } = query::parse(link);
    let scenario = &request.scenario;
    let site = Site::new(site).map_err(|error| error.to_string())?;
    let chosen = Chosen::read(options);
    let names: Vec<&str> = chosen.inputs.iter().map(|control| control.name()).collect();
    let inputs: &[&str] = if chosen.none { &[NONE] } else { &names };
    let lenses: Vec<&str> = chosen.embed.questions.iter().map(|lens| lens.name()).collect();
    let Embed { theme, lock, .. } = chosen.embed;
    let options = Options {
        theme,
        width: chosen.width,
        height: chosen.height,
        inputs,
        lenses: &lenses,
        lock,
        ..Options::default()
    };

    let assessment = assess(scenario);
    let Headline { number, what } = headline(scenario, &assessment);
    let words = [number.as_str(), " ", &what].concat();
    let mut sum_words = account(&request, &assessment);
    let pinned = query::pinned(&view);
    if let Some(pinned) = &pinned {
        let compared = assess(&pinned.scenario);
        let Headline { number, what } = headline(&pinned.scenario, &compared);
        sum_words += &format!("; pinned: {number} {what}, {}", account(pinned, &compared));
    }
    let address = site.for_people();
    let mut shown = query::write(&request);
    for (name, text) in view.iter().filter(|(name, _)| WITH_THE_LINK.contains(&&**name)) {
        query::append(&mut shown, name, text);
    }
    append_shows(&mut shown, assessment.expected_deaths);
    let quotation =
        Quotation { site: &site, headline: &words, sum: &sum_words, query: &shown, date: Date::of_unix_day(day) };
    let shared = Shared {
        site: &site,
        request: &request,
        expected_deaths: assessment.expected_deaths,
        headline: &words,
        sum: &sum_words,
    };
    let colours = if theme == Theme::Dark { card::Theme::Dark } else { card::Theme::Light };
    let chart = chart(scenario, (&words, &sum_words), pinned.as_ref(), address, colours);

    let item = |group, name, purpose: &str, text, file| Item { group, name, purpose: purpose.into(), text, file };
    let mut items = vec![
        item("link", Kind::Link.label(), Kind::Link.platforms(), site.at("", &shown), ""),
        item("link", "Quotation", "A sentence with its source", quotation.text(), ""),
        item("link", "Citation", "BibTeX", quotation.bibtex(), "expected-harm.bib"),
    ];
    let snippets = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Link);
    items.extend(snippets.map(|kind| {
        let file = if kind == Kind::Widget { "expected-harm-widget.html" } else { "" };
        let first = match kind {
            Kind::Image => ". Upload the card first, and put its address into src",
            _ => "",
        };
        let purpose = [kind.platforms(), first].concat();
        item("embed", kind.label(), &purpose, shared.snippet(kind, &options), file)
    }));
    let embed = shared.embed_address(&options);
    items.extend([
        item("embed", "Address of the frame", "Notion (/embed), Jupyter, Observable", embed.clone(), ""),
        item(
            "picture",
            "Card",
            "1200 by 630 pixels: the number, its sum and the chart",
            card::card(scenario, address, colours),
            "expected-harm-card.svg",
        ),
        item("picture", "Chart", "For a post or a slide", chart, "expected-harm.svg"),
        item("picture", "Picture in words", "For the field “alternative text”", card::alternative(scenario), ""),
        item(
            "data",
            "Table",
            "The curve as CSV",
            csv::write_curve(&request, pinned.as_slice(), json::CURVE_POINTS),
            "expected-harm.csv",
        ),
        item(
            "data",
            "Scenario and result",
            "JSON, as the command prints it",
            json::assess_link(link),
            "expected-harm.json",
        ),
    ]);
    let lenses = Question::ALL.map(|question| (question.name(), question.words())).into();
    Ok(Panel { address: embed, inputs: choices(scenario), lenses, warnings: chosen.warnings, items })
}

/// What has been chosen for an embed.
#[derive(Debug, Default)]
struct Chosen {
    embed: Embed,
    inputs: Vec<Control>,
    /// Whether no input at all is to be shown.
    none: bool,
    width: Option<u32>,
    height: Option<u32>,
    warnings: Vec<String>,
}

impl Chosen {
    /// Reads the options; a width or height that is empty is none.
    fn read(options: &str) -> Self {
        let pairs = options.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<(String, String)> = pairs.map(|(name, text)| (name.into(), text.into())).collect();
        let (embed, warnings) = Embed::read(&pairs);
        let inputs = embed.inputs.clone().unwrap_or_default();
        let mut chosen =
            Self { none: embed.inputs.is_some() && inputs.is_empty(), embed, inputs, warnings, ..Self::default() };
        for (name, text) in pairs {
            let size = match &*name {
                "width" => &mut chosen.width,
                "height" => &mut chosen.height,
                _ => continue,
            };
            *size = text.parse().ok().filter(|pixels| PIXELS.contains(pixels));
            if size.is_none() && !text.is_empty() {
                let (least, most) = (PIXELS.start(), PIXELS.end());
                chosen.warnings.push(format!(
                    "{name} must be a whole number of pixels between {least} and {most}, but got {text}. It is left out."
                ));
            }
        }
        chosen
    }
}

/// The controls to choose from, with their labels.
fn choices(scenario: &Scenario) -> Vec<(String, String)> {
    let one = |control: Control| (control.name().into(), label(scenario, control));
    let main =
        [Control::Field(Key::Risk), Control::ScaleUp, Control::Field(Key::Population), Control::Field(Key::Fatality)];
    let form = if matches!(scenario.scale_up, ScaleUp::Range(_)) { "from_to" } else { "step_steps" };
    let more = ([form, "_per_trend_growth"].concat(), String::from("More: steps, trend, growth"));
    main.map(one).into_iter().chain([more]).collect()
}

/// The chart of the scenario by itself, as a file, with what it is above it and where it is from below.
fn chart(
    scenario: &Scenario,
    words: (&str, &str),
    pinned: Option<&Request>,
    address: &str,
    theme: card::Theme,
) -> String {
    let assessment = assess(scenario);
    let end = compute_end(assessment.orders_of_magnitude);
    let other = pinned.map_or(Vec::new(), |pinned| curve(&pinned.scenario, end, CURVE_PIECES + 1));
    let curve = curve(scenario, end, CURVE_PIECES + 1);
    let content = Content {
        curve: &curve,
        present: (assessment.orders_of_magnitude, assessment.expected_deaths),
        measure: Measure::Deaths,
        tolls: &tolls(),
        reading: None,
        other: &other,
        marks: &compute_marks(scenario),
    };
    card::chart(&layout(&content, CHART_WIDTH), words, &card::alternative(scenario), address, theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://example.org/calculator/";

    fn text(panel: &Panel, name: &str) -> String {
        let found = panel.items.iter().find(|item| item.name == name);
        found.unwrap_or_else(|| panic!("there is no {name}")).text.clone()
    }

    #[test]
    fn everything_to_take_along_speaks_of_the_same_scenario() {
        let panel = panel("risk=2%25&steps=3&lens=pause&shows=1&theme=dark", SITE, 20_780, "").unwrap();
        let link = text(&panel, "Link");
        assert!(
            link.starts_with("https://example.org/calculator/?v=1&risk=0.02&steps=3&lens=pause&shows=470464000"),
            "{link}"
        );
        assert!(text(&panel, "Quotation").contains("470 million expected deaths"));
        assert!(text(&panel, "Quotation").contains("2026"));
        assert!(text(&panel, "Citation").starts_with('@'));
        assert!(text(&panel, "Frame").starts_with("<iframe") && text(&panel, "Frame").contains("risk=0.02"));
        assert!(text(&panel, "Chart").starts_with("<svg") && text(&panel, "Card").contains("470 million"));
        assert_eq!(text(&panel, "Table").lines().count(), json::CURVE_POINTS + 1);
        assert!(text(&panel, "Scenario and result").starts_with("{\n"));
        assert_eq!(panel.address, "https://example.org/calculator/embed/?v=1&risk=0.02&steps=3");
    }

    #[test]
    fn the_files_hold_what_is_pinned() {
        let panel = panel("risk=2%25&steps=3&pin=risk_0.05", SITE, 20_780, "").unwrap();
        let table = text(&panel, "Table");
        let of = |scenario: &str| table.lines().filter(|line| line.ends_with(scenario)).count();
        assert_eq!(of(",v=1&risk=0.02&steps=3"), json::CURVE_POINTS);
        assert_eq!(of(",v=1&risk=0.05"), json::CURVE_POINTS);
        let document = text(&panel, "Scenario and result");
        let (own, pinned) = document.split_once("\"pinned\": {").unwrap();
        assert!(own.contains("\"expected_deaths\": 470464000.0,"), "{own}");
        assert!(pinned.contains("\"risk\": 0.05,") && pinned.contains("\"expected_deaths\": 400000000.0,"), "{pinned}");
    }

    #[test]
    fn every_kind_of_snippet_is_there_and_heeds_the_options() {
        let options = "theme=dark&inputs=risk_scale-up&lens=pause&lock=1&width=480";
        let panel = panel("", SITE, 0, options).unwrap();
        assert_eq!(panel.warnings, [""; 0]);
        for kind in Kind::ALL {
            let text = text(&panel, kind.label());
            let heeds = !matches!(kind, Kind::Image | Kind::Markdown | Kind::Link);
            assert_eq!(text.contains("lock") && text.contains("risk_scale-up"), heeds, "{text}");
        }
        assert!(text(&panel, "Frame").contains("width=\"480\""));
        assert!(panel.address.ends_with("embed/?v=1&theme=dark&inputs=risk_scale-up&lens=pause&lock=1"));
        assert_ne!(text(&panel, "Card"), super::panel("", SITE, 0, "").map(|panel| text(&panel, "Card")).unwrap());
    }

    #[test]
    fn what_can_be_chosen_can_be_read_back() {
        for link in ["", "from=2.1e25&to=2e29&belief=beta"] {
            let offered = panel(link, SITE, 0, "").unwrap();
            let inputs: Vec<&str> = offered.inputs.iter().map(|(value, _)| value.as_str()).collect();
            let lenses: Vec<&str> = offered.lenses.iter().map(|(value, _)| *value).collect();
            let options = ["inputs=", &inputs.join("_"), "&lens=", &lenses.join("_"), "&width="].concat();
            let chosen = Chosen::read(&options);
            assert_eq!(chosen.warnings, [""; 0]);
            assert_eq!((chosen.inputs.len(), chosen.embed.questions.len()), (9, Question::ALL.len()), "{options}");
        }
        assert!(panel("", SITE, 0, "inputs=").unwrap().address.ends_with("embed/?v=1&inputs=none"));
    }

    #[test]
    fn what_cannot_be_used_of_the_options_is_said() {
        let warnings = panel("", SITE, 0, "width=20&height=abc&lens=moon").unwrap().warnings;
        let expected = [
            "lens: \"moon\" is not a question.",
            "width must be a whole number of pixels between 100 and 4000, but got 20. It is left out.",
            "height must be a whole number of pixels between 100 and 4000, but got abc. It is left out.",
        ];
        assert_eq!(warnings, expected);
    }

    #[test]
    fn a_page_without_an_address_of_its_own_says_why_there_is_nothing() {
        assert!(panel("", "about:srcdoc", 0, "").is_err_and(|why| why.contains("about:srcdoc")));
    }
}
