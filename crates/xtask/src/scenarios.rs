//! The pages that are for scenarios: the site's own with the default one, and one for each preset, at `s/<name>/`, with its
//! own title, words, card and result.
//!
//! They differ in their HTML alone, and share all that it loads. Their results and words come from the prerenderer.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{
    assets::Files,
    cards::{self, Artist, Subject},
    metadata::{About, CARD, OEMBED},
    pages::{self, Links, PRERENDERED, escaped, up},
};

/// The folder of the presets' pages, each in a folder with the preset's name.
pub(crate) const PRESETS: &str = "s/";

/// What the site's own page is called.
const TITLE: &str = "Expected Harm: a risk per step of AI training, in expected deaths";

/// What it is for.
const DESCRIPTION: &str = "Set a risk for each tenfold increase of AI training compute and see the deaths that it means in \
                           expectation: 1% × 8.0 billion people = 80 million.";

/// What the prerenderer printed.
pub(crate) struct Prerendered(Value);

/// A scenario with its page's HTML and the words about it.
struct Scenario<'a>(&'a Value);

impl Prerendered {
    /// Reads its document.
    pub(crate) fn read(document: &str) -> Result<Self> {
        let mut document: Value = serde_json::from_str(document).context("the prerenderer printed no JSON")?;
        shorten(&mut document);
        Ok(Self(document))
    }

    /// The site's address, ending in a slash, when it is known.
    pub(crate) fn site(&self) -> Option<&str> {
        self.0["site"].as_str()
    }

    /// The types of the document of results, for TypeScript.
    pub(crate) fn types(&self) -> Result<&str> {
        text(&self.0, "types")
    }

    /// The root of an embed.
    pub(crate) fn embed(&self) -> Result<String> {
        Ok(pages::still(text(&self.0, "embed")?, "the default"))
    }

    /// The root of an embed that knows of no site.
    pub(crate) fn widget(&self) -> Result<String> {
        Ok(pages::still(text(&self.0, "widget")?, "the default"))
    }

    fn presets(&self) -> Result<Vec<Scenario<'_>>> {
        let presets = self.0["presets"].as_array().context("the prerenderer printed no presets")?;
        Ok(presets.iter().map(Scenario).collect())
    }
}

impl Scenario<'_> {
    fn text(&self, name: &str) -> Result<&str> {
        text(self.0, name)
    }

    /// The folder of its page: empty for the site's own.
    fn folder(&self) -> String {
        self.0["name"].as_str().map_or_else(String::new, |name| format!("{PRESETS}{name}/"))
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("the prerenderer printed no {name}"))
}

/// Writes the attributes of all HTML in a document as short as they can be.
fn shorten(value: &mut Value) {
    let nested: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Object(members) => {
            for name in ["html", "embed", "widget"] {
                if let Some(Value::String(html)) = members.get_mut(name) {
                    *html = pages::with_short_attributes(html.trim());
                }
            }
            Box::new(members.values_mut())
        }
        Value::Array(items) => Box::new(items.iter_mut()),
        _ => return,
    };
    nested.for_each(shorten);
}

/// Adds the pages with their cards, and with what they tell other sites.
pub(crate) fn add(
    files: &mut Files,
    prerendered: &Prerendered,
    frame: &str,
    links: &Links,
    artist: &Artist,
) -> Result<()> {
    let site = prerendered.site();
    let presets = prerendered.presets()?;
    let all: Vec<Scenario> = [Scenario(&prerendered.0["page"])].into_iter().chain(prerendered.presets()?).collect();
    let subjects = all.iter().map(|scenario| {
        let address = site.map(|site| site.to_owned() + &scenario.folder());
        Ok(Subject { query: scenario.text("query")?, address })
    });
    let cards = cards::draw(artist, &subjects.collect::<Result<Vec<_>>>()?)?;
    for (scenario, card) in all.iter().zip(cards) {
        let folder = scenario.folder();
        let path = format!("{folder}index.html");
        let name = scenario.0["title"].as_str();
        let (title, heading, description) = match name {
            None => (TITLE.to_owned(), TITLE.to_owned(), DESCRIPTION),
            Some(name) => {
                // Not as if the one whose scenario it is had said so.
                let heading = format!("Scenario “{name}”: {}", scenario.text("headline")?);
                (format!("{name} – Expected Harm"), heading, scenario.text("description")?)
            }
        };
        let source = scenario.0["source"].as_str();
        let about = About {
            folder: &folder,
            title: &title,
            heading: &heading,
            description,
            alternative: scenario.text("alternative")?,
            source,
            frame: scenario.0["frame"].as_str(),
        };
        let query = match name {
            None => String::new(),
            Some(_) => format!(" data-query=\"{}\"", escaped(scenario.text("query")?)),
        };
        let begins = match (name, source) {
            (Some(name), Some(source)) => begins(name, description, source),
            _ => String::new(),
        };
        let others = presets.iter().filter(|other| other.0 != scenario.0).map(|other| {
            Ok(format!("<a href=\"{}{}\">{}</a>", up(&path), other.folder(), escaped(other.text("title")?)))
        });
        let others = others.collect::<Result<Vec<_>>>()?.join(", ");
        let parts = [
            ("<!-- about -->", &*about.head(site)),
            ("<!-- begins -->", &begins),
            ("<!-- query -->", &query),
            (
                PRERENDERED,
                &pages::still(scenario.text("html")?, if name.is_some() { "this page’s" } else { "the default" }),
            ),
            ("<!-- which -->", if name.is_some() { "this" } else { "the default" }),
            ("<!-- others -->", &others),
        ];
        files.insert(path.clone(), pages::page(&path, frame, &parts, links)?.into_bytes());
        files.insert(format!("{folder}{CARD}"), card.png);
        files.insert(format!("{folder}card.svg"), card.svg);
        if let Some(answer) = site.and_then(|site| about.oembed(site)) {
            files.insert(format!("{folder}{OEMBED}"), answer.into_bytes());
        }
    }
    Ok(())
}

/// What stands above a preset's page. It has no link: the page's address changes with its numbers, and a relative link
/// would lead elsewhere then.
fn begins(name: &str, description: &str, source: &str) -> String {
    let [name, description, source] = [name, description, source].map(escaped);
    format!(
        "<aside class=\"begins\" aria-label=\"The scenario that this page begins with\">\
         <p>This page begins with the scenario <b>{name}</b>. {description} <cite>{source}</cite></p></aside>"
    )
}
