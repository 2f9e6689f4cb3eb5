//! The parameters of a routine, as the statements of its body name them: `$1`, `name`, `routine.name`, and the
//! fields of a composite one. A column of the same name comes first.

use super::analyzer::Analyzer;
use super::expression::field;
use crate::error::{Result, SqlError};
use catalog::{Expression, Name, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// What the statements of a routine's body may read beside their own tables.
pub(crate) struct Parameters {
    /// The routine's name, which may stand before a parameter's.
    pub(crate) routine: Name,
    /// What a call gives, in order.
    pub(crate) inputs: Vec<(Option<Name>, Type)>,
}

impl Analyzer<'_> {
    /// `name`
    pub(super) fn parameter_named(&self, name: &Name) -> Option<Expression> {
        let inputs = &self.parameters.as_ref()?.inputs;
        let index = inputs.iter().position(|(known, _)| known.as_ref() == Some(name))?;
        Some(argument(index, &inputs[index].1))
    }

    /// `routine.name`, `name.field`, `routine.name.field`; nothing where no parameter is meant.
    pub(super) fn parameter_path(
        &self,
        parts: &[Name],
        at: &SyntaxNode,
    ) -> Option<Result<Expression>> {
        let routine = &self.parameters.as_ref()?.routine;
        let of_field = |parameter: Expression, name| match parameter.type_of().base() {
            Type::Composite(_) => Some(field(parameter, name, at)),
            _ => None,
        };
        match parts {
            [name] => self.parameter_named(name).map(Ok),
            [first, name] => {
                let own = (first == routine).then(|| self.parameter_named(name)).flatten();
                match own {
                    Some(parameter) => Some(Ok(parameter)),
                    None => of_field(self.parameter_named(first)?, name),
                }
            }
            [first, name, member] if first == routine => {
                of_field(self.parameter_named(name)?, member)
            }
            _ => None,
        }
    }

    /// `$1`
    pub(super) fn positional_parameter(&self, literal: &ast::Literal) -> Result<Expression> {
        let at = literal.syntax();
        let Some(parameters) = &self.parameters else {
            return Err(SqlError::unsupported(at, "a parameter"));
        };
        let text = at.text().to_string();
        let number = text.trim().trim_start_matches('$').parse::<usize>().unwrap_or_default();
        let index = number.wrapping_sub(1);
        match parameters.inputs.get(index) {
            Some((_, of)) => Ok(argument(index, of)),
            None => Err(SqlError::new("42P02", at, format!("there is no parameter ${number}"))),
        }
    }
}

fn argument(index: usize, of: &Type) -> Expression {
    Expression::Argument { index: u32::try_from(index).unwrap_or(u32::MAX), of: of.clone() }
}
