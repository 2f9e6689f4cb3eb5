//! Materialized views: stored like tables, filled by their query with their owner's rights.

use super::rename::Renamed;
use super::{create, rebuild};
use crate::engine::connection::Connection;
use crate::engine::run;
use crate::engine::sequences::Sequences;
use crate::engine::shapes::Shape;
use crate::layout;
use access::{Caller, Rules};
use catalog::{
    Catalog, Change, CheckedAs, Insert, Overriding, Relation, RelationKind, Source, Statement,
    View, rename,
};
use db::{Error, SqlError};
use plan::{Ending, Inputs, Lowered};
use std::sync::Arc;

/// Makes what is stored of materialized views follow their definitions, and fills those that are new, show something
/// else, or are refreshed; each after those that it may read.
pub(super) fn follow(
    connection: &Connection,
    from: &Catalog,
    to: &Catalog,
    renamed: &Renamed,
    changes: &[Change],
) -> Result<(), Error> {
    for relation in to.relations.values() {
        let Some(view) = relation.view().filter(|view| view.materialized) else { continue };
        let table = layout::table(&relation.name);
        let old = from.relation(&renamed.old_relation(&relation.name));
        let old = old.filter(|old| old.is_stored() && !old.is_table());
        let shows_else = changes.contains(&Change::AlterView(relation.name.clone()));
        match old {
            Some(old) if !shows_else => {
                rebuild::follow(connection, to, old, relation, renamed, changes)?;
                if !changes.contains(&Change::Refresh(relation.name.clone())) {
                    continue;
                }
                connection.execute(&format!("delete from {table}"))?;
            }
            Some(_) => {
                connection.execute(&format!("drop table {table}"))?;
                create(connection, relation)?;
            }
            None => create(connection, relation)?,
        }
        if view.populated {
            fill(connection, to, relation, view)?;
        }
    }
    Ok(())
}

/// Puts the rows of the view's query into its table.
fn fill(
    connection: &Connection,
    catalog: &Catalog,
    relation: &Relation,
    view: &View,
) -> Result<(), Error> {
    let mut catalog = catalog.clone();
    catalog.relations.insert(relation.name.clone(), Arc::new(as_table(relation)));
    let query = Statement::Query(view.query.clone());
    let range = rename::first_unused(&query);
    let insert = Insert {
        with: Vec::new(),
        relation: relation.name.clone(),
        checked_as: CheckedAs::Caller,
        range,
        columns: relation.columns.iter().map(|column| column.name.clone()).collect(),
        source: Source::Query(Box::new(view.query.clone())),
        overriding: Overriding::System,
        conflict: None,
        returning: None,
    };
    let work = access::permit(
        &catalog,
        0,
        Rules { require_row_security: false },
        &Caller::of_role(relation.owner.clone()),
        Lowered::of_statement(Statement::Insert(insert)),
        Ending::Commit,
        Inputs::default(),
    );
    let work = work.map_err(|denied| {
        Error::Sql(Box::new(SqlError {
            code: denied.code().into(),
            message: denied.to_string(),
            detail: denied.detail().map(str::to_owned),
            hint: denied.hint().map(str::to_owned),
            constraint: None,
        }))
    })?;
    let shape = Shape::compile(&catalog, work.steps())?;
    let mut sequences = Sequences::default();
    run::run(connection, &catalog, &work, &shape, u64::MAX, Some(&mut sequences)).map(|_| ())
}

/// The view as a table without rules of its own; what its columns' domains demand held where the values came from.
fn as_table(relation: &Relation) -> Relation {
    let mut table = Relation { kind: RelationKind::Table, ..relation.clone() };
    for column in &mut table.columns {
        column.of = column.of.base().clone();
    }
    table
}
