//! `engineroom dev [DIR]`: serves a project on this machine and follows its files. Whatever is wrong in them, the last good
//! schema and settings go on being served.

use std::io::{BufRead, IsTerminal};
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::sync::{mpsc, oneshot};

use crate::apply::{Allowed, apply};
use crate::arguments::Serve as Arguments;
use crate::backend::Backend;
use crate::configuration::{Mode, Settings};
use crate::control::Control;
use crate::keys::Keys;
use crate::project::{Project, Sources};
use crate::report::Teller;
use crate::server::{LiveRouter, Server, stop_signal};
use crate::terminal::{say, warn};
use crate::watch::Changes;
use crate::{data_folder, logging};

const HOW_TO_APPLY: &str = "Type `apply` and Enter to do it all the same, start with --allow-data-loss, or write a migration.";

/// Serves until it is told to stop.
pub(crate) async fn run(arguments: &Arguments) -> Result<()> {
    let start = Instant::now();
    data_folder::keep_new_files_private();
    let project = Project::find(arguments.project.dir.as_deref())?;
    let configuration = project.configuration(Mode::Dev, &arguments.overrides())?;
    configuration.warnings.iter().for_each(warn);
    let mut settings = configuration.settings;
    logging::begin(&settings.log)?;
    let stop = stop_signal()?;
    let backend = Backend::open(&settings).await?;
    let server = Server::bind(&settings.server).await?;
    // Port 0 asks the system for a free one.
    settings.server.port = server.address()?.port();
    if !settings.server.is_local() {
        warn("the keys of dev are public, and other machines can reach it");
    }
    let router = LiveRouter::new(backend.router(&settings, Mode::Dev).await?);
    let changes = Changes::of(&project)?;
    let mut dev = Dev {
        project,
        arguments,
        settings,
        backend,
        router,
        sources: Sources::default(),
        teller: Teller::default(),
        said: String::new(),
    };
    dev.follow_schema(arguments.allow_data_loss).await;
    dev.backend.announce(&dev.settings.server.url())?;
    say(dev.welcome(start.elapsed()));
    dev.serve(server, changes, stop).await
}

struct Dev<'a> {
    project: Project,
    arguments: &'a Arguments,
    settings: Settings,
    backend: Backend,
    router: LiveRouter,
    sources: Sources,
    teller: Teller,
    /// The last complaint, which isn't repeated.
    said: String,
}

impl Dev<'_> {
    async fn serve(
        mut self,
        server: Server,
        mut changes: Changes,
        signal: impl Future<Output = ()>,
    ) -> Result<()> {
        let control = Control::listen(&self.backend, &self.settings);
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _ = stopped.await;
        };
        let served = tokio::spawn(server.serve(self.router.clone(), stopped));
        let mut typed = typed_lines();
        tokio::pin!(signal);
        loop {
            tokio::select! {
                () = &mut signal => break,
                changed = changes.next() => {
                    changed?;
                    self.follow().await;
                }
                Some(line) = typed.recv() => {
                    if line.trim() == "apply" {
                        self.follow_schema(true).await;
                    }
                }
            }
        }
        say("stopping");
        drop(control);
        let _ = stop.send(());
        if !served.await? {
            warn("some requests didn't finish in time");
        }
        self.backend.close().await
    }

    /// Follows whatever changed.
    async fn follow(&mut self) {
        self.follow_settings().await;
        self.follow_schema(false).await;
    }

    async fn follow_settings(&mut self) {
        let read = self.project.configuration(Mode::Dev, &self.arguments.overrides());
        let mut settings = match read {
            Ok(configuration) => configuration.settings,
            Err(error) => return self.complain(&format!("{error:#}\nthe last settings stay")),
        };
        if settings.server.port == 0 {
            settings.server.port = self.settings.server.port;
        }
        if format!("{settings:?}") == format!("{:?}", self.settings) {
            return;
        }
        let needs_restart = fixed_parts(&settings) != fixed_parts(&self.settings);
        match self.backend.router(&settings, Mode::Dev).await {
            Ok(router) => {
                self.router.replace(router);
                self.settings = settings;
                say("the settings changed and hold from now on");
            }
            Err(error) => return self.complain(&format!("{error:#}\nthe last settings stay")),
        }
        if needs_restart {
            warn("another address, TLS, database, data folder or log needs a restart");
        }
    }

    /// Brings the database to what the files say, if they say something new.
    async fn follow_schema(&mut self, losses: bool) {
        let sources = match self.project.sources(&self.settings.schema) {
            Ok(sources) => sources,
            Err(error) => return self.complain(&format!("{error:#}")),
        };
        if sources == self.sources && !losses {
            return;
        }
        let allowed = Allowed { losses, parts: true, seeds: true };
        match apply(&*self.backend.database, &sources, allowed).await {
            Ok(report) => {
                let text = self.teller.tell(&report, HOW_TO_APPLY);
                if !text.is_empty() {
                    say(text);
                } else if !self.said.is_empty() {
                    say("all is well again");
                }
                self.said.clear();
            }
            Err(error) => self.complain(&format!("{error}\nthe last good schema stays")),
        }
        self.sources = sources;
    }

    fn complain(&mut self, text: &str) {
        if self.said != text {
            text.clone_into(&mut self.said);
            say(text);
        }
    }

    fn welcome(&self, took: Duration) -> String {
        let settings = &self.settings;
        let url = settings.server.url();
        let keys = Keys::fill(&settings.auth.keys);
        let mut lines = vec![
            format!(
                "{} is served at {url} (ready in {} ms)",
                settings.project_id,
                took.as_millis()
            ),
            format!("  database         {}", self.backend.database.capabilities().name),
            format!("  publishable key  {}", keys.publishable_key),
            format!("  secret key       {}", keys.secret_key),
        ];
        let people = self.sources.people();
        lines.extend(people.iter().map(|person| format!("  sign in as       {person}")));
        lines.push("  `engineroom status` prints all keys; Ctrl-C stops".to_owned());
        lines.join("\n")
    }
}

/// What can't change while it runs.
fn fixed_parts(settings: &Settings) -> String {
    let Settings { server, storage, log, .. } = settings;
    format!(
        "{} {} {:?} {} {:?} {storage:?} {log:?}",
        server.host, server.port, server.tls, server.max_connections, server.shutdown_timeout
    )
}

/// The lines that a person types, if there is one.
fn typed_lines() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(1);
    if std::io::stdin().is_terminal() {
        // A thread of its own: a read from a terminal can't be stopped, and must not hold up the end.
        std::thread::spawn(move || {
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                if sender.blocking_send(line).is_err() {
                    return;
                }
            }
        });
    }
    receiver
}
