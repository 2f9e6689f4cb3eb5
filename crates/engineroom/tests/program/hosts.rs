//! Whose pages may speak with it: every origin's, but in `dev` only under this machine's names.

use crate::http::Request;
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project};

#[test]
fn dev_answers_only_under_names_of_this_machine() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let port = server.address.rsplit(':').next().unwrap();
    let status = |host: &str| {
        let request = Request::get(NOTES_PATH).key(PUBLISHABLE_KEY).header("host", host);
        server.ask(&request)
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "shop.localhost", "192.168.0.7"] {
        assert_eq!(status(host).status, 200, "{host}");
        assert_eq!(status(&format!("{host}:{port}")).status, 200, "{host}:{port}");
    }
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "x", "", "a b"]
    {
        let refused = status(host);
        assert!(matches!(refused.status, 400 | 421), "{host}: {}", refused.status);
        let evil = Request::post("/auth/v1/signup", "{}").header("host", host);
        assert!(matches!(server.ask(&evil).status, 400 | 421), "{host}");
    }
    let refused = status("evil.example");
    assert_eq!((refused.status, refused.code().as_str()), (421, "host_not_allowed"));
    assert!(refused.json()["hint"].as_str().unwrap().contains("allowed_hosts"));
    project.append("supabase/config.toml", "[engineroom]\nallowed_hosts = [\"shop.example\"]\n");
    server.wait_for("the settings changed");
    assert_eq!(status("shop.example").status, 200);
    assert_eq!(status("evil.example").status, 421);
    server.stop_well();
}

#[test]
fn pages_of_every_origin_may_ask() {
    let server = Project::new(NOTES).dev();
    let wanted =
        "apikey, authorization, content-profile, prefer, x-client-info, x-supabase-api-version";
    for path in
        [NOTES_PATH, "/auth/v1/token?grant_type=password", "/auth/v1/user", "/rest/v1/rpc/x"]
    {
        for method in ["GET", "POST", "PATCH", "PUT", "DELETE"] {
            let preflight = Request::new("OPTIONS", path)
                .header("origin", "https://shop.example")
                .header("access-control-request-method", method)
                .header("access-control-request-headers", wanted);
            let answer = server.ask(&preflight);
            assert!(matches!(answer.status, 200 | 204), "{path}: {}", answer.status);
            let says = |name: &str| answer.header(name).unwrap_or_default().to_lowercase();
            assert_eq!(says("access-control-allow-origin"), "*", "{path}");
            assert!(
                says("access-control-allow-methods").contains(&method.to_lowercase()),
                "{path}"
            );
            let headers = says("access-control-allow-headers");
            for name in wanted.split(", ") {
                assert!(headers.contains(name), "{path}: {name} is not in {headers}");
            }
        }
    }
    let get = |path: &str| {
        let request =
            Request::get(path).key(PUBLISHABLE_KEY).header("origin", "https://shop.example");
        server.ask(&request)
    };
    for (path, status) in [
        (NOTES_PATH, 200),
        ("/rest/v1/nothing", 404),
        ("/auth/v1/settings", 200),
        ("/auth/v1/user", 401),
        ("/storage/v1/bucket", 501),
    ] {
        let answer = get(path).expect(status);
        // An error without it couldn't be read by the page that made it.
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        let exposed = answer.header("access-control-expose-headers").unwrap_or_default();
        assert!(exposed.to_lowercase().contains("content-range"), "{path}: {exposed:?}");
    }
    server.stop_well();
}

#[test]
fn options_without_an_origin_tell_what_may_be_done() {
    let server = Project::new(NOTES).dev();
    let answer = server.ask(&Request::new("OPTIONS", NOTES_PATH).key(PUBLISHABLE_KEY)).expect(200);
    let allowed = answer.header("allow").unwrap_or_default();
    for method in ["OPTIONS", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
        assert!(allowed.contains(method), "{method} is not in {allowed:?}");
    }
    server.stop_well();
}

#[test]
fn urls_may_be_typed_as_they_are_thought() {
    let server = Project::careers().dev();
    let rows = |query: &str| {
        let request = Request::get(&format!("/rest/v1/{query}")).key(PUBLISHABLE_KEY);
        server.ask(&request).expect(200).json().as_array().unwrap().clone()
    };
    assert_eq!(rows(r#"skills?select=name&name=in.("SQL","Java")"#).len(), 2);
    let days = rows("postings?select=benefits->vacation_days,benefits->>pension&limit=1");
    assert!(days[0].get("vacation_days").is_some(), "{days:?}");
    assert_eq!(rows("skills?select=name&name=eq.{C++|\u{e9}}").len(), 0);
    server.stop_well();
}
