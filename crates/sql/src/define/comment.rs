//! `comment on`

use crate::define::create_type::known_type;
use crate::define::draft::{Draft, has_constraint};
use crate::define::names::{Reference, fold, present, required};
use crate::define::{policy, role, routine};
use crate::error::{Result, SqlError};
use catalog::{Commented, UserType};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// `comment on thing is 'text'|null`
pub(crate) fn comment(draft: &mut Draft, statement: &ast::CommentOn) -> Result<()> {
    let at = statement.syntax();
    let text = match statement.literal() {
        // PostgreSQL keeps no empty comment.
        Some(literal) => literal.string_value().filter(|text| !text.is_empty()),
        None => None,
    };
    use ast::CommentObject as On;
    match present(statement.comment_object(), at)? {
        On::ObjectTable(on) => {
            let path = on.table_name_ref().and_then(|name| name.path_ref());
            on_relation(draft, &Reference::of_path_ref(path, at)?, text, at)
        }
        On::ObjectView(on) => {
            let path = on.view_ref().and_then(|name| name.path_ref());
            on_relation(draft, &Reference::of_path_ref(path, at)?, text, at)
        }
        On::ObjectMaterializedView(on) => {
            let path = on.view_ref().and_then(|name| name.path_ref());
            on_relation(draft, &Reference::of_path_ref(path, at)?, text, at)
        }
        On::ObjectColumn(on) => {
            let path = on.name().and_then(|name| name.path_ref());
            on_column(draft, path, text, at)
        }
        On::ObjectSchema(on) => {
            let name = required(on.schema_ref(), at)?;
            draft.require_schema(&name, at)?;
            if let Some(schema) = draft.catalog.schemas.get_mut(&name) {
                schema.comment = text;
            }
            Ok(())
        }
        On::ObjectFunction(on) => {
            let Some(signature) = on.function_sig() else { return Ok(()) };
            // A comment on what is refused anyway is no error of its own.
            match routine::find::routine(draft, &signature)? {
                Some(id) => {
                    if let Some(routine) = draft.catalog.routines.get_mut(&id) {
                        std::sync::Arc::make_mut(routine).comment = text;
                    }
                    Ok(())
                }
                None if draft.refused.is_empty() => {
                    let shown = routine::find::written(draft, &signature);
                    Err(routine::find::missing(&shown, at))
                }
                None => Ok(()),
            }
        }
        other => {
            if let Some(commented) = elsewhere(draft, &other, at)? {
                set(draft, commented, text);
            }
            Ok(())
        }
    }
}

fn set(draft: &mut Draft, on: Commented, text: Option<String>) {
    match text {
        Some(text) => {
            draft.catalog.comments.insert(on, text);
        }
        None => {
            draft.catalog.comments.shift_remove(&on);
        }
    }
}

fn on_relation(
    draft: &mut Draft,
    reference: &Reference,
    text: Option<String>,
    at: &SyntaxNode,
) -> Result<()> {
    let name = draft.relation(reference, at)?.name.clone();
    draft.edit(&name, |relation| relation.comment = text);
    Ok(())
}

fn on_column(
    draft: &mut Draft,
    path: Option<ast::PathRef>,
    text: Option<String>,
    at: &SyntaxNode,
) -> Result<()> {
    let (relation, column) = Reference::of_column(path, at)?;
    if draft.find_relation(&relation).is_none() && draft.find_type(&relation).is_some() {
        draft.notice("a comment on a field of a composite type is not kept");
        return Ok(());
    }
    let relation = draft.relation(&relation, at)?;
    if relation.column(&column).is_none() {
        return Err(crate::define::alter_table::missing_column(&relation.name, &column, at));
    }
    draft.edit(&relation.name, |relation| {
        if let Some(column) = relation.columns.iter_mut().find(|it| it.name == column) {
            column.comment = text;
        }
    });
    Ok(())
}

/// What else may have a comment; none where it is not kept.
fn elsewhere(
    draft: &mut Draft,
    object: &ast::CommentObject,
    at: &SyntaxNode,
) -> Result<Option<Commented>> {
    use ast::CommentObject as On;
    Ok(Some(match object {
        On::ObjectType(on) => {
            let path = on.type_name_ref().and_then(|name| name.path_ref());
            let reference = Reference::of_path_ref(path, at)?;
            match draft.find_relation(&reference) {
                Some(_) => return Ok(None),
                None => Commented::Type(known_type(draft, &reference, at)?),
            }
        }
        On::ObjectDomain(on) => {
            let path = on.domain_ref().and_then(|name| name.path_ref());
            Commented::Type(known_type(draft, &Reference::of_path_ref(path, at)?, at)?)
        }
        On::ObjectConstraint(on) => on_constraint(draft, on)?,
        On::ObjectIndex(on) => {
            let path = on.index_ref().and_then(|name| name.path_ref());
            on_index(draft, &Reference::of_path_ref(path, at)?, at)?
        }
        On::ObjectPolicy(on) => {
            let path = on.table_name_ref().and_then(|name| name.path_ref());
            let table = draft.table(&Reference::of_path_ref(path, at)?, at)?;
            let name = required(on.policy_ref(), at)?;
            if !table.policies.iter().any(|policy| policy.name == name) {
                return Err(policy::missing(&table, &name, at));
            }
            Commented::Policy { relation: table.name.clone(), name }
        }
        On::ObjectRole(on) => Commented::Role(role::referred(draft, on.role_ref(), at)?),
        On::ObjectPublication(on) => {
            let name = fold(present(on.publication_ref(), at)?.syntax());
            if !draft.catalog.publications.contains_key(&name) {
                let message = format!("publication \"{name}\" does not exist");
                return Err(SqlError::new("42704", at, message));
            }
            Commented::Publication(name)
        }
        // What a comment says of these shows nowhere: an extension's comes with it, a sequence is its column's,
        // and the others are refused themselves.
        On::ObjectExtension(_)
        | On::ObjectSequence(_)
        | On::ObjectDatabase(_)
        | On::ObjectFunction(_)
        | On::ObjectProcedure(_)
        | On::ObjectRoutine(_)
        | On::ObjectTrigger(_)
        | On::ObjectEventTrigger(_)
        | On::ObjectLanguage(_) => return Ok(None),
        other => return Err(SqlError::unsupported(other.syntax(), "a comment on this")),
    }))
}

fn on_constraint(draft: &Draft, on: &ast::ObjectConstraint) -> Result<Commented> {
    let at = on.syntax();
    let path = on.constraint_name_ref().and_then(|name| name.path_ref());
    let name = Reference::of_path_ref(path, at)?.name;
    if let Some(domain) = on.domain_ref() {
        let reference = Reference::of_path_ref(domain.path_ref(), at)?;
        let domain = known_type(draft, &reference, at)?;
        let found = match draft.catalog.types.get(&domain) {
            Some(UserType::Domain(of)) => of.checks.iter().any(|check| check.name == name),
            _ => false,
        };
        let commented = Commented::DomainConstraint { domain: domain.clone(), name: name.clone() };
        return if found { Ok(commented) } else { Err(missing(&name, "domain", &domain, at)) };
    }
    let path = on.table_name_ref().and_then(|name| name.path_ref());
    let table = draft.table(&Reference::of_path_ref(path, at)?, at)?;
    if !has_constraint(&table, &name) {
        return Err(missing(&name, "table", &table.name, at));
    }
    Ok(Commented::Constraint { relation: table.name.clone(), name })
}

fn missing(name: &Name, kind: &str, of: &QualifiedName, at: &SyntaxNode) -> SqlError {
    let message = format!("constraint \"{name}\" for {kind} \"{}\" does not exist", of.name);
    SqlError::new("42704", at, message)
}

fn on_index(draft: &Draft, reference: &Reference, at: &SyntaxNode) -> Result<Commented> {
    if let Some((relation, name)) = draft.find_index(reference) {
        return Ok(Commented::Index { relation, name });
    }
    // The index of a key goes by the key's name.
    let keyed = |name: &QualifiedName| {
        let mut relations = draft.catalog.relations.values();
        relations.find(|relation| {
            relation.name.schema == name.schema
                && relation.unique_constraints().any(|key| key.name == name.name)
        })
    };
    let full = draft.find(reference, |name| keyed(name).is_some());
    match full.as_ref().and_then(|name| Some((keyed(name)?, name))) {
        Some((relation, name)) => {
            Ok(Commented::Index { relation: relation.name.clone(), name: name.name.clone() })
        }
        None => {
            let message = format!("relation \"{reference}\" does not exist");
            Err(SqlError::new("42P01", at, message))
        }
    }
}
