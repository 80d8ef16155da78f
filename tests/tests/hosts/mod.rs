//! Other people's sites: pages that embed the calculator, with the headers that their hosts send.

#![allow(dead_code, reason = "each test program uses its part")]

use std::fs;

use acceptance::{Answer, Result, Server, content_type, repository};

/// The header of a policy on what a page may load.
pub(crate) const POLICY: &str = "Content-Security-Policy";

/// Serves the pages of `tests/data/hosts`, below `site/` the built site and below `npm/` other people's packages, on a port
/// of its own until the tests end. Every answer goes through `change` first, with its path. Returns the address, which ends
/// in a slash.
pub(crate) fn serve(change: impl Fn(&str, Answer) -> Answer + Send + Sync + 'static) -> Result<String> {
    let server = Server::start(move |request| {
        let file = match request.path.strip_prefix("site").filter(|path| path.is_empty() || path.starts_with('/')) {
            Some(path) => repository().join("dist").join(path.trim_start_matches('/')),
            None => match request.path.strip_prefix("npm/") {
                Some(path) => repository().join("tests/embeds/node_modules").join(path),
                None => repository().join("tests/data/hosts").join(&request.path),
            },
        };
        let file = if file.is_dir() { file.join("index.html") } else { file };
        let found = fs::read(&file).map(|body| Answer::of(200, &content_type(&file.to_string_lossy()), body));
        Some(change(&request.path, found.unwrap_or_else(|_| not_found())))
    })?;
    Ok(server.address())
}

/// Serves them as they are.
pub(crate) fn serve_unchanged() -> Result<String> {
    serve(|_, answer| answer)
}

/// Serves a page and a script, `script.js`, besides. Returns the address of the page.
pub(crate) fn serve_post(page: Answer, script: impl Into<Vec<u8>>) -> Result<String> {
    let script = Answer::of(200, "text/javascript", script);
    let address = serve(move |path, answer| match path {
        "post.html" => page.clone(),
        "script.js" => script.clone(),
        _ => answer,
    })?;
    Ok(address + "post.html")
}

/// A post with this in its head and its body.
pub(crate) fn post(head: &str, body: &str) -> Answer {
    html(&format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A post</title>\
         <link rel=\"icon\" href=\"data:,\">{head}</head><body>{body}</body></html>"
    ))
}

/// A page.
pub(crate) fn html(text: &str) -> Answer {
    Answer::of(200, "text/html; charset=utf-8", text)
}

/// What a host sends for a file that it does not have.
pub(crate) fn not_found() -> Answer {
    Answer::of(404, "text/html", "<p>Not here.</p>")
}
