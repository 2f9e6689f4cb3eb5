//! The one warning about what a person set and we know but don't act on yet. What is left as Supabase's `init` wrote it,
//! what is switched off, and what only speaks of other tools is not worth a word.

use super::document::{Document, Entry, Plain, parse_value};
use super::keys::{Key, Role};
use super::lookup::{Known, is_remote, lookup};

/// The warning, if there is something to say.
pub(super) fn not_acted_on(file: &str, document: &Document) -> Option<String> {
    let worth = |entry: &&Entry| is_worth_telling(document, entry);
    let paths: Vec<&[String]> =
        document.entries.iter().filter(worth).map(|entry| entry.path.as_slice()).collect();
    if paths.is_empty() {
        return None;
    }
    Some(format!("{file} sets what isn't acted on yet: {}", names(&paths).join(", ")))
}

fn is_worth_telling(document: &Document, entry: &Entry) -> bool {
    let Known::Key(key) = lookup(&entry.path) else { return false };
    key.role == Role::Later
        && !is_remote(&entry.path)
        && !is_default(key, &entry.value)
        && !is_switched_off(entry)
        && (1..entry.path.len())
            .all(|depth| is_enabled(document, &entry.path[..depth], &entry.path))
}

fn is_default(key: &Key, value: &Plain) -> bool {
    parse_value(key.default).is_some_and(|default| default == *value)
}

/// What isn't there can be switched off without a word.
fn is_switched_off(entry: &Entry) -> bool {
    entry.value == Plain::Flag(false) && entry.path.last().is_some_and(|name| name == "enabled")
}

/// Whether a table around a key is switched on, or can't be switched.
fn is_enabled(document: &Document, table: &[String], of: &[String]) -> bool {
    let switch = [table, &["enabled".to_owned()]].concat();
    let set = document.entries.iter().find(|entry| entry.path == switch);
    match (set, lookup(&switch)) {
        _ if switch == of => true,
        (Some(entry), _) => entry.value != Plain::Flag(false),
        (None, Known::Key(key)) => key.default != "false",
        (None, _) => true,
    }
}

/// Several keys of one table are told as the table.
fn names(paths: &[&[String]]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let table = &path[..path.len() - 1];
        let several = paths.iter().filter(|other| other.starts_with(table)).count() > 1;
        let name = if several && !table.is_empty() {
            format!("[{}]", table.join("."))
        } else {
            path.join(".")
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
