//! The files of the page under `assets/`, each named after its content, and which of them load which.
//!
//! The pages that link to them are made in `pages`.

use std::{collections::BTreeMap, ffi::OsStr, fs, path::Path};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::{bindgen::Bundle, minify};

/// The files of the site by their path relative to it, such as `assets/app-0123.js`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The paths of one bundle's files.
pub(crate) struct Script {
    /// The module that the page names; it imports `bindings`.
    pub(crate) boot: String,
    /// The JavaScript that wasm-bindgen made; it fetches `wasm`.
    pub(crate) bindings: String,
    /// The WebAssembly.
    pub(crate) wasm: String,
}

/// Adds a bundle and the module that starts it, whose source imports the bindings as `./<name>.js` and names the
/// WebAssembly `./<name>_bg.wasm`.
pub(crate) fn add_bundle(files: &mut Files, name: &str, bundle: Bundle, boot: (&str, &str)) -> Result<Script> {
    let (boot_name, boot_source) = boot;
    let (bindings, wasm) = add_bindings(files, name, bundle)?;
    let boot = linked(boot_source, name, file_name(&bindings), file_name(&wasm))
        .with_context(|| format!("{boot_name}.js must import the bindings and name the WebAssembly"))?;
    let boot = add(files, boot_name, "js", minify::js(&boot).into_bytes());
    Ok(Script { boot, bindings, wasm })
}

/// Adds a bundle for other programs: the module that they import keeps its name for ever, with its types beside it.
/// Its source imports the bindings as `./<name>.js`, and names the WebAssembly `./<name>_bg.wasm`.
pub(crate) fn add_library(files: &mut Files, name: &str, bundle: Bundle, entry: Entry) -> Result<()> {
    let (bindings, wasm) = add_bindings(files, name, bundle)?;
    let source = linked(entry.source, name, &bindings, &wasm)
        .with_context(|| format!("{}.js must import the bindings and name the WebAssembly", entry.name))?;
    files.insert(format!("{}.js", entry.name), minify::js(&source).into_bytes());
    files.insert(format!("{}.d.ts", entry.name), entry.types.as_bytes().to_vec());
    Ok(())
}

/// The module by which other programs get at a bundle.
pub(crate) struct Entry<'a> {
    /// Its name, without the ending.
    pub(crate) name: &'a str,
    /// Its source.
    pub(crate) source: &'a str,
    /// What it exports, in TypeScript's words.
    pub(crate) types: &'a str,
}

/// Adds the two files of a bundle, and returns the paths of JavaScript and WebAssembly.
fn add_bindings(files: &mut Files, name: &str, bundle: Bundle) -> Result<(String, String)> {
    let wasm = add(files, &format!("{name}_bg"), "wasm", bundle.wasm);
    let bindings = link(&bundle.js, &format!("{name}_bg.wasm"), file_name(&wasm))?;
    Ok((add(files, name, "js", minify::js(&bindings).into_bytes()), wasm))
}

/// Adds the style sheet: every `.css` file of a folder, in the order of their names.
pub(crate) fn add_style(files: &mut Files, folder: &Path) -> Result<String> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} is not readable", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            sources.push(path);
        }
    }
    sources.sort();
    let mut style = String::new();
    for path in sources {
        style += &fs::read_to_string(&path).with_context(|| format!("{} is not readable", path.display()))?;
        style.push('\n');
    }
    Ok(add(files, "style", "css", minify::css(&style).into_bytes()))
}

/// Adds a file as it is, named after its content.
pub(crate) fn add_file(files: &mut Files, source: &Path) -> Result<String> {
    let content = fs::read(source).with_context(|| format!("{} is not readable", source.display()))?;
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    Ok(add(files, &part(source.file_stem()), &part(source.extension()), content))
}

/// The first digits of the content's SHA-256: enough that two releases never share a name.
pub(crate) fn content_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn add(files: &mut Files, name: &str, extension: &str, content: Vec<u8>) -> String {
    let path = format!("assets/{name}-{}.{extension}", content_hash(&content));
    files.insert(path.clone(), content);
    path
}

/// Replaces a file's plain name by its hashed one, and fails when it is not there: a name that is only nearly right
/// would be a page that does not load.
fn link(source: &str, from: &str, to: &str) -> Result<String> {
    ensure!(source.contains(from), "\"{from}\" does not occur in it");
    Ok(source.replace(from, to))
}

/// Replaces the plain names of a bundle's files in the module that starts it.
fn linked(source: &str, name: &str, bindings: &str, wasm: &str) -> Result<String> {
    let source = link(source, &format!("./{name}.js"), &format!("./{bindings}"))?;
    link(&source, &format!("./{name}_bg.wasm"), &format!("./{wasm}"))
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
