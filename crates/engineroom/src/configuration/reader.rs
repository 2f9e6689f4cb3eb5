//! Typed access to a configuration. A key's value is its environment variable's, else the file's, else its default; what
//! doesn't fit is collected as a problem, so that all of them are told at once.

use std::time::Duration;

use super::document::{Document, Plain, parse_value};
use super::environment::Environment;
use super::error::Problem;
use super::lookup::key;

/// Reads keys and remembers what was wrong with them.
pub(super) struct Reader<'a> {
    file: &'a str,
    document: &'a Document,
    environment: &'a Environment,
    /// What was wrong so far.
    pub(super) problems: Vec<Problem>,
}

/// A value and where it was written.
struct Found {
    value: Plain,
    place: String,
}

impl<'a> Reader<'a> {
    /// A reader of a file in an environment.
    pub(super) fn new(file: &'a str, document: &'a Document, environment: &'a Environment) -> Self {
        Self { file, document, environment, problems: Vec::new() }
    }

    /// A text; its default if there is none.
    pub(super) fn text(&mut self, path: &str) -> String {
        self.optional_text(path).unwrap_or_default()
    }

    /// A text; an empty one is none.
    pub(super) fn optional_text(&mut self, path: &str) -> Option<String> {
        let parse = |value: &Plain| match value {
            Plain::Text(text) => Ok(text.clone()),
            Plain::Integer(integer) => Ok(integer.to_string()),
            _ => Err("a text".to_owned()),
        };
        self.read(path, parse).filter(|text| !text.is_empty())
    }

    /// A text that is one of a few.
    pub(super) fn choice(&mut self, path: &str, allowed: &[&str]) -> String {
        let parse = |value: &Plain| match value {
            Plain::Text(text) if allowed.contains(&text.as_str()) => Ok(text.clone()),
            _ => Err(format!("one of {}", quoted(allowed))),
        };
        self.read(path, parse).unwrap_or_default()
    }

    /// Texts; one text is cut at its commas.
    pub(super) fn list(&mut self, path: &str) -> Vec<String> {
        self.read(path, list).unwrap_or_default()
    }

    /// True or false.
    pub(super) fn flag(&mut self, path: &str) -> bool {
        let parse = |value: &Plain| match value {
            Plain::Flag(flag) => Ok(*flag),
            Plain::Text(text) if matches!(text.as_str(), "true" | "1") => Ok(true),
            Plain::Text(text) if matches!(text.as_str(), "false" | "0" | "") => Ok(false),
            _ => Err("true or false".to_owned()),
        };
        self.read(path, parse).unwrap_or_default()
    }

    /// A whole number within bounds.
    pub(super) fn number<T>(&mut self, path: &str, least: T, most: T) -> T
    where
        T: TryFrom<i64> + PartialOrd + Copy + std::fmt::Display + Default,
    {
        self.optional_number(path, least, most).unwrap_or_default()
    }

    /// A whole number within bounds, if there is one.
    pub(super) fn optional_number<T>(&mut self, path: &str, least: T, most: T) -> Option<T>
    where
        T: TryFrom<i64> + PartialOrd + Copy + std::fmt::Display,
    {
        self.read(path, |value| {
            let number = match value {
                Plain::Integer(integer) => Some(*integer),
                Plain::Text(text) => text.trim().parse().ok(),
                _ => None,
            };
            number
                .and_then(|number| T::try_from(number).ok())
                .filter(|number| *number >= least && *number <= most)
                .ok_or_else(|| format!("a whole number from {least} to {most}"))
        })
    }

    /// A time such as `"8s"`, `"1m30s"`, `"500ms"`; a bare number is seconds.
    pub(super) fn duration(&mut self, path: &str) -> Duration {
        let parse = |value: &Plain| {
            let duration = match value {
                Plain::Integer(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
                Plain::Text(text) => duration(text),
                _ => None,
            };
            duration.ok_or_else(|| "a time such as \"8s\" or \"1m30s\"".to_owned())
        };
        self.read(path, parse).unwrap_or_default()
    }

    /// A size such as `"10MiB"` or `"500KB"`; a bare number is bytes.
    pub(super) fn bytes(&mut self, path: &str) -> usize {
        let parse = |value: &Plain| {
            let bytes = match value {
                Plain::Integer(bytes) => usize::try_from(*bytes).ok(),
                Plain::Text(text) => bytes(text),
                _ => None,
            };
            let positive = bytes.filter(|bytes| *bytes > 0);
            positive.ok_or_else(|| "a size such as \"10MiB\" or \"500KB\"".to_owned())
        };
        self.read(path, parse).unwrap_or_default()
    }

    /// Says that something is wrong with a key.
    pub(super) fn refuse(&mut self, path: &str, message: impl std::fmt::Display) {
        let place = self.place(path);
        self.problems.push(Problem { place, message: format!("{path} {message}") });
    }

    /// Where a key's value comes from.
    fn place(&self, path: &str) -> String {
        let variable = variable(path);
        if self.environment.get(&variable).is_some() {
            return variable;
        }
        let line = self.document.get(path).map(|entry| format!(":{}", entry.line));
        format!("{}{}", self.file, line.unwrap_or_default())
    }

    fn read<T>(&mut self, path: &str, parse: impl Fn(&Plain) -> Result<T, String>) -> Option<T> {
        let default = || parse_value(key(path)?.default).and_then(|value| parse(&value).ok());
        let Some(found) = self.find(path) else { return default() };
        match parse(&found.value) {
            Ok(value) => Some(value),
            Err(expected) => {
                let kind = found.value.kind();
                let message = format!("{path} must be {expected}, not {kind}");
                let message = match &found.value {
                    // The value may be a secret; only those of closed kinds are shown.
                    Plain::Integer(integer) => format!("{path} must be {expected}, not {integer}"),
                    Plain::Text(_) => format!("{path} must be {expected}"),
                    _ => message,
                };
                self.problems.push(Problem { place: found.place, message });
                default()
            }
        }
    }

    fn find(&mut self, path: &str) -> Option<Found> {
        let variable = variable(path);
        if let Some(text) = self.environment.get(&variable) {
            return Some(Found { value: Plain::Text(text.to_owned()), place: variable });
        }
        let entry = self.document.get(path)?;
        let place = format!("{}:{}", self.file, entry.line);
        match substitute(&entry.value, self.environment) {
            Ok(value) => Some(Found { value, place }),
            Err(unset) => {
                let message =
                    format!("{path} needs the environment variable {unset}, which isn't set");
                self.problems.push(Problem { place, message });
                None
            }
        }
    }
}

/// The environment variable that sets a key: `ENGINEROOM_TLS_CERT`, `SUPABASE_AUTH_SITE_URL`.
pub(super) fn variable(path: &str) -> String {
    let upper = |path: &str| path.replace('.', "_").to_uppercase();
    match path.strip_prefix("engineroom.") {
        Some(ours) => format!("ENGINEROOM_{}", upper(ours)),
        None => format!("SUPABASE_{}", upper(path)),
    }
}

/// Replaces every `env(NAME)`; the error is the name of a variable that isn't set.
pub(super) fn substitute(value: &Plain, environment: &Environment) -> Result<Plain, String> {
    match value {
        Plain::Text(text) => substitute_text(text, environment).map(Plain::Text),
        Plain::List(values) => {
            let values = values.iter().map(|value| substitute(value, environment));
            Ok(Plain::List(values.collect::<Result<_, _>>()?))
        }
        other => Ok(other.clone()),
    }
}

fn substitute_text(text: &str, environment: &Environment) -> Result<String, String> {
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("env(") {
        let inner = &rest[at + 4..];
        let name = inner.split_once(')').map(|(name, _)| name);
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let Some(name) = name.filter(|name| !name.is_empty() && name.chars().all(letter)) else {
            result.push_str(&rest[..at + 4]);
            rest = inner;
            continue;
        };
        result.push_str(&rest[..at]);
        result.push_str(environment.get(name).ok_or_else(|| name.to_owned())?);
        rest = &inner[name.len() + 1..];
    }
    Ok(result + rest)
}

fn list(value: &Plain) -> Result<Vec<String>, String> {
    let text = |value: &Plain| match value {
        Plain::Text(text) => Ok(text.clone()),
        _ => Err("a list of texts".to_owned()),
    };
    match value {
        Plain::List(values) => values.iter().map(text).collect(),
        Plain::Text(text) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(parts.map(str::to_owned).collect())
        }
        _ => Err("a list of texts".to_owned()),
    }
}

fn duration(text: &str) -> Option<Duration> {
    let mut total = Duration::ZERO;
    let mut rest = text.trim();
    if rest == "0" {
        return Some(total);
    }
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let number: u64 = number.parse().ok()?;
        let millis = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        total = total.checked_add(Duration::from_millis(number.checked_mul(millis)?))?;
        rest = after;
    }
    Some(total)
}

/// As the field reads sizes: `KB` and `KiB` are both 1024 bytes.
fn bytes(text: &str) -> Option<usize> {
    let text = text.trim().to_lowercase();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return None,
    };
    number.parse::<usize>().ok()?.checked_mul(1 << shift)
}

fn quoted(allowed: &[&str]) -> String {
    allowed.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", ")
}
