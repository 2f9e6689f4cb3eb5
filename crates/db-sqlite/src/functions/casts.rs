//! Casts, the greatest and the least of values, and what belongs to types and bounds.

use super::cells::{FIXED, Given, argument, arguments, described, internal, scalar, text};
use super::descriptor::Reader;
use super::session::Session;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::sync::Arc;
use value::{Modifier, Type, Value, ValueError, ValueRef};

/// What a cast does.
struct Cast {
    from: Type,
    to: Type,
    modifier: Modifier,
    explicit: bool,
}

impl Cast {
    fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let (from, _) = reader.of()?;
        reader.takes("->").then_some(())?;
        let (to, modifier) = reader.of()?;
        Some(Self { from, to, modifier, explicit: reader.takes("!") })
    }
}

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    let scalar = |name, function: fn(&Call<'_>, &Session) -> Given| {
        scalar(connection, session, name, FIXED, function)
    };
    scalar("pg_cast", cast)?;
    scalar("pg_greatest", |call, _| extreme(call, true))?;
    scalar("pg_least", |call, _| extreme(call, false))?;
    scalar("pg_float", float)?;
    scalar("pg_limit", |call, _| bound(call, (-1, "2201W", "LIMIT")))?;
    scalar("pg_offset", |call, _| bound(call, (0, "2201X", "OFFSET")))?;
    scalar("pg_positive", positive)?;
    scalar("pg_checked", checked)?;
    scalar("pg_not_null", not_null)
}

/// `pg_cast('numeric -> int4!', a)`
fn cast(call: &Call<'_>, session: &Session) -> Given {
    let value = argument(call, 1)?;
    if matches!(value, ValueRef::Null) {
        return Ok(Value::Null);
    }
    let cast = described(call, 0, Cast::read)?;
    let (value, at) = (value.to_value(), session.moment());
    value::cast(&cast.from, &cast.to, cast.modifier, &value, cast.explicit, &at)
}

/// `pg_greatest('numeric', a, b)`: nulls are passed over.
fn extreme(call: &Call<'_>, greatest: bool) -> Given {
    let of = described(call, 0, |text| Reader::new(text).of())?;
    let values = arguments(call, 1)?.into_iter().filter(|value| !value.is_null());
    let further = |a: Value, b: Value| {
        let order = value::compare(&of.0, &b, &a);
        if (greatest && order.is_gt()) || (!greatest && order.is_lt()) { b } else { a }
    };
    Ok(values.reduce(further).unwrap_or_default())
}

/// `pg_float('0.30000000000000004')`
fn float(call: &Call<'_>, _: &Session) -> Given {
    match argument(call, 0)? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Text(text) => {
            text.parse().map(Value::Float).map_err(|_| internal("a float can't be read"))
        }
        other => Ok(other.to_value()),
    }
}

fn bound(call: &Call<'_>, (none, code, word): (i64, &'static str, &str)) -> Given {
    match argument(call, 0)? {
        ValueRef::Int(rows @ 0..) => Ok(Value::Int(rows)),
        ValueRef::Int(_) => Err(ValueError::new(code, format!("{word} must not be negative"))),
        _ => Ok(Value::Int(none)),
    }
}

/// `pg_positive('ntile', a)`: the number of rows that a window function is called with.
fn positive(call: &Call<'_>, _: &Session) -> Given {
    match (argument(call, 1)?, text(call, 0)?) {
        (ValueRef::Int(..=0), function) => {
            let code = if function == "ntile" { "22014" } else { "22016" };
            let message = format!("argument of {function} must be greater than zero");
            Err(ValueError::new(code, message))
        }
        (value, _) => Ok(value.to_value()),
    }
}

/// `pg_checked('email', 'email_check', a, a ~ '@')`: the value, if the check isn't false.
fn checked(call: &Call<'_>, _: &Session) -> Given {
    if let ValueRef::Int(0) = argument(call, 3)? {
        let (domain, check) = (text(call, 0)?, text(call, 1)?);
        let message = format!("value for domain {domain} violates check constraint \"{check}\"");
        return Err(ValueError::new("23514", message));
    }
    Ok(argument(call, 2)?.to_value())
}

/// `pg_not_null('email', a)`
fn not_null(call: &Call<'_>, _: &Session) -> Given {
    match argument(call, 1)? {
        ValueRef::Null => {
            let message = format!("domain {} does not allow null values", text(call, 0)?);
            Err(ValueError::new("23502", message))
        }
        value => Ok(value.to_value()),
    }
}
