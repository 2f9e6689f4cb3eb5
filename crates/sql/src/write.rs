//! Writing PostgreSQL's SQL: types, values, expressions, queries, and the statements that make a catalog.

mod catalog_text;
mod change;
mod change_routine;
mod change_type;
mod expression;
mod literal;
mod names;
mod partition;
mod query;
mod relation;
mod rights;
mod routine;
pub(crate) mod rules;
pub(crate) mod settings;
mod statement;
mod type_name;
mod user_type;

pub use catalog_text::write_catalog;
pub use change::write_change;
pub(crate) use expression::expression_text;
pub(crate) use names::{identifier, qualified};
pub(crate) use partition::{drop_partition, partition_text, repartition};
pub(crate) use relation::view_text;
pub(crate) use rights::{grants, with_modes};
pub(crate) use routine::signature as function_signature;
pub use statement::write_statement;
pub use type_name::write_type;

use catalog::{IndexMethod, Privilege};

/// `gin`
pub(crate) const fn index_method(method: IndexMethod) -> &'static str {
    match method {
        IndexMethod::Btree => "btree",
        IndexMethod::Hash => "hash",
        IndexMethod::Gin => "gin",
        IndexMethod::Gist => "gist",
        IndexMethod::Spgist => "spgist",
        IndexMethod::Brin => "brin",
    }
}

/// `select`
pub(crate) const fn privilege(privilege: Privilege) -> &'static str {
    match privilege {
        Privilege::Select => "select",
        Privilege::Insert => "insert",
        Privilege::Update => "update",
        Privilege::Delete => "delete",
        Privilege::Truncate => "truncate",
        Privilege::References => "references",
        Privilege::Trigger => "trigger",
        Privilege::Usage => "usage",
        Privilege::Create => "create",
        Privilege::Execute => "execute",
    }
}
