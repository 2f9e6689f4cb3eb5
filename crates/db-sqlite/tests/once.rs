//! Work that takes effect once: what waits together, what fails, what expires, and what is there after the file is
//! opened again.

// What can't be opened or read fails the test.
#![allow(clippy::unwrap_used)]

use access::{Caller, Permitted, Rules};
use conformance::apply;
use db::{Answer, Database, Error, Once, Outcome};
use db_sqlite::{Options, Sqlite};
use plan::{Ending, Inputs, Lowered};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const DAY: Duration = Duration::from_secs(24 * 3600);

struct Opened {
    database: Sqlite,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn open_at(path: &Path) -> Sqlite {
    Sqlite::open(path, Options { readers: 1, ..Options::default() }).unwrap()
}

async fn opened() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("once.db");
    let database = open_at(&path);
    apply(&database, "schema.sql", "create table t (id int primary key, n int);").await.unwrap();
    Opened { database, path, _folder: folder }
}

fn permitted(database: &Sqlite, statement: &str, ending: Ending) -> Permitted {
    let at = database.catalog();
    let lowered = Lowered::of_statement(sql::read_statement(&at.catalog, statement).unwrap());
    let (rules, caller) = (Rules { require_row_security: false }, Caller::of_role("postgres"));
    let inputs = Inputs::default();
    access::permit(&at.catalog, at.version, rules, &caller, lowered, ending, inputs).unwrap()
}

fn once(key: u8, request: u8, lasts: Duration) -> Once {
    let keep = |answer: &Answer| Some(vec![u8::try_from(answer.steps[0].affected).unwrap()]);
    Once { key: [key; 32], request: [request; 32], lasts, keep: Arc::new(keep) }
}

fn deadline() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

/// `done 1`, `replayed 1`, `different`, `undone`, or the error.
fn shown(given: &Result<Outcome, Error>) -> String {
    match given {
        Ok(Outcome::Done(answer)) => format!("done {}", answer.steps[0].affected),
        Ok(Outcome::Undone(_)) => "undone".to_owned(),
        Ok(Outcome::Replayed(kept)) => format!("replayed {}", kept[0]),
        Ok(Outcome::Different) => "different".to_owned(),
        Err(error) => error.to_string(),
    }
}

async fn run(database: &Sqlite, statement: &str, once: Once) -> String {
    let work = permitted(database, statement, Ending::Commit);
    shown(&database.run_once(work, once, deadline()).await)
}

async fn rows(database: &Sqlite) -> usize {
    let work = permitted(database, "select id from t", Ending::Commit);
    database.run(work, deadline()).await.unwrap().steps[0].rows.len()
}

fn keys(path: &Path) -> Option<i64> {
    let file = rusqlite::Connection::open(path).unwrap();
    let count = "select count(*) from \"engineroom.idempotency\"";
    file.query_row(count, (), |row| row.get(0)).ok()
}

#[tokio::test]
async fn work_with_a_key_takes_effect_once() {
    let Opened { database, path, _folder } = opened().await;
    let insert = "insert into t values (1, 1), (2, 2)";
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "done 2");
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "replayed 2");
    assert_eq!(run(&database, insert, once(1, 2, DAY)).await, "different");
    assert_eq!(run(&database, "delete from t where id = 1", once(2, 1, DAY)).await, "done 1");
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "replayed 2");
    assert_eq!(rows(&database).await, 1);
    database.close().await.unwrap();
    let database = open_at(&path);
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "replayed 2");
    database.close().await.unwrap();
    assert_eq!(keys(&path), Some(2));
}

#[tokio::test]
async fn a_file_without_keys_has_no_table_of_them() {
    let Opened { database, path, _folder } = opened().await;
    let work = permitted(&database, "insert into t values (1, 1)", Ending::Commit);
    database.run(work, deadline()).await.unwrap();
    database.close().await.unwrap();
    assert_eq!(keys(&path), None);
}

#[tokio::test]
async fn of_those_that_wait_together_one_is_done_and_the_others_have_its_answer() {
    let Opened { database, path: _, _folder } = opened().await;
    let slow = "insert into t select g, (select count(*) from generate_series(1, 20000)) from generate_series(1, 3) g";
    // The first keeps the writer busy, so that the others are one group.
    let first = database.run(permitted(&database, slow, Ending::Commit), deadline());
    let insert = "insert into t values (9, 9)";
    let waiting: Vec<_> = (0..20)
        .map(|number| {
            let work = permitted(&database, insert, Ending::Commit);
            database.run_once(work, once(1, u8::from(number == 19), DAY), deadline())
        })
        .collect();
    first.await.unwrap();
    let mut given = Vec::new();
    for one in waiting {
        given.push(shown(&one.await));
    }
    let count = |wanted: &str| given.iter().filter(|given| *given == wanted).count();
    assert_eq!((count("done 1"), count("replayed 1"), count("different")), (1, 18, 1), "{given:?}");
    assert_eq!(rows(&database).await, 4);
}

#[tokio::test]
async fn a_failure_is_not_kept_and_may_be_tried_again() {
    let Opened { database, path: _, _folder } = opened().await;
    let insert = "insert into t values (1, 1)";
    run(&database, insert, once(1, 1, DAY)).await;
    let failed = run(&database, insert, once(2, 1, DAY)).await;
    assert!(failed.contains("23505"), "{failed}");
    let failed = run(&database, insert, once(2, 1, DAY)).await;
    assert!(failed.contains("23505"), "{failed}");
    run(&database, "delete from t", once(3, 1, DAY)).await;
    assert_eq!(run(&database, insert, once(2, 1, DAY)).await, "done 1");
    assert_eq!(run(&database, insert, once(2, 1, DAY)).await, "replayed 1");
}

#[tokio::test]
async fn a_failure_between_duplicates_leaves_the_next_to_do_it() {
    let Opened { database, path: _, _folder } = opened().await;
    let insert = "insert into t values (1, 1)";
    let ask = |text: &str, once| {
        database.run_once(permitted(&database, text, Ending::Commit), once, deadline())
    };
    let before = ask(insert, once(1, 1, DAY));
    let fails = ask(insert, once(2, 1, DAY));
    let removes = ask("delete from t", once(3, 1, DAY));
    let does = ask(insert, once(2, 1, DAY));
    let replays = ask(insert, once(2, 1, DAY));
    assert_eq!(shown(&before.await), "done 1");
    assert!(shown(&fails.await).contains("23505"));
    assert_eq!(shown(&removes.await), "done 1");
    assert_eq!(shown(&does.await), "done 1");
    assert_eq!(shown(&replays.await), "replayed 1");
}

#[tokio::test]
async fn an_answer_that_is_a_failure_undoes_the_work() {
    let Opened { database, path: _, _folder } = opened().await;
    let insert = "insert into t values (1, 1)";
    let tried = Arc::new(AtomicUsize::new(0));
    let seen = tried.clone();
    let keep = move |_: &Answer| {
        let first = seen.fetch_add(1, Ordering::Relaxed) == 0;
        (!first).then(|| vec![7])
    };
    let once = Once { keep: Arc::new(keep), ..once(1, 1, DAY) };
    assert_eq!(run(&database, insert, once.clone()).await, "undone");
    assert_eq!(rows(&database).await, 0);
    assert_eq!(run(&database, insert, once.clone()).await, "done 1");
    assert_eq!(run(&database, insert, once).await, "replayed 7");
    assert_eq!(tried.load(Ordering::Relaxed), 2);
    assert_eq!(rows(&database).await, 1);
}

#[tokio::test]
async fn what_panics_while_it_is_kept_is_undone() {
    let Opened { database, path: _, _folder } = opened().await;
    let keep = |_: &Answer| -> Option<Vec<u8>> { panic!("no answer") };
    let broken = Once { keep: Arc::new(keep), ..once(1, 1, DAY) };
    let insert = "insert into t values (1, 1)";
    assert!(run(&database, insert, broken).await.contains("internal"));
    assert_eq!(rows(&database).await, 0);
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "done 1");
}

#[tokio::test]
async fn what_is_rolled_back_is_not_kept() {
    let Opened { database, path: _, _folder } = opened().await;
    let insert = "insert into t values (1, 1)";
    for _ in 0..2 {
        let work = permitted(&database, insert, Ending::Rollback);
        let given = database.run_once(work, once(1, 1, DAY), deadline()).await;
        assert_eq!(shown(&given), "done 1");
    }
    assert_eq!(rows(&database).await, 0);
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "done 1");
}

#[tokio::test]
async fn a_stale_plan_is_not_answered_with_what_was_kept() {
    let Opened { database, path: _, _folder } = opened().await;
    let insert = "insert into t values (1, 1)";
    let stale = permitted(&database, insert, Ending::Commit);
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "done 1");
    let schema = "create table t (id int primary key, n int); create table u (id int);";
    apply(&database, "schema.sql", schema).await.ok();
    if database.catalog().version != stale.catalog_version() {
        let given = database.run_once(stale, once(1, 1, DAY), deadline()).await;
        assert_eq!(shown(&given), Error::Stale.to_string());
    }
    assert_eq!(run(&database, insert, once(1, 1, DAY)).await, "replayed 1");
}

#[tokio::test]
async fn keys_expire_and_are_removed() {
    let Opened { database, path, _folder } = opened().await;
    let short = Duration::from_millis(1);
    for number in 0..200 {
        let insert = format!("insert into t values ({number}, 1)");
        assert_eq!(run(&database, &insert, once(number, 1, short)).await, "done 1");
    }
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(run(&database, "insert into t values (1000, 1)", once(1, 2, DAY)).await, "done 1");
    assert_eq!(rows(&database).await, 201);
    assert_eq!(keys(&path), Some(1));
}

#[tokio::test]
async fn what_expired_while_the_file_was_closed_is_removed_where_nothing_is_written() {
    let Opened { database, path, _folder } = opened().await;
    let soon = Duration::from_millis(200);
    assert_eq!(run(&database, "insert into t values (1, 1)", once(1, 1, soon)).await, "done 1");
    database.close().await.unwrap();
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(keys(&path), Some(1));
    let database = open_at(&path);
    let ends = deadline();
    while keys(&path) != Some(0) {
        assert!(Instant::now() < ends, "the key is still there");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(rows(&database).await, 1);
}
