//! `array[…]`, subscripts and slices.

use super::analyzer::Analyzer;
use super::case::unified;
use super::cast::explicit;
use super::operators::{Tree, whole};
use super::scope::Scope;
use crate::error::{Result, SqlError};
use builtin::resolve::can_cast;
use catalog::{Expression, Modifier, Scalar, Type, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::Context;

impl Analyzer<'_> {
    /// `array[a, b]`, `array(select …)`; `element` is the type that a cast around it wants.
    pub(super) fn array(
        &mut self,
        array: &ast::ArrayExpr,
        element: Option<&Type>,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = array.syntax();
        if let Some(query) = array.select_variant() {
            return self.array_query(&query, scope);
        }
        let mut items = Vec::new();
        for item in whole(array.exprs()) {
            items.push(match &item {
                ast::Expr::ArrayExpr(inner) => {
                    self.deeper(at, |this| this.array(inner, element, scope))?
                }
                _ => self.expression(&item, scope)?,
            });
        }
        match element {
            Some(element) => array_of(items, element, at),
            None if items.is_empty() => {
                Err(SqlError::new("42P18", at, "cannot determine type of empty array")
                    .hint("Explicitly cast to the desired type, for example ARRAY[]::integer[]."))
            }
            None => {
                let (items, of) = unified(items, "ARRAY", at)?;
                let of = if matches!(of, Type::Array(_)) { of } else { of.array() };
                Ok(Expression::Array { items, of })
            }
        }
    }

    /// `a[1]`, `a[1][2]`, `a[1:2]`
    pub(super) fn subscripts(
        &mut self,
        tree: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let mut written = Vec::new();
        let mut base = tree;
        loop {
            base = match base {
                Tree::Index(operand, index) => {
                    written.push(Subscript::Index(index));
                    operand
                }
                Tree::Slice { operand, start, end, .. } => {
                    written.push(Subscript::Slice(start.as_ref(), end.as_ref()));
                    operand
                }
                _ => break,
            };
        }
        written.reverse();
        let base = self.tree(base, at, scope)?;
        match base.type_of().base() {
            Type::Array(_) => self.array_subscripts(base, &written, at, scope),
            Type::Scalar(Scalar::Jsonb) => self.json_subscripts(base, &written, at, scope),
            of => {
                let message =
                    format!("cannot subscript type {of} because it does not support subscripting");
                Err(SqlError::new("42804", at, message))
            }
        }
    }

    fn array_subscripts(
        &mut self,
        base: Expression,
        written: &[Subscript<'_>],
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let is_slice = written.iter().any(|it| matches!(it, Subscript::Slice(..)));
        let mut arguments = vec![base];
        for subscript in written {
            match subscript {
                Subscript::Slice(start, end) => {
                    arguments.push(self.bound(*start, scope)?);
                    arguments.push(self.bound(*end, scope)?);
                }
                // Among slices a[2] means a[1:2].
                Subscript::Index(index) if is_slice => {
                    arguments.push(Expression::constant(Value::Int(1), Scalar::Int4.of()));
                    arguments.push(self.bound(Some(index), scope)?);
                }
                Subscript::Index(index) => arguments.push(self.bound(Some(index), scope)?),
            }
        }
        let name = if is_slice { "array_slice" } else { "array_subscript" };
        build::function(name, arguments).map_err(|error| SqlError::build(at, error))
    }

    /// A subscript as `int4`; a bound that is left out is null.
    fn bound(&mut self, bound: Option<&ast::Expr>, scope: &Scope<'_>) -> Result<Expression> {
        let int4 = Scalar::Int4.of();
        let Some(written) = bound else { return Ok(Expression::constant(Value::Null, int4)) };
        let made = self.expression(written, scope)?;
        let found = made.type_of();
        if !can_cast(&found, &int4, Context::Assignment) {
            let message = "array subscript must have type integer";
            return Err(SqlError::new("42804", written.syntax(), message));
        }
        build::cast(made, &int4).map_err(|error| SqlError::build(written.syntax(), error))
    }

    /// `j['a'][0]` is `j -> 'a' -> 0`.
    fn json_subscripts(
        &mut self,
        base: Expression,
        written: &[Subscript<'_>],
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let mut made = base;
        for subscript in written {
            let Subscript::Index(index) = subscript else {
                return Err(SqlError::new("42804", at, "jsonb subscript does not support slices"));
            };
            let index = self.expression(index, scope)?;
            made = build::operator("->", Some(made), index)
                .map_err(|error| SqlError::build(at, error))?;
        }
        Ok(made)
    }
}

enum Subscript<'t> {
    Index(&'t ast::Expr),
    Slice(Option<&'t ast::Expr>, Option<&'t ast::Expr>),
}

/// An array whose element type is known: items of it, or arrays of it.
fn array_of(items: Vec<Expression>, element: &Type, at: &SyntaxNode) -> Result<Expression> {
    let of = element.clone().array();
    let as_element = |item: Expression| match &item {
        Expression::Array { of: inner, .. } if *inner == of => Ok(item),
        _ => explicit(item, element, Modifier::None, at),
    };
    let items: Result<Vec<_>> = items.into_iter().map(as_element).collect();
    Ok(Expression::Array { items: items?, of })
}
