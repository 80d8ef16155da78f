//! The subcommands, one file each.

mod assess;
mod card;
mod compare;
mod share;
mod solve;
mod sweep;

use clap::ArgMatches;

pub(crate) use self::sweep::source::delimiter;

use crate::cli;
use crate::failure::Failure;
use crate::output::print;

/// Does what was asked.
pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("solve", matches)) => solve::run(matches),
        Some(("compare", matches)) => compare::run(matches),
        Some(("sweep", matches)) => sweep::run(matches),
        Some(("link", matches)) => share::link(matches),
        Some(("embed", matches)) => share::embed(matches),
        Some(("cite", matches)) => share::cite(matches),
        Some(("card", matches)) => card::run(matches),
        Some(("completions", matches)) => completions(matches),
        Some(("man", matches)) => man(matches),
        Some((_, matches)) => assess::run(matches),
        None => assess::run(matches),
    }
}

fn completions(matches: &ArgMatches) -> Result<(), Failure> {
    let mut script = Vec::new();
    if let Some(&shell) = matches.get_one::<clap_complete::Shell>("shell") {
        clap_complete::generate(shell, &mut cli::command(), "expected-harm", &mut script);
    }
    print(&String::from_utf8_lossy(&script))
}

/// Prints the man page of the command, or of one of its subcommands.
fn man(matches: &ArgMatches) -> Result<(), Failure> {
    let mut command = cli::command().disable_help_subcommand(true);
    command.build();
    let of = matches.get_one::<String>("of").and_then(|name| command.find_subcommand(name));
    let mut page = Vec::new();
    clap_mangen::Man::new(of.unwrap_or(&command).clone()).render(&mut page).map_err(Failure::output)?;
    print(&String::from_utf8_lossy(&page))
}
