//! Whether the same sources give the same bytes: the site built from a copy of the sources in another folder, with
//! nothing compiled before, beside the one that is there.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use crate::{assets::content_hash, build, cargo, release};

/// Builds a second time elsewhere, and fails where a byte differs.
pub(crate) fn reproduce() -> Result<()> {
    build::build_if_changed()?;
    // Now, since another task may build from newer sources meanwhile.
    let first = hashes(&build::dist())?;
    // Deeper than the repository, and called otherwise.
    let elsewhere = tempfile::Builder::new().prefix("a second checkout ").tempdir_in(cargo::scratch())?;
    let elsewhere = elsewhere.path();
    let made = ["target", "dist", "node_modules", ".git"];
    let is_source = |path: &Path| path.file_name().is_some_and(|name| !made.iter().any(|made| name == *made));
    release::copy(&cargo::root(), elsewhere, is_source)?;
    println!("Building once more, from nothing, in {}.", elsewhere.display());
    let mut again = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let status = again.args(["xtask", "build"]).current_dir(elsewhere).env_remove("CARGO_TARGET_DIR").status()?;
    ensure!(status.success(), "the second build failed");

    let second = hashes(&elsewhere.join("dist"))?;
    let paths = first.keys().chain(second.keys());
    let different: Vec<&String> = paths.filter(|path| first.get(*path) != second.get(*path)).collect();
    ensure!(different.is_empty(), "{} files differ, such as {}", different.len(), different[0]);
    println!("The same {} files, byte for byte.", first.len());
    Ok(())
}

/// The hash of each file below a folder, by its path.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut hashes = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
            hashes.insert(name, content_hash(&fs::read(entry.path())?));
        }
    }
    ensure!(!hashes.is_empty(), "there is nothing in {}", folder.display());
    Ok(hashes)
}
