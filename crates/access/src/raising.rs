//! Whether a condition can raise on the rows that it is asked of. One that can would show by its error what a policy
//! hides, if it were evaluated first.

use crate::reads::Reads;
use catalog::walk::{Visitor, visit_expression, visit_from, visit_query};
use catalog::{Body, Expression, From, Infix, JoinKind, Name, Query, Range, WithBody};
use std::collections::BTreeSet;

/// Whether evaluating this can raise, depending on the data that it meets.
pub(crate) fn can_raise(expression: &Expression) -> bool {
    let mut raising = Raising { own: None, found: false };
    raising.expression(expression);
    raising.found
}

/// Notes what the conditions of a query read, and says whether one of them can raise. An output that a condition
/// outside asks about is part of that condition; so is each of a `with`, which can be asked about anywhere.
pub(crate) fn conditions_can_raise(
    query: &Query,
    asked: &BTreeSet<Name>,
    read: &mut Reads,
) -> bool {
    let mut conditions = Vec::new();
    for with in &query.with {
        if let WithBody::Query(query) = &with.body {
            outputs(query, &|_| true, &mut conditions);
        }
    }
    if !asked.is_empty() {
        let is_set = matches!(query.body, Body::Set { .. });
        outputs(query, &|name| is_set || asked.contains(name), &mut conditions);
    }
    if let Body::Select(select) = &query.body {
        conditions.extend(select.filter.iter().chain(&select.having).chain(&select.group));
        select.from.iter().for_each(|from| source(from, &mut conditions));
    }
    any_can_raise(&conditions, read)
}

fn outputs<'a>(
    query: &'a Query,
    asked: &dyn Fn(&Name) -> bool,
    conditions: &mut Vec<&'a Expression>,
) {
    match &query.body {
        Body::Select(select) => {
            let outputs = select.output.iter().filter(|output| asked(&output.name));
            conditions.extend(outputs.map(|output| &output.expression));
        }
        Body::Values(rows) => conditions.extend(rows.iter().flatten()),
        Body::Set { left, right, .. } => {
            outputs(left, asked, conditions);
            outputs(right, asked, conditions);
        }
    }
}

/// The same of the condition of a write, and of the sources beside the written relation.
pub(crate) fn write_can_raise(
    filter: Option<&Expression>,
    from: Option<&From>,
    read: &mut Reads,
) -> bool {
    let mut conditions: Vec<&Expression> = filter.into_iter().collect();
    if let Some(from) = from {
        source(from, &mut conditions);
    }
    any_can_raise(&conditions, read)
}

fn any_can_raise(conditions: &[&Expression], read: &mut Reads) -> bool {
    let mut raising = false;
    for condition in conditions {
        read.expression(condition);
        raising |= can_raise(condition);
    }
    raising
}

fn source<'a>(from: &'a From, conditions: &mut Vec<&'a Expression>) {
    match from {
        From::Join { left, right, on, kind } => {
            if *kind != JoinKind::Cross {
                conditions.extend(on);
            }
            source(left, conditions);
            source(right, conditions);
        }
        From::Function { arguments, .. } => conditions.extend(arguments),
        _ => {}
    }
}

/// Finds what can raise. Inside of a subquery only what reads rows from outside counts: the subquery's own relations
/// have barriers of their own.
struct Raising {
    /// The ranges that belong to the subquery at hand.
    own: Option<BTreeSet<Range>>,
    found: bool,
}

impl Visitor for Raising {
    fn expression(&mut self, expression: &Expression) {
        if raises(expression) {
            self.found |= self.own.as_ref().is_none_or(|own| {
                let mut columns = Columns::default();
                columns.expression(expression);
                !columns.0.is_subset(own)
            });
        }
        visit_expression(self, expression);
    }

    fn query(&mut self, query: &Query) {
        let outside = self.own.clone();
        let mut introduced = Introduced(self.own.take().unwrap_or_default());
        introduced.query(query);
        self.own = Some(introduced.0);
        visit_query(self, query);
        self.own = outside;
    }
}

fn raises(expression: &Expression) -> bool {
    match expression {
        Expression::Call { function, .. }
        | Expression::Quantified { operator: Infix::Call(function), .. }
        | Expression::QuantifiedQuery { operator: Infix::Call(function), .. } => {
            !function.leakproof
        }
        // Casts of what is fixed for the statement raise whatever the rows are.
        Expression::Cast { operand, .. } => {
            !matches!(**operand, Expression::Constant { .. } | Expression::Parameter { .. })
        }
        Expression::Scalar { .. } | Expression::Aggregate { .. } | Expression::Routine { .. } => {
            true
        }
        _ => false,
    }
}

/// The ranges whose columns are read.
#[derive(Default)]
struct Columns(BTreeSet<Range>);

impl Visitor for Columns {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, .. } = expression {
            self.0.insert(*range);
        }
        visit_expression(self, expression);
    }
}

/// The ranges that a query introduces, but for those that are made of columns from outside.
struct Introduced(BTreeSet<Range>);

impl Visitor for Introduced {
    fn from(&mut self, from: &From) {
        visit_from(self, from);
        let mut read = Columns::default();
        let range = match from {
            From::Relation { range, .. }
            | From::Common { range, .. }
            | From::Kept { range, .. }
            | From::Written { range } => range,
            From::Query { query, range, .. } => {
                read.query(query);
                range
            }
            From::Function { arguments, range, .. } | From::Routine { arguments, range, .. } => {
                arguments.iter().for_each(|argument| read.expression(argument));
                range
            }
            From::Join { .. } => return,
        };
        if read.0.is_subset(&self.0) {
            self.0.insert(*range);
        }
    }
}
