//! Reading PostgreSQL's SQL into the catalog and into queries, writing it again, and comparing two catalogs.
//!
//! Text is read by a grammar of all of PostgreSQL; `define` makes catalogs of its definitions and `analyze`
//! typed trees of its queries and expressions. Everything that isn't understood is an error that names the
//! place and the way out; nothing is passed over in silence. `write` is the way back: what it writes reads
//! to the same catalog, which is how a database stores its own. `compare` finds what lies between two catalogs.
//!
//! No IO, no database.
#![forbid(unsafe_code)]

mod analyze;
mod builtin_schema;
mod compare;
mod define;
mod error;
mod parse;
mod reread;
mod script;
mod source;
#[cfg(test)]
mod tests;
mod write;

pub use builtin_schema::base_catalog;
pub use compare::{compare, describe};
pub use error::{Error, Notice};
pub use script::{
    Definition, File, Script, ScriptStep, read_catalog, read_schema, read_script, read_statement,
};
pub use write::{write_catalog, write_change, write_statement, write_type};
