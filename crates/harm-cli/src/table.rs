//! The cells of tables of results, which `assess` and `sweep` print.

use harm_wire::json::Cell;

/// A text as RFC 4180 wants it: in quotes where a separator, a quote or the end of a line is in it.
pub(crate) fn push_cell(out: &mut Vec<u8>, delimiter: u8, text: &[u8]) {
    if !text.iter().any(|&byte| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for &byte in text {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// A result: a number with the fewest digits that read back to it, whole ones without `.0`.
pub(crate) fn push_result(out: &mut Vec<u8>, delimiter: u8, cell: &Cell) {
    match cell {
        Cell::Empty => {}
        Cell::Number(number) => {
            let mut buffer = zmij::Buffer::new();
            let text = buffer.format(*number);
            out.extend_from_slice(text.strip_suffix(".0").unwrap_or(text).as_bytes());
        }
        Cell::Text(text) => push_cell(out, delimiter, text.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_needless_digits() {
        let text = |number| {
            let mut out = Vec::new();
            push_result(&mut out, b',', &Cell::Number(number));
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(80_000_000.0), "80000000");
        assert_eq!(text(0.006_032_635_258_735_486), "0.006032635258735486");
        assert_eq!(text(1e-17), "1e-17");
        assert_eq!(text(0.0), "0");
    }
}
