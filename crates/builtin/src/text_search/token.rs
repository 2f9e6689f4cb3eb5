//! The kinds of tokens that PostgreSQL's default parser tells apart, with its numbers, names and descriptions.

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    AsciiWord = 1,
    Word,
    NumWord,
    Email,
    Url,
    Host,
    Scientific,
    Version,
    HyphenatedNumPart,
    HyphenatedPart,
    HyphenatedAsciiPart,
    Blank,
    Tag,
    Protocol,
    HyphenatedNum,
    HyphenatedAscii,
    Hyphenated,
    UrlPath,
    File,
    Decimal,
    SignedInt,
    UnsignedInt,
    Entity,
}

/// Every kind with its name and description, in the order of their numbers.
pub(crate) const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::AsciiWord, "asciiword", "Word, all ASCII"),
    (Kind::Word, "word", "Word, all letters"),
    (Kind::NumWord, "numword", "Word, letters and digits"),
    (Kind::Email, "email", "Email address"),
    (Kind::Url, "url", "URL"),
    (Kind::Host, "host", "Host"),
    (Kind::Scientific, "sfloat", "Scientific notation"),
    (Kind::Version, "version", "Version number"),
    (Kind::HyphenatedNumPart, "hword_numpart", "Hyphenated word part, letters and digits"),
    (Kind::HyphenatedPart, "hword_part", "Hyphenated word part, all letters"),
    (Kind::HyphenatedAsciiPart, "hword_asciipart", "Hyphenated word part, all ASCII"),
    (Kind::Blank, "blank", "Space symbols"),
    (Kind::Tag, "tag", "XML tag"),
    (Kind::Protocol, "protocol", "Protocol head"),
    (Kind::HyphenatedNum, "numhword", "Hyphenated word, letters and digits"),
    (Kind::HyphenatedAscii, "asciihword", "Hyphenated word, all ASCII"),
    (Kind::Hyphenated, "hword", "Hyphenated word, all letters"),
    (Kind::UrlPath, "url_path", "URL path"),
    (Kind::File, "file", "File or path name"),
    (Kind::Decimal, "float", "Decimal notation"),
    (Kind::SignedInt, "int", "Signed integer"),
    (Kind::UnsignedInt, "uint", "Unsigned integer"),
    (Kind::Entity, "entity", "XML entity"),
];

impl Kind {
    /// Its name and description.
    pub(crate) fn described(self) -> (&'static str, &'static str) {
        let found = KINDS.iter().find(|(kind, _, _)| *kind == self);
        found.map_or(("", ""), |(_, name, description)| (name, description))
    }
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
}
