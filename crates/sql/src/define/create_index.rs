//! `create index`, `alter index`

use crate::analyze;
use crate::define::column::require_known_collation;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, free_name, joined, present};
use crate::define::partition;
use crate::define::{purity, ranges, rename};
use crate::error::{Result, SqlError};
use catalog::{Commented, Expression, Index, IndexMethod, IndexPart, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::Name;

/// `create [unique] index [name] on table using method (…) include (…) where …`
pub(crate) fn create_index(draft: &mut Draft, statement: &ast::CreateIndex) -> Result<()> {
    let at = statement.syntax();
    let on = present(statement.table_relation_name(), at)?;
    let path = on.table_name_ref().and_then(|table| table.path_ref());
    let table = draft.relation(&Reference::of_path_ref(path, at)?, at)?;
    if !table.is_stored() {
        let message = format!("cannot create index on relation \"{}\"", table.name.name);
        return Err(SqlError::new("42809", at, message)
            .detail("This operation is not supported for views."));
    }
    draft.require_owner(&table, at)?;
    let method = method(statement)?;
    let unique = statement.unique_token().is_some();
    if unique && method != IndexMethod::Btree {
        let method = crate::write::index_method(method);
        let message = format!("access method \"{method}\" does not support unique indexes");
        return Err(SqlError::new("0A000", at, message));
    }
    let items = present(statement.partition_item_list(), at)?;
    let parts = parts(draft, &table, &items)?;
    if unique {
        let plain = parts.iter().filter_map(|part| match &part.expression {
            Expression::Column { name, .. } => Some(name.clone()),
            _ => None,
        });
        partition::require_in_key(&table, &plain.collect::<Vec<_>>(), "UNIQUE", at)?;
    }
    let Some(name) = name(draft, statement, &table, &items, &parts)? else { return Ok(()) };
    let filter = match statement.where_clause() {
        Some(clause) => Some(filter(draft, &table, &present(clause.expr(), clause.syntax())?)?),
        None => None,
    };
    let include = included(statement, &table)?;
    let nulls_not_distinct = matches!(
        statement.nulls_distinct_option(),
        Some(ast::NullsDistinctOption::NullsNotDistinct(_))
    );
    if method != IndexMethod::Btree {
        let method = crate::write::index_method(method);
        draft.notice(format!(
            "the {method} index \"{name}\" is kept in the schema and not built: queries work without it"
        ));
    }
    let index = Index { name, unique, method, parts, include, filter, nulls_not_distinct };
    draft.edit(&table.name, |table| table.indexes.push(index));
    Ok(())
}

fn method(statement: &ast::CreateIndex) -> Result<IndexMethod> {
    let Some(using) = statement.using_method() else { return Ok(IndexMethod::Btree) };
    let method = present(using.access_method_ref(), using.syntax())?;
    match &*fold(method.syntax()) {
        "btree" => Ok(IndexMethod::Btree),
        "hash" => Ok(IndexMethod::Hash),
        "gin" => Ok(IndexMethod::Gin),
        "gist" => Ok(IndexMethod::Gist),
        "spgist" => Ok(IndexMethod::Spgist),
        "brin" => Ok(IndexMethod::Brin),
        other => {
            let message = format!("access method \"{other}\" does not exist");
            Err(SqlError::new("42704", method.syntax(), message))
        }
    }
}

/// The index's name; none if it is there already and may be.
fn name(
    draft: &mut Draft,
    statement: &ast::CreateIndex,
    table: &Relation,
    items: &ast::PartitionItemList,
    parts: &[IndexPart],
) -> Result<Option<Name>> {
    let schema = table.name.schema.clone();
    let Some(path) = statement.index().and_then(|index| index.path()) else {
        let names: Vec<Name> = named_parts(items, parts);
        let is_taken = |name: &str| draft.is_relation_name(&schema, name);
        return Ok(Some(free_name(&table.name.name, Some(&joined(&names)), "idx", is_taken)));
    };
    let name = Reference::of_path(Some(path), statement.syntax())?.name;
    if !draft.is_relation_name(&schema, &name) {
        return Ok(Some(name));
    }
    let message = format!("relation \"{name}\" already exists");
    if statement.if_not_exists().is_some() {
        draft.notice(format!("{message}, skipping"));
        return Ok(None);
    }
    Err(SqlError::new("42P07", statement.syntax(), message))
}

fn parts(
    draft: &Draft,
    table: &Arc<Relation>,
    items: &ast::PartitionItemList,
) -> Result<Vec<IndexPart>> {
    let mut parts = Vec::new();
    for item in items.partition_items() {
        let at = item.syntax();
        if let Some(collate) = item.collate() {
            require_known_collation(&collate)?;
        }
        let expr = without_collation(present(item.expr(), at)?)?;
        let row = Some((table.as_ref(), Relation::ROW));
        let expression = analyze::expression(draft.environment(), &expr, row, None)?;
        purity::require_index(&draft.catalog, &expression, "expression", expr.syntax())?;
        let descending = match item.sort_order() {
            Some(ast::SortOrder::SortDesc(_)) => true,
            Some(ast::SortOrder::SortUsing(using)) => {
                return Err(SqlError::syntax(using.syntax(), "an index has no order by using"));
            }
            Some(ast::SortOrder::SortAsc(_)) | None => false,
        };
        let nulls_first = match item.nulls_order() {
            Some(ast::NullsOrder::NullsFirst(_)) => true,
            Some(ast::NullsOrder::NullsLast(_)) => false,
            None => descending,
        };
        let operator_class = operator_class(&item)?;
        let expression = ranges::renumbered(expression);
        parts.push(IndexPart { expression, descending, nulls_first, operator_class });
    }
    Ok(parts)
}

/// `(a || b) collate "C"`: the collation that text has anyhow.
fn without_collation(expr: ast::Expr) -> Result<ast::Expr> {
    match &expr {
        ast::Expr::Collate(collate) => {
            require_known_collation(collate)?;
            present(collate.expr(), collate.syntax())
        }
        _ => Ok(expr),
    }
}

fn operator_class(item: &ast::PartitionItem) -> Result<Option<Name>> {
    let Some(class) = item.op_class_ref() else { return Ok(None) };
    Ok(Some(Reference::of_path_ref(class.path_ref(), class.syntax())?.name))
}

fn filter(draft: &Draft, table: &Relation, expr: &ast::Expr) -> Result<Expression> {
    let row = Some((table, Relation::ROW));
    let filter = analyze::expression(draft.environment(), expr, row, None)?;
    let filter = purity::condition(filter, "WHERE", expr.syntax())?;
    purity::require_index(&draft.catalog, &filter, "predicate", expr.syntax())?;
    Ok(ranges::renumbered(filter))
}

fn included(statement: &ast::CreateIndex, table: &Relation) -> Result<Vec<Name>> {
    let Some(clause) = statement.index_include_clause() else { return Ok(Vec::new()) };
    let list = present(clause.partition_item_list(), clause.syntax())?;
    let mut columns = Vec::new();
    for item in list.partition_items() {
        let name = match item.expr() {
            Some(ast::Expr::NameRef(name)) => fold(name.syntax()),
            _ => {
                let message = "expressions are not supported in included columns";
                return Err(SqlError::new("0A000", item.syntax(), message));
            }
        };
        if table.column(&name).is_none() {
            let message = format!("column \"{name}\" does not exist");
            return Err(SqlError::new("42703", item.syntax(), message));
        }
        columns.push(name);
    }
    Ok(columns)
}

/// The names of an index's parts, of which its own name is made: columns, functions, else `expr`.
fn named_parts(items: &ast::PartitionItemList, parts: &[IndexPart]) -> Vec<Name> {
    let written = items.partition_items().map(|item| item.expr().and_then(|it| shown_name(&it)));
    let names = written.zip(part_names(parts)).map(|(written, other)| written.unwrap_or(other));
    numbered(names.collect())
}

/// The names of parts that were not written here.
pub(crate) fn part_names(parts: &[IndexPart]) -> Vec<Name> {
    let name = |part: &IndexPart| match &part.expression {
        Expression::Column { name, .. } => name.clone(),
        Expression::Call { function, .. } if function.operator.is_none() => function.name.into(),
        _ => Name::from("expr"),
    };
    numbered(parts.iter().map(name).collect())
}

/// `expr`, `expr1`, `expr2`: PostgreSQL's names for the columns of an index are different from each other.
fn numbered(names: Vec<Name>) -> Vec<Name> {
    let mut done: Vec<Name> = Vec::new();
    for name in names {
        let more = (1..).map(|n| Name::from(format!("{name}{n}")));
        let free = std::iter::once(name.clone()).chain(more).find(|it| !done.contains(it));
        done.extend(free);
    }
    done
}

/// What PostgreSQL would call a column of this expression, if it is more than `?column?`.
fn shown_name(expr: &ast::Expr) -> Option<Name> {
    match expr {
        ast::Expr::NameRef(name) => Some(fold(name.syntax())),
        ast::Expr::FieldExpr(field) => Some(fold(field.field()?.syntax())),
        ast::Expr::ParenExpr(inner) => shown_name(&inner.expr()?),
        ast::Expr::Collate(collate) => shown_name(&collate.expr()?),
        ast::Expr::CallExpr(call) => match call.expr()? {
            ast::Expr::NameRef(name) => Some(fold(name.syntax())),
            ast::Expr::FieldExpr(field) => Some(fold(field.field()?.syntax())),
            _ => None,
        },
        ast::Expr::CastExpr(cast) => cast.expr().and_then(|inner| shown_name(&inner)),
        ast::Expr::CaseExpr(_) => Some(Name::from("case")),
        _ => None,
    }
}

/// `alter index`
pub(crate) fn alter_index(draft: &mut Draft, statement: &ast::AlterIndex) -> Result<()> {
    let at = statement.syntax();
    let path = statement.index_ref().and_then(|index| index.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    match present(statement.action(), at)? {
        ast::AlterIndexAction::IndexRenameTo(to) => {
            let path = to.index().and_then(|index| index.path());
            let to = Reference::of_path(path, at)?.name;
            rename_index(draft, &reference, &to, statement.if_exists().is_some(), at)
        }
        // How an index is stored shows nowhere.
        ast::AlterIndexAction::AlterSetStatistics(_)
        | ast::AlterIndexAction::ResetOptions(_)
        | ast::AlterIndexAction::SetOptions(_)
        | ast::AlterIndexAction::SetTablespace(_) => Ok(()),
        other => Err(SqlError::unsupported(other.syntax(), "this change of an index")),
    }
}

fn rename_index(
    draft: &mut Draft,
    reference: &Reference,
    to: &Name,
    if_exists: bool,
    at: &SyntaxNode,
) -> Result<()> {
    let key = |name: &value::QualifiedName| {
        let relations = draft.catalog.relations.values();
        let mut here = relations.filter(|it| it.name.schema == name.schema);
        here.find(|it| it.unique_constraints().any(|key| key.name == name.name)).cloned()
    };
    if let Some((table, from)) = draft.find_index(reference) {
        if draft.is_relation_name(&table.schema, to) {
            return Err(SqlError::new("42P07", at, format!("relation \"{to}\" already exists")));
        }
        draft.edit(&table, |table| {
            for index in table.indexes.iter_mut().filter(|index| index.name == from) {
                index.name = to.clone();
            }
        });
        rename::rename_comments(&mut draft.catalog, &mut |commented| match commented {
            Commented::Index { relation, name } if *relation == table && *name == from => {
                *name = to.clone();
            }
            _ => {}
        });
        return Ok(());
    }
    if let Some(full) = draft.find(reference, |name| key(name).is_some())
        && let Some(table) = key(&full)
    {
        return crate::define::alter_constraint::rename(draft, &table.name, &full.name, to, at);
    }
    let message = format!("relation \"{reference}\" does not exist");
    if if_exists { Ok(()) } else { Err(SqlError::new("42P01", at, message)) }
}
