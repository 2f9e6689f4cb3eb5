//! Calls over a window.

use super::analyzer::Analyzer;
use super::call::{Called, is_aggregate, unknown};
use super::case::comparable;
use super::expression::as_text_if_unknown;
use super::operators::whole;
use super::scope::{Place, Scope};
use super::{names, need};
use crate::error::{Result, SqlError};
use builtin::resolve;
use catalog::{BuildError, Expression, Frame, Name, Sort, Windowed, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// A window as it is evaluated.
#[derive(Default)]
struct Window {
    partition: Vec<Expression>,
    order: Vec<Sort>,
    frame: Option<Box<Frame>>,
}

impl Analyzer<'_> {
    /// `rank() over (partition by a order by b)`
    pub(super) fn window(
        &mut self,
        call: &ast::CallExpr,
        called: &Called,
        list: &ast::ArgList,
        over: &ast::OverClause,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = call.syntax();
        allowed_here(scope.place, at)?;
        if list.all_or_distinct().is_some_and(|it| matches!(it, ast::AllOrDistinct::Distinct(_))) {
            return Err(SqlError::new(
                "0A000",
                at,
                "DISTINCT is not implemented for window functions",
            ));
        }
        let inside = scope.at(Place::Window);
        let (function, arguments, of) = self.windowed(called, list, &inside)?;
        let window = match need(over.over_target(), over.syntax())? {
            ast::OverTarget::WindowRef(name) => self.named_window(name.syntax(), scope)?,
            ast::OverTarget::OverWindowSpec(spec) => match spec.window_spec() {
                Some(spec) => self.window_spec(&spec, scope)?,
                None => Window::default(),
            },
        };
        let filter = match call.filter_clause() {
            Some(filter) if matches!(function, Windowed::Window(_)) => {
                let message = "FILTER is not implemented for non-aggregate window functions";
                return Err(SqlError::new("0A000", filter.syntax(), message));
            }
            Some(filter) => Some(self.window_filter(&filter, scope)?),
            None => None,
        };
        let Window { partition, order, frame } = window;
        Ok(Expression::Window { function, arguments, partition, order, filter, frame, of })
    }

    fn windowed(
        &mut self,
        called: &Called,
        list: &ast::ArgList,
        inside: &Scope<'_>,
    ) -> Result<(Windowed, Vec<Expression>, catalog::Type)> {
        let at = &called.at;
        if list.args().any(|argument| argument.order_by_clause().is_some()) {
            let message = "aggregate ORDER BY is not implemented for window functions";
            return Err(SqlError::new("0A000", at, message));
        }
        if is_aggregate(called) {
            let arguments = self.aggregate_arguments(called, list, inside)?;
            let made = build::aggregate(&called.name, arguments);
            return match made.map_err(|error| SqlError::build(at, error))? {
                Expression::Aggregate { function, arguments, of, .. } => {
                    Ok((Windowed::Aggregate(function), arguments, of))
                }
                _ => Err(unknown(called, &[])),
            };
        }
        let arguments = self.arguments(called, list, inside)?;
        if !called.may_be_builtin() || !resolve::is_known(&called.name) {
            return Err(unknown(called, &arguments));
        }
        if builtin::window_functions_named(&called.name).is_empty() {
            let message = format!(
                "OVER specified, but {} is not a window function nor an aggregate function",
                called.name
            );
            return Err(SqlError::new("42809", at, message));
        }
        let chosen = resolve::window(&called.name, &build::types(&arguments))
            .map_err(|error| SqlError::build(at, BuildError::Resolve(error)))?;
        let arguments = build::cast_each(arguments, &chosen.argument_types)
            .map_err(|error| SqlError::build(at, error))?;
        let of = chosen.returns.into_iter().next().unwrap_or(catalog::Type::UNKNOWN);
        Ok((Windowed::Window(chosen.of), arguments, of))
    }

    fn window_filter(
        &mut self,
        filter: &ast::FilterClause,
        scope: &Scope<'_>,
    ) -> Result<Box<Expression>> {
        let written = need(filter.expr(), filter.syntax())?;
        let condition = self.expression(&written, &scope.at(Place::Filter))?;
        Ok(Box::new(self.truth(condition, "FILTER", written.syntax())?))
    }

    /// A window that `window` names.
    fn named_window(&mut self, node: &SyntaxNode, scope: &Scope<'_>) -> Result<Window> {
        let name: Name = names::name(node);
        let Some(at) = scope.windows.iter().position(|window| window.0 == name) else {
            return Err(SqlError::new("42704", node, format!("window \"{name}\" does not exist")));
        };
        // A window may build on those that are named before it.
        let earlier = Scope { windows: &scope.windows[..at], ..scope.clone() };
        self.deeper(node, |this| this.window_spec(&scope.windows[at].1, &earlier))
    }

    fn window_spec(&mut self, spec: &ast::WindowSpec, scope: &Scope<'_>) -> Result<Window> {
        let inside = scope.at(Place::Window);
        let mut window = match spec.window_ref() {
            Some(name) => self.named_window(name.syntax(), scope)?,
            None => Window::default(),
        };
        if window.frame.is_some() {
            let copied = spec.window_ref().map(|name| names::name(name.syntax()));
            let copied = copied.unwrap_or_else(|| "".into());
            let message = format!("cannot copy window \"{copied}\" because it has a frame clause");
            return Err(SqlError::new("42P20", spec.syntax(), message));
        }
        if let Some(clause) = spec.partition_by_clause() {
            if spec.window_ref().is_some() {
                let message = "cannot override PARTITION BY clause of a window";
                return Err(SqlError::new("42P20", clause.syntax(), message));
            }
            for written in whole(clause.exprs()) {
                let by = as_text_if_unknown(self.expression(&written, &inside)?);
                comparable(&by.type_of(), written.syntax())?;
                window.partition.push(by);
            }
        }
        if let Some(clause) = spec.order_by_clause() {
            if !window.order.is_empty() {
                let message = "cannot override ORDER BY clause of a window";
                return Err(SqlError::new("42P20", clause.syntax(), message));
            }
            let list = need(clause.sort_by_list(), clause.syntax())?;
            for sort in list.sort_bys() {
                window.order.push(self.plain_sort(&sort, &inside)?);
            }
        }
        if let Some(frame) = spec.frame_clause() {
            window.frame = Some(Box::new(self.frame(&frame, &window.order, &inside)?));
        }
        Ok(window)
    }
}

fn allowed_here(place: Place, at: &SyntaxNode) -> Result<()> {
    if place.allows_windows() {
        return Ok(());
    }
    let (code, message) = match place {
        Place::Aggregate => {
            ("42803", "aggregate function calls cannot contain window function calls".to_owned())
        }
        Place::Window => ("42P20", "window function calls cannot be nested".to_owned()),
        place => ("42P20", format!("window functions are not allowed in {}", place.words())),
    };
    Err(SqlError::new(code, at, message))
}
