//! Writing to standard output: whole results at once, quietly when nobody listens any more.

use std::io::Write;

use crate::failure::Failure;

/// Writes a result. Its colours, if it has any, go to a terminal only.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Failure::output)
}
