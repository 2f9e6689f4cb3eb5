//! The parsers of the data API, each by the request that reaches it; what it lets through is planned, permitted,
//! compiled and run as well.

use crate::Target;
use crate::words;
use conformance::case::Asked;

const COLUMNS: &[&str] = &[
    "id", "name", "flags", "amount", "big", "ratio", "at", "day", "spent", "doc", "raw", "tags",
    "grid", "mood", "place", "price", "token", "body", "span", "spans", "words", "code",
];

/// The whole query string.
pub const QUERY: Target = Target {
    name: "query",
    words: words::URL,
    read: |world, input| world.ask(&get(format!("/things?{input}"))),
};

/// `select`
pub const SELECT: Target = Target {
    name: "select",
    words: words::URL,
    read: |world, input| world.ask(&get(format!("/things?select={}", one_value(input)))),
};

/// `or`, and `and` below embeds.
pub const LOGIC: Target = Target {
    name: "logic",
    words: words::URL,
    read: |world, input| {
        let value = one_value(input);
        world.ask(&get(format!("/things?or=({value})")))?;
        world.ask(&get(format!("/things?select=id,parts(*)&parts.and=({value})")))
    },
};

/// A filter on a column; the first byte says which, so that each type's reading is reached.
pub const FILTER: Target = Target {
    name: "filter",
    words: words::URL,
    read: |world, input| {
        let (column, value) = chosen(input);
        world.ask(&get(format!("/things?{column}={}", one_value(value))))
    },
};

/// `order`
pub const ORDER: Target = Target {
    name: "order",
    words: words::URL,
    read: |world, input| {
        world.ask(&get(format!("/things?select=*,makers(*)&order={}", one_value(input))))
    },
};

/// A JSON body.
pub const JSON_BODY: Target = Target {
    name: "json",
    words: words::JSON,
    read: |world, input| world.ask(&sent("POST", "/things", "application/json", input)),
};

/// A CSV body.
pub const CSV_BODY: Target = Target {
    name: "csv",
    words: words::JSON,
    read: |world, input| world.ask(&sent("POST", "/things", "text/csv", input)),
};

/// The body of a form.
pub const FORM_BODY: Target = Target {
    name: "form",
    words: words::URL,
    read: |world, input| {
        world.ask(&sent("POST", "/things", "application/x-www-form-urlencoded", input))
    },
};

/// A patch: the first line is the query, the rest the body.
pub const UPDATE: Target = Target {
    name: "update",
    words: words::JSON,
    read: |world, input| {
        let (query, body) = input.split_once('\n').unwrap_or(("id=eq.1", input));
        world.ask(&sent("PATCH", &format!("/things?{query}"), "application/json", body))?;
        world.ask(&sent("DELETE", &format!("/things?{query}"), "application/json", ""))
    },
};

/// An upsert: the first line is the query, the rest the body.
pub const UPSERT: Target = Target {
    name: "upsert",
    words: words::JSON,
    read: |world, input| {
        let (query, body) = input.split_once('\n').unwrap_or(("on_conflict=id", input));
        let mut asked = sent("POST", &format!("/things?{query}"), "application/json", body);
        asked.headers.push(("Prefer".into(), "resolution=merge-duplicates".into()));
        world.ask(&asked)?;
        world.ask(&sent("PUT", &format!("/things?{query}"), "application/json", body))
    },
};

/// Headers, one a line.
pub const HEADERS: Target = Target {
    name: "headers",
    words: words::HEADERS,
    read: |world, input| {
        let headers: Vec<(String, String)> = input
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let asked = get("/things?select=id,name,parts(*)&limit=3".to_owned());
        world.ask(&Asked { headers: headers.clone(), ..asked })?;
        let mut write = sent("POST", "/things", "application/json", r#"{"name":"x"}"#);
        write.headers.extend(headers.clone());
        world.ask(&write)?;
        let mut change = sent("PATCH", "/things?id=eq.1", "application/json", r#"{"name":"x"}"#);
        change.headers.extend(headers);
        world.ask(&change)
    },
};

/// The path.
pub const PATH: Target = Target {
    name: "path",
    words: words::URL,
    read: |world, input| {
        for method in ["GET", "POST", "OPTIONS", "HEAD", "PUT"] {
            world.ask(&Asked { method: method.into(), ..get(format!("/{input}")) })?;
        }
        Ok(())
    },
};

/// A bearer token.
pub const TOKEN: Target = Target {
    name: "token",
    words: words::TOKEN,
    read: |world, input| {
        let mut asked = get("/things?limit=1".to_owned());
        asked.headers.push(("Authorization".into(), format!("Bearer {input}")));
        world.ask(&asked)?;
        asked.headers = vec![("apikey".into(), input.to_owned())];
        world.ask(&asked)
    },
};

/// Arguments in a URL; the first word is the function.
pub const CALL_QUERY: Target = Target {
    name: "call_query",
    words: words::URL,
    read: |world, input| {
        let (function, query) = input.split_once('?').unwrap_or(("add", input));
        world.ask(&get(format!("/rpc/{function}?{query}")))
    },
};

/// Arguments in a body; the first line is the function and its query.
pub const CALL_BODY: Target = Target {
    name: "call_body",
    words: words::JSON,
    read: |world, input| {
        let (function, body) = input.split_once('\n').unwrap_or(("add", input));
        for media in ["application/json", "text/plain", "application/octet-stream"] {
            world.ask(&sent("POST", &format!("/rpc/{function}"), media, body))?;
        }
        Ok(())
    },
};

fn get(url: String) -> Asked {
    let (method, speaker) = ("GET".into(), "service_role".into());
    Asked { method, url, speaker, headers: vec![rolled_back()], body: String::new() }
}

fn sent(method: &str, url: &str, media: &str, body: &str) -> Asked {
    let mut asked = Asked { method: method.into(), body: body.into(), ..get(url.into()) };
    asked.headers.push(("Content-Type".into(), media.into()));
    asked
}

/// The rows stay as they are, so that an input means the same whatever came before it.
fn rolled_back() -> (String, String) {
    ("Prefer".into(), "tx=rollback".into())
}

/// What separates parameters would begin another one.
fn one_value(input: &str) -> String {
    input.replace('&', "%26").replace('#', "%23")
}

fn chosen(input: &str) -> (&'static str, &str) {
    let first = input.chars().next().unwrap_or('a');
    (COLUMNS[first as usize % COLUMNS.len()], input.strip_prefix(first).unwrap_or(input))
}
