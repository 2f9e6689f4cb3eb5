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

/// Queries in one union; the tree gets as deep.
const MOST_QUERIES: usize = 400;

impl Analyzer<'_> {
    /// `a union b order by …`; the `with` before the first query is the whole union's.
    pub(super) fn compound(
        &mut self,
        compound: &ast::CompoundSelect,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        let at = compound.syntax();
        let (first, steps) = chain(compound)?;
        let clause = if around.with_is_read { None } else { first_with(&first) };
        let (with, scope) = self.with_clause(clause, scope)?;
        let begins = Around { tail: Tail::default(), with_is_read: true };
        let mut whole = self.untyped_query(&first, &scope.inside(), begins)?;
        for step in steps {
            whole = self.combined(whole, &step, &scope)?;
        }
        let query = Query { with, ..whole };
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        self.with_tail(query, &tail, &scope)
    }

    fn combined(&mut self, left: Query, step: &Step, scope: &Scope<'_>) -> Result<Query> {
        let at = &step.at;
        let right = self.untyped_query(&step.right, &scope.inside(), Around::default())?;
        let types = types(&left, &right, step.word, at)?;
        if !step.all {
            types.iter().try_for_each(|of| comparable(of, at))?;
        }
        let left = Box::new(self.outputs_as(left, &types, at)?);
        let right = Box::new(self.outputs_as(right, &types, at)?);
        Ok(body_only(Body::Set { operator: step.operator, all: step.all, left, right }))
    }
}

/// One operator of a chain, and the query after it.
struct Step {
    operator: SetOperator,
    word: &'static str,
    all: bool,
    right: ast::SelectVariant,
    at: SyntaxNode,
}

/// A chain from left to right, without recursion, since such chains are long.
fn chain(compound: &ast::CompoundSelect) -> Result<(ast::SelectVariant, Vec<Step>)> {
    let mut steps = Vec::new();
    let mut at = compound.clone();
    let first = loop {
        let node = at.syntax().clone();
        let (operator, word, all) = operator(&need(at.op(), &node)?);
        let right = operand(at.rhs_operand(), &node)?;
        let left = operand(at.lhs_operand(), &node)?;
        steps.push(Step { operator, word, all, right, at: node });
        match left {
            ast::SelectVariant::CompoundSelect(inner) if Tail::of(inner.syntax())?.is_empty() => {
                at = inner;
            }
            left => break left,
        }
    };
    if steps.len() > MOST_QUERIES {
        let message = "the union has too many queries";
        return Err(SqlError::new("54001", compound.syntax(), message)
            .hint("Write values (…), (…) instead, or several statements."));
    }
    steps.reverse();
    Ok((first, steps))
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
