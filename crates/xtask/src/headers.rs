//! The HTTP headers of every file of the site, as the `_headers` file that the host reads, and on this machine
//! `cargo xtask serve`. Content encoding is left to them.

use std::{collections::BTreeSet, fmt::Write as _, sync::LazyLock};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use local_server::content_type;
use sha2::{Digest as _, Sha256};

use crate::{pages, scenarios::PRESETS};

/// What a page may load: nothing but what lies beside it, and the script that it begins with, by its hash.
/// `wasm-unsafe-eval` is what lets WebAssembly compile, and anyone may frame the page, since being embedded is what it is
/// for.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = BASE64_STANDARD.encode(Sha256::digest(pages::first()));
    format!(
        "default-src 'self'; script-src 'self' 'sha256-{hash}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors *"
    )
});

/// The site itself, in a policy. Some WebKit take it for the document's own origin, of which a sandboxed frame has none
/// (<https://bugs.webkit.org/show_bug.cgi?id=316847>): the origin stands beside it where it is known.
const SELF: &str = "'self'";

/// The widget has everything in itself, and asks for nothing.
const POLICY_OF_THE_WIDGET: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; \
     style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *";

/// A page as other people write them, with scripts and styles in it.
pub(crate) const EXAMPLE: &str = "example/index.html";

/// What the example may load: it is a page of the site, and takes no input.
const POLICY_OF_THE_EXAMPLE: &str = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'";

/// Hashed files never change under their name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Everything else is asked for anew, so that a visitor never mixes two releases.
const NEVER: &str = "no-cache";

/// The origin of an address, such as `https://example.org`; none where it has signs that would end it in a policy.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:[]-".contains(&byte);
    (matches!(scheme, "http" | "https") && host.bytes().all(plain)).then(|| format!("{scheme}://{host}"))
}

/// The headers of the file at a path relative to the site, such as `assets/app-0123.js`, on a site of that origin.
fn of(path: &str, origin: Option<&str>) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Type", content_type(path))];
    let mut set = |name, value: &str| headers.push((name, value.to_owned()));
    set("X-Content-Type-Options", "nosniff");
    set("Cache-Control", if path.starts_with("assets/") { FOR_EVER } else { NEVER });
    // A host that is isolated takes nothing else from other sites, and frames no page that is not isolated too.
    set("Cross-Origin-Resource-Policy", "cross-origin");
    if path.ends_with(".html") && path != EXAMPLE {
        set("Cross-Origin-Embedder-Policy", "require-corp");
    }
    match path {
        "widget.html" => set("Content-Security-Policy", POLICY_OF_THE_WIDGET),
        EXAMPLE => set("Content-Security-Policy", POLICY_OF_THE_EXAMPLE),
        _ if path.ends_with(".html") => {
            let site = origin.map_or_else(|| SELF.to_owned(), |origin| format!("{SELF} {origin}"));
            set("Content-Security-Policy", &POLICY.replace(SELF, &site));
        }
        // A sandboxed frame has no origin, so to it even its own files are another site's.
        _ => set("Access-Control-Allow-Origin", "*"),
    }
    headers
}

/// The `_headers` file that Netlify and Cloudflare Pages read. Every file has its own rule, since the two hosts differ in
/// what they do when several rules match. Those of the presets share theirs, with `:preset` for any name: Cloudflare takes
/// no more than a hundred rules.
pub(crate) fn file<'a>(paths: impl IntoIterator<Item = &'a str>, site: Option<&str>) -> String {
    let origin = site.and_then(origin);
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
            for (name, value) in of(path, origin.as_deref()) {
                let _ = writeln!(text, "  {name}: {value}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webassembly_has_its_type_and_may_be_fetched_from_a_sandbox() {
        let headers = of("assets/app_bg-0123.wasm", None);
        for (name, value) in
            [("Content-Type", "application/wasm"), ("Access-Control-Allow-Origin", "*"), ("Cache-Control", FOR_EVER)]
        {
            assert!(headers.contains(&(name, value.to_owned())), "{name}");
        }
    }

    #[test]
    fn a_page_of_a_known_site_names_it_for_frames_that_have_no_origin() {
        let policy = |path, origin| {
            let policy = of(path, origin).into_iter().find(|(name, _)| *name == "Content-Security-Policy");
            policy.map(|(_, value)| value).unwrap_or_default()
        };
        assert_eq!(policy("embed/index.html", None), *POLICY);
        let named = policy("embed/index.html", Some("https://example.org"));
        assert_eq!(named.replace(" https://example.org", ""), *POLICY);
        assert_eq!(named.matches("'self' https://example.org").count(), POLICY.matches("'self'").count());
        assert_eq!(policy("widget.html", Some("https://example.org")), POLICY_OF_THE_WIDGET);
        let rules = file(["index.html"], Some("https://example.org/expected-harm/"));
        assert!(rules.contains("default-src 'self' https://example.org;"), "{rules}");
    }

    #[test]
    fn the_guide_has_the_policy_with_the_hash() {
        let guide = include_str!("../../../docs/embedding.md");
        assert!(guide.contains(&format!("`Content-Security-Policy: {}`", *POLICY)), "{}", *POLICY);
        let named = POLICY.replace(SELF, "'self' $harm_site");
        assert!(guide.contains(&format!("\"{named}\"")), "{named}");
    }

    #[test]
    fn an_origin_has_no_sign_that_means_something_in_a_policy() {
        assert_eq!(origin("http://127.0.0.1:8080/x?y"), Some("http://127.0.0.1:8080".into()));
        assert_eq!(origin("https://[::1]:80"), Some("https://[::1]:80".into()));
        for address in ["", "https://", "https:///x", "ftp://x/", "https://a;b/", "https://a b/", "https://*/", "x/"] {
            assert_eq!(origin(address), None, "{address}");
        }
    }

    #[test]
    fn the_presets_share_their_rules() {
        let text = file(["s/ord/index.html", "s/ord/card.png", "s/comment/index.html", "s/comment/card.png"], None);
        let rules: Vec<_> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(rules, ["/s/:preset/card.png", "/s/:preset/index.html", "/s/:preset/"]);
    }

    #[test]
    fn a_page_has_the_policy_under_both_of_its_names() {
        let text = file(["embed/index.html"], None);
        assert_eq!(text.matches("Content-Security-Policy").count(), 2);
        assert!(text.contains("/embed/\n") && text.contains("/embed/index.html\n"));
    }
}
