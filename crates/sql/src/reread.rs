//! Reading an expression again from its own text, because a type that it reads became another.

use crate::analyze;
use crate::define::draft::Draft;
use crate::define::ranges::renumbered;
use crate::error::{Result, SqlError};
use crate::write;
use catalog::{Expression, Relation, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, SourceFile};
use value::Modifier;

/// The expression as its text reads now.
pub(crate) fn reread(
    draft: &Draft,
    expression: &Expression,
    row: Option<&Relation>,
    expected: Option<(&Type, Modifier)>,
    at: &SyntaxNode,
) -> Result<Expression> {
    let text = format!("select ({})", write::expression_text(expression));
    let parsed = SourceFile::parse(&text);
    let unreadable = || SqlError::new("XX000", at, format!("cannot read {text} again"));
    let Some(ast::Stmt::Select(select)) = parsed.tree().stmts().next() else {
        return Err(unreadable());
    };
    let targets = select.select_clause().and_then(|clause| clause.target_list());
    let target = targets.and_then(|list| list.targets().next());
    let expr = target.and_then(|target| target.expr()).ok_or_else(unreadable)?;
    let row = row.map(|row| (row, Relation::ROW));
    let read = analyze::expression(draft.environment(), &expr, row, expected);
    // The error's place is one of this text; the statement that changes the type is where a person looks.
    let placed = |error: SqlError| SqlError { span: at.text_range(), ..error };
    Ok(renumbered(read.map_err(placed)?))
}
