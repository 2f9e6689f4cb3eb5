//! One file for each command.

pub(crate) mod completions;
pub(crate) mod db_query;
pub(crate) mod db_reset;
pub(crate) mod dev;
pub(crate) mod init;
pub(crate) mod start;
pub(crate) mod status;
