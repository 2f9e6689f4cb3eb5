//! Writing PostgreSQL's SQL: types, expressions, queries, whole catalogs.

use catalog::{Catalog, Change};

/// The SQL that a person would type in a migration for a change.
pub fn write_change(_change: &Change, _from: &Catalog, _to: &Catalog) -> String {
    String::new()
}

/// A whole catalog as SQL that [`read_catalog`](crate::read_catalog) reads back to an equal one.
pub fn write_catalog(_catalog: &Catalog) -> String {
    String::new()
}
