//! The pages for scenarios: the site's own with the default one, and one for each preset, at `s/<name>/`, with its own
//! title, words, card and result, and with what they tell other sites about themselves.
//!
//! They differ in their HTML alone, and share all that it loads. Their results and words come from the prerenderer, and the
//! template `index.html` puts them into tags. Absolute addresses are there only when the site's own is known.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{
    assets::Files,
    cards::{self, Artist, Subject},
    pages::{self, Templates},
};

/// The folder of the presets' pages, each in a folder with the preset's name.
pub(crate) const PRESETS: &str = "s/";

/// What the site's own page is called.
const TITLE: &str = "Expected Harm: a risk per step of AI training, in expected deaths";

/// What it is for.
const DESCRIPTION: &str = "Set a risk for each tenfold increase of AI training compute and see the deaths that it means in \
                           expectation: 1% × 8.0 billion people = 80 million.";

/// The site's own name.
const NAME: &str = "Expected Harm";

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

    /// The root of an embed, or of a widget, as a context for templates.
    pub(crate) fn embed(&self, kind: &str) -> Result<Value> {
        Ok(json!({ "html": text(&self.0, kind)?, "which": "the default" }))
    }

    /// The site's own page and those of the presets.
    fn scenarios(&self) -> Result<Vec<Scenario<'_>>> {
        let presets = self.0["presets"].as_array().context("the prerenderer printed no presets")?;
        Ok([&self.0["page"]].into_iter().chain(presets).map(Scenario).collect())
    }
}

impl Scenario<'_> {
    /// The folder of its page: empty for the site's own.
    fn folder(&self) -> String {
        self.0["name"].as_str().map_or_else(String::new, |name| format!("{PRESETS}{name}/"))
    }

    /// Title and description where the page is shown with its card.
    fn words(&self) -> Result<(String, &str)> {
        let Some(title) = self.0["title"].as_str() else { return Ok((TITLE.to_owned(), DESCRIPTION)) };
        // Not as if the one whose scenario it is had said so.
        Ok((format!("Scenario “{title}”: {}", text(self.0, "headline")?), text(self.0, "description")?))
    }

    /// The page, with links to the presets but its own.
    fn page(&self, templates: &Templates, site: Option<&str>, all: &[Self]) -> Result<String> {
        let folder = self.folder();
        let (heading, description) = self.words()?;
        let is_other = |other: &&Self| other.0["name"].is_string() && other.0["name"] != self.0["name"];
        let link = |other: &Self| json!({ "folder": other.folder(), "title": other.0["title"] });
        let title = self.0["title"].as_str();
        let context = json!({
            "scenario": self.0,
            "html": text(self.0, "html")?,
            "which": if title.is_some() { "this page’s" } else { "the default" },
            "title": title.map_or_else(|| TITLE.to_owned(), |title| format!("{title} – {NAME}")),
            "heading": heading,
            "description": description,
            "site": site,
            "folder": folder,
            // No text in it can end the element.
            "linked_data": site.map(|site| Ok::<_, anyhow::Error>(self.linked_data(site)?.to_string().replace('<', "\\u003c"))).transpose()?,
            "others": all.iter().filter(is_other).map(link).collect::<Vec<_>>(),
        });
        templates.page(&format!("{folder}index.html"), "index.html", context)
    }

    /// What the page is in the words of schema.org.
    fn linked_data(&self, site: &str) -> Result<Value> {
        let (heading, description) = self.words()?;
        let address = [site, &self.folder()].concat();
        let application = json!({
            "@type": "WebApplication",
            "name": NAME,
            "url": site,
            "applicationCategory": "EducationalApplication",
            "operatingSystem": "Any",
            "browserRequirements": "JavaScript and WebAssembly; without them it is an article",
            "isAccessibleForFree": true,
            "inLanguage": "en",
        });
        let mut data = match self.0["source"].as_str() {
            None => application,
            Some(source) => json!({
                "@type": "WebPage",
                "name": heading,
                "url": address,
                "inLanguage": "en",
                "isPartOf": application,
                "citation": source,
            }),
        };
        data["@context"] = "https://schema.org".into();
        data["description"] = description.into();
        data["image"] = format!("{address}card.png").into();
        Ok(data)
    }

    /// The answer to a site that would embed the page (oEmbed): a frame with its scenario. It is the same for every query,
    /// because a host of files knows of none. Sizes are those that `harm-view` and `harm-share` make.
    fn oembed(&self, site: &str) -> Result<String> {
        let answer = json!({
            "version": "1.0",
            "type": "rich",
            "title": self.words()?.0,
            "provider_name": NAME,
            "provider_url": site,
            "html": text(self.0, "frame")?,
            "width": 640,
            "height": 860,
            "thumbnail_url": format!("{site}{}card.png", self.folder()),
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        });
        Ok(format!("{answer:#}\n"))
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
pub(crate) fn add(files: &mut Files, prerendered: &Prerendered, templates: &Templates, artist: &Artist) -> Result<()> {
    let site = prerendered.site();
    let all = prerendered.scenarios()?;
    let subjects = all.iter().map(|scenario| {
        Ok(Subject {
            query: text(scenario.0, "query")?,
            address: site.map(|site| site.to_owned() + &scenario.folder()),
        })
    });
    let cards = cards::draw(artist, &subjects.collect::<Result<Vec<_>>>()?)?;
    for (scenario, card) in all.iter().zip(cards) {
        let folder = scenario.folder();
        files.insert(format!("{folder}index.html"), scenario.page(templates, site, &all)?.into_bytes());
        files.insert(format!("{folder}card.png"), card.png);
        files.insert(format!("{folder}card.svg"), card.svg);
        if let Some(site) = site {
            files.insert(format!("{folder}oembed.json"), scenario.oembed(site)?.into_bytes());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::templates;

    const SITE: &str = "https://example.org/harm/";

    fn ord() -> Value {
        json!({
            "name": "ord", "title": "Ord \"10%\" & <more>", "headline": "800 million", "source": "A book",
            "description": "A </script> in a text.", "alternative": "A card", "query": "v=1&risk=0.1",
            "html": "<p>The result.</p>", "frame": "<iframe src=\"x\"></iframe>",
        })
    }

    fn page(site: Option<&str>) -> String {
        Scenario(&ord()).page(&templates(), site, &[]).unwrap()
    }

    #[test]
    fn without_an_address_nothing_absolute_is_said() {
        let page = page(None);
        assert!(page.contains("<title>Ord &quot;10%&quot; &amp; &lt;more&gt; – Expected Harm</title>"), "{page}");
        assert!(
            page.contains("<div id=\"app\" data-query=\"v=1&amp;risk=0.1\">") && page.contains("<p>The result.</p>")
        );
        for absolute in ["canonical", "og:url", "og:image", "twitter:card", "oembed", "ld+json", "http"] {
            assert!(!page.contains(absolute), "{absolute}: {page}");
        }
    }

    #[test]
    fn with_an_address_everything_is_absolute() {
        let page = page(Some(SITE));
        for tag in [
            "<link rel=\"canonical\" href=\"https://example.org/harm/s/ord/\">",
            "type=\"application/json+oembed\" href=\"https://example.org/harm/s/ord/oembed.json\"",
            "<meta property=\"og:image\" content=\"https://example.org/harm/s/ord/card.png\">",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        ] {
            assert!(page.contains(tag), "{tag}: {page}");
        }
        let (_, data) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(data["description"], "A </script> in a text.");
        assert_eq!((&data["@type"], &data["isPartOf"]["url"]), (&json!("WebPage"), &json!(SITE)));
    }

    #[test]
    fn the_answer_for_embedding_has_what_its_kind_must_have() {
        let answer: Value = serde_json::from_str(&Scenario(&ord()).oembed(SITE).unwrap()).unwrap();
        for (name, value) in [("version", "1.0"), ("type", "rich"), ("html", "<iframe src=\"x\"></iframe>")] {
            assert_eq!(answer[name], value);
        }
        assert!(answer["width"].is_u64() && answer["height"].is_u64());
        assert_eq!(answer["thumbnail_url"], "https://example.org/harm/s/ord/card.png");
    }
}
