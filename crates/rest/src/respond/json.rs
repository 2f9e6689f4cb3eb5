//! Rows as JSON, written straight into one buffer.

use db::{Column, Row, Rows};

/// An array of objects.
pub(super) fn write_all(rows: &Rows, nothing: bool) -> Vec<u8> {
    let columns = Columns::of(rows, nothing);
    let mut out = Vec::with_capacity(2 + rows.len() * columns.width + rows.size());
    out.push(b'[');
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(b",\n");
        }
        columns.write(row, &mut out);
    }
    out.push(b']');
    out
}

/// The first row as an object.
pub(super) fn write_one(rows: &Rows, nothing: bool) -> Vec<u8> {
    let columns = Columns::of(rows, nothing);
    let mut out = Vec::with_capacity(columns.width + rows.size());
    match rows.first() {
        Some(row) => columns.write(row, &mut out),
        None => out.extend_from_slice(b"null"),
    }
    out
}

/// The columns that are shown, and what stands before each value: `{"id":`, `,"name":`.
struct Columns<'a> {
    columns: &'a [Column],
    before: Vec<Vec<u8>>,
    /// About how many bytes a row has.
    width: usize,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a Rows, nothing: bool) -> Self {
        let columns = if nothing { &[] } else { rows.columns() };
        let before: Vec<Vec<u8>> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let mut text = vec![if at == 0 { b'{' } else { b',' }];
                value::write_json_string(&column.name, &mut text);
                text.push(b':');
                text
            })
            .collect();
        // A cell in memory has its own size; what it is written as is seldom longer by more than this.
        let width = before.iter().map(|text| text.len() + 8).sum();
        Self { columns, before, width }
    }

    fn write(&self, row: Row<'_>, out: &mut Vec<u8>) {
        if self.columns.is_empty() {
            out.push(b'{');
        }
        for (at, (column, before)) in self.columns.iter().zip(&self.before).enumerate() {
            out.extend_from_slice(before);
            value::write_json_cell(&column.of, column.modifier, row.get(at), out);
        }
        out.push(b'}');
    }
}
