//! Statements, and the trees that they become. Where a tree or a message could be doubted, a real PostgreSQL was asked.

mod errors;
mod expressions;
mod print;
mod queries;
mod schema;
mod writes;

use super::{Environment, expression, statement};
use crate::error::SqlError;
use catalog::{Expression, Name, Relation, Statement};
use squawk_syntax::SourceFile;
use squawk_syntax::ast::{self, AstNode};

/// The statement's tree, printed.
fn read(text: &str) -> Result<String, SqlError> {
    Ok(print::statement(&analysed(text)?))
}

fn analysed(text: &str) -> Result<Statement, SqlError> {
    let catalog = schema::catalog();
    let path: Vec<Name> = vec!["public".into(), "extensions".into()];
    let env = Environment { catalog: &catalog, search_path: &path };
    let parsed = SourceFile::parse(text);
    assert_eq!(parsed.errors(), [], "{text}");
    let only = parsed.tree().stmts().next().expect("a statement");
    statement(env, &only)
}

/// An expression over a row of `postings`.
fn over_row(text: &str) -> Result<Expression, SqlError> {
    let catalog = schema::catalog();
    let path: Vec<Name> = vec!["public".into(), "extensions".into()];
    let env = Environment { catalog: &catalog, search_path: &path };
    let parsed = SourceFile::parse(&format!("select {text};"));
    assert_eq!(parsed.errors(), [], "{text}");
    let written = parsed
        .tree()
        .syntax()
        .descendants()
        .find_map(ast::Target::cast)
        .and_then(|target| target.expr())
        .expect("an expression");
    let relation = catalog.relation_in(&path, "postings").expect("the table").clone();
    expression(env, &written, Some((&relation, Relation::ROW)), None)
}

/// Each statement, and its tree.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = read(text).unwrap_or_else(|error| show(&error));
        if found != *expected {
            wrong.push_str(&format!("{text}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Each expression over a row of `postings`, and its tree with its type.
#[track_caller]
fn check_expressions(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = match over_row(text) {
            Ok(made) => format!("{} : {}", print::expression(&made), made.type_of()),
            Err(error) => show(&error),
        };
        if found != *expected {
            wrong.push_str(&format!("{text}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn show(error: &SqlError) -> String {
    let more = [&error.detail, &error.hint].into_iter().flatten();
    more.fold(format!("{} {}", error.code, error.message), |shown, more| {
        format!("{shown} | {more}")
    })
}

#[test]
fn tmp_compare() {
    let Ok(text) = std::fs::read_to_string("/tmp/cases.txt") else { return };
    let mut out = String::new();
    for case in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let found = std::panic::catch_unwind(|| analysed(case));
        let shown = match found {
            Err(_) => "PANIC".to_owned(),
            Ok(Err(error)) => show(&error),
            Ok(Ok(made)) => {
                let columns = match &made {
                    Statement::Query(query) => query.columns(),
                    Statement::Insert(it) => {
                        it.returning.as_ref().map(|q| q.columns()).unwrap_or_default()
                    }
                    Statement::Update(it) => {
                        it.returning.as_ref().map(|q| q.columns()).unwrap_or_default()
                    }
                    Statement::Delete(it) => {
                        it.returning.as_ref().map(|q| q.columns()).unwrap_or_default()
                    }
                };
                let shown: Vec<String> =
                    columns.iter().map(|(name, of)| format!("{name} {of}")).collect();
                shown.join("; ")
            }
        };
        out.push_str(&shown);
        out.push('\x01');
    }
    std::fs::write("/tmp/ours.txt", out).expect("written");
}

#[test]
fn tmp_depth() {
    let nest = |n: usize, open: &str, middle: &str, close: &str| {
        format!("select {}{middle}{}", open.repeat(n), close.repeat(n))
    };
    for n in [20] {
        for (open, middle, close) in [
            ("(", "1", ")"),
            ("(select ", "1", ")"),
            ("lower(", "'a'", ")"),
            ("case when true then ", "1", " end"),
            ("not ", "true", ""),
            ("- ", "1", ""),
            ("array[", "1", "]"),
            ("x.a + (", "1", ")"),
            ("exists (select 1 from postings where ", "true", ")"),
            ("(select a from (select ", "1", " as a) s)"),
            ("coalesce(1, 1 + (select ", "1", "))"),
            ("1 in (select case when true then ", "1", " end)"),
        ] {
            let text = nest(n, open, middle, close);
            let started = std::time::Instant::now();
            let r = analysed(&text);
            eprintln!(
                "{n} {open} {} {:?}",
                r.map_or_else(|e| e.code.to_owned() + &e.message, |_| "ok".into()),
                started.elapsed()
            );
        }
    }
    for n in [100, 4000] {
        for op in [" + ", " and ", " or "] {
            let item = if op.contains("and") || op.contains("or") {
                "true"
            } else if op.contains("::") {
                "int"
            } else if op.contains('|') {
                "'a'"
            } else {
                "1"
            };
            let text =
                format!("select {}", vec![item; n].join(op)).replacen("select int", "select 1", 1);
            let started = std::time::Instant::now();
            let r = analysed(&text);
            eprintln!(
                "{n} {op} {} {:?}",
                r.map_or_else(|e| e.code.to_owned() + &e.message, |_| "ok".into()),
                started.elapsed()
            );
        }
    }
    for n in [100, 149, 300] {
        let text = vec!["select 1"; n].join(" union all ");
        eprintln!("{n} union {}", analysed(&text).map_or_else(|e| e.message, |_| "ok".into()));
        let text = format!("select 1 from {}", vec!["lateral (select 1)"; n].join(", "));
        let started = std::time::Instant::now();
        eprintln!(
            "{n} from {} {:?}",
            analysed(&text).map_or_else(|e| e.message, |_| "ok".into()),
            started.elapsed()
        );
        let text = format!("values {}", vec!["(1, 'a', null, 2.5)"; n * 100].join(", "));
        let started = std::time::Instant::now();
        eprintln!(
            "{n} values {} {:?}",
            analysed(&text).map_or_else(|e| e.message, |_| "ok".into()),
            started.elapsed()
        );
    }
}
