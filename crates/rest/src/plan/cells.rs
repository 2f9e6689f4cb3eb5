//! The values of a body as those of the columns they are written to, as PostgreSQL's `json_to_recordset` reads them.

use crate::parse::{Cell, Rows};
use catalog::Column;
use std::borrow::Cow;
use value::{Modifier, Moment, Scalar, Type, Value, ValueError};

/// What a cell is.
pub(super) enum Given {
    /// This value.
    Value(Value),
    /// Nothing, although its column is named.
    Absent,
}

/// The value of a cell for a column.
pub(super) fn read(column: &Column, cell: Cell<'_>, at: &Moment) -> Result<Given, ValueError> {
    read_as(&column.of, column.modifier, cell, at)
}

/// The value of a cell as one of a type.
pub(super) fn read_as(
    of: &Type,
    modifier: Modifier,
    cell: Cell<'_>,
    at: &Moment,
) -> Result<Given, ValueError> {
    Ok(Given::Value(match cell {
        Cell::Absent => return Ok(Given::Absent),
        Cell::Null => Value::Null,
        Cell::Json(json) => value::read_json(of, modifier, json, at)?,
        Cell::Text(text) => match of.scalar() {
            // A text is a JSON string there, whatever is in it.
            Some(Scalar::Json | Scalar::Jsonb) => {
                value::read_json(of, modifier, &quoted(text), at)?
            }
            _ => value::read(of, modifier, text, at)?,
        },
    }))
}

/// A body that is JSON, but neither object nor array.
pub(super) fn require_rows(rows: &Rows) -> Result<(), ValueError> {
    match rows.form() {
        crate::parse::RowsForm::JsonScalar => {
            Err(ValueError::new("22023", "cannot call json_to_recordset on a scalar"))
        }
        _ => Ok(()),
    }
}

fn quoted(text: &str) -> Cow<'_, str> {
    let mut out = Vec::with_capacity(text.len() + 2);
    value::write_json_string(text, &mut out);
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}
