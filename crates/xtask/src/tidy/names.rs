//! Names that must not occur: databases outside the rooms that are theirs, and drawers for files. Comments may speak of
//! what they like.

use super::source::Source;

const DATABASES: &[&str] =
    &["sqlite", "postgres", "mysql", "mariadb", "mongo", "cockroach", "yugabyte", "rusqlite"];

/// The crates that may name databases, beside `db-*`.
const KNOWING: &[&str] = &["conformance", "fuzz", "xtask"];

/// The one file that maps a URL to a database.
const MAPPING: &str = "crates/engineroom/src/databases.rs";

/// What sounds like a database and is none: the protocol, the role that owns what a project creates, and an error in
/// words that clients know.
const OTHERS: &[&str] = &["postgrest", "\"postgres\"", "postgresql does not support leap seconds"];

/// The room that reads the language may call it by its name, and say where else it runs.
const LANGUAGE: (&str, &[&str]) = ("sql", &["postgresql", "postgres://"]);

const DRAWERS: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "shared"];

/// A file that is named like a drawer.
pub(super) fn check_file_name(source: &Source) -> Option<String> {
    let parts = source.path.split('/').map(|part| part.trim_end_matches(".rs"));
    let drawer = parts.into_iter().find(|part| DRAWERS.contains(part))?;
    Some(format!("{}: `{drawer}` is a drawer; name the file after what it holds", source.path))
}

/// Every database that is named in code where it may not be.
pub(super) fn check_databases(source: &Source) -> Vec<String> {
    if source.is_test() || source.path == MAPPING || may_name(&source.member) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let tests_from = inline_tests(source);
    for (number, line) in source.code.lines().enumerate().take(tests_from) {
        let line = without_others(&source.member, line);
        if let Some(name) = DATABASES.iter().find(|name| line.contains(**name)) {
            findings.push(format!(
                "{}:{}: names a database ({name}); only `db-*` and {MAPPING} may",
                source.path,
                number + 1
            ));
        }
    }
    findings
}

fn without_others(member: &str, line: &str) -> String {
    let language = if member == LANGUAGE.0 { LANGUAGE.1 } else { &[] };
    let others = OTHERS.iter().chain(language);
    others.fold(line.to_lowercase(), |line, other| line.replace(other, ""))
}

/// A manifest that brings a database's library where it may not, other than for tests, or goes without the workspace's
/// lints.
pub(super) fn check_manifest(member: &str, manifest: &str) -> Vec<String> {
    let mut findings = Vec::new();
    if !manifest.contains("[lints]\nworkspace = true") {
        findings.push(format!("{member}: its manifest needs `[lints] workspace = true`"));
    }
    if may_name(member) || member == "engineroom" {
        return findings;
    }
    let mut for_tests = false;
    for line in manifest.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            for_tests = line == "[dev-dependencies]";
        }
        if for_tests {
            continue;
        }
        if let Some(name) = DATABASES.iter().find(|name| line.to_lowercase().contains(**name)) {
            findings.push(format!("{member}: its manifest names a database ({name})"));
        }
    }
    findings
}

fn may_name(member: &str) -> bool {
    member.starts_with("db-") || KNOWING.contains(&member)
}

/// The line, from 0, where a file's own test module begins; the number of lines if it has none.
fn inline_tests(source: &Source) -> usize {
    let lines: Vec<&str> = source.bare.lines().collect();
    let opens = |pair: &[&str]| {
        pair[0].trim() == "#[cfg(test)]" && pair[1].contains("mod ") && pair[1].contains('{')
    };
    lines.windows(2).position(opens).unwrap_or(lines.len())
}
