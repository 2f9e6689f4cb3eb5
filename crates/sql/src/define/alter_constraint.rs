//! `alter table … add|drop|rename|validate|alter constraint`

use crate::define::constraint;
use crate::define::dependants::Thing;
use crate::define::draft::{Draft, has_constraint};
use crate::define::names::{Reference, fold, present};
use crate::define::{removal, rename};
use crate::error::{Result, SqlError};
use catalog::{Commented, Deferral, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// `add constraint`
pub(crate) fn add(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::AddConstraint,
) -> Result<()> {
    let at = action.syntax();
    let constraint = present(action.constraint(), at)?;
    if let ast::Constraint::NotNullConstraint(not_null) = &constraint
        && let Some(column) = not_null.column_name_ref()
    {
        let column = fold(column.syntax());
        return crate::define::alter_column::set_not_null(draft, table, &column, true, at);
    }
    let new = constraint::of_any(&constraint, Vec::new())?;
    if constraint.is_not_valid() {
        draft.notice(
            "a constraint that is added not valid is checked for the rows that are there, too",
        );
    }
    constraint::add_all(draft, table, new, at)
}

/// `drop constraint`
pub(crate) fn drop(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::DropConstraint,
) -> Result<()> {
    let at = action.syntax();
    let name = named(action.constraint_name_ref(), at)?;
    let relation = draft.known(table, at)?;
    if !has_constraint(&relation, &name) {
        return if action.if_exists().is_some() { Ok(()) } else { Err(missing(table, &name, at)) };
    }
    let cascade = matches!(action.drop_behavior(), Some(ast::DropBehavior::Cascade(_)));
    removal::remove(draft, vec![Thing::Constraint(table.clone(), name)], cascade, at)
}

/// `rename constraint`
pub(crate) fn rename_action(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::RenameConstraint,
) -> Result<()> {
    let at = action.syntax();
    let from = named(action.constraint_name_ref(), at)?;
    let to = fold(present(action.constraint_name(), at)?.syntax());
    rename(draft, table, &from, &to, at)
}

/// Gives a constraint another name.
pub(crate) fn rename(
    draft: &mut Draft,
    table: &QualifiedName,
    from: &Name,
    to: &Name,
    at: &SyntaxNode,
) -> Result<()> {
    let relation = draft.known(table, at)?;
    if !has_constraint(&relation, from) {
        return Err(missing(table, from, at));
    }
    let is_key = relation.unique_constraints().any(|key| key.name == *from);
    if is_key && draft.is_relation_name(&table.schema, to) {
        return Err(SqlError::new("42P07", at, format!("relation \"{to}\" already exists")));
    }
    constraint::free_constraint_name(&relation, to.clone(), at)?;
    draft.edit(table, |relation| {
        for name in names(relation).filter(|name| *name == from) {
            *name = to.clone();
        }
    });
    rename::rename_comments(&mut draft.catalog, &mut |commented| match commented {
        Commented::Constraint { relation, name } if relation == table && name == from => {
            *name = to.clone();
        }
        _ => {}
    });
    Ok(())
}

/// `validate constraint`: it is valid, since it was checked when it was added.
pub(crate) fn validate(
    draft: &Draft,
    table: &QualifiedName,
    action: &ast::ValidateConstraint,
) -> Result<()> {
    let at = action.syntax();
    let name = named(action.constraint_name_ref(), at)?;
    let relation = draft.known(table, at)?;
    if has_constraint(&relation, &name) { Ok(()) } else { Err(missing(table, &name, at)) }
}

/// `alter constraint … deferrable`
pub(crate) fn alter(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::AlterConstraint,
) -> Result<()> {
    let at = action.syntax();
    let name = named(action.constraint_name_ref(), at)?;
    let relation = draft.known(table, at)?;
    if !relation.foreign_keys.iter().any(|key| key.name == name) {
        if !has_constraint(&relation, &name) {
            return Err(missing(table, &name, at));
        }
        let message = format!(
            "constraint \"{name}\" of relation \"{}\" is not a foreign key constraint",
            table.name
        );
        return Err(SqlError::new("42809", at, message));
    }
    let mut deferral = Deferral::Immediate;
    for option in action.constraint_options() {
        match option {
            ast::ConstraintOption::DeferrableConstraintOption(_) => {
                deferral =
                    if deferral == Deferral::Deferred { deferral } else { Deferral::Deferrable };
            }
            ast::ConstraintOption::InitiallyDeferredConstraintOption(_) => {
                deferral = Deferral::Deferred;
            }
            ast::ConstraintOption::NotDeferrableConstraintOption(_)
            | ast::ConstraintOption::InitiallyImmediateConstraintOption(_) => {}
            other => {
                return Err(SqlError::unsupported(other.syntax(), "this change of a constraint"));
            }
        }
    }
    draft.edit(table, |relation| {
        for key in relation.foreign_keys.iter_mut().filter(|key| key.name == name) {
            key.deferral = deferral;
        }
    });
    Ok(())
}

fn names(relation: &mut Relation) -> impl Iterator<Item = &mut Name> {
    let keys = relation.primary_key.iter_mut().chain(&mut relation.uniques);
    keys.map(|key| &mut key.name)
        .chain(relation.foreign_keys.iter_mut().map(|key| &mut key.name))
        .chain(relation.checks.iter_mut().map(|check| &mut check.name))
}

fn named(name: Option<ast::ConstraintNameRef>, at: &SyntaxNode) -> Result<Name> {
    let path = name.and_then(|name| name.path_ref());
    Ok(Reference::of_path_ref(path, at)?.name)
}

fn missing(table: &QualifiedName, name: &Name, at: &SyntaxNode) -> SqlError {
    let message = format!("constraint \"{name}\" of relation \"{}\" does not exist", table.name);
    SqlError::new("42704", at, message)
}
