//! The name that PostgreSQL gives to an output which is given none.

use super::operators::{self, Tree};
use super::{Environment, call, names, special_form, types};
use catalog::Name;
use squawk_syntax::ast::{self, AstNode};

/// How sure a name is: a weak one gives way to what stands around it.
enum Found {
    None,
    Weak(Name),
    Strong(Name),
}

/// The name of an output.
pub(super) fn column_name(env: Environment<'_>, expression: &ast::Expr) -> Name {
    match of_expression(env, expression) {
        Found::None => "?column?".into(),
        Found::Weak(name) | Found::Strong(name) => name,
    }
}

fn of_expression(env: Environment<'_>, expression: &ast::Expr) -> Found {
    match operators::grouped(expression) {
        Ok(tree) => of_tree(env, &tree),
        Err(_) => Found::None,
    }
}

fn of_tree(env: Environment<'_>, tree: &Tree) -> Found {
    match tree {
        Tree::Atom(atom) => of_atom(env, atom),
        Tree::Cast(operand, to) => cast(env, of_tree(env, operand), to),
        Tree::Collate(operand, _) | Tree::Index(operand, _) | Tree::Slice { operand, .. } => {
            of_tree(env, operand)
        }
        Tree::Field(_, name, _) => Found::Strong(name.clone()),
        Tree::AtTimeZone(..) => strong("timezone"),
        Tree::Overlaps(..) => strong("overlaps"),
        Tree::And(_)
        | Tree::Or(_)
        | Tree::Not(_)
        | Tree::Negative(_)
        | Tree::Prefix(..)
        | Tree::Binary(..)
        | Tree::Like { .. }
        | Tree::Between { .. }
        | Tree::In { .. }
        | Tree::Is { .. }
        | Tree::Distinct { .. }
        | Tree::Star(..) => Found::None,
    }
}

fn of_atom(env: Environment<'_>, atom: &ast::Expr) -> Found {
    match atom {
        ast::Expr::NameRef(name) => Found::Strong(names::name(name.syntax())),
        ast::Expr::FieldExpr(path) => {
            path.field().map_or(Found::None, |last| Found::Strong(names::name(last.syntax())))
        }
        ast::Expr::ParenExpr(paren) => {
            match (paren.expr(), super::expression::bracketed_query(paren)) {
                (Some(inner), _) => of_expression(env, &inner),
                (None, Some(query)) => of_query(env, &query),
                (None, None) => Found::None,
            }
        }
        ast::Expr::CastExpr(written) => {
            let inner = written.expr().map_or(Found::None, |inner| of_expression(env, &inner));
            written.ty().map_or(Found::None, |to| cast(env, inner, &to))
        }
        ast::Expr::CallExpr(call) => of_call(call),
        ast::Expr::CaseExpr(case) => {
            let otherwise = case.else_clause().and_then(|clause| clause.expr());
            match otherwise.map_or(Found::None, |otherwise| of_expression(env, &otherwise)) {
                Found::Strong(name) => Found::Strong(name),
                Found::None | Found::Weak(_) => Found::Weak("case".into()),
            }
        }
        ast::Expr::ArrayExpr(_) => strong("array"),
        ast::Expr::TupleExpr(_) => strong("row"),
        _ => Found::None,
    }
}

fn strong(name: &str) -> Found {
    Found::Strong(name.into())
}

/// A cast has the name of what is cast, else of the type.
fn cast(env: Environment<'_>, operand: Found, to: &ast::Type) -> Found {
    match (operand, types::type_name(env, to)) {
        (Found::Strong(name), _) => Found::Strong(name),
        (_, Ok((of, _))) => Found::Weak(types::internal_name(&of)),
        (operand, Err(_)) => operand,
    }
}

fn of_call(call: &ast::CallExpr) -> Found {
    if let Ok(Some(called)) = call::called(call) {
        return Found::Strong(called.name);
    }
    if call.exists_fn().is_some() {
        return strong("exists");
    }
    if call.extract_fn().is_some() {
        return strong("extract");
    }
    if call.substring_fn().is_some() {
        return strong("substring");
    }
    if call.position_fn().is_some() {
        return strong("position");
    }
    if call.overlay_fn().is_some() {
        return strong("overlay");
    }
    match call.trim_fn() {
        Some(form) => strong(special_form::trim_name(&form)),
        None => Found::None,
    }
}

/// A scalar query has the name of its column.
fn of_query(env: Environment<'_>, query: &ast::SelectVariant) -> Found {
    let first = match query {
        ast::SelectVariant::ParenSelect(paren) => {
            return paren.select().map_or(Found::None, |inner| of_query(env, &inner));
        }
        ast::SelectVariant::CompoundSelect(compound) => {
            return compound.lhs().map_or(Found::None, |first| of_query(env, &first));
        }
        ast::SelectVariant::Values(_) => return strong("column1"),
        query => query.target_list().and_then(|list| list.targets().next()),
    };
    let Some(target) = first else { return Found::None };
    match (target.as_name().and_then(|it| it.name()), target.expr()) {
        (Some(name), _) => Found::Strong(names::name(name.syntax())),
        (None, Some(expression)) => Found::Strong(column_name(env, &expression)),
        (None, None) => Found::None,
    }
}
