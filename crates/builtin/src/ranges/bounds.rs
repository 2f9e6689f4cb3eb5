//! The bounds of a range or of all that a multirange covers, and whether there is anything in it.

use value::{Bound, Range, Value, ValueError};

use super::set;
use crate::table::patterns::{BOOL, ELEMENT, MULTIRANGE, RANGE};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("lower", &[RANGE], ELEMENT, lower).safe(),
    Builtin::function("lower", &[MULTIRANGE], ELEMENT, lower).safe(),
    Builtin::function("upper", &[RANGE], ELEMENT, upper).safe(),
    Builtin::function("upper", &[MULTIRANGE], ELEMENT, upper).safe(),
    Builtin::function("isempty", &[RANGE], BOOL, is_empty).safe(),
    Builtin::function("isempty", &[MULTIRANGE], BOOL, is_empty).safe(),
    Builtin::function("lower_inc", &[RANGE], BOOL, lower_inclusive).safe(),
    Builtin::function("lower_inc", &[MULTIRANGE], BOOL, lower_inclusive).safe(),
    Builtin::function("upper_inc", &[RANGE], BOOL, upper_inclusive).safe(),
    Builtin::function("upper_inc", &[MULTIRANGE], BOOL, upper_inclusive).safe(),
    Builtin::function("lower_inf", &[RANGE], BOOL, lower_infinite).safe(),
    Builtin::function("lower_inf", &[MULTIRANGE], BOOL, lower_infinite).safe(),
    Builtin::function("upper_inf", &[RANGE], BOOL, upper_infinite).safe(),
    Builtin::function("upper_inf", &[MULTIRANGE], BOOL, upper_infinite).safe(),
];

/// Both bounds, or nothing if nothing is in it.
fn bounds(
    context: &Context<'_>,
    arguments: &[Value],
) -> Result<Option<(Bound, Bound)>, ValueError> {
    Ok(match set(context, arguments, 0)?.1.whole() {
        Range::Empty => None,
        Range::Span(lower, upper) => Some((lower, upper)),
    })
}

fn lower(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(bounds(context, arguments)?.and_then(|it| it.0.value).unwrap_or_default())
}

fn upper(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(bounds(context, arguments)?.and_then(|it| it.1.value).unwrap_or_default())
}

fn is_empty(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(bounds(context, arguments)?.is_none()))
}

fn lower_inclusive(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(bounds(context, arguments)?.is_some_and(|it| it.0.inclusive)))
}

fn upper_inclusive(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(bounds(context, arguments)?.is_some_and(|it| it.1.inclusive)))
}

fn lower_infinite(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(bounds(context, arguments)?.is_some_and(|it| it.0.value.is_none())))
}

fn upper_infinite(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(bounds(context, arguments)?.is_some_and(|it| it.1.value.is_none())))
}
