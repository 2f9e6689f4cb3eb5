//! The schema while statements change it: a catalog, the settings that statements are read under, and what is
//! noted on the way.

use crate::analyze::Environment;
use crate::define::names::{Reference, short};
use crate::define::partition;
use crate::define::refused::Refused;
use crate::define::sequence::PendingSequence;
use crate::error::{Result, SqlError};
use catalog::{
    Catalog, Change, Check, DefaultsOn, Expression, Generation, Privileges, Relation, RelationKind,
    RoutineId, RowSecurity,
};
use indexmap::IndexMap;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast;
use std::sync::Arc;
use value::{Name, QualifiedName};

/// The schema while statements change it.
#[derive(Clone)]
pub(crate) struct Draft {
    /// The schema so far.
    pub(crate) catalog: Catalog,
    /// `search_path`
    pub(crate) search_path: Vec<Name>,
    /// Who defines, and owns what is new.
    pub(crate) role: Name,
    /// What a statement changed that can't be found by comparing before and after: new names. Where there is
    /// one, the statement changed nothing else.
    pub(crate) renames: Vec<Change>,
    /// `using` of `alter column … type`: relation, column, the new value.
    pub(crate) conversions: Vec<(QualifiedName, Name, Expression)>,
    /// Identity columns whose sequence starts anew.
    pub(crate) restarts: Vec<(QualifiedName, Name)>,
    /// Identity columns whose sequence goes on behind the rows that are there.
    pub(crate) behind_rows: Vec<(QualifiedName, Name)>,
    /// Materialized views that are filled again.
    pub(crate) refreshed: Vec<QualifiedName>,
    /// Sequences that no column uses yet.
    pub(crate) sequences: IndexMap<QualifiedName, PendingSequence>,
    /// Routines, triggers and the like, which are refused together.
    pub(crate) refused: Vec<Refused>,
    /// What a person should know of the statement.
    pub(crate) notices: Vec<String>,
    /// `check_function_bodies`: whether a function's statements are read when it is created.
    pub(crate) check_bodies: bool,
    /// Functions whose statements are read later, since what they name may come later.
    pub(crate) unread: Vec<(RoutineId, ast::CreateFunction)>,
    /// Rights are given as default privileges give them, which a catalog's own text says of those that were.
    pub(crate) grants_by_default: bool,
    /// The house's own text is read: the tables of sign-in may be defined.
    pub(crate) is_own: bool,
}

impl Draft {
    /// A project's draft over a catalog.
    pub(crate) fn of_project(catalog: Catalog) -> Self {
        Self {
            catalog,
            search_path: default_search_path(),
            role: Name::from("postgres"),
            renames: Vec::new(),
            conversions: Vec::new(),
            restarts: Vec::new(),
            behind_rows: Vec::new(),
            refreshed: Vec::new(),
            sequences: IndexMap::new(),
            refused: Vec::new(),
            notices: Vec::new(),
            check_bodies: true,
            unread: Vec::new(),
            grants_by_default: false,
            is_own: false,
        }
    }

    /// A draft of the house's own text, from nothing.
    pub(crate) fn of_own() -> Self {
        Self { is_own: true, search_path: Vec::new(), ..Self::of_project(Catalog::default()) }
    }

    /// What expressions and queries are read in.
    pub(crate) fn environment(&self) -> Environment<'_> {
        Environment { catalog: &self.catalog, search_path: &self.search_path }
    }

    /// Tells a person something.
    pub(crate) fn notice(&mut self, message: impl Into<String>) {
        self.notices.push(message.into());
    }

    /// The full name of something new.
    pub(crate) fn new_name(&self, reference: &Reference, at: &SyntaxNode) -> Result<QualifiedName> {
        let schema = match &reference.schema {
            Some(schema) => schema.clone(),
            None => self.search_path.iter().find(|it| self.has_schema(it)).cloned().ok_or_else(
                || SqlError::new("3F000", at, "no schema has been selected to create in"),
            )?,
        };
        self.require_schema(&schema, at)?;
        Ok(QualifiedName { schema, name: reference.name.clone() })
    }

    /// A schema that must be there.
    pub(crate) fn require_schema(&self, schema: &Name, at: &SyntaxNode) -> Result<()> {
        if self.has_schema(schema) {
            return Ok(());
        }
        let error = SqlError::new("3F000", at, format!("schema \"{schema}\" does not exist"));
        Err(with_hint_of_service(error, Some(schema)))
    }

    fn has_schema(&self, schema: &Name) -> bool {
        self.catalog.schemas.contains_key(schema)
    }

    /// The full name of a relation that may be there.
    pub(crate) fn find_relation(&self, reference: &Reference) -> Option<QualifiedName> {
        self.find(reference, |name| self.catalog.relations.contains_key(name))
    }

    /// The full name of a type that may be there.
    pub(crate) fn find_type(&self, reference: &Reference) -> Option<QualifiedName> {
        self.find(reference, |name| self.catalog.types.contains_key(name))
    }

    /// The first name along the search path for which something is there.
    pub(crate) fn find(
        &self,
        reference: &Reference,
        is_there: impl Fn(&QualifiedName) -> bool,
    ) -> Option<QualifiedName> {
        let one = std::slice::from_ref(&reference.schema).iter().flatten();
        let path = self.search_path.iter().filter(|_| reference.schema.is_none());
        let names = one
            .chain(path)
            .map(|schema| QualifiedName { schema: schema.clone(), name: reference.name.clone() });
        names.into_iter().find(|name| is_there(name))
    }

    /// A table or view that must be there.
    pub(crate) fn relation(&self, reference: &Reference, at: &SyntaxNode) -> Result<Arc<Relation>> {
        let name = self.find_relation(reference);
        name.and_then(|name| self.catalog.relation(&name).cloned()).ok_or_else(|| {
            if let Some((table, _)) = partition::parent_of(self, reference) {
                return SqlError::unsupported(at, "naming a partition by itself")
                    .hint(format!("Its rows are in the table {table}."));
            }
            let message = format!("relation \"{reference}\" does not exist");
            with_hint_of_service(SqlError::new("42P01", at, message), reference.schema.as_ref())
        })
    }

    /// A table that must be there.
    pub(crate) fn table(&self, reference: &Reference, at: &SyntaxNode) -> Result<Arc<Relation>> {
        let relation = self.relation(reference, at)?;
        if relation.is_table() {
            return Ok(relation);
        }
        let message = format!("\"{}\" is not a table", short(&relation.name));
        Err(SqlError::new("42809", at, message))
    }

    /// A relation by its full name, which was found before.
    pub(crate) fn known(&self, name: &QualifiedName, at: &SyntaxNode) -> Result<Arc<Relation>> {
        self.catalog.relation(name).cloned().ok_or_else(|| {
            SqlError::new("42P01", at, format!("relation \"{name}\" does not exist"))
        })
    }

    /// A relation to change, which was found before.
    pub(crate) fn edit(&mut self, name: &QualifiedName, edit: impl FnOnce(&mut Relation)) {
        if let Some(relation) = self.catalog.relations.get_mut(name) {
            edit(Arc::make_mut(relation));
        }
    }

    /// The tables of sign-in are not a project's to change.
    pub(crate) fn require_owner(&self, relation: &Relation, at: &SyntaxNode) -> Result<()> {
        if self.is_own || &*relation.name.schema != "auth" {
            return Ok(());
        }
        let message = format!("must be owner of table {}", short(&relation.name));
        Err(SqlError::new("42501", at, message).hint(
            "The schema auth belongs to sign-in. Keep what you add in a table of your own that references \
             auth.users (id).",
        ))
    }

    /// A role that must be there, or `public`.
    pub(crate) fn require_role(&self, role: &Name, at: &SyntaxNode) -> Result<()> {
        if &**role == "public" || self.catalog.roles.contains_key(role) {
            return Ok(());
        }
        Err(SqlError::new("42704", at, format!("role \"{role}\" does not exist"))
            .hint(format!("Create it first: create role {role};")))
    }

    /// Whether a relation, an index or a sequence has this name.
    pub(crate) fn is_relation_name(&self, schema: &str, name: &str) -> bool {
        let full = QualifiedName::new(schema, name);
        self.catalog.relations.contains_key(&full)
            || self.sequences.contains_key(&full)
            || self.in_schema(schema).any(|relation| owns_relation_name(relation, name))
    }

    /// Whether a constraint in the schema has this name.
    pub(crate) fn is_constraint_name(&self, schema: &str, name: &str) -> bool {
        self.in_schema(schema).any(|relation| has_constraint(relation, name))
    }

    /// Whether a type, or a relation's row type, has this name.
    pub(crate) fn is_type_name(&self, name: &QualifiedName) -> bool {
        self.catalog.types.contains_key(name) || self.catalog.relations.contains_key(name)
    }

    /// A relation of a schema that has an index, and the index's place in it.
    pub(crate) fn find_index(&self, reference: &Reference) -> Option<(QualifiedName, Name)> {
        let full = self.find(reference, |name| {
            self.in_schema(&name.schema).any(|it| has_index(it, &name.name))
        })?;
        let mut relations = self.in_schema(&full.schema);
        let relation = relations.find(|relation| has_index(relation, &full.name))?;
        Some((relation.name.clone(), full.name))
    }

    fn in_schema<'a>(&'a self, schema: &'a str) -> impl Iterator<Item = &'a Arc<Relation>> {
        self.catalog.relations.values().filter(move |relation| &*relation.name.schema == schema)
    }

    /// The rights that something new gets by `alter default privileges`.
    pub(crate) fn default_rights(&self, schema: &Name, on: DefaultsOn) -> Privileges {
        let mut privileges = Privileges::default();
        let defaults = self.catalog.default_privileges.iter().filter(|default| {
            default.on == on && default.schema.as_ref().is_none_or(|it| it == schema)
        });
        for default in defaults {
            privileges.grant(&default.grant.grantee, default.grant.privilege, false);
        }
        privileges
    }

    /// A table or view without anything yet.
    pub(crate) fn new_relation(&self, name: QualifiedName, kind: RelationKind) -> Relation {
        let privileges = self.default_rights(&name.schema, DefaultsOn::Tables);
        Relation {
            name,
            kind,
            columns: Vec::new(),
            primary_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            indexes: Vec::new(),
            row_security: RowSecurity::default(),
            policies: Vec::new(),
            owner: self.role.clone(),
            privileges,
            comment: None,
            partitioning: None,
        }
    }
}

/// `search_path` where nothing sets it.
pub(crate) fn default_search_path() -> Vec<Name> {
    vec![Name::from("public"), Name::from("extensions")]
}

/// Whether an index, a key or a sequence of the relation has this name.
fn owns_relation_name(relation: &Relation, name: &str) -> bool {
    let sequence = |column: &catalog::Column| match &column.generation {
        Some(Generation::Identity(identity)) => &*identity.sequence == name,
        _ => false,
    };
    has_index(relation, name)
        || relation.unique_constraints().any(|key| &*key.name == name)
        || relation.columns.iter().any(sequence)
        || relation.partitioning.iter().flat_map(|it| &it.partitions).any(|partition| {
            partition.name.schema == relation.name.schema && &*partition.name.name == name
        })
}

/// Whether an index that isn't a key's has this name.
fn has_index(relation: &Relation, name: &str) -> bool {
    relation.indexes.iter().any(|index| &*index.name == name)
}

/// Whether a key, check or foreign key of the relation has this name.
pub(crate) fn has_constraint(relation: &Relation, name: &str) -> bool {
    relation.unique_constraints().any(|key| &*key.name == name)
        || relation.foreign_keys.iter().any(|key| &*key.name == name)
        || relation.checks.iter().any(|check: &Check| &*check.name == name)
}

/// Schemas of Supabase whose services aren't there yet.
fn with_hint_of_service(error: SqlError, schema: Option<&Name>) -> SqlError {
    match schema.map(Name::as_str) {
        Some(schema @ ("storage" | "realtime" | "cron" | "vault" | "graphql" | "net" | "pgmq")) => {
            error.hint(format!(
                "What Supabase keeps in the schema {schema} isn't there in this version."
            ))
        }
        _ => error,
    }
}
