-- Functions of a row: computed columns, in every notation.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function label(films) returns text language sql immutable as $$ select $1.title || ' (' || $1.year || ')' $$;
create function age(f films, at int default 2000) returns int language sql as $$ select at - f.year $$;
create function same(f films) returns films language sql as $$ select f $$;
create function others(f films) returns setof films language sql as $$ select * from films o where o.id <> f.id order by o.id $$;
create function whole(f films) returns text language sql as $$ select f::text $$;
--- as postgres
select label(films), films.label from films order by id
--- answer
Alien (1979)|Alien (1979)
Brazil (1985)|Brazil (1985)
Contact (1997)|Contact (1997)
--- as postgres
select f.label, label(f), label(f.*), (f).label from films f where f.id = 1
--- answer
Alien (1979)|Alien (1979)|Alien (1979)|Alien (1979)
--- as postgres
select age(f), age(f, 2020), f.age from films f order by id
--- answer
21|41|21
15|35|15
3|23|3
--- as postgres
select (same(f)).title, same(f) from films f where id = 2
--- answer
Brazil|(2,Brazil,1985,7.9)
--- as postgres
select f.id, o.id from films f, others(f) o order by 1, 2
--- answer
1|2
1|3
2|1
2|3
3|1
3|2
--- as postgres
select f.others from films f where f.id = 1
--- answer
(2,Brazil,1985,7.9)
(3,Contact,1997,)
--- as postgres
select label(row(9, 'Zed', 2001, null))
--- answer
Zed (2001)
--- as postgres
select label(null)
--- answer
NULL
--- as postgres
select title(f) from films f order by id
--- answer
Alien
Brazil
Contact
--- as postgres
select f.nope from films f
--- answer
error 42703: column f.nope does not exist
--- as postgres
select id from films f where f.label like 'B%'
--- answer
2
--- as postgres
select id from films order by films.label desc
--- answer
3
2
1
--- as postgres
select label(f) from (select * from films where id = 1) f
--- answer
Alien (1979)
--- as postgres
select whole(f) from films f order by id
--- answer
(1,Alien,1979,8.5)
(2,Brazil,1985,7.9)
(3,Contact,1997,)
--- as postgres
select count(*) from films f where f.age > 10
--- answer
2
