//! What of a schema stands on what, as PostgreSQL keeps it in `pg_depend`: a thing is dropped only when nothing
//! stands on it, or with all that does.

use crate::define::foreign_key::is_key;
use crate::define::row_shape;
use crate::define::trees::{Tree, generation, of_routine};
use crate::define::uses::{self, Uses, names_type};
use catalog::{Catalog, Column, DomainDefinition, Generation, Relation, RoutineId, UserType};
use value::{Name, QualifiedName};

/// Something that can be dropped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    /// A schema.
    Schema(Name),
    /// A table or a view.
    Relation(QualifiedName),
    /// A column of a relation.
    Column(QualifiedName, Name),
    /// A column's default.
    Default(QualifiedName, Name),
    /// A key, foreign key or check of a table.
    Constraint(QualifiedName, Name),
    /// An index of a table.
    Index(QualifiedName, Name),
    /// A policy of a relation.
    Policy(QualifiedName, Name),
    /// An enum, a domain, a composite type.
    Type(QualifiedName),
    /// A check of a domain.
    DomainCheck(QualifiedName, Name),
    /// A function.
    Routine(RoutineId),
}

impl Thing {
    /// As messages name it: `constraint posts_pkey on table posts`.
    pub(crate) fn described(&self, catalog: &Catalog) -> String {
        let relation = |name: &QualifiedName| {
            let kind = catalog.relation(name).map_or("table", |relation| relation.kind_name());
            format!("{kind} {}", shown(name))
        };
        match self {
            Self::Schema(name) => format!("schema {name}"),
            Self::Relation(name) => relation(name),
            Self::Column(of, name) => format!("column {name} of {}", relation(of)),
            Self::Default(of, name) => {
                format!("default value for column {name} of {}", relation(of))
            }
            Self::Constraint(of, name) => format!("constraint {name} on {}", relation(of)),
            Self::Index(_, name) => format!("index {name}"),
            Self::Policy(of, name) => format!("policy {name} on {}", relation(of)),
            Self::Type(name) => format!("type {}", shown(name)),
            Self::Routine(id) => format!("function {}", super::routine::shown(id)),
            Self::DomainCheck(of, name) => format!("constraint {name} on domain {}", shown(of)),
        }
    }
}

/// A name with its schema, whichever it is.
pub(crate) fn shown_whole(name: &QualifiedName) -> String {
    format!("{}.{}", name.schema, name.name)
}

/// A name as messages show it: `public` is left out.
pub(crate) fn shown(name: &QualifiedName) -> String {
    if &*name.schema == "public" { name.name.to_string() } else { name.to_string() }
}

/// What stands directly on a thing and doesn't go away with it by itself.
pub(crate) fn dependants(catalog: &Catalog, thing: &Thing) -> Vec<Thing> {
    match thing {
        Thing::Schema(schema) => in_schema(catalog, schema),
        Thing::Relation(name) => on_relation(catalog, name),
        Thing::Column(relation, column) => on_column(catalog, relation, column),
        Thing::Type(name) => on_type(catalog, name),
        Thing::Constraint(relation, name) | Thing::Index(relation, name) => {
            on_key(catalog, relation, name)
        }
        Thing::Routine(id) => on_routine(catalog, id),
        Thing::Default(..) | Thing::Policy(..) | Thing::DomainCheck(..) => Vec::new(),
    }
}

fn in_schema(catalog: &Catalog, schema: &Name) -> Vec<Thing> {
    let here = |name: &&QualifiedName| name.schema == *schema;
    let relations = catalog.relations.keys().filter(here).cloned().map(Thing::Relation);
    let types = catalog.types.keys().filter(here).cloned().map(Thing::Type);
    let routines = catalog.routines.keys().filter(|id| id.name.schema == *schema);
    relations.chain(types).chain(routines.cloned().map(Thing::Routine)).collect()
}

fn on_relation(catalog: &Catalog, name: &QualifiedName) -> Vec<Thing> {
    let mut found = on_type(catalog, name);
    for other in catalog.relations.values().filter(|other| other.name != *name) {
        let uses = |tree: Tree<'_>| uses::of_tree(tree, None).relations.contains(name);
        found.extend(users(other, &uses));
        let to_it = other.foreign_keys.iter().filter(|key| key.target == *name);
        found.extend(to_it.map(|key| Thing::Constraint(other.name.clone(), key.name.clone())));
    }
    found.extend(routines(catalog, &|uses| uses.relations.contains(name)));
    found.retain(|thing| !belongs_to(thing, name));
    found
}

/// The routines whose statements the test says yes to.
fn routines(catalog: &Catalog, test: &dyn Fn(&Uses) -> bool) -> Vec<Thing> {
    let uses = catalog
        .routines
        .iter()
        .filter(|(_, routine)| of_routine(routine).any(|tree| test(&uses::of_tree(tree, None))));
    uses.map(|(id, _)| Thing::Routine(id.clone())).collect()
}

/// What calls a routine.
fn on_routine(catalog: &Catalog, id: &RoutineId) -> Vec<Thing> {
    let mut found = Vec::new();
    let calls = |tree: Tree<'_>| uses::of_tree(tree, None).routines.contains(id);
    for relation in catalog.relations.values() {
        if relation.is_table() {
            found.extend(parts(relation, &|_| false, &calls));
        }
        found.extend(users(relation, &calls));
    }
    for (name, of) in &catalog.types {
        let UserType::Domain(DomainDefinition { default, checks, .. }) = of else { continue };
        if default.iter().any(|it| calls(Tree::Expression(it))) {
            found.push(Thing::Type(name.clone()));
        }
        let checks = checks.iter().filter(|check| calls(Tree::Expression(&check.expression)));
        found.extend(checks.map(|check| Thing::DomainCheck(name.clone(), check.name.clone())));
    }
    found.extend(routines(catalog, &|uses| uses.routines.contains(id)));
    found.retain(|thing| *thing != Thing::Routine(id.clone()));
    found
}

/// What goes away with the relation anyway.
fn belongs_to(thing: &Thing, relation: &QualifiedName) -> bool {
    match thing {
        Thing::Relation(name) => name == relation,
        Thing::Column(of, _)
        | Thing::Default(of, _)
        | Thing::Constraint(of, _)
        | Thing::Index(of, _)
        | Thing::Policy(of, _) => of == relation,
        Thing::Schema(_) | Thing::Type(_) | Thing::DomainCheck(..) | Thing::Routine(_) => false,
    }
}

fn on_column(catalog: &Catalog, relation: &QualifiedName, column: &Name) -> Vec<Thing> {
    let read = (relation.clone(), column.clone());
    let mut found = Vec::new();
    for other in catalog.relations.values() {
        let reads = |tree: Tree<'_>| uses::of_tree(tree, Some(&other.name)).columns.contains(&read);
        found.extend(users(other, &reads));
        if other.name == *relation {
            found.extend(computed_from(other, column));
            continue;
        }
        let to_it = other
            .foreign_keys
            .iter()
            .filter(|key| key.target == *relation && key.target_columns.contains(column));
        found.extend(to_it.map(|key| Thing::Constraint(other.name.clone(), key.name.clone())));
    }
    let readers = catalog
        .routines
        .iter()
        .filter(|(_, routine)| row_shape::reads_column(routine, relation, column));
    found.extend(readers.map(|(id, _)| Thing::Routine(id.clone())));
    found
}

fn computed_from<'a>(relation: &'a Relation, column: &'a Name) -> impl Iterator<Item = Thing> + 'a {
    let computed = |it: &&catalog::Column| match &it.generation {
        Some(Generation::Computed(expression)) => {
            uses::own_columns(expression, &relation.name).contains(column)
        }
        _ => false,
    };
    let columns = relation.columns.iter().filter(computed);
    columns.map(|it| Thing::Column(relation.name.clone(), it.name.clone()))
}

/// A view, and policies, whose trees the test says yes to.
fn users(relation: &Relation, test: &dyn Fn(Tree<'_>) -> bool) -> Vec<Thing> {
    let name = &relation.name;
    let mut found = Vec::new();
    if relation.view().is_some_and(|view| test(Tree::Query(&view.query))) {
        found.push(Thing::Relation(name.clone()));
    }
    let policies = relation.policies.iter().filter(|policy| {
        policy.using.iter().chain(&policy.check).any(|it| test(Tree::Expression(it)))
    });
    found.extend(policies.map(|policy| Thing::Policy(name.clone(), policy.name.clone())));
    found
}

fn on_type(catalog: &Catalog, name: &QualifiedName) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    for (other, of) in &catalog.types {
        if other != name && type_uses(of, name) {
            found.push(Thing::Type(other.clone()));
        }
    }
    for relation in catalog.relations.values() {
        let named = |uses: Uses| uses.types.contains(name);
        let uses = |tree: Tree<'_>| named(uses::of_tree(tree, Some(&relation.name)));
        if relation.is_table() {
            found.extend(parts(relation, &|column| names_type(&column.of, name), &uses));
        }
        found.extend(users(relation, &uses));
    }
    let mut called = routines(catalog, &|uses| uses.types.contains(name));
    for (id, routine) in &catalog.routines {
        let thing = Thing::Routine(id.clone());
        if uses::signature_types(routine).contains(name) && !called.contains(&thing) {
            called.push(thing);
        }
    }
    found.extend(called);
    found
}

fn type_uses(of: &UserType, name: &QualifiedName) -> bool {
    match of {
        UserType::Enum(_) => false,
        UserType::Composite(of) => of.fields.iter().any(|field| names_type(&field.of, name)),
        UserType::Domain(DomainDefinition { domain, default, checks, .. }) => {
            let expressions = default.iter().chain(checks.iter().map(|check| &check.expression));
            let mut trees = expressions.map(|it| uses::of_tree(Tree::Expression(it), None));
            // A domain's own checks read its base type, never the domain.
            names_type(&domain.base, name) || trees.any(|uses| uses.types.contains(name))
        }
    }
}

/// The columns of a table that one test says yes to, and what else of it has a tree that the other does.
fn parts(
    relation: &Relation,
    is_it: &dyn Fn(&Column) -> bool,
    uses: &dyn Fn(Tree<'_>) -> bool,
) -> Vec<Thing> {
    let table = &relation.name;
    let mut found = Vec::new();
    for column in &relation.columns {
        if is_it(column) {
            found.push(Thing::Column(table.clone(), column.name.clone()));
        } else if generation(column).is_some_and(|it| uses(Tree::Expression(it))) {
            found.push(match column.generation {
                Some(Generation::Computed(_)) => Thing::Column(table.clone(), column.name.clone()),
                _ => Thing::Default(table.clone(), column.name.clone()),
            });
        }
    }
    let checks = relation.checks.iter().filter(|it| uses(Tree::Expression(&it.expression)));
    found.extend(checks.map(|check| Thing::Constraint(table.clone(), check.name.clone())));
    let indexes = relation.indexes.iter().filter(|index| {
        let parts = index.parts.iter().map(|part| &part.expression);
        parts.chain(&index.filter).any(|it| uses(Tree::Expression(it)))
    });
    found.extend(indexes.map(|index| Thing::Index(table.clone(), index.name.clone())));
    found
}

/// The foreign keys that only this key of the table serves.
fn on_key(catalog: &Catalog, table: &QualifiedName, name: &Name) -> Vec<Thing> {
    let Some(relation) = catalog.relation(table) else { return Vec::new() };
    let mut without = relation.as_ref().clone();
    drop_key(&mut without, name);
    let keys = catalog.referencing(table).filter(|(_, key)| {
        is_key(relation, &key.target_columns) && !is_key(&without, &key.target_columns)
    });
    keys.map(|(other, key)| Thing::Constraint(other.name.clone(), key.name.clone())).collect()
}

/// Takes a key, check, foreign key or index off a table.
pub(crate) fn drop_key(relation: &mut Relation, name: &Name) {
    relation.primary_key = relation.primary_key.take().filter(|key| key.name != *name);
    relation.uniques.retain(|key| key.name != *name);
    relation.foreign_keys.retain(|key| key.name != *name);
    relation.checks.retain(|check| check.name != *name);
    relation.indexes.retain(|index| index.name != *name);
}
