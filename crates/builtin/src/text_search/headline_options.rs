//! The options of `ts_headline`: `StartSel=<b>, MaxWords=35`.

use value::{Scalar, Type, Value, ValueError, read_output};

/// How a headline is chosen and marked.
pub(super) struct Options {
    pub(super) start: String,
    pub(super) stop: String,
    pub(super) delimiter: String,
    pub(super) most_words: i64,
    pub(super) least_words: i64,
    pub(super) short_word: i64,
    pub(super) fragments: i64,
    pub(super) whole: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            start: "<b>".to_owned(),
            stop: "</b>".to_owned(),
            delimiter: " ... ".to_owned(),
            most_words: 35,
            least_words: 15,
            short_word: 3,
            fragments: 0,
            whole: false,
        }
    }
}

impl Options {
    pub(super) fn read(text: &str) -> Result<Self, ValueError> {
        let mut options = Self::default();
        for (name, value) in pairs(text)? {
            options.set(&name, value)?;
        }
        options.check()?;
        Ok(options)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), ValueError> {
        match name.to_ascii_lowercase().as_str() {
            "maxwords" => self.most_words = integer(&value)?,
            "minwords" => self.least_words = integer(&value)?,
            "shortword" => self.short_word = integer(&value)?,
            "maxfragments" => self.fragments = integer(&value)?,
            "startsel" => self.start = value,
            "stopsel" => self.stop = value,
            "fragmentdelimiter" => self.delimiter = value,
            "highlightall" => {
                let word = value.to_ascii_lowercase();
                self.whole = matches!(word.as_str(), "1" | "on" | "true" | "t" | "y" | "yes");
            }
            _ => {
                let message = format!("unrecognized headline parameter: \"{name}\"");
                return Err(ValueError::new("22023", message));
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), ValueError> {
        let wrong = |message: &str| Err(ValueError::new("22023", message));
        if self.whole {
            return Ok(());
        }
        if self.least_words >= self.most_words {
            return wrong("MinWords should be less than MaxWords");
        }
        if self.least_words <= 0 {
            return wrong("MinWords should be positive");
        }
        if self.short_word < 0 {
            return wrong("ShortWord should be >= 0");
        }
        if self.fragments < 0 {
            return wrong("MaxFragments should be >= 0");
        }
        Ok(())
    }
}

fn integer(text: &str) -> Result<i64, ValueError> {
    match read_output(&Type::Scalar(Scalar::Int4), text)? {
        Value::Int(int) => Ok(int),
        _ => Err(ValueError::syntax("integer", text)),
    }
}

/// `a=b, "c" = 'd'`
fn pairs(text: &str) -> Result<Vec<(String, String)>, ValueError> {
    let invalid = || ValueError::new("42601", format!("invalid parameter list format: \"{text}\""));
    let space = |c: char| c.is_ascii_whitespace();
    let mut pairs = Vec::new();
    let mut rest = text.trim_start_matches(|c| space(c) || c == ',');
    while !rest.is_empty() {
        let (name, after) = match rest.strip_prefix('"') {
            Some(inner) => quoted(inner, '"', false).ok_or_else(invalid)?,
            None => {
                let end = rest.find(|c| space(c) || c == '=').ok_or_else(invalid)?;
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        let after = after.trim_start_matches(space).strip_prefix('=').ok_or_else(invalid)?;
        let after = after.trim_start_matches(space);
        let (value, after) = if let Some(inner) = after.strip_prefix('\'') {
            quoted(inner, '\'', true).ok_or_else(invalid)?
        } else if let Some(inner) = after.strip_prefix("E'") {
            quoted(inner, '\'', true).ok_or_else(invalid)?
        } else if let Some(inner) = after.strip_prefix('"') {
            quoted(inner, '"', false).ok_or_else(invalid)?
        } else if after.is_empty() {
            return Err(invalid());
        } else {
            let end = after.find(|c| space(c) || c == ',').unwrap_or(after.len());
            (after[..end].to_owned(), &after[end..])
        };
        pairs.push((name, value));
        rest = after.trim_start_matches(|c| space(c) || c == ',');
    }
    Ok(pairs)
}

/// Text up to the closing quote, where two stand for one, and two backslashes may too.
fn quoted(text: &str, quote: char, escapes: bool) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = text.chars();
    loop {
        let c = rest.next()?;
        let doubled = rest.as_str().starts_with(c);
        if c == quote && !doubled {
            return Some((out, rest.as_str()));
        }
        if doubled && (c == quote || (escapes && c == '\\')) {
            rest.next();
        }
        out.push(c);
    }
}
