//! What changes how a pattern is read: the flags of a function, and `(?i)` or `***=` at its start.

use value::ValueError;

use super::invalid;

/// The options of a regular expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    /// `i`
    pub(crate) ignore_case: bool,
    /// `n`, `p`: `.` and `[^x]` don't match a line break.
    pub(crate) newline_stops: bool,
    /// `n`, `w`: `^` and `$` match at line breaks.
    pub(crate) newline_anchors: bool,
    /// `x`: blanks and comments don't count.
    pub(crate) expanded: bool,
    /// `q`: the pattern is plain text.
    pub(crate) literal: bool,
    /// `g`: all matches.
    pub(crate) global: bool,
}

impl Options {
    /// Reads the flags that a function is given.
    pub(crate) fn read(flags: &str) -> Result<Self, ValueError> {
        let mut options = Self::default();
        for flag in flags.chars() {
            if flag == 'g' {
                options.global = true;
            } else if !options.set(flag)? {
                let message = format!("invalid regular expression option: \"{flag}\"");
                return Err(ValueError::new("22023", message));
            }
        }
        Ok(options)
    }

    /// Takes the options off the start of a pattern.
    pub(super) fn embedded(mut self, pattern: &str) -> Result<(Self, &str), ValueError> {
        if self.literal {
            return Ok((self, pattern));
        }
        if let Some(rest) = pattern.strip_prefix("***=") {
            self.literal = true;
            return Ok((self, rest));
        }
        let pattern = pattern.strip_prefix("***:").unwrap_or(pattern);
        let Some(letters) = pattern.strip_prefix("(?") else { return Ok((self, pattern)) };
        if !letters.starts_with(|it: char| it.is_ascii_alphabetic()) {
            return Ok((self, pattern));
        }
        let Some((letters, rest)) = letters.split_once(')') else {
            return Err(invalid("invalid embedded option"));
        };
        for letter in letters.chars() {
            if !self.set(letter)? {
                return Err(invalid("invalid embedded option"));
            }
        }
        Ok((self, rest))
    }

    /// Whether the letter is an option; a later one wins.
    fn set(&mut self, letter: char) -> Result<bool, ValueError> {
        match letter {
            'i' => self.ignore_case = true,
            'c' => self.ignore_case = false,
            'm' | 'n' => (self.newline_stops, self.newline_anchors) = (true, true),
            'p' => (self.newline_stops, self.newline_anchors) = (true, false),
            'w' => (self.newline_stops, self.newline_anchors) = (false, true),
            's' => (self.newline_stops, self.newline_anchors) = (false, false),
            'x' => self.expanded = true,
            't' => self.expanded = false,
            'q' => self.literal = true,
            'e' => {}
            'b' => return Err(invalid("basic regular expressions are not supported here")),
            _ => return Ok(false),
        }
        Ok(true)
    }
}
