//! The HTTP headers of every file that is served: one table for the production host and for `cargo xtask serve`.
//!
//! Content encoding is left to the host, and on this machine to `serve`.

use std::{collections::BTreeSet, fmt::Write as _};

use crate::scenarios::PRESETS;

/// What a page may load: nothing but what lies beside it. `wasm-unsafe-eval` is what lets WebAssembly compile, and
/// anyone may frame the page, since being embedded is what it is for.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors *";

/// The widget has everything in itself, and asks for nothing.
const POLICY_OF_THE_WIDGET: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; \
     style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *";

/// A page as other people write them, with scripts and styles in it.
pub(crate) const EXAMPLE: &str = "example/index.html";

/// What the example may load: it is a page of the site, and takes no input.
const POLICY_OF_THE_EXAMPLE: &str = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

/// Hashed files never change under their name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Everything else is asked for anew, so that a visitor never mixes two releases.
const NEVER: &str = "no-cache";

/// The headers of the file at a path relative to the site, such as `assets/app-0123.js`.
pub(crate) fn of(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut headers = vec![("Content-Type", content_type(path)), ("X-Content-Type-Options", "nosniff")];
    headers.push(("Cache-Control", if path.starts_with("assets/") { FOR_EVER } else { NEVER }));
    if path == "widget.html" {
        headers.push(("Content-Security-Policy", POLICY_OF_THE_WIDGET));
    } else if path == EXAMPLE {
        headers.push(("Content-Security-Policy", POLICY_OF_THE_EXAMPLE));
    } else if path.ends_with(".html") {
        headers.push(("Content-Security-Policy", POLICY));
    } else {
        // A sandboxed frame has no origin, so to it even its own files are another site's.
        headers.push(("Access-Control-Allow-Origin", "*"));
    }
    headers
}

/// The `_headers` file that Netlify and Cloudflare Pages read. Every file has its own rule, since the two hosts differ in
/// what they do when several rules match. Those of the presets share theirs, with `:preset` for any name: Cloudflare takes
/// no more than a hundred rules.
pub(crate) fn file<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let preset = |path: &str| Some([PRESETS, ":preset/", path.strip_prefix(PRESETS)?.split_once('/')?.1].concat());
    let paths: BTreeSet<String> =
        paths.into_iter().map(|path| preset(path).unwrap_or_else(|| path.to_owned())).collect();
    let mut text = String::new();
    for path in &paths {
        let path = path.as_str();
        // A page is asked for by its folder too, and the hosts match the rules against what was asked for.
        let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        for asked in [Some(path), folder].into_iter().flatten() {
            let _ = writeln!(text, "/{asked}");
            for (name, value) in of(path) {
                let _ = writeln!(text, "  {name}: {value}");
            }
        }
    }
    text
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        // TypeScript's declarations are for people and compilers; hosts take the ending for that of a film.
        "txt" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webassembly_has_its_type_and_may_be_fetched_from_a_sandbox() {
        let headers = of("assets/app_bg-0123.wasm");
        assert!(headers.contains(&("Content-Type", "application/wasm")));
        assert!(headers.contains(&("Access-Control-Allow-Origin", "*")));
        assert!(headers.contains(&("Cache-Control", FOR_EVER)));
    }

    #[test]
    fn the_presets_share_their_rules() {
        let text = file(["s/ord/index.html", "s/ord/card.png", "s/comment/index.html", "s/comment/card.png"]);
        let rules: Vec<_> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(rules, ["/s/:preset/card.png", "/s/:preset/index.html", "/s/:preset/"]);
    }

    #[test]
    fn a_page_has_the_policy_under_both_of_its_names() {
        let text = file(["embed/index.html"]);
        assert_eq!(text.matches("Content-Security-Policy").count(), 2);
        assert!(text.contains("/embed/\n") && text.contains("/embed/index.html\n"));
    }
}
