//! The environment: this process's variables, and those of the project's `.env` files, which never override the former.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Mode;
use super::error::ConfigurationError;

/// Variables by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    process: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

impl Environment {
    /// The process's variables and the files of a project: first those in its `supabase` folder, then those in its root.
    pub(crate) fn read(folders: &[&Path], mode: Mode) -> Result<Self, ConfigurationError> {
        // A variable that isn't text can't be a setting of ours.
        let process = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let mut environment = Self { process: process.collect(), files: BTreeMap::new() };
        let name = match (environment.get("SUPABASE_ENV"), mode) {
            (Some(name), _) if !name.is_empty() => name.to_owned(),
            (_, Mode::Start) => "production".to_owned(),
            (_, Mode::Dev) => "development".to_owned(),
        };
        for file in files(folders, &name) {
            match std::fs::read_to_string(&file) {
                Ok(text) => environment.add(&file.display().to_string(), &text)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(ConfigurationError::one(
                        file.display().to_string(),
                        error.to_string(),
                    ));
                }
            }
        }
        Ok(environment)
    }

    /// An environment of exactly these variables.
    #[cfg(test)]
    pub(crate) fn of(variables: &[(&str, &str)]) -> Self {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { process: variables.iter().map(own).collect(), files: BTreeMap::new() }
    }

    /// A variable, wherever it is set.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.process.get(name).or_else(|| self.files.get(name)).map(String::as_str)
    }

    /// A variable of the process; `.env` files are not asked.
    pub(crate) fn of_process(&self, name: &str) -> Option<&str> {
        self.process.get(name).map(String::as_str)
    }

    /// Adds a file's variables, none of which replaces one that is there.
    pub(super) fn add(&mut self, file: &str, text: &str) -> Result<(), ConfigurationError> {
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = self.assignment(line).map_err(|message| {
                // The line itself may hold a secret, so it isn't shown.
                ConfigurationError::one(format!("{file}:{}", index + 1), message)
            })?;
            self.files.entry(name).or_insert(value);
        }
        Ok(())
    }

    fn assignment(&self, line: &str) -> Result<(String, String), &'static str> {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, value) = line.split_once('=').ok_or("expected NAME=value")?;
        let name = name.trim();
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        if name.is_empty() || !name.chars().all(letter) {
            return Err("the name before `=` may hold letters, digits and _ only");
        }
        let value = value.trim();
        let value = if let Some(quoted) = value.strip_prefix('\'') {
            quoted.split_once('\'').ok_or("a quote isn't closed")?.0.to_owned()
        } else if let Some(quoted) = value.strip_prefix('"') {
            self.expand(&unescape(quoted)?)
        } else {
            let end = value.find(" #").unwrap_or(value.len());
            self.expand(value[..end].trim_end())
        };
        Ok((name.to_owned(), value))
    }

    /// Replaces `$NAME` and `${NAME}`; one that isn't set is empty, as in a shell. `$$` is a dollar.
    fn expand(&self, text: &str) -> String {
        let mut result = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            result.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('$') {
                result.push('$');
                rest = after;
                continue;
            }
            let braced = rest.strip_prefix('{').and_then(|inner| inner.split_once('}'));
            let (name, after) = braced.unwrap_or_else(|| {
                let other = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
                rest.split_at(rest.find(other).unwrap_or(rest.len()))
            });
            if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
                result.push('$');
            } else {
                result.push_str(self.get(name).unwrap_or_default());
                rest = after;
            }
        }
        result + rest
    }
}

fn files(folders: &[&Path], name: &str) -> Vec<PathBuf> {
    let mut names = vec![format!(".env.{name}.local")];
    if name != "test" {
        names.push(".env.local".to_owned());
    }
    names.extend([format!(".env.{name}"), ".env".to_owned()]);
    folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name))).collect()
}

/// The text up to the closing quote, with its escapes undone.
fn unescape(quoted: &str) -> Result<String, &'static str> {
    let mut result = String::new();
    let mut letters = quoted.chars();
    loop {
        match letters.next().ok_or("a quote isn't closed")? {
            '"' => return Ok(result),
            '\\' => match letters.next().ok_or("a quote isn't closed")? {
                'n' => result.push('\n'),
                'r' => result.push('\r'),
                't' => result.push('\t'),
                '$' => result.push_str("$$"),
                other => result.push(other),
            },
            letter => result.push(letter),
        }
    }
}
