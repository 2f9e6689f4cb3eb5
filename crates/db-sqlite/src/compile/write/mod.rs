//! Writes as small programs: what is proposed, completed, checked and then written, row by row.
//!
//! Columns of the row at hand are not read from a table but bound, so that one text serves every row.

mod delete;
mod insert;
mod row;
mod update;

use super::expression::Level;
use super::scope::{Frame, Read, Scope};
use super::{Done, Writing, program, read};
use crate::statement::{CompiledAssignment, CompiledQuery, CompiledWrite, Sql};
use access::{RowCheck, Write};
use catalog::walk::Visitor;
use catalog::{
    Assigned, Assignment, Catalog, Expression, From, Generation, Limited, Name, QualifiedName,
    Query, Range, Relation, Statement, With,
};
use db::Error;

/// The program of a write.
pub(super) fn compile(catalog: &Catalog, write: &Write) -> Result<CompiledWrite, Error> {
    let name = written(&write.statement);
    let relation = name.and_then(|name| catalog.relation(name));
    let Some(relation) = relation.filter(|relation| relation.is_table()) else {
        return Err(Error::Internal("a write of what is no table".to_owned()));
    };
    let of = Writes { catalog, relation, write };
    let (action, returning) = match &write.statement {
        Statement::Insert(insert) => (of.insert(insert)?, insert.returning.as_deref()),
        Statement::Update(update) => (of.update(update)?, update.returning.as_deref()),
        Statement::Delete(delete) => (of.delete(delete)?, delete.returning.as_deref()),
        Statement::Query(_) => return Err(Error::Internal("a query as a write".to_owned())),
    };
    let before = returning.is_some_and(|query| of.returns_before(query));
    let (constraint_names, constraints) = of.constraints()?;
    Ok(CompiledWrite {
        action,
        columns: of.columns()?,
        computed: of.computed()?,
        partition: of.partition()?,
        checks: of.row_checks(&write.checks)?,
        check_policies: policies(&write.checks),
        constraints,
        constraint_names,
        view_checks: of.view_checks()?,
        views: write.views.iter().map(|check| check.view.clone()).collect(),
        returning: returning.map(|returning| of.returning(returning, before)).transpose()?,
        whole: before.then(|| of.whole()),
        within: write.within.clone(),
    })
}

/// A write of one relation.
struct Writes<'a> {
    catalog: &'a Catalog,
    relation: &'a Relation,
    write: &'a Write,
}

impl<'a> Writes<'a> {
    fn returning(&self, query: &Query, before: bool) -> Result<CompiledQuery, Error> {
        let mut scope = Scope::new(self.catalog);
        scope.write(self.relation, before);
        read(scope, query)
    }

    /// Whether `returning` reads what the write changes, which it sees as it was before. Of a `delete` it is read
    /// before the rows go.
    fn returns_before(&self, query: &Query) -> bool {
        !matches!(self.write.statement, Statement::Delete(_))
            && program::reads_any(query, &program::changed(self.catalog, self.write))
    }

    /// `select r0."a", … from json_each(?1) as w join t as r0 on r0.rowid = w.value order by w.key`
    fn whole(&self) -> Sql {
        use crate::statement::Bind;
        let mut scope = Scope::new(self.catalog);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("select ");
        for (at, column) in self.relation.columns.iter().enumerate() {
            writing.to.words(if at > 0 { ", r0." } else { "r0." });
            writing.column_name(&column.name);
        }
        writing.to.words(" from json_each(").bind(Bind::Written).words(") as w cross join ");
        writing.table_name(self.relation);
        writing.to.words(" as r0 on r0.rowid = w.value order by w.key");
        writing.finish()
    }

    /// What an expression of the relation means for this write.
    fn meant<'e>(&'e self, expression: &'e Expression) -> &'e Expression {
        let mut rules = self.write.rules.iter();
        rules.find(|(of, _)| of == expression).map_or(expression, |(_, meant)| meant)
    }

    /// Checks over the row as it will be.
    fn row_checks(&self, checks: &[RowCheck]) -> Result<Option<Sql>, Error> {
        self.checks(checks, &[(self.write.row, Frame::Row)])
    }

    /// The check options of views over the row as it will be.
    fn view_checks(&self) -> Result<Option<Sql>, Error> {
        let conditions = self.write.views.iter().map(|check| check.condition.clone());
        self.outputs(&conditions.collect::<Vec<_>>(), &[(self.write.row, Frame::Row)])
    }

    fn checks(&self, checks: &[RowCheck], frames: &[(Range, Frame)]) -> Result<Option<Sql>, Error> {
        let conditions: Vec<Expression> =
            checks.iter().map(|check| check.condition.clone()).collect();
        self.outputs(&conditions, frames)
    }

    /// One output for each expression, over rows at hand; nothing where there is none.
    fn outputs(
        &self,
        expressions: &[Expression],
        frames: &[(Range, Frame)],
    ) -> Result<Option<Sql>, Error> {
        if expressions.is_empty() {
            return Ok(None);
        }
        let mut scope = Scope::new(self.catalog);
        for (range, frame) in frames {
            scope.relation(*range, self.relation, Read::Bound(*frame));
        }
        expressions.iter().for_each(|expression| scope.expression(expression));
        let mut writing = Writing::new(&mut scope);
        writing.outputs_of(expressions)?;
        Ok(Some(writing.finish()))
    }

    fn position(&self, column: &Name) -> Result<usize, Error> {
        let position = self.relation.columns.iter().position(|known| known.name == *column);
        position.ok_or_else(|| {
            let message = format!(
                "column \"{column}\" of relation \"{}\" does not exist",
                self.relation.name.name
            );
            Error::sql("42703", message)
        })
    }

    fn assignments(&self, set: &[Assignment]) -> Result<Vec<CompiledAssignment>, Error> {
        let compiled = |assignment: &Assignment| {
            let default = matches!(assignment.value, Assigned::Default);
            Ok(CompiledAssignment { position: self.position(&assignment.column)?, default })
        };
        set.iter().map(compiled).collect()
    }

    /// `update … set` what is assigned and what is computed, for the row of a `rowid`.
    fn update_row(&self, set: &[CompiledAssignment]) -> Sql {
        use crate::statement::Bind;
        let computed = |at: &usize| {
            matches!(self.relation.columns[*at].generation, Some(Generation::Computed(_)))
        };
        let assigned = |at: &usize| set.iter().any(|set| set.position == *at);
        let mut scope = Scope::new(self.catalog);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("update ");
        writing.table_name(self.relation);
        writing.to.words(" set ");
        let mut between = "";
        for at in (0..self.relation.columns.len()).filter(|at| assigned(at) || computed(at)) {
            writing.to.words(between);
            writing.column_name(&self.relation.columns[at].name);
            writing.to.words(" = ").bind(Bind::Row(at));
            between = ", ";
        }
        writing.to.words(" where rowid = ").bind(Bind::Rowid);
        writing.finish()
    }
}

impl Writing<'_, '_> {
    /// `from t as r0 join … where … order by … limit …`: the rows that a write finds.
    fn found(&mut self, found: &Found<'_>, relation: &Relation) -> Done {
        self.to.words(" from ");
        self.table_name(relation);
        self.to.numbered(" as r", found.range.0);
        if let Some(from) = found.from {
            self.to.words(" join ");
            let compound = matches!(from, From::Join { .. });
            self.to.words(if compound { "(" } else { "" });
            self.from(from)?;
            self.to.words(if compound { ")" } else { "" });
        }
        if let Some(filter) = found.filter {
            self.to.words(" where ");
            self.expression(filter, Level::Any)?;
        }
        if found.from.is_some() {
            // Where several rows join, PostgreSQL takes one of them as well.
            self.to.numbered(" group by r", found.range.0).words(".rowid");
        }
        let Some(limited) = found.limited else { return Ok(()) };
        if !limited.order.is_empty() {
            self.to.words(" order by ");
            self.sorts(&limited.order, &[])?;
        }
        self.bounds(limited.limit.as_ref(), limited.offset.as_ref(), false)
    }
}

/// Which rows an update or a delete finds.
struct Found<'a> {
    with: &'a [With],
    range: Range,
    from: Option<&'a From>,
    filter: Option<&'a Expression>,
    limited: Option<&'a Limited>,
}

impl Found<'_> {
    /// The ranges of what is read to find them.
    fn scope<'c>(&self, catalog: &'c Catalog, relation: &Relation) -> Scope<'c> {
        let mut scope = Scope::new(catalog);
        scope.withs(self.with);
        scope.relation(self.range, relation, Read::Table);
        if let Some(from) = self.from {
            scope.from(from);
        }
        if let Some(filter) = self.filter {
            scope.expression(filter);
        }
        for sort in self.limited.map_or(&[][..], |limited| &limited.order) {
            if let catalog::SortBy::Expression(by) = &sort.by {
                scope.expression(by);
            }
        }
        scope
    }
}

fn policies(checks: &[RowCheck]) -> Vec<Option<Name>> {
    checks.iter().map(|check| check.policy.clone()).collect()
}

/// The expressions among what is assigned.
fn expressions<'a>(assigned: impl Iterator<Item = &'a Assigned>) -> Vec<Expression> {
    let expression = |assigned: &Assigned| match assigned {
        Assigned::Expression(expression) => Some(expression.clone()),
        Assigned::Default => None,
    };
    assigned.filter_map(expression).collect()
}

const fn written(statement: &Statement) -> Option<&QualifiedName> {
    match statement {
        Statement::Query(_) => None,
        Statement::Insert(insert) => Some(&insert.relation),
        Statement::Update(update) => Some(&update.relation),
        Statement::Delete(delete) => Some(&delete.relation),
    }
}
