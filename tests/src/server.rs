//! The built site on this machine, and servers whose answers a test makes: late, wrong, or none.

use std::{
    env,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Result, ensure};
pub use local_server::{Answer, Request, content_type};

use crate::engine::Engine;

/// The path of the script that notes what pages write to the console, for engines that do not tell.
const COLLECTOR: &str = "__collector.js";

/// A server on its own port. It answers for as long as the program runs: a page that a test leaves open may still be
/// loading something when the test ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers requests; with nothing, it breaks the connection, as a network does that is gone.
    pub fn start(answer: impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Self { address: listener.local_addr()?, asked: Arc::default() };
        let collector = Engine::of_this_test().collector();
        let asked = Arc::clone(&server.asked);
        local_server::serve(listener, move |request| {
            if let (Some(script), COLLECTOR) = (collector, &*request.path) {
                return Some(Answer::of(200, "text/javascript", script));
            }
            asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
            let answer = answer(request)?;
            let is_page = answer.status == 200 && answer.header("Content-Type").starts_with("text/html");
            Some(match collector {
                Some(script) if is_page => with_collector(answer, script),
                _ => answer,
            })
        })?;
        Ok(server)
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

/// A page that notes what is written to the console: in the way that its policy allows.
fn with_collector(mut answer: Answer, script: &str) -> Answer {
    let html = String::from_utf8_lossy(&answer.body);
    let policy = answer.header("Content-Security-Policy");
    let element = if policy.is_empty() || policy.contains("'unsafe-inline'") {
        format!("<script>{script}</script>")
    } else {
        format!("<script src=\"/{COLLECTOR}\"></script>")
    };
    // Before everything but the type of the document, which it would change.
    let at = html.find("<head>").map_or(0, |at| at + "<head>".len());
    answer.body = [&html[..at], &element, &html[at..]].concat().into_bytes();
    answer
}

/// A folder that is served with the headers of production.
#[derive(Debug)]
pub struct Site {
    address: String,
    folder: PathBuf,
}

impl Site {
    /// Serves the built page, or takes the server that the variable `SITE` names.
    pub fn built() -> Result<Self> {
        let dist = repository().join("dist");
        ensure!(
            dist.join("index.html").is_file(),
            "dist/ is not built; run `cargo xtask build`, or `cargo xtask test`"
        );
        match env::var("SITE") {
            Ok(address) => Ok(Self { address, folder: dist }),
            Err(_) => Self::of(&dist),
        }
    }

    /// Serves any folder. Each has an origin of its own.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut site = Self { address: String::new(), folder: folder.to_path_buf() };
        site.address = site.changed(|_, answer| Some(answer))?.address();
        Ok(site)
    }

    /// Serves the folder at another address, and changes the answers.
    pub fn changed(
        &self,
        change: impl Fn(&Request, Answer) -> Option<Answer> + Send + Sync + 'static,
    ) -> Result<Server> {
        let folder = self.folder.clone();
        Server::start(move |request| change(request, local_server::file(&folder, request)))
    }

    /// The address of the folder, ending in a slash.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// The top of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// The folder of the packages for Node that tests use.
pub fn node_packages() -> Result<PathBuf> {
    let folder = repository().join("tests/node_modules");
    ensure!(folder.is_dir(), "the packages for Node are not installed; run `cargo xtask test`, or `npm ci` in tests/");
    Ok(folder)
}
