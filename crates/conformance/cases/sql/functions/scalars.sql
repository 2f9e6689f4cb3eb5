-- Functions that give one value: constants, arithmetic, queries, nothing found.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function one() returns int language sql as $$ select 1 $$;
create function twice(n int) returns int language sql immutable return n * 2;
create function add(a int, b int) returns bigint language sql as $$ select a + b $$;
create function title_of(wanted int) returns text language sql stable as $$ select title from films where id = wanted $$;
create function any_title() returns text language sql as $$ select title from films order by id desc $$;
create function many() returns int language sql begin atomic select 1; select 2; end;
--- as postgres
select one(), twice(21), add(1, 2), title_of(2), title_of(9)
--- answer
1|42|3|Brazil|NULL
--- as postgres
select any_title()
--- answer
Contact
--- as postgres
select many()
--- answer
2
--- as postgres
select id, twice(id) from films where twice(id) > 2 order by twice(id) desc
--- answer
3|6
2|4
--- as postgres
select title_of(id + 1) from films order by id
--- answer
Brazil
Contact
NULL
--- as postgres
select add(one(), twice(one()))
--- answer
3
--- as postgres
select sum(twice(year)) from films
--- answer
11922
--- as postgres
select * from twice(4)
--- answer
8
--- as postgres
select t.* from twice(4) as t
--- answer
8
--- as postgres
select t from twice(4) as t(n)
--- answer
8
--- as postgres
select pg_typeof(add(1, 2)), pg_typeof(one())
--- answer
bigint|integer
