//! What people read: lines on the standard output. A reader who goes away (`| head`) is no failure.

use std::io::Write;

/// Prints a text and ends the line.
pub(crate) fn say(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints a warning beside what others may read.
pub(crate) fn warn(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "warning: {text}");
}
