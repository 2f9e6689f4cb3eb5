//! What a tree uses: the relations it reads, their columns, the types it names.

use crate::define::row_shape::whole_row_of;
use crate::define::trees::Tree;
use catalog::walk::{Visitor, visit_expression, visit_from, visit_query, visit_statement};
use catalog::{
    Conflict, ConflictAction, Expression, From, Insert, Query, Range, Relation, RoutineId,
    Statement, Type, With,
};
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
    /// The schema's routines it calls.
    pub(crate) routines: Vec<RoutineId>,
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
    /// What the statement around writes to.
    written: Option<QualifiedName>,
}

impl Visitor for Ranges {
    fn from(&mut self, from: &From) {
        if let From::Relation { relation, range, .. } = from {
            self.of.insert(*range, relation.clone());
        }
        if let (From::Written { range }, Some(relation)) = (from, &self.written) {
            self.of.insert(*range, relation.clone());
        }
        visit_from(self, from);
    }

    fn statement(&mut self, statement: &Statement) {
        let (relation, range) = match statement {
            Statement::Query(_) => return visit_statement(self, statement),
            Statement::Insert(of) => (&of.relation, of.range),
            Statement::Update(of) => (&of.relation, of.range),
            Statement::Delete(of) => (&of.relation, of.range),
        };
        self.of.insert(range, relation.clone());
        if let Statement::Insert(Insert {
            conflict: Some(Conflict { action: ConflictAction::Update { excluded, .. }, .. }),
            ..
        }) = statement
        {
            self.of.insert(*excluded, relation.clone());
        }
        let around = self.written.replace(relation.clone());
        visit_statement(self, statement);
        self.written = around;
    }
}

/// The columns that a statement itself names of what it writes to.
pub(crate) fn named_columns(statement: &Statement) -> Vec<&Name> {
    match statement {
        Statement::Query(_) | Statement::Delete(_) => Vec::new(),
        Statement::Update(update) => update.set.iter().map(|it| &it.column).collect(),
        Statement::Insert(insert) => {
            let mut columns: Vec<&Name> = insert.columns.iter().collect();
            if let Some(conflict) = &insert.conflict {
                columns.extend(conflict.target.iter().flatten());
                if let ConflictAction::Update { set, .. } = &conflict.action {
                    columns.extend(set.iter().map(|it| &it.column));
                }
            }
            columns
        }
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

    fn routine(&mut self, routine: &RoutineId) {
        if !self.uses.routines.contains(routine) {
            self.uses.routines.push(routine.clone());
        }
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
        match expression {
            Expression::Routine { routine, .. } => self.routine(routine),
            Expression::Field { operand, name, .. } => {
                if let Type::Composite(of) = operand.type_of().base() {
                    self.uses.columns.push((of.name.clone(), name.clone()));
                }
            }
            _ => {}
        }
        self.types(&expression.type_of());
        // A whole row depends on the table, not on each of its columns.
        if let Expression::Row { items, of: Type::Composite(of) } = expression
            && let Some(range) = whole_row_of(items, of)
            && self.ranges.contains_key(&range)
        {
            return;
        }
        visit_expression(self, expression);
    }

    fn from(&mut self, from: &From) {
        match from {
            From::Relation { relation, .. } => push_new(&mut self.uses.relations, relation),
            From::Routine { routine, columns, .. } => {
                self.routine(routine);
                columns.iter().for_each(|(_, of)| self.types(of));
            }
            From::Function { columns, .. } => {
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

    fn statement(&mut self, statement: &Statement) {
        let relation = match statement {
            Statement::Query(_) => None,
            Statement::Insert(of) => Some(&of.relation),
            Statement::Update(of) => Some(&of.relation),
            Statement::Delete(of) => Some(&of.relation),
        };
        if let Some(relation) = relation {
            push_new(&mut self.uses.relations, relation);
            let named = named_columns(statement).into_iter();
            self.uses.columns.extend(named.map(|column| (relation.clone(), column.clone())));
        }
        visit_statement(self, statement);
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

/// The schema's types that a routine takes and gives.
pub(crate) fn signature_types(routine: &catalog::Routine) -> Vec<QualifiedName> {
    let mut found = Vec::new();
    routine.parameters.iter().for_each(|parameter| types_in(&parameter.of, &mut found));
    if let catalog::Returns::Value(of) = &routine.returns {
        types_in(of, &mut found);
    }
    found
}
