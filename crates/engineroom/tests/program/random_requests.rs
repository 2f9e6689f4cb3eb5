//! Requests that are put together at random, the same ones each time: none may end in a 5xx or without an answer. Half of
//! them are noise; the others name what is there and mostly make sense.

use serde_json::{Value, json};

use crate::bad_requests::is_well;
use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project, SECRET_KEY, Server};
use crate::tokens;

const NOISE: &[&str] = &[
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
    "-%3E",
    "'",
    "\\",
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
    "--",
    ";",
    "%F0%9F%98%80",
    "/*",
    "a0000000-0000-4000-8000-100000000001",
    "published",
    "senior",
];

/// Relations, what they are connected with, and their columns.
const TABLES: &[(&str, &[&str], &[&str])] = &[
    ("skills", &["postings", "posting_skills"], &["id", "name", "kind"]),
    ("tools", &["postings", "posting_tools"], &["id", "name", "kind", "open_source"]),
    ("roles", &["postings", "roles!grows_into"], &["id", "name", "slug", "summary", "grows_into"]),
    ("salary_bands", &["postings"], &["level", "title", "lowest", "highest"]),
    (
        "companies",
        &["postings", "company_members", "profiles"],
        &[
            "id",
            "name",
            "slug",
            "website",
            "size",
            "country",
            "founded_in",
            "industries",
            "created_at",
        ],
    ),
    (
        "postings",
        &[
            "companies",
            "roles",
            "salary_bands",
            "skills",
            "tools",
            "applications",
            "profiles!posted_by",
        ],
        &[
            "id",
            "company_id",
            "level",
            "title",
            "status",
            "remote",
            "locations",
            "benefits",
            "salary_from",
            "salary_middle",
            "openings",
            "search",
            "published_at",
            "closes_on",
        ],
    ),
    (
        "applications",
        &["postings", "interviews", "offers", "application_notes", "profiles!applicant_id"],
        &[
            "id",
            "posting_id",
            "applicant_id",
            "status",
            "cover_letter",
            "cv",
            "expected_salary",
            "submitted_at",
        ],
    ),
    (
        "interviews",
        &["applications"],
        &["id", "kind", "starts_at", "lasts", "place", "application_id"],
    ),
    (
        "offers",
        &["applications"],
        &["application_id", "salary", "starts_on", "decision", "answered_at"],
    ),
    (
        "profiles",
        &["applications!applicant_id", "companies"],
        &["id", "full_name", "headline", "country", "years_of_experience", "languages", "links"],
    ),
    (
        "open_postings",
        &["companies", "skills"],
        &["id", "title", "company", "role", "level", "locations", "salary_from", "published_at"],
    ),
];

const OPERATORS: &[&str] = &[
    "eq",
    "neq",
    "gt",
    "gte",
    "lt",
    "lte",
    "like",
    "ilike",
    "match",
    "imatch",
    "in",
    "is",
    "isdistinct",
    "cs",
    "cd",
    "ov",
    "sl",
    "sr",
    "nxl",
    "nxr",
    "adj",
    "not.eq",
    "not.in",
    "not.is",
    "eq(any)",
    "gte(all)",
    "like(any)",
    "fts",
];

const VALUES: &[&str] = &[
    "1",
    "0",
    "-1",
    "2.5",
    "1e3",
    "1e400",
    "-0",
    "NaN",
    "Infinity",
    "9223372036854775807",
    "9223372036854775808",
    "null",
    "true",
    "false",
    "unknown",
    "not_null",
    "(1,2,3)",
    "()",
    "(null)",
    "{}",
    "{1,2}",
    "{a,b}",
    "{a,%22b,c%22}",
    "{null}",
    "(a,%22b,%28%22)",
    "[1,5)",
    "{%22a%22:1}",
    "[]",
    "senior",
    "published",
    "language",
    "Rust",
    "*a*",
    "_%25_",
    "(a%7Cb)+",
    "2026-01-01",
    "2026-02-30",
    "infinity",
    "-infinity",
    "now",
    "today",
    "2026-01-01T25:00:00Z",
    "1 day",
    "-1 mons",
    "c0000000-0000-4000-8000-100000000001",
    "",
    "%20",
    "%E2%82%AC",
    "%F0%9F%98%80",
    "%C3%9F",
    "DE",
    "a'b",
    "a\\b",
];

const CASTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "::text",
    "::int",
    "::numeric",
    "::bool",
    "::date",
    "::jsonb",
    "::uuid",
    "::float8",
];

const ENDS: &[&str] = &["", ".asc", ".desc", ".nullsfirst", ".desc.nullslast"];

const METHODS: &[&str] = &["GET", "GET", "GET", "GET", "HEAD", "POST", "PATCH", "DELETE", "PUT"];

const BODIES: &[&str] = &[
    "",
    "{}",
    "[]",
    "[{}]",
    "5",
    r#"{"name":"x"}"#,
    r#"{"title":"\ud800"}"#,
    r#"[{"id":1},{"a":2}]"#,
];

const PREFERENCES: &[&str] = &[
    "",
    "return=representation",
    "return=headers-only",
    "count=exact",
    "count=planned",
    "count=estimated",
    "resolution=merge-duplicates, return=representation",
    "resolution=ignore-duplicates",
    "missing=default, return=representation",
    "max-affected=1, handling=strict",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    /// `DICE=7` tries ten times as many others.
    fn new() -> Self {
        Self(chosen().unwrap_or(2026))
    }

    fn throws() -> usize {
        if chosen().is_some() { 15_000 } else { 1_500 }
    }

    fn throw(&mut self, sides: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.throw(choices.len())]
    }

    fn several(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> String) -> Vec<String> {
        (0..self.throw(most + 1)).map(|_| one(self)).collect()
    }

    fn noise(&mut self) -> Request {
        let pieces = 1 + self.throw(14);
        let query: String = (0..pieces).map(|_| self.of(NOISE)).collect();
        let (table, ..) = TABLES[self.throw(TABLES.len())];
        let target = format!("/rest/v1/{table}?{query}");
        let method = self.of(&["GET", "HEAD", "POST", "PATCH", "PUT"]);
        Request::new(method, &target).json(self.of(BODIES))
    }

    fn sense(&mut self) -> Request {
        let at = self.throw(TABLES.len());
        let (table, ..) = TABLES[at];
        let mut query = self.several(3, |dice| dice.filter(at));
        if self.throw(3) > 0 {
            query.push(format!("select={}", self.select(at, 2)));
        }
        if self.throw(3) == 0 {
            let order = [self.of(TABLES[at].2), self.of(ENDS)].concat();
            query.push(format!("order={order}"));
        }
        if self.throw(4) == 0 {
            query.push(format!("{}={}", self.of(&["limit", "offset"]), self.throw(50)));
        }
        if self.throw(6) == 0 {
            let inner = self.several(3, |dice| dice.filter(at).replacen('=', ".", 1));
            query.push(format!("{}=({})", self.of(&["or", "and", "not.or"]), inner.join(",")));
        }
        let method = self.of(METHODS);
        if method == "DELETE" {
            // Else there would soon be nothing left to find.
            query.push(format!("{}=eq.{}", self.of(TABLES[at].2), self.of(VALUES)));
        }
        let target = format!("/rest/v1/{table}?{}", query.join("&").replace(' ', "%20"));
        let request = Request::new(method, &target);
        if matches!(method, "POST" | "PATCH" | "PUT") {
            let body = self.body(at);
            return request.json(&body.to_string());
        }
        request
    }

    fn filter(&mut self, at: usize) -> String {
        let column = self.of(TABLES[at].2);
        // Every type has these.
        if self.throw(2) == 0 {
            let test = self.of(&["not.is.null", "is.null", "not.in.()", "isdistinct.null"]);
            return format!("{column}={test}");
        }
        let (operator, value) = (self.of(OPERATORS), self.of(VALUES).replace(' ', "%20"));
        format!("{column}={operator}.{value}")
    }

    fn select(&mut self, at: usize, depth: usize) -> String {
        let (_, related, columns) = TABLES[at];
        let mut items = self.several(4, |dice| [dice.of(columns), dice.of(CASTS)].concat());
        if depth > 0 && self.throw(2) == 0 {
            let other = self.of(related);
            let name = other.split('!').next().unwrap();
            let inner = TABLES.iter().position(|(table, ..)| *table == name);
            let inner = inner.map_or_else(|| "*".to_owned(), |inner| self.select(inner, depth - 1));
            items.push(format!("{}{other}({inner})", self.of(&["", "", "renamed:", "..."])));
        }
        if items.is_empty() { "*".to_owned() } else { items.join(",") }
    }

    fn body(&mut self, at: usize) -> Value {
        let mut row = serde_json::Map::new();
        for _ in 0..self.throw(5) {
            let value = match self.throw(6) {
                0 => json!(self.throw(100)),
                1 => Value::Null,
                2 => json!([self.of(VALUES), 1, null]),
                3 => json!({ "a": self.of(VALUES) }),
                _ => json!(self.of(VALUES)),
            };
            row.insert(self.of(TABLES[at].2).to_owned(), value);
        }
        if self.throw(3) == 0 { json!([row.clone(), row]) } else { json!(row) }
    }

    fn request(&mut self) -> Request {
        let request = if self.throw(2) == 0 { self.noise() } else { self.sense() };
        let request = request.header("prefer", self.of(PREFERENCES));
        match self.throw(4) {
            0 | 1 => request.key(SECRET_KEY),
            2 => request.key(PUBLISHABLE_KEY).token(&tokens::of_role("authenticated")),
            _ => request.key(PUBLISHABLE_KEY),
        }
    }
}

fn chosen() -> Option<u64> {
    std::env::var("DICE").ok()?.parse().ok()
}

fn ask(server: &Server, request: &Request) -> u16 {
    let answer = server.ask(request);
    assert!(answer.status < 500, "{request:?}\n{} {}", answer.status, answer.text());
    if answer.status >= 400 && !answer.body.is_empty() {
        assert_ne!(answer.code(), "", "{request:?}\n{}", answer.text());
    }
    answer.status
}

#[test]
fn random_requests_are_never_our_fault() {
    let project = Project::careers();
    let server = project.dev();
    let mut dice = Dice::new();
    let mut good = 0;
    for _ in 0..Dice::throws() {
        let request = dice.request();
        good += usize::from(ask(&server, &request) < 300);
    }
    assert!(good > Dice::throws() / 10, "only {good} of them made sense");
    let said = server.stop_well();
    assert!(!said.contains("ERROR"), "{said}");
    project.done(&["db", "reset"]);
    is_well(project.dev());
}
