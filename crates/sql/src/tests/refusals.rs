//! What is refused, with its place and the way out.

use super::{schema, shown};
use crate::{File, base_catalog, read_script, read_statement};

/// The errors of a schema, one a line: place, code, message.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let errors = match schema(text) {
        Ok(_) => Vec::new(),
        Err(errors) => errors,
    };
    let line = |it: &crate::Error| format!("{}:{} {} {}", it.line, it.column, it.code, it.message);
    assert_eq!(errors.iter().map(line).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn an_error_names_file_line_and_column_the_statement_and_the_way_out() {
    let errors =
        schema("create table a (b int);\n\n  create temp table c (\n d int);").unwrap_err();
    assert_eq!(
        shown(&errors),
        "a.sql:3:10: a temporary table is not supported\n  in: create temp table c (\n  \
         Use a table of the schema, or a common table expression (with …)."
    );
}

#[test]
fn what_is_wrong_is_collected() {
    check(
        "create table a (x nope); create table b (y int references a); create view v as select * from a; drop table zz;
create role; create table c (x int, x int);",
        &["2:12 42601 syntax error: expected role, got SEMICOLON"],
    );
    check(
        "create table a (x nope); create table b (y int references a); create view v as select * from a; drop table zz;
create table c (x int, x int);",
        &[
            "1:19 42704 type \"nope\" does not exist",
            "1:97 42P01 table \"zz\" does not exist",
            "2:24 42701 column \"x\" specified more than once",
        ],
    );
}

#[test]
fn routines_and_triggers_are_refused_as_one_list() {
    let errors = schema(
        "create function f() returns trigger language plpgsql as $$ begin; this is no sql; end $$;
         create table t (a int);
         create trigger tt before insert on t for each row execute function f();
         create policy p on t using (public.is_admin());
         create or replace function public.is_admin() returns bool language sql as 'select true';
         create policy q on t using (is_admin());
         do $$ begin null; end $$; drop function if exists g(); drop trigger if exists x on t;
         grant execute on function f() to anon;",
    )
    .unwrap_err();
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            // A routine must be there before it is called.
            "function public.is_admin() does not exist",
            "functions that are not in SQL, procedures, triggers and rules are not run by this version",
        ]
    );
    assert_eq!(
        errors[1].detail.as_deref(),
        Some("a.sql:1: function f\n  a.sql:3: trigger tt on t\n  a.sql:7: a do block")
    );
}

#[test]
fn tables_of_other_kinds_are_refused() {
    check("create temp table x (a int)", &["1:8 0A000 a temporary table is not supported"]);
    check(
        "create table x (a int) inherits (y)",
        &["1:24 0A000 table inheritance is not supported"],
    );
    check(
        "create table x (a int) partition by range ((a + 1))",
        &["1:44 0A000 partitioning by an expression is not supported"],
    );
    check("create table x as select 1", &["1:1 0A000 create table as is not supported"]);
    check("select 1 into x", &["1:1 0A000 select into is not supported"]);
    check(
        "create table x (a int, exclude using gist (a with =))",
        &["1:24 0A000 an exclusion constraint is not supported"],
    );
    check("create table x (a xml)", &["1:19 0A000 the type xml is not supported"]);
    check(
        "create table x (a text collate \"de-x-icu\")",
        &["1:24 0A000 the collation \"de-x-icu\" is not supported"],
    );
    check(
        "create sequence s",
        &["1:1 0A000 the sequence public.s belongs to no column, which is not supported"],
    );
}

#[test]
fn rows_and_settings_don_t_belong_into_a_schema() {
    check(
        "insert into auth.users (id) values (null)",
        &["1:1 0A000 a schema holds definitions only, no rows"],
    );
    check(
        "set work_mem = '1MB'; set foo = 1",
        &["1:23 0A000 the setting \"foo\" is not supported"],
    );
    check(
        "set timezone = 'Europe/Berlin'",
        &["1:1 0A000 the time zone \"europe/berlin\" is not supported"],
    );
    check("truncate auth.users", &["1:1 0A000 truncate is not supported"]);
    check("copy auth.users from stdin", &["1:1 0A000 copy is not supported"]);
    check("create extension postgis", &["1:1 0A000 the extension \"postgis\" is not provided"]);
    check(
        "set search_path = ''; create table x (a int)",
        &["1:23 3F000 no schema has been selected to create in"],
    );
}

#[test]
fn columns_and_constraints_follow_postgresql_s_rules() {
    let cases = [
        (
            "a int generated always as (random()) stored",
            "1:44 42P17 generation expression is not immutable",
        ),
        (
            "t timestamptz, d date generated always as (t::date) stored",
            "1:60 42P17 generation expression is not immutable",
        ),
        (
            "a int, b int generated always as (a) stored, c int generated always as (b) stored",
            "1:89 42P17 cannot use generated column \"b\" in column generation expression",
        ),
        ("a int default (select 1)", "1:31 0A000 cannot use subquery in DEFAULT expression"),
        ("a int default b", "1:31 42703 column \"b\" does not exist"),
        ("a int check (exists (select 1))", "1:30 0A000 cannot use subquery in check constraint"),
        ("a text check (a)", "1:31 42804 argument of CHECK must be type boolean, not type text"),
        (
            "a int primary key, b int primary key",
            "1:42 42P16 multiple primary keys for table \"t\" are not allowed",
        ),
        (
            "a int null not null",
            "1:17 42601 conflicting NULL/NOT NULL declarations for column \"a\" of table \"t\"",
        ),
        (
            "a int default 1 default 2",
            "1:33 42601 multiple default values specified for column \"a\" of table \"t\"",
        ),
        (
            "a int default 1 generated always as (2) stored",
            "1:33 42601 both default and generation expression specified for column \"a\" of table \"t\"",
        ),
        (
            "a text generated always as identity",
            "1:24 22023 identity column type must be smallint, integer, or bigint",
        ),
        ("a int references nope", "1:23 42P01 relation \"nope\" does not exist"),
        (
            "a text references auth.users",
            "1:24 42804 foreign key constraint \"t_a_fkey\" cannot be implemented",
        ),
        (
            "a uuid references auth.users (email)",
            "1:24 42830 there is no unique constraint matching given keys for referenced table \"users\"",
        ),
        ("a int, unique (a, a)", "1:24 42701 column \"a\" appears twice in unique constraint"),
        ("a int, unique (b)", "1:24 42703 column \"b\" named in key does not exist"),
        (
            "a int, constraint x check (a > 0), constraint x check (a > 1)",
            "1:72 42710 constraint \"x\" for relation \"t\" already exists",
        ),
        (
            "a int check (a > 0) deferrable",
            "1:23 0A000 check constraints cannot be marked DEFERRABLE",
        ),
        ("a varchar(0)", "1:19 22023 length for type varchar must be at least 1"),
    ];
    for (columns, expected) in cases {
        check(&format!("create table t ({columns})"), &[expected]);
    }
}

#[test]
fn what_is_missing_or_there_is_said_in_postgresql_s_words() {
    let cases = [
        ("create table t (b int)", "42P07 relation \"t\" already exists"),
        ("alter table nope add column x int", "42P01 relation \"nope\" does not exist"),
        ("alter table t add column a int", "42701 column \"a\" of relation \"t\" already exists"),
        ("alter table t drop column x", "42703 column \"x\" of relation \"t\" does not exist"),
        (
            "alter table t drop constraint x",
            "42704 constraint \"x\" of relation \"t\" does not exist",
        ),
        (
            "alter table t alter column a drop identity",
            "55000 column \"a\" of relation \"t\" is not an identity column",
        ),
        (
            "alter table t alter column a type bigint",
            "0A000 cannot alter type of a column used by a view or rule",
        ),
        (
            "create table s (a int); alter table s alter a type uuid",
            "42804 column \"a\" cannot be cast automatically to type uuid",
        ),
        (
            "alter table t rename column a to a",
            "42701 column \"a\" of relation \"t\" already exists",
        ),
        ("alter table auth.users add column x int", "42501 must be owner of table users"),
        ("create index on v (a)", "42809 cannot create index on relation \"v\""),
        (
            "create index on t (random())",
            "42P17 functions in index expression must be marked IMMUTABLE",
        ),
        (
            "create unique index on t using gin (a)",
            "0A000 access method \"gin\" does not support unique indexes",
        ),
        ("create policy p on v using (true)", "42809 \"v\" is not a table"),
        (
            "create policy p on t for insert using (true)",
            "42601 only WITH CHECK expression allowed for INSERT",
        ),
        (
            "create policy p on t for select with check (true)",
            "42601 WITH CHECK cannot be applied to SELECT or DELETE",
        ),
        ("create policy p on t to nobody using (true)", "42704 role \"nobody\" does not exist"),
        (
            "create policy p on t using (a)",
            "42804 argument of POLICY must be type boolean, not type integer",
        ),
        ("create type e as enum ('a', 'a')", "23505 enum label \"a\" used more than once"),
        ("alter type e add value 'x'", "42704 type \"e\" does not exist"),
        ("create domain d as nope", "42704 type \"nope\" does not exist"),
        ("create view v as select 1", "42P07 relation \"v\" already exists"),
        (
            "create or replace view v as select 'a' as a",
            "42P16 cannot change data type of view column \"a\" from integer to text",
        ),
        (
            "create or replace view v as select a as b from t",
            "42P16 cannot change name of view column \"a\" to \"b\"",
        ),
        ("create view w as select 1 as a, 2 as a", "42701 column \"a\" specified more than once"),
        ("drop table v", "42809 \"v\" is not a table"),
        ("drop type nope", "42704 type \"nope\" does not exist"),
        ("drop schema auth", "42501 must be owner of schema auth"),
        (
            "drop schema public",
            "2BP01 cannot drop schema public because other objects depend on it",
        ),
        (
            "drop role anon",
            "2BP01 role \"anon\" cannot be dropped because some objects depend on it",
        ),
        ("create role anon", "42710 role \"anon\" already exists"),
        ("create role r superuser", "42501 must be superuser to create superusers"),
        ("grant usage on t to anon", "0LP01 invalid privilege type USAGE for relation"),
        ("grant select on nope to anon", "42P01 relation \"nope\" does not exist"),
        ("grant select (x) on t to anon", "42703 column \"x\" of relation \"t\" does not exist"),
        ("comment on column t.x is 'a'", "42703 column \"x\" of relation \"t\" does not exist"),
        ("create schema pg_x", "42939 unacceptable schema name \"pg_x\""),
    ];
    for (statement, expected) in cases {
        let text =
            format!("create table t (a int); create view v as select a from t;\n{statement}");
        let errors = schema(&text).map(|_| ()).unwrap_err();
        let found: Vec<String> =
            errors.iter().map(|error| format!("{} {}", error.code, error.message)).collect();
        assert_eq!(found, [expected], "{statement}");
    }
}

#[test]
fn what_others_stand_on_is_dropped_with_them_or_not_at_all() {
    let before = "create table t (a int primary key, b int); create view v as select a from t; create view w as select a from v;
        create table u (t_a int references t); create policy p on u using (exists (select 1 from t where b = 1));
        create type e as enum ('x'); create domain d as e; create table k (e e default 'x', l d, c int generated always as (1) stored);";
    let refused = |statement: &str, expected: &str| {
        let errors = schema(&format!("{before}\n{statement}")).map(|_| ()).unwrap_err();
        let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        assert_eq!(
            lines(errors[0].detail.as_deref().unwrap_or_default()),
            lines(expected),
            "{statement}"
        );
        let cascade = format!("{before}\n{statement} cascade");
        super::check_kept(&super::right(&cascade).catalog);
    };
    refused(
        "drop table t",
        "view v depends on table t
         policy p on table u depends on table t
         constraint u_t_a_fkey on table u depends on table t
         view w depends on view v",
    );
    refused("drop view v", "view w depends on view v");
    refused("alter table t drop column b", "policy p on table u depends on column b of table t");
    refused(
        "alter table t drop constraint t_pkey",
        "constraint u_t_a_fkey on table u depends on constraint t_pkey on table t",
    );
    refused(
        "drop type e",
        "type d depends on type e
         column e of table k depends on type e
         column l of table k depends on type e",
    );
}

#[test]
fn a_statement_that_nests_too_deeply_is_an_error() {
    let nested = |open: &str, close: &str, times: usize| {
        format!("create view v as select {}1{}", open.repeat(times), close.repeat(times))
    };
    for text in [
        nested("(", ")", 10_000),
        nested("not ", "", 10_000),
        nested("- ", "", 10_000),
        nested("case when true then ", " end", 10_000),
        nested("", " + 1", 10_000),
        nested("(select ", ")", 10_000),
        nested("array[", "]", 10_000),
        nested("", " or true", 10_000),
        nested("", "::int", 10_000),
        nested("abs(", ")", 10_000),
    ] {
        let errors = schema(&text).map(|_| ()).unwrap_err();
        assert_eq!(errors[0].code, "54001", "{}", &text[..60]);
    }
    // What is wide is not deep.
    let wide = format!("create view v as select 1 in ({}1)", "1,".repeat(20_000));
    assert!(schema(&wide).is_ok());
}

#[test]
fn odd_text_is_an_error_not_the_end() {
    for text in [
        "\0",
        "create table \"",
        "create table t (a int",
        "'",
        "$$",
        "/*",
        "select (",
        ";;;(;",
        "\u{feff}create",
        "create table t (a int default '\u{0}')",
        "\\d t",
        "create table 世界 (é int); drop table 世",
        "create view v as",
        "grant",
        "alter table",
        "comment on",
        "create policy p on",
        "insert into",
        "with x as (select 1)",
    ] {
        assert!(schema(text).is_err() || text == ";;;", "{text}");
    }
    assert!(schema("").is_ok() && schema(" -- nothing\n;").is_ok());
}

#[test]
fn one_statement_is_read_for_a_query() {
    let base = base_catalog();
    assert!(read_statement(&base, "select email from auth.users;").is_ok());
    for (text, message) in [
        ("", "there is no statement"),
        ("select 1; select 2", "there is more than one statement"),
        ("create table t (a int)", "only select, insert, update and delete run here"),
        ("select nope", "column \"nope\" does not exist"),
    ] {
        assert_eq!(read_statement(&base, text).unwrap_err().message, message);
    }
}

#[test]
fn a_script_tells_every_error_with_its_line() {
    let text =
        "create table t (a int);\ninsert into t values ('x');\ninsert into t (b) values (1);\n";
    let errors = read_script(&base_catalog(), &File { name: "seed.sql", text }).unwrap_err();
    let places: Vec<String> =
        errors.iter().map(|it| format!("{}:{} {}", it.line, it.column, it.code)).collect();
    assert_eq!(places, ["2:23 22P02", "3:16 42703"]);
}

#[test]
fn services_that_are_not_there_yet_are_named() {
    let errors = schema("create policy p on storage.objects using (true)").unwrap_err();
    assert_eq!(
        errors[0].hint.as_deref(),
        Some("What Supabase keeps in the schema storage isn't there in this version.")
    );
}
