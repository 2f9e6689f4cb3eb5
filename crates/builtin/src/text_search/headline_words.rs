//! The words of a document as a headline sees them, and the stretches of it in which the query holds.

use value::ValueError;
use value::text_search::{Item, LONGEST_LEXEME, Operand, POSITIONS, Query};

use super::configuration::{Configuration, Found};
use super::execute::{Match, Source, holds};
use super::parser::Parser;
use super::token::{Kind, Token};

/// A token, and what the headline does with it.
#[derive(Clone)]
pub(super) struct Word<'a> {
    pub(super) token: Token<'a>,
    position: u32,
    /// The item of the query that means it.
    item: Option<usize>,
    /// The same token once more, for another item.
    pub(super) repeated: bool,
    pub(super) within: bool,
    pub(super) selected: bool,
    pub(super) skipped: bool,
    pub(super) blanked: bool,
}

impl Word<'_> {
    /// Whether it is asked for.
    pub(super) const fn is_interesting(&self) -> bool {
        self.item.is_some() && !self.repeated
    }

    pub(super) const fn is_asked_for(&self) -> bool {
        self.item.is_some()
    }

    /// Whether it doesn't count as a word.
    pub(super) const fn is_no_word(&self) -> bool {
        matches!(self.token.kind, Kind::Blank | Kind::Tag) || self.is_compound()
    }

    /// A token whose parts follow it.
    pub(super) const fn is_compound(&self) -> bool {
        matches!(
            self.token.kind,
            Kind::Url | Kind::HyphenatedNum | Kind::HyphenatedAscii | Kind::Hyphenated
        )
    }

    /// Whether a headline shouldn't end with it.
    pub(super) fn ends_badly(&self, short: i64) -> bool {
        let number = matches!(
            self.token.kind,
            Kind::Scientific | Kind::Version | Kind::Decimal | Kind::SignedInt | Kind::UnsignedInt
        );
        let mark = matches!(self.token.kind, Kind::Protocol | Kind::Entity);
        let is_short = self.token.text.len() as i64 <= short;
        (self.is_no_word() || number || mark || is_short) && !self.is_interesting()
    }
}

/// The words of a document, and which of them the query asks for.
pub(super) fn words<'a>(
    configuration: Configuration,
    document: &'a str,
    query: &Query,
) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    let mut position = 0;
    for token in Parser::new(document).filter(|token| token.text.len() < LONGEST_LEXEME) {
        let found = configuration.find(token.kind, token.text);
        position += u32::from(found != Found::Ignored);
        let word = Word {
            token,
            position: position.min(POSITIONS - 1),
            item: None,
            repeated: false,
            within: false,
            selected: false,
            skipped: false,
            blanked: false,
        };
        let Found::Lexeme(lexeme) = found else {
            words.push(word);
            continue;
        };
        let mut meant = meaning(query, &lexeme);
        words.push(Word { item: meant.next(), ..word.clone() });
        words.extend(meant.map(|item| Word { item: Some(item), repeated: true, ..word.clone() }));
    }
    words
}

/// The items of a query that mean a lexeme.
fn meaning<'a>(query: &'a Query, lexeme: &'a str) -> impl Iterator<Item = usize> + 'a {
    // From the root on, as PostgreSQL goes through them.
    query.items().iter().enumerate().rev().filter_map(move |(index, item)| match item {
        Item::Operand(operand) if operand.prefix => {
            lexeme.starts_with(&operand.lexeme).then_some(index)
        }
        Item::Operand(operand) => (operand.lexeme == lexeme).then_some(index),
        Item::Operator { .. } => None,
    })
}

/// Where the items of a query stand in a stretch.
struct Stretch {
    at: Vec<Vec<u32>>,
}

impl Source for Stretch {
    fn has(&self, index: usize, _: &Operand) -> bool {
        self.at.get(index).is_some_and(|at| !at.is_empty())
    }

    fn find(&self, index: usize, operand: &Operand) -> (Match, Vec<u32>) {
        let at = self.at.get(index).cloned().unwrap_or_default();
        (if self.has(index, operand) { Match::Yes } else { Match::No }, at)
    }
}

/// How much looking one headline is worth: a fraction of a second. PostgreSQL would look on until it is told to stop.
pub(super) struct Patience(u64);

impl Patience {
    /// For a whole headline.
    pub(super) const fn new() -> Self {
        Self(10_000_000)
    }

    fn spend(&mut self, work: usize) -> Result<(), ValueError> {
        match self.0.checked_sub(work as u64) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => Err(ValueError::new("54000", "text search headline needs too much work")
                .hint("Ask for fewer words, or show a shorter text.")),
        }
    }
}

/// The first shortest stretch from there on in which the query holds, of fewer words than `most`.
pub(super) fn cover(
    words: &[Word<'_>],
    query: &Query,
    start: usize,
    most: i64,
    patience: &mut Patience,
) -> Result<Option<(usize, usize)>, ValueError> {
    if query.is_empty() {
        return Ok(None);
    }
    let asked_from = |from: usize| {
        let rest = words.iter().enumerate().skip(from);
        rest.filter(|(_, word)| word.is_asked_for())
    };
    for (first, _) in asked_from(start) {
        let mut stretch = Stretch { at: vec![Vec::new(); query.items().len()] };
        let mut places = 0;
        for (last, word) in asked_from(first) {
            if last > first && (last - first) as i64 >= most {
                break;
            }
            let at = word.item.and_then(|item| stretch.at.get_mut(item));
            if let Some(at) = at.filter(|at| at.last() < Some(&word.position)) {
                at.push(word.position);
                places += 1;
            }
            patience.spend(query.items().len() + places)?;
            if holds(query, &stretch) {
                return Ok(Some((first, last)));
            }
        }
    }
    Ok(None)
}
