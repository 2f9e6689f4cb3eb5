//! Statements, and the trees that they become. Where a tree or a message could be doubted, a real PostgreSQL was asked.

mod bounds;
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
