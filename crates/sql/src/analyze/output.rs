//! The select list: outputs with their names, stars written out.

use super::analyzer::Analyzer;
use super::column_name::column_name;
use super::expression::{as_text_if_unknown, field, path_names, table_of};
use super::names;
use super::need;
use super::operators::{self, Tree};
use super::scope::{Scope, Table};
use crate::error::{Result, SqlError};
use catalog::{Expression, Name, Output, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// One output, while the query is being read.
pub(super) struct Target {
    /// Its name.
    pub(super) name: Name,
    /// What it is.
    pub(super) expression: Expression,
    /// Where it is written.
    pub(super) at: SyntaxNode,
}

impl Target {
    /// The output as it is in the tree.
    pub(super) fn output(self) -> Output {
        Output { name: self.name, expression: self.expression }
    }

    /// A literal without a type becomes text, since it is compared.
    pub(super) fn settle(&mut self) {
        let expression = std::mem::replace(&mut self.expression, Expression::TRUE);
        self.expression = as_text_if_unknown(expression);
    }
}

impl Analyzer<'_> {
    /// The targets of a select list or a `returning`.
    pub(super) fn targets(
        &mut self,
        list: Option<&ast::TargetList>,
        scope: &Scope<'_>,
    ) -> Result<Vec<Target>> {
        let mut targets = Vec::new();
        for target in list.into_iter().flat_map(ast::TargetList::targets) {
            self.target(&target, scope, &mut targets)?;
        }
        Ok(targets)
    }

    fn target(
        &mut self,
        target: &ast::Target,
        scope: &Scope<'_>,
        targets: &mut Vec<Target>,
    ) -> Result<()> {
        let at = target.syntax();
        if target.star_token().is_some() {
            return star(scope, at, targets);
        }
        let written = need(target.expr(), at)?;
        if let ast::Expr::FieldExpr(path) = &written
            && path.star_token().is_some()
        {
            return self.star_of(path, scope, targets);
        }
        let expression = self.expression(&written, scope)?;
        let name = match target.as_name() {
            Some(name) => names::name(need(name.name(), at)?.syntax()),
            None => column_name(self.env, &written),
        };
        targets.push(Target { name, expression, at: at.clone() });
        Ok(())
    }

    /// `t.*`, `(composite).*`
    pub(super) fn star_of(
        &mut self,
        path: &ast::FieldExpr,
        scope: &Scope<'_>,
        targets: &mut Vec<Target>,
    ) -> Result<()> {
        let at = path.syntax();
        let written = ast::Expr::FieldExpr(path.clone());
        if let Tree::Star(operand, _) = operators::grouped(&written)? {
            let operand = self.tree(&operand, at, scope)?;
            return star_of_composite(&operand, at, targets);
        }
        let parts = path_names(path)?;
        if let [table, column] = parts.as_slice()
            && self.table(None, table, scope, at).is_ok()
            && self.table(Some(table), column, scope, at).is_err()
        {
            let operand = self.column_of((None, table), column, scope, at)?;
            return star_of_composite(&operand, at, targets);
        }
        let (schema, table) = table_of(&parts, at)?;
        let visible = match self.table(schema, table, scope, at) {
            Ok(visible) => visible,
            Err(error) => {
                let Some(parameter) = self.parameter_path(&parts, at) else { return Err(error) };
                return star_of_composite(&parameter?, at, targets);
            }
        };
        push_columns(&visible.table, at, targets);
        Ok(())
    }
}

/// `*`: every column that can be named alone.
fn star(scope: &Scope<'_>, at: &SyntaxNode, targets: &mut Vec<Target>) -> Result<()> {
    if scope.tables.is_empty() {
        return Err(SqlError::syntax(at, "SELECT * with no tables specified is not valid"));
    }
    for visible in scope.tables.iter().filter(|visible| visible.by_columns) {
        push_columns(&visible.table, at, targets);
    }
    Ok(())
}

fn push_columns(table: &Table, at: &SyntaxNode, targets: &mut Vec<Target>) {
    targets.extend(table.columns.iter().map(|(name, expression)| Target {
        name: name.clone(),
        expression: expression.clone(),
        at: at.clone(),
    }));
}

fn star_of_composite(
    operand: &Expression,
    at: &SyntaxNode,
    targets: &mut Vec<Target>,
) -> Result<()> {
    let of = operand.type_of();
    let Type::Composite(composite) = of.base() else {
        let message = format!("type {of} is not composite");
        return Err(SqlError::new("42809", at, message));
    };
    for member in &composite.fields {
        let expression = field(operand.clone(), &member.name, at)?;
        targets.push(Target { name: member.name.clone(), expression, at: at.clone() });
    }
    Ok(())
}

/// Every column of a row source, under its name.
pub(super) fn all_outputs(tables: &[super::scope::Visible]) -> Vec<Output> {
    let visible = tables.iter().filter(|visible| visible.by_columns);
    visible
        .flat_map(|visible| &visible.table.columns)
        .map(|(name, expression)| Output { name: name.clone(), expression: expression.clone() })
        .collect()
}
