//! What PostgreSQL 15 prints for paths, or what it has against them.

use super::JsonPath;

fn printed(text: &str) -> String {
    match JsonPath::parse(text) {
        Ok(path) => {
            let mut out = String::new();
            path.write(&mut out);
            out
        }
        Err(error) => format!("!{} {}", error.code, error.message),
    }
}

#[test]
fn paths_are_read_as_postgresql_reads_them() {
    let mut differences = Vec::new();
    let lines = include_str!("../../cases/jsonpath.txt").lines();
    for line in lines.filter(|it| !it.starts_with('#')) {
        let (text, expected) = line.rsplit_once(" => ").unwrap();
        let found = printed(text);
        if found != expected {
            differences.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        } else if !found.starts_with('!') && printed(&found) != found {
            differences.push(format!("{found} does not read back: {}", printed(&found)));
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn what_postgresql_cant_read_back_is_printed_with_brackets() {
    assert_eq!(printed("2 + ($.a * 3).abs()"), "(2 + ($.\"a\" * 3).abs())");
}

#[test]
fn depth_is_bounded() {
    let check = |text: String| assert_eq!(JsonPath::parse(&text).unwrap_err().code, "54001");
    check(format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000)));
    check(format!("{}1", "-".repeat(100_000) + "$"));
    check(format!("${}", " + 1".repeat(100_000)));
    check(format!("${}", ".a".repeat(100_000)));
    check(format!("1.5{}", " / 2".repeat(200)));
    check(format!("${}", "?(@.a".repeat(100_000)));
    check(format!("${}", "[$".repeat(100_000)));
    check(format!("$.a == 1{}", " || $.a == 1".repeat(100_000)));
}
