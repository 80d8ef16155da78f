//! What a reader takes along: the link, a quotation, the figures, snippets for a post.
//!
//! One list for the page's panel, so that the page itself carries none of it. The texts are those of `harm-link` and
//! `harm-view`; here they are put in order and named.

use harm_core::{Scenario, assess};
use harm_link::citation::{Date, Quotation};
use harm_link::permalink::{self, Site};
use harm_link::snippet::{Kind, Options, Shared};
use harm_link::{csv, json, query};
use harm_view::sentence::{Headline, Term, headline, sum};

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

/// The sum in a line: `1% risk per 10× × 8.0 billion people alive × everyone dies if it happens`.
fn sum_in_words(scenario: &Scenario) -> String {
    let terms = sum(scenario, &assess(scenario));
    terms.map(|Term { value, words }| [value, words].join(" ")).join(" × ")
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
        assert_eq!(text("Table").lines().count(), json::CURVE_POINTS + 1);
        assert!(text("Scenario and result").starts_with("{\n"));
    }

    #[test]
    fn a_page_without_an_address_of_its_own_says_why_there_is_nothing() {
        assert!(items("", "about:srcdoc", 0).is_err());
    }
}
