//! Names in SQL, quoted where they would read as something else.

use squawk_syntax::quote::{quote_ident_always, quote_quoted_ident};
use value::{Name, QualifiedName};

/// A name, in quotes unless it is plain and no keyword that reads as something else.
pub(crate) fn identifier(name: &str) -> String {
    if is_plain(name) { quote_quoted_ident(name) } else { quote_ident_always(name) }
}

/// `schema.name`
pub(crate) fn qualified(name: &QualifiedName) -> String {
    format!("{}.{}", identifier(&name.schema), identifier(&name.name))
}

/// `a, b`
pub(crate) fn list(names: &[Name]) -> String {
    names.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ")
}

/// A text in quotes.
pub(crate) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn is_plain(name: &str) -> bool {
    let first = |c: char| c.is_ascii_lowercase() || c == '_';
    let other = |c: char| first(c) || c.is_ascii_digit();
    name.starts_with(first) && name.chars().all(other)
}
