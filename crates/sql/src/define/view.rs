//! `create view`, `alter view`

use crate::analyze;
use crate::define::alter_table::{rename_column, rename_relation, set_owner, set_schema};
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, present};
use crate::define::option::{boolean, option_name, option_text};
use crate::define::{ranges, rename, role};
use crate::error::{Result, SqlError};
use catalog::{
    Body, Catalog, CheckOption, Column, Expression, From, Privileges, Query, Range, Relation,
    RelationKind, Select, Type, View,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Modifier, Name, QualifiedName, Scalar};

/// `create [or replace] view name (columns) with (options) as query`
pub(crate) fn create_view(draft: &mut Draft, statement: &ast::CreateView) -> Result<()> {
    let at = statement.syntax();
    if let Some(ast::Persistence::Temp(temp)) = statement.persistence() {
        return Err(SqlError::unsupported(temp.syntax(), "a temporary view"));
    }
    if statement.recursive_token().is_some() {
        return Err(SqlError::unsupported(at, "create recursive view")
            .hint("Write create view … as with recursive … select …"));
    }
    let path = statement.view().and_then(|view| view.path());
    let name = draft.new_name(&Reference::of_path(path, at)?, at)?;
    let query = analyze::query(draft.environment(), &present(statement.query(), at)?)?;
    let query = named(ranges::renumbered_query(query), statement.column_list(), NAMES_OF_VIEW)?;
    let mut view = View::over(query);
    if let Some(list) = statement.with_params().and_then(|with| with.attribute_list()) {
        set_options(&mut view, &list)?;
    }
    if let Some(option) = statement.with_check_option() {
        view.check = Some(match option.check_option_level() {
            Some(ast::CheckOptionLevel::LocalCheckOption(_)) => CheckOption::Local,
            _ => CheckOption::Cascaded,
        });
    }
    require_checkable(draft, &view, at)?;
    let columns = columns(&draft.catalog, &view.query, at)?;
    match draft.catalog.relation(&name).cloned() {
        Some(old) if statement.or_replace().is_some() => replace(draft, &old, columns, view, at),
        Some(_) => Err(exists(&name, at)),
        None if draft.is_relation_name(&name.schema, &name.name) => Err(exists(&name, at)),
        None if draft.is_type_name(&name) => {
            let message = format!("type \"{}\" already exists", name.name);
            Err(SqlError::new("42710", at, message))
        }
        None => {
            let mut relation = draft.new_relation(name.clone(), RelationKind::View(view));
            relation.columns = columns;
            draft.catalog.relations.insert(name, Arc::new(relation));
            Ok(())
        }
    }
}

pub(super) fn exists(name: &QualifiedName, at: &SyntaxNode) -> SqlError {
    SqlError::new("42P07", at, format!("relation \"{}\" already exists", name.name))
}

const NAMES_OF_VIEW: &str = "CREATE VIEW specifies more column names than columns";

/// A check option needs a view through which rows can be written.
fn require_checkable(draft: &Draft, view: &View, at: &SyntaxNode) -> Result<()> {
    if view.check.is_none() {
        return Ok(());
    }
    let Err(reason) = catalog::updatable::through(&draft.catalog, view) else { return Ok(()) };
    let message = "WITH CHECK OPTION is supported only on automatically updatable views";
    Err(SqlError::new("0A000", at, message).hint(reason))
}

/// `create view v (a, b) as …`: the names of the list are those of the outputs.
pub(super) fn named(
    mut query: Query,
    list: Option<ast::ColumnList>,
    too_many: &'static str,
) -> Result<Query> {
    let Some(list) = list else { return Ok(query) };
    let outputs = query.columns().len();
    for (position, column) in list.column_names().enumerate() {
        if position >= outputs {
            return Err(SqlError::new("42601", column.syntax(), too_many));
        }
        rename::name_output(&mut query, position, &fold(column.syntax()));
    }
    Ok(query)
}

/// The columns of a view over a query.
pub(crate) fn columns(catalog: &Catalog, query: &Query, at: &SyntaxNode) -> Result<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    for (position, (name, of)) in query.columns().into_iter().enumerate() {
        if columns.iter().any(|column| column.name == name) {
            let message = format!("column \"{name}\" specified more than once");
            return Err(SqlError::new("42701", at, message));
        }
        if matches!(of, Type::Scalar(Scalar::Record | Scalar::Unknown | Scalar::Void)) {
            let message = format!("column \"{name}\" has pseudo-type {of}");
            return Err(SqlError::new("42P16", at, message));
        }
        let modifier = modifier(catalog, query, position);
        columns.push(Column {
            name,
            of,
            modifier,
            not_null: false,
            generation: None,
            privileges: Privileges::default(),
            comment: None,
        });
    }
    Ok(columns)
}

/// The modifier of an output's type: that of the column it shows, or of the cast it ends with.
fn modifier(catalog: &Catalog, query: &Query, position: usize) -> Modifier {
    match &query.body {
        Body::Select(select) => select
            .output
            .get(position)
            .map_or(Modifier::None, |output| modifier_of(catalog, select, &output.expression)),
        Body::Set { left, right, .. } => {
            let (left, right) =
                (modifier(catalog, left, position), modifier(catalog, right, position));
            if left == right { left } else { Modifier::None }
        }
        Body::Values(_) => Modifier::None,
    }
}

fn modifier_of(catalog: &Catalog, select: &Select, expression: &Expression) -> Modifier {
    match expression {
        Expression::Cast { modifier, .. } => *modifier,
        Expression::Column { range, name, .. } => select
            .from
            .as_ref()
            .and_then(|from| modifier_in(catalog, from, *range, name))
            .unwrap_or_default(),
        _ => Modifier::None,
    }
}

fn modifier_in(catalog: &Catalog, from: &From, wanted: Range, column: &Name) -> Option<Modifier> {
    let of_query = |query: &Query| {
        let position = query.columns().iter().position(|(name, _)| name == column)?;
        Some(modifier(catalog, query, position))
    };
    match from {
        From::Relation { relation, range, .. } if *range == wanted => {
            Some(catalog.relation(relation)?.column(column)?.modifier)
        }
        From::Query { query, range, .. } if *range == wanted => of_query(query),
        From::Join { left, right, .. } => modifier_in(catalog, left, wanted, column)
            .or_else(|| modifier_in(catalog, right, wanted, column)),
        _ => None,
    }
}

/// The options of a view.
fn set_options(view: &mut View, list: &ast::AttributeList) -> Result<()> {
    for option in list.attribute_options() {
        match &*option_name(&option)? {
            "security_invoker" => view.security_invoker = boolean(&option)?,
            // A view's own conditions are always evaluated before those of its user.
            "security_barrier" => view.security_barrier = boolean(&option)?,
            "check_option" => view.check = Some(check_option(&option)?),
            other => {
                let message = format!("unrecognized parameter \"{other}\"");
                return Err(SqlError::new("22023", option.syntax(), message));
            }
        }
    }
    Ok(())
}

fn check_option(option: &ast::AttributeOption) -> Result<CheckOption> {
    match option_text(option).as_deref() {
        Some("local") => Ok(CheckOption::Local),
        Some("cascaded") => Ok(CheckOption::Cascaded),
        other => {
            let other = other.unwrap_or_default();
            let message = format!("invalid value for enum option \"check_option\": {other}");
            Err(SqlError::new("22023", option.syntax(), message)
                .detail("Valid values are \"local\" and \"cascaded\"."))
        }
    }
}

/// `create or replace view`: what is there keeps its place and type, new columns come behind.
fn replace(
    draft: &mut Draft,
    old: &Relation,
    mut columns: Vec<Column>,
    view: View,
    at: &SyntaxNode,
) -> Result<()> {
    if old.is_stored() {
        let message = format!("\"{}\" is not a view", old.name.name);
        return Err(SqlError::new("42809", at, message));
    }
    if columns.len() < old.columns.len() {
        return Err(SqlError::new("42P16", at, "cannot drop columns from view")
            .hint("Drop the view, and create it anew."));
    }
    for (new, old) in columns.iter_mut().zip(&old.columns) {
        if new.name != old.name {
            let message =
                format!("cannot change name of view column \"{}\" to \"{}\"", old.name, new.name);
            return Err(SqlError::new("42P16", at, message).hint(
                "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.",
            ));
        }
        if new.of != old.of || new.modifier != old.modifier {
            let message = format!(
                "cannot change data type of view column \"{}\" from {} to {}",
                old.name, old.of, new.of
            );
            return Err(SqlError::new("42P16", at, message));
        }
        new.privileges = old.privileges.clone();
        new.comment.clone_from(&old.comment);
    }
    if reads_itself(&draft.catalog, &view.query, &old.name) {
        let message =
            format!("infinite recursion detected in rules for relation \"{}\"", old.name.name);
        return Err(SqlError::new("42P17", at, message));
    }
    draft.edit(&old.name.clone(), |relation| {
        relation.columns = columns;
        relation.kind = RelationKind::View(view);
    });
    Ok(())
}

/// Whether a query leads back to a view that it is to define.
fn reads_itself(catalog: &Catalog, query: &Query, name: &QualifiedName) -> bool {
    let uses = crate::define::uses::of_tree(crate::define::trees::Tree::Query(query), None);
    uses.relations.iter().any(|relation| {
        relation == name
            || catalog
                .relation(relation)
                .and_then(|relation| relation.view())
                .is_some_and(|view| reads_itself(catalog, &view.query, name))
    })
}

/// `alter view`
pub(crate) fn alter_view(draft: &mut Draft, statement: &ast::AlterView) -> Result<()> {
    let at = statement.syntax();
    let path = statement.view_ref().and_then(|view| view.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    if statement.if_exists().is_some() && draft.find_relation(&reference).is_none() {
        return Ok(());
    }
    let relation = draft.relation(&reference, at)?;
    let name = relation.name.clone();
    let Some(view) = relation.view().filter(|view| !view.materialized) else {
        return Err(SqlError::new("42809", at, format!("\"{}\" is not a view", name.name)));
    };
    match present(statement.action(), at)? {
        ast::AlterViewAction::OwnerTo(to) => {
            let owner = role::referred(draft, to.role_ref(), at)?;
            set_owner(draft, &name, owner);
            Ok(())
        }
        ast::AlterViewAction::RenameColumn(rename) => rename_column(draft, &name, &rename),
        ast::AlterViewAction::SetSchema(set) => set_schema(draft, &name, &set),
        ast::AlterViewAction::ViewRenameTo(to) => {
            let path = to.view().and_then(|view| view.path());
            let to = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: name.schema.clone(), name: to };
            rename_relation(draft, &name, to, at)
        }
        ast::AlterViewAction::SetOptions(set) => {
            let mut view = view.clone();
            set_options(&mut view, &present(set.attribute_list(), at)?)?;
            require_checkable(draft, &view, at)?;
            draft.edit(&name, |relation| relation.kind = RelationKind::View(view));
            Ok(())
        }
        ast::AlterViewAction::ResetOptions(reset) => {
            let list = present(reset.attribute_list(), at)?;
            let mut view = view.clone();
            for option in list.attribute_options() {
                match &*option_name(&option)? {
                    "security_invoker" => view.security_invoker = false,
                    "security_barrier" => view.security_barrier = false,
                    "check_option" => view.check = None,
                    _ => {}
                }
            }
            draft.edit(&name, |relation| relation.kind = RelationKind::View(view));
            Ok(())
        }
        ast::AlterViewAction::AlterViewColumn(column) => {
            Err(SqlError::unsupported(column.syntax(), "a default of a view's column"))
        }
    }
}
