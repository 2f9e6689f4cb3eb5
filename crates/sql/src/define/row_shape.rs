//! A table that gets or loses a column: its whole rows in expressions, and the functions that give its rows,
//! follow.

use crate::define::draft::Draft;
use crate::define::routine::shown;
use crate::define::trees::Tree;
use crate::define::uses::{self, Ranges};
use crate::error::{Result, SqlError};
use catalog::{
    Body, Composite, Expression, Name, Output, QualifiedName, Query, Range, Returns, Routine,
    Select, Statement, Type, Value,
};
use squawk_syntax::SyntaxNode;
use std::sync::Arc;

/// The items of a row, one for each field of the type as it is now: a whole row of a table reads its new columns,
/// any other has nulls there.
pub(crate) fn reshape_items(items: &mut Vec<Expression>, old: &Composite, new: &Composite) {
    if items.len() == new.fields.len() || items.len() != old.fields.len() {
        return;
    }
    let range = whole_row_of(items, old);
    let mut left: Vec<Option<Expression>> = std::mem::take(items).into_iter().map(Some).collect();
    for field in &new.fields {
        let known = old.fields.iter().position(|it| it.name == field.name);
        let item = known.and_then(|position| left[position].take());
        items.push(item.unwrap_or_else(|| match range {
            Some(range) => Expression::column(range, field.name.clone(), field.of.clone()),
            None => Expression::constant(Value::Null, field.of.clone()),
        }));
    }
}

/// The range whose whole row the items are.
pub(crate) fn whole_row_of(items: &[Expression], of: &Composite) -> Option<Range> {
    let first = match items.first() {
        Some(Expression::Column { range, .. }) => *range,
        _ => return None,
    };
    let is_its = |(item, field): (&Expression, &value::Field)| matches!(item, Expression::Column { range, name, .. } if *range == first && *name == field.name);
    let all = items.len() == of.fields.len() && items.iter().zip(&of.fields).all(is_its);
    all.then_some(first)
}

/// Whether a routine reads a column otherwise than to give it on as a part of the table's row.
pub(crate) fn reads_column(routine: &Routine, table: &QualifiedName, column: &Name) -> bool {
    let mut routine = routine.clone();
    if gives_rows_of(&routine, table) {
        let position = routine.columns().iter().position(|(name, _)| name == column);
        if let (Some(position), Some(statement)) = (position, routine.body.last_mut()) {
            for select in outputs(statement) {
                let is_plain = |it: &Output| {
                    matches!(&it.expression, Expression::Column { .. } | Expression::Field { .. })
                };
                if select.output.get(position).is_some_and(is_plain) {
                    select.output.remove(position);
                }
            }
        }
    }
    let read = (table.clone(), column.clone());
    routine
        .body
        .iter()
        .any(|statement| uses::of_tree(Tree::Statement(statement), None).columns.contains(&read))
}

/// The functions that give rows of a table give its columns as they are now.
pub(crate) fn reshape_results(
    draft: &mut Draft,
    table: &QualifiedName,
    at: &SyntaxNode,
) -> Result<()> {
    let ids: Vec<_> = draft.catalog.routines.keys().cloned().collect();
    for id in ids {
        let Some(routine) = draft.catalog.routines.get(&id) else { continue };
        if !gives_rows_of(routine, table) {
            continue;
        }
        let mut routine = routine.as_ref().clone();
        let columns = routine.columns();
        if let Some(statement) = routine.body.last_mut() {
            reshape(statement, table, &columns);
            if given(statement) != columns {
                let message = format!(
                    "function {} returns rows of {table}, but doesn't give all columns that it has then",
                    shown(&id)
                );
                return Err(SqlError::new("42P13", at, message)
                    .hint("Drop the function before, and create it again behind."));
            }
        }
        draft.catalog.routines.insert(id, Arc::new(routine));
    }
    Ok(())
}

fn gives_rows_of(routine: &Routine, table: &QualifiedName) -> bool {
    matches!(&routine.returns, Returns::Value(Type::Composite(of)) if of.name == *table)
}

/// The columns of a statement's result.
fn given(statement: &Statement) -> Vec<(Name, Type)> {
    let returning = match statement {
        Statement::Query(query) => return query.columns(),
        Statement::Insert(insert) => &insert.returning,
        Statement::Update(update) => &update.returning,
        Statement::Delete(delete) => &delete.returning,
    };
    returning.as_ref().map(|query| query.columns()).unwrap_or_default()
}

fn reshape(statement: &mut Statement, table: &QualifiedName, columns: &[(Name, Type)]) {
    let mut ranges = Ranges::default();
    Tree::Statement(statement).visit(&mut ranges);
    for select in outputs(statement) {
        let mut left: Vec<Option<Output>> =
            std::mem::take(&mut select.output).into_iter().map(Some).collect();
        let whole = left.iter().flatten().find_map(|output| match &output.expression {
            Expression::Column { range, .. } if ranges.of.get(range) == Some(table) => {
                Some(Whole::Range(*range))
            }
            Expression::Field { operand, .. } => match operand.type_of() {
                Type::Composite(of) if of.name == *table => Some(Whole::Value(operand.clone())),
                _ => None,
            },
            _ => None,
        });
        for (name, of) in columns {
            let known = left.iter_mut().find(|it| it.as_ref().is_some_and(|it| it.name == *name));
            match (known.and_then(Option::take), &whole) {
                (Some(output), _) => select.output.push(output),
                (None, Some(whole)) => {
                    let expression = whole.column(name, of);
                    select.output.push(Output { name: name.clone(), expression });
                }
                (None, None) => {}
            }
        }
    }
}

/// Where a result takes whole rows of a table from.
enum Whole {
    /// A row source.
    Range(Range),
    /// A composite value.
    Value(Box<Expression>),
}

impl Whole {
    fn column(&self, name: &Name, of: &Type) -> Expression {
        match self {
            Self::Range(range) => Expression::column(*range, name.clone(), of.clone()),
            Self::Value(operand) => {
                Expression::Field { operand: operand.clone(), name: name.clone(), of: of.clone() }
            }
        }
    }
}

/// The selects whose outputs are a statement's result.
fn outputs(statement: &mut Statement) -> Vec<&mut Select> {
    let mut found = Vec::new();
    match statement {
        Statement::Query(query) => selects(query, &mut found),
        Statement::Insert(insert) => of_returning(insert.returning.as_deref_mut(), &mut found),
        Statement::Update(update) => of_returning(update.returning.as_deref_mut(), &mut found),
        Statement::Delete(delete) => of_returning(delete.returning.as_deref_mut(), &mut found),
    }
    found
}

fn of_returning<'q>(returning: Option<&'q mut Query>, found: &mut Vec<&'q mut Select>) {
    if let Some(query) = returning {
        selects(query, found);
    }
}

fn selects<'q>(query: &'q mut Query, found: &mut Vec<&'q mut Select>) {
    match &mut query.body {
        Body::Select(select) => found.push(select),
        Body::Set { left, right, .. } => {
            selects(left, found);
            selects(right, found);
        }
        Body::Values(_) => {}
    }
}
