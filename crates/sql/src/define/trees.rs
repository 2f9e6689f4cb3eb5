//! Every tree of a catalog, with the relation whose row it reads: to look at them, and to change them.

use catalog::walk::{Rewriter, Visitor};
use catalog::{
    Catalog, Column, DomainDefinition, Expression, Generation, Query, Relation, RelationKind,
    Routine, Statement, UserType,
};
use std::sync::Arc;

/// An expression or a query.
#[derive(Clone, Copy)]
pub(crate) enum Tree<'a> {
    /// Of a default, check, policy, index, …
    Expression(&'a Expression),
    /// Of a view.
    Query(&'a Query),
    /// Of a routine.
    Statement(&'a Statement),
}

impl Tree<'_> {
    /// Visits the tree.
    pub(crate) fn visit(&self, visitor: &mut impl Visitor) {
        match self {
            Self::Expression(expression) => visitor.expression(expression),
            Self::Query(query) => visitor.query(query),
            Self::Statement(statement) => visitor.statement(statement),
        }
    }
}

/// The same, to change it.
pub(crate) enum TreeMut<'a> {
    /// Of a default, check, policy, index, …
    Expression(&'a mut Expression),
    /// Of a view.
    Query(&'a mut Query),
    /// Of a routine.
    Statement(&'a mut Statement),
}

impl TreeMut<'_> {
    /// The tree to look at.
    pub(crate) fn tree(&self) -> Tree<'_> {
        match self {
            Self::Expression(expression) => Tree::Expression(expression),
            Self::Query(query) => Tree::Query(query),
            Self::Statement(statement) => Tree::Statement(statement),
        }
    }

    /// Changes the tree.
    pub(crate) fn rewrite(&mut self, rewriter: &mut impl Rewriter) {
        match self {
            Self::Expression(expression) => rewriter.expression(expression),
            Self::Query(query) => rewriter.query(query),
            Self::Statement(statement) => rewriter.statement(statement),
        }
    }
}

/// The expression that generates a column.
pub(crate) fn generation(column: &Column) -> Option<&Expression> {
    match &column.generation {
        Some(Generation::Default(expression) | Generation::Computed(expression)) => {
            Some(expression)
        }
        Some(Generation::Identity(_)) | None => None,
    }
}

/// Changes every tree of a relation.
pub(crate) fn edit_relation(relation: &mut Relation, edit: &mut dyn FnMut(TreeMut<'_>)) {
    for column in &mut relation.columns {
        if let Some(Generation::Default(it) | Generation::Computed(it)) = &mut column.generation {
            edit(TreeMut::Expression(it));
        }
    }
    for check in &mut relation.checks {
        edit(TreeMut::Expression(&mut check.expression));
    }
    for index in &mut relation.indexes {
        for part in &mut index.parts {
            edit(TreeMut::Expression(&mut part.expression));
        }
        if let Some(filter) = &mut index.filter {
            edit(TreeMut::Expression(filter));
        }
    }
    for policy in &mut relation.policies {
        for expression in policy.using.iter_mut().chain(&mut policy.check) {
            edit(TreeMut::Expression(expression));
        }
    }
    if let RelationKind::View(view) = &mut relation.kind {
        edit(TreeMut::Query(&mut view.query));
    }
}

/// Changes every tree of a catalog; the edit is told whose row the tree reads.
pub(crate) fn edit_all(
    catalog: &mut Catalog,
    edit: &mut dyn FnMut(Option<&value::QualifiedName>, TreeMut<'_>),
) {
    for relation in catalog.relations.values_mut() {
        let relation = Arc::make_mut(relation);
        let name = relation.name.clone();
        edit_relation(relation, &mut |tree| edit(Some(&name), tree));
    }
    for of in catalog.types.values_mut() {
        if let UserType::Domain(domain) = of {
            domain_trees(domain, &mut |tree| edit(None, tree));
        }
    }
    for routine in catalog.routines.values_mut() {
        edit_routine(Arc::make_mut(routine), &mut |tree| edit(None, tree));
    }
}

fn domain_trees(domain: &mut DomainDefinition, edit: &mut dyn FnMut(TreeMut<'_>)) {
    if let Some(default) = &mut domain.default {
        edit(TreeMut::Expression(default));
    }
    for check in &mut domain.checks {
        edit(TreeMut::Expression(&mut check.expression));
    }
}

/// Every tree of a routine: its statements, and the defaults of its parameters.
pub(crate) fn of_routine(routine: &Routine) -> impl Iterator<Item = Tree<'_>> {
    let defaults = routine.parameters.iter().filter_map(|it| it.default.as_ref());
    routine.body.iter().map(Tree::Statement).chain(defaults.map(Tree::Expression))
}

/// Changes every tree of a routine.
pub(crate) fn edit_routine(routine: &mut Routine, edit: &mut dyn FnMut(TreeMut<'_>)) {
    for statement in &mut routine.body {
        edit(TreeMut::Statement(statement));
    }
    for default in routine.parameters.iter_mut().filter_map(|it| it.default.as_mut()) {
        edit(TreeMut::Expression(default));
    }
}
