//! What lies between two catalogs, as changes that can be applied in turn.

use catalog::{Catalog, Change};

/// The changes from the database's catalog to the files'.
pub fn compare(_from: &Catalog, _to: &Catalog) -> Vec<Change> {
    Vec::new()
}

/// A change in words for people: `adds column public.posts.title`.
pub fn describe(_change: &Change, _from: &Catalog, _to: &Catalog) -> String {
    String::new()
}
