//! What can go wrong, and with which exit code the command says so: 1 for the world, 2 for what was asked, 3 for some
//! rows of many.

use std::io;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

/// The exit code of a wrong question: an unknown flag, a bad value.
pub(crate) const USAGE: u8 = 2;
/// The exit code of an answer that could not be given: a file that is not there, a full disk.
const WORLD: u8 = 1;
/// The exit code of a table in which some rows could not be assessed.
const ROWS: u8 = 3;

/// The exit codes, for help and the man page.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  success; for many rows, all were assessed
  1  a file can't be read or written
  2  an input, a flag or a file was refused
  3  some rows can't be assessed; with --allow-bad-rows the code is 0";

/// Why the command ends without its result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked cannot be answered; each sentence says why.
    Usage(Vec<String>),
    /// Some rows of a table have no result; the sentence says how many, or why.
    Rows(String),
    /// A file cannot be read.
    Input {
        /// Its name.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file cannot be written.
    File {
        /// Its name.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// The result cannot be written.
    Output(io::Error),
    /// Whoever reads the result has stopped reading, for example `head`. That is no failure of ours.
    OutputClosed,
}

impl Failure {
    /// A wrong question, for one reason.
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self::Usage(vec![sentence.into()])
    }

    /// A failure to write.
    pub(crate) fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::OutputClosed } else { Self::Output(error) }
    }

    /// Says what went wrong on standard error, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        ExitCode::from(self.print())
    }

    /// Says what went wrong, and ends the command at once.
    pub(crate) fn exit(self) -> ! {
        std::process::exit(i32::from(self.print()))
    }

    /// Prints the sentences, and gives the exit code.
    fn print(self) -> u8 {
        let (sentences, code) = match self {
            Self::OutputClosed => return 0,
            Self::Usage(sentences) => (sentences, USAGE),
            Self::Rows(sentence) => (vec![sentence], ROWS),
            Self::Input { name, error } => (vec![format!("{} cannot be read: {error}", printable(&name))], WORLD),
            Self::File { name, error } => (vec![format!("{} cannot be written: {error}", printable(&name))], WORLD),
            Self::Output(error) => (vec![format!("the result cannot be written: {error}")], WORLD),
        };
        for sentence in sentences {
            say("error", AnsiColor::Red, &sentence);
        }
        code
    }
}

/// Says something beside the result, on standard error.
pub(crate) fn warn(sentence: &str) {
    say("warning", AnsiColor::Yellow, sentence);
}

/// Says how something was understood, on standard error.
pub(crate) fn note(sentence: &str) {
    say("note", AnsiColor::Cyan, sentence);
}

fn say(word: &str, color: AnsiColor, sentence: &str) {
    use std::io::Write;

    let style: Style = color.on_default().bold();
    // When even standard error is closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{style}{word}:{style:#} {sentence}");
}

/// A name from outside as text that does not act on a terminal.
pub(crate) fn printable(name: &str) -> String {
    name.chars().flat_map(|c| if c.is_control() { c.escape_unicode().collect() } else { vec![c] }).collect()
}
