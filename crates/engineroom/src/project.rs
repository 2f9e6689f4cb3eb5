//! A project's folder: where its files are, and which of them make the schema. Patterns and orders are those of Supabase's
//! CLI.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::configuration::{
    Configuration, Environment, Folders, Mode, Overrides, SchemaFiles, read,
};

/// A project's folder.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    /// Where the application is.
    pub(crate) root: PathBuf,
    /// Where `config.toml`, `schemas/`, `migrations/` and `seed.sql` are.
    pub(crate) supabase: PathBuf,
}

/// A file of SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SqlFile {
    /// How messages call it: its path from the project's root.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) text: String,
}

/// A file of `migrations/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MigrationFile {
    /// The digits that its name begins with.
    pub(crate) version: String,
    /// The rest of its name.
    pub(crate) name: String,
    /// The file.
    pub(crate) file: SqlFile,
}

/// All SQL of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sources {
    /// The migrations in their order.
    pub(crate) migrations: Vec<MigrationFile>,
    /// The schema's files in their order.
    pub(crate) schemas: Vec<SqlFile>,
    /// The seeds in their order.
    pub(crate) seeds: Vec<SqlFile>,
    /// What a person should know about them.
    pub(crate) warnings: Vec<String>,
}

impl Project {
    /// Finds the project in a folder; without one, in the folder we are in or above it.
    pub(crate) fn find(folder: Option<&Path>) -> anyhow::Result<Self> {
        let start = folder.unwrap_or(Path::new("."));
        let start = start
            .canonicalize()
            .with_context(|| format!("there is no folder {}", start.display()))?;
        let candidates = if folder.is_some() { 1 } else { usize::MAX };
        let found = start.ancestors().take(candidates).find_map(Self::at);
        found.with_context(|| {
            format!(
                "there is no project in {}: it would have supabase/config.toml. `engineroom init` makes one",
                start.display()
            )
        })
    }

    fn at(folder: &Path) -> Option<Self> {
        let inside = folder.join("supabase");
        if inside.is_dir() {
            return Some(Self { root: folder.to_owned(), supabase: inside });
        }
        if !folder.join("config.toml").is_file() {
            return None;
        }
        let is_supabase = folder.file_name().is_some_and(|name| name == "supabase");
        let root = folder.parent().filter(|_| is_supabase).unwrap_or(folder);
        Some(Self { root: root.to_owned(), supabase: folder.to_owned() })
    }

    /// Reads its configuration.
    pub(crate) fn configuration(
        &self,
        mode: Mode,
        overrides: &Overrides,
    ) -> anyhow::Result<Configuration> {
        let environment = Environment::read(&[&self.supabase, &self.root], mode)?;
        let path = self.config_file();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            // A project may live on the defaults.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => bail!("{} can't be read: {error}", path.display()),
        };
        let file = &self.name_of(&path);
        let folders = Folders { root: &self.root, supabase: &self.supabase, file };
        Ok(read(folders, &text, &environment, overrides)?)
    }

    /// The path of `config.toml`.
    pub(crate) fn config_file(&self) -> PathBuf {
        self.supabase.join("config.toml")
    }

    /// Reads all its SQL.
    pub(crate) fn sources(&self, files: &SchemaFiles) -> anyhow::Result<Sources> {
        let mut warnings = Vec::new();
        let migrations =
            if files.migrations { self.migrations(&mut warnings)? } else { Vec::new() };
        let schemas = if files.schema_paths.is_empty() {
            sql_files_below(&self.supabase.join("schemas"))?
        } else {
            self.matching(&files.schema_paths, &mut |pattern| {
                bail!("db.migrations.schema_paths: no file matches {pattern}")
            })?
        };
        let seeds = if files.seed {
            self.matching(&files.seed_paths, &mut |pattern| {
                // The default names a file that a project need not have.
                if pattern != "./seed.sql" {
                    warnings.push(format!("db.seed.sql_paths: no file matches {pattern}"));
                }
                Ok(())
            })?
        } else {
            Vec::new()
        };
        Ok(Sources {
            migrations,
            schemas: self.read_all(&schemas)?,
            seeds: self.read_all(&seeds)?,
            warnings,
        })
    }

    fn migrations(&self, warnings: &mut Vec<String>) -> anyhow::Result<Vec<MigrationFile>> {
        let mut migrations = Vec::new();
        for path in sql_files_in(&self.supabase.join("migrations"))? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match name.split_once('_') {
                Some((version, rest))
                    if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) =>
                {
                    let (version, name) = (version.to_owned(), rest.to_owned());
                    migrations.push(MigrationFile { version, name, file: self.read(&path)? });
                }
                _ => warnings.push(format!(
                    "{} is skipped: a migration's name is digits, _ and a name",
                    self.name_of(&path)
                )),
            }
        }
        if let Some(pair) = migrations.windows(2).find(|pair| pair[0].version == pair[1].version) {
            bail!("{} and {} have the same version", pair[0].file.name, pair[1].file.name);
        }
        Ok(migrations)
    }

    /// The files that match patterns, in the patterns' order and each once.
    fn matching(
        &self,
        patterns: &[String],
        missing: &mut dyn FnMut(&str) -> anyhow::Result<()>,
    ) -> anyhow::Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = Vec::new();
        for pattern in patterns {
            let relative = pattern.strip_prefix("./").unwrap_or(pattern);
            let folder = glob::Pattern::escape(&self.supabase.to_string_lossy());
            let whole = Path::new(&folder).join(relative);
            let found = glob::glob(&whole.to_string_lossy())
                .with_context(|| format!("{pattern} is no pattern"))?;
            let found: Vec<PathBuf> = found.collect::<Result<_, _>>()?;
            if found.is_empty() {
                missing(pattern)?;
            }
            for path in found {
                let all = if path.is_dir() { sql_files_below(&path)? } else { vec![path] };
                files.extend(
                    all.into_iter().filter(|file| !files.contains(file)).collect::<Vec<_>>(),
                );
            }
        }
        Ok(files)
    }

    fn read_all(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<SqlFile>> {
        paths.iter().map(|path| self.read(path)).collect()
    }

    fn read(&self, path: &Path) -> anyhow::Result<SqlFile> {
        let name = self.name_of(path);
        if path.extension().is_some_and(|extension| extension == "gz") {
            bail!("{name}: compressed files aren't read yet; unpack it");
        }
        let bytes = std::fs::read(path).with_context(|| format!("{name} can't be read"))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| anyhow::anyhow!("{name} is not UTF-8: {}", error.utf8_error()))?;
        Ok(SqlFile { name, text })
    }

    fn name_of(&self, path: &Path) -> String {
        let name = path.strip_prefix(&self.root).unwrap_or(path);
        name.to_string_lossy().replace('\\', "/")
    }
}

impl Sources {
    /// The lines at a seed's head that say who one may sign in as: `-- sign in: ada@example.test / secret`.
    pub(crate) fn people(&self) -> Vec<&str> {
        let heads = self.seeds.iter().flat_map(|seed| {
            seed.text.lines().take_while(|line| line.is_empty() || line.starts_with("--"))
        });
        heads.filter_map(|line| line.strip_prefix("-- sign in:")).map(str::trim).collect()
    }
}

fn sql_files_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => bail!("{} can't be read: {error}", folder.display()),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "sql") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The `.sql` files of a folder and those below it, by their paths.
fn sql_files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = sql_files_in(folder)?;
    if let Ok(entries) = std::fs::read_dir(folder) {
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                files.extend(sql_files_below(&path)?);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests;
