//! How large the files of the site are, as they are and as they travel; and their compressed forms, kept between runs.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

use crate::{
    assets::{Files, content_hash},
    cargo,
};

/// A file compressed as a good host does it, at brotli's highest quality. That takes a second for the WebAssembly, so
/// the results are kept under their content's hash.
pub(crate) fn compressed(content: &[u8]) -> Result<Vec<u8>> {
    let folder = kept_folder();
    let kept = folder.join(content_hash(content));
    if let Ok(compressed) = fs::read(&kept) {
        return Ok(compressed);
    }
    let parameters = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters).context("brotli failed")?;
    fs::create_dir_all(&folder)?;
    // Written aside first, so that another run never reads half of it.
    let unfinished = kept.with_extension(std::process::id().to_string());
    fs::write(&unfinished, &compressed)?;
    fs::rename(&unfinished, &kept)?;
    Ok(compressed)
}

/// Forgets the compressed forms of all files but these.
pub(crate) fn forget_others(files: &Files) -> Result<()> {
    let current: Vec<String> = files.values().map(|content| content_hash(content)).collect();
    for entry in fs::read_dir(kept_folder())? {
        let entry = entry?;
        if !current.contains(&entry.file_name().to_string_lossy().into_owned()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn kept_folder() -> PathBuf {
    cargo::scratch().join("brotli")
}

/// Prints every file's size, and the sum of those that have to arrive before the first slider works.
pub(crate) fn print(files: &Files, needed: &[&str]) -> Result<()> {
    let width = files.keys().map(String::len).max().unwrap_or(0);
    println!("{:width$}  {:>10}  {:>10}", "bytes", "raw", "brotli");
    let (mut raw, mut wire) = (0, 0);
    for (path, content) in files {
        let small = compressed(content)?.len();
        println!("{path:width$}  {:>10}  {small:>10}", content.len());
        if needed.contains(&path.as_str()) {
            raw += content.len();
            wire += small;
        }
    }
    println!("On the wire until the first slider works: {wire} bytes ({raw} unpacked).");
    Ok(())
}
