//! Set-returning functions and the elements of arrays, as one JSON array that `json_each` takes apart.
//!
//! JSON in SQLite has integers and texts; floats are texts there, bytes are hexadecimal digits, and whoever
//! reads them turns them back.

use super::cells::{FIXED, Given, VOLATILE, arguments, described, scalar, text, within_limit};
use super::descriptor::Reader;
use super::fold::{Fold, aggregate};
use super::session::Session;
use super::signature::Signatures;
use builtin::{Row, SetReturning, Volatility};
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use rusqlite::types::ValueRef as Stored;
use std::io::Write;
use std::sync::Arc;
use value::{Value, ValueError, ValueRef};

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    for function in builtin::set_returning_functions() {
        one(connection, session, function)?;
    }
    aggregate(connection, session, "pg_forms", Forms)?;
    scalar(connection, session, "pg_elements", FIXED, |call, _| {
        let element = described(call, 0, |text| Reader::new(text).of())?;
        // A comparison with any element of null is null, as with one element that is null.
        if matches!(call.get_raw(1), Stored::Null) {
            return Ok(Value::text("[null]"));
        }
        let (_, values) = value::array_values(&element.0, text(call, 1)?)?;
        array_of(values.into_iter().map(|value| Ok(vec![value])))
    })
}

fn one(
    connection: &Connection,
    session: &Arc<Session>,
    function: &'static SetReturning,
) -> rusqlite::Result<()> {
    let signatures = Signatures::of_set(function);
    let flags = if function.volatility == Volatility::Volatile { VOLATILE } else { FIXED };
    let name = format!("set_{}", function.id());
    scalar(connection, session, &name, flags, move |call, session| {
        let arguments = arguments(call, signatures.first())?;
        let signature = signatures.of_call(call)?;
        let run = |context: &builtin::Context<'_>| function.run(context, &arguments);
        array_of(signature.with(session, arguments.len(), run)?)
    })
}

/// The rows as a JSON array; a row of one column is that column's value.
fn array_of(rows: impl Iterator<Item = Result<Row, ValueError>>) -> Result<Value, ValueError> {
    let mut json = vec![b'['];
    for row in rows {
        write_row(&row?, &mut json)?;
    }
    json.push(b']');
    Ok(Value::text(String::from_utf8_lossy(&json)))
}

fn write_row(row: &[Value], json: &mut Vec<u8>) -> Result<(), ValueError> {
    write_cells(row.iter().map(Value::as_ref), json)
}

fn write_cells<'a>(
    row: impl Iterator<Item = ValueRef<'a>> + Clone,
    json: &mut Vec<u8>,
) -> Result<(), ValueError> {
    if json.len() > 1 {
        json.push(b',');
    }
    let mut cells = row.clone();
    if let (Some(value), None) = (cells.next(), cells.next()) {
        write_form(value, json);
        return within_limit(json.len());
    }
    json.push(b'[');
    for (at, value) in row.enumerate() {
        if at > 0 {
            json.push(b',');
        }
        write_form(value, json);
    }
    json.push(b']');
    within_limit(json.len())
}

/// Rows as such an array.
pub(crate) fn forms<'a, R>(rows: impl Iterator<Item = R>) -> Result<String, ValueError>
where
    R: Iterator<Item = ValueRef<'a>> + Clone,
{
    let mut json = vec![b'['];
    for row in rows {
        write_cells(row, &mut json)?;
    }
    json.push(b']');
    Ok(String::from_utf8_lossy(&json).into_owned())
}

/// `pg_forms(a, b)`: the rows of a query as a JSON array.
struct Forms;

impl Fold for Forms {
    type State = Vec<u8>;

    fn start(&self, _: &Call<'_>, _: &Session) -> Result<Vec<u8>, ValueError> {
        Ok(vec![b'['])
    }

    fn step(&self, json: &mut Vec<u8>, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        write_row(&arguments(call, 0)?, json)
    }

    fn result(&self, json: Option<&Vec<u8>>, _: &Session) -> Given {
        let json = json.map_or("[".into(), |json| String::from_utf8_lossy(json));
        Ok(Value::text(format!("{json}]")))
    }
}

fn write_form(value: ValueRef<'_>, json: &mut Vec<u8>) {
    match value {
        ValueRef::Null => json.extend_from_slice(b"null"),
        ValueRef::Int(int) => {
            let _ = write!(json, "{int}");
        }
        ValueRef::Float(float) => {
            let _ = write!(json, "\"{float:?}\"");
        }
        ValueRef::Text(text) => value::write_json_string(text, json),
        ValueRef::Bytes(bytes) => {
            json.push(b'"');
            for byte in bytes {
                let _ = write!(json, "{byte:02x}");
            }
            json.push(b'"');
        }
    }
}
