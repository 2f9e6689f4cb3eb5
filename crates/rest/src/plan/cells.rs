//! The values of a body as those of the columns they are written to, as PostgreSQL's `json_to_recordset` reads them.

use crate::parse::{Cell, Rows, RowsForm};
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

/// A body whose rows `columns` describes, and that has none. Without `columns` what is neither object nor array is no
/// row at all.
pub(super) fn require_rows(rows: &Rows, completed: bool) -> Result<(), ValueError> {
    let message = match (rows.form(), completed) {
        (RowsForm::JsonScalarForColumns, false) => "cannot call json_to_recordset on a scalar",
        (RowsForm::JsonScalarForColumns, true) => "cannot extract elements from a scalar",
        (RowsForm::JsonPartsForColumns, false) => {
            "argument of json_to_recordset must be an array of objects"
        }
        (RowsForm::JsonPartsForColumns, true) => {
            "argument of jsonb_to_recordset must be an array of objects"
        }
        _ => return Ok(()),
    };
    Err(ValueError::new("22023", message))
}

/// A cell of a body that is completed with defaults: on the way it is `jsonb`, so of keys with one name the last stays.
pub(super) fn read_completed(
    column: &Column,
    cell: Cell<'_>,
    at: &Moment,
) -> Result<Given, ValueError> {
    match (cell, column.of.scalar()) {
        (Cell::Json(_), Some(Scalar::Json)) => {
            read_as(&Type::Scalar(Scalar::Jsonb), Modifier::None, cell, at)
        }
        _ => read(column, cell, at),
    }
}

fn quoted(text: &str) -> Cow<'_, str> {
    let mut out = Vec::with_capacity(text.len() + 2);
    value::write_json_string(text, &mut out);
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}
