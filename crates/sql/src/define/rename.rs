//! New names for relations, columns, constraints, types: everything that names the old one follows.

use crate::define::retype::{self, Replacement};
use crate::define::trees::{self, TreeMut};
use crate::define::uses::Ranges;
use catalog::walk::{
    Rewriter, Visitor, rewrite_expression, rewrite_from, rewrite_statement, visit_from,
};
use catalog::{
    Assignment, Body, Catalog, CheckedAs, Commented, ConflictAction, Distinct, Expression, From,
    Output, Query, Range, Relation, RelationKind, Returns, Routine, RoutineId, Select, Statement,
    Type, UserType,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use value::{Name, QualifiedName};

/// A relation gets another name, or another schema.
pub(crate) fn relation(catalog: &mut Catalog, from: &QualifiedName, to: &QualifiedName) {
    let Some((index, _, mut relation)) = catalog.relations.shift_remove_full(from) else { return };
    Arc::make_mut(&mut relation).name = to.clone();
    let row = Type::Composite(Arc::new(relation.row_type()));
    catalog.relations.shift_insert(index, to.clone(), relation);
    for other in catalog.relations.values_mut() {
        if other.foreign_keys.iter().any(|key| key.target == *from) {
            for key in &mut Arc::make_mut(other).foreign_keys {
                if key.target == *from {
                    key.target = to.clone();
                }
            }
        }
    }
    let mut renaming = RelationRenaming { from, to };
    trees::edit_all(catalog, &mut |_, mut tree| tree.rewrite(&mut renaming));
    retype::replace(catalog, &Replacement::of(from.clone(), row));
    for publication in catalog.publications.values_mut() {
        for relation in publication.relations.iter_mut().filter(|it| *it == from) {
            *relation = to.clone();
        }
    }
    rename_comments(catalog, &mut |commented| match commented {
        Commented::Constraint { relation, .. }
        | Commented::Index { relation, .. }
        | Commented::Policy { relation, .. }
            if relation == from =>
        {
            *relation = to.clone();
        }
        _ => {}
    });
}

/// A routine gets another name, or another schema.
pub(crate) fn routine(catalog: &mut Catalog, id: &RoutineId, to: &QualifiedName) {
    let Some(routine) = catalog.routines.get_mut(id) else { return };
    let routine = Arc::make_mut(routine);
    routine.name = to.clone();
    let names_its_value = matches!(&routine.returns, Returns::Value(of) if !is_row(of));
    if names_its_value {
        name_result(routine, 0, &to.name);
    }
    routine_ids(catalog);
    if names_its_value && id.name.name != to.name {
        let ids = HashSet::from([RoutineId { name: to.clone(), arguments: id.arguments.clone() }]);
        columns_of_routines(catalog, &ids, &id.name.name, &to.name);
    }
}

fn is_row(of: &Type) -> bool {
    matches!(of, Type::Composite(_))
}

/// Gives a column of a routine's result another name.
fn name_result(routine: &mut Routine, position: usize, name: &Name) {
    match routine.body.last_mut() {
        Some(Statement::Query(query)) => name_output(query, position, name),
        Some(Statement::Insert(insert)) => {
            if let Some(query) = &mut insert.returning {
                name_output(query, position, name);
            }
        }
        Some(Statement::Update(update)) => {
            if let Some(query) = &mut update.returning {
                name_output(query, position, name);
            }
        }
        Some(Statement::Delete(delete)) => {
            if let Some(query) = &mut delete.returning {
                name_output(query, position, name);
            }
        }
        None => {}
    }
}

/// A column that routines give gets another name, wherever they are called as row sources.
fn columns_of_routines(catalog: &mut Catalog, ids: &HashSet<RoutineId>, from: &Name, to: &Name) {
    trees::edit_all(catalog, &mut |_, mut tree| {
        let mut calls = Calls { ids, ranges: HashSet::new() };
        tree.tree().visit(&mut calls);
        if !calls.ranges.is_empty() {
            tree.rewrite(&mut CallRenaming { ranges: calls.ranges, from, to });
        }
    });
}

/// The ranges that are calls of some routines.
struct Calls<'a> {
    ids: &'a HashSet<RoutineId>,
    ranges: HashSet<Range>,
}

impl Visitor for Calls<'_> {
    fn from(&mut self, from: &From) {
        if let From::Routine { routine, range, .. } = from
            && self.ids.contains(routine)
        {
            self.ranges.insert(*range);
        }
        visit_from(self, from);
    }
}

struct CallRenaming<'a> {
    ranges: HashSet<Range>,
    from: &'a Name,
    to: &'a Name,
}

impl Rewriter for CallRenaming<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, name, .. } = expression
            && name == self.from
            && self.ranges.contains(range)
        {
            *name = self.to.clone();
        }
        rewrite_expression(self, expression);
    }

    fn from(&mut self, from: &mut From) {
        if let From::Routine { range, columns, .. } = from
            && self.ranges.contains(range)
        {
            for (name, _) in columns.iter_mut().filter(|(name, _)| name == self.from) {
                *name = self.to.clone();
            }
        }
        rewrite_from(self, from);
    }
}

/// A column of a table gets another name: so do the results that are its rows.
fn column_of_rows(catalog: &mut Catalog, of: &QualifiedName, from: &Name, to: &Name) {
    let mut ids = HashSet::new();
    for (id, routine) in &mut catalog.routines {
        let gives =
            matches!(&routine.returns, Returns::Value(Type::Composite(row)) if row.name == *of);
        let position = routine.columns().iter().position(|(name, _)| name == from);
        if let (true, Some(position)) = (gives, position) {
            name_result(Arc::make_mut(routine), position, to);
            ids.insert(id.clone());
        }
    }
    if !ids.is_empty() {
        columns_of_routines(catalog, &ids, from, to);
    }
}

/// Routines are known by their names and the types that they take: where these are others now, every call follows.
pub(crate) fn routine_ids(catalog: &mut Catalog) {
    let changed: HashMap<RoutineId, RoutineId> = catalog
        .routines
        .iter()
        .map(|(id, routine)| (id.clone(), routine.id()))
        .filter(|(old, new)| old != new)
        .collect();
    if changed.is_empty() {
        return;
    }
    let routines = std::mem::take(&mut catalog.routines);
    catalog.routines = routines.into_values().map(|routine| (routine.id(), routine)).collect();
    let mut renaming = RoutineRenaming { ids: changed };
    trees::edit_all(catalog, &mut |_, mut tree| tree.rewrite(&mut renaming));
}

struct RoutineRenaming {
    ids: HashMap<RoutineId, RoutineId>,
}

impl RoutineRenaming {
    fn rename(&self, routine: &mut RoutineId) {
        if let Some(new) = self.ids.get(routine) {
            *routine = new.clone();
        }
    }
}

impl Rewriter for RoutineRenaming {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Routine { routine, .. } = expression {
            self.rename(routine);
        }
        rewrite_expression(self, expression);
    }

    fn from(&mut self, from: &mut From) {
        if let From::Routine { routine, .. } = from {
            self.rename(routine);
        }
        rewrite_from(self, from);
    }
}

struct RelationRenaming<'a> {
    from: &'a QualifiedName,
    to: &'a QualifiedName,
}

impl Rewriter for RelationRenaming<'_> {
    fn from(&mut self, from: &mut From) {
        if let From::Relation { relation, .. } = from
            && relation == self.from
        {
            *relation = self.to.clone();
        }
        rewrite_from(self, from);
    }

    fn statement(&mut self, statement: &mut Statement) {
        let relation = match statement {
            Statement::Query(_) => None,
            Statement::Insert(of) => Some(&mut of.relation),
            Statement::Update(of) => Some(&mut of.relation),
            Statement::Delete(of) => Some(&mut of.relation),
        };
        if let Some(relation) = relation.filter(|it| *it == self.from) {
            *relation = self.to.clone();
        }
        rewrite_statement(self, statement);
    }
}

/// A column of a table or view gets another name.
pub(crate) fn column(catalog: &mut Catalog, of: &QualifiedName, from: &Name, to: &Name) {
    for relation in catalog.relations.values_mut() {
        let relation = Arc::make_mut(relation);
        for key in relation.foreign_keys.iter_mut().filter(|key| key.target == *of) {
            rename_in(&mut key.target_columns, from, to);
        }
        if relation.name == *of {
            own_column(relation, from, to);
        }
    }
    trees::edit_all(catalog, &mut |row, mut tree| {
        let mut ranges = Ranges::default();
        ranges.of.extend(row.map(|row| (Relation::ROW, row.clone())));
        tree.tree().visit(&mut ranges);
        ranges.of.retain(|_, relation| relation == of);
        tree.rewrite(&mut ColumnRenaming { of, ranges: ranges.of, from, to });
    });
    column_of_rows(catalog, of, from, to);
    if let Some(relation) = catalog.relation(of) {
        let row = Type::Composite(Arc::new(relation.row_type()));
        retype::replace(catalog, &Replacement::of(of.clone(), row));
    }
}

fn own_column(relation: &mut Relation, from: &Name, to: &Name) {
    let position = relation.columns.iter().position(|column| column.name == *from);
    for column in relation.columns.iter_mut().filter(|column| column.name == *from) {
        column.name = to.clone();
    }
    for key in relation.primary_key.iter_mut().chain(&mut relation.uniques) {
        rename_in(&mut key.columns, from, to);
    }
    for key in &mut relation.foreign_keys {
        rename_in(&mut key.columns, from, to);
    }
    if let Some(partitioning) = &mut relation.partitioning {
        rename_in(&mut partitioning.keys, from, to);
    }
    for index in &mut relation.indexes {
        rename_in(&mut index.include, from, to);
    }
    if let (RelationKind::View(view), Some(position)) = (&mut relation.kind, position) {
        name_output(&mut view.query, position, to);
    }
}

fn rename_in(names: &mut [Name], from: &Name, to: &Name) {
    for name in names.iter_mut().filter(|name| *name == from) {
        *name = to.clone();
    }
}

struct ColumnRenaming<'a> {
    of: &'a QualifiedName,
    ranges: HashMap<Range, QualifiedName>,
    from: &'a Name,
    to: &'a Name,
}

impl Rewriter for ColumnRenaming<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, name, .. } = expression
            && name == self.from
            && self.ranges.contains_key(range)
        {
            *name = self.to.clone();
        }
        if let Expression::Field { operand, name, .. } = expression
            && name == self.from
            && matches!(operand.type_of(), Type::Composite(row) if row.name == *self.of)
        {
            *name = self.to.clone();
        }
        rewrite_expression(self, expression);
    }

    fn statement(&mut self, statement: &mut Statement) {
        match statement {
            Statement::Insert(insert) if insert.relation == *self.of => {
                rename_in(&mut insert.columns, self.from, self.to);
                if let Some(conflict) = &mut insert.conflict {
                    conflict
                        .target
                        .iter_mut()
                        .for_each(|target| rename_in(target, self.from, self.to));
                    if let ConflictAction::Update { set, .. } = &mut conflict.action {
                        rename_assigned(set, self.from, self.to);
                    }
                }
            }
            Statement::Update(update) if update.relation == *self.of => {
                rename_assigned(&mut update.set, self.from, self.to);
            }
            _ => {}
        }
        rewrite_statement(self, statement);
    }
}

fn rename_assigned(set: &mut [Assignment], from: &Name, to: &Name) {
    for assignment in set.iter_mut().filter(|it| it.column == *from) {
        assignment.column = to.clone();
    }
}

/// Gives an output of a query another name.
pub(crate) fn name_output(query: &mut Query, position: usize, name: &Name) {
    match &mut query.body {
        Body::Select(select) => {
            if let Some(output) = select.output.get_mut(position) {
                output.name = name.clone();
            }
        }
        Body::Set { left, .. } => name_output(left, position, name),
        Body::Values(_) => {
            select_from(query);
            name_output(query, position, name);
        }
    }
}

/// `values …` as `select column1 as column1, … from (values …)`, because only a select's outputs have names.
fn select_from(query: &mut Query) {
    let columns = query.columns();
    let inner = query.clone();
    let range = Range(crate::define::ranges::highest(&inner) + 1);
    let output = |(name, of): (Name, Type)| Output {
        expression: Expression::column(range, name.clone(), of),
        name,
    };
    *query = Query::select(Select {
        distinct: Distinct::No,
        output: columns.into_iter().map(output).collect(),
        from: Some(From::Query { query: Box::new(inner), range, lateral: false, barrier: false }),
        filter: None,
        group: Vec::new(),
        having: None,
    });
}

/// A type gets another name, or another schema.
pub(crate) fn user_type(catalog: &mut Catalog, from: &QualifiedName, to: &QualifiedName) {
    let Some((index, _, mut of)) = catalog.types.shift_remove_full(from) else { return };
    let new = match &mut of {
        UserType::Enum(of) => {
            Arc::make_mut(of).name = to.clone();
            Type::Enum(of.clone())
        }
        UserType::Domain(of) => {
            Arc::make_mut(&mut of.domain).name = to.clone();
            Type::Domain(of.domain.clone())
        }
        UserType::Composite(of) => {
            Arc::make_mut(of).name = to.clone();
            Type::Composite(of.clone())
        }
    };
    catalog.types.shift_insert(index, to.clone(), of);
    retype::replace(catalog, &Replacement::of(from.clone(), new));
    rename_comments(catalog, &mut |commented| match commented {
        Commented::Type(name) | Commented::DomainConstraint { domain: name, .. }
            if name == from =>
        {
            *name = to.clone();
        }
        _ => {}
    });
}

/// Gives comments to what has another name now.
pub(crate) fn rename_comments(catalog: &mut Catalog, rename: &mut dyn FnMut(&mut Commented)) {
    let comments = std::mem::take(&mut catalog.comments);
    catalog.comments = comments
        .into_iter()
        .map(|(mut commented, text)| {
            rename(&mut commented);
            (commented, text)
        })
        .collect();
}

/// A role gets another name: owners, rights and policies follow.
pub(crate) fn role(catalog: &mut Catalog, from: &Name, to: &Name) {
    let Some((index, _, of)) = catalog.roles.shift_remove_full(from) else { return };
    catalog.roles.shift_insert(index, to.clone(), of);
    for role in catalog.roles.values_mut() {
        rename_in(&mut role.member_of, from, to);
    }
    for schema in catalog.schemas.values_mut() {
        schema.privileges = renamed(&schema.privileges, from, to);
    }
    for default in &mut catalog.default_privileges {
        if default.grant.grantee == *from {
            default.grant.grantee = to.clone();
        }
    }
    for relation in catalog.relations.values_mut() {
        let relation = Arc::make_mut(relation);
        if relation.owner == *from {
            relation.owner = to.clone();
        }
        relation.privileges = renamed(&relation.privileges, from, to);
        for column in &mut relation.columns {
            column.privileges = renamed(&column.privileges, from, to);
        }
        for policy in &mut relation.policies {
            rename_in(&mut policy.roles, from, to);
        }
    }
    for routine in catalog.routines.values_mut() {
        let routine = Arc::make_mut(routine);
        if routine.owner == *from {
            routine.owner = to.clone();
        }
        routine.privileges = renamed(&routine.privileges, from, to);
    }
    let mut renaming = RoleRenaming { from, to };
    trees::edit_all(catalog, &mut |_, mut tree: TreeMut<'_>| tree.rewrite(&mut renaming));
    rename_comments(catalog, &mut |commented| {
        if let Commented::Role(name) = commented
            && name == from
        {
            *name = to.clone();
        }
    });
}

fn renamed(privileges: &catalog::Privileges, from: &Name, to: &Name) -> catalog::Privileges {
    let mut all = catalog::Privileges::default();
    for grant in privileges.iter() {
        let grantee = if grant.grantee == *from { to } else { &grant.grantee };
        all.grant(grantee, grant.privilege, grant.written);
    }
    all
}

struct RoleRenaming<'a> {
    from: &'a Name,
    to: &'a Name,
}

impl Rewriter for RoleRenaming<'_> {
    fn from(&mut self, from: &mut From) {
        if let From::Relation { checked_as: CheckedAs::Role(role), .. } = from
            && role == self.from
        {
            *role = self.to.clone();
        }
        rewrite_from(self, from);
    }
}
