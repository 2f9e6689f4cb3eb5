//! Files over 400 lines are worth a look, and each crate's root forbids unsafe code.

use super::source::Source;

const LINES: usize = 400;

/// The crates that bind C by themselves and so can't forbid it.
const BINDS_C: &[&str] = &["db-sqlite"];

/// A root file that doesn't forbid unsafe code.
pub(super) fn check_forbidden(source: &Source) -> Option<String> {
    let root = source.path.ends_with("/src/lib.rs") || source.path.ends_with("/src/main.rs");
    let binds = BINDS_C.contains(&source.member.as_str());
    let forbids = source.code.contains("#![forbid(unsafe_code)]");
    (root && !binds && !forbids)
        .then(|| format!("{}: needs `#![forbid(unsafe_code)]`", source.path))
}

/// A long file.
pub(super) fn note(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > LINES && !source.is_test()).then(|| format!("{}: {lines} lines", source.path))
}
