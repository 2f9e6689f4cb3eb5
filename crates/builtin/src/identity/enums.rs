//! `enum_first`, `enum_last`, `enum_range`: what matters of the argument is its type.

use std::sync::Arc;

use value::{Enum, Type, Value, ValueError};

use crate::table::patterns::{ARRAY, ENUM};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("enum_first", &[ENUM], ENUM, enum_first).lenient().stable().safe(),
    Builtin::function("enum_last", &[ENUM], ENUM, enum_last).lenient().stable().safe(),
    Builtin::function("enum_range", &[ENUM], ARRAY, enum_range).lenient().stable().safe(),
    Builtin::function("enum_range", &[ENUM, ENUM], ARRAY, enum_range).lenient().stable().safe(),
];

fn enum_first(context: &Context<'_>, _: &[Value]) -> Answer {
    Ok(if of(context)?.labels.is_empty() { Value::Null } else { Value::Int(0) })
}

fn enum_last(context: &Context<'_>, _: &[Value]) -> Answer {
    let count = of(context)?.labels.len() as i64;
    Ok(if count == 0 { Value::Null } else { Value::Int(count - 1) })
}

/// A null bound is none.
fn enum_range(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let of = of(context)?;
    let bound = |at: usize| match arguments.get(at) {
        Some(Value::Int(position)) => Some(*position),
        _ => None,
    };
    let first = bound(0).filter(|_| arguments.len() > 1).unwrap_or(0);
    let last = bound(1).unwrap_or(of.labels.len() as i64 - 1);
    let elements: Vec<Value> = (first..=last).map(Value::Int).collect();
    Ok(crate::arrays::build(&Type::Enum(Arc::clone(of)), &elements))
}

fn of<'a>(context: &'a Context<'_>) -> Result<&'a Arc<Enum>, ValueError> {
    match context.arguments.first().map(Type::base) {
        Some(Type::Enum(of)) => Ok(of),
        _ => Err(ValueError::new("22023", "could not determine actual enum type")),
    }
}
