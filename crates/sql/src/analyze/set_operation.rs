//! `union`, `intersect`, `except`.

use super::analyzer::Analyzer;
use super::case::comparable;
use super::expression::bracketed_query;
use super::need;
use super::query::{Around, body_only};
use super::scope::Scope;
use super::tail::Tail;
use crate::error::{Result, SqlError};
use builtin::resolve::common_type;
use catalog::{Body, BuildError, Query, SetOperator, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `a union b order by …`; the `with` before the first query is the whole union's.
    pub(super) fn compound(
        &mut self,
        compound: &ast::CompoundSelect,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        let at = compound.syntax();
        let left = operand(compound.lhs_operand(), at)?;
        let right = operand(compound.rhs_operand(), at)?;
        let clause = if around.with_is_read { None } else { first_with(&left) };
        let (with, scope) = self.with_clause(clause, scope)?;
        let (operator, word, all) = operator(&need(compound.op(), at)?);
        let first = Around { tail: Tail::default(), with_is_read: true };
        let left = self.untyped_query(&left, &scope.inside(), first)?;
        let right = self.untyped_query(&right, &scope.inside(), Around::default())?;
        let types = types(&left, &right, word, at)?;
        if !all {
            types.iter().try_for_each(|of| comparable(of, at))?;
        }
        let left = Box::new(self.outputs_as(left, &types, at)?);
        let right = Box::new(self.outputs_as(right, &types, at)?);
        let query = Query { with, ..body_only(Body::Set { operator, all, left, right }) };
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        self.with_tail(query, tail, &scope)
    }
}

fn operand(
    operand: Option<ast::CompoundSelectOperand>,
    at: &SyntaxNode,
) -> Result<ast::SelectVariant> {
    match need(operand, at)? {
        ast::CompoundSelectOperand::SelectVariant(query) => Ok(query),
        ast::CompoundSelectOperand::ParenExpr(paren) => need(bracketed_query(&paren), at),
    }
}

/// The `with` that stands before the first of all the queries.
fn first_with(query: &ast::SelectVariant) -> Option<ast::WithClause> {
    let mut query = query.clone();
    loop {
        query = match &query {
            ast::SelectVariant::CompoundSelect(compound) => compound.lhs()?,
            ast::SelectVariant::Select(select) => return select.with_clause(),
            ast::SelectVariant::Values(values) => return values.with_clause(),
            ast::SelectVariant::Table(table) => return table.with_clause(),
            ast::SelectVariant::ParenSelect(paren) => return paren.with_clause(),
            ast::SelectVariant::SelectInto(_) => return None,
        }
    }
}

fn operator(operator: &ast::CompoundOp) -> (SetOperator, &'static str, bool) {
    let (of, word, quantifier) = match operator {
        ast::CompoundOp::Union(it) => (SetOperator::Union, "UNION", it.all_or_distinct()),
        ast::CompoundOp::Intersect(it) => {
            (SetOperator::Intersect, "INTERSECT", it.all_or_distinct())
        }
        ast::CompoundOp::Except(it) => (SetOperator::Except, "EXCEPT", it.all_or_distinct()),
    };
    (of, word, matches!(quantifier, Some(ast::AllOrDistinct::All(_))))
}

/// The one type of each column.
fn types(left: &Query, right: &Query, word: &'static str, at: &SyntaxNode) -> Result<Vec<Type>> {
    let (left, right) = (left.columns(), right.columns());
    if left.len() != right.len() {
        let message = format!("each {word} query must have the same number of columns");
        return Err(SqlError::syntax(at, message));
    }
    let pairs = left.into_iter().zip(right);
    let common = |((_, left), (_, right))| {
        common_type(&[left, right])
            .map_err(|error| SqlError::build(at, BuildError::Resolve(error.within(word))))
    };
    pairs.map(common).collect()
}
