//! Why a request could not be understood. What each becomes as an answer stands in [`crate::error`].

use thiserror::Error;

/// Why a request could not be understood.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ParseError {
    /// A part of the query string is outside its grammar.
    #[error("{message}: {details}")]
    Syntax {
        /// `"failed to parse filter (noop.0)" (line 1, column 1)`
        message: String,
        /// `unexpected "o" expecting "not" or operator (eq, gt, ...)`
        details: String,
    },
    /// A byte that can't be part of a text: not UTF-8, or NUL.
    #[error("the byte {byte:#04x} is not part of a UTF-8 text")]
    Text {
        /// The first such byte.
        byte: u8,
    },
    /// The path names neither a relation nor a function nor the root.
    #[error("the path has no meaning")]
    Path,
    /// A method that the target does not know.
    #[error("the method {0} is not known")]
    Method(String),
    /// A method by which no function is called.
    #[error("a function is not called by {0}")]
    CallMethod(String),
    /// A range that can't hold a row.
    #[error("the range is empty")]
    Range(RangeError),
    /// `limit` or `offset` on `PUT`, which names its one row by its key.
    #[error("PUT takes no limit or offset")]
    UpsertRange,
    /// The body is not what its `Content-Type` says.
    #[error(transparent)]
    Body(BodyError),
    /// Preferences that are unknown, under `handling=strict`.
    #[error("unknown preferences: {}", .0.join(", "))]
    Preferences(Vec<String>),
    /// `Idempotency-Key` is not one key.
    #[error("the idempotency key is none")]
    IdempotencyKey,
    /// Too large or too deep.
    #[error("over the bound of {limit} for {bound:?}")]
    Bound {
        /// What is bounded.
        bound: Bound,
        /// By how much.
        limit: usize,
    },
}

/// Why a range can't hold a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeError {
    /// `limit=-1`, or a `Range` header that lies outside of `limit` and `offset`
    NegativeLimit,
    /// `Range: 5-2`
    LowerAboveUpper,
}

/// What is wrong with a body.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BodyError {
    /// Not JSON, or nothing where JSON is needed.
    #[error("empty or invalid JSON")]
    Json,
    /// Objects with different keys, or elements that are no objects.
    #[error("the objects' keys differ")]
    Keys,
    /// Lines with fewer fields than the header.
    #[error("the lines' fields differ in number")]
    Lines,
    /// CSV with a quote that does not end, or text after one that did.
    #[error("line {line} is not CSV")]
    Csv {
        /// Counted from 1.
        line: usize,
    },
    /// CSV without even a header.
    #[error("no header line")]
    CsvEmpty,
    /// A `Content-Type` that the target does not take.
    #[error("a body of {0} is not taken here")]
    MediaType(String),
}

/// What is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Bytes of path and query string.
    UrlBytes,
    /// Bytes of the body.
    BodyBytes,
    /// Items of `select`.
    SelectItems,
    /// Embeds within embeds.
    EmbedDepth,
    /// Filters, orders and limits.
    Filters,
    /// Groups within groups of a logic tree.
    FilterDepth,
    /// Arrows of a JSON path.
    PathSteps,
    /// Arrays and objects within each other.
    JsonDepth,
    /// Rows times columns of a body.
    Cells,
}
