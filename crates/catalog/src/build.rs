//! Making typed expressions: PostgreSQL's choice of operator or function, and the casts that go with it.

use crate::expression::{Expression, Windowed};
use builtin::resolve::{self, ResolveError, Resolved};
use value::{Domain, Modifier, Moment, Type, Value, ValueError};

/// Why an expression can't be made.
#[derive(Clone, Debug, PartialEq)]
pub enum BuildError {
    /// No operator, function or cast for these types.
    Resolve(ResolveError),
    /// A literal that is no value of the type it has to be.
    Value(ValueError),
}

/// `left symbol right`, or `symbol right` without a left side.
///
/// # Errors
/// When there is no such operator for the types, or a literal can't be read as what it must be.
pub fn operator(
    symbol: &str,
    left: Option<Expression>,
    right: Expression,
) -> Result<Expression, BuildError> {
    let left_type = left.as_ref().map(Expression::type_of);
    let resolved = resolve::operator(symbol, left_type.as_ref(), &right.type_of())
        .map_err(BuildError::Resolve)?;
    resolved_call(resolved, left.into_iter().chain([right]).collect())
}

/// `name(arguments)`, a built-in function that is no aggregate.
///
/// # Errors
/// When there is no such function for the types, or a literal can't be read as what it must be.
pub fn function(name: &str, arguments: Vec<Expression>) -> Result<Expression, BuildError> {
    let resolved = resolve::function(name, &types(&arguments)).map_err(BuildError::Resolve)?;
    resolved_call(resolved, arguments)
}

/// `name(arguments)`, an aggregate; without arguments `count(*)`.
///
/// # Errors
/// When there is no such aggregate for the types, or a literal can't be read as what it must be.
pub fn aggregate(name: &str, arguments: Vec<Expression>) -> Result<Expression, BuildError> {
    let chosen = resolve::aggregate(name, &types(&arguments)).map_err(BuildError::Resolve)?;
    Ok(Expression::Aggregate {
        function: chosen.of,
        arguments: cast_each(arguments, &chosen.argument_types)?,
        distinct: false,
        order: Vec::new(),
        filter: None,
        of: chosen.returns.into_iter().next().unwrap_or(Type::UNKNOWN),
    })
}

/// `row_number() over ()`
pub fn row_number() -> Option<Expression> {
    let function = *builtin::window_functions_named("row_number").first()?;
    Some(Expression::Window {
        function: Windowed::Window(function),
        arguments: Vec::new(),
        partition: Vec::new(),
        order: Vec::new(),
        filter: None,
        frame: None,
        of: value::Scalar::Int8.of(),
    })
}

/// An expression as a value of another type, by an implicit cast. A literal without a type is read as that type.
///
/// # Errors
/// When a literal can't be read.
pub fn cast(operand: Expression, to: &Type) -> Result<Expression, BuildError> {
    if operand.type_of() == *to {
        return Ok(operand);
    }
    match operand {
        Expression::Constant { value, of } if of == Type::UNKNOWN => literal(value, to),
        Expression::Constant { value, of } => Ok(constant_as(value, of, to)),
        operand => Ok(Expression::Cast {
            operand: Box::new(operand),
            to: to.clone(),
            modifier: Modifier::None,
            explicit: false,
        }),
    }
}

/// A constant as another type: at once where numbers only become wider, which depends on nothing.
fn constant_as(value: Value, of: Type, to: &Type) -> Expression {
    let is_number = |it: &Type| resolve::category(it) == resolve::Category::Numeric;
    if is_number(&of) && is_number(to) && !matches!(to, Type::Domain(_)) {
        let at = Moment { now_micros: 0 };
        if let Ok(wider) = value::cast(&of, to, Modifier::None, &value, false, &at) {
            return Expression::constant(wider, to.clone());
        }
    }
    let operand = Box::new(Expression::constant(value, of));
    let (modifier, explicit) = (Modifier::None, false);
    Expression::Cast { operand, to: to.clone(), modifier, explicit }
}

/// Every argument as the type that was chosen for it; those beyond (variadic ones of any type) stay.
///
/// # Errors
/// When a literal can't be read.
pub fn cast_each(
    arguments: Vec<Expression>,
    types: &[Type],
) -> Result<Vec<Expression>, BuildError> {
    let mut types = types.iter();
    let one = |argument| match types.next() {
        Some(to) => cast(argument, to),
        None => Ok(argument),
    };
    arguments.into_iter().map(one).collect()
}

/// The types of expressions, in order.
pub fn types(expressions: &[Expression]) -> Vec<Type> {
    expressions.iter().map(Expression::type_of).collect()
}

/// A literal's text as a value of a type. What depends on the moment (`'now'`) stays a cast.
fn literal(value: Value, to: &Type) -> Result<Expression, BuildError> {
    if let Type::Domain(domain) = to {
        return of_domain(value, domain, to);
    }
    let Value::Text(text) = &value else {
        return Ok(Expression::constant(value, to.clone()));
    };
    if depends_on_moment(text, to) {
        let operand = Box::new(Expression::constant(value, Type::TEXT));
        let (modifier, explicit) = (Modifier::None, true);
        return Ok(Expression::Cast { operand, to: to.clone(), modifier, explicit });
    }
    let at = Moment { now_micros: 0 };
    let read = value::read(to, Modifier::None, text, &at).map_err(BuildError::Value)?;
    Ok(Expression::constant(read, to.clone()))
}

/// The checks of a domain are asked when it runs, so that the value of its base is cast as if a person had said so.
fn of_domain(value: Value, domain: &Domain, to: &Type) -> Result<Expression, BuildError> {
    let operand = match (&value, domain.modifier) {
        (Value::Text(text), modifier) if modifier != Modifier::None => {
            let at = Moment { now_micros: 0 };
            let read = value::read(&domain.base, modifier, text, &at).map_err(BuildError::Value)?;
            Expression::constant(read, domain.base.clone())
        }
        _ => literal(value, &domain.base)?,
    };
    let operand = Box::new(operand);
    Ok(Expression::Cast { operand, to: to.clone(), modifier: Modifier::None, explicit: true })
}

fn depends_on_moment(text: &str, to: &Type) -> bool {
    use value::Scalar::{Date, Time, Timestamp, Timestamptz};
    let is_time = matches!(to.scalar(), Some(Date | Time | Timestamp | Timestamptz));
    let lower = text.to_ascii_lowercase();
    is_time && ["now", "today", "tomorrow", "yesterday"].iter().any(|word| lower.contains(word))
}

fn resolved_call(
    resolved: Resolved,
    mut arguments: Vec<Expression>,
) -> Result<Expression, BuildError> {
    match resolved {
        Resolved::Compare { op, common } => {
            let sides = cast_each(arguments, &[common.clone(), common])?;
            let mut sides = sides.into_iter();
            match (sides.next(), sides.next()) {
                (Some(left), Some(right)) => Ok(Expression::compare(op, left, right)),
                _ => Ok(Expression::TRUE),
            }
        }
        Resolved::Call { builtin, argument_types, returns } => Ok(Expression::Call {
            function: builtin,
            arguments: cast_each(arguments, &argument_types)?,
            of: returns,
        }),
        Resolved::Cast { to } => match arguments.pop() {
            Some(literal @ Expression::Constant { .. }) if literal.type_of() == Type::UNKNOWN => {
                cast(literal, &to)
            }
            Some(operand) => Ok(Expression::Cast {
                operand: Box::new(operand),
                to,
                modifier: Modifier::None,
                explicit: true,
            }),
            None => Ok(Expression::constant(Value::Null, to)),
        },
    }
}
