//! Finding a project and the order of its files.

use std::fs;

use tempfile::TempDir;

use super::*;

fn project(files: &[(&str, &str)]) -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let project = Project::find(Some(folder.path())).unwrap();
    (folder, project)
}

fn files(schema_paths: &[&str], seed_paths: &[&str]) -> SchemaFiles {
    let own = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    SchemaFiles {
        migrations: true,
        schema_paths: own(schema_paths),
        seed: true,
        seed_paths: own(seed_paths),
    }
}

fn names(files: &[SqlFile]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn schema_files_are_read_in_the_order_of_their_paths_or_of_the_patterns() {
    let (_folder, project) = project(&[
        ("supabase/config.toml", ""),
        ("supabase/schemas/b.sql", ""),
        ("supabase/schemas/a.sql", ""),
        ("supabase/schemas/sub/c.sql", ""),
        ("supabase/schemas/readme.md", ""),
    ]);
    let check = |patterns: &[&str], expected: &[&str]| {
        let sources = project.sources(&files(patterns, &["./seed.sql"])).unwrap();
        assert_eq!(names(&sources.schemas), expected, "{patterns:?}");
        assert_eq!(sources.warnings, Vec::<String>::new());
    };
    let (a, b, c) =
        ("supabase/schemas/a.sql", "supabase/schemas/b.sql", "supabase/schemas/sub/c.sql");
    check(&[], &[a, b, c]);
    check(&["./schemas/*.sql"], &[a, b]);
    check(&["schemas/b.sql", "./schemas/*.sql"], &[b, a]);
    check(&["schemas/sub", "schemas/a.sql"], &[c, a]);
    let error = project.sources(&files(&["nothing/*.sql"], &[])).unwrap_err();
    assert_eq!(error.to_string(), "db.migrations.schema_paths: no file matches nothing/*.sql");
}

#[test]
fn migrations_have_a_version_and_a_name() {
    let (_folder, project) = project(&[
        ("supabase/migrations/20240102000000_second.sql", "b"),
        ("supabase/migrations/20240101000000_first_one.sql", "a"),
        ("supabase/migrations/notes.sql", ""),
    ]);
    let sources = project.sources(&files(&[], &["extra.sql"])).unwrap();
    let found: Vec<(&str, &str, &str)> = sources
        .migrations
        .iter()
        .map(|one| (one.version.as_str(), one.name.as_str(), one.file.text.as_str()))
        .collect();
    assert_eq!(found, [("20240101000000", "first_one", "a"), ("20240102000000", "second", "b")]);
    assert_eq!(
        sources.warnings,
        [
            "supabase/migrations/notes.sql is skipped: a migration's name is digits, _ and a name",
            "db.seed.sql_paths: no file matches extra.sql",
        ]
    );
}

#[test]
fn a_seed_says_who_one_may_sign_in_as() {
    let seed = "-- Some world\n--\n-- sign in: a@b.c / d\n\ninsert x;\n-- sign in: not this";
    let (_folder, project) = project(&[("supabase/seed.sql", seed)]);
    let sources = project.sources(&files(&[], &["./seed.sql"])).unwrap();
    assert_eq!(sources.people(), ["a@b.c / d"]);
}

#[test]
fn a_folder_without_a_project_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let error = Project::find(Some(folder.path())).unwrap_err().to_string();
    assert!(error.contains("engineroom init"), "{error}");
}
