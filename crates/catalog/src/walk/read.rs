//! Reading a tree, every node once.

use super::*;

/// Reads a tree.
pub trait Visitor {
    /// At an expression.
    fn expression(&mut self, expression: &Expression) {
        visit_expression(self, expression);
    }
    /// At a query.
    fn query(&mut self, query: &Query) {
        visit_query(self, query);
    }
    /// At a row source.
    fn from(&mut self, from: &From) {
        visit_from(self, from);
    }
    /// At a statement.
    fn statement(&mut self, statement: &Statement) {
        visit_statement(self, statement);
    }
}

/// Goes through what is directly below an expression.
pub fn visit_expression<V: Visitor + ?Sized>(to: &mut V, expression: &Expression) {
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
        | E::Routine { arguments: items, .. } => visit_list(to, items),
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
            visit_maybe(to, otherwise.as_deref());
        }
        E::Aggregate { arguments, order, filter, .. } => {
            visit_list(to, arguments);
            visit_sorts(to, order);
            visit_maybe(to, filter.as_deref());
        }
        E::Window { arguments, partition, order, filter, frame, .. } => {
            visit_list(to, arguments);
            visit_list(to, partition);
            visit_sorts(to, order);
            visit_maybe(to, filter.as_deref());
            if let Some(frame) = frame {
                visit_maybe(to, frame.start.offset());
                visit_maybe(to, frame.end.offset());
            }
        }
        E::Exists(query)
        | E::Scalar { query, .. }
        | E::ArrayQuery { query, .. }
        | E::Rows { query, .. } => to.query(query),
        E::InQuery { operands, query, .. } => {
            visit_list(to, operands);
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
pub fn visit_query<V: Visitor + ?Sized>(to: &mut V, query: &Query) {
    visit_withs(to, &query.with);
    match &query.body {
        Body::Select(select) => visit_select(to, select),
        Body::Values(rows) => {
            for row in rows {
                visit_list(to, row);
            }
        }
        Body::Set { left, right, .. } => {
            to.query(left);
            to.query(right);
        }
    }
    visit_sorts(to, &query.order);
    visit_maybe(to, query.limit.as_ref());
    visit_maybe(to, query.offset.as_ref());
}

/// Goes through what is directly below a row source.
pub fn visit_from<V: Visitor + ?Sized>(to: &mut V, from: &From) {
    match from {
        From::Relation { .. } | From::Common { .. } | From::Written { .. } | From::Kept { .. } => {}
        From::Query { query, .. } => to.query(query),
        From::Function { arguments, .. } | From::Routine { arguments, .. } => {
            visit_list(to, arguments);
        }
        From::Join { left, right, on, .. } => {
            to.from(left);
            to.from(right);
            visit_maybe(to, on.as_ref());
        }
    }
}

/// Goes through what is directly below a statement.
pub fn visit_statement<V: Visitor + ?Sized>(to: &mut V, statement: &Statement) {
    match statement {
        Statement::Query(query) => to.query(query),
        Statement::Insert(insert) => visit_insert(to, insert),
        Statement::Update(update) => visit_update(to, update),
        Statement::Delete(delete) => visit_delete(to, delete),
    }
}

/// Goes through what is directly below a select.
pub fn visit_select<V: Visitor + ?Sized>(to: &mut V, select: &Select) {
    if let Distinct::On(items) = &select.distinct {
        visit_list(to, items);
    }
    for output in &select.output {
        to.expression(&output.expression);
    }
    if let Some(from) = &select.from {
        to.from(from);
    }
    visit_maybe(to, select.filter.as_ref());
    visit_list(to, &select.group);
    visit_maybe(to, select.having.as_ref());
}

/// Goes through what is directly below an insert.
pub fn visit_insert<V: Visitor + ?Sized>(to: &mut V, insert: &Insert) {
    visit_withs(to, &insert.with);
    match &insert.source {
        Source::Inputs(_) => {}
        Source::Query(query) => to.query(query),
        Source::Rows(rows) => {
            for row in rows {
                row.iter().for_each(|cell| visit_assigned(to, cell));
            }
        }
    }
    if let Some(Conflict { index: Some(index), .. }) = &insert.conflict {
        visit_list(to, &index.parts);
        visit_maybe(to, index.filter.as_ref());
    }
    if let Some(Conflict { action: ConflictAction::Update { set, filter, .. }, .. }) =
        &insert.conflict
    {
        visit_assignments(to, set);
        visit_maybe(to, filter.as_ref());
    }
    if let Some(returning) = &insert.returning {
        to.query(returning);
    }
}

/// Goes through what is directly below an update.
pub fn visit_update<V: Visitor + ?Sized>(to: &mut V, update: &Update) {
    visit_withs(to, &update.with);
    visit_assignments(to, &update.set);
    if let Some(from) = &update.from {
        to.from(from);
    }
    visit_maybe(to, update.filter.as_ref());
    visit_limited(to, update.limited.as_ref());
    if let Some(returning) = &update.returning {
        to.query(returning);
    }
}

/// Goes through what is directly below a delete.
pub fn visit_delete<V: Visitor + ?Sized>(to: &mut V, delete: &Delete) {
    visit_withs(to, &delete.with);
    if let Some(using) = &delete.using {
        to.from(using);
    }
    visit_maybe(to, delete.filter.as_ref());
    visit_limited(to, delete.limited.as_ref());
    if let Some(returning) = &delete.returning {
        to.query(returning);
    }
}

fn visit_withs<V: Visitor + ?Sized>(to: &mut V, withs: &[With]) {
    for with in withs {
        match &with.body {
            WithBody::Query(query) => to.query(query),
            WithBody::Write(statement) => to.statement(statement),
        }
    }
}

fn visit_assignments<V: Visitor + ?Sized>(to: &mut V, assignments: &[Assignment]) {
    for assignment in assignments {
        visit_assigned(to, &assignment.value);
    }
}

fn visit_assigned<V: Visitor + ?Sized>(to: &mut V, assigned: &Assigned) {
    if let Assigned::Expression(expression) = assigned {
        to.expression(expression);
    }
}

fn visit_limited<V: Visitor + ?Sized>(to: &mut V, limited: Option<&Limited>) {
    if let Some(limited) = limited {
        visit_sorts(to, &limited.order);
        visit_maybe(to, limited.limit.as_ref());
        visit_maybe(to, limited.offset.as_ref());
    }
}

fn visit_sorts<V: Visitor + ?Sized>(to: &mut V, sorts: &[Sort]) {
    for sort in sorts {
        if let SortBy::Expression(expression) = &sort.by {
            to.expression(expression);
        }
    }
}

fn visit_list<V: Visitor + ?Sized>(to: &mut V, list: &[Expression]) {
    for expression in list {
        to.expression(expression);
    }
}

fn visit_maybe<V: Visitor + ?Sized>(to: &mut V, expression: Option<&Expression>) {
    if let Some(expression) = expression {
        to.expression(expression);
    }
}
