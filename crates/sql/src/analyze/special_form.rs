//! Functions with a grammar of their own: `extract(year from x)`, `trim(both 'x' from y)`.

use super::analyzer::Analyzer;
use super::scope::Scope;
use super::{literal, names, need};
use crate::error::{Result, SqlError};
use catalog::{Expression, Scalar, Type, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// A call that has no plain list of arguments.
    pub(super) fn special_form(
        &mut self,
        call: &ast::CallExpr,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = call.syntax();
        if let Some(exists) = call.exists_fn() {
            return self.exists(&need(exists.select_variant(), at)?, scope);
        }
        if call.any_fn().is_some() || call.some_fn().is_some() || call.all_fn().is_some() {
            return Err(SqlError::syntax(at, "syntax error: ANY and ALL stand behind an operator"));
        }
        let (name, arguments) = if let Some(form) = call.extract_fn() {
            ("extract", self.extract(&form, scope)?)
        } else if let Some(form) = call.substring_fn() {
            ("substring", self.substring(&form, scope)?)
        } else if let Some(form) = call.position_fn() {
            let (needle, text) = (need(form.pos(), at)?, need(form.string(), at)?);
            ("position", self.expressions([text, needle].into_iter(), scope)?)
        } else if let Some(form) = call.overlay_fn() {
            ("overlay", self.overlay(&form, scope)?)
        } else if let Some(form) = call.trim_fn() {
            (trim_name(&form), self.trim(&form, scope)?)
        } else {
            return Err(SqlError::unsupported(at, format!("`{}`", first_word(at))));
        };
        build::function(name, arguments).map_err(|error| SqlError::build(at, error))
    }

    fn extract(&mut self, form: &ast::ExtractFn, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        let at = form.syntax();
        let field = match need(form.extract_field(), at)? {
            ast::ExtractField::ExtractFieldName(name) => names::name(name.syntax()).to_string(),
            ast::ExtractField::ExtractFieldLiteral(text) => {
                literal::string(&need(text.literal(), at)?)?
            }
        };
        let field = Expression::constant(Value::text(field), Type::TEXT);
        Ok(vec![field, self.expression(&need(form.expr(), at)?, scope)?])
    }

    fn substring(&mut self, form: &ast::SubstringFn, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        let at = form.syntax();
        let one = || Expression::constant(Value::Int(1), Scalar::Int4.of());
        let (text, start, count) = match need(form.substring_args(), at)? {
            ast::SubstringArgs::SubstringExprs(list) => {
                return self.plain_arguments(list.func_arg_exprs(), scope);
            }
            ast::SubstringArgs::SubstringFromFor(it) => (it.string(), it.start(), it.count()),
            ast::SubstringArgs::SubstringForFrom(it) => (it.string(), it.start(), it.count()),
            ast::SubstringArgs::SubstringSimilarEscape(it) => {
                return Err(SqlError::unsupported(it.syntax(), "`substring … similar … escape`"));
            }
        };
        let mut arguments = vec![self.expression(&need(text, at)?, scope)?];
        arguments.push(match start {
            Some(start) => self.expression(&start, scope)?,
            None => one(),
        });
        if let Some(count) = count {
            arguments.push(self.expression(&count, scope)?);
        }
        Ok(arguments)
    }

    fn overlay(&mut self, form: &ast::OverlayFn, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        let at = form.syntax();
        match need(form.overlay_args(), at)? {
            ast::OverlayArgs::OverlayExprs(list) => {
                self.plain_arguments(list.func_arg_exprs(), scope)
            }
            ast::OverlayArgs::OverlayPlacing(it) => {
                let needed = [it.string(), it.placing(), it.from()];
                let mut written = Vec::new();
                for part in needed {
                    written.push(need(part, at)?);
                }
                written.extend(it.for_());
                self.expressions(written.into_iter(), scope)
            }
        }
    }

    /// What is trimmed comes first, what is cut off second.
    fn trim(&mut self, form: &ast::TrimFn, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        let written: Vec<ast::Expr> = match need(form.trim_args(), form.syntax())? {
            ast::TrimArgs::TrimExprs(list) => list.exprs().collect(),
            ast::TrimArgs::TrimFrom(list) => list.exprs().collect(),
            ast::TrimArgs::TrimExprFrom(list) => {
                let mut all: Vec<ast::Expr> = list.exprs().collect();
                if !all.is_empty() {
                    all.rotate_left(1);
                }
                all
            }
        };
        self.expressions(written.into_iter(), scope)
    }

    fn plain_arguments(
        &mut self,
        list: impl Iterator<Item = ast::FuncArgExpr>,
        scope: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        list.map(|argument| match argument {
            ast::FuncArgExpr::Expr(written) => self.expression(&written, scope),
            ast::FuncArgExpr::NamedArg(named) => {
                Err(SqlError::unsupported(named.syntax(), "a named argument here"))
            }
        })
        .collect()
    }
}

/// The function that a `trim` is.
pub(super) fn trim_name(form: &ast::TrimFn) -> &'static str {
    match form.trim_side() {
        Some(ast::TrimSide::TrimLeading(_)) => "ltrim",
        Some(ast::TrimSide::TrimTrailing(_)) => "rtrim",
        Some(ast::TrimSide::TrimBoth(_)) | None => "btrim",
    }
}

fn first_word(at: &SyntaxNode) -> String {
    let text = at.text().to_string();
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
