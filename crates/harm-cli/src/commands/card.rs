//! `card`: the scenario as a picture, drawn by [`harm_view::card`]; as PNG by [`harm_png`].

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use harm_view::card::{self, Theme};
use harm_wire::permalink::Site;

use crate::cli::share::site_of;
use crate::failure::Failure;
use crate::given;
use crate::output::{print, printable};

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let file = matches.get_one::<PathBuf>("output").map_or(Path::new("-"), PathBuf::as_path);
    let form = Form::of(file)?;
    let site = site_of(matches)?;
    let (request, _) = given::request(matches, Some(&[]))?;
    let theme = match matches.get_one::<String>("theme").map(String::as_str) {
        Some("dark") => Theme::Dark,
        _ => Theme::Light,
    };
    let svg = card::card(&request.scenario, site.as_ref().map_or("", Site::for_people), theme);
    let bytes = match form {
        Form::Printed => return print(&svg),
        Form::Svg => svg.into_bytes(),
        Form::Png => png(&svg)?,
    };
    let unwritten = |error| Failure::File { name: file.to_string_lossy().into_owned(), error };
    fs::write(file, bytes).map_err(unwritten)?;
    print(&(card::alternative(&request.scenario) + "\n"))
}

/// Where the picture goes, and as what.
enum Form {
    Printed,
    Svg,
    Png,
}

impl Form {
    fn of(file: &Path) -> Result<Self, Failure> {
        let extension = file.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
        match extension.as_deref() {
            _ if file == Path::new("-") => Ok(Self::Printed),
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            _ => {
                let name = printable(&file.to_string_lossy());
                Err(Failure::usage(format!("output must end in .svg or .png, or be -, but got \"{name}\"")))
            }
        }
    }
}

#[cfg(feature = "png")]
fn png(svg: &str) -> Result<Vec<u8>, Failure> {
    harm_png::render(svg).map_err(Failure::usage)
}

#[cfg(not(feature = "png"))]
fn png(_: &str) -> Result<Vec<u8>, Failure> {
    Err(Failure::usage("this build of the command draws no PNG; write an .svg, or build it with the feature png"))
}
