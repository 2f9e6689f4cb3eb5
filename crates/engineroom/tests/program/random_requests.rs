//! Requests that are put together at random from what requests are made of, the same ones each time: none may end in a 5xx
//! or without an answer.

use crate::bad_requests::is_well;
use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project, SECRET_KEY};
use crate::tokens;

const PIECES: &[&str] = &[
    "select=",
    "order=",
    "limit=",
    "offset=",
    "or=",
    "and=",
    "not.and=",
    "on_conflict=",
    "columns=",
    "id=",
    "name=",
    "kind=",
    "title=",
    "salary_from=",
    "locations=",
    "benefits=",
    "published_at=",
    "companies.name=",
    "eq.",
    "neq.",
    "gt.",
    "like.",
    "ilike.",
    "match.",
    "in.",
    "is.",
    "cs.",
    "cd.",
    "ov.",
    "sl.",
    "fts.",
    "wfts(english).",
    "not.",
    "eq(any).",
    "like(all).",
    "isdistinct.",
    "*",
    "id",
    "name",
    "companies",
    "skills",
    "posting_skills",
    "!inner",
    "!left",
    "!posting_skills",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "::",
    "text",
    "int",
    "numeric",
    "->",
    "->>",
    "'",
    "\\",
    "\"",
    "%22",
    "%25",
    "%00",
    "%ff",
    "%",
    "+",
    "-",
    ".",
    "..",
    "...",
    "&",
    "=",
    "0",
    "1",
    "-1",
    "1e9",
    "NaN",
    "null",
    "true",
    "now",
    "infinity",
    "count()",
    "sum()",
    ".desc",
    ".nullsfirst",
    "asc",
    "99999999999999999999",
    "%F0%9F%98%80",
    "--",
    ";",
    "/*",
    "a0000000-0000-4000-8000-100000000001",
    "published",
    "senior",
];

const TABLES: &[&str] =
    &["skills", "postings", "companies", "applications", "open_postings", "profiles", "rpc/x"];

const METHODS: &[&str] = &["GET", "GET", "GET", "HEAD", "POST", "PATCH", "DELETE", "PUT"];

const BODIES: &[&str] = &[
    "",
    "{}",
    "[]",
    "[{}]",
    r#"{"name":"x"}"#,
    r#"{"id":1,"name":"x","kind":"data"}"#,
    r#"[{"name":1e99},{"name":null}]"#,
    r#"{"title":"\ud800"}"#,
    r#"{"benefits":{"a":[1,2,{"b":null}]},"locations":["a",null,"{"]}"#,
];

const PREFERENCES: &[&str] = &[
    "",
    "return=representation",
    "count=exact",
    "count=estimated",
    "resolution=merge-duplicates",
    "resolution=ignore-duplicates, return=representation",
    "missing=default",
    "max-affected=1, handling=strict",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.throw(choices.len())]
    }

    fn request(&mut self) -> Request {
        let pieces = 1 + self.throw(14);
        let query: String = (0..pieces).map(|_| self.of(PIECES)).collect();
        let target = format!("/rest/v1/{}?{query}", self.of(TABLES));
        let request = Request::new(self.of(METHODS), &target).json(self.of(BODIES));
        let request = request.header("prefer", self.of(PREFERENCES));
        match self.throw(4) {
            0 => request.key(SECRET_KEY),
            1 => request.key(PUBLISHABLE_KEY).token(&tokens::of_role("authenticated")),
            _ => request.key(PUBLISHABLE_KEY),
        }
        // Nothing is kept, so that the last requests find what the first ones found.
        .header("prefer", "tx=rollback")
    }
}

#[test]
fn random_requests_are_never_our_fault() {
    let project = Project::careers();
    let server = project.dev();
    let mut dice = Dice(2026);
    for _ in 0..1_500 {
        let request = dice.request();
        let answer = server.ask(&request);
        assert!(answer.status < 500, "{request:?}\n{} {}", answer.status, answer.text());
        if answer.status >= 400 && !answer.body.is_empty() {
            assert_ne!(answer.code(), "", "{request:?}\n{}", answer.text());
        }
    }
    server.stop_well();
    project.done(&["db", "reset"]);
    is_well(project.dev());
}
