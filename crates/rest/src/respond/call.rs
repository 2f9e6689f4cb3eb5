//! The answer to a call: a value, an array of values, an object, or rows as of a relation.

use super::headers::{self, content_range, response};
use super::{body, count, json, strip};
use crate::error::{RespondError, RestError};
use crate::plan::{Called, Format, ResponsePlan, Shape, Shown, Total};
use bytes::Bytes;
use db::{Answer, Row, Rows};
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use value::{Scalar, ValueRef};

/// What a call gave, in HTTP.
pub(super) fn call(
    plan: &ResponsePlan,
    called: &Called,
    answer: &Answer,
) -> Result<Response<Bytes>, RestError> {
    let empty = Rows::default();
    let rows = answer.steps.first().map_or(&empty, |step| &step.rows);
    let page = if called.shape.is_single() { 1 } else { rows.len() as u64 };
    let total = match called.total {
        Total::Unasked => None,
        Total::Rows => Some(page),
        Total::Counted => answer.steps.get(1).and_then(|step| count(&step.rows)),
    };
    if plan.shown.is_some_and(|shown| shown.format.is_one()) && page != 1 {
        return Err(RespondError::NotOne { rows: page }.into());
    }
    if called.most.is_some_and(|most| page > most) {
        return Err(RespondError::MaxAffected { rows: page }.into());
    }
    let offset = called.offset;
    if let Some(total) = total.filter(|total| offset > *total) {
        let error = RestError::Respond(RespondError::OutOfRange { offset, total });
        return Ok(headers::refusal(plan, &error));
    }
    let mut headers = HeaderMap::new();
    headers::put(&mut headers, CONTENT_RANGE, &content_range(offset, page, total));
    if called.shape == Shape::Void {
        return Ok(response(plan, StatusCode::NO_CONTENT, headers, None));
    }
    let whole = total.is_none_or(|total| page >= total);
    let status = if whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    Ok(match (&called.raw, plan.shown) {
        (Some(raw), _) => made(plan, called, status, headers, raw, rows),
        (None, Some(shown)) if called.head => headers::head(plan, status, headers, shown.format),
        (None, Some(shown)) => {
            let written = (shown.format, written(called.shape, shown, rows));
            response(plan, status, headers, Some(written))
        }
        (None, None) => response(plan, status, headers, None),
    })
}

/// The result in its form.
fn written(shape: Shape, shown: Shown, rows: &Rows) -> Vec<u8> {
    let Shown { format, nothing } = shown;
    let is_array = matches!(format, Format::Json | Format::JsonWithoutNulls);
    let bytes = match shape {
        _ if !is_array && !format.is_one() => return body(shown, rows).1,
        Shape::Value => value(rows),
        Shape::Values if is_array => values(rows),
        Shape::Object => json::write_one(rows, nothing),
        _ => return body(shown, rows).1,
    };
    if format.strips_nulls() { strip::nulls(&bytes) } else { bytes }
}

/// The value; null too where there is none.
fn value(rows: &Rows) -> Vec<u8> {
    let mut out = Vec::new();
    match rows.first() {
        Some(row) => write_value(rows, row, &mut out),
        None => out.extend_from_slice(b"null"),
    }
    out
}

fn values(rows: &Rows) -> Vec<u8> {
    let mut out = vec![b'['];
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(b", ");
        }
        write_value(rows, row, &mut out);
    }
    out.push(b']');
    out
}

fn write_value(rows: &Rows, row: Row<'_>, out: &mut Vec<u8>) {
    let named = |column: &db::Column| column.name.as_str() == crate::plan::SCALAR;
    let at = rows.columns().iter().position(named).unwrap_or(0);
    match rows.columns().get(at) {
        Some(column) => value::write_json_cell(&column.of, column.modifier, row.get(at), out),
        None => out.extend_from_slice(b"null"),
    }
}

/// A body that the function made, as it is.
fn made(
    plan: &ResponsePlan,
    called: &Called,
    status: StatusCode,
    mut headers: HeaderMap,
    media: &str,
    rows: &Rows,
) -> Response<Bytes> {
    let bytes = rows.first().map_or_else(Vec::new, |row| raw(rows, row));
    if let Ok(media) = HeaderValue::from_str(media) {
        headers.insert(CONTENT_TYPE, media);
    }
    headers::put_profile(&mut headers, plan);
    if called.head {
        return headers::finished(plan, status, headers, Bytes::new());
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    headers::finished(plan, status, headers, Bytes::from(bytes))
}

fn raw(rows: &Rows, row: Row<'_>) -> Vec<u8> {
    let cell = row.get(0);
    let Some(column) = rows.columns().first() else { return Vec::new() };
    match cell {
        ValueRef::Null => Vec::new(),
        ValueRef::Bytes(bytes) if column.of.scalar() == Some(Scalar::Bytea) => bytes.to_vec(),
        cell => {
            let mut text = String::new();
            value::write_output_cell(&column.of, column.modifier, cell, &mut text);
            text.into_bytes()
        }
    }
}
