//! What is refused, in PostgreSQL's words where it has some.

use super::check;

#[test]
fn names_that_mean_nothing_or_too_much() {
    check(&[
        (
            "select titel from postings p",
            "42703 column \"titel\" does not exist | Perhaps you meant to reference the column \"p.title\".",
        ),
        (
            "select p.titel from postings p",
            "42703 column p.titel does not exist | Perhaps you meant to reference the column \"p.title\".",
        ),
        (
            "select postings.title from postings p",
            "42P01 invalid reference to FROM-clause entry for table \"postings\" | Perhaps you meant to reference the table alias \"p\".",
        ),
        ("select x.title from postings p", "42P01 missing FROM-clause entry for table \"x\""),
        ("select id from postings, companies", "42702 column reference \"id\" is ambiguous"),
        (
            "select p.id from postings p, companies p",
            "42712 table name \"p\" specified more than once",
        ),
        ("select title from nowhere", "42P01 relation \"nowhere\" does not exist"),
        ("select title from a.nowhere", "42P01 relation \"a.nowhere\" does not exist"),
        (
            "select foo(1)",
            "42883 function foo(integer) does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
        ),
        (
            "select a.foo(1)",
            "42883 function a.foo(integer) does not exist | No function matches the given name and argument types. You might need to add explicit type casts.",
        ),
        ("select 1::nothing", "42704 type \"nothing\" does not exist"),
        ("select j.nope from (select 1 as a) j", "42703 column j.nope does not exist"),
        (
            "insert into postings (titel) values ('a')",
            "42703 column \"titel\" of relation \"postings\" does not exist",
        ),
        (
            "update postings set titel = 'x'",
            "42703 column \"titel\" of relation \"postings\" does not exist",
        ),
        (
            "select tilte, name from postings, companies",
            "42703 column \"tilte\" does not exist | Perhaps you meant to reference the column \"postings.title\".",
        ),
    ]);
}

#[test]
fn types_that_do_not_go_together() {
    check(&[
        ("select 1 where 1", "42804 argument of WHERE must be type boolean, not type integer"),
        ("select not 1", "42804 argument of NOT must be type boolean, not type integer"),
        ("select 1 and true", "42804 argument of AND must be type boolean, not type integer"),
        (
            "select 1 + 'a'::text",
            "42883 operator does not exist: integer + text | No operator matches the given name and argument types. You might need to add explicit type casts.",
        ),
        (
            "select case when true then 1 else 'a'::text end",
            "42804 CASE types text and integer cannot be matched",
        ),
        (
            "select coalesce(1, title) from postings",
            "42804 COALESCE types integer and text cannot be matched",
        ),
        ("select 1 union select 'a'::text", "42804 UNION types integer and text cannot be matched"),
        (
            "select 1, 2 union select 1",
            "42601 each UNION query must have the same number of columns",
        ),
        ("values (1), (2, 3)", "42601 VALUES lists must all be the same length"),
        (
            "select level = 1 from postings",
            "42883 operator does not exist: level = integer | No operator matches the given name and argument types. You might need to add explicit type casts.",
        ),
        (
            "select level > 'nope' from postings",
            "22P02 invalid input value for enum level: \"nope\"",
        ),
        (
            "select '2024-13-01'::date",
            "22008 date/time field value out of range: \"2024-13-01\" | Perhaps you need a different \"datestyle\" setting.",
        ),
        ("select 1::uuid", "42846 cannot cast type integer to uuid"),
        (
            "select note = note from postings",
            "42883 operator does not exist: json = json | No operator matches the given name and argument types. You might need to add explicit type casts.",
        ),
        (
            "select distinct note from postings",
            "42883 could not identify an equality operator for type json",
        ),
        (
            "select title from postings order by note",
            "42883 could not identify an ordering operator for type json | Use an explicit ordering operator or modify the query.",
        ),
        ("select 1 in (select 1, 2)", "42601 subquery has too many columns"),
        ("select (select 1, 2)", "42601 subquery must return only one column"),
        ("select 1 = any (1)", "42809 op ANY/ALL (array) requires array on right side"),
        ("select (1, 2) = (1, 2, 3)", "42601 unequal number of entries in row expressions"),
        (
            "select title[1] from postings",
            "42804 cannot subscript type text because it does not support subscripting",
        ),
        (
            "select array[]",
            "42P18 cannot determine type of empty array | Explicitly cast to the desired type, for example ARRAY[]::integer[].",
        ),
        (
            "select (p.title).x from postings p",
            "42809 column notation .x applied to type text, which is not a composite type",
        ),
        ("update postings set salary = 'x'", "22P02 invalid input syntax for type numeric: \"x\""),
        (
            "insert into postings (level) values ('mid'::text)",
            "42804 column \"level\" is of type level but expression is of type text | You will need to rewrite or cast the expression.",
        ),
    ]);
}

#[test]
fn groups_that_have_no_single_value() {
    check(&[
        (
            "select company_id, title from postings group by company_id",
            "42803 column \"postings.title\" must appear in the GROUP BY clause or be used in an aggregate function",
        ),
        (
            "select title, count(*) from postings",
            "42803 column \"postings.title\" must appear in the GROUP BY clause or be used in an aggregate function",
        ),
        (
            "select title from postings where count(*) > 1",
            "42803 aggregate functions are not allowed in WHERE",
        ),
        ("select sum(sum(id)) from postings", "42803 aggregate function calls cannot be nested"),
        (
            "select company_id, (select p.title) from postings p group by company_id",
            "42803 subquery uses ungrouped column \"p.title\" from outer query",
        ),
        (
            "select max(title) t from postings group by t",
            "42803 aggregate functions are not allowed in GROUP BY",
        ),
        (
            "select title from postings where rank() over () > 1",
            "42P20 window functions are not allowed in WHERE",
        ),
        (
            "select lower(distinct title) from postings",
            "42809 DISTINCT specified, but lower is not an aggregate function",
        ),
        (
            "select row_number() from postings",
            "42809 window function row_number requires an OVER clause",
        ),
        (
            "select lower(title) over () from postings",
            "42809 OVER specified, but lower is not a window function nor an aggregate function",
        ),
        (
            "select count() from postings",
            "42809 count(*) must be used to call a parameterless aggregate function",
        ),
        (
            "select string_agg(distinct title, ',' order by id) from postings",
            "42P10 in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list",
        ),
        (
            "insert into postings (title) values (count(*))",
            "42803 aggregate functions are not allowed in VALUES",
        ),
        (
            "delete from postings returning sum(id)",
            "42803 aggregate functions are not allowed in RETURNING",
        ),
        (
            "select id from postings group by unnest('{1}'::int[])",
            "0A000 set-returning functions are not allowed in GROUP BY | Call it in a `from` of its own.",
        ),
    ]);
}

#[test]
fn orders_that_name_nothing() {
    check(&[
        (
            "select title from postings order by 3",
            "42P10 ORDER BY position 3 is not in select list",
        ),
        ("select title from postings order by 'a'", "42601 non-integer constant in ORDER BY"),
        (
            "select title as x, id as x from postings order by x",
            "42702 ORDER BY \"x\" is ambiguous",
        ),
        (
            "select distinct title from postings order by id",
            "42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list",
        ),
        (
            "select distinct on (company_id) company_id from postings order by id",
            "42P10 SELECT DISTINCT ON expressions must match initial ORDER BY expressions",
        ),
        (
            "select 1 as x union all select 2 order by x + 1",
            "0A000 invalid UNION/INTERSECT/EXCEPT ORDER BY clause | Only result column names can be used, not expressions or functions. | Add the expression/function to every SELECT, or move the UNION into a FROM clause.",
        ),
        ("select 1 as x union all select 2 order by y", "42703 column \"y\" does not exist"),
        (
            "select title from postings limit id",
            "42P10 argument of LIMIT must not contain variables",
        ),
        (
            "select title from postings limit title",
            "42804 argument of LIMIT must be type bigint, not type text",
        ),
        (
            "select title from postings limit 'a'",
            "22P02 invalid input syntax for type bigint: \"a\"",
        ),
    ]);
}

#[test]
fn joins_and_aliases_that_fit_nothing() {
    check(&[
        (
            "select * from companies join postings using (nope)",
            "42703 column \"nope\" specified in USING clause does not exist in left table",
        ),
        (
            "select * from postings a join postings b using (id) join members using (company_id)",
            "42702 common column name \"company_id\" appears more than once in left table",
        ),
        (
            "select a from postings as p (a, b, c, d, e, f, g, h, i, j, k, l)",
            "42P10 table \"p\" has 11 columns available but 12 columns specified",
        ),
        (
            "with x (a, b) as (select 1) select 1",
            "42P10 WITH query \"x\" has 1 columns available but 2 columns specified",
        ),
        (
            "with x as (select 1), x as (select 2) select 1",
            "42712 WITH query name \"x\" specified more than once",
        ),
        (
            "select * from json_to_recordset('[]') as x",
            "42601 a column definition list is required for functions returning \"record\"",
        ),
        (
            "select * from generate_series(1, 2) as x (a int)",
            "42601 a column definition list is only allowed for functions returning \"record\"",
        ),
        (
            "with recursive t (n) as (select n from t) select n from t",
            "42P19 recursive query \"t\" does not have the form non-recursive-term UNION [ALL] recursive-term",
        ),
        (
            "with recursive t (n) as (select 1 union all select n + 1.5 from t) select n from t",
            "42804 recursive query \"t\" column 1 has type integer in non-recursive term but type numeric overall | Cast the output of the non-recursive term to the correct type.",
        ),
    ]);
}

#[test]
fn writes_that_a_table_refuses() {
    check(&[
        (
            "insert into postings (title) values ('a', 'b')",
            "42601 INSERT has more expressions than target columns",
        ),
        (
            "insert into postings (title, open) values ('a')",
            "42601 INSERT has more target columns than expressions",
        ),
        (
            "insert into postings (title, title) values ('a', 'b')",
            "42701 column \"title\" specified more than once",
        ),
        (
            "insert into postings (id) values (1)",
            "428C9 cannot insert a non-DEFAULT value into column \"id\" | Column \"id\" is an identity column defined as GENERATED ALWAYS. | Use OVERRIDING SYSTEM VALUE to override.",
        ),
        (
            "insert into companies (id, website) values (gen_random_uuid(), 'x')",
            "428C9 cannot insert a non-DEFAULT value into column \"website\" | Column \"website\" is a generated column.",
        ),
        (
            "update postings set id = 5",
            "428C9 column \"id\" can only be updated to DEFAULT | Column \"id\" is an identity column defined as GENERATED ALWAYS.",
        ),
        (
            "update companies set website = 'x'",
            "428C9 column \"website\" can only be updated to DEFAULT | Column \"website\" is a generated column.",
        ),
        (
            "update postings set title = 'x', title = 'y'",
            "42601 multiple assignments to same column \"title\"",
        ),
        (
            "update postings set (title, open) = ('a', true, 1)",
            "42601 number of columns does not match number of values",
        ),
        (
            "insert into companies (id) values (gen_random_uuid()) on conflict do update set name = 'x'",
            "42601 ON CONFLICT DO UPDATE requires inference specification or constraint name | For example, ON CONFLICT (column_name).",
        ),
        (
            "insert into companies (id) values (gen_random_uuid()) on conflict (slug) do nothing",
            "42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification",
        ),
        (
            "insert into companies (id) values (gen_random_uuid()) on conflict (tags) do nothing",
            "42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification",
        ),
        (
            "insert into companies (id) values (gen_random_uuid()) on conflict on constraint nope do nothing",
            "42704 constraint \"nope\" for table \"companies\" does not exist",
        ),
        (
            "insert into companies (id) values (gen_random_uuid()) on conflict (id) do update set name = name",
            "42702 column reference \"name\" is ambiguous",
        ),
        (
            "delete from postings using companies c where c.id = company_id returning c.id",
            "42P01 missing FROM-clause entry for table \"c\" | A `returning` reads the written table's columns only, not those of `from` or `using`.",
        ),
    ]);
}

#[test]
fn what_postgres_can_do_and_is_refused_here() {
    check(&[
        (
            "select 1::money",
            "0A000 the type money is not supported | PostgreSQL itself has it: --db postgres://…, in a later version",
        ),
        (
            "select time with time zone '10:00'",
            "0A000 the type time with time zone is not supported | PostgreSQL itself has it: --db postgres://…, in a later version",
        ),
        (
            "select title collate \"de_DE\" from postings",
            "0A000 the collation \"de_DE\" is not supported | Text sorts by its bytes here; leave the collation out.",
        ),
        (
            "select sum(id) over (rows between current row and 1 preceding) from postings",
            "42P20 frame starting from current row cannot have preceding rows",
        ),
        (
            "select rank(1) within group (order by level) from postings",
            "0A000 `rank … within group` is not supported",
        ),
        (
            "select company_id from postings group by rollup (company_id)",
            "0A000 `rollup`, `cube` or `grouping sets` is not supported | Write one query for each set, and put them together with union all.",
        ),
        ("select 1 from postings for update", "0A000 locking rows with `for …` is not supported"),
        ("select * from postings tablesample system (1)", "0A000 `tablesample` is not supported"),
        (
            "select case when true then unnest(tags) end from companies",
            "0A000 set-returning functions are not allowed in CASE | You might be able to move the set-returning function into a LATERAL FROM item.",
        ),
        (
            "select unnest(tags), unnest(tags) from companies",
            "0A000 a set-returning function in a select list beside another is not supported | Call it in the `from`: … from t, unnest(t.list) as item.",
        ),
        (
            "select count(*), unnest(tags) from companies group by 2",
            "0A000 a set-returning function in a select list beside aggregates or windows is not supported | Call it in the `from`: … from t, unnest(t.list) as item.",
        ),
        (
            "select nextval('ids')",
            "0A000 nextval(…) outside of a column's default is not supported | Declare the column as generated by default as identity, and leave it out when inserting.",
        ),
        (
            "select case random() when 1 then 2 when 2 then 3 end",
            "0A000 a case over a value that is different each time is not supported | Take the value from a subquery: select case x when … from (select …) as s (x).",
        ),
        (
            "select current_setting('a' || 'b')",
            "0A000 current_setting of a name that is computed is not supported | Write the setting's name as a literal.",
        ),
        (
            "select p from offices o left join (select 1 as a) p on true",
            "0A000 the whole row of an outer join's table is not supported | Name its columns.",
        ),
        (
            "update offices set at.city = 'x'",
            "0A000 writing to a part of a column is not supported | Write the whole value of the column.",
        ),
        (
            "select session_user",
            "0A000 session_user is not supported | current_user is the role that a request runs as.",
        ),
        (
            "select (1, 2) = (select 1, 2)",
            "0A000 comparing a row with a query is not supported | Write (a, b) in (select …).",
        ),
        (
            "select format('%s', variadic tags) from companies",
            "0A000 `variadic` with an array that is computed is not supported | Write the arguments one by one, or as variadic array[…].",
        ),
    ]);
}
