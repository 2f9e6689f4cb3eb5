//! What `auth.uid()` and its kin say once the work itself has set `request.jwt.claims`: they read that setting, as they
//! do on PostgreSQL, and no longer the token.

use catalog::Session;
use db::Error;
use value::json::Json;
use value::{Modifier, Moment, Scalar, Value};

/// The setting that they read.
pub(super) const SETTING: &str = "request.jwt.claims";

/// What one of them says; nothing of what isn't one of them.
pub(super) fn said(session: &Session, set: &str) -> Result<Option<Value>, Error> {
    let member = match session {
        Session::Uid => "sub",
        Session::Role => "role",
        Session::Email => "email",
        Session::Jwt => return read(Scalar::Jsonb, set).map(Some),
        Session::CurrentUser | Session::Setting { .. } => return Ok(None),
    };
    let Value::Text(claims) = read(Scalar::Jsonb, set)? else { return Ok(Some(Value::Null)) };
    let text = match Json::parse(&claims)?.get(member) {
        None | Some(Json::Null) => return Ok(Some(Value::Null)),
        Some(Json::String(text)) => text.to_string(),
        Some(other) => {
            let mut text = String::new();
            other.write(&mut text);
            text
        }
    };
    match session {
        Session::Uid => read(Scalar::Uuid, &text).map(Some),
        _ => Ok(Some(Value::text(text.as_str()))),
    }
}

/// A text as a value; an empty one is null.
fn read(of: Scalar, text: &str) -> Result<Value, Error> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    Ok(value::read(&of.of(), Modifier::None, text, &Moment { now_micros: 0 })?)
}
