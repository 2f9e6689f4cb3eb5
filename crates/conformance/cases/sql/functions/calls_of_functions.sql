-- Functions that call functions.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function twice(n int) returns int language sql immutable as $$ select n * 2 $$;
create function four(n int) returns int language sql as $$ select twice(twice(n)) $$;
create function recent(y int) returns setof films language sql as $$ select * from films where year > y $$;
create function titles(y int) returns table (t text, n int) language sql as $$ select r.title, four(r.id) from recent(y) r order by r.id $$;
create function count_recent(y int) returns bigint language sql as $$ select count(*) from titles(y) $$;
--- as postgres
select four(3)
--- answer
12
--- as postgres
select * from titles(1980)
--- answer
Brazil|8
Contact|12
--- as postgres
select count_recent(1980), count_recent(3000)
--- answer
2|0
--- as postgres
select twice(x.n) from titles(0) x
--- answer
8
16
24
