//! The relational tree: what a statement means, whichever database will run it.

use crate::expression::Expression;
use crate::routine::RoutineId;
use builtin::SetReturning;
use value::{Name, QualifiedName, Type};

/// The number of one entry of a `from`; used once in a whole statement, subqueries included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range(pub u32);

/// Gives out ranges that a statement has not used yet.
#[derive(Clone, Debug, Default)]
pub struct Ranges(u32);

impl Ranges {
    /// Ranges from `first` on.
    pub const fn starting_at(first: u32) -> Self {
        Self(first)
    }

    /// The next unused range.
    pub fn fresh(&mut self) -> Range {
        let range = Range(self.0);
        self.0 += 1;
        range
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Statement {
    /// `select`, `values`, `table`
    Query(Query),
    /// `insert`
    Insert(Insert),
    /// `update`
    Update(Update),
    /// `delete`
    Delete(Delete),
}

/// `with … select … order by … limit … offset …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// `with`
    pub with: Vec<With>,
    /// What is selected.
    pub body: Body,
    /// `order by`
    pub order: Vec<Sort>,
    /// `limit`, an `int8`; null is none.
    pub limit: Option<Expression>,
    /// `offset`, an `int8`.
    pub offset: Option<Expression>,
}

/// `name as (…)`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct With {
    /// Its name, unique in the whole statement.
    pub name: Name,
    /// Output columns, in order.
    pub columns: Vec<(Name, Type)>,
    /// What it is; a recursive one is a union whose right side names it.
    pub body: WithBody,
    /// `with recursive`, and it does name itself.
    pub recursive: bool,
}

/// What stands in a `with`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WithBody {
    /// A query.
    Query(Box<Query>),
    /// An `insert`, `update` or `delete`; runs as a step of its own before the statement.
    Write(Box<Statement>),
}

/// The middle of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// `select`
    Select(Box<Select>),
    /// `values (…), (…)`: columns `column1`, …
    Values(Vec<Vec<Expression>>),
    /// `union`, `intersect`, `except`; both sides have the same output types.
    Set {
        /// Which.
        operator: SetOperator,
        /// `all`
        all: bool,
        /// Left side; its names are the result's.
        left: Box<Query>,
        /// Right side.
        right: Box<Query>,
    },
}

/// `union`, `intersect`, `except`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetOperator {
    /// `union`
    Union,
    /// `intersect`
    Intersect,
    /// `except`
    Except,
}

/// `select distinct … from … where … group by … having …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Select {
    /// `distinct`
    pub distinct: Distinct,
    /// The select list, stars written out.
    pub output: Vec<Output>,
    /// `from`; a list of entries is a cross join.
    pub from: Option<From>,
    /// `where`
    pub filter: Option<Expression>,
    /// `group by`
    pub group: Vec<Expression>,
    /// `having`
    pub having: Option<Expression>,
}

/// `distinct`
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Distinct {
    /// Every row.
    #[default]
    No,
    /// `distinct`
    Rows,
    /// `distinct on (…)`
    On(Vec<Expression>),
}

/// `expression as name`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Output {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub expression: Expression,
}

/// A row source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// A relation of the catalog.
    Relation {
        /// Which.
        relation: QualifiedName,
        /// By which number its columns are read.
        range: Range,
        /// Whose rights count.
        checked_as: CheckedAs,
    },
    /// `(select …) as alias`
    Query {
        /// What is selected; its outputs are the columns.
        query: Box<Query>,
        /// By which number its columns are read.
        range: Range,
        /// `lateral`: it may read the ranges to its left.
        lateral: bool,
        /// A filter from outside may not be evaluated before this query's own (PostgreSQL's
        /// `security_barrier`), because it could show by raising what the caller may not see.
        barrier: bool,
    },
    /// `generate_series(1, 3) as alias [with ordinality]`
    Function {
        /// The function.
        function: &'static SetReturning,
        /// Its arguments; they may read the ranges to its left.
        arguments: Vec<Expression>,
        /// By which number its columns are read.
        range: Range,
        /// Names and types of its columns; `ordinality` is the last where it is asked for.
        columns: Vec<(Name, Type)>,
        /// `with ordinality`
        ordinality: bool,
    },
    /// `search('a') as alias [with ordinality]`: a routine of the schema; its body takes the place of the call
    /// where rights are checked. Every input has its argument here.
    Routine {
        /// Which.
        routine: RoutineId,
        /// Its arguments; they may read the ranges to its left.
        arguments: Vec<Expression>,
        /// By which number its columns are read.
        range: Range,
        /// Names and types of its columns; `ordinality` is the last where it is asked for.
        columns: Vec<(Name, Type)>,
        /// `with ordinality`
        ordinality: bool,
    },
    /// The rows that an earlier step of the same unit of work kept, in their order.
    Kept {
        /// Which of the kept.
        kept: u32,
        /// By which number its columns are read.
        range: Range,
        /// Names and types of its columns.
        columns: Vec<(Name, Type)>,
    },
    /// A `with` of this statement, by its name.
    Common {
        /// Its name.
        name: Name,
        /// By which number its columns are read.
        range: Range,
    },
    /// The rows that this statement wrote, in the order of writing, as they are after it (after a `delete`: as
    /// they were). Only in a `returning`.
    Written {
        /// By which number its columns are read.
        range: Range,
    },
    /// `left join right on …`
    Join {
        /// Which join.
        kind: JoinKind,
        /// Left side.
        left: Box<From>,
        /// Right side.
        right: Box<From>,
        /// `on`; none for a cross join.
        on: Option<Expression>,
    },
}

/// Whose rights count for one relation in a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CheckedAs {
    /// Who runs the statement.
    Caller,
    /// A role: a view's owner, a definer.
    Role(Name),
    /// Nobody's: rights were checked and its policies written beside it, or it is the server's own work.
    Nobody,
}

/// Which join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JoinKind {
    /// `inner join`
    Inner,
    /// `left join`
    Left,
    /// `right join`
    Right,
    /// `full join`
    Full,
    /// `cross join`
    Cross,
}

/// One part of an `order by`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// `desc`
    pub descending: bool,
    /// `nulls first`; PostgreSQL's default is last, and first for `desc`.
    pub nulls_first: bool,
}

/// What is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// An expression over the `from`.
    Expression(Expression),
    /// An output by its position, from 0; the only kind over a set operation or `values`.
    Output(usize),
}

/// `insert into … values … on conflict … returning …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insert {
    /// `with`
    pub with: Vec<With>,
    /// Into what.
    pub relation: QualifiedName,
    /// Whose rights count.
    pub checked_as: CheckedAs,
    /// By which number `on conflict … do update` reads the row that is there.
    pub range: Range,
    /// The columns that the source gives, in its order.
    pub columns: Vec<Name>,
    /// Where the rows come from.
    pub source: Source,
    /// `overriding`
    pub overriding: Overriding,
    /// `on conflict`
    pub conflict: Option<Conflict>,
    /// `returning`, a query over [`From::Written`].
    pub returning: Option<Box<Query>>,
}

/// What becomes of values that an insert gives to identity columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overriding {
    /// They are taken, but for columns that are `generated always`.
    #[default]
    No,
    /// `overriding system value`: they are taken.
    System,
    /// `overriding user value`: the column's own take their place.
    User,
}

/// Where the rows of an insert come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The rows handed in beside the statement (not part of its shape): the table of this position among
    /// its inputs.
    Inputs(u32),
    /// `values`, `select`. An output whose default is wanted is not listed in `columns`.
    Query(Box<Query>),
    /// `values (default, 1)`: rows in which some cells are the column's default.
    Rows(Vec<Vec<Assigned>>),
}

/// `on conflict …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The columns of the unique index that decides; none is any (`do nothing` only).
    pub target: Option<Vec<Name>>,
    /// The index that decides, where its columns don't say which: one of expressions, or of some rows. The target
    /// are then the columns that it reads.
    pub index: Option<Box<ConflictIndex>>,
    /// What is done.
    pub action: ConflictAction,
}

/// `on conflict (lower(a)) where b`: over the row that is there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConflictIndex {
    /// What is unique.
    pub parts: Vec<Expression>,
    /// Of which rows.
    pub filter: Option<Expression>,
    /// `nulls not distinct`
    pub nulls_not_distinct: bool,
}

/// `do …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConflictAction {
    /// `do nothing`
    Nothing,
    /// `do update set … where …`
    Update {
        /// `set`
        set: Vec<Assignment>,
        /// `where`
        filter: Option<Expression>,
        /// By which number the proposed row (`excluded`) is read.
        excluded: Range,
    },
}

/// `column = …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Assignment {
    /// Which column.
    pub column: Name,
    /// What it gets.
    pub value: Assigned,
}

/// What a column gets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Assigned {
    /// An expression of the column's type, its modifier applied as assignment does.
    Expression(Expression),
    /// `default`
    Default,
}

/// `update … set … from … where … returning …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Update {
    /// `with`
    pub with: Vec<With>,
    /// What.
    pub relation: QualifiedName,
    /// Whose rights count.
    pub checked_as: CheckedAs,
    /// By which number its columns are read.
    pub range: Range,
    /// `set`
    pub set: Vec<Assignment>,
    /// `from`
    pub from: Option<From>,
    /// `where`
    pub filter: Option<Expression>,
    /// Of the matching rows only so many, in an order (PostgREST's limited update).
    pub limited: Option<Limited>,
    /// `returning`, a query over [`From::Written`].
    pub returning: Option<Box<Query>>,
}

/// `delete from … using … where … returning …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delete {
    /// `with`
    pub with: Vec<With>,
    /// From what.
    pub relation: QualifiedName,
    /// Whose rights count.
    pub checked_as: CheckedAs,
    /// By which number its columns are read.
    pub range: Range,
    /// `using`
    pub using: Option<From>,
    /// `where`
    pub filter: Option<Expression>,
    /// Of the matching rows only so many, in an order.
    pub limited: Option<Limited>,
    /// `returning`, a query over [`From::Written`].
    pub returning: Option<Box<Query>>,
}

/// The first rows of an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limited {
    /// In which order.
    pub order: Vec<Sort>,
    /// How many, an `int8`.
    pub limit: Option<Expression>,
    /// After how many, an `int8`.
    pub offset: Option<Expression>,
}

impl Query {
    /// A select without anything around it.
    pub fn select(select: Select) -> Self {
        Self {
            with: Vec::new(),
            body: Body::Select(Box::new(select)),
            order: Vec::new(),
            limit: None,
            offset: None,
        }
    }

    /// Whether a `with` of it writes.
    pub fn writes(&self) -> bool {
        self.with.iter().any(|with| matches!(with.body, WithBody::Write(_)))
    }

    /// The names and types of the query's columns.
    pub fn columns(&self) -> Vec<(Name, Type)> {
        match &self.body {
            Body::Select(select) => select
                .output
                .iter()
                .map(|output| (output.name.clone(), output.expression.type_of()))
                .collect(),
            Body::Values(rows) => rows.first().map_or_else(Vec::new, |row| {
                (1..)
                    .zip(row)
                    .map(|(at, cell)| (format!("column{at}").into(), cell.type_of()))
                    .collect()
            }),
            Body::Set { left, .. } => left.columns(),
        }
    }
}

impl From {
    /// The number by which the columns are read; a join has none of its own.
    pub const fn range(&self) -> Option<Range> {
        match self {
            Self::Relation { range, .. }
            | Self::Query { range, .. }
            | Self::Function { range, .. }
            | Self::Routine { range, .. }
            | Self::Kept { range, .. }
            | Self::Common { range, .. }
            | Self::Written { range } => Some(*range),
            Self::Join { .. } => None,
        }
    }

    /// The same, to change it.
    pub const fn range_mut(&mut self) -> Option<&mut Range> {
        match self {
            Self::Relation { range, .. }
            | Self::Query { range, .. }
            | Self::Function { range, .. }
            | Self::Routine { range, .. }
            | Self::Kept { range, .. }
            | Self::Common { range, .. }
            | Self::Written { range } => Some(range),
            Self::Join { .. } => None,
        }
    }
}
