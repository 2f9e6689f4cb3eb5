//! The rules on small examples, and on the house itself.

use super::source::Source;
use super::*;
use crate::workspace::{Crate, Dependency};

fn member(name: &str, dependencies: &[&str]) -> Crate {
    let dependencies = dependencies
        .iter()
        .map(|name| Dependency {
            name: name.trim_start_matches("test:").to_owned(),
            for_tests: name.starts_with("test:"),
        })
        .collect();
    Crate { name: name.to_owned(), folder: format!("crates/{name}").into(), dependencies }
}

#[test]
fn arrows_point_down() {
    let check = |from: &str, to: &[&str], expected: &[&str]| {
        let lower = to.iter().map(|name| member(name.trim_start_matches("test:"), &[]));
        let crates: Vec<Crate> = lower.chain([member(from, to)]).collect();
        assert_eq!(arrows::check(&crates), expected, "{from} on {to:?}");
    };
    check("rest", &["web", "db", "value"], &[]);
    check("db", &["sql", "catalog"], &[]);
    check("engineroom", &["db-sqlite", "rest"], &[]);
    check("db-sqlite", &["test:conformance"], &[]);
    check("auth", &["test:db-sqlite"], &[]);
    check("rest", &["auth"], &["rest: may not depend on auth"]);
    check("rest", &["db-sqlite"], &["rest: may not depend on db-sqlite"]);
    check("catalog", &["plan"], &["catalog: may not depend on plan"]);
    check("xtask", &["value"], &["xtask: may not depend on value"]);
    let impure = [member("plan", &["tokio", "test:serde"])];
    assert_eq!(arrows::check(&impure), ["plan: is pure and may not need tokio"]);
    let unknown = [member("kitchen", &[])];
    assert_eq!(
        arrows::check(&unknown),
        ["kitchen: the crate has no place in xtask's table of arrows"]
    );
}

#[test]
fn databases_are_named_only_in_their_rooms() {
    let check = |member: &str, path: &str, text: &str, expected: usize| {
        let source = Source::new(member, path, text.to_owned());
        assert_eq!(names::check_databases(&source).len(), expected, "{path}: {text}");
    };
    check("rest", "crates/rest/src/lib.rs", "let x = \"SQLite\";", 1);
    check("rest", "crates/rest/src/lib.rs", "use db_sqlite::open;\nfn mysql() {}", 2);
    check("rest", "crates/rest/src/lib.rs", "// as PostgreSQL does\n/* mongo */ let x = 1;", 0);
    check("rest", "crates/rest/src/lib.rs", "let owner = \"postgres\";", 0);
    check("rest", "crates/rest/src/lib.rs", "let server = \"PostgREST\";", 0);
    check("rest", "crates/rest/src/lib.rs", "let x = r#\"postgres://\"#;", 1);
    check("sql", "crates/sql/src/lib.rs", "let hint = \"on PostgreSQL: --db postgres://…\";", 0);
    check("sql", "crates/sql/src/lib.rs", "let x = \"SQLite\";", 1);
    check("rest", "crates/rest/src/tests.rs", "let x = \"SQLite\";", 0);
    check("rest", "crates/rest/src/a.rs", "#[cfg(test)]\nmod tests {\n \"sqlite\" }", 0);
    check("db-sqlite", "crates/db-sqlite/src/lib.rs", "struct Sqlite;", 0);
    check("engineroom", "crates/engineroom/src/databases.rs", "\"sqlite\"", 0);
    check("engineroom", "crates/engineroom/src/main.rs", "\"sqlite\"", 1);
}

#[test]
fn drawers_are_found() {
    let check = |path: &str, expected: bool| {
        let source = Source::new("rest", path, String::new());
        assert_eq!(names::check_file_name(&source).is_some(), expected, "{path}");
    };
    check("crates/rest/src/utils.rs", true);
    check("crates/rest/src/common/mod.rs", true);
    check("crates/rest/src/parse.rs", false);
}

#[test]
fn long_functions_are_found() {
    let check = |lines: usize, filler: &str, expected: usize| {
        let text = format!("fn long<'a>(x: &'a str) -> [u8; 2] {{\n{}}}\n", filler.repeat(lines));
        let source = Source::new("rest", "crates/rest/src/a.rs", text);
        assert_eq!(functions::check(&source).len(), expected, "{lines} of {filler}");
    };
    check(68, "x();\n", 0);
    check(69, "x();\n", 1);
    check(100, "// why\n\n", 0);
    check(69, "let c = '{';\n", 1);
    check(69, "let c = \"}\";\n", 1);
}

#[test]
fn comments_and_strings_are_told_apart() {
    let check = |text: &str, code: &str, bare: &str| {
        let source = Source::new("a", "a.rs", text.to_owned());
        assert_eq!((source.code.as_str(), source.bare.as_str()), (code, bare), "{text}");
    };
    check("a // b\nc", "a     \nc", "a     \nc");
    check("a /* /* b */ */ c", "a               c", "a               c");
    check("\"// b\" c", "\"// b\" c", "       c");
    check("r#\"a\"b\"# c", "r#\"a\"b\"# c", "         c");
    check("'\\'' 'a' &'a b", "'\\'' 'a' &'a b", "         &'a b");
}

#[test]
fn the_house_is_tidy() {
    let workspace = Workspace::find().unwrap();
    let report = check(&workspace).unwrap();
    assert!(report.findings.is_empty(), "{}", report.findings.join("\n"));
}
