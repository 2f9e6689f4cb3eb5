//! Functions of the schema: every shape is read, kept as text that reads back to an equal catalog, and called.

use super::{check_kept, right, schema};
use crate::read_statement;

/// Tables and functions that the cases use.
const SCHEMA: &str = "
create type level as enum ('low', 'high');
create domain slug as text check (value <> '');
create type place as (city text, zip int);
create table films (id int primary key, title text not null, rating numeric(3, 1), tags text[]);
create table log (at timestamptz default now(), what text);
";

/// Each function reads, and is kept.
#[track_caller]
fn kept(functions: &[&str]) {
    let mut wrong = String::new();
    for text in functions {
        match schema(&format!("{SCHEMA}{text}")) {
            Ok(definition) => check_kept(&definition.catalog),
            Err(errors) => wrong.push_str(&format!("{text}\n{}\n", super::shown(&errors))),
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The first error of a schema: its place behind the common part, code and words.
#[track_caller]
fn refused(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    let lines = u32::try_from(SCHEMA.lines().count()).unwrap();
    for (text, expected) in cases {
        let found = match schema(&format!("{SCHEMA}\n{text}")) {
            Ok(_) => "nothing".to_owned(),
            Err(errors) => {
                let first = &errors[0];
                let more = [&first.detail, &first.hint];
                let start = format!(
                    "{}:{} {} {}",
                    first.line - lines,
                    first.column,
                    first.code,
                    first.message
                );
                more.into_iter().flatten().fold(start, |text, more| format!("{text} | {more}"))
            }
        };
        if found != *expected {
            wrong.push_str(&format!("{text}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Calls over a schema; the first words of the error, or `ok`.
#[track_caller]
fn calls(functions: &str, cases: &[(&str, &str)]) {
    let catalog = right(&format!("{SCHEMA}{functions}")).catalog;
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = match read_statement(&catalog, text) {
            Ok(statement) => crate::write_statement(&statement),
            Err(error) => {
                let more = error.hint.iter();
                let start = format!("{} {}", error.code, error.message);
                more.fold(start, |text, more| format!("{text} | {more}"))
            }
        };
        if found != *expected {
            wrong.push_str(&format!("{text}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn functions_of_every_shape_are_kept() {
    kept(&[
        "create function one() returns int language sql as $$ select 1 $$;",
        "create function one() returns int return 1;",
        "create function add(a int, b int default 2) returns int immutable strict language sql
           begin atomic select a + b; end;",
        "create or replace function add(int, int = 1 + 1) returns bigint as 'select $1 + $2' language 'sql';",
        "create function f(a int) returns setof films language sql stable rows 10
           as $$ select * from films where id > f.a order by id $$;",
        "create function f(a int, out b int, out c text) language sql as $$ select a, 'x' $$;",
        "create function f(inout a int) language sql as 'select a + 1';",
        "create function f(out films) language sql as 'select * from films limit 1';",
        "create function f(a int) returns table (id int, title text) language sql
           as $$ select id, title from films where films.id = a $$;",
        "create function f(a int) returns table (n bigint) language sql as $$ select count(*) from films $$;",
        "create function f(variadic xs int[]) returns int language sql as $$ select cardinality(xs) $$;",
        "create function f(variadic xs text[] default '{}') returns int language sql as $$ select cardinality(xs) $$;",
        "create function full_title(films) returns text language sql immutable
           as $$ select $1.title || ' ' || $1.id $$;",
        "create function f(f films) returns films language sql as $$ select f $$;",
        "create function f(f films) returns films language sql as $$ select f.* $$;",
        "create function f(f films) returns films language sql as $$ select x from films x where x.id = f.id $$;",
        "create function f(p place) returns place language sql as $$ select row(p.city, p.zip)::place $$;",
        "create function f() returns place language sql as $$ values ('a', 1) $$;",
        "create function f(l level default 'high') returns level language sql as $$ select l $$;",
        "create function f(s slug) returns slug language sql as $$ select s $$;",
        "create function f(t films.title%type) returns setof text language sql as $$ select t $$;",
        "create function f(int[]) returns int[] language sql as $$ select $1 || 1 $$;",
        "create function f() returns void language sql as $$ $$;",
        "create function f() returns void language sql as $$ select 1; select 2 $$;",
        "create function f(t text) returns void language sql security definer set search_path = ''
           as $$ insert into public.log (what) values (t); delete from public.log where what is null $$;",
        "create function f(t text) returns bigint language sql set search_path to public, pg_temp
           set statement_timeout = '1s' as $$
             insert into log (what) values (t); update films set title = t where id = 1;
             select count(*) from log $$;",
        "create function f(i int, t text) returns films language sql as $$
           insert into films (id, title) values (i, t)
             on conflict (id) do update set title = excluded.title || f.t returning * $$;",
        "create function f(i int) returns setof int language sql as $$
           update films set rating = null where id = i returning id $$;",
        "create function f(i int) returns int language sql as $$
           with d as (delete from films where id = i returning id) select count(*)::int from d $$;",
        "create function f(json) returns json language sql as $$ select $1 $$;",
        "create function f(a int) returns int language sql called on null input parallel safe leakproof cost 10
           external security invoker as $$ select a $$;",
        "create function f(a int) returns int language sql as $$ select a $$;
         create function f(a text) returns text language sql as $$ select a || f(1) $$;
         alter function f(int) owner to service_role; comment on function f(int) is 'F';
         revoke execute on function f(int) from public; grant execute on function f(int), f(text) to anon;",
    ]);
}

#[test]
fn functions_stand_in_defaults_checks_policies_views_and_other_functions() {
    kept(&[
        "create function next_id() returns int language sql as $$ select coalesce(max(id), 0) + 1 from films $$;
         alter table films alter column id set default next_id();",
        "create function fits(t text, n int default 3) returns bool immutable language sql as $$ select length(t) > n $$;
         create table t (a text default 'abcd' check (fits(a)), b bool generated always as (fits(a, 1)) stored);
         create index on t (fits(a)); create policy p on t using (fits(t => a, n => 2));
         create domain d as text check (fits(value));
         create view v as select a, fits(a, n => 7) from t;",
        "create function sees(f films) returns bool stable language sql as $$ select f.rating > 3 $$;
         create policy p on films using (sees(films)); create policy q on films using (films.sees);
         create view v as select f.sees, (f).sees as again from films f;",
        "create function top(n int) returns setof films language sql as $$ select * from films limit n $$;
         create view v as select t.title, t.rating from top(3) t; create view w as select top(2);
         create function names() returns setof text language sql as $$ select title from top(5) with ordinality x $$;
         create view u as select * from names() as n; create view y as select (top(1)).*;",
        "create function total(variadic n int[]) returns bigint language sql as $$ select sum(x) from unnest(n) x $$;
         create view v as select total(1, 2, 3) as a, total(variadic array[1]) as b;",
    ]);
}

#[test]
fn what_functions_stand_on_changes_under_them() {
    kept(&[
        "create function was(text) returns text language sql as $$ select $1 $$;
         alter function was(text) rename to is_now;
         alter function is_now(text) stable strict security definer;
         create function calls() returns text language sql as $$ select is_now('a') $$;
         create schema s; alter function is_now(text) set schema s;",
        "create function label(films) returns text language sql as $$ select $1.title $$;
         create function all_of() returns setof films language sql as $$ select * from films order by id $$;
         create function put(i int) returns films language sql as $$
           insert into films (id, title) values (i, 'x') on conflict (id) do update set title = excluded.title
           returning * $$;
         create view v as select f.label, label(f) as again from films f;
         create view w as select a.title, x.ordinality from all_of() with ordinality x join all_of() a on a.id = x.id;
         create function names() returns setof text language sql as $$ select x.title from all_of() x $$;
         create view n as select y from names() y; alter function names rename to called;
         alter table films rename column title to name; alter table films rename to movies;
         alter table movies add column extra int; alter table movies drop column tags;
         alter schema public rename to later;",
        "create function lv(level) returns level language sql as $$ select 'low'::level $$;
         alter type level add value 'mid' after 'low'; alter type level rename to grade;
         create view v as select lv('mid');",
    ]);
}

#[test]
fn a_call_finds_its_function() {
    calls(
        "create function add(a int, b int default 2) returns int language sql as 'select a + b';
         create function kind(int) returns text language sql as $$ select 'int' $$;
         create function kind(text) returns text language sql as $$ select 'text' $$;
         create function kind(films) returns text language sql as $$ select 'film' $$;
         create function amb(a int, b bigint) returns int language sql as 'select 1';
         create function amb(a bigint, b int) returns int language sql as 'select 1';
         create function label(f films) returns text language sql as $$ select f.title $$;
         create function two(out a int, out b text) language sql as $$ select 1, 'x' $$;
         create function lower(l films) returns text language sql as $$ select lower(l.title) $$;
         create function best() returns setof films language sql as $$ select * from films $$;",
        &[
            ("select add(1)", "select public.add(1, 2) as add"),
            ("select add(b => 1, a := 5)", "select public.add(5, 1) as add"),
            ("select add(1::smallint)", "select public.add(1::smallint::integer, 2) as add"),
            (
                "select kind(1), kind('x')",
                "select public.kind(1) as kind, public.kind('x'::text) as kind",
            ),
            (
                "select kind(1::bigint)",
                "42883 function kind(bigint) does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
            ),
            (
                "select kind()",
                "42883 function kind() does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
            ),
            (
                "select add(1, c => 2)",
                "42883 function add(integer, c => integer) does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
            ),
            (
                "select amb(1, 2)",
                "42725 function amb(integer, integer) is not unique | Could not choose a best candidate function. You might need to add explicit type casts.",
            ),
            (
                "select nope(1)",
                "42883 function nope(integer) does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
            ),
            ("select lower('A')", "select lower('A'::text) as lower"),
            (
                "select f.label from films f",
                "select public.label(row(r1.*)::public.films) as label from public.films as r1",
            ),
            (
                "select label(f), (f).label, title(f) from films f",
                "select public.label(row(r1.*)::public.films) as label, public.label(row(r1.*)::public.films) as label, r1.title as title from public.films as r1",
            ),
            ("select (two()).b", "select (public.two()).b as b"),
            ("select a from two()", "select r1.a as a from public.two() as r1(a, b)"),
            (
                "select b.title from best() b",
                "select r1.title as title from public.best() as r1(id, title, rating, tags)",
            ),
            (
                "select b.label from best() b",
                "select public.label(row(r1.*)::public.films) as label from public.best() as r1(id, title, rating, tags)",
            ),
            ("select * from add(1) as x", "select r1.add as x from public.add(1, 2) as r1(add)"),
        ],
    );
}

#[test]
fn what_a_function_may_not_be_is_told_in_postgres_words_at_its_place() {
    refused(&[
        (
            "create function f() returns int language sql as $$ select 'x' $$;",
            "2:52 42P13 return type mismatch in function declared to return integer | Actual return type is text.",
        ),
        (
            "create function f() returns int language sql as $$ select 1, 2 $$;",
            "2:52 42P13 return type mismatch in function declared to return integer | Final statement must return exactly one column.",
        ),
        (
            "create function f() returns int language sql as $$ insert into log default values $$;",
            "2:52 42P13 return type mismatch in function declared to return integer | Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.",
        ),
        (
            "create function f() returns int language sql as $$ $$;",
            "2:1 42P13 return type mismatch in function declared to return integer | Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.",
        ),
        (
            "create function f() returns films language sql as $$ select 1 $$;",
            "2:54 42P13 return type mismatch in function declared to return films | Final statement returns too few columns.",
        ),
        (
            "create function f() returns films language sql as $$ select 1, 'a', 'b'::text, null::text[] $$;",
            "2:54 42P13 return type mismatch in function declared to return films | Final statement returns text instead of numeric at column 3.",
        ),
        (
            "create function f() returns table (a int, b int) language sql as $$ select 1, 2, 3 $$;",
            "2:69 42P13 return type mismatch in function declared to return record | Final statement returns too many columns.",
        ),
        (
            "create function f() returns int language sql as $$\n  select nope\n$$;",
            "3:10 42703 column \"nope\" does not exist",
        ),
        (
            "create function f() returns int language sql as $$\n  select 1 from\n$$;",
            "3:16 42601 syntax error: expected from item, got EOF",
        ),
        (
            "create function f() returns int language sql as $$ select $1 $$;",
            "2:59 42P02 there is no parameter $1",
        ),
        (
            "create function f(a int, a int) returns int language sql as $$ select 1 $$;",
            "2:26 42P13 parameter name \"a\" used more than once",
        ),
        (
            "create function f(a int default 1, b int) returns int language sql as $$ select 1 $$;",
            "2:36 42P13 input parameters after one with a default value must also have defaults",
        ),
        (
            "create function f(variadic a int) returns int language sql as $$ select 1 $$;",
            "2:19 42P13 VARIADIC parameter must be an array",
        ),
        (
            "create function f(a int) language sql as $$ select 1 $$;",
            "2:1 42P13 function result type must be specified",
        ),
        (
            "create function f() returns record language sql as $$ select 1, 2 $$;",
            "2:1 0A000 a function that returns any record is not supported | Declare the columns: returns table (…), or out parameters.",
        ),
        (
            "create function f(a anyelement) returns int language sql as $$ select 1 $$;",
            "2:21 0A000 a function of type anyelement is not supported | Write one function for each type that it is called with.",
        ),
        (
            "create function f() returns int language sql as $$ select f() $$;",
            "2:1 0A000 a function that calls itself, as f() does, is not supported | Write the repetition as a query: with recursive …",
        ),
        (
            "create function f() returns int language sql as $$ create table x (a int) $$;",
            "2:52 0A000 `create` in a function is not supported | A function is made of select, insert, update and delete.",
        ),
        (
            "create function f() returns int language plpgsql as $$ begin return 1; end $$;",
            "2:1 0A000 functions that are not in SQL, procedures, triggers and rules are not run by this version | a.sql:8: function f | Functions of `language sql` are there. PostgreSQL has the others; the project will run there with --db postgres://… in a later version",
        ),
        (
            "create function f() returns trigger language sql as $$ select 1 $$;",
            "2:29 42P13 SQL functions cannot return type trigger",
        ),
        (
            "create function f() returns int language sql set role = anon as $$ select 1 $$;",
            "2:46 0A000 `set role` of a function is not supported | What a function does depends on no setting here, but for its search_path.",
        ),
        (
            "create function f() returns int language sql as $$ select 1 $$; create function f() returns int language sql as $$ select 1 $$;",
            "2:65 42723 function \"f\" already exists with same argument types",
        ),
        (
            "create function f() returns int language sql as $$ select 1 $$; create or replace function f() returns text language sql as $$ select 'a' $$;",
            "2:65 42P13 cannot change return type of existing function | Use DROP FUNCTION f() first.",
        ),
        (
            "create function f(a int) returns int language sql as $$ select 1 $$; create or replace function f(b int) returns int language sql as $$ select 1 $$;",
            "2:70 42P13 cannot change name of input parameter \"a\" | Use DROP FUNCTION f(integer) first.",
        ),
        (
            "create function f(a int default 1) returns int language sql as $$ select 1 $$; create or replace function f(a int) returns int language sql as $$ select 1 $$;",
            "2:80 42P13 cannot remove parameter defaults from existing function | Use DROP FUNCTION f(integer) first.",
        ),
        (
            "create function f(out a int, out b int) returns int language sql as $$ select 1, 2 $$;",
            "2:1 42P13 function result type must be record because of OUT parameters",
        ),
        (
            "create function f(a int) returns int language sql as $$ select a $$; drop function f(text);",
            "2:70 42883 function f(text) does not exist",
        ),
        (
            "create function f(a films) returns int language sql as $$ select 1 $$; drop table films;",
            "2:72 2BP01 cannot drop table films because other objects depend on it | function f(films) depends on table films | Use DROP ... CASCADE to drop the dependent objects too.",
        ),
        (
            "create function f() returns bigint language sql as $$ select count(*) from films $$; drop table films;",
            "2:86 2BP01 cannot drop table films because other objects depend on it | function f() depends on table films | Use DROP ... CASCADE to drop the dependent objects too.",
        ),
        (
            "create function f() returns text language sql as $$ select max(title) from films $$; alter table films drop column title;",
            "2:104 2BP01 cannot drop column title of table films because other objects depend on it | function f() depends on column title of table films | Use DROP ... CASCADE to drop the dependent objects too.",
        ),
        (
            "create function f(a text) returns bool stable language sql as $$ select true $$; create index on films (f(title));",
            "2:105 42P17 functions in index expression must be marked IMMUTABLE",
        ),
        (
            "create function f(a text) returns bool language sql as $$ select true $$; create policy p on films using (f(title)); drop function f(text);",
            "2:118 2BP01 cannot drop function f(text) because other objects depend on it | policy p on table films depends on function f(text) | Use DROP ... CASCADE to drop the dependent objects too.",
        ),
    ]);
}
