//! Cells of a row as Rust's types.

use db::{Answer, Row, Rows};
use uuid::Uuid;
use value::ValueRef;

pub(super) fn text(row: &Row<'_>, column: &str) -> Option<String> {
    match row.named(column) {
        ValueRef::Text(text) => Some(text.to_owned()),
        _ => None,
    }
}

/// A time in microseconds since 1970, or a number.
pub(super) fn int(row: &Row<'_>, column: &str) -> Option<i64> {
    match row.named(column) {
        ValueRef::Int(int) => Some(int),
        _ => None,
    }
}

pub(super) fn truth(row: &Row<'_>, column: &str) -> bool {
    int(row, column) == Some(1)
}

pub(super) fn id(row: &Row<'_>, column: &str) -> Option<Uuid> {
    match row.named(column) {
        ValueRef::Bytes(bytes) => Uuid::from_slice(bytes).ok(),
        ValueRef::Text(text) => Uuid::parse_str(text).ok(),
        _ => None,
    }
}

/// The rows that a step gave.
pub(super) fn rows(answer: &Answer, step: usize) -> Option<&Rows> {
    answer.steps.get(step).map(|step| &step.rows)
}

/// The first row that a step gave.
pub(super) fn first(answer: &Answer, step: usize) -> Option<Row<'_>> {
    rows(answer, step)?.first()
}
