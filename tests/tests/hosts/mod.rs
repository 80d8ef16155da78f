//! Somebody else's site: pages in which the calculator is embedded, with the headers that their hosts send, and files of
//! the built site as they arrive when something is wrong with them.

use std::{fs, path::Path};

use acceptance::{Result, Server, content_type, repository};

/// What is sent for a path.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) kind: String,
    pub(crate) policy: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A file, with the type that it should have; 404 when there is none.
    fn file(path: &Path) -> Self {
        let kind = content_type(&path.to_string_lossy());
        match fs::read(path) {
            Ok(body) => Self { status: 200, kind, policy: "", body },
            Err(_) => Self { status: 404, kind: "text/html".into(), policy: "", body: b"<p>Not here.</p>".into() },
        }
    }
}

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
        let Answer { status, kind, policy, body } = change(&request.path, Answer::file(&file));
        let answer = acceptance::Answer::of(status, &kind, body);
        Some(if policy.is_empty() { answer } else { answer.with("Content-Security-Policy", policy) })
    })?;
    Ok(server.address())
}
