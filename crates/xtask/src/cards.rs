//! The cards of the site's pages, for the previews of links: drawn by the command `expected-harm card`, as its users do.
//!
//! A PNG takes the better part of a second in the profile that everything native is built with, so the drawn ones are kept
//! between builds.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use crate::{assets::content_hash, cargo};

/// A card as two files.
pub(crate) struct Card {
    pub(crate) svg: Vec<u8>,
    pub(crate) png: Vec<u8>,
}

/// What a card shows.
pub(crate) struct Subject<'a> {
    /// The scenario as a query.
    pub(crate) query: &'a str,
    /// The address at its foot, if any.
    pub(crate) address: Option<String>,
}

/// What draws the cards, and where it keeps them.
pub(crate) struct Artist {
    /// The command `expected-harm`.
    pub(crate) command: PathBuf,
    /// The folder of the drawn ones; those of earlier builds are forgotten.
    pub(crate) kept: PathBuf,
}

/// Draws the cards, several at a time.
pub(crate) fn draw(artist: &Artist, subjects: &[Subject]) -> Result<Vec<Card>> {
    fs::create_dir_all(&artist.kept)?;
    // What a picture looks like depends on what draws it, too.
    let mut renderer = Vec::new();
    for file in ["Cargo.lock", "crates/harm-png/src/lib.rs"] {
        renderer.extend(fs::read(cargo::root().join(file)).with_context(|| format!("{file} is not readable"))?);
    }
    let drawn = subjects.par_iter().enumerate().map(|(at, subject)| one(artist, subject, &renderer, at));
    let (kept, cards): (Vec<_>, Vec<_>) = drawn.collect::<Result<Vec<_>>>()?.into_iter().unzip();
    for entry in fs::read_dir(&artist.kept)? {
        let path = entry?.path();
        if !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(cards)
}

/// Draws a card, or takes the PNG that was drawn of the same SVG. Returns where that is kept as well.
fn one(artist: &Artist, subject: &Subject, renderer: &[u8], at: usize) -> Result<(PathBuf, Card)> {
    let svg = run(&artist.command, subject, None)?;
    let file = artist.kept.join(content_hash(&[&svg, renderer].concat())).with_extension("png");
    if !file.is_file() {
        // Drawn aside first, so that a build that is broken off leaves no half of it; two may be the same picture.
        let unfinished = artist.kept.join(format!("unfinished-{at}.png"));
        run(&artist.command, subject, Some(&unfinished))?;
        fs::rename(&unfinished, &file)?;
    }
    let png = fs::read(&file).with_context(|| format!("{} is not readable", file.display()))?;
    Ok((file, Card { svg, png }))
}

/// What the command prints for a card: the SVG, if it writes no file.
fn run(command: &Path, subject: &Subject, output: Option<&Path>) -> Result<Vec<u8>> {
    let mut command = Command::new(command);
    command.args(["card", "--link", subject.query]);
    if let Some(address) = &subject.address {
        command.args(["--site", address]);
    }
    if let Some(file) = output {
        command.arg("--output").arg(file);
    }
    let output = command.output().context("expected-harm could not be started")?;
    if !output.status.success() {
        bail!("expected-harm drew no card: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
