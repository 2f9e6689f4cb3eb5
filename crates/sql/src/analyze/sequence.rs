//! `nextval('sequence')`, which a dump writes as the default of a serial column.

use super::{call, literal, names};
use catalog::Name;
use squawk_syntax::ast::{self, AstNode};

/// The sequence of `nextval('sequence')`, with or without `::regclass`, if the expression is just that.
pub(crate) fn sequence_of_nextval(expression: &ast::Expr) -> Option<(Option<Name>, Name)> {
    let call = match expression {
        ast::Expr::CallExpr(call) => call,
        ast::Expr::ParenExpr(paren) => return sequence_of_nextval(&paren.expr()?),
        _ => return None,
    };
    let called = call::called(call).ok()??;
    let is_nextval = called.name.as_str() == "nextval" && called.may_be_builtin();
    let mut arguments = call.arg_list()?.args();
    let (Some(only), None, true) = (arguments.next(), arguments.next(), is_nextval) else {
        return None;
    };
    sequence_named(&only.expr()?)
}

/// The sequence of `'schema.sequence'`, with or without `::regclass`.
pub(crate) fn sequence_named(argument: &ast::Expr) -> Option<(Option<Name>, Name)> {
    parts_of_name(&sequence_text(argument)?)
}

fn sequence_text(argument: &ast::Expr) -> Option<String> {
    match argument {
        ast::Expr::Literal(text) => literal::string(text).ok(),
        ast::Expr::ParenExpr(paren) => sequence_text(&paren.expr()?),
        ast::Expr::CastExpr(cast) if is_regclass(&cast.ty()?) => match cast.literal() {
            Some(text) => literal::string(&text).ok(),
            None => sequence_text(&cast.expr()?),
        },
        ast::Expr::CastExpr(cast) => sequence_text(&cast.expr()?),
        _ => None,
    }
}

fn is_regclass(of: &ast::Type) -> bool {
    of.syntax().text().to_string().trim().eq_ignore_ascii_case("regclass")
}

/// `schema."Name"` inside of a string.
pub(crate) fn parts_of_name(text: &str) -> Option<(Option<Name>, Name)> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut quoted = false;
    let mut characters = text.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let last = parts.last_mut()?;
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => last.push('"'),
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            other if quoted => last.push(other),
            other => last.push(other.to_ascii_lowercase()),
        }
    }
    let mut parts = parts.into_iter().map(names::cut);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, None) => Some((None, name)),
        (Some(schema), Some(name), None) => Some((Some(schema), name)),
        _ => None,
    }
}
