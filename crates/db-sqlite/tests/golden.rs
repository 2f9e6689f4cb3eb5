//! A database file of every storage format there was is opened for ever, and shows the same rows. The file was
//! written once, by the version that introduced its format; `GOLDEN=write` writes one where there is none.

use access::Rules;
use conformance::{Speaker, Step, answer, apply};
use db::Database;
use db_sqlite::{Options, Sqlite};
use std::path::{Path, PathBuf};

const RULES: Rules = Rules { require_row_security: false };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn options() -> Options {
    Options { readers: 1, ..Options::default() }
}

/// What a database shows of everything.
async fn shown(database: &dyn Database) -> anyhow::Result<String> {
    let mut text = String::new();
    for statement in [
        "select * from \"Forms\" order by id",
        "select * from shop.orders order by a",
        "select id from \"Forms\" order by exact, money, span, tree, host, folded",
        "select count(*) from \"Forms\" where folded = 'ADA' and money = 1234567890.1",
        "insert into \"Forms\" (money, made) values (1.005, '2026-01-03') returning id, money, doubled",
    ] {
        let speaker = Speaker { role: "postgres".to_owned(), claims: String::new() };
        let (statement, empty) = (statement.to_owned(), String::new());
        let step = Step { speaker, statement, answer: empty };
        text.push_str(&format!("{}\n{}", step.statement, answer(database, &step, RULES).await?));
    }
    Ok(text)
}

#[tokio::test]
async fn a_file_of_format_1_is_read_as_it_was_written() -> anyhow::Result<()> {
    let kept = folder().join("format-1.sqlite");
    if std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") && !kept.exists() {
        let database = Sqlite::open(&kept, options())?;
        let schema = std::fs::read_to_string(folder().join("schema.sql"))?;
        apply(&database, "schema.sql", &schema).await?;
        database.close().await?;
    }
    let folder_of_copy = tempfile::tempdir()?;
    let copy = folder_of_copy.path().join("copy.sqlite");
    std::fs::copy(&kept, &copy)?;
    let database = Sqlite::open(&copy, options())?;
    let shown = shown(&database).await?;
    database.close().await?;
    insta::assert_snapshot!("format-1", shown);
    Ok(())
}
