//! The flags of what is shared: the card, the snippets, the link and the citation.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use harm_share::snippet::{HEIGHT, Kind, Options, PICTURE, Theme, WIDTH};
use harm_view::figure::Picture;
use harm_view::section::Section;
use harm_wire::edit::Control;
use harm_wire::field::FIELDS;
use harm_wire::permalink::Site;

use super::model;
use crate::failure::Failure;

/// What stands in `--inputs` and `--lens` for nothing of the kind.
const NONE: &str = "none";

/// The picture with headline, sum and chart.
pub(crate) const CARD: &str = "card";
/// The picture of two scenarios.
pub(crate) const DIFFERENCE: &str = "difference";

pub(super) fn link() -> Command {
    model(Command::new("link"))
        .about("Print the link to the scenario")
        .after_help(
            "With --site it is the whole address, which carries the result as well: a later version that computes \
             something else says so. Without, it is the query alone, to put behind the ? of the page's address.",
        )
        .next_help_heading("Link")
        .arg(site())
}

pub(super) fn cite() -> Command {
    model(Command::new("cite"))
        .about("Print the result as a quotation with its source, or as an entry for BibTeX")
        .next_help_heading("Citation")
        .arg(site().required(true))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .default_value("text")
                .value_parser(["text", "bibtex"])
                .help("How to write it"),
        )
        .arg(
            Arg::new("date")
                .long("date")
                .value_name("YYYY-MM-DD")
                .help("The day on which it was looked at [default: today, in universal time]"),
        )
}

pub(super) fn card() -> Command {
    let pictures: Vec<&str> = [CARD].into_iter().chain(Picture::ALL.map(Picture::name)).chain([DIFFERENCE]).collect();
    model(Command::new("card"))
        .about("Draw the scenario as a picture for previews and posts: headline, sum and chart, or the answer to a question")
        .after_help(
            "The picture's text alternative is printed when the picture goes to a file. The same scenario is the same \
             picture on every machine: a PNG is drawn with fonts of the command's own.",
        )
        .next_help_heading("Picture")
        .arg(
            Arg::new("picture")
                .long("picture")
                .value_name("PICTURE")
                .default_value(CARD)
                .value_parser(pictures)
                .help("What to draw: the card, the dots that stand for the risk, a question, or the difference to --pin"),
        )
        .arg(
            Arg::new("pin")
                .long("pin")
                .value_name("LINK")
                .value_hint(ValueHint::Url)
                .allow_hyphen_values(true)
                .help("The scenario from which the difference leads to this one: a link, its query or a name"),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("FILE")
                .default_value("-")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf))
                .help("Where to write it, as .svg or .png; - is standard output, as SVG"),
        )
        .arg(
            Arg::new("theme")
                .long("theme")
                .value_name("THEME")
                .default_value("light")
                .value_parser(["light", "dark"])
                .help("Its colours"),
        )
        .arg(site().help("Address of the site, to stand at the foot of the picture"))
}

pub(super) fn embed() -> Command {
    let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).chain(["all"]).collect();
    let themes = Theme::ALL.map(Theme::name);
    let inputs = FIELDS.iter().map(|field| field.name).chain([Control::ScaleUp.name(), NONE]);
    let lenses = Section::ALL.into_iter().map(Section::name).chain([NONE]);
    model(Command::new("embed"))
        .about("Print what puts the calculator with this scenario into a post")
        .after_help("docs/embedding.md says which platform takes what.")
        .next_help_heading("Embed")
        .arg(site().required(true))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .default_value("all")
                .value_parser(kinds)
                .help("What to print; one kind is printed without its name, to be copied as it is"),
        )
        .arg(
            Arg::new("theme")
                .long("theme")
                .value_name("THEME")
                .default_value("auto")
                .value_parser(themes)
                .help("Its colours"),
        )
        .arg(pixels("width", format!("Its greatest width [default: the room that there is; a frame states {WIDTH}]")))
        .arg(pixels("height", format!("The height of its frame [default: {HEIGHT}, and more where it is narrow]")))
        .arg(names("inputs", "INPUT,…", inputs.collect()).help("The inputs to show [default: its own choice]"))
        .arg(names("lens", "LENS,…", lenses.collect()).help("The questions to show [default: its own choice]"))
        .arg(
            Arg::new("lock")
                .long("lock")
                .action(ArgAction::SetTrue)
                .help("Keep the numbers as they are: readers see them and cannot change them"),
        )
        .arg(
            Arg::new("image")
                .long("image")
                .value_name("URL")
                .value_hint(ValueHint::Url)
                .help(format!("Where the picture is that `card` drew [default: {PICTURE}, beside the post]")),
        )
        .arg(
            Arg::new("widget")
                .long("widget")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf))
                .help("The built site's widget.html, for the kind widget, which is this file with the scenario in it"),
        )
}

pub(super) fn site() -> Arg {
    Arg::new("site")
        .long("site")
        .value_name("URL")
        .value_hint(ValueHint::Url)
        .help("Address of the site: https://example.org/expected-harm/")
}

fn pixels(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name("PIXELS").value_parser(value_parser!(u32).range(100..=4000)).help(help)
}

fn names(name: &'static str, value_name: &'static str, names: Vec<&'static str>) -> Arg {
    let parser = PossibleValuesParser::new(names);
    // There are too many for a line of help; completions and messages have them.
    Arg::new(name)
        .long(name)
        .value_name(value_name)
        .value_delimiter(',')
        .action(ArgAction::Append)
        .hide_possible_values(name == "inputs")
        .value_parser(parser)
}

/// The site that was named, if one was.
pub(crate) fn site_of(matches: &ArgMatches) -> Result<Option<Site>, Failure> {
    let address = matches.get_one::<String>("site");
    address.map(|address| Site::new(address)).transpose().map_err(|error| Failure::usage(error.to_string()))
}

/// The kinds of snippet that were asked for.
pub(crate) fn kinds_of(matches: &ArgMatches) -> Vec<Kind> {
    let asked = matches.get_one::<String>("kind").map_or("all", String::as_str);
    Kind::ALL.into_iter().filter(|kind| asked == "all" || asked == kind.name()).collect()
}

/// The names that were listed.
pub(crate) fn names_of<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    matches.get_many::<String>(name).unwrap_or_default().map(String::as_str).collect()
}

/// The options of an embed, with the names that were listed.
pub(crate) fn options_of<'a>(matches: &'a ArgMatches, inputs: &'a [&'a str], lenses: &'a [&'a str]) -> Options<'a> {
    let theme = matches.get_one::<String>("theme");
    Options {
        theme: Theme::ALL.into_iter().find(|t| theme.is_some_and(|name| name == t.name())).unwrap_or_default(),
        width: matches.get_one("width").copied(),
        height: matches.get_one("height").copied(),
        inputs,
        lenses,
        lock: matches.get_flag("lock"),
        image: matches.get_one::<String>("image").map(String::as_str),
        ..Options::default()
    }
}
