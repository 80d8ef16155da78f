//! What a machine needs beside cargo, and how it is had: the wasm32 target from rustup.
//!
//! Rust dependencies are Cargo.toml's business.

use std::process::Command;

use anyhow::{Context, Result, bail};

/// The target that the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the standard library for WebAssembly is there, and says so when it has to be fetched.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .context("rustc could not be started")?;
    let libraries = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && std::path::Path::new(&libraries).is_dir() {
        return Ok(());
    }
    eprintln!("The Rust target {WASM_TARGET} is missing; adding it with `rustup target add {WASM_TARGET}`.");
    let added = Command::new("rustup").args(["target", "add", WASM_TARGET]).status().with_context(|| {
        format!("rustup could not be started; install it, or add Rust's standard library for {WASM_TARGET} yourself")
    })?;
    if !added.success() {
        bail!("`rustup target add {WASM_TARGET}` failed");
    }
    Ok(())
}
