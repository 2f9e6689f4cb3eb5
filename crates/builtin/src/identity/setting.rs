//! What a statement tells who runs it: settings, and errors of its own.

use value::{Value, ValueError};

use crate::table::patterns::{BOOL, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

/// `engineroom.raise(code, message, detail, hint)` goes by its schema and name here.
pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("set_config", &[TEXT, TEXT, BOOL], TEXT, set_config).lenient().volatile(),
    Builtin::function("engineroom_raise", &[TEXT, TEXT, TEXT, TEXT], TEXT, raise)
        .optional(2)
        .lenient()
        .volatile(),
];

/// Every setting lasts as long as the unit of work, whether it is called local or not: nobody has a session of their
/// own here.
fn set_config(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let Some(Value::Text(name)) = arguments.first() else {
        return Err(ValueError::new("22004", "SET requires parameter name"));
    };
    let name = name.to_ascii_lowercase();
    // Names of one word are the server's own.
    if !name.contains('.') {
        let message = format!("permission denied to set parameter \"{name}\"");
        return Err(ValueError::new("42501", message));
    }
    let value = match arguments.get(1) {
        Some(Value::Text(value)) => value.clone(),
        _ => "".into(),
    };
    context.outside.set(&name, &value);
    Ok(Value::Text(value))
}

/// Always raises; the code is a SQLSTATE or `PGRST`.
fn raise(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let text = |at: usize| match arguments.get(at) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let code = text(0).filter(|code| is_code(code)).unwrap_or_else(|| "P0001".to_owned());
    let mut error = ValueError::new("P0001", text(1).unwrap_or_default());
    error.chosen = Some(code);
    (error.detail, error.hint) = (text(2), text(3));
    Err(error)
}

/// Five digits and capital letters.
fn is_code(code: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    code.len() == 5 && code.bytes().all(known)
}
