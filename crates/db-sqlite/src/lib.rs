//! SQLite as a database of the house: one file, one writer, several readers.
//!
//! `compile` turns what `access` permitted into SQLite's words and is pure; `functions` gives SQLite what it
//! lacks of PostgreSQL; `layout` says how the schema is stored; `engine` owns the file and is the only IO.

mod compile;
mod engine;
mod functions;
mod layout;
mod statement;

pub use engine::{Options, Sqlite};
