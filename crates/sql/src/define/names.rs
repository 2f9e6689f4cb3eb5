//! Names as SQL writes them: folded, cut to PostgreSQL's length, qualified; and the names that PostgreSQL
//! gives to what has none.

use crate::error::{Result, SqlError};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, normalize_name_node};
use value::{Name, QualifiedName};

/// The most bytes of an identifier.
const LONGEST_NAME: usize = 63;

/// A name, folded to lower case where it wasn't quoted, cut where it is too long.
pub(crate) fn fold(node: &SyntaxNode) -> Name {
    let text = normalize_name_node(node);
    cut(&text, LONGEST_NAME).into()
}

/// The name of a part of the tree that must be there.
pub(crate) fn required<N: AstNode>(part: Option<N>, around: &SyntaxNode) -> Result<Name> {
    let part = present(part, around)?;
    let name = fold(part.syntax());
    if name.is_empty() {
        return Err(SqlError::syntax(part.syntax(), "a name has at least one character"));
    }
    Ok(name)
}

/// A part of the tree that must be there.
pub(crate) fn present<N>(part: Option<N>, around: &SyntaxNode) -> Result<N> {
    part.ok_or_else(|| SqlError::syntax(around, "the statement is not complete"))
}

/// A name with or without its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// `schema.`
    pub(crate) schema: Option<Name>,
    /// The name.
    pub(crate) name: Name,
}

impl Reference {
    /// Of the name of something new.
    pub(crate) fn of_path(path: Option<ast::Path>, around: &SyntaxNode) -> Result<Self> {
        let path = present(path, around)?;
        let name = required(path.segment(), path.syntax())?;
        let mut parts = path.qualifier().map_or(Ok(Vec::new()), |it| parts(&it))?;
        parts.push(name);
        Self::of_parts(parts, path.syntax())
    }

    /// Of the name of something that should be there.
    pub(crate) fn of_path_ref(path: Option<ast::PathRef>, around: &SyntaxNode) -> Result<Self> {
        let path = present(path, around)?;
        Self::of_parts(parts(&path)?, path.syntax())
    }

    /// `schema.relation.column`: the relation and the column.
    pub(crate) fn of_column(
        path: Option<ast::PathRef>,
        around: &SyntaxNode,
    ) -> Result<(Self, Name)> {
        let path = present(path, around)?;
        let mut names = parts(&path)?;
        let column = names.pop();
        match column {
            Some(column) if !names.is_empty() => {
                Ok((Self::of_parts(names, path.syntax())?, column))
            }
            _ => Err(SqlError::syntax(path.syntax(), "column name must be qualified")),
        }
    }

    fn of_parts(mut parts: Vec<Name>, at: &SyntaxNode) -> Result<Self> {
        match (parts.pop(), parts.pop(), parts.is_empty()) {
            (Some(name), schema, true) => Ok(Self { schema, name }),
            _ => Err(SqlError::new("0A000", at, "cross-database references are not implemented")),
        }
    }
}

/// As it was written, for messages.
impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// The names of a dotted path.
pub(crate) fn parts(path: &ast::PathRef) -> Result<Vec<Name>> {
    let mut names = Vec::new();
    let mut at = Some(path.clone());
    while let Some(path) = at {
        names.push(required(path.segment(), path.syntax())?);
        at = path.qualifier();
    }
    names.reverse();
    Ok(names)
}

/// `posts_author_id_fkey`: PostgreSQL's name for what belongs to a table and perhaps a column. The longer of
/// the two names gives way when the whole is too long.
pub(crate) fn object_name(first: &str, second: Option<&str>, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(second.is_some());
    let available = LONGEST_NAME - overhead;
    let (mut first_length, mut second_length) = (first.len(), second.map_or(0, str::len));
    while first_length + second_length > available {
        if first_length > second_length {
            first_length -= 1;
        } else {
            second_length -= 1;
        }
    }
    let first = cut(first, first_length);
    match second {
        Some(second) => format!("{first}_{}_{label}", cut(second, second_length)),
        None => format!("{first}_{label}"),
    }
}

/// The first of `…_label`, `…_label1`, `…_label2` that isn't taken.
pub(crate) fn free_name(
    first: &str,
    second: Option<&str>,
    label: &str,
    is_taken: impl Fn(&str) -> bool,
) -> Name {
    let labels = std::iter::once(label.to_owned()).chain((1..).map(|n| format!("{label}{n}")));
    let mut names = labels.map(|label| object_name(first, second, &label));
    // The iterator has no end, so there is always a first.
    names.find(|name| !is_taken(name)).unwrap_or_default().into()
}

/// The middle of a name that is made of columns: `a_b`.
pub(crate) fn joined(columns: &[Name]) -> String {
    let mut text = String::new();
    for column in columns {
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(column);
        if text.len() >= LONGEST_NAME {
            break;
        }
    }
    cut(&text, LONGEST_NAME).to_owned()
}

/// A qualified name as messages show it: without the schema.
pub(crate) fn short(name: &QualifiedName) -> &str {
    &name.name
}

/// At most so many bytes of a text, whole characters.
fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
