//! A table that is stored differently from now on: its rows are copied into a new one.

use super::rename::Renamed;
use crate::compile;
use crate::engine::connection::Connection;
use crate::layout::{self, Physical};
use catalog::walk::{Rewriter, rewrite_expression};
use catalog::{
    Catalog, Change, Column, Expression, Generation, Modifier, QualifiedName, Relation, Type,
};
use db::Error;

/// Makes what is stored of a table follow its new definition.
pub(super) fn follow(
    connection: &Connection,
    to: &Catalog,
    old: &Relation,
    new: &Relation,
    renamed: &Renamed,
    changes: &[Change],
) -> Result<(), Error> {
    let was = with_new_names(old, new, renamed);
    let (before, after) = (layout::physical(&was)?, layout::physical(new)?);
    let converted = new.columns.iter().any(|column| is_converted(&was, column, changes, new));
    if before.body != after.body || converted {
        drop_indexes(connection, &stored_indexes(connection, &new.name)?)?;
        copy(connection, to, &was, new, &after, changes)?;
        return create_indexes(connection, &after.indexes);
    }
    let stored = stored_indexes(connection, &new.name)?;
    let wanted = |text: &String| after.indexes.iter().any(|(_, wanted)| wanted == text);
    let (kept, gone): (Vec<_>, Vec<_>) = stored.into_iter().partition(|(_, text)| wanted(text));
    drop_indexes(connection, &gone)?;
    let missing =
        after.indexes.into_iter().filter(|(_, text)| kept.iter().all(|(_, has)| has != text));
    create_indexes(connection, &missing.collect::<Vec<_>>())
}

/// The old definition under the new names, so that a rename alone is no difference.
fn with_new_names(old: &Relation, new: &Relation, renamed: &Renamed) -> Relation {
    let mut was = old.clone();
    was.name = new.name.clone();
    let rename = |name: &catalog::Name| {
        let mut columns = new.columns.iter();
        columns
            .find(|column| renamed.old_column(&new.name, &column.name) == *name)
            .map_or_else(|| name.clone(), |column| column.name.clone())
    };
    for column in &mut was.columns {
        column.name = rename(&column.name);
    }
    let keys = was.primary_key.iter_mut().chain(&mut was.uniques);
    keys.flat_map(|key| &mut key.columns).for_each(|name| *name = rename(name));
    for key in &mut was.foreign_keys {
        key.columns.iter_mut().for_each(|name| *name = rename(name));
        key.target = renamed.relation(&key.target);
        for name in &mut key.target_columns {
            *name = renamed.new_column(&key.target, name);
        }
    }
    for check in &mut was.checks {
        WithNewNames(&rename).expression(&mut check.expression);
    }
    // Only the body is compared; what is stored of the indexes is asked of the database.
    was.indexes.clear();
    was
}

/// Columns of the row under their new names.
struct WithNewNames<'a>(&'a dyn Fn(&catalog::Name) -> catalog::Name);

impl Rewriter for WithNewNames<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range: Relation::ROW, name, .. } = expression {
            *name = (self.0)(name);
        }
        rewrite_expression(self, expression);
    }
}

/// Whether a column's values have to be computed anew.
fn is_converted(was: &Relation, column: &Column, changes: &[Change], new: &Relation) -> bool {
    let Some(old) = was.column(&column.name) else { return true };
    let asked = changes.iter().any(|change| {
        matches!(change, Change::AlterColumnType { relation, column: name, .. }
            if *relation == new.name && *name == column.name)
    });
    let computed = match (&old.generation, &column.generation) {
        (Some(Generation::Computed(before)), Some(Generation::Computed(after))) => before != after,
        (_, Some(Generation::Computed(_))) => true,
        _ => false,
    };
    asked || computed || !is_same_form(old, column, asked)
}

/// The labels of an enum have moved already. A type that only has another name is no other type, so that only a
/// conversion that was asked for looks at names.
fn is_same_form(old: &Column, new: &Column, asked: bool) -> bool {
    fn same(old: &Type, new: &Type, asked: bool) -> bool {
        match (old.base(), new.base()) {
            (Type::Enum(old), Type::Enum(new)) => !asked || old.name == new.name,
            (Type::Composite(old), Type::Composite(new)) => !asked || old == new,
            (Type::Array(old), Type::Array(new)) => same(old, new, asked),
            (old, new) => old == new,
        }
    }
    same(&old.of, &new.of, asked) && old.modifier == new.modifier
}

fn copy(
    connection: &Connection,
    to: &Catalog,
    was: &Relation,
    new: &Relation,
    after: &Physical,
    changes: &[Change],
) -> Result<(), Error> {
    let (table, anew) = (layout::table(&new.name), layout::quoted("^anew"));
    connection.execute(&format!("create table {anew} ({}) strict", after.body))?;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for column in &new.columns {
        names.push(layout::column(&column.name));
        values.push(new_value(to, was, new, column, changes)?);
    }
    if !names.is_empty() {
        connection.execute(&format!(
            "insert into {anew} ({}) select {} from {table}",
            names.join(", "),
            values.join(", ")
        ))?;
    }
    connection.execute(&format!("drop table {table}"))?;
    connection.execute(&format!("alter table {anew} rename to {table}"))
}

/// What a column of the new table gets from a row of the old one, as SQL.
fn new_value(
    to: &Catalog,
    was: &Relation,
    new: &Relation,
    column: &Column,
    changes: &[Change],
) -> Result<String, Error> {
    if let Some(Generation::Computed(expression)) = &column.generation {
        return computed(was, new, expression, changes);
    }
    let Some(old) = was.column(&column.name) else {
        return match &column.generation {
            Some(Generation::Default(default)) => compile::schema_expression(default, was),
            Some(Generation::Identity(identity)) => Ok(format!(
                "{} + {} * (row_number() over () - 1)",
                identity.start, identity.increment
            )),
            _ => Ok(domain_default(to, column).map_or(Ok("null".to_owned()), |default| {
                compile::schema_expression(&default, was)
            })?),
        };
    };
    let using = changes.iter().find_map(|change| match change {
        Change::AlterColumnType { relation, column: name, using }
            if *relation == new.name && *name == column.name =>
        {
            Some(using.clone())
        }
        _ => None,
    });
    match using {
        Some(Some(using)) => compile::schema_expression(&using, was),
        using if is_same_form(old, column, using.is_some()) => Ok(layout::column(&column.name)),
        _ => compile::schema_expression(&assigned(old, column), was),
    }
}

fn domain_default(to: &Catalog, column: &Column) -> Option<Expression> {
    let Type::Domain(domain) = &column.of else { return None };
    match to.types.get(&domain.name) {
        Some(catalog::UserType::Domain(definition)) => definition.default.clone(),
        _ => None,
    }
}

/// The old value as the new type, as an assignment casts it.
fn assigned(old: &Column, new: &Column) -> Expression {
    let operand = Expression::column(Relation::ROW, old.name.clone(), old.of.clone());
    Expression::Cast {
        operand: Box::new(operand),
        to: new.of.clone(),
        modifier: if matches!(new.of, Type::Domain(_)) { Modifier::None } else { new.modifier },
        explicit: false,
    }
}

/// A generated column over the new values of the columns that it reads.
fn computed(
    was: &Relation,
    new: &Relation,
    expression: &Expression,
    changes: &[Change],
) -> Result<String, Error> {
    let reads_new = new.columns.iter().any(|column| {
        was.column(&column.name).is_none_or(|old| !is_same_form(old, column, false))
            && reads(expression, &column.name)
    });
    let asked = changes.iter().any(|change| matches!(change, Change::AlterColumnType { .. }));
    if reads_new && asked {
        return Err(Error::Unsupported(format!(
            "a generated column of {} reads a column whose type changes in the same step",
            new.name
        )));
    }
    compile::schema_expression(expression, new)
}

fn reads(expression: &Expression, column: &str) -> bool {
    struct Finding<'a>(&'a str, bool);
    impl catalog::walk::Visitor for Finding<'_> {
        fn expression(&mut self, expression: &Expression) {
            self.1 |= matches!(expression, Expression::Column { range, name, .. }
                if *range == Relation::ROW && &**name == self.0);
            catalog::walk::visit_expression(self, expression);
        }
    }
    let mut finding = Finding(column, false);
    catalog::walk::Visitor::expression(&mut finding, expression);
    finding.1
}

/// Every index of a table that was created by a statement: its quoted name and the statement.
fn stored_indexes(
    connection: &Connection,
    name: &QualifiedName,
) -> Result<Vec<(String, String)>, Error> {
    let text = "select name, sql from sqlite_schema \
                where type = 'index' and sql is not null and tbl_name = ?1";
    let failed = |error: rusqlite::Error| connection.error(&error);
    let mut statement = connection.sqlite.prepare(text).map_err(failed)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok((layout::quoted(&row.get::<_, String>(0)?), row.get::<_, String>(1)?))
    };
    let found = statement.query_map([layout::table_name(name)], read).map_err(failed)?;
    found.collect::<Result<_, _>>().map_err(failed)
}

fn drop_indexes(connection: &Connection, indexes: &[(String, String)]) -> Result<(), Error> {
    indexes.iter().try_for_each(|(name, _)| connection.execute(&format!("drop index {name}")))
}

fn create_indexes(connection: &Connection, indexes: &[(String, String)]) -> Result<(), Error> {
    indexes.iter().try_for_each(|(_, text)| connection.execute(text))
}
