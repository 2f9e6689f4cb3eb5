//! What a tree uses: the relations it reads, their columns, the types it names.

use crate::define::trees::Tree;
use catalog::walk::{Visitor, visit_expression, visit_from, visit_query};
use catalog::{Expression, From, Query, Range, Relation, Type, With};
use std::collections::HashMap;
use value::{Name, QualifiedName};

/// What a tree uses.
#[derive(Default)]
pub(crate) struct Uses {
    /// The relations of its `from`s.
    pub(crate) relations: Vec<QualifiedName>,
    /// The columns it reads of them, and of the row.
    pub(crate) columns: Vec<(QualifiedName, Name)>,
    /// The schema's types it names.
    pub(crate) types: Vec<QualifiedName>,
}

/// What a tree uses; `row` is the relation whose row it reads, if it reads one.
pub(crate) fn of_tree(tree: Tree<'_>, row: Option<&QualifiedName>) -> Uses {
    let mut ranges = Ranges::default();
    ranges.of.extend(row.map(|row| (Relation::ROW, row.clone())));
    tree.visit(&mut ranges);
    let mut finder = Finder { ranges: ranges.of, uses: Uses::default() };
    tree.visit(&mut finder);
    finder.uses
}

/// The columns of its own row that an expression reads, each once, in order.
pub(crate) fn own_columns(expression: &Expression, relation: &QualifiedName) -> Vec<Name> {
    let uses = of_tree(Tree::Expression(expression), Some(relation));
    let own = uses.columns.into_iter().filter(|(of, _)| of == relation);
    own.map(|(_, column)| column).collect()
}

/// Whether a type is, or is made of, a type of the schema.
pub(crate) fn names_type(of: &Type, name: &QualifiedName) -> bool {
    let mut found = Vec::new();
    types_in(of, &mut found);
    found.contains(name)
}

/// Which ranges read which relations.
#[derive(Default)]
pub(crate) struct Ranges {
    /// The relation of each range.
    pub(crate) of: HashMap<Range, QualifiedName>,
}

impl Visitor for Ranges {
    fn from(&mut self, from: &From) {
        if let From::Relation { relation, range, .. } = from {
            self.of.insert(*range, relation.clone());
        }
        visit_from(self, from);
    }
}

struct Finder {
    ranges: HashMap<Range, QualifiedName>,
    uses: Uses,
}

impl Finder {
    fn types(&mut self, of: &Type) {
        types_in(of, &mut self.uses.types);
    }
}

impl Visitor for Finder {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, name, .. } = expression
            && let Some(relation) = self.ranges.get(range)
        {
            let column = (relation.clone(), name.clone());
            if !self.uses.columns.contains(&column) {
                self.uses.columns.push(column);
            }
        }
        self.types(&expression.type_of());
        visit_expression(self, expression);
    }

    fn from(&mut self, from: &From) {
        match from {
            From::Relation { relation, .. } => push_new(&mut self.uses.relations, relation),
            From::Function { columns, .. } | From::Routine { columns, .. } => {
                columns.iter().for_each(|(_, of)| self.types(of));
            }
            _ => {}
        }
        visit_from(self, from);
    }

    fn query(&mut self, query: &Query) {
        for With { columns, .. } in &query.with {
            columns.iter().for_each(|(_, of)| self.types(of));
        }
        visit_query(self, query);
    }
}

fn types_in(of: &Type, found: &mut Vec<QualifiedName>) {
    match of {
        Type::Scalar(_) => {}
        Type::Enum(of) => push_new(found, &of.name),
        Type::Domain(of) => {
            push_new(found, &of.name);
            types_in(&of.base, found);
        }
        Type::Composite(of) => {
            push_new(found, &of.name);
            of.fields.iter().for_each(|field| types_in(&field.of, found));
        }
        Type::Array(element) => types_in(element, found),
    }
}

fn push_new(names: &mut Vec<QualifiedName>, name: &QualifiedName) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}

/// The schema's types that a type is, or is made of.
pub(crate) fn named_types(of: &Type) -> Vec<QualifiedName> {
    let mut found = Vec::new();
    types_in(of, &mut found);
    found
}
