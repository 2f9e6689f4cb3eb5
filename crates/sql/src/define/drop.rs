//! `drop …`

use crate::define::create_type::known_type;
use crate::define::dependants::Thing;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, required};
use crate::define::partition;
use crate::define::{policy, removal, routine, sequence};
use crate::error::{Result, SqlError};
use catalog::UserType;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// What every `drop` says beside its names.
struct Manner {
    if_exists: bool,
    cascade: bool,
    at: SyntaxNode,
}

impl Manner {
    fn new(
        at: &SyntaxNode,
        if_exists: Option<&ast::IfExists>,
        behavior: Option<&ast::DropBehavior>,
    ) -> Self {
        let cascade = matches!(behavior, Some(ast::DropBehavior::Cascade(_)));
        Self { if_exists: if_exists.is_some(), cascade, at: at.clone() }
    }

    fn missing<T>(&self, code: &'static str, message: String) -> Result<Option<T>> {
        if self.if_exists { Ok(None) } else { Err(SqlError::new(code, &self.at, message)) }
    }
}

/// `drop table`
pub(crate) fn tables(draft: &mut Draft, statement: &ast::DropTable) -> Result<()> {
    let manner = Manner::new(
        statement.syntax(),
        statement.if_exists().as_ref(),
        statement.drop_behavior().as_ref(),
    );
    let names = statement.table_name_refs().map(|name| name.path_ref());
    relations(draft, &manner, names, "table")
}

/// `drop view`
pub(crate) fn views(draft: &mut Draft, statement: &ast::DropView) -> Result<()> {
    let manner = Manner::new(
        statement.syntax(),
        statement.if_exists().as_ref(),
        statement.drop_behavior().as_ref(),
    );
    let names = statement.view_refs().map(|name| name.path_ref());
    relations(draft, &manner, names, "view")
}

/// `drop materialized view`
pub(crate) fn materialized_views(
    draft: &mut Draft,
    statement: &ast::DropMaterializedView,
) -> Result<()> {
    let manner = Manner::new(
        statement.syntax(),
        statement.if_exists().as_ref(),
        statement.drop_behavior().as_ref(),
    );
    let names = statement.view_refs().map(|name| name.path_ref());
    relations(draft, &manner, names, "materialized view")
}

fn relations(
    draft: &mut Draft,
    manner: &Manner,
    names: impl Iterator<Item = Option<ast::PathRef>>,
    kind: &str,
) -> Result<()> {
    let at = &manner.at;
    let mut things = Vec::new();
    for path in names {
        let reference = Reference::of_path_ref(path, at)?;
        if let Some((table, partition)) = partition::parent_of(draft, &reference) {
            partition::drop(draft, &table, &partition);
            continue;
        }
        let Some(name) = draft.find_relation(&reference) else {
            manner.missing::<()>("42P01", format!("{kind} \"{reference}\" does not exist"))?;
            continue;
        };
        let relation = draft.known(&name, at)?;
        draft.require_owner(&relation, at)?;
        let found = relation.kind_name();
        if found != kind {
            let message = format!("\"{}\" is not a {kind}", name.name);
            let other = found.to_uppercase();
            return Err(SqlError::new("42809", at, message)
                .hint(format!("Use DROP {other} to remove a {found}.")));
        }
        things.push(Thing::Relation(name));
    }
    removal::remove(draft, things, manner.cascade, at)
}

/// `drop index`
pub(crate) fn indexes(draft: &mut Draft, statement: &ast::DropIndex) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    let mut things = Vec::new();
    for name in statement.index_refs() {
        let reference = Reference::of_path_ref(name.path_ref(), at)?;
        match draft.find_index(&reference) {
            Some((relation, index)) => things.push(Thing::Index(relation, index)),
            None => {
                if let Some(table) = key_owner(draft, &reference) {
                    let name = &reference.name;
                    let message = format!(
                        "cannot drop index {name} because constraint {name} on table {table} requires it"
                    );
                    return Err(SqlError::new("2BP01", at, message).hint(format!(
                        "You can drop constraint {name} on table {table} instead."
                    )));
                }
                manner.missing::<()>("42704", format!("index \"{reference}\" does not exist"))?;
            }
        }
    }
    removal::remove(draft, things, manner.cascade, at)
}

fn key_owner(draft: &Draft, reference: &Reference) -> Option<String> {
    let keyed = |relation: &&std::sync::Arc<catalog::Relation>| {
        reference.schema.as_ref().is_none_or(|schema| *schema == relation.name.schema)
            && relation.unique_constraints().any(|key| key.name == reference.name)
    };
    let relation = draft.catalog.relations.values().find(keyed)?;
    Some(crate::define::dependants::shown(&relation.name))
}

/// `drop type`
pub(crate) fn types(draft: &mut Draft, statement: &ast::DropType) -> Result<()> {
    let manner = Manner::new(
        statement.syntax(),
        statement.if_exists().as_ref(),
        statement.drop_behavior().as_ref(),
    );
    let names = statement.type_name_refs().map(|name| name.path_ref());
    user_types(draft, &manner, names, false)
}

/// `drop domain`
pub(crate) fn domains(draft: &mut Draft, statement: &ast::DropDomain) -> Result<()> {
    let manner = Manner::new(
        statement.syntax(),
        statement.if_exists().as_ref(),
        statement.drop_behavior().as_ref(),
    );
    let names = statement.domain_refs().map(|name| name.path_ref());
    user_types(draft, &manner, names, true)
}

fn user_types(
    draft: &mut Draft,
    manner: &Manner,
    names: impl Iterator<Item = Option<ast::PathRef>>,
    domain: bool,
) -> Result<()> {
    let at = &manner.at;
    let mut things = Vec::new();
    for path in names {
        let reference = Reference::of_path_ref(path, at)?;
        if draft.find_type(&reference).is_none() && manner.if_exists {
            continue;
        }
        let name = known_type(draft, &reference, at)?;
        if domain && !matches!(draft.catalog.types.get(&name), Some(UserType::Domain(_))) {
            return Err(SqlError::new("42809", at, format!("\"{reference}\" is not a domain")));
        }
        things.push(Thing::Type(name));
    }
    removal::remove(draft, things, manner.cascade, at)
}

/// `drop schema`
pub(crate) fn schemas(draft: &mut Draft, statement: &ast::DropSchema) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    let mut things = Vec::new();
    for name in statement.schema_refs() {
        let schema = fold(name.syntax());
        if !draft.catalog.schemas.contains_key(&schema) {
            manner.missing::<()>("3F000", format!("schema \"{schema}\" does not exist"))?;
            continue;
        }
        if &*schema == "auth" && !draft.is_own {
            return Err(SqlError::new("42501", at, "must be owner of schema auth"));
        }
        things.push(Thing::Schema(schema));
    }
    removal::remove(draft, things, manner.cascade, at)
}

/// `drop policy`
pub(crate) fn a_policy(draft: &mut Draft, statement: &ast::DropPolicy) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    let path = statement.on_table().and_then(|on| on.table_name_ref());
    let reference = Reference::of_path_ref(path.and_then(|name| name.path_ref()), at)?;
    if manner.if_exists && draft.find_relation(&reference).is_none() {
        return Ok(());
    }
    let table = draft.table(&reference, at)?;
    let name = required(statement.policy_ref(), at)?;
    if !table.policies.iter().any(|policy| policy.name == name) {
        return if manner.if_exists { Ok(()) } else { Err(policy::missing(&table, &name, at)) };
    }
    removal::remove(draft, vec![Thing::Policy(table.name.clone(), name)], true, at)
}

/// `drop sequence`: of one that no column uses; another goes with its column.
pub(crate) fn sequences(draft: &mut Draft, statement: &ast::DropSequence) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    for name in statement.sequence_refs() {
        let reference = Reference::of_path_ref(name.path_ref(), at)?;
        if let Some(pending) = sequence::find_pending(draft, &reference) {
            draft.sequences.shift_remove(&pending);
        } else if let Some((relation, column)) = sequence::find(draft, &reference) {
            let thing = Thing::Default(relation, column);
            if !manner.cascade {
                let message = format!(
                    "cannot drop sequence {reference} because {} requires it",
                    thing.described(&draft.catalog)
                );
                return Err(SqlError::new("2BP01", at, message)
                    .hint("Drop the column's default or identity instead."));
            }
            removal::remove(draft, vec![thing], true, at)?;
        } else {
            manner.missing::<()>("42P01", format!("sequence \"{reference}\" does not exist"))?;
        }
    }
    Ok(())
}

/// `drop function`
pub(crate) fn functions(draft: &mut Draft, statement: &ast::DropFunction) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    let mut things = Vec::new();
    for signature in statement.function_sig_list().into_iter().flat_map(|it| it.function_sigs()) {
        match routine::find::routine(draft, &signature)? {
            Some(id) => things.push(Thing::Routine(id)),
            None if manner.if_exists => {}
            None => {
                let shown = routine::find::written(draft, &signature);
                return Err(routine::find::missing(&shown, at));
            }
        }
    }
    removal::remove(draft, things, manner.cascade, at)
}

/// `drop extension`
pub(crate) fn extensions(draft: &mut Draft, statement: &ast::DropExtension) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    for name in statement.extension_refs() {
        let extension = fold(name.syntax());
        let known = draft.catalog.extensions.contains(&extension);
        if !known && !crate::define::extension::is_empty_one(&extension) {
            manner.missing::<()>("42704", format!("extension \"{extension}\" does not exist"))?;
        }
        draft.catalog.extensions.retain(|it| *it != extension);
    }
    Ok(())
}

/// `drop publication`
pub(crate) fn publications(draft: &mut Draft, statement: &ast::DropPublication) -> Result<()> {
    let at = statement.syntax();
    let manner =
        Manner::new(at, statement.if_exists().as_ref(), statement.drop_behavior().as_ref());
    for name in statement.publication_refs() {
        let publication = fold(name.syntax());
        if draft.catalog.publications.shift_remove(&publication).is_none() {
            manner
                .missing::<()>("42704", format!("publication \"{publication}\" does not exist"))?;
        }
    }
    removal::forget_comments(&mut draft.catalog);
    Ok(())
}
