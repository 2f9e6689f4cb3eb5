//! A small database with a column of every kind of type, served by the data API.

use anyhow::Result;
use conformance::case::{Answered, Asked, Case};
use db::Database;
use db_sqlite::{Options, Sqlite};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SCHEMA: &str = include_str!("../schema.sql");

/// Nothing that is this small may take longer.
const SLOW: Duration = Duration::from_secs(10);

/// What only our own statements say.
const SECRETS: &[&str] = &["json_each(", "rowid", "sqlite", "pg_numeric", "panicked", "src/"];

/// What the targets read against.
pub struct World {
    /// The schema.
    pub catalog: Arc<catalog::Catalog>,
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
    // The file goes when the world does.
    _folder: tempfile::TempDir,
}

impl World {
    /// A world of its own in a temporary folder.
    ///
    /// # Errors
    /// When the folder can't be written or the schema can't be read.
    pub fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let folder = tempfile::tempdir()?;
        let options = Options { readers: 1, ..Options::default() };
        let database = Arc::new(Sqlite::open(&folder.path().join("fuzz.db"), options)?);
        runtime.block_on(conformance::apply(&*database, "schema.sql", SCHEMA))?;
        let catalog = database.catalog().catalog;
        let router = conformance::service(database, &Case::default())?;
        Ok(Self { catalog, router, runtime, _folder: folder })
    }

    /// Asks, and says what must not have happened. What can't be sent at all is no failure.
    ///
    /// # Errors
    /// A 5xx, an answer that shows our insides, or none for long.
    pub fn ask(&self, asked: &Asked) -> Result<(), String> {
        let start = Instant::now();
        let Ok(answered) = self.runtime.block_on(conformance::ask(&self.router, asked)) else {
            return Ok(());
        };
        judge(&answered, start.elapsed())
    }
}

fn judge(answered: &Answered, took: Duration) -> Result<(), String> {
    if took > SLOW {
        return Err(format!("it took {took:?}"));
    }
    if answered.status >= 500 {
        return Err(format!("{}: {}", answered.status, answered.body));
    }
    let leaked =
        SECRETS.iter().find(|secret| answered.status >= 400 && answered.body.contains(**secret));
    match leaked {
        Some(secret) => Err(format!("the answer says {secret}: {}", answered.body)),
        None => Ok(()),
    }
}
