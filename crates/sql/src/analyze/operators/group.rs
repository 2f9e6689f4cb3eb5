//! Grouping a sequence of operands and operators by precedence.

use super::flatten::{Item, Operator};
use super::precedence::{self as rank, Precedence};
use super::{Liking, Symbol, Tree};
use crate::error::{Result, SqlError};
use catalog::Test;
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, LitKind};
use std::iter::Peekable;
use std::vec::IntoIter;

/// Operators in one expression without brackets, `and` and `or` not counted: the tree gets as deep.
const MOST_OPERATORS: usize = 300;

/// Signs in a row.
const MOST_SIGNS: usize = 50;

/// Groups what `flatten` laid out.
pub(super) fn group(items: Vec<Item>, expression: &ast::Expr) -> Result<Tree> {
    let whole = expression.syntax().clone();
    let mut grouping =
        Grouping { items: items.into_iter().peekable(), whole, operators: 0, signs: 0 };
    let tree = grouping.above(rank::OR)?;
    match grouping.items.next() {
        None => Ok(tree),
        Some(_) => Err(grouping.syntax_error()),
    }
}

struct Grouping {
    items: Peekable<IntoIter<Item>>,
    whole: SyntaxNode,
    operators: usize,
    signs: usize,
}

impl Grouping {
    /// What binds at least this tightly.
    fn above(&mut self, least: Precedence) -> Result<Tree> {
        let mut left = self.operand()?;
        let mut lonely = None;
        while let Some((operator, at, precedence)) = self.next_infix(least) {
            if rank::is_lonely(precedence) && lonely == Some(precedence) {
                return Err(SqlError::at(
                    "42601",
                    at,
                    "syntax error: comparisons can't be chained",
                )
                .hint("Put one of them in brackets."));
            }
            self.items.next();
            self.count(&operator)?;
            let ends_open =
                !matches!(operator, Operator::Is(_) | Operator::IsNull(_) | Operator::In(_));
            left = self.infix(left, operator, at, precedence)?;
            lonely = ends_open.then_some(precedence);
        }
        Ok(left)
    }

    fn next_infix(&mut self, least: Precedence) -> Option<(Operator, TextRange, Precedence)> {
        let Some(Item::Operator(operator, at)) = self.items.peek() else { return None };
        let precedence = rank::infix(operator).filter(|precedence| *precedence >= least)?;
        Some((operator.clone(), *at, precedence))
    }

    fn infix(
        &mut self,
        left: Tree,
        operator: Operator,
        at: TextRange,
        of: Precedence,
    ) -> Result<Tree> {
        let operand = Box::new(left);
        Ok(match operator {
            Operator::Or => joined(*operand, self.above(of + 1)?, true),
            Operator::And => joined(*operand, self.above(of + 1)?, false),
            Operator::Is(negated) => Tree::Is { operand, test: self.test()?, negated },
            Operator::IsNull(negated) => Tree::Is { operand, test: Test::Null, negated },
            Operator::Distinct(negated) => {
                Tree::Distinct { left: operand, right: self.boxed(of + 1)?, negated, at }
            }
            Operator::Not => {
                self.expect(&Operator::Between)?;
                self.between(operand, true, at)?
            }
            Operator::Between => self.between(operand, false, at)?,
            Operator::In(negated) => Tree::In { operand, list: self.atom()?, negated, at },
            Operator::Like(liking, negated) => self.like(operand, liking, negated, at)?,
            Operator::AtTimeZone => Tree::AtTimeZone(operand, self.boxed(of + 1)?, at),
            Operator::Overlaps => Tree::Overlaps(operand, self.boxed(of + 1)?, at),
            Operator::Collate => match self.items.next() {
                Some(Item::Collation(collation)) => Tree::Collate(operand, collation),
                _ => return Err(self.syntax_error()),
            },
            Operator::Symbol(text) => {
                Tree::Binary(Symbol { text, at }, operand, self.boxed(of + 1)?)
            }
            Operator::Escape | Operator::Symmetric => return Err(self.syntax_error()),
        })
    }

    fn boxed(&mut self, least: Precedence) -> Result<Box<Tree>> {
        self.above(least).map(Box::new)
    }

    /// The lower bound reaches up to the first `and`, the upper as far as operators bind tighter.
    fn between(&mut self, operand: Box<Tree>, negated: bool, at: TextRange) -> Result<Tree> {
        let symmetric = self.take(&Operator::Symmetric);
        let low = self.boxed(rank::IS)?;
        self.expect(&Operator::And)?;
        let high = self.boxed(rank::LIKE + 1)?;
        Ok(Tree::Between { operand, low, high, negated, symmetric, at })
    }

    fn like(
        &mut self,
        operand: Box<Tree>,
        of: Liking,
        negated: bool,
        at: TextRange,
    ) -> Result<Tree> {
        let pattern = self.boxed(rank::LIKE + 1)?;
        let escape = match self.take(&Operator::Escape) {
            true => Some(self.boxed(rank::LIKE + 1)?),
            false => None,
        };
        Ok(Tree::Like { of, negated, operand, pattern, escape, at })
    }

    /// An operand with what stands before it and what is tied to it.
    fn operand(&mut self) -> Result<Tree> {
        match self.items.next() {
            Some(Item::Operand(atom)) => self.tied(Tree::Atom(atom)),
            Some(Item::Operator(Operator::Not, _)) => {
                self.sign()?;
                Ok(Tree::Not(self.boxed(rank::NOT)?))
            }
            Some(Item::Operator(operator, at)) => {
                let symbol = operator.symbol(at).ok_or_else(|| self.syntax_error())?;
                self.sign()?;
                match symbol.text.as_str() {
                    "-" => Ok(negative(symbol, self.above(rank::SIGN)?)),
                    "+" => Ok(Tree::Prefix(symbol, self.boxed(rank::SIGN)?)),
                    _ => Ok(Tree::Prefix(symbol, self.boxed(rank::ANY_OPERATOR + 1)?)),
                }
            }
            _ => Err(self.syntax_error()),
        }
    }

    /// `::`, `[…]` and `.` bind tighter than any operator.
    fn tied(&mut self, mut tree: Tree) -> Result<Tree> {
        while let Some(item) = self.items.next_if(|item| !is_free(item)) {
            self.operators += 1;
            let operand = Box::new(tree);
            tree = match item {
                Item::Type(of) => Tree::Cast(operand, of),
                Item::Field(name, at) => Tree::Field(operand, name, at),
                Item::Star(at) => Tree::Star(operand, at),
                Item::Index(index) => Tree::Index(operand, index),
                Item::Slice(start, end) => Tree::Slice { operand, start, end },
                Item::Operand(_) | Item::Operator(..) | Item::Collation(_) => {
                    return Err(self.syntax_error());
                }
            };
        }
        Ok(tree)
    }

    /// What stands behind `is`.
    fn test(&mut self) -> Result<Test> {
        let atom = self.atom()?;
        match atom.syntax().text().to_string().to_ascii_lowercase().as_str() {
            "null" => Ok(Test::Null),
            "true" => Ok(Test::True),
            "false" => Ok(Test::False),
            "unknown" => Ok(Test::Unknown),
            other => Err(SqlError::unsupported(atom.syntax(), format!("`is {other}`"))),
        }
    }

    fn atom(&mut self) -> Result<ast::Expr> {
        match self.items.next() {
            Some(Item::Operand(atom)) => Ok(atom),
            _ => Err(self.syntax_error()),
        }
    }

    fn take(&mut self, wanted: &Operator) -> bool {
        let is_wanted =
            |item: &Item| matches!(item, Item::Operator(operator, _) if operator == wanted);
        self.items.next_if(is_wanted).is_some()
    }

    fn expect(&mut self, wanted: &Operator) -> Result<()> {
        if self.take(wanted) { Ok(()) } else { Err(self.syntax_error()) }
    }

    fn sign(&mut self) -> Result<()> {
        self.signs += 1;
        if self.signs > MOST_SIGNS { Err(self.too_long()) } else { Ok(()) }
    }

    fn count(&mut self, operator: &Operator) -> Result<()> {
        self.operators += usize::from(!matches!(operator, Operator::And | Operator::Or));
        if self.operators > MOST_OPERATORS { Err(self.too_long()) } else { Ok(()) }
    }

    fn too_long(&self) -> SqlError {
        SqlError::new("54001", &self.whole, "the expression has too many operators")
            .hint("Put parts of it in brackets, or in a query of their own.")
    }

    fn syntax_error(&self) -> SqlError {
        SqlError::syntax(&self.whole, "syntax error in this expression")
    }
}

/// Whether an item is no part of the operand before it.
fn is_free(item: &Item) -> bool {
    matches!(item, Item::Operand(_) | Item::Operator(..) | Item::Collation(_))
}

/// `a and b` or `a or b`, flat.
fn joined(left: Tree, right: Tree, or: bool) -> Tree {
    let mut parts = match left {
        Tree::Or(parts) if or => parts,
        Tree::And(parts) if !or => parts,
        left => vec![left],
    };
    parts.push(right);
    if or { Tree::Or(parts) } else { Tree::And(parts) }
}

/// `-5` is a number; `-a` and `-5::int` are an operator's work.
fn negative(symbol: Symbol, operand: Tree) -> Tree {
    if let Tree::Atom(ast::Expr::Literal(literal)) = &operand
        && matches!(literal.kind(), Some(LitKind::IntNumber(_) | LitKind::NumericNumber(_)))
    {
        return Tree::Negative(literal.clone());
    }
    Tree::Prefix(symbol, Box::new(operand))
}
