//! The statements that a function is made of: in a string, in `begin atomic … end`, or as `return a`.

use super::attributes;
use super::is_void;
use crate::analyze::{self, Environment, Parameters, Part};
use crate::define::draft::Draft;
use crate::define::ranges;
use crate::error::{Result, SqlError};
use crate::script::is_rows;
use catalog::{Name, Routine, Statement};
use squawk_syntax::ast::{self, AstNode};
use std::rc::Rc;

/// Reads the body of a routine that is in the catalog already.
pub(super) fn read(
    draft: &Draft,
    routine: &Routine,
    statement: &ast::CreateFunction,
) -> Result<Vec<Statement>> {
    let at = statement.syntax();
    let options = statement.option_list();
    let as_string = options.iter().flat_map(ast::FuncOptionList::options).find_map(|it| match it {
        ast::FuncOption::AsFuncOption(option) => Some(option),
        _ => None,
    });
    match (as_string, statement.body()) {
        (Some(_), Some(_)) => Err(SqlError::new("42P13", at, "duplicate function body specified")),
        (None, None) => Err(SqlError::new("42P13", at, "no function body specified")),
        (Some(option), None) => {
            if let Some(ast::AsFuncTarget::AsObjFile(_)) = option.as_func_target() {
                let message = "only one AS item needed for language \"sql\"";
                return Err(SqlError::new("42P13", option.syntax(), message));
            }
            of_string(draft, routine, statement)
        }
        (None, Some(ast::RoutineBody::ReturnStmt(returned))) => {
            let expr = crate::define::names::present(returned.expr(), returned.syntax())?;
            parts(draft, routine, &[Part::Return(expr)], at)
        }
        (None, Some(ast::RoutineBody::AtomicBody(body))) => {
            let mut all = Vec::new();
            for statement in body.routine_body_stmts() {
                all.push(match statement {
                    ast::RoutineBodyStmt::ReturnStmt(returned) => {
                        let expr = returned.expr();
                        Part::Return(crate::define::names::present(expr, returned.syntax())?)
                    }
                    ast::RoutineBodyStmt::Stmt(ast::Stmt::EmptyStmt(_)) => continue,
                    ast::RoutineBodyStmt::Stmt(statement) => Part::Statement(statement),
                });
            }
            parts(draft, routine, &all, at)
        }
    }
}

/// `as $$ … $$`: errors are told at their place in the file.
fn of_string(
    draft: &Draft,
    routine: &Routine,
    statement: &ast::CreateFunction,
) -> Result<Vec<Statement>> {
    let at = statement.syntax();
    let Some(body) = statement.sql_body() else {
        return Err(SqlError::unsupported(at, "this way to write a function's body")
            .hint("Write language sql, and the body as $$ … $$."));
    };
    if let Some(error) = body.errors().first() {
        let message = format!("syntax error: {}", error.message());
        return Err(SqlError::at("42601", error.range(), message));
    }
    let tree = body.tree();
    let statements = tree.stmts().filter(|it| !matches!(it, ast::Stmt::EmptyStmt(_)));
    let all: Vec<Part> = statements.map(Part::Statement).collect();
    if all.is_empty() {
        return parts(draft, routine, &[], at);
    }
    let root = tree.syntax().clone();
    parts(draft, routine, &all, &root)
        .map_err(|error| SqlError { span: body.source_range(error.span), ..error })
}

fn parts(
    draft: &Draft,
    routine: &Routine,
    all: &[Part],
    at: &squawk_syntax::SyntaxNode,
) -> Result<Vec<Statement>> {
    let own = attributes::search_path(routine);
    let path: &[Name] = own.as_deref().unwrap_or(&draft.search_path);
    let env = Environment { catalog: &draft.catalog, search_path: path };
    let inputs = routine.inputs().map(|input| (input.name.clone(), input.of.clone())).collect();
    let parameters = Rc::new(Parameters { routine: routine.name.name.clone(), inputs });
    let mut made = Vec::new();
    for (position, part) in all.iter().enumerate() {
        let is_last = position + 1 == all.len();
        let returns = is_last.then_some(routine);
        if let Part::Statement(statement) = part {
            require_rows(statement)?;
        }
        let statement = analyze::routine_part(env, &parameters, part, returns)?;
        made.push(ranges::renumbered_statement(statement));
    }
    if made.is_empty() && !is_void(routine) {
        let of = routine.result_type();
        let message = format!("return type mismatch in function declared to return {of}");
        return Err(SqlError::new("42P13", at, message).detail(
            "Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.",
        ));
    }
    Ok(made)
}

/// A function's statements are about rows.
fn require_rows(statement: &ast::Stmt) -> Result<()> {
    if is_rows(statement) {
        return Ok(());
    }
    let text = statement.syntax().text().to_string();
    let word = text.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    Err(SqlError::unsupported(statement.syntax(), format!("`{word}` in a function"))
        .hint("A function is made of select, insert, update and delete."))
}
