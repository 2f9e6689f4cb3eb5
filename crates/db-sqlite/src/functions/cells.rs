//! Values on their way from SQLite into a function and back, and registering functions of values.

use super::session::Session;
use rusqlite::functions::{Context as Call, FunctionFlags};
use rusqlite::types::{ToSqlOutput, ValueRef as Stored};
use rusqlite::{Connection, ToSql};
use std::sync::Arc;
use value::{Value, ValueError, ValueRef};

/// How much a single value may take that is gathered from many, in bytes.
const LONGEST: usize = 256 * 1024 * 1024;

/// The same result for the same arguments, and no effect: also what depends on the moment, which is fixed while
/// a statement runs.
pub(super) const FIXED: FunctionFlags = FunctionFlags::SQLITE_UTF8
    .union(FunctionFlags::SQLITE_DETERMINISTIC)
    .union(FunctionFlags::SQLITE_INNOCUOUS);

/// Each call may give something else.
pub(super) const VOLATILE: FunctionFlags =
    FunctionFlags::SQLITE_UTF8.union(FunctionFlags::SQLITE_INNOCUOUS);

/// What a function of values gives.
pub(super) type Given = Result<Value, ValueError>;

/// Registers a function of any number of arguments.
pub(super) fn scalar(
    connection: &Connection,
    session: &Arc<Session>,
    name: &str,
    flags: FunctionFlags,
    function: impl Fn(&Call<'_>, &Session) -> Given + Send + 'static,
) -> rusqlite::Result<()> {
    let session = session.clone();
    connection.create_scalar_function(name, -1, flags, move |call| {
        let given = function(call, &session).and_then(storable);
        given.map(Cell).map_err(|error| session.raise(error))
    })
}

/// A value that SQLite can hold: it takes NaN for null.
pub(super) fn storable(value: Value) -> Given {
    match value {
        Value::Float(float) if float.is_nan() => Err(ValueError::new(
            "0A000",
            "NaN of type double precision is not supported on SQLite; use numeric",
        )),
        value => Ok(value),
    }
}

/// A value as the result of a function.
pub(super) struct Cell(pub(super) Value);

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match &self.0 {
            Value::Null => Stored::Null,
            Value::Int(int) => Stored::Integer(*int),
            Value::Float(float) => Stored::Real(*float),
            Value::Text(text) => Stored::Text(text.as_bytes()),
            Value::Bytes(bytes) => Stored::Blob(bytes),
        }))
    }
}

/// An argument, borrowed.
pub(super) fn argument<'a>(call: &'a Call<'_>, at: usize) -> Result<ValueRef<'a>, ValueError> {
    if at >= call.len() {
        return Err(internal("an argument is missing"));
    }
    Ok(match call.get_raw(at) {
        Stored::Null => ValueRef::Null,
        Stored::Integer(int) => ValueRef::Int(int),
        Stored::Real(float) => ValueRef::Float(float),
        Stored::Text(text) => ValueRef::Text(
            std::str::from_utf8(text).map_err(|_| internal("a stored text is not UTF-8"))?,
        ),
        Stored::Blob(bytes) => ValueRef::Bytes(bytes),
    })
}

/// The arguments from one on.
pub(super) fn arguments(call: &Call<'_>, from: usize) -> Result<Vec<Value>, ValueError> {
    (from..call.len()).map(|at| argument(call, at).map(ValueRef::to_value)).collect()
}

/// An argument whose form is text.
pub(super) fn text<'a>(call: &'a Call<'_>, at: usize) -> Result<&'a str, ValueError> {
    match argument(call, at)? {
        ValueRef::Text(text) => Ok(text),
        _ => Err(internal("an argument is no text")),
    }
}

/// Whether an argument from one on is null.
pub(super) fn has_null(call: &Call<'_>, from: usize) -> bool {
    (from..call.len()).any(|at| matches!(call.get_raw(at), Stored::Null))
}

/// What the constant at a position describes, read once for a statement.
pub(super) fn described<T: Send + Sync + 'static>(
    call: &Call<'_>,
    at: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Arc<T>, ValueError> {
    let position = i32::try_from(at).map_err(|_| internal("too many arguments"))?;
    if at < call.len()
        && let Ok(Some(known)) = call.get_aux::<T>(position)
    {
        return Ok(known);
    }
    let described = read(text(call, at)?).ok_or_else(|| internal("a descriptor can't be read"))?;
    call.set_aux(position, described).map_err(|error| internal(&error.to_string()))
}

/// Bounds what gathers many values.
pub(super) fn within_limit(bytes: usize) -> Result<(), ValueError> {
    if bytes > LONGEST {
        return Err(ValueError::new("54000", "a value gathered from many rows is too large"));
    }
    Ok(())
}

/// The memory that a value takes, roughly.
pub(super) fn size(value: &Value) -> usize {
    size_of::<Value>()
        + match value {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
}

/// What compiled the statement and what runs it don't agree.
pub(super) fn internal(what: &str) -> ValueError {
    ValueError::new("XX000", format!("internal error: {what}"))
}
