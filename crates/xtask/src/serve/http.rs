//! As much of HTTP/1.1 as a browser needs of a server on its own machine: requests without a body, answers with their
//! length, connections that stay open. What is answered stands in `site`.
//!
//! Each connection has a thread of its own for as long as it lives. A pool of threads is where small servers let the
//! sixth connection of a page wait until one of the five before it is closed.

use std::{
    io::{self, BufRead, BufReader, Error, ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

/// How long a connection stays open on which nothing is asked.
const PATIENCE: Duration = Duration::from_secs(60);

/// No browser sends a longer head of a request.
const LONGEST_HEAD: u64 = 64 << 10;

/// What was asked for.
pub(super) struct Request {
    pub(super) method: String,
    /// The path with its leading slash.
    pub(super) path: String,
    /// What follows the question mark.
    pub(super) query: String,
    /// By which name the browser knows this server, with the port.
    pub(super) host: String,
    pub(super) accepts_brotli: bool,
    keep_open: bool,
}

/// What is answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) content: Vec<u8>,
}

/// Answers every request to the listener, on threads of its own.
pub(super) fn answer_requests(listener: TcpListener, answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // A browser may go away at any time, which is its right.
            thread::spawn(move || converse(&connection, &*answer));
        }
    });
}

fn converse(connection: &TcpStream, answer: &dyn Fn(&Request) -> Answer) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    // An answer is written at once; waiting for more to send would only delay its end.
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    while let Some(request) = read(&mut reader)? {
        let mut writer = connection;
        writer.write_all(&written(&request, answer(&request)))?;
        if !request.keep_open {
            break;
        }
    }
    Ok(())
}

/// Reads the head of a request; none when the connection is closed instead.
fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
        return Err(Error::new(ErrorKind::InvalidData, "this is not HTTP"));
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        host: String::new(),
        accepts_brotli: false,
        // Where a body follows, nobody reads it, and so the next request would not be found.
        keep_open: version == "HTTP/1.1" && matches!(method, "GET" | "HEAD"),
    };
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let Some((name, value)) = line.split_once(':') else {
            return Ok(Some(request));
        };
        let mut values = value.split([',', ';']).map(str::trim);
        if name.eq_ignore_ascii_case("host") {
            request.host = value.trim().to_owned();
        } else if name.eq_ignore_ascii_case("accept-encoding") {
            request.accepts_brotli = values.any(|coding| coding.eq_ignore_ascii_case("br"));
        } else if name.eq_ignore_ascii_case("connection") {
            request.keep_open &= !values.any(|option| option.eq_ignore_ascii_case("close"));
        }
    }
}

fn written(request: &Request, answer: Answer) -> Vec<u8> {
    let Answer { status, headers, content } = answer;
    let reason = match status {
        200 => "OK",
        301 => "Moved Permanently",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };
    let connection = if request.keep_open { "keep-alive" } else { "close" };
    let mut head =
        format!("HTTP/1.1 {status} {reason}\r\nContent-Length: {}\r\nConnection: {connection}\r\n", content.len());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    let mut bytes = (head + "\r\n").into_bytes();
    if request.method != "HEAD" {
        bytes.extend(content);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Request {
        read(&mut text.as_bytes()).unwrap().unwrap()
    }

    #[test]
    fn a_browsers_request_is_read() {
        let request = request(
            "GET /embed/?risk=0.02&x=? HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\nGET",
        );
        assert_eq!((&*request.method, &*request.path, &*request.query), ("GET", "/embed/", "risk=0.02&x=?"));
        assert_eq!(request.host, "localhost");
        assert!(request.accepts_brotli && request.keep_open);
    }

    #[test]
    fn a_connection_is_closed_when_that_is_asked_for_or_a_body_follows() {
        assert!(!request("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").keep_open);
        assert!(!request("GET / HTTP/1.0\r\n\r\n").keep_open);
        assert!(!request("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc").keep_open);
        assert!(!request("GET / HTTP/1.1\r\nAccept-Encoding: gzip;q=1, brotli\r\n\r\n").accepts_brotli);
    }

    #[test]
    fn what_is_no_request_ends_the_connection() {
        assert!(read(&mut "".as_bytes()).unwrap().is_none());
        assert!(read(&mut "\u{16}\u{3}\u{1}\r\n".as_bytes()).is_err());
        assert!(read(&mut "GET / HTTP/1.1\r\nHost: x\r\n".as_bytes()).is_err());
    }

    #[test]
    fn an_answer_to_head_has_the_length_and_no_content() {
        let asked = request("HEAD / HTTP/1.1\r\n\r\n");
        let headers = vec![("Vary".to_owned(), "Accept-Encoding".to_owned())];
        let bytes = written(&asked, Answer { status: 200, headers, content: b"abc".to_vec() });
        let expected =
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: keep-alive\r\nVary: Accept-Encoding\r\n\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
