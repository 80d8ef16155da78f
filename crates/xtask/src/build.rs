//! The build of the site: compile, prerender, gather, write. The parts stand in modules of their own; here is their
//! order, and how the finished site gets into place.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::json;

use crate::{
    article,
    assets::{self, Files, content_hash, file_name, filled, linked},
    bindgen,
    cards::Artist,
    cargo, headers, minify, packages,
    pages::{self, Links, Templates},
    scenarios::{self, Prerendered},
    sizes, sources,
    widget::{self, quoted, with_module, with_style},
    worker,
};

/// The selection of packages and features for everything that is compiled for this machine: always the same one, so
/// that the dependencies have the same features and are compiled once. This program itself is compiled before it can
/// select anything, and would bring its dependencies in with other features.
pub(crate) const EVERYTHING_NATIVE: [&str; 3] = ["--workspace", "--exclude=xtask", "--features=expected-harm-web/ssr"];

/// The module for other programs, which the page asks for some things too.
const CORE: &str = "expected-harm-core.js";

/// The folder of the built site.
pub(crate) fn dist() -> PathBuf {
    cargo::root().join("dist")
}

/// Builds the site with the address of a host that does not exist, into a folder of the build's own, unless that was built
/// from exactly these sources: what the site says to other sites can then be tested on any machine.
pub(crate) fn build_published() -> Result<()> {
    let folder = cargo::scratch().join("published");
    if is_current(&folder)? { Ok(()) } else { build_into(&folder, Some("https://example.org/expected-harm/")) }
}

/// Builds the site into `dist`, unless it was built from exactly these sources, whatever address it was built for.
pub(crate) fn build_if_changed() -> Result<()> {
    if is_current(&dist())? {
        println!("The page is built already, and no source file has changed since.");
        return Ok(());
    }
    build(None)
}

/// Whether a folder has the site as it is built from exactly these sources.
fn is_current(folder: &Path) -> Result<bool> {
    let stamp = fs::read_to_string(stamp_file(folder)).unwrap_or_default();
    Ok(folder.join("index.html").is_file() && stamp == sources::fingerprint()?)
}

/// Builds the site into `dist`. Its own address, where that is known, is in what it tells other sites about its pages.
pub(crate) fn build(site: Option<&str>) -> Result<()> {
    build_into(&dist(), site)
}

fn build_into(folder: &Path, site: Option<&str>) -> Result<()> {
    let began = Instant::now();
    let is_dist = folder == dist();
    if let Some(site) = site {
        // Before the minutes that compiling may take; the prerenderer looks at the rest of it.
        ensure!(
            site.starts_with("https://") || site.starts_with("http://"),
            "--site must be an address that begins with https:// or http://, but got \"{site}\""
        );
    }
    let _lock = lock()?;
    let fingerprint = sources::fingerprint()?;
    packages::ensure_wasm_target()?;

    println!(
        "Compiling the page and the module to WebAssembly, and for this machine what draws its HTML and pictures."
    );
    let flags = cargo::flags_against_machine_paths()?;
    let (app, module, programs) = thread::scope(|scope| {
        // The programs share no build folder with the page, so they compile during its long last link.
        let programs = ["--bin=prerender", "--bin=expected-harm"];
        let programs = scope.spawn(move || cargo::build(&[&programs[..], &EVERYTHING_NATIVE].concat(), &[]));
        let app = cargo::build(&to_wasm(&["--package=expected-harm-web", "--bin=app", "--features=csr"]), &flags)?;
        // On its own, or its dependencies would bring their features into the page.
        let module = cargo::build(&to_wasm(&["--package=expected-harm-module"]), &flags)?;
        let programs = programs.join().map_err(|_| anyhow!("the thread that waits for cargo panicked"))??;
        anyhow::Ok((app, module, programs))
    })?;
    refuse_number_conversions(&fs::read(&app)?)?;
    let program = |name: &str| programs.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));

    println!("Generating the bindings and writing dist/.");
    let root = cargo::root();
    let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("{path} is not readable"));
    let site: Vec<&str> = site.into_iter().collect();
    let prerendered = Prerendered::read(&cargo::output_of(&program("prerender"), &site)?)?;
    let mut files = Files::new();
    let style_source = assets::style(&root.join("web/style"))?;
    let style = assets::add(&mut files, "style", "css", style_source.clone());
    let icon = assets::add(&mut files, "icon", "svg", read("web/icon.svg")?);
    let core = assets::add_bundle(&mut files, "core", bindgen::bindings(&module, "core")?)?;
    let paths = [("core.js", &*core.bindings), ("core_bg.wasm", &*core.wasm)];
    files.insert(CORE.to_owned(), minify::js(&linked(&read("web/module/expected-harm-core.js")?, &paths)?).into());
    let types = read("web/module/expected-harm-core.d.ts")? + prerendered.types()?;
    files.insert("expected-harm-core.d.ts".to_owned(), types.into());
    // The module keeps its name for ever; our own scripts ask for the version that they were made with.
    let core = format!("{CORE}?{}", content_hash(&files[CORE]));
    let with_core = |script: &str| filled(script, &[(quoted(CORE), quoted(&core))]);
    let common = with_core(&read("web/common.js")?)?;
    let share = with_module(&with_core(&read("web/share.js")?)?, "./export.js", &read("web/export.js")?)?;
    let share = with_style(&share, "./share.css", &minify::css(&read("web/share.css")?))?;
    let share = assets::add(&mut files, "share", "js", minify::js(&share));
    let app = assets::add_bundle(&mut files, "app", bindgen::bindings(&app, "app")?)?;
    let boot = with_module(&read("web/boot.js")?, "./common.js", &common)?;
    let paths = [("app.js", &app.bindings), ("app_bg.wasm", &app.wasm), ("share.js", &share)];
    let boot = linked(&boot, &paths.map(|(name, path)| (name, file_name(path))))?;
    let boot = assets::add(&mut files, "boot", "js", minify::js(&boot));
    let offer = read("web/offer.js")?;
    let embed_source = with_module(&read("web/embed.js")?, "./offer.js", &offer)?;
    let embed = assets::add(&mut files, "embed", "js", minify::js(&embed_source));
    let templates = Templates::new(&Links { style: &style, icon: &icon, boot: &boot, app: &app, embed: &embed });
    let artist = Artist { command: program("expected-harm"), kept: kept(folder, "cards") };
    scenarios::add(&mut files, &prerendered, &templates, &artist)?;
    for (path, template, context) in [
        ("embed/index.html", "web/embed.html", prerendered.embed("embed")?),
        ("methods/index.html", "web/article.html", json!({ "html": article::body(&read("METHODS.md")?) })),
    ] {
        files.insert(path.to_owned(), templates.page(path, template, context)?.into_bytes());
    }
    // As it is in the repository, but on this site, wherever that is.
    let example = read("web/example.html")?.replace("https://example.org/expected-harm/", "../");
    let example = example.replacen("<head>", &format!("<head><script>{}</script>", pages::first()), 1);
    files.insert(headers::EXAMPLE.to_owned(), example.into_bytes());
    let element = with_module(&read("web/element.js")?, "./common.js", &common)?;
    let element = with_style(&element, "./style.css", &widget::for_a_shadow_root(&style_source)?)?;
    let element = linked(&element, &[("app.js", &app.bindings), ("share.js", &share)])?;
    files.insert("expected-harm.js".to_owned(), minify::js(&element).into());
    let script = with_module(&read("web/widget.js")?, "./offer.js", &offer)?;
    let widget = widget::widget(widget::Parts {
        templates: &templates,
        script: &with_module(&script, "./common.js", &common)?,
        embed: &embed_source,
        app: &app,
        wasm: &files[&app.wasm],
        style: &style_source,
        prerendered: prerendered.embed("widget")?,
    })?;
    files.insert("widget.html".to_owned(), widget.into_bytes());
    // What the page asks for when a reader does.
    let mut later = vec![icon.clone(), share.clone(), core];
    later.extend(files.keys().filter(|path| path.starts_with("assets/core")).cloned());
    let later: Vec<&str> = later.iter().map(String::as_str).collect();
    worker::add(&mut files, &read("web/service-worker.js")?, &later)?;
    let rules = headers::file(files.keys().map(String::as_str), prerendered.site());

    let mut site = files.clone();
    site.insert("_headers".to_owned(), rules.into_bytes());
    put_in_place(&site, folder)?;
    fs::write(stamp_file(folder), fingerprint)?;
    if is_dist {
        sizes::print(&files)?;
        sizes::forget_others(&files)?;
    }
    if prerendered.site().is_none() {
        println!(
            "Without --site and the site's address, its pages tell other sites nothing that has to be an absolute address: \
             no canonical link, no oEmbed, no picture for previews."
        );
    }
    println!("Built {} in {:.1} s.", folder.display(), began.elapsed().as_secs_f64());
    Ok(())
}

/// Fails when the page contains the standard library's conversions between floats and text, which are a tenth of its
/// bytes. A `format!` or a `parse` of a float brings them in, and so does `f64::clamp`, for its panic.
fn refuse_number_conversions(wasm: &[u8]) -> Result<()> {
    for (code, what) in [("flt2dec", "float to text"), ("dec2flt", "text to float")] {
        ensure!(
            !wasm.windows(code.len()).any(|bytes| bytes == code.as_bytes()),
            "the page contains Rust's conversion from {what}; use harm-wire's digits, and `cargo xtask size` to find it"
        );
    }
    Ok(())
}

/// The arguments for cargo that compile something for the browser.
pub(crate) fn to_wasm<'a>(what: &[&'a str]) -> Vec<&'a str> {
    let how = ["--target", packages::WASM_TARGET, "--profile=web"];
    [what, &how].concat()
}

/// Writes the site aside and then swaps it in, so that nobody is ever served half of it.
fn put_in_place(site: &Files, folder: &Path) -> Result<()> {
    // Removed at the end, with the former site in it.
    let aside = tempfile::tempdir_in(cargo::scratch())?;
    let fresh = aside.path().join("fresh");
    for (path, content) in site {
        let path = fresh.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&fresh))?;
        fs::write(&path, content).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if folder.exists() {
        fs::rename(folder, aside.path().join("stale"))
            .with_context(|| format!("{} cannot be moved", folder.display()))?;
    }
    fs::rename(&fresh, folder).with_context(|| format!("{} cannot be put in place", folder.display()))
}

/// Two builds at once would write over each other. The lock is let go of when the file is closed, even by a crash.
fn lock() -> Result<File> {
    fs::create_dir_all(cargo::scratch())?;
    let file = File::create(cargo::scratch().join("build.lock"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("Another build of the page is running; waiting for it.");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context("the build cannot be locked"),
    }
    Ok(file)
}

/// Where it is written down which sources a folder was built from.
fn stamp_file(folder: &Path) -> PathBuf {
    kept(folder, "built-from")
}

/// What is kept between builds of a folder, by its kind.
fn kept(folder: &Path, kind: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    cargo::scratch().join(format!("{kind}-{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_of_numbers_are_refused() {
        assert!(refuse_number_conversions(b"core::num::fmt").is_ok());
        let error = refuse_number_conversions(b"core::num::flt2dec::strategy").unwrap_err();
        assert!(error.to_string().contains("float to text"), "{error}");
    }
}
