//! From a database's answer to HTTP: status, headers and body, as the plan decided.

mod call;
mod csv;
mod etag;
mod headers;
mod json;
mod location;
mod settings;
mod strip;

#[cfg(test)]
mod tests;

pub use etag::respond_tagged;
pub(crate) use headers::put_profile_of;
pub use settings::shaped;

use crate::error::{RespondError, RestError};
use crate::plan::{Format, Outcome, ResponsePlan, Shown, Total};
use bytes::Bytes;
use db::{Answer, Rows, StepAnswer};
use headers::{content_range, response};
use http::header::{CONTENT_LOCATION, CONTENT_RANGE, LOCATION};
use http::{HeaderMap, Response, StatusCode};
use value::ValueRef;
use value::datetime::session;

/// A longer `Content-Location` isn't sent: many clients read no more than 16 KiB of headers, and nobody needs it.
const LOCATION_BYTES_MAX: usize = 4096;

/// What an answer is in HTTP.
///
/// # Errors
/// When the result is not what the request allows: not one row, or none at the range that was asked for.
pub fn respond(plan: &ResponsePlan, answer: &Answer) -> Result<Response<Bytes>, RestError> {
    session::within(plan.time_zone.as_deref(), || respond_here(plan, answer))
}

/// The same, where moments are shown in the session's zone.
fn respond_here(plan: &ResponsePlan, answer: &Answer) -> Result<Response<Bytes>, RestError> {
    let first = answer.steps.first();
    let affected = first.map_or(0, |step| step.affected);
    match &plan.outcome {
        Outcome::Read { .. } => read(plan, answer),
        Outcome::Call(called) => call::call(plan, called, answer),
        Outcome::Insert { merges, updates, counted, located } => {
            let mut headers = HeaderMap::new();
            headers::put(&mut headers, CONTENT_RANGE, &total_only(affected, *counted));
            if let (Some(relation), Some(step)) = (located, first)
                && let Some(location) = location::of(relation, &step.rows)
            {
                headers::put(&mut headers, LOCATION, &location);
            }
            let new = first.map_or(0, |step| if *updates { step.inserted } else { affected });
            let all_there = *merges && new == 0;
            let status = if all_there { StatusCode::OK } else { StatusCode::CREATED };
            Ok(written(plan, first, headers, [status, status]))
        }
        Outcome::Upsert => {
            let new = first.is_some_and(|step| step.inserted > 0);
            let status = if new { StatusCode::CREATED } else { StatusCode::OK };
            Ok(written(plan, first, HeaderMap::new(), [status, StatusCode::NO_CONTENT]))
        }
        Outcome::Update { counted } => {
            let mut headers = HeaderMap::new();
            let range = content_range(0, affected, counted.then_some(affected));
            headers::put(&mut headers, CONTENT_RANGE, &range);
            Ok(written(plan, first, headers, [StatusCode::OK, StatusCode::NO_CONTENT]))
        }
        Outcome::Delete { counted } => {
            let mut headers = HeaderMap::new();
            headers::put(&mut headers, CONTENT_RANGE, &total_only(affected, *counted));
            Ok(written(plan, first, headers, [StatusCode::OK, StatusCode::NO_CONTENT]))
        }
    }
}

/// The rows of a write, or nothing of them; the status is the first where there is a body, else the second.
fn written(
    plan: &ResponsePlan,
    step: Option<&StepAnswer>,
    headers: HeaderMap,
    [shown, silent]: [StatusCode; 2],
) -> Response<Bytes> {
    match (plan.shown, step) {
        (Some(show), Some(step)) => response(plan, shown, headers, Some(body(show, &step.rows))),
        _ => response(plan, silent, headers, None),
    }
}

fn read(plan: &ResponsePlan, answer: &Answer) -> Result<Response<Bytes>, RestError> {
    let Outcome::Read { head, offset, limit, total, location } = &plan.outcome else {
        return Ok(response(plan, StatusCode::OK, HeaderMap::new(), None));
    };
    let empty = Rows::default();
    let rows = answer.steps.first().map_or(&empty, |step| &step.rows);
    let read = rows.len() as u64;
    let total = match total {
        Total::Unasked => None,
        Total::Rows => Some(read),
        Total::Counted => answer.steps.get(1).and_then(|step| count(&step.rows)),
    };
    let page = match total {
        // What was counted needed not be read.
        Some(total) if *head => total.saturating_sub(*offset).min(limit.unwrap_or(u64::MAX)),
        _ => read,
    };
    if plan.shown.is_some_and(|shown| shown.format.is_one()) && page != 1 {
        return Err(RespondError::NotOne { rows: page }.into());
    }
    if let Some(total) = total.filter(|total| offset > total) {
        let error = RestError::Respond(RespondError::OutOfRange { offset: *offset, total });
        return Ok(headers::refusal(plan, &error));
    }
    let mut headers = HeaderMap::new();
    headers::put(&mut headers, CONTENT_RANGE, &content_range(*offset, page, total));
    if location.len() <= LOCATION_BYTES_MAX {
        headers::put(&mut headers, CONTENT_LOCATION, location);
    }
    let whole = total.is_none_or(|total| page >= total);
    let status = if whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    let shown = plan.shown.filter(|_| !head);
    Ok(match (shown, plan.shown) {
        (Some(shown), _) => response(plan, status, headers, Some(body(shown, rows))),
        (None, Some(unsent)) => headers::head(plan, status, headers, unsent.format),
        (None, None) => response(plan, status, headers, None),
    })
}

fn count(rows: &Rows) -> Option<u64> {
    match rows.first()?.get(0) {
        ValueRef::Int(count) => u64::try_from(count).ok(),
        _ => None,
    }
}

/// `*/*`, or with a number that was asked for `*/3`.
fn total_only(affected: u64, counted: bool) -> String {
    content_range(0, 0, counted.then_some(affected))
}

/// The rows in their form, with its media type.
fn body(shown: Shown, rows: &Rows) -> (Format, Vec<u8>) {
    let Shown { format, nothing } = shown;
    let written = match format {
        Format::Csv => csv::write(rows, nothing),
        Format::Object | Format::ObjectWithoutNulls => json::write_one(rows, nothing),
        Format::Json | Format::JsonWithoutNulls => json::write_all(rows, nothing),
    };
    let bytes = if format.strips_nulls() { strip::nulls(&written) } else { written };
    (format, bytes)
}
