//! What each kind of definition means, shown as the statements that a person would type for it.

use super::{check_kept, right, written};
use crate::base_catalog;

/// The definition says what these statements say, and is kept as it is.
#[track_caller]
fn check(definition: &str, expected: &str) {
    let catalog = right(definition).catalog;
    let found = written(&base_catalog(), &catalog);
    let lines = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&found), lines(expected.trim()), "{definition}");
    check_kept(&catalog);
    // What was written means the same.
    let again = right(&found).catalog;
    assert_eq!(written(&catalog, &again), "", "{found}");
}

#[test]
fn columns_have_the_types_that_applications_use() {
    check(
        r#"create table t (
            a text, b varchar(20), c char(3), d char, e character varying, f citext, g bool, h int2, i int4, j int8,
            k numeric(10, 2), l numeric, m decimal(5), n real, o double precision, p float(3), q uuid, r date,
            s time, t time(3), u timestamp, v timestamptz(6), w timestamp with time zone, x interval, y json,
            z jsonb, aa bytea, bb inet, cc cidr, dd macaddr, ee text[], ff varchar(3)[], gg int[][], "Weird Name" name
        )"#,
        r#"create table public.t (
            a text, b varchar(20), c char(3), d char(1), e varchar, f citext, g boolean, h smallint, i integer, j bigint,
            k numeric(10, 2), l numeric, m numeric(5, 0), n real, o double precision, p real, q uuid, r date,
            s time, t time(3), u timestamp, v timestamptz(6), w timestamptz, x interval, y json,
            z jsonb, aa bytea, bb inet, cc cidr, dd macaddr, ee text[], ff varchar(3)[], gg integer[], "Weird Name" name
        );"#
            .replace(", ", ",\n")
            .replace("10,\n2", "10, 2")
            .replace("5,\n0", "5, 0")
            .as_str(),
    );
}

#[test]
fn constraints_are_named_as_postgresql_names_them() {
    check(
        "create table posts (
           id serial primary key,
           author_id uuid not null references auth.users on delete cascade on update restrict,
           title text unique check (length(title) > 0),
           price numeric(10,2) check (price > 0 and price < 100) constraint mine check (price <> 50),
           a int, b int,
           unique (a, b), check (a < b), check (a > 0), foreign key (a, b) references posts (a, b) match full
             deferrable initially deferred,
           unique nulls not distinct (b) deferrable
         )",
        "create table public.posts (
           id serial,
           author_id uuid not null,
           title text,
           price numeric(10, 2),
           a integer,
           b integer,
           constraint posts_pkey primary key (id),
           constraint posts_title_key unique (title),
           constraint posts_a_b_key unique (a, b),
           constraint posts_b_key unique nulls not distinct (b) deferrable,
           constraint posts_title_check check (length(title) > 0),
           constraint posts_price_check check (price > '0'::numeric and price < '100'::numeric),
           constraint mine check (price <> '50'::numeric),
           constraint posts_check check (a < b),
           constraint posts_a_check check (a > 0),
           constraint posts_author_id_fkey foreign key (author_id) references auth.users (id) on update restrict on delete cascade,
           constraint posts_a_b_fkey foreign key (a, b) references public.posts (a, b) match full deferrable initially deferred
         );",
    );
}

#[test]
fn names_that_are_long_or_taken_are_cut_and_numbered() {
    let long = "a".repeat(60);
    let catalog = right(&format!(
        "create table {long} (bbbbbbbbbb int check (bbbbbbbbbb > 0) unique, check (bbbbbbbbbb < 9));
         create table t (a int); create index on t (a); create index on t (a); create table t_a_idx2 (x int);
         create index on t (a, (a + 1), (a + 2)); create index on t (lower(a::text));"
    ))
    .catalog;
    let names: Vec<String> = catalog
        .relations
        .values()
        .filter(|relation| &*relation.name.schema == "public")
        .flat_map(|it| {
            let keys = it.unique_constraints().map(|key| key.name.to_string());
            let checks = it.checks.iter().map(|check| check.name.to_string());
            let indexes = it.indexes.iter().map(|index| index.name.to_string());
            keys.chain(checks).chain(indexes).collect::<Vec<_>>()
        })
        .collect();
    let a48 = "a".repeat(48);
    assert_eq!(
        names,
        [
            format!("{a48}_bbbbbbbbbb_key"),
            format!("{}_bbbbbbbbbb_check", "a".repeat(46)),
            format!("{}_bbbbbbbbbb_check1", "a".repeat(45)),
            "t_a_idx".to_owned(),
            "t_a_idx1".to_owned(),
            "t_a_expr_expr1_idx".to_owned(),
            "t_lower_idx".to_owned(),
        ]
    );
}

#[test]
fn values_come_from_defaults_sequences_and_expressions() {
    check(
        "create table t (
           a int default 1 + 1, b text default 'it''s', c timestamptz default now(), d uuid default auth.uid(),
           e int[] default '{1,2}', f text default null, g bool default true, h numeric default 1.50,
           i bigint generated always as identity, j smallint generated by default as identity (start with 10 increment by 5),
           k smallserial, l text generated always as (upper(b)) stored, m date default 'now', n int default -1
         )",
        "create table public.t (
           a integer default (1 + 1),
           b text default 'it''s'::text,
           c timestamptz default now(),
           d uuid default auth.uid(),
           e integer[] default ('{1,2}'::integer[]),
           f text,
           g boolean default true,
           h numeric default '1.50'::numeric,
           i bigint not null generated always as identity,
           j smallint not null generated by default as identity (sequence name public.t_j_seq start with 10 increment by 5),
           k smallserial,
           l text generated always as (upper(b)) stored,
           m date default 'now'::text::date,
           n integer default '-1'::integer
         );",
    );
}

#[test]
fn indexes_keep_everything_they_say() {
    check(
        "create table t (a text, b int);
         create unique index u on t (a) include (b) nulls not distinct where b > 3 and a like 'x%';
         create index i on t using btree (a desc nulls last, b nulls first, lower(a) text_pattern_ops, (b + 1) desc);
         create index g on t using gin ((array[a]));",
        "create table public.t (
           a text,
           b integer
         );
         create unique index u on public.t (a) include (b) nulls not distinct where b > 3 and a like 'x%'::text;
         create index i on public.t (a desc nulls last, b nulls first, (lower(a)) text_pattern_ops, (b + 1) desc);
         create index g on public.t using gin ((array[a]));",
    );
}

#[test]
fn types_are_enums_domains_and_composites() {
    check(
        "create type mood as enum ('sad', 'it''s ok', 'happy');
         create domain pos as int default 3 not null constraint p check (value > 0) check (value < 9);
         create domain moods as mood[] check (value <> '{}');
         create type pair as (a pos, b text[]);
         create table t (m mood default 'sad', p pos, q pair, ms mood[] default '{sad,happy}', check (m <> 'sad'));
         alter type mood add value 'new' before 'it''s ok';
         alter type mood add value if not exists 'new';
         alter type mood add value 'last';
         comment on type mood is 'x';
         comment on constraint p on domain pos is 'y';",
        "create type public.mood as enum ('sad', 'new', 'it''s ok', 'happy', 'last');
         create domain public.pos as integer default (3) not null constraint p check (value > 0) constraint pos_check check (value < 9);
         create domain public.moods as public.mood[] constraint moods_check check (value <> '{}'::public.mood[]);
         create type public.pair as (a public.pos, b text[]);
         create table public.t (
           m public.mood default 'sad'::public.mood,
           p public.pos,
           q public.pair,
           ms public.mood[] default ('{sad,happy}'::public.mood[]),
           constraint t_m_check check (m <> 'sad'::public.mood)
         );
         comment on type public.mood is 'x';
         comment on constraint p on domain public.pos is 'y';",
    );
}

#[test]
fn rules_are_policies_rights_and_row_security() {
    check(
        r#"create table t (id int primary key, "select" int, a int);
           create table r1 (id int);
           alter table t enable row level security;
           alter table t force row level security;
           create policy "own rows" on t as restrictive for update to authenticated, anon
             using ("select" = 1) with check (exists (select 1 from t x where x.id = t.id));
           create policy p on r1 using (id in (select a from t where t.id = r1.id) or auth.uid() is null);
           revoke all on t from anon;
           revoke update on t from authenticated;
           grant update ("select", a) on t to authenticated;
           grant select on t to public;
           comment on policy p on r1 is 'why';"#,
        r#"create table public.t (
             id integer,
             "select" integer,
             a integer,
             constraint t_pkey primary key (id)
           );
           alter table public.t enable row level security;
           alter table public.t force row level security;
           create table public.r1 (
             id integer
           );
           create policy "own rows" on public.t as restrictive for update to authenticated, anon using ("select" = 1) with check (exists (select 1 as "?column?" from public.t as r1 where r1.id = t.id));
           revoke all on table public.t from anon;
           revoke update on table public.t from authenticated;
           grant select on table public.t to public;
           grant update ("select") on table public.t to authenticated;
           grant update (a) on table public.t to authenticated;
           create policy p on public.r1 to public using (id in (select x1.a as a from public.t as x1 where x1.id = r1.id) or auth.uid() is null);
           comment on policy p on public.r1 is 'why';"#
            .replace("using (id in (select x1.a as a from public.t as x1 where x1.id = r1.id) or", "using ((id in (select x1.a as a from public.t as x1 where x1.id = r1.id)) or")
            .as_str(),
    );
}

#[test]
fn views_show_queries() {
    check(
        "create table t (id int primary key, v varchar(5), n numeric(5,1));
         create view a as select *, v || 'x' as w from t where id in (1, 2) order by 1 desc nulls last limit 10 offset 1;
         create view b (x, y) with (security_invoker) as select id, count(*) filter (where n > 1) from a group by id
           having count(*) > 1;
         create view c as with recursive r (n) as (values (1) union all select n + 1 from r where n < 9)
           select r.n, t.v from r left join t on t.id = r.n join lateral (select 1 as one) l on true;
         create view d as values (1, 'a');
         create view e (p, q) as values (1, 'a');
         create view f as select distinct on (v) v, row_number() over (partition by v order by id desc) from t order by v, id;
         create view g as select x.b from json_to_recordset('[]') as x (a int, b text);
         comment on column f.v is 'x'; comment on view f is 'y';",
        "create table public.t (
           id integer,
           v varchar(5),
           n numeric(5, 1),
           constraint t_pkey primary key (id)
         );
         create view public.a as select r1.id as id, r1.v as v, r1.n as n, r1.v || 'x'::text as w from public.t as r1 where r1.id in (1, 2) order by 1 desc nulls last limit 10 offset 1;
         create view public.b with (security_invoker = true) as select r1.id as x, count(*) filter (where r1.n > '1'::numeric) as y from public.a as r1 group by r1.id having count(*) > '1'::bigint;
         create view public.c as with recursive r(n) as ((values (1)) union all (select r1.n + 1 as \"?column?\" from r as r1 where r1.n < 9)) select r2.n as n, r3.v as v from r as r2 left join public.t as r3 on r3.id = r2.n join lateral (select 1 as one) as r4 on true;
         create view public.d as values (1, 'a'::text);
         create view public.e as select r1.column1 as p, r1.column2 as q from (values (1, 'a'::text)) as r1;
         create view public.f as select distinct on (r1.v) r1.v as v, row_number() over (partition by r1.v order by r1.id desc) as row_number from public.t as r1 order by 1, r1.id;
         create view public.g as select r1.b as b from json_to_recordset('[]'::json) as r1(a integer, b text);
         comment on view public.f is 'y';
         comment on column public.f.v is 'x';",
    );
}

#[test]
fn expressions_of_every_form_read_back() {
    let outputs = [
        "case when id > 1 then 'a' else null end",
        "case id when 1 then 'a' when 2 then 'b' end",
        "coalesce(v, '', 'x')",
        "nullif(id, 3)",
        "greatest(id, 3, n)",
        "array(select n from generate_series(1, 3) as n)",
        "array[1, id, null]",
        "array[]::text[]",
        "(select max(id) from t)",
        "id between 1 and 3",
        "id not between symmetric 3 and 1",
        "v is distinct from 'x' and n is not null or not (id > 1 or id < 0)",
        "(n > 1) is not true",
        "-id",
        "- (-5)",
        "-2147483648",
        "9223372036854775807",
        "1e400",
        "0.1234567890123456789",
        "id::text::varchar(2)",
        "v::char(3)",
        "id = any (array[1, 2])",
        "id <> all (select id from t)",
        "id in (select id from t where t.v = v)",
        "(id, v) not in (select id, v from t)",
        "(id, v) < (1, 'a')",
        "row(1, 'a', v)::pair",
        "(row(1, 'a', v)::pair).b",
        "exists (select 1 from t x where x.id = t.id and x.v in (select v from t y where y.id = x.id))",
        "v like 'a%' and v not ilike 'b\\%' escape '\\'",
        "v ~ '^a' or v !~* 'b'",
        "id + 2 * 3 - (4 - 5) % 6",
        "(id + 2) * 3 / (4 / 5)",
        "2 ^ 3 ^ 2",
        "id & 1 | 2 # 3 << 1",
        "extract(year from now())",
        "substring(v from 2 for 3)",
        "position('a' in v)",
        "trim(both 'x' from v)",
        "overlay(v placing 'x' from 2)",
        "now() at time zone 'utc'",
        "current_date",
        "current_user",
        "auth.uid()",
        "(auth.jwt() -> 'app_metadata' ->> 'role')",
        "current_setting('request.jwt.claims', true)::json ->> 'sub'",
        "date '2024-01-01' + 3",
        "interval '1 day 02:03'",
        "timestamptz '2024-01-01 00:00+02'",
        "'{\"a\": [1, 2.50]}'::jsonb @> '{\"a\": []}'",
        "'\\x00ff'::bytea",
        "'2001:db8::/32'::inet",
        "e'tab\\tand ''quote'''",
        "string_agg(distinct v::text, ',' order by v::text) filter (where id > 1)",
        "count(*) over (partition by v order by id desc)",
        "concat('a', id, null)",
        "format('%s-%s', v, id)",
        "gen_random_uuid()",
        "lower(v) || upper(v)",
        "jsonb_build_object('a', id, 'b', array[v])",
        "true and false",
        "null::int",
        "'infinity'::float8",
        "'NaN'::numeric",
        "v collate \"C\"",
        "(array[1,2,3])[2]",
        "(array[1,2,3])[1:2]",
        "('{\"a\":1}'::jsonb)['a']",
        "id::numeric(10,2)",
        "t is null",
        "unnest(array[1, 2])",
        "(select array_agg(x order by x desc) from unnest(array[1, 2]) with ordinality as u (x, n) where n > 1)",
        "(select count(*) from t a natural join t b)",
        "(select a.id from t a join t b using (id) full join t c on c.id = b.id limit 1)",
        "(select id from t union select 1 intersect select 2 order by 1 limit 1)",
        "(with w as (select id from t), w2 as (select * from w) select max(w2.id) from w2, w)",
        "(values (1), (2) limit 1) is null",
    ];
    let mut text = "create table t (id int primary key, v varchar(5), n numeric(5,1));
         create type pair as (a int, b text, c varchar(5));"
        .to_owned();
    for (at, output) in outputs.iter().enumerate() {
        text += &format!("\ncreate view w{at} as select {output} as x from t;");
    }
    check_kept(&right(&text).catalog);
}

#[test]
fn a_table_like_another_copies_what_it_is_told() {
    check(
        "create table a (id int primary key, b text not null default 'x' unique, c int check (c > 0), d int generated always as (c) stored, e serial);
         create index on a (c); comment on column a.b is 'why';
         create table few (like a, more int);
         create table every (like a including all excluding comments);",
        "create table public.a (
           id integer,
           b text not null default 'x'::text,
           c integer,
           d integer generated always as (c) stored,
           e serial,
           constraint a_pkey primary key (id),
           constraint a_b_key unique (b),
           constraint a_c_check check (c > 0)
         );
         create index a_c_idx on public.a (c);
         create table public.few (
           id integer not null,
           b text not null,
           c integer,
           d integer,
           e integer not null,
           more integer
         );
         create table public.every (
           id integer,
           b text not null default 'x'::text,
           c integer,
           d integer generated always as (c) stored,
           e serial,
           constraint every_pkey primary key (id),
           constraint every_b_key unique (b),
           constraint a_c_check check (c > 0)
         );
         create index every_c_idx on public.every (c);
         comment on column public.a.b is 'why';",
    );
}

#[test]
fn roles_schemas_and_settings_are_definitions_too() {
    check(
        "create role clerk bypassrls; create role boss noinherit in role clerk; grant authenticated to clerk;
         create schema s; grant usage on schema s to clerk; comment on schema s is 'x';
         create schema authorization boss create table inner_one (a int);
         create extension if not exists citext with schema extensions; create extension if not exists pgcrypto;
         alter default privileges in schema s grant select, insert on tables to clerk;
         create table s.t (a int);
         create publication p for table s.t;
         alter table s.t owner to boss;
         set search_path = s;
         create table u (a int);",
        "create schema s;
         create schema boss;
         create role clerk bypassrls;
         grant authenticated to clerk;
         create role boss noinherit;
         grant clerk to boss;
         create extension citext;
         alter default privileges in schema s grant select on tables to clerk;
         alter default privileges in schema s grant insert on tables to clerk;
         create table boss.inner_one (
           a integer
         );
         create table s.t (
           a integer
         );
         create table s.u (
           a integer
         );
         alter table s.t owner to boss;
         grant usage on schema s to clerk;
         comment on schema s is 'x';
         grant usage, create on schema boss to boss;
         create publication p for table s.t;",
    );
}
