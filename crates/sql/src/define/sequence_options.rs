//! The options of a sequence: where it starts, by how much it counts.

use crate::analyze;
use crate::define::names::{Reference, present};
use crate::error::{Result, SqlError};
use squawk_syntax::ast::{self, AstNode, PrefixOp};
use value::Scalar;

/// What is written of a sequence.
pub(crate) struct Options {
    /// `sequence name`
    pub(crate) name: Option<Reference>,
    start: Option<i64>,
    minimum: Option<i64>,
    /// `increment by`
    pub(crate) increment: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self { name: None, start: None, minimum: None, increment: 1 }
    }
}

impl Options {
    /// `start with`, or where it starts without.
    pub(crate) fn start(&self) -> i64 {
        let first = if self.increment < 0 { -1 } else { self.minimum.unwrap_or(1) };
        self.start.unwrap_or(first)
    }

    /// Reads the options of a sequence of this type.
    pub(crate) fn read(
        options: ast::AstChildren<ast::SequenceOption>,
        mut of: Scalar,
    ) -> Result<Self> {
        let mut read = Self::default();
        let mut maximum = None;
        for option in options {
            let at = option.syntax().clone();
            match option {
                ast::SequenceOption::OptionStart(start) => {
                    read.start = Some(integer(&present(start.expr(), &at)?)?);
                }
                ast::SequenceOption::OptionRestart(restart) => {
                    read.start = restart.expr().map(|expr| integer(&expr)).transpose()?;
                }
                ast::SequenceOption::OptionIncrement(by) => {
                    read.increment = non_zero(&present(by.expr(), &at)?)?;
                }
                ast::SequenceOption::OptionMinValue(minimum) => {
                    read.minimum = Some(integer(&present(minimum.expr(), &at)?)?);
                }
                ast::SequenceOption::OptionMaxValue(of) => {
                    maximum = Some((integer(&present(of.expr(), &at)?)?, at));
                }
                ast::SequenceOption::OptionSequenceName(name) => {
                    let path = name.sequence().and_then(|sequence| sequence.path());
                    read.name = Some(Reference::of_path(path, &at)?);
                }
                ast::SequenceOption::OptionAsType(as_type) => {
                    of = sequence_type(&present(as_type.ty(), &at)?)?;
                }
                ast::SequenceOption::OptionCycle(_) => {
                    return Err(SqlError::unsupported(&at, "a sequence that cycles"));
                }
                // Fetching several numbers at once shows nowhere; the rest is what is anyhow.
                ast::SequenceOption::OptionCache(_)
                | ast::SequenceOption::OptionNoCycle(_)
                | ast::SequenceOption::OptionNoMaxValue(_)
                | ast::SequenceOption::OptionNoMinValue(_)
                | ast::SequenceOption::OptionOwnedBy(_)
                | ast::SequenceOption::OptionLogged(_)
                | ast::SequenceOption::OptionUnlogged(_) => {}
            }
        }
        match maximum {
            Some((maximum, at)) if maximum < largest(of) => {
                Err(SqlError::unsupported(&at, "a sequence with a maximum of its own"))
            }
            _ => Ok(read),
        }
    }
}

fn sequence_type(of: &ast::Type) -> Result<Scalar> {
    let nothing = catalog::Catalog::default();
    let environment = analyze::Environment { catalog: &nothing, search_path: &[] };
    match analyze::type_name(environment, of)?.0 {
        value::Type::Scalar(of @ (Scalar::Int2 | Scalar::Int4 | Scalar::Int8)) => Ok(of),
        _ => {
            let message = "sequence type must be smallint, integer, or bigint";
            Err(SqlError::new("22023", of.syntax(), message))
        }
    }
}

fn largest(of: Scalar) -> i64 {
    match of {
        Scalar::Int2 => i64::from(i16::MAX),
        Scalar::Int4 => i64::from(i32::MAX),
        _ => i64::MAX,
    }
}

/// `increment by`
pub(crate) fn non_zero(expr: &ast::Expr) -> Result<i64> {
    match integer(expr)? {
        0 => Err(SqlError::new("22023", expr.syntax(), "INCREMENT must not be zero")),
        by => Ok(by),
    }
}

/// An integer as options are given: digits, perhaps with a sign.
pub(crate) fn integer(expr: &ast::Expr) -> Result<i64> {
    let text = match expr {
        ast::Expr::PrefixExpr(prefix) => match (prefix.op(), prefix.expr()) {
            (Some(PrefixOp::Minus(_)), Some(ast::Expr::Literal(literal))) => {
                format!("-{}", literal.syntax().text())
            }
            (Some(PrefixOp::Plus(_)), Some(ast::Expr::Literal(literal))) => {
                literal.syntax().text().to_string()
            }
            _ => String::new(),
        },
        _ => expr.syntax().text().to_string(),
    };
    text.trim().replace('_', "").parse().map_err(|_| {
        SqlError::syntax(expr.syntax(), format!("\"{}\" is no integer", expr.syntax().text()))
    })
}
