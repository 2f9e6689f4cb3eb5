//! The order in which a catalog's types and relations can be made: each after those that it is made of.

use crate::define::trees::{self, Tree};
use crate::define::uses;
use catalog::{Catalog, Column, Generation, Relation, Routine, RoutineId, UserType};
use std::collections::HashSet;
use value::QualifiedName;

/// A type, a relation or a routine.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Made<'a> {
    /// `create type`, `create domain`
    Type(&'a QualifiedName),
    /// `create table`, `create view`
    Relation(&'a QualifiedName),
    /// `create function`
    Routine(&'a RoutineId),
}

/// What something is made of.
enum Need {
    Named(QualifiedName),
    Routine(RoutineId),
}

/// Types, relations and routines in the order of their declaration, but none before what it is made of. Foreign keys and
/// policies are left out: they lead in circles, and can be added later.
pub(crate) fn in_order(catalog: &Catalog) -> Vec<Made<'_>> {
    let mut ordering = Ordering { catalog, seen: HashSet::new(), done: Vec::new() };
    for name in catalog.types.keys() {
        ordering.visit(Made::Type(name));
    }
    for name in catalog.relations.keys() {
        ordering.visit(Made::Relation(name));
    }
    for id in catalog.routines.keys() {
        ordering.visit(Made::Routine(id));
    }
    ordering.done
}

struct Ordering<'a> {
    catalog: &'a Catalog,
    seen: HashSet<Made<'a>>,
    done: Vec<Made<'a>>,
}

impl<'a> Ordering<'a> {
    fn visit(&mut self, made: Made<'a>) {
        if !self.seen.insert(made) {
            return;
        }
        for needed in self.needed(made) {
            let catalog = self.catalog;
            let needed = match needed {
                Need::Named(name) => name,
                Need::Routine(id) => {
                    if let Some((id, _)) = catalog.routines.get_key_value(&id) {
                        self.visit(Made::Routine(id));
                    }
                    continue;
                }
            };
            if let Some((name, _)) = catalog.types.get_key_value(&needed) {
                self.visit(Made::Type(name));
            }
            if let Some((name, _)) = catalog.relations.get_key_value(&needed) {
                self.visit(Made::Relation(name));
            }
        }
        self.done.push(made);
    }

    fn needed(&self, made: Made<'_>) -> Vec<Need> {
        match made {
            Made::Type(name) => self.catalog.types.get(name).map_or_else(Vec::new, of_type),
            Made::Relation(name) => {
                self.catalog.relation(name).map_or_else(Vec::new, |it| of_relation(it))
            }
            Made::Routine(id) => {
                self.catalog.routines.get(id).map_or_else(Vec::new, |it| of_routine(it))
            }
        }
    }
}

fn of_type(of: &UserType) -> Vec<Need> {
    match of {
        UserType::Enum(_) => Vec::new(),
        UserType::Composite(of) => {
            let types = of.fields.iter().flat_map(|field| uses::named_types(&field.of));
            types.map(Need::Named).collect()
        }
        UserType::Domain(of) => {
            let expressions = of.default.iter().chain(of.checks.iter().map(|it| &it.expression));
            let trees = expressions.flat_map(|it| of_tree(Tree::Expression(it)));
            uses::named_types(&of.domain.base).into_iter().map(Need::Named).chain(trees).collect()
        }
    }
}

fn of_tree(tree: Tree<'_>) -> Vec<Need> {
    let uses = uses::of_tree(tree, None);
    let named = uses.relations.into_iter().chain(uses.types).map(Need::Named);
    named.chain(uses.routines.into_iter().map(Need::Routine)).collect()
}

fn of_relation(relation: &Relation) -> Vec<Need> {
    let mut needed = Vec::new();
    let mut add = |tree: Tree<'_>| needed.extend(of_tree(tree));
    if let Some(view) = relation.view() {
        add(Tree::Query(&view.query));
    }
    for column in &relation.columns {
        if let Some(expression) = trees::generation(column).filter(|_| !waits(column)) {
            add(Tree::Expression(expression));
        }
    }
    for check in &relation.checks {
        add(Tree::Expression(&check.expression));
    }
    for index in &relation.indexes {
        let parts = index.parts.iter().map(|part| &part.expression);
        parts.chain(&index.filter).for_each(|it| add(Tree::Expression(it)));
    }
    let types = relation.columns.iter().flat_map(|column| uses::named_types(&column.of));
    needed.extend(types.map(Need::Named));
    needed
}

/// A default that calls a routine comes behind all of them: the routine may read the table itself.
pub(crate) fn waits(column: &Column) -> bool {
    match &column.generation {
        Some(Generation::Default(default)) => {
            !uses::of_tree(Tree::Expression(default), None).routines.is_empty()
        }
        _ => false,
    }
}

fn of_routine(routine: &Routine) -> Vec<Need> {
    let types = uses::signature_types(routine).into_iter().map(Need::Named);
    types.chain(trees::of_routine(routine).flat_map(of_tree)).collect()
}
