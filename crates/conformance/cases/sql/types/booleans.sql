-- Booleans: every way to write one, and where a condition is a value.
create table b (id int primary key, f boolean);
insert into b values (1, 'yes'), (2, 'off'), (3, null), (4, '1'), (5, 'FALSE'), (6, ' t ');
--- as postgres
select * from b order by f, id
--- answer
2|f
5|f
1|t
4|t
6|t
3|NULL
--- as postgres
select id from b where f order by id
--- answer
1
4
6
--- as postgres
select id from b where not f order by id
--- answer
2
5
--- as postgres
select f, count(*) from b group by f order by f nulls first
--- answer
NULL|1
f|2
t|3
--- as postgres
select f and true, f or null, not f, f = true, f is true, f::int, f::text from b order by id
--- answer
t|t|f|t|t|1|true
f|NULL|t|f|f|0|false
NULL|NULL|NULL|NULL|f|NULL|NULL
t|t|f|t|t|1|true
f|NULL|t|f|f|0|false
t|t|f|t|t|1|true
--- as postgres
select 'x'::boolean
--- answer
error 22P02: invalid input syntax for type boolean: "x"
--- as postgres
select 5::boolean, 0::boolean
--- answer
t|f
--- as postgres
select id from b where f in (true, null) order by id
--- answer
1
4
6
--- as postgres
insert into b values (7, 'o')
--- answer
error 22P02: invalid input syntax for type boolean: "o"
--- as postgres
select count(*) filter (where f), bool_and(f), max(f::int) from b
--- answer
3|f|1
--- as postgres
select true > false, 'a' = 'a' and 1 < 2, (select true) is true, case when null then 1 else 2 end
--- answer
t|t|t|2
