-- returns table, out parameters, and single rows.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function pair(out a int, out b text) language sql as $$ select 1, 'x' $$;
create function half(n int, out whole int, out rest int) language sql as $$ select n / 2, n % 2 $$;
create function bump(inout n int) language sql as $$ select n + 1 $$;
create function lines(lowest int) returns table (id int, label text) language sql as $$ select f.id, f.title || '!' from films f where f.id >= lowest order by f.id $$;
create function counts() returns table (n bigint) language sql as $$ select count(*) from films $$;
create function rows_of(out a int, out b int) returns setof record language sql as $$ values (1, 2), (3, 4) $$;
create function film(wanted int) returns films language sql as $$ select * from films where id = wanted $$;
--- as postgres
select * from pair()
--- answer
1|x
--- as postgres
select pair()
--- answer
(1,x)
--- as postgres
select (pair()).b, (pair()).*
--- answer
x|1|x
--- as postgres
select * from half(7)
--- answer
3|1
--- as postgres
select f.id, h.rest from films f, half(f.id) h order by 1
--- answer
1|1
2|0
3|1
--- as postgres
select bump(1)
--- answer
2
--- as postgres
select * from bump(1)
--- answer
2
--- as postgres
select * from bump(1) as b
--- answer
2
--- as postgres
select * from lines(2)
--- answer
2|Brazil!
3|Contact!
--- as postgres
select label from lines(2) l where l.id = 3
--- answer
Contact!
--- as postgres
select l from lines(3) l
--- answer
(3,Contact!)
--- as postgres
select lines(3)
--- answer
(3,Contact!)
--- as postgres
select * from counts()
--- answer
3
--- as postgres
select counts()
--- answer
3
--- as postgres
select * from rows_of() order by a desc
--- answer
3|4
1|2
--- as postgres
select * from film(1)
--- answer
1|Alien|1979|8.5
--- as postgres
select * from film(9)
--- answer
NULL|NULL|NULL|NULL
--- as postgres
select (film(2)).title
--- answer
Brazil
--- as postgres
select film(1), film(9)
--- answer
(1,Alien,1979,8.5)|NULL
--- as postgres
select film(9) is null
--- answer
t
--- as postgres
select f.title from film(2) f
--- answer
Brazil
