//! Running work on the accounts' tables.

use super::work::Work;
use access::Denied;
use db::{Answer, Database, Versioned};
use std::sync::Arc;
use std::time::{Duration, Instant};
use value::ValueError;

/// How often work is planned again because the schema changed under it.
const REPLANS_MAX: usize = 2;

/// Where accounts are.
#[derive(Clone)]
pub(crate) struct Store {
    database: Arc<dyn Database>,
    timeout: Duration,
}

/// Why work on accounts failed. Nothing of it happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StoreError {
    /// The database's schema `auth` is not the one that accounts need.
    #[error("{0} is missing from the database")]
    Missing(String),
    /// A value that its column can't hold.
    #[error("{}", .0.message)]
    Value(ValueError),
    /// It was not permitted; the server's own work always is, so the schema is not what it should be.
    #[error("{0}")]
    Denied(#[from] Denied),
    /// An expression could not be made.
    #[error("no expression: {0}")]
    Expression(String),
    /// The database refused or failed.
    #[error("{0}")]
    Database(#[from] db::Error),
}

impl Store {
    pub(crate) const fn new(database: Arc<dyn Database>, timeout: Duration) -> Self {
        Self { database, timeout }
    }

    /// Runs what `build` collects as one transaction.
    pub(crate) async fn run(
        &self,
        build: impl Fn(&mut Work<'_>) -> Result<(), StoreError> + Send,
    ) -> Result<Answer, StoreError> {
        let deadline = Instant::now() + self.timeout;
        for _ in 0..=REPLANS_MAX {
            let permitted = self.permitted(&build)?;
            match self.database.run(permitted, deadline).await {
                Err(db::Error::Stale) => {}
                ended => return Ok(ended?),
            }
        }
        Err(db::Error::Busy.into())
    }

    fn permitted(
        &self,
        build: impl Fn(&mut Work<'_>) -> Result<(), StoreError>,
    ) -> Result<access::Permitted, StoreError> {
        let Versioned { version, catalog, .. } = self.database.catalog();
        let mut work = Work::over(&catalog);
        build(&mut work)?;
        let (plan, inputs) = work.finish();
        Ok(access::as_system(&catalog, version, plan::lower(&plan), inputs)?)
    }
}

impl StoreError {
    /// A step that had to touch exactly one row did not.
    pub(crate) const fn is_demand(&self) -> bool {
        matches!(self, Self::Database(db::Error::Demand { .. }))
    }

    /// PostgreSQL would say this code.
    pub(crate) fn is_code(&self, code: &str) -> bool {
        matches!(self, Self::Database(db::Error::Sql(error)) if error.code == code)
    }
}
