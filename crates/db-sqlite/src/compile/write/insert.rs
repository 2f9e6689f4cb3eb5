//! `insert`, and `on conflict`

use super::*;
use crate::compile::collation::equality;
use crate::compile::query::Outputs;
use crate::statement::{Action, Bind, CompiledConflict, InsertAction, InsertSource};
use catalog::{Conflict, ConflictAction, ConflictIndex, Insert, Ranges, Source};

impl Writes<'_> {
    pub(super) fn insert(&self, insert: &Insert) -> Result<Action, Error> {
        let positions =
            insert.columns.iter().map(|column| self.position(column)).collect::<Result<_, _>>()?;
        let conflict = insert.conflict.as_ref();
        let conflict = conflict.map(|conflict| self.conflict(insert, conflict)).transpose()?;
        let ignores = matches!(conflict, Some(CompiledConflict::IgnoreAny));
        Ok(Action::Insert(Box::new(InsertAction {
            positions,
            overriding: insert.overriding,
            source: self.source(insert)?,
            insert: self.insert_row(ignores),
            conflict,
        })))
    }

    fn source(&self, insert: &Insert) -> Result<InsertSource, Error> {
        Ok(match &insert.source {
            Source::Inputs(table) => InsertSource::Inputs(*table),
            Source::Query(query) => {
                let mut scope = Scope::new(self.catalog);
                scope.withs(&insert.with);
                scope.query(query);
                let mut writing = Writing::new(&mut scope);
                writing.withs(&insert.with)?;
                if insert.with.is_empty() || query.with.is_empty() {
                    writing.query(query, Outputs::BARE)?;
                } else {
                    writing.to.words("select * from (");
                    writing.query(query, Outputs::BARE)?;
                    writing.to.words(")");
                }
                InsertSource::Query(writing.finish())
            }
            Source::Rows(rows) => {
                let cell = |cell: &Assigned| match cell {
                    Assigned::Expression(expression) => {
                        self.outputs(std::slice::from_ref(expression), &[])
                    }
                    Assigned::Default => Ok(None),
                };
                let row = |row: &Vec<Assigned>| row.iter().map(cell).collect::<Result<_, _>>();
                InsertSource::Rows(rows.iter().map(row).collect::<Result<_, _>>()?)
            }
        })
    }

    /// `insert into t (every column) values (…)`
    fn insert_row(&self, ignores: bool) -> Sql {
        let mut scope = Scope::new(self.catalog);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("insert into ");
        writing.table_name(self.relation);
        if self.relation.columns.is_empty() {
            writing.to.words(" default values");
            return writing.finish();
        }
        let mut between = " (";
        for column in &self.relation.columns {
            writing.to.words(between);
            writing.column_name(&column.name);
            between = ", ";
        }
        between = ") values (";
        for position in 0..self.relation.columns.len() {
            writing.to.words(between).bind(Bind::Row(position));
            between = ", ";
        }
        writing.to.words(if ignores { ") on conflict do nothing" } else { ")" });
        writing.finish()
    }

    fn conflict(&self, insert: &Insert, conflict: &Conflict) -> Result<CompiledConflict, Error> {
        let find = match (&conflict.index, &conflict.target) {
            (Some(index), _) => Some(self.find_by_index(insert.range, index)?),
            (None, Some(target)) => Some(self.find(target)?),
            (None, None) => None,
        };
        match (&conflict.action, find) {
            (ConflictAction::Nothing, None) => Ok(CompiledConflict::IgnoreAny),
            (ConflictAction::Nothing, Some(find)) => Ok(CompiledConflict::Ignore { find }),
            (ConflictAction::Update { .. }, None) => Err(Error::sql(
                "42601",
                "ON CONFLICT DO UPDATE requires inference specification or constraint name",
            )),
            (ConflictAction::Update { set, filter, excluded }, Some(find)) => {
                self.conflict_update(insert, find, (set, filter.as_ref(), *excluded))
            }
        }
    }

    fn conflict_update(
        &self,
        insert: &Insert,
        find: Sql,
        (assigned, filter, excluded): (&[Assignment], Option<&Expression>, Range),
    ) -> Result<CompiledConflict, Error> {
        let write = self.write;
        let both = [(insert.range, Frame::Existing), (excluded, Frame::Row)];
        let set = self.assignments(assigned)?;
        let values = expressions(assigned.iter().map(|set| &set.value));
        Ok(CompiledConflict::Update {
            find,
            existing: self.checks(&write.existing, &both)?,
            filter: match filter {
                Some(filter) => self.outputs(std::slice::from_ref(filter), &both)?,
                None => None,
            },
            values: self.outputs(&values, &both)?,
            updated: self.row_checks(&write.updated)?,
            updated_policies: policies(&write.updated),
            existing_policies: policies(&write.existing),
            update: self.update_row(&set),
            set,
        })
    }

    /// `select rowid, every column from t where` the target's columns are those of the proposed row.
    fn find(&self, target: &[Name]) -> Result<Sql, Error> {
        let nulls_not_distinct = self.arbiter(target)?;
        let range = Range(0);
        let mut scope = Scope::new(self.catalog);
        scope.relation(range, self.relation, Read::Table);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("select ");
        writing.whole_row(range, self.relation);
        writing.to.words(" from ");
        writing.table_name(self.relation);
        writing.to.numbered(" as r", range.0).words(" where ");
        writing.list(" and ", target, |this, name| {
            let position = self.position(name)?;
            let of = self.relation.columns[position].of.clone();
            let collation = equality(&of)?;
            this.collated(&Expression::column(range, name.clone(), of), collation)?;
            this.to.words(if nulls_not_distinct { " is " } else { " = " });
            this.to.bind(Bind::Row(position));
            Ok(())
        })?;
        Ok(writing.finish())
    }

    /// The same where the parts of an index are those of the proposed row, both being rows that it holds.
    fn find_by_index(&self, row: Range, index: &ConflictIndex) -> Result<Sql, Error> {
        let all = index.parts.iter().chain(&index.filter);
        let highest = all.map(highest_range).max().unwrap_or_default().max(row.0);
        let mut ranges = Ranges::starting_at(highest + 1);
        let proposed = ranges.fresh();
        let mut over =
            |part: &Expression| catalog::rename::expression_moved(part, row, proposed, &mut ranges);
        let mut conditions = Vec::new();
        for part in &index.parts {
            let (left, right) = (Box::new(part.clone()), Box::new(over(part)));
            conditions.push(match index.nulls_not_distinct {
                true => Expression::Distinct { left, right, negated: true },
                false => Expression::equal(*left, *right),
            });
        }
        if let Some(filter) = &index.filter {
            conditions.extend([filter.clone(), over(filter)]);
        }
        let condition = Expression::And(conditions);
        let mut scope = Scope::new(self.catalog);
        scope.relation(row, self.relation, Read::Table);
        scope.relation(proposed, self.relation, Read::Bound(Frame::Row));
        scope.expression(&condition);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("select ");
        writing.whole_row(row, self.relation);
        writing.to.words(" from ");
        writing.table_name(self.relation);
        writing.to.numbered(" as r", row.0).words(" where ");
        writing.expression(&condition, Level::Any)?;
        Ok(writing.finish())
    }

    /// The key that decides about a conflict; says whether its nulls are equal.
    fn arbiter(&self, target: &[Name]) -> Result<bool, Error> {
        let same = |columns: &[Name]| {
            columns.iter().all(|column| target.contains(column))
                && target.iter().all(|column| columns.contains(column))
        };
        let constraints = self.relation.unique_constraints();
        let mut keys = constraints.map(|key| (key.columns.clone(), key.nulls_not_distinct));
        if let Some((_, nulls)) = keys.find(|(columns, _)| same(columns)) {
            return Ok(nulls);
        }
        let indexes = self.relation.indexes.iter().filter(|of| of.unique && of.filter.is_none());
        let mut indexes = indexes.map(|of| (indexed_columns(of), of.nulls_not_distinct));
        match indexes.find(|(columns, _)| columns.as_deref().is_some_and(same)) {
            Some((_, nulls)) => Ok(nulls),
            None => Err(Error::sql(
                "42P10",
                "there is no unique or exclusion constraint matching the ON CONFLICT specification",
            )),
        }
    }
}

fn highest_range(part: &Expression) -> u32 {
    use catalog::walk::{visit_expression, visit_from};
    struct Highest(u32);
    impl Visitor for Highest {
        fn expression(&mut self, expression: &Expression) {
            if let Expression::Column { range, .. } = expression {
                self.0 = self.0.max(range.0);
            }
            visit_expression(self, expression);
        }
        fn from(&mut self, from: &From) {
            self.0 = self.0.max(from.range().map_or(0, |range| range.0));
            visit_from(self, from);
        }
    }
    let mut highest = Highest(0);
    highest.expression(part);
    highest.0
}

/// The columns of an index, if it has nothing else.
fn indexed_columns(index: &catalog::Index) -> Option<Vec<Name>> {
    let column = |part: &catalog::IndexPart| match &part.expression {
        Expression::Column { name, .. } => Some(name.clone()),
        _ => None,
    };
    index.parts.iter().map(column).collect()
}
