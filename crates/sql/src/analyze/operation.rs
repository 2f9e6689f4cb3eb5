//! Operators: truth, `like`, `between`, `is`, `overlaps`, and every symbol.

use super::analyzer::Analyzer;
use super::expression::{as_text_if_unknown, built_at};
use super::operators::{Liking, Symbol, Tree};
use super::rows;
use super::scope::Scope;
use crate::error::{Result, SqlError};
use catalog::{Comparison, Expression, Scalar, Test, Type, Value, build};
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast;

impl Analyzer<'_> {
    /// `a + b + c`, from the left and without recursion, since such chains are long.
    pub(super) fn binary_chain(
        &mut self,
        tree: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let mut steps = Vec::new();
        let mut first = tree;
        while let Tree::Binary(symbol, left, right) = first {
            if self.is_special(left, right) {
                break;
            }
            steps.push((symbol, right));
            first = left;
        }
        let mut made = match first {
            Tree::Binary(symbol, left, right) => self.special(symbol, left, right, at, scope)?,
            first => self.tree(first, at, scope)?,
        };
        for (symbol, right) in steps.into_iter().rev() {
            let right = self.tree(right, at, scope)?;
            made = operation(symbol, made, right, at)?;
        }
        Ok(made)
    }

    /// Whether an operation is between rows, or with `any`, `all`.
    fn is_special(&self, left: &Tree, right: &Tree) -> bool {
        rows::items(left).is_some() || rows::items(right).is_some() || quantifier(right).is_some()
    }

    fn special(
        &mut self,
        symbol: &Symbol,
        left: &Tree,
        right: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        if let Some(quantifier) = quantifier(right) {
            return self.quantified(symbol, left, &quantifier, at, scope);
        }
        match (rows::items(left), rows::items(right)) {
            (Some(left), Some(right)) => {
                let left = self.expressions(left.into_iter(), scope)?;
                let right = self.expressions(right.into_iter(), scope)?;
                rows::compare(symbol, left, right, at)
            }
            _ if rows::is_query(left) || rows::is_query(right) => Err(SqlError::at(
                "0A000",
                symbol.at,
                "comparing a row with a query is not supported",
            )
            .hint("Write (a, b) in (select …).")),
            _ => {
                let left = self.tree(left, at, scope)?;
                let right = self.tree(right, at, scope)?;
                operation(symbol, left, right, at)
            }
        }
    }

    /// The parts of an `and` or `or`.
    pub(super) fn conditions(
        &mut self,
        parts: &[Tree],
        word: &str,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        let mut made = Vec::with_capacity(parts.len());
        for part in parts {
            let condition = self.tree(part, at, scope)?;
            made.push(self.truth(condition, word, at)?);
        }
        Ok(made)
    }

    /// An expression as a boolean; `of` is what needs it, for the message.
    pub(super) fn truth(
        &self,
        condition: Expression,
        of: &str,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let found = condition.type_of();
        if !builtin::resolve::can_cast(&found, &Type::BOOL, value::Context::Implicit) {
            let message = format!("argument of {of} must be type boolean, not type {found}");
            return Err(SqlError::new("42804", at, message));
        }
        build::cast(condition, &Type::BOOL).map_err(|error| SqlError::build(at, error))
    }

    /// `a like b escape c`
    pub(super) fn like(
        &mut self,
        tree: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let Tree::Like { of, negated, operand, pattern, escape, at: place } = tree else {
            return Err(SqlError::syntax(at, "syntax error"));
        };
        let symbol = match (of, negated) {
            (Liking::Like, false) => "~~",
            (Liking::Like, true) => "!~~",
            (Liking::Ilike, false) => "~~*",
            (Liking::Ilike, true) => "!~~*",
            (Liking::Similar, false) => "~",
            (Liking::Similar, true) => "!~",
        };
        let symbol = Symbol { text: symbol.to_owned(), at: *place };
        if *of == Liking::Similar {
            return self.similar(&symbol, (operand, pattern, escape.as_deref()), at, scope);
        }
        if let Some(quantifier) = quantifier(pattern) {
            return self.quantified(&symbol, operand, &quantifier, at, scope);
        }
        let operand = self.tree(operand, at, scope)?;
        let mut pattern = self.tree(pattern, at, scope)?;
        if let Some(escape) = escape {
            let escape = self.tree(escape, at, scope)?;
            if !is_backslash(&escape) {
                let made = build::function("like_escape", vec![pattern, escape]);
                pattern = made.map_err(|error| built_at(*place, at, error))?;
            }
        }
        operation(&symbol, operand, pattern, at)
    }

    /// `a similar to b escape c`, which is `a ~ similar_to_escape(b, c)`.
    fn similar(
        &mut self,
        symbol: &Symbol,
        (operand, pattern, escape): (&Tree, &Tree, Option<&Tree>),
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let operand = self.tree(operand, at, scope)?;
        let mut arguments = vec![self.tree(pattern, at, scope)?];
        if let Some(escape) = escape {
            arguments.push(self.tree(escape, at, scope)?);
        }
        let pattern = build::function("similar_to_escape", arguments);
        operation(symbol, operand, pattern.map_err(|error| built_at(symbol.at, at, error))?, at)
    }

    /// `a between b and c`, which is `a >= b and a <= c`.
    pub(super) fn between(
        &mut self,
        tree: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let Tree::Between { operand, low, high, negated, symmetric, at: place } = tree else {
            return Err(SqlError::syntax(at, "syntax error"));
        };
        let within = |this: &mut Self, low: &Tree, high: &Tree| {
            let (above, below) = if *negated { ("<", ">") } else { (">=", "<=") };
            let above = this.compare(above, *place, (operand, low), at, scope)?;
            let below = this.compare(below, *place, (operand, high), at, scope)?;
            Ok(if *negated {
                Expression::Or(vec![above, below])
            } else {
                Expression::And(vec![above, below])
            })
        };
        let forwards = within(self, low, high)?;
        if !symmetric {
            return Ok(forwards);
        }
        let backwards = within(self, high, low)?;
        let both = vec![forwards, backwards];
        Ok(if *negated { Expression::And(both) } else { Expression::Or(both) })
    }

    /// A comparison of two trees, rows too.
    fn compare(
        &mut self,
        symbol: &str,
        at_symbol: TextRange,
        (left, right): (&Tree, &Tree),
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let symbol = Symbol { text: symbol.to_owned(), at: at_symbol };
        if self.is_special(left, right) {
            return self.special(&symbol, left, right, at, scope);
        }
        let left = self.tree(left, at, scope)?;
        let right = self.tree(right, at, scope)?;
        operation(&symbol, left, right, at)
    }

    /// `a is null`, `a is not true`; of a row it is about each field.
    pub(super) fn is(
        &mut self,
        operand: &Tree,
        test: Test,
        negated: bool,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        if let (Some(items), Test::Null) = (rows::items(operand), test) {
            let items = self.expressions(items.into_iter(), scope)?;
            return Ok(Expression::all(items.into_iter().map(|item| is_test(item, test, negated))));
        }
        let mut operand = self.tree(operand, at, scope)?;
        if test != Test::Null {
            let word = match test {
                Test::True => "TRUE",
                Test::False => "FALSE",
                Test::Unknown | Test::Null => "UNKNOWN",
            };
            let not = if negated { "NOT " } else { "" };
            operand = self.truth(operand, &format!("IS {not}{word}"), at)?;
        }
        if let (Expression::Row { items, .. }, Test::Null) = (&operand, test) {
            let parts = items.iter().map(|item| is_test(item.clone(), test, negated));
            return Ok(Expression::all(parts));
        }
        Ok(is_test(operand, test, negated))
    }

    /// `a is distinct from b`
    pub(super) fn distinct(
        &mut self,
        (left, right): (&Tree, &Tree),
        negated: bool,
        place: TextRange,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        if let (Some(left), Some(right)) = (rows::items(left), rows::items(right)) {
            let left = self.expressions(left.into_iter(), scope)?;
            let right = self.expressions(right.into_iter(), scope)?;
            rows::same_length(&left, &right, at)?;
            let pairs = left.into_iter().zip(right);
            let parts: Result<Vec<_>> =
                pairs.map(|(left, right)| distinct(left, right, negated, place, at)).collect();
            return Ok(if negated { Expression::And(parts?) } else { Expression::Or(parts?) });
        }
        let left = self.tree(left, at, scope)?;
        let right = self.tree(right, at, scope)?;
        distinct(left, right, negated, place, at)
    }

    /// `(a, b) overlaps (c, d)`
    pub(super) fn overlaps(
        &mut self,
        left: &Tree,
        right: &Tree,
        place: TextRange,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let mut arguments = Vec::new();
        for (side, name) in [(left, "left"), (right, "right")] {
            let items = rows::items(side).filter(|items| items.len() == 2).ok_or_else(|| {
                let message =
                    format!("wrong number of parameters on {name} side of OVERLAPS expression");
                SqlError::at("42601", place, message)
            })?;
            arguments.extend(self.expressions(items.into_iter(), scope)?);
        }
        build::function("overlaps", arguments).map_err(|error| built_at(place, at, error))
    }
}

/// `left symbol right`
pub(super) fn operation(
    symbol: &Symbol,
    left: Expression,
    right: Expression,
    at: &SyntaxNode,
) -> Result<Expression> {
    build::operator(&symbol.text, Some(left), right).map_err(|error| built_at(symbol.at, at, error))
}

/// The expression of `any (…)`, `some (…)` or `all (…)`.
fn quantifier(tree: &Tree) -> Option<ast::CallExpr> {
    let Tree::Atom(ast::Expr::CallExpr(call)) = tree else { return None };
    let is_one = call.any_fn().is_some() || call.some_fn().is_some() || call.all_fn().is_some();
    is_one.then(|| call.clone())
}

fn is_test(operand: Expression, test: Test, negated: bool) -> Expression {
    Expression::Is { operand: Box::new(as_text_if_unknown(operand)), test, negated }
}

/// Both sides are made one type as `=` makes them.
fn distinct(
    left: Expression,
    right: Expression,
    negated: bool,
    place: TextRange,
    at: &SyntaxNode,
) -> Result<Expression> {
    if let Some(operand) = beside_null(&left, &right) {
        return Ok(is_test(operand.clone(), Test::Null, !negated));
    }
    let equal = build::operator(Comparison::Equal.symbol(), Some(left), right);
    match equal.map_err(|error| built_at(place, at, error))? {
        Expression::Compare { left, right, .. } => {
            Ok(Expression::Distinct { left, right, negated })
        }
        _ => Err(SqlError::at(
            "42P17",
            place,
            "IS DISTINCT FROM requires = operator to yield boolean",
        )),
    }
}

/// The other side of an untyped null: `a is distinct from null` needs no `=`.
fn beside_null<'e>(left: &'e Expression, right: &'e Expression) -> Option<&'e Expression> {
    let is_null = |side: &Expression| matches!(side, Expression::Constant { value: Value::Null, of } if *of == Type::UNKNOWN);
    match (is_null(left), is_null(right)) {
        (_, true) => Some(left),
        (true, false) => Some(right),
        (false, false) => None,
    }
}

/// `escape '\'` says what holds anyway.
fn is_backslash(escape: &Expression) -> bool {
    let Expression::Constant { value: Value::Text(text), of } = escape else { return false };
    &**text == "\\" && matches!(of.scalar(), Some(Scalar::Unknown | Scalar::Text))
}
