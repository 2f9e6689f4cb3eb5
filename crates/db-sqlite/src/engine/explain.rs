//! `explain query plan` of every statement that a unit of work is made of; none of them runs.

use crate::engine::connection::Connection;
use crate::engine::shapes::Shape;
use crate::statement::{
    Action, Compiled, CompiledConflict, CompiledPart, CompiledWrite, InsertSource, Sql,
};
use db::{Error, Explained, ExplainedStatement, PlanNode};

/// The plans of a shape's statements.
pub(super) fn explain(connection: &Connection, shape: &Shape) -> Result<Explained, Error> {
    let mut all = Vec::new();
    shape.steps.iter().for_each(|step| of_step(step, &mut all));
    let mut statements = Vec::with_capacity(all.len());
    for (purpose, sql) in all {
        let nodes = nodes(connection, sql)?;
        // What computes from values alone has no plan; a write is one though.
        if !nodes.is_empty() || matches!(purpose, "insert" | "update" | "delete") {
            statements.push(ExplainedStatement { purpose, nodes });
        }
    }
    Ok(Explained { statements })
}

type Statements<'a> = Vec<(&'static str, &'a Sql)>;

fn of_step<'a>(step: &'a Compiled, all: &mut Statements<'a>) {
    match step {
        Compiled::Query(query) => all.push(("read", &query.sql)),
        Compiled::Write(write) => of_write(write, all),
        Compiled::Program(program) => {
            for CompiledPart { step, only_if, .. } in &program.parts {
                all.extend(only_if.iter().map(|query| ("only if", &query.sql)));
                of_step(step, all);
            }
        }
    }
}

fn of_write<'a>(write: &'a CompiledWrite, all: &mut Statements<'a>) {
    match &write.action {
        Action::Insert(insert) => {
            if let InsertSource::Query(query) = &insert.source {
                all.push(("source", query));
            }
            of_conflict(insert.conflict.as_ref(), all);
            all.push(("insert", &insert.insert));
        }
        Action::Update(update) => {
            all.extend([("find", &update.targets), ("update", &update.update)]);
        }
        Action::Delete { targets, delete } => all.extend([("find", targets), ("delete", delete)]),
    }
    let checks = [&write.checks, &write.constraints, &write.view_checks];
    all.extend(checks.into_iter().flatten().map(|sql| ("check", sql)));
    all.extend(write.returning.iter().map(|query| ("returning", &query.sql)));
}

fn of_conflict<'a>(conflict: Option<&'a CompiledConflict>, all: &mut Statements<'a>) {
    match conflict {
        None | Some(CompiledConflict::IgnoreAny) => {}
        Some(CompiledConflict::Ignore { find }) => all.push(("find", find)),
        Some(CompiledConflict::Update { find, update, .. }) => {
            all.extend([("find", find), ("update", update)]);
        }
    }
}

/// The rows of `explain query plan` are a tree: each names its parent, which comes before it.
fn nodes(connection: &Connection, sql: &Sql) -> Result<Vec<PlanNode>, Error> {
    let found = connection.query_plan(&sql.text)?;
    let mut roots: Vec<(i64, PlanNode)> = Vec::new();
    // The way from a root to the last row, with the ids of its rows.
    let mut open: Vec<(i64, PlanNode)> = Vec::new();
    for (id, parent, detail) in found {
        let detail = named(&detail, &sql.text);
        while open.last().is_some_and(|(above, _)| *above != parent) {
            close(&mut open, &mut roots);
        }
        open.push((id, PlanNode { detail, children: Vec::new() }));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    Ok(roots.into_iter().map(|(_, node)| node).collect())
}

/// The last open row is whole: it belongs to the one above it.
fn close(open: &mut Vec<(i64, PlanNode)>, roots: &mut Vec<(i64, PlanNode)>) {
    let Some((id, node)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, above)) => above.children.push(node),
        None => roots.push((id, node)),
    }
}

/// `SCAN films as r0` for `SCAN r0`: the names of tables are in the statement's text.
fn named(detail: &str, sql: &str) -> String {
    let mut words: Vec<String> = detail.split(' ').map(str::to_owned).collect();
    for word in &mut words {
        let is_alias = word.strip_prefix('r').is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if is_alias && let Some(table) = table_of(word, sql) {
            *word = format!("{} as {word}", table.trim_matches('"'));
        }
    }
    words.join(" ")
}

/// What stands before `as r0`, unless it is a subquery.
fn table_of<'a>(alias: &str, sql: &'a str) -> Option<&'a str> {
    let declared = format!(" as {alias}");
    let ends = |at: usize| {
        let next = sql.as_bytes().get(at + declared.len());
        next.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    let (at, _) = sql.match_indices(&declared).find(|(at, _)| ends(*at))?;
    let before = &sql[..at];
    let start = match before.strip_suffix('"') {
        Some(quoted) => quoted.rfind('"')?,
        None => before.rfind([' ', '(', ',']).map_or(0, |at| at + 1),
    };
    let table = &before[start..];
    (!table.is_empty() && !table.ends_with(')')).then_some(table)
}
