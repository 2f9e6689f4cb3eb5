//! What is different between two catalogs, one thing at a time.

use crate::expression::Expression;
use crate::routine::RoutineId;
use value::{Name, QualifiedName};

/// One step from one catalog to the next. Names are those of the catalog at that step: renames come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// `create schema`
    CreateSchema(Name),
    /// `drop schema`
    DropSchema(Name),
    /// `create table`, `create view`
    CreateRelation(QualifiedName),
    /// `drop table`, `drop view`
    DropRelation(QualifiedName),
    /// `alter table … rename to`, `… set schema`
    RenameRelation {
        /// Its old name.
        from: QualifiedName,
        /// Its new name.
        to: QualifiedName,
    },
    /// `create or replace view`, or another setting of one.
    AlterView(QualifiedName),
    /// `refresh materialized view`
    Refresh(QualifiedName),
    /// `alter table … add column`
    AddColumn {
        /// Of which table.
        relation: QualifiedName,
        /// Which column.
        column: Name,
    },
    /// `alter table … drop column`
    DropColumn {
        /// Of which table.
        relation: QualifiedName,
        /// Which column.
        column: Name,
    },
    /// `alter table … rename column`
    RenameColumn {
        /// Of which table.
        relation: QualifiedName,
        /// Its old name.
        from: Name,
        /// Its new name.
        to: Name,
    },
    /// `alter table … alter column … type … using …`
    AlterColumnType {
        /// Of which table.
        relation: QualifiedName,
        /// Which column.
        column: Name,
        /// What the new value is, reading the old row as [`crate::Relation::ROW`]; none is an assignment cast.
        using: Option<Expression>,
    },
    /// `set|drop not null`
    AlterColumnNull {
        /// Of which table.
        relation: QualifiedName,
        /// Which column.
        column: Name,
    },
    /// `set|drop default`, `add|drop identity`, another generated expression.
    AlterColumnGeneration {
        /// Of which table.
        relation: QualifiedName,
        /// Which column.
        column: Name,
    },
    /// `add constraint`
    AddConstraint {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        constraint: Name,
    },
    /// `drop constraint`
    DropConstraint {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        constraint: Name,
    },
    /// `create index`
    CreateIndex {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        index: Name,
    },
    /// `drop index`
    DropIndex {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        index: Name,
    },
    /// `create type`, `create domain`
    CreateType(QualifiedName),
    /// `drop type`, `drop domain`
    DropType(QualifiedName),
    /// `alter type … add value`: labels that are new; positions of others may have moved.
    AlterEnum {
        /// The old labels, in order.
        from: Vec<Name>,
        /// Which type; the new labels are in the new catalog.
        name: QualifiedName,
    },
    /// `alter domain`, or a composite's fields.
    AlterType(QualifiedName),
    /// Row security, policies, owner, privileges, comments of one relation: nothing stored changes.
    AlterRules {
        /// Of which relation.
        relation: QualifiedName,
        /// In words: `policy "own rows"`, `privileges`.
        what: String,
    },
    /// `create function`
    CreateRoutine(RoutineId),
    /// `drop function`
    DropRoutine(RoutineId),
    /// `create or replace function`, or the function anew where that can't be.
    AlterRoutine(RoutineId),
    /// Owner, privileges, comment of one function.
    AlterRoutineRules {
        /// Of which function.
        routine: RoutineId,
        /// In words: `privileges`.
        what: String,
    },
    /// Roles, default privileges, extensions, comments on schemas.
    AlterSettings {
        /// In words: `role "clerk"`, `extension "citext"`.
        what: String,
    },
}

impl Change {
    /// Whether data may be lost, or rows that are there may not fit: a person has to ask for it.
    pub const fn loses_data(&self) -> bool {
        matches!(
            self,
            Self::DropSchema(_)
                | Self::DropColumn { .. }
                | Self::AlterColumnType { .. }
                | Self::DropType(_)
                | Self::DropRelation(_)
        )
    }
}
