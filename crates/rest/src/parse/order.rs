//! What `order` may hold.

use super::Field;

/// One term of `order=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTerm {
    /// What is ordered by.
    pub target: OrderTarget,
    /// `.asc` or `.desc`
    pub direction: Option<Direction>,
    /// `.nullsfirst` or `.nullslast`
    pub nulls: Option<Nulls>,
}

/// What is ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderTarget {
    /// `data->>age`
    Field(Field),
    /// `director(name)`: a field of an embed to which each row has at most one
    Related {
        /// `director`: the embed's alias, else its name
        relation: String,
        /// `name`
        field: Field,
    },
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `.asc`
    Ascending,
    /// `.desc`
    Descending,
}

/// Where nulls go; without it they are the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// `.nullsfirst`
    First,
    /// `.nullslast`
    Last,
}
