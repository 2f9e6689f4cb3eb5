//! What a project has done before every request, in the request's transaction: `pre_request`, a function without
//! arguments that can refuse it, or say how it is answered.

use super::Work;
use crate::Settings;
use crate::error::{DatabaseError, RestError};
use ::plan::{Call, Demand, Step};
use catalog::{Catalog, Range};

/// By which number its rows are kept, though nobody reads them.
const KEPT: u32 = 1;

/// Puts the project's function before everything else.
pub(super) fn put(
    work: &mut Work,
    catalog: &Catalog,
    settings: &Settings,
) -> Result<(), RestError> {
    let Some(name) = &settings.pre_request else { return Ok(()) };
    let needs_nothing = catalog
        .routines_named(name)
        .find(|routine| routine.inputs().all(|input| input.default.is_some()));
    let Some(routine) = needs_nothing else {
        let message = format!("function {name}() does not exist");
        return Err(DatabaseError::refused("42883", message).into());
    };
    let plan = &mut work.plan;
    let reads = |step: &Step| matches!(step, Step::Read(_) | Step::Count(_));
    plan.read_only |= plan.steps.iter().all(reads);
    let range = Range(plan.next_range);
    plan.next_range += 1;
    let call = Call {
        routine: routine.id(),
        arguments: routine.inputs().filter_map(|input| input.default.clone()).collect(),
        columns: routine.columns(),
        range,
        kept: KEPT,
        demand: Demand::Any,
    };
    plan.steps.insert(0, Step::Call(call));
    work.calls += 1;
    Ok(())
}
