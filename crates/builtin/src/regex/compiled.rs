//! A pattern made ready to match, and a small memory of those used last.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use regex_automata::meta;
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{self};
use regex_automata::{Anchored, Input, MatchKind};
use value::ValueError;

use super::translate::translate;
use super::{Options, invalid};

/// How large a pattern may become, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;
/// How many patterns a thread remembers.
const REMEMBERED: usize = 32;

/// A place in a text, in bytes.
pub(crate) type Span = Range<usize>;

/// A pattern made ready to match.
pub(crate) struct Compiled {
    /// Says whether and where the first match begins.
    quick: meta::Regex,
    /// Says how far it goes and where its groups are.
    exact: PikeVM,
    memory: RefCell<pikevm::Cache>,
    lazy: bool,
}

thread_local! {
    static MEMORY: RefCell<Vec<(String, Options, Rc<Compiled>)>> = const { RefCell::new(Vec::new()) };
}

/// The pattern made ready, from memory if it was used before.
pub(crate) fn compile(pattern: &str, options: Options) -> Result<Rc<Compiled>, ValueError> {
    let options = Options { global: false, ..options };
    if let Some(found) = remembered(pattern, options) {
        return Ok(found);
    }
    let compiled = Rc::new(Compiled::new(pattern, options)?);
    MEMORY.with_borrow_mut(|memory| {
        memory.insert(0, (pattern.to_owned(), options, Rc::clone(&compiled)));
        memory.truncate(REMEMBERED);
    });
    Ok(compiled)
}

fn remembered(pattern: &str, options: Options) -> Option<Rc<Compiled>> {
    MEMORY.with_borrow_mut(|memory| {
        let at = memory.iter().position(|it| it.0 == pattern && it.1 == options)?;
        let found = memory.remove(at);
        let compiled = Rc::clone(&found.2);
        memory.insert(0, found);
        Some(compiled)
    })
}

impl Compiled {
    fn new(pattern: &str, options: Options) -> Result<Self, ValueError> {
        let (options, pattern) = options.embedded(pattern)?;
        let translated = translate(pattern, options)?;
        let too_complex = || invalid("regular expression is too complex");
        let quick = meta::Builder::new()
            .configure(
                meta::Config::new().nfa_size_limit(Some(LARGEST)).hybrid_cache_capacity(LARGEST),
            )
            .build(&translated.pattern)
            .map_err(|_| too_complex())?;
        let exact = pikevm::Builder::new()
            .configure(pikevm::Config::new().match_kind(MatchKind::All))
            .thompson(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .build(&translated.pattern)
            .map_err(|_| too_complex())?;
        let memory = RefCell::new(exact.create_cache());
        Ok(Self { quick, exact, memory, lazy: translated.lazy })
    }

    /// Whether it matches anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.quick.is_match(text)
    }

    /// How many groups it has.
    pub(crate) fn groups(&self) -> usize {
        self.quick.captures_len().saturating_sub(1)
    }

    /// The first match from this place on: the whole, then its groups.
    pub(crate) fn find(&self, text: &str, from: usize) -> Option<Vec<Option<Span>>> {
        if from > text.len() {
            return None;
        }
        let start = self.quick.find(Input::new(text).range(from..))?.start();
        let input = Input::new(text).range(start..).anchored(Anchored::Yes).earliest(self.lazy);
        let mut captures = self.exact.create_captures();
        self.exact.captures(&mut self.memory.borrow_mut(), input, &mut captures);
        captures.get_match()?;
        Some(captures.iter().map(|group| group.map(|it| it.start..it.end)).collect())
    }

    /// All matches from this place on. Behind an empty match the search goes one character on.
    pub(crate) fn matches<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = Vec<Option<Span>>> + 'a {
        let mut next = from;
        std::iter::from_fn(move || {
            let groups = self.find(text, next)?;
            let whole = groups.first().cloned().flatten()?;
            next = whole.end;
            if whole.is_empty() {
                next += text[next..].chars().next().map_or(1, char::len_utf8);
            }
            Some(groups)
        })
    }
}
