//! `in`, and operators with `any`, `some` and `all`.

use super::analyzer::Analyzer;
use super::expression::{bracketed_query, built_at};
use super::operation::operation;
use super::operators::{Symbol, Tree, whole};
use super::rows;
use super::scope::Scope;
use crate::error::{Result, SqlError};
use builtin::resolve::{self, Resolved, common_type};
use catalog::{BuildError, Comparison, Expression, Infix, Query, Type, build};
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `a [not] in (…)`: a list, a query, rows.
    pub(super) fn membership(
        &mut self,
        operand: &Tree,
        list: &ast::Expr,
        negated: bool,
        place: TextRange,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = list.syntax();
        if let ast::Expr::ParenExpr(paren) = list
            && let Some(query) = bracketed_query(paren)
        {
            return self.in_query(operand, &query, negated, place, scope);
        }
        let items: Vec<ast::Expr> = match list {
            ast::Expr::ParenExpr(paren) => paren.expr().into_iter().collect(),
            ast::Expr::TupleExpr(tuple) => whole(tuple.exprs()).collect(),
            _ => {
                return Err(SqlError::syntax(
                    at,
                    "syntax error: IN needs a list or a query in brackets",
                ));
            }
        };
        match rows::items(operand) {
            Some(fields) => self.row_in_list(fields, items, negated, place, at, scope),
            None => {
                let operand = self.tree(operand, at, scope)?;
                let items = self.expressions(items.into_iter(), scope)?;
                in_list(operand, items, negated, place, at)
            }
        }
    }

    fn row_in_list(
        &mut self,
        fields: Vec<ast::Expr>,
        items: Vec<ast::Expr>,
        negated: bool,
        place: TextRange,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let equal = Symbol { text: "=".to_owned(), at: place };
        let fields = self.expressions(fields.into_iter(), scope)?;
        let mut any = Vec::new();
        for item in items {
            let row = rows::items_of(&item).ok_or_else(|| {
                SqlError::syntax(item.syntax(), "unequal number of entries in row expressions")
            })?;
            let row = self.expressions(row.into_iter(), scope)?;
            any.push(rows::compare(&equal, fields.clone(), row, at)?);
        }
        let any = Expression::Or(any);
        Ok(if negated { any.negate() } else { any })
    }

    /// `a [not] in (select …)`
    fn in_query(
        &mut self,
        operand: &Tree,
        query: &ast::SelectVariant,
        negated: bool,
        place: TextRange,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = query.syntax();
        let operands = match rows::items(operand) {
            Some(fields) => self.expressions(fields.into_iter(), scope)?,
            None => vec![self.tree(operand, at, scope)?],
        };
        let inner = self.query(query, &scope.inside())?;
        let outputs: Vec<Type> = inner.columns().into_iter().map(|column| column.1).collect();
        if outputs.len() != operands.len() {
            let how = if outputs.len() > operands.len() { "many" } else { "few" };
            return Err(SqlError::syntax(at, format!("subquery has too {how} columns")));
        }
        let mut common = Vec::new();
        for (operand, output) in operands.iter().zip(&outputs) {
            common.push(comparison_type(&operand.type_of(), output, place, at)?);
        }
        let mut made = Vec::new();
        for (operand, of) in operands.into_iter().zip(&common) {
            made.push(build::cast(operand, of).map_err(|error| SqlError::build(at, error))?);
        }
        let query = Box::new(self.outputs_as(inner, &common, at)?);
        Ok(Expression::InQuery { operands: made, query, negated })
    }

    /// `a < any (…)`
    pub(super) fn quantified(
        &mut self,
        symbol: &Symbol,
        operand: &Tree,
        call: &ast::CallExpr,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let all = call.all_fn().is_some();
        let (list, query) = parts(call);
        if let Some(query) = query.or_else(|| match &list {
            Some(ast::Expr::ParenExpr(paren)) => bracketed_query(paren),
            _ => None,
        }) {
            match (symbol.text.as_str(), all) {
                ("=", false) => return self.in_query(operand, &query, false, symbol.at, scope),
                ("<>" | "!=", true) => {
                    return self.in_query(operand, &query, true, symbol.at, scope);
                }
                _ => return self.quantified_query(symbol, operand, &query, all, at, scope),
            }
        }
        let operand = self.tree(operand, at, scope)?;
        let list = super::need(list, call.syntax())?;
        let array = self.expression(&list, scope)?;
        quantified_array(symbol, operand, array, all, at)
    }

    fn quantified_query(
        &mut self,
        symbol: &Symbol,
        operand: &Tree,
        query: &ast::SelectVariant,
        all: bool,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let operand = self.tree(operand, at, scope)?;
        let inner = self.single_column(query, scope)?;
        let found = only_type(&inner);
        let (operator, left, right) = infix(symbol, &operand.type_of(), &found, at)?;
        let operand = build::cast(operand, &left).map_err(|error| SqlError::build(at, error))?;
        let query = self.outputs_as(inner, &[right], at)?;
        Ok(Expression::QuantifiedQuery {
            operand: Box::new(operand),
            operator,
            query: Box::new(query),
            all,
        })
    }
}

/// What stands in the brackets of `any (…)`.
fn parts(call: &ast::CallExpr) -> (Option<ast::Expr>, Option<ast::SelectVariant>) {
    let any = call.any_fn().map(|it| (it.expr(), it.select_variant()));
    let some = || call.some_fn().map(|it| (it.expr(), it.select_variant()));
    let all = || call.all_fn().map(|it| (it.expr(), it.select_variant()));
    any.or_else(some).or_else(all).unwrap_or_default()
}

/// The type of a query's only column.
pub(super) fn only_type(query: &Query) -> Type {
    query.columns().into_iter().next().map_or(Type::UNKNOWN, |column| column.1)
}

/// `a in (b, c)`: all are made one type, as PostgreSQL does for an array of them.
fn in_list(
    operand: Expression,
    items: Vec<Expression>,
    negated: bool,
    place: TextRange,
    at: &SyntaxNode,
) -> Result<Expression> {
    let types: Vec<Type> =
        std::iter::once(&operand).chain(&items).map(Expression::type_of).collect();
    let element = match common_type(&types) {
        Ok(element) if items.len() > 1 => element,
        // One item, or several that only `=` finds a type for, each by itself.
        _ => return equal_to_one(&operand, items, negated, place, at),
    };
    let of = comparison_type(&operand.type_of(), &element, place, at)?;
    let cast =
        |expression| build::cast(expression, &of).map_err(|error| SqlError::build(at, error));
    let items: Result<Vec<_>> = items.into_iter().map(cast).collect();
    Ok(Expression::InList { operand: Box::new(cast(operand)?), items: items?, negated })
}

fn equal_to_one(
    operand: &Expression,
    items: Vec<Expression>,
    negated: bool,
    place: TextRange,
    at: &SyntaxNode,
) -> Result<Expression> {
    let text = if negated { "<>" } else { "=" };
    let symbol = Symbol { text: text.to_owned(), at: place };
    let made: Result<Vec<_>> =
        items.into_iter().map(|item| operation(&symbol, operand.clone(), item, at)).collect();
    let mut made = made?;
    Ok(match (made.len(), negated) {
        (1, _) => made.swap_remove(0),
        (_, true) => Expression::And(made),
        (_, false) => Expression::Or(made),
    })
}

/// The type as which `=` compares two types.
pub(super) fn comparison_type(
    left: &Type,
    right: &Type,
    place: TextRange,
    at: &SyntaxNode,
) -> Result<Type> {
    match resolve::operator(Comparison::Equal.symbol(), Some(left), right) {
        Ok(Resolved::Compare { common, .. }) => Ok(common),
        Ok(_) => Err(SqlError::at("42804", place, "IN needs an operator = that yields a boolean")),
        Err(error) => Err(built_at(place, at, BuildError::Resolve(error))),
    }
}

/// `a = any (array)`
fn quantified_array(
    symbol: &Symbol,
    operand: Expression,
    array: Expression,
    all: bool,
    at: &SyntaxNode,
) -> Result<Expression> {
    let of = array.type_of();
    let element = match of.element() {
        Some(element) => element.clone(),
        None if of == Type::UNKNOWN => Type::UNKNOWN,
        None => {
            let message = "op ANY/ALL (array) requires array on right side";
            return Err(SqlError::at("42809", symbol.at, message));
        }
    };
    let (operator, left, right) = infix(symbol, &operand.type_of(), &element, at)?;
    let cast = |expression, of: &Type| {
        build::cast(expression, of).map_err(|error| SqlError::build(at, error))
    };
    Ok(Expression::Quantified {
        operand: Box::new(cast(operand, &left)?),
        operator,
        array: Box::new(cast(array, &right.array())?),
        all,
    })
}

/// The operator between an operand and each element, and the types that it takes.
fn infix(
    symbol: &Symbol,
    left: &Type,
    right: &Type,
    at: &SyntaxNode,
) -> Result<(Infix, Type, Type)> {
    let resolved = resolve::operator(&symbol.text, Some(left), right)
        .map_err(|error| built_at(symbol.at, at, BuildError::Resolve(error)))?;
    match resolved {
        Resolved::Compare { op, common } => Ok((Infix::Compare(op), common.clone(), common)),
        Resolved::Call { builtin, argument_types, returns } if returns == Type::BOOL => {
            let mut types = argument_types.into_iter();
            match (types.next(), types.next()) {
                (Some(left), Some(right)) => Ok((Infix::Call(builtin), left, right)),
                _ => Err(SqlError::at("42883", symbol.at, "this operator takes one operand")),
            }
        }
        _ => {
            let message = "op ANY/ALL (array) requires operator to yield boolean";
            Err(SqlError::at("42809", symbol.at, message))
        }
    }
}
