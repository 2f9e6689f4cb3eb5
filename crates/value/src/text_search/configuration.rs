//! The names of PostgreSQL's text search configurations, which are the values of `regconfig`.

use crate::ValueError;

/// Every configuration that PostgreSQL comes with.
pub const CONFIGURATIONS: &[&str] = &[
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "simple",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
];

/// Reads the name of a configuration, with a schema or without, quoted or not.
pub fn read_configuration(text: &str) -> Result<&'static str, ValueError> {
    let parts = split(text)?;
    let (schema, name) = match parts.as_slice() {
        [name] => (None, name),
        [schema, name] | [_, schema, name] => (Some(schema.as_str()), name),
        _ => {
            let message = format!("improper qualified name (too many dotted names): {text}");
            return Err(ValueError::new("42601", message));
        }
    };
    let found = CONFIGURATIONS.iter().find(|known| *known == name);
    match (schema, found) {
        (None | Some("pg_catalog"), Some(known)) => Ok(known),
        (None | Some("pg_catalog" | "public"), _) => {
            let shown = parts.join(".");
            let message = format!("text search configuration \"{shown}\" does not exist");
            Err(ValueError::new("42704", message))
        }
        (Some(schema), _) => {
            Err(ValueError::new("3F000", format!("schema \"{schema}\" does not exist")))
        }
    }
}

/// The parts of a name between its dots: folded to lower case, or as they are between double quotes.
fn split(text: &str) -> Result<Vec<String>, ValueError> {
    let invalid = || ValueError::new("42602", "invalid name syntax");
    let mut parts = Vec::new();
    let mut rest = text.trim();
    loop {
        let mut part = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let (before, after) = quoted.split_once('"').ok_or_else(invalid)?;
                part.push_str(before);
                match after.strip_prefix('"') {
                    Some(more) => {
                        part.push('"');
                        quoted = more;
                    }
                    None => {
                        rest = after.trim_start();
                        break;
                    }
                }
            }
        } else {
            let end =
                rest.find(|c: char| c == '.' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            part.push_str(&super::lower(&rest[..end]));
            rest = rest[end..].trim_start();
        }
        if part.is_empty() {
            return Err(invalid());
        }
        parts.push(part);
        match rest.strip_prefix('.') {
            Some(more) => rest = more.trim_start(),
            None if rest.is_empty() => return Ok(parts),
            None => return Err(invalid()),
        }
    }
}
