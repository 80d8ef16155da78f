//! The command `expected-harm`: scenarios in, expected deaths out, as text, JSON or CSV.
//!
//! What lives here: the way from arguments to an exit code. Flags are generated in [`cli`] from the one table of
//! fields; what was given is put together in [`given`]; each subcommand has its own module. The model, the reading of
//! numbers and the words for results come from the libraries.

mod cli;
mod commands;
mod failure;
mod given;
mod output;
mod report;
mod table;

use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::failure::Failure;

fn main() -> ExitCode {
    if let Some(sentence) = cli::forgotten_value(std::env::args_os().skip(1)) {
        return Failure::usage(sentence).report();
    }
    let result = match cli::command().try_get_matches() {
        Ok(matches) => commands::run(&matches),
        // Help and version are printed to standard output, and may meet a closed pipe there.
        Err(error) => match error.print() {
            Err(error) => Err(Failure::output(error)),
            Ok(()) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => Ok(()),
            Ok(()) => return ExitCode::from(failure::USAGE),
        },
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
