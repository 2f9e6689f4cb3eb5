//! How one database spells names, literals and placeholders.

/// How one database spells names, literals and placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands around an identifier, doubled inside of it.
    pub identifier_quote: char,
    /// What stands where a value is bound.
    pub placeholder: Placeholder,
    /// A backslash in a string literal escapes what follows, so it is doubled.
    pub backslash_escapes: bool,
}

/// What stands where a value is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The sign and a number from 1 (`?1`, `$1`); a value that is used twice is bound once.
    Numbered(char),
    /// The sign alone; every use is bound by itself.
    Positional(char),
}
