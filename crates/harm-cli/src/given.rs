//! What was given on the command line: a file or a link, and flags over it.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use harm_core::assess;
use harm_core::preset::PRESETS;
use harm_view::number::people;
use harm_wire::{Entries, Given, Key, Question, Request, json, nearest, permalink, query};

use crate::failure::{Failure, warn};

/// Puts together what was given, and says the warnings.
pub(crate) fn values(matches: &ArgMatches) -> Result<Given, Failure> {
    let given = collect(matches)?;
    given.check(Vec::new()).map_err(Failure::Usage)?;
    Ok(given)
}

/// The request that was given to a command that answers these questions; `None` for one that carries the inputs of all.
pub(crate) fn request(matches: &ArgMatches, questions: Option<&[Question]>) -> Result<(Request, Given), Failure> {
    let mut given = collect(matches)?;
    let said = given.warnings.len();
    let request = given.request(questions, people).map_err(Failure::Usage)?;
    given.warnings.iter().skip(said).for_each(|warning| warn(warning));
    Ok((request, given))
}

fn collect(matches: &ArgMatches) -> Result<Given, Failure> {
    let given = match (matches.get_one::<PathBuf>("scenario"), matches.get_one::<String>("link")) {
        (Some(file), _) => from_file(file)?,
        (None, Some(link)) => Given::from_link(link),
        (None, None) => Given::default(),
    };
    let mut flags = Entries::default();
    for key in Key::ALL {
        if let Some(text) = matches.get_one::<String>(key.name()) {
            flags.take(key, text);
        }
    }
    let given = given.with(flags);
    given.warnings.iter().for_each(|warning| warn(warning));
    Ok(given)
}

/// One of two scenarios that are compared.
pub(crate) struct Side {
    /// The title of a named scenario.
    pub(crate) name: Option<String>,
    /// Its inputs.
    pub(crate) request: Request,
    /// What the link has pinned beside it.
    pub(crate) pinned: Option<Request>,
    /// Remarks on the link, not said yet.
    pub(crate) warnings: Vec<String>,
}

/// A scenario by its link, its query, or its name.
pub(crate) fn side(text: &str) -> Result<Side, Failure> {
    let named = query::named(text);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
    if named.is_none() && !text.trim().is_empty() && text.chars().all(is_name) {
        let names = || PRESETS.iter().map(|preset| preset.name);
        let meant = match nearest(text.trim(), names()) {
            Some(name) => format!("; did you mean {name}?"),
            None => format!("; the names are {}", names().collect::<Vec<_>>().join(", ")),
        };
        return Err(Failure::usage(format!(
            "a scenario must be a link, its query or a name, but got \"{text}\"{meant}"
        )));
    }
    let parsed = query::parse(named.as_ref().map_or(text, |(_, query)| query));
    let deaths = assess(&parsed.request.scenario).expected_deaths;
    let mut warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    warnings.extend(permalink::check(&parsed.view, deaths, people));
    let name = named.map(|(preset, _)| String::from(preset.title));
    Ok(Side { name, pinned: query::pinned(&parsed.view), request: parsed.request, warnings })
}

fn from_file(file: &Path) -> Result<Given, Failure> {
    let name = if file == Path::new("-") { "standard input".into() } else { file.to_string_lossy() };
    let read = if file == Path::new("-") {
        let mut text = Vec::new();
        io::stdin().read_to_end(&mut text).map(|_| text)
    } else {
        std::fs::read(file)
    };
    let bytes = read.map_err(|error| Failure::Input { name: name.to_string(), error })?;
    let about = |problem: String| format!("{}: {problem}", crate::failure::printable(&name));
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(about(String::from("this is not UTF-8 text"))))?;
    let input = json::parse(&text).map_err(|problems| Failure::Usage(problems.into_iter().map(about).collect()))?;
    Ok(Given::from_file(input.values, input.notes.into_iter().map(|note| note.message).collect()))
}
