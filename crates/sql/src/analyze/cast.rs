//! Casts that are written, and those that an assignment makes.

use super::analyzer::Analyzer;
use super::operators::Tree;
use super::scope::Scope;
use super::{literal, need, types};
use crate::error::{Result, SqlError};
use builtin::resolve::can_cast;
use catalog::{Expression, Modifier, Scalar, Type, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, CastKind};
use value::{Context, Moment};

impl Analyzer<'_> {
    /// `cast(a as type)`, `type 'literal'`
    pub(super) fn cast(&mut self, cast: &ast::CastExpr, scope: &Scope<'_>) -> Result<Expression> {
        let at = cast.syntax();
        let to = need(cast.ty(), at)?;
        match cast.kind() {
            Some(CastKind::Cast) => {
                let operand = need(cast.expr(), at)?;
                self.cast_written(&operand, &to, scope)
            }
            Some(CastKind::TypeLiteral) => {
                let text = literal::string(&need(cast.literal(), at)?)?;
                let text = match cast.interval_qualifier() {
                    Some(unit) => with_unit(&text, &unit)?,
                    None => text,
                };
                let operand = Expression::constant(Value::text(text), Type::UNKNOWN);
                let (of, modifier) = types::type_name(self.env, &to)?;
                explicit(operand, &of, modifier, at)
            }
            Some(CastKind::Treat) => Err(SqlError::unsupported(at, "`treat`")),
            Some(CastKind::DoubleColon) | None => Err(SqlError::syntax(at, "syntax error")),
        }
    }

    /// `a::type`
    pub(super) fn cast_tree(
        &mut self,
        operand: &Tree,
        to: &ast::Type,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        if let Tree::Atom(atom) = operand {
            return self.cast_written(atom, to, scope);
        }
        let operand = self.tree(operand, at, scope)?;
        let (of, modifier) = types::type_name(self.env, to)?;
        explicit(operand, &of, modifier, to.syntax())
    }

    /// The elements of `array[…]::type[]` are cast each by itself.
    fn cast_written(
        &mut self,
        operand: &ast::Expr,
        to: &ast::Type,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        if let Some(letters) = letters(operand, to) {
            return Ok(letters);
        }
        let (of, modifier) = types::type_name(self.env, to)?;
        let operand = match (operand, &of) {
            (ast::Expr::ArrayExpr(array), Type::Array(element)) => {
                self.array(array, Some(element), scope)?
            }
            (ast::Expr::TupleExpr(row), Type::Composite(_)) => {
                match self.row_of_source(row, &of, scope) {
                    Some(row) => return Ok(row),
                    None => self.expression(operand, scope)?,
                }
            }
            _ => self.expression(operand, scope)?,
        };
        explicit(operand, &of, modifier, to.syntax())
    }
}

/// `'A'::"char"`, `'{A,B}'::"char"[]`: the weights of a text search, as PostgreSQL writes them out. That type of one byte
/// isn't here, but a literal of ASCII letters is the same text.
fn letters(operand: &ast::Expr, to: &ast::Type) -> Option<Expression> {
    let ast::Expr::Literal(written) = operand else { return None };
    let text = literal::string(written).ok()?;
    let name = to.syntax().text().to_string().replace(char::is_whitespace, "");
    let name = name.strip_prefix("pg_catalog.").unwrap_or(&name);
    match name {
        "\"char\"" if text.len() <= 1 && text.is_ascii() => {
            Some(Expression::constant(Value::text(text), Type::TEXT))
        }
        "\"char\"[]" => {
            let inner = text.strip_prefix('{')?.strip_suffix('}')?;
            let plain =
                |it: &str| matches!(it.as_bytes(), [letter] if letter.is_ascii_alphabetic());
            let all = inner.is_empty() || inner.split(',').all(plain);
            all.then(|| Expression::constant(Value::text(text), Type::TEXT.array()))
        }
        _ => None,
    }
}

/// An expression cast as a person writes it.
pub(super) fn explicit(
    operand: Expression,
    to: &Type,
    modifier: Modifier,
    at: &SyntaxNode,
) -> Result<Expression> {
    let from = operand.type_of();
    let is_literal = matches!(&operand, Expression::Constant { .. }) && from == Type::UNKNOWN;
    if is_literal || from == *to {
        let operand = build::cast(operand, to).map_err(|error| SqlError::build(at, error))?;
        return Ok(match modifier {
            Modifier::None => operand,
            modifier => casting(operand, to, modifier, true),
        });
    }
    if let (Expression::Row { items, .. }, Type::Composite(composite)) = (&operand, to) {
        return row_as(items.clone(), composite, to, at);
    }
    if !can_cast(&from, to, Context::Explicit) {
        return Err(SqlError::new("42846", at, format!("cannot cast type {from} to {to}")));
    }
    Ok(casting(operand, to, modifier, true))
}

/// An expression as the value of a column: cast as assignments cast, or nothing if the types don't go together.
pub(super) fn assigned(
    operand: Expression,
    (to, modifier): (&Type, Modifier),
    at: &SyntaxNode,
) -> Result<Option<Expression>> {
    let from = operand.type_of();
    let is_literal = matches!(&operand, Expression::Constant { .. }) && from == Type::UNKNOWN;
    if is_literal {
        let read = build::cast(operand, to).map_err(|error| SqlError::build(at, error))?;
        return Ok(Some(fitted(read, to, modifier)));
    }
    if from == *to {
        return Ok(Some(fitted(operand, to, modifier)));
    }
    if let (Expression::Row { items, .. }, Type::Composite(composite)) = (&operand, to) {
        return row_as(items.clone(), composite, to, at).map(Some);
    }
    Ok(can_cast(&from, to, Context::Assignment).then(|| casting(operand, to, modifier, false)))
}

/// A value of the right type made to fit the modifier; constants at once where they fit.
fn fitted(operand: Expression, to: &Type, modifier: Modifier) -> Expression {
    if modifier == Modifier::None {
        return operand;
    }
    if let Expression::Constant { value, of } = &operand {
        let fit = value::cast(of, to, modifier, value, false, &Moment::default());
        if let Ok(value) = fit {
            return Expression::constant(value, to.clone());
        }
    }
    casting(operand, to, modifier, false)
}

fn casting(operand: Expression, to: &Type, modifier: Modifier, explicit: bool) -> Expression {
    Expression::Cast { operand: Box::new(operand), to: to.clone(), modifier, explicit }
}

/// `row(1, 'a')::type`: field by field.
fn row_as(
    items: Vec<Expression>,
    composite: &catalog::Composite,
    to: &Type,
    at: &SyntaxNode,
) -> Result<Expression> {
    if items.len() != composite.fields.len() {
        let how = if items.len() > composite.fields.len() { "many" } else { "few" };
        return Err(SqlError::new("42846", at, format!("cannot cast type record to {to}"))
            .detail(format!("Input has too {how} columns.")));
    }
    let pairs = items.into_iter().zip(&composite.fields);
    let items: Result<Vec<_>> =
        pairs.map(|(item, field)| explicit(item, &field.of, field.modifier, at)).collect();
    Ok(Expression::Row { items: items?, of: to.clone() })
}

/// `interval '3' day`
fn with_unit(text: &str, unit: &ast::IntervalQualifier) -> Result<String> {
    let word = unit.syntax().text().to_string().to_ascii_lowercase();
    let is_number = text.trim().parse::<f64>().is_ok();
    if is_number && !word.contains(char::is_whitespace) && !word.contains('(') {
        return Ok(format!("{} {word}", text.trim()));
    }
    Err(SqlError::unsupported(unit.syntax(), format!("an interval of `{word}`"))
        .hint("Write the units into the text: interval '3 days 4 hours'."))
}

/// A value of one type, or an error that says what was needed: `expected` of [`super::expression`].
pub(super) fn as_expected(
    operand: Expression,
    (to, modifier): (&Type, Modifier),
    at: &SyntaxNode,
) -> Result<Expression> {
    let found = operand.type_of();
    assigned(operand, (to, modifier), at)?.ok_or_else(|| {
        let message = match to.scalar() {
            Some(Scalar::Bool) => format!("the expression must be type boolean, not type {found}"),
            _ => format!("type {to} is needed but the expression is of type {found}"),
        };
        SqlError::new("42804", at, message).hint("You will need to rewrite or cast the expression.")
    })
}
