//! The flags of what is shared: the card, the snippets, the link and the citation.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use harm_share::snippet::{HEIGHT, Kind, Options, PICTURE, Theme, WIDTH};
use harm_view::figure::Picture;
use harm_wire::Question;
use harm_wire::edit::Control;
use harm_wire::field::FIELDS;
use harm_wire::permalink::Site;

use super::{ending, with_inputs};
use crate::failure::Failure;

/// The word with which `--inputs` and `--lens` show none.
const NONE: &str = "none";

/// The picture with headline, sum and chart.
pub(crate) const CARD: &str = "card";
/// The picture of two scenarios.
pub(crate) const DIFFERENCE: &str = "difference";

pub(super) fn link() -> Command {
    let command = Command::new("link")
        .about("Print the link to this scenario")
        .after_help(format!(
            "With --site, this prints the whole address. It also contains the result, so that a later version which \
             computes another one says so. Without --site, it prints the query that follows the ? in the page's \
             address.\n\n{}",
            ending(&[
                "expected-harm link --risk 2% --steps 3",
                "expected-harm link --risk 2% --site https://example.org/"
            ])
        ))
        .next_help_heading("Link")
        .arg(site());
    with_inputs(command)
}

pub(super) fn cite() -> Command {
    let command = Command::new("cite")
        .about("Print a quotation of the result with its source, or a BibTeX entry")
        .after_help(ending(&[
            "expected-harm cite --risk 2% --site https://example.org/",
            "expected-harm cite --risk 2% --site https://example.org/ --format bibtex",
        ]))
        .next_help_heading("Citation")
        .arg(site().required(true))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .default_value("text")
                .value_parser(["text", "bibtex"])
                .help("Output format"),
        )
        .arg(
            Arg::new("date")
                .long("date")
                .value_name("YYYY-MM-DD")
                .help("The day you looked at the page [default: today, in universal time]"),
        );
    with_inputs(command)
}

pub(super) fn card() -> Command {
    let pictures: Vec<&str> = [CARD].into_iter().chain(Picture::all().map(Picture::name)).chain([DIFFERENCE]).collect();
    let command = Command::new("card")
        .about("Draw the scenario as a picture for previews and posts")
        .after_help(format!(
            "The card is 1200 × 630 and has the headline, the sum and the chart. Other pictures answer a question, and are \
             as high as they need to be. If the picture goes to a file, its text alternative is printed. A PNG is the same \
             on every machine, because the command brings its own fonts.\n\n{}",
            ending(&[
                "expected-harm card --risk 2% --output card.png",
                "expected-harm card --risk 2% --theme dark > card.svg",
                "expected-harm card --picture pause --risk 2% --pause 12 --output pause.png",
                "expected-harm card --picture difference --pin comment --risk 0.1% --output gap.png",
            ])
        ))
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
                .help("File to write, .svg or .png; - prints SVG"),
        )
        .arg(
            Arg::new("theme")
                .long("theme")
                .value_name("THEME")
                .default_value("light")
                .value_parser(["light", "dark"])
                .help("Colours"),
        )
        .arg(site().help("The site's address, for the foot of the picture"));
    with_inputs(command)
}

pub(super) fn embed() -> Command {
    let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).chain(["all"]).collect();
    let themes = Theme::ALL.map(Theme::name);
    let inputs = FIELDS.iter().map(|field| field.name).chain([Control::ScaleUp.name(), NONE]);
    let lenses = Question::ALL.into_iter().map(Question::name).chain([NONE]);
    let command = Command::new("embed")
        .about("Print embed code for this scenario")
        .after_help(format!(
            "docs/embedding.md lists which platform accepts which kind.\n\n{}",
            ending(&[
                "expected-harm embed --risk 2% --site https://example.org/",
                "expected-harm embed --risk 2% --site https://example.org/ --kind markdown",
                "expected-harm embed --risk 2% --site https://example.org/ --inputs risk,scale-up --lock",
            ])
        ))
        .next_help_heading("Embed")
        .arg(site().required(true))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .default_value("all")
                .value_parser(kinds)
                .help("Kind of code to print; a single kind is printed without a heading, ready to copy"),
        )
        .arg(
            Arg::new("theme")
                .long("theme")
                .value_name("THEME")
                .default_value("auto")
                .value_parser(themes)
                .help("Colours"),
        )
        .arg(pixels("width", format!("Greatest width [default: the available width; frames state {WIDTH}]")))
        .arg(pixels("height", format!("Height of the frame [default: {HEIGHT}, and more if it is narrow]")))
        .arg(names("inputs", "INPUT,…", inputs.collect()).help("Inputs to show [default: all]"))
        .arg(names("lens", "LENS,…", lenses.collect()).help("Questions to show [default: none]"))
        .arg(Arg::new("lock").long("lock").action(ArgAction::SetTrue).help("Make the numbers read-only"))
        .arg(
            Arg::new("image")
                .long("image")
                .value_name("URL")
                .value_hint(ValueHint::Url)
                .help(format!("Address of the picture that `card` drew [default: {PICTURE}, beside the post]")),
        )
        .arg(
            Arg::new("widget")
                .long("widget")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .value_parser(value_parser!(PathBuf))
                .help("The site's widget.html, into which --kind widget puts the scenario"),
        );
    with_inputs(command)
}

pub(super) fn site() -> Arg {
    Arg::new("site")
        .long("site")
        .value_name("URL")
        .value_hint(ValueHint::Url)
        .help("The site's address, for example https://example.org/expected-harm/")
}

fn pixels(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name("PIXELS").value_parser(value_parser!(u32).range(100..=4000)).help(help)
}

fn names(name: &'static str, value_name: &'static str, names: Vec<&'static str>) -> Arg {
    let parser = PossibleValuesParser::new(names);
    // Too many names for a line of help; completions and messages list them.
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
