//! `from`: relations, subqueries, queries of a `with`, and their aliases.

use super::analyzer::Analyzer;
use super::outputs::make_unique;
use super::scope::{Place, Scope, Table, Visible};
use super::select::cross;
use super::{names, need, output};
use crate::error::{Result, SqlError};
use catalog::{CheckedAs, Distinct, Expression, From, Name, Query, Select, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// A row source and the names that it brings.
pub(super) struct Source {
    /// The row source.
    pub(super) from: From,
    /// What can be named.
    pub(super) tables: Vec<Visible>,
}

impl Source {
    /// A source with one name.
    pub(super) fn of(from: From, table: Table) -> Self {
        Self { from, tables: vec![Visible::new(table)] }
    }

    /// The two parts.
    pub(super) fn apart(self) -> (Option<From>, Vec<Visible>) {
        (Some(self.from), self.tables)
    }

    /// `select *` of it.
    pub(super) fn everything(self) -> Query {
        Query::select(Select {
            distinct: Distinct::No,
            output: output::all_outputs(&self.tables),
            from: Some(self.from),
            filter: None,
            group: Vec::new(),
            having: None,
        })
    }
}

/// An alias: a table's name and names for its columns.
#[derive(Default)]
pub(super) struct Alias {
    /// `as x`
    pub(super) name: Option<Name>,
    /// `(a, b)`
    pub(super) columns: Vec<Name>,
    /// `(a int, b text)`
    pub(super) definitions: Option<ast::ColumnDefList>,
}

impl Analyzer<'_> {
    /// The entries of a `from` list; each sees those before it if it is lateral.
    pub(super) fn row_sources(
        &mut self,
        items: impl Iterator<Item = ast::FromListItem>,
        scope: &Scope<'_>,
    ) -> Result<Option<Source>> {
        let mut whole: Option<Source> = None;
        for item in items {
            let left = whole.as_ref().map_or(&[][..], |whole| &whole.tables);
            let source = self.row_source(&item, left, scope)?;
            distinct_names(left, &source.tables, item.syntax())?;
            whole = Some(match whole {
                None => source,
                Some(mut whole) => {
                    whole.tables.extend(source.tables);
                    Source { from: cross(whole.from, source.from), tables: whole.tables }
                }
            });
        }
        Ok(whole)
    }

    /// One entry; `left` is what a lateral one may read.
    pub(super) fn row_source(
        &mut self,
        item: &ast::FromListItem,
        left: &[Visible],
        scope: &Scope<'_>,
    ) -> Result<Source> {
        self.deeper(item.syntax(), |this| match item {
            ast::FromListItem::JoinExpr(join) => this.join(join, left, scope),
            ast::FromListItem::FromItem(item) => this.one_source(item, left, scope),
        })
    }

    fn one_source(
        &mut self,
        item: &ast::FromItem,
        left: &[Visible],
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let at = item.syntax();
        let lateral = Scope { tables: left.to_vec(), ..scope.at(Place::From) };
        match item {
            ast::FromItem::RelationFromItem(relation) => {
                if let Some(sample) = relation.tablesample_clause() {
                    return Err(SqlError::unsupported(sample.syntax(), "`tablesample`"));
                }
                let name = need(relation.relation_name_ref(), at)?;
                let alias = alias(relation.alias())?;
                self.relation_source(&need(name.path_ref(), at)?, Some(alias), scope)
            }
            ast::FromItem::ParenFromItem(paren) => self.paren_source(paren, left, &lateral, scope),
            ast::FromItem::FunctionFromItem(function) => {
                let call = need(function.call_expr(), at)?;
                let alias = alias(function.alias())?;
                self.function_source(&call, alias, function.with_ordinality().is_some(), &lateral)
            }
            ast::FromItem::RowsFromItem(rows) => {
                let mut arguments = rows.rows_from_args();
                let (Some(only), None) = (arguments.next(), arguments.next()) else {
                    return Err(SqlError::unsupported(at, "`rows from` of several functions"));
                };
                let mut alias = alias(rows.alias())?;
                alias.definitions = only.column_def_list().or(alias.definitions);
                let call = need(only.call_expr(), at)?;
                self.function_source(&call, alias, rows.with_ordinality().is_some(), &lateral)
            }
            ast::FromItem::ExprFromItem(expression) => {
                let alias = alias(expression.alias())?;
                match (expression.call_expr(), expression.cast_expr()) {
                    (Some(call), _) => self.function_source(&call, alias, false, &lateral),
                    (None, Some(cast)) => {
                        self.scalar_source(&ast::Expr::CastExpr(cast), alias, false, &lateral)
                    }
                    (None, None) => Err(SqlError::syntax(at, "syntax error")),
                }
            }
            ast::FromItem::GraphTableFromItem(_)
            | ast::FromItem::JsonTableFromItem(_)
            | ast::FromItem::XmlTableFromItem(_) => {
                Err(SqlError::unsupported(at, "json_table, xmltable or graph_table"))
            }
        }
    }

    /// A relation of the schema, or a query of a `with`.
    pub(super) fn relation_source(
        &mut self,
        path: &ast::PathRef,
        alias: Option<Alias>,
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let at = path.syntax();
        let alias = alias.unwrap_or_default();
        let (schema, name) = names::qualified(path)?;
        let range = self.fresh();
        if schema.is_none()
            && let Some(common) = scope.commons.find(&name)
        {
            let column = |(shown, called, of): &(Name, Name, Type)| {
                (shown.clone(), Expression::column(range, called.clone(), of.clone()))
            };
            let columns = common.columns.iter().map(column).collect();
            let from = From::Common { name: common.unique.clone(), range };
            let table = plain_table(Some(name), columns);
            return Ok(Source::of(from, aliased(table, alias, at)?));
        }
        let relation = self.relation(schema.as_ref(), &name, at)?;
        let columns = relation.columns.iter().map(|column| {
            let read = Expression::column(range, column.name.clone(), column.of.clone());
            (column.name.clone(), read)
        });
        let table = Table {
            schema: Some(relation.name.schema.clone()),
            ..plain_table(Some(name), columns.collect())
        };
        let from = From::Relation {
            relation: relation.name.clone(),
            range,
            checked_as: CheckedAs::Caller,
        };
        let table = Table { relation: Some((relation, range)), ..table };
        Ok(Source::of(from, aliased(table, alias, at)?))
    }

    /// A subquery or a join in brackets.
    fn paren_source(
        &mut self,
        paren: &ast::ParenFromItem,
        left: &[Visible],
        lateral: &Scope<'_>,
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let at = paren.syntax();
        let alias = alias(paren.alias())?;
        if let Some(query) = paren.paren_select() {
            let query = ast::SelectVariant::ParenSelect(query);
            let is_lateral = paren.lateral_token().is_some();
            let around = if is_lateral { lateral } else { scope };
            return self.query_source(&query, alias, is_lateral, around);
        }
        let inner = need(paren.paren_expr(), at)?;
        if let Some(query) = super::expression::bracketed_query(&inner) {
            return self.query_source(&query, alias, false, scope);
        }
        let item = need(in_brackets(&inner), at)?;
        let source = self.row_source(&item, left, scope)?;
        joined_alias(source, alias, at)
    }

    fn query_source(
        &mut self,
        query: &ast::SelectVariant,
        alias: Alias,
        lateral: bool,
        around: &Scope<'_>,
    ) -> Result<Source> {
        let mut inner = self.query(query, &around.inside())?;
        let shown: Vec<Name> = inner.columns().into_iter().map(|column| column.0).collect();
        make_unique(&mut inner);
        let range = self.fresh();
        let columns = inner
            .columns()
            .into_iter()
            .zip(shown)
            .map(|((called, of), shown)| (shown, Expression::column(range, called, of)));
        let table = plain_table(None, columns.collect());
        let from = From::Query { query: Box::new(inner), range, lateral, barrier: false };
        Ok(Source::of(from, aliased(table, alias, query.syntax())?))
    }
}

/// A table that is no relation.
pub(super) const fn plain_table(name: Option<Name>, columns: Vec<(Name, Expression)>) -> Table {
    Table { name, schema: None, relation: None, of: None, columns, is_scalar: false }
}

/// The parts of an alias.
pub(super) fn alias(alias: Option<ast::FromAlias>) -> Result<Alias> {
    let Some(alias) = alias else { return Ok(Alias::default()) };
    let name = alias.name().map(|name| names::name(name.syntax()));
    let (columns, definitions) = match alias.columns() {
        Some(ast::FromAliasColumns::ColumnList(list)) if name.is_none() => {
            return Err(SqlError::syntax(list.syntax(), "syntax error: the alias needs a name"));
        }
        Some(ast::FromAliasColumns::ColumnList(list)) => {
            (list.column_names().map(|column| names::name(column.syntax())).collect(), None)
        }
        Some(ast::FromAliasColumns::ColumnDefList(list)) => (Vec::new(), Some(list)),
        None => (Vec::new(), None),
    };
    Ok(Alias { name, columns, definitions })
}

/// A table under its alias.
pub(super) fn aliased(mut table: Table, alias: Alias, at: &SyntaxNode) -> Result<Table> {
    if let Some(definitions) = alias.definitions {
        let message = "a column definition list is only allowed for functions returning \"record\"";
        return Err(SqlError::syntax(definitions.syntax(), message));
    }
    if let Some(name) = alias.name {
        table.name = Some(name);
        table.schema = None;
    }
    if alias.columns.len() > table.columns.len() {
        let shown = table.name.as_ref().map_or("unnamed", Name::as_str);
        let message = format!(
            "table \"{shown}\" has {} columns available but {} columns specified",
            table.columns.len(),
            alias.columns.len()
        );
        return Err(SqlError::new("42P10", at, message));
    }
    for (column, name) in table.columns.iter_mut().zip(alias.columns) {
        column.0 = name;
    }
    Ok(table)
}

/// `(a join b …) as j`: the alias hides the names inside.
fn joined_alias(source: Source, alias: Alias, at: &SyntaxNode) -> Result<Source> {
    if alias.name.is_none() {
        return Ok(source);
    }
    let visible = source.tables.iter().filter(|visible| visible.by_columns);
    let columns = visible.flat_map(|visible| visible.table.columns.clone()).collect();
    let table = aliased(plain_table(None, columns), alias, at)?;
    Ok(Source::of(source.from, table))
}

fn in_brackets(paren: &ast::ParenExpr) -> Option<ast::FromListItem> {
    if let Some(item) = paren.from_list_item() {
        return Some(item);
    }
    match paren.expr()? {
        ast::Expr::ParenExpr(inner) => in_brackets(&inner),
        _ => None,
    }
}

/// 42712 where two tables have one name.
pub(super) fn distinct_names(left: &[Visible], right: &[Visible], at: &SyntaxNode) -> Result<()> {
    let named = |visible: &Visible| visible.by_name.then(|| visible.table.name.clone()).flatten();
    for visible in right {
        let Some(name) = named(visible) else { continue };
        // Two relations of different schemas may share a name: s.t.a tells them apart.
        let schema = &visible.table.schema;
        let told_apart = |other: &Visible| {
            schema.is_some() && other.table.schema.is_some() && other.table.schema != *schema
        };
        let clashes =
            left.iter().any(|other| named(other).as_ref() == Some(&name) && !told_apart(other));
        if clashes {
            let message = format!("table name \"{name}\" specified more than once");
            return Err(SqlError::new("42712", at, message));
        }
    }
    Ok(())
}
