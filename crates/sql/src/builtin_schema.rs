//! What every project starts from: the schemas, roles, rights and tables that Supabase's have.

use crate::script::read_own;
use catalog::Catalog;
use std::sync::LazyLock;

/// The text, which our own reader reads.
const TEXT: &str = include_str!("builtin_schema.sql");

static BASE: LazyLock<Catalog> = LazyLock::new(|| {
    // A test reads the text, so it can't fail when a program starts.
    read_own("builtin_schema.sql", TEXT).unwrap_or_default()
});

/// The catalog that every project starts from.
pub fn base_catalog() -> Catalog {
    BASE.clone()
}
