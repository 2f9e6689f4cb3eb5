//! Putting the services together: each gets what it needs of the settings, and its place in the URL.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use db::Database;

use crate::configuration::{Mode, Settings};
use crate::keys::Keys;

/// All services of a project.
pub(crate) fn router(
    _database: &Arc<dyn Database>,
    _settings: &Settings,
    _keys: &Keys,
    _data_dir: &Path,
    _mode: Mode,
) -> Result<Router> {
    Ok(Router::new())
}
