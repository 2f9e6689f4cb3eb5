//! `engineroom init [DIR]`: a small project that runs, with a table, its rules and a seed. Nothing that is there already is
//! touched.

use std::path::Path;

use anyhow::{Context, bail};

const CONFIG: &str = include_str!("init/config.toml");
const SCHEMA: &str = include_str!("init/notes.sql");
const SEED: &str = include_str!("init/seed.sql");
const IGNORE: &str = include_str!("init/gitignore");

/// Writes the project; the answer is what a person reads.
pub(crate) fn run(dir: Option<&Path>) -> anyhow::Result<String> {
    let dir = dir.unwrap_or(Path::new("."));
    std::fs::create_dir_all(dir).with_context(|| format!("{} can't be made", dir.display()))?;
    let root = dir.canonicalize()?;
    if root.join("supabase").exists() {
        bail!("{} has a project already: `engineroom dev` serves it", dir.display());
    }
    let config = CONFIG.replace("PROJECT_ID", &project_id(&root));
    let files = [
        ("supabase/config.toml", config.as_str()),
        ("supabase/schemas/01_notes.sql", SCHEMA),
        ("supabase/seed.sql", SEED),
    ];
    let mut written = Vec::new();
    for (name, text) in files {
        write(&root.join(name), text)?;
        written.push(name);
    }
    if ignore(&root)? {
        written.push(".gitignore");
    }
    let command = if dir == Path::new(".") {
        "engineroom dev".to_owned()
    } else {
        format!("engineroom dev {}", dir.display())
    };
    Ok(format!("Made {}.\nServe it: {command}", written.join(", ")))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let context = || format!("{} can't be written", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(context)?;
    }
    std::fs::write(path, text).with_context(context)
}

/// Adds what must not be committed, if the file doesn't say so; true if it did something.
fn ignore(root: &Path) -> anyhow::Result<bool> {
    let path = root.join(".gitignore");
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<&str> =
        IGNORE.lines().filter(|line| !there.lines().any(|other| other == *line)).collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let gap = if there.is_empty() || there.ends_with('\n') { "" } else { "\n" };
    write(&path, &format!("{there}{gap}{}\n", missing.join("\n")))?;
    Ok(true)
}

/// The folder's name in the letters that a project's name may have.
fn project_id(root: &Path) -> String {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let name: String = name.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    let name: String = name.trim_start_matches(['_', '.', '-']).chars().take(40).collect();
    if name.is_empty() { "project".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::{Mode, Overrides};
    use crate::project::Project;

    #[test]
    fn a_new_project_can_be_read_and_warns_of_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("my shop");
        let said = run(Some(&dir)).unwrap();
        assert!(said.contains("engineroom dev"), "{said}");
        let project = Project::find(Some(&dir)).unwrap();
        let found = project.configuration(Mode::Dev, &Overrides::default()).unwrap();
        assert_eq!(found.warnings, Vec::<String>::new());
        assert_eq!(found.settings.project_id, "my_shop");
        let sources = project.sources(&found.settings.schema).unwrap();
        assert_eq!((sources.schemas.len(), sources.seeds.len()), (1, 1));
        assert_eq!(sources.people().len(), 1);
        let again = run(Some(&dir)).unwrap_err().to_string();
        assert!(again.contains("already"), "{again}");
    }

    #[test]
    fn a_gitignore_that_is_there_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(".gitignore");
        std::fs::write(&path, "node_modules\n.env").unwrap();
        run(Some(dir.path())).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "node_modules\n.env\n.engineroom/\n.env.*\nsigning_keys.json\n");
    }

    #[test]
    fn names_of_projects() {
        let check = |folder: &str, expected: &str| {
            assert_eq!(project_id(Path::new(folder)), expected);
        };
        check("/a/shop-2", "shop-2");
        check("/a/my shop", "my_shop");
        check("/a/.hidden", "hidden");
        check("/", "project");
    }
}
