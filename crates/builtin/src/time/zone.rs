//! `at time zone`, which is `timezone(zone, time)`.

use value::datetime::zone::Zone;
use value::datetime::{SECOND, check_timestamp, is_infinite};
use value::{Value, ValueError};

use super::interval::interval;
use crate::arguments::{int, text};
use crate::table::patterns::{INTERVAL, TEXT, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("timezone", &[TEXT, TIMESTAMPTZ], TIMESTAMP, to_local),
    Builtin::function("timezone", &[TEXT, TIMESTAMP], TIMESTAMPTZ, from_local),
    Builtin::function("timezone", &[INTERVAL, TIMESTAMPTZ], TIMESTAMP, |_, a| by_interval(a, 1)),
    Builtin::function("timezone", &[INTERVAL, TIMESTAMP], TIMESTAMPTZ, |_, a| by_interval(a, -1)),
];

fn to_local(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (zone, at) = (Zone::of_expression(text(arguments, 0)?)?, int(arguments, 1)?);
    shifted(at, zone.to_local(at))
}

fn from_local(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (zone, at) = (Zone::of_expression(text(arguments, 0)?)?, int(arguments, 1)?);
    shifted(at, zone.to_utc(at))
}

/// The infinities are the same everywhere.
fn shifted(at: i64, shifted: i64) -> Answer {
    if is_infinite(at) {
        return Ok(Value::Int(at));
    }
    check_timestamp(i128::from(shifted)).map(Value::Int)
}

/// A zone that is so far east of Greenwich.
fn by_interval(arguments: &[Value], sign: i64) -> Answer {
    let (offset, at) = (interval(arguments, 0)?, int(arguments, 1)?);
    if offset.months != 0 || offset.days != 0 {
        let shown = text(arguments, 0)?;
        let message = format!("interval time zone \"{shown}\" must not include months or days");
        return Err(ValueError::new("22023", message));
    }
    shifted(at, at.saturating_add(sign * (offset.micros / SECOND * SECOND)))
}
