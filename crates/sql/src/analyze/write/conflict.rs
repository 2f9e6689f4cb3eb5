//! `on conflict`: which unique index decides, and what is done.

use crate::analyze::analyzer::Analyzer;
use crate::analyze::names;
use crate::analyze::need;
use crate::analyze::scope::{Place, Scope, Visible};
use crate::error::{Result, SqlError};
use catalog::updatable;
use catalog::walk::{Visitor, visit_expression};
use catalog::{
    Catalog, Conflict, ConflictAction, ConflictIndex, Deferral, Expression, Index, Name, Range,
    Ranges, Relation,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Analyzer<'_> {
    /// `on conflict (a) do update set …`
    pub(super) fn conflict(
        &mut self,
        clause: &ast::OnConflictClause,
        relation: &Arc<Relation>,
        target: Visible,
        scope: &Scope<'_>,
    ) -> Result<Conflict> {
        let at = clause.syntax();
        let mut index = None;
        let decides = match clause.conflict_target() {
            Some(ast::ConflictTarget::ConflictOnIndex(written))
                if relation.is_table() && !is_over_columns(&written, relation)? =>
            {
                let (columns, found) = self.conflict_index(&written, relation, &target, scope)?;
                index = Some(Box::new(found));
                Some(columns)
            }
            Some(target) => Some(unique_columns(self.env.catalog, &target, relation)?),
            None => None,
        };
        let action = match need(clause.conflict_action(), at)? {
            ast::ConflictAction::ConflictDoNothing(_) => ConflictAction::Nothing,
            ast::ConflictAction::ConflictDoSelect(select) => {
                return Err(SqlError::unsupported(select.syntax(), "`on conflict do select`"));
            }
            ast::ConflictAction::ConflictDoUpdateSet(_) if decides.is_none() => {
                let message =
                    "ON CONFLICT DO UPDATE requires inference specification or constraint name";
                return Err(
                    SqlError::syntax(at, message).hint("For example, ON CONFLICT (column_name).")
                );
            }
            ast::ConflictAction::ConflictDoUpdateSet(update) => {
                self.conflict_update(&update, relation, target, scope)?
            }
        };
        Ok(Conflict { target: decides, index, action })
    }

    /// The index that expressions and a condition mean, and the columns that it reads.
    fn conflict_index(
        &mut self,
        written: &ast::ConflictOnIndex,
        relation: &Relation,
        target: &Visible,
        scope: &Scope<'_>,
    ) -> Result<(Vec<Name>, ConflictIndex)> {
        let at = written.syntax();
        let Some(Expression::Column { range: row, .. }) =
            target.table.columns.first().map(|column| column.1.clone())
        else {
            return Err(no_arbiter(at));
        };
        let inside = Scope { tables: vec![target.clone()], ..scope.at(Place::Alone) };
        let list = need(written.conflict_index_item_list(), at)?;
        let mut parts = Vec::new();
        for item in list.conflict_index_items() {
            refuse_details(&item)?;
            parts.push(self.expression(&need(item.expr(), item.syntax())?, &inside)?);
        }
        let clause = written.where_clause().map(|clause| clause.expr());
        let given = self.condition(clause, Place::Where, at, &inside)?;
        let given: Vec<Expression> = given.map_or_else(Vec::new, conjuncts);
        for index in relation.indexes.iter().filter(|index| index.unique) {
            let over = |expression: &Expression| {
                catalog::rename::expression_over(expression, row, &mut Ranges::default())
            };
            let indexed: Vec<Expression> =
                index.parts.iter().map(|part| over(&part.expression)).collect();
            let filter = index.filter.as_ref().map(over);
            let is_same = indexed.iter().all(|part| parts.contains(part))
                && parts.iter().all(|part| indexed.contains(part));
            let wanted = filter.clone().map_or_else(Vec::new, conjuncts);
            if is_same && wanted.iter().all(|part| given.contains(part)) {
                let nulls_not_distinct = index.nulls_not_distinct;
                let found = ConflictIndex { parts: indexed, filter, nulls_not_distinct };
                return Ok((columns_read(&found, row), found));
            }
        }
        Err(no_arbiter(at))
    }

    fn conflict_update(
        &mut self,
        update: &ast::ConflictDoUpdateSet,
        relation: &Arc<Relation>,
        target: Visible,
        scope: &Scope<'_>,
    ) -> Result<ConflictAction> {
        let at = update.syntax();
        let excluded = self.fresh();
        let proposed = super::target::visible(relation, Some("excluded".into()), excluded);
        let inside = Scope { tables: vec![target, proposed], ..scope.at(Place::Set) };
        let set = self.set(&need(update.set_clause(), at)?, relation, &inside)?;
        let filter = update.where_clause().map(|clause| clause.expr());
        let filter = self.condition(filter, Place::Where, at, &inside)?;
        Ok(ConflictAction::Update { set, filter, excluded })
    }
}

/// The columns of the unique index or constraint that a target means.
fn unique_columns(
    catalog: &Catalog,
    target: &ast::ConflictTarget,
    relation: &Relation,
) -> Result<Vec<Name>> {
    match target {
        ast::ConflictTarget::ConflictOnConstraint(constraint) => {
            let at = constraint.syntax();
            let path = need(constraint.constraint_name_ref().and_then(|it| it.path_ref()), at)?;
            let (_, name) = names::qualified(&path)?;
            of_constraint(&name, relation, at)
        }
        ast::ConflictTarget::ConflictOnIndex(index) => of_index(catalog, index, relation),
    }
}

fn of_constraint(name: &Name, relation: &Relation, at: &SyntaxNode) -> Result<Vec<Name>> {
    let unique = relation.unique_constraints().find(|unique| unique.name == *name);
    match unique {
        Some(unique) if unique.deferral == Deferral::Immediate => Ok(unique.columns.clone()),
        Some(_) => {
            let message = "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters";
            Err(SqlError::new("55000", at, message))
        }
        None => {
            let table = &relation.name.name;
            let message = format!("constraint \"{name}\" for table \"{table}\" does not exist");
            Err(SqlError::new("42704", at, message))
        }
    }
}

fn of_index(
    catalog: &Catalog,
    index: &ast::ConflictOnIndex,
    relation: &Relation,
) -> Result<Vec<Name>> {
    let at = index.syntax();
    let list = need(index.conflict_index_item_list(), at)?;
    let mut columns = Vec::new();
    for item in list.conflict_index_items() {
        refuse_details(&item)?;
        match need(item.expr(), item.syntax())? {
            ast::Expr::NameRef(name) => columns.push(names::name(name.syntax())),
            other => {
                return Err(SqlError::unsupported(
                    other.syntax(),
                    "`on conflict` of an expression",
                )
                .hint("Name the columns of a unique constraint."));
            }
        }
    }
    for column in &columns {
        if relation.column(column).is_none() {
            return Err(SqlError::new("42703", at, format!("column \"{column}\" does not exist")));
        }
    }
    let none = || no_arbiter(at);
    // That a view can't be written comes before what it is written by.
    let Some((table, below)) = traced(catalog, relation, &columns) else { return Ok(columns) };
    let below = below.ok_or_else(none)?;
    if is_arbiter(&below, table) {
        return Ok(columns);
    }
    Err(none())
}

/// Whether a unique key over all rows has just the columns that are named.
fn is_over_columns(written: &ast::ConflictOnIndex, relation: &Relation) -> Result<bool> {
    let list = need(written.conflict_index_item_list(), written.syntax())?;
    let column = |item: ast::ConflictIndexItem| match item.expr() {
        Some(ast::Expr::NameRef(name)) => Some(names::name(name.syntax())),
        _ => None,
    };
    let columns: Option<Vec<Name>> = list.conflict_index_items().map(column).collect();
    let Some(columns) = columns else { return Ok(false) };
    let known = columns.iter().all(|column| relation.column(column).is_some());
    Ok(!known || is_arbiter(&columns, relation) || partial_index(&columns, relation).is_none())
}

fn refuse_details(item: &ast::ConflictIndexItem) -> Result<()> {
    if item.collate().is_none() && item.op_class_ref().is_none() {
        return Ok(());
    }
    let what = "a collation or operator class in `on conflict`";
    Err(SqlError::unsupported(item.syntax(), what))
}

fn no_arbiter(at: &SyntaxNode) -> SqlError {
    let message =
        "there is no unique or exclusion constraint matching the ON CONFLICT specification";
    SqlError::new("42P10", at, message)
}

/// The parts of an `and`.
fn conjuncts(condition: Expression) -> Vec<Expression> {
    match condition {
        Expression::And(parts) => parts.into_iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

fn columns_read(index: &ConflictIndex, row: Range) -> Vec<Name> {
    struct Read(Range, Vec<Name>);
    impl Visitor for Read {
        fn expression(&mut self, expression: &Expression) {
            if let Expression::Column { range, name, .. } = expression
                && *range == self.0
                && !self.1.contains(name)
            {
                self.1.push(name.clone());
            }
            visit_expression(self, expression);
        }
    }
    let mut read = Read(row, Vec::new());
    index.parts.iter().chain(&index.filter).for_each(|part| read.expression(part));
    read.1
}

/// The table that a relation is written through to, and its columns that these are, if they all are; nothing where
/// rows can't be written through it.
fn traced<'c>(
    catalog: &'c Catalog,
    relation: &'c Relation,
    columns: &[Name],
) -> Option<(&'c Relation, Option<Vec<Name>>)> {
    let (mut relation, mut columns) = (relation, Some(columns.to_vec()));
    // No view leads to itself: each is made of what was there before.
    while let Some(view) = relation.view() {
        let through = updatable::through(catalog, view).ok().filter(|_| !view.materialized)?;
        let below = |name: &Name| {
            let at = relation.columns.iter().position(|column| column.name == *name)?;
            through.column(at).ok().cloned()
        };
        columns = columns.and_then(|columns| columns.iter().map(below).collect());
        relation = catalog.relation(through.base)?;
    }
    Some((relation, columns))
}

/// Whether a unique constraint or index over all rows has just these columns.
fn is_arbiter(columns: &[Name], relation: &Relation) -> bool {
    let constraint = relation
        .unique_constraints()
        .any(|unique| unique.deferral == Deferral::Immediate && same(&unique.columns, columns));
    constraint || matching_indexes(columns, relation).any(|index| index.filter.is_none())
}

fn partial_index<'r>(columns: &'r [Name], relation: &'r Relation) -> Option<&'r Index> {
    matching_indexes(columns, relation).find(|index| index.filter.is_some())
}

fn matching_indexes<'r>(
    columns: &'r [Name],
    relation: &'r Relation,
) -> impl Iterator<Item = &'r Index> {
    relation.indexes.iter().filter(move |index| {
        let plain: Option<Vec<Name>> =
            index.parts.iter().map(|part| column_of(&part.expression)).collect();
        index.unique && plain.is_some_and(|plain| same(&plain, columns))
    })
}

fn column_of(part: &Expression) -> Option<Name> {
    match part {
        Expression::Column { name, .. } => Some(name.clone()),
        _ => None,
    }
}

/// The same columns, in any order.
fn same(left: &[Name], right: &[Name]) -> bool {
    left.iter().all(|name| right.contains(name)) && right.iter().all(|name| left.contains(name))
}
