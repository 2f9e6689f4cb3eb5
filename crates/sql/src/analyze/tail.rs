//! What stands behind a query: `order by`, `limit`, `offset`, `fetch first`.

use super::analyzer::Analyzer;
use super::cast::assigned;
use super::group::{ranges_of, reads_any};
use super::need;
use super::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use builtin::resolve::can_cast;
use catalog::{Expression, Modifier, Scalar, Value};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::Context;

/// The clauses, none of which may come twice.
#[derive(Default)]
pub(super) struct Tail {
    /// `order by`
    pub(super) order: Option<ast::OrderByClause>,
    limit: Option<Limit>,
    offset: Option<ast::Expr>,
}

/// How many rows.
enum Limit {
    All,
    Rows(ast::Expr),
    One,
}

impl Tail {
    /// The clauses that stand directly in a query's node.
    pub(super) fn of(query: &SyntaxNode) -> Result<Self> {
        let mut tail = Self::default();
        for clause in query.children().filter_map(ast::SelectTailClause::cast) {
            let at = clause.syntax().clone();
            match clause {
                ast::SelectTailClause::OrderByClause(order) => {
                    once(tail.order.replace(order).is_none(), "ORDER BY", &at)?;
                }
                ast::SelectTailClause::LimitClause(limit) => {
                    let limit = match need(limit.limit_value(), &at)? {
                        ast::LimitValue::All(_) => Limit::All,
                        ast::LimitValue::Expr(rows) => Limit::Rows(rows),
                    };
                    once(tail.limit.replace(limit).is_none(), "LIMIT", &at)?;
                }
                ast::SelectTailClause::FetchClause(fetch) => {
                    if let Some(ast::FetchQuantity::WithTies(ties)) = fetch.fetch_quantity() {
                        return Err(SqlError::unsupported(ties.syntax(), "`with ties`"));
                    }
                    let limit = fetch.expr().map_or(Limit::One, Limit::Rows);
                    once(tail.limit.replace(limit).is_none(), "LIMIT", &at)?;
                }
                ast::SelectTailClause::OffsetClause(offset) => {
                    let rows = need(offset.expr(), &at)?;
                    once(tail.offset.replace(rows).is_none(), "OFFSET", &at)?;
                }
                ast::SelectTailClause::LockingClause(_) => {
                    return Err(SqlError::unsupported(&at, "locking rows with `for …`"));
                }
            }
        }
        Ok(tail)
    }

    /// These clauses and those behind the brackets around the query.
    pub(super) fn merged(self, around: Self, at: &SyntaxNode) -> Result<Self> {
        once(self.order.is_none() || around.order.is_none(), "ORDER BY", at)?;
        once(self.limit.is_none() || around.limit.is_none(), "LIMIT", at)?;
        once(self.offset.is_none() || around.offset.is_none(), "OFFSET", at)?;
        Ok(Self {
            order: self.order.or(around.order),
            limit: self.limit.or(around.limit),
            offset: self.offset.or(around.offset),
        })
    }

    /// Whether nothing stands behind the query.
    pub(super) const fn is_empty(&self) -> bool {
        self.order.is_none() && self.limit.is_none() && self.offset.is_none()
    }
}

fn once(is_first: bool, clause: &str, at: &SyntaxNode) -> Result<()> {
    match is_first {
        true => Ok(()),
        false => Err(SqlError::syntax(at, format!("multiple {clause} clauses not allowed"))),
    }
}

impl Analyzer<'_> {
    /// `limit` and `offset`; they are the same for every row.
    pub(super) fn limits(
        &mut self,
        tail: &Tail,
        scope: &Scope<'_>,
    ) -> Result<(Option<Expression>, Option<Expression>)> {
        let around = scope.at(Place::Limit);
        let limit = match &tail.limit {
            None | Some(Limit::All) => None,
            Some(Limit::One) => Some(Expression::constant(Value::Int(1), Scalar::Int8.of())),
            Some(Limit::Rows(rows)) => self.row_count(rows, "LIMIT", &around)?,
        };
        let offset = match &tail.offset {
            None => None,
            Some(rows) => self.row_count(rows, "OFFSET", &around)?,
        };
        Ok((limit, offset))
    }

    fn row_count(
        &mut self,
        written: &ast::Expr,
        clause: &str,
        scope: &Scope<'_>,
    ) -> Result<Option<Expression>> {
        let at = written.syntax();
        let made = self.expression(written, scope)?;
        let found = made.type_of();
        let castable = can_cast(&found, &Scalar::Int8.of(), Context::Assignment);
        if castable && reads_any(&made, &ranges_of(&scope.tables)) {
            let message = format!("argument of {clause} must not contain variables");
            return Err(SqlError::new("42P10", at, message));
        }
        if matches!(made, Expression::Constant { value: Value::Null, .. }) {
            return Ok(None);
        }
        if let Expression::Constant { value: Value::Int(count), .. } = made
            && matches!(found.scalar(), Some(Scalar::Int4 | Scalar::Int2 | Scalar::Int8))
        {
            return Ok(Some(Expression::constant(Value::Int(count), Scalar::Int8.of())));
        }
        let count = assigned(made, (&Scalar::Int8.of(), Modifier::None), at)?;
        count.map(Some).ok_or_else(|| {
            let message = format!("argument of {clause} must be type bigint, not type {found}");
            SqlError::new("42804", at, message)
        })
    }
}
