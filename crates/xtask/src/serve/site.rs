//! The served files, held in memory so that they always belong together, and the answer to each request.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};

use super::http::{Answer, Request};
use crate::{
    assets::{Files, content_hash},
    headers, sizes, worker,
};

/// What the browser runs to learn of a new build. It is a file of its own because the page's policy forbids inline
/// script, and it is in no build: the server alone adds it.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_SCRIPT_PATH: &str = "__reload.js";
const RELOAD_PATH: &str = "__reload";

/// How long a browser's question for a new build stays open before it has to ask anew.
const PATIENCE: Duration = Duration::from_secs(25);

/// A served folder.
pub(super) struct Site {
    folder: PathBuf,
    reloads: bool,
    build: Mutex<Loaded>,
    replaced: Condvar,
}

struct Loaded {
    files: Files,
    /// A hash of all files, by which a browser knows whether it shows this build.
    name: String,
}

impl Site {
    /// Reads a folder. With `reloads`, the pages ask for new builds and reload themselves.
    pub(super) fn new(folder: PathBuf, reloads: bool) -> Result<Self> {
        let build = Mutex::new(load(&folder)?);
        Ok(Self { folder, reloads, build, replaced: Condvar::new() })
    }

    /// Reads the folder again, and tells the browsers that wait for it.
    pub(super) fn reload(&self) -> Result<()> {
        let loaded = load(&self.folder)?;
        *self.build() = loaded;
        self.replaced.notify_all();
        Ok(())
    }

    /// Answers one request.
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let path = request.path.trim_start_matches('/');
        if !matches!(&*request.method, "GET" | "HEAD") {
            let mut refused = text(405, "Only GET and HEAD are answered here.");
            refused.headers.push(header("Allow", "GET, HEAD"));
            refused
        } else if self.reloads && path == RELOAD_PATH {
            self.wait_for_another_than(&request.query)
        } else if self.reloads && path == worker::PATH {
            // Whoever works on the page wants what is new, and what an earlier server left in the browser gone.
            answer(worker::PATH, worker::NONE.into(), request)
        } else if self.reloads && path == RELOAD_SCRIPT_PATH {
            self.reload_script(request)
        } else {
            self.file(path, request)
        }
    }

    /// The file at a path. A path is only ever looked up among the files that were read, so it cannot lead elsewhere.
    fn file(&self, path: &str, request: &Request) -> Answer {
        let query = &request.query;
        let build = self.build();
        if build.files.contains_key(&format!("{path}/index.html")) {
            // Its relative links only work with the slash.
            let folder = if query.is_empty() { format!("/{path}/") } else { format!("/{path}/?{query}") };
            let mut moved = text(301, "");
            moved.headers.push(header("Location", &folder));
            return moved;
        }
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let Some(mut content) = build.files.get(&path).cloned() else {
            return text(404, "There is no such file on this site.");
        };
        drop(build);
        if self.reloads && path.ends_with(".html") {
            content = with_reload_script(content);
        }
        answer(&path, content, request)
    }

    fn reload_script(&self, request: &Request) -> Answer {
        let script = RELOAD_SCRIPT.replace("BUILD", &self.build().name);
        answer(RELOAD_SCRIPT_PATH, script.into_bytes(), request)
    }

    /// Answers as soon as another build is served than the one that the browser shows.
    fn wait_for_another_than(&self, shown: &str) -> Answer {
        let build = self.build();
        let waited = self.replaced.wait_timeout_while(build, PATIENCE, |build| build.name == shown);
        let build = waited.unwrap_or_else(PoisonError::into_inner).0;
        text(200, &build.name)
    }

    /// The files, also after a thread has panicked while it read them: they are replaced as a whole or not at all.
    fn build(&self) -> MutexGuard<'_, Loaded> {
        self.build.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file with the headers that it has in production.
fn answer(path: &str, mut content: Vec<u8>, request: &Request) -> Answer {
    // The name by which the browser asks is that of the site.
    let origin = headers::origin(&format!("http://{}", request.host));
    let headers = headers::of(path, origin.as_deref()).into_iter();
    let mut headers: Vec<_> = headers.map(|(name, value)| header(name, &value)).collect();
    headers.push(header("Vary", "Accept-Encoding"));
    if request.accepts_brotli
        && sizes::is_compressible(path)
        && let Ok(compressed) = sizes::compressed(&content)
    {
        content = compressed;
        headers.push(header("Content-Encoding", "br"));
    }
    Answer { status: 200, headers, content }
}

fn text(status: u16, text: &str) -> Answer {
    let headers = vec![header("Content-Type", "text/plain; charset=utf-8"), header("Cache-Control", "no-store")];
    Answer { status, headers, content: text.as_bytes().to_vec() }
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn with_reload_script(html: Vec<u8>) -> Vec<u8> {
    let script = format!("<script src=\"/{RELOAD_SCRIPT_PATH}\" defer></script>\n</head>");
    match String::from_utf8(html) {
        Ok(html) => html.replacen("</head>", &script, 1).into_bytes(),
        Err(not_text) => not_text.into_bytes(),
    }
}

fn load(folder: &Path) -> Result<Loaded> {
    let mut files = Files::new();
    read_folder(folder, "", &mut files)
        .with_context(|| format!("{} is not readable; has `cargo xtask build` been run?", folder.display()))?;
    // The rules for the host are no page.
    files.remove("_headers");
    let mut names = String::new();
    for (path, content) in &files {
        names += path;
        names += &content_hash(content);
    }
    Ok(Loaded { files, name: content_hash(names.as_bytes()) })
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}
