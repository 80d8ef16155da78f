//! Which files the page is made from: their fingerprint, for "is the built page still good?", and their changes, for
//! building it again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::{Context, Result};
use notify::{RecursiveMode, Watcher as _};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::cargo;

/// Folders at the top that the page does not come from.
const OUTSIDE: [&str; 4] = ["target", "dist", "tests", "docs"];

/// Editors and version control change several files in a row.
const BURST: Duration = Duration::from_millis(150);

/// A hash over the content of all sources and the compiler's version.
pub(crate) fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(Command::new("rustc").arg("-vV").output().context("rustc could not be started")?.stdout);
    let root = cargo::root();
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(|entry| is_source(entry.path()));
    // A file may vanish while an editor saves it; then its absence counts.
    for path in entries.flatten().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path) {
        let content = fs::read(&path).unwrap_or_default();
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The changes of sources from now on, each with the path of one file of its burst.
pub(crate) fn watch() -> Result<impl Iterator<Item = PathBuf>> {
    let (sender, receiver) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    let root = cargo::root();
    // Not the whole repository: each folder costs a watch of the system, and the build folder has thousands.
    watcher.watch(&root, RecursiveMode::NonRecursive)?;
    for folder in fs::read_dir(&root)?.flatten().map(|entry| entry.path()) {
        if folder.is_dir() && is_source(&folder) {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    let changed = move |event: notify::Result<notify::Event>| {
        // Building opens files too.
        let event = event.ok().filter(|event| !event.kind.is_access())?;
        let path = event.paths.into_iter().find(|path| path != &root && is_source(path))?;
        Some(path.strip_prefix(&root).map_or(path.clone(), Path::to_path_buf))
    };
    Ok(std::iter::from_fn(move || {
        // The watcher lives as long as its events are asked for.
        let _ = &watcher;
        let path = receiver.iter().find_map(&changed)?;
        thread::sleep(BURST);
        receiver.try_iter().for_each(drop);
        Some(path)
    }))
}

/// Whether a file, or what is in a folder, can belong to the page.
fn is_source(path: &Path) -> bool {
    let path = path.strip_prefix(cargo::root()).unwrap_or(path);
    let mut names = path.iter().map(|name| name.to_string_lossy());
    // Hidden files, and what editors leave while saving.
    let is_other = |name: &str| name.starts_with('.') || name.ends_with('~') || name == "node_modules";
    names.clone().next().is_none_or(|first| !OUTSIDE.contains(&&*first)) && !names.any(|name| is_other(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_what_the_page_is_made_from() {
        for (path, expected) in [
            ("index.html", true),
            ("web/src/lib.rs", true),
            ("crates/harm-core/tests/lenses.rs", true),
            ("tests/tests/page.rs", false),
            ("target/debug", false),
            ("web/.lib.rs.swp", false),
            ("web/src/lib.rs~", false),
            ("crates/harm-core/benches/peer/node_modules/a.js", false),
        ] {
            assert_eq!(is_source(&cargo::root().join(path)), expected, "{path}");
        }
    }
}
