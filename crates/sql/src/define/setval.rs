//! `select setval('posts_id_seq', 42)`: a definition here, since a column's sequence is part of the schema.
//!
//! The next value is never one that the column already holds, so that the usual `(select max(id) from posts)` needs
//! no running: the sequence goes on behind what is there.

use crate::analyze;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold};
use crate::define::option::string;
use crate::define::{sequence, sequence_options};
use crate::error::{Result, SqlError};
use catalog::Generation;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// Sets the sequence, if that is all that the statement does.
pub(crate) fn setval(draft: &mut Draft, select: &ast::Select) -> Option<Result<()>> {
    let targets = select.select_clause()?.target_list()?;
    let mut targets = targets.targets();
    let (target, None) = (targets.next()?, targets.next()) else { return None };
    let ast::Expr::CallExpr(call) = target.expr()? else { return None };
    if called(&call)? != "setval" {
        return None;
    }
    let arguments: Vec<ast::Expr> =
        call.arg_list()?.args().filter_map(|argument| argument.expr()).collect();
    let at = call.syntax();
    let (sequence, value, is_called) = match arguments.as_slice() {
        [sequence, value] => (sequence, value, true),
        [sequence, value, is_called] => {
            (sequence, value, !is_called.syntax().text().to_string().eq_ignore_ascii_case("false"))
        }
        _ => return Some(Err(not_understood(at))),
    };
    Some(set(draft, sequence, value, is_called, at))
}

fn set(
    draft: &mut Draft,
    sequence: &ast::Expr,
    value: &ast::Expr,
    is_called: bool,
    at: &SyntaxNode,
) -> Result<()> {
    let (relation, column) = target(draft, sequence, at)?;
    if let Ok(value) = sequence_options::integer(value) {
        let by = increment(draft, &relation, &column);
        let next = if is_called { value.saturating_add(by) } else { value };
        sequence::restart(draft, &relation, &column, Some(next));
        return Ok(());
    }
    // From rows; only the form that means "behind them all" needs no running.
    if value.syntax().text().to_string().to_ascii_lowercase().contains("max(") {
        draft.behind_rows.push((relation, column));
        return Ok(());
    }
    Err(not_understood(at))
}

fn increment(draft: &Draft, relation: &QualifiedName, column: &Name) -> i64 {
    let column = draft.catalog.relation(relation).and_then(|relation| relation.column(column));
    match column.and_then(|column| column.generation.as_ref()) {
        Some(Generation::Identity(identity)) => identity.increment,
        _ => 1,
    }
}

/// The column whose sequence is named, or found by `pg_get_serial_sequence('posts', 'id')`.
fn target(draft: &Draft, expr: &ast::Expr, at: &SyntaxNode) -> Result<(QualifiedName, Name)> {
    if let ast::Expr::CallExpr(call) = expr
        && called(call).as_deref() == Some("pg_get_serial_sequence")
    {
        let texts: Vec<String> = call
            .arg_list()
            .into_iter()
            .flat_map(|list| list.args())
            .filter_map(|argument| match argument.expr() {
                Some(ast::Expr::Literal(literal)) => string(&literal),
                _ => None,
            })
            .collect();
        let [table, column] = texts.as_slice() else { return Err(not_understood(at)) };
        let (schema, name) = analyze::parts_of_name(table).ok_or_else(|| not_understood(at))?;
        let table = draft.table(&Reference { schema, name }, at)?;
        return Ok((table.name.clone(), Name::from(column.as_str())));
    }
    let named = analyze::sequence_named(expr).ok_or_else(|| not_understood(at))?;
    let reference = Reference { schema: named.0, name: named.1 };
    sequence::find(draft, &reference).ok_or_else(|| {
        SqlError::new("42P01", at, format!("relation \"{reference}\" does not exist"))
    })
}

fn called(call: &ast::CallExpr) -> Option<String> {
    match call.expr()? {
        ast::Expr::NameRef(name) => Some(fold(name.syntax()).to_string()),
        ast::Expr::FieldExpr(field) => Some(fold(field.field()?.syntax()).to_string()),
        _ => None,
    }
}

fn not_understood(at: &SyntaxNode) -> SqlError {
    SqlError::unsupported(at, "setval with this value")
        .hint("Give it a number, or (select max(id) from the table).")
}
