//! A `config.toml` as a list of keys, each with its whole path, its value and its line.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Problem;
use super::lookup::{Known, lookup, nearest};

/// The file, read but not yet understood.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its keys, in the order of the tables' names.
    pub(super) entries: Vec<Entry>,
}

/// One `key = value`.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it is: `["auth", "site_url"]`.
    pub(super) path: Vec<String>,
    /// What it holds.
    pub(super) value: Plain,
    /// Its line, from 1.
    pub(super) line: usize,
}

/// A TOML value without its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plain {
    /// `true`
    Flag(bool),
    /// `54321`
    Integer(i64),
    /// `"text"`
    Text(String),
    /// `["a", "b"]`
    List(Vec<Plain>),
    /// Numbers with a point, dates, and tables within lists, none of which a setting of ours is.
    Other(String),
}

impl Plain {
    /// How a person calls this kind of value.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Flag(_) => "true or false",
            Self::Integer(_) => "a whole number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Other(_) => "something else",
        }
    }
}

impl Document {
    /// Reads a file; what isn't TOML and every key that doesn't exist is a problem.
    pub(super) fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                let problem = Problem::in_file(file, line, error.message().trim());
                return (Self::default(), vec![problem]);
            }
        };
        let mut walk = Walk { file, text, document: Self::default(), problems: Vec::new() };
        walk.table(&mut Vec::new(), table.get_ref());
        (walk.document, walk.problems)
    }

    /// The entry of a path.
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        let is_it = |entry: &&Entry| entry.path.iter().map(String::as_str).eq(path.split('.'));
        self.entries.iter().find(is_it)
    }
}

/// Reads one value that is written as in the file; used for defaults.
pub(super) fn parse_value(text: &str) -> Option<Plain> {
    DeValue::parse(text).ok().map(|value| plain(value.get_ref()))
}

struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    document: Document,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn table(&mut self, path: &mut Vec<String>, table: &DeTable<'_>) {
        for (name, value) in table {
            path.push(name.get_ref().to_string());
            self.entry(path, name, value);
            path.pop();
        }
    }

    fn entry(
        &mut self,
        path: &mut Vec<String>,
        name: &Spanned<Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let line = line_of(self.text, name.span().start);
        match (lookup(path), value.get_ref()) {
            (Known::Table, DeValue::Table(table)) => self.table(path, table),
            (Known::Table, _) => self.problem(line, &format!("{} is a table", path.join("."))),
            (Known::Key(_), DeValue::Table(_)) => {
                self.problem(line, &format!("{} is not a table", path.join(".")));
            }
            (Known::Key(_), value) => {
                let (path, value) = (path.clone(), plain(value));
                self.document.entries.push(Entry { path, value, line });
            }
            (Known::Opaque, _) => {}
            (Known::Not, _) => {
                let path_text = path.join(".");
                let message = match nearest(path) {
                    Some(near) => format!("unknown key {path_text}; did you mean {near}?"),
                    None => format!("unknown key {path_text}"),
                };
                self.problem(line, &message);
            }
        }
    }

    fn problem(&mut self, line: usize, message: &str) {
        self.problems.push(Problem::in_file(self.file, line, message));
    }
}

fn plain(value: &DeValue<'_>) -> Plain {
    match value {
        DeValue::Boolean(flag) => Plain::Flag(*flag),
        DeValue::String(text) => Plain::Text(text.to_string()),
        DeValue::Integer(integer) => {
            let parsed = i64::from_str_radix(integer.as_str(), integer.radix());
            parsed.map_or_else(|_| Plain::Other(integer.to_string()), Plain::Integer)
        }
        DeValue::Array(array) => {
            Plain::List(array.iter().map(|element| plain(element.get_ref())).collect())
        }
        DeValue::Float(float) => Plain::Other(float.to_string()),
        DeValue::Datetime(moment) => Plain::Other(moment.to_string()),
        DeValue::Table(_) => Plain::Other("a table".to_owned()),
    }
}

fn line_of(text: &str, position: usize) -> usize {
    text.as_bytes()[..position.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
