//! Which rows of a result are wanted: `limit` and `offset`, and the `Range` header.

use http::header::RANGE;
use http::{HeaderMap, Method};

use super::{ParseError, RangeError};

/// A window on a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// How many rows are left out first.
    pub offset: u64,
    /// How many are given after that; all when missing.
    pub limit: Option<u64>,
}

impl Range {
    /// Whether it leaves nothing out.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }
}

/// `limit` and `offset` of one level, as numbers. A negative offset is no offset.
pub(super) fn of_parameters(limit: Option<i64>, offset: Option<i64>) -> Result<Range, ParseError> {
    let negative = |_| ParseError::Range(RangeError::NegativeLimit);
    Ok(Range {
        offset: u64::try_from(offset.unwrap_or(0)).unwrap_or(0),
        limit: limit.map(u64::try_from).transpose().map_err(negative)?,
    })
}

/// The number of a `limit` or `offset`; what is no number is ignored, as the protocol does.
pub(super) fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let edge = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    Some(text.parse().unwrap_or(edge))
}

/// What both the header and the parameters leave; only `GET` has a `Range` (RFC 9110, 14.2).
pub(super) fn within_header(
    range: Range,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Range, ParseError> {
    let header = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let (Some((lower, upper)), true) = (header.and_then(bounds), method == Method::GET) else {
        return Ok(range);
    };
    if upper.is_some_and(|upper| upper < lower) {
        return Err(ParseError::Range(RangeError::LowerAboveUpper));
    }
    // `limit=0` asks for no rows, which no header can widen and no header is needed to narrow.
    if range.limit == Some(0) {
        return Ok(range);
    }
    intersection(range, lower, upper)
}

/// `0-9`, `10-`, and the same after `items=`; any other unit is ignored (RFC 9110, 14.2).
fn bounds(header: &str) -> Option<(u64, Option<u64>)> {
    let (lower, upper) = header.strip_prefix("items=").unwrap_or(header).split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if lower.is_empty() || !digits(lower) || !digits(upper) {
        return None;
    }
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    Some((number(lower), (!upper.is_empty()).then(|| number(upper))))
}

fn intersection(range: Range, lower: u64, upper: Option<u64>) -> Result<Range, ParseError> {
    let end = |start: u64, limit: u64| start.saturating_add(limit);
    let ends = [range.limit.map(|limit| end(range.offset, limit)), upper.map(|last| end(last, 1))];
    let offset = range.offset.max(lower);
    let limit = match ends.into_iter().flatten().min() {
        None => None,
        Some(end) if end > offset => Some(end - offset),
        Some(_) => return Err(ParseError::Range(RangeError::NegativeLimit)),
    };
    Ok(Range { offset, limit })
}
