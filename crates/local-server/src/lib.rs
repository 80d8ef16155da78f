//! A web server on this machine, which `cargo xtask serve` and the browser tests share.
//!
//! [`serve`] speaks HTTP, and leaves what to answer to a function. [`file()`] answers from a folder as a static host
//! would: with the headers that the folder's `_headers` file asks for.

use std::{
    fs, io,
    net::TcpListener,
    path::{Component, Path},
    sync::Arc,
    thread,
    time::Duration,
};

use http_body_util::channel::Channel;
use hyper::{
    HeaderMap, Response,
    body::{Bytes, Incoming},
    header::{CONTENT_LENGTH, HeaderName, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{runtime, task};

/// A request, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, such as `GET`.
    pub method: String,
    /// The path without its first slash.
    pub path: String,
    /// The text after the question mark.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
}

impl Request {
    /// The value of a header, or an empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        text(&self.headers, name)
    }
}

/// An answer to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The code, such as 200.
    pub status: u16,
    /// The headers; the server adds the length of the body.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// How many bytes of the body to send before the connection breaks; `None` sends all of it.
    pub cut_off_after: Option<usize>,
}

impl Answer {
    /// An answer with a content type and no other header.
    #[must_use]
    pub fn of(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let answer = Self { status, headers: HeaderMap::new(), body: body.into(), cut_off_after: None };
        answer.with("Content-Type", kind)
    }

    /// Sets a header. Ignores a name or a value that HTTP has no place for.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The value of a header, or an empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        text(&self.headers, name)
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Answers all requests that come to `listener` until the program ends, each on a thread of its own, so `answer` may
/// take its time. When it returns `None`, the connection breaks, as in a network that is gone.
///
/// # Errors
/// If the system cannot watch the listener.
pub fn serve(
    listener: TcpListener,
    answer: impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _context = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let answer = Arc::new(answer);
    thread::spawn(move || {
        runtime.block_on(async {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    // Too many open files, for instance: some may be closed soon.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let answer = Arc::clone(&answer);
                let service = service_fn(move |request| respond(request, Arc::clone(&answer)));
                // Browsers break connections at any time, so nobody has to know about an error.
                task::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
    });
    Ok(())
}

async fn respond(
    request: hyper::Request<Incoming>,
    answer: Arc<impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static>,
) -> io::Result<Response<Channel<Bytes, io::Error>>> {
    let (head, _) = request.into_parts();
    let request = Request {
        method: head.method.to_string(),
        path: head.uri.path().trim_start_matches('/').to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
    };
    let answer = task::spawn_blocking(move || answer(&request)).await?;
    let Answer { status, headers, body, cut_off_after } = answer.ok_or(io::ErrorKind::ConnectionAborted)?;
    let length = body.len();
    let mut body = Bytes::from(body);
    body.truncate(cut_off_after.unwrap_or(length));
    let (mut sender, channel) = Channel::new(1);
    task::spawn(async move {
        // Both fail when the browser has left. The second waits until hyper has taken the first, and so has sent it.
        let _ = sender.send_data(body).await;
        if cut_off_after.is_some() {
            let _ = sender.send_data(Bytes::new()).await;
            sender.abort(io::ErrorKind::ConnectionAborted.into());
        }
    });
    let mut response = Response::new(channel);
    *response.status_mut() = status.try_into().map_err(io::Error::other)?;
    *response.headers_mut() = headers;
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    Ok(response)
}

/// Answers from a folder as a static host does: a path that ends in a slash means its `index.html`, and the headers are
/// those that the folder's `_headers` asks for, if there is such a file.
#[must_use]
pub fn file(folder: &Path, request: &Request) -> Answer {
    let path = &request.path;
    if !matches!(&*request.method, "GET" | "HEAD") {
        return plain(405, "This server only answers GET and HEAD.").with("Allow", "GET, HEAD");
    }
    // Nothing outside the folder, and not the file that is meant for the host.
    if path == "_headers" || !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return plain(404, "This site has no such file.");
    }
    if !path.is_empty() && !path.ends_with('/') && folder.join(path).is_dir() {
        // Relative links only work with the slash.
        let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
        return plain(301, "").with("Location", &format!("/{path}/{query}"));
    }
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    let path = format!("{path}{index}");
    let Ok(body) = fs::read(folder.join(&path)) else { return plain(404, "This site has no such file.") };
    let rules = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let answer = Answer::of(200, &content_type(&path), body);
    headers(&rules, &path).into_iter().fold(answer, |answer, (name, value)| {
        // Some WebKits take 'self' for the document's own origin, and a sandboxed frame has none
        // (<https://bugs.webkit.org/show_bug.cgi?id=316847>), so the policy names the origin too.
        let named = format!("'self' http://{}", request.header("Host"));
        let is_policy = name == "Content-Security-Policy";
        answer.with(name, &if is_policy { value.replace("'self'", &named) } else { value.to_owned() })
    })
}

fn plain(status: u16, text: &str) -> Answer {
    Answer::of(status, "text/plain; charset=utf-8", text).with("Cache-Control", "no-store")
}

/// The content type of a file, by its ending.
#[must_use]
pub fn content_type(path: &str) -> String {
    // TypeScript's declarations are text for people and compilers; the registered type of the ending is a video's.
    let guess = if path.ends_with(".ts") {
        "text/plain"
    } else {
        mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream")
    };
    let charset = if guess.starts_with("text/") { "; charset=utf-8" } else { "" };
    format!("{guess}{charset}")
}

/// The headers of a path in a `_headers` file: those below the first rule that matches.
fn headers<'a>(rules: &'a str, path: &str) -> Vec<(&'a str, &'a str)> {
    let is_rule = |line: &str| line.starts_with('/');
    let matches = |rule: &str| {
        let (rule, path): (Vec<_>, Vec<_>) = (rule.split('/').skip(1).collect(), path.split('/').collect());
        rule.len() == path.len() && rule.iter().zip(path).all(|(rule, part)| rule.starts_with(':') || *rule == part)
    };
    let found = rules.lines().skip_while(|line| !(is_rule(line) && matches(line))).skip(1);
    found.take_while(|line| !is_rule(line)).filter_map(|line| line.trim().split_once(": ")).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::{SocketAddr, TcpStream},
    };

    use super::*;

    fn start(answer: impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        serve(listener, answer).unwrap();
        address
    }

    /// Everything that a server sends after these requests, until it closes the connection.
    fn sent(address: SocketAddr, requests: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(requests.as_bytes()).unwrap();
        let mut sent = String::new();
        stream.read_to_string(&mut sent).unwrap();
        sent
    }

    fn get(path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    }

    #[test]
    fn a_connection_carries_several_answers() {
        let address = start(|request| Some(Answer::of(200, "text/plain", request.query.clone())));
        let sent = sent(address, &["GET /a?one HTTP/1.1\r\nHost: here\r\n\r\n", &get("/b?two")].concat());
        assert!(sent.contains("\r\n\r\noneHTTP/1.1 200 OK\r\n") && sent.ends_with("\r\n\r\ntwo"), "{sent}");
    }

    #[test]
    fn an_answer_can_break_off_or_never_come() {
        let address = start(|request| {
            let cut_off_after = Some(3).filter(|_| request.path == "cut");
            (request.path != "gone").then(|| Answer { cut_off_after, ..Answer::of(200, "text/plain", "123456") })
        });
        let cut = sent(address, "GET /cut HTTP/1.1\r\nHost: here\r\n\r\n");
        assert!(cut.contains("content-length: 6\r\n") && cut.ends_with("\r\n\r\n123"), "{cut}");
        assert_eq!(sent(address, "GET /gone HTTP/1.1\r\nHost: here\r\n\r\n"), "");
        let head = sent(address, &get("/").replace("GET", "HEAD"));
        assert!(head.contains("content-length: 6\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn a_slow_answer_delays_no_other() {
        let (release, released) = std::sync::mpsc::channel::<()>();
        let released = std::sync::Mutex::new(released);
        let address = start(move |request| {
            if request.path == "slow" {
                released.lock().unwrap().recv().unwrap();
            }
            Some(Answer::of(200, "text/plain", "done"))
        });
        let slow = thread::spawn(move || sent(address, &get("/slow")));
        assert!(sent(address, &get("/fast")).ends_with("done"));
        release.send(()).unwrap();
        assert!(slow.join().unwrap().ends_with("done"));
    }

    fn asked(folder: &Path, method: &str, path: &str) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("here:80"));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        file(folder, &Request { method: method.into(), path: path.into(), query: query.into(), headers })
    }

    #[test]
    fn a_folder_answers_as_its_host_would() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for (name, content) in [("index.html", "home"), ("s/ord/index.html", "ord"), ("a.wasm", "\0asm"), ("b.ts", "")]
        {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::write(folder.join(name), content).unwrap();
        }
        let rules = "/\n  X-One: 1\n/s/:preset/index.html\n  Content-Security-Policy: default-src 'self'\n  X-Two: 2\n/a.wasm\n";
        fs::write(folder.join("_headers"), rules).unwrap();

        let home = asked(folder, "GET", "");
        assert_eq!(
            (home.status, &*home.body, home.header("Content-Type")),
            (200, &b"home"[..], "text/html; charset=utf-8")
        );
        let preset = asked(folder, "GET", "s/ord/?risk=0.1");
        assert_eq!((&*preset.body, preset.header("X-Two"), preset.header("X-One")), (&b"ord"[..], "2", ""));
        assert_eq!(preset.header("Content-Security-Policy"), "default-src 'self' http://here:80");
        assert_eq!(asked(folder, "GET", "a.wasm").header("Content-Type"), "application/wasm");
        assert_eq!(asked(folder, "GET", "b.ts").header("Content-Type"), "text/plain; charset=utf-8");
        let moved = asked(folder, "GET", "s/ord?risk=0.1");
        assert_eq!((moved.status, moved.header("Location")), (301, "/s/ord/?risk=0.1"));
        assert_eq!(asked(folder, "POST", "").status, 405);
        for nothing in ["none", "_headers", "../etc/passwd", "s/../../x", "/etc/passwd"] {
            assert_eq!(asked(folder, "GET", nothing).status, 404, "{nothing}");
        }
    }
}
