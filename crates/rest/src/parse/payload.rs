//! The body of a request, by its `Content-Type`.

mod columns;
mod csv;
mod json;
mod rows;

#[cfg(test)]
mod tests;

pub use rows::{Cell, Rows, RowsForm};

use bytes::Bytes;

use super::{Arguments, BodyError, Limits, MediaType, ParseError, RawBody, url};

/// The rows that a write carries. `columns` names the columns that are meant, whatever keys the objects have.
pub(super) fn rows(
    body: Bytes,
    kind: MediaType,
    columns: Option<&[String]>,
    limits: &Limits,
) -> Result<Rows, ParseError> {
    match kind {
        MediaType::Json => json::read(url::text(body.into())?, columns, limits),
        MediaType::Csv => csv::read(&url::text(body.into())?, limits),
        MediaType::Form => Ok(Rows::of_form(form(&body)?)),
        other => Err(ParseError::Body(BodyError::MediaType(other.to_string()))),
    }
}

/// What a function is called with by `POST`; no body at all is no arguments.
pub(super) fn arguments(
    body: Bytes,
    kind: MediaType,
    columns: Option<&[String]>,
    limits: &Limits,
) -> Result<Arguments, ParseError> {
    let raw = match kind {
        MediaType::PlainText => RawBody::Text,
        MediaType::Xml => RawBody::Xml,
        MediaType::Octets => RawBody::Bytes,
        MediaType::Form => return Ok(Arguments::Form(form(&body)?)),
        MediaType::Json if body.is_empty() => {
            return rows(Bytes::from_static(b"{}"), kind, columns, limits).map(Arguments::Rows);
        }
        other => return rows(body, other, columns, limits).map(Arguments::Rows),
    };
    if raw != RawBody::Bytes {
        url::text(body.to_vec())?;
    }
    Ok(Arguments::Raw { kind: raw, bytes: body })
}

fn form(body: &[u8]) -> Result<Vec<(String, String)>, ParseError> {
    let pairs = url::pairs(body)?;
    Ok(pairs.into_iter().map(|(name, value)| (name, value.unwrap_or_default())).collect())
}
