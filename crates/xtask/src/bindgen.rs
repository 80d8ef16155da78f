//! From a compiled WebAssembly module to what a browser loads: the module stripped, and the JavaScript beside it.
//!
//! The generator is linked as a library, so its version is the one in Cargo.lock beside wasm-bindgen's own. Names and
//! hashes of the files are given in `assets`.

use std::path::Path;

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
    Ok(Bundle { js: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
