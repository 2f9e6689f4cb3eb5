//! What `compile` makes and `engine` runs: SQL texts with what is bound to them, and for a write the parts of
//! its small program.
//!
//! Values are stored in the canonical forms of the crate `value`, so binding and reading convert nothing.

use catalog::{Name, Session};
use db::Column;
use std::sync::Arc;

/// One SQL text and what is bound to its placeholders `?1`, `?2`, …, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sql {
    pub(crate) text: String,
    pub(crate) binds: Vec<Bind>,
}

/// What is bound to a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bind {
    /// A parameter of the request.
    Parameter(u32),
    /// What the caller brings.
    Session(Session),
    /// A cell of the row at hand, by the column's position in the relation: the proposed row, or the row as an
    /// update leaves it.
    Row(usize),
    /// A cell of the row that is there, by the column's position in the relation (`on conflict do update`).
    Existing(usize),
    /// The `rowid` of the row at hand.
    Rowid,
    /// The `rowid`s that the write touched, as a JSON array in the order of writing; the rows themselves where they
    /// are shown beside the database as it was before.
    Written,
    /// The rows that were kept by this number, as a JSON array.
    Kept(u32),
}

/// A compiled step.
#[derive(Clone, Debug)]
pub(crate) enum Compiled {
    /// Rows to read.
    Query(CompiledQuery),
    /// Rows to write.
    Write(Box<CompiledWrite>),
    /// Several parts.
    Program(CompiledProgram),
}

/// Parts that run in order as one step.
#[derive(Clone, Debug)]
pub(crate) struct CompiledProgram {
    pub(crate) parts: Vec<CompiledPart>,
    /// A part reads what another writes, but is to see it as it was before all of them.
    pub(crate) isolated: bool,
}

/// A part of a program.
#[derive(Clone, Debug)]
pub(crate) struct CompiledPart {
    pub(crate) step: Compiled,
    /// One output; the part is done where it is true.
    pub(crate) only_if: Option<CompiledQuery>,
}

/// A query and its result's columns.
#[derive(Clone, Debug)]
pub(crate) struct CompiledQuery {
    pub(crate) sql: Sql,
    pub(crate) columns: Arc<[Column]>,
}

/// A write as a small program. Every `Sql` here but the queries gives exactly one row.
#[derive(Clone, Debug)]
pub(crate) struct CompiledWrite {
    /// What the rows are and where they go.
    pub(crate) action: Action,
    /// For each column of the relation, in its order.
    pub(crate) columns: Vec<WrittenColumn>,
    /// One output for each `generated always as` column, in the relation's order, over [`Bind::Row`].
    pub(crate) computed: Option<Sql>,
    /// One output: whether a partition takes the row, over [`Bind::Row`].
    pub(crate) partition: Option<Sql>,
    /// One output for each of the write's `checks` (0, 1 or null), over [`Bind::Row`].
    pub(crate) checks: Option<Sql>,
    /// The checks' policies, in the order of the outputs.
    pub(crate) check_policies: Vec<Option<Name>>,
    /// One output for each `check` constraint and then each check of a domain, over [`Bind::Row`].
    pub(crate) constraints: Option<Sql>,
    /// The constraints' names, in the order of the outputs.
    pub(crate) constraint_names: Vec<ConstraintName>,
    /// One output for each check option of a view that it leads through (0, 1 or null), over [`Bind::Row`].
    pub(crate) view_checks: Option<Sql>,
    /// The views' names, in the order of the outputs.
    pub(crate) views: Vec<Name>,
    /// `returning`, over [`Bind::Written`].
    pub(crate) returning: Option<CompiledQuery>,
    /// Every column of the rows of [`Bind::Written`], where `returning` also reads what the write changes: it sees
    /// that as it was before.
    pub(crate) whole: Option<Sql>,
    /// The definer whose rights count.
    pub(crate) within: Option<Name>,
}

/// Whose constraint it is, since the messages differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConstraintName {
    /// `check` of the relation.
    Relation(Name),
    /// `check` of a domain, by the domain's name (unqualified) and the constraint's.
    Domain(Name, Name),
}

/// One column of the relation that is written.
#[derive(Clone, Debug)]
pub(crate) struct WrittenColumn {
    pub(crate) name: Name,
    pub(crate) of: value::Type,
    pub(crate) not_null: bool,
    /// The domain whose `not null` it is, if it is one's.
    pub(crate) domain_not_null: Option<Name>,
    pub(crate) missing: Missing,
}

/// What a column gets that a write doesn't give.
#[derive(Clone, Debug)]
pub(crate) enum Missing {
    Null,
    /// One output.
    Default(Sql),
    /// The next value of a sequence.
    Identity {
        sequence: String,
        always: bool,
    },
    /// Computed from the others.
    Computed,
}

/// What is done.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    Insert(Box<InsertAction>),
    Update(UpdateAction),
    Delete {
        /// `rowid` of every row that goes.
        targets: Sql,
        /// `delete from … where rowid = ?`
        delete: Sql,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct InsertAction {
    /// For each column that the source gives, its position in the relation.
    pub(crate) positions: Vec<usize>,
    pub(crate) overriding: catalog::Overriding,
    pub(crate) source: InsertSource,
    /// `insert into … values (…)` over [`Bind::Row`]; with `on conflict do nothing` where no target is named.
    pub(crate) insert: Sql,
    pub(crate) conflict: Option<CompiledConflict>,
}

#[derive(Clone, Debug)]
pub(crate) enum InsertSource {
    /// The table of this position among the inputs.
    Inputs(u32),
    /// The rows of a query.
    Query(Sql),
    /// Rows of expressions; `None` is the column's default.
    Rows(Vec<Vec<Option<Sql>>>),
}

#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one for each shape of an upsert")]
pub(crate) enum CompiledConflict {
    /// `do nothing`, whatever is in the way: the insert's own text says so.
    IgnoreAny,
    /// `do nothing` where these columns are there already.
    Ignore {
        /// `rowid` and every column of the row that is in the way, over [`Bind::Row`].
        find: Sql,
    },
    Update {
        /// `rowid` and every column of the row that is in the way, over [`Bind::Row`].
        find: Sql,
        /// One output for each of the write's `existing` checks, over [`Bind::Existing`].
        existing: Option<Sql>,
        /// `where`: one output, over [`Bind::Existing`], and [`Bind::Row`] for `excluded`.
        filter: Option<Sql>,
        /// What changes.
        set: Vec<CompiledAssignment>,
        /// One output for each assignment that has an expression, over [`Bind::Existing`], and [`Bind::Row`] for
        /// `excluded`.
        values: Option<Sql>,
        /// One output for each of the write's `updated` checks, over [`Bind::Row`] (the row as it will be).
        updated: Option<Sql>,
        updated_policies: Vec<Option<Name>>,
        existing_policies: Vec<Option<Name>>,
        /// `update … set` every column that changes `where rowid = ?`, over [`Bind::Row`] and [`Bind::Rowid`].
        update: Sql,
    },
}

/// `column = …`
#[derive(Clone, Debug)]
pub(crate) struct CompiledAssignment {
    /// The column's position in the relation.
    pub(crate) position: usize,
    /// `default` instead of an expression.
    pub(crate) default: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct UpdateAction {
    /// `rowid`, then every column of the relation as it is, then one output for each assignment that has an
    /// expression.
    pub(crate) targets: Sql,
    pub(crate) set: Vec<CompiledAssignment>,
    /// `update … set` every column that changes (computed ones too) `where rowid = ?`, over [`Bind::Row`] and
    /// [`Bind::Rowid`].
    pub(crate) update: Sql,
}
