//! The states of the parser and what each does with a character: PostgreSQL's default parser as a table. A state's
//! rules are tried in order, and the first whose test passes is followed. It is longer than other files because it
//! is one table.

use super::token::Kind;

/// What a rule asks of the next character, or of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Any,
    /// The end of the text.
    End,
    Is(u8),
    AsciiLetter,
    Letter,
    Digit,
    LetterOrDigit,
    NotLetterOrDigit,
    HexDigit,
    Mark,
    Space,
    UrlCharacter,
    /// Inside of a script or a style sheet.
    Ignoring,
    /// The host of a URL that was found already is looked for; this ends it.
    HostOnly,
    /// A host begins here; it is passed.
    Host,
    /// The path of a URL begins here; it is passed.
    UrlPath,
}

/// What following a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Goes on behind the character.
    Next,
    /// Goes on, but comes back to the next rule if that leads to nothing.
    Try,
    /// It led to nothing.
    Back,
    /// Goes on, and doesn't come back to where it was last tried.
    Keep,
    /// Goes on, in the state that it would have come back to.
    Merge,
    /// Looks at the same character again.
    Again,
    /// A token ends before the character.
    Found(Kind),
    /// The same, and it doesn't come back to where it was last tried.
    FoundKeep(Kind),
    /// The same, and it doesn't come back at all.
    FoundSure(Kind),
}

/// What else a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    None,
    /// The token begins where it began.
    Restart,
    /// The parts of the token follow it.
    Parts,
    /// The host of the URL follows it.
    Host,
    /// A script or a style sheet begins or ends.
    Tags,
}

/// A rule of a state; without a new state it stays in the one it is in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) test: Test,
    pub(super) action: Action,
    pub(super) to: Option<State>,
    pub(super) special: Special,
}

const fn rule(test: Test, action: Action, to: State) -> Rule {
    Rule { test, action, to: Some(to), special: Special::None }
}

/// Goes on in the same state.
const fn stay(test: Test) -> Rule {
    Rule { test, action: Action::Next, to: None, special: Special::None }
}

const fn back(test: Test) -> Rule {
    Rule { test, action: Action::Back, to: None, special: Special::None }
}

impl Rule {
    const fn with(mut self, special: Special) -> Self {
        self.special = special;
        self
    }
}

/// Where the parser is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum State {
    NumWord,
    AsciiWord,
    Word,
    UnsignedInt,
    Sign,
    SignedInt,
    Blank,
    UnsignedPoint,
    UnsignedDecimal,
    SignedPoint,
    SignedDecimal,
    SignedVersion,
    SignOfVersion,
    VersionPoint,
    Version,
    Exponent,
    ExponentSign,
    ExponentDigits,
    Ampersand,
    EntityName,
    EntityHash,
    EntityDigits,
    EntityX,
    EntityHex,
    EntityEnd,
    TagStart,
    Declaration,
    ClosingTag,
    TagName,
    TagSlash,
    Tag,
    TagQuote,
    TagDoubleQuote,
    TagBackslash,
    TagEnd,
    CommentBang,
    CommentDash,
    Comment,
    CommentClosing,
    CommentClosed,
    CommentEnd,
    HostPoint,
    HostLetter,
    HostDomain,
    HostColon,
    HostPort,
    HostJoint,
    HostPart,
    AtSign,
    FileSlash,
    FileHome,
    PathPoint,
    FirstPoint,
    SecondPoint,
    File,
    FilePoint,
    UrlPathStart,
    UrlPathAfterHost,
    UrlPath,
    UrlSlash,
    ProtocolColon,
    ProtocolSlash,
    ProtocolEnd,
    AsciiHyphen,
    AsciiHyphenated,
    WordHyphen,
    WordHyphenated,
    NumHyphen,
    NumHyphenated,
    HyphenDigits,
    Parts,
    PartHyphen,
    WordPart,
    AsciiPart,
    NumPart,
    PartDigits,
    Base,
}

use Action::{Again, Found, FoundKeep, FoundSure, Keep, Merge, Next, Try};
use State as S;
use Test::{
    Any, AsciiLetter, Digit, End, HexDigit, Host, HostOnly, Ignoring, Is, Letter, LetterOrDigit,
    Mark, NotLetterOrDigit, Space, UrlCharacter, UrlPath,
};

/// The rules of a state.
pub(super) fn rules(state: State) -> &'static [Rule] {
    RULES.get(state as usize).map_or(&[], |(_, rules)| rules)
}

/// The states in the order of their declaration, each with its rules.
#[rustfmt::skip]
pub(super) const RULES: &[(State, &[Rule])] = &[
    (S::NumWord, &[
        rule(End, Found(Kind::NumWord), S::Base),
        rule(LetterOrDigit, Next, S::NumWord),
        rule(Mark, Next, S::NumWord),
        rule(Is(b'@'), Try, S::AtSign),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Is(b'.'), Try, S::FilePoint),
        rule(Is(b'-'), Try, S::NumHyphen),
        rule(Any, Found(Kind::NumWord), S::Base),
    ]),
    (S::AsciiWord, &[
        rule(End, Found(Kind::AsciiWord), S::Base),
        stay(AsciiLetter),
        rule(Is(b'.'), Try, S::HostPoint),
        rule(Is(b'.'), Try, S::FilePoint),
        rule(Is(b'-'), Try, S::HostJoint),
        rule(Is(b'-'), Try, S::AsciiHyphen),
        rule(Is(b'_'), Try, S::HostJoint),
        rule(Is(b'@'), Try, S::AtSign),
        rule(Is(b':'), Try, S::ProtocolColon),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Digit, Try, S::HostPart),
        rule(Digit, Next, S::NumWord),
        rule(Letter, Next, S::Word),
        rule(Mark, Next, S::Word),
        rule(Any, Found(Kind::AsciiWord), S::Base),
    ]),
    (S::Word, &[
        rule(End, Found(Kind::Word), S::Base),
        stay(Letter),
        stay(Mark),
        rule(Digit, Next, S::NumWord),
        rule(Is(b'-'), Try, S::WordHyphen),
        rule(Any, Found(Kind::Word), S::Base),
    ]),
    (S::UnsignedInt, &[
        rule(End, Found(Kind::UnsignedInt), S::Base),
        stay(Digit),
        rule(Is(b'.'), Try, S::HostPoint),
        rule(Is(b'.'), Try, S::UnsignedPoint),
        rule(Is(b'e'), Try, S::Exponent),
        rule(Is(b'E'), Try, S::Exponent),
        rule(Is(b'-'), Try, S::HostJoint),
        rule(Is(b'_'), Try, S::HostJoint),
        rule(Is(b'@'), Try, S::AtSign),
        rule(AsciiLetter, Try, S::HostPart),
        rule(Letter, Next, S::NumWord),
        rule(Mark, Next, S::NumWord),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Any, Found(Kind::UnsignedInt), S::Base),
    ]),
    (S::Sign, &[
        back(End),
        rule(Digit, Keep, S::SignedInt),
        back(Any),
    ]),
    (S::SignedInt, &[
        rule(End, Found(Kind::SignedInt), S::Base),
        stay(Digit),
        rule(Is(b'.'), Try, S::SignedPoint),
        rule(Is(b'e'), Try, S::Exponent),
        rule(Is(b'E'), Try, S::Exponent),
        rule(Any, Found(Kind::SignedInt), S::Base),
    ]),
    (S::Blank, &[
        rule(End, Found(Kind::Blank), S::Base),
        rule(Is(b'<'), Found(Kind::Blank), S::Base),
        stay(Ignoring),
        rule(Is(b'-'), Found(Kind::Blank), S::Base),
        rule(Is(b'+'), Found(Kind::Blank), S::Base),
        rule(Is(b'&'), Found(Kind::Blank), S::Base),
        rule(Is(b'/'), Found(Kind::Blank), S::Base),
        rule(NotLetterOrDigit, Next, S::Blank),
        rule(Any, Found(Kind::Blank), S::Base),
    ]),
    (S::UnsignedPoint, &[
        back(End),
        rule(Digit, Keep, S::UnsignedDecimal),
        back(Any),
    ]),
    (S::UnsignedDecimal, &[
        rule(End, Found(Kind::Decimal), S::Base),
        rule(Digit, Next, S::UnsignedDecimal),
        rule(Is(b'.'), Try, S::VersionPoint),
        rule(Is(b'e'), Try, S::Exponent),
        rule(Is(b'E'), Try, S::Exponent),
        rule(Any, Found(Kind::Decimal), S::Base),
    ]),
    (S::SignedPoint, &[
        back(End),
        rule(Digit, Keep, S::SignedDecimal),
        back(Any),
    ]),
    (S::SignedDecimal, &[
        rule(End, Found(Kind::Decimal), S::Base),
        rule(Digit, Next, S::SignedDecimal),
        rule(Is(b'.'), Try, S::SignedVersion),
        rule(Is(b'e'), Try, S::Exponent),
        rule(Is(b'E'), Try, S::Exponent),
        rule(Any, Found(Kind::Decimal), S::Base),
    ]),
    (S::SignedVersion, &[
        back(End),
        rule(Digit, Again, S::SignOfVersion).with(Special::Restart),
        back(Any),
    ]),
    (S::SignOfVersion, &[
        back(End),
        rule(Digit, FoundSure(Kind::Blank), S::UnsignedInt),
        stay(Any),
    ]),
    (S::VersionPoint, &[
        back(End),
        rule(Digit, Keep, S::Version),
        back(Any),
    ]),
    (S::Version, &[
        rule(End, Found(Kind::Version), S::Base),
        rule(Digit, Next, S::Version),
        rule(Is(b'.'), Try, S::VersionPoint),
        rule(Any, Found(Kind::Version), S::Base),
    ]),
    (S::Exponent, &[
        back(End),
        rule(Digit, Keep, S::ExponentDigits),
        rule(Is(b'+'), Next, S::ExponentSign),
        rule(Is(b'-'), Next, S::ExponentSign),
        back(Any),
    ]),
    (S::ExponentSign, &[
        back(End),
        rule(Digit, Keep, S::ExponentDigits),
        back(Any),
    ]),
    (S::ExponentDigits, &[
        rule(End, Found(Kind::Scientific), S::Base),
        rule(Digit, Next, S::ExponentDigits),
        rule(Any, Found(Kind::Scientific), S::Base),
    ]),
    (S::Ampersand, &[
        back(End),
        rule(Is(b'#'), Next, S::EntityHash),
        rule(AsciiLetter, Next, S::EntityName),
        rule(Is(b':'), Next, S::EntityName),
        rule(Is(b'_'), Next, S::EntityName),
        back(Any),
    ]),
    (S::EntityName, &[
        back(End),
        rule(LetterOrDigit, Next, S::EntityName),
        rule(Is(b':'), Next, S::EntityName),
        rule(Is(b'_'), Next, S::EntityName),
        rule(Is(b'.'), Next, S::EntityName),
        rule(Is(b'-'), Next, S::EntityName),
        rule(Is(b';'), Next, S::EntityEnd),
        back(Any),
    ]),
    (S::EntityHash, &[
        back(End),
        rule(Is(b'x'), Next, S::EntityX),
        rule(Is(b'X'), Next, S::EntityX),
        rule(Digit, Next, S::EntityDigits),
        back(Any),
    ]),
    (S::EntityDigits, &[
        back(End),
        rule(Digit, Next, S::EntityDigits),
        rule(Is(b';'), Next, S::EntityEnd),
        back(Any),
    ]),
    (S::EntityX, &[
        back(End),
        rule(HexDigit, Next, S::EntityHex),
        back(Any),
    ]),
    (S::EntityHex, &[
        back(End),
        rule(HexDigit, Next, S::EntityHex),
        rule(Is(b';'), Next, S::EntityEnd),
        back(Any),
    ]),
    (S::EntityEnd, &[
        rule(Any, FoundKeep(Kind::Entity), S::Base),
    ]),
    (S::TagStart, &[
        back(End),
        rule(Is(b'/'), Try, S::ClosingTag),
        rule(Is(b'!'), Try, S::CommentBang),
        rule(Is(b'?'), Try, S::Declaration),
        rule(AsciiLetter, Try, S::TagName),
        rule(Is(b':'), Try, S::TagName),
        rule(Is(b'_'), Try, S::TagName),
        back(Any),
    ]),
    (S::Declaration, &[
        back(End),
        rule(Is(b'x'), Next, S::Tag),
        back(Any),
    ]),
    (S::ClosingTag, &[
        back(End),
        rule(AsciiLetter, Next, S::TagName),
        back(Any),
    ]),
    (S::TagName, &[
        back(End),
        rule(Is(b'/'), Next, S::TagSlash),
        rule(Is(b'>'), Next, S::TagEnd).with(Special::Tags),
        rule(Space, Next, S::Tag).with(Special::Tags),
        stay(LetterOrDigit),
        stay(Is(b':')),
        stay(Is(b'_')),
        stay(Is(b'.')),
        stay(Is(b'-')),
        back(Any),
    ]),
    (S::TagSlash, &[
        back(End),
        rule(Is(b'>'), Next, S::TagEnd),
        back(Any),
    ]),
    (S::Tag, &[
        back(End),
        rule(Is(b'>'), Next, S::TagEnd).with(Special::Tags),
        rule(Is(b'\''), Next, S::TagQuote),
        rule(Is(b'"'), Next, S::TagDoubleQuote),
        stay(AsciiLetter),
        stay(Digit),
        stay(Is(b'=')),
        stay(Is(b'-')),
        stay(Is(b'_')),
        stay(Is(b'#')),
        stay(Is(b'/')),
        stay(Is(b':')),
        stay(Is(b'.')),
        stay(Is(b'&')),
        stay(Is(b'?')),
        stay(Is(b'%')),
        stay(Is(b'~')),
        stay(Space).with(Special::Tags),
        back(Any),
    ]),
    (S::TagQuote, &[
        back(End),
        rule(Is(b'\\'), Try, S::TagBackslash),
        rule(Is(b'\''), Next, S::Tag),
        rule(Any, Next, S::TagQuote),
    ]),
    (S::TagDoubleQuote, &[
        back(End),
        rule(Is(b'\\'), Try, S::TagBackslash),
        rule(Is(b'"'), Next, S::Tag),
        rule(Any, Next, S::TagDoubleQuote),
    ]),
    (S::TagBackslash, &[
        back(End),
        Rule { test: Any, action: Merge, to: None, special: Special::None },
    ]),
    (S::TagEnd, &[
        rule(Any, FoundSure(Kind::Tag), S::Base),
    ]),
    (S::CommentBang, &[
        back(End),
        rule(Is(b'-'), Next, S::CommentDash),
        rule(Is(b'D'), Next, S::Tag),
        rule(Is(b'd'), Next, S::Tag),
        back(Any),
    ]),
    (S::CommentDash, &[
        back(End),
        rule(Is(b'-'), Next, S::Comment),
        back(Any),
    ]),
    (S::Comment, &[
        back(End),
        rule(Is(b'-'), Next, S::CommentClosing),
        stay(Any),
    ]),
    (S::CommentClosing, &[
        back(End),
        rule(Is(b'-'), Next, S::CommentClosed),
        rule(Any, Next, S::Comment),
    ]),
    (S::CommentClosed, &[
        back(End),
        stay(Is(b'-')),
        rule(Is(b'>'), Next, S::CommentEnd),
        rule(Any, Next, S::Comment),
    ]),
    (S::CommentEnd, &[
        rule(Any, FoundSure(Kind::Tag), S::Base),
    ]),
    (S::HostPoint, &[
        back(End),
        rule(AsciiLetter, Next, S::HostLetter),
        rule(Digit, Next, S::HostPart),
        back(Any),
    ]),
    (S::HostLetter, &[
        back(End),
        rule(AsciiLetter, Next, S::HostDomain),
        rule(Digit, Try, S::HostPart),
        rule(Is(b'-'), Try, S::HostJoint),
        rule(Is(b'_'), Try, S::HostJoint),
        rule(Is(b'.'), Try, S::HostPoint),
        rule(Is(b'@'), Try, S::AtSign),
        back(Any),
    ]),
    (S::HostDomain, &[
        rule(End, FoundSure(Kind::Host), S::Base),
        rule(AsciiLetter, Next, S::HostDomain),
        rule(Digit, Try, S::HostPart),
        rule(Is(b':'), Try, S::HostColon),
        rule(Is(b'-'), Try, S::HostJoint),
        rule(Is(b'_'), Try, S::HostJoint),
        rule(Is(b'.'), Try, S::HostPoint),
        rule(Is(b'@'), Try, S::AtSign),
        back(Digit),
        rule(HostOnly, FoundSure(Kind::Host), S::UrlPathAfterHost),
        rule(Is(b'/'), Try, S::UrlSlash),
        rule(Any, FoundSure(Kind::Host), S::Base),
    ]),
    (S::HostColon, &[
        back(End),
        rule(Digit, Next, S::HostPort),
        back(Any),
    ]),
    (S::HostPort, &[
        rule(End, FoundSure(Kind::Host), S::Base),
        rule(Digit, Next, S::HostPort),
        rule(HostOnly, FoundSure(Kind::Host), S::UrlPathAfterHost),
        rule(Is(b'/'), Try, S::UrlSlash),
        rule(Any, FoundSure(Kind::Host), S::Base),
    ]),
    (S::HostJoint, &[
        back(End),
        rule(Digit, Next, S::HostPart),
        rule(AsciiLetter, Next, S::HostPart),
        back(Any),
    ]),
    (S::HostPart, &[
        back(End),
        rule(Digit, Next, S::HostPart),
        rule(AsciiLetter, Next, S::HostPart),
        rule(Is(b'@'), Try, S::AtSign),
        rule(Is(b'.'), Try, S::HostPoint),
        rule(Is(b'-'), Try, S::HostJoint),
        rule(Is(b'_'), Try, S::HostJoint),
        back(Any),
    ]),
    (S::AtSign, &[
        back(HostOnly),
        rule(Host, FoundSure(Kind::Email), S::Base),
        back(Any),
    ]),
    (S::FileSlash, &[
        back(End),
        rule(AsciiLetter, Next, S::File),
        rule(Digit, Next, S::File),
        rule(Is(b'.'), Next, S::PathPoint),
        rule(Is(b'_'), Next, S::File),
        rule(Is(b'~'), Try, S::FileHome),
        back(Any),
    ]),
    (S::FileHome, &[
        back(End),
        rule(AsciiLetter, Next, S::File),
        rule(Digit, Next, S::File),
        rule(Is(b'_'), Next, S::File),
        rule(Is(b'/'), Next, S::FileSlash),
        back(Any),
    ]),
    (S::PathPoint, &[
        back(End),
        rule(AsciiLetter, Next, S::File),
        rule(Digit, Next, S::File),
        rule(Is(b'_'), Next, S::File),
        rule(Is(b'.'), Next, S::SecondPoint),
        rule(Is(b'/'), Next, S::FileSlash),
        back(Any),
    ]),
    (S::FirstPoint, &[
        back(End),
        rule(Is(b'.'), Next, S::SecondPoint),
        rule(Is(b'/'), Next, S::FileSlash),
        back(Any),
    ]),
    (S::SecondPoint, &[
        rule(End, FoundKeep(Kind::File), S::Base),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Is(b'/'), FoundKeep(Kind::File), S::Base),
        rule(Space, FoundKeep(Kind::File), S::Base),
        back(Any),
    ]),
    (S::File, &[
        rule(End, Found(Kind::File), S::Base),
        rule(AsciiLetter, Next, S::File),
        rule(Digit, Next, S::File),
        rule(Is(b'.'), Try, S::FilePoint),
        rule(Is(b'_'), Next, S::File),
        rule(Is(b'-'), Next, S::File),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Any, Found(Kind::File), S::Base),
    ]),
    (S::FilePoint, &[
        back(End),
        rule(AsciiLetter, Keep, S::File),
        rule(Digit, Keep, S::File),
        rule(Is(b'_'), Keep, S::File),
        back(Any),
    ]),
    (S::UrlPathStart, &[
        back(End),
        rule(UrlCharacter, Next, S::UrlPath),
        back(Any),
    ]),
    (S::UrlPathAfterHost, &[
        rule(Any, Next, S::UrlPath),
    ]),
    (S::UrlPath, &[
        rule(End, Found(Kind::UrlPath), S::Base),
        rule(UrlCharacter, Next, S::UrlPath),
        rule(Any, Found(Kind::UrlPath), S::Base),
    ]),
    (S::UrlSlash, &[
        back(End),
        rule(UrlPath, FoundSure(Kind::Url), S::Base).with(Special::Host),
        back(Any),
    ]),
    (S::ProtocolColon, &[
        back(End),
        rule(Is(b'/'), Next, S::ProtocolSlash),
        back(Any),
    ]),
    (S::ProtocolSlash, &[
        back(End),
        rule(Is(b'/'), Next, S::ProtocolEnd),
        back(Any),
    ]),
    (S::ProtocolEnd, &[
        rule(Any, FoundSure(Kind::Protocol), S::Base),
    ]),
    (S::AsciiHyphen, &[
        back(End),
        rule(AsciiLetter, Next, S::AsciiHyphenated),
        rule(Letter, Next, S::WordHyphenated),
        rule(Digit, Next, S::HyphenDigits),
        back(Any),
    ]),
    (S::AsciiHyphenated, &[
        rule(End, FoundSure(Kind::HyphenatedAscii), S::Parts).with(Special::Parts),
        rule(AsciiLetter, Next, S::AsciiHyphenated),
        rule(Letter, Next, S::WordHyphenated),
        rule(Mark, Next, S::WordHyphenated),
        rule(Digit, Next, S::NumHyphenated),
        rule(Is(b'-'), Try, S::AsciiHyphen),
        rule(Any, FoundSure(Kind::HyphenatedAscii), S::Parts).with(Special::Parts),
    ]),
    (S::WordHyphen, &[
        back(End),
        rule(Letter, Next, S::WordHyphenated),
        rule(Digit, Next, S::HyphenDigits),
        back(Any),
    ]),
    (S::WordHyphenated, &[
        rule(End, FoundSure(Kind::Hyphenated), S::Parts).with(Special::Parts),
        rule(Letter, Next, S::WordHyphenated),
        rule(Mark, Next, S::WordHyphenated),
        rule(Digit, Next, S::NumHyphenated),
        rule(Is(b'-'), Try, S::WordHyphen),
        rule(Any, FoundSure(Kind::Hyphenated), S::Parts).with(Special::Parts),
    ]),
    (S::NumHyphen, &[
        back(End),
        rule(Letter, Next, S::NumHyphenated),
        rule(Digit, Next, S::HyphenDigits),
        back(Any),
    ]),
    (S::NumHyphenated, &[
        rule(End, FoundSure(Kind::HyphenatedNum), S::Parts).with(Special::Parts),
        rule(LetterOrDigit, Next, S::NumHyphenated),
        rule(Mark, Next, S::NumHyphenated),
        rule(Is(b'-'), Try, S::NumHyphen),
        rule(Any, FoundSure(Kind::HyphenatedNum), S::Parts).with(Special::Parts),
    ]),
    (S::HyphenDigits, &[
        back(End),
        rule(Digit, Next, S::HyphenDigits),
        rule(Letter, Next, S::NumHyphenated),
        rule(Mark, Next, S::NumHyphenated),
        back(Any),
    ]),
    (S::Parts, &[
        rule(End, Again, S::Base),
        rule(AsciiLetter, Next, S::AsciiPart),
        rule(Letter, Next, S::WordPart),
        rule(Digit, Try, S::PartDigits),
        rule(Is(b'-'), Try, S::PartHyphen),
        rule(Any, Again, S::Base),
    ]),
    (S::PartHyphen, &[
        back(End),
        rule(LetterOrDigit, FoundKeep(Kind::Blank), S::Parts),
        rule(Mark, FoundKeep(Kind::Blank), S::Parts),
        back(Any),
    ]),
    (S::WordPart, &[
        rule(End, Found(Kind::HyphenatedPart), S::Base),
        rule(Letter, Next, S::WordPart),
        rule(Mark, Next, S::WordPart),
        rule(Digit, Next, S::NumPart),
        rule(Any, Found(Kind::HyphenatedPart), S::Parts),
    ]),
    (S::AsciiPart, &[
        rule(End, Found(Kind::HyphenatedAsciiPart), S::Base),
        rule(AsciiLetter, Next, S::AsciiPart),
        rule(Letter, Next, S::WordPart),
        rule(Mark, Next, S::WordPart),
        rule(Digit, Next, S::NumPart),
        rule(Any, Found(Kind::HyphenatedAsciiPart), S::Parts),
    ]),
    (S::NumPart, &[
        rule(End, Found(Kind::HyphenatedNumPart), S::Base),
        rule(LetterOrDigit, Next, S::NumPart),
        rule(Mark, Next, S::NumPart),
        rule(Any, Found(Kind::HyphenatedNumPart), S::Parts),
    ]),
    (S::PartDigits, &[
        back(End),
        stay(Digit),
        rule(Letter, Keep, S::NumPart),
        rule(Mark, Keep, S::NumPart),
        back(Any),
    ]),
    (S::Base, &[
        stay(End),
        rule(Is(b'<'), Try, S::TagStart),
        rule(Ignoring, Next, S::Blank),
        rule(AsciiLetter, Next, S::AsciiWord),
        rule(Letter, Next, S::Word),
        rule(Digit, Next, S::UnsignedInt),
        rule(Is(b'-'), Try, S::Sign),
        rule(Is(b'+'), Try, S::Sign),
        rule(Is(b'&'), Try, S::Ampersand),
        rule(Is(b'~'), Try, S::FileHome),
        rule(Is(b'/'), Try, S::FileSlash),
        rule(Is(b'.'), Try, S::FirstPoint),
        rule(Any, Next, S::Blank),
    ]),
];
