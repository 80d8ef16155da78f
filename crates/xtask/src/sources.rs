//! Which files the page is made from, and whether they have changed: by content for "is the built page still good?",
//! by time for watching.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::cargo;

/// Folders at the top that the page does not come from.
const OUTSIDE: [&str; 5] = ["target", "dist", "tests", "docs", "node_modules"];

/// A hash over the content of all sources and the compiler's version.
pub(crate) fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(Command::new("rustc").arg("-vV").output().context("rustc could not be started")?.stdout);
    for path in files() {
        // A file may vanish while an editor saves it; its absence is then what is hashed.
        let content = fs::read(&path).unwrap_or_default();
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A source file, and when it was last written.
pub(crate) type Time = (PathBuf, Option<SystemTime>);

/// What a watcher compares: cheap enough to be asked for several times a second.
pub(crate) fn times() -> Vec<Time> {
    files().into_iter().map(|path| (path.clone(), fs::metadata(path).and_then(|data| data.modified()).ok())).collect()
}

/// The name of a file that was written, added or removed between two looks, relative to the repository.
pub(crate) fn first_difference(before: &[Time], after: &[Time]) -> String {
    let changed = after.iter().find(|time| !before.contains(time));
    let removed = || before.iter().find(|(path, _)| !after.iter().any(|(other, _)| other == path));
    let path = changed.or_else(removed).map(|(path, _)| path.as_path()).unwrap_or(Path::new("Something"));
    path.strip_prefix(cargo::root()).unwrap_or(path).display().to_string()
}

fn files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&cargo::root(), &OUTSIDE, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, outside: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files, and what editors leave while saving.
        if name.starts_with('.') || name.ends_with('~') || outside.contains(&name.as_str()) {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), &[], found),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
}
