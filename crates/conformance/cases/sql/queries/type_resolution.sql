-- Which type an expression has.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
select 1 = 1.0, '1' = 1, 1 = '1', n = '10', s = 'a' from t where id = 1
--- answer
t|t|t|t|t
--- as postgres
select pg_typeof(1), pg_typeof(1.5), pg_typeof(10000000000), pg_typeof(1 + 1.5), pg_typeof(1::bigint + 1), pg_typeof('a' || 'b')
--- answer
integer|numeric|bigint|numeric|bigint|text
--- as postgres
select coalesce(null, 1, 2.5), coalesce(n, 0.5), nullif(1, 1.0), greatest(1, 2.5, '3') from t where id = 1
--- answer
1|10|NULL|3
--- as postgres
select case when true then 1 else 2.5 end, case when false then 'x' end, pg_typeof(case when true then 1 else 2.5 end)
--- answer
1|NULL|numeric
--- as postgres
select 1 union all select 2.5 order by 1
--- answer
1
2.5
--- as postgres
select pg_typeof(sum(n)), pg_typeof(avg(n)), pg_typeof(count(*)), pg_typeof(sum(n::bigint)), pg_typeof(max(s)), pg_typeof(sum(n::float8)) from t
--- answer
bigint|numeric|bigint|numeric|text|double precision
--- as postgres
select pg_typeof(now()), pg_typeof(current_date), pg_typeof(now() - now()), pg_typeof(array[1]), pg_typeof('{}'::jsonb -> 'a')
--- answer
timestamp with time zone|date|interval|integer[]|jsonb
--- as postgres
select s + 1 from t
--- answer
error 42883: operator does not exist: text + integer
--- as postgres
select n || s from t order by id
--- answer
10a
20b
NULL
--- as postgres
select upper(n) from t
--- answer
error 42883: function upper(integer) does not exist
--- as postgres
select 'a' < 1
--- answer
error 22P02: invalid input syntax for type integer: "a"
--- as postgres
select 1::text || 2, 5 || ''
--- answer
12|5
--- as postgres
select length(5)
--- answer
error 42883: function length(integer) does not exist
--- as postgres
select coalesce(1, 'x')
--- answer
error 22P02: invalid input syntax for type integer: "x"
--- as postgres
select sum(s) from t
--- answer
error 42883: function sum(text) does not exist
--- as postgres
select nosuch(1)
--- answer
error 42883: function nosuch(integer) does not exist
--- as postgres
select n::date from t
--- answer
error 42846: cannot cast type integer to date
--- as postgres
select true + 1
--- answer
error 42883: operator does not exist: boolean + integer
--- as postgres
select 'abc'::numeric
--- answer
error 22P02: invalid input syntax for type numeric: "abc"
--- as postgres
select array[1, 'x']
--- answer
error 22P02: invalid input syntax for type integer: "x"
