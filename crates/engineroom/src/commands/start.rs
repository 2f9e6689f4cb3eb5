//! `engineroom start [DIR]`: serves a project to the world. It refuses what is unsafe, and says all of it at once.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::apply::{Allowed, apply};
use crate::arguments::Serve as Arguments;
use crate::backend::Backend;
use crate::configuration::{Mode, Settings, refusals};
use crate::control::Control;
use crate::project::Project;
use crate::report::Teller;
use crate::server::{LiveRouter, Server, stop_signal};
use crate::terminal::{say, warn};
use crate::{data_folder, keys, logging};

const HOW_TO_APPLY: &str = "Write a migration, or start once with --allow-data-loss.";

/// Serves until it is told to stop.
pub(crate) async fn run(arguments: &Arguments) -> Result<()> {
    let start = Instant::now();
    data_folder::keep_new_files_private();
    let project = Project::find(arguments.project.dir.as_deref())?;
    let configuration = project.configuration(Mode::Start, &arguments.overrides())?;
    configuration.warnings.iter().for_each(warn);
    let mut settings = configuration.settings;
    refuse_unsafe(&settings)?;
    logging::begin(&settings.log)?;
    let stop = stop_signal()?;
    let mut backend = Backend::open(&settings).await?;
    let server = Server::bind(&settings.server).await?;
    settings.server.port = server.address()?.port();
    bring_up_to_date(&project, &settings, &backend, arguments.allow_data_loss).await?;
    let router = LiveRouter::new(backend.router(&settings, Mode::Start).await?);
    let url = settings.server.url();
    backend.announce(&url)?;
    let control = Control::listen(&backend, &settings);
    let took = start.elapsed().as_millis();
    say(format_args!("{} is served at {url} (ready in {took} ms)", settings.project_id));
    let finished = server.serve(router, stop).await;
    drop(control);
    if !finished {
        warn("some requests didn't finish in time");
    }
    backend.close().await
}

fn refuse_unsafe(settings: &Settings) -> Result<()> {
    let mut refusals = refusals(settings);
    let own = settings.auth.signing_keys_path.as_deref();
    if own.is_some_and(keys::holds_demo_key) {
        refusals.push("auth.signing_keys_path holds the key of every development machine".into());
    }
    if refusals.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = refusals.iter().map(|refusal| format!("  {refusal}")).collect();
    let keys = if list.iter().any(|line| line.contains("SUPABASE_AUTH_")) {
        let lines = keys::generate()?;
        format!("\nThese are new and only yours, for .env, which must not be committed:\n\n{lines}")
    } else {
        String::new()
    };
    bail!("start refuses to serve like this:\n{}{keys}", list.join("\n"))
}

async fn bring_up_to_date(
    project: &Project,
    settings: &Settings,
    backend: &Backend,
    losses: bool,
) -> Result<()> {
    let sources = project.sources(&settings.schema)?;
    // Seeds are for development.
    let allowed = Allowed { losses, parts: false, seeds: false };
    let report = apply(&*backend.database, &sources, allowed).await?;
    let text = Teller::default().tell(&report, HOW_TO_APPLY);
    if !report.waiting.is_empty() {
        bail!("start doesn't serve a schema that isn't the one in the files\n{text}");
    }
    if !text.is_empty() {
        say(text);
    }
    Ok(())
}
