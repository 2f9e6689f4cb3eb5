//! What lies between two schemas, as the statements of a migration; and that these lead from one to the other.

use super::{right, written};
use crate::{File, ScriptStep, compare, describe, read_script};

/// The statements between two schemas; run over the first they make the second.
#[track_caller]
fn check(before: &str, after: &str, expected: &str) {
    let (from, to) = (right(before).catalog, right(after).catalog);
    let found = written(&from, &to);
    let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&found), lines(expected.trim()));
    let script = match read_script(&from, &File { name: "m.sql", text: &found }) {
        Ok(script) => script,
        Err(errors) => panic!("{found}\n{}", super::shown(&errors)),
    };
    let last = script.steps.iter().rev().find_map(|step| match step {
        ScriptStep::Define { catalog, .. } => Some(catalog.as_ref().clone()),
        ScriptStep::Run { .. } => None,
    });
    assert_eq!(written(&last.unwrap_or(from), &to), "", "{found}");
}

#[test]
fn the_same_schema_differs_in_nothing() {
    check("create table a (b int)", "create table a (b int)", "");
    check(
        "create table a (b int, c int); create index i on a (b); create index j on a (c);",
        "create table a (c int, b int); create index j on a (c); create index i on a (b);",
        "",
    );
}

#[test]
fn columns_come_go_and_change() {
    check(
        "create table a (id int primary key, x int, gone text unique)",
        "create table a (id int primary key, x bigint not null default 3, y text unique, z serial,
           constraint pos check (x > 0)); create index a_x on a (x);",
        "alter table public.a add column y text;
         alter table public.a add column z serial;
         alter table public.a drop constraint a_gone_key;
         alter table public.a alter column x type bigint;
         alter table public.a alter column x set default 3;
         alter table public.a alter column x set not null;
         alter table public.a add constraint a_y_key unique (y);
         alter table public.a add constraint pos check (x > '0'::bigint);
         create index a_x on public.a (x);
         alter table public.a drop column gone;",
    );
}

#[test]
fn what_stands_on_a_column_is_made_again_when_its_type_changes() {
    check(
        "create table a (x int, y text); create view v as select x from a; create view w as select x from v;
         create policy p on a using (x = 1); grant select on w to anon;",
        "create table a (x bigint, z text); create view v as select x from a; create view w as select x from v;
         create policy p on a using (x = 1); grant select on w to anon;",
        "alter table public.a add column z text;
         drop view if exists public.w;
         drop view if exists public.v;
         drop policy if exists p on public.a;
         alter table public.a alter column x type bigint;
         create view public.v as select r1.x as x from public.a as r1;
         create view public.w as select r1.x as x from public.v as r1;
         grant select on table public.w to anon;
         drop policy if exists p on public.a;
         create policy p on public.a to public using (x = '1'::bigint);
         drop policy if exists p on public.a;
         create policy p on public.a to public using (x = '1'::bigint);
         alter table public.a drop column y;",
    );
}

#[test]
fn enums_grow_in_place_and_are_made_anew_otherwise() {
    let with = |labels: &str| {
        format!(
            "create type e as enum ({labels}); create table t (e e default 'a', es e[], check (e <> 'b'));
             create index on t (e) where e = 'b'; create policy p on t using (e = 'b');
             create view v as select e from t where e = 'a';"
        )
    };
    check(
        &with("'a', 'b'"),
        &with("'z', 'a', 'm', 'b', 'c'"),
        "alter type public.e add value 'z' before 'a';
         alter type public.e add value 'm' after 'a';
         alter type public.e add value 'c';",
    );
    check(
        "create type e as enum ('a', 'b'); create table t (e e default 'a', check (e <> 'b'));",
        "create type e as enum ('b', 'a'); create table t (e e default 'a', check (e <> 'b'));",
        "alter type public.e rename to e__old;
         create type public.e as enum ('b', 'a');
         alter table public.t drop constraint t_e_check;
         alter table public.t alter column e drop default;
         alter table public.t alter column e type public.e using e::text::public.e;
         alter table public.t alter column e set default 'a'::public.e;
         alter table public.t add constraint t_e_check check (e <> 'b'::public.e);
         drop type public.e__old;",
    );
}

#[test]
fn other_types_change_as_far_as_their_values_allow() {
    check(
        "create domain d as text check (value <> ''); create type c as (a int, b text);
         create domain k as varchar(3); create table t (k k);",
        "create domain d as text constraint other check (value <> 'x') default 'y'; create type c as (a bigint, b text);
         create domain k as varchar(5); create table t (k k);",
        "alter domain public.d drop constraint d_check;
         alter domain public.d set default 'y'::text;
         alter domain public.d add constraint other check (value <> 'x'::text);
         alter type public.c drop attribute a;
         alter type public.c add attribute a bigint;
         alter domain public.k rename to k__old;
         create domain public.k as varchar(5);
         alter table public.t alter column k type public.k using k::text::public.k;
         drop domain public.k__old;",
    );
}

#[test]
fn keys_follow_what_they_lead_to() {
    check(
        "create table a (id int primary key); create table b (a_id int references a); create view v as select * from b;",
        "create table b (a_id int);",
        "alter table public.b drop constraint b_a_id_fkey;
         drop view if exists public.v;
         drop table public.a;",
    );
    check(
        "create table a (id int, constraint old primary key (id)); create table b (a_id int references a);",
        "create table a (id int, constraint new primary key (id)); create table b (a_id int references a);",
        "alter table public.a rename constraint old to new;",
    );
    check(
        "create table a (id int primary key, k int unique); create table b (k int references a (k));",
        "create table a (id int primary key, k int unique deferrable, l int unique); create unique index u on a (k);
         create table b (k int references a (k));",
        "alter table public.a add column l integer;
         alter table public.b drop constraint b_k_fkey;
         alter table public.a drop constraint a_k_key;
         alter table public.a add constraint a_k_key unique (k) deferrable;
         alter table public.a add constraint a_l_key unique (l);
         create unique index u on public.a (k);
         alter table public.b add constraint b_k_fkey foreign key (k) references public.a (k);",
    );
}

#[test]
fn new_tables_come_in_an_order_in_which_each_can_be_made() {
    check(
        "create table x (id int);",
        "create table a (id int primary key, b_id int); create table b (id int primary key, a_id int references a);
         alter table a add foreign key (b_id) references b; alter table a enable row level security;
         create policy p on a using (exists (select 1 from b where a_id = a.id));",
        "create table public.b (
           id integer,
           a_id integer,
           constraint b_pkey primary key (id)
         );
         create table public.a (
           id integer,
           b_id integer,
           constraint a_pkey primary key (id),
           constraint a_b_id_fkey foreign key (b_id) references public.b (id)
         );
         alter table public.a enable row level security;
         alter table public.b add constraint b_a_id_fkey foreign key (a_id) references public.a (id);
         create policy p on public.a to public using (exists (select 1 as \"?column?\" from public.b as r1 where r1.a_id = a.id));
         drop table public.x;",
    );
}

#[test]
fn generated_values_change() {
    check(
        "create table t (a int generated always as identity, b serial, c int generated always as (1) stored, d text default 'x',
           e text, f int default 3, g int, h int generated always as identity, i int generated always as (2) stored)",
        "create table t (a int generated by default as identity, b int, c int generated always as (2) stored, d text,
           e uuid default gen_random_uuid(), f int generated always as identity, g serial, h int not null default 5, i int)",
        "alter table public.t alter column a set generated by default;
         alter table public.t alter column b drop default;
         alter table public.t alter column b drop not null;
         alter table public.t alter column c set expression as (2);
         alter table public.t alter column d drop default;
         alter table public.t alter column e type uuid using e::uuid;
         alter table public.t alter column e set default gen_random_uuid();
         alter table public.t alter column f drop default;
         alter table public.t alter column f set not null;
         alter table public.t alter column f add generated always as identity;
         alter table public.t alter column f set not null;
         create sequence public.t_g_seq start with 1 increment by 1;
         alter table public.t alter column g set default nextval('public.t_g_seq'::regclass);
         alter table public.t alter column g set not null;
         alter table public.t alter column h drop identity;
         alter table public.t alter column h set default 5;
         alter table public.t alter column i drop expression;",
    );
}

#[test]
fn rules_and_settings_change() {
    check(
        "create role clerk; create table t (a int); create policy p on t using (true); create policy q on t using (true);
         grant select on t to clerk; comment on table t is 'x'; revoke all on t from anon;
         create publication pub for table t; create role gone;",
        "create role clerk bypassrls; create table t (a int); create policy p on t using (false); alter table t force row level security;
         grant select (a) on t to clerk; comment on column t.a is 'y'; create schema s; create publication pub;
         create extension citext; alter table t owner to clerk;",
        "create schema s;
         alter role clerk bypassrls;
         create extension citext;
         alter table public.t owner to clerk;
         alter table public.t disable row level security;
         alter table public.t force row level security;
         drop policy if exists q on public.t;
         drop policy if exists p on public.t;
         create policy p on public.t to public using (false);
         revoke select on table public.t from clerk;
         set engineroom.grants = 'default';
         grant all on table public.t to anon;
         set engineroom.grants = 'written';
         comment on table public.t is null;
         comment on column public.t.a is 'y';
         drop publication pub;
         create publication pub;
         drop role gone;",
    );
}

#[test]
fn views_and_tables_change_places() {
    check(
        "create view v as select 1 as a; create table t (b int); create view w as select b, 1 as c from t; create view x as select * from w;",
        "create table v (a int); create view t as select 1 as b; create view w as select 2 as c; create view x as select * from w;",
        "drop view if exists public.v;
         drop view if exists public.x;
         drop view if exists public.w;
         drop table public.t;
         create table public.v (
         a integer
         );
         create view public.t as select 1 as b;
         drop view if exists public.x;
         drop view if exists public.w;
         create view public.w as select 2 as c;
         create view public.x as select r1.c as c from public.w as r1;
         drop view if exists public.x;
         create view public.x as select r1.c as c from public.w as r1;",
    );
}

#[test]
fn changes_are_told_in_words() {
    let (from, to) = (
        right("create type e as enum ('a'); create table t (a int, b int, e e); create policy p on t using (true); create view v as select 1 as x;").catalog,
        right(
            "create type e as enum ('a', 'b'); create table t (a bigint not null, c int default 3, e e, constraint k check (c > 0));
             create policy q on t using (true); create schema s; create table u (x int); create index i on u (x);",
        )
        .catalog,
    );
    let words: Vec<String> =
        compare(&from, &to).iter().map(|change| describe(change, &from, &to)).collect();
    assert_eq!(
        words,
        [
            "creates schema s",
            "adds 'b' to public.e",
            "creates table public.u",
            "adds column public.t.c",
            "changes column public.t.a from integer to bigint",
            "requires a value in column public.t.a",
            "adds constraint k to public.t",
            "drops policy \"p\" of public.t",
            "adds policy \"q\" of public.t",
            "drops view public.v",
            "drops column public.t.b",
        ]
    );
}

#[test]
fn functions_come_go_and_change() {
    let films = "create table films (id int primary key, title text);";
    check(
        films,
        &format!(
            "{films} create function label(films) returns text language sql immutable as $$ select upper($1.title) $$;
             create view v as select f.label from films f;
             comment on function label(films) is 'L'; revoke execute on function label from public;"
        ),
        "create function public.label(public.films) returns text
         language sql immutable
         begin atomic
           select upper(($1).title) as label;
         end;
         create view public.v as select public.label(row(r1.*)::public.films) as label from public.films as r1;
         revoke execute on function public.label(public.films) from public;
         comment on function public.label(public.films) is 'L';",
    );
    check(
        "create function f(a int) returns int language sql as 'select a'; create function g() returns int language sql as 'select f(1)'",
        "create function f(a int) returns int language sql stable as 'select a + 1'",
        "create or replace function public.f(a integer) returns integer
         language sql stable
         begin atomic
           select $1 + 1 as f;
         end;
         drop function public.g();",
    );
    check(
        "create table t (a int); create function f(a int) returns int language sql immutable as 'select a';
         create view v as select f(a) from t; create policy p on t using (f(a) = 1);",
        "create table t (a int); create function f(a int) returns bigint language sql immutable as 'select a';
         create view v as select f(a) from t; create policy p on t using (f(a) = 1);",
        "drop view if exists public.v;
         drop policy if exists p on public.t;
         drop function public.f(integer);
         create function public.f(a integer) returns bigint
         language sql immutable
         begin atomic
           select $1 as f;
         end;
         create view public.v as select public.f(r1.a) as f from public.t as r1;
         drop policy if exists p on public.t;
         create policy p on public.t to public using (public.f(a) = '1'::bigint);
         drop policy if exists p on public.t;
         create policy p on public.t to public using (public.f(a) = '1'::bigint);",
    );
}

#[test]
fn a_table_that_gets_columns_changes_the_functions_of_its_rows() {
    check(
        "create table t (a int, gone text); create function all_t() returns setof t language sql as 'select * from t';
         create function one(t) returns t language sql as 'select $1'; create view v as select t.one from t;",
        "create table t (a int, b text); create function all_t() returns setof t language sql as 'select * from t';
         create function one(t) returns t language sql as 'select $1'; create view v as select t.one from t;",
        "alter table public.t add column b text;
         alter table public.t drop column gone;
         create or replace function public.one(public.t) returns public.t
         language sql
         begin atomic
           select ($1).a as a, ($1).b as b;
         end;
         create or replace function public.all_t() returns setof public.t
         language sql
         begin atomic
           select r1.a as a, r1.b as b from public.t as r1;
         end;",
    );
}
