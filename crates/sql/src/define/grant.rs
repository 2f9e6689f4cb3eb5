//! `grant` and `revoke`

use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, present};
use crate::define::{role, routine, sequence};
use crate::error::{Result, SqlError};
use catalog::{Privilege, Privileges, Relation, RoutineId};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// `grant … on … to …`, `grant role to role`
pub(crate) fn grant(draft: &mut Draft, statement: &ast::Grant) -> Result<()> {
    let at = statement.syntax();
    let privileges = present(statement.privileges(), at)?;
    let roles = role::listed(draft, statement.role_ref_list(), at)?;
    let Some(clause) = statement.on_privilege_objects_clause() else {
        let groups = groups(draft, &privileges)?;
        return role::join(draft, &groups, &roles, at);
    };
    let objects = present(clause.privilege_objects(), at)?;
    change(draft, &Edit { gives: true, rights: rights(&privileges)?, roles }, &objects)
}

/// `revoke … on … from …`, `revoke role from role`
pub(crate) fn revoke(draft: &mut Draft, statement: &ast::Revoke) -> Result<()> {
    let at = statement.syntax();
    let privileges = present(statement.privileges(), at)?;
    let roles = role::listed(draft, statement.role_ref_list(), at)?;
    // Who may pass a right on isn't kept: rights change by the project's files only.
    if statement.revoke_option_for().is_some() {
        return Ok(());
    }
    let Some(clause) = statement.on_privilege_objects_clause() else {
        let groups = groups(draft, &privileges)?;
        role::leave(draft, &groups, &roles);
        return Ok(());
    };
    let objects = present(clause.privilege_objects(), at)?;
    change(draft, &Edit { gives: false, rights: rights(&privileges)?, roles }, &objects)
}

/// What a statement gives or takes, and to whom.
struct Edit {
    gives: bool,
    rights: Vec<Right>,
    roles: Vec<Name>,
}

/// One right that is written: none is all of them.
pub(crate) struct Right {
    privilege: Option<Word>,
    columns: Vec<Name>,
    at: SyntaxNode,
}

/// A right as it is written; some have no meaning here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Known(Privilege),
    /// `connect`, `temporary`, `maintain`, …: about the server, which nobody reaches by SQL.
    OfServer,
}

/// The rights of a list.
pub(crate) fn rights(privileges: &ast::Privileges) -> Result<Vec<Right>> {
    let columns = |list: Option<ast::ColumnRefList>| {
        let refs = list.into_iter().flat_map(|list| list.column_name_refs());
        refs.map(|column| fold(column.syntax())).collect()
    };
    match privileges {
        ast::Privileges::AllPrivileges(all) => Ok(vec![Right {
            privilege: None,
            columns: columns(all.column_ref_list()),
            at: all.syntax().clone(),
        }]),
        ast::Privileges::RevokeCommandList(list) => list
            .revoke_commands()
            .map(|command| {
                let at = command.syntax().clone();
                Ok(Right {
                    privilege: word(&command)?,
                    columns: columns(command.column_ref_list()),
                    at,
                })
            })
            .collect(),
    }
}

fn word(command: &ast::RevokeCommand) -> Result<Option<Word>> {
    let text = command.syntax().text().to_string();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let word = text[..end].to_ascii_lowercase();
    Ok(Some(match word.as_str() {
        "all" => return Ok(None),
        "select" => Word::Known(Privilege::Select),
        "insert" => Word::Known(Privilege::Insert),
        "update" => Word::Known(Privilege::Update),
        "delete" => Word::Known(Privilege::Delete),
        "truncate" => Word::Known(Privilege::Truncate),
        "references" => Word::Known(Privilege::References),
        "trigger" => Word::Known(Privilege::Trigger),
        "usage" => Word::Known(Privilege::Usage),
        "create" => Word::Known(Privilege::Create),
        "execute" => Word::Known(Privilege::Execute),
        "connect" | "temp" | "temporary" | "maintain" | "set" | "alter" => Word::OfServer,
        other => {
            let message = format!("unrecognized privilege type \"{other}\"");
            return Err(SqlError::syntax(command.syntax(), message));
        }
    }))
}

/// `grant a, b to c`: the roles that are granted stand where rights do.
fn groups(draft: &Draft, privileges: &ast::Privileges) -> Result<Vec<Name>> {
    let at = privileges.syntax();
    let ast::Privileges::RevokeCommandList(list) = privileges else {
        return Err(SqlError::syntax(at, "a grant without on names roles"));
    };
    list.revoke_commands().map(|it| role::referred(draft, it.role_ref(), it.syntax())).collect()
}

/// Every right of a table or view.
pub(crate) const OF_TABLES: &[Privilege] = &[
    Privilege::Select,
    Privilege::Insert,
    Privilege::Update,
    Privilege::Delete,
    Privilege::Truncate,
    Privilege::References,
    Privilege::Trigger,
];

/// Every right of a column.
const OF_COLUMNS: &[Privilege] =
    &[Privilege::Select, Privilege::Insert, Privilege::Update, Privilege::References];

/// Every right of a schema.
const OF_SCHEMAS: &[Privilege] = &[Privilege::Usage, Privilege::Create];

fn change(draft: &mut Draft, edit: &Edit, objects: &ast::PrivilegeObjects) -> Result<()> {
    use ast::PrivilegeObjects as On;
    let at = objects.syntax();
    match objects {
        On::PrivilegeDefault(on) => on_tables(draft, edit, on.relation_name_refs()),
        On::PrivilegeTable(on) => on_tables(draft, edit, on.relation_name_refs()),
        On::PrivilegeAllTablesInSchema(on) => {
            let schemas = schemas(draft, on.schema_refs())?;
            let tables: Vec<QualifiedName> = draft.catalog.relations.keys().cloned().collect();
            for table in tables.iter().filter(|table| schemas.contains(&table.schema)) {
                on_table(draft, edit, table)?;
            }
            Ok(())
        }
        On::PrivilegeSchema(on) => on_schemas(draft, edit, &schemas(draft, on.schema_refs())?),
        On::PrivilegeSequence(on) => {
            for name in on.sequence_refs() {
                let reference = Reference::of_path_ref(name.path_ref(), at)?;
                require_sequence(draft, &reference, at)?;
            }
            without_rights(draft, edit, "a sequence");
            Ok(())
        }
        On::PrivilegeAllSequencesInSchema(on) => {
            schemas(draft, on.schema_refs())?;
            without_rights(draft, edit, "a sequence");
            Ok(())
        }
        On::PrivilegeAllFunctionsInSchema(on) => {
            let schemas = schemas(draft, on.schema_refs())?;
            on_routines_of(draft, edit, &schemas)
        }
        On::PrivilegeAllRoutinesInSchema(on) => {
            let schemas = schemas(draft, on.schema_refs())?;
            on_routines_of(draft, edit, &schemas)
        }
        // There are no procedures whose rights could change.
        On::PrivilegeAllProceduresInSchema(on) => schemas(draft, on.schema_refs()).map(drop),
        On::PrivilegeFunction(_) | On::PrivilegeProcedure(_) | On::PrivilegeRoutine(_) => {
            on_routine(draft, edit, objects)
        }
        On::PrivilegeType(_) | On::PrivilegeDomain(_) => {
            without_rights(draft, edit, "a type");
            Ok(())
        }
        On::PrivilegeDatabase(_) | On::PrivilegeLanguage(_) | On::PrivilegeParameter(_) => {
            draft.notice(
                "rights on the database, its languages and settings have no effect: nobody \
                          reaches the database by SQL",
            );
            Ok(())
        }
        other => Err(SqlError::unsupported(other.syntax(), "a right on this")),
    }
}

/// Taking a right away from what has none of its own is worth a word; giving one changes nothing.
fn without_rights(draft: &mut Draft, edit: &Edit, what: &str) {
    if !edit.gives {
        draft.notice(format!(
            "{what} has no rights of its own: what is revoked on it has no effect"
        ));
    }
}

fn on_tables(
    draft: &mut Draft,
    edit: &Edit,
    names: ast::AstChildren<ast::RelationNameRef>,
) -> Result<()> {
    for name in names {
        let at = name.syntax();
        let reference = Reference::of_path_ref(name.path_ref(), at)?;
        // `on posts_id_seq`: a sequence may be named as a table is.
        if draft.find_relation(&reference).is_none() && sequence::is_there(draft, &reference) {
            without_rights(draft, edit, "a sequence");
            continue;
        }
        let table = draft.relation(&reference, at)?.name.clone();
        on_table(draft, edit, &table)?;
    }
    Ok(())
}

fn require_sequence(draft: &Draft, reference: &Reference, at: &SyntaxNode) -> Result<()> {
    if sequence::is_there(draft, reference) {
        return Ok(());
    }
    Err(SqlError::new("42P01", at, format!("relation \"{reference}\" does not exist")))
}

fn on_table(draft: &mut Draft, edit: &Edit, table: &QualifiedName) -> Result<()> {
    let written = !draft.grants_by_default;
    let Some(relation) = draft.catalog.relation(table).cloned() else { return Ok(()) };
    for right in &edit.rights {
        require_columns(&relation, right)?;
    }
    // The owner has every right and needs none.
    for role in edit.roles.iter().filter(|role| **role != relation.owner) {
        for right in &edit.rights {
            let possible = if right.columns.is_empty() { OF_TABLES } else { OF_COLUMNS };
            let privileges = right.among(possible, "relation")?;
            draft.edit(table, |relation| {
                edit_relation(relation, right, &privileges, role, edit.gives, written);
            });
        }
    }
    Ok(())
}

fn edit_relation(
    relation: &mut Relation,
    right: &Right,
    privileges: &[Privilege],
    role: &Name,
    gives: bool,
    written: bool,
) {
    for privilege in privileges {
        if right.columns.is_empty() {
            edit_one(&mut relation.privileges, role, *privilege, gives, written);
        }
        // Taking a right on the whole table takes it on each column, too.
        let taken_whole = right.columns.is_empty() && !gives;
        for column in &mut relation.columns {
            if taken_whole || right.columns.contains(&column.name) {
                edit_one(&mut column.privileges, role, *privilege, gives, written);
            }
        }
    }
}

fn edit_one(of: &mut Privileges, role: &Name, privilege: Privilege, gives: bool, written: bool) {
    match gives {
        true => of.grant(role, privilege, written),
        false => of.revoke(role, privilege),
    }
}

fn require_columns(relation: &Relation, right: &Right) -> Result<()> {
    for column in &right.columns {
        if relation.column(column).is_none() {
            return Err(crate::define::alter_table::missing_column(
                &relation.name,
                column,
                &right.at,
            ));
        }
    }
    Ok(())
}

impl Right {
    /// The privileges that the right is, among those that a kind of thing has.
    pub(crate) fn among(&self, possible: &[Privilege], kind: &str) -> Result<Vec<Privilege>> {
        match self.privilege {
            None => Ok(possible.to_vec()),
            Some(Word::OfServer) => Ok(Vec::new()),
            Some(Word::Known(privilege)) if possible.contains(&privilege) => Ok(vec![privilege]),
            Some(Word::Known(privilege)) => {
                let word = crate::write::privilege(privilege).to_uppercase();
                let message = format!("invalid privilege type {word} for {kind}");
                Err(SqlError::new("0LP01", &self.at, message))
            }
        }
    }
}

fn on_schemas(draft: &mut Draft, edit: &Edit, schemas: &[Name]) -> Result<()> {
    let written = !draft.grants_by_default;
    for right in &edit.rights {
        for privilege in right.among(OF_SCHEMAS, "schema")? {
            for schema in schemas {
                let Some(schema) = draft.catalog.schemas.get_mut(schema) else { continue };
                for role in &edit.roles {
                    edit_one(&mut schema.privileges, role, privilege, edit.gives, written);
                }
            }
        }
    }
    Ok(())
}

/// The schemas of a list.
pub(crate) fn schemas(draft: &Draft, names: ast::AstChildren<ast::SchemaRef>) -> Result<Vec<Name>> {
    let mut schemas = Vec::new();
    for name in names {
        let schema = fold(name.syntax());
        draft.require_schema(&schema, name.syntax())?;
        schemas.push(schema);
    }
    Ok(schemas)
}

/// Every routine of some schemas.
fn on_routines_of(draft: &mut Draft, edit: &Edit, schemas: &[Name]) -> Result<()> {
    let ids = draft.catalog.routines.keys().filter(|id| schemas.contains(&id.name.schema));
    for id in ids.cloned().collect::<Vec<_>>() {
        on_one(draft, edit, &id)?;
    }
    Ok(())
}

fn on_one(draft: &mut Draft, edit: &Edit, id: &RoutineId) -> Result<()> {
    let written = !draft.grants_by_default;
    let Some(routine) = draft.catalog.routines.get_mut(id) else { return Ok(()) };
    let routine = std::sync::Arc::make_mut(routine);
    for right in &edit.rights {
        for privilege in right.among(&[Privilege::Execute], "function")? {
            // The owner has every right and needs none.
            for role in edit.roles.iter().filter(|role| **role != routine.owner) {
                edit_one(&mut routine.privileges, role, privilege, edit.gives, written);
            }
        }
    }
    Ok(())
}

/// Rights on routines by name: those of the house have none, those in other languages are refused together.
fn on_routine(draft: &mut Draft, edit: &Edit, objects: &ast::PrivilegeObjects) -> Result<()> {
    use squawk_syntax::SyntaxKind::{FUNCTION_SIG, PROCEDURE_SIG, ROUTINE_SIG};
    let signatures = objects
        .syntax()
        .descendants()
        .filter(|node| matches!(node.kind(), FUNCTION_SIG | PROCEDURE_SIG | ROUTINE_SIG));
    for signature in signatures {
        let path = signature.descendants().find_map(ast::PathRef::cast);
        let list = signature.children().find_map(ast::ParamList::cast);
        let reference = Reference::of_path_ref(path.clone(), &signature)?;
        if let Some(id) = routine::find::named(draft, path, list, &signature)? {
            on_one(draft, edit, &id)?;
            continue;
        }
        if draft.refused.iter().any(|refused| refused.name.as_ref() == Some(&reference.name)) {
            continue;
        }
        if !builtin::resolve::is_known(&reference.name) {
            let shown = match ast::FunctionSig::cast(signature.clone()) {
                Some(signature) => routine::find::written(draft, &signature),
                None => reference.to_string(),
            };
            return Err(routine::find::missing(&shown, &signature));
        }
        without_rights(draft, edit, "a function that comes with the database");
    }
    Ok(())
}
