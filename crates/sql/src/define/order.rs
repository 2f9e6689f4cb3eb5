//! The order in which a catalog's types and relations can be made: each after those that it is made of.

use crate::define::trees::{self, Tree};
use crate::define::uses;
use catalog::{Catalog, Relation, UserType};
use std::collections::HashSet;
use value::QualifiedName;

/// A type or a relation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Made<'a> {
    /// `create type`, `create domain`
    Type(&'a QualifiedName),
    /// `create table`, `create view`
    Relation(&'a QualifiedName),
}

/// Types and relations in the order of their declaration, but none before what it is made of. Foreign keys and
/// policies are left out: they lead in circles, and can be added later.
pub(crate) fn in_order(catalog: &Catalog) -> Vec<Made<'_>> {
    let mut ordering = Ordering { catalog, seen: HashSet::new(), done: Vec::new() };
    for name in catalog.types.keys() {
        ordering.visit(Made::Type(name));
    }
    for name in catalog.relations.keys() {
        ordering.visit(Made::Relation(name));
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
            if let Some((name, _)) = catalog.types.get_key_value(&needed) {
                self.visit(Made::Type(name));
            }
            if let Some((name, _)) = catalog.relations.get_key_value(&needed) {
                self.visit(Made::Relation(name));
            }
        }
        self.done.push(made);
    }

    fn needed(&self, made: Made<'_>) -> Vec<QualifiedName> {
        match made {
            Made::Type(name) => self.catalog.types.get(name).map_or_else(Vec::new, of_type),
            Made::Relation(name) => {
                self.catalog.relation(name).map_or_else(Vec::new, |it| of_relation(it))
            }
        }
    }
}

fn of_type(of: &UserType) -> Vec<QualifiedName> {
    match of {
        UserType::Enum(_) => Vec::new(),
        UserType::Composite(of) => {
            of.fields.iter().flat_map(|field| uses::named_types(&field.of)).collect()
        }
        UserType::Domain(of) => {
            let expressions = of.default.iter().chain(of.checks.iter().map(|it| &it.expression));
            let trees = expressions.flat_map(|it| uses::of_tree(Tree::Expression(it), None).types);
            uses::named_types(&of.domain.base).into_iter().chain(trees).collect()
        }
    }
}

fn of_relation(relation: &Relation) -> Vec<QualifiedName> {
    let mut needed = Vec::new();
    let mut add = |tree: Tree<'_>| {
        let uses = uses::of_tree(tree, None);
        needed.extend(uses.relations);
        needed.extend(uses.types);
    };
    if let Some(view) = relation.view() {
        add(Tree::Query(&view.query));
    }
    for expression in relation.columns.iter().filter_map(trees::generation) {
        add(Tree::Expression(expression));
    }
    for check in &relation.checks {
        add(Tree::Expression(&check.expression));
    }
    for index in &relation.indexes {
        let parts = index.parts.iter().map(|part| &part.expression);
        parts.chain(&index.filter).for_each(|it| add(Tree::Expression(it)));
    }
    needed.extend(relation.columns.iter().flat_map(|column| uses::named_types(&column.of)));
    needed
}
