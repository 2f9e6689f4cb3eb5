//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::configuration::Overrides;
use crate::question::Form;

/// The whole backend of an application in one program.
#[derive(Debug, Parser)]
#[command(name = "engineroom", version, about, propagate_version = true, after_help = SETTINGS)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const SETTINGS: &str = "\
Every setting is a key of config.toml and an environment variable: [engineroom] keys are ENGINEROOM_PORT,
ENGINEROOM_TLS_CERT…, all others SUPABASE_API_MAX_ROWS, SUPABASE_AUTH_SITE_URL… The variables may stand in .env.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new project
    Init {
        /// Where; the current folder unless told
        dir: Option<PathBuf>,
    },
    /// Serve a project on this machine and follow its changes
    Dev(Serve),
    /// Serve a project to the world
    Start(Serve),
    /// Print a project's addresses and keys
    Status {
        /// The project
        #[command(flatten)]
        project: Project,
        /// The form
        #[arg(short, long, value_enum, default_value = "pretty")]
        output: Output,
    },
    /// Work on a project's database
    Db {
        /// What to do with it
        #[command(subcommand)]
        command: Database,
    },
    /// Print the shell's completions
    Completions {
        /// For which shell
        shell: Shell,
    },
}

/// What to do with a database.
#[derive(Debug, Subcommand)]
pub(crate) enum Database {
    /// Empty the database, make it again from the project, and seed it
    Reset {
        /// The project
        #[command(flatten)]
        project: Project,
    },
    /// Run a statement and print its rows
    Query {
        /// The statement
        sql: String,
        /// The project
        #[command(flatten)]
        project: Project,
        /// As which role; without it no rules hold
        #[arg(long)]
        role: Option<String>,
        /// As whom: the `sub` of the claims
        #[arg(long, requires = "role")]
        sub: Option<String>,
        /// The form
        #[arg(short, long, value_enum, default_value = "pretty")]
        output: Rows,
    },
}

/// A project that is served, and where.
#[derive(Clone, Debug, Args)]
pub(crate) struct Serve {
    /// The project
    #[command(flatten)]
    pub(crate) project: Project,
    /// Listen on this address (127.0.0.1) [env: ENGINEROOM_HOST]
    #[arg(long)]
    host: Option<String>,
    /// Listen on this port (54321) [env: ENGINEROOM_PORT]
    #[arg(long)]
    port: Option<u16>,
    /// Apply the schema's files now even where that loses data
    #[arg(long)]
    pub(crate) allow_data_loss: bool,
}

impl Serve {
    /// What overrides the configuration.
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides { host: self.host.clone(), port: self.port, ..self.project.overrides() }
    }
}

/// A project and where its data is.
#[derive(Clone, Debug, Args)]
pub(crate) struct Project {
    /// The project's folder; the current one unless told
    pub(crate) dir: Option<PathBuf>,
    /// Use this database [env: ENGINEROOM_DB, DATABASE_URL]
    #[arg(long, value_name = "URL")]
    db: Option<String>,
    /// Keep data in this folder (.engineroom) [env: ENGINEROOM_DATA_DIR]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl Project {
    /// What overrides the configuration.
    pub(crate) fn overrides(&self) -> Overrides {
        let (db, data_dir) = (self.db.clone(), self.data_dir.clone());
        Overrides { db, data_dir, ..Overrides::default() }
    }
}

/// How addresses and keys are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people
    Pretty,
    /// `NAME="value"` lines, as in a .env
    Env,
    /// A JSON object
    Json,
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    /// For people
    Pretty,
    /// A JSON list of objects
    Json,
    /// Comma-separated values
    Csv,
}

impl From<Rows> for Form {
    fn from(rows: Rows) -> Self {
        match rows {
            Rows::Pretty => Self::Pretty,
            Rows::Json => Self::Json,
            Rows::Csv => Self::Csv,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_makes_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn flags_override() {
        let line = ["engineroom", "dev", "x", "--port", "5", "--data-dir", "d", "--db", "sqlite:a"];
        let Command::Dev(serve) = Arguments::try_parse_from(line).unwrap().command else {
            panic!("another command");
        };
        assert_eq!(serve.project.dir, Some("x".into()));
        let overrides = serve.overrides();
        assert_eq!((overrides.port, overrides.data_dir), (Some(5), Some("d".into())));
        assert_eq!(overrides.db.as_deref(), Some("sqlite:a"));
    }
}
