//! `/rpc/name`: a call of a function of the schema, and what is asked of its result.
//!
//! A function that is one query and changes nothing is read as a relation is. Every other one is run once, as a step
//! that keeps its rows, and what is asked is asked of those.

mod arguments;
mod media;
mod result;

#[cfg(test)]
mod tests;

pub(crate) use result::SCALAR;
pub use result::Shape;

use super::planner::Planner;
use super::preference::{self, Applies};
use super::read::{counted, warning};
use super::response::{Called, Outcome, ResponsePlan, Shown, Total};
use super::routine::{Wanted, methods};
use super::select::Selection;
use super::tree::{Branch, Purpose};
use super::{Known, Planned};
use crate::error::{PlanError, RestError};
use crate::parse::{Arguments, Handling, Query};
use ::plan::{Call, Demand, Read, ReadSource, Require, Step};
use arguments::Passed;
use catalog::{Expression, Routine, Volatility};
use result::Given;

/// By which number the rows of a call are kept.
const KEPT: u32 = 0;

/// A call.
pub(super) fn call(
    planner: Planner<'_>,
    function: &str,
    arguments: &Arguments,
    query: &Query,
) -> Result<Planned, RestError> {
    let routine = Wanted::of(planner.schema, function, arguments).find(planner.catalog)?;
    let given = Given::by(planner.catalog, routine);
    planner.call(routine, &given, arguments, query)
}

/// `OPTIONS` of a function.
pub(super) fn options(
    planner: &Planner<'_>,
    function: &str,
    arguments: &[(String, String)],
) -> Result<Planned, RestError> {
    let wanted = Wanted::of_options(planner.schema, function, arguments);
    let routine = wanted.find(planner.catalog)?;
    Ok(Planned::Known(Known::Methods(methods(routine))))
}

impl<'a> Planner<'a> {
    fn call(
        mut self,
        routine: &Routine,
        given: &'a Given<'_>,
        arguments: &Arguments,
        query: &Query,
    ) -> Result<Planned, RestError> {
        let branch = Branch::of(query, Purpose::Read, self.settings)?;
        preference::check(self.preferences())?;
        let (format, raw) = media::negotiate(&self.request.accept, routine, query)?;
        let most = self.most_affected();
        if most.is_some() && given.shape.is_single() {
            return Err(PlanError::MaxAffectedCall.into());
        }
        let Passed { arguments: passed, late } = self.pass(routine, arguments)?;
        let runs = runs(routine);
        let source = if runs {
            ReadSource::Kept { kept: KEPT, columns: given.columns.clone() }
        } else {
            let (routine, columns) = (routine.id(), given.columns.clone());
            ReadSource::Routine { routine, arguments: passed.clone(), columns }
        };
        let (read, nothing) = self.root(&given.relation, &branch, source)?;
        media::require_value(given.shape, &read)?;
        let head = matches!(arguments, Arguments::Query { head: true, .. });
        let limit = branch.limit();
        // No rows are wanted, however many are left out first.
        let offset = if limit == Some(0) { 0 } else { branch.window.offset };
        let total = match self.preferences().count {
            None => Total::Unasked,
            Some(_) if limit.is_none() && offset == 0 => Total::Rows,
            Some(_) => Total::Counted,
        };
        let grouped = branch.aggregates() || branch.spreads_aggregate();
        let mut steps = Vec::new();
        if runs {
            steps.push(self.run(routine, given, passed));
            let one = format.is_one().then_some(Demand::One);
            let demands = one.into_iter().chain(most.map(Demand::AtMost));
            let demands = demands.filter(|_| !given.shape.is_single());
            steps.extend(demands.map(|demand| Step::Require(page(&read, grouped, demand))));
        }
        let count = (total == Total::Counted).then(|| Step::Count(counted(&read, grouped)));
        steps.push(Step::Read(read));
        steps.extend(count);
        let called = Called { head, offset, total, shape: given.shape, raw, most };
        let applies = Applies { max_affected: true, ..Applies::default() };
        let response = ResponsePlan {
            outcome: Outcome::Call(called),
            shown: Some(Shown { format, nothing }),
            profile: self.profile(),
            applied: preference::applied(self.settings, self.preferences(), applies),
            time_zone: preference::time_zone(self.preferences()),
            warning: warning(&branch),
        };
        let is_get = matches!(arguments, Arguments::Query { .. });
        let read_only = is_get || routine.volatility != Volatility::Volatile;
        let mut planned = self.finish(steps, response, late)?;
        if let Planned::Work(work) = &mut planned {
            (work.plan.read_only, work.calls) = (read_only, usize::from(runs));
        }
        Ok(planned)
    }

    /// The call as a step, its rows kept for those behind it.
    fn run(&mut self, routine: &Routine, given: &Given<'_>, arguments: Vec<Expression>) -> Step {
        Step::Call(Call {
            routine: routine.id(),
            arguments,
            columns: given.columns.clone(),
            range: self.range(),
            kept: KEPT,
            demand: Demand::Any,
        })
    }

    /// `max-affected`, where it is meant strictly.
    fn most_affected(&self) -> Option<u64> {
        let strict = self.preferences().handling == Some(Handling::Strict);
        let most = self.preferences().max_affected.filter(|_| strict)?;
        Some(u64::try_from(most).unwrap_or(0))
    }
}

/// Whether it is run as a step of its own. A function that gives nothing is run for what else it does.
fn runs(routine: &Routine) -> bool {
    let changes = routine.volatility == Volatility::Volatile || !routine.is_query();
    changes || matches!(routine.returns, catalog::Returns::Void)
}

/// How many rows may be shown, asked before the transaction ends.
fn page(read: &Read, grouped: bool, demand: Demand) -> Require {
    if grouped {
        return Require { read: Read { order: Vec::new(), ..read.clone() }, demand };
    }
    let select = Selection::nothing().selected;
    let embeds = read.embeds.iter().filter(|embed| embed.inner).cloned().collect();
    let read = Read { select, embeds, order: Vec::new(), ..read.clone() };
    Require { read, demand }
}
