//! The development server: serves the built site on this machine alone, with the headers of production, and after a
//! change of a source file builds anew and has the browser reload.
//!
//! What is answered to a request stands in `site`, the protocol in `http`; how the site is built, in `build`.

mod http;
mod site;

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{build, sources};
use site::Site;

/// How often the sources are looked at.
const GLANCE: Duration = Duration::from_millis(300);

/// What `cargo xtask serve` was asked for.
pub(crate) struct Options {
    /// The port; 0 is any free one.
    pub(crate) port: u16,
    /// Whether to open the page in the default browser.
    pub(crate) open: bool,
    /// Another folder than `dist`.
    pub(crate) dir: Option<PathBuf>,
    /// Whether to build, watch and reload.
    pub(crate) build: bool,
}

/// Serves until the process is ended.
pub(crate) fn serve(options: Options) -> Result<()> {
    // Before the build, so that a port that is taken is said at once and not after a minute.
    let listener = listen(options.port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    // What changes while the first build runs is seen afterwards.
    let seen = sources::times();
    if options.build {
        build::build_if_changed()?;
    }
    let folder = options.dir.unwrap_or_else(build::dist);
    let site = Arc::new(Site::new(folder, options.build)?);
    let answering = Arc::clone(&site);
    http::answer_requests(listener, move |request| answering.answer(request));
    println!("The page is at {address}");
    if options.open {
        open(&address);
    }
    if options.build {
        println!("It is rebuilt and reloaded when a source file changes. Ctrl-C ends this.");
        watch(seen, &site)
    } else {
        loop {
            thread::park();
        }
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program, perhaps another `cargo xtask serve`; \
             end that one, or choose a port with `--port`, such as `--port {}`",
            port.saturating_add(1)
        ),
        Err(error) => Err(error).with_context(|| format!("port {port} of this machine cannot be listened on")),
    }
}

/// Builds after every change of a source file. A failed build leaves what is served as it is.
fn watch(mut seen: Vec<sources::Time>, site: &Site) -> ! {
    loop {
        thread::sleep(GLANCE);
        let now = sources::times();
        if now == seen {
            continue;
        }
        // Editors and version control change several files in a row.
        thread::sleep(GLANCE / 2);
        let changed = sources::first_difference(&seen, &sources::times());
        seen = sources::times();
        let began = Instant::now();
        println!("\n{changed} changed; building.");
        match build::build_if_changed().and_then(|()| site.reload()) {
            Ok(()) => println!("The page is up to date after {:.1} s.", began.elapsed().as_secs_f64()),
            Err(error) => eprintln!("error: {error:#}\nThe page is served as it was before this change."),
        }
    }
}

/// Opens the page in the default browser, if there is one.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    if let Err(error) = command.arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        eprintln!("No browser could be opened ({error}); open the address yourself.");
    }
}
