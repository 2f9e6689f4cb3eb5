//! Casts between built-in types that don't go by way of text, or not by its usual spelling.

use Scalar::{
    Bool, Char, Cidr, Citext, Date, Float4, Float8, Inet, Int2, Int4, Int8, Json, Jsonb, Name,
    Numeric, Oid, Text, Time, Timestamp, Timestamptz, Unknown, Varchar,
};

use crate::datetime::{DAY, LAST_DAY, check_date, check_timestamp, is_infinite, session};
use crate::interval::Interval;
use crate::json::Json as Tree;
use crate::network::Inet as Address;
use crate::numeric::Numeric as Decimal;
use crate::{
    Moment, Multirange, Range, RangeOf, Scalar, Value, ValueError, fit, float, integer, json,
    numeric,
};

/// The cast, or nothing where the types' texts do it.
pub(super) fn convert(
    from: Scalar,
    to: Scalar,
    value: &Value,
    _at: &Moment,
) -> Option<Result<Value, ValueError>> {
    match (value, from, to) {
        (Value::Int(int), Int2 | Int4 | Int8 | Oid, _) => from_int(from, to, *int),
        (Value::Int(int), Bool, Int4) => Some(Ok(Value::Int(*int))),
        (Value::Int(int), Timestamptz, Text | Varchar | Char | Citext) if !session::is_utc() => {
            let mut text = String::new();
            session::write_moment(*int, b' ', false, &mut text);
            Some(Ok(Value::text(text)))
        }
        (Value::Int(int), Date | Time | Timestamp | Timestamptz, _) => from_time(from, to, *int),
        (Value::Float(number), _, _) => from_float(from, to, *number),
        (Value::Text(text), Numeric, _) => from_numeric(to, text),
        (Value::Text(text), Scalar::Interval, Time) => Some(interval_to_time(text)),
        (Value::Text(text), Jsonb, Bool | Int2 | Int4 | Int8 | Float4 | Float8 | Numeric) => {
            Some(from_jsonb(to, text))
        }
        (Value::Text(text), Json, Jsonb) => Some(json::canonical(text).map(Value::text)),
        (Value::Text(_), Jsonb, Json) => Some(Ok(value.clone())),
        (Value::Text(text), Inet | Cidr, Text | Varchar | Char | Citext | Inet | Cidr) => {
            Some(from_address(from, to, text))
        }
        (Value::Text(text), Scalar::Range(of), Scalar::Multirange(to)) if of == to => {
            Some(range_to_multirange(of, text))
        }
        (Value::Text(text), _, Name) if is_string(from) => Some(Ok(Value::text(fit::name(text)))),
        (Value::Text(text), _, Char) if is_string(from) => {
            Some(Ok(Value::text(text.trim_end_matches(' '))))
        }
        (Value::Text(_), _, Text | Varchar | Citext) if is_string(from) => Some(Ok(value.clone())),
        _ => None,
    }
}

const fn is_string(of: Scalar) -> bool {
    matches!(of, Text | Varchar | Char | Name | Citext | Unknown)
}

fn from_int(from: Scalar, to: Scalar, int: i64) -> Option<Result<Value, ValueError>> {
    Some(Ok(match to {
        Int2 | Int4 | Int8 | Oid if from == Oid || to == Oid => {
            return Some(with_oid(from, to, int));
        }
        Int2 | Int4 | Int8 => return Some(integer::in_range(to, i128::from(int)).map(Value::Int)),
        Bool if from == Int4 => Value::bool(int != 0),
        Float4 => Value::Float(f64::from(int as f32)),
        Float8 => Value::Float(int as f64),
        Numeric if from != Oid => Value::text(int.to_string()),
        _ => return None,
    }))
}

/// The 32 bits of an `oid` and an `integer` are the same; a `bigint` must be one.
fn with_oid(from: Scalar, to: Scalar, int: i64) -> Result<Value, ValueError> {
    match (from, to) {
        (Int2 | Int4, Oid) => Ok(Value::Int(int & 0xffff_ffff)),
        (Oid, Int4) => Ok(Value::Int(i64::from(int as i32))),
        _ => integer::in_range(to, i128::from(int)).map(Value::Int),
    }
}

fn from_float(from: Scalar, to: Scalar, number: f64) -> Option<Result<Value, ValueError>> {
    Some(match to {
        Int2 | Int4 | Int8 => {
            let whole = number.round_ties_even();
            let (low, high) = integer::range(to);
            // The float above the greatest bigint is the first that isn't one.
            let fits =
                whole >= low as f64 && (whole <= high as f64 && whole < 9.223_372_036_854_776e18);
            if fits { Ok(Value::Int(whole as i64)) } else { Err(integer::out_of_range(to)) }
        }
        Float8 => Ok(Value::Float(number)),
        Float4 => narrow(number),
        Numeric => Decimal::from_float(from, number).map(|number| Value::text(number.to_string())),
        _ => return None,
    })
}

fn narrow(number: f64) -> Result<Value, ValueError> {
    let narrow = number as f32;
    let wrong = |how: &str| Err(ValueError::new("22003", format!("value out of range: {how}")));
    if narrow.is_infinite() && number.is_finite() {
        return wrong("overflow");
    }
    if narrow == 0.0 && number != 0.0 {
        return wrong("underflow");
    }
    Ok(Value::Float(f64::from(narrow)))
}

fn from_numeric(to: Scalar, text: &str) -> Option<Result<Value, ValueError>> {
    Some(match to {
        Int2 | Int4 | Int8 => {
            Decimal::parse(text).and_then(|number| number.to_int(to)).map(Value::Int)
        }
        Float4 | Float8 => float::read(to, text).map(Value::Float),
        _ => return None,
    })
}

fn from_time(from: Scalar, to: Scalar, form: i64) -> Option<Result<Value, ValueError>> {
    Some(match (from, to) {
        (Date, Timestamptz) if !is_infinite(form) && !session::is_utc() => {
            date_to_timestamp(form).and_then(|_| session::day_to_utc(form)).map(Value::Int)
        }
        (Timestamptz, Date | Time | Timestamp) if !session::is_utc() => {
            return from_time(Timestamp, to, session::to_local(form))
                .or_else(|| Some(Ok(Value::Int(session::to_local(form)))));
        }
        (Timestamp, Timestamptz) => session::to_utc(form).map(Value::Int),
        (Date, Timestamp | Timestamptz) => date_to_timestamp(form),
        (Timestamp | Timestamptz, Date) if is_infinite(form) => Ok(Value::Int(form)),
        (Timestamp | Timestamptz, Date) => check_date(form.div_euclid(DAY)).map(Value::Int),
        (Timestamp | Timestamptz, Time) if is_infinite(form) => Ok(Value::Null),
        (Timestamp | Timestamptz, Time) => Ok(Value::Int(form.rem_euclid(DAY))),
        (Timestamptz, Timestamp) => Ok(Value::Int(form)),
        (Time, Scalar::Interval) => Ok(Value::text(Interval::new(0, 0, form).to_string())),
        _ => return None,
    })
}

fn date_to_timestamp(days: i64) -> Result<Value, ValueError> {
    if is_infinite(days) {
        return Ok(Value::Int(days));
    }
    let days = days.min(LAST_DAY);
    check_timestamp(i128::from(days) * i128::from(DAY))
        .map(Value::Int)
        .map_err(|_| ValueError::new("22008", "date out of range for timestamp"))
}

fn interval_to_time(text: &str) -> Result<Value, ValueError> {
    Ok(Value::Int(Interval::parse(text)?.micros.rem_euclid(DAY)))
}

fn from_jsonb(to: Scalar, text: &str) -> Result<Value, ValueError> {
    let tree = Tree::parse(text)?;
    match (&tree, to) {
        (Tree::Bool(truth), Bool) => Ok(Value::bool(*truth)),
        (Tree::Number(number), Numeric) => Ok(Value::text(number.as_ref())),
        (Tree::Number(number), Int2 | Int4 | Int8 | Float4 | Float8) => {
            from_numeric(to, number).unwrap_or_else(|| Err(numeric::overflow()))
        }
        _ => {
            let kind = match &tree {
                Tree::Number(_) => "numeric",
                other => other.type_name(),
            };
            let message = format!("cannot cast jsonb {kind} to type {}", to.name());
            Err(ValueError::new("22023", message))
        }
    }
}

fn from_address(from: Scalar, to: Scalar, text: &str) -> Result<Value, ValueError> {
    let address = Address::parse(from, text)?;
    let mut out = String::new();
    match to {
        Cidr => address.network().write(true, &mut out),
        Inet => address.write(false, &mut out),
        _ => address.write(true, &mut out),
    }
    Ok(Value::text(out))
}

fn range_to_multirange(of: RangeOf, text: &str) -> Result<Value, ValueError> {
    let mut out = String::new();
    Multirange::new(of, vec![Range::parse_output(of, text)?]).write(of, &mut out);
    Ok(Value::text(out))
}
