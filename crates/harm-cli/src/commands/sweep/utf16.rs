//! UTF-16 as UTF-8, for the files that spreadsheets call "Unicode text".

use std::io::{self, Read};

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// A source of UTF-16, read as UTF-8. What is no UTF-16 is refused, because a sign in its place would not be the user's.
pub(super) struct Utf16<R> {
    source: R,
    order: Order,
    /// Bytes that are not a whole character yet.
    rest: Vec<u8>,
    /// Text that was not asked for yet, and where it begins.
    text: String,
    given: usize,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(source: R, order: Order) -> Self {
        Self { source, order, rest: Vec::new(), text: String::new(), given: 0 }
    }

    /// Decodes one block; `false` at the end.
    fn decode(&mut self) -> io::Result<bool> {
        const BLOCK: usize = 64 * 1024;
        let start = self.rest.len();
        self.rest.resize(start + BLOCK, 0);
        let length = self.source.read(&mut self.rest[start..])?;
        self.rest.truncate(start + length);
        let unit = |pair: &[u8]| match (self.order, pair) {
            (Order::Little, &[low, high]) => u16::from_le_bytes([low, high]),
            (_, &[high, low]) => u16::from_be_bytes([high, low]),
            _ => 0,
        };
        let mut whole = self.rest.len() / 2 * 2;
        // The first half of a pair waits for the second.
        if length > 0 && whole > 0 && (0xd800..0xdc00).contains(&unit(&self.rest[whole - 2..whole])) {
            whole -= 2;
        }
        let units = self.rest[..whole].chunks_exact(2).map(unit);
        let damaged =
            |_| io::Error::new(io::ErrorKind::InvalidData, "this is not UTF-16: half of a character is missing");
        self.text = char::decode_utf16(units).collect::<Result<_, _>>().map_err(damaged)?;
        self.given = 0;
        self.rest.drain(..whole);
        if length == 0 && !self.rest.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "this is not UTF-16: its last byte is missing"));
        }
        Ok(length > 0 || !self.text.is_empty())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if !self.decode()? {
                return Ok(0);
            }
        }
        let text = &self.text.as_bytes()[self.given..];
        let length = text.len().min(buffer.len());
        buffer[..length].copy_from_slice(&text[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], order: Order) -> io::Result<String> {
        let mut text = String::new();
        // A byte at a time, as a slow pipe gives them.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = buffer.len().min(1);
                self.0.read(&mut buffer[..length])
            }
        }
        Utf16::new(Slow(bytes), order).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn every_character_is_read_wherever_the_blocks_end() {
        let text = "risk,note\n1%,日本 \u{1f600}é\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little, Order::Little).unwrap(), text);
        assert_eq!(read(&big, Order::Big).unwrap(), text);
    }

    #[test]
    fn damaged_text_is_refused() {
        for bytes in [&[0x31, 0, 0x32][..], &[0x3d, 0xd8], &[0x3d, 0xd8, 0x31, 0], &[0, 0xde]] {
            assert_eq!(read(bytes, Order::Little).unwrap_err().kind(), io::ErrorKind::InvalidData, "{bytes:?}");
        }
    }
}
