//! The files of the site, most of them named after their content, and how one text takes its place in another.
//!
//! The pages that link to them are made in `pages`.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::{bindgen::Bundle, minify};

/// The files of the site by their path relative to it, such as `assets/app-0123.js`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A WebAssembly module among the files, with its JavaScript.
pub(crate) struct Script {
    /// The path of the JavaScript that wasm-bindgen made; it fetches `wasm`.
    pub(crate) bindings: String,
    /// The path of the WebAssembly.
    pub(crate) wasm: String,
    /// The JavaScript, as it was before it got smaller.
    pub(crate) source: String,
}

/// Adds a bundle of wasm-bindgen's.
pub(crate) fn add_bundle(files: &mut Files, name: &str, bundle: Bundle) -> Result<Script> {
    let wasm = add(files, &format!("{name}_bg"), "wasm", bundle.wasm);
    let source = filled(&bundle.js, &[(format!("{name}_bg.wasm"), file_name(&wasm))])?;
    Ok(Script { bindings: add(files, name, "js", minify::js(&source)), wasm, source })
}

/// Every `.css` file of a folder in the order of their names, without what only their readers need.
pub(crate) fn style(folder: &Path) -> Result<String> {
    let paths: Result<Vec<_>, _> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    paths.sort();
    let sources = paths.iter().map(|path| fs::read_to_string(path).with_context(|| format!("{}", path.display())));
    Ok(minify::css(&sources.collect::<Result<Vec<_>>>()?.join("\n")))
}

/// The first digits of the content's SHA-256: enough that two releases never share a name.
pub(crate) fn content_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Adds a file under a name with its content's hash, and returns its path.
pub(crate) fn add(files: &mut Files, name: &str, extension: &str, content: impl Into<Vec<u8>>) -> String {
    let content = content.into();
    let path = format!("assets/{name}-{}.{extension}", content_hash(&content));
    files.insert(path.clone(), content);
    path
}

/// A text with others in some of its places, each of which it must have once: a name that is only nearly right would be a
/// page that does not load.
pub(crate) fn filled<P: AsRef<str>, T: AsRef<str>>(text: &str, places: &[(P, T)]) -> Result<String> {
    let mut text = text.to_owned();
    for (place, part) in places.iter().map(|(place, part)| (place.as_ref(), part.as_ref())) {
        let count = text.matches(place).count();
        ensure!(count == 1, "the build expected \"{place}\" once in a file, but found it {count} times");
        text = text.replacen(place, part, 1);
    }
    Ok(text)
}

/// A script with the paths of files in the place of their plain names, which it imports as `"./<name>"`.
pub(crate) fn linked(script: &str, paths: &[(&str, &str)]) -> Result<String> {
    let import = |path: &str| format!("\"./{path}\"");
    filled(script, &paths.iter().map(|(name, path)| (import(name), import(path))).collect::<Vec<_>>())
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_filled_when_it_is_there_once() {
        assert_eq!(filled("a <b> c", &[("<b>", "d"), ("a", "<b>")]).unwrap(), "<b> d c");
        for text in ["a", "<b> <b>"] {
            assert!(filled(text, &[("<b>", "d")]).is_err(), "{text}");
        }
    }
}
