//! Reading whole files: schemas, migrations, seeds, single statements.

use crate::error::{Error, Notice};
use catalog::{Catalog, Change, Statement};
use std::sync::Arc;

/// A file's name, for messages, and its text.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// E.g. `schemas/03_posts.sql`.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What the files of a schema define.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The schema.
    pub catalog: Catalog,
    /// What a person should know of.
    pub notices: Vec<Notice>,
}

/// What a migration or a seed does, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The steps.
    pub steps: Vec<ScriptStep>,
    /// What a person should know of.
    pub notices: Vec<Notice>,
}

/// One step of a script. Statements that do nothing here (`set`, `begin`) are no steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptStep {
    /// A definition.
    Define {
        /// The line its statement begins at, from 1.
        line: u32,
        /// The schema after it.
        catalog: Arc<Catalog>,
        /// What it changes.
        changes: Vec<Change>,
    },
    /// `select`, `insert`, `update`, `delete`
    Run {
        /// The line it begins at, from 1.
        line: u32,
        /// The statement, made for the catalog of the last definition before it.
        statement: Statement,
    },
}

/// Reads `schemas/*.sql`, in the order given: definitions only.
///
/// # Errors
/// Everything that is wrong in the files.
pub fn read_schema(base: &Catalog, _files: &[File<'_>]) -> Result<Definition, Vec<Error>> {
    Ok(Definition { catalog: base.clone(), notices: Vec::new() })
}

/// Reads a migration or a seed over the catalog that it finds.
///
/// # Errors
/// Everything that is wrong in the file.
pub fn read_script(_catalog: &Catalog, _file: &File<'_>) -> Result<Script, Vec<Error>> {
    Ok(Script { steps: Vec::new(), notices: Vec::new() })
}

/// Reads one statement that is no definition.
///
/// # Errors
/// What is wrong with it.
pub fn read_statement(_catalog: &Catalog, _text: &str) -> Result<Statement, Error> {
    Err(crate::error::SqlError::at(
        "0A000",
        Default::default(),
        "reading statements is not built yet",
    )
    .outward(&crate::source::Source::new("statement", "")))
}

/// Reads what [`write_catalog`](crate::write_catalog) wrote.
///
/// # Errors
/// The first thing that is wrong in the text.
pub fn read_catalog(_text: &str) -> Result<Catalog, Error> {
    Ok(Catalog::default())
}
