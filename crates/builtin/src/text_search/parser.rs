//! Taking a text apart into tokens, by the table of states. What was tried and led to nothing is remembered for the
//! whole text, so that the time it takes grows with the text and not with its square.

use std::collections::HashSet;

use value::text_search::{is_letter, is_letter_or_digit, is_mark, is_space};

use super::grammar::{Action, Rule, Special, State, Test, rules};
use super::token::{Kind, Token};

/// Where the parser is, and the length of the token so far.
#[derive(Clone, Copy)]
struct Position {
    at: usize,
    length: usize,
    characters: usize,
    state: State,
    /// The rule behind the one that was tried last.
    resume: Option<usize>,
    /// What was tried to come here.
    tried: (State, usize),
}

/// The tokens of a text.
pub(crate) struct Parser<'a> {
    text: &'a str,
    /// The last is where it is, those before it where it may come back to.
    stack: Vec<Position>,
    token_start: usize,
    ignoring: bool,
    host_only: bool,
    /// What leads to nothing, and where.
    vain: HashSet<(State, usize)>,
    /// A comment that begins here or later doesn't end.
    endless_comment: usize,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self::starting(text, 0, State::Base)
    }

    fn starting(text: &'a str, at: usize, state: State) -> Self {
        let tried = (state, at);
        let position = Position { at, length: 0, characters: 0, state, resume: None, tried };
        Self {
            text,
            stack: vec![position],
            token_start: at,
            ignoring: false,
            host_only: false,
            vain: HashSet::new(),
            endless_comment: usize::MAX,
        }
    }

    fn token(&mut self) -> Option<Token<'a>> {
        let here = self.stack.last_mut()?;
        if here.at >= self.text.len() {
            return None;
        }
        self.token_start = here.at;
        here.resume = None;
        loop {
            let here = *self.stack.last()?;
            let next = self.text.get(here.at..)?.chars().next();
            let first = here.resume.unwrap_or(0);
            let (index, rule) = self.choose(here.state, first, next)?;
            if let Some(last) = self.stack.last_mut() {
                last.resume = None;
            }
            match self.follow(index, rule, next) {
                Step::Token(token) => return Some(token),
                Step::End => return None,
                Step::On => {}
            }
        }
    }

    /// The first rule from there on whose test passes.
    fn choose(&mut self, state: State, first: usize, next: Option<char>) -> Option<(usize, Rule)> {
        let table = rules(state);
        (first..table.len()).find_map(|index| {
            let rule = *table.get(index)?;
            self.passes(rule, next).then_some((index, rule))
        })
    }

    fn passes(&mut self, rule: Rule, next: Option<char>) -> bool {
        let tests = |test: fn(char) -> bool| next.is_some_and(test);
        let passes = match rule.test {
            Test::Any => true,
            Test::End => next.is_none(),
            Test::Is(byte) => next == Some(char::from(byte)),
            Test::AsciiLetter => tests(|c| c.is_ascii_alphabetic()),
            Test::Letter => tests(is_letter),
            Test::Digit => tests(|c| c.is_ascii_digit()),
            Test::LetterOrDigit => tests(is_letter_or_digit),
            Test::NotLetterOrDigit => !tests(is_letter_or_digit),
            Test::HexDigit => tests(|c| c.is_ascii_hexdigit()),
            Test::Mark => tests(is_mark),
            Test::Space => tests(is_space),
            Test::UrlCharacter => tests(is_url_character),
            Test::Ignoring => self.ignoring,
            Test::HostOnly => std::mem::take(&mut self.host_only),
            Test::Host => self.pass_host(),
            Test::UrlPath => self.pass_path(),
        };
        passes && !self.is_vain(rule)
    }

    /// Whether the rule would only try what led to nothing before.
    fn is_vain(&self, rule: Rule) -> bool {
        let (Action::Try, Some(to), Some(here)) = (rule.action, rule.to, self.stack.last()) else {
            return false;
        };
        !self.host_only && self.vain.contains(&(to, here.at))
    }

    fn follow(&mut self, index: usize, rule: Rule, next: Option<char>) -> Step<'a> {
        self.special(rule.special);
        let found = match rule.action {
            Action::Found(kind) | Action::FoundKeep(kind) | Action::FoundSure(kind) => {
                Some(self.found(kind))
            }
            _ => None,
        };
        match rule.action {
            Action::Back => self.go_back(),
            Action::Try => self.try_next(index, rule.to),
            Action::Keep | Action::FoundKeep(_) => {
                if let Some(previous) = self.stack.len().checked_sub(2) {
                    self.stack.remove(previous);
                }
            }
            Action::FoundSure(_) => {
                let here = self.stack.len().saturating_sub(1);
                self.stack.drain(..here);
            }
            Action::Merge => self.merge(),
            Action::Next | Action::Again | Action::Found(_) => {}
        }
        let Some(here) = self.stack.last_mut() else { return Step::End };
        let comment = here.state == State::CommentDash && rule.to == Some(State::Comment);
        if let Some(to) = rule.to {
            here.state = to;
        }
        if let Some(token) = found {
            return Step::Token(token);
        }
        if here.at >= self.text.len() && rule.action != Action::Again {
            return Step::End;
        }
        if !matches!(rule.action, Action::Again | Action::Back)
            && let Some(c) = next
        {
            here.at += c.len_utf8();
            here.length += c.len_utf8();
            here.characters += 1;
        }
        if comment {
            self.stop_endless_comment();
        }
        Step::On
    }

    fn found(&mut self, kind: Kind) -> Token<'a> {
        let length = self.stack.last_mut().map_or(0, |here| {
            here.characters = 0;
            std::mem::take(&mut here.length)
        });
        let end = self.token_start + length;
        Token { kind, text: self.text.get(self.token_start..end).unwrap_or_default() }
    }

    fn try_next(&mut self, index: usize, to: Option<State>) {
        if let Some(here) = self.stack.last_mut() {
            here.resume = Some(index + 1);
            let tried = (to.unwrap_or(here.state), here.at);
            let next = Position { resume: None, tried, ..*here };
            self.stack.push(next);
        }
    }

    fn go_back(&mut self) {
        if let Some(left) = self.stack.pop()
            && !self.host_only
        {
            self.vain.insert(left.tried);
        }
    }

    /// The position of what was tried, in the state from which it was.
    fn merge(&mut self) {
        if let (Some(tried), Some(here)) = (self.stack.pop(), self.stack.last_mut()) {
            here.at = tried.at;
            here.length = tried.length;
            here.characters = tried.characters;
            here.resume = None;
        }
    }

    /// A comment without an end is looked through once and not from each of its beginnings.
    fn stop_endless_comment(&mut self) {
        let Some(here) = self.stack.last_mut() else { return };
        if here.at >= self.endless_comment {
            here.at = self.text.len();
        } else if !self.text.get(here.at..).is_some_and(|rest| rest.contains("-->")) {
            self.endless_comment = here.at;
        }
    }

    fn special(&mut self, special: Special) {
        match special {
            Special::None => {}
            Special::Tags => self.tags(),
            Special::Host | Special::Parts | Special::Restart => {
                self.host_only |= special == Special::Host;
                if let Some(here) = self.stack.last_mut() {
                    here.at -= here.length;
                    if special == Special::Restart {
                        here.length = 0;
                        here.characters = 0;
                    }
                }
            }
        }
    }

    fn tags(&mut self) {
        let Some(here) = self.stack.last() else { return };
        let end = self.token_start + here.length;
        let tag = self.text.get(self.token_start..end).unwrap_or_default();
        let is = |name: &str| here.characters == name.len() && tag.eq_ignore_ascii_case(name);
        if is("</script") || is("</style") {
            self.ignoring = false;
        } else if is("<script") || is("<style") {
            self.ignoring = true;
        }
    }

    fn pass_host(&mut self) -> bool {
        self.pass(State::Base, true, Kind::Host)
    }

    fn pass_path(&mut self) -> bool {
        self.pass(State::UrlPathStart, false, Kind::UrlPath)
    }

    /// Passes a token of this kind if one begins here.
    fn pass(&mut self, state: State, host_only: bool, kind: Kind) -> bool {
        let Some(here) = self.stack.last_mut() else { return false };
        let mut parser = Parser::starting(self.text, here.at, state);
        parser.host_only = host_only;
        match parser.token() {
            Some(token) if token.kind == kind => {
                here.at += token.text.len();
                here.length += token.text.len();
                here.characters += token.text.chars().count();
                true
            }
            _ => false,
        }
    }
}

enum Step<'a> {
    Token(Token<'a>),
    End,
    On,
}

impl<'a> Iterator for Parser<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.token()
    }
}

/// What RFC 3986 allows in a URL.
const fn is_url_character(c: char) -> bool {
    c > ' ' && c < '\u{7f}' && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
}
