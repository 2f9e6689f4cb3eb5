//! Literals: numbers by their size, strings of every spelling, `true`, `false`, `null`.

use super::need;
use crate::error::{Result, SqlError};
use catalog::{BuildError, Expression, Modifier, Scalar, Type, Value};
use squawk_syntax::ast::{self, AstNode, LitKind};
use value::Moment;

/// A literal as PostgreSQL first takes it: a string is of no type yet.
pub(super) fn literal(literal: &ast::Literal) -> Result<Expression> {
    match need(literal.kind(), literal.syntax())? {
        LitKind::IntNumber(_) | LitKind::NumericNumber(_) => number(literal, false),
        LitKind::True(_) => Ok(Expression::constant(Value::bool(true), Type::BOOL)),
        LitKind::False(_) => Ok(Expression::constant(Value::bool(false), Type::BOOL)),
        LitKind::Null(_) => Ok(Expression::constant(Value::Null, Type::UNKNOWN)),
        LitKind::String(_)
        | LitKind::EscString(_)
        | LitKind::DollarQuotedString(_)
        | LitKind::UnicodeEscString(_) => {
            Ok(Expression::constant(Value::text(string(literal)?), Type::UNKNOWN))
        }
        LitKind::BitString(_) | LitKind::ByteString(_) => {
            Err(SqlError::unsupported(literal.syntax(), "a bit string")
                .hint("For bytes write '\\x…'::bytea."))
        }
        LitKind::NationalString(_) => {
            Err(SqlError::unsupported(literal.syntax(), "a national string")
                .hint("Write it without the N; all text is Unicode."))
        }
        LitKind::PositionalParam(_) => Err(SqlError::unsupported(literal.syntax(), "a parameter")),
        LitKind::Default(_) => {
            Err(SqlError::syntax(literal.syntax(), "DEFAULT is not allowed in this context"))
        }
        LitKind::Off(_) | LitKind::On(_) => Err(SqlError::syntax(literal.syntax(), "syntax error")),
    }
}

/// The text of a string literal.
pub(super) fn string(literal: &ast::Literal) -> Result<String> {
    let text = need(literal.string_value(), literal.syntax())?;
    if text.contains('\0') {
        let message = "invalid byte sequence for encoding \"UTF8\": 0x00";
        return Err(SqlError::new("22021", literal.syntax(), message));
    }
    Ok(text)
}

/// A number: the first of int4, int8 and numeric that holds it.
pub(super) fn number(literal: &ast::Literal, negative: bool) -> Result<Expression> {
    let digits = match literal.integer_value() {
        Some(integer) => integer.to_string(),
        None => literal.syntax().text().to_string().replace('_', ""),
    };
    let text = if negative { format!("-{digits}") } else { digits };
    if let Ok(integer) = text.parse::<i64>() {
        let of = if i32::try_from(integer).is_ok() { Scalar::Int4 } else { Scalar::Int8 };
        return Ok(Expression::constant(Value::Int(integer), of.of()));
    }
    let of = Scalar::Numeric.of();
    let read = value::read(&of, Modifier::None, &text, &Moment::default());
    let value =
        read.map_err(|error| SqlError::build(literal.syntax(), BuildError::Value(error)))?;
    Ok(Expression::constant(value, of))
}
