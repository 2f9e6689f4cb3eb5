//! What a filter asks of a field's value, as an expression. An operator is chosen by the field's type, and the text
//! beside it is read as the type that the operator takes there, as PostgreSQL reads a literal without a type.

use super::planner::Planner;
use crate::error::{DatabaseError, RestError};
use crate::parse::{Comparison, IsValue, Operator, Quantifier, Test};
use builtin::resolve::{self, Resolved};
use catalog::{Expression, Infix, build};
use value::{Modifier, Scalar, Type, Value, ValueError};

/// The other side of an operator.
#[derive(Clone, Copy)]
enum Right<'a> {
    /// One value.
    One(&'a str),
    /// An array's text, whose elements are asked one by one.
    Array(&'a str, Quantifier),
    /// A list, of which one must be equal.
    List(&'a [String]),
}

impl Planner<'_> {
    /// A test of a value.
    pub(super) fn test(&mut self, left: Expression, test: &Test) -> Result<Expression, RestError> {
        match test {
            Test::Compare { comparison, quantifier, value } => {
                let right = match quantifier {
                    None => Right::One(value),
                    Some(quantifier) => Right::Array(value, *quantifier),
                };
                self.operate(comparison_symbol(*comparison), left, right)
            }
            Test::Operate { operator, value } => {
                self.operate(operator_symbol(*operator), left, Right::One(value))
            }
            Test::In(values) => self.operate("=", left, Right::List(values)),
            Test::Is(value) => is(left, *value),
            Test::IsDistinct(value) => self.distinct(left, value),
            Test::Search { search, configuration, value } => {
                self.search(left, *search, configuration.as_deref(), value)
            }
        }
    }

    fn operate(
        &mut self,
        symbol: &str,
        left: Expression,
        right: Right<'_>,
    ) -> Result<Expression, RestError> {
        match resolve::operator(symbol, Some(&left.type_of()), &Type::UNKNOWN)? {
            Resolved::Compare { op, common } => {
                let left = build::cast(left, &common)?;
                if let Right::One(text) = right {
                    return Ok(Expression::compare(op, left, self.literal(&common, text)));
                }
                self.quantified(Infix::Compare(op), left, &common, right)
            }
            Resolved::Call { builtin, argument_types, returns } => {
                let mut types = argument_types.into_iter();
                let (Some(first), Some(second)) = (types.next(), types.next()) else {
                    return Err(no_operator(symbol, &left));
                };
                require_truth(&returns)?;
                let left = build::cast(left, &first)?;
                let Right::One(text) = right else {
                    return self.quantified(Infix::Call(builtin), left, &second, right);
                };
                let arguments = vec![left, self.literal(&second, text)];
                Ok(Expression::Call { function: builtin, arguments, of: returns })
            }
            Resolved::Cast { .. } => Err(no_operator(symbol, &left)),
        }
    }

    /// A list is one parameter, so that its length is no part of the shape.
    fn quantified(
        &mut self,
        operator: Infix,
        left: Expression,
        element: &Type,
        right: Right<'_>,
    ) -> Result<Expression, RestError> {
        if element.element().is_some() {
            let message = format!("could not find array type for data type {element}");
            return Err(DatabaseError::refused("42704", message).into());
        }
        let of = element.clone().array();
        let read = match right {
            Right::One(text) | Right::Array(text, _) => {
                value::read(&of, Modifier::None, text, &self.at)
            }
            Right::List(values) => self.list(element, values),
        };
        let all = matches!(right, Right::Array(_, Quantifier::All));
        let array = Box::new(self.read_literal(&of, read));
        Ok(Expression::Quantified { operand: Box::new(left), operator, array, all })
    }

    fn list(&self, element: &Type, values: &[String]) -> Result<Value, ValueError> {
        let read = |text: &String| value::read(element, Modifier::None, text, &self.at);
        let values: Vec<Value> = values.iter().map(read).collect::<Result<_, _>>()?;
        Ok(value::array_of(element, &values))
    }

    fn distinct(&mut self, left: Expression, text: &str) -> Result<Expression, RestError> {
        match resolve::operator("=", Some(&left.type_of()), &Type::UNKNOWN)? {
            Resolved::Compare { common, .. } => {
                let left = Box::new(build::cast(left, &common)?);
                let right = Box::new(self.literal(&common, text));
                Ok(Expression::Distinct { left, right, negated: false })
            }
            _ => Err(no_operator("=", &left)),
        }
    }
}

fn is(left: Expression, value: IsValue) -> Result<Expression, RestError> {
    let (test, word) = match value {
        IsValue::Null | IsValue::NotNull => (catalog::Test::Null, ""),
        IsValue::True => (catalog::Test::True, "TRUE"),
        IsValue::False => (catalog::Test::False, "FALSE"),
        IsValue::Unknown => (catalog::Test::Unknown, "UNKNOWN"),
    };
    let of = left.type_of();
    if test != catalog::Test::Null && of.scalar() != Some(Scalar::Bool) {
        let message = format!("argument of IS {word} must be type boolean, not type {of}");
        return Err(DatabaseError::refused("42804", message).into());
    }
    let negated = value == IsValue::NotNull;
    Ok(Expression::Is { operand: Box::new(left), test, negated })
}

/// `integer << …` is an operator, but no condition.
fn require_truth(of: &Type) -> Result<(), RestError> {
    if of.scalar() == Some(Scalar::Bool) {
        return Ok(());
    }
    let message = format!("argument of WHERE must be type boolean, not type {of}");
    Err(DatabaseError::refused("42804", message).into())
}

fn no_operator(symbol: &str, left: &Expression) -> RestError {
    let message = format!("operator does not exist: {} {symbol} unknown", left.type_of());
    DatabaseError::refused("42883", message).into()
}

const fn comparison_symbol(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Like => "~~",
        Comparison::ILike => "~~*",
        Comparison::Match => "~",
        Comparison::IMatch => "~*",
    }
}

const fn operator_symbol(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "<>",
        Operator::Contains => "@>",
        Operator::ContainedIn => "<@",
        Operator::Overlaps => "&&",
        Operator::StrictlyLeft => "<<",
        Operator::StrictlyRight => ">>",
        Operator::NotExtendsRight => "&<",
        Operator::NotExtendsLeft => "&>",
        Operator::Adjacent => "-|-",
    }
}
