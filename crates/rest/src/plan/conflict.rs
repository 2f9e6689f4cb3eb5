//! What becomes of a row whose key is there already.

use super::planner::Planner;
use crate::error::{DatabaseError, RestError};
use crate::parse::Resolution;
use catalog::{
    Assigned, Assignment, Column, Conflict, ConflictAction, Expression, Index, Relation,
};
use value::Name;

impl Planner<'_> {
    /// What becomes of rows that are there already: of the primary key, unless other columns are named.
    pub(super) fn conflict(
        &mut self,
        relation: &Relation,
        columns: &[&Column],
        resolution: Option<Resolution>,
        on_conflict: Option<&[String]>,
    ) -> Result<Option<Conflict>, RestError> {
        let Some(resolution) = resolution else { return Ok(None) };
        let target: Vec<Name> = match on_conflict {
            Some(names) => names.iter().map(|name| Name::from(name.as_str())).collect(),
            None => self.relationships.key_columns(&relation.name).to_vec(),
        };
        if target.is_empty() {
            return Ok(None);
        }
        require_unique(relation, &target)?;
        let merges = resolution == Resolution::Merge && !columns.is_empty();
        let action = if merges { self.merge(columns) } else { ConflictAction::Nothing };
        Ok(Some(Conflict { target: Some(target), index: None, action }))
    }

    /// Every column that is given replaces the one that is there.
    fn merge(&mut self, columns: &[&Column]) -> ConflictAction {
        let excluded = self.range();
        let replaced = |column: &&Column| Assignment {
            column: column.name.clone(),
            value: Assigned::Expression(Expression::column(
                excluded,
                column.name.clone(),
                column.of.clone(),
            )),
        };
        ConflictAction::Update {
            set: columns.iter().map(replaced).collect(),
            filter: None,
            excluded,
        }
    }
}

/// The columns must be those of a key or a unique index.
fn require_unique(relation: &Relation, target: &[Name]) -> Result<(), RestError> {
    if let Some(missing) = target.iter().find(|name| relation.column(name).is_none()) {
        let message = format!("column \"{missing}\" does not exist");
        return Err(DatabaseError::refused("42703", message).into());
    }
    let same = |columns: &[&Name]| {
        columns.len() == target.len() && columns.iter().all(|name| target.contains(name))
    };
    let by_constraint =
        relation.unique_constraints().any(|key| same(&key.columns.iter().collect::<Vec<_>>()));
    let by_index = relation.indexes.iter().any(|index| indexed(index).is_some_and(|it| same(&it)));
    if by_constraint || by_index || !relation.is_table() {
        return Ok(());
    }
    let message =
        "there is no unique or exclusion constraint matching the ON CONFLICT specification";
    Err(DatabaseError::refused("42P10", message).into())
}

/// The columns of a unique index over all rows, if it has nothing but columns.
fn indexed(index: &Index) -> Option<Vec<&Name>> {
    if !index.unique || index.filter.is_some() {
        return None;
    }
    index
        .parts
        .iter()
        .map(|part| match &part.expression {
            Expression::Column { name, .. } => Some(name),
            _ => None,
        })
        .collect()
}
