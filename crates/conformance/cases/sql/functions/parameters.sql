-- Parameters by name, by number, by the name of the function, and columns before them.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function f(id int) returns text language sql as $$ select title from films where films.id = f.id $$;
create function g(title text) returns bigint language sql as $$ select count(*) from films where title = title $$;
create function h(int, text) returns text language sql as $$ select $2 || $1 $$;
create function k(n int) returns int language sql as $$ select $1 + n + k.n $$;
create function l(lim int, "Off" int) returns setof int language sql as $$ select id from films order by id limit lim offset "Off" $$;
--- as postgres
select f(1), f(3), f(4)
--- answer
Alien|Contact|NULL
--- as postgres
select g('none')
--- answer
3
--- as postgres
select h(1, 'a')
--- answer
a1
--- as postgres
select k(1)
--- answer
3
--- as postgres
select * from l(1, 1)
--- answer
2
--- as postgres
select * from l(null, 0)
--- answer
1
2
3
--- as postgres
select f(null)
--- answer
NULL
