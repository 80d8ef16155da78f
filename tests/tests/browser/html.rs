//! The HTML of the site, held against html-validate's recommended rules: as it is written, and as the page makes it
//! with everything open.
//!
//! What a browser writes of a page spells out attributes that are on or off, so those two rules of style do not apply
//! to it (`html/live.json`).

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use acceptance::{Page, Result, node_packages, repository};
use anyhow::{Context, ensure};
use harm_core::preset::PRESETS;

use crate::open_everything;

acceptance::tests! {
    Except(&[Firefox, WebKit], "a rule about the document, which is the same in every engine") => [
        the_page_is_valid_with_everything_open,
    ],
    Once => [
        every_page_of_the_site_is_valid_as_it_is_written,
    ],
}

fn validate(rules: &str, files: &[PathBuf]) -> Result<()> {
    let program = node_packages()?.join("html-validate/bin/html-validate.mjs");
    let rules = repository().join("tests/html").join(rules);
    let output = Command::new("node").arg(program).arg("--config").arg(rules).args(files).output()?;
    let complaints = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    ensure!(output.status.success(), "html-validate:\n{complaints}");
    Ok(())
}

/// All HTML files of a folder and the folders in it.
fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    Ok(found)
}

fn every_page_of_the_site_is_valid_as_it_is_written() -> Result<()> {
    let pages = pages(&repository().join("dist"))?;
    assert!(pages.len() > PRESETS.len(), "{pages:?}");
    validate("written.json", &pages)
}

fn the_page_is_valid_with_everything_open() -> Result<()> {
    let page = Page::open("?risk=2&colour=red&show=table&belief=beta&weight=4")?;
    open_everything(&page)?;
    let html = page.run("return '<!DOCTYPE html>\\n' + document.documentElement.outerHTML", &[])?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.html");
    fs::write(&file, html.as_str().context("the page has no HTML")?)?;
    validate("live.json", &[file])
}
