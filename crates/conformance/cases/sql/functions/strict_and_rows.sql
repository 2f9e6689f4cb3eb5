-- Strict functions, functions without a row, and what they are as sources.
create table t (id int primary key, name text);
insert into t values (1, 'a'), (2, 'b');
create function add(a int, b int) returns int language sql strict as 'select a + b';
create function several(a int) returns setof int language sql strict as 'select a union all select a + 1';
create function name_of(n int) returns text language sql stable as 'select name from t where id = n';
create function named(n int) returns t language sql stable as 'select * from t where id = n';
create function two_of() returns table (id int, name text) language sql stable as 'select id, name from t order by id desc';
create function first_of() returns text language sql stable as 'select name from t order by id desc';
create function label(t) returns text language sql stable as 'select $1.id || '':'' || $1.name';
create function nothing() returns void language sql as 'select 1';
--- as postgres
select add(1, 2), add(1, null), add(null, null)
--- answer
3|NULL|NULL
--- as postgres
select * from add(1, null)
--- answer
NULL
--- as postgres
select * from several(null)
--- answer
--- as postgres
select * from several(4) with ordinality as s(v, n)
--- answer
4|1
5|2
--- as postgres
select name_of(1), name_of(9)
--- answer
a|NULL
--- as postgres
select * from name_of(9)
--- answer
NULL
--- as postgres
select * from named(2)
--- answer
2|b
--- as postgres
select * from named(9)
--- answer
NULL|NULL
--- as postgres
select named(2), (named(1)).name, named(9) is null
--- answer
(2,b)|a|t
--- as postgres
select * from two_of() with ordinality
--- answer
2|b|1
1|a|2
--- as postgres
select first_of()
--- answer
b
--- as postgres
select label(t), t.label from t order by id
--- answer
1:a|1:a
2:b|2:b
--- as postgres
select nothing() is null
--- answer
t
--- as postgres
select t.id, s.s from t left join lateral several(case when t.id = 1 then null else t.id end) s on true order by 1, 2
--- answer
1|NULL
2|2
2|3
--- as postgres
select id from t where name_of(id) = 'b'
--- answer
2
