//! Policies, row security and comments as statements that can be run again.

pub(crate) use super::rights::revokes;

use super::names::{identifier, qualified, text};
use super::relation::policy_text;
use catalog::{Policy, Relation};

/// `enable|disable|force|no force row level security`
pub(crate) fn row_security(table: &Relation) -> String {
    let name = qualified(&table.name);
    let enable = if table.row_security.enabled { "enable" } else { "disable" };
    let force = if table.row_security.forced { "force" } else { "no force" };
    format!(
        "alter table {name} {enable} row level security;\nalter table {name} {force} row level security;"
    )
}

/// `drop policy if exists`
pub(crate) fn drop_policy(table: &Relation, policy: &str) -> String {
    format!("drop policy if exists {} on {};", identifier(policy), qualified(&table.name))
}

/// `create policy`, after the old one is gone.
pub(crate) fn replace_policy(table: &Relation, policy: &Policy, was_there: bool) -> String {
    let create = policy_text(table, policy);
    match was_there {
        true => format!("{}\n{create}", drop_policy(table, &policy.name)),
        false => create,
    }
}

/// `comment on … is …`
pub(crate) fn comment(on: &str, comment: Option<&String>) -> String {
    let text = comment.map_or("null".to_owned(), |comment| text(comment));
    format!("comment on {on} is {text};")
}
