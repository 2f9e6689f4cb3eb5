//! The interface, while its bodies are being written.
use crate::{Modifier, Moment, Type, Value, ValueError, ValueRef};
use std::cmp::Ordering;

fn unfinished<T>() -> Result<T, ValueError> {
    Err(ValueError::new("0A000", "this conversion is not built yet"))
}
/// PostgreSQL's input function, then the modifier's coercion.
pub fn read(
    _of: &Type,
    _modifier: Modifier,
    _text: &str,
    _at: &Moment,
) -> Result<Value, ValueError> {
    unfinished()
}
/// The text of a value, as a cast to `text` gives.
pub fn write(_of: &Type, _value: &Value, _out: &mut String) {}
/// The text of a value as its type's output function gives (`t` for true).
pub fn write_output(_of: &Type, _value: &Value, _out: &mut String) {}
/// The value as `to_json` prints it.
pub fn write_json(of: &Type, value: &Value, out: &mut Vec<u8>) {
    write_json_ref(of, value.as_ref(), out);
}
/// The value as `to_json` prints it.
pub fn write_json_ref(_of: &Type, _value: ValueRef<'_>, _out: &mut Vec<u8>) {}
/// The value as `to_json` prints it, a `char(n)` padded as its modifier says.
pub fn write_json_cell(of: &Type, _modifier: Modifier, value: ValueRef<'_>, out: &mut Vec<u8>) {
    write_json_ref(of, value, out);
}
/// A string as JSON.
pub fn write_json_string(_text: &str, _out: &mut Vec<u8>) {}
/// The JSON text of one value read into a type, as `json_populate_record` does.
pub fn read_json(
    _of: &Type,
    _modifier: Modifier,
    _json: &str,
    _at: &Moment,
) -> Result<Value, ValueError> {
    unfinished()
}
/// PostgreSQL's order of two values that are not null.
pub fn compare(_of: &Type, _a: &Value, _b: &Value) -> Ordering {
    Ordering::Equal
}
/// A cast between two types.
pub fn cast(
    _from: &Type,
    _to: &Type,
    _modifier: Modifier,
    _value: &Value,
    _explicit: bool,
    _at: &Moment,
) -> Result<Value, ValueError> {
    unfinished()
}
/// Where a cast may be used without being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// Anywhere.
    Implicit,
    /// When a column is written.
    Assignment,
    /// Only by `::` or `cast`.
    Explicit,
}
/// The context in which a type casts to another, or nothing if it doesn't.
pub fn cast_context(_from: &Type, _to: &Type) -> Option<Context> {
    None
}
