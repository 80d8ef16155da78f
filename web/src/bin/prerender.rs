//! Prints what the build makes the site's pages of, as one JSON document: their HTML before any script runs, and the words
//! about them for other sites.
//!
//! The argument, if there is one, is the address of the site; only with it are there texts for other sites that have
//! addresses in them. How the pages are put together, and where they go, is the build's business.

#![warn(clippy::float_arithmetic)]

use std::io::{self, Write as _};
use std::process::ExitCode;

use expected_harm_web::components::page::{Layout, Page, PageProps};
use harm_core::assess;
use harm_core::preset::{About, PRESETS, Preset};
use harm_share::snippet::{Options, Shared};
use harm_view::card::{alternative, sum_in_words};
use harm_view::question;
use harm_view::sentence::{Headline, headline};
use harm_wire::permalink::Site;
use harm_wire::{Question, Request, query};
use serde_json::{Value, json};
use yew::LocalServerRenderer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<ExitCode> {
    let address = std::env::args().nth(1);
    let site = match address.as_deref().map(Site::new).transpose() {
        Ok(site) => site,
        Err(error) => {
            writeln!(io::stderr(), "error: {error}")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut presets = Vec::new();
    for preset in PRESETS {
        presets.push(scenario(Some(preset), site.as_ref()).await);
    }
    let document = json!({
        "site": site.as_ref().map(Site::as_str),
        "types": harm_wire::json::types(),
        "page": scenario(None, site.as_ref()).await,
        "embed": html(Layout::Embed, "", "../").await,
        "widget": html(Layout::Embed, "", "").await,
        "presets": presets,
    });
    writeln!(io::stdout(), "{document}")?;
    Ok(ExitCode::SUCCESS)
}

/// A page: that of a preset, or the site's own with the default scenario.
async fn scenario(preset: Option<&Preset>, site: Option<&Site>) -> Value {
    let request =
        preset.map_or_else(Request::default, |preset| Request { scenario: preset.scenario(), lenses: preset.lenses() });
    let assessment = assess(&request.scenario);
    let Headline { number, what } = headline(&request.scenario, &assessment);
    let words = [&*number, " ", &what].concat();
    let mut query = query::write(&request);
    let mut description = String::new();
    let mut lenses = Vec::new();
    if let Some(preset) = preset {
        description.push_str(preset.description);
        if let About::Policy(_) = preset.about {
            // What a policy changes is the answer to a question, and not the headline.
            let question = Question::Evaluations;
            query::append(&mut query, "lens", question.name());
            lenses.push(question.name());
            description = format!("{description} {}", question::answer(question, &request, &assessment));
        }
    }
    let frame = |site| {
        let shared = Shared {
            site,
            request: &request,
            expected_deaths: assessment.expected_deaths,
            headline: &words,
            sum: &sum_in_words(&request.scenario),
        };
        shared.frame_alone(&Options { lenses: &lenses, pasted: preset.is_none(), ..Options::default() })
    };
    let above = if preset.is_some() { "../../" } else { "" };
    json!({
        "name": preset.map(|preset| preset.name),
        "title": preset.map(|preset| preset.title),
        "description": description,
        "source": preset.map(|preset| preset.source),
        "headline": words,
        "alternative": alternative(&request.scenario),
        "query": query,
        "frame": site.map(frame),
        "html": html(Layout::Page, &query, above).await,
    })
}

/// The root of a page with the scenario of a query, `site` being the way from it to the site.
async fn html(layout: Layout, query: &str, site: &str) -> String {
    let props = PageProps {
        query: String::from(query).into(),
        layout,
        without_script: true,
        site: String::from(site).into(),
        ..PageProps::default()
    };
    // Not hydratable: a link's scenario nearly always differs from the prerendered one, so the app replaces this markup.
    LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await
}
