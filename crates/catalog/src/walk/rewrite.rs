//! Changing a tree in place, every node once.

use super::*;

/// Changes a tree in place.
pub trait Rewriter {
    /// At an expression.
    fn expression(&mut self, expression: &mut Expression) {
        rewrite_expression(self, expression);
    }
    /// At a query.
    fn query(&mut self, query: &mut Query) {
        rewrite_query(self, query);
    }
    /// At a row source.
    fn from(&mut self, from: &mut From) {
        rewrite_from(self, from);
    }
    /// At a statement.
    fn statement(&mut self, statement: &mut Statement) {
        rewrite_statement(self, statement);
    }
}

/// Goes through what is directly below an expression.
pub fn rewrite_expression<V: Rewriter + ?Sized>(to: &mut V, expression: &mut Expression) {
    use Expression as E;
    match expression {
        E::Constant { .. }
        | E::Parameter { .. }
        | E::Argument { .. }
        | E::Session(_)
        | E::Column { .. } => {}
        E::And(items)
        | E::Or(items)
        | E::InList { items, .. }
        | E::Coalesce { items, .. }
        | E::Extreme { items, .. }
        | E::Array { items, .. }
        | E::Row { items, .. }
        | E::Call { arguments: items, .. }
        | E::Routine { arguments: items, .. } => rewrite_list(to, items),
        E::Not(operand)
        | E::Is { operand, .. }
        | E::Cast { operand, .. }
        | E::Field { operand, .. } => to.expression(operand),
        E::Compare { left, right, .. }
        | E::Distinct { left, right, .. }
        | E::NullIf { left, right }
        | E::Quantified { operand: left, array: right, .. } => {
            to.expression(left);
            to.expression(right);
        }
        E::Case { branches, otherwise, .. } => {
            for (condition, result) in branches {
                to.expression(condition);
                to.expression(result);
            }
            rewrite_maybe(to, otherwise.as_deref_mut());
        }
        E::Aggregate { arguments, order, filter, .. } => {
            rewrite_list(to, arguments);
            rewrite_sorts(to, order);
            rewrite_maybe(to, filter.as_deref_mut());
        }
        E::Window { arguments, partition, order, filter, frame, .. } => {
            rewrite_list(to, arguments);
            rewrite_list(to, partition);
            rewrite_sorts(to, order);
            rewrite_maybe(to, filter.as_deref_mut());
            if let Some(frame) = frame {
                rewrite_maybe(to, frame.start.offset_mut());
                rewrite_maybe(to, frame.end.offset_mut());
            }
        }
        E::Exists(query)
        | E::Scalar { query, .. }
        | E::ArrayQuery { query, .. }
        | E::Rows { query, .. } => to.query(query),
        E::InQuery { operands, query, .. } => {
            rewrite_list(to, operands);
            to.query(query);
        }
        E::QuantifiedQuery { operand, query, .. } => {
            to.expression(operand);
            to.query(query);
        }
    }
    if let E::InList { operand, .. } = expression {
        to.expression(operand);
    }
}

/// Goes through what is directly below a query.
pub fn rewrite_query<V: Rewriter + ?Sized>(to: &mut V, query: &mut Query) {
    rewrite_withs(to, &mut query.with);
    match &mut query.body {
        Body::Select(select) => rewrite_select(to, select),
        Body::Values(rows) => {
            for row in rows {
                rewrite_list(to, row);
            }
        }
        Body::Set { left, right, .. } => {
            to.query(left);
            to.query(right);
        }
    }
    rewrite_sorts(to, &mut query.order);
    rewrite_maybe(to, query.limit.as_mut());
    rewrite_maybe(to, query.offset.as_mut());
}

/// Goes through what is directly below a row source.
pub fn rewrite_from<V: Rewriter + ?Sized>(to: &mut V, from: &mut From) {
    match from {
        From::Relation { .. } | From::Common { .. } | From::Written { .. } | From::Kept { .. } => {}
        From::Query { query, .. } => to.query(query),
        From::Function { arguments, .. } | From::Routine { arguments, .. } => {
            rewrite_list(to, arguments);
        }
        From::Join { left, right, on, .. } => {
            to.from(left);
            to.from(right);
            rewrite_maybe(to, on.as_mut());
        }
    }
}

/// Goes through what is directly below a statement.
pub fn rewrite_statement<V: Rewriter + ?Sized>(to: &mut V, statement: &mut Statement) {
    match statement {
        Statement::Query(query) => to.query(query),
        Statement::Insert(insert) => rewrite_insert(to, insert),
        Statement::Update(update) => rewrite_update(to, update),
        Statement::Delete(delete) => rewrite_delete(to, delete),
    }
}

/// Goes through what is directly below a select.
pub fn rewrite_select<V: Rewriter + ?Sized>(to: &mut V, select: &mut Select) {
    if let Distinct::On(items) = &mut select.distinct {
        rewrite_list(to, items);
    }
    for output in &mut select.output {
        to.expression(&mut output.expression);
    }
    if let Some(from) = &mut select.from {
        to.from(from);
    }
    rewrite_maybe(to, select.filter.as_mut());
    rewrite_list(to, &mut select.group);
    rewrite_maybe(to, select.having.as_mut());
}

/// Goes through what is directly below an insert.
pub fn rewrite_insert<V: Rewriter + ?Sized>(to: &mut V, insert: &mut Insert) {
    rewrite_withs(to, &mut insert.with);
    match &mut insert.source {
        Source::Inputs(_) => {}
        Source::Query(query) => to.query(query),
        Source::Rows(rows) => {
            for row in rows {
                row.iter_mut().for_each(|cell| rewrite_assigned(to, cell));
            }
        }
    }
    if let Some(Conflict { index: Some(index), .. }) = &mut insert.conflict {
        rewrite_list(to, &mut index.parts);
        rewrite_maybe(to, index.filter.as_mut());
    }
    if let Some(Conflict { action: ConflictAction::Update { set, filter, .. }, .. }) =
        &mut insert.conflict
    {
        rewrite_assignments(to, set);
        rewrite_maybe(to, filter.as_mut());
    }
    if let Some(returning) = &mut insert.returning {
        to.query(returning);
    }
}

/// Goes through what is directly below an update.
pub fn rewrite_update<V: Rewriter + ?Sized>(to: &mut V, update: &mut Update) {
    rewrite_withs(to, &mut update.with);
    rewrite_assignments(to, &mut update.set);
    if let Some(from) = &mut update.from {
        to.from(from);
    }
    rewrite_maybe(to, update.filter.as_mut());
    rewrite_limited(to, update.limited.as_mut());
    if let Some(returning) = &mut update.returning {
        to.query(returning);
    }
}

/// Goes through what is directly below a delete.
pub fn rewrite_delete<V: Rewriter + ?Sized>(to: &mut V, delete: &mut Delete) {
    rewrite_withs(to, &mut delete.with);
    if let Some(using) = &mut delete.using {
        to.from(using);
    }
    rewrite_maybe(to, delete.filter.as_mut());
    rewrite_limited(to, delete.limited.as_mut());
    if let Some(returning) = &mut delete.returning {
        to.query(returning);
    }
}

fn rewrite_withs<V: Rewriter + ?Sized>(to: &mut V, withs: &mut [With]) {
    for with in withs {
        match &mut with.body {
            WithBody::Query(query) => to.query(query),
            WithBody::Write(statement) => to.statement(statement),
        }
    }
}

fn rewrite_assignments<V: Rewriter + ?Sized>(to: &mut V, assignments: &mut [Assignment]) {
    for assignment in assignments {
        rewrite_assigned(to, &mut assignment.value);
    }
}

fn rewrite_assigned<V: Rewriter + ?Sized>(to: &mut V, assigned: &mut Assigned) {
    if let Assigned::Expression(expression) = assigned {
        to.expression(expression);
    }
}

fn rewrite_limited<V: Rewriter + ?Sized>(to: &mut V, limited: Option<&mut Limited>) {
    if let Some(limited) = limited {
        rewrite_sorts(to, &mut limited.order);
        rewrite_maybe(to, limited.limit.as_mut());
        rewrite_maybe(to, limited.offset.as_mut());
    }
}

fn rewrite_sorts<V: Rewriter + ?Sized>(to: &mut V, sorts: &mut [Sort]) {
    for sort in sorts {
        if let SortBy::Expression(expression) = &mut sort.by {
            to.expression(expression);
        }
    }
}

fn rewrite_list<V: Rewriter + ?Sized>(to: &mut V, list: &mut [Expression]) {
    for expression in list {
        to.expression(expression);
    }
}

fn rewrite_maybe<V: Rewriter + ?Sized>(to: &mut V, expression: Option<&mut Expression>) {
    if let Some(expression) = expression {
        to.expression(expression);
    }
}
