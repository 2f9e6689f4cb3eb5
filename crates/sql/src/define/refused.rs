//! What a later version brings: routines in other languages than SQL, triggers, rules. All that files hold of it is refused together, as one
//! list with one way out, not one error each.

use crate::define::draft::Draft;
use crate::define::names::{Reference, fold};
use crate::define::routine;
use crate::error::{Error, start_of};
use crate::source::Source;
use squawk_line_index::TextSize;
use squawk_syntax::ast::{self, AstNode};
use value::Name;

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// `function public.touch()`
    what: String,
    /// The routine's name, so that what calls it isn't reported as well.
    pub(crate) name: Option<Name>,
    at: TextSize,
}

/// Whether a statement defines a routine or holds the body of one; such bodies are not read.
pub(crate) fn is_routine(statement: &ast::Stmt) -> bool {
    match statement {
        ast::Stmt::CreateFunction(of) => !is_in_sql(of),
        ast::Stmt::CreateProcedure(_) | ast::Stmt::Do(_) => true,
        _ => false,
    }
}

/// Whether a function is written in SQL; one with a body outside of a string always is.
fn is_in_sql(statement: &ast::CreateFunction) -> bool {
    match routine::language(statement.option_list().as_ref()) {
        Some(language) => language == "sql",
        None => statement.body().is_some(),
    }
}

/// Puts a statement on the list, if it is of this kind.
pub(crate) fn note(draft: &mut Draft, statement: &ast::Stmt) -> bool {
    let Some((what, name)) = described(statement) else { return false };
    let at = start_of(statement.syntax());
    draft.refused.push(Refused { what, name, at });
    true
}

fn described(statement: &ast::Stmt) -> Option<(String, Option<Name>)> {
    let routine = |kind: &str, path: Option<ast::Path>, at| {
        let name = Reference::of_path(path, at).ok();
        let shown = name.as_ref().map(Reference::to_string).unwrap_or_default();
        (format!("{kind} {shown}"), name.map(|reference| reference.name))
    };
    let plain = |what: &str| (what.to_owned(), None);
    Some(match statement {
        ast::Stmt::CreateFunction(of) if is_in_sql(of) => return None,
        ast::Stmt::CreateFunction(of) => {
            routine("function", of.name().and_then(|name| name.path()), of.syntax())
        }
        ast::Stmt::CreateProcedure(of) => {
            routine("procedure", of.name().and_then(|name| name.path()), of.syntax())
        }
        ast::Stmt::CreateTrigger(of) => {
            let name = of.trigger().map(|name| fold(name.syntax())).unwrap_or_else(|| "".into());
            let on = of.on_relation().and_then(|on| on.relation_name_ref());
            let table = Reference::of_path_ref(on.and_then(|on| on.path_ref()), of.syntax());
            let table = table.map(|table| format!(" on {table}")).unwrap_or_default();
            (format!("trigger {name}{table}"), None)
        }
        ast::Stmt::CreateEventTrigger(of) => {
            let name = of.event_trigger().map(|name| fold(name.syntax()));
            (format!("event trigger {}", name.unwrap_or_else(|| "".into())), None)
        }
        ast::Stmt::CreateRule(of) => {
            let name = of.rule().map(|name| fold(name.syntax()));
            (format!("rule {}", name.unwrap_or_else(|| "".into())), None)
        }
        ast::Stmt::CreateAggregate(_) => plain("an aggregate"),
        ast::Stmt::Do(_) => plain("a do block"),
        ast::Stmt::Call(_) => plain("a call of a procedure"),
        ast::Stmt::AlterProcedure(_) | ast::Stmt::AlterRoutine(_) => plain("a change of a routine"),
        ast::Stmt::AlterTrigger(_) | ast::Stmt::AlterEventTrigger(_) => {
            plain("a change of a trigger")
        }
        ast::Stmt::AlterRule(_) => plain("a change of a rule"),
        ast::Stmt::DropProcedure(of) if of.if_exists().is_none() => plain("drop procedure"),
        ast::Stmt::DropRoutine(of) if of.if_exists().is_none() => plain("drop routine"),
        ast::Stmt::DropTrigger(of) if of.if_exists().is_none() => plain("drop trigger"),
        ast::Stmt::DropEventTrigger(of) if of.if_exists().is_none() => plain("drop event trigger"),
        ast::Stmt::DropRule(of) if of.if_exists().is_none() => plain("drop rule"),
        _ => return None,
    })
}

/// Whether a statement drops, `if exists`, what never exists here.
pub(crate) fn drops_nothing(statement: &ast::Stmt) -> bool {
    matches!(
        statement,
        ast::Stmt::DropProcedure(_)
            | ast::Stmt::DropRoutine(_)
            | ast::Stmt::DropTrigger(_)
            | ast::Stmt::DropEventTrigger(_)
            | ast::Stmt::DropRule(_)
            | ast::Stmt::DropAggregate(_)
            | ast::Stmt::DropMaterializedView(_)
    )
}

/// The same with its place in words.
pub(crate) struct Listed {
    what: String,
    file: String,
    line: u32,
    column: u32,
}

impl Refused {
    /// With its place in words.
    pub(crate) fn listed(&self, source: &Source<'_>) -> Listed {
        let (line, column) = source.position(self.at);
        Listed { what: self.what.clone(), file: source.name.to_owned(), line, column }
    }
}

/// One error for all of them.
pub(crate) fn error(refused: &[Listed]) -> Option<Error> {
    let first = refused.first()?;
    let one = |it: &Listed| format!("{}:{}: {}", it.file, it.line, it.what);
    let list: Vec<String> = refused.iter().map(one).collect();
    Some(Error {
        file: first.file.clone(),
        line: first.line,
        column: first.column,
        statement: Box::default(),
        code: "0A000",
        message: "functions that are not in SQL, procedures, triggers and rules are not run by this version"
            .to_owned(),
        detail: Some(list.join("\n  ").into()),
        hint: Some(
            "Functions of `language sql` are there. PostgreSQL has the others; the project will run there with \
             --db postgres://… in a later version"
                .into(),
        ),
    })
}
