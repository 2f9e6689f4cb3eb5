//! SQLite's result codes as errors of the house.

use db::Error;
use rusqlite::ErrorCode;

/// An error of SQLite that no constraint and no function of ours explains.
pub(super) fn sqlite_error(error: &rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(failure, text) = error else {
        return Error::Internal(error.to_string());
    };
    let text = || text.clone().unwrap_or_else(|| failure.to_string());
    match failure.code {
        ErrorCode::OperationInterrupted => Error::Timeout,
        ErrorCode::DiskFull => Error::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Error::ReadOnly(text()),
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Damaged(text()),
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => Error::InUse(text()),
        ErrorCode::CannotOpen | ErrorCode::SystemIoFailure => Error::Unavailable(text()),
        ErrorCode::OutOfMemory => Error::Unavailable("out of memory".to_owned()),
        ErrorCode::TooBig => Error::sql("54000", "a value or statement is too large"),
        _ => Error::Internal(text()),
    }
}

/// What kind of constraint SQLite says was violated, with its own message.
pub(super) enum Violation {
    /// The message names columns (`t.a, t.b`) or an index (`index 'i'`).
    Unique(String),
    /// Nothing is named.
    ForeignKey,
    /// The message names a column (`t.a`).
    NotNull(String),
    /// The message names a constraint.
    Check(String),
}

/// The constraint that a write violated, if that is what went wrong.
pub(super) fn violation(error: &rusqlite::Error) -> Option<Violation> {
    let rusqlite::Error::SqliteFailure(failure, Some(text)) = error else { return None };
    if failure.code != ErrorCode::ConstraintViolation {
        return None;
    }
    let after = |prefix: &str| text.strip_prefix(prefix).map(str::to_owned);
    if let Some(what) = after("UNIQUE constraint failed: ") {
        return Some(Violation::Unique(what));
    }
    if let Some(what) = after("NOT NULL constraint failed: ") {
        return Some(Violation::NotNull(what));
    }
    if let Some(what) = after("CHECK constraint failed: ") {
        return Some(Violation::Check(what));
    }
    text.starts_with("FOREIGN KEY constraint failed").then_some(Violation::ForeignKey)
}
