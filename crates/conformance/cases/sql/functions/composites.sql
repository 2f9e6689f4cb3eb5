-- Composite types as parameters and results.
create type place as (city text, zip int);
create table shops (id int primary key, at place);
insert into shops values (1, row('Bern', 3000)), (2, null);
create function shown(p place) returns text language sql as $$ select p.city || ' ' || (p).zip $$;
create function make(city text, zip int) returns place language sql as $$ select row(city, zip)::place $$;
create function two() returns setof place language sql as $$ values ('a', 1), ('b', 2) $$;
create function next(p place) returns place language sql as $$ select p.city, p.zip + 1 $$;
--- as postgres
select shown(at), shown(make('Basel', 4000)) from shops order by id
--- answer
Bern 3000|Basel 4000
NULL|Basel 4000
--- as postgres
select make('a', 1), (make('a', 1)).zip
--- answer
(a,1)|1
--- as postgres
select * from make('a', 1)
--- answer
a|1
--- as postgres
select * from two() order by zip desc
--- answer
b|2
a|1
--- as postgres
select next(next(make('x', 1)))
--- answer
(x,3)
--- as postgres
select shown(row('z', 9))
--- answer
z 9
--- as postgres
select (next(at)).* from shops where id = 1
--- answer
Bern|3001
--- as postgres
select t, t.city from two() t
--- answer
(a,1)|a
(b,2)|b
--- as postgres
select shown('(q,5)')
--- answer
q 5
