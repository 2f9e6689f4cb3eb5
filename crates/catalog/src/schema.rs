//! The whole schema of a database, and what stands beside its relations: types, roles, schemas.

use crate::expression::Expression;
use crate::privilege::{Grant, Privileges};
use crate::relation::{Check, Relation};
use crate::routine::{Routine, RoutineId};
use indexmap::IndexMap;
use std::sync::Arc;
use value::{Composite, Domain, Enum, Name, QualifiedName, Type};

/// An immutable picture of a database's schema. Maps keep the order of declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// `create schema`
    pub schemas: IndexMap<Name, Schema>,
    /// Tables and views.
    pub relations: IndexMap<QualifiedName, Arc<Relation>>,
    /// Enums, domains, composite types.
    pub types: IndexMap<QualifiedName, UserType>,
    /// `create function`
    pub routines: IndexMap<RoutineId, Arc<Routine>>,
    /// Roles.
    pub roles: IndexMap<Name, Role>,
    /// `alter default privileges`, in order.
    pub default_privileges: Vec<DefaultPrivileges>,
    /// `create extension`: what was asked for and is provided.
    pub extensions: Vec<Name>,
    /// `create publication`: what realtime tells of.
    pub publications: IndexMap<Name, Publication>,
    /// `comment on` what has no place for a comment of its own.
    pub comments: IndexMap<Commented, String>,
}

/// `create publication`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// `for all tables`
    pub all_tables: bool,
    /// `for table …`
    pub relations: Vec<QualifiedName>,
}

/// What a comment is on; relations, columns and schemas hold their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Commented {
    /// A type or a domain.
    Type(QualifiedName),
    /// A constraint of a domain.
    DomainConstraint {
        /// Of which domain.
        domain: QualifiedName,
        /// Its name.
        name: Name,
    },
    /// A constraint of a table.
    Constraint {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        name: Name,
    },
    /// An index.
    Index {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        name: Name,
    },
    /// A policy.
    Policy {
        /// Of which table.
        relation: QualifiedName,
        /// Its name.
        name: Name,
    },
    /// A role.
    Role(Name),
    /// A publication.
    Publication(Name),
}

/// `create schema`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// `usage` and `create`.
    pub privileges: Privileges,
    /// `comment on schema`
    pub comment: Option<String>,
}

/// A role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// `superuser`: everything is allowed, and no policy holds.
    pub superuser: bool,
    /// `bypassrls`
    pub bypass_row_security: bool,
    /// Roles it is a member of, `grant a to b`.
    pub member_of: Vec<Name>,
    /// `noinherit`: it may become these roles, and doesn't have their rights before.
    pub no_inherit: bool,
}

/// `alter default privileges for role … in schema … grant …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefaultPrivileges {
    /// In which schema; none is every one.
    pub schema: Option<Name>,
    /// On what kind of thing.
    pub on: DefaultsOn,
    /// What new things get.
    pub grant: Grant,
}

/// What default privileges are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultsOn {
    /// `tables`, views too
    Tables,
    /// `sequences`
    Sequences,
    /// `functions`, `routines`
    Routines,
    /// `types`
    Types,
}

/// A type of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserType {
    /// `create type … as enum`
    Enum(Arc<Enum>),
    /// `create domain`
    Domain(DomainDefinition),
    /// `create type … as (…)`
    Composite(Arc<Composite>),
}

/// `create domain … default … not null check …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainDefinition {
    /// The type.
    pub domain: Arc<Domain>,
    /// `not null`
    pub not_null: bool,
    /// `default`
    pub default: Option<Expression>,
    /// `check`: reads the value as the column `value` of [`Relation::ROW`].
    pub checks: Vec<Check>,
}

impl Catalog {
    /// The relation of a name.
    pub fn relation(&self, name: &QualifiedName) -> Option<&Arc<Relation>> {
        self.relations.get(name)
    }

    /// The routines of a name, overloads in the order of declaration.
    pub fn routines_named<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = &'a Arc<Routine>> {
        self.routines.values().filter(move |routine| routine.name == *name)
    }

    /// The first relation of this name along a search path.
    pub fn relation_in(&self, path: &[Name], name: &str) -> Option<&Arc<Relation>> {
        path.iter().find_map(|schema| {
            self.relations.get(&QualifiedName { schema: schema.clone(), name: name.into() })
        })
    }

    /// A type of the schema by its name; a relation's row type too.
    pub fn type_named(&self, name: &QualifiedName) -> Option<Type> {
        match self.types.get(name) {
            Some(UserType::Enum(of)) => Some(Type::Enum(of.clone())),
            Some(UserType::Domain(of)) => Some(Type::Domain(of.domain.clone())),
            Some(UserType::Composite(of)) => Some(Type::Composite(of.clone())),
            None => self.relation(name).map(|of| Type::Composite(Arc::new(of.row_type()))),
        }
    }

    /// A role and every role whose rights it has, itself first.
    pub fn roles_of(&self, role: &Name) -> Vec<Name> {
        let mut all = vec![role.clone()];
        let mut at = 0;
        while let Some(name) = all.get(at).cloned() {
            let role = self.roles.get(&name).filter(|role| !role.no_inherit);
            let more = role.map_or(&[][..], |role| &role.member_of);
            for parent in more {
                if !all.contains(parent) {
                    all.push(parent.clone());
                }
            }
            at += 1;
        }
        all
    }

    /// The relations whose foreign keys lead to a table, with those keys.
    pub fn referencing<'a>(
        &'a self,
        target: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Arc<Relation>, &'a crate::relation::ForeignKey)> {
        self.relations.values().flat_map(move |relation| {
            let keys = relation.foreign_keys.iter();
            keys.filter(move |key| key.target == *target).map(move |key| (relation, key))
        })
    }
}
