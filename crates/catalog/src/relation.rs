//! A table, a view, and everything that is declared with one.

use crate::expression::Expression;
use crate::partition::Partitioning;
use crate::privilege::Privileges;
use crate::query::Query;
use value::{Composite, Field, Modifier, Name, QualifiedName, Type};

/// A table or a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name.
    pub name: QualifiedName,
    /// Table or view.
    pub kind: RelationKind,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// `primary key`
    pub primary_key: Option<Unique>,
    /// `unique` constraints.
    pub uniques: Vec<Unique>,
    /// `references`, `foreign key`
    pub foreign_keys: Vec<ForeignKey>,
    /// `check`
    pub checks: Vec<Check>,
    /// `create index`, those of constraints left out.
    pub indexes: Vec<Index>,
    /// `enable` and `force row level security`
    pub row_security: RowSecurity,
    /// `create policy`
    pub policies: Vec<Policy>,
    /// Who owns it.
    pub owner: Name,
    /// Who may do what with it.
    pub privileges: Privileges,
    /// `comment on`
    pub comment: Option<String>,
    /// `partition by`
    pub partitioning: Option<Partitioning>,
}

/// What kind of relation.
#[expect(clippy::large_enum_variant, reason = "one for each relation, behind an `Arc`")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// `create table`
    Table,
    /// `create view`
    View(View),
}

/// What a view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its query; the outputs are the columns, renamed where the view says so.
    pub query: Query,
    /// `security_invoker`: the caller's rights count below it, not the owner's.
    pub security_invoker: bool,
    /// `security_barrier`. Kept as it was said: a view's own conditions always come before those of its user.
    pub security_barrier: bool,
    /// `with check option`
    pub check: Option<CheckOption>,
    /// `materialized`
    pub materialized: bool,
    /// A materialized view has rows: it was not made, or last refreshed, `with no data`.
    pub populated: bool,
}

/// `with … check option`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOption {
    /// `local`: a row that is written must satisfy this view's own condition.
    Local,
    /// `cascaded`: and those of the views below it.
    Cascaded,
}

impl View {
    /// A view over a query, without options.
    pub const fn over(query: Query) -> Self {
        Self {
            query,
            security_invoker: false,
            security_barrier: false,
            check: None,
            materialized: false,
            populated: true,
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub of: Type,
    /// The modifier of its type.
    pub modifier: Modifier,
    /// `not null`, by itself or through the primary key.
    pub not_null: bool,
    /// Where its value comes from when none is given.
    pub generation: Option<Generation>,
    /// Rights on this column alone.
    pub privileges: Privileges,
    /// `comment on`
    pub comment: Option<String>,
}

/// Where a column's value comes from when a write doesn't give one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Generation {
    /// `default`, already of the column's type.
    Default(Expression),
    /// `generated always as (…) stored`, reading the row as [`Relation::ROW`].
    Computed(Expression),
    /// `generated … as identity`, `serial`
    Identity(Identity),
}

/// `generated always|by default as identity (…)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `always`: a value may be given only with `overriding system value`.
    pub always: bool,
    /// It was written `serial`, or as a default of `nextval`.
    pub serial: bool,
    /// `start with`
    pub start: i64,
    /// `increment by`
    pub increment: i64,
    /// The sequence's name, e.g. `posts_id_seq`.
    pub sequence: Name,
}

/// `primary key` or `unique`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unique {
    /// The constraint's name.
    pub name: Name,
    /// Its columns.
    pub columns: Vec<Name>,
    /// `nulls not distinct`
    pub nulls_not_distinct: bool,
    /// `deferrable`
    pub deferral: Deferral,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deferral {
    /// At the end of the statement.
    #[default]
    Immediate,
    /// `deferrable initially immediate`
    Deferrable,
    /// `deferrable initially deferred`: at the end of the transaction.
    Deferred,
}

/// `foreign key (…) references …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: Name,
    /// The referencing columns.
    pub columns: Vec<Name>,
    /// The referenced table.
    pub target: QualifiedName,
    /// The referenced columns.
    pub target_columns: Vec<Name>,
    /// `on update`
    pub on_update: ReferentialAction,
    /// `on delete`
    pub on_delete: ReferentialAction,
    /// `match`
    pub matching: Match,
    /// `deferrable`
    pub deferral: Deferral,
}

/// `match simple` or `match full`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// A null in any column, and nothing is referenced.
    #[default]
    Simple,
    /// All null or none.
    Full,
}

/// What happens to the referencing row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReferentialAction {
    /// `no action`
    #[default]
    NoAction,
    /// `restrict`
    Restrict,
    /// `cascade`
    Cascade,
    /// `set null`
    SetNull,
    /// `set default`
    SetDefault,
}

/// `check (…)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name.
    pub name: Name,
    /// What must not be false, reading the row as [`Relation::ROW`].
    pub expression: Expression,
}

/// `create index`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name; it lives in the relation's schema.
    pub name: Name,
    /// `unique`
    pub unique: bool,
    /// `using`
    pub method: IndexMethod,
    /// What is indexed.
    pub parts: Vec<IndexPart>,
    /// `include (…)`
    pub include: Vec<Name>,
    /// `where`, reading the row as [`Relation::ROW`].
    pub filter: Option<Expression>,
    /// `nulls not distinct`
    pub nulls_not_distinct: bool,
}

/// `using …`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexMethod {
    /// `btree`
    Btree,
    /// `hash`
    Hash,
    /// `gin`
    Gin,
    /// `gist`
    Gist,
    /// `spgist`
    Spgist,
    /// `brin`
    Brin,
}

/// One part of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPart {
    /// A column or an expression, reading the row as [`Relation::ROW`].
    pub expression: Expression,
    /// `desc`
    pub descending: bool,
    /// `nulls first`
    pub nulls_first: bool,
    /// `gin_trgm_ops`, `text_pattern_ops`, …
    pub operator_class: Option<Name>,
}

/// `alter table … enable|force row level security`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSecurity {
    /// `enable`
    pub enabled: bool,
    /// `force`: for the owner too.
    pub forced: bool,
}

/// `create policy`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub name: Name,
    /// `as permissive`, else restrictive.
    pub permissive: bool,
    /// `for`
    pub command: Command,
    /// `to`; `public` is everybody.
    pub roles: Vec<Name>,
    /// `using (…)`, reading the row as [`Relation::ROW`].
    pub using: Option<Expression>,
    /// `with check (…)`, reading the row as [`Relation::ROW`].
    pub check: Option<Expression>,
}

/// `for …`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `all`
    All,
    /// `select`
    Select,
    /// `insert`
    Insert,
    /// `update`
    Update,
    /// `delete`
    Delete,
}

impl Relation {
    /// The range by which a relation's own expressions (policies, checks, generated columns, indexes) read the
    /// row. Subqueries inside them have ranges from 1 on.
    pub const ROW: crate::query::Range = crate::query::Range(0);

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| &*column.name == name)
    }

    /// Whether it is a table.
    pub const fn is_table(&self) -> bool {
        matches!(self.kind, RelationKind::Table)
    }

    /// Whether rows are stored in it: a table or a materialized view.
    pub const fn is_stored(&self) -> bool {
        match &self.kind {
            RelationKind::Table => true,
            RelationKind::View(view) => view.materialized,
        }
    }

    /// The view, if it is one.
    pub const fn view(&self) -> Option<&View> {
        match &self.kind {
            RelationKind::View(view) => Some(view),
            RelationKind::Table => None,
        }
    }

    /// `table`, `view` or `materialized view`.
    pub const fn kind_name(&self) -> &'static str {
        match &self.kind {
            RelationKind::Table => "table",
            RelationKind::View(view) if view.materialized => "materialized view",
            RelationKind::View(_) => "view",
        }
    }

    /// The primary key's columns; empty without one.
    pub fn key_columns(&self) -> &[Name] {
        self.primary_key.as_ref().map_or(&[], |key| &key.columns)
    }

    /// The type of the relation's rows.
    pub fn row_type(&self) -> Composite {
        let field = |column: &Column| Field {
            name: column.name.clone(),
            of: column.of.clone(),
            modifier: column.modifier,
        };
        Composite { name: self.name.clone(), fields: self.columns.iter().map(field).collect() }
    }

    /// The primary key and the unique constraints.
    pub fn unique_constraints(&self) -> impl Iterator<Item = &Unique> {
        self.primary_key.iter().chain(&self.uniques)
    }

    /// Whether the columns, in any order, are the columns of a key: at most one row has their values.
    pub fn is_unique(&self, columns: &[Name]) -> bool {
        self.unique_constraints()
            .any(|key| key.columns.iter().all(|column| columns.contains(column)))
    }
}
