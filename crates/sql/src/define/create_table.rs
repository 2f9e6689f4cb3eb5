//! `create table`

use crate::define::column::{self, Written};
use crate::define::constraint;
use crate::define::draft::Draft;
use crate::define::like;
use crate::define::names::{Reference, present};
use crate::define::partition;
use crate::error::{Result, SqlError};
use catalog::RelationKind;
use squawk_syntax::ast::{self, AstNode};

/// The most columns of a table, as in PostgreSQL.
pub(crate) const MOST_COLUMNS: usize = 1600;

/// `create table name (…)`
pub(crate) fn create_table(draft: &mut Draft, statement: &ast::CreateTable) -> Result<()> {
    let at = statement.syntax();
    refuse_other_kinds(draft, statement)?;
    if let Some(of) = statement.partition_of() {
        return partition::create(draft, statement, &of);
    }
    let reference = Reference::of_path(statement.table_name().and_then(|it| it.path()), at)?;
    let name = draft.new_name(&reference, at)?;
    if draft.is_relation_name(&name.schema, &name.name) {
        let message = format!("relation \"{}\" already exists", name.name);
        if statement.if_not_exists().is_some() {
            draft.notice(format!("{message}, skipping"));
            return Ok(());
        }
        return Err(SqlError::new("42P07", at, message));
    }
    if draft.is_type_name(&name) {
        return Err(SqlError::new("42710", at, format!("type \"{}\" already exists", name.name)));
    }
    let mut table = draft.new_relation(name.clone(), RelationKind::Table);
    let mut constraints = Vec::new();
    for argument in present(statement.table_arg_list(), at)?.args() {
        match argument {
            ast::TableArg::Column(column) => {
                let written = Written::of_column(&column)?;
                column::add(draft, &mut table, written, &mut constraints)?;
            }
            ast::TableArg::LikeClause(clause) => {
                like::copy(draft, &mut table, &clause, &mut constraints)?;
            }
            ast::TableArg::TableConstraint(of) => constraints.extend(constraint::of_table(&of)?),
        }
    }
    if table.columns.len() > MOST_COLUMNS {
        let message = format!("tables can have at most {MOST_COLUMNS} columns");
        return Err(SqlError::new("54011", at, message));
    }
    if let Some(clause) = statement.partition_by() {
        table.partitioning = Some(partition::by(&clause, &table)?);
    }
    draft.catalog.relations.insert(name.clone(), table.into());
    constraint::add_all(draft, &name, constraints, at)
}

fn refuse_other_kinds(draft: &mut Draft, statement: &ast::CreateTable) -> Result<()> {
    if let Some(ast::Persistence::Temp(temp)) = statement.persistence() {
        return Err(SqlError::unsupported(temp.syntax(), "a temporary table")
            .hint("Use a table of the schema, or a common table expression (with …)."));
    }
    if let Some(inherits) = statement.inherits() {
        return Err(SqlError::unsupported(inherits.syntax(), "table inheritance")
            .hint("Copy the columns with (like other_table), or reference the other table."));
    }
    if let Some(of) = statement.of_type() {
        return Err(SqlError::unsupported(of.syntax(), "a table of a composite type")
            .hint("Write the columns out."));
    }
    if let Some(commit) = statement.on_commit() {
        return Err(SqlError::unsupported(commit.syntax(), "on commit"));
    }
    if matches!(statement.persistence(), Some(ast::Persistence::Unlogged(_))) {
        draft.notice("an unlogged table is kept as any other: what it answers survives a crash");
    }
    Ok(())
}

/// `create table … as`
pub(crate) fn refuse_as(statement: &ast::CreateTableAs) -> SqlError {
    SqlError::unsupported(statement.syntax(), "create table as")
        .hint("Define the table with its columns, and fill it with insert into … select.")
}

/// `select … into`
pub(crate) fn refuse_into(statement: &ast::SelectInto) -> SqlError {
    SqlError::unsupported(statement.syntax(), "select into")
        .hint("Define the table with its columns, and fill it with insert into … select.")
}

/// The text `create foreign table` and its kin are refused with.
pub(crate) fn refuse_foreign(at: &squawk_syntax::SyntaxNode) -> SqlError {
    SqlError::unsupported(at, "a foreign table")
}
