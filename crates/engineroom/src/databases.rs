//! From a URL to a database. The one file outside the `db-*` crates that knows which ones there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use db::Database;
use db_sqlite::{Options, Sqlite};

use crate::configuration::Storage;

/// The embedded database's file in the data folder.
const FILE: &str = "database.sqlite";

/// The schemes of databases that a later version reaches, as people write them.
const LATER: &[(&str, &str)] = &[
    ("postgres", "PostgreSQL"),
    ("postgresql", "PostgreSQL"),
    ("mysql", "MySQL"),
    ("mariadb", "MariaDB"),
    ("mongodb", "MongoDB"),
    ("mongodb+srv", "MongoDB"),
];

/// A database that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// A SQLite file.
    Sqlite(PathBuf),
}

impl Choice {
    /// The database that the settings name; the embedded one unless they do.
    pub(crate) fn of(storage: &Storage) -> anyhow::Result<Self> {
        let Some(url) = &storage.url else {
            return Ok(Self::Sqlite(storage.data_dir.join(FILE)));
        };
        let from = storage.url_from;
        let Some((scheme, rest)) = url.split_once(':') else {
            bail!("{from} is no URL: sqlite:PATH names a file");
        };
        let scheme = scheme.to_lowercase();
        if scheme == "sqlite" {
            // Both `sqlite:data.db` and `sqlite:///srv/data.db` are common.
            let path = rest.strip_prefix("//").unwrap_or(rest);
            if path.is_empty() {
                bail!("{from} names no file: sqlite:PATH does");
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        match LATER.iter().find(|(name, _)| *name == scheme) {
            Some((_, name)) => bail!(
                "{from} names a {name} database, which this version can't use yet; without it the embedded database \
                 is used"
            ),
            None => bail!("{from} names a database of an unknown kind: {scheme}"),
        }
    }

    /// Opens it, and makes it if it isn't there.
    pub(crate) async fn open(&self) -> anyhow::Result<Arc<dyn Database>> {
        match self {
            Self::Sqlite(path) => {
                let file = path.clone();
                let open = move || Sqlite::open(&file, Options::default());
                let opened = tokio::task::spawn_blocking(open).await?;
                Ok(Arc::new(opened.with_context(|| path.display().to_string())?))
            }
        }
    }

    /// Removes it with all that it holds.
    pub(crate) fn remove(&self) -> anyhow::Result<()> {
        let Self::Sqlite(path) = self;
        for suffix in ["", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(suffix);
            match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    bail!("{} can't be removed: {error}", PathBuf::from(file).display());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// How other tools name it.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite://{}", absolute(path).display()),
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn storage(url: Option<&str>) -> Storage {
        Storage {
            url: url.map(str::to_owned),
            url_from: "--db",
            data_dir: PathBuf::from("/p/.engineroom"),
            statement_timeout: Duration::from_secs(1),
        }
    }

    #[test]
    fn urls_name_databases() {
        let check = |url: Option<&str>, expected: &str| {
            let found = match Choice::of(&storage(url)) {
                Ok(choice) => choice.url(),
                Err(error) => error.to_string(),
            };
            assert!(found.starts_with(expected), "{url:?}: {found}");
        };
        check(None, "sqlite:///p/.engineroom/database.sqlite");
        check(Some("sqlite:///a/b.db"), "sqlite:///a/b.db");
        check(Some("sqlite:/a/b.db"), "sqlite:///a/b.db");
        check(Some("SQLite:/a/b.db"), "sqlite:///a/b.db");
        check(Some("sqlite:"), "--db names no file");
        check(Some("postgres://u@h/d"), "--db names a PostgreSQL database");
        check(Some("data.db"), "--db is no URL");
        check(Some("oracle://x"), "--db names a database of an unknown kind: oracle");
    }
}
