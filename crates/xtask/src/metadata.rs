//! What a page tells other sites about itself: the tags in its head, and its answer to a site that would embed it (oEmbed).
//!
//! Whatever has to be an absolute address is there only when the site's own address is known. The words come from the
//! prerenderer; here they get their tags. The cards that they name are drawn in `cards`.

use serde_json::{Value, json};

use crate::pages::escaped;

/// A page in words.
pub(crate) struct About<'a> {
    /// The folder of the page, relative to the site: empty, or such as `s/ord/`.
    pub(crate) folder: &'a str,
    /// Its title, for a tab and a list of results.
    pub(crate) title: &'a str,
    /// Its title where it is shown with its card.
    pub(crate) heading: &'a str,
    /// What it shows, in a sentence or some.
    pub(crate) description: &'a str,
    /// Its card in words.
    pub(crate) alternative: &'a str,
    /// Where its figures are from.
    pub(crate) source: Option<&'a str>,
    /// The frame that shows its scenario on other sites; it has addresses in it.
    pub(crate) frame: Option<&'a str>,
}

/// The site's own name.
const NAME: &str = "Expected Harm";

/// The files beside each page.
pub(crate) const CARD: &str = "card.png";
pub(crate) const OEMBED: &str = "oembed.json";

/// Width and height of a card, and of the frame, in pixels: what `harm-view` and `harm-wire` make them.
const CARD_SIZE: (u32, u32) = (1200, 630);
const FRAME_SIZE: (u32, u32) = (640, 860);

impl About<'_> {
    /// The tags for the head of the page on a site, whose address ends in a slash.
    ///
    /// They stand at its beginning: some readers look no further than the first 150 kB.
    pub(crate) fn head(&self, site: Option<&str>) -> String {
        let mut tags = vec![
            format!("<title>{}</title>", escaped(self.title)),
            meta("name", "description", self.description),
            meta("property", "og:type", "website"),
            meta("property", "og:site_name", NAME),
            meta("property", "og:title", self.heading),
            meta("property", "og:description", self.description),
        ];
        if let Some(site) = site {
            let address = self.address(site);
            let (card, (width, height)) = (address.clone() + CARD, CARD_SIZE);
            let oembed = escaped(&(address.clone() + OEMBED));
            tags.extend([
                format!("<link rel=\"canonical\" href=\"{}\">", escaped(&address)),
                format!(
                    "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{oembed}\" title=\"{}\">",
                    escaped(self.heading)
                ),
                meta("property", "og:url", &address),
                meta("property", "og:image", &card),
                meta("property", "og:image:type", "image/png"),
                meta("property", "og:image:width", &width.to_string()),
                meta("property", "og:image:height", &height.to_string()),
                meta("property", "og:image:alt", self.alternative),
                // The others are taken from those above.
                meta("name", "twitter:card", "summary_large_image"),
                format!("<script type=\"application/ld+json\">{}</script>", self.linked_data(site, &card)),
            ]);
        }
        tags.join("\n")
    }

    /// The answer to a site that would embed the page: a frame with its scenario. It is the same for every query, as a host
    /// of files knows of none.
    pub(crate) fn oembed(&self, site: &str) -> Option<String> {
        let (width, height) = FRAME_SIZE;
        let (thumbnail_width, thumbnail_height) = CARD_SIZE;
        let answer = json!({
            "version": "1.0",
            "type": "rich",
            "title": self.heading,
            "provider_name": NAME,
            "provider_url": site,
            "html": self.frame?,
            "width": width,
            "height": height,
            "thumbnail_url": self.address(site) + CARD,
            "thumbnail_width": thumbnail_width,
            "thumbnail_height": thumbnail_height,
        });
        Some(format!("{answer:#}\n"))
    }

    /// What the page is in the words of schema.org.
    fn linked_data(&self, site: &str, card: &str) -> String {
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
        let mut data = match self.source {
            None => application,
            Some(source) => json!({
                "@type": "WebPage",
                "name": self.heading,
                "url": self.address(site),
                "inLanguage": "en",
                "isPartOf": application,
                "citation": source,
            }),
        };
        data["@context"] = Value::from("https://schema.org");
        data["description"] = Value::from(self.description);
        data["image"] = Value::from(card);
        // No text in it can end the element.
        data.to_string().replace('<', "\\u003c")
    }

    fn address(&self, site: &str) -> String {
        [site, self.folder].concat()
    }
}

fn meta(kind: &str, name: &str, content: &str) -> String {
    format!("<meta {kind}=\"{name}\" content=\"{}\">", escaped(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://example.org/harm/";

    fn about<'a>() -> About<'a> {
        About {
            folder: "s/ord/",
            title: "Ord: \"10%\" & <more>",
            heading: "Ord says \"10%\"",
            description: "A </script> in a text.",
            alternative: "A card",
            source: Some("A book"),
            frame: Some("<iframe src=\"x\"></iframe>"),
        }
    }

    #[test]
    fn without_an_address_nothing_absolute_is_said() {
        let head = about().head(None);
        assert!(head.contains("<title>Ord: &quot;10%&quot; &amp; &lt;more&gt;</title>"), "{head}");
        assert!(head.contains("og:title\" content=\"Ord says &quot;10%&quot;\"") && head.contains("og:description"));
        for absolute in ["canonical", "og:url", "og:image", "twitter:card", "oembed", "ld+json", "http"] {
            assert!(!head.contains(absolute), "{absolute}: {head}");
        }
    }

    #[test]
    fn with_an_address_everything_is_absolute() {
        let head = about().head(Some(SITE));
        for tag in [
            "<link rel=\"canonical\" href=\"https://example.org/harm/s/ord/\">",
            "type=\"application/json+oembed\" href=\"https://example.org/harm/s/ord/oembed.json\"",
            "<meta property=\"og:image\" content=\"https://example.org/harm/s/ord/card.png\">",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        ] {
            assert!(head.contains(tag), "{tag}: {head}");
        }
    }

    #[test]
    fn no_text_ends_the_linked_data() {
        let head = about().head(Some(SITE));
        let (_, data) = head.split_once("<script type=\"application/ld+json\">").unwrap();
        let (data, after) = data.split_once("</script>").unwrap();
        assert_eq!(after, "");
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["description"], "A </script> in a text.");
        assert_eq!((&data["@type"], &data["isPartOf"]["url"]), (&json!("WebPage"), &json!(SITE)));
    }

    #[test]
    fn the_answer_for_embedding_has_what_its_kind_must_have() {
        let answer: Value = serde_json::from_str(&about().oembed(SITE).unwrap()).unwrap();
        for (name, value) in [("version", "1.0"), ("type", "rich"), ("html", "<iframe src=\"x\"></iframe>")] {
            assert_eq!(answer[name], value);
        }
        assert!(answer["width"].is_u64() && answer["height"].is_u64());
        assert_eq!(answer["thumbnail_url"], "https://example.org/harm/s/ord/card.png");
        assert_eq!(About { frame: None, ..about() }.oembed(SITE), None);
    }
}
