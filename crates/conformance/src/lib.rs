//! One set of cases that every database answers alike, and what runs them.
//!
//! A *story* in `cases/sql` is a schema and then statements, each as somebody, with what PostgreSQL answers. The
//! answers were written by a real PostgreSQL ([`postgres`]), never by hand, and every database of the house has to
//! give the same. [`generate`] makes stories from a seed, for two databases to disagree about.
//!
//! A *case* in `cases/rest` is a schema and then requests to the data API with what the protocol answers. They are
//! asked of every database of the house too; `CASES=write` writes what is given, to be looked at line by line.
#![forbid(unsafe_code)]

pub mod case;
pub mod generate;
pub mod postgres;
pub mod story;

mod answer;
mod compare;
mod expand;
mod features;
mod script;
mod service;

#[cfg(test)]
mod tests;

pub use answer::{Given, agrees, answer};
pub use case::Case;
pub use compare::{differences, kept};
pub use features::features;
pub use script::{apply, caller};
pub use service::{ask, service};
pub use story::{Speaker, Step, Story};

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Every story below a folder, by its path without the ending, sorted.
///
/// # Errors
/// When the folder can't be read.
pub fn stories(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    files(folder, "sql")
}

/// Every case below a folder, by its path without the ending, sorted.
///
/// # Errors
/// When the folder can't be read.
pub fn cases(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    files(folder, "txt")
}

fn files(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next).with_context(|| next.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(folder)?.with_extension("");
                found.push((name.display().to_string(), path));
            }
        }
    }
    found.sort();
    Ok(found)
}
