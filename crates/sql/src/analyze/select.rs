//! `select`: its clauses in the order in which PostgreSQL reads them.

use super::analyzer::Analyzer;
use super::from::Source;
use super::group::Grouping;
use super::output::Target;
use super::query::Around;
use super::scope::{Place, Scope};
use super::tail::Tail;
use super::{group, names, need};
use crate::error::{Result, SqlError};
use catalog::{Expression, From, JoinKind, Name, Query, Select};
use squawk_syntax::ast::{self, AstNode};
use std::cell::RefCell;

impl Analyzer<'_> {
    /// `select … from … where … group by … having … order by … limit …`
    pub(super) fn select(
        &mut self,
        select: &ast::Select,
        scope: &Scope<'_>,
        around: Around,
    ) -> Result<Query> {
        let at = select.syntax();
        if let Some(filter) = select.filter_clause() {
            return Err(SqlError::syntax(filter.syntax(), "syntax error"));
        }
        let clause = if around.with_is_read { None } else { select.with_clause() };
        let (with, around_scope) = self.with_clause(clause, scope)?;
        let source = match select.from_clause() {
            Some(clause) => self.row_sources(clause.items(), &around_scope)?,
            None => None,
        };
        let (from, tables) = source.map_or((None, Vec::new()), Source::apart);
        let windows = named_windows(select)?;
        let level = Scope { tables, windows: &windows, ..around_scope.clone() };
        let sets = RefCell::new(Vec::new());
        let clause = select.select_clause();
        let list = clause.as_ref().and_then(ast::SelectClause::target_list);
        let inside = Scope { sets: Some(&sets), ..level.at(Place::Select) };
        let mut targets = self.targets(list.as_ref(), &inside)?;
        let filter =
            self.condition(select.where_clause().map(|it| it.expr()), Place::Where, at, &level)?;
        let having =
            self.condition(select.having_clause().map(|it| it.expr()), Place::Having, at, &level)?;
        let tail = Tail::of(at)?.merged(around.tail, at)?;
        let mut order = match &tail.order {
            Some(clause) => self.order(clause, &mut targets, &level)?,
            None => Vec::new(),
        };
        let group = self.group(select.group_by_clause(), &mut targets, &level)?;
        let quantifier = clause.and_then(|clause| clause.select_quantifier());
        let distinct = self.distinct_rows(quantifier, &mut targets, &mut order, &level)?;
        let (limit, offset) = self.limits(&tail, &level)?;
        let grouping = Grouping { targets: &targets, having: having.as_ref(), order: &order };
        let grouped = group::check(&grouping, &group, &level.tables, at)?;
        let from = with_sets(from, sets.into_inner(), grouped, at)?;
        let output = targets.into_iter().map(Target::output).collect();
        let select = Select { distinct, output, from, filter, group, having };
        Ok(Query { with, order, limit, offset, ..Query::select(select) })
    }

    /// `where` or `having`; the outer option says whether the clause is there.
    pub(super) fn condition(
        &mut self,
        written: Option<Option<ast::Expr>>,
        place: Place,
        at: &squawk_syntax::SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Option<Expression>> {
        let Some(written) = written else { return Ok(None) };
        let written = need(written, at)?;
        let made = self.expression(&written, &scope.at(place))?;
        self.truth(made, place.words(), written.syntax()).map(Some)
    }
}

/// The windows that `window` names, in order.
fn named_windows(select: &ast::Select) -> Result<Vec<(Name, ast::WindowSpec)>> {
    let Some(clause) = select.window_clause() else { return Ok(Vec::new()) };
    let mut windows: Vec<(Name, ast::WindowSpec)> = Vec::new();
    for window in clause.window_defs() {
        let at = window.syntax();
        let name = names::name(need(window.window(), at)?.syntax());
        if windows.iter().any(|known| known.0 == name) {
            return Err(SqlError::new(
                "42P20",
                at,
                format!("window \"{name}\" is already defined"),
            ));
        }
        windows.push((name, need(window.window_spec(), at)?));
    }
    Ok(windows)
}

/// A set-returning function of the select list is a lateral join: each row of the `from` once for each of its rows.
fn with_sets(
    from: Option<From>,
    mut sets: Vec<From>,
    grouped: bool,
    at: &squawk_syntax::SyntaxNode,
) -> Result<Option<From>> {
    let Some(set) = sets.pop() else { return Ok(from) };
    if !sets.is_empty() || grouped {
        let what = if grouped { "beside aggregates or windows" } else { "beside another" };
        let message = format!("a set-returning function in a select list {what} is not supported");
        return Err(SqlError::new("0A000", at, message)
            .hint("Call it in the `from`: … from t, unnest(t.list) as item."));
    }
    Ok(Some(match from {
        None => set,
        Some(from) => cross(from, set),
    }))
}

/// `left cross join right`
pub(super) fn cross(left: From, right: From) -> From {
    From::Join { kind: JoinKind::Cross, left: Box::new(left), right: Box::new(right), on: None }
}
