//! The HTML files of the site: a frame such as the top-level `index.html`, filled with the prerendered result, the words
//! about it, and the links to the assets.
//!
//! What the result looks like is the web crate's business.

use anyhow::{Context, Result};

use crate::{
    assets::{Script, filled},
    minify,
};

/// Where a frame takes the prerendered result.
pub(crate) const PRERENDERED: &str = "<!-- prerendered -->";
/// Where a frame takes the script that comes first.
const FIRST: &str = "<!-- first -->";
/// Where a frame takes the links to style and script.
const ASSETS: &str = "<!-- assets -->";

/// What a page links to, by paths relative to the site.
pub(crate) struct Links<'a> {
    /// The style sheet.
    pub(crate) style: &'a str,
    /// The picture in the browser's tab. Without one, browsers ask for a `/favicon.ico` that is not there.
    pub(crate) icon: &'a str,
    /// The module that starts the application.
    pub(crate) boot: &'a str,
    /// The application.
    pub(crate) app: &'a Script,
    /// A script beside it that belongs to this page alone.
    pub(crate) also: Option<&'a str>,
}

/// The script at the beginning of every page, which is in the pages so that nothing can keep it from them.
pub(crate) fn first() -> String {
    minify::js(include_str!("../../../web/first.js"))
}

/// The tag of that script.
pub(crate) fn first_tag() -> String {
    ["<script>", &first(), "</script>"].concat()
}

/// The prerendered result of a scenario, with the sentences that stand above it until the program draws over all of it;
/// the style sheet shows the one that is true.
pub(crate) fn still(html: &str, which: &str) -> String {
    format!(
        "<p class=\"waiting\" role=\"status\">Loading your numbers… Until then, this is {which} scenario.</p>\n\
         <p class=\"boot-failure\" role=\"status\"><span>The sliders could not start: the program has not arrived. Reload \
         the page to try again.</span> The result shown is that of {which} scenario.</p>\n{html}"
    )
}

/// A page at a path relative to the site, such as `index.html` or `embed/index.html`: a frame with its places filled.
pub(crate) fn page(path: &str, frame: &str, parts: &[(&str, &str)], links: &Links) -> Result<String> {
    let up = up(path);
    let Links { style, icon, boot, app: Script { bindings, wasm, .. }, also } = links;
    let mut links = format!(
        "<link rel=\"icon\" type=\"image/svg+xml\" href=\"{up}{icon}\">\n\
         <link rel=\"stylesheet\" href=\"{up}{style}\">\n\
         <link rel=\"preload\" href=\"{up}{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
         <link rel=\"modulepreload\" href=\"{up}{boot}\">\n\
         <link rel=\"modulepreload\" href=\"{up}{bindings}\">\n\
         <script async type=\"module\" src=\"{up}{boot}\"></script>"
    );
    if let Some(also) = also {
        links += &format!("\n<script type=\"module\" src=\"{up}{also}\"></script>");
    }
    let first = first_tag();
    filled(frame, &[parts, &[(FIRST, &first), (ASSETS, &links)]].concat())
        .with_context(|| format!("the frame of {path}"))
}

/// The way from a page to the site. All links are relative, so that the site works in any folder of any host.
pub(crate) fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A text as HTML, in an element or an attribute.
pub(crate) fn escaped(text: &str) -> String {
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
mod tests {
    use super::*;

    fn fill(path: &str, frame: &str) -> Result<String> {
        let app = Script { bindings: "assets/a.js".into(), wasm: "assets/a.wasm".into(), source: String::new() };
        page(
            path,
            frame,
            &[(PRERENDERED, "<p>one</p>")],
            &Links { style: "assets/s.css", icon: "assets/i.svg", boot: "assets/b.js", app: &app, also: None },
        )
    }

    #[test]
    fn a_page_in_a_folder_links_upwards() {
        let frame = "<head><!-- first --><!-- assets --></head><body><!-- prerendered --></body>";
        let html = fill("embed/index.html", frame).unwrap();
        assert!(html.contains("href=\"../assets/s.css\""));
        assert!(html.contains("src=\"../assets/b.js\""));
        assert!(html.ends_with("<body><p>one</p></body>"));
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
    fn a_frame_without_a_placeholder_is_refused() {
        assert!(fill("index.html", "<!-- assets -->").is_err());
    }
}
