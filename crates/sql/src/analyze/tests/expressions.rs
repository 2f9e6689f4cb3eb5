//! Expressions over a row of `postings`, with their types.

use super::check_expressions;

#[test]
fn literals_have_the_type_that_holds_them() {
    check_expressions(&[
        ("1", "1 : integer"),
        ("2147483648", "2147483648'bigint : bigint"),
        ("-2147483648", "-2147483648 : integer"),
        ("9223372036854775808", "9223372036854775808'numeric : numeric"),
        ("1.50", "1.50'numeric : numeric"),
        ("1e3", "1000'numeric : numeric"),
        ("'a'", "a'text : text"),
        ("E'a\\tb'", "a\tb'text : text"),
        ("$$a$$", "a'text : text"),
        ("U&'\\0041'", "A'text : text"),
        ("'a' \n'b'", "ab'text : text"),
        ("true", "true : boolean"),
        ("null", "null'text : text"),
        ("0x1F", "31 : integer"),
        ("1_000", "1000 : integer"),
        ("date '2024-01-01'", "2024-01-01'date : date"),
        ("interval '1 day'", "1 day'interval : interval"),
        ("interval '3' hour", "03:00:00'interval : interval"),
        (
            "interval '1' year to month",
            "0A000 an interval of `year to month` is not supported | Write the units into the text: interval '3 days 4 hours'.",
        ),
        ("b'01'", "0A000 a bit string is not supported | For bytes write '\\x…'::bytea."),
        (
            "N'a'",
            "0A000 a national string is not supported | Write it without the N; all text is Unicode.",
        ),
        ("$1", "0A000 a parameter is not supported"),
    ]);
}

#[test]
fn names_are_columns_or_whole_rows() {
    check_expressions(&[
        ("title", "0.title : text"),
        ("postings.title", "0.title : text"),
        ("public.postings.title", "0.title : text"),
        ("\"title\"", "0.title : text"),
        ("TITLE", "0.title : text"),
        (
            "postings",
            "row(0.id, 0.company_id, 0.title, 0.level, 0.salary, 0.data, 0.note, 0.published_at, 0.closes_on, 0.open, 0.score)postings : postings",
        ),
        (
            "postings.*",
            "row(0.id, 0.company_id, 0.title, 0.level, 0.salary, 0.data, 0.note, 0.published_at, 0.closes_on, 0.open, 0.score)postings : postings",
        ),
    ]);
}

#[test]
fn operators_take_the_types_that_postgres_chooses() {
    check_expressions(&[
        ("id + 1", "(0.id + 1) : bigint"),
        ("salary + 1", "(0.salary~numeric + 1'numeric) : numeric"),
        ("salary / 2 + salary", "((0.salary~numeric / 2'numeric) + 0.salary~numeric) : numeric"),
        ("title || ' ' || id", "((0.title ||  'text) || 0.id) : text"),
        ("1 || 'a'", "(1 || a'text) : text"),
        ("data -> 'a' ->> 'b' = 'c'", "(((0.data -> a'text) ->> b'text) = c'text) : boolean"),
        ("data -> -1", "(0.data -> -1) : jsonb"),
        ("note ->> 'x'", "(0.note ->> x'text) : text"),
        ("level = 'mid'", "(0.level = mid'level) : boolean"),
        ("score > 1", "(0.score > 1'double precision) : boolean"),
        ("-id ^ 2", "((- 0.id)~double precision ^ 2'double precision) : double precision"),
        ("- id::int", "(- 0.id::integer) : integer"),
        ("title ~ 'x'", "(0.title ~ x'text) : boolean"),
        ("operator(pg_catalog.-) id", "(- 0.id) : bigint"),
        ("id operator(pg_catalog.+) 1", "(0.id + 1) : bigint"),
        (
            "published_at > '2024-01-01'",
            "(0.published_at > 2024-01-01 00:00:00+00'timestamp with time zone) : boolean",
        ),
        ("closes_on >= current_date", "(0.closes_on >= current_date()) : boolean"),
        ("not open and id = 1 or open", "((not 0.open and (0.id = 1'bigint)) or 0.open) : boolean"),
    ]);
}

#[test]
fn lists_and_ranges_are_of_one_type() {
    check_expressions(&[
        ("level in ('mid', 'senior')", "(0.level in (mid'level, senior'level)) : boolean"),
        ("id in (1, 2.5)", "(0.id~numeric in (1'numeric, 2.5'numeric)) : boolean"),
        ("id in (1)", "(0.id = 1'bigint) : boolean"),
        ("id not in (1)", "(0.id <> 1'bigint) : boolean"),
        ("title in ('a', 'b') and open", "((0.title in (a'text, b'text)) and 0.open) : boolean"),
        (
            "id between 1 and 2 or open",
            "(((0.id >= 1'bigint) and (0.id <= 2'bigint)) or 0.open) : boolean",
        ),
        (
            "id not between symmetric 2 and 1",
            "(((0.id < 2'bigint) or (0.id > 1'bigint)) and ((0.id < 1'bigint) or (0.id > 2'bigint))) : boolean",
        ),
        (
            "closes_on::timestamptz between '2024-01-01' and now()",
            "((0.closes_on::timestamp with time zone >= 2024-01-01 00:00:00+00'timestamp with time zone) and (0.closes_on::timestamp with time zone <= now())) : boolean",
        ),
        ("id = any ('{1,2}')", "(0.id = any ({1,2}'bigint[])) : boolean"),
        (
            "title = any (array['a', 'b'])",
            "(0.title = any (array[a'text, b'text]text[])) : boolean",
        ),
        ("title like all (array['a'])", "(0.title ~~ all (array[a'text]text[])) : boolean"),
        ("title not ilike 'a'", "(0.title !~~* a'text) : boolean"),
        (
            "title like 'a' || title escape 'x'",
            "(0.title ~~ like_escape((a'text || 0.title), x'text)) : boolean",
        ),
        ("title like 'a' escape '\\'", "(0.title ~~ a'text) : boolean"),
    ]);
}

#[test]
fn rows_are_compared_field_by_field() {
    check_expressions(&[
        ("(id, title) = (1, 'a')", "((0.id = 1'bigint) and (0.title = a'text)) : boolean"),
        ("(id, title) <> (1, 'a')", "((0.id <> 1'bigint) or (0.title <> a'text)) : boolean"),
        (
            "(id, title) <= (1, 'a')",
            "((0.id < 1'bigint) or ((0.id = 1'bigint) and (0.title <= a'text))) : boolean",
        ),
        (
            "(id, title) in ((1, 'a'), (2, 'b'))",
            "(((0.id = 1'bigint) and (0.title = a'text)) or ((0.id = 2'bigint) and (0.title = b'text))) : boolean",
        ),
        ("(id, title) is null", "((0.id is null) and (0.title is null)) : boolean"),
        (
            "(id, title) is distinct from (1, 'a')",
            "((0.id is distinct from 1'bigint) or (0.title is distinct from a'text)) : boolean",
        ),
        (
            "(id, title) between (1, 'a') and (2, 'b')",
            "(((0.id > 1'bigint) or ((0.id = 1'bigint) and (0.title >= a'text))) and ((0.id < 2'bigint) or ((0.id = 2'bigint) and (0.title <= b'text)))) : boolean",
        ),
        (
            "postings is not null",
            "((0.id is not null) and (0.company_id is not null) and (0.title is not null) and (0.level is not null) and (0.salary is not null) and (0.data is not null) and (0.note is not null) and (0.published_at is not null) and (0.closes_on is not null) and (0.open is not null) and (0.score is not null)) : boolean",
        ),
        ("row(1, 'a')", "row(1, a'text)record : record"),
        (
            "(closes_on, closes_on) overlaps (closes_on, interval '1 day')",
            "overlaps(0.closes_on~timestamp with time zone, 0.closes_on~timestamp with time zone, 0.closes_on~timestamp with time zone, 1 day'interval) : boolean",
        ),
    ]);
}

#[test]
fn tests_of_truth_and_null() {
    check_expressions(&[
        ("open is not true", "(0.open is not true) : boolean"),
        ("id is null", "(0.id is null) : boolean"),
        ("title is distinct from 'a'", "(0.title is distinct from a'text) : boolean"),
        ("title is not distinct from null", "(0.title is null) : boolean"),
        ("null is null", "(null'text is null) : boolean"),
        ("open isnull", "(0.open is null) : boolean"),
    ]);
}

#[test]
fn branches_become_one_type() {
    check_expressions(&[
        (
            "case when open then 1 else 2.5 end",
            "case when 0.open then 1'numeric else 2.5'numeric end : numeric",
        ),
        (
            "case level when 'mid' then 'a' when 'entry' then 'b' end",
            "case when (0.level = mid'level) then a'text when (0.level = entry'level) then b'text end : text",
        ),
        ("coalesce(title, 'x')", "coalesce(0.title, x'text) : text"),
        ("nullif(id, 0)", "nullif(0.id, 0'bigint) : bigint"),
        ("greatest(1, 2.5)", "greatest(1'numeric, 2.5'numeric) : numeric"),
        ("least(title, 'x')", "least(0.title, x'text) : text"),
    ]);
}

#[test]
fn arrays_and_their_parts() {
    check_expressions(&[
        ("array[1, 2.5]", "array[1'numeric, 2.5'numeric]numeric[] : numeric[]"),
        ("array['mid', 'entry']::level[]", "array[mid'level, entry'level]level[] : level[]"),
        ("array[]::int[]", "array[]integer[] : integer[]"),
        ("array[[1], [2]]", "array[array[1]integer[], array[2]integer[]]integer[] : integer[]"),
        ("(array['a', 'b'])[1]", "array_subscript(array[a'text, b'text]text[], 1) : text"),
        ("(array[1, 2])[1:2]", "array_slice(array[1, 2]integer[], 1, 2) : integer[]"),
        ("(array[1, 2])[:1]", "array_slice(array[1, 2]integer[], null'integer, 1) : integer[]"),
        (
            "(array[[1, 2]])[1][2]",
            "array_subscript(array[array[1, 2]integer[]]integer[], 1, 2) : integer",
        ),
        ("data['a'][0]", "((0.data -> a'text) -> 0) : jsonb"),
        (
            "array(select name from companies)",
            "array(select 1.name name from companies 1) : character varying[]",
        ),
    ]);
}

#[test]
fn functions_with_a_grammar_of_their_own() {
    check_expressions(&[
        ("extract(year from published_at)", "extract(year'text, 0.published_at) : numeric"),
        ("extract('epoch' from published_at)", "extract(epoch'text, 0.published_at) : numeric"),
        ("substring(title from 1 for 2)", "substring(0.title, 1, 2) : text"),
        ("substring(title for 2)", "substring(0.title, 1, 2) : text"),
        ("substring(title, 2)", "substring(0.title, 2) : text"),
        ("trim(both 'x' from title)", "btrim(0.title, x'text) : text"),
        ("trim(title)", "btrim(0.title) : text"),
        ("trim(leading from title)", "ltrim(0.title) : text"),
        ("trim(trailing 'x' from title)", "rtrim(0.title, x'text) : text"),
        ("position('a' in title)", "position(0.title, a'text) : integer"),
        ("overlay(title placing 'x' from 1 for 2)", "overlay(0.title, x'text, 1, 2) : text"),
        (
            "published_at at time zone 'utc'",
            "timezone(utc'text, 0.published_at) : timestamp without time zone",
        ),
    ]);
}

#[test]
fn what_the_caller_and_the_moment_bring() {
    check_expressions(&[
        ("current_date", "current_date() : date"),
        (
            "current_timestamp(3)",
            "current_timestamp()::timestamp with time zone(3) : timestamp with time zone",
        ),
        ("localtimestamp", "localtimestamp() : timestamp without time zone"),
        ("current_user", "currentuser : name"),
        ("auth.uid()", "uid : uuid"),
        ("auth.role()", "role : text"),
        ("auth.email()", "email : text"),
        ("auth.jwt() -> 'a' ->> 'b'", "((jwt -> a'text) ->> b'text) : text"),
        (
            "current_setting('request.jwt.claims', true)::json ->> 'sub'",
            "(setting(request.jwt.claims, true)::json ->> sub'text) : text",
        ),
        ("current_setting('Request.Method')", "setting(request.method, false) : text"),
    ]);
}

#[test]
fn casts_are_written_or_made() {
    check_expressions(&[
        ("id::text", "0.id::text : text"),
        ("'1'::int", "1 : integer"),
        ("'abc'::varchar(2)", "abc'character varying::character varying(2) : character varying"),
        ("title::uuid", "0.title::uuid : uuid"),
        ("cast(id as numeric(10, 2))", "0.id::numeric(10,2) : numeric"),
        ("title::slug", "0.title::slug : slug"),
        ("int4('3')", "3 : integer"),
        ("text(id)", "0.id::text : text"),
        ("date(published_at)", "0.published_at::date : date"),
        ("slug(title)", "0.title::slug : slug"),
        ("'(a,1)'::place", "(a,1)'place : place"),
        ("row('a', 1)::place", "row(a'text, 1)place : place"),
        ("null::level", "null'level : level"),
        ("'now'::timestamptz", "now'text::timestamp with time zone : timestamp with time zone"),
        ("title collate \"C\" < 'a'", "(0.title < a'text) : boolean"),
    ]);
}

#[test]
fn calls_of_functions() {
    check_expressions(&[
        ("lower(title)", "lower(0.title) : text"),
        ("pg_catalog.lower(title)", "lower(0.title) : text"),
        ("extensions.gen_random_uuid()", "gen_random_uuid() : uuid"),
        ("length(title) > 3", "(length(0.title) > 3) : boolean"),
        ("now() - interval '1 day'", "(now() - 1 day'interval) : timestamp with time zone"),
        ("closes_on + 14 + id::int % 60", "((0.closes_on + 14) + (0.id::integer % 60)) : date"),
        (
            "make_interval(days => 3, secs => 1.5)",
            "make_interval(0, 0, 0, 3, 0, 0, 1.5'double precision) : interval",
        ),
        ("make_interval(1, months => 2)", "make_interval(1, 2) : interval"),
        ("concat_ws(',', variadic array[title, 'b'])", "concat_ws(,'text, 0.title, b'text) : text"),
        (
            "to_jsonb(postings)",
            "to_jsonb(row(0.id, 0.company_id, 0.title, 0.level, 0.salary, 0.data, 0.note, 0.published_at, 0.closes_on, 0.open, 0.score)postings) : jsonb",
        ),
        (
            "jsonb_build_object('a', id, 'b', title)",
            "jsonb_build_object(a'text, 0.id, b'text, 0.title) : jsonb",
        ),
        (
            "now() + (id || ' days')::interval",
            "(now() + (0.id ||  days'text)::interval) : timestamp with time zone",
        ),
    ]);
}

#[test]
fn queries_inside_see_the_row() {
    check_expressions(&[
        (
            "title > all (select name from companies)",
            "(0.title > all (select 1.name~text name from companies 1)) : boolean",
        ),
        (
            "exists (select 1 from companies c where c.id = company_id)",
            "exists (select 1 ?column? from companies 1 where (1.id = 0.company_id)) : boolean",
        ),
        (
            "company_id in (select m.company_id from members m where m.person_id = (select auth.uid()))",
            "(0.company_id in (select 1.company_id company_id from members 1 where (1.person_id = (select uid uid)))) : boolean",
        ),
        (
            "(select c.name from companies c where c.id = postings.company_id)",
            "(select 1.name name from companies 1 where (1.id = 0.company_id)) : character varying",
        ),
    ]);
}
