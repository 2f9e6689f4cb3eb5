//! `alter table`

use crate::define::column::{self, Written};
use crate::define::dependants::Thing;
use crate::define::draft::Draft;
use crate::define::grant::OF_TABLES;
use crate::define::names::{Reference, fold, present, required};
use crate::define::{
    alter_column, alter_constraint, constraint, removal, rename, retype, role, row_shape, sequence,
};
use crate::error::{Result, SqlError};
use catalog::{Change, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// `alter table [if exists] [only] name action, …`
pub(crate) fn alter_table(draft: &mut Draft, statement: &ast::AlterTable) -> Result<()> {
    let at = statement.syntax();
    let on = present(statement.table_relation_name(), at)?;
    let path = on.table_name_ref().and_then(|table| table.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    if statement.if_exists().is_some() && draft.find_relation(&reference).is_none() {
        return Ok(());
    }
    // Dumps give sequences their owner as if they were tables.
    let only_owner = |action| matches!(action, ast::AlterTableAction::OwnerTo(_));
    if draft.find_relation(&reference).is_none()
        && sequence::is_there(draft, &reference)
        && statement.actions().all(only_owner)
    {
        return Ok(());
    }
    let relation = draft.relation(&reference, at)?;
    draft.require_owner(&relation, at)?;
    let name = relation.name.clone();
    for action in statement.actions() {
        // What only a view can't have is refused where it matters; pg_dump says `alter table` of views, too.
        alter(draft, &name, &action)?;
    }
    removal::forget_comments(&mut draft.catalog);
    Ok(())
}

pub(super) fn alter(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::AlterTableAction,
) -> Result<()> {
    use ast::AlterTableAction as Action;
    let at = action.syntax();
    let is_table = draft.known(table, at)?.is_table();
    match action {
        Action::OwnerTo(to) => return owner(draft, table, to),
        Action::RenameColumn(rename) => return rename_column(draft, table, rename),
        Action::TableRenameTo(to) => {
            let path = to.table_name().and_then(|name| name.path());
            let name = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: table.schema.clone(), name };
            return rename_relation(draft, table, to, at);
        }
        Action::SetSchema(set) => return set_schema(draft, table, set),
        Action::AlterColumn(alter) => return alter_column::alter(draft, table, alter),
        _ if !is_table => {
            let message = format!("\"{}\" is not a table", table.name);
            return Err(SqlError::new("42809", at, message));
        }
        _ => {}
    }
    match action {
        Action::AddColumn(add) => add_column(draft, table, add),
        Action::DropColumn(drop) => drop_column(draft, table, drop),
        Action::AddConstraint(add) => alter_constraint::add(draft, table, add),
        Action::DropConstraint(drop) => alter_constraint::drop(draft, table, drop),
        Action::RenameConstraint(rename) => alter_constraint::rename_action(draft, table, rename),
        Action::ValidateConstraint(of) => alter_constraint::validate(draft, table, of),
        Action::AlterConstraint(of) => alter_constraint::alter(draft, table, of),
        Action::EnableRls(_) => {
            rules(draft, table, |relation| relation.row_security.enabled = true)
        }
        Action::DisableRls(_) => {
            rules(draft, table, |relation| relation.row_security.enabled = false)
        }
        Action::ForceRls(_) => rules(draft, table, |relation| relation.row_security.forced = true),
        Action::NoForceRls(_) => {
            rules(draft, table, |relation| relation.row_security.forced = false)
        }
        Action::ReplicaIdentity(_) => {
            draft.notice(
                "every change is reported with its old row; replica identity changes nothing",
            );
            Ok(())
        }
        // How a table is stored shows nowhere.
        Action::SetOptions(_)
        | Action::ResetOptions(_)
        | Action::SetLogged(_)
        | Action::SetUnlogged(_)
        | Action::SetTablespace(_)
        | Action::SetAccessMethod(_)
        | Action::SetWithoutCluster(_)
        | Action::SetWithoutOids(_)
        | Action::ClusterOn(_) => Ok(()),
        other => Err(refused(other)),
    }
}

fn refused(action: &ast::AlterTableAction) -> SqlError {
    use ast::AlterTableAction as Action;
    let what = match action {
        Action::AttachPartition(_)
        | Action::DetachPartition(_)
        | Action::MergePartitions(_)
        | Action::SplitPartition(_) => "a partitioned table",
        Action::InheritTable(_) | Action::NoInheritTable(_) => "table inheritance",
        Action::OfType(_) | Action::NotOf(_) => "a table of a composite type",
        Action::EnableTrigger(_)
        | Action::DisableTrigger(_)
        | Action::EnableAlwaysTrigger(_)
        | Action::EnableReplicaTrigger(_) => "enabling or disabling a trigger",
        Action::EnableRule(_)
        | Action::DisableRule(_)
        | Action::EnableAlwaysRule(_)
        | Action::EnableReplicaRule(_) => "a rule",
        _ => "this change of a table",
    };
    SqlError::unsupported(action.syntax(), what)
}

fn rules(
    draft: &mut Draft,
    table: &QualifiedName,
    change: impl FnOnce(&mut Relation),
) -> Result<()> {
    draft.edit(table, change);
    Ok(())
}

fn owner(draft: &mut Draft, table: &QualifiedName, to: &ast::OwnerTo) -> Result<()> {
    let owner = role::referred(draft, to.role_ref(), to.syntax())?;
    set_owner(draft, table, owner);
    Ok(())
}

/// Makes a role the owner, who has every right and so needs none.
pub(crate) fn set_owner(draft: &mut Draft, table: &QualifiedName, owner: Name) {
    draft.edit(table, |relation| {
        let columns = relation.columns.iter_mut().map(|column| &mut column.privileges);
        for rights in columns.chain([&mut relation.privileges]) {
            for privilege in OF_TABLES {
                rights.revoke(&owner, *privilege);
            }
        }
        relation.owner = owner;
    });
}

fn add_column(draft: &mut Draft, table: &QualifiedName, add: &ast::AddColumn) -> Result<()> {
    let at = add.syntax();
    let mut relation = draft.known(table, at)?.as_ref().clone();
    let name = required(add.column_name(), at)?;
    if relation.column(&name).is_some() {
        let message = format!("column \"{name}\" of relation \"{}\" already exists", table.name);
        if add.if_not_exists().is_some() {
            draft.notice(format!("{message}, skipping"));
            return Ok(());
        }
        return Err(SqlError::new("42701", at, message));
    }
    let mut later = Vec::new();
    column::add(draft, &mut relation, Written::of_addition(add)?, &mut later)?;
    if relation.columns.len() > crate::define::create_table::MOST_COLUMNS {
        return Err(SqlError::new("54011", at, "tables can have at most 1600 columns"));
    }
    draft.edit(table, |old| old.columns = relation.columns);
    constraint::add_all(draft, table, later, at)?;
    retype::row_type(draft, table);
    row_shape::reshape_results(draft, table, at)
}

fn drop_column(draft: &mut Draft, table: &QualifiedName, drop: &ast::DropColumn) -> Result<()> {
    let at = drop.syntax();
    let name = required(drop.column_name_ref(), at)?;
    if draft.known(table, at)?.column(&name).is_none() {
        if drop.if_exists().is_some() {
            return Ok(());
        }
        return Err(missing_column(table, &name, at));
    }
    let known = draft.known(table, at)?;
    crate::define::partition::require_no_key(&known, &name, "drop", at)?;
    let cascade = matches!(drop.drop_behavior(), Some(ast::DropBehavior::Cascade(_)));
    removal::remove(draft, vec![Thing::Column(table.clone(), name)], cascade, at)
}

/// 42703
pub(crate) fn missing_column(table: &QualifiedName, name: &Name, at: &SyntaxNode) -> SqlError {
    let message = format!("column \"{name}\" of relation \"{}\" does not exist", table.name);
    SqlError::new("42703", at, message)
}

/// `rename column`, of a view too.
pub(crate) fn rename_column(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::RenameColumn,
) -> Result<()> {
    let at = action.syntax();
    let from = fold(present(action.column_name_ref(), at)?.syntax());
    let to = required(action.column_name(), at)?;
    let relation = draft.known(table, at)?;
    if relation.column(&from).is_none() {
        let message = format!("column \"{from}\" does not exist");
        return Err(SqlError::new("42703", at, message));
    }
    if relation.column(&to).is_some() {
        let message = format!("column \"{to}\" of relation \"{}\" already exists", table.name);
        return Err(SqlError::new("42701", at, message));
    }
    rename::column(&mut draft.catalog, table, &from, &to);
    draft.renames.push(if relation.is_stored() {
        Change::RenameColumn { relation: table.clone(), from, to }
    } else {
        Change::AlterView(table.clone())
    });
    Ok(())
}

/// `rename to` and `set schema`, of a view too.
pub(crate) fn rename_relation(
    draft: &mut Draft,
    from: &QualifiedName,
    to: QualifiedName,
    at: &SyntaxNode,
) -> Result<()> {
    draft.require_schema(&to.schema, at)?;
    if *from == to {
        return Ok(());
    }
    if draft.is_relation_name(&to.schema, &to.name) {
        let message = format!("relation \"{}\" already exists", to.name);
        return Err(SqlError::new("42P07", at, message));
    }
    if draft.is_type_name(&to) {
        return Err(SqlError::new("42710", at, format!("type \"{}\" already exists", to.name)));
    }
    rename::relation(&mut draft.catalog, from, &to);
    draft.renames.push(Change::RenameRelation { from: from.clone(), to });
    Ok(())
}

/// `set schema`
pub(crate) fn set_schema(
    draft: &mut Draft,
    from: &QualifiedName,
    action: &ast::SetSchema,
) -> Result<()> {
    let schema = required(action.schema_ref(), action.syntax())?;
    let to = QualifiedName { schema, name: from.name.clone() };
    rename_relation(draft, from, to, action.syntax())
}
