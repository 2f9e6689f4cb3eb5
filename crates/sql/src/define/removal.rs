//! Dropping things: what stands on them stops it, or goes with them by `cascade`.

use crate::define::dependants::{Thing, dependants, drop_key};
use crate::define::draft::Draft;
use crate::define::retype;
use crate::define::row_shape;
use crate::define::uses;
use crate::error::{Result, SqlError};
use catalog::{Catalog, Commented, Expression, UserType};
use squawk_syntax::SyntaxNode;
use value::{Name, QualifiedName};

/// Drops things, and with `cascade` what stands on them.
pub(crate) fn remove(
    draft: &mut Draft,
    things: Vec<Thing>,
    cascade: bool,
    at: &SyntaxNode,
) -> Result<()> {
    let asked = things.len();
    let (all, reasons) = closure(&draft.catalog, things);
    if all.len() > asked && !cascade {
        return Err(still_needed(&draft.catalog, &all[..asked], &reasons, at));
    }
    for thing in &all[asked..] {
        draft.notice(format!("drop cascades to {}", thing.described(&draft.catalog)));
    }
    // Last found first: what stands on another thing goes before it.
    for thing in all.iter().rev() {
        remove_one(draft, thing);
    }
    for thing in &all {
        if let Thing::Column(table, _) = thing {
            row_shape::reshape_results(draft, table, at)?;
        }
    }
    forget_comments(&mut draft.catalog);
    Ok(())
}

/// The things and, behind them, all that stands on them; and on which each of the latter stands.
fn closure(catalog: &Catalog, mut all: Vec<Thing>) -> (Vec<Thing>, Vec<(Thing, Thing)>) {
    let mut reasons = Vec::new();
    let mut at = 0;
    while let Some(thing) = all.get(at).cloned() {
        for dependant in dependants(catalog, &thing) {
            if !all.contains(&dependant) && !goes_with(&dependant, &all) {
                reasons.push((dependant.clone(), thing.clone()));
                all.push(dependant);
            }
        }
        at += 1;
    }
    (all, reasons)
}

/// A constraint of a table that is dropped anyhow is not in the way.
fn goes_with(thing: &Thing, dropped: &[Thing]) -> bool {
    match thing {
        Thing::Column(of, _)
        | Thing::Default(of, _)
        | Thing::Constraint(of, _)
        | Thing::Index(of, _)
        | Thing::Policy(of, _) => dropped.contains(&Thing::Relation(of.clone())),
        Thing::DomainCheck(of, _) => dropped.contains(&Thing::Type(of.clone())),
        Thing::Schema(_) | Thing::Relation(_) | Thing::Type(_) | Thing::Routine(_) => false,
    }
}

fn still_needed(
    catalog: &Catalog,
    asked: &[Thing],
    reasons: &[(Thing, Thing)],
    at: &SyntaxNode,
) -> SqlError {
    let message = match asked {
        [one] => {
            let one = one.described(catalog);
            format!("cannot drop {one} because other objects depend on it")
        }
        _ => "cannot drop desired object(s) because other objects depend on them".to_owned(),
    };
    let line = |(thing, on): &(Thing, Thing)| {
        format!("{} depends on {}", thing.described(catalog), on.described(catalog))
    };
    let lines: Vec<String> = reasons.iter().map(line).collect();
    SqlError::new("2BP01", at, message)
        .detail(lines.join("\n  "))
        .hint("Use DROP ... CASCADE to drop the dependent objects too.")
}

fn remove_one(draft: &mut Draft, thing: &Thing) {
    match thing {
        Thing::Schema(name) => {
            draft.catalog.schemas.shift_remove(name);
        }
        Thing::Relation(name) => {
            draft.catalog.relations.shift_remove(name);
            for publication in draft.catalog.publications.values_mut() {
                publication.relations.retain(|relation| relation != name);
            }
        }
        Thing::Column(relation, column) => remove_column(draft, relation, column),
        Thing::Default(relation, column) => draft.edit(relation, |relation| {
            let column = relation.columns.iter_mut().find(|it| it.name == *column);
            if let Some(column) = column {
                column.generation = None;
            }
        }),
        Thing::Constraint(relation, name) | Thing::Index(relation, name) => {
            draft.edit(relation, |relation| drop_key(relation, name));
        }
        Thing::Policy(relation, name) => draft.edit(relation, |relation| {
            relation.policies.retain(|policy| policy.name != *name);
        }),
        Thing::Type(name) => {
            draft.catalog.types.shift_remove(name);
        }
        Thing::Routine(id) => {
            draft.catalog.routines.shift_remove(id);
        }
        Thing::DomainCheck(domain, name) => {
            if let Some(UserType::Domain(domain)) = draft.catalog.types.get_mut(domain) {
                domain.checks.retain(|check| check.name != *name);
            }
        }
    }
}

/// A column, and what of its own table it was part of.
fn remove_column(draft: &mut Draft, table: &QualifiedName, column: &Name) {
    draft.edit(table, |relation| {
        let reads = |expression: &Expression| uses::own_columns(expression, table).contains(column);
        let keeps = |columns: &[Name]| !columns.contains(column);
        relation.primary_key = relation.primary_key.take().filter(|key| keeps(&key.columns));
        relation.uniques.retain(|key| keeps(&key.columns));
        relation.foreign_keys.retain(|key| {
            keeps(&key.columns) && (key.target != *table || keeps(&key.target_columns))
        });
        relation.checks.retain(|check| !reads(&check.expression));
        relation.indexes.retain(|index| {
            let mut trees = index.parts.iter().map(|part| &part.expression).chain(&index.filter);
            keeps(&index.include) && !trees.any(reads)
        });
        relation.columns.retain(|it| it.name != *column);
    });
    retype::row_type(draft, table);
}

/// Drops the comments of what isn't there any more.
pub(crate) fn forget_comments(catalog: &mut Catalog) {
    let mut comments = std::mem::take(&mut catalog.comments);
    comments.retain(|of, _| is_there(catalog, of));
    catalog.comments = comments;
}

/// Whether what a comment is on is there.
pub(crate) fn is_there(catalog: &Catalog, of: &Commented) -> bool {
    let relation = |name: &QualifiedName| catalog.relation(name);
    match of {
        Commented::Type(name) => catalog.types.contains_key(name),
        Commented::DomainConstraint { domain, name } => match catalog.types.get(domain) {
            Some(UserType::Domain(domain)) => domain.checks.iter().any(|it| it.name == *name),
            _ => false,
        },
        Commented::Constraint { relation: table, name } => relation(table)
            .is_some_and(|relation| crate::define::draft::has_constraint(relation, name)),
        Commented::Index { relation: table, name } => relation(table)
            .is_some_and(|relation| relation.indexes.iter().any(|index| index.name == *name)),
        Commented::Policy { relation: table, name } => relation(table)
            .is_some_and(|relation| relation.policies.iter().any(|policy| policy.name == *name)),
        Commented::Role(name) => catalog.roles.contains_key(name),
        Commented::Publication(name) => catalog.publications.contains_key(name),
    }
}
