//! What lies between two catalogs, as changes that can be applied in turn.
//!
//! New names can't be told from something dropped and something new, so nothing is taken for a renaming. The
//! order of the columns of a table counts for nothing.

mod describe;
mod meaning;
pub(crate) mod relations;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod tables;
mod types;

pub use describe::describe;
pub(crate) use types::is_replaced;

use catalog::{Catalog, Change};

/// The changes from the database's catalog to the files', in an order in which each can be applied: types,
/// tables, columns, keys, indexes, views, rules; then what goes away.
pub fn compare(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let (from, to) = &meaning::spelled_alike(from, to);
    let aligned = types::with_new_labels(from, to);
    let mut changes = Vec::new();
    let new_schemas = to.schemas.keys().filter(|name| !from.schemas.contains_key(*name));
    changes.extend(new_schemas.cloned().map(Change::CreateSchema));
    changes.extend(settings::early(from, to));
    changes.extend(types::made(from, to));
    let from = aligned.as_ref().unwrap_or(from);
    changes.extend(relations::replaced(from, to));
    changes.extend(relations::new_tables(from, to));
    changes.extend(tables::new_columns(from, to));
    changes.extend(tables::gone_constraints(from, to));
    changes.extend(tables::altered_columns(from, to));
    changes.extend(tables::new_constraints(from, to));
    changes.extend(relations::views(from, to));
    changes.extend(rules::changes(from, to));
    changes.extend(relations::gone_views(from, to));
    changes.extend(tables::gone_columns(from, to));
    changes.extend(relations::gone_tables(from, to));
    changes.extend(types::gone(from, to));
    let gone_schemas = from.schemas.keys().filter(|name| !to.schemas.contains_key(*name));
    changes.extend(gone_schemas.cloned().map(Change::DropSchema));
    changes.extend(settings::late(from, to));
    changes
}
