//! The development server: serves the built site on this machine with the headers of production, and after a change of a
//! source file builds again and has the browser reload.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use local_server::{Answer, Request};

use crate::{build, sizes, sources, worker};

/// The script by which pages learn of a new build. It is a file because the page's policy forbids inline script, and only
/// this server adds it.
const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// How long a browser's question for a new build stays open before the browser asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// The options of `cargo xtask serve`.
#[derive(Args)]
pub(crate) struct Options {
    /// The port on 127.0.0.1; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Open the page in the default browser
    #[arg(long)]
    open: bool,
    /// The folder to serve [default: dist]
    #[arg(long)]
    dir: Option<PathBuf>,
    /// Serve the folder as it is, without building or watching
    #[arg(long)]
    no_build: bool,
}

/// Serves until the process ends.
pub(crate) fn serve(options: Options) -> Result<()> {
    // Before the build, so that a taken port is reported at once and not after a minute.
    let listener = listen(options.port)?;
    let address = address(&listener)?;
    // Changes during the first build are seen afterwards.
    let changes = if options.no_build { None } else { Some(sources::watch()?) };
    if !options.no_build {
        build::build_if_changed()?;
    }
    let folder = options.dir.unwrap_or_else(build::dist);
    ensure!(folder.is_dir(), "{} is no folder; has `cargo xtask build` been run?", folder.display());
    let builds = Arc::new(Builds::default());
    let served = Arc::clone(&builds);
    local_server::serve(listener, move |request| {
        Some(if options.no_build { file(&folder, request) } else { served.answer(&folder, request) })
    })?;
    println!("The page is at {address}");
    if options.open {
        open(&address);
    }
    let Some(changes) = changes else {
        loop {
            thread::park();
        }
    };
    println!("It is rebuilt and reloaded when a source file changes. Ctrl-C ends this.");
    for changed in changes {
        let began = Instant::now();
        println!("\n{} changed; building.", changed.display());
        match build::build_if_changed() {
            Ok(()) => {
                builds.add();
                println!("The page is up to date after {:.1} s.", began.elapsed().as_secs_f64());
            }
            Err(error) => eprintln!("error: {error:#}\nThe page is served as it was before this change."),
        }
    }
    bail!("the sources are no longer watched")
}

/// Serves the built page on a free port as production does, and returns its address.
pub(crate) fn serve_built() -> Result<String> {
    let listener = listen(0)?;
    let address = address(&listener)?;
    local_server::serve(listener, |request| Some(file(&build::dist(), request)))?;
    Ok(address)
}

fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program, perhaps another `cargo xtask serve`; \
             end that one, or choose a port with `--port`, such as `--port {}`",
            port.saturating_add(1)
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port} of this machine")),
    }
}

/// A file, compressed as a good host does it.
fn file(folder: &Path, request: &Request) -> Answer {
    let mut answer = local_server::file(folder, request).with("Vary", "Accept-Encoding");
    let accepted = request.header("Accept-Encoding").split([',', ';']).any(|coding| coding.trim() == "br");
    if accepted
        && answer.status == 200
        && sizes::is_compressible(&request.path)
        && let Ok(compressed) = sizes::compressed(&answer.body)
    {
        answer.body = compressed;
        return answer.with("Content-Encoding", "br");
    }
    answer
}

/// How many builds there have been, which tells a browser whether it shows the last one.
#[derive(Default)]
struct Builds {
    number: Mutex<usize>,
    added: Condvar,
}

impl Builds {
    fn add(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.added.notify_all();
    }

    /// A file of a site that is being worked on: its pages reload themselves, and nothing is kept in the browser.
    fn answer(&self, folder: &Path, request: &Request) -> Answer {
        match &*request.path {
            "__reload" => self.wait_for_another_than(&request.query),
            "__reload.js" => {
                let number = *self.number.lock().unwrap_or_else(PoisonError::into_inner);
                let script = RELOAD_SCRIPT.replace("BUILD", &build_name(number));
                Answer::of(200, "text/javascript", script).with("Cache-Control", "no-store")
            }
            worker::PATH => Answer::of(200, "text/javascript", worker::NONE).with("Cache-Control", "no-cache"),
            _ => {
                let answer = local_server::file(folder, request);
                if !answer.header("Content-Type").starts_with("text/html") {
                    return file(folder, request);
                }
                let html = String::from_utf8_lossy(&answer.body);
                let script = "<script src=\"/__reload.js\" defer></script>\n</head>";
                Answer { body: html.replacen("</head>", script, 1).into(), ..answer }
            }
        }
    }

    /// Answers as soon as there is another build than the browser shows.
    fn wait_for_another_than(&self, shown: &str) -> Answer {
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.added.wait_timeout_while(number, PATIENCE, |number| build_name(*number) == shown);
        let number = *waited.unwrap_or_else(PoisonError::into_inner).0;
        Answer::of(200, "text/plain", build_name(number)).with("Cache-Control", "no-store")
    }
}

/// A name that no other build has, of an earlier server neither.
fn build_name(number: usize) -> String {
    format!("{}-{number}", std::process::id())
}

/// Opens the page in the default browser, if there is one.
fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if let Err(error) = Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        eprintln!("No browser could be opened ({error}); open the address yourself.");
    }
}
