//! Rows on their way in: a chunk goes on whenever the source has to be waited for, so that a slow source is answered
//! row by row and a fast one in large pieces.

use std::cell::RefCell;
use std::io::{self, Read};
use std::rc::Rc;

use super::quotes::Quotes;
use crate::failure::{Failure, printable};

/// How much is read at once.
pub(super) const BLOCK: usize = 256 * 1024;

/// The longest row. What is longer is not a scenario, and must not fill the memory.
const LONGEST_ROW: usize = 16 * 1024 * 1024;

/// Takes chunks of rows; `false` when nobody wants more.
pub(super) type Sink<'a, C> = &'a mut dyn FnMut(C) -> bool;

/// Rows that were read and have not gone on yet.
pub(super) trait Chunk: Default {
    /// Whether there are none.
    fn is_empty(&self) -> bool;
}

/// The chunk that is being filled.
pub(super) struct Batch<'a, C> {
    pub(super) chunk: C,
    sink: Sink<'a, C>,
    wanted: bool,
    /// Bytes read since the last whole row.
    unfinished: usize,
}

impl<'a, C: Chunk> Batch<'a, C> {
    pub(super) fn new(sink: Sink<'a, C>) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self { chunk: C::default(), sink, wanted: true, unfinished: 0 }))
    }

    /// Notes that a row is whole.
    pub(super) fn row(&mut self) {
        self.unfinished = 0;
    }

    /// Sends what there is on its way.
    pub(super) fn send(&mut self) {
        if !self.chunk.is_empty() {
            self.wanted &= (self.sink)(std::mem::take(&mut self.chunk));
        }
    }
}

/// A source that sends the rows so far on their way before it waits for more.
pub(super) struct Feed<'a, R, C> {
    pub(super) source: R,
    pub(super) batch: Rc<RefCell<Batch<'a, C>>>,
    /// The quotation marks, where rows have them.
    pub(super) quotes: Option<Quotes>,
}

impl<R: Read, C: Chunk> Read for Feed<'_, R, C> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut batch = self.batch.borrow_mut();
        batch.send();
        if !batch.wanted {
            return Ok(0);
        }
        if batch.unfinished > LONGEST_ROW {
            let quotation = self.quotes.as_ref().and_then(Quotes::open);
            let within =
                quotation.map(|line| format!(", in the quotation that begins in line {line}; does it never end?"));
            let message = format!("a row is longer than 16 MB{}", within.unwrap_or_default());
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let length = self.source.read(buffer)?;
        if let Some(quotes) = &mut self.quotes {
            if length > 0 { quotes.scan(&buffer[..length]) } else { quotes.end() }?;
        }
        batch.unfinished += length;
        Ok(length)
    }
}

/// What a failure to read means: bad rows are the asker's, everything else the world's.
pub(super) fn failure(error: io::Error, name: &str) -> Failure {
    let name = if name == "-" { "standard input" } else { name };
    if error.kind() == io::ErrorKind::InvalidData {
        return Failure::usage(format!("{}: {error}", printable(name)));
    }
    Failure::Input { name: String::from(name), error }
}
