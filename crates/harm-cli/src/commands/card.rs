//! `card`: the scenario as a picture, drawn by [`harm_view::card`]; as PNG by [`harm_png`].

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use harm_core::assess;
use harm_view::card::{self, Theme};
use harm_view::difference::{Difference, QUESTION};
use harm_view::figure::{self, Picture};
use harm_view::sentence;
use harm_wire::permalink::Site;
use harm_wire::{Question, Request};

use crate::cli::share::{CARD, DIFFERENCE, site_of};
use crate::failure::{Failure, printable, warn};
use crate::given::{self, side};
use crate::output::print;

pub(super) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let file = matches.get_one::<PathBuf>("output").map_or(Path::new("-"), PathBuf::as_path);
    let form = Form::of(file)?;
    let site = site_of(matches)?;
    let wanted = matches.get_one::<String>("picture").map_or(CARD, String::as_str);
    let picture = Picture::all().find(|picture| picture.name() == wanted);
    // What a picture does not show it does not depend on: a flag for it is remarked on.
    let questions: &[Question] = match &picture {
        // The dots of a range are counted on both sides of the limit.
        Some(Picture::Dots | Picture::Of(Question::Belief)) => &[Question::Belief, Question::Acceptable],
        Some(Picture::Of(question)) => &[*question],
        None => &[],
    };
    let (request, given) = given::request(matches, Some(questions))?;
    let theme = match matches.get_one::<String>("theme").map(String::as_str) {
        Some("dark") => Theme::Dark,
        _ => Theme::Light,
    };
    let address = site.as_ref().map_or("", Site::for_people);
    let (svg, alternative) = match picture {
        Some(picture) => question(picture, &request, address, theme),
        None if wanted == DIFFERENCE => difference(matches, &request, given.pinned(), address, theme)?,
        None => (card::card(&request.scenario, address, theme), card::alternative(&request.scenario)),
    };
    if wanted != DIFFERENCE && matches.contains_id("pin") {
        return Err(Failure::usage("--pin is for the picture of a difference: add --picture difference"));
    }
    let bytes = match form {
        Form::Printed => return print(&svg),
        Form::Svg => svg.into_bytes(),
        Form::Png => png(&svg)?,
    };
    let unwritten = |error| Failure::File { name: file.to_string_lossy().into_owned(), error };
    fs::write(file, bytes).map_err(unwritten)?;
    print(&(alternative + "\n"))
}

/// The picture of a question, and its text alternative.
fn question(picture: Picture, request: &Request, address: &str, theme: Theme) -> (String, String) {
    let assessment = assess(&request.scenario);
    let figure = picture.draw(request, &assessment, card::ROOM);
    let answer = picture.answer(request, &assessment);
    let headline = sentence::headline(&request.scenario, &assessment);
    let title = match picture {
        Picture::Dots => [&*headline.number, " ", &headline.what].concat(),
        Picture::Of(question) => question.words().into(),
    };
    let premises = sentence::account(request, &assessment);
    let svg = card::picture((&title, &premises), &answer, figure.as_ref(), address, theme);
    (svg, card::picture_alternative(&answer, figure.as_ref()))
}

/// The picture of the difference between a pinned scenario and this one, and its text alternative.
fn difference(
    matches: &ArgMatches,
    request: &Request,
    pinned: Option<Request>,
    address: &str,
    theme: Theme,
) -> Result<(String, String), Failure> {
    let given = matches.get_one::<String>("pin").map(|text| side(text)).transpose()?;
    let name = given.as_ref().and_then(|side| side.name.clone());
    if let Some(side) = &given {
        side.warnings.iter().for_each(|warning| warn(warning));
    }
    let Some(pinned) = given.map(|side| side.request).or(pinned) else {
        return Err(Failure::usage(
            "a difference is one between two scenarios: add --pin with a link or a name, such as --pin comment",
        ));
    };
    let difference =
        Difference::new([&pinned, request], [name.as_deref().unwrap_or("the pinned scenario"), "this scenario"]);
    let (figure, answer) = (figure::waterfall(&difference, card::ROOM), difference.answer());
    let svg = card::picture((QUESTION, ""), &answer, figure.as_ref(), address, theme);
    Ok((svg, card::picture_alternative(&answer, figure.as_ref())))
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
