//! Aggregate calls.

use super::analyzer::Analyzer;
use super::call::Called;
use super::case::{comparable, sortable};
use super::expression::as_text_if_unknown;
use super::need;
use super::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::walk::{Visitor, visit_expression, visit_from};
use catalog::{Expression, From, Range, Sort, SortBy, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `sum(distinct a order by b) filter (where c)`
    pub(super) fn aggregate(
        &mut self,
        call: &ast::CallExpr,
        called: &Called,
        list: &ast::ArgList,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = call.syntax();
        allowed_here(scope.place, at)?;
        let inside = scope.at(Place::Aggregate);
        let arguments = self.aggregate_arguments(called, list, &inside)?;
        let made = build::aggregate(&called.name, arguments);
        let made = made.map_err(|error| SqlError::build(at, error))?;
        let Expression::Aggregate { function, arguments, of, .. } = made else {
            return Err(SqlError::unsupported(at, "this aggregate"));
        };
        if function.direct.is_some() {
            let message =
                format!("WITHIN GROUP is required for ordered-set aggregate {}", called.name);
            return Err(SqlError::new("42809", at, message));
        }
        let distinct = matches!(list.all_or_distinct(), Some(ast::AllOrDistinct::Distinct(_)));
        let order = self.aggregate_order(list, &inside)?;
        if distinct {
            check_distinct(&arguments, &order, at)?;
        }
        let filter = self.aggregate_filter(call, scope)?;
        own_columns(&arguments, scope, at)?;
        Ok(Expression::Aggregate { function, arguments, distinct, order, filter, of })
    }

    /// `percentile_cont(0.5) within group (order by a)`
    pub(super) fn within_group(
        &mut self,
        call: &ast::CallExpr,
        called: &Called,
        list: &ast::ArgList,
        within: &ast::WithinClause,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = call.syntax();
        if let Some(over) = call.over_clause() {
            let message =
                format!("OVER is not supported for ordered-set aggregate {}", called.name);
            return Err(SqlError::new("0A000", over.syntax(), message));
        }
        if matches!(list.all_or_distinct(), Some(ast::AllOrDistinct::Distinct(_))) {
            return Err(SqlError::syntax(at, "cannot use DISTINCT with WITHIN GROUP"));
        }
        allowed_here(scope.place, at)?;
        let inside = scope.at(Place::Aggregate);
        if !super::call::is_aggregate(called) {
            let hypothetical = ["rank", "dense_rank", "percent_rank", "cume_dist"];
            if hypothetical.contains(&called.name.as_str()) {
                let what = format!("`{} … within group`", called.name);
                return Err(SqlError::unsupported(at, what));
            }
            return Err(super::call::unknown(called, &[]));
        }
        let mut arguments = self.arguments(called, list, &inside)?;
        let direct = arguments.len();
        let clause = need(within.order_by_clause(), within.syntax())?;
        let sorts = need(clause.sort_by_list(), clause.syntax())?.sort_bys();
        let mut order: Vec<Sort> =
            sorts.map(|sort| self.plain_sort(&sort, &inside)).collect::<Result<_>>()?;
        arguments.extend(order.iter().filter_map(|sort| match &sort.by {
            SortBy::Expression(by) => Some(by.clone()),
            SortBy::Output(_) => None,
        }));
        let made = build::aggregate(&called.name, arguments);
        let made = made.map_err(|error| SqlError::build(at, error))?;
        let Expression::Aggregate { function, arguments, of, .. } = made else {
            return Err(SqlError::unsupported(at, "this aggregate"));
        };
        if function.direct != Some(direct) {
            let message = format!(
                "{} is not an ordered-set aggregate, so it cannot have WITHIN GROUP",
                called.name
            );
            return Err(SqlError::new("42809", at, message));
        }
        for (sort, by) in order.iter_mut().zip(arguments.iter().skip(direct)) {
            sort.by = SortBy::Expression(by.clone());
        }
        let filter = self.aggregate_filter(call, scope)?;
        own_columns(&arguments, scope, at)?;
        Ok(Expression::Aggregate { function, arguments, distinct: false, order, filter, of })
    }

    fn aggregate_filter(
        &mut self,
        call: &ast::CallExpr,
        scope: &Scope<'_>,
    ) -> Result<Option<Box<Expression>>> {
        let Some(filter) = call.filter_clause() else { return Ok(None) };
        let written = need(filter.expr(), filter.syntax())?;
        let condition = self.expression(&written, &scope.at(Place::Filter))?;
        Ok(Some(Box::new(self.truth(condition, "FILTER", written.syntax())?)))
    }

    /// The arguments; `count(*)` has none.
    pub(super) fn aggregate_arguments(
        &mut self,
        called: &Called,
        list: &ast::ArgList,
        inside: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        if list.star_token().is_some() {
            return match called.name.as_str() {
                "count" => Ok(Vec::new()),
                name => {
                    let message = format!("function {name}() does not exist");
                    Err(SqlError::new("42883", &called.at, message)
                        .hint("Only count takes a star."))
                }
            };
        }
        if list.args().next().is_none() {
            let message = format!(
                "{}(*) must be used to call a parameterless aggregate function",
                called.name
            );
            return Err(SqlError::new("42809", &called.at, message));
        }
        self.arguments(called, list, inside)
    }

    fn aggregate_order(&mut self, list: &ast::ArgList, inside: &Scope<'_>) -> Result<Vec<Sort>> {
        let Some(clause) = list.args().find_map(|argument| argument.order_by_clause()) else {
            return Ok(Vec::new());
        };
        let list = need(clause.sort_by_list(), clause.syntax())?;
        list.sort_bys().map(|sort| self.plain_sort(&sort, inside)).collect()
    }

    /// A part of an `order by` that knows no outputs: in an aggregate, in a window.
    pub(super) fn plain_sort(&mut self, sort: &ast::SortBy, scope: &Scope<'_>) -> Result<Sort> {
        let written = need(sort.expr(), sort.syntax())?;
        let by = as_text_if_unknown(self.expression(&written, scope)?);
        sortable(&by.type_of(), written.syntax())?;
        let (descending, nulls_first) = super::order::direction(sort)?;
        Ok(Sort { by: SortBy::Expression(by), descending, nulls_first })
    }
}

fn allowed_here(place: Place, at: &SyntaxNode) -> Result<()> {
    if place.allows_aggregates() {
        return Ok(());
    }
    let message = match place {
        Place::Aggregate => "aggregate function calls cannot be nested".to_owned(),
        place => format!("aggregate functions are not allowed in {}", place.words()),
    };
    Err(SqlError::new("42803", at, message))
}

fn check_distinct(arguments: &[Expression], order: &[Sort], at: &SyntaxNode) -> Result<()> {
    for argument in arguments {
        comparable(&argument.type_of(), at)?;
    }
    let is_argument = |sort: &Sort| match &sort.by {
        SortBy::Expression(by) => arguments.contains(by),
        SortBy::Output(_) => true,
    };
    if order.iter().all(is_argument) {
        return Ok(());
    }
    let message =
        "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list";
    Err(SqlError::new("42P10", at, message))
}

/// An aggregate whose arguments are all columns of a surrounding query would be that query's.
fn own_columns(arguments: &[Expression], scope: &Scope<'_>, at: &SyntaxNode) -> Result<()> {
    let mut read = Read::default();
    arguments.iter().for_each(|argument| read.expression(argument));
    let own = super::group::ranges_of(&scope.tables);
    let mut outside =
        read.columns.iter().filter(|range| !read.introduced.contains(range)).peekable();
    if outside.peek().is_none() || outside.any(|range| own.contains(range)) {
        return Ok(());
    }
    Err(SqlError::unsupported(at, "an aggregate over the surrounding query's columns"))
}

/// The ranges that an expression reads, and those that its subqueries bring.
#[derive(Default)]
struct Read {
    columns: Vec<Range>,
    introduced: Vec<Range>,
}

impl Visitor for Read {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, .. } = expression {
            self.columns.push(*range);
        }
        visit_expression(self, expression);
    }

    fn from(&mut self, from: &From) {
        self.introduced.extend(from.range());
        visit_from(self, from);
    }
}
