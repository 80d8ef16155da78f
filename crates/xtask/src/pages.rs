//! The HTML files of the site: templates such as the top-level `index.html`, which are filled with the prerendered result,
//! the words about it, and the links to the assets.
//!
//! What the result looks like is the web crate's business.

use std::fs;

use anyhow::{Context, Result};
use minijinja::{Environment, UndefinedBehavior, value::Serde};
use serde_json::{Value, json};

use crate::{assets::Script, cargo, minify};

/// What the pages link to, by paths relative to the site.
pub(crate) struct Links<'a> {
    /// The style sheet.
    pub(crate) style: &'a str,
    /// The picture in the browser's tab. Without one, browsers ask for a `/favicon.ico` that is not there.
    pub(crate) icon: &'a str,
    /// The module that starts the application.
    pub(crate) boot: &'a str,
    /// The application.
    pub(crate) app: &'a Script,
    /// The script by which an embed and its host talk.
    pub(crate) embed: &'a str,
}

/// The templates of the pages.
pub(crate) struct Templates {
    environment: Environment<'static>,
    links: Value,
}

impl Templates {
    /// Templates by their paths in the repository.
    pub(crate) fn new(links: &Links) -> Self {
        let mut environment = Environment::new();
        environment.set_loader(|path| Ok(fs::read_to_string(cargo::root().join(path)).ok()));
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(|out, _, value| {
            let text = value.to_string();
            Ok(out.write_str(&if value.is_safe() { text } else { escaped(&text) })?)
        });
        let Links { style, icon, boot, app: Script { bindings, wasm, .. }, embed } = links;
        let links = json!({
            "style": style, "icon": icon, "boot": boot, "bindings": bindings, "wasm": wasm, "embed": embed,
            "first": first(),
        });
        Self { environment, links }
    }

    /// The page at a path relative to the site, such as `embed/index.html`, from a template and what belongs to this page
    /// alone. All links are relative, so that the site works in any folder of any host.
    pub(crate) fn page(&self, path: &str, template: &str, mut context: Value) -> Result<String> {
        context["links"] = self.links.clone();
        context["up"] = "../".repeat(path.matches('/').count()).into();
        let page = self.environment.get_template(template).and_then(|template| template.render(Serde(context)));
        Ok(page.with_context(|| format!("{template} cannot be filled"))? + "\n")
    }
}

/// The script at the beginning of every page, which is in the pages so that nothing can keep it from them.
pub(crate) fn first() -> String {
    minify::js(include_str!("../../../web/first.js"))
}

/// A text as HTML, in an element or an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// HTML with attributes that are on or off written as such: the renderer repeats their names as their values.
pub(crate) fn with_short_attributes(html: &str) -> String {
    let mut html = html.to_owned();
    for name in ["disabled", "open", "readonly", "selected"] {
        html = html.replace(&format!(" {name}=\"{name}\""), &format!(" {name}"));
    }
    html
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Templates with links to files that do not exist.
    pub(crate) fn templates() -> Templates {
        let app = Script { bindings: "assets/a.js".into(), wasm: "assets/a.wasm".into(), source: String::new() };
        let (style, icon) = ("assets/s.css", "assets/i.svg");
        Templates::new(&Links { style, icon, boot: "assets/b.js", app: &app, embed: "assets/e.js" })
    }

    #[test]
    fn a_page_in_a_folder_links_upwards() {
        let context = json!({ "html": "<p>one</p>", "which": "the default" });
        let html = templates().page("embed/index.html", "web/embed.html", context).unwrap();
        assert!(html.contains("href=\"../assets/s.css\"") && html.contains("src=\"../assets/b.js\""), "{html}");
        assert!(html.contains("src=\"../assets/e.js\"") && html.contains("\n<p>one</p></div>"), "{html}");
    }

    #[test]
    fn an_attribute_that_is_on_has_no_value() {
        let html = "<button disabled=\"disabled\" value=\"open\">Open</button><details open=\"open\"></details>";
        assert_eq!(
            with_short_attributes(html),
            "<button disabled value=\"open\">Open</button><details open></details>"
        );
    }

    #[test]
    fn a_page_without_what_its_template_shows_is_refused() {
        assert!(templates().page("embed/index.html", "web/embed.html", json!({})).is_err());
    }
}
