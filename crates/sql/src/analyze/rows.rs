//! Comparisons of rows, written out field by field.

use super::operation::operation;
use super::operators::{Symbol, Tree, whole};
use crate::error::{Result, SqlError};
use catalog::Expression;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast;

/// The fields of `(a, b)` or `row(a, b)`.
pub(super) fn items(tree: &Tree) -> Option<Vec<ast::Expr>> {
    match tree {
        Tree::Atom(atom) => items_of(atom),
        _ => None,
    }
}

/// The same of an expression that was not grouped yet.
pub(super) fn items_of(expression: &ast::Expr) -> Option<Vec<ast::Expr>> {
    match expression {
        ast::Expr::TupleExpr(row) => Some(whole(row.exprs()).collect()),
        ast::Expr::ParenExpr(paren) => items_of(&paren.expr()?),
        _ => None,
    }
}

/// Whether a query stands there in brackets.
pub(super) fn is_query(tree: &Tree) -> bool {
    let Tree::Atom(ast::Expr::ParenExpr(paren)) = tree else { return false };
    super::expression::bracketed_query(paren).is_some()
}

/// 42601 unless both rows have as many fields.
pub(super) fn same_length(
    left: &[Expression],
    right: &[Expression],
    at: &SyntaxNode,
) -> Result<()> {
    match left.len() == right.len() {
        true if left.is_empty() => Err(SqlError::unsupported(at, "comparing rows of no fields")),
        true => Ok(()),
        false => Err(SqlError::syntax(at, "unequal number of entries in row expressions")),
    }
}

/// `(a, b) < (c, d)`
pub(super) fn compare(
    symbol: &Symbol,
    left: Vec<Expression>,
    right: Vec<Expression>,
    at: &SyntaxNode,
) -> Result<Expression> {
    same_length(&left, &right, at)?;
    let pairs: Vec<(Expression, Expression)> = left.into_iter().zip(right).collect();
    match symbol.text.as_str() {
        "=" => each(symbol, pairs, at).map(Expression::And),
        "<>" | "!=" => each(symbol, pairs, at).map(Expression::Or),
        "<" | "<=" | ">" | ">=" => ordered(symbol, pairs, at),
        other => {
            let message =
                format!("could not determine interpretation of row comparison operator {other}");
            Err(SqlError::at("0A000", symbol.at, message))
        }
    }
}

fn each(
    symbol: &Symbol,
    pairs: Vec<(Expression, Expression)>,
    at: &SyntaxNode,
) -> Result<Vec<Expression>> {
    pairs.into_iter().map(|(left, right)| operation(symbol, left, right, at)).collect()
}

/// `a < c or (a = c and b < d)`: the first fields that differ decide.
fn ordered(
    symbol: &Symbol,
    pairs: Vec<(Expression, Expression)>,
    at: &SyntaxNode,
) -> Result<Expression> {
    let strict = Symbol { text: symbol.text.replace('=', ""), at: symbol.at };
    let equal = Symbol { text: "=".to_owned(), at: symbol.at };
    let mut made: Option<Expression> = None;
    for (left, right) in pairs.into_iter().rev() {
        made = Some(match made {
            None => operation(symbol, left, right, at)?,
            Some(rest) => {
                let less = operation(&strict, left.clone(), right.clone(), at)?;
                let same = operation(&equal, left, right, at)?;
                Expression::Or(vec![less, Expression::And(vec![same, rest])])
            }
        });
    }
    made.ok_or_else(|| SqlError::syntax(at, "syntax error"))
}
