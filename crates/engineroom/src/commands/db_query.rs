//! `engineroom db query 'SQL'`: one statement. The process that serves the project is asked, if there is one.

use anyhow::Result;

use crate::arguments::Project as Arguments;
use crate::backend::Backend;
use crate::configuration::Mode;
use crate::project::Project;
use crate::question::{Question, answer};
use crate::{control, data_folder};

/// Runs the statement; the answer is its rows.
pub(crate) async fn run(arguments: &Arguments, question: &Question) -> Result<String> {
    data_folder::keep_new_files_private();
    let project = Project::find(arguments.dir.as_deref())?;
    let settings = project.configuration(Mode::Dev, &arguments.overrides())?.settings;
    let folder = &settings.storage.data_dir;
    if data_folder::holder(folder).is_some()
        && let Some(said) = control::ask(folder, question).await?
    {
        return Ok(said);
    }
    let backend = Backend::open(&settings).await?;
    let said = answer(&*backend.database, settings.api.require_rls, question).await;
    backend.close().await?;
    said
}
