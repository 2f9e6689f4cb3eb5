//! Giving the ranges of a tree the numbers 1, 2, 3, … in the order in which the tree is walked, so that trees
//! that say the same are equal, however they were written. A function's only column takes the name of its alias,
//! so it is called by the range, too.

use builtin::Pattern;
use catalog::walk::{
    Rewriter, Visitor, rewrite_expression, rewrite_from, rewrite_statement, visit_from,
    visit_statement,
};
use catalog::{Conflict, ConflictAction, Expression, From, Query, Range, Relation, Statement};
use std::collections::HashMap;
use value::Name;

/// An expression over [`Relation::ROW`] with its ranges numbered from 1.
pub(crate) fn renumbered(mut expression: Expression) -> Expression {
    let mut numbers = Numbers::default();
    numbers.expression(&expression);
    if !numbers.is_done() {
        numbers.renumbering().expression(&mut expression);
    }
    expression
}

/// A query with its ranges numbered from 1.
pub(crate) fn renumbered_query(mut query: Query) -> Query {
    let mut numbers = Numbers::default();
    numbers.query(&query);
    if !numbers.is_done() {
        numbers.renumbering().query(&mut query);
    }
    query
}

/// A statement with its ranges numbered from 1.
pub(crate) fn renumbered_statement(mut statement: Statement) -> Statement {
    let mut numbers = Numbers::default();
    numbers.statement(&statement);
    if !numbers.is_done() {
        numbers.renumbering().statement(&mut statement);
    }
    statement
}

#[derive(Default)]
struct Numbers {
    of: HashMap<Range, Range>,
    /// The functions of one column that has no name of its own: the name it has by its alias.
    columns: HashMap<Range, Name>,
}

impl Numbers {
    fn is_done(&self) -> bool {
        self.columns.is_empty() && self.of.iter().all(|(from, to)| from == to)
    }

    fn renumbering(self) -> Renumbering {
        let column = |(range, name): (Range, Name)| {
            let number = self.of.get(&range).copied().unwrap_or(range);
            (range, (name, Name::from(format!("r{}", number.0))))
        };
        let columns = self.columns.into_iter().map(column).collect();
        Renumbering { of: self.of, columns }
    }
}

impl Numbers {
    fn number(&mut self, range: Range) {
        let next = Range(u32::try_from(self.of.len()).unwrap_or(u32::MAX - 1) + 1);
        self.of.entry(range).or_insert(next);
    }
}

impl Visitor for Numbers {
    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => {
                self.number(insert.range);
                if let Some(Conflict { action: ConflictAction::Update { excluded, .. }, .. }) =
                    &insert.conflict
                {
                    self.number(*excluded);
                }
            }
            Statement::Update(update) => self.number(update.range),
            Statement::Delete(delete) => self.number(delete.range),
        }
        visit_statement(self, statement);
    }

    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            self.number(range);
        }
        if let From::Function { function, range, columns, .. } = from
            && let [(own, pattern)] = function.columns
            && *own == function.name
            && *pattern != Pattern::Record
            && let Some((name, _)) = columns.first()
        {
            self.columns.insert(*range, name.clone());
        }
        visit_from(self, from);
    }
}

struct Renumbering {
    of: HashMap<Range, Range>,
    /// Old and new name of the only column of a function, by its old number.
    columns: HashMap<Range, (Name, Name)>,
}

impl Renumbering {
    fn number(&self, range: &mut Range) {
        if *range != Relation::ROW
            && let Some(number) = self.of.get(range)
        {
            *range = *number;
        }
    }

    fn column(&self, range: Range, name: &mut Name) {
        if let Some((old, new)) = self.columns.get(&range)
            && name == old
        {
            *name = new.clone();
        }
    }
}

impl Rewriter for Renumbering {
    fn statement(&mut self, statement: &mut Statement) {
        match statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => {
                self.number(&mut insert.range);
                if let Some(Conflict { action: ConflictAction::Update { excluded, .. }, .. }) =
                    &mut insert.conflict
                {
                    self.number(excluded);
                }
            }
            Statement::Update(update) => self.number(&mut update.range),
            Statement::Delete(delete) => self.number(&mut delete.range),
        }
        rewrite_statement(self, statement);
    }

    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, name, .. } = expression {
            self.column(*range, name);
            self.number(range);
        }
        rewrite_expression(self, expression);
    }

    fn from(&mut self, from: &mut From) {
        if let From::Function { range, columns, .. } = from
            && let Some((name, _)) = columns.first_mut()
        {
            self.column(*range, name);
        }
        if let Some(range) = from.range_mut() {
            self.number(range);
        }
        rewrite_from(self, from);
    }
}

/// The highest number of a query's ranges.
pub(crate) fn highest(query: &Query) -> u32 {
    let mut highest = Highest(0);
    highest.query(query);
    highest.0
}

struct Highest(u32);

impl Visitor for Highest {
    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            self.0 = self.0.max(range.0);
        }
        visit_from(self, from);
    }
}
