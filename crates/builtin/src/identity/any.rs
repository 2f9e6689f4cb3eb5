//! What is asked of values of any type: `num_nulls`, `num_nonnulls`, `pg_typeof`.

use value::{Value, ValueError};

use crate::table::patterns::{ANY, INT4, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("num_nulls", &[ANY], INT4, num_nulls).variadic().lenient().safe(),
    Builtin::function("num_nonnulls", &[ANY], INT4, num_nonnulls).variadic().lenient().safe(),
    // PostgreSQL's result is a `regtype`, which reads and prints as this text.
    Builtin::function("pg_typeof", &[ANY], TEXT, pg_typeof).lenient().stable().safe(),
];

fn num_nulls(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(arguments.iter().filter(|it| it.is_null()).count() as i64))
}

fn num_nonnulls(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(arguments.iter().filter(|it| !it.is_null()).count() as i64))
}

fn pg_typeof(context: &Context<'_>, _: &[Value]) -> Answer {
    let name = context.arguments.first().map(ToString::to_string).unwrap_or_default();
    Ok(Value::text(name))
}
