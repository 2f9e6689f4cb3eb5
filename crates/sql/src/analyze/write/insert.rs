//! `insert`: rows of values, of a query, or of defaults.

use super::target::{self, own_value};
use crate::analyze::analyzer::Analyzer;
use crate::analyze::names;
use crate::analyze::need;
use crate::analyze::operators::whole;
use crate::analyze::query::{Around, body_only};
use crate::analyze::scope::{Place, Scope};
use crate::analyze::tail::Tail;
use crate::error::{Result, SqlError};
use catalog::{
    Assigned, Body, CheckedAs, Column, Generation, Insert, Modifier, Name, Overriding, Relation,
    Source,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `insert into t (a, b) … on conflict … returning …`
    pub(in crate::analyze) fn insert(
        &mut self,
        insert: &ast::Insert,
        around: &Scope<'_>,
    ) -> Result<Insert> {
        let at = insert.syntax();
        let (with, scope) = self.with_clause(insert.with_clause(), around)?;
        let path = need(insert.relation_name_ref().and_then(|it| it.path_ref()), at)?;
        let relation = self.target_relation(&path)?;
        let range = self.fresh();
        let alias = insert.alias().and_then(|alias| alias.name());
        let alias = alias.map(|alias| names::name(alias.syntax()));
        let overriding = match insert.overriding_clause() {
            None => Overriding::No,
            Some(ast::OverridingClause::OverridingSystemValue(_)) => Overriding::System,
            Some(ast::OverridingClause::OverridingUserValue(_)) => Overriding::User,
        };
        let listed = match insert.column_target_list() {
            Some(list) => Some(listed_columns(&relation, &list)?),
            None => None,
        };
        let (columns, source) = match need(insert.insert_source(), at)? {
            ast::InsertSource::DefaultValues(_) => (Vec::new(), Source::Rows(vec![Vec::new()])),
            ast::InsertSource::SelectVariant(query) => {
                let into = Into { relation: &relation, listed: listed.as_deref(), overriding };
                match plain_values(&query)? {
                    Some(values) => self.insert_values(&values, &into, &scope)?,
                    None => self.insert_query(&query, &into, &scope)?,
                }
            }
        };
        let visible = target::visible(&relation, alias.clone(), range);
        let conflict = match insert.on_conflict_clause() {
            Some(clause) => Some(self.conflict(&clause, &relation, visible, &scope)?),
            None => None,
        };
        let returning = self.returning(insert.returning_clause(), &relation, alias, &scope)?;
        Ok(Insert {
            with,
            relation: relation.name.clone(),
            checked_as: CheckedAs::Caller,
            range,
            columns,
            source,
            overriding,
            conflict,
            returning,
        })
    }

    /// Rows in brackets: each cell becomes its column's type by itself.
    fn insert_values(
        &mut self,
        values: &ast::Values,
        into: &Into<'_>,
        scope: &Scope<'_>,
    ) -> Result<(Vec<Name>, Source)> {
        let inside = scope.at(Place::Values);
        let list = need(values.row_list(), values.syntax())?;
        let mut columns: Option<Vec<&Column>> = None;
        let mut rows = Vec::new();
        for row in list.rows() {
            let cells: Vec<ast::Expr> = whole(row.exprs()).collect();
            let columns = match &columns {
                Some(columns) if columns.len() == cells.len() => columns,
                Some(_) => {
                    let message = "VALUES lists must all be the same length";
                    return Err(SqlError::syntax(row.syntax(), message));
                }
                None => columns.insert(into.columns(cells.len(), row.syntax())?),
            };
            let mut made = Vec::with_capacity(cells.len());
            for (column, cell) in columns.iter().zip(&cells) {
                made.push(self.insert_cell(column, cell, into.overriding, &inside)?);
            }
            rows.push(made);
        }
        let columns = columns.unwrap_or_default();
        Ok((columns.into_iter().map(|column| column.name.clone()).collect(), source_of(rows)))
    }

    fn insert_cell(
        &mut self,
        column: &Column,
        cell: &ast::Expr,
        overriding: Overriding,
        scope: &Scope<'_>,
    ) -> Result<Assigned> {
        if is_default(cell) {
            return Ok(Assigned::Default);
        }
        let made = self.expression(cell, scope)?;
        let value = target::value(column, made, cell.syntax())?;
        check_insert(column, overriding, cell.syntax())?;
        Ok(Assigned::Expression(value))
    }

    /// The rows of any other query.
    fn insert_query(
        &mut self,
        query: &ast::SelectVariant,
        into: &Into<'_>,
        scope: &Scope<'_>,
    ) -> Result<(Vec<Name>, Source)> {
        let at = query.syntax();
        let made = self.untyped_query(query, &scope.inside(), Around::default())?;
        let outputs = made.columns();
        let columns = into.columns(outputs.len(), at)?;
        for column in &columns {
            check_insert(column, into.overriding, at)?;
        }
        let needed: Vec<bool> = columns
            .iter()
            .zip(&outputs)
            .map(|(column, output)| column.of != output.1 || column.modifier != Modifier::None)
            .collect();
        let made = self.converted(made, &needed, &mut |position, expression| match columns
            .get(position)
        {
            Some(column) => target::value(column, expression, at),
            None => Ok(expression),
        })?;
        let names = columns.into_iter().map(|column| column.name.clone()).collect();
        Ok((names, Source::Query(Box::new(made))))
    }
}

/// Where rows go to.
struct Into<'r> {
    relation: &'r Relation,
    listed: Option<&'r [&'r Column]>,
    overriding: Overriding,
}

impl<'r> Into<'r> {
    /// The columns for so many values: those listed, else the first ones.
    fn columns(&self, values: usize, at: &SyntaxNode) -> Result<Vec<&'r Column>> {
        let available = self.listed.map_or(self.relation.columns.len(), <[_]>::len);
        if values > available {
            return Err(SqlError::syntax(at, "INSERT has more expressions than target columns"));
        }
        match self.listed {
            Some(listed) if listed.len() > values => {
                Err(SqlError::syntax(at, "INSERT has more target columns than expressions"))
            }
            Some(listed) => Ok(listed.to_vec()),
            None => Ok(self.relation.columns.iter().take(values).collect()),
        }
    }
}

fn listed_columns<'r>(
    relation: &'r Relation,
    list: &ast::ColumnTargetList,
) -> Result<Vec<&'r Column>> {
    let mut columns: Vec<&Column> = Vec::new();
    for target in list.column_targets() {
        let column = target::column(relation, &target)?;
        if columns.iter().any(|known| known.name == column.name) {
            let message = format!("column \"{}\" specified more than once", column.name);
            return Err(SqlError::new("42701", target.syntax(), message));
        }
        columns.push(column);
    }
    Ok(columns)
}

/// `values` with nothing before or behind it.
fn plain_values(query: &ast::SelectVariant) -> Result<Option<ast::Values>> {
    let ast::SelectVariant::Values(values) = query else { return Ok(None) };
    let is_plain = values.with_clause().is_none() && Tail::of(values.syntax())?.is_empty();
    Ok(is_plain.then(|| values.clone()))
}

pub(super) fn is_default(cell: &ast::Expr) -> bool {
    matches!(cell, ast::Expr::Literal(literal) if matches!(literal.kind(), Some(ast::LitKind::Default(_))))
}

const fn is_identity(column: &Column) -> bool {
    matches!(column.generation, Some(Generation::Identity(_)))
}

/// Rows without defaults are a query; with them they are rows.
fn source_of(rows: Vec<Vec<Assigned>>) -> Source {
    let has_default = rows.iter().flatten().any(|cell| *cell == Assigned::Default);
    if has_default {
        return Source::Rows(rows);
    }
    let expression = |cell| match cell {
        Assigned::Expression(expression) => Some(expression),
        Assigned::Default => None,
    };
    let rows = rows.into_iter().map(|row| row.into_iter().filter_map(expression).collect());
    Source::Query(Box::new(body_only(Body::Values(rows.collect()))))
}

/// 428C9 where a column would be given a value that only the table itself gives.
fn check_insert(column: &Column, overriding: Overriding, at: &SyntaxNode) -> Result<()> {
    let Some(why) = own_value(column) else { return Ok(()) };
    let identity = is_identity(column);
    if identity && overriding != Overriding::No {
        return Ok(());
    }
    let message = format!("cannot insert a non-DEFAULT value into column \"{}\"", column.name);
    let error = SqlError::new("428C9", at, message).detail(why);
    Err(if identity { error.hint("Use OVERRIDING SYSTEM VALUE to override.") } else { error })
}
