//! Changes of functions as the SQL that a person would type.

use super::change::views_anew;
use super::routine::{create_function, signature};
use crate::compare::routines::can_replace;
use crate::define::dependants::Thing;
use catalog::{Catalog, Change, RoutineId};

/// A function that comes, goes, or does something else.
pub(super) fn written(change: &Change, from: &Catalog, to: &Catalog, id: &RoutineId) -> String {
    let (old, new) = (from.routines.get(id), to.routines.get(id));
    match (change, old, new) {
        (Change::DropRoutine(_), Some(old), _) => {
            format!("drop function {};", signature(old))
        }
        (_, Some(old), Some(new)) if !can_replace(old, new) => {
            // What stands on it goes before, and comes again behind it.
            let (mut statements, again) = views_anew(from, to, Thing::Routine(id.clone()), None);
            statements.push(format!("drop function {};", signature(old)));
            statements.push(create_function(new, false));
            statements.extend(again);
            statements.join("\n")
        }
        (_, Some(_), Some(new)) => create_function(new, true),
        (_, None, Some(new)) => create_function(new, false),
        _ => String::new(),
    }
}
