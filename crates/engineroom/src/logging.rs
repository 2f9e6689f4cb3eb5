//! The log: lines on the standard error, for people or as JSON. It never holds query strings, filter values, passwords or
//! tokens.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

use crate::configuration::Log;

/// Begins to log.
pub(crate) fn begin(log: &Log) -> Result<()> {
    let filter = EnvFilter::try_new(&log.filter)
        .context("engineroom.log is no level and no list such as info,rest=debug")?;
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber can only come from a test; the first one stays.
    let _ = if log.json { subscriber.json().try_init() } else { subscriber.try_init() };
    Ok(())
}
