//! How a command on this machine reaches the process that holds the data folder: a socket within it, which only the
//! folder's owner can open. One question is one line of JSON, and so is its answer.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::backend::Backend;
use crate::configuration::Settings;
use crate::question::{Question, answer};

/// A larger question isn't read.
const QUESTION_BYTES_MAX: u64 = 16 << 20;

/// The socket's name; a path of a socket has about a hundred letters at most.
const SOCKET: &str = "control";

#[derive(Debug, Deserialize, Serialize)]
enum Answer {
    Said(String),
    Failed(String),
}

/// Listens until it is dropped.
pub(crate) struct Control {
    path: PathBuf,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Control {
    fn drop(&mut self) {
        self.task.abort();
        // What was left behind is removed by the next process too.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
impl Control {
    /// Begins to listen; without a socket it goes on all the same, and says so in the log.
    pub(crate) fn listen(backend: &Backend, settings: &Settings) -> Option<Self> {
        let path = backend.folder().join(SOCKET);
        let _ = std::fs::remove_file(&path);
        let listener = match tokio::net::UnixListener::bind(&path) {
            Ok(listener) => listener,
            Err(error) => {
                tracing::warn!(%error, "commands can't reach this process");
                return None;
            }
        };
        let database = backend.database.clone();
        let require_rls = settings.api.require_rls;
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let database = database.clone();
                tokio::spawn(async move {
                    if let Err(error) = unix::serve(stream, &*database, require_rls).await {
                        tracing::warn!(%error, "a command went away");
                    }
                });
            }
        });
        Some(Self { path, task })
    }
}

#[cfg(not(unix))]
impl Control {
    /// Sockets in folders are for Unix; elsewhere commands need the folder for themselves.
    pub(crate) fn listen(_backend: &Backend, _settings: &Settings) -> Option<Self> {
        None
    }
}

/// Asks the process that holds a folder; nothing if it doesn't listen.
#[cfg(unix)]
pub(crate) async fn ask(folder: &Path, question: &Question) -> Result<Option<String>> {
    let Ok(stream) = tokio::net::UnixStream::connect(folder.join(SOCKET)).await else {
        return Ok(None);
    };
    match unix::ask(stream, question).await? {
        Answer::Said(text) => Ok(Some(text)),
        Answer::Failed(text) => Err(anyhow::anyhow!(text)),
    }
}

/// Asks the process that holds a folder; nothing if it doesn't listen.
#[cfg(not(unix))]
pub(crate) async fn ask(_folder: &Path, _question: &Question) -> Result<Option<String>> {
    Ok(None)
}

#[cfg(unix)]
mod unix {
    use anyhow::Result;
    use db::Database;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::UnixStream;

    use super::{Answer, QUESTION_BYTES_MAX, Question, answer};

    pub(super) async fn serve(
        mut stream: UnixStream,
        database: &dyn Database,
        require_rls: bool,
    ) -> Result<()> {
        let mut text = Vec::new();
        (&mut stream).take(QUESTION_BYTES_MAX).read_to_end(&mut text).await?;
        let said = match serde_json::from_slice::<Question>(&text) {
            Ok(question) => answer(database, require_rls, &question).await,
            Err(error) => Err(error.into()),
        };
        let said = said.map_or_else(|error| Answer::Failed(format!("{error:#}")), Answer::Said);
        stream.write_all(&serde_json::to_vec(&said)?).await?;
        Ok(stream.shutdown().await?)
    }

    pub(super) async fn ask(mut stream: UnixStream, question: &Question) -> Result<Answer> {
        stream.write_all(&serde_json::to_vec(question)?).await?;
        stream.shutdown().await?;
        let mut text = Vec::new();
        stream.read_to_end(&mut text).await?;
        Ok(serde_json::from_slice(&text)?)
    }
}
