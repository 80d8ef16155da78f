//! What was given: a file or a link, and flags over it.
//!
//! A file and flags are somebody's present work: what is wrong in them is an error. A link was made by somebody else
//! at another time: what is wrong in it is left out with a warning, as on the page.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use harm_core::assess;
use harm_core::preset::PRESETS;
use harm_view::number::people;
use harm_wire::inputs::unused;
use harm_wire::{Entries, FieldError, Key, Question, Request, Values, json, nearest, permalink, query};

use crate::failure::{Failure, warn};

/// The values that were given, and what should be said about them beside the result.
pub(crate) struct Given {
    /// The values.
    pub(crate) values: Values,
    /// Those of them that were flags.
    pub(crate) flags: Values,
    /// What a link said that belongs to the page.
    view: Vec<(String, String)>,
    /// Remarks for standard error and for the document; they have been said when a caller sees them.
    pub(crate) warnings: Vec<String>,
}

impl Given {
    /// The scenario that a link has pinned beside its own.
    pub(crate) fn pinned(&self) -> Option<Request> {
        query::pinned(&self.view)
    }
}

/// Puts together what was given, and says the warnings.
pub(crate) fn values(matches: &ArgMatches) -> Result<Given, Failure> {
    let (given, errors) = collect(matches)?;
    if errors.is_empty() { Ok(given) } else { Err(Failure::Usage(problems(errors, Vec::new()))) }
}

/// The request that was given to a command that answers these questions; `None` for one that carries the inputs of all.
pub(crate) fn request(matches: &ArgMatches, questions: Option<&[Question]>) -> Result<(Request, Given), Failure> {
    let (mut given, errors) = collect(matches)?;
    match Request::from_values(&given.values) {
        Ok(request) if errors.is_empty() => {
            // A value of the file's that a flag has made useless surprises nobody; a flag that does nothing does.
            let useless = unused(&given.values, questions).into_iter().filter(|unused| given.flags.has(unused.key));
            let useless: Vec<String> = useless.map(|unused| unused.remark() + ".").collect();
            useless.iter().for_each(|warning| warn(warning));
            given.warnings.extend(useless);
            // A flag makes another scenario than the one that the link showed.
            if given.flags == Values::default()
                && let Some(warning) = outdated(&given.view, &request)
            {
                warn(&warning);
                given.warnings.push(warning);
            }
            Ok((request, given))
        }
        result => Err(Failure::Usage(problems(errors, result.err().unwrap_or_default()))),
    }
}

fn collect(matches: &ArgMatches) -> Result<(Given, Vec<FieldError>), Failure> {
    let (mut warnings, mut view) = (Vec::new(), Vec::new());
    let mut values = match (matches.get_one::<PathBuf>("scenario"), matches.get_one::<String>("link")) {
        (Some(file), _) => from_file(file, &mut warnings)?,
        (None, Some(link)) => from_link(link, &mut warnings, &mut view),
        (None, None) => Values::default(),
    };
    let (flags, errors) = from_flags(matches, &mut warnings);
    values.overlay(&flags);
    warnings.iter().for_each(|warning| warn(warning));
    Ok((Given { values, flags, view, warnings }, errors))
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
    let mut warnings: Vec<String> = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    warnings.extend(outdated(&parsed.view, &parsed.request));
    let name = named.map(|(preset, _)| String::from(preset.title));
    Ok(Side { name, pinned: query::pinned(&parsed.view), request: parsed.request, warnings })
}

/// What to say about a link whose result is not what it was.
fn outdated(view: &[(String, String)], request: &Request) -> Option<String> {
    permalink::check(view, assess(&request.scenario).expected_deaths, people)
}

/// All that is wrong, without what only follows from it: a damaged value is not missing as well.
fn problems(errors: Vec<FieldError>, misfits: Vec<FieldError>) -> Vec<String> {
    let follows = |misfit: &FieldError| errors.iter().any(|error| error.key == misfit.key);
    let misfits: Vec<FieldError> = misfits.into_iter().filter(|misfit| !follows(misfit)).collect();
    errors.into_iter().chain(misfits).map(|error| error.message).collect()
}

fn from_flags(matches: &ArgMatches, warnings: &mut Vec<String>) -> (Values, Vec<FieldError>) {
    let mut entries = Entries::default();
    for key in Key::ALL {
        if let Some(text) = matches.get_one::<String>(key.name()) {
            entries.take(key, text);
        }
    }
    let (values, errors, questions) = entries.finish();
    warnings.extend(questions.into_iter().map(|question| question.message));
    (values, errors)
}

fn from_file(file: &Path, warnings: &mut Vec<String>) -> Result<Values, Failure> {
    let name = if file == Path::new("-") { "standard input".into() } else { file.to_string_lossy() };
    let read = if file == Path::new("-") {
        let mut text = Vec::new();
        io::stdin().read_to_end(&mut text).map(|_| text)
    } else {
        std::fs::read(file)
    };
    let bytes = read.map_err(|error| Failure::Input { name: name.to_string(), error })?;
    let about = |problem: String| format!("{}: {problem}", crate::output::printable(&name));
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(about(String::from("this is not UTF-8 text"))))?;
    let input = json::parse(&text).map_err(|problems| Failure::Usage(problems.into_iter().map(about).collect()))?;
    warnings.extend(input.notes.into_iter().map(|note| note.message));
    warnings.extend(unused(&input.values, None).iter().map(|unused| unused.remark() + "."));
    Ok(input.values)
}

/// The values of a link that can be used, with those that stand in for what cannot.
fn from_link(link: &str, warnings: &mut Vec<String>, view: &mut Vec<(String, String)>) -> Values {
    let named = query::named(link);
    let parsed = query::parse(named.as_ref().map_or(link, |(_, query)| query));
    view.extend(parsed.view);
    warnings.extend(parsed.warnings.into_iter().map(|warning| warning.message));
    let mut values = Values::default();
    for (key, value) in parsed.request.values().iter() {
        if parsed.values.has(key) || key.default_value().is_none() {
            values.set(key, value.clone());
        }
    }
    values
}
