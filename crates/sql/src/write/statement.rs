//! Statements about rows in SQL.

use super::expression::Writer;
use super::names::{identifier, list, qualified};
use super::query::{from_text, outputs_text, query_text, withs_text};
use catalog::{
    Assigned, Assignment, Body, Conflict, ConflictAction, Delete, From, Insert, Overriding, Query,
    Range, Source, Statement, Update,
};
use value::QualifiedName;

/// A statement as SQL, for people: parameters are `$1`, what a request brings beside it is named.
pub fn write_statement(statement: &Statement) -> String {
    match statement {
        Statement::Query(query) => query_text(&Writer::new(None), query),
        Statement::Insert(insert) => insert_text(insert),
        Statement::Update(update) => update_text(update),
        Statement::Delete(delete) => delete_text(delete),
    }
}

fn insert_text(insert: &Insert) -> String {
    let writer = Writer::new(None);
    writer.meet_relation(insert.range, &insert.relation);
    let mut written = withs_text(&writer, &insert.with);
    written +=
        &format!("insert into {} as {}", qualified(&insert.relation), writer.alias(insert.range));
    if !insert.columns.is_empty() {
        written += &format!(" ({})", list(&insert.columns));
    }
    written += match insert.overriding {
        Overriding::No => "",
        Overriding::System => " overriding system value",
        Overriding::User => " overriding user value",
    };
    written += &match &insert.source {
        Source::Inputs(position) => format!(" values (input {position})"),
        Source::Query(query) => format!(" {}", query_text(&writer, query)),
        Source::Rows(rows) if insert.columns.is_empty() && rows.len() == 1 => {
            " default values".to_owned()
        }
        Source::Rows(rows) => {
            let row = |row: &Vec<Assigned>| {
                let cells: Vec<String> = row.iter().map(|it| assigned_text(&writer, it)).collect();
                format!("({})", cells.join(", "))
            };
            format!(" values {}", rows.iter().map(row).collect::<Vec<_>>().join(", "))
        }
    };
    if let Some(conflict) = &insert.conflict {
        written += &conflict_text(&writer, conflict);
    }
    written + &returning_text(insert.returning.as_deref(), insert.range, &insert.relation)
}

fn assigned_text(writer: &Writer<'_>, assigned: &Assigned) -> String {
    match assigned {
        Assigned::Expression(expression) => writer.expression(expression),
        Assigned::Default => "default".to_owned(),
    }
}

fn assignments_text(writer: &Writer<'_>, set: &[Assignment]) -> String {
    let one = |assignment: &Assignment| {
        let value = assigned_text(writer, &assignment.value);
        format!("{} = {value}", identifier(&assignment.column))
    };
    set.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn conflict_text(writer: &Writer<'_>, conflict: &Conflict) -> String {
    let target = match (&conflict.index, &conflict.target) {
        (Some(index), _) => {
            let parts = index.parts.iter().map(|part| format!("({})", writer.expression(part)));
            let filter = index.filter.iter().map(|filter| writer.expression(filter));
            let filter: String = filter.map(|filter| format!(" where {filter}")).collect();
            format!(" ({}){filter}", parts.collect::<Vec<_>>().join(", "))
        }
        (None, Some(target)) => format!(" ({})", list(target)),
        (None, None) => String::new(),
    };
    let action = match &conflict.action {
        ConflictAction::Nothing => "nothing".to_owned(),
        ConflictAction::Update { set, filter, excluded } => {
            let filter = filter
                .as_ref()
                .map_or(String::new(), |filter| format!(" where {}", writer.expression(filter)));
            let text = format!("update set {}{filter}", assignments_text(writer, set));
            text.replace(&format!("{}.", writer.alias(*excluded)), "excluded.")
        }
    };
    format!(" on conflict{target} do {action}")
}

/// `returning …`: the outputs of the query over what was written.
fn returning_text(returning: Option<&Query>, written: Range, relation: &QualifiedName) -> String {
    let Some(query) = returning else { return String::new() };
    match &query.body {
        Body::Select(select) => {
            let range = match &select.from {
                Some(From::Written { range }) => *range,
                _ => Range(u32::MAX),
            };
            let writer = Writer::with_bare(range, written);
            writer.meet_relation(range, relation);
            format!(" returning {}", outputs_text(&writer, &select.output))
        }
        _ => format!(" returning ({})", query_text(&Writer::new(None), query)),
    }
}

fn update_text(update: &Update) -> String {
    let writer = Writer::new(None);
    writer.meet_relation(update.range, &update.relation);
    if let Some(from) = &update.from {
        writer.meet(from);
    }
    let mut written = withs_text(&writer, &update.with);
    let (table, row) = (qualified(&update.relation), writer.alias(update.range));
    written += &format!("update {table} as {row} set {}", assignments_text(&writer, &update.set));
    if let Some(from) = &update.from {
        written += &format!(" from {}", from_text(&writer, from));
    }
    if let Some(filter) = &update.filter {
        written += &format!(" where {}", writer.expression(filter));
    }
    written + &returning_text(update.returning.as_deref(), update.range, &update.relation)
}

fn delete_text(delete: &Delete) -> String {
    let writer = Writer::new(None);
    writer.meet_relation(delete.range, &delete.relation);
    if let Some(using) = &delete.using {
        writer.meet(using);
    }
    let mut written = withs_text(&writer, &delete.with);
    written +=
        &format!("delete from {} as {}", qualified(&delete.relation), writer.alias(delete.range));
    if let Some(using) = &delete.using {
        written += &format!(" using {}", from_text(&writer, using));
    }
    if let Some(filter) = &delete.filter {
        written += &format!(" where {}", writer.expression(filter));
    }
    written + &returning_text(delete.returning.as_deref(), delete.range, &delete.relation)
}
