//! What filters and logic trees may hold. `and(name.eq.N,or(id.eq.1,id.eq.2))` is
//!
//! ```text
//!            And
//!           /   \
//!   name.eq.N    Or
//!               /  \
//!          id.eq.1  id.eq.2
//! ```

use super::Field;

/// A filter, or filters joined by a connective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `or=(id.eq.1,id.eq.2)`, `not.and=(…)`, and nested in them `and(…)`, `not.or(…)`
    Group {
        /// `not.`
        negated: bool,
        /// `and` or `or`
        connective: Connective,
        /// What stands in the parentheses; never empty.
        members: Vec<Condition>,
    },
    /// `id=eq.1`, and in a tree `id.eq.1`
    Filter(Filter),
}

/// How the members of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connective {
    /// `and`
    And,
    /// `or`
    Or,
}

/// `data->>age=not.gt.18`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `data->>age`; its name may also be an embed's, whose test is then [`Test::Is`] null.
    pub field: Field,
    /// `not.`
    pub negated: bool,
    /// `gt.18`
    pub test: Test,
}

/// What is asked of a field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `gt.18`, `like(any).{a*,b*}`
    Compare {
        /// `gt`, `like`
        comparison: Comparison,
        /// `(any)` or `(all)`: the value is then an array literal, and the test is on its elements.
        quantifier: Option<Quantifier>,
        /// The text after the delimiter. For `like` and `ilike` each `*` has become the `%` that it stands for.
        value: String,
    },
    /// `cs.{1,2}`, `neq.5`
    Operate {
        /// `cs`
        operator: Operator,
        /// The text after the delimiter.
        value: String,
    },
    /// `in.(1,"a,b",3)`; nothing for `in.()`
    In(Vec<String>),
    /// `is.null`
    Is(IsValue),
    /// `isdistinct.5`
    IsDistinct(String),
    /// `fts(english).cat`
    Search {
        /// `fts`
        search: TextSearch,
        /// `(english)`
        configuration: Option<String>,
        /// The text after the delimiter.
        value: String,
    },
}

/// The operators that `(any)` and `(all)` may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `eq`: `=`
    Equal,
    /// `gt`: `>`
    Greater,
    /// `gte`: `>=`
    GreaterOrEqual,
    /// `lt`: `<`
    Less,
    /// `lte`: `<=`
    LessOrEqual,
    /// `like`: `like`
    Like,
    /// `ilike`: `ilike`
    ILike,
    /// `match`: `~`
    Match,
    /// `imatch`: `~*`
    IMatch,
}

/// The operators that take one value as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `neq`: `<>`
    NotEqual,
    /// `cs`: `@>`
    Contains,
    /// `cd`: `<@`
    ContainedIn,
    /// `ov`: `&&`
    Overlaps,
    /// `sl`: `<<`
    StrictlyLeft,
    /// `sr`: `>>`
    StrictlyRight,
    /// `nxr`: `&<`
    NotExtendsRight,
    /// `nxl`: `&>`
    NotExtendsLeft,
    /// `adj`: `-|-`
    Adjacent,
}

/// Which of an array's elements must pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `(any)`
    Any,
    /// `(all)`
    All,
}

/// What `is` can ask for, in any case of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsValue {
    /// `is.null`
    Null,
    /// `is.not_null`
    NotNull,
    /// `is.true`
    True,
    /// `is.false`
    False,
    /// `is.unknown`
    Unknown,
}

/// How the value of a text search is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSearch {
    /// `fts`: `to_tsquery`
    Query,
    /// `plfts`: `plainto_tsquery`
    Plain,
    /// `phfts`: `phraseto_tsquery`
    Phrase,
    /// `wfts`: `websearch_to_tsquery`
    Web,
}

impl Condition {
    /// How many filters stand in it.
    pub fn filters(&self) -> usize {
        match self {
            Self::Filter(_) => 1,
            Self::Group { members, .. } => members.iter().map(Self::filters).sum(),
        }
    }
}
