//! Quotation marks that do not match, found while a table is read.
//!
//! The reader of CSV forgives everything: a quotation that never ends swallows the rows behind it, and a mark inside a
//! quoted cell that was not doubled vanishes. Both would lose what the user wrote.

use std::io;

use memchr::{memchr, memchr_iter};

/// Follows the quotation marks of a table, block by block.
pub(super) struct Quotes {
    delimiter: u8,
    state: State,
    /// The byte before the block.
    last: u8,
    line: usize,
    /// The line in which the quotation begins.
    opened: usize,
}

enum State {
    Outside,
    Inside,
    /// Behind a mark that ends the quotation, or is the first of a doubled one.
    Behind,
}

impl Quotes {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, state: State::Outside, last: b'\n', line: 1, opened: 0 }
    }

    /// Looks at the next block.
    pub(super) fn scan(&mut self, block: &[u8]) -> io::Result<()> {
        let mut at = 0;
        while at < block.len() {
            if matches!(self.state, State::Behind) {
                self.state = match block[at] {
                    b'"' => State::Inside,
                    byte if self.ends_cell(byte) => State::Outside,
                    _ => return Err(self.refuse("goes on behind its closing mark; is a mark in it not doubled?")),
                };
                // A line end behind the mark is counted with what follows.
                at += usize::from(matches!(self.state, State::Inside));
                if matches!(self.state, State::Inside) {
                    continue;
                }
            }
            let mark = memchr(b'"', &block[at..]).map(|mark| at + mark);
            self.line += memchr_iter(b'\n', &block[at..mark.unwrap_or(block.len())]).count();
            let Some(mark) = mark else { break };
            match self.state {
                State::Inside => self.state = State::Behind,
                _ => {
                    // A mark anywhere else is a sign like others.
                    let before = if mark == 0 { self.last } else { block[mark - 1] };
                    if self.ends_cell(before) {
                        self.state = State::Inside;
                        self.opened = self.line;
                    }
                }
            }
            at = mark + 1;
        }
        self.last = block.last().copied().unwrap_or(self.last);
        Ok(())
    }

    /// The table has ended.
    pub(super) fn end(&self) -> io::Result<()> {
        if matches!(self.state, State::Inside) { Err(self.refuse("never ends")) } else { Ok(()) }
    }

    /// Where a row that is too long began to be, if it is because of a quotation.
    pub(super) fn open(&self) -> Option<usize> {
        matches!(self.state, State::Inside).then_some(self.opened)
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r')
    }

    fn refuse(&self, what: &str) -> io::Error {
        let message = format!("the quotation that begins in line {} {what}", self.opened);
        io::Error::new(io::ErrorKind::InvalidData, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The complaint about a table in blocks of so many bytes.
    fn complaint(table: &str, block: usize) -> Option<String> {
        let mut quotes = Quotes::new(b',');
        let scanned = table.as_bytes().chunks(block).try_for_each(|block| quotes.scan(block));
        scanned.and_then(|()| quotes.end()).err().map(|error| error.to_string())
    }

    #[test]
    fn a_quotation_is_refused_by_its_first_line_wherever_the_blocks_end() {
        for block in 1..40 {
            for good in ["a,\"b\n\"\"c\"\"\",d\r\n\"e\"\r\n\"\",\n", "5\" pipe,x\"y\"\n", "\"\"\"\"", "a\n \"b\n", ""] {
                assert_eq!(complaint(good, block), None, "{good:?} in blocks of {block}");
            }
            for (bad, line) in [("a\nb,\"c\nd\ne", 2), ("\"a", 1), ("a\n\"b\"\"\n\n", 2), ("\"a\n\"\n\n\"b\n", 4)] {
                let message = format!("the quotation that begins in line {line} never ends");
                assert_eq!(complaint(bad, block), Some(message), "{bad:?} in blocks of {block}");
            }
            for (bad, line) in [("a\n\"b\"c,d\n", 2), ("x,\"1\n2\" ,y\n", 1)] {
                let found = complaint(bad, block).unwrap_or_default();
                assert!(found.starts_with(&format!("the quotation that begins in line {line} goes on")), "{found}");
            }
        }
    }
}
