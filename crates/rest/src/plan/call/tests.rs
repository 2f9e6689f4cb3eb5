//! From a call to a plan, on functions over films.

use crate::plan::tests::{check, check_with, planned, refused, settings};
use crate::testing::print;

#[test]
fn a_function_is_chosen_by_the_names_of_its_arguments() {
    check(
        "GET /rpc/add?a=1&b=2",
        "read add($0::integer, $1::integer) t0 [pgrst_scalar]\nwith 1, 2\nread only",
    );
    check(
        "POST /rpc/add\n{\"b\": 2, \"a\": 1}",
        "read add($0::integer, $1::integer) t0 [pgrst_scalar]\nwith 1, 2\nread only",
    );
    check(
        "GET /rpc/defaults?a=1",
        "read defaults($0::integer, null) t0 [pgrst_scalar]\nwith 1\nread only",
    );
    check("GET /rpc/same?b=x", "read same($0::text, null) t0 [pgrst_scalar]\nwith 'x'\nread only");
    refused(
        "GET /rpc/same?a=1",
        "300 PGRST203 Could not choose the best candidate function between: public.same(a => integer), public.same(a => text)",
    );
}

#[test]
fn what_is_not_there_is_said_with_what_was_meant() {
    check(
        "GET /rpc/ad?a=1",
        r#"404 {"code":"PGRST202","details":"Searched for the function public.ad with parameter a, but no matches were found in the schema cache.","hint":null,"message":"Could not find the function public.ad(a) in the schema cache"}"#,
    );
    check(
        "GET /rpc/number",
        r#"404 {"code":"PGRST202","details":"Searched for the function public.number without parameters, but no matches were found in the schema cache.","hint":"Perhaps you meant to call the function public.numbers","message":"Could not find the function public.number without parameters in the schema cache"}"#,
    );
    check(
        "POST /rpc/add\n{\"a\": 1, \"c\": 2, \"b\": 3}",
        r#"404 {"code":"PGRST202","details":"Searched for the function public.add with parameters a, b, c or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.","hint":"Perhaps you meant to call the function public.add(a, b)","message":"Could not find the function public.add(a, b, c) in the schema cache"}"#,
    );
    refused(
        "POST /rpc/upload\n{}",
        "404 PGRST202 Could not find the function public.upload without parameters in the schema cache",
    );
    refused(
        "GET /rpc/hidden_from_rpc",
        "404 PGRST202 Could not find the function public.hidden_from_rpc without parameters in the schema cache",
    );
}

#[test]
fn a_body_can_be_the_one_argument() {
    check(
        "POST /rpc/whole\n{\"x\": 1}",
        "read whole($0::jsonb) t0 [pgrst_scalar]\nwith '{\"x\": 1}'\nread only",
    );
    check(
        "POST /rpc/whole\n{\"a\": 1}",
        "read whole($0::integer) t0 [pgrst_scalar]\nwith 1\nread only",
    );
    check(
        "POST /rpc/whole\n[{\"x\": 1}]",
        "read whole($0::jsonb) t0 [pgrst_scalar]\nwith '[{\"x\": 1}]'\nread only",
    );
    check("POST /rpc/whole\n7", "read whole($0::jsonb) t0 [pgrst_scalar]\nwith '[]'\nread only");
}

#[test]
fn only_the_first_object_of_a_body_counts() {
    check(
        "POST /rpc/add\n[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}]",
        "read add($0::integer, $1::integer) t0 [pgrst_scalar]\nwith 1, 2\nread only",
    );
    check(
        "POST /rpc/add?columns=a,b\n{\"a\": 1, \"z\": 2}",
        "read add($0::integer, $1::integer) t0 [pgrst_scalar]\nwith 1, null\nread only",
    );
    check("POST /rpc/numbers\n[]", "read numbers() t0 [pgrst_scalar]\nread only");
    check("POST /rpc/numbers", "read numbers() t0 [pgrst_scalar]\nread only");
}

#[test]
fn arguments_are_read_as_their_parameters_types() {
    check(
        "POST /rpc/wide\n{\"d\": {\"a\":1.50}, \"t\": [\"x\", null], \"g\": \"comedy\"}",
        "read wide($0::jsonb, $1::text[], $2::genre) t0 [pgrst_scalar]\nwith '{\"a\": 1.50}', '{x,NULL}', 1\nread only",
    );
    check(
        "GET /rpc/wide?d={\"a\":1}&t={x,y}&g=drama",
        "read wide($0::jsonb, $1::text[], $2::genre) t0 [pgrst_scalar]\nwith '{\"a\": 1}', '{x,y}', 0\nread only",
    );
    check(
        "GET /rpc/words?v=a,b&v=c",
        "read words($0::text[]) t0 [pgrst_scalar]\nwith '{\"a,b\",c}'\nread only",
    );
    check(
        "POST /rpc/words\n{\"v\": [\"a\"]}",
        "read words($0::text[]) t0 [pgrst_scalar]\nwith '{a}'\nread only",
    );
    check(
        "GET /rpc/bump?a=1&a=2",
        "call bump($0::integer) kept 0\nread kept 0 t0 [pgrst_scalar]\nwith 2\nread only",
    );
    refused("GET /rpc/add?a=x&b=2", "400 22P02 invalid input syntax for type integer: \"x\"");
    check(
        "POST /rpc/add\n{\"a\": \"x\", \"b\": 2}",
        "read add($0::integer, $1::integer) t0 [pgrst_scalar]\nwith null, 2\nread only\nlate 22P02: invalid input syntax for type integer: \"x\"",
    );
}

#[test]
fn what_may_write_runs_once_and_its_rows_are_kept() {
    check(
        "POST /rpc/bump\n{\"a\": 1}",
        "call bump($0::integer) kept 0\nread kept 0 t0 [pgrst_scalar]\nwith 1",
    );
    check("POST /rpc/noop", "call noop() kept 0\nread kept 0 t0 [noop]");
    check("GET /rpc/checked", "call checked() kept 0\nread kept 0 t0 [checked]\nread only");
    check(
        "POST /rpc/touch?select=id&id=gt.1&limit=2\n{\"n\": 1}",
        "call touch($0::integer) kept 0\nread kept 0 t0 [id] where t0.id > $1::bigint limit $2::bigint\nwith 1, 1, 2",
    );
    check(
        "POST /rpc/touch?select=id&id=gt.1 application/vnd.pgrst.object+json\n{\"n\": 1}",
        "call touch($0::integer) kept 0\nrequire One kept 0 t0 [1 as nothing] where t0.id > $1::bigint\nread kept 0 t0 [id] where t0.id > $1::bigint\nwith 1, 1",
    );
}

#[test]
fn rows_of_a_relation_are_asked_as_the_relation_is() {
    check(
        "GET /rpc/top?n=3&select=title,people!director_id(name)&order=title&limit=1",
        "read top($0::integer) t0 [title] order t0.title limit $1::bigint
          embed people one on t0.director_id = t1.id: people t1 [name]
        with 3, 1
        read only",
    );
    check(
        "GET /rpc/one_film?n=1&select=id",
        "read one_film($0::bigint) t0 [id]\nwith 1\nread only",
    );
    check(
        "GET /rpc/pair?a=eq.1&select=b",
        "read pair() t0 [b] where t0.a = $0::integer\nwith 1\nread only",
    );
    refused("GET /rpc/pair?select=c", "400 42703 column record.c does not exist");
    refused("GET /rpc/top?n=1&select=c", "400 42703 column films.c does not exist");
    refused(
        "GET /rpc/pair?select=a,people(*)",
        "400 PGRST200 Could not find a relationship between 'record' and 'people' in the schema cache",
    );
    check(
        "GET /rpc/numbers?pgrst_scalar=gt.1",
        "read numbers() t0 [pgrst_scalar] where t0.pgrst_scalar > $0::integer\nwith 1\nread only",
    );
    refused(
        "GET /rpc/numbers?select=x:pgrst_scalar",
        "400 42703 column _postgrest_t.pgrst_scalar does not exist",
    );
    refused("GET /rpc/numbers?numbers=gt.1", "400 42703 column numbers.numbers does not exist");
}

#[test]
fn rows_are_counted_where_they_are_cut_off() {
    check_with(
        &settings(),
        "GET /rpc/top?n=3&select=id&limit=1",
        "count=exact",
        "read top($0::integer) t0 [id] limit $1::bigint\ncount top($0::integer) t0 []\nwith 3, 1\nread only",
    );
    check_with(
        &settings(),
        "GET /rpc/top?n=3&select=id",
        "count=exact",
        "read top($0::integer) t0 [id]\nwith 3\nread only",
    );
}

#[test]
fn more_rows_than_wanted_are_asked_of_sets_only() {
    check_with(
        &settings(),
        "POST /rpc/touch?select=id\n{\"n\": 1}",
        "max-affected=2, handling=strict",
        "call touch($0::integer) kept 0\nrequire AtMost(2) kept 0 t0 [1 as nothing]\nread kept 0 t0 [id]\nwith 1",
    );
    check_with(
        &settings(),
        "POST /rpc/bump\n{\"a\": 1}",
        "max-affected=2, handling=strict",
        r#"400 {"code":"PGRST128","details":null,"hint":null,"message":"Function must return SETOF or TABLE when max-affected preference is used with handling=strict"}"#,
    );
}

#[test]
fn media_types_of_plain_values_are_not_given() {
    refused(
        "GET /rpc/add?a=1&b=2 text/plain",
        "406 PGRST107 None of these media types are available: text/plain",
    );
}

#[test]
fn the_project_s_function_comes_before_everything() {
    let mut settings = settings();
    settings.pre_request = Some(value::QualifiedName::new("public", "noop"));
    check_with(&settings, "GET /loose", "", "call noop() kept 1\nread loose t0 [a, b]\nread only");
    check_with(
        &settings,
        "POST /rpc/bump\n{\"a\": 1}",
        "",
        "call noop() kept 1\ncall bump($0::integer) kept 0\nread kept 0 t0 [pgrst_scalar]\nwith 1",
    );
    let work = planned(&settings, "POST /rpc/bump\n{\"a\": 1}", "").unwrap();
    assert_eq!(work.calls, 2, "{}", print(&work));
    settings.pre_request = Some(value::QualifiedName::new("public", "absent"));
    let error = planned(&settings, "GET /loose", "").unwrap_err();
    assert_eq!(error.to_string(), "42883: function public.absent() does not exist");
}

#[test]
fn functions_of_a_row_are_columns() {
    check(
        "GET /films?select=id,full_title",
        "read films t0 [id, full_title(row t0) as full_title]",
    );
    check(
        "GET /films?select=x:full_title::varchar&full_title=like.a*&order=full_title",
        "read films t0 [full_title(row t0)::character varying as x] where full_title(row t0) ~~ $0::text order full_title(row t0)\nwith 'a%'",
    );
    check("GET /films?select=loud", "read films t0 [loud(row t0, null) as loud]");
    check(
        "GET /people?select=name,films!director_id(full_title)",
        "read people t0 [name]\n  embed films many on t0.id = t1.director_id: films t1 [full_title(row t1) as full_title]",
    );
    check(
        "GET /rpc/top?n=1&select=full_title",
        "read top($0::integer) t0 [full_title(row t0) as full_title]\nwith 1\nread only",
    );
    refused("GET /people?select=full_title", "400 42703 column people.full_title does not exist");
    refused(
        "GET /films?select=similar_films",
        "400 42703 column films.similar_films does not exist",
    );
}

#[test]
fn functions_that_give_rows_are_embedded() {
    check(
        "GET /films?select=id,similar_films(title)&similar_films.order=title",
        "read films t0 [id]\n  embed similar_films many on true: similar_films(row t0) t1 [title] order t1.title",
    );
    check(
        "GET /films?select=id,d:director!inner(name)&d.name=eq.x&order=d(name)",
        "read films t0 [id] order d(t1.name)\n  embed d one inner on true: director(row t0) t1 [name] where t1.name = $0::text\nwith 'x'",
    );
    check(
        "GET /films?select=id,...director(name)",
        "read films t0 [id]\n  spread director one on true: director(row t0) t1 [name]",
    );
    check(
        "GET /people?select=name,debut(title,director(name))",
        "read people t0 [name]\n  embed debut one on true: debut(row t0) t1 [title]\n    embed director one on true: director(row t1) t2 [name]",
    );
    // It takes the place of the relationship that the foreign key makes.
    check(
        "GET /actors?select=name,roles(name)",
        "read actors t0 [name]\n  embed roles many on true: roles(row t0) t1 [name]",
    );
}
