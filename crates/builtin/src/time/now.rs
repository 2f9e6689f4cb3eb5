//! The moment: the transaction's, which stands still, and the clock's.

use value::datetime::DAY;
use value::{Value, ValueError};

use crate::table::patterns::{DATE, TIME, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

/// What SQL writes without brackets (`current_date`) goes by its word here.
pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("now", &[], TIMESTAMPTZ, now).stable().safe(),
    Builtin::function("transaction_timestamp", &[], TIMESTAMPTZ, now).stable().safe(),
    Builtin::function("statement_timestamp", &[], TIMESTAMPTZ, now).stable().safe(),
    Builtin::function("current_timestamp", &[], TIMESTAMPTZ, now).stable().safe(),
    Builtin::function("localtimestamp", &[], TIMESTAMP, now).stable().safe(),
    Builtin::function("current_date", &[], DATE, current_date).stable().safe(),
    Builtin::function("localtime", &[], TIME, localtime).stable().safe(),
    Builtin::function("clock_timestamp", &[], TIMESTAMPTZ, clock).volatile().safe(),
];

fn now(context: &Context<'_>, _: &[Value]) -> Answer {
    Ok(Value::Int(context.at.now_micros))
}

fn current_date(context: &Context<'_>, _: &[Value]) -> Answer {
    Ok(Value::Int(context.at.now_micros.div_euclid(DAY)))
}

fn localtime(context: &Context<'_>, _: &[Value]) -> Answer {
    Ok(Value::Int(context.at.now_micros.rem_euclid(DAY)))
}

fn clock(context: &Context<'_>, _: &[Value]) -> Answer {
    Ok(Value::Int(context.outside.clock_micros()))
}
