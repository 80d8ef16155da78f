//! What is given out: the site, the widget, the packages for crates.io and npm, gathered in `target/release-files`.
//!
//! Nothing is published here. The packages are checked as a stranger would meet them: each crate is compiled from its
//! own archive, and the npm package is installed from its own into an empty folder, run under Node, and held to the
//! command's document and to its types.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::{
    assets::content_hash,
    build::{self, EVERYTHING_NATIVE},
    cargo, python,
};

/// The crates that are meant for others, in the order in which they need each other.
const CRATES: [&str; 7] = ["harm-core", "harm-wire", "harm-columns", "harm-png", "harm-view", "harm-share", "harm-cli"];

/// The compiler of the types' test.
const TYPESCRIPT: &str = "typescript@5.9.3";

/// A link for the test of the module: an uncertain risk, a lens, a slip.
const LINK: &str = "v=1&belief=log-normal&low=0.0001&high=0.1&steps=10&pause=6&colour=red";

/// Builds, packs and checks everything.
pub(crate) fn release() -> Result<()> {
    let files = cargo::root().join("target").join("release-files");
    if files.exists() {
        fs::remove_dir_all(&files)?;
    }
    fs::create_dir_all(&files)?;

    build::build_if_changed()?;
    copy(&build::dist(), &files.join("site"), |_| true)?;
    fs::copy(build::dist().join("widget.html"), files.join("expected-harm-widget.html"))?;

    println!("\nPacking the crates, and compiling each from its archive.");
    let repository = repository(env::var("REPOSITORY").ok())?;
    let mut package = cargo::cargo(["package", "--locked", "--allow-dirty", "--target-dir"]);
    let sources = sources(&repository)?;
    package.arg(target()?).current_dir(sources.path());
    for name in CRATES {
        package.arg(format!("--package={name}"));
    }
    run(&mut package)?;
    for name in CRATES {
        let archive = format!("{name}-{}.crate", env!("CARGO_PKG_VERSION"));
        let packed = target()?.join("package").join(&archive);
        fs::copy(&packed, files.join(&archive)).with_context(|| format!("cargo packed no {archive}"))?;
    }

    println!("\nPacking the module for npm, and trying it under Node.");
    let package = npm_folder(&repository)?;
    run(npm(&["pack", "--silent", "--pack-destination"], package.path()).arg(&files))?;
    let archive = files.join(format!("expected-harm-core-{}.tgz", env!("CARGO_PKG_VERSION")));
    try_under_node(&archive)?;

    if python::is_there() {
        println!("\nPacking the Python package, and installing its wheel and its source.");
        python::release(&files)?;
    } else {
        println!("\nThe Python package is left out: its wheel needs Python 3.11 or later.");
    }

    println!("\n{}:", files.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(&files)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        let content = fs::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("  {name:36} {:>9} bytes  sha256 {}…", content.len(), content_hash(&content));
    }
    println!("  site/{:31} as dist/", "");
    Ok(())
}

/// The repository's address in Cargo.toml, until somebody gives another one.
const PLACEHOLDER: &str = env!("CARGO_PKG_REPOSITORY");

/// The address that the packages give for their repository.
fn repository(given: Option<String>) -> Result<String> {
    let Some(given) = given else {
        println!("The packages name {PLACEHOLDER} as their repository: set REPOSITORY to its address to publish them.");
        return Ok(PLACEHOLDER.to_owned());
    };
    let plain = given.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
    ensure!(
        given.starts_with("https://") && plain,
        "REPOSITORY must be an address that begins with https://, but got \"{given}\""
    );
    Ok(given)
}

/// A copy of the sources whose manifest has the repository's address. Cargo puts no variables into a manifest.
fn sources(repository: &str) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let made = ["target", "dist", "node_modules", ".git"].map(OsStr::new);
    copy(&cargo::root(), folder.path(), |path| !path.file_name().is_some_and(|name| made.contains(&name)))?;
    let manifest = folder.path().join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    ensure!(text.matches(PLACEHOLDER).count() == 1, "Cargo.toml does not have {PLACEHOLDER} once");
    fs::write(manifest, text.replace(PLACEHOLDER, repository))?;
    Ok(folder)
}

/// Puts the files of the npm package together.
fn npm_folder(repository: &str) -> Result<TempDir> {
    let package = tempfile::tempdir()?;
    let folder = package.path();
    // The module, and of the site's assets those that belong to it.
    let is_ours = |path: &Path| {
        let path = path.to_string_lossy().replace('\\', "/");
        path == "assets" || path.starts_with("expected-harm-core") || path.starts_with("assets/core")
    };
    copy(&build::dist(), folder, is_ours)?;
    let root = cargo::root();
    for (from, to) in [
        ("web/module/npm/node.js", "node.js"),
        ("web/module/npm/README.md", "README.md"),
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
    ] {
        fs::copy(root.join(from), folder.join(to)).with_context(|| format!("{from} cannot be copied"))?;
    }
    // As text: the order of the conditions under "exports" is the order in which they are tried.
    let (manifest, version) =
        (fs::read_to_string(root.join("web/module/npm/package.json"))?, env!("CARGO_PKG_VERSION"));
    let version_and_repository =
        format!("\"{version}\",\n  \"repository\": {{ \"type\": \"git\", \"url\": \"git+{repository}.git\" }}");
    ensure!(manifest.contains("\"0.0.0\""), "the package's manifest has no version to replace");
    fs::write(folder.join("package.json"), manifest.replace("\"0.0.0\"", &version_and_repository))?;
    Ok(package)
}

/// Installs the archive into an empty folder, and holds what it does there to the command, and to its own types.
fn try_under_node(archive: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    fs::write(folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    run(npm(&["install", "--no-audit", "--no-fund", "--ignore-scripts", TYPESCRIPT], folder).arg(archive))?;

    fs::write(
        folder.join("try.ts"),
        "import init, { assess, assessJson, countries, wasm } from \"expected-harm-core\";\n\
         await init();\n\
         if (!wasm.pathname.endsWith(\".wasm\")) throw new Error(String(wasm));\n\
         if (countries().length < 200) throw new Error(`${countries().length} countries`);\n\
         if (assess(\"\").assessment.expected_deaths !== 8e7) throw new Error(\"other numbers\");\n\
         process.stdout.write(assessJson(process.argv[2]));\n",
    )?;
    fs::copy(cargo::root().join("tests/types/module.mts"), folder.join("module.mts"))?;
    // Of Node's own types only what is used here.
    fs::write(
        folder.join("node.d.ts"),
        "declare const process: { argv: string[]; stdout: { write(text: string): void } };\n",
    )?;
    let compiler = folder.join("node_modules/typescript/bin/tsc");
    let options = [
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--lib",
        "es2022,dom",
        "try.ts",
        "module.ts",
        "node.d.ts",
    ];
    run(Command::new("node").arg(compiler).args(options).current_dir(folder))?;

    let node = Command::new("node").args(["try.js", LINK]).current_dir(folder).output()?;
    ensure!(node.status.success(), "the module fails under Node: {}", String::from_utf8_lossy(&node.stderr));
    let command = cargo::build(&[&["--bin=expected-harm"], &EVERYTHING_NATIVE[..]].concat(), &[])?;
    let printed = cargo::output_of(&command, &["assess", "--link", LINK, "--lens", "all", "--format", "json"])?;
    ensure!(node.stdout == printed.as_bytes(), "the module's document is not the command's");
    println!("The module gives the command's document, byte for byte, and its types hold.");
    Ok(())
}

/// Copies the files of a folder whose relative paths are wanted. Links are followed: the files they name belong there.
pub(crate) fn copy(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) -> Result<()> {
    let relative = |path: &Path| path.strip_prefix(from).unwrap_or(path).to_path_buf();
    let entries = WalkDir::new(from).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || wanted(&relative(entry.path()))) {
        let entry = entry?;
        let copy = to.join(relative(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(copy)?;
        } else {
            fs::copy(entry.path(), copy).with_context(|| format!("{} cannot be copied", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Cargo's own build folder.
fn target() -> Result<PathBuf> {
    let metadata = cargo::cargo(["metadata", "--format-version=1", "--no-deps"]).output()?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout).context("cargo's metadata is not JSON")?;
    metadata["target_directory"].as_str().map(PathBuf::from).context("cargo has no build folder")
}

fn npm(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder);
    command
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_the_given_address_or_the_placeholder() {
        let given = |text: &str| repository(Some(text.to_owned())).ok();
        assert_eq!(
            given("https://forge.example/somebody/harm").as_deref(),
            Some("https://forge.example/somebody/harm")
        );
        for wrong in ["", "forge.example/harm", "https://x\"\nlicense = \"none", "https://x y"] {
            assert_eq!(given(wrong), None, "{wrong}");
        }
        assert_eq!(repository(None).ok().as_deref(), Some(PLACEHOLDER));
        // The one place that a release replaces.
        let manifest = fs::read_to_string(cargo::root().join("Cargo.toml")).unwrap();
        assert_eq!(manifest.matches(PLACEHOLDER).count(), 1);
    }
}
