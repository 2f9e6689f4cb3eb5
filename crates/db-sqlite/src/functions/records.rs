//! `row(…)` and the fields of rows.

use super::cells::{FIXED, argument, arguments, described, internal, scalar};
use super::descriptor::Reader;
use super::session::Session;
use rusqlite::Connection;
use std::sync::Arc;
use value::{Composite, QualifiedName, Value, ValueRef};

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    scalar(connection, session, "pg_record", FIXED, |call, _| {
        let of = described(call, 0, fields)?;
        let values = arguments(call, 1)?;
        let fields = of.fields.iter().zip(&values);
        Ok(value::row_of(fields.map(|(field, value)| (&field.of, field.modifier, value))))
    })?;
    scalar(connection, session, "pg_field", FIXED, |call, _| {
        let of = described(call, 0, fields)?;
        match (argument(call, 1)?, argument(call, 2)?) {
            (_, ValueRef::Null) => Ok(Value::Null),
            (ValueRef::Int(position), ValueRef::Text(row)) => {
                let position = usize::try_from(position).unwrap_or(usize::MAX);
                Ok(value::row_values(&of, row)?.into_iter().nth(position).unwrap_or_default())
            }
            _ => Err(internal("a row is not in its form")),
        }
    })
}

/// A row type of which only the fields matter.
fn fields(text: &str) -> Option<Composite> {
    let fields = Reader::new(text).fields("")?;
    Some(Composite { name: QualifiedName::new("", "record"), fields })
}
