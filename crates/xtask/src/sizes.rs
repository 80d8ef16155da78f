//! How large the files of the site are, as they are and as they travel; and their compressed forms, kept between runs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;

use crate::{
    assets::{Files, content_hash},
    cargo,
    scenarios::PRESETS,
};

/// The most that may travel before the first slider works: the bytes that were reached, and 0.5% for the noise of
/// compiler updates and of brotli. The goal is 92,000 bytes, the weight of the nearest comparable page. If you make the
/// page smaller, lower this. If you raise it, say here what the bytes buy: the last 1,900 bytes bought tables of inputs,
/// beliefs and questions in which the compiler finds omissions.
const BUDGET: usize = 166_000;

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

/// Whether a file gets smaller on its way.
pub(crate) fn is_compressible(path: &str) -> bool {
    !path.ends_with(".png")
}

/// Prints every file's size, those of the presets in one line for each kind, and the sum of what has to arrive before the
/// first slider works.
pub(crate) fn print(files: &Files) -> Result<()> {
    let mut lines: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for (path, content) in files {
        let preset = path.strip_prefix(PRESETS).and_then(|path| path.split_once('/'));
        let (count, raw, sent) =
            lines.entry(preset.map_or(path.clone(), |(_, file)| format!("{PRESETS}*/{file}"))).or_default();
        *count += 1;
        *raw += content.len();
        *sent += if is_compressible(path) { compressed(content)?.len() } else { content.len() };
    }
    let width = lines.keys().map(String::len).max().unwrap_or(0);
    println!("{:width$}  {:>10}  {:>10}", "bytes", "raw", "brotli");
    for (path, (count, raw, sent)) in lines {
        let files = if count > 1 { format!("  {count} files") } else { String::new() };
        println!("{path:width$}  {raw:>10}  {sent:>10}{files}");
    }
    let index = files.get("index.html").context("there is no index.html")?;
    let wire = on_the_wire(index, |path| files.get(path).cloned().with_context(|| format!("there is no {path}")))?;
    println!("On the wire until the first slider works: {wire} bytes; the budget is {BUDGET}.");
    Ok(())
}

/// Fails when the built page is over its budget.
pub(crate) fn check_budget(dist: &Path) -> Result<()> {
    let read = |path: &str| fs::read(dist.join(path)).with_context(|| format!("dist/{path} is not readable"));
    let wire = on_the_wire(&read("index.html")?, read)?;
    println!("On the wire until the first slider works: {wire} bytes; the budget is {BUDGET}.");
    ensure!(
        wire <= BUDGET,
        "the page is {} bytes over its budget; `cargo xtask size` says what they are spent on",
        wire - BUDGET
    );
    Ok(())
}

/// The compressed size of a page and of what it links to, except its icon: no slider waits for that.
fn on_the_wire(page: &[u8], read: impl Fn(&str) -> Result<Vec<u8>>) -> Result<usize> {
    let mut wire = compressed(page)?.len();
    for path in linked(&String::from_utf8_lossy(page)) {
        wire += compressed(&read(path)?)?.len();
    }
    Ok(wire)
}

/// The files that a page loads by itself, each once.
pub(crate) fn linked(page: &str) -> BTreeSet<&str> {
    let assets = page.split('"').filter(|part| part.starts_with("assets/"));
    assets.filter(|path| [".js", ".css", ".wasm"].iter().any(|ending| path.ends_with(ending))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_counted_once_and_its_icon_not_at_all() {
        let page = "<link rel=\"icon\" href=\"assets/i.svg\"><link rel=\"modulepreload\" href=\"assets/b.js\">\
                    <script src=\"assets/b.js\"></script><link href=\"assets/s.css\">";
        assert_eq!(linked(page).into_iter().collect::<Vec<_>>(), ["assets/b.js", "assets/s.css"]);
    }
}
