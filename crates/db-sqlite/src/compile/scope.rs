//! What a statement's ranges are: collected before anything is written, because an expression may read a range
//! whose `from` comes later in the text.

use super::findings::{aggregates, fixed, is_independent};
use catalog::walk::{Visitor, visit_expression, visit_from, visit_select};
use catalog::{
    Body, Catalog, Expression, From, JoinKind, Modifier, Name, Query, Range, Relation, SortBy,
    Type, Value, With, WithBody,
};
use std::collections::HashMap;

/// The ranges of a statement.
pub(super) struct Scope<'a> {
    pub(super) catalog: &'a Catalog,
    ranges: HashMap<Range, Source>,
    /// The columns of each `with`.
    commons: HashMap<Name, Vec<Shown>>,
    /// What `from written` reads.
    written: Option<&'a Relation>,
    /// What was written is handed in, not read from its table.
    written_rows: bool,
    next: u32,
}

/// What stands behind a range.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) read: Read,
    columns: Vec<Shown>,
    /// Columns by which there is at most one row.
    keys: Vec<Vec<Name>>,
}

/// How a column of a range is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Read {
    /// `r0."a"`
    #[default]
    Alias,
    /// `r0."a"`, from a relation's table.
    Table,
    /// `"a"`: there is only one table, and it has no alias.
    Bare,
    /// A value of the row at hand, which is bound.
    Bound(Frame),
    /// The rows of a function, or of a lateral subquery, as JSON: its columns, and whether the last one counts
    /// them.
    Elements { columns: Vec<Name>, ordinality: bool },
    /// The columns of a `with`.
    Common(Name),
}

/// Which row at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The proposed row, or the row as it will be.
    Row,
    /// The row that is there.
    Existing,
}

/// A column as far as its expression tells.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) name: Name,
    pub(super) modifier: Modifier,
    pub(super) not_null: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let (ranges, commons) = (HashMap::new(), HashMap::new());
        Self { catalog, ranges, commons, written: None, written_rows: false, next: 0 }
    }

    /// A relation's row as a range.
    pub(super) fn relation(&mut self, range: Range, relation: &Relation, read: Read) {
        self.add(range, from_relation(relation, read));
    }

    /// What `from written` reads.
    pub(super) const fn write(&mut self, relation: &'a Relation, rows: bool) {
        self.written = Some(relation);
        self.written_rows = rows;
    }

    /// The relation that `from written` reads.
    pub(super) const fn written(&self) -> Option<&'a Relation> {
        self.written
    }

    /// A range of our own, for columns of a subquery or a function that the statement doesn't name.
    pub(super) fn fresh(&mut self, read: Read) -> Range {
        let range = Range(self.next);
        self.add(range, Source { read, ..Source::default() });
        range
    }

    /// What stands behind a range.
    pub(super) fn source(&self, range: Range) -> Option<&Source> {
        self.ranges.get(&range)
    }

    /// What is known of a column.
    pub(super) fn column(&self, range: Range, name: &str) -> Option<&Shown> {
        let source = self.ranges.get(&range)?;
        let columns = match &source.read {
            Read::Common(common) => self.commons.get(common)?,
            _ => &source.columns,
        };
        columns.iter().find(|column| &*column.name == name)
    }

    /// The position of a column among its range's.
    pub(super) fn position(&self, range: Range, name: &str) -> Option<usize> {
        self.ranges.get(&range)?.columns.iter().position(|column| &*column.name == name)
    }

    /// The modifier of an expression's type, where it is known, and whether it can't be null.
    pub(super) fn known(&self, expression: &Expression) -> (Modifier, bool) {
        match expression {
            Expression::Column { range, name, .. } => {
                let column = self.column(*range, name);
                column.map_or((Modifier::None, false), |column| (column.modifier, column.not_null))
            }
            Expression::Cast { operand, to, modifier, .. } => {
                let modifier = match to {
                    Type::Domain(domain) => domain.modifier,
                    _ => *modifier,
                };
                (modifier, self.known(operand).1)
            }
            Expression::Constant { value, .. } => (Modifier::None, !matches!(value, Value::Null)),
            _ => (Modifier::None, false),
        }
    }

    /// The names and modifiers of a query's columns.
    pub(super) fn columns(&self, query: &Query) -> Vec<Shown> {
        match &query.body {
            Body::Select(select) => {
                let shown = |output: &catalog::Output| {
                    let (modifier, not_null) = self.known(&output.expression);
                    Shown { name: output.name.clone(), modifier, not_null }
                };
                select.output.iter().map(shown).collect()
            }
            Body::Set { left, right, .. } => {
                let (mut shown, right) = (self.columns(left), self.columns(right));
                for (left, right) in shown.iter_mut().zip(right) {
                    left.not_null &= right.not_null;
                    if left.modifier != right.modifier {
                        left.modifier = Modifier::None;
                    }
                }
                shown
            }
            Body::Values(_) => {
                query.columns().into_iter().map(|(name, _)| nothing_known(name)).collect()
            }
        }
    }

    /// Whether a query can't have a second row, as far as it is easy to see.
    pub(super) fn at_most_one(&self, query: &Query) -> bool {
        if let Some(Expression::Constant { value: Value::Int(..=1), .. }) = query.limit {
            return true;
        }
        let Body::Select(select) = &query.body else { return false };
        let Some(from) = &select.from else { return true };
        if select.group.is_empty()
            && select.output.iter().any(|output| aggregates(&output.expression))
        {
            return true;
        }
        let Some(range) = from.range() else { return false };
        let Some(source) = self.ranges.get(&range) else { return false };
        let fixed = select.filter.as_ref().map_or_else(Vec::new, |filter| fixed(filter, range));
        source.keys.iter().any(|key| key.iter().all(|column| fixed.contains(&column)))
    }

    /// The columns of what stands in a `with`.
    pub(super) fn withs(&mut self, withs: &[With]) {
        for with in withs {
            // A recursive one names itself before anything is known of its columns.
            let columns = with.columns.iter().map(|(name, _)| nothing_known(name.clone()));
            self.commons.insert(with.name.clone(), columns.collect());
            if let WithBody::Query(body) = &with.body {
                self.query(body);
                let shown = self.columns(body).into_iter().zip(&with.columns);
                let named = |(shown, (name, _)): (Shown, &(Name, Type))| Shown {
                    modifier: shown.modifier,
                    ..nothing_known(name.clone())
                };
                self.commons.insert(with.name.clone(), shown.map(named).collect());
            }
        }
    }

    fn add(&mut self, range: Range, source: Source) {
        self.next = self.next.max(range.0.saturating_add(1));
        self.ranges.insert(range, source);
    }

    fn of_query(&self, query: &Query) -> Source {
        let columns = self.columns(query);
        Source { read: Read::Alias, columns, keys: self.keys(query) }
    }

    /// The keys of the one relation that a query reads, where it shows them.
    fn keys(&self, query: &Query) -> Vec<Vec<Name>> {
        let Body::Select(select) = &query.body else { return Vec::new() };
        let range = select.from.as_ref().and_then(From::range);
        let Some(source) = range.and_then(|range| self.ranges.get(&range)) else {
            return Vec::new();
        };
        let shown_as = |key: &Name| {
            select.output.iter().find_map(|output| match &output.expression {
                Expression::Column { range: of, name, .. } if Some(*of) == range && name == key => {
                    Some(output.name.clone())
                }
                _ => None,
            })
        };
        source.keys.iter().filter_map(|key| key.iter().map(shown_as).collect()).collect()
    }
}

impl Visitor for Scope<'_> {
    fn query(&mut self, query: &Query) {
        self.withs(&query.with);
        match &query.body {
            Body::Select(select) => visit_select(self, select),
            Body::Values(rows) => rows.iter().flatten().for_each(|cell| self.expression(cell)),
            Body::Set { left, right, .. } => {
                self.query(left);
                self.query(right);
            }
        }
        for sort in &query.order {
            if let SortBy::Expression(by) = &sort.by {
                self.expression(by);
            }
        }
        query.limit.iter().chain(&query.offset).for_each(|bound| self.expression(bound));
    }

    fn from(&mut self, from: &From) {
        visit_from(self, from);
        let (range, source) = match from {
            From::Relation { relation, range, .. } => match self.catalog.relation(relation) {
                Some(relation) => (range, from_relation(relation, Read::Table)),
                None => return,
            },
            From::Written { range } => match self.written {
                Some(relation) if self.written_rows => {
                    let columns = relation.columns.iter().map(|of| of.name.clone()).collect();
                    let read = Read::Elements { columns, ordinality: false };
                    (range, from_relation(relation, read))
                }
                Some(relation) => (range, from_relation(relation, Read::Table)),
                None => return,
            },
            From::Query { query, range, lateral, .. } => {
                let mut source = self.of_query(query);
                if *lateral && !is_independent(query) {
                    let columns = source.columns.iter().map(|column| column.name.clone()).collect();
                    source.read = Read::Elements { columns, ordinality: false };
                }
                (range, source)
            }
            From::Common { name, range } => {
                (range, Source { read: Read::Common(name.clone()), ..Source::default() })
            }
            From::Kept { range, columns, .. } => {
                let columns = columns.iter().map(|(name, _)| name.clone()).collect();
                let read = Read::Elements { columns, ordinality: false };
                (range, Source { read, ..Source::default() })
            }
            From::Function { columns, ordinality, range, .. }
            | From::Routine { columns, ordinality, range, .. } => {
                let columns = columns.iter().map(|(name, _)| name.clone()).collect();
                let read = Read::Elements { columns, ordinality: *ordinality };
                (range, Source { read, ..Source::default() })
            }
            From::Join { kind, left, right, .. } => {
                if matches!(kind, JoinKind::Left | JoinKind::Full) {
                    self.may_miss(right);
                }
                if matches!(kind, JoinKind::Right | JoinKind::Full) {
                    self.may_miss(left);
                }
                return;
            }
        };
        self.add(*range, source);
    }

    fn expression(&mut self, expression: &Expression) {
        visit_expression(self, expression);
    }
}

impl Scope<'_> {
    /// The side of an outer join that may have no row: its columns can be null.
    fn may_miss(&mut self, from: &From) {
        if let From::Join { left, right, .. } = from {
            self.may_miss(left);
            self.may_miss(right);
        }
        if let Some(source) = from.range().and_then(|range| self.ranges.get_mut(&range)) {
            source.columns.iter_mut().for_each(|column| column.not_null = false);
        }
    }
}

fn from_relation(relation: &Relation, read: Read) -> Source {
    let shown = |column: &catalog::Column| {
        let modifier = match &column.of {
            Type::Domain(domain) => domain.modifier,
            _ => column.modifier,
        };
        Shown { name: column.name.clone(), modifier, not_null: column.not_null }
    };
    let columns = relation.columns.iter().map(shown).collect();
    let keys = relation.unique_constraints().map(|key| key.columns.clone()).collect();
    Source { read, columns, keys }
}

const fn nothing_known(name: Name) -> Shown {
    Shown { name, modifier: Modifier::None, not_null: false }
}
