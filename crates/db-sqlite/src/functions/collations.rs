//! The collations by which SQLite compares, sorts and indexes forms of text as PostgreSQL does their types.

use crate::compile::collation;
use rusqlite::Connection;
use std::cmp::Ordering;
use value::{Scalar, Type, ValueRef};

pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    for scalar in Scalar::ALL.iter().filter(|scalar| **scalar != Scalar::Cidr) {
        one(connection, scalar.of())?;
    }
    Scalar::ALL.iter().try_for_each(|scalar| one(connection, scalar.of().array()))
}

fn one(connection: &Connection, of: Type) -> rusqlite::Result<()> {
    match collation(&of) {
        Some(name) => connection.create_collation(name, move |a, b| compare(&of, a, b)),
        None => Ok(()),
    }
}

fn compare(of: &Type, a: &str, b: &str) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    value::compare_ref(of, ValueRef::Text(a), ValueRef::Text(b))
}
