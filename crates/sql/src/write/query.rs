//! Queries in SQL: each entry of a `from` is called by its range, `r1`, `r2`, …

use super::expression::Writer;
use super::literal;
use super::names::{identifier, list, qualified};
use super::type_name::write_type;
use catalog::{
    Body, Distinct, Expression, From, JoinKind, Output, Query, Select, SetOperator, Sort, SortBy,
    Type, With, WithBody,
};
use value::{Modifier, Name, Value};

/// A query inside of something else.
pub(super) fn query_text(writer: &Writer<'_>, query: &Query) -> String {
    writer.inside(|writer| {
        let mut written = withs_text(writer, &query.with);
        written += &body_text(writer, &query.body);
        written += &sorts_text(writer, &query.order);
        if let Some(limit) = &query.limit {
            written += &format!(" limit {}", bound(writer, limit));
        }
        if let Some(offset) = &query.offset {
            written += &format!(" offset {}", bound(writer, offset));
        }
        written
    })
}

fn bound(writer: &Writer<'_>, expression: &Expression) -> String {
    match expression {
        Expression::Constant { value: Value::Int(number), .. } => number.to_string(),
        Expression::Constant { value, of } => literal::constant(value, of),
        Expression::Cast { operand, explicit: false, .. } => bound(writer, operand),
        _ => format!("({})", writer.expression(expression)),
    }
}

/// ` order by a desc, b`, with the blank before it.
pub(super) fn sorts_text(writer: &Writer<'_>, sorts: &[Sort]) -> String {
    if sorts.is_empty() {
        return String::new();
    }
    let sorts: Vec<String> = sorts.iter().map(|sort| sort_text(writer, sort)).collect();
    format!(" order by {}", sorts.join(", "))
}

fn sort_text(writer: &Writer<'_>, sort: &Sort) -> String {
    let by = match &sort.by {
        SortBy::Expression(expression) => writer.not_a_position(expression),
        SortBy::Output(position) => (position + 1).to_string(),
    };
    let direction = if sort.descending { " desc" } else { "" };
    // PostgreSQL's default: nulls are greater than everything.
    let nulls = match (sort.nulls_first, sort.descending) {
        (true, false) => " nulls first",
        (false, true) => " nulls last",
        _ => "",
    };
    format!("{by}{direction}{nulls}")
}

/// `with a as (…) `, with the blank behind it.
pub(super) fn withs_text(writer: &Writer<'_>, withs: &[With]) -> String {
    if withs.is_empty() {
        return String::new();
    }
    let one = |with: &With| {
        let columns: Vec<Name> = with.columns.iter().map(|(name, _)| name.clone()).collect();
        let body = match &with.body {
            WithBody::Query(query) => query_text(writer, query),
            WithBody::Write(statement) => super::statement::write_statement(statement),
        };
        format!("{}({}) as ({body})", identifier(&with.name), list(&columns))
    };
    let recursive = if withs.iter().any(|with| with.recursive) { "recursive " } else { "" };
    let written: Vec<String> = withs.iter().map(one).collect();
    format!("with {recursive}{} ", written.join(", "))
}

fn body_text(writer: &Writer<'_>, body: &Body) -> String {
    match body {
        Body::Select(select) => select_text(writer, select),
        Body::Values(rows) => {
            let row = |row: &Vec<Expression>| {
                let cells: Vec<String> = row.iter().map(|cell| writer.expression(cell)).collect();
                format!("({})", cells.join(", "))
            };
            format!("values {}", rows.iter().map(row).collect::<Vec<_>>().join(", "))
        }
        Body::Set { operator, all, left, right } => {
            let word = match operator {
                SetOperator::Union => "union",
                SetOperator::Intersect => "intersect",
                SetOperator::Except => "except",
            };
            let all = if *all { " all" } else { "" };
            let (left, right) = (query_text(writer, left), query_text(writer, right));
            format!("({left}) {word}{all} ({right})")
        }
    }
}

fn select_text(writer: &Writer<'_>, select: &Select) -> String {
    if let Some(from) = &select.from {
        writer.meet(from);
    }
    let mut written = match &select.distinct {
        Distinct::No => "select".to_owned(),
        Distinct::Rows => "select distinct".to_owned(),
        Distinct::On(items) => format!("select distinct on ({})", positions_text(writer, items)),
    };
    if !select.output.is_empty() {
        written += &format!(" {}", outputs_text(writer, &select.output));
    }
    if let Some(from) = &select.from {
        written += &format!(" from {}", from_text(writer, from));
    }
    if let Some(filter) = &select.filter {
        written += &format!(" where {}", writer.expression(filter));
    }
    if !select.group.is_empty() {
        written += &format!(" group by {}", positions_text(writer, &select.group));
    }
    if let Some(having) = &select.having {
        written += &format!(" having {}", writer.expression(having));
    }
    written
}

fn positions_text(writer: &Writer<'_>, items: &[Expression]) -> String {
    let items: Vec<String> = items.iter().map(|item| writer.not_a_position(item)).collect();
    items.join(", ")
}

/// `a as "x", b as "y"`
pub(super) fn outputs_text(writer: &Writer<'_>, outputs: &[Output]) -> String {
    let one = |output: &Output| {
        format!("{} as {}", writer.expression(&output.expression), identifier(&output.name))
    };
    outputs.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A row source.
pub(super) fn from_text(writer: &Writer<'_>, from: &From) -> String {
    match from {
        From::Relation { relation, range, .. } => {
            format!("{} as {}", qualified(relation), writer.alias(*range))
        }
        From::Query { query, range, lateral, .. } => {
            let lateral = if *lateral { "lateral " } else { "" };
            format!("{lateral}({}) as {}", query_text(writer, query), writer.alias(*range))
        }
        From::Function { function, arguments, range, columns, ordinality } => {
            let list: Vec<String> = arguments.iter().map(|it| writer.expression(it)).collect();
            let is_record = matches!(function.columns, [(_, builtin::Pattern::Record)]);
            let ordinality_text = if *ordinality { " with ordinality" } else { "" };
            format!(
                "{}({}){ordinality_text} as {}({})",
                identifier(function.name),
                list.join(", "),
                writer.alias(*range),
                columns_text(columns, is_record)
            )
        }
        From::Routine { routine, arguments, range, columns, ordinality } => {
            let ordinality_text = if *ordinality { " with ordinality" } else { "" };
            format!(
                "{}({}){ordinality_text} as {}({})",
                qualified(&routine.name),
                writer.inputs(arguments),
                writer.alias(*range),
                columns_text(columns, false)
            )
        }
        From::Kept { kept, range, .. } => format!("kept{kept} as {}", writer.alias(*range)),
        From::Common { name, range } => format!("{} as {}", identifier(name), writer.alias(*range)),
        From::Written { range } => format!("written as {}", writer.alias(*range)),
        From::Join { kind, left, right, on } => {
            let word = match kind {
                JoinKind::Inner => "join",
                JoinKind::Left => "left join",
                JoinKind::Right => "right join",
                JoinKind::Full => "full join",
                JoinKind::Cross => "cross join",
            };
            let right_text = match right.as_ref() {
                From::Join { .. } => format!("({})", from_text(writer, right)),
                _ => from_text(writer, right),
            };
            let on = match (on, kind) {
                (Some(on), _) => format!(" on {}", writer.expression(on)),
                (None, JoinKind::Cross) => String::new(),
                (None, _) => " on true".to_owned(),
            };
            format!("{} {word} {right_text}{on}", from_text(writer, left))
        }
    }
}

/// `(a, b)`, or `(a integer, b text)` for a function of records.
fn columns_text(columns: &[(Name, Type)], is_record: bool) -> String {
    let one = |(name, of): &(Name, Type)| match is_record {
        true => format!("{} {}", identifier(name), write_type(of, Modifier::None)),
        false => identifier(name),
    };
    columns.iter().map(one).collect::<Vec<_>>().join(", ")
}
