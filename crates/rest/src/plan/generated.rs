//! Columns whose values only the database makes.

use crate::error::{DatabaseError, RestError};
use catalog::{Column, Generation};

/// None of the columns may be given a value by an insert.
pub(super) fn require_insertable(columns: &[&Column]) -> Result<(), RestError> {
    let Some((column, detail)) = first_generated(columns) else { return Ok(()) };
    let message = format!("cannot insert a non-DEFAULT value into column \"{}\"", column.name);
    let identity = matches!(column.generation, Some(Generation::Identity(_)));
    let hint = identity.then(|| "Use OVERRIDING SYSTEM VALUE to override.".to_owned());
    Err(DatabaseError::refused("428C9", message).with_details(detail).with_hint(hint).into())
}

/// None of the columns may be given a value by an update.
pub(super) fn require_updatable(columns: &[&Column]) -> Result<(), RestError> {
    let Some((column, detail)) = first_generated(columns) else { return Ok(()) };
    let message = format!("column \"{}\" can only be updated to DEFAULT", column.name);
    Err(DatabaseError::refused("428C9", message).with_details(detail).into())
}

fn first_generated<'a>(columns: &[&'a Column]) -> Option<(&'a Column, String)> {
    columns.iter().find_map(|column| {
        let what = match &column.generation {
            Some(Generation::Computed(_)) => "a generated column.",
            Some(Generation::Identity(identity)) if identity.always => {
                "an identity column defined as GENERATED ALWAYS."
            }
            _ => return None,
        };
        Some((*column, format!("Column \"{}\" is {what}", column.name)))
    })
}
