//! The layout of the JSON document: an object's members on lines of their own, an object in an array on one line.
//!
//! So the sixty-four points of the curve are sixty-four lines, and the rest reads like the table that it is.

use alloc::string::String;
use alloc::vec::Vec;
use std::io::{Result, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes a value as JSON in the layout of the document, ending in a newline.
#[must_use]
pub fn to_string<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Layout { open: Vec::new() }));
    // Writing to memory cannot fail, and the document has no keys but strings.
    debug_assert!(written.is_ok());
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// What is open around the present place.
struct Layout {
    open: Vec<Open>,
}

#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// An object with a line for each member.
    Block,
    /// An object on one line.
    Line,
    /// An array of scalars, as far as is known.
    Array,
    /// An array of objects.
    Lines,
}

impl Layout {
    fn new_line<W: ?Sized + Write>(&self, writer: &mut W) -> Result<()> {
        writer.write_all(b"\n")?;
        self.open.iter().try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        let inside = match self.open.last_mut() {
            Some(array @ (Open::Array | Open::Lines)) => {
                *array = Open::Lines;
                self.new_line(writer)?;
                Open::Line
            }
            Some(Open::Line) => Open::Line,
            Some(Open::Block) | None => Open::Block,
        };
        self.open.push(inside);
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        match (self.open.last(), first) {
            (Some(Open::Block), _) => {
                writer.write_all(if first { b"" } else { b"," })?;
                self.new_line(writer)
            }
            (_, true) => Ok(()),
            (_, false) => writer.write_all(b", "),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        if self.open.pop() == Some(Open::Block) {
            self.new_line(writer)?;
        }
        writer.write_all(b"}")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open.push(Open::Array);
        writer.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        match (self.open.last(), first) {
            (_, true) => Ok(()),
            (Some(Open::Lines), false) => writer.write_all(b","),
            (_, false) => writer.write_all(b", "),
        }
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        if self.open.pop() == Some(Open::Lines) {
            self.new_line(writer)?;
        }
        writer.write_all(b"]")
    }
}
