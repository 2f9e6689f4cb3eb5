//! What every project starts from: the schemas, roles, rights and tables that Supabase's have.

use catalog::Catalog;

/// The catalog that every project starts from.
pub fn base_catalog() -> Catalog {
    Catalog::default()
}
