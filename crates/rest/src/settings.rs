//! What a project decides about its data API.

mod etags;

use std::time::Duration;
use value::{Name, QualifiedName};

pub use etags::{EtagKey, EtagRule, Etags};

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
    /// Whether an embed that has an alias may be filtered, ordered and limited by its relation's name too.
    pub legacy_target_names: bool,
    /// Whether `limit` and `order` say which rows an update or delete writes; PostgREST does so no more.
    pub limited_writes: bool,
    /// How a transaction ends, and whether `Prefer: tx=…` has a say in it.
    pub transaction_end: TransactionEnd,
    /// Whether the root describes the API.
    pub describe: bool,
    /// Whether the description says that callers show a token.
    pub describe_security: bool,
    /// Whether callers may ask for the database's plan of a statement.
    pub plans: bool,
    /// A function without arguments that is called before everything else, in the transaction of each request.
    pub pre_request: Option<QualifiedName>,
    /// Under which URL clients reach the API, for its description.
    pub public_url: String,
    /// Which relations have entity tags.
    pub etags: Etags,
    /// How writes with an idempotency key are known again.
    pub once: OnceSettings,
}

/// How writes with an idempotency key are known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnceSettings {
    /// How long.
    pub lasts: Duration,
    /// The largest body of an answer that is kept, in bytes; of a larger one the status and the headers are.
    pub answer_bytes_max: usize,
}

impl Default for OnceSettings {
    fn default() -> Self {
        Self { lasts: Duration::from_secs(24 * 3600), answer_bytes_max: 64 << 10 }
    }
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
            legacy_target_names: true,
            limited_writes: false,
            transaction_end: TransactionEnd::Commit,
            describe: true,
            describe_security: false,
            plans: false,
            pre_request: None,
            public_url: "http://127.0.0.1:54321/rest/v1".to_owned(),
            etags: Etags::default(),
            once: OnceSettings::default(),
        }
    }
}

impl TransactionEnd {
    /// Whether a request's preference counts.
    pub(crate) const fn may_be_asked(self) -> bool {
        matches!(self, Self::CommitUnlessAsked | Self::RollbackUnlessAsked)
    }
}
