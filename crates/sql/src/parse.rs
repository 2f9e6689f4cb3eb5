//! From text to a syntax tree: bounds first (size, nesting), then the grammar, then its errors with their places.

use crate::error::{Error, SqlError};
use crate::script::File;
use crate::source::Source;
use squawk_lexer::TokenKind;
use squawk_line_index::{TextRange, TextSize};
use squawk_syntax::ast::{self, AstNode, SourceFile};

/// A file's syntax tree, and its places.
pub(crate) struct Parsed<'a> {
    /// The statements, in order.
    pub(crate) statements: Vec<ast::Stmt>,
    /// The text.
    pub(crate) source: Source<'a>,
}

/// Parses a file; the house's own text has no bound of depth.
pub(crate) fn parse<'a>(file: &File<'a>, bounded: bool) -> Result<Parsed<'a>, Vec<Error>> {
    let source = Source::new(file.name, file.text);
    if let Err(error) = within_bounds(file.text) {
        return Err(vec![error.outward(&source)]);
    }
    let text = without_commands_of_psql(file.text);
    if bounded && let Err(error) = not_too_deep(&text) {
        return Err(vec![error.outward(&source)]);
    }
    let parsed = SourceFile::parse(&text);
    let statements: Vec<ast::Stmt> = parsed
        .tree()
        .stmts()
        .filter(|statement| !matches!(statement, ast::Stmt::EmptyStmt(_)))
        .collect();
    let starts = statements.iter().map(|statement| crate::error::start_of(statement.syntax()));
    let source = source.with_statements(starts.collect());
    let errors = syntax_errors(&parsed, &statements);
    if errors.is_empty() {
        return Ok(Parsed { statements, source });
    }
    Err(errors.into_iter().map(|error| error.outward(&source)).collect())
}

/// The most bytes of one file.
const LONGEST_TEXT: usize = 256 << 20;

/// The deepest nesting of one statement, counted in brackets and operators in a row. Trees are walked by
/// recursion everywhere, on threads with little stack.
const DEEPEST: usize = 400;

/// Errors of syntax that are shown of one file; after a first mistake the rest is often noise.
const MOST_SYNTAX_ERRORS: usize = 10;

fn within_bounds(text: &str) -> Result<(), SqlError> {
    let start = TextRange::empty(TextSize::new(0));
    if text.len() > LONGEST_TEXT {
        return Err(SqlError::at("54000", start, "the file is larger than 256 MB"));
    }
    match text.find('\0') {
        Some(at) => Err(SqlError::at("22021", empty_at(at), "the file contains a NUL byte")),
        None => Ok(()),
    }
}

fn empty_at(at: usize) -> TextRange {
    TextRange::empty(TextSize::new(u32::try_from(at).unwrap_or(u32::MAX)))
}

/// Newer versions of `pg_dump` frame a dump with `\restrict` and `\unrestrict`, which only psql understands.
/// Blanks take their place, so that all positions stay.
fn without_commands_of_psql(text: &str) -> String {
    let keep = |line: &str| !(line.starts_with("\\restrict") || line.starts_with("\\unrestrict"));
    if text.lines().all(keep) {
        return text.to_owned();
    }
    let blank = |line: &str| line.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    let lines = text.split_inclusive('\n');
    lines.map(|line| if keep(line) { line.to_owned() } else { blank(line) }).collect()
}

/// Refuses statements that nest so deeply that reading them would need too much stack. A statement's depth is
/// the brackets that are open and, at each of them, the operators since the last comma: `a or b or c` is a
/// tree as deep as it is long.
fn not_too_deep(text: &str) -> Result<(), SqlError> {
    depth_within(text, true)
}

/// The statements of a function stand in a string, which the grammar goes down into as well.
fn depth_within(text: &str, with_bodies: bool) -> Result<(), SqlError> {
    let mut depth = Depth::default();
    let mut of_function = false;
    let mut at = 0;
    for token in squawk_lexer::tokenize(text) {
        let end = at + token.len as usize;
        let word = text.get(at..end).unwrap_or_default();
        depth.pass(token.kind, word);
        match token.kind {
            TokenKind::Semi => of_function = false,
            TokenKind::Ident if word.eq_ignore_ascii_case("function") => of_function = true,
            TokenKind::Literal { .. } if of_function && with_bodies => {
                depth_within(word.trim_matches(['$', '\'']), false)
                    .map_err(|error| SqlError { span: empty_at(at), ..error })?;
            }
            _ => {}
        }
        if depth.now > DEEPEST {
            let message = format!("the statement nests more than {DEEPEST} levels deep");
            return Err(SqlError::at("54001", empty_at(at), message)
                .hint("Write it in parts, or as a list: `a in (…)` instead of `a = … or a = …`."));
        }
        at = end;
    }
    Ok(())
}

/// How deep a statement is at a token.
#[derive(Default)]
struct Depth {
    now: usize,
    /// Operators since the last comma outside of any bracket.
    outside: usize,
    /// The same for each open bracket.
    brackets: Vec<usize>,
    after_operator: bool,
}

impl Depth {
    fn pass(&mut self, kind: TokenKind, text: &str) {
        let is_operator = is_operator(kind);
        match kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => self.open(),
            TokenKind::CloseParen | TokenKind::CloseBracket => self.close(),
            TokenKind::Comma => {
                let operators = self.brackets.last_mut().unwrap_or(&mut self.outside);
                self.now -= std::mem::take(operators);
            }
            TokenKind::Semi => *self = Self::default(),
            TokenKind::Ident if text.eq_ignore_ascii_case("case") => self.open(),
            TokenKind::Ident if text.eq_ignore_ascii_case("end") => self.close(),
            TokenKind::Ident if is_deepening_word(text) => self.deepen(),
            // The second character of `||` or `->>` makes nothing deeper.
            _ if is_operator && !self.after_operator => self.deepen(),
            _ => {}
        }
        self.after_operator = is_operator;
    }

    fn open(&mut self) {
        self.brackets.push(0);
        self.now += 1;
    }

    fn close(&mut self) {
        if let Some(operators) = self.brackets.pop() {
            self.now -= 1 + operators;
        }
    }

    fn deepen(&mut self) {
        *self.brackets.last_mut().unwrap_or(&mut self.outside) += 1;
        self.now += 1;
    }
}

fn is_deepening_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "and",
        "or",
        "not",
        "is",
        "union",
        "intersect",
        "except",
        "join",
        "select",
        "collate",
        "in",
        "like",
        "ilike",
        "between",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_operator(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Slash
            | TokenKind::Minus
            | TokenKind::Colon
            | TokenKind::Eq
            | TokenKind::Gt
            | TokenKind::Lt
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Bang
            | TokenKind::Plus
            | TokenKind::Tilde
            | TokenKind::Pound
            | TokenKind::Question
            | TokenKind::Percent
            | TokenKind::Caret
            | TokenKind::Star
            | TokenKind::Backtick
            | TokenKind::At
            | TokenKind::Dot
    )
}

/// The grammar's errors. What stands in the bodies of routines is left out: they are refused as a whole.
fn syntax_errors(
    parsed: &squawk_syntax::Parse<SourceFile>,
    statements: &[ast::Stmt],
) -> Vec<SqlError> {
    let bodies: Vec<TextRange> = statements
        .iter()
        .filter(|statement| crate::define::refused::is_routine(statement))
        .map(|statement| statement.syntax().text_range())
        .collect();
    let outside = |range: TextRange| !bodies.iter().any(|body| body.contains_range(range));
    parsed
        .errors()
        .into_iter()
        .filter(|error| outside(error.range()))
        .take(MOST_SYNTAX_ERRORS)
        .map(|error| {
            SqlError::at("42601", error.range(), format!("syntax error: {}", error.message()))
        })
        .collect()
}
