//! Statements that define: each kind has a file, which changes a [`Draft`].

pub(crate) mod alter_column;
pub(crate) mod alter_constraint;
pub(crate) mod alter_table;
pub(crate) mod column;
pub(crate) mod comment;
pub(crate) mod constraint;
pub(crate) mod convert_column;
pub(crate) mod create_index;
pub(crate) mod create_schema;
pub(crate) mod create_table;
pub(crate) mod create_type;
pub(crate) mod default_privileges;
pub(crate) mod dependants;
pub(crate) mod domain;
pub(crate) mod draft;
pub(crate) mod drop;
pub(crate) mod extension;
pub(crate) mod foreign_key;
pub(crate) mod grant;
pub(crate) mod like;
pub(crate) mod materialized_view;
pub(crate) mod names;
pub(crate) mod option;
pub(crate) mod order;
pub(crate) mod partition;
mod policy;
pub(crate) mod publication;
pub(crate) mod purity;
pub(crate) mod ranges;
pub(crate) mod refused;
pub(crate) mod removal;
pub(crate) mod rename;
pub(crate) mod retype;
pub(crate) mod role;
pub(crate) mod routine;
pub(crate) mod row_shape;
pub(crate) mod sequence;
pub(crate) mod sequence_options;
pub(crate) mod setting;
pub(crate) mod setval;
pub(crate) mod trees;
pub(crate) mod uses;
pub(crate) mod view;

use crate::error::{Result, SqlError};
use draft::Draft;
use squawk_syntax::ast::{AstNode, Stmt};

/// What a statement of a file is.
pub(crate) enum Effect {
    /// It changed, or could have changed, the schema.
    Defined,
    /// It reads or writes rows.
    Rows,
    /// It does nothing here.
    Nothing,
}

/// Carries out one statement.
pub(crate) fn statement(draft: &mut Draft, statement: &Stmt) -> Result<Effect> {
    if refused::note(draft, statement) || refused::drops_nothing(statement) {
        return Ok(Effect::Nothing);
    }
    let defined = match statement {
        Stmt::Select(_)
        | Stmt::Values(_)
        | Stmt::Table(_)
        | Stmt::ParenSelect(_)
        | Stmt::CompoundSelect(_)
        | Stmt::Insert(_)
        | Stmt::Update(_)
        | Stmt::Delete(_) => return rows(draft, statement),
        _ => session(draft, statement)?,
    };
    match defined {
        Some(effect) => Ok(effect),
        None => create(draft, statement)
            .or_else(|| alter(draft, statement))
            .or_else(|| remove(draft, statement))
            .unwrap_or_else(|| Err(unsupported(statement)))
            .map(|()| Effect::Defined),
    }
}

fn rows(draft: &mut Draft, statement: &Stmt) -> Result<Effect> {
    if let Stmt::Select(select) = statement
        && let Some(set) = setting::set_config(draft, select)
    {
        return set.map(|()| Effect::Nothing);
    }
    if let Stmt::Select(select) = statement
        && let Some(set) = setval::setval(draft, select)
    {
        return set.map(|()| Effect::Defined);
    }
    Ok(Effect::Rows)
}

/// Statements about the session: most of them do nothing where a file is one transaction.
fn session(draft: &mut Draft, statement: &Stmt) -> Result<Option<Effect>> {
    match statement {
        Stmt::Set(of) => setting::set(draft, of)?,
        Stmt::Reset(of) => setting::reset(draft, of)?,
        Stmt::SetRole(of) => setting::set_role(draft, of)?,
        Stmt::ResetRole(_) | Stmt::ResetSessionAuth(_) | Stmt::SetSessionAuth(_) => {
            draft.role = "postgres".into();
        }
        Stmt::Begin(_) | Stmt::Commit(_) | Stmt::EmptyStmt(_) => {}
        // Statistics and locks are the database's own matter.
        Stmt::Analyze(_) | Stmt::Vacuum(_) | Stmt::Lock(_) | Stmt::Notify(_) => {}
        Stmt::SetConstraints(_) | Stmt::SetTransaction(_) => {}
        _ => return Ok(None),
    }
    Ok(Some(Effect::Nothing))
}

fn create(draft: &mut Draft, statement: &Stmt) -> Option<Result<()>> {
    Some(match statement {
        Stmt::CreateTable(of) => create_table::create_table(draft, of),
        Stmt::CreateFunction(of) => routine::create_function(draft, of),
        Stmt::CreateTableAs(of) => Err(create_table::refuse_as(of)),
        Stmt::SelectInto(of) => Err(create_table::refuse_into(of)),
        Stmt::CreateForeignTable(of) => Err(create_table::refuse_foreign(of.syntax())),
        Stmt::CreateIndex(of) => create_index::create_index(draft, of),
        Stmt::CreateType(of) => create_type::create_type(draft, of),
        Stmt::CreateDomain(of) => domain::create_domain(draft, of),
        Stmt::CreateSchema(of) => create_schema::create_schema(draft, of),
        Stmt::CreateView(of) => view::create_view(draft, of),
        Stmt::CreateMaterializedView(of) => materialized_view::create(draft, of),
        Stmt::Refresh(of) => materialized_view::refresh(draft, of),
        Stmt::CreatePolicy(of) => policy::create_policy(draft, of),
        Stmt::CreateSequence(of) => sequence::create(draft, of),
        Stmt::CreateRole(of) => {
            role::create_role(draft, of.role(), of.role_option_list(), of.syntax())
        }
        Stmt::CreateUser(of) => {
            role::create_role(draft, of.role(), of.role_option_list(), of.syntax())
        }
        Stmt::CreateGroup(of) => {
            role::create_role(draft, of.role(), of.role_option_list(), of.syntax())
        }
        Stmt::CreateExtension(of) => extension::create_extension(draft, of),
        Stmt::CreatePublication(of) => publication::create(draft, of),
        Stmt::Grant(of) => grant::grant(draft, of),
        Stmt::Revoke(of) => grant::revoke(draft, of),
        Stmt::CommentOn(of) => comment::comment(draft, of),
        _ => return None,
    })
}

fn alter(draft: &mut Draft, statement: &Stmt) -> Option<Result<()>> {
    Some(match statement {
        Stmt::AlterTable(of) => alter_table::alter_table(draft, of),
        Stmt::AlterFunction(of) => routine::alter::alter_function(draft, of),
        Stmt::AlterIndex(of) => create_index::alter_index(draft, of),
        Stmt::AlterType(of) => create_type::alter_type(draft, of),
        Stmt::AlterDomain(of) => domain::alter_domain(draft, of),
        Stmt::AlterSchema(of) => create_schema::alter_schema(draft, of),
        Stmt::AlterView(of) => view::alter_view(draft, of),
        Stmt::AlterMaterializedView(of) => materialized_view::alter(draft, of),
        Stmt::AlterPolicy(of) => policy::alter_policy(draft, of),
        Stmt::AlterSequence(of) => sequence::alter(draft, of),
        Stmt::AlterRole(of) => role::alter_role(draft, of),
        Stmt::AlterDefaultPrivileges(of) => default_privileges::alter(draft, of),
        Stmt::AlterPublication(of) => publication::alter(draft, of),
        Stmt::AlterExtension(of) => {
            draft.notice("alter extension has no effect: extensions come with the program");
            let _ = of;
            Ok(())
        }
        _ => return None,
    })
}

fn remove(draft: &mut Draft, statement: &Stmt) -> Option<Result<()>> {
    Some(match statement {
        Stmt::DropTable(of) => drop::tables(draft, of),
        Stmt::DropFunction(of) => drop::functions(draft, of),
        Stmt::DropView(of) => drop::views(draft, of),
        Stmt::DropMaterializedView(of) => drop::materialized_views(draft, of),
        Stmt::DropIndex(of) => drop::indexes(draft, of),
        Stmt::DropType(of) => drop::types(draft, of),
        Stmt::DropDomain(of) => drop::domains(draft, of),
        Stmt::DropSchema(of) => drop::schemas(draft, of),
        Stmt::DropPolicy(of) => drop::a_policy(draft, of),
        Stmt::DropSequence(of) => drop::sequences(draft, of),
        Stmt::DropExtension(of) => drop::extensions(draft, of),
        Stmt::DropPublication(of) => drop::publications(draft, of),
        Stmt::DropRole(of) => {
            role::drop_role(draft, of.role_refs(), of.if_exists().is_some(), of.syntax())
        }
        Stmt::DropUser(of) => {
            role::drop_role(draft, of.role_refs(), of.if_exists().is_some(), of.syntax())
        }
        Stmt::DropGroup(of) => {
            role::drop_role(draft, of.role_refs(), of.if_exists().is_some(), of.syntax())
        }
        _ => return None,
    })
}

/// What the house doesn't do, by the first words of the statement.
fn unsupported(statement: &Stmt) -> SqlError {
    let at = statement.syntax();
    let hint = match statement {
        Stmt::Truncate(_) => "Write delete from … instead.",
        Stmt::Copy(_) => {
            "Dump the rows as insert statements: pg_dump --inserts, or supabase db dump without \
                          --use-copy."
        }
        Stmt::Rollback(_) => "A file runs whole or not at all; leave the transaction out.",
        Stmt::Merge(_) => "Write insert … on conflict do update instead.",
        _ => {
            "PostgreSQL has it; the project will run there with --db postgres://… in a later version"
        }
    };
    SqlError::unsupported(at, first_words(&at.text().to_string())).hint(hint)
}

/// `refresh materialized`, `truncate`: what kind of statement it is.
fn first_words(text: &str) -> String {
    const OF_TWO: &[&str] =
        &["create", "alter", "drop", "prepare", "set", "reset", "import", "security"];
    let mut words = text.split_whitespace().map(str::to_ascii_lowercase);
    match (words.next(), words.next()) {
        (Some(first), Some(second)) if OF_TWO.contains(&first.as_str()) => {
            format!("{first} {second}")
        }
        (Some(first), _) => first.trim_end_matches(';').to_owned(),
        _ => "this statement".to_owned(),
    }
}
