-- Functions that give rows: of a value, of a table, with ordinality, in a join, in the select list.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function ids() returns setof int language sql as $$ select id from films order by id $$;
create function older(than int) returns setof films language sql stable as $$ select * from films where year < than order by id $$;
create function nothing() returns setof films language sql as $$ select * from films where false $$;
create function upto(n int) returns setof int language sql as $$ select generate_series(1, n) $$;
--- as postgres
select * from ids()
--- answer
1
2
3
--- as postgres
select i from ids() i where i > 1
--- answer
2
3
--- as postgres
select * from older(1990)
--- answer
1|Alien|1979|8.5
2|Brazil|1985|7.9
--- as postgres
select o.title, o.year + 1 from older(1990) as o order by o.year desc
--- answer
Brazil|1986
Alien|1980
--- as postgres
select * from older(1990) with ordinality
--- answer
1|Alien|1979|8.5|1
2|Brazil|1985|7.9|2
--- as postgres
select * from older(1990) as o (a, b)
--- answer
1|Alien|1979|8.5
2|Brazil|1985|7.9
--- as postgres
select * from nothing()
--- answer
--- as postgres
select ids()
--- answer
1
2
3
--- as postgres
select f.title, u from films f, upto(f.id) u order by 1, 2
--- answer
Alien|1
Brazil|1
Brazil|2
Contact|1
Contact|2
Contact|3
--- as postgres
select f.title, u from films f cross join lateral upto(f.id) as u where u < 3 order by 1, 2
--- answer
Alien|1
Brazil|1
Brazil|2
Contact|1
Contact|2
--- as postgres
select f.title, o.title from films f left join older(1980) o on o.id = f.id order by 1
--- answer
Alien|Alien
Brazil|NULL
Contact|NULL
--- as postgres
select count(*), max(id) from older(2000)
--- answer
3|3
--- as postgres
select o from older(1980) o
--- answer
(1,Alien,1979,8.5)
--- as postgres
select (older(1980)).title
--- answer
Alien
--- as postgres
select id from films where id in (select * from ids()) order by id
--- answer
1
2
3
--- as postgres
select exists (select 1 from nothing())
--- answer
f
--- as postgres
select ids() where false
--- answer
--- as postgres
select 1 where ids() = 1
--- answer
error 0A000: set-returning functions are not allowed in WHERE
--- as postgres
select older(1980)
--- answer
(1,Alien,1979,8.5)
