//! What a project decides about its data API.

use value::Name;

/// What a project decides about its data API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The schemas that are served; the first is the one that is meant when none is named. Not empty.
    pub schemas: Vec<Name>,
    /// Further schemas in which the types of casts are looked up.
    pub extra_search_path: Vec<Name>,
    /// The most rows that one answer, or one embed in it, holds.
    pub max_rows: Option<u64>,
    /// Whether `select` may aggregate.
    pub aggregates: bool,
    /// How a transaction ends, and whether `Prefer: tx=…` has a say in it.
    pub transaction_end: TransactionEnd,
    /// Whether the root describes the API.
    pub describe: bool,
    /// Under which URL clients reach the API, for its description.
    pub public_url: String,
}

/// How a transaction ends, and whether `Prefer: tx=…` has a say in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransactionEnd {
    /// It commits, whatever a request prefers.
    #[default]
    Commit,
    /// It commits unless the request prefers a rollback.
    CommitUnlessAsked,
    /// It rolls back, whatever a request prefers.
    Rollback,
    /// It rolls back unless the request prefers a commit.
    RollbackUnlessAsked,
}

impl Settings {
    /// The defaults, serving these schemas.
    pub fn serving(schemas: Vec<Name>) -> Self {
        Self {
            schemas,
            extra_search_path: Vec::new(),
            max_rows: None,
            aggregates: false,
            transaction_end: TransactionEnd::Commit,
            describe: true,
            public_url: "http://127.0.0.1:54321/rest/v1".to_owned(),
        }
    }
}

impl TransactionEnd {
    /// Whether a request's preference counts.
    pub(crate) const fn may_be_asked(self) -> bool {
        matches!(self, Self::CommitUnlessAsked | Self::RollbackUnlessAsked)
    }
}
