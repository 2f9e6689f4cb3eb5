//! Reading whole files: schemas, migrations, seeds, single statements.

mod reading;

use crate::analyze;
use crate::compare::compare;
use crate::define::draft::Draft;
use crate::define::{self, Effect};
use crate::error::{Error, Notice, SqlError, start_of};
use crate::parse::parse;
use crate::write::write_catalog;
use catalog::{Catalog, Change, Statement};
pub(crate) use reading::is_rows;
use reading::{Reading, on_a_large_stack};
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::QualifiedName;

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
#[expect(clippy::large_enum_variant, reason = "a script has few steps, and they live briefly")]
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
pub fn read_schema(base: &Catalog, files: &[File<'_>]) -> Result<Definition, Vec<Error>> {
    on_a_large_stack(|| schema(base, files))
}

/// Reads a migration or a seed over the catalog that it finds.
///
/// # Errors
/// Everything that is wrong in the file.
pub fn read_script(catalog: &Catalog, file: &File<'_>) -> Result<Script, Vec<Error>> {
    on_a_large_stack(|| script(catalog, file))
}

/// Reads one statement that is no definition.
///
/// # Errors
/// What is wrong with it.
pub fn read_statement(catalog: &Catalog, text: &str) -> Result<Statement, Error> {
    let read = on_a_large_stack(|| one_statement(catalog, text));
    read.map_err(|errors| first(errors, "statement"))
}

/// Reads what [`write_catalog`] wrote.
///
/// # Errors
/// The first thing that is wrong in the text.
pub fn read_catalog(text: &str) -> Result<Catalog, Error> {
    read_own("catalog", text)
}

/// Reads the house's own text, from nothing.
pub(crate) fn read_own(name: &str, text: &str) -> Result<Catalog, Error> {
    let file = File { name, text };
    let read = on_a_large_stack(|| {
        let mut reading = Reading::of_own();
        reading.file(&file, &mut |_, _, statement| {
            Err(SqlError::unsupported(statement.syntax(), "a statement about rows"))
        });
        reading.finish().map(|(draft, _)| draft.catalog)
    });
    read.map_err(|errors| first(errors, name))
}

fn first(errors: Vec<Error>, name: &str) -> Error {
    let none = || Error::of_file(name, "XX000", "cannot be read");
    errors.into_iter().next().unwrap_or_else(none)
}

fn schema(base: &Catalog, files: &[File<'_>]) -> Result<Definition, Vec<Error>> {
    let mut reading = Reading::of_project(base.clone());
    for file in files {
        reading.file(file, &mut |_, _, statement| {
            Err(SqlError::new(
                "0A000",
                statement.syntax(),
                "a schema holds definitions only, no rows",
            )
            .hint("Put rows into seed.sql, or into a migration."))
        });
    }
    let (draft, notices) = reading.finish()?;
    require_storable(&draft.catalog)?;
    Ok(Definition { catalog: draft.catalog, notices })
}

fn script(catalog: &Catalog, file: &File<'_>) -> Result<Script, Vec<Error>> {
    let mut reading = Reading::of_project(catalog.clone());
    let mut steps = Vec::new();
    reading.script(file, &mut steps);
    let (draft, notices) = reading.finish()?;
    if draft.catalog != *catalog {
        require_storable(&draft.catalog)?;
    }
    Ok(Script { steps, notices })
}

/// A database keeps the catalog as text; one that doesn't read back the same is refused before it is kept.
fn require_storable(catalog: &Catalog) -> Result<(), Vec<Error>> {
    let text = write_catalog(catalog);
    let error = match read_catalog(&text) {
        Ok(read) if read == *catalog => return Ok(()),
        Ok(read) => {
            let differs = |name: &&QualifiedName| read.relation(name) != catalog.relation(name);
            let names = catalog.relations.keys().filter(differs).map(ToString::to_string);
            let other =
                |id: &&catalog::RoutineId| read.routines.get(*id) != catalog.routines.get(*id);
            let routines = catalog.routines.keys().filter(other);
            let names = names.chain(routines.map(|id| id.name.to_string()));
            let names = names.collect::<Vec<_>>().join(", ");
            Error::of_file("schema", "XX000", &format!("{names} would not be kept as it is"))
        }
        Err(error) => error,
    };
    Err(vec![error.while_keeping()])
}

fn one_statement(catalog: &Catalog, text: &str) -> Result<Statement, Vec<Error>> {
    let parsed = parse(&File { name: "statement", text }, true)?;
    let outward = |error: SqlError| vec![error.outward(&parsed.source)];
    let [statement] = parsed.statements.as_slice() else {
        let message = match parsed.statements.len() {
            0 => "there is no statement",
            _ => "there is more than one statement",
        };
        return Err(vec![Error::of_file("statement", "42601", message)]);
    };
    let mut draft = Draft::of_project(catalog.clone());
    match define::statement(&mut draft, statement) {
        Ok(Effect::Rows) => analyze::statement(draft.environment(), statement).map_err(outward),
        Ok(Effect::Defined | Effect::Nothing) => Err(outward(
            SqlError::new(
                "0A000",
                statement.syntax(),
                "only select, insert, update and delete run here",
            )
            .hint("Put definitions into schemas/, or into a migration."),
        )),
        Err(error) => Err(outward(error)),
    }
}

/// The changes that a statement of a script makes.
fn changes(before: &Catalog, draft: &mut Draft) -> Vec<Change> {
    let renames = std::mem::take(&mut draft.renames);
    let conversions = std::mem::take(&mut draft.conversions);
    let restarts = std::mem::take(&mut draft.restarts);
    let refreshed = std::mem::take(&mut draft.refreshed);
    if !renames.is_empty() {
        return renames;
    }
    let mut changes = compare(before, &draft.catalog);
    for (relation, column, new) in conversions {
        for change in &mut changes {
            if let Change::AlterColumnType { relation: of, column: name, using } = change
                && *of == relation
                && *name == column
            {
                *using = Some(new.clone());
            }
        }
    }
    changes.extend(refreshed.into_iter().map(Change::Refresh));
    // A sequence that starts anew isn't seen by comparing: where one starts counts only when it is made.
    for (relation, column) in restarts {
        let change = Change::AlterColumnGeneration { relation, column };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    changes
}

/// The line that a statement begins at.
fn line(source: &crate::source::Source<'_>, statement: &ast::Stmt) -> u32 {
    source.line(start_of(statement.syntax()))
}
