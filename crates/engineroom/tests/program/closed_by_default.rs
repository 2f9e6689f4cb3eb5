//! A table whose rules nobody has written is open to nobody but the server.

use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project, SECRET_KEY};
use crate::tokens;

const SCHEMA: &str = "\
create table public.open_books (id bigint primary key, title text);
create table public.shut_books (id bigint primary key, title text);
alter table public.shut_books enable row level security;
create view public.all_books as select id, title from public.shut_books;
insert into public.open_books values (1, 'a');
insert into public.shut_books values (1, 'b');
";

#[test]
fn a_table_without_rules_is_closed_and_says_how_to_open_it() {
    let (schema, seed) = SCHEMA.split_at(SCHEMA.find("insert").unwrap());
    let project = Project::new(schema);
    project.write("supabase/seed.sql", seed);
    let server = project.dev();
    let rows = |table: &str, request: Request| {
        let answer = server.ask(&request);
        assert_eq!(answer.status, 200, "{table}: {}", answer.text());
        answer.json().as_array().unwrap().len()
    };
    for table in ["open_books", "all_books"] {
        let path = format!("/rest/v1/{table}?select=id");
        let visitor = server.ask(&Request::get(&path).key(PUBLISHABLE_KEY));
        assert_eq!((visitor.status, visitor.code().as_str()), (401, "42501"), "{table}");
        assert!(visitor.json()["hint"].is_string(), "{table}: {}", visitor.text());
        let person = Request::get(&path).key(PUBLISHABLE_KEY);
        let person = server.ask(&person.token(&tokens::of_role("authenticated")));
        assert_eq!((person.status, person.code().as_str()), (403, "42501"), "{table}");
        assert_eq!(rows(table, Request::get(&path).key(SECRET_KEY)), 1);
    }
    let shut = "/rest/v1/shut_books?select=id";
    assert_eq!(rows("shut_books", Request::get(shut).key(PUBLISHABLE_KEY)), 0);
    assert_eq!(rows("shut_books", Request::get(shut).key(SECRET_KEY)), 1);
    project.append("supabase/config.toml", "[engineroom]\nrequire_rls = false\n");
    server.wait_for("the settings changed");
    for table in ["open_books", "all_books"] {
        let path = format!("/rest/v1/{table}?select=id");
        assert_eq!(rows(table, Request::get(&path).key(PUBLISHABLE_KEY)), 1);
    }
    assert_eq!(rows("shut_books", Request::get(shut).key(PUBLISHABLE_KEY)), 0);
    server.stop_well();
}
