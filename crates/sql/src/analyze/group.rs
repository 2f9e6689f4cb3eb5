//! `group by`, and that nothing is read which a group has no single value of.

use super::analyzer::Analyzer;
use super::case::comparable;
use super::expression::as_text_if_unknown;
use super::need;
use super::operators::whole;
use super::order::{bare_name, target_of};
use super::output::Target;
use super::scope::{Place, Scope, Visible};
use crate::error::{Result, SqlError};
use catalog::walk::{Visitor, visit_expression, visit_query};
use catalog::{Deferral, Expression, Name, Query, Range, Sort, SortBy};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// The expressions of a `group by`: columns first, then output names, positions, anything else.
    pub(super) fn group(
        &mut self,
        clause: Option<ast::GroupByClause>,
        targets: &mut [Target],
        scope: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        let Some(clause) = clause else { return Ok(Vec::new()) };
        if let Some(quantifier) = clause.all_or_distinct() {
            return Err(SqlError::unsupported(quantifier.syntax(), "`group by all` or `distinct`"));
        }
        let list = need(clause.group_by_list(), clause.syntax())?;
        let mut group = Vec::new();
        for by in list.group_bys() {
            let ast::GroupBy::GroupingExpr(by) = by else {
                return Err(SqlError::unsupported(
                    by.syntax(),
                    "`rollup`, `cube` or `grouping sets`",
                )
                .hint("Write one query for each set, and put them together with union all."));
            };
            let written = need(by.expr(), by.syntax())?;
            match &written {
                ast::Expr::TupleExpr(tuple) if tuple.row_token().is_none() => {
                    if tuple.exprs().next().is_none() {
                        return Err(SqlError::unsupported(by.syntax(), "`group by ()`"));
                    }
                    for written in whole(tuple.exprs()) {
                        group.push(self.group_part(&written, targets, scope)?);
                    }
                }
                written => group.push(self.group_part(written, targets, scope)?),
            }
        }
        Ok(group)
    }

    fn group_part(
        &mut self,
        written: &ast::Expr,
        targets: &mut [Target],
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let inside = scope.at(Place::Group);
        let is_column = bare_name(written).is_some_and(|name| {
            let own = Scope { outer: None, ..inside.clone() };
            own.tables
                .iter()
                .filter(|it| it.by_columns)
                .any(|visible| visible.table.columns.iter().any(|column| column.0 == name))
        });
        let target = if is_column { None } else { target_of(written, targets, "GROUP BY")? };
        let made = match target {
            Some(position) => {
                targets[position].settle();
                let made = targets[position].expression.clone();
                refuse_aggregates(&made, &targets[position].at)?;
                made
            }
            None => as_text_if_unknown(self.expression(written, &inside)?),
        };
        comparable(&made.type_of(), written.syntax())?;
        Ok(made)
    }
}

/// An output that is grouped by can't be an aggregate.
fn refuse_aggregates(made: &Expression, at: &SyntaxNode) -> Result<()> {
    let mut found = Calls::default();
    found.expression(made);
    let (code, what) = match (found.aggregates, found.windows) {
        (true, _) => ("42803", "aggregate"),
        (false, true) => ("42P20", "window"),
        (false, false) => return Ok(()),
    };
    Err(SqlError::new(code, at, format!("{what} functions are not allowed in GROUP BY")))
}

/// The ranges of a query's own tables.
pub(super) fn ranges_of(tables: &[Visible]) -> Vec<Range> {
    let mut ranges = Vec::new();
    for (_, expression) in tables.iter().flat_map(|visible| &visible.table.columns) {
        let mut read = Ranges(&mut ranges);
        read.expression(expression);
    }
    ranges.sort_unstable();
    ranges.dedup();
    ranges
}

/// Whether an expression reads one of these ranges.
pub(super) fn reads_any(expression: &Expression, ranges: &[Range]) -> bool {
    let mut read = Vec::new();
    Ranges(&mut read).expression(expression);
    read.iter().any(|range| ranges.contains(range))
}

struct Ranges<'r>(&'r mut Vec<Range>);

impl Visitor for Ranges<'_> {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, .. } = expression {
            self.0.push(*range);
        }
        visit_expression(self, expression);
    }
}

/// Everything that is computed for a group.
pub(super) struct Grouping<'g> {
    /// The outputs.
    pub(super) targets: &'g [Target],
    /// `having`
    pub(super) having: Option<&'g Expression>,
    /// `order by`
    pub(super) order: &'g [Sort],
}

/// Checks what groups are asked for; whether there are any groups, aggregates or windows.
pub(super) fn check(
    grouping: &Grouping<'_>,
    group: &[Expression],
    tables: &[Visible],
    at: &SyntaxNode,
) -> Result<bool> {
    let sorts = grouping.order.iter().filter_map(|sort| match &sort.by {
        SortBy::Expression(by) => Some((by, at)),
        SortBy::Output(_) => None,
    });
    let targets = grouping.targets.iter().map(|target| (&target.expression, &target.at));
    let having = grouping.having.map(|having| (having, at));
    let all: Vec<(&Expression, &SyntaxNode)> = targets.chain(having).chain(sorts).collect();
    let mut calls = Calls::default();
    all.iter().for_each(|(expression, _)| calls.expression(expression));
    let grouped = calls.aggregates || !group.is_empty() || grouping.having.is_some();
    if grouped {
        let ranges = ranges_of(tables);
        let dependent = dependent(group, tables);
        for (expression, at) in all {
            let mut checking = Checking {
                group,
                ranges: &ranges,
                dependent: &dependent,
                depth: 0,
                ungrouped: None,
            };
            checking.expression(expression);
            if let Some((range, name, in_query)) = checking.ungrouped {
                return Err(ungrouped(&shown(range, &name, tables), in_query, at));
            }
        }
    }
    Ok(grouped || calls.windows)
}

/// The tables whose primary key is grouped by: each group is one row of theirs.
fn dependent(group: &[Expression], tables: &[Visible]) -> Vec<Range> {
    let relations = tables.iter().filter_map(|visible| visible.table.relation.as_ref());
    let is_grouped = |range: Range, column: &Name| {
        group.iter().any(|by| {
            matches!(by, Expression::Column { range: of, name, .. } if *of == range && name == column)
        })
    };
    relations
        .filter(|(relation, range)| {
            relation.primary_key.as_ref().is_some_and(|key| {
                key.deferral == Deferral::Immediate
                    && key.columns.iter().all(|column| is_grouped(*range, column))
            })
        })
        .map(|(_, range)| *range)
        .collect()
}

/// Looks for aggregates and windows of this query, those of its subqueries left out.
#[derive(Default)]
struct Calls {
    aggregates: bool,
    windows: bool,
}

impl Visitor for Calls {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Aggregate { .. } => self.aggregates = true,
            Expression::Window { .. } => self.windows = true,
            _ => {}
        }
        visit_expression(self, expression);
    }

    fn query(&mut self, _query: &Query) {}
}

/// Looks for a column that is neither grouped by nor aggregated.
struct Checking<'c> {
    group: &'c [Expression],
    ranges: &'c [Range],
    dependent: &'c [Range],
    depth: u32,
    ungrouped: Option<(Range, Name, bool)>,
}

impl Visitor for Checking<'_> {
    fn expression(&mut self, expression: &Expression) {
        if self.ungrouped.is_some() || self.group.contains(expression) {
            return;
        }
        match expression {
            Expression::Aggregate { .. } if self.depth == 0 => {}
            Expression::Column { range, name, .. } => {
                if self.ranges.contains(range) && !self.dependent.contains(range) {
                    self.ungrouped = Some((*range, name.clone(), self.depth > 0));
                }
            }
            other => visit_expression(self, other),
        }
    }

    fn query(&mut self, query: &Query) {
        self.depth += 1;
        visit_query(self, query);
        self.depth -= 1;
    }
}

/// A column as its query names it.
fn shown(range: Range, name: &Name, tables: &[Visible]) -> String {
    let is_it = |expression: &Expression| matches!(expression, Expression::Column { range: of, name: column, .. } if *of == range && column == name);
    let named = tables.iter().find_map(|visible| {
        let table = visible.table.name.as_ref()?;
        let column = visible.table.columns.iter().find(|column| is_it(&column.1))?;
        Some(format!("{table}.{}", column.0))
    });
    named.unwrap_or_else(|| name.to_string())
}

fn ungrouped(column: &str, in_query: bool, at: &SyntaxNode) -> SqlError {
    let message = match in_query {
        true => format!("subquery uses ungrouped column \"{column}\" from outer query"),
        false => format!(
            "column \"{column}\" must appear in the GROUP BY clause or be used in an aggregate function"
        ),
    };
    SqlError::new("42803", at, message)
}
