//! A folder served on this machine with the headers of production.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, ensure};

use crate::{
    engine::Engine,
    process::{Running, built},
    server::Server,
};

/// A served folder, until it is dropped.
#[derive(Debug)]
pub struct Site {
    address: String,
    folder: PathBuf,
    _server: Running,
    _relay: Option<Server>,
}

impl Site {
    /// Serves the built page.
    ///
    /// # Errors
    /// When the page or the server is not built: `cargo xtask test` builds both.
    pub fn built() -> Result<Self> {
        let dist = repository().join("dist");
        ensure!(
            dist.join("index.html").is_file(),
            "dist/ is not built; run `cargo xtask build`, or `cargo xtask test`"
        );
        Self::of(&dist)
    }

    /// Serves any folder, such as one with a page that embeds this one. Each has an origin of its own.
    ///
    /// # Errors
    /// When the server is not built, or the folder not readable.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut command = Command::new(built("xtask")?);
        command.args(["serve", "--no-build", "--port", "0", "--dir"]).arg(folder);
        let (server, address) = Running::start(command, "The page is at ")?;
        let (relay, address) = match Engine::of_this_test().collector() {
            None => (None, address),
            Some(_) => {
                let relay = Server::relay(&address, |_, answer| Some(answer))?;
                let address = relay.address();
                (Some(relay), address)
            }
        };
        Ok(Self { address, folder: folder.to_path_buf(), _server: server, _relay: relay })
    }

    /// The address of the folder, ending in a slash.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether there is a page at a path relative to the folder, such as `embed/`.
    #[must_use]
    pub fn serves(&self, path: &str) -> bool {
        let path = self.folder.join(path);
        path.is_file() || path.join("index.html").is_file()
    }
}

/// The top of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// The folder of the packages for Node that tests use.
///
/// # Errors
/// When they are not installed: `cargo xtask test` does that.
pub fn node_packages() -> Result<PathBuf> {
    let folder = repository().join("tests/node_modules");
    ensure!(folder.is_dir(), "the packages for Node are not installed; run `cargo xtask test`, or `npm ci` in tests/");
    Ok(folder)
}
