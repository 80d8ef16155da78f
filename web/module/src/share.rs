//! What a reader takes along: the link, a quotation, the figures, snippets for a post.
//!
//! One list for the page's panel, so that the page itself carries none of it. The texts are those of `harm-link` and
//! `harm-view`; here they are put in order and named.

use harm_core::{Scenario, assess, curve};
use harm_link::citation::{Date, Quotation};
use harm_link::permalink::{self, Site};
use harm_link::snippet::{Kind, Options, Shared};
use harm_link::{csv, json, query};
use harm_view::axis::compute_end;
use harm_view::card::{self, sum_in_words};
use harm_view::chart::{Content, Measure, layout, tolls};
use harm_view::sentence::{Headline, headline};
use harm_view::stated::compute_marks;

/// Width of the chart as a file, in pixels.
const CHART_WIDTH: f64 = 720.0;
/// Pieces of its curve.
const CURVE_PIECES: usize = 60;

/// Something to take along: its name, what it is for, its text, the file it makes (or nothing).
pub(crate) type Item = (&'static str, &'static str, String, &'static str);

/// The list for a link, on a site (an absolute address ending in a slash), on a day since 1970; why there is none.
pub(crate) fn items(link: &str, site: &str, day: u64) -> Result<Vec<Item>, String> {
    let request = query::parse(link).request;
    let scenario = &request.scenario;
    let site = Site::new(site).map_err(|error| error.to_string())?;
    let assessment = assess(scenario);
    let Headline { number, what } = headline(scenario, &assessment);
    let words = [number.as_str(), " ", &what].concat();
    let sum_words = sum_in_words(scenario);
    let address = site.for_people();
    let shown = permalink::query(&request, assessment.expected_deaths);
    let quotation =
        Quotation { site: &site, headline: &words, sum: &sum_words, query: &shown, date: Date::of_unix_day(day) };
    let shared = Shared {
        site: &site,
        request: &request,
        expected_deaths: assessment.expected_deaths,
        headline: &words,
        sum: &sum_words,
    };
    let mut items = vec![
        ("Link", "Opens this scenario, and says so if a later version computes something else", shared.link(), ""),
        ("Quotation", "With its source", quotation.text(), ""),
        ("Citation", "BibTeX", quotation.bibtex(), "expected-harm.bib"),
    ];
    for kind in [Kind::Frame, Kind::ResizingFrame, Kind::Markdown] {
        items.push((kind.label(), kind.platforms(), shared.snippet(kind, &Options::default()), ""));
    }
    items.push(("Chart", "SVG, for a post or a slide", picture(scenario, &words, address), "expected-harm.svg"));
    let card = card::card(scenario, address, card::Theme::Light);
    items.push(("Card", "SVG of 1200 by 630 pixels: number, sum and chart", card, "expected-harm-card.svg"));
    let table = csv::write_curve(scenario, json::CURVE_POINTS);
    items.push(("Table", "The curve as CSV", table, "expected-harm.csv"));
    items.push((
        "Scenario and result",
        "JSON, as the command prints it",
        json::assess_query(link),
        "expected-harm.json",
    ));
    Ok(items)
}

/// The chart of the scenario by itself, as a file, with what it is above it and where it is from below.
fn picture(scenario: &Scenario, title: &str, address: &str) -> String {
    let assessment = assess(scenario);
    let curve = curve(scenario, compute_end(assessment.orders_of_magnitude), CURVE_PIECES + 1);
    let content = Content {
        curve: &curve,
        present: (assessment.orders_of_magnitude, assessment.expected_deaths),
        measure: Measure::Deaths,
        tolls: &tolls(),
        reading: None,
        other: &[],
        marks: &compute_marks(scenario),
    };
    card::chart(&layout(&content, CHART_WIDTH), title, &card::alternative(scenario), address, card::Theme::Light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_to_take_along_speaks_of_the_same_scenario() {
        let items = items("risk=0.02&steps=3", "https://example.org/calculator/", 20_780).unwrap();
        let text = |name: &str| items.iter().find(|item| item.0 == name).map(|item| item.2.clone()).unwrap();
        assert!(text("Link").starts_with("https://example.org/calculator/?v=1&risk=0.02&steps=3&shows="));
        assert!(text("Quotation").contains("470 million expected deaths") && text("Quotation").contains("2026"));
        assert!(text("Citation").starts_with('@'));
        assert!(text("Frame").starts_with("<iframe") && text("Frame").contains("risk=0.02"));
        assert!(text("Chart").starts_with("<svg") && text("Card").contains("470 million"));
        assert_eq!(text("Table").lines().count(), json::CURVE_POINTS + 1);
        assert!(text("Scenario and result").starts_with("{\n"));
    }

    #[test]
    fn a_page_without_an_address_of_its_own_says_why_there_is_nothing() {
        assert!(items("", "about:srcdoc", 0).is_err());
    }
}
