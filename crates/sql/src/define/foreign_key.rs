//! `references`, `foreign key`

use crate::define::constraint::{deferral, free_constraint_name, plain_columns};
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, free_name, joined, present};
use crate::error::{Result, SqlError};
use builtin::resolve::can_cast;
use catalog::{Deferral, ForeignKey, Match, ReferentialAction, Relation, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Context, Name, Scalar};

/// A foreign key as it was written.
pub(crate) struct NewForeignKey {
    name: Option<Name>,
    columns: Vec<Name>,
    target: Reference,
    target_columns: Vec<Name>,
    on_update: ReferentialAction,
    on_delete: ReferentialAction,
    matching: Match,
    deferral: Deferral,
    at: SyntaxNode,
}

impl NewForeignKey {
    /// `references …` behind a column.
    pub(crate) fn of_column(
        references: &ast::ReferencesConstraint,
        columns: Vec<Name>,
        constraint: &ast::Constraint,
    ) -> Result<Self> {
        let name = constraint.constraint_name().map(|name| fold(name.syntax()));
        let mut key = Self::new(name, constraint, references.table())?;
        key.columns = columns;
        key.target_columns = references.column().iter().map(|it| fold(it.syntax())).collect();
        key.matching = matching(references.match_type())?;
        key.actions(references.referential_actions())?;
        Ok(key)
    }

    /// `foreign key (…) references …`
    pub(crate) fn of_table(
        key: &ast::ForeignKeyConstraint,
        name: Option<Name>,
        constraint: &ast::Constraint,
    ) -> Result<Self> {
        let mut new = Self::new(name, constraint, key.table_name_ref())?;
        new.columns = listed(key.from_columns())?;
        new.target_columns = listed(key.to_columns())?;
        new.matching = matching(key.match_type())?;
        new.actions(key.referential_actions())?;
        Ok(new)
    }

    fn new(
        name: Option<Name>,
        constraint: &ast::Constraint,
        target: Option<ast::TableNameRef>,
    ) -> Result<Self> {
        let at = constraint.syntax().clone();
        let path = target.and_then(|target| target.path_ref());
        Ok(Self {
            name,
            columns: Vec::new(),
            target: Reference::of_path_ref(path, &at)?,
            target_columns: Vec::new(),
            on_update: ReferentialAction::NoAction,
            on_delete: ReferentialAction::NoAction,
            matching: Match::Simple,
            deferral: deferral(constraint)?,
            at,
        })
    }

    fn actions(&mut self, actions: ast::AstChildren<ast::ReferentialAction>) -> Result<()> {
        for action in actions {
            match action {
                ast::ReferentialAction::OnDeleteAction(on) => {
                    self.on_delete = action_of(on.ref_action(), on.syntax())?;
                }
                ast::ReferentialAction::OnUpdateAction(on) => {
                    self.on_update = action_of(on.ref_action(), on.syntax())?;
                }
            }
        }
        Ok(())
    }
}

fn listed(list: Option<ast::ForeignKeyColumnList>) -> Result<Vec<Name>> {
    let Some(list) = list else { return Ok(Vec::new()) };
    if let Some(period) = list.period_column() {
        return Err(SqlError::unsupported(period.syntax(), "period"));
    }
    Ok(list.column_name_refs().map(|column| fold(column.syntax())).collect())
}

fn matching(of: Option<ast::MatchType>) -> Result<Match> {
    match of {
        Some(ast::MatchType::MatchFull(_)) => Ok(Match::Full),
        Some(ast::MatchType::MatchPartial(partial)) => {
            Err(SqlError::new("0A000", partial.syntax(), "MATCH PARTIAL not yet implemented"))
        }
        Some(ast::MatchType::MatchSimple(_)) | None => Ok(Match::Simple),
    }
}

fn action_of(action: Option<ast::RefAction>, at: &SyntaxNode) -> Result<ReferentialAction> {
    let (of, columns) = match present(action, at)? {
        ast::RefAction::Cascade(_) => (ReferentialAction::Cascade, None),
        ast::RefAction::NoAction(_) => (ReferentialAction::NoAction, None),
        ast::RefAction::Restrict(_) => (ReferentialAction::Restrict, None),
        ast::RefAction::SetDefaultColumns(set) => {
            (ReferentialAction::SetDefault, set.column_ref_list())
        }
        ast::RefAction::SetNullColumns(set) => (ReferentialAction::SetNull, set.column_ref_list()),
    };
    match columns {
        None => Ok(of),
        Some(list) => Err(SqlError::unsupported(list.syntax(), "setting only some of the columns")
            .hint("Leave the list of columns out, or put them into a key of their own.")),
    }
}

/// Adds a foreign key to a table of the catalog.
pub(crate) fn add(draft: &mut Draft, relation: &Relation, new: NewForeignKey) -> Result<()> {
    let target = draft.relation(&new.target, &new.at)?;
    if !target.is_table() {
        let message = format!("referenced relation \"{}\" is not a table", new.target);
        return Err(SqlError::new("42809", &new.at, message));
    }
    let target_columns = target_columns(&new, &target)?;
    require_columns(&new, relation, &new.columns)?;
    require_columns(&new, &target, &target_columns)?;
    if new.columns.len() != target_columns.len() {
        let message = "number of referencing and referenced columns for foreign key disagree";
        return Err(SqlError::new("42830", &new.at, message));
    }
    if !is_key(&target, &target_columns) {
        let message = format!(
            "there is no unique constraint matching given keys for referenced table \"{}\"",
            target.name.name
        );
        return Err(SqlError::new("42830", &new.at, message));
    }
    let schema = &relation.name.schema;
    let name = match new.name.clone() {
        Some(name) => free_constraint_name(relation, name, &new.at)?,
        None => free_name(&relation.name.name, Some(&joined(&new.columns)), "fkey", |name| {
            draft.is_constraint_name(schema, name)
        }),
    };
    let key = ForeignKey {
        name,
        columns: new.columns,
        target: target.name.clone(),
        target_columns,
        on_update: new.on_update,
        on_delete: new.on_delete,
        matching: new.matching,
        deferral: new.deferral,
    };
    require_types(relation, &target, &key, &new.at)?;
    draft.edit(&relation.name, |relation| relation.foreign_keys.push(key));
    Ok(())
}

fn target_columns(new: &NewForeignKey, target: &Arc<Relation>) -> Result<Vec<Name>> {
    if !new.target_columns.is_empty() {
        return Ok(new.target_columns.clone());
    }
    let key = target.primary_key.as_ref().ok_or_else(|| {
        let table = &target.name.name;
        let message = format!("there is no primary key for referenced table \"{table}\"");
        SqlError::new("42704", &new.at, message)
    })?;
    Ok(key.columns.clone())
}

fn require_columns(new: &NewForeignKey, relation: &Relation, columns: &[Name]) -> Result<()> {
    for column in columns {
        if relation.column(column).is_none() {
            let message =
                format!("column \"{column}\" referenced in foreign key constraint does not exist");
            return Err(SqlError::new("42703", &new.at, message));
        }
    }
    Ok(())
}

/// Whether the columns are those of a key, in any order.
pub(crate) fn is_key(relation: &Relation, columns: &[Name]) -> bool {
    let same = |key: &[Name]| {
        key.len() == columns.len() && key.iter().all(|column| columns.contains(column))
    };
    let immediate = |key: &&catalog::Unique| key.deferral == Deferral::Immediate;
    let keys = relation.unique_constraints().filter(immediate);
    let indexes = relation.indexes.iter().filter(|index| index.unique && index.filter.is_none());
    keys.map(|key| key.columns.clone())
        .chain(indexes.filter_map(plain_columns))
        .any(|key| same(&key))
}

/// Both ends of a foreign key must be of types that PostgreSQL compares by one index.
pub(crate) fn require_types(
    relation: &Relation,
    target: &Relation,
    key: &ForeignKey,
    at: &SyntaxNode,
) -> Result<()> {
    for (column, target_column) in key.columns.iter().zip(&key.target_columns) {
        let ends = (relation.column(column), target.column(target_column));
        let (Some(from), Some(to)) = ends else { continue };
        if !comparable(&from.of, &to.of) {
            let name = &key.name;
            let message = format!("foreign key constraint \"{name}\" cannot be implemented");
            return Err(SqlError::new("42804", at, message).detail(format!(
                "Key columns \"{column}\" and \"{target_column}\" are of incompatible types: {} and {}.",
                from.of, to.of
            )));
        }
    }
    Ok(())
}

fn comparable(from: &Type, to: &Type) -> bool {
    let (from, to) = (from.base(), to.base());
    let family = |of: &Type| match of.scalar() {
        Some(Scalar::Int2 | Scalar::Int4 | Scalar::Int8) => 1,
        Some(Scalar::Float4 | Scalar::Float8) => 2,
        Some(Scalar::Text | Scalar::Varchar) => 3,
        Some(Scalar::Date | Scalar::Timestamp | Scalar::Timestamptz) => 4,
        _ => 0,
    };
    from == to
        || (family(from) != 0 && family(from) == family(to))
        || can_cast(from, to, Context::Implicit)
}
