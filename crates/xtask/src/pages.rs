//! The HTML files of the site: the frame in the top-level `index.html`, filled with the prerendered result and the
//! links to the assets.
//!
//! What the result looks like is the web crate's business.

use anyhow::{Result, ensure};

use crate::assets::Script;

/// Where the frame takes the prerendered result.
const PRERENDERED: &str = "<!-- prerendered -->";
/// Where the frame takes the links to style and script.
const ASSETS: &str = "<!-- assets -->";

/// A page at a path relative to the site, such as `index.html` or `embed/index.html`.
pub(crate) fn page(path: &str, frame: &str, prerendered: &str, style: &str, script: &Script) -> Result<String> {
    for placeholder in [PRERENDERED, ASSETS] {
        ensure!(frame.matches(placeholder).count() == 1, "the frame of {path} must have {placeholder} once");
    }
    // Relative links, so that the site works in any folder of any host.
    let up = "../".repeat(path.matches('/').count());
    let Script { boot, bindings, wasm } = script;
    let links = format!(
        "<link rel=\"stylesheet\" href=\"{up}{style}\">\n\
         <link rel=\"preload\" href=\"{up}{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
         <link rel=\"modulepreload\" href=\"{up}{boot}\">\n\
         <link rel=\"modulepreload\" href=\"{up}{bindings}\">\n\
         <script type=\"module\" src=\"{up}{boot}\"></script>"
    );
    Ok(frame.replace(ASSETS, &links).replace(PRERENDERED, prerendered.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        Script { boot: "assets/b.js".into(), bindings: "assets/a.js".into(), wasm: "assets/a.wasm".into() }
    }

    #[test]
    fn a_page_in_a_folder_links_upwards() {
        let frame = "<head><!-- assets --></head><body><!-- prerendered --></body>";
        let html = page("embed/index.html", frame, "<p>one</p>\n", "assets/s.css", &script()).unwrap();
        assert!(html.contains("href=\"../assets/s.css\""));
        assert!(html.contains("src=\"../assets/b.js\""));
        assert!(html.ends_with("<body><p>one</p></body>"));
    }

    #[test]
    fn a_frame_without_a_placeholder_is_refused() {
        assert!(page("index.html", "<!-- assets -->", "", "", &script()).is_err());
    }
}
