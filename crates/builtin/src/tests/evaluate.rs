//! Computes a case as a database would: resolve, cast the arguments, call.

use value::{Modifier, Moment, Type, Value, ValueError, row_of};

use super::expression::{Expression, parse};
use crate::resolve::{self, Chosen, ResolveError, Resolved};
use crate::{Aggregate, Context, Outside, SetReturning};

/// 2024-05-01 10:30:00 UTC
const AT: Moment = Moment { now_micros: 1_714_559_400_000_000 };

pub(super) struct Nothing;

impl Outside for Nothing {
    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn clock_micros(&self) -> i64 {
        AT.now_micros
    }
}

struct Failure(String);

impl From<ValueError> for Failure {
    fn from(error: ValueError) -> Self {
        Self(format!("!{} {}", error.code, error.message))
    }
}

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Self {
        Self(format!("!{} {error}", error.code()))
    }
}

type Typed = (Type, Value);

pub(super) fn evaluate(case: &str) -> String {
    let answer = match parse(case) {
        Expression::Call(name, arguments)
            if crate::functions_named(&name).is_empty()
                && !crate::set_returning_named(&name).is_empty() =>
        {
            set_returning(&name, &arguments)
        }
        Expression::Aggregate(name, rows) => aggregate(&name, &rows).map(shown),
        expression => compute(&expression).map(shown),
    };
    answer.unwrap_or_else(|failure| failure.0)
}

fn shown((of, value): Typed) -> String {
    if value.is_null() {
        return "<null>".to_owned();
    }
    match value::cast(&of, &Type::TEXT, Modifier::None, &value, true, &AT) {
        Ok(Value::Text(text)) => text.to_string(),
        other => panic!("no text of {of}: {other:?}"),
    }
}

fn compute(expression: &Expression) -> Result<Typed, Failure> {
    let resolved = match expression {
        Expression::Literal(of, text) => {
            let value = match text {
                Some(text) => value::read(of, Modifier::None, text, &AT)?,
                None => Value::Null,
            };
            return Ok((of.clone(), value));
        }
        Expression::Call(name, arguments) => {
            let arguments = all(arguments)?;
            (resolve::function(name, &types(&arguments))?, arguments)
        }
        Expression::Operator(symbol, left, right) => {
            let arguments: Result<Vec<Typed>, Failure> =
                left.iter().chain([right]).map(|it| compute(it)).collect();
            let arguments = arguments?;
            let types = types(&arguments);
            let left = (types.len() > 1).then(|| &types[0]);
            (resolve::operator(symbol, left, &types[types.len() - 1])?, arguments)
        }
        Expression::Aggregate(..) => panic!("an aggregate inside of a call"),
    };
    call(resolved.0, &resolved.1)
}

fn call(resolved: Resolved, arguments: &[Typed]) -> Result<Typed, Failure> {
    match resolved {
        Resolved::Compare { op, common } => {
            let values = cast(arguments, &[common.clone(), common.clone()])?;
            if values.iter().any(Value::is_null) {
                return Ok((Type::BOOL, Value::Null));
            }
            let order = value::compare(&common, &values[0], &values[1]);
            Ok((Type::BOOL, Value::bool(op.holds(order))))
        }
        Resolved::Cast { to } => {
            let (from, value) = &arguments[0];
            Ok((to.clone(), value::cast(from, &to, Modifier::None, value, true, &AT)?))
        }
        Resolved::Call { builtin, argument_types, returns } => {
            let values = cast(arguments, &argument_types)?;
            let context = context(&argument_types, &returns);
            let value = builtin.run(&context, &values)?;
            Ok((returns, value))
        }
    }
}

fn context<'a>(arguments: &'a [Type], returns: &'a Type) -> Context<'a> {
    Context { arguments, returns, at: &AT, outside: &Nothing }
}

fn all(arguments: &[Expression]) -> Result<Vec<Typed>, Failure> {
    arguments.iter().map(compute).collect()
}

fn types(arguments: &[Typed]) -> Vec<Type> {
    arguments.iter().map(|it| it.0.clone()).collect()
}

fn cast(arguments: &[Typed], to: &[Type]) -> Result<Vec<Value>, Failure> {
    arguments
        .iter()
        .zip(to)
        .map(|((from, value), to)| Ok(value::cast(from, to, Modifier::None, value, false, &AT)?))
        .collect()
}

fn aggregate(name: &str, rows: &[Vec<Expression>]) -> Result<Typed, Failure> {
    let rows: Result<Vec<Vec<Typed>>, Failure> = rows.iter().map(|row| all(row)).collect();
    let rows = rows?;
    let given = rows.first().map(|row| types(row)).unwrap_or_default();
    let chosen: Chosen<Aggregate> = resolve::aggregate(name, &given)?;
    let returns = chosen.returns[0].clone();
    let context = context(&chosen.argument_types, &returns);
    let mut state = (chosen.of.start)(&context);
    for row in &rows {
        let values = cast(row, &chosen.argument_types)?;
        if !chosen.of.skips_nulls || !values.iter().any(Value::is_null) {
            state.step(&context, &values)?;
        }
    }
    let value = state.result(&context)?;
    Ok((returns, value))
}

fn set_returning(name: &str, arguments: &[Expression]) -> Result<String, Failure> {
    let arguments = all(arguments)?;
    let chosen: Chosen<SetReturning> = resolve::set_returning(name, &types(&arguments))?;
    let values = cast(&arguments, &chosen.argument_types)?;
    let context = context(&chosen.argument_types, &chosen.returns[0]);
    let mut shown_rows = Vec::new();
    for row in chosen.of.run(&context, &values)? {
        let row = row?;
        shown_rows.push(match row.as_slice() {
            [single] => shown((chosen.returns[0].clone(), single.clone())),
            many => {
                let cells = chosen.returns.iter().zip(many);
                let whole = row_of(cells.map(|(of, value)| (of, Modifier::None, value)));
                shown((Type::TEXT, whole))
            }
        });
    }
    Ok(shown_rows.join(" | "))
}
