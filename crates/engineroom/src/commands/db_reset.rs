//! `engineroom db reset [DIR]`: an empty database, made again from the files and seeded.

use anyhow::Result;

use crate::apply::{Allowed, apply};
use crate::arguments::Project as Arguments;
use crate::backend::Backend;
use crate::configuration::Mode;
use crate::data_folder::{self, DataFolder};
use crate::databases::Choice;
use crate::project::Project;
use crate::report::Teller;

/// Resets; the answer is what a person reads.
pub(crate) async fn run(arguments: &Arguments) -> Result<String> {
    data_folder::keep_new_files_private();
    let project = Project::find(arguments.dir.as_deref())?;
    let settings = project.configuration(Mode::Dev, &arguments.overrides())?.settings;
    let sources = project.sources(&settings.schema)?;
    // Nobody else may have it open while it goes.
    let folder = DataFolder::take(&settings.storage.data_dir)?;
    Choice::of(&settings.storage)?.remove()?;
    drop(folder);
    let backend = Backend::open(&settings).await?;
    let allowed = Allowed { losses: true, parts: true, seeds: true };
    let applied = apply(&*backend.database, &sources, allowed).await;
    backend.close().await?;
    let text = Teller::default().tell(&applied?, "");
    Ok(if text.is_empty() { "the database is empty".to_owned() } else { text })
}
