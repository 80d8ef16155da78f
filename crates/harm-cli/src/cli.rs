//! The flags and subcommands. Every flag of the model is generated from the one table of fields, so that a name, a
//! range or a sentence of help stands in one place.

pub(crate) mod share;

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::builder::{PossibleValue, StyledStr, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use clap_complete::Shell;
use harm_core::preset::PRESETS;
use harm_wire::field::FIELDS;
use harm_wire::json::Columns;
use harm_wire::{Field, Kind, Question, Unit};

use crate::commands::delimiter;
use crate::failure::{EXIT_CODES, Failure};

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// The document of the web module and of files.
    Json,
    /// A table of one row.
    Csv,
}

/// The whole command line.
pub(crate) fn command() -> Command {
    let about = "Compute the expected deaths from a risk per step of AI scaling";
    let examples = [
        "expected-harm --risk 1% --steps 3",
        "expected-harm --from 2.1e25 --to 2e29 --lens evaluations,pause",
        "expected-harm --risk '0.1% to 5%' --steps 10 --format json",
    ];
    let numbers = "\
Numbers can be written as 1%, 0.01, 1e-2, 1/100, '1 in 14,000', 8e9, '8.0 billion' or 10x.
A risk can be a range, '0.1% to 5%', and can say what it applies to: '1% per year', '0.3% per 2x', '10% in total'.";
    assess(Command::new("expected-harm"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .long_about(format!(
            "{about}.\n\nThe default is a risk of 1% per 10× of training compute, one such step, and 8.0 billion people: \
             80 million expected deaths. This is arithmetic on your assumptions, not a forecast."
        ))
        .after_help(format!("{numbers}\n\n{EXIT_CODES}\n\n{}", ending(&examples)))
        .args_conflicts_with_subcommands(true)
        .subcommand(
            assess(Command::new("assess"))
                .about("Assess a scenario (the default command)")
                .after_help(format!("{numbers}\n\n{}", ending(&examples))),
        )
        .subcommand(solve())
        .subcommand(compare())
        .subcommand(sweep())
        .subcommand(share::link())
        .subcommand(share::embed())
        .subcommand(share::card())
        .subcommand(share::cite())
        .subcommand(
            Command::new("completions")
                .about("Print shell completions")
                .arg(Arg::new("shell").required(true).value_parser(clap::value_parser!(Shell)).help("The shell")),
        )
        .subcommand(
            Command::new("man").about("Print the man page").arg(
                Arg::new("of")
                    .value_name("COMMAND")
                    .value_parser(["assess", "solve", "compare", "sweep", "link", "embed", "card", "cite", "completions"])
                    .help("Print the page of this subcommand"),
            ),
        )
}

/// The examples at the end of a command's help.
fn ending(examples: &[&str]) -> String {
    ["Examples:"].iter().chain(examples).copied().collect::<Vec<_>>().join("\n  ")
}

fn assess(command: Command) -> Command {
    let command = command
        .next_help_heading("Output")
        .arg(format().help("Output format; csv is one row of inputs and results, as in `sweep`"))
        .arg(lenses())
        .arg(
            Arg::new("curve")
                .long("curve")
                .value_name("FORMAT")
                .value_parser(["csv"])
                .conflicts_with_all(["format", "lens", "columns", "site"])
                .help("Print the risk at each point of the scale-up, as a table"),
        )
        .args(columns());
    with_inputs(command)
}

/// The flags that choose the results in a row.
fn columns() -> [Arg; 2] {
    [
        Arg::new("columns")
            .long("columns")
            .value_name("NAME,…")
            .value_delimiter(',')
            .action(ArgAction::Append)
            .help("Add results to a row, for example years, deaths_p05 or link")
            .long_help(
                "Add results to a row. A name is the result's path in the JSON document, joined by _, without assessment, \
                 pace, interval, pooled and elasticity, for example years, deaths_per_year, deaths_p05, \
                 pause_deaths_deferred or sensitivity_risk_halved. `link` opens the page with the row's scenario: it is \
                 an address with --site, and a query without. An unknown name prints the list of all names.",
            ),
        share::site().help("The site's address, for the column `link`"),
    ]
}

/// The result columns that were asked for.
pub(crate) fn columns_of(matches: &ArgMatches) -> Result<Columns, Failure> {
    let more = share::names_of(matches, "columns");
    let site = share::site_of(matches)?;
    if site.is_some() && !more.contains(&"link") {
        return Err(Failure::usage("--site needs the column link: add --columns link"));
    }
    Columns::new(&questions_of(matches), &more, site).map_err(Failure::usage)
}

fn solve() -> Command {
    let command = Command::new("solve")
        .about("Solve for the risk or the scale-up that meets a limit")
        .after_help(format!(
            "Without --until or --total, `solve` finds the largest risk per reference step that keeps expected deaths \
             within --tolerate, and the largest scale-up at the given risk.\n\n{}",
            ending(&[
                "expected-harm solve --tolerate 1e6",
                "expected-harm solve --until 50% --risk 2%",
                "expected-harm solve --total 10% --steps 10",
            ])
        ))
        .next_help_heading("Solve for")
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("RISK")
                .allow_hyphen_values(true)
                .help("The scale-up at which the cumulative risk reaches this value"),
        )
        .arg(
            Arg::new("total")
                .long("total")
                .value_name("RISK")
                .allow_hyphen_values(true)
                .help("The risk per reference step that adds up to this risk; for a beta belief, its mean"),
        )
        .arg(format().help("Output format"));
    with_inputs(command)
}

fn compare() -> Command {
    let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
    let link = |name: &'static str, value: &'static str| {
        Arg::new(name).value_name(value).value_hint(ValueHint::Url).allow_hyphen_values(true)
    };
    Command::new("compare")
        .about("Show which assumption makes the difference between two scenarios")
        .after_help(format!(
            "Each input gets its mean effect over all orders of changing the inputs, so the effects multiply to the whole \
             gap. If one link has a pinned scenario (pin=…), it contains both.\n\nNames of scenarios: {}.\n\n{}",
            names.join(", "),
            ending(&[
                "expected-harm compare comment 'risk=0.35%&steps=3'",
                "expected-harm compare ord carlsmith --format csv",
                "expected-harm compare 'risk=1%' 'risk=0.1%&steps=3' --names Ada,Ben",
            ])
        ))
        .arg(link("from", "LINK").required(true).help("The first scenario: a link to the page, its query, or a name"))
        .arg(link("to", "OTHER").help("The second scenario; the gap leads from the first to it"))
        .next_help_heading("Output")
        .arg(format().help("Output format"))
        .arg(
            Arg::new("names")
                .long("names")
                .value_name("FIRST,SECOND")
                .value_delimiter(',')
                .help("What to call the two scenarios [default: their titles, or the first and the second]"),
        )
}

fn sweep() -> Command {
    let command = Command::new("sweep")
        .about("Assess many scenarios, one per row of a CSV or JSON Lines file")
        .after_help(format!(
            "The first row of a table names the columns. A column with a flag's name is an input. If its cell is empty, \
             the flag's value or the default applies. Other columns are kept, and the results follow them. If a row \
             can't be assessed, its column `error` says why, and the other rows are not affected.\n\nCells can be \
             separated by commas, tabs, semicolons or pipes, in UTF-8 or UTF-16. JSON Lines files have one object per \
             line. Both can be compressed with gzip. A file that can't be understood is refused before its first row.\n\n\
             {EXIT_CODES}\n\n{}",
            ending(&[
                "expected-harm sweep scenarios.csv > results.csv",
                "expected-harm sweep --lens pause --columns years,link scenarios.csv",
                "generate-scenarios | expected-harm sweep --format jsonl --strict",
            ])
        ))
        .next_help_heading("Sweep")
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .default_value("-")
                .value_hint(ValueHint::FilePath)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help("The file with the rows; - is standard input"),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(["csv", "jsonl"])
                .help("Format of the rows [default: from the file name or the first character]"),
        )
        .arg(
            Arg::new("delimiter")
                .long("delimiter")
                .value_name("CHARACTER")
                .allow_hyphen_values(true)
                .value_parser(delimiter)
                .help("Cell separator: comma, tab, semicolon, pipe or a character [default: from the first row]"),
        )
        .arg(lenses())
        .args(columns())
        .arg(
            Arg::new("prefix")
                .long("prefix")
                .value_name("TEXT")
                .help("Put this before the names of result columns, for example out_"),
        )
        .arg(
            Arg::new("strict")
                .long("strict")
                .action(ArgAction::SetTrue)
                .conflicts_with("allow-bad-rows")
                .help("Stop at the first row that can't be assessed"),
        )
        .arg(
            Arg::new("allow-bad-rows")
                .long("allow-bad-rows")
                .action(ArgAction::SetTrue)
                .help("Exit with 0 even if some rows can't be assessed"),
        )
        .arg(
            Arg::new("threads")
                .long("threads")
                .value_name("N")
                .value_parser(clap::value_parser!(u16).range(1..=256))
                .help("Number of threads; the output is the same for all [default: one per processor]"),
        );
    with_inputs(command)
}

/// A command with the flags of the scenario after its own.
fn with_inputs(command: Command) -> Command {
    let source = command
        .next_help_heading("Read a scenario")
        .arg(
            Arg::new("scenario")
                .long("scenario")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .conflicts_with("link")
                .help("From a JSON file; - is standard input. Flags override it"),
        )
        .arg(
            Arg::new("link").long("link").value_name("LINK").value_hint(ValueHint::Url).allow_hyphen_values(true).help(
                "From a link to the page, its query, or the name of a scenario (see `compare`). Flags override it",
            ),
        );
    FIELDS.iter().fold(source, |command, field| {
        command.next_help_heading(field.question.map_or("Scenario", Question::words)).arg(flag(field))
    })
}

/// The flag of a field.
fn flag(field: &'static Field) -> Arg {
    let default = match field.key.default_value() {
        Some(value) => format!(" [default: {}]", value.text(field.key)),
        None => String::new(),
    };
    let values = if matches!(field.kind, Kind::Numbers) { "; separate several with commas" } else { "" };
    let range = match field.kind {
        Kind::Word(_) => String::new(),
        _ => format!("\nMust be {}, for example {}{values}.", field.allowed(), field.unit.example()),
    };
    Arg::new(field.name)
        .long(field.name)
        .value_name(value_name(field))
        .action(ArgAction::Set)
        // A negative number is not taken for a flag, so that it is refused in the words of the model.
        .allow_hyphen_values(true)
        .value_parser(FlagText(field))
        .help(StyledStr::from(format!("{}{default}", field.help)))
        .long_help(StyledStr::from(format!("{}{default}{range}", field.help)))
}

const fn value_name(field: &Field) -> &'static str {
    match (field.kind, field.unit) {
        (Kind::Word(_), _) => "WORD",
        (Kind::Numbers, Unit::Fraction) => "RISKS",
        (Kind::Numbers, _) => "WEIGHTS",
        (_, Unit::Fraction) => "FRACTION",
        (_, Unit::Factor | Unit::FactorPerYear) => "FACTOR",
        (_, Unit::Flop) => "FLOP",
        (_, Unit::People) => "PEOPLE",
        (_, Unit::Months) => "MONTHS",
        (_, Unit::Dollars) => "DOLLARS",
        (_, Unit::DeathsOrFraction) => "DEATHS",
        (_, Unit::None | Unit::Steps | Unit::OrdersOfMagnitude | Unit::Laboratories) => "NUMBER",
    }
}

fn format() -> Arg {
    Arg::new("format").long("format").value_name("FORMAT").default_value("text").value_parser(["text", "json", "csv"])
}

fn lenses() -> Arg {
    let one = |question: Question| PossibleValue::new(question.name()).help(question.words());
    let names: Vec<PossibleValue> =
        Question::ALL.into_iter().map(one).chain([PossibleValue::new("all").help("All of them")]).collect();
    Arg::new("lens")
        .long("lens")
        .value_name("LENS,…")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .value_parser(names)
        .help("Add the answers to these questions")
}

/// The format that was asked for.
pub(crate) fn format_of(matches: &ArgMatches) -> Format {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        Some("csv") => Format::Csv,
        _ => Format::Text,
    }
}

/// The questions that were asked, each once, in their own order.
pub(crate) fn questions_of(matches: &ArgMatches) -> Vec<Question> {
    let names: Vec<&String> = matches.get_many("lens").unwrap_or_default().collect();
    let asked = |question: &Question| names.iter().any(|name| *name == "all" || *name == question.name());
    Question::ALL.into_iter().filter(asked).collect()
}

/// The text of a flag, not yet read: all that are wrong are named at once, in the words of the model. Shells and the
/// help know the words that a flag takes.
#[derive(Clone)]
struct FlagText(&'static Field);

impl TypedValueParser for FlagText {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &std::ffi::OsStr) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        match self.0.kind {
            Kind::Word(words) => Some(Box::new(words.iter().map(|word| PossibleValue::new(*word)))),
            _ => None,
        }
    }
}

/// A flag that was given without its value, as a sentence: `--risk --steps 3`.
///
/// Values may begin with a hyphen, so that `-5%` is refused in the words of the model; that is why a flag would
/// otherwise be taken for the value of the one before it, and what follows for something else.
pub(crate) fn forgotten_value(arguments: impl IntoIterator<Item = OsString>) -> Option<String> {
    let mut command = command();
    command.build();
    let commands = || std::iter::once(&command).chain(command.get_subcommands());
    // Whether a flag takes whatever follows it.
    let flags: BTreeMap<&str, bool> = commands()
        .flat_map(Command::get_arguments)
        .filter_map(|arg| Some((arg.get_long()?, arg.is_allow_hyphen_values_set())))
        .collect();
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = next() {
        let Some(name) = argument.strip_prefix("--") else { continue };
        if name.is_empty() {
            break;
        }
        if flags.get(name) == Some(&true) {
            let value = next()?;
            let flag = value.strip_prefix("--").and_then(|value| value.split('=').next()).unwrap_or_default();
            if flags.contains_key(flag) {
                let example = FIELDS.iter().find(|field| field.name == name).map(|field| match field.kind {
                    Kind::Word(words) => words.join(" or "),
                    _ => field.unit.example().to_owned(),
                });
                let example = example.map(|example| format!("; write it as {example}")).unwrap_or_default();
                return Some(format!("--{name} needs a value, but --{flag} follows it{example}"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgotten(line: &str) -> Option<String> {
        forgotten_value(line.split(' ').map(OsString::from))
    }

    #[test]
    fn a_flag_without_its_value_is_named_with_the_one_that_follows() {
        assert_eq!(
            forgotten("--risk --steps 3").as_deref(),
            Some("--risk needs a value, but --steps follows it; write it as 1%, 0.01 or 1 in 100")
        );
        assert_eq!(
            forgotten("solve --until --total=5%").as_deref(),
            Some("--until needs a value, but --total follows it")
        );
        assert!(
            forgotten("--steps 2 --sharing --format json")
                .is_some_and(|message| message.ends_with("shared or redrawn"))
        );
        assert!(forgotten("--risk --help").is_some());
        for line in
            ["--risk -5% --steps 3", "--risk=1% --steps 3", "--risk", "--risk --steep 3", "-- --risk --steps", ""]
        {
            assert_eq!(forgotten(line), None, "{line}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn every_field_is_a_flag_of_every_command_that_takes_a_scenario() {
        let command = command();
        let with_model = ["assess", "solve", "sweep", "link", "embed", "card", "cite"]
            .map(|name| command.find_subcommand(name).unwrap());
        for field in &FIELDS {
            for command in with_model.into_iter().chain([&command]) {
                assert!(command.get_arguments().any(|arg| arg.get_long() == Some(field.name)), "{}", field.name);
            }
        }
    }
}
