//! `case`, `coalesce`, `nullif`, `greatest`, `least`: branches that become one type.

use super::analyzer::Analyzer;
use super::expression::as_text_if_unknown;
use super::need;
use super::operators::whole;
use super::scope::Scope;
use crate::error::{Result, SqlError};
use builtin::Volatility;
use builtin::resolve::common_type;
use catalog::walk::{Visitor, visit_expression};
use catalog::{BuildError, Expression, Type, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `case [a] when b then c … else d end`
    pub(super) fn case(&mut self, case: &ast::CaseExpr, scope: &Scope<'_>) -> Result<Expression> {
        let at = case.syntax();
        let sets = set_count(scope);
        let whens: Vec<ast::WhenClause> =
            need(case.when_clause_list(), at)?.when_clauses().collect();
        let subject = match case.expr() {
            Some(subject) => {
                let made = as_text_if_unknown(self.expression(&subject, scope)?);
                if whens.len() > 1 {
                    repeatable(&made, subject.syntax())?;
                }
                Some(made)
            }
            None => None,
        };
        let otherwise = match case.else_clause().and_then(|clause| clause.expr()) {
            Some(otherwise) => self.expression(&otherwise, scope)?,
            None => Expression::constant(Value::Null, Type::UNKNOWN),
        };
        // PostgreSQL counts `else` first when it looks for the one type.
        let mut results = vec![otherwise];
        let mut conditions = Vec::new();
        for when in whens {
            conditions.push(self.when(&when, subject.as_ref(), scope)?);
            results.push(self.expression(&need(parts_of(&when).nth(1), when.syntax())?, scope)?);
        }
        let (mut results, of) = unified(results, "CASE", at)?;
        let otherwise = results.remove(0);
        let is_null = matches!(otherwise, Expression::Constant { value: Value::Null, .. });
        let otherwise = (!is_null).then(|| Box::new(otherwise));
        refuse_sets(sets, scope, "CASE", at)?;
        Ok(Expression::Case {
            branches: conditions.into_iter().zip(results).collect(),
            otherwise,
            of,
        })
    }

    fn when(
        &mut self,
        when: &ast::WhenClause,
        subject: Option<&Expression>,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let written = need(parts_of(when).next(), when.syntax())?;
        let condition = self.expression(&written, scope)?;
        match subject {
            None => self.truth(condition, "CASE/WHEN", written.syntax()),
            Some(subject) => build::operator("=", Some(subject.clone()), condition)
                .map_err(|error| SqlError::build(written.syntax(), error)),
        }
    }

    /// `coalesce(a, b, …)`
    pub(super) fn coalesce(
        &mut self,
        items: Vec<Expression>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let (items, of) = unified(items, "COALESCE", at)?;
        Ok(Expression::Coalesce { items, of })
    }

    /// `greatest(a, b, …)`, `least(…)`
    pub(super) fn extreme(
        &mut self,
        items: Vec<Expression>,
        greatest: bool,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let (items, of) = unified(items, if greatest { "GREATEST" } else { "LEAST" }, at)?;
        sortable(&of, at)?;
        Ok(Expression::Extreme { items, greatest, of })
    }

    /// `nullif(a, b)`: made one type as `=` makes them.
    pub(super) fn null_if(
        &mut self,
        items: Vec<Expression>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let mut items = items.into_iter();
        let (Some(left), Some(right), None) = (items.next(), items.next(), items.next()) else {
            return Err(SqlError::syntax(at, "NULLIF needs two arguments"));
        };
        match build::operator("=", Some(left), right).map_err(|error| SqlError::build(at, error))? {
            Expression::Compare { left, right, .. } => Ok(Expression::NullIf { left, right }),
            _ => Err(SqlError::new("42804", at, "NULLIF requires = operator to yield boolean")),
        }
    }
}

/// Set-returning functions that the select list holds so far.
pub(super) fn set_count(scope: &Scope<'_>) -> usize {
    scope.sets.map_or(0, |sets| sets.borrow().len())
}

/// 0A000 where one came to them inside a form that doesn't evaluate all of its parts.
pub(super) fn refuse_sets(
    before: usize,
    scope: &Scope<'_>,
    form: &str,
    at: &SyntaxNode,
) -> Result<()> {
    if set_count(scope) == before {
        return Ok(());
    }
    let message = format!("set-returning functions are not allowed in {form}");
    Err(SqlError::new("0A000", at, message)
        .hint("You might be able to move the set-returning function into a LATERAL FROM item."))
}

/// The condition and the result of a branch.
fn parts_of(when: &ast::WhenClause) -> impl Iterator<Item = ast::Expr> {
    whole(when.syntax().children().filter_map(ast::Expr::cast))
}

/// Expressions cast to their one type; `form` is named when they have none.
pub(super) fn unified(
    items: Vec<Expression>,
    form: &'static str,
    at: &SyntaxNode,
) -> Result<(Vec<Expression>, Type)> {
    let of = common_type(&build::types(&items))
        .map_err(|error| SqlError::build(at, BuildError::Resolve(error.within(form))))?;
    let cast = |item| build::cast(item, &of).map_err(|error| SqlError::build(at, error));
    let items: Result<Vec<_>> = items.into_iter().map(cast).collect();
    Ok((items?, of))
}

/// 42883 for a type that has no order.
pub(super) fn sortable(of: &Type, at: &SyntaxNode) -> Result<()> {
    if builtin::resolve::is_sortable(of) {
        return Ok(());
    }
    let message = format!("could not identify an ordering operator for type {of}");
    Err(SqlError::new("42883", at, message)
        .hint("Use an explicit ordering operator or modify the query."))
}

/// 42883 for a type that has no equality.
pub(super) fn comparable(of: &Type, at: &SyntaxNode) -> Result<()> {
    if builtin::resolve::is_comparable(of) {
        return Ok(());
    }
    let message = format!("could not identify an equality operator for type {of}");
    Err(SqlError::new("42883", at, message))
}

/// The subject of a simple `case` is written out once for each branch, so each time it must be the same.
fn repeatable(subject: &Expression, at: &SyntaxNode) -> Result<()> {
    let mut search = Volatile(false);
    search.expression(subject);
    if search.0 {
        return Err(SqlError::unsupported(at, "a case over a value that is different each time")
            .hint(
                "Take the value from a subquery: select case x when … from (select …) as s (x).",
            ));
    }
    Ok(())
}

struct Volatile(bool);

impl Visitor for Volatile {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Call { function, .. } = expression {
            self.0 |= function.volatility == Volatility::Volatile;
        }
        visit_expression(self, expression);
    }
}
