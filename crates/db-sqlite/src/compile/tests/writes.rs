//! The programs of writes.

use super::fixture::*;
use crate::compile;
use crate::statement::*;
use access::{PermittedStep, RowCheck, Write};
use catalog::*;
use plan::Demand;
use std::fmt::Write as _;

const ROW: Range = Range(8);

fn check(snapshot: &str, statement: Statement, change: impl FnOnce(&mut Write)) {
    let (checks, existing, updated) = (Vec::new(), Vec::new(), Vec::new());
    let mut write = Write {
        statement,
        demand: Demand::Any,
        row: ROW,
        checks,
        existing,
        updated,
        views: Vec::new(),
        within: None,
        rules: Vec::new(),
    };
    change(&mut write);
    let compiled = match compile::step(&catalog(), &PermittedStep::Write(Box::new(write))) {
        Ok(Compiled::Write(compiled)) => program(&compiled),
        Ok(Compiled::Query(_) | Compiled::Program(_)) => panic!("a write was compiled"),
        Err(error) => format!("refused: {error}"),
    };
    insta::assert_snapshot!(snapshot, compiled);
}

/// Everything that is not nothing, one part a line.
fn program(write: &CompiledWrite) -> String {
    let (mut out, database) = (String::new(), Database::new());
    for column in &write.columns {
        let missing = match &column.missing {
            Missing::Default(sql) => format!("default: {}", shown(sql)),
            other => format!("{other:?}"),
        };
        writeln!(
            out,
            "{} {missing} not null: {} {:?}",
            column.name, column.not_null, column.domain_not_null
        )
        .unwrap();
    }
    let mut part = |name: &str, sql: &Option<Sql>| {
        if let Some(sql) = sql {
            database.require_valid(sql);
            writeln!(out, "{name}: {}", shown(sql)).unwrap();
        }
    };
    part("computed", &write.computed);
    part("checks", &write.checks);
    part("constraints", &write.constraints);
    match &write.action {
        Action::Insert(insert) => {
            part("insert", &Some(insert.insert.clone()));
            match &insert.source {
                InsertSource::Query(sql) => part("source", &Some(sql.clone())),
                InsertSource::Rows(rows) => {
                    rows.iter().flatten().for_each(|cell| part("cell", cell));
                }
                InsertSource::Inputs(_) => {}
            }
            match &insert.conflict {
                Some(CompiledConflict::Ignore { find }) => part("find", &Some(find.clone())),
                Some(CompiledConflict::Update {
                    find,
                    existing,
                    filter,
                    values,
                    updated,
                    update,
                    ..
                }) => {
                    part("find", &Some(find.clone()));
                    part("existing", existing);
                    part("filter", filter);
                    part("values", values);
                    part("updated", updated);
                    part("update", &Some(update.clone()));
                }
                Some(CompiledConflict::IgnoreAny) | None => {}
            }
        }
        Action::Update(update) => {
            part("targets", &Some(update.targets.clone()));
            part("update", &Some(update.update.clone()));
        }
        Action::Delete { targets, delete } => {
            part("targets", &Some(targets.clone()));
            part("delete", &Some(delete.clone()));
        }
    }
    part("returning", &write.returning.as_ref().map(|returning| returning.sql.clone()));
    write!(out, "{:?}", write.constraint_names).unwrap();
    out
}

fn settings() -> QualifiedName {
    QualifiedName::new("public", "settings")
}

fn setting(range: Range, name: &str) -> Expression {
    read(range.0, "settings", name)
}

fn mine(range: Range) -> RowCheck {
    let role = Expression::Session(Session::Role);
    RowCheck { policy: Some("mine".into()), condition: equal(setting(range, "userId"), role) }
}

fn insert(columns: &[&str], source: Source, conflict: Option<Conflict>) -> Insert {
    let written = From::Written { range: Range(5) };
    let returning =
        select(vec![setting(Range(5), "id"), setting(Range(5), "userId")], written, None);
    Insert {
        with: Vec::new(),
        relation: settings(),
        checked_as: CheckedAs::Nobody,
        range: Range(0),
        columns: columns.iter().map(|name| Name::from(*name)).collect(),
        source,
        overriding: catalog::Overriding::No,
        conflict,
        returning: Some(Box::new(returning)),
    }
}

#[test]
fn an_insert_completes_checks_and_writes_each_row() {
    let cells = vec![Assigned::Expression(text("ann")), Assigned::Default];
    let insert = insert(&["userId", "count"], Source::Rows(vec![cells]), None);
    check("insert", Statement::Insert(insert), |write| write.checks = vec![mine(ROW)]);
}

#[test]
fn on_conflict_reads_the_row_that_is_there() {
    let count = |range| setting(range, "count");
    let set = vec![Assignment {
        column: "count".into(),
        value: Assigned::Expression(operator("+", count(Range(0)), count(Range(1)))),
    }];
    let filter = Expression::compare(Comparison::Less, count(Range(0)), int4(10));
    let conflict = Conflict {
        target: Some(vec!["rank".into(), "userId".into()]),
        index: None,
        action: ConflictAction::Update { set, filter: Some(filter), excluded: Range(1) },
    };
    let insert = insert(&["userId", "rank"], Source::Inputs(0), Some(conflict));
    check("on_conflict", Statement::Insert(insert), |write| {
        write.checks = vec![mine(ROW)];
        write.existing = vec![mine(Range(0))];
        write.updated = vec![mine(ROW)];
    });
    let unknown = Conflict {
        target: Some(vec!["count".into()]),
        index: None,
        action: ConflictAction::Nothing,
    };
    let insert = self::insert(&["userId"], Source::Inputs(0), Some(unknown));
    check("on_conflict_without_a_key", Statement::Insert(insert), |_| {});
}

#[test]
fn an_update_finds_rows_and_their_new_values() {
    let update = Update {
        with: Vec::new(),
        relation: settings(),
        checked_as: CheckedAs::Nobody,
        range: Range(0),
        set: vec![
            Assignment {
                column: "count".into(),
                value: Assigned::Expression(operator("+", setting(Range(0), "count"), int4(1))),
            },
            Assignment { column: "since".into(), value: Assigned::Default },
        ],
        from: Some(table("authors", 1)),
        filter: Some(equal(author(1, "name"), setting(Range(0), "userId"))),
        limited: None,
        returning: None,
    };
    check("update", Statement::Update(update), |write| write.checks = vec![mine(ROW)]);
}

#[test]
fn a_delete_finds_rows() {
    let limited = Limited {
        order: vec![by(setting(Range(0), "rank"), true)],
        limit: Some(int8(2)),
        offset: None,
    };
    let delete = Delete {
        with: Vec::new(),
        relation: settings(),
        checked_as: CheckedAs::Nobody,
        range: Range(0),
        using: None,
        filter: Some(equal(setting(Range(0), "rank"), numeric("1"))),
        limited: Some(limited),
        returning: None,
    };
    check("delete", Statement::Delete(delete), |_| {});
}

#[test]
fn an_index_holds_expressions_without_an_alias() {
    let catalog = catalog();
    let settings = catalog.relation(&settings()).unwrap();
    let check = |expression: &Expression, expected: &str| {
        let text = compile::schema_expression(expression, settings);
        assert_eq!(text.unwrap_or_else(|error| error.to_string()), expected);
    };
    let user = setting(Relation::ROW, "userId");
    check(&user, "\"user^id\"");
    check(&call("lower", vec![user.clone()]), "pg_lower_text(\"user^id\")");
    check(
        &equal(setting(Relation::ROW, "rank"), numeric("1")),
        "(\"rank\" collate pg_numeric = '1')",
    );
    let role = Expression::Session(Session::Role);
    check(&equal(user, role), "an index can't depend on who asks");
}
