//! Queries: every form of one, with what may stand before (`with`) and behind it (`order by`, `limit`).

use super::analyzer::Analyzer;
use super::case::unified;
use super::need;
use super::scope::{Place, Scope};
use super::tail::Tail;
use crate::error::{Result, SqlError};
use catalog::{Body, Expression, Query};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// What a query takes over from around it.
#[derive(Default)]
pub(super) struct Around {
    /// The `order by` and `limit` behind the brackets around it.
    pub(super) tail: Tail,
    /// Its `with` was read already: it belongs to the whole union that the query begins.
    pub(super) with_is_read: bool,
}

impl Analyzer<'_> {
    /// A query whose untyped literals are text. The scope holds what is visible around it.
    pub(super) fn query(&mut self, query: &ast::SelectVariant, scope: &Scope<'_>) -> Result<Query> {
        let untyped = self.untyped_query(query, scope, Around::default())?;
        self.with_text_outputs(untyped, query.syntax())
    }

    /// A query whose outputs may be literals without a type, for whoever gives them one.
    pub(super) fn untyped_query(
        &mut self,
        query: &ast::SelectVariant,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        self.deeper(query.syntax(), |this| match query {
            ast::SelectVariant::Select(select) => this.select(select, scope, around),
            ast::SelectVariant::Values(values) => this.values(values, scope, around),
            ast::SelectVariant::Table(table) => this.table_query(table, scope, around),
            ast::SelectVariant::ParenSelect(paren) => this.paren_query(paren, scope, around),
            ast::SelectVariant::CompoundSelect(compound) => this.compound(compound, scope, around),
            ast::SelectVariant::SelectInto(select) => {
                Err(SqlError::unsupported(select.syntax(), "`select … into`")
                    .hint("Create the table, then insert into it."))
            }
        })
    }

    /// `(select …) order by …`: what stands behind the brackets belongs to the query in them.
    fn paren_query(
        &mut self,
        paren: &ast::ParenSelect,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        let at = paren.syntax();
        let inner = need(paren.select(), at)?;
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        let clause = if around.with_is_read { None } else { paren.with_clause() };
        let (mut with, scope) = self.with_clause(clause, scope)?;
        let around = Around { tail, with_is_read: false };
        let mut query = self.untyped_query(&inner, &scope, around)?;
        if !with.is_empty() && !query.with.is_empty() {
            return Err(SqlError::syntax(at, "multiple WITH clauses not allowed"));
        }
        with.append(&mut query.with);
        Ok(Query { with, ..query })
    }

    /// `values (…), (…)`
    fn values(&mut self, values: &ast::Values, scope: &Scope<'_>, around: Around) -> Result<Query> {
        let at = values.syntax();
        let clause = if around.with_is_read { None } else { values.with_clause() };
        let (with, scope) = self.with_clause(clause, scope)?;
        let rows = self.rows(values, &scope)?;
        let rows = unified_rows(rows, at)?;
        let query = Query { with, ..body_only(Body::Values(rows)) };
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        self.with_tail(query, &tail, &scope)
    }

    /// The rows of a `values`, as they are written.
    pub(super) fn rows(
        &mut self,
        values: &ast::Values,
        scope: &Scope<'_>,
    ) -> Result<Vec<Vec<Expression>>> {
        let inside = scope.at(Place::Values);
        let list = need(values.row_list(), values.syntax())?;
        let rows: Result<Vec<_>> =
            list.rows().map(|row| self.expressions(row.exprs(), &inside)).collect();
        let rows = rows?;
        let width = rows.first().map_or(0, Vec::len);
        match rows.iter().all(|row| row.len() == width) {
            true => Ok(rows),
            false => {
                Err(SqlError::syntax(values.syntax(), "VALUES lists must all be the same length"))
            }
        }
    }

    /// `table t`
    fn table_query(
        &mut self,
        table: &ast::Table,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        let at = table.syntax();
        let clause = if around.with_is_read { None } else { table.with_clause() };
        let (with, scope) = self.with_clause(clause, scope)?;
        let name = need(table.relation_name(), at)?;
        let path = need(name.relation_name_ref().and_then(|it| it.path_ref()), at)?;
        let source = self.relation_source(&path, None, &scope)?;
        let query = Query { with, ..source.everything() };
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        self.with_tail(query, &tail, &scope)
    }

    /// A query whose rows only its outputs can order: `values`, a union, `table t`.
    pub(super) fn with_tail(
        &mut self,
        mut query: Query,
        tail: &Tail,
        scope: &Scope<'_>,
    ) -> Result<Query> {
        if let Some(order) = &tail.order {
            query.order = self.order_of_outputs(&query, order)?;
        }
        (query.limit, query.offset) = self.limits(tail, scope)?;
        Ok(query)
    }
}

/// A query that is only its body.
pub(super) const fn body_only(body: Body) -> Query {
    Query { with: Vec::new(), body, order: Vec::new(), limit: None, offset: None }
}

/// Rows whose columns have one type each.
fn unified_rows(rows: Vec<Vec<Expression>>, at: &SyntaxNode) -> Result<Vec<Vec<Expression>>> {
    let width = rows.first().map_or(0, Vec::len);
    let mut made: Vec<Vec<Expression>> = rows.iter().map(|_| Vec::with_capacity(width)).collect();
    let mut columns: Vec<Vec<Expression>> =
        (0..width).map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    for column in columns {
        let (column, _) = unified(column, "VALUES", at)?;
        for (row, cell) in made.iter_mut().zip(column) {
            row.push(cell);
        }
    }
    Ok(made)
}
