//! A project that is open: its data folder is held, its database is there, its services can be asked for. It is closed in
//! order: first nobody may ask any more, then the database finishes, then the folder is let go.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use db::Database;

use crate::configuration::{Mode, Settings};
use crate::data_folder::DataFolder;
use crate::databases::Choice;
use crate::server::{believe_proxies, refuse_other_hosts};
use crate::services;

/// An open project.
pub(crate) struct Backend {
    /// Its database.
    pub(crate) database: Arc<dyn Database>,
    folder: DataFolder,
}

impl Backend {
    /// Takes the data folder and opens the database.
    pub(crate) async fn open(settings: &Settings) -> Result<Self> {
        let folder = DataFolder::take(&settings.storage.data_dir)?;
        let database = Choice::of(&settings.storage)?.open().await?;
        Ok(Self { database, folder })
    }

    /// Its services under these settings.
    pub(crate) async fn router(&self, settings: &Settings, mode: Mode) -> Result<Router> {
        let router = services::router(&self.database, settings, mode).await?;
        let router = believe_proxies(router, &settings.server.trusted_proxies);
        Ok(match mode {
            Mode::Dev => refuse_other_hosts(router, &allowed_hosts(settings)),
            Mode::Start => router,
        })
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets `status` know where it listens.
    pub(crate) fn announce(&mut self, url: &str) -> Result<()> {
        Ok(self.folder.announce(url)?)
    }

    /// Finishes what was begun.
    pub(crate) async fn close(self) -> Result<()> {
        self.database.close().await?;
        drop(self.folder);
        Ok(())
    }
}

/// The names under which this machine may be asked for, beside those that always mean it.
fn allowed_hosts(settings: &Settings) -> Vec<String> {
    let mut hosts = settings.server.allowed_hosts.clone();
    hosts.push(settings.server.host.clone());
    let url = settings.server.url();
    if let Ok(url) = url.parse::<axum::http::Uri>() {
        hosts.extend(url.host().map(str::to_owned));
    }
    hosts
}
