//! Opening the file: who may read it, how it is synchronised, whose it is, and whether it is whole.

use crate::engine::connection::Connection;
use crate::engine::errors::sqlite_error;
use crate::engine::{meta, migrate};
use db::{Error, Versioned};
use rusqlite::OpenFlags;
use std::path::Path;
use std::sync::Arc;

/// A file up to this size is checked whole when it is opened, in bytes; a larger one would take too long.
const CHECKED_MAX: u64 = 32 << 20;

/// Every acknowledged write is on disk (`full`), a damaged page is noticed when it is read.
const SETTINGS: &str = "
pragma journal_mode = wal;
pragma synchronous = full;
pragma foreign_keys = on;
pragma cell_size_check = on;
pragma temp_store = memory;
pragma busy_timeout = 5000;
";

/// Opens the one connection that writes, and reads the catalog; an empty file gets the schema that every project
/// starts from.
pub(super) fn open_for_writing(path: &Path) -> Result<(Connection, Versioned), Error> {
    prepare(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    connection.execute(SETTINGS)?;
    let versioned = match whose(&connection)? {
        Whose::Nobodys => begin(&connection)?,
        Whose::Ours => {
            check(&connection, path)?;
            meta::catalog(&connection)?
        }
    };
    Ok((connection, versioned))
}

/// Opens a connection that can't write.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    connection.execute(
        "pragma query_only = on; pragma busy_timeout = 5000; pragma temp_store = memory;",
    )?;
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let opened = rusqlite::Connection::open_with_flags(path, flags);
    Connection::new(opened.map_err(|error| sqlite_error(&error))?)
}

/// Makes the folder and the file so that only their owner can read them.
fn prepare(path: &Path) -> Result<(), Error> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            Error::ReadOnly(format!("{}: {error}", path.display()))
        }
        std::io::ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::Unavailable(format!("{}: {error}", path.display())),
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(failed)
}

enum Whose {
    Nobodys,
    Ours,
}

fn whose(connection: &Connection) -> Result<Whose, Error> {
    let pragma =
        |name: &str| connection.one_row(&format!("pragma {name}"), |row| row.get::<_, i32>(0));
    let tables: i64 = connection.one_row("select count(*) from sqlite_schema", |row| row.get(0))?;
    match (pragma("application_id")?, pragma("user_version")?, tables) {
        (0, 0, 0) => Ok(Whose::Nobodys),
        (meta::APPLICATION, meta::FORMAT, _) => Ok(Whose::Ours),
        (meta::APPLICATION, format, _) => Err(Error::Unsupported(format!(
            "this database has format {format}, and this version of the program knows format {}; use the \
             version that wrote it, or a newer one",
            meta::FORMAT
        ))),
        _ => Err(Error::Unsupported(
            "this file is the database of another program; choose another data folder".to_owned(),
        )),
    }
}

/// The schema that every project starts from, as the first migration.
fn begin(connection: &Connection) -> Result<Versioned, Error> {
    connection.execute("begin immediate")?;
    meta::create(connection)?;
    connection.execute("commit")?;
    let nothing = Versioned::new(0, Arc::default());
    migrate::to_catalog(connection, &nothing, sql::base_catalog())
}

fn check(connection: &Connection, path: &Path) -> Result<(), Error> {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    if size > CHECKED_MAX {
        return Ok(());
    }
    let found: String = connection.one_row("pragma quick_check(1)", |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Error::Damaged(found)) }
}
