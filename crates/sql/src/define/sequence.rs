//! Sequences: as identity of a column, as `serial`, or written out the way `pg_dump` does, which comes to the
//! same. A sequence that no column uses is refused.

use crate::define::draft::Draft;
use crate::define::names::{Reference, free_name, present};
use crate::define::sequence_options::{self, Options};
use crate::error::{Result, SqlError};
use catalog::{Column, Generation, Identity, Relation};
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName, Scalar};

/// A sequence that was created and waits for its column.
#[derive(Clone, Debug)]
pub(crate) struct PendingSequence {
    start: i64,
    increment: i64,
    at: TextRange,
}

/// `create sequence`
pub(crate) fn create(draft: &mut Draft, statement: &ast::CreateSequence) -> Result<()> {
    let at = statement.syntax();
    if let Some(ast::Persistence::Temp(temp)) = statement.persistence() {
        return Err(SqlError::unsupported(temp.syntax(), "a temporary sequence"));
    }
    let path = statement.sequence().and_then(|sequence| sequence.path());
    let name = draft.new_name(&Reference::of_path(path, at)?, at)?;
    if draft.is_relation_name(&name.schema, &name.name) {
        let message = format!("relation \"{}\" already exists", name.name);
        if statement.if_not_exists().is_some() {
            draft.notice(format!("{message}, skipping"));
            return Ok(());
        }
        return Err(SqlError::new("42P07", at, message));
    }
    let options = Options::read(statement.sequence_options(), Scalar::Int8)?;
    let (start, increment) = (options.start(), options.increment);
    draft.sequences.insert(name, PendingSequence { start, increment, at: at.text_range() });
    Ok(())
}

/// `alter sequence`
pub(crate) fn alter(draft: &mut Draft, statement: &ast::AlterSequence) -> Result<()> {
    let at = statement.syntax();
    let path = statement.sequence_ref().and_then(|sequence| sequence.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    let Some((relation, column)) = find(draft, &reference) else {
        return alter_pending(draft, statement, &reference);
    };
    for action in statement.actions() {
        match action {
            // It stays with its column, and what owns the column owns it.
            ast::AlterSequenceAction::OwnerTo(_)
            | ast::AlterSequenceAction::SetLogged(_)
            | ast::AlterSequenceAction::SetUnlogged(_)
            | ast::AlterSequenceAction::SequenceOption(ast::SequenceOption::OptionOwnedBy(_)) => {}
            ast::AlterSequenceAction::SequenceRenameTo(rename) => {
                let path = rename.sequence().and_then(|sequence| sequence.path());
                let name = Reference::of_path(path, at)?.name;
                edit_identity(draft, &relation, &column, |identity| identity.sequence = name);
            }
            ast::AlterSequenceAction::SetSchema(set) => {
                return Err(SqlError::unsupported(
                    set.syntax(),
                    "a sequence in another schema than its table",
                ));
            }
            ast::AlterSequenceAction::SequenceOption(option) => {
                alter_option(draft, &relation, &column, &option)?;
            }
        }
    }
    Ok(())
}

fn alter_pending(
    draft: &mut Draft,
    statement: &ast::AlterSequence,
    reference: &Reference,
) -> Result<()> {
    let at = statement.syntax();
    let Some(name) = find_pending(draft, reference) else {
        let message = format!("relation \"{reference}\" does not exist");
        if statement.if_exists().is_some() {
            draft.notice(format!("{message}, skipping"));
            return Ok(());
        }
        return Err(SqlError::new("42P01", at, message));
    };
    for action in statement.actions() {
        match action {
            ast::AlterSequenceAction::OwnerTo(_)
            | ast::AlterSequenceAction::SetLogged(_)
            | ast::AlterSequenceAction::SetUnlogged(_)
            | ast::AlterSequenceAction::SequenceOption(ast::SequenceOption::OptionOwnedBy(_)) => {}
            ast::AlterSequenceAction::SequenceOption(option) => {
                let Some(pending) = draft.sequences.get_mut(&name) else { return Ok(()) };
                match option {
                    ast::SequenceOption::OptionRestart(restart) => {
                        if let Some(expr) = restart.expr() {
                            pending.start = sequence_options::integer(&expr)?;
                        }
                    }
                    ast::SequenceOption::OptionStart(start) => {
                        pending.start =
                            sequence_options::integer(&present(start.expr(), start.syntax())?)?;
                    }
                    ast::SequenceOption::OptionIncrement(by) => {
                        pending.increment =
                            sequence_options::integer(&present(by.expr(), by.syntax())?)?;
                    }
                    other => {
                        return Err(SqlError::unsupported(
                            other.syntax(),
                            "this change of a sequence",
                        ));
                    }
                }
            }
            other => {
                return Err(SqlError::unsupported(other.syntax(), "this change of a sequence"));
            }
        }
    }
    Ok(())
}

/// An option of the sequence behind a column.
pub(crate) fn alter_option(
    draft: &mut Draft,
    relation: &QualifiedName,
    column: &Name,
    option: &ast::SequenceOption,
) -> Result<()> {
    match option {
        ast::SequenceOption::OptionRestart(with) => {
            let next = with.expr().map(|expr| sequence_options::integer(&expr)).transpose()?;
            restart(draft, relation, column, next);
        }
        ast::SequenceOption::OptionStart(start) => {
            let start = sequence_options::integer(&present(start.expr(), start.syntax())?)?;
            edit_identity(draft, relation, column, |identity| identity.start = start);
        }
        ast::SequenceOption::OptionIncrement(by) => {
            let increment = sequence_options::non_zero(&present(by.expr(), by.syntax())?)?;
            edit_identity(draft, relation, column, |identity| identity.increment = increment);
        }
        // A column's type is the sequence's; how many numbers are fetched at once shows nowhere.
        ast::SequenceOption::OptionAsType(_)
        | ast::SequenceOption::OptionCache(_)
        | ast::SequenceOption::OptionNoCycle(_)
        | ast::SequenceOption::OptionNoMaxValue(_)
        | ast::SequenceOption::OptionNoMinValue(_)
        | ast::SequenceOption::OptionLogged(_)
        | ast::SequenceOption::OptionUnlogged(_) => {}
        other => {
            return Err(SqlError::unsupported(other.syntax(), "this option of a sequence"));
        }
    }
    Ok(())
}

/// The next value of a column's sequence; without one it is the first again.
pub(crate) fn restart(
    draft: &mut Draft,
    relation: &QualifiedName,
    column: &Name,
    next: Option<i64>,
) {
    if let Some(next) = next {
        edit_identity(draft, relation, column, |identity| identity.start = next);
    }
    draft.restarts.push((relation.clone(), column.clone()));
}

/// Changes the identity of a column, if it has one.
pub(crate) fn edit_identity(
    draft: &mut Draft,
    relation: &QualifiedName,
    column: &Name,
    edit: impl FnOnce(&mut Identity),
) {
    draft.edit(relation, |relation| {
        let column = relation.columns.iter_mut().find(|it| it.name == *column);
        if let Some(Column { generation: Some(Generation::Identity(identity)), .. }) = column {
            edit(identity);
        }
    });
}

/// The identity of a `serial` column.
pub(crate) fn serial(draft: &Draft, table: &Relation, column: &Name) -> Identity {
    let sequence = free_sequence_name(draft, table, column);
    Identity { always: false, serial: true, start: 1, increment: 1, sequence }
}

/// `generated … as identity (…)`
pub(crate) fn identity(
    draft: &Draft,
    table: &Relation,
    column: &Column,
    always: bool,
    options: Option<ast::SequenceOptionList>,
    at: &SyntaxNode,
) -> Result<Identity> {
    let of = require_integer(column, at)?;
    let options = match options {
        Some(list) => Options::read(list.sequence_options(), of)?,
        None => Options::default(),
    };
    if options
        .name
        .as_ref()
        .and_then(|name| name.schema.as_ref())
        .is_some_and(|schema| *schema != table.name.schema)
    {
        return Err(SqlError::unsupported(at, "a sequence in another schema than its table"));
    }
    let start = options.start();
    let sequence = match options.name {
        Some(name) => name.name,
        None => free_sequence_name(draft, table, &column.name),
    };
    Ok(Identity { always, serial: false, start, increment: options.increment, sequence })
}

/// `default nextval('sequence')`: the column takes the sequence.
pub(crate) fn of_nextval(
    draft: &mut Draft,
    table: &Relation,
    column: &Column,
    schema: Option<Name>,
    name: Name,
    at: &SyntaxNode,
) -> Result<Identity> {
    require_integer(column, at)?;
    let reference = Reference { schema, name };
    if let Some(Generation::Identity(identity)) = &column.generation
        && identity.sequence == reference.name
    {
        return Ok(identity.clone());
    }
    if let Some((relation, other)) = find(draft, &reference) {
        let message = format!("a sequence that \"{relation}.{other}\" uses too");
        return Err(SqlError::unsupported(at, message)
            .hint("Give each column its own: generated by default as identity."));
    }
    let Some(full) = find_pending(draft, &reference) else {
        return Err(SqlError::new("42P01", at, format!("relation \"{reference}\" does not exist")));
    };
    if full.schema != table.name.schema {
        return Err(SqlError::unsupported(at, "a sequence in another schema than its table"));
    }
    let Some(pending) = draft.sequences.shift_remove(&full) else {
        return Err(SqlError::new("42P01", at, format!("relation \"{reference}\" does not exist")));
    };
    let PendingSequence { start, increment, .. } = pending;
    Ok(Identity { always: false, serial: true, start, increment, sequence: full.name })
}

/// PostgreSQL's name for the sequence of a column.
pub(crate) fn free_sequence_name(draft: &Draft, table: &Relation, column: &Name) -> Name {
    let schema = &table.name.schema;
    let mine = |name: &str| {
        table.columns.iter().any(|column| match &column.generation {
            Some(Generation::Identity(identity)) => &*identity.sequence == name,
            _ => false,
        })
    };
    free_name(&table.name.name, Some(column), "seq", |name| {
        mine(name) || draft.is_relation_name(schema, name)
    })
}

/// The column that a sequence counts for.
pub(crate) fn find(draft: &Draft, reference: &Reference) -> Option<(QualifiedName, Name)> {
    let counts_for = |full: &QualifiedName| {
        draft.catalog.relations.values().filter(|it| it.name.schema == full.schema).find_map(|it| {
            let column = it.columns.iter().find(|column| match &column.generation {
                Some(Generation::Identity(identity)) => identity.sequence == full.name,
                _ => false,
            })?;
            Some((it.name.clone(), column.name.clone()))
        })
    };
    let full = draft.find(reference, |full| counts_for(full).is_some())?;
    counts_for(&full)
}

/// The full name of a sequence that no column uses yet.
pub(crate) fn find_pending(draft: &Draft, reference: &Reference) -> Option<QualifiedName> {
    draft.find(reference, |name| draft.sequences.contains_key(name))
}

/// Whether there is a sequence of this name.
pub(crate) fn is_there(draft: &Draft, reference: &Reference) -> bool {
    find(draft, reference).is_some() || find_pending(draft, reference).is_some()
}

/// The sequences that no column uses at the end.
pub(crate) fn left_over(draft: &Draft) -> Vec<SqlError> {
    let error = |(name, pending): (&QualifiedName, &PendingSequence)| {
        let message = format!("the sequence {name} belongs to no column, which is not supported");
        SqlError::at("0A000", pending.at, message)
            .hint("Count in a column: id bigint generated by default as identity.")
    };
    draft.sequences.iter().map(error).collect()
}

fn require_integer(column: &Column, at: &SyntaxNode) -> Result<Scalar> {
    match &column.of {
        value::Type::Scalar(of @ (Scalar::Int2 | Scalar::Int4 | Scalar::Int8)) => Ok(*of),
        _ => {
            let message = "identity column type must be smallint, integer, or bigint";
            Err(SqlError::new("22023", at, message))
        }
    }
}
