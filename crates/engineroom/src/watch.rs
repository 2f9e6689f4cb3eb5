//! Watching a project's files. A change is only the sign to look again: what changed is for whoever reads the files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;

use crate::project::Project;

/// Editors write a file in several steps; a change is told when nothing happened for so long.
const QUIET: Duration = Duration::from_millis(120);

/// The signs that a project's files changed.
pub(crate) struct Changes {
    watcher: RecommendedWatcher,
    events: mpsc::Receiver<()>,
    project: Project,
    watched: Vec<PathBuf>,
}

impl Changes {
    /// Begins to watch.
    pub(crate) fn of(project: &Project) -> anyhow::Result<Self> {
        // One waiting sign stands for all that happened since.
        let (sender, events) = mpsc::channel(1);
        let supabase = project.supabase.clone();
        let root = project.root.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let read_only = matches!(event.kind, EventKind::Access(_));
            if !read_only && event.paths.iter().any(|path| matters(path, &supabase, &root)) {
                // A full channel holds the sign already.
                let _ = sender.try_send(());
            }
        });
        let watcher = watcher.context("the project's files can't be watched")?;
        let mut changes = Self { watcher, events, project: project.clone(), watched: Vec::new() };
        changes.watch_folders()?;
        Ok(changes)
    }

    /// Waits for a change and for the quiet after it.
    pub(crate) async fn next(&mut self) -> anyhow::Result<()> {
        self.events.recv().await.context("the watch ended")?;
        while tokio::time::timeout(QUIET, self.events.recv()).await.is_ok_and(|sign| sign.is_some())
        {
        }
        // A folder may be new.
        self.watch_folders()
    }

    fn watch_folders(&mut self) -> anyhow::Result<()> {
        let supabase = &self.project.supabase;
        let mut folders = vec![
            (self.project.root.clone(), RecursiveMode::NonRecursive),
            (supabase.clone(), RecursiveMode::NonRecursive),
        ];
        for name in ["schemas", "migrations", "seeds"] {
            folders.push((supabase.join(name), RecursiveMode::Recursive));
        }
        self.watched.retain(|folder| folder.is_dir());
        for (folder, mode) in folders {
            if folder.is_dir() && !self.watched.contains(&folder) {
                let context = || format!("{} can't be watched", folder.display());
                self.watcher.watch(&folder, mode).with_context(context)?;
                self.watched.push(folder);
            }
        }
        Ok(())
    }
}

/// Whether a file can change what the project is: SQL, the configuration, variables.
fn matters(path: &Path, supabase: &Path, root: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let variables = name == ".env" || name.starts_with(".env.");
    if variables {
        return path.parent().is_some_and(|parent| parent == supabase || parent == root);
    }
    let inside = path.starts_with(supabase);
    let folder = path.parent() == Some(supabase) && path.extension().is_none();
    inside && (folder || name == "config.toml" || name.ends_with(".sql"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_project_matter() {
        let check = |path: &str, expected: bool| {
            let (supabase, root) = (Path::new("/p/supabase"), Path::new("/p"));
            assert_eq!(matters(Path::new(path), supabase, root), expected, "{path}");
        };
        check("/p/supabase/config.toml", true);
        check("/p/supabase/schemas/a.sql", true);
        check("/p/supabase/schemas", true);
        check("/p/supabase/.env", true);
        check("/p/.env.local", true);
        check("/p/src/.env", false);
        check("/p/.engineroom/database.wal", false);
        check("/p/supabase/schemas/.a.sql.swp", false);
        check("/p/other.sql", false);
    }

    #[tokio::test]
    async fn a_change_is_told_once_things_are_quiet() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("supabase/schemas")).unwrap();
        let project = Project::find(Some(folder.path())).unwrap();
        let mut changes = Changes::of(&project).unwrap();
        let file = project.supabase.join("schemas/a.sql");
        std::fs::write(&file, "a").unwrap();
        std::fs::write(&file, "b").unwrap();
        let soon = Duration::from_secs(5);
        tokio::time::timeout(soon, changes.next()).await.unwrap().unwrap();
        let _ = std::fs::read_to_string(&file).unwrap();
        let more = tokio::time::timeout(QUIET * 3, changes.next()).await;
        assert!(more.is_err(), "reading is no change");
        std::fs::create_dir(project.supabase.join("migrations")).unwrap();
        tokio::time::timeout(soon, changes.next()).await.unwrap().unwrap();
        std::fs::write(project.supabase.join("migrations/1_a.sql"), "a").unwrap();
        tokio::time::timeout(soon, changes.next()).await.unwrap().unwrap();
    }
}
