//! A pattern in the engine's syntax.

use value::ValueError;

use super::bracket;
use super::escape::{Escaped, escape};
use super::{Options, invalid};

/// How deep groups may nest.
const DEEPEST: u32 = 100;
/// The most that a quantifier may repeat.
const MOST: u32 = 255;

/// A pattern as the engine reads it.
pub(super) struct Translated {
    /// The engine's syntax.
    pub(super) pattern: String,
    /// Whether the whole prefers to match little.
    pub(super) lazy: bool,
}

/// Translates a pattern whose options were taken off.
pub(super) fn translate(pattern: &str, options: Options) -> Result<Translated, ValueError> {
    let mut out = flags(options);
    if options.literal {
        pattern.chars().for_each(|it| push_literal(&mut out, it));
        return Ok(Translated { pattern: out, lazy: false });
    }
    let mut parser = Parser { input: Input::new(pattern), options, out, depth: 0 };
    let lazy = parser.alternation()?.unwrap_or(false);
    match parser.input.peek() {
        None => Ok(Translated { pattern: parser.out, lazy }),
        Some(_) => Err(invalid("parentheses () not balanced")),
    }
}

fn flags(options: Options) -> String {
    let mut flags = String::from("(?");
    if options.ignore_case {
        flags.push('i');
    }
    if options.newline_anchors {
        flags.push('m');
    }
    if options.newline_stops {
        flags.push_str("-s)");
    } else {
        flags.push_str("s)");
    }
    flags
}

/// The characters of a pattern, and where reading is.
pub(super) struct Input {
    characters: Vec<char>,
    at: usize,
}

impl Input {
    pub(super) fn new(pattern: &str) -> Self {
        Self { characters: pattern.chars().collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    pub(super) fn peek_second(&self) -> Option<char> {
        self.characters.get(self.at + 1).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// Takes the text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(offset, expected)| {
            self.characters.get(self.at + offset).copied() == Some(expected)
        });
        if found {
            self.at += text.chars().count();
        }
        found
    }

    /// Takes what comes before the text, and the text.
    pub(super) fn until(&mut self, text: &str) -> Option<String> {
        let mut taken = String::new();
        while !self.take(text) {
            taken.push(self.next()?);
        }
        Some(taken)
    }
}

/// Writes a character that stands for itself.
pub(super) fn push_literal(out: &mut String, character: char) {
    if character.is_ascii_alphanumeric() || !character.is_ascii() {
        out.push(character);
    } else {
        out.push_str(&format!("\\x{{{:x}}}", u32::from(character)));
    }
}

/// Whether a part prefers few (true) or many (false), or has no preference.
type Greed = Option<bool>;

/// What an atom is to the quantifier behind it.
enum Atom {
    /// It can be repeated; it may have a preference of its own.
    Repeatable(Greed),
    /// It matches a place and can't be repeated.
    Constraint,
}

struct Parser {
    input: Input,
    options: Options,
    out: String,
    depth: u32,
}

impl Parser {
    fn alternation(&mut self) -> Result<Greed, ValueError> {
        let mut greed = self.branch()?;
        while self.input.take("|") {
            self.out.push('|');
            self.branch()?;
            // Several branches together always prefer many.
            greed = Some(false);
        }
        Ok(greed)
    }

    fn branch(&mut self) -> Result<Greed, ValueError> {
        let mut greed = None;
        loop {
            self.skip_blanks();
            match self.input.peek() {
                None | Some('|' | ')') => return Ok(greed),
                Some(_) => {}
            }
            let found = match self.atom()? {
                Atom::Repeatable(own) => self.quantifier(own)?,
                Atom::Constraint if self.at_quantifier() => return Err(nothing_to_repeat()),
                Atom::Constraint => None,
            };
            greed = greed.or(found);
        }
    }

    fn atom(&mut self) -> Result<Atom, ValueError> {
        if self.at_quantifier() {
            return Err(nothing_to_repeat());
        }
        match self.input.next() {
            Some('(') => return self.group(),
            Some('[') => return self.bracket(),
            Some('\\') => return self.escaped(),
            Some(anchor @ ('^' | '$')) => {
                self.out.push(anchor);
                return Ok(Atom::Constraint);
            }
            Some('.') => self.out.push('.'),
            Some(character) => push_literal(&mut self.out, character),
            None => {}
        }
        Ok(Atom::Repeatable(None))
    }

    fn group(&mut self) -> Result<Atom, ValueError> {
        if ["?=", "?!", "?<=", "?<!"].iter().any(|it| self.input.take(it)) {
            return Err(invalid("lookahead and lookbehind constraints are not supported here"));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(invalid("regular expression is too complex"));
        }
        self.out.push_str(if self.input.take("?:") { "(?:" } else { "(" });
        let greed = self.alternation()?;
        self.depth -= 1;
        if !self.input.take(")") {
            return Err(invalid("parentheses () not balanced"));
        }
        self.out.push(')');
        Ok(Atom::Repeatable(greed))
    }

    fn bracket(&mut self) -> Result<Atom, ValueError> {
        if self.input.take("[:<:]]") {
            self.out.push_str(r"\b{start}");
            return Ok(Atom::Constraint);
        }
        if self.input.take("[:>:]]") {
            self.out.push_str(r"\b{end}");
            return Ok(Atom::Constraint);
        }
        let class = bracket::class(&mut self.input, self.options.newline_stops)?;
        self.out.push_str(&class);
        Ok(Atom::Repeatable(None))
    }

    fn escaped(&mut self) -> Result<Atom, ValueError> {
        match escape(&mut self.input)? {
            Escaped::Character(character) => push_literal(&mut self.out, character),
            Escaped::Class(class) => {
                self.out.push('[');
                self.out.push_str(class);
                self.out.push(']');
            }
            Escaped::Constraint(constraint) => {
                self.out.push_str(constraint);
                return Ok(Atom::Constraint);
            }
        }
        Ok(Atom::Repeatable(None))
    }

    fn at_quantifier(&self) -> bool {
        match self.input.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => self.input.peek_second().is_some_and(|it| it.is_ascii_digit()),
            _ => false,
        }
    }

    fn quantifier(&mut self, own: Greed) -> Result<Greed, ValueError> {
        self.skip_blanks();
        if !self.at_quantifier() {
            return Ok(own);
        }
        let fixed = match self.input.next() {
            Some('{') => self.bounds()?,
            Some(quantifier) => {
                self.out.push(quantifier);
                false
            }
            None => false,
        };
        let lazy = self.input.take("?");
        if lazy {
            self.out.push('?');
        }
        self.skip_blanks();
        if self.at_quantifier() {
            return Err(nothing_to_repeat());
        }
        Ok(if fixed { own } else { Some(lazy) })
    }

    /// `{2}`, `{2,}`, `{2,5}` behind its brace; says whether the number is fixed.
    fn bounds(&mut self) -> Result<bool, ValueError> {
        let least = self.number()?;
        let most = match self.input.next() {
            Some('}') => Some(least),
            Some(',') => {
                let most = match self.input.peek() {
                    Some('}') => None,
                    _ => Some(self.number()?),
                };
                if self.input.next() != Some('}') {
                    return Err(invalid("braces {} not balanced"));
                }
                most
            }
            _ => return Err(invalid("braces {} not balanced")),
        };
        if most.is_some_and(|most| most < least) {
            return Err(invalid("invalid repetition count(s)"));
        }
        match most {
            None => self.out.push_str(&format!("{{{least},}}")),
            Some(most) => self.out.push_str(&format!("{{{least},{most}}}")),
        }
        Ok(most == Some(least))
    }

    fn number(&mut self) -> Result<u32, ValueError> {
        let mut number = None;
        while let Some(digit) = self.input.peek().and_then(|it| it.to_digit(10)) {
            self.input.next();
            let grown = number.unwrap_or(0) * 10 + digit;
            if grown > MOST {
                return Err(invalid("invalid repetition count(s)"));
            }
            number = Some(grown);
        }
        number.ok_or_else(|| invalid("invalid repetition count(s)"))
    }

    /// Blanks and comments that don't count: `(?#…)` always, the others with `x`.
    fn skip_blanks(&mut self) {
        loop {
            if self.input.take("(?#") {
                self.input.until(")");
            } else if self.options.expanded && self.input.take("#") {
                self.input.until("\n");
            } else if self.options.expanded && self.input.peek().is_some_and(char::is_whitespace) {
                self.input.next();
            } else {
                return;
            }
        }
    }
}

fn nothing_to_repeat() -> ValueError {
    invalid("quantifier operand invalid")
}
