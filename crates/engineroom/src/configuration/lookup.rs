//! Finding a path in the table of keys, and the nearest name for one that isn't in it.

use super::keys::{KEYS, Key, Role};

/// What a path of the file is.
#[derive(Debug)]
pub(super) enum Known {
    /// A key.
    Key(&'static Key),
    /// A table with known keys below it.
    Table,
    /// A table whose content is not ours to judge.
    Opaque,
    /// Nothing that we know.
    Not,
}

/// Looks a path up. What a remote overrides (`remotes.production.auth.site_url`) is judged by the key it overrides.
pub(super) fn lookup(path: &[String]) -> Known {
    let path = match path {
        [remotes, _name, rest @ ..] if remotes == "remotes" => rest,
        [remotes] if remotes == "remotes" => return Known::Table,
        path => path,
    };
    if path.is_empty() {
        return Known::Table;
    }
    let mut table = false;
    for key in KEYS {
        match compare(key.path, path) {
            Comparison::Same => return Known::Key(key),
            Comparison::Below => return Known::Opaque,
            Comparison::Above => table = true,
            Comparison::Other => {}
        }
    }
    if table { Known::Table } else { Known::Not }
}

/// The key of exactly this path in the table.
pub(super) fn key(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// Whether a key only overrides something in a hosted branch.
pub(super) fn is_remote(path: &[String]) -> bool {
    path.first().is_some_and(|first| first == "remotes")
}

/// The path that a person probably meant.
pub(super) fn nearest(path: &[String]) -> Option<String> {
    let (last, parent) = path.split_last()?;
    let (prefix, parent) = match parent {
        [remotes, name, rest @ ..] if remotes == "remotes" => (format!("remotes.{name}."), rest),
        parent => (String::new(), parent),
    };
    let siblings = KEYS.iter().filter_map(|key| child(key.path, parent));
    if let Some(name) = closest(last, siblings) {
        let parent: String = parent.iter().map(|part| format!("{part}.")).collect();
        return Some(format!("{prefix}{parent}{name}"));
    }
    // The right name in the wrong table.
    let same =
        |key: &&Key| key.role != Role::Elsewhere && key.path.rsplit('.').next() == Some(last);
    KEYS.iter().find(same).map(|key| format!("{prefix}{}", key.path))
}

enum Comparison {
    Same,
    /// The path is a table in which the key is.
    Above,
    /// The path is within what the key leaves open.
    Below,
    Other,
}

fn compare(key: &str, path: &[String]) -> Comparison {
    let mut parts = key.split('.');
    for name in path {
        match parts.next() {
            Some("**") => return Comparison::Below,
            Some(part) if part == "*" || part == name => {}
            _ => return Comparison::Other,
        }
    }
    match parts.next() {
        None => Comparison::Same,
        Some("**") => Comparison::Below,
        Some(_) => Comparison::Above,
    }
}

/// The name that a key has directly below a table, if it is in that table and has a name of its own.
fn child(key: &'static str, parent: &[String]) -> Option<&'static str> {
    let mut parts = key.split('.');
    for name in parent {
        let part = parts.next()?;
        if part != "*" && part != name {
            return None;
        }
    }
    parts.next().filter(|part| !part.starts_with('*'))
}

fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |candidate: &'a str| (strsim::damerau_levenshtein(name, candidate), candidate);
    let (distance, candidate) = candidates.map(distance).min()?;
    // A third of the letters may be wrong, and at least one.
    (distance <= (name.len().max(candidate.len()) / 3).max(1)).then_some(candidate)
}
