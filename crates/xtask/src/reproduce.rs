//! Whether the same sources give the same bytes: the site built from a copy of the sources in another folder, with
//! nothing compiled before, beside the one that is there.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{assets::content_hash, build, cargo, release};

/// Builds a second time elsewhere, and fails where a byte differs.
pub(crate) fn reproduce() -> Result<()> {
    build::build_if_changed()?;
    // Now, since another task may build from newer sources meanwhile.
    let first = hashes(&build::dist())?;
    // Deeper than the repository, and called otherwise.
    let elsewhere = cargo::scratch().join("a second checkout");
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere)?;
    }
    let made = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        ["target", "dist", "node_modules", ".git"].contains(&name)
    };
    release::copy(&cargo::root(), &elsewhere, &|path| !made(path))?;
    println!("Building once more, from nothing, in {}.", elsewhere.display());
    let mut again = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let status = again.args(["xtask", "build"]).current_dir(&elsewhere).env_remove("CARGO_TARGET_DIR").status()?;
    ensure!(status.success(), "the second build failed");

    let second = hashes(&elsewhere.join("dist"))?;
    let paths = first.keys().chain(second.keys());
    let different: Vec<&String> = paths.filter(|path| first.get(*path) != second.get(*path)).collect();
    ensure!(different.is_empty(), "{} files differ, such as {}", different.len(), different[0]);
    println!("The same {} files, byte for byte.", first.len());
    fs::remove_dir_all(&elsewhere).context("the second checkout cannot be removed")
}

/// The hash of each file below a folder, by its path.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut hashes = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("{} is not readable", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                hashes.insert(name, content_hash(&fs::read(&path)?));
            }
        }
    }
    ensure!(!hashes.is_empty(), "there is nothing in {}", folder.display());
    Ok(hashes)
}
