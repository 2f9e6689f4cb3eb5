-- Strict functions, functions without a row, and what they are as sources.
create table t (id int primary key, name text);
insert into t values (1, 'a'), (2, 'b');
create function add(a int, b int) returns int language sql strict as 'select a + b';
create function some(a int) returns setof int language sql strict as 'select a union all select a + 1';
create function name_of(n int) returns text language sql stable as 'select name from t where id = n';
create function named(n int) returns t language sql stable as 'select * from t where id = n';
create function both() returns table (id int, name text) language sql stable as 'select id, name from t order by id desc';
create function first_of() returns text language sql stable as 'select name from t order by id desc';
create function label(t) returns text language sql stable as 'select $1.id || '':'' || $1.name';
create function nothing() returns void language sql as 'select 1';
--- as postgres
select add(1, 2), add(1, null), add(null, null)
--- answer
--- as postgres
select * from add(1, null)
--- answer
--- as postgres
select * from some(null)
--- answer
--- as postgres
select * from some(4) with ordinality as s(v, n)
--- answer
--- as postgres
select name_of(1), name_of(9)
--- answer
--- as postgres
select * from name_of(9)
--- answer
--- as postgres
select * from named(2)
--- answer
--- as postgres
select * from named(9)
--- answer
--- as postgres
select named(2), (named(1)).name, named(9) is null
--- answer
--- as postgres
select * from both() with ordinality
--- answer
--- as postgres
select first_of()
--- answer
--- as postgres
select label(t), t.label from t order by id
--- answer
--- as postgres
select nothing() is null
--- answer
--- as postgres
select t.id, s.s from t left join lateral some(case when t.id = 1 then null else t.id end) s on true order by 1, 2
--- answer
--- as postgres
select id from t where name_of(id) = 'b'
--- answer
