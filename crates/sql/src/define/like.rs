//! `create table (like other including …)`

use crate::define::constraint::{New, NewKey};
use crate::define::draft::Draft;
use crate::define::names::{Reference, present};
use crate::define::sequence;
use crate::error::{Result, SqlError};
use catalog::{Column, Generation, Identity, Privileges, Relation, Unique};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// What is copied beside names, types and `not null`.
#[derive(Clone, Copy, Default)]
struct Including {
    comments: bool,
    constraints: bool,
    defaults: bool,
    generated: bool,
    identity: bool,
    indexes: bool,
}

/// Copies the columns of another relation, and of the rest what the clause includes.
pub(crate) fn copy(
    draft: &mut Draft,
    table: &mut Relation,
    clause: &ast::LikeClause,
    later: &mut Vec<New>,
) -> Result<()> {
    let at = clause.syntax();
    let path = clause.relation_name_ref().and_then(|name| name.path_ref());
    let source = draft.relation(&Reference::of_path_ref(path, at)?, at)?;
    let including = including(clause)?;
    for column in &source.columns {
        if table.column(&column.name).is_some() {
            let message = format!("column \"{}\" specified more than once", column.name);
            return Err(SqlError::new("42701", at, message));
        }
        let generation = generation(draft, table, column, including);
        table.columns.push(Column {
            generation,
            privileges: Privileges::default(),
            comment: column.comment.clone().filter(|_| including.comments),
            ..column.clone()
        });
    }
    if including.constraints {
        later.extend(source.checks.iter().cloned().map(New::Copied));
    }
    if including.indexes {
        let key = |primary| move |key: &Unique| New::Key(unnamed(key, primary, at));
        later.extend(source.primary_key.iter().map(key(true)));
        later.extend(source.uniques.iter().map(key(false)));
        later.extend(source.indexes.iter().cloned().map(New::Index));
    }
    Ok(())
}

fn unnamed(key: &Unique, primary: bool, at: &SyntaxNode) -> NewKey {
    NewKey {
        name: None,
        primary,
        columns: key.columns.clone(),
        index: None,
        nulls_not_distinct: key.nulls_not_distinct,
        deferral: key.deferral,
        at: at.clone(),
    }
}

fn generation(
    draft: &Draft,
    table: &Relation,
    column: &Column,
    including: Including,
) -> Option<Generation> {
    let generation = column.generation.clone()?;
    match &generation {
        Generation::Default(_) => Some(generation).filter(|_| including.defaults),
        Generation::Computed(_) => Some(generation).filter(|_| including.generated),
        // A copied `serial` would share the other's sequence; it gets one of its own.
        Generation::Identity(identity) => {
            let wanted = if identity.serial { including.defaults } else { including.identity };
            let sequence = sequence::free_sequence_name(draft, table, &column.name);
            wanted.then(|| Generation::Identity(Identity { sequence, ..identity.clone() }))
        }
    }
}

fn including(clause: &ast::LikeClause) -> Result<Including> {
    let mut of = Including::default();
    for option in clause.like_options() {
        let (property, on) = match &option {
            ast::LikeOption::IncludingProperty(including) => (including.table_property(), true),
            ast::LikeOption::ExcludingProperty(excluding) => (excluding.table_property(), false),
        };
        match present(property, option.syntax())? {
            ast::TableProperty::PropertyAll(_) => {
                of = Including {
                    comments: on,
                    constraints: on,
                    defaults: on,
                    generated: on,
                    identity: on,
                    indexes: on,
                };
            }
            ast::TableProperty::PropertyComments(_) => of.comments = on,
            ast::TableProperty::PropertyConstraints(_) => of.constraints = on,
            ast::TableProperty::PropertyDefaults(_) => of.defaults = on,
            ast::TableProperty::PropertyGenerated(_) => of.generated = on,
            ast::TableProperty::PropertyIdentity(_) => of.identity = on,
            ast::TableProperty::PropertyIndexes(_) => of.indexes = on,
            // How values are stored or sampled shows nowhere.
            ast::TableProperty::PropertyCompression(_)
            | ast::TableProperty::PropertyStatistics(_)
            | ast::TableProperty::PropertyStorage(_) => {}
        }
    }
    Ok(of)
}
