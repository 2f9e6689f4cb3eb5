//! What can be wrong with a configuration. All problems of a file are told at once.

use std::fmt;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// `supabase/config.toml:12`, or the name of a variable.
    pub(crate) place: String,
    /// What is wrong there.
    pub(crate) message: String,
}

impl Problem {
    /// A problem in a line of a file.
    pub(super) fn in_file(file: &str, line: usize, message: &str) -> Self {
        Self { place: format!("{file}:{line}"), message: message.to_owned() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// A configuration that can't be used.
#[derive(Debug)]
pub(crate) struct ConfigurationError {
    /// Every reason.
    pub(crate) problems: Vec<Problem>,
}

impl ConfigurationError {
    /// An error of one reason.
    pub(super) fn one(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { problems: vec![Problem { place: place.into(), message: message.into() }] }
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigurationError {}
