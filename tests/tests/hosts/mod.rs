//! A web server of somebody else's: pages in which the calculator is embedded, with the headers that their hosts send,
//! and files of the site as they arrive when something is wrong with them.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::Arc,
    thread,
};

use acceptance::{Result, repository};

/// What is sent for a path.
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) policy: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A file, with the type that it should have; 404 when there is none.
    fn file(path: &Path) -> Self {
        let kind = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        match fs::read(path) {
            Ok(body) => Self { status: "200 OK", kind, policy: "", body },
            Err(_) => Self { status: "404 Not Found", kind: "text/html", policy: "", body: b"<p>Not here.</p>".into() },
        }
    }
}

/// Serves the pages of `tests/data/hosts`, and below `site/` the built site, on a port of its own until the tests end.
/// Every answer goes through `change` first, with its path. Returns the address, which ends in a slash.
pub(crate) fn serve(change: impl Fn(&str, Answer) -> Answer + Send + Sync + 'static) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/", listener.local_addr()?);
    let change = Arc::new(change);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let change = Arc::clone(&change);
            // A browser that goes away in the middle of an answer is no concern of a test.
            thread::spawn(move || answer(stream, &*change).ok());
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, change: &dyn Fn(&str, Answer) -> Answer) -> Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let file = match path.strip_prefix("site/") {
        Some(path) => repository().join("dist").join(path),
        None => repository().join("tests/data/hosts").join(path),
    };
    let file = if file.is_dir() { file.join("index.html") } else { file };
    let Answer { status, kind, policy, body } = change(path, Answer::file(&file));
    let policy = if policy.is_empty() { String::new() } else { format!("Content-Security-Policy: {policy}\r\n") };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{policy}Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)?;
    Ok(())
}
