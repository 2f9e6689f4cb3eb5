//! JSON as PostgreSQL reads it: its grammar and words for what is wrong, `jsonb`'s canonical text and order.

mod events;
mod lexer;
mod order;
mod split;
mod string;
mod tree;

pub use events::{Event, Events};
pub use split::{Kind, kind, split_array, split_object};
pub use string::{unescape, write_json_string};
pub use tree::Json;

use crate::ValueError;

/// How deep arrays and objects may be in each other.
pub const MOST_DEEP: usize = 1_000;

/// `22P02` unless the text is JSON; strings are only looked at as far as `json` does, not `jsonb`.
pub fn check(text: &str) -> Result<(), ValueError> {
    Events::new(text).try_for_each(|event| event.map(drop))
}

/// The canonical text of a `jsonb`: keys by length, then bytes, the last of equal ones; numbers as `numeric`.
pub fn canonical(text: &str) -> Result<String, ValueError> {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    Json::parse(text)?.write(&mut out);
    Ok(out)
}

/// `22P02` with a detail that says what is wrong in the JSON.
fn invalid(detail: impl Into<String>) -> ValueError {
    ValueError::new("22P02", "invalid input syntax for type json").detail(detail)
}

fn too_deep() -> ValueError {
    ValueError::new("54001", "stack depth limit exceeded")
        .detail(format!("JSON may be nested {MOST_DEEP} levels deep."))
}
