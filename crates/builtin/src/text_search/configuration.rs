//! What a configuration makes of a token: which dictionary it is given to, and the lexeme that comes of it.

use value::ValueError;
use value::text_search::{lower, read_configuration};

use super::language::Language;
use super::token::Kind;

/// The configuration where none is named, as `initdb` chooses it for English.
pub(crate) const DEFAULT: &str = "english";

/// Two dictionaries: for words of ASCII letters, and for those of others. All else is only put in lower case.
#[derive(Clone, Copy)]
pub(crate) struct Configuration {
    ascii: Dictionary,
    other: Dictionary,
}

/// What turns a token into a lexeme.
#[derive(Clone, Copy)]
pub(crate) enum Dictionary {
    /// Lower case.
    Simple,
    /// A stem.
    Stem(&'static Language),
}

/// What came of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The token is of a kind that is not looked at.
    Ignored,
    /// A word that is left out, though it takes a position.
    Stop,
    Lexeme(String),
}

impl Configuration {
    /// The configuration of this name.
    pub(crate) fn named(name: &str) -> Result<Self, ValueError> {
        let name = read_configuration(name)?;
        let stem = |name| Language::named(name).map_or(Dictionary::Simple, Dictionary::Stem);
        // Who writes Russian or Hindi has English between it.
        let ascii = if matches!(name, "russian" | "hindi") { stem("english") } else { stem(name) };
        Ok(Self { ascii, other: stem(name) })
    }

    /// The dictionary for tokens of a kind.
    pub(crate) const fn dictionary(&self, kind: Kind) -> Option<Dictionary> {
        match kind {
            Kind::AsciiWord | Kind::HyphenatedAscii | Kind::HyphenatedAsciiPart => Some(self.ascii),
            Kind::Word | Kind::Hyphenated | Kind::HyphenatedPart => Some(self.other),
            Kind::Blank | Kind::Tag | Kind::Protocol | Kind::Entity => None,
            _ => Some(Dictionary::Simple),
        }
    }

    /// What becomes of a token.
    pub(crate) fn find(&self, kind: Kind, text: &str) -> Found {
        match self.dictionary(kind) {
            None => Found::Ignored,
            Some(dictionary) => dictionary.find(text).map_or(Found::Stop, Found::Lexeme),
        }
    }
}

impl Dictionary {
    /// The dictionary of this name.
    pub(crate) fn named(name: &str) -> Result<Self, ValueError> {
        let bare = name.strip_prefix("pg_catalog.").unwrap_or(name);
        let language = bare.strip_suffix("_stem").and_then(Language::named);
        match (bare, language) {
            ("simple", _) => Ok(Self::Simple),
            (_, Some(language)) => Ok(Self::Stem(language)),
            _ => {
                let message = format!("text search dictionary \"{name}\" does not exist");
                Err(ValueError::new("42704", message))
            }
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Simple => "simple".to_owned(),
            Self::Stem(language) => format!("{}_stem", language.name),
        }
    }

    /// The lexeme of a word; nothing if the word is left out.
    pub(crate) fn find(self, word: &str) -> Option<String> {
        match self {
            Self::Simple => Some(lower(word)),
            Self::Stem(language) => language.stem(lower(word)),
        }
    }
}
