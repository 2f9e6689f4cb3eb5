//! Texts as parts of SQL: `quote_ident`, `quote_literal`, `quote_nullable`.

use value::{Value, ValueError};

use super::keywords::is_keyword;
use crate::arguments::{text, written};
use crate::table::patterns::{ELEMENT, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("quote_ident", &[TEXT], TEXT, quote_ident).safe(),
    Builtin::function("quote_literal", &[TEXT], TEXT, quote_literal).safe(),
    Builtin::function("quote_literal", &[ELEMENT], TEXT, quote_literal).stable(),
    Builtin::function("quote_nullable", &[TEXT], TEXT, quote_nullable).lenient().safe(),
    Builtin::function("quote_nullable", &[ELEMENT], TEXT, quote_nullable).lenient().stable(),
];

fn quote_ident(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(identifier(text(arguments, 0)?)))
}

fn quote_literal(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut plain = String::new();
    written(context, arguments, 0, &mut plain);
    Ok(Value::text(literal(&plain)))
}

fn quote_nullable(context: &Context<'_>, arguments: &[Value]) -> Answer {
    match arguments.first() {
        Some(Value::Null) | None => Ok(Value::text("NULL")),
        Some(_) => quote_literal(context, arguments),
    }
}

/// The name as SQL reads it back: bare where that is safe.
pub(crate) fn identifier(name: &str) -> String {
    let is_safe = name.starts_with(|it: char| it.is_ascii_lowercase() || it == '_')
        && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
        && !is_keyword(name);
    if is_safe { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// The text as an SQL string.
pub(crate) fn literal(plain: &str) -> String {
    let quoted = plain.replace('\'', "''");
    if plain.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}
