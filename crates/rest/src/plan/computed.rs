//! Functions of a relation's row: one that gives a value can be asked for as a column is, one that gives rows of
//! another relation as what is embedded. They are not among the columns of `*`.

use super::columns::Scope;
use super::planner::Planner;
use super::read::{embedded, require_spreadable};
use super::tree::Branch;
use crate::error::RestError;
use ::plan::{Embed, Join, ReadSource};
use catalog::{Expression, Parameter, Relation, Returns, Routine};
use std::borrow::Cow;
use std::sync::Arc;
use value::{Composite, Name, QualifiedName, Type};

/// A function that gives the rows that belong to a row.
pub(super) struct ComputedRelationship<'a> {
    pub(super) routine: &'a Routine,
    /// The relation of which the rows are.
    pub(super) target: &'a Relation,
    /// At most one row belongs to a row.
    pub(super) to_one: bool,
}

impl<'a> Planner<'a> {
    /// A column of a relation, or what a function of its row gives.
    pub(super) fn column(&self, scope: &Scope<'_>, name: &str) -> Result<Expression, RestError> {
        let column = scope.column(name);
        match (&column, self.computed_column(scope, name)) {
            (Err(_), Some(computed)) => Ok(computed),
            _ => column.map(|column| scope.read(column)),
        }
    }

    fn computed_column(&self, scope: &Scope<'_>, name: &str) -> Option<Expression> {
        if scope.relation.column(name).is_some() {
            return None;
        }
        let path = std::iter::once(self.schema).chain(&self.settings.extra_search_path);
        let routine = path.into_iter().find_map(|schema| {
            self.of_row(scope.relation, schema, name).find(|it| gives_value(it))
        })?;
        let more = routine.inputs().skip(1).filter_map(|input| input.default.clone());
        let arguments = std::iter::once(row(scope)).chain(more).collect();
        Some(Expression::Routine { routine: routine.id(), arguments, of: routine.result_type() })
    }

    /// The relationship that a function of this name makes. It takes the place of one by foreign keys.
    pub(super) fn computed_relationship(
        &self,
        origin: &Relation,
        name: &str,
    ) -> Option<ComputedRelationship<'a>> {
        self.of_row(origin, self.schema, name).find_map(|routine| self.leads(routine))
    }

    /// All relations to which functions of a relation's row lead.
    pub(super) fn computed_targets(&self, origin: &Relation) -> Vec<&'a str> {
        let in_schema = |it: &&'a Routine| it.name.schema == *self.schema && takes_row(it, origin);
        let routines = self.catalog.routines.values().map(Arc::as_ref).filter(in_schema);
        let targets = routines.filter_map(|routine| self.leads(routine));
        targets.map(|found| found.target.name.name.as_str()).collect()
    }

    fn leads(&self, routine: &'a Routine) -> Option<ComputedRelationship<'a>> {
        let Returns::Value(Type::Composite(of)) = &routine.returns else { return None };
        if routine.inputs().count() != 1 || !self.settings.schemas.contains(&of.name.schema) {
            return None;
        }
        let target = self.catalog.relation(&of.name)?.as_ref();
        let to_one = !routine.set || routine.rows == Some(1);
        Some(ComputedRelationship { routine, target, to_one })
    }

    /// The functions of a name that take a relation's row and need nothing else.
    fn of_row(
        &self,
        relation: &Relation,
        schema: &Name,
        name: &str,
    ) -> impl Iterator<Item = &'a Routine> {
        let name = QualifiedName { schema: schema.clone(), name: name.into() };
        let routines = self.catalog.routines.values().map(Arc::as_ref);
        routines.filter(move |routine| routine.name == name && takes_row(routine, relation))
    }
}

impl<'a> Planner<'a> {
    /// An embed of the rows that a function gives for each row.
    pub(super) fn computed_embed(
        &mut self,
        scope: &Scope<'a>,
        child: &Branch<'_>,
        computed: &ComputedRelationship<'a>,
    ) -> Result<(Embed, Scope<'a>), RestError> {
        let ComputedRelationship { target, to_one, .. } = *computed;
        if child.is_spread() {
            require_spreadable(child, to_one)?;
        }
        let label = Cow::Owned(format!("{}_{}", target.name.name, child.depth));
        let below = Scope { relation: target, range: self.range(), label };
        let read = self.node(&below, child, computed.source(scope), to_one)?;
        let join = Join { junction: None, on: Expression::TRUE };
        Ok((embedded(child, read, join, to_one), below))
    }
}

impl ComputedRelationship<'_> {
    /// The rows that belong to a row of the origin.
    pub(super) fn source(&self, origin: &Scope<'_>) -> ReadSource {
        ReadSource::Routine {
            routine: self.routine.id(),
            arguments: vec![row(origin)],
            columns: self.routine.columns(),
        }
    }
}

fn takes_row(routine: &Routine, relation: &Relation) -> bool {
    let mut inputs = routine.inputs();
    let first = inputs.next().and_then(|input: &Parameter| match &input.of {
        Type::Composite(of) => Some(of),
        _ => None,
    });
    first.is_some_and(|of: &Arc<Composite>| of.name == relation.name)
        && inputs.all(|input| input.default.is_some())
}

fn gives_value(routine: &Routine) -> bool {
    !routine.set && matches!(routine.returns, Returns::Value(_))
}

/// A row of a relation as a value.
fn row(scope: &Scope<'_>) -> Expression {
    let items = scope.relation.columns.iter().map(|column| scope.read(column)).collect();
    Expression::Row { items, of: Type::Composite(Arc::new(scope.relation.row_type())) }
}
