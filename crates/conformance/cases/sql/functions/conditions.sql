-- Functions inside case, coalesce, filters, order by, limit and lists.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function half(n int) returns int language sql immutable as $$ select n / 2 $$;
create function lim() returns bigint language sql as $$ select 2::bigint $$;
create function is_old(y int) returns bool language sql immutable as $$ select y < 1990 $$;
--- as postgres
select case when is_old(year) then half(year) else 0 end from films order by id
--- answer
989
992
0
--- as postgres
select coalesce(half(null), half(8))
--- answer
4
--- as postgres
select count(*) filter (where is_old(year)) from films
--- answer
2
--- as postgres
select id from films order by half(id), id desc limit lim()
--- answer
1
3
--- as postgres
select id from films where half(id) in (1, half(9)) order by id
--- answer
2
3
--- as postgres
select array_agg(half(id) order by id) from films
--- answer
{0,1,1}
--- as postgres
select is_old(year), count(*) from films group by is_old(year) order by 1
--- answer
f|1
t|2
--- as postgres
select max(half(year)) from films having max(half(year)) > 1
--- answer
998
--- as postgres
select half(id) + half(year) as h from films order by h
--- answer
989
993
999
--- as postgres
select distinct half(id) from films order by 1
--- answer
0
1
--- as postgres
select not is_old(1), is_old(2000) or is_old(1)
--- answer
f|t
