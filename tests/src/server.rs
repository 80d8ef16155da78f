//! A web server inside of a test: it answers as the test wants it to, also wrongly, late or not at all, and keeps a list
//! of what it was asked for. The site itself, with the headers of production, is served by `site`.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use anyhow::{Result, anyhow};
use ureq::Agent;

use crate::engine::Engine;

/// The longest head of a request: the longest address that a test asks for, and then some.
const LONGEST_HEAD: u64 = 4 << 20;

/// Where the script lies that notes what pages write to the console, for engines that do not tell.
const COLLECTOR: &str = "__collector.js";

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The path without its first slash.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// By which name the browser knows the server, with the port.
    pub host: String,
    /// Whether a service worker asks for its own script.
    pub for_worker: bool,
}

/// What is sent.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The code, such as 200.
    pub status: u16,
    /// Names and values; the length of the body and the end of the connection are added.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How many bytes of the body are sent before the connection breaks; none for all of it.
    pub cut_off_after: Option<usize>,
}

impl Answer {
    /// A body of a type, with no other header.
    #[must_use]
    pub fn of(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type".into(), kind.into())], body: body.into(), cut_off_after: None }
    }

    /// Sets a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(present, _)| !present.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a header, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(present, _)| present.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

/// A server on a port of its own. It answers for as long as the program runs: a page that a test leaves open may still be
/// loading something when the test ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers requests; with nothing, it breaks the connection, as a network does that is gone.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(answer: impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Self { address: listener.local_addr()?, asked: Arc::default() };
        let collector = Engine::of_this_test().collector();
        let (asked, answer) = (Arc::clone(&server.asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                // A browser that goes away in the middle of an answer is no concern of a test.
                thread::spawn(move || converse(stream, &asked, &*answer, collector).ok());
            }
        });
        Ok(server)
    }

    /// Passes requests on to another server, such as that of the built site, and changes its answers.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn relay(
        to: &str,
        change: impl Fn(&Request, Answer) -> Option<Answer> + Send + Sync + 'static,
    ) -> Result<Self> {
        let to = to.to_owned();
        let configuration = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .http_status_as_error(false)
            .max_redirects(0);
        let agent = configuration.build().new_agent();
        Self::start(move |request| change(request, fetch(&agent, &to, request).ok()?))
    }

    /// Its address, which ends in a slash.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Everything that it was asked for until now.
    #[must_use]
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn fetch(agent: &Agent, site: &str, request: &Request) -> Result<Answer> {
    let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    // The browser's name for this server goes with it: a site's policy may have it.
    let asked = agent.get(format!("{site}{}{query}", request.path)).header("Host", &request.host);
    let mut response = asked.call()?;
    let kept = |name: &str| !["content-length", "connection", "content-encoding"].contains(&name);
    let headers = response.headers().iter().filter(|(name, _)| kept(name.as_str()));
    let headers = headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()));
    let (status, headers) = (response.status().as_u16(), headers.collect());
    let body = response.body_mut().with_config().limit(200 << 20).read_to_vec()?;
    Ok(Answer { status, headers, body, cut_off_after: None })
}

fn converse(
    mut stream: TcpStream,
    asked: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> Option<Answer>,
    collector: Option<&str>,
) -> Result<()> {
    let request = read(&stream)?;
    if let (Some(script), COLLECTOR) = (collector, &*request.path) {
        return write(&mut stream, Answer::of(200, "text/javascript", script));
    }
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
    let Some(mut answer) = answer(&request) else { return Ok(()) };
    if let Some(script) = collector
        && answer.header("Content-Type").starts_with("text/html")
        && answer.status == 200
    {
        answer.body = with_collector(&answer, script);
    }
    write(&mut stream, answer)
}

fn read(stream: &TcpStream) -> Result<Request> {
    let mut lines = BufReader::new(stream).take(LONGEST_HEAD).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let (mut host, mut for_worker) = (String::new(), false);
    for line in lines {
        let line = line?.to_ascii_lowercase();
        for_worker |= line.starts_with("service-worker:");
        if let Some(name) = line.strip_prefix("host:") {
            name.trim().clone_into(&mut host);
        }
        if line.is_empty() {
            break;
        }
    }
    let target = first.split(' ').nth(1).ok_or_else(|| anyhow!("this is not HTTP"))?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Request { path: path.trim_start_matches('/').to_owned(), query: query.to_owned(), host, for_worker })
}

fn write(stream: &mut TcpStream, answer: Answer) -> Result<()> {
    let mut head =
        format!("HTTP/1.1 {} \r\nContent-Length: {}\r\nConnection: close\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all((head + "\r\n").as_bytes())?;
    let sent = answer.cut_off_after.unwrap_or(answer.body.len()).min(answer.body.len());
    stream.write_all(&answer.body[..sent])?;
    Ok(())
}

/// A page that notes what is written to the console: in the way that its policy allows.
fn with_collector(answer: &Answer, script: &str) -> Vec<u8> {
    let html = String::from_utf8_lossy(&answer.body);
    let policy = answer.header("Content-Security-Policy");
    let element = if policy.is_empty() || policy.contains("'unsafe-inline'") {
        format!("<script>{script}</script>")
    } else {
        format!("<script src=\"/{COLLECTOR}\"></script>")
    };
    // Before everything but the type of the document, which it would change.
    let at = html.find("<head>").map_or(0, |at| at + "<head>".len());
    [&html[..at], &element, &html[at..]].concat().into_bytes()
}
