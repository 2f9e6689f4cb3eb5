//! The languages whose words PostgreSQL can stem: their algorithms and the words that are left out.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm as Older, Stemmer};
use waken_snowball::Algorithm as Newer;

use super::french;

/// Which stemmer is used. Snowball's algorithms change from version to version; each language has the one that
/// stems as PostgreSQL 15 and 16 do.
#[derive(Clone, Copy)]
enum Algorithm {
    Older(Older),
    Newer(Newer),
    French,
}

/// A dictionary of Snowball's.
pub(crate) struct Language {
    pub(crate) name: &'static str,
    algorithm: Algorithm,
    stops: LazyLock<HashSet<&'static str>>,
}

/// Longer texts are no words of any language.
const LONGEST_WORD: usize = 1000;

macro_rules! stops {
    ($name:literal) => {
        LazyLock::new(|| {
            include_str!(concat!("stop_words/", $name, ".txt")).split_whitespace().collect()
        })
    };
}

const fn language(
    name: &'static str,
    algorithm: Algorithm,
    stops: LazyLock<HashSet<&'static str>>,
) -> Language {
    Language { name, algorithm, stops }
}

const NONE: fn() -> HashSet<&'static str> = HashSet::new;

use Algorithm::{Newer as N, Older as O};

#[rustfmt::skip]
static LANGUAGES: [Language; 28] = [
    language("english", O(Older::English), stops!("english")),
    language("arabic", N(Newer::Arabic), LazyLock::new(NONE)),
    language("armenian", N(Newer::Armenian), LazyLock::new(NONE)),
    language("basque", N(Newer::Basque), LazyLock::new(NONE)),
    language("catalan", N(Newer::Catalan), LazyLock::new(NONE)),
    language("danish", N(Newer::Danish), stops!("danish")),
    language("dutch", O(Older::Dutch), stops!("dutch")),
    language("finnish", N(Newer::Finnish), stops!("finnish")),
    language("french", Algorithm::French, stops!("french")),
    language("german", O(Older::German), stops!("german")),
    language("greek", O(Older::Greek), LazyLock::new(NONE)),
    language("hindi", N(Newer::Hindi), LazyLock::new(NONE)),
    language("hungarian", O(Older::Hungarian), stops!("hungarian")),
    language("indonesian", N(Newer::Indonesian), LazyLock::new(NONE)),
    language("irish", N(Newer::Irish), LazyLock::new(NONE)),
    language("italian", O(Older::Italian), stops!("italian")),
    language("lithuanian", N(Newer::Lithuanian), LazyLock::new(NONE)),
    language("nepali", N(Newer::Nepali), stops!("nepali")),
    language("norwegian", O(Older::Norwegian), stops!("norwegian")),
    language("portuguese", O(Older::Portuguese), stops!("portuguese")),
    language("romanian", O(Older::Romanian), LazyLock::new(NONE)),
    language("russian", N(Newer::Russian), stops!("russian")),
    language("serbian", N(Newer::Serbian), LazyLock::new(NONE)),
    language("spanish", O(Older::Spanish), stops!("spanish")),
    language("swedish", O(Older::Swedish), stops!("swedish")),
    language("tamil", N(Newer::Tamil), LazyLock::new(NONE)),
    language("turkish", O(Older::Turkish), stops!("turkish")),
    language("yiddish", N(Newer::Yiddish), LazyLock::new(NONE)),
];

impl Language {
    /// The language of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.name == name)
    }

    /// The stem of a word in lower case; nothing if the word is left out.
    pub(crate) fn stem(&self, word: String) -> Option<String> {
        if word.len() > LONGEST_WORD {
            return Some(word);
        }
        if word.is_empty() || self.stops.contains(word.as_str()) {
            return None;
        }
        let stem = match self.algorithm {
            Algorithm::Older(of) => Stemmer::create(of).stem(&word).into_owned(),
            Algorithm::Newer(of) => of.stemmer().stem(&word).into_owned(),
            Algorithm::French => french::stem(&word),
        };
        // A stemmer that leaves nothing is not listened to.
        Some(if stem.is_empty() { word } else { stem })
    }
}
