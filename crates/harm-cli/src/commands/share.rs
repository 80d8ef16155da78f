//! `link`, `embed` and `cite`: what a writer copies into a post.
//!
//! The texts are those of [`harm_share::snippet`] and [`harm_share::citation`]; here they get the words about the result,
//! and today's date.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anstyle::Style;
use clap::ArgMatches;
use harm_core::assess;
use harm_share::citation::{Date, Quotation};
use harm_share::snippet::{Kind, Options, Shared, bake};
use harm_view::sentence::{Headline, account, headline};
use harm_wire::Request;
use harm_wire::permalink::{self, Site};

use crate::cli::share::{kinds_of, names_of, options_of, site_of};
use crate::failure::{Failure, printable};
use crate::given;
use crate::output::print;

/// The result of a request in the words that stand around a link.
struct Words {
    expected_deaths: f64,
    headline: String,
    sum: String,
}

impl Words {
    fn of(request: &Request) -> Self {
        let scenario = &request.scenario;
        let assessment = assess(scenario);
        let Headline { number, what } = headline(scenario, &assessment);
        Self {
            expected_deaths: assessment.expected_deaths,
            headline: [&*number, " ", &what].concat(),
            sum: account(request, &assessment),
        }
    }
}

/// Prints the query of the scenario, or its permalink on a site.
pub(super) fn link(matches: &ArgMatches) -> Result<(), Failure> {
    let site = site_of(matches)?;
    let (request, _) = given::request(matches, None)?;
    let link = match site {
        Some(site) => permalink::write(&site, &request, assess(&request.scenario).expected_deaths),
        None => harm_wire::query::write(&request),
    };
    print(&(link + "\n"))
}

/// Prints a quotation with its source.
pub(super) fn cite(matches: &ArgMatches) -> Result<(), Failure> {
    let site = required_site(matches)?;
    let date = match matches.get_one::<String>("date") {
        Some(text) => Date::read(text).ok_or_else(|| {
            Failure::usage(format!("date must be a day such as 2026-11-23, but got \"{}\"", printable(text)))
        })?,
        None => today(),
    };
    let (request, _) = given::request(matches, None)?;
    let Words { expected_deaths, headline, sum } = Words::of(&request);
    let query = permalink::query(&request, expected_deaths);
    let quotation = Quotation { site: &site, headline: &headline, sum: &sum, query: &query, date };
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("bibtex") => print(&quotation.bibtex()),
        _ => print(&(quotation.text() + "\n")),
    }
}

/// Prints the snippets that were asked for.
pub(super) fn embed(matches: &ArgMatches) -> Result<(), Failure> {
    let site = required_site(matches)?;
    let kinds = kinds_of(matches);
    let widget = matches.get_one::<PathBuf>("widget").map(|file| read_widget(file)).transpose()?;
    let (inputs, lenses) = (names_of(matches, "inputs"), names_of(matches, "lens"));
    let options = options_of(matches, &inputs, &lenses);
    let (request, _) = given::request(matches, None)?;
    if let [kind] = kinds[..] {
        return print(&(snippet(kind, &site, &request, &options, widget.as_deref())? + "\n"));
    }
    let bold = Style::new().bold();
    let mut text = String::new();
    for kind in kinds {
        let snippet = match kind {
            // A megabyte is for a file or the clipboard, not to be read between the others.
            Kind::Widget => String::from(
                "The site's file widget.html with the scenario in it: add --kind widget --widget dist/widget.html",
            ),
            kind => snippet(kind, &site, &request, &options, None)?,
        };
        let gap = if text.is_empty() { "" } else { "\n" };
        let first = match kind {
            Kind::Image if options.image.is_none() => " (upload what `card` draws first, and put its address into src)",
            _ => "",
        };
        let title = format!("{gap}{bold}{}{bold:#}: {}{first}\n", kind.label(), kind.platforms());
        text.push_str(&title);
        text.push_str(&snippet);
        text.push('\n');
    }
    print(&text)
}

fn snippet(
    kind: Kind,
    site: &Site,
    request: &Request,
    options: &Options<'_>,
    widget: Option<&str>,
) -> Result<String, Failure> {
    let Words { expected_deaths, headline, sum } = Words::of(request);
    let shared = Shared { site, request, expected_deaths, headline: &headline, sum: &sum };
    match (kind, widget) {
        (Kind::Widget, Some(widget)) => Ok(bake(widget, &shared.scenario(options))),
        (Kind::Widget, None) => {
            Err(Failure::usage("--kind widget needs the file that the scenario goes into: --widget dist/widget.html"))
        }
        _ => Ok(shared.snippet(kind, options)),
    }
}

fn read_widget(file: &Path) -> Result<String, Failure> {
    let name = file.to_string_lossy();
    let bytes = std::fs::read(file).map_err(|error| Failure::Input { name: name.to_string(), error })?;
    String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{}: this is not UTF-8 text", printable(&name))))
}

/// The site of a command that cannot do without; that it is there is seen to by the flags.
fn required_site(matches: &ArgMatches) -> Result<Site, Failure> {
    site_of(matches)?.ok_or_else(|| Failure::usage("--site must be given"))
}

/// Today, in universal time; 1970 on a machine whose clock is before it.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::of_unix_day(seconds / (24 * 60 * 60))
}
