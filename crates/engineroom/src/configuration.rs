//! The configuration of a project: `config.toml` (Supabase's whole file and our table `[engineroom]`), the environment, and
//! the command line, in rising order. A key that doesn't exist is an error with the nearest name; one that we know but
//! don't act on yet is named once in a warning.

mod build;
mod document;
mod environment;
mod error;
mod keys;
mod lookup;
mod reader;
mod safety;
mod settings;
#[cfg(test)]
mod tests;
mod warning;

use std::path::{Path, PathBuf};

use document::Document;
use reader::Reader;

pub(crate) use environment::Environment;
pub(crate) use error::ConfigurationError;
pub(crate) use safety::refusals;
pub(crate) use settings::{
    Api, ConfiguredKeys, Log, Network, SchemaFiles, Server, Settings, Storage, Tls,
};

/// For whom the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One person's machine: known keys, changes are followed.
    Dev,
    /// The world: nothing unsafe.
    Start,
}

/// What the command line says; it wins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides {
    /// `--host`
    pub(crate) host: Option<String>,
    /// `--port`
    pub(crate) port: Option<u16>,
    /// `--db`
    pub(crate) db: Option<String>,
    /// `--data-dir`
    pub(crate) data_dir: Option<PathBuf>,
}

/// A configuration that makes sense.
#[derive(Clone, Debug)]
pub(crate) struct Configuration {
    /// What it says.
    pub(crate) settings: Settings,
    /// What a person should know about it.
    pub(crate) warnings: Vec<String>,
}

/// Where a project's files are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folders<'a> {
    /// The project's folder.
    pub(crate) root: &'a Path,
    /// The folder of `config.toml`.
    pub(crate) supabase: &'a Path,
    /// What `config.toml` is called in messages.
    pub(crate) file: &'a str,
}

/// Reads a configuration from its text; no file is touched.
pub(crate) fn read(
    folders: Folders<'_>,
    text: &str,
    environment: &Environment,
    overrides: &Overrides,
) -> Result<Configuration, ConfigurationError> {
    let (document, mut problems) = Document::parse(folders.file, text);
    let mut reader = Reader::new(folders.file, &document, environment);
    let settings = build::settings(&mut reader, folders, environment, overrides);
    problems.append(&mut reader.problems);
    if !problems.is_empty() {
        return Err(ConfigurationError { problems });
    }
    let warnings = warning::not_acted_on(folders.file, &document).into_iter().collect();
    Ok(Configuration { settings, warnings })
}
