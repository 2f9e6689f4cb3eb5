//! Rows that are there must fit the constraints that are new.

use super::rename::Renamed;
use crate::engine::connection::{Connection, Frame};
use crate::engine::foreign_keys::{dangling, shown};
use crate::statement::Sql;
use crate::{compile, layout};
use access::Caller;
use catalog::{Catalog, Expression, Relation, Test};
use db::{Error, SqlError};

/// `not null` and `check` constraints that were not there before.
pub(super) fn constraints(
    connection: &Connection,
    from: &Catalog,
    to: &Catalog,
    renamed: &Renamed,
) -> Result<(), Error> {
    for relation in to.relations.values().filter(|relation| relation.is_table()) {
        let was = from.relation(&renamed.old_relation(&relation.name));
        not_null(connection, was.map(AsRef::as_ref), relation, renamed)?;
        checks(connection, to, was.map(AsRef::as_ref), relation)?;
        partitions(connection, to, was.map(AsRef::as_ref), relation)?;
    }
    Ok(())
}

fn not_null(
    connection: &Connection,
    was: Option<&Relation>,
    relation: &Relation,
    renamed: &Renamed,
) -> Result<(), Error> {
    let Some(was) = was else { return Ok(()) };
    for column in relation.columns.iter().filter(|column| column.not_null) {
        let old = was.column(&renamed.old_column(&relation.name, &column.name));
        if old.is_some_and(|old| old.not_null) {
            continue;
        }
        let name = layout::column(&column.name);
        if exists(connection, relation, &format!("{name} is null"))? {
            let message = format!(
                "column \"{}\" of relation \"{}\" contains null values",
                column.name, relation.name.name
            );
            return Err(Error::sql("23502", message));
        }
    }
    Ok(())
}

fn checks(
    connection: &Connection,
    to: &Catalog,
    was: Option<&Relation>,
    relation: &Relation,
) -> Result<(), Error> {
    let Some(was) = was else { return Ok(()) };
    let plain = super::without_calls(to, relation)?;
    let checks = relation.checks.iter().zip(&plain.checks);
    for (check, plain) in checks.filter(|(check, _)| !was.checks.contains(check)) {
        if is_violated(connection, to, relation, &plain.expression)? {
            let message = format!(
                "check constraint \"{}\" of relation \"{}\" is violated by some row",
                check.name, relation.name.name
            );
            return Err(Error::sql("23514", message));
        }
    }
    Ok(())
}

/// Every row of a table whose partitions changed is one that a partition takes. PostgreSQL drops a partition with its
/// rows; that is a `delete` here, so that no row goes unseen.
fn partitions(
    connection: &Connection,
    to: &Catalog,
    was: Option<&Relation>,
    relation: &Relation,
) -> Result<(), Error> {
    let (Some(was), Some(now)) = (was, &relation.partitioning) else { return Ok(()) };
    if was.partitioning.as_ref() == Some(now) {
        return Ok(());
    }
    let Some(condition) = now.condition(&relation.columns) else { return Ok(()) };
    let taken = Expression::Is { operand: Box::new(condition), test: Test::True, negated: false };
    if !is_violated(connection, to, relation, &taken)? {
        return Ok(());
    }
    let table = &relation.name.name;
    Err(Error::Sql(Box::new(SqlError {
        code: "23514".into(),
        message: format!("no partition of relation \"{table}\" found for row"),
        detail: None,
        hint: Some("A partition goes without its rows here: delete them first.".to_owned()),
        constraint: None,
    })))
}

/// Asked as the owner, who has no claims.
fn is_violated(
    connection: &Connection,
    catalog: &Catalog,
    relation: &Relation,
    check: &Expression,
) -> Result<bool, Error> {
    let Sql { text, binds } = compile::row_expression(catalog, check, relation)?;
    let table = layout::table(&relation.name);
    let text = format!("select 1 from {table} where not ({text}) limit 1");
    let owner = Caller::of_role(relation.owner.clone());
    let mut found = connection.bound(&Sql { text, binds }, &[], &owner, Frame::default())?;
    let row = found.raw_query().next().map(|row| row.is_some());
    row.map_err(|error| connection.error(&error))
}

fn exists(connection: &Connection, relation: &Relation, condition: &str) -> Result<bool, Error> {
    let table = layout::table(&relation.name);
    let text = format!("select exists (select 1 from {table} where {condition})");
    connection.one_row(&text, |row| row.get(0))
}

/// Every foreign key of the database, since keys were off.
pub(super) fn foreign_keys(connection: &Connection, catalog: &Catalog) -> Result<(), Error> {
    for relation in catalog.relations.values().filter(|relation| relation.is_table()) {
        for key in &relation.foreign_keys {
            if let Some(values) = dangling(connection, relation, key) {
                let message = format!(
                    "insert or update on table \"{}\" violates foreign key constraint \"{}\"",
                    relation.name.name, key.name
                );
                let detail = format!(
                    "Key {} is not present in table \"{}\".",
                    shown(relation, &key.columns, &values),
                    key.target.name
                );
                return Err(Error::Sql(Box::new(SqlError {
                    code: "23503".into(),
                    message,
                    detail: Some(detail),
                    hint: None,
                    constraint: Some((relation.name.clone(), key.name.to_string())),
                })));
            }
        }
    }
    Ok(())
}
