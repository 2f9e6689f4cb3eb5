//! `set`: columns one by one, or several from a row or a query.

use super::target;
use crate::analyze::analyzer::Analyzer;
use crate::analyze::from::Source;
use crate::analyze::need;
use crate::analyze::outputs::make_unique;
use crate::analyze::query::Around;
use crate::analyze::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::{
    Assigned, Assignment, Column, Distinct, Expression, From, Output, Query, Relation, Select,
};
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// The assignments of a `set`.
    pub(super) fn set(
        &mut self,
        clause: &ast::SetClause,
        relation: &Relation,
        scope: &Scope<'_>,
    ) -> Result<Vec<Assignment>> {
        let inside = scope.at(Place::Set);
        let list = need(clause.set_column_list(), clause.syntax())?;
        let mut set: Vec<Assignment> = Vec::new();
        for part in list.set_columns() {
            let at = part.syntax().clone();
            let made = match part {
                ast::SetColumn::SetSingleColumn(single) => {
                    let column = target::column(relation, &need(single.column_target(), &at)?)?;
                    vec![self.set_one(column, &need(single.set_expr(), &at)?, &inside)?]
                }
                ast::SetColumn::SetMultipleColumns(several) => {
                    self.set_several(&several, relation, &inside)?
                }
            };
            for assignment in made {
                if set.iter().any(|known| known.column == assignment.column) {
                    let message =
                        format!("multiple assignments to same column \"{}\"", assignment.column);
                    return Err(SqlError::syntax(&at, message));
                }
                set.push(assignment);
            }
        }
        Ok(set)
    }

    fn set_one(
        &mut self,
        column: &Column,
        written: &ast::SetExpr,
        scope: &Scope<'_>,
    ) -> Result<Assignment> {
        let at = written.syntax();
        let value = match written.expr() {
            Some(expression) if super::insert::is_default(&expression) => Assigned::Default,
            Some(expression) => {
                let made = self.expression(&expression, scope)?;
                Assigned::Expression(target::value(column, made, expression.syntax())?)
            }
            None => Assigned::Default,
        };
        target::check_update(column, &value, at)?;
        Ok(Assignment { column: column.name.clone(), value })
    }

    /// `(a, b) = (1, 2)`, `(a, b) = (select …)`
    fn set_several(
        &mut self,
        several: &ast::SetMultipleColumns,
        relation: &Relation,
        scope: &Scope<'_>,
    ) -> Result<Vec<Assignment>> {
        let at = several.syntax();
        let list = need(several.column_target_list(), at)?;
        let columns: Result<Vec<&Column>> =
            list.column_targets().map(|column| target::column(relation, &column)).collect();
        let columns = columns?;
        let mismatch = || SqlError::syntax(at, "number of columns does not match number of values");
        if let Some(query) = several.paren_select() {
            let query = ast::SelectVariant::ParenSelect(query);
            let mut set = Vec::new();
            for (position, column) in columns.iter().enumerate() {
                // The query is read once for each column, so that each has ranges of its own.
                let value = self.one_of_query(&query, position, columns.len(), scope)?;
                let value = value.ok_or_else(mismatch)?;
                let value = Assigned::Expression(target::value(column, value, at)?);
                target::check_update(column, &value, at)?;
                set.push(Assignment { column: column.name.clone(), value });
            }
            return Ok(set);
        }
        let values: Vec<ast::SetExpr> = need(several.set_expr_list(), at)?.set_exprs().collect();
        if values.len() != columns.len() {
            return Err(mismatch());
        }
        columns
            .iter()
            .zip(&values)
            .map(|(column, value)| self.set_one(column, value, scope))
            .collect()
    }

    /// One column of a query that gives several, as a scalar query of its own.
    fn one_of_query(
        &mut self,
        query: &ast::SelectVariant,
        position: usize,
        width: usize,
        scope: &Scope<'_>,
    ) -> Result<Option<Expression>> {
        let inner = self.untyped_query(query, &scope.inside(), Around::default())?;
        let mut inner = self.with_text_outputs(inner, query.syntax())?;
        make_unique(&mut inner);
        let columns = inner.columns();
        if columns.len() != width {
            return Ok(None);
        }
        if width == 1 {
            let of = columns[0].1.clone();
            return Ok(Some(Expression::Scalar { query: Box::new(inner), of }));
        }
        let range = self.fresh();
        let (name, of) = columns[position].clone();
        let output =
            Output { name: name.clone(), expression: Expression::column(range, name, of.clone()) };
        let from = From::Query { query: Box::new(inner), range, lateral: false, barrier: false };
        let select = Select {
            distinct: Distinct::No,
            output: vec![output],
            from: Some(from),
            filter: None,
            group: Vec::new(),
            having: None,
        };
        Ok(Some(Expression::Scalar { query: Box::new(Query::select(select)), of }))
    }

    /// The entries of an update's `from` or a delete's `using`.
    pub(super) fn more_tables(
        &mut self,
        items: Option<Vec<ast::FromListItem>>,
        scope: &Scope<'_>,
    ) -> Result<Option<Source>> {
        match items {
            Some(items) => self.row_sources(items.into_iter(), scope),
            None => Ok(None),
        }
    }
}
