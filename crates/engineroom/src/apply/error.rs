//! Why the files could not be applied. The database is as it was before the part that failed.

use std::fmt;

/// What stood in the way.
#[derive(Debug)]
pub(crate) enum ApplyError {
    /// Something is wrong in the files.
    Files(Vec<sql::Error>),
    /// The database refused a part of the files.
    Refused {
        /// Which: a file's name, or what it was about.
        part: String,
        /// Why.
        error: db::Error,
    },
    /// The database can't be asked.
    Database(db::Error),
    /// A statement names what it may not.
    Denied {
        /// Which file.
        part: String,
        /// Why.
        error: access::Denied,
    },
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(errors) => {
                let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
                f.write_str(&texts.join("\n"))
            }
            Self::Refused { part, error } => {
                write!(f, "{part}: {error}")?;
                let db::Error::Sql(sql) = error else { return Ok(()) };
                for more in [&sql.detail, &sql.hint].into_iter().flatten() {
                    write!(f, "\n  {more}")?;
                }
                Ok(())
            }
            Self::Denied { part, error } => write!(f, "{part}: {error}"),
            Self::Database(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ApplyError {}
