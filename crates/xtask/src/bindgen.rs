//! From a compiled WebAssembly module to what a browser loads: the module stripped, and the JavaScript beside it.
//!
//! The generator is linked as a library, so its version is the one in Cargo.lock beside wasm-bindgen's own. Names and
//! hashes of the files are given in `assets`.

use std::{collections::HashMap, path::Path};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// One WebAssembly module with its JavaScript, which fetches it under the relative name `<name>_bg.wasm`.
pub(crate) struct Bundle {
    /// An ES module whose default export starts the WebAssembly.
    pub(crate) js: String,
    /// The WebAssembly.
    pub(crate) wasm: Vec<u8>,
}

/// Generates the bindings of a module that cargo made.
pub(crate) fn bindings(wasm: &Path, name: &str) -> Result<Bundle> {
    generate(wasm, name, false)
}

/// The module as it is shipped, except that its functions still have their names.
pub(crate) fn named_module(wasm: &Path) -> Result<Vec<u8>> {
    Ok(generate(wasm, "named", true)?.wasm)
}

fn generate(wasm: &Path, name: &str, with_names: bool) -> Result<Bundle> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(!with_names)
        .demangle(false)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("no bindings could be generated for {}", wasm.display()))?;
    ensure!(
        output.local_modules().is_empty() && output.snippets().values().all(Vec::is_empty),
        "{name} imports JavaScript of its own, which the build does not place among the assets",
    );
    let module = output.wasm_mut();
    let mut short = HashMap::new();
    for (i, import) in module.imports.iter_mut().enumerate() {
        shorten(&mut import.name, &["__wbg_", "__wbindgen_generic_"], format!("i_{i}"), &mut short);
    }
    for (i, export) in module.exports.iter_mut().enumerate() {
        shorten(&mut export.name, &["_ZN"], format!("e_{i}"), &mut short);
    }
    let wasm = module.emit_wasm();
    Ok(Bundle { js: renamed(output.js(), &short), wasm })
}

/// Gives a name between WebAssembly and JavaScript that is made with a hash a short one: a hundred hashes, each in both
/// files, are two kilobytes that nothing compresses.
fn shorten(name: &mut String, kinds: &[&str], to: String, short: &mut HashMap<String, String>) {
    if kinds.iter().any(|kind| name.starts_with(kind)) {
        short.insert(std::mem::replace(name, to.clone()), to);
    }
}

/// A script with other names in the places of some.
fn renamed(js: &str, names: &HashMap<String, String>) -> String {
    let is_part_of_a_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(js.len());
    // Each piece is a word, perhaps of no letters, and the one character behind it.
    for piece in js.split_inclusive(|c| !is_part_of_a_name(c)) {
        let word = piece.trim_end_matches(|c| !is_part_of_a_name(c));
        out.push_str(names.get(word).map_or(word, String::as_str));
        out.push_str(&piece[word.len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_with_hashes_are_shortened() {
        let mut short = HashMap::new();
        let mut names = ["__wbg_type_17ee", "__wbindgen_malloc", "__wbg_type_17ee7b"].map(String::from);
        for (i, name) in names.iter_mut().enumerate() {
            shorten(name, &["__wbg_"], format!("i_{i}"), &mut short);
        }
        assert_eq!(names, ["i_0", "__wbindgen_malloc", "i_2"]);
        let js =
            "{\n__wbg_type_17ee: function(arg0) { __wbg_type(wasm.__wbindgen_malloc); },\n__wbg_type_17ee7b: f }\n";
        let expected = "{\ni_0: function(arg0) { __wbg_type(wasm.__wbindgen_malloc); },\ni_2: f }\n";
        assert_eq!(renamed(js, &short), expected);
    }
}
