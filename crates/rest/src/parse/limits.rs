//! How large and how deep a request may be; beyond it the answer is an error that names the bound.

use bytes::Bytes;
use http::Uri;

use super::{Bound, ParseError};

/// The bounds of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of path and query string.
    pub url_bytes: usize,
    /// Bytes of the body.
    pub body_bytes: usize,
    /// Items of `select`, those of embeds counted.
    pub select_items: usize,
    /// Embeds within embeds.
    pub embed_depth: usize,
    /// Filters, orders and limits of the whole query string.
    pub filters: usize,
    /// Groups within groups of a logic tree.
    pub filter_depth: usize,
    /// Arrays and objects within each other, in a body.
    pub json_depth: usize,
    /// Rows times columns of a body.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // The library that reads HTTP takes no more than 65,534, and answers those without a word.
            url_bytes: 64_000,
            body_bytes: 16 << 20,
            select_items: 1_000,
            embed_depth: 32,
            filters: 1_000,
            filter_depth: 64,
            json_depth: 128,
            cells: 4_000_000,
        }
    }
}

impl Limits {
    /// Refuses a URL or body that is too long, before any of it is read.
    pub(super) fn check_sizes(&self, uri: &Uri, body: &Bytes) -> Result<(), ParseError> {
        let url = uri.path().len() + uri.query().map_or(0, |query| query.len() + 1);
        check(Bound::UrlBytes, url, self.url_bytes)?;
        check(Bound::BodyBytes, body.len(), self.body_bytes)
    }
}

/// Refuses what is over a bound.
pub(super) fn check(bound: Bound, is: usize, limit: usize) -> Result<(), ParseError> {
    if is > limit { Err(ParseError::Bound { bound, limit }) } else { Ok(()) }
}
