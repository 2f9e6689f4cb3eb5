//! The built-in functions whose arguments have names: `make_interval(days => 3)`.

use super::call::{Called, RAISE, unknown};
use crate::error::{Result, SqlError};
use catalog::{Expression, Name, Scalar, Value};

/// A function's argument names, and how many of them must be given.
const NAMES: &[(&str, &[&str], usize)] = &[
    (RAISE, &["code", "message", "detail", "hint"], 2),
    ("set_config", &["setting_name", "new_value", "is_local"], 3),
    ("make_interval", &["years", "months", "weeks", "days", "hours", "mins", "secs"], 0),
    ("make_date", &["year", "month", "day"], 3),
    ("make_time", &["hour", "min", "sec"], 3),
    ("make_timestamp", &["year", "month", "mday", "hour", "min", "sec"], 6),
    ("make_timestamptz", &["year", "month", "mday", "hour", "min", "sec", "timezone"], 6),
    ("jsonb_set", &["jsonb_in", "path", "replacement", "create_if_missing"], 3),
    ("jsonb_insert", &["jsonb_in", "path", "replacement", "insert_after"], 3),
    ("jsonb_path_exists", PATH, 2),
    ("jsonb_path_match", PATH, 2),
    ("jsonb_path_query", PATH, 2),
    ("jsonb_path_query_array", PATH, 2),
    ("jsonb_path_query_first", PATH, 2),
    ("jsonb_path_exists_tz", PATH, 2),
    ("jsonb_path_match_tz", PATH, 2),
    ("jsonb_path_query_tz", PATH, 2),
    ("jsonb_path_query_array_tz", PATH, 2),
    ("jsonb_path_query_first_tz", PATH, 2),
    ("parse_ident", &["str", "strict"], 1),
];

/// What a document is asked with by a path.
const PATH: &[&str] = &["target", "path", "vars", "silent"];

/// Arguments in the order of the function's names.
pub(super) fn ordered(
    called: &Called,
    positional: Vec<Expression>,
    named: Vec<(Name, Expression)>,
) -> Result<Vec<Expression>> {
    let name = if called.is_raise() { RAISE } else { called.name.as_str() };
    let may_be = called.is_raise() || called.may_be_builtin();
    let row = NAMES.iter().find(|row| row.0 == name && may_be);
    let Some((_, names, least)) = row else { return Err(unknown_names(called, &named)) };
    let mut slots: Vec<Option<Expression>> = positional.into_iter().map(Some).collect();
    if slots.len() > names.len() {
        return Err(unknown_names(called, &named));
    }
    slots.resize(names.len(), None);
    for (name, value) in named {
        let Some(at) = names.iter().position(|known| *known == name.as_str()) else {
            return Err(unknown_names(called, &[(name, value)]));
        };
        if slots[at].replace(value).is_some() {
            let message = format!("argument name \"{name}\" used more than once");
            return Err(SqlError::syntax(&called.at, message));
        }
    }
    let given = slots.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    slots.truncate(given);
    if given < *least {
        return Err(unknown(called, &[]));
    }
    let fill = |(at, slot): (usize, Option<Expression>)| {
        slot.or_else(|| left_out(called, at)).ok_or_else(|| unknown(called, &[]))
    };
    slots.into_iter().enumerate().map(fill).collect()
}

/// What an argument is that is left out before one that is given: the parts of an interval are 0, a path has no
/// variables.
fn left_out(called: &Called, at: usize) -> Option<Expression> {
    if called.is_raise() {
        return Some(Expression::constant(Value::Null, catalog::Type::TEXT));
    }
    if called.name.starts_with("jsonb_path_") && at == 2 {
        return Some(Expression::constant(Value::text("{}"), Scalar::Jsonb.of()));
    }
    let is_interval = &*called.name == "make_interval" && at < 6;
    is_interval.then(|| Expression::constant(Value::Int(0), Scalar::Int4.of()))
}

fn unknown_names(called: &Called, named: &[(Name, Expression)]) -> SqlError {
    let written: Vec<String> =
        named.iter().map(|(name, value)| format!("{name} => {}", value.type_of())).collect();
    let message = format!("function {}({}) does not exist", called.shown(), written.join(", "));
    SqlError::new("42883", &called.at, message)
        .hint("Give its arguments by position; few built-in functions have names for them.")
}
