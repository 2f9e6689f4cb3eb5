//! From a request to a plan, on a catalog of films.

use super::{Planned, Work, plan};
use crate::error::{Caller, RestError};
use crate::parse::{Limits, parse};
use crate::testing::{films, print};
use crate::{Settings, TransactionEnd};
use bytes::Bytes;
use http::Request;
use proptest::prelude::*;
use value::Moment;

pub(super) fn settings() -> Settings {
    Settings::serving(vec!["public".into()])
}

pub(super) fn planned(settings: &Settings, asked: &str, prefer: &str) -> Result<Work, RestError> {
    let (head, body) = asked.split_once('\n').unwrap_or((asked, ""));
    let mut words = head.split(' ');
    let (method, url) = (words.next().unwrap(), words.next().unwrap());
    let url = url.replace('>', "%3E").replace('^', "%5E").replace('"', "%22");
    let mut request = Request::builder().method(method).uri(url).header("prefer", prefer);
    if let Some(accept) = words.next() {
        request = request.header("accept", accept);
    }
    let parts = request.body(()).unwrap().into_parts().0;
    let request = parse(&parts, Bytes::from(body.to_owned()), &Limits::default())?;
    let at = Moment { now_micros: 0 };
    let (catalog, related) = (films(), catalog::Relationships::of(&films()));
    match plan(&request, &catalog, &related, settings, at)? {
        Planned::Work(work) => Ok(*work),
        Planned::Known(known) => panic!("{known:?}"),
    }
}

#[track_caller]
pub(super) fn check_with(settings: &Settings, asked: &str, prefer: &str, expected: &str) {
    let text = match planned(settings, asked, prefer) {
        Ok(work) => print(&work),
        Err(error) => {
            let answer = error.answer(Caller::Anonymous);
            format!("{} {}\n", answer.status.as_u16(), answer.body())
        }
    };
    let lines: Vec<&str> = expected.trim().lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let least = lines.iter().skip(1).map(indent).min().unwrap_or(0);
    let expected: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { line } else { line.get(least..).unwrap_or(line) })
        .collect();
    let whole =
        |text: &str| text.trim_end().lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    assert_eq!(whole(&text), whole(&expected.join("\n")), "{asked}\n{text}");
}

#[track_caller]
pub(super) fn check(asked: &str, expected: &str) {
    check_with(&settings(), asked, "", expected);
}

/// Only the beginning of an error.
#[track_caller]
pub(super) fn refused(asked: &str, expected: &str) {
    match planned(&settings(), asked, "return=representation") {
        Ok(work) => panic!("{asked}\n{}", print(&work)),
        Err(error) => {
            let answer = error.answer(Caller::Anonymous);
            let text = format!("{} {} {}", answer.status.as_u16(), answer.code, answer.message);
            assert_eq!(text, expected, "{asked}");
        }
    }
}

#[test]
fn columns_are_selected() {
    check("GET /loose", "read loose t0 [a, b]");
    check("GET /loose?select=", "read loose t0 [a, b]");
    check("GET /loose?select=b,x:a", "read loose t0 [b, t0.a as x]");
    check("GET /loose?select=a::text", "read loose t0 [t0.a::text as a]");
    check("GET /films?select=genre::text", "read films t0 [t0.genre::text as genre]");
    refused("GET /loose?select=c", "400 42703 column loose.c does not exist");
    refused("GET /films?select=score::uuid", "400 42846 cannot cast type numeric to uuid");
    refused("GET /films?select=score::money", "400 42704 type \"money\" does not exist");
    refused("GET /film", "404 PGRST205 Could not find the table 'public.film' in the schema cache");
}

#[test]
fn a_column_that_was_misspelt_is_named() {
    check(
        "GET /films?select=titel",
        r#"400 {"code":"42703","details":null,"hint":"Perhaps you meant to reference the column \"films.title\".","message":"column films.titel does not exist"}"#,
    );
}

#[test]
fn paths_go_into_json_and_into_what_becomes_json() {
    check("GET /films?select=data->a->0->>b", "read films t0 [t0.data -> 'a' -> 0 ->> 'b' as b]");
    check("GET /films?select=doc->>1", "read films t0 [t0.doc ->> 1 as doc]");
    check("GET /films?select=tags->0", "read films t0 [to_jsonb(t0.tags) -> 0 as tags]");
    check(
        "GET /films?data->>a=eq.x",
        "read films t0 [id, title, year, genre, tags, data, doc, score, seen, director_id, writer_id] where t0.data ->> 'a' = $0::text\nwith 'x'",
    );
    refused("GET /films?select=data->>a->b", "404 42883 operator does not exist: text -> unknown");
}

#[test]
fn filters_read_their_value_as_the_column_s_type() {
    for (filter, expected) in [
        ("a=eq.1", "t0.a = $0::integer\nwith 1"),
        ("a=not.gte.1", "not t0.a >= $0::integer\nwith 1"),
        ("a=neq.1&b=lt.x", "(t0.a <> $0::integer and t0.b < $1::text)\nwith 1, 'x'"),
        ("b=like.*x*", "t0.b ~~ $0::text\nwith '%x%'"),
        ("b=ilike(any).{a*,b}", "t0.b ~~* any ($0::text[])\nwith '{a%,b}'"),
        ("b=match.^x", "t0.b ~ $0::text\nwith '^x'"),
        ("a=in.(1,2)", "t0.a = any ($0::integer[])\nwith '{1,2}'"),
        ("a=in.()", "t0.a = any ($0::integer[])\nwith '{}'"),
        ("b=in.(\"x,y\",NULL)", "t0.b = any ($0::text[])\nwith '{\"x,y\",\"NULL\"}'"),
        ("a=gt(all).{1,2}", "t0.a > all ($0::integer[])\nwith '{1,2}'"),
        ("a=is.null", "t0.a is null"),
        ("a=not.is.null", "not t0.a is null"),
        ("a=is.not_null", "t0.a is not null"),
        ("a=isdistinct.1", "t0.a is distinct from $0::integer\nwith 1"),
        ("or=(a.eq.1,b.is.null)", "(t0.a = $0::integer or t0.b is null)\nwith 1"),
        ("not.and=(a.eq.1,b.eq.x)", "not (t0.a = $0::integer and t0.b = $1::text)\nwith 1, 'x'"),
        (
            "and=(a.eq.1,or(a.eq.2,b.eq.x))",
            "(t0.a = $0::integer and (t0.a = $1::integer or t0.b = $2::text))\nwith 1, 2, 'x'",
        ),
    ] {
        check(&format!("GET /loose?{filter}"), &format!("read loose t0 [a, b] where {expected}"));
    }
    check(
        "GET /films?select=id&genre=eq.comedy",
        "read films t0 [id] where t0.genre = $0::genre\nwith 1",
    );
    check(
        "GET /films?select=id&title=eq.x",
        "read films t0 [id] where t0.title::text = $0::text\nwith 'x'",
    );
    check(
        "GET /films?select=id&tags=cs.{a}",
        "read films t0 [id] where t0.tags @> $0::text[]\nwith '{a}'",
    );
    check(
        "GET /films?select=id&data=cs.{\"a\":1}",
        "read films t0 [id] where t0.data @> $0::jsonb\nwith '{\"a\": 1}'",
    );
    check("GET /films?select=id&seen=is.true", "read films t0 [id] where t0.seen is true");
}

#[test]
fn filters_that_make_no_sense_are_refused_in_postgresql_s_words() {
    refused("GET /loose?a=eq.x", "400 22P02 invalid input syntax for type integer: \"x\"");
    refused("GET /loose?a=in.(1,x)", "400 22P02 invalid input syntax for type integer: \"x\"");
    refused("GET /loose?a=like.1*", "404 42883 operator does not exist: integer ~~ unknown");
    refused("GET /films?doc=eq.1", "404 42883 operator does not exist: json = unknown");
    refused(
        "GET /loose?a=is.true",
        "400 42804 argument of IS TRUE must be type boolean, not type integer",
    );
    refused("GET /films?genre=eq.x", "400 22P02 invalid input value for enum genre: \"x\"");
    refused("GET /films?tags=in.(a)", "400 42704 could not find array type for data type text[]");
    refused("GET /loose?a=fts.x", "404 42883 function to_tsvector(integer) does not exist");
    refused(
        "GET /loose?b=fts(nope).x",
        "400 42704 text search configuration \"nope\" does not exist",
    );
    // A name that is not there is said before a literal that is wrong.
    refused("GET /loose?a=eq.x&c=eq.1", "400 42703 column loose.c does not exist");
}

#[test]
fn windows_and_orders() {
    check(
        "GET /loose?limit=5&offset=10",
        "read loose t0 [a, b] limit $0::bigint offset $1::bigint\nwith 5, 10",
    );
    check(
        "GET /loose?order=a.desc,b.nullsfirst",
        "read loose t0 [a, b] order t0.a desc, t0.b nulls first",
    );
    check("GET /loose?order=a.desc.nullslast", "read loose t0 [a, b] order t0.a desc nulls last");
    check("GET /films?select=id&order=data->>a", "read films t0 [id] order t0.data ->> 'a'");
    refused(
        "GET /films?order=doc",
        "404 42883 could not identify an ordering operator for type json",
    );
    let most = Settings { max_rows: Some(3), ..settings() };
    check_with(&most, "GET /loose?limit=5", "", "read loose t0 [a, b] limit $0::bigint\nwith 3");
    check_with(&most, "GET /loose?limit=2", "", "read loose t0 [a, b] limit $0::bigint\nwith 2");
    check_with(
        &most,
        "GET /people?select=id,details:films!director_id(id,countries:people!films_writer_id_fkey(id))",
        "",
        "read people t0 [id] limit $1::bigint
           embed details many on t0.id = t1.director_id: films t1 [id] limit $0::bigint
             embed countries one on t1.writer_id = t2.id: people t2 [id]
         with 3, 3",
    );
}

#[test]
fn counts_are_a_step_where_rows_are_left_out() {
    check_with(
        &settings(),
        "GET /loose?a=eq.1",
        "count=exact",
        "read loose t0 [a, b] where t0.a = $0::integer\nwith 1",
    );
    let counted = "read loose t0 [a, b] where t0.a = $0::integer limit $1::bigint
                   count loose t0 [] where t0.a = $0::integer
                   with 1, 5";
    for count in ["count=exact", "count=planned", "count=estimated"] {
        check_with(&settings(), "GET /loose?a=eq.1&limit=5", count, counted);
    }
    let head = "read loose t0 [a, b] limit $0::bigint
                count loose t0 []
                with 0";
    check_with(&settings(), "HEAD /loose", "count=exact", head);
}

#[test]
fn embeds_follow_relationships() {
    check(
        "GET /details?select=text,films(title)",
        "read details t0 [text]
           embed films one on t0.film_id = t1.id: films t1 [title]",
    );
    check(
        "GET /films?select=id,details(text)",
        "read films t0 [id]
           embed details one on t0.id = t1.film_id: details t1 [text]",
    );
    check(
        "GET /films?select=id,director:people!director_id(name),writer:writer_id(name)",
        "read films t0 [id]
           embed director one on t0.director_id = t1.id: people t1 [name]
           embed writer one on t0.writer_id = t2.id: people t2 [name]",
    );
    check(
        "GET /films?select=id,actors(name)",
        "read films t0 [id]
           embed actors many over roles t2 on (t0.id = t2.film_id and t2.actor_id = t1.id): actors t1 [name]",
    );
    check(
        "GET /folders?select=id,children:folders(id),parent:parent_id(id)",
        "read folders t0 [id]
           embed children many on t0.id = t1.parent_id: folders t1 [id]
           embed parent one on t0.parent_id = t2.id: folders t2 [id]",
    );
    check(
        "GET /details?select=*,...films(title)",
        "read details t0 [film_id, text]
           spread films one on t0.film_id = t1.id: films t1 [title]",
    );
    refused(
        "GET /films?select=id,people(name)",
        "300 PGRST201 Could not embed because more than one relationship was found for 'films' and 'people'",
    );
    refused(
        "GET /films?select=id,countries(name)",
        "400 PGRST200 Could not find a relationship between 'films' and 'countries' in the schema cache",
    );
    refused(
        "GET /films?select=...actors(id.max())",
        "400 PGRST123 Use of aggregate functions is not allowed",
    );
    refused("GET /details?select=films(titel)", "400 42703 column films_1.titel does not exist");
}

#[test]
fn views_have_the_relationships_of_the_columns_that_they_show() {
    check(
        "GET /film_titles?select=title,people(name),details(text),actors(name)",
        "read film_titles t0 [title]
           embed people one on t0.by = t1.id: people t1 [name]
           embed details one on t0.film = t2.film_id: details t2 [text]
           embed actors many over roles t4 on (t0.film = t4.film_id and t4.actor_id = t3.id): actors t3 [name]",
    );
    check(
        "GET /people?select=name,film_titles(title)",
        "read people t0 [name]
           embed film_titles many on t0.id = t1.by: film_titles t1 [title]",
    );
    check(
        "GET /actors?select=name,film_titles(title)",
        "read actors t0 [name]
           embed film_titles many over roles t2 on (t0.id = t2.actor_id and t2.film_id = t1.film): film_titles t1 [title]",
    );
}

#[test]
fn embeds_are_filtered_ordered_and_limited_by_their_path() {
    check(
        "GET /details?select=text,f:films!inner(id,actors(name))&f.year=gt.2000&f.actors.order=name.desc\
         &f.actors.limit=2&order=f(year)",
        "read details t0 [text] order f(t1.year)
           embed f one inner on t0.film_id = t1.id: films t1 [id] where t1.year > $1::integer
             embed actors many over roles t3 on (t1.id = t3.film_id and t3.actor_id = t2.id): actors t2 [name] order t2.name desc limit $0::bigint
         with 2, 2000",
    );
    check(
        "GET /films?select=id,details()&details=is.null",
        "read films t0 [id] where not exists (t0.id = t2.film_id)
           hidden details one on t0.id = t1.film_id: details t1 []",
    );
    check(
        "GET /films?select=id,details(text)&or=(details.not.is.null,year.eq.1)",
        "read films t0 [id] where (exists (t0.id = t2.film_id) or t0.year = $0::integer)
           embed details one on t0.id = t1.film_id: details t1 [text]
         with 1",
    );
    check(
        "GET /films?select=details!inner()",
        "read films t0 [1 as nothing]
           hidden details one inner on t0.id = t1.film_id: details t1 []",
    );
    refused(
        "GET /films?details.text=eq.x",
        "400 PGRST108 'details' is not an embedded resource in this request",
    );
    refused(
        "GET /films?select=id,actors(id)&order=actors(name)",
        "400 PGRST118 A related order on 'actors' is not possible",
    );
    refused(
        "GET /films?select=id,details(text)&details=eq.x",
        "400 PGRST120 Bad operator on the 'details' embedded resource",
    );
    refused(
        "GET /films?order=details(text)",
        "400 PGRST108 'details' is not an embedded resource in this request",
    );
}

#[test]
fn aggregates_group_by_what_stands_beside_them() {
    refused("GET /films?select=count()", "400 PGRST123 Use of aggregate functions is not allowed");
    let on = Settings { aggregates: true, ..settings() };
    check_with(
        &on,
        "GET /films?select=genre,year.max(),n:count()&order=genre",
        "",
        "read films t0 [genre, max(t0.year) as max, count() as n] group t0.genre order t0.genre",
    );
    check_with(
        &on,
        "GET /people?select=name,films!director_id(count())",
        "",
        "read people t0 [name]
           embed films many on t0.id = t1.director_id: films t1 [count() as count]",
    );
}

#[test]
fn rows_are_inserted() {
    check("POST /loose\n{\"a\":1,\"b\":\"x\"}", "insert loose (a, b)\n  (1, 'x')");
    check("POST /loose\n[{\"a\":1},{\"a\":null}]", "insert loose (a)\n  (1)\n  (null)");
    check("POST /loose\n[]", "insert loose ()");
    check("POST /loose\n[{},{}]", "insert loose ()\n()\n()");
    check("POST /folders?columns=id,name\n[{\"id\":1}]", "insert folders (id, name)\n(1, null)");
    check_with(
        &settings(),
        "POST /folders?columns=id,name\n[{\"id\":1}]",
        "missing=default",
        "insert folders (id, name)\n(1, default)",
    );
    check_with(
        &settings(),
        "POST /loose?select=b\n{\"a\":1}",
        "return=representation",
        "insert loose (a)\n  (1)\n  returning written t1 [b]",
    );
    check_with(
        &settings(),
        "POST /roles?select=name,films(title)\n{\"film_id\":1,\"actor_id\":2}",
        "return=representation",
        "insert roles (film_id, actor_id)
           (1, 2)
           returning written t1 [name]
             embed films one on t1.film_id = t2.id: films t2 [title]",
    );
    check_with(
        &settings(),
        "POST /roles\n{\"film_id\":1,\"actor_id\":2}",
        "return=headers-only",
        "insert roles (film_id, actor_id)\n(1, 2)\nreturning written t1 [film_id, actor_id]",
    );
    check(
        "POST /loose application/vnd.pgrst.object+json\n{\"a\":1}",
        "insert loose (a) demand one\n(1)",
    );
    // What is wrong with a value is said only to who may write it.
    check(
        "POST /loose\n{\"a\":\"x\"}",
        "insert loose (a)\n(null)\nlate 22P02: invalid input syntax for type integer: \"x\"",
    );
    refused(
        "POST /loose\n{\"c\":1}",
        "400 PGRST204 Could not find the 'c' column of 'loose' in the schema cache",
    );
    refused(
        "POST /films\n{\"id\":1}",
        "400 428C9 cannot insert a non-DEFAULT value into column \"id\"",
    );
}

#[test]
fn conflicts_are_merged_or_ignored() {
    let merge = "resolution=merge-duplicates";
    check_with(
        &settings(),
        "POST /people\n{\"id\":1,\"name\":\"x\"}",
        merge,
        "insert people (id, name)\n(1, 'x')\non conflict (id) update id, name",
    );
    check_with(
        &settings(),
        "POST /people\n{\"id\":1}",
        "resolution=ignore-duplicates",
        "insert people (id)\n(1)\non conflict (id) nothing",
    );
    check_with(&settings(), "POST /loose\n{\"a\":1}", merge, "insert loose (a)\n(1)");
    check_with(
        &settings(),
        "POST /people\n[]",
        merge,
        "insert people ()\non conflict (id) nothing",
    );
    check_with(
        &settings(),
        "POST /people?on_conflict=id\n{\"id\":1}",
        "",
        "insert people (id)\n(1)",
    );
    let wrong = r#"400 {"code":"42P10","details":null,"hint":null,"message":"there is no unique or exclusion constraint matching the ON CONFLICT specification"}"#;
    check_with(&settings(), "POST /people?on_conflict=name\n{\"id\":1}", merge, wrong);
}

#[test]
fn put_replaces_the_row_that_the_url_names() {
    check(
        "PUT /people?id=eq.1\n{\"id\":1,\"name\":\"x\"}",
        "insert people (id, name)\n(1, 'x')\non conflict (id) update id, name",
    );
    refused(
        "PUT /people?id=eq.2\n{\"id\":1}",
        "400 PGRST115 Payload values do not match URL in primary key column(s)",
    );
    refused(
        "PUT /people?id=eq.1\n{\"name\":\"x\"}",
        "400 PGRST115 Payload values do not match URL in primary key column(s)",
    );
    for url in [
        "/people",
        "/people?id=gt.1",
        "/people?id=eq.1&name=eq.x",
        "/loose?a=eq.1",
        "/people?or=(id.eq.1,id.eq.2)",
    ] {
        refused(
            &format!("PUT {url}\n{{\"id\":1,\"a\":1}}"),
            "405 PGRST105 Filters must include all and only primary key columns with 'eq' operators",
        );
    }
}

#[test]
fn rows_are_updated_and_deleted() {
    check(
        "PATCH /loose?a=eq.1\n{\"b\":\"x\"}",
        "update loose t0 set b = $1::text where t0.a = $0::integer\nwith 1, 'x'",
    );
    check("PATCH /loose?a=eq.1\n{}", "read loose t0 [1 as nothing] where false");
    check("DELETE /loose?a=eq.1&limit=1", "delete loose t0 where t0.a = $0::integer\nwith 1");
    check_with(
        &settings(),
        "DELETE /loose",
        "handling=strict, max-affected=3",
        "delete loose t0 demand at most 3",
    );
    check_with(&settings(), "DELETE /loose", "max-affected=3", "delete loose t0");
    check_with(
        &settings(),
        "DELETE /details?film_id=eq.1&select=text,films(id)&films.id=eq.2",
        "return=representation",
        "delete details t0 where t0.film_id = $1::bigint
           returning written t1 [text]
             embed films one on t1.film_id = t2.id: films t2 [id] where t2.id = $0::bigint
         with 2, 1",
    );
    refused("PATCH /films\n{\"id\":1}", "400 428C9 column \"id\" can only be updated to DEFAULT");
    refused(
        "PATCH /loose application/vnd.pgrst.object+json\n{}",
        "406 PGRST116 Cannot coerce the result to a single JSON object",
    );
}

#[test]
fn a_transaction_is_rolled_back_where_that_may_be_asked() {
    let asked = Settings { transaction_end: TransactionEnd::CommitUnlessAsked, ..settings() };
    check_with(&asked, "DELETE /loose", "tx=rollback", "delete loose t0\nrollback");
    check_with(&asked, "DELETE /loose", "", "delete loose t0");
    check_with(&settings(), "DELETE /loose", "tx=rollback", "delete loose t0");
    let applied = |settings: &Settings| {
        planned(settings, "DELETE /loose", "tx=rollback").unwrap().response.applied
    };
    assert_eq!(applied(&asked).as_deref(), Some("tx=rollback"));
    assert_eq!(applied(&settings()), None);
}

#[test]
fn what_can_t_be_given_is_refused() {
    refused(
        "GET /loose image/png",
        "406 PGRST107 None of these media types are available: image/png",
    );
    refused(
        "GET /loose application/vnd.pgrst.plan",
        "406 PGRST107 None of these media types are available: application/vnd.pgrst.plan+text; for=\"application/json\"",
    );
    refused(
        "GET /rpc/add?a=1",
        "404 PGRST202 Could not find the function public.add(a) in the schema cache",
    );
    let mut several = settings();
    several.schemas = vec!["public".into(), "v2".into()];
    let work = planned(&several, "GET /loose", "").unwrap();
    assert_eq!(work.response.profile.as_deref(), Some("public"));
}

proptest! {
    /// Whatever is asked, it is planned or refused; nothing panics and nothing is an error of the server's.
    #[test]
    fn no_request_breaks_the_planner(
        method in prop::sample::select(vec!["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]),
        relation in prop::sample::select(vec!["films", "people", "folders", "film_titles", "rpc/x", "x"]),
        pieces in prop::collection::vec(prop::sample::select(vec![
            "id", "title", "data", "->>a", "->0", "->", "people", "actors", "!inner", "!director_id", "(", ")", ",",
            "*", ":", "::", "text", "int", ".", "...", "eq.", "in.", "is.null", "not.", "cs.", "{1,2}", "1", "x",
            "=", "&", "select=", "order=", "or=", "and=", "limit=", "offset=", ".desc", "count()", ".sum()",
            "on_conflict=", "columns=", "like(any).", "genre", "tags", "%00", "%22",
        ]), 0..16),
        body in prop::sample::select(vec!["", "{}", "[]", "{\"id\":1}", "[{\"title\":1},{\"title\":null}]", "1", "null"]),
        aggregates: bool,
    ) {
        let settings = Settings { aggregates, max_rows: Some(9), ..settings() };
        let asked = format!("{method} /{relation}?{}\n{body}", pieces.concat());
        if let Err(error) = planned(&settings, &asked, "return=representation, count=exact") {
            let status = error.answer(Caller::Anonymous).status;
            prop_assert!(!status.is_server_error(), "{asked}: {error:?}");
        }
    }
}
