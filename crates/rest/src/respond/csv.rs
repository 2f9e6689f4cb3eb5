//! Rows as CSV, as the protocol makes it: a line of names, then each row as PostgreSQL prints a row value, without
//! its parentheses. A null is nothing, an empty text is `""`, quotes and backslashes are doubled.

use db::Rows;
use value::ValueRef;

/// Lines of fields. Without a row there are no names either.
pub(super) fn write(rows: &Rows, nothing: bool) -> Vec<u8> {
    let columns = if nothing { &[] } else { rows.columns() };
    let mut out = Vec::with_capacity(rows.size());
    if !rows.is_empty() {
        for (at, column) in columns.iter().enumerate() {
            separate(at, &mut out);
            write_field(&column.name, &mut out);
        }
    }
    let mut text = String::new();
    for row in rows.iter() {
        out.push(b'\n');
        for (at, column) in columns.iter().enumerate() {
            separate(at, &mut out);
            let value = row.get(at);
            if matches!(value, ValueRef::Null) {
                continue;
            }
            text.clear();
            value::write_output_cell(&column.of, column.modifier, value, &mut text);
            write_field(&text, &mut out);
        }
    }
    if rows.is_empty() {
        out.push(b'\n');
    }
    out
}

fn separate(at: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
}

fn write_field(text: &str, out: &mut Vec<u8>) {
    let special = |byte: u8| {
        matches!(byte, b'"' | b'\\' | b'(' | b')' | b',')
            || byte.is_ascii_whitespace()
            || byte == 0x0b
    };
    if !text.is_empty() && !text.bytes().any(special) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for byte in text.bytes() {
        if matches!(byte, b'"' | b'\\') {
            out.push(byte);
        }
        out.push(byte);
    }
    out.push(b'"');
}
