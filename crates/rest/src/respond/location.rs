//! Where a new row is: `/films?id=eq.5`.

use crate::parse::url;
use db::{Column, Rows};
use value::{Name, ValueRef};

/// Where the one row with this key is; nothing if there are more or none.
pub(super) fn of(relation: &Name, keys: &Rows) -> Option<String> {
    let row = keys.first().filter(|_| keys.len() == 1)?;
    let mut location = String::from("/");
    url::encode(relation, &mut location);
    for (at, column) in keys.columns().iter().enumerate() {
        location.push(if at == 0 { '?' } else { '&' });
        url::encode(&column.name, &mut location);
        location.push('=');
        match row.get(at) {
            ValueRef::Null => location.push_str("is.null"),
            value => {
                location.push_str("eq.");
                url::encode(&text(column, value), &mut location);
            }
        }
    }
    Some(location)
}

/// The value as it is in JSON, a string without its quotes.
fn text(column: &Column, value: ValueRef<'_>) -> String {
    let mut json = Vec::new();
    value::write_json_cell(&column.of, column.modifier, value, &mut json);
    let json = String::from_utf8(json).unwrap_or_default();
    match json.strip_prefix('"') {
        Some(_) => {
            value::json::unescape(&json).map(std::borrow::Cow::into_owned).unwrap_or_default()
        }
        None => json,
    }
}
