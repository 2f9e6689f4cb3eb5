//! `with`: queries that others name.

use super::analyzer::Analyzer;
use super::outputs::unique;
use super::query::{Around, body_only};
use super::scope::{Common, Scope};
use super::tail::Tail;
use super::{names, need};
use crate::error::{Result, SqlError};
use builtin::resolve::common_type;
use catalog::{Body, BuildError, Name, Query, SetOperator, Statement, Type, With, WithBody};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// The queries of a `with`, and the scope in which they have names.
    pub(super) fn with_clause<'s>(
        &mut self,
        clause: Option<ast::WithClause>,
        scope: &Scope<'s>,
    ) -> Result<(Vec<With>, Scope<'s>)> {
        let mut scope = scope.clone();
        let mut with: Vec<With> = Vec::new();
        let mut seen: Vec<Name> = Vec::new();
        let Some(clause) = clause else { return Ok((with, scope)) };
        let recursive = clause.recursive_token().is_some();
        for table in clause.with_tables() {
            let at = table.syntax();
            let name = names::name(need(table.name(), at)?.syntax());
            if seen.contains(&name) {
                let message = format!("WITH query name \"{name}\" specified more than once");
                return Err(SqlError::new("42712", at, message));
            }
            let (made, common) = self.with_table(&table, &name, recursive, &scope)?;
            scope.commons = scope.commons.with(common);
            with.push(made);
            seen.push(name);
        }
        Ok((with, scope))
    }

    fn with_table(
        &mut self,
        table: &ast::WithTable,
        name: &Name,
        recursive: bool,
        scope: &Scope<'_>,
    ) -> Result<(With, Common)> {
        let at = table.syntax();
        if table.search_clause().is_some() || table.cycle_clause().is_some() {
            return Err(SqlError::unsupported(at, "`search` and `cycle` of a recursive query"));
        }
        let written = need(table.query(), at)?;
        let Some(query) = ast::SelectVariant::cast(written.syntax().clone()) else {
            return self.with_write(table, name, &written, scope);
        };
        let unique_name = self.common_name(name);
        let recursive = recursive && names_itself(&query, name);
        let listed: Vec<Name> = table.column_list().map_or_else(Vec::new, |list| {
            list.column_names().map(|column| names::name(column.syntax())).collect()
        });
        let (made, columns) = if recursive {
            self.recursive(&query, name, &unique_name, &listed, scope)?
        } else {
            let made = self.query(&query, &scope.inside())?;
            let columns = common_columns(&made, name, &listed, at)?;
            (made, columns)
        };
        let with = With {
            name: unique_name.clone(),
            columns: columns.iter().map(|(_, name, of)| (name.clone(), of.clone())).collect(),
            body: WithBody::Query(Box::new(made)),
            recursive,
        };
        Ok((with, Common { name: name.clone(), unique: unique_name, columns }))
    }

    /// `name as (insert … returning …)`: its columns are what it returns.
    fn with_write(
        &mut self,
        table: &ast::WithTable,
        name: &Name,
        written: &ast::WithQuery,
        scope: &Scope<'_>,
    ) -> Result<(With, Common)> {
        let at = table.syntax();
        if !is_at_the_top(at) {
            let message =
                "WITH clause containing a data-modifying statement must be at the top level";
            return Err(SqlError::new("0A000", at, message));
        }
        let (write, returning) = match written {
            ast::WithQuery::Insert(insert) => {
                let made = self.insert(insert, scope)?;
                let returning = made.returning.clone();
                (Statement::Insert(made), returning)
            }
            ast::WithQuery::Update(update) => {
                let made = self.update(update, scope)?;
                let returning = made.returning.clone();
                (Statement::Update(made), returning)
            }
            ast::WithQuery::Delete(delete) => {
                let made = self.delete(delete, scope)?;
                let returning = made.returning.clone();
                (Statement::Delete(made), returning)
            }
            other => return Err(SqlError::unsupported(other.syntax(), "this in a `with`")),
        };
        let listed: Vec<Name> = table.column_list().map_or_else(Vec::new, |list| {
            list.column_names().map(|column| names::name(column.syntax())).collect()
        });
        let columns = match returning {
            Some(returning) => common_columns(&returning, name, &listed, at)?,
            None => Vec::new(),
        };
        let unique = self.common_name(name);
        let with = With {
            name: unique.clone(),
            columns: columns.iter().map(|(_, name, of)| (name.clone(), of.clone())).collect(),
            body: WithBody::Write(Box::new(write)),
            recursive: false,
        };
        Ok((with, Common { name: name.clone(), unique, columns }))
    }

    /// `select … union [all] select … from itself`: the first part gives the columns' types.
    fn recursive(
        &mut self,
        query: &ast::SelectVariant,
        name: &Name,
        unique_name: &Name,
        listed: &[Name],
        scope: &Scope<'_>,
    ) -> Result<(Query, Columns)> {
        let at = query.syntax();
        let (compound, union) = union_of(query, name)?;
        if !Tail::of(at)?.is_empty() {
            let message = "ORDER BY and LIMIT in a recursive query are not implemented";
            return Err(SqlError::new("0A000", at, message));
        }
        let first = need(compound.lhs(), at)?;
        let second = need(compound.rhs(), at)?;
        if names_itself(&first, name) {
            let message = format!(
                "recursive reference to query \"{name}\" must not appear within its non-recursive term"
            );
            return Err(SqlError::new("42P19", first.syntax(), message));
        }
        let left = self.query(&first, &scope.inside())?;
        let columns = common_columns(&left, name, listed, at)?;
        let common =
            Common { name: name.clone(), unique: unique_name.clone(), columns: columns.clone() };
        let inside = Scope { commons: scope.commons.with(common), ..scope.clone() };
        let right = self.untyped_query(&second, &inside.inside(), Around::default())?;
        let types: Vec<Type> = columns.iter().map(|column| column.2.clone()).collect();
        same_types(&types, &right, name, at)?;
        let right = self.outputs_as(right, &types, at)?;
        let all = matches!(union.all_or_distinct(), Some(ast::AllOrDistinct::All(_)));
        let body = Body::Set {
            operator: SetOperator::Union,
            all,
            left: Box::new(left),
            right: Box::new(right),
        };
        Ok((body_only(body), columns))
    }
}

/// Whether a `with` belongs to a statement that stands in no other.
fn is_at_the_top(table: &SyntaxNode) -> bool {
    let is_statement = |node: &SyntaxNode| match ast::SelectVariant::cast(node.clone()) {
        Some(ast::SelectVariant::CompoundSelect(_)) => false,
        Some(_) => true,
        None => {
            ast::Insert::can_cast(node.kind())
                || ast::Update::can_cast(node.kind())
                || ast::Delete::can_cast(node.kind())
        }
    };
    table.ancestors().filter(is_statement).count() == 1
}

/// Columns: as they are written, as they are called, and their types.
type Columns = Vec<(Name, Name, Type)>;

/// The union that a recursive query has to be.
fn union_of(query: &ast::SelectVariant, name: &Name) -> Result<(ast::CompoundSelect, ast::Union)> {
    if let ast::SelectVariant::CompoundSelect(compound) = query
        && let Some(ast::CompoundOp::Union(union)) = compound.op()
    {
        return Ok((compound.clone(), union));
    }
    let message = format!(
        "recursive query \"{name}\" does not have the form non-recursive-term UNION [ALL] recursive-term"
    );
    Err(SqlError::new("42P19", query.syntax(), message))
}

/// Whether a query reads a relation of this name.
fn names_itself(query: &ast::SelectVariant, name: &Name) -> bool {
    let relations = query.syntax().descendants().filter_map(ast::RelationNameRef::cast);
    let mut paths = relations.filter_map(|relation| relation.path_ref());
    paths.any(|path| names::qualified(&path).is_ok_and(|it| it == (None, name.clone())))
}

/// The columns of a `with`: as they are written, as they are called, and their types.
fn common_columns(query: &Query, name: &Name, listed: &[Name], at: &SyntaxNode) -> Result<Columns> {
    let outputs = query.columns();
    if listed.len() > outputs.len() {
        let message = format!(
            "WITH query \"{name}\" has {} columns available but {} columns specified",
            outputs.len(),
            listed.len()
        );
        return Err(SqlError::new("42P10", at, message));
    }
    let rest = outputs.iter().skip(listed.len()).map(|output| output.0.clone());
    let shown: Vec<Name> = listed.iter().cloned().chain(rest).collect();
    let called = unique(&shown);
    let types = outputs.into_iter().map(|output| output.1);
    Ok(shown
        .into_iter()
        .zip(called)
        .zip(types)
        .map(|((shown, called), of)| (shown, called, of))
        .collect())
}

/// 42804 where the second part's columns would need other types than the first's.
fn same_types(types: &[Type], right: &Query, name: &Name, at: &SyntaxNode) -> Result<()> {
    let outputs = right.columns();
    if outputs.len() != types.len() {
        let message = "each UNION query must have the same number of columns";
        return Err(SqlError::syntax(at, message));
    }
    for (position, (left, (_, right))) in (1..).zip(types.iter().zip(outputs)) {
        let overall = common_type(&[left.clone(), right])
            .map_err(|error| SqlError::build(at, BuildError::Resolve(error.within("UNION"))))?;
        if overall.base() != left.base() {
            let message = format!(
                "recursive query \"{name}\" column {position} has type {left} in non-recursive term \
                 but type {overall} overall"
            );
            return Err(SqlError::new("42804", at, message)
                .hint("Cast the output of the non-recursive term to the correct type."));
        }
    }
    Ok(())
}
