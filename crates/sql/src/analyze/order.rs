//! `order by` and `distinct`: positions, output names, expressions.

use super::analyzer::Analyzer;
use super::case::{comparable, sortable};
use super::expression::as_text_if_unknown;
use super::operators::whole;
use super::output::Target;
use super::scope::{Place, Scope};
use super::{literal, names, need};
use crate::error::{Result, SqlError};
use catalog::{Distinct, Expression, Name, Query, Sort, SortBy, Type, Value};
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// The `order by` of a select.
    pub(super) fn order(
        &mut self,
        clause: &ast::OrderByClause,
        targets: &mut [Target],
        scope: &Scope<'_>,
    ) -> Result<Vec<Sort>> {
        let list = need(clause.sort_by_list(), clause.syntax())?;
        let mut sorts = Vec::new();
        for sort in list.sort_bys() {
            let written = need(sort.expr(), sort.syntax())?;
            let (descending, nulls_first) = direction(&sort)?;
            let by = match target_of(&written, targets, "ORDER BY")? {
                Some(position) => SortBy::Output(position),
                None => {
                    let by = self.expression(&written, &scope.at(Place::Order))?;
                    SortBy::Expression(as_text_if_unknown(by))
                }
            };
            let sort = Sort { by, descending, nulls_first };
            if let SortBy::Output(position) = sort.by {
                targets[position].settle();
            }
            sortable(&sorted(&sort, targets).type_of(), written.syntax())?;
            sorts.push(sort);
        }
        Ok(sorts)
    }

    /// The `order by` of a union or of `values`: output names and positions only.
    pub(super) fn order_of_outputs(
        &mut self,
        query: &Query,
        clause: &ast::OrderByClause,
    ) -> Result<Vec<Sort>> {
        let list = need(clause.sort_by_list(), clause.syntax())?;
        let columns = query.columns();
        let mut sorts = Vec::new();
        for sort in list.sort_bys() {
            let written = need(sort.expr(), sort.syntax())?;
            let position = match position(&written, columns.len(), "ORDER BY")? {
                Some(position) => position,
                None => named_output(&written, &columns)?,
            };
            sortable(&columns[position].1, written.syntax())?;
            let (descending, nulls_first) = direction(&sort)?;
            sorts.push(Sort { by: SortBy::Output(position), descending, nulls_first });
        }
        Ok(sorts)
    }

    /// `distinct`, and that the order goes with it.
    pub(super) fn distinct_rows(
        &mut self,
        quantifier: Option<ast::SelectQuantifier>,
        targets: &mut [Target],
        sorts: &mut [Sort],
        scope: &Scope<'_>,
    ) -> Result<Distinct> {
        let Some(ast::SelectQuantifier::DistinctClause(clause)) = quantifier else {
            return Ok(Distinct::No);
        };
        let at = clause.syntax();
        match clause.distinct_on() {
            None => {
                for target in targets.iter_mut() {
                    target.settle();
                    comparable(&target.expression.type_of(), &target.at)?;
                }
                only_outputs(sorts, targets, at)?;
                Ok(Distinct::Rows)
            }
            Some(on) => {
                let mut expressions = Vec::new();
                for written in whole(on.exprs()) {
                    let made = match target_of(&written, targets, "DISTINCT ON")? {
                        Some(position) => {
                            targets[position].settle();
                            targets[position].expression.clone()
                        }
                        None => {
                            as_text_if_unknown(self.expression(&written, &scope.at(Place::Order))?)
                        }
                    };
                    comparable(&made.type_of(), written.syntax())?;
                    expressions.push(made);
                }
                initial_order(&expressions, sorts, targets, at)?;
                Ok(Distinct::On(expressions))
            }
        }
    }
}

/// The output of a name; over a union nothing else can be sorted by.
fn named_output(written: &ast::Expr, columns: &[(Name, Type)]) -> Result<usize> {
    let at = written.syntax();
    let Some(name) = bare_name(written) else {
        return Err(SqlError::new("0A000", at, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
            .detail("Only result column names can be used, not expressions or functions.")
            .hint(
                "Add the expression/function to every SELECT, or move the UNION into a FROM clause.",
            ));
    };
    columns
        .iter()
        .position(|column| column.0 == name)
        .ok_or_else(|| SqlError::new("42703", at, format!("column \"{name}\" does not exist")))
}

/// What a sort is by.
pub(super) fn sorted<'s>(sort: &'s Sort, targets: &'s [Target]) -> &'s Expression {
    match &sort.by {
        SortBy::Expression(by) => by,
        SortBy::Output(position) => &targets[*position].expression,
    }
}

/// Over distinct rows only their own columns can be sorted by.
fn only_outputs(
    sorts: &mut [Sort],
    targets: &[Target],
    at: &squawk_syntax::SyntaxNode,
) -> Result<()> {
    for sort in sorts {
        let SortBy::Expression(by) = &sort.by else { continue };
        let Some(position) = targets.iter().position(|target| target.expression == *by) else {
            let message = "for SELECT DISTINCT, ORDER BY expressions must appear in select list";
            return Err(SqlError::new("42P10", at, message));
        };
        sort.by = SortBy::Output(position);
    }
    Ok(())
}

/// `distinct on` takes the first row of each group, so the order must begin with its expressions.
fn initial_order(
    on: &[Expression],
    sorts: &[Sort],
    targets: &[Target],
    at: &squawk_syntax::SyntaxNode,
) -> Result<()> {
    let ordered: Vec<&Expression> = sorts.iter().map(|sort| sorted(sort, targets)).collect();
    let first_other = ordered.iter().position(|by| !on.contains(by)).unwrap_or(ordered.len());
    let (initial, rest) = ordered.split_at(first_other);
    let all_initial = on.iter().all(|by| initial.contains(&by));
    if rest.is_empty() || all_initial {
        return Ok(());
    }
    let message = "SELECT DISTINCT ON expressions must match initial ORDER BY expressions";
    Err(SqlError::new("42P10", at, message))
}

/// Descending or not, and where the nulls go.
pub(super) fn direction(sort: &ast::SortBy) -> Result<(bool, bool)> {
    let descending = match sort.sort_order() {
        Some(ast::SortOrder::SortUsing(using)) => {
            return Err(SqlError::unsupported(using.syntax(), "`order by … using`")
                .hint("Write asc or desc."));
        }
        Some(ast::SortOrder::SortDesc(_)) => true,
        Some(ast::SortOrder::SortAsc(_)) | None => false,
    };
    let nulls_first = match sort.nulls_order() {
        Some(ast::NullsOrder::NullsFirst(_)) => true,
        Some(ast::NullsOrder::NullsLast(_)) => false,
        None => descending,
    };
    Ok((descending, nulls_first))
}

/// The output that a name or a position means; nothing for an expression.
pub(super) fn target_of(
    written: &ast::Expr,
    targets: &[Target],
    clause: &str,
) -> Result<Option<usize>> {
    if let Some(position) = position(written, targets.len(), clause)? {
        return Ok(Some(position));
    }
    let Some(name) = bare_name(written) else { return Ok(None) };
    let mut found = (0..targets.len()).filter(|at| targets[*at].name == name);
    let Some(first) = found.next() else { return Ok(None) };
    if found.any(|other| targets[other].expression != targets[first].expression) {
        let message = format!("{clause} \"{name}\" is ambiguous");
        return Err(SqlError::new("42702", written.syntax(), message));
    }
    Ok(Some(first))
}

/// `1`: a position among the outputs, from 0.
fn position(written: &ast::Expr, outputs: usize, clause: &str) -> Result<Option<usize>> {
    let ast::Expr::Literal(constant) = written else { return Ok(None) };
    let Expression::Constant { value: Value::Int(position), of } = literal::literal(constant)?
    else {
        let message = format!("non-integer constant in {clause}");
        return Err(SqlError::syntax(written.syntax(), message));
    };
    if of == Type::BOOL {
        return Ok(None);
    }
    let found = usize::try_from(position).ok().and_then(|it| it.checked_sub(1));
    found.filter(|at| *at < outputs).map(Some).ok_or_else(|| {
        let message = format!("{clause} position {position} is not in select list");
        SqlError::new("42P10", written.syntax(), message)
    })
}

/// A name alone.
pub(super) fn bare_name(written: &ast::Expr) -> Option<Name> {
    match written {
        ast::Expr::NameRef(name) => Some(names::name(name.syntax())),
        _ => None,
    }
}
