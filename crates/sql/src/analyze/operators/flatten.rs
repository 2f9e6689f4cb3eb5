//! An expression as the sequence of operands and operators that its text is.

use super::{Liking, Symbol};
use crate::analyze::{names, need};
use crate::error::{Result, SqlError};
use catalog::Name;
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxKind as Kind;
use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SyntaxElement, SyntaxNode};

/// One part of the sequence.
#[derive(Debug)]
pub(super) enum Item {
    /// An operand.
    Operand(ast::Expr),
    /// An operator.
    Operator(Operator, TextRange),
    /// `::type`
    Type(ast::Type),
    /// The name after `collate`.
    Collation(ast::CollationRef),
    /// `.name`
    Field(Name, SyntaxNode),
    /// `.*`
    Star(SyntaxNode),
    /// `[1]`
    Index(ast::Expr),
    /// `[1:2]`
    Slice(Option<ast::Expr>, Option<ast::Expr>),
}

/// An operator, or a word that is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `or`
    Or,
    /// `and`, of a `between` too
    And,
    /// `not`, before `between` too
    Not,
    /// `is`, with `not` or without
    Is(bool),
    /// `isnull`, `notnull`
    IsNull(bool),
    /// `is [not] distinct from`
    Distinct(bool),
    /// `between`
    Between,
    /// `symmetric`
    Symmetric,
    /// `[not] in`
    In(bool),
    /// `[not] like`
    Like(Liking, bool),
    /// `escape`
    Escape,
    /// `at time zone`
    AtTimeZone,
    /// `overlaps`
    Overlaps,
    /// `collate`
    Collate,
    /// Any symbol.
    Symbol(String),
}

impl Operator {
    /// The symbol with its place.
    pub(super) fn symbol(&self, at: TextRange) -> Option<Symbol> {
        match self {
            Self::Symbol(text) => Some(Symbol { text: text.clone(), at }),
            _ => None,
        }
    }
}

/// What is still to be laid out.
enum Work {
    Element(SyntaxElement),
    Item(Item),
}

/// Lays an expression out, without recursion, since a chain may be as long as its text.
pub(super) fn flatten(expression: &ast::Expr) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut work = Vec::new();
    let mut next = Some(expression.syntax().clone());
    while let Some(part) = next {
        next = part.next_sibling().filter(is_rest);
        work.push(Work::Element(part.clone().into()));
        refuse_another(&part)?;
    }
    work.reverse();
    while let Some(next) = work.pop() {
        match next {
            Work::Item(item) => items.push(item),
            Work::Element(SyntaxElement::Token(token)) => {
                items.extend(
                    word(token.kind(), token.text())
                        .map(|operator| Item::Operator(operator, token.text_range())),
                );
            }
            Work::Element(SyntaxElement::Node(node)) => open(&node, &mut work, &mut items)?,
        }
    }
    Ok(items)
}

/// Whether a node is the rest of the expression before it: behind `a::type` the grammar leaves a `between`, with
/// the operators after it, beside what it belongs to.
pub(super) fn is_rest(node: &SyntaxNode) -> bool {
    let mut at = node.clone();
    loop {
        let first = at.children_with_tokens().find(|child| !child.kind().is_trivia());
        match first {
            Some(SyntaxElement::Node(first)) => at = first,
            Some(SyntaxElement::Token(_)) => return at.kind() == Kind::BETWEEN_EXPR,
            None => return false,
        }
    }
}

/// Where one expression stands, another beside it would be passed over.
fn refuse_another(node: &SyntaxNode) -> Result<()> {
    let holds_one = |parent: &SyntaxNode| {
        matches!(
            parent.kind(),
            Kind::TARGET
                | Kind::WHERE_CLAUSE
                | Kind::HAVING_CLAUSE
                | Kind::ON_CLAUSE
                | Kind::FILTER_CLAUSE
                | Kind::ELSE_CLAUSE
                | Kind::LIMIT_CLAUSE
                | Kind::OFFSET_CLAUSE
                | Kind::ARG
                | Kind::NAMED_ARG
                | Kind::SORT_BY
                | Kind::SET_EXPR
                | Kind::GROUPING_EXPR
                | Kind::PAREN_EXPR
                | Kind::CHECK_CONSTRAINT
                | Kind::DEFAULT_CONSTRAINT
        )
    };
    let another = node.next_sibling().filter(|next| !is_rest(next));
    match another.and_then(ast::Expr::cast) {
        Some(another) if node.parent().as_ref().is_some_and(holds_one) => {
            Err(SqlError::syntax(another.syntax(), "syntax error"))
        }
        _ => Ok(()),
    }
}

/// Takes a node apart, or takes it as it is.
fn open(node: &SyntaxNode, work: &mut Vec<Work>, items: &mut Vec<Item>) -> Result<()> {
    match node.kind() {
        Kind::BIN_EXPR | Kind::PREFIX_EXPR | Kind::POSTFIX_EXPR | Kind::BETWEEN_EXPR => {
            push_children(node, work);
        }
        Kind::COLLATE if node.children().count() > 1 => push_children(node, work),
        Kind::CAST_EXPR if node.children().any(|child| child.kind() == Kind::COLON_COLON) => {
            push_children(node, work);
        }
        Kind::COLON_COLON | Kind::ASYMMETRIC => {}
        Kind::INDEX_EXPR | Kind::SLICE_EXPR => open_subscript(node, work)?,
        Kind::FIELD_EXPR if !is_path(node) => open_field(node, work)?,
        Kind::COLLATION_REF => {
            items.extend(ast::CollationRef::cast(node.clone()).map(Item::Collation));
        }
        Kind::ERROR => return Err(SqlError::syntax(node, "syntax error")),
        Kind::NON_STANDARD_PARAM => return Err(SqlError::unsupported(node, "a parameter")),
        _ => items.push(closed(node)?),
    }
    Ok(())
}

/// A node that is one item: an operand, a type, an operator of several words.
fn closed(node: &SyntaxNode) -> Result<Item> {
    if let Some(operand) = ast::Expr::cast(node.clone()) {
        return Ok(Item::Operand(operand));
    }
    if let Some(of) = ast::Type::cast(node.clone()) {
        return Ok(Item::Type(of));
    }
    let operator = match node.kind() {
        Kind::IS_NOT => Operator::Is(true),
        Kind::IS_DISTINCT_FROM => Operator::Distinct(false),
        Kind::IS_NOT_DISTINCT_FROM => Operator::Distinct(true),
        Kind::SYMMETRIC => Operator::Symmetric,
        Kind::NOT_IN => Operator::In(true),
        Kind::NOT_LIKE => Operator::Like(Liking::Like, true),
        Kind::NOT_ILIKE => Operator::Like(Liking::Ilike, true),
        Kind::SIMILAR_TO => Operator::Like(Liking::Similar, false),
        Kind::NOT_SIMILAR_TO => Operator::Like(Liking::Similar, true),
        Kind::AT_TIME_ZONE => Operator::AtTimeZone,
        Kind::CUSTOM_OP => Operator::Symbol(symbol_text(node)),
        Kind::OPERATOR_CALL => Operator::Symbol(called_operator(node)?),
        _ => return Err(SqlError::unsupported(node, format!("`{}`", node.text()))),
    };
    Ok(Item::Operator(operator, node.text_range()))
}

fn push_children(node: &SyntaxNode, work: &mut Vec<Work>) {
    let from = work.len();
    work.extend(node.children_with_tokens().map(Work::Element));
    work[from..].reverse();
}

fn open_subscript(node: &SyntaxNode, work: &mut Vec<Work>) -> Result<()> {
    let (base, item) =
        match (ast::IndexExpr::cast(node.clone()), ast::SliceExpr::cast(node.clone())) {
            (Some(index), _) => (index.base(), Item::Index(need(index.index(), node)?)),
            (_, Some(slice)) => (slice.base(), Item::Slice(slice.start(), slice.end())),
            _ => return Err(SqlError::syntax(node, "syntax error")),
        };
    work.push(Work::Item(item));
    work.push(Work::Element(need(base, node)?.syntax().clone().into()));
    Ok(())
}

fn open_field(node: &SyntaxNode, work: &mut Vec<Work>) -> Result<()> {
    let field = need(ast::FieldExpr::cast(node.clone()), node)?;
    let base = need(field.base(), node)?;
    work.push(Work::Item(match field.star_token() {
        Some(_) => Item::Star(node.clone()),
        None => {
            let member = need(field.field(), node)?;
            Item::Field(names::name(member.syntax()), node.clone())
        }
    }));
    work.push(Work::Element(base.syntax().clone().into()));
    Ok(())
}

/// `a.b.c` and `a.*`: names all the way down.
fn is_path(node: &SyntaxNode) -> bool {
    let mut at = node.clone();
    while at.kind() == Kind::FIELD_EXPR {
        match at.children().next() {
            Some(base) => at = base,
            None => return false,
        }
    }
    at.kind() == Kind::NAME_REF
}

fn word(kind: Kind, text: &str) -> Option<Operator> {
    Some(match kind {
        Kind::OR_KW => Operator::Or,
        Kind::AND_KW => Operator::And,
        Kind::NOT_KW => Operator::Not,
        Kind::IS_KW => Operator::Is(false),
        Kind::ISNULL_KW => Operator::IsNull(false),
        Kind::NOTNULL_KW => Operator::IsNull(true),
        Kind::BETWEEN_KW => Operator::Between,
        Kind::IN_KW => Operator::In(false),
        Kind::LIKE_KW => Operator::Like(Liking::Like, false),
        Kind::ILIKE_KW => Operator::Like(Liking::Ilike, false),
        Kind::ESCAPE_KW => Operator::Escape,
        Kind::OVERLAPS_KW => Operator::Overlaps,
        Kind::COLLATE_KW => Operator::Collate,
        kind if kind.is_trivia() => return None,
        _ => Operator::Symbol(text.to_owned()),
    })
}

/// The characters of an operator, which are tokens of their own.
fn symbol_text(node: &SyntaxNode) -> String {
    let tokens = node.descendants_with_tokens().filter_map(SyntaxElement::into_token);
    tokens.filter(|token| !token.kind().is_trivia()).map(|token| token.text().to_owned()).collect()
}

/// `operator(pg_catalog.+)`
fn called_operator(node: &SyntaxNode) -> Result<String> {
    let text: String = symbol_text(node);
    let inner = text
        .split_once('(')
        .and_then(|(_, rest)| rest.strip_suffix(')'))
        .ok_or_else(|| SqlError::syntax(node, "syntax error"))?;
    match inner.rsplit_once('.') {
        None => Ok(inner.to_owned()),
        Some((schema, symbol)) if names::is_builtin_schema(&schema.to_ascii_lowercase()) => {
            Ok(symbol.to_owned())
        }
        Some((schema, _)) => {
            Err(SqlError::new("3F000", node, format!("schema \"{schema}\" does not exist")))
        }
    }
}
