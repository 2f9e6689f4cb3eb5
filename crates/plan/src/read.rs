//! Reading: a tree of relations, each joined to the one above it.

use catalog::{Expression, Name, QualifiedName, Range, RoutineId, Type};

/// One node of a read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Read {
    /// What is read.
    pub source: ReadSource,
    /// By which number this node's expressions read it.
    pub range: Range,
    /// What is shown of each row, before the embeds.
    pub select: Vec<Selected>,
    /// What is shown inside of each row.
    pub embeds: Vec<Embed>,
    /// Which rows; empty is all.
    pub filter: Expression,
    /// `group by`, where the select aggregates.
    pub group: Vec<Expression>,
    /// In which order.
    pub order: Vec<Order>,
    /// How many rows, an `int8`.
    pub limit: Option<Expression>,
    /// After how many, an `int8`.
    pub offset: Option<Expression>,
}

/// What a node reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReadSource {
    /// A relation.
    Relation(QualifiedName),
    /// What the write that this read belongs to has written.
    Written,
    /// What a routine gives that is one query and writes nothing.
    Routine {
        /// Which.
        routine: RoutineId,
        /// An argument for each of its inputs, of their types; in an embed they may read the node above.
        arguments: Vec<Expression>,
        /// The names and types of its columns ([`catalog::Routine::columns`]).
        columns: Vec<(Name, Type)>,
    },
    /// What an earlier [`crate::Call`] of the plan gave.
    Kept {
        /// Its number.
        kept: u32,
        /// The names and types of its columns.
        columns: Vec<(Name, Type)>,
    },
}

/// `alias:column`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selected {
    /// By which name it is shown.
    pub name: Name,
    /// What it is, over the node's range.
    pub expression: Expression,
}

/// `alias:relation!hint!inner(…)`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Embed {
    /// By which name it is shown.
    pub name: Name,
    /// What is embedded.
    pub read: Read,
    /// How it hangs on the node above.
    pub join: Join,
    /// At most one row belongs to a row above.
    pub to_one: bool,
    /// `!inner`: rows above without one are left out.
    pub inner: bool,
    /// How it is shown.
    pub embedding: Embedding,
}

/// How an embed is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Embedding {
    /// As an object (or null) where it is to one, else as an array.
    Nested,
    /// `...relation(…)`: its columns among those above.
    Spread,
    /// `relation()`: not at all; it filters or orders only.
    Hidden,
}

/// Which rows of an embed belong to a row above.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Join {
    /// The table between the two.
    pub junction: Option<(QualifiedName, Range)>,
    /// The condition over the ranges of the node above, the junction and the embed.
    pub on: Expression,
}

/// One part of an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    /// By what.
    pub by: OrderBy,
    /// `desc`
    pub descending: bool,
    /// `nullsfirst`
    pub nulls_first: bool,
}

/// What is ordered by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrderBy {
    /// `name`: over the node's range.
    Own(Expression),
    /// `clients(name)`: over the range of the node's to-one embed at this position.
    Embedded(usize, Expression),
}
