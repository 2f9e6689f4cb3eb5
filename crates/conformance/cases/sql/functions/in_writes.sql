-- Functions in statements that write.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function next_id() returns int language sql as $$ select max(id) + 1 from films $$;
create function old_films() returns setof films language sql as $$ select * from films where year < 1990 $$;
create function loud(t text) returns text language sql immutable as $$ select upper(t) $$;
--- as postgres
insert into films (id, title) values (next_id(), loud('dune')) returning id, title
--- answer
4|DUNE
--- as postgres
insert into films (id, title) select id + 10, loud(title) from old_films() returning id, title
--- answer
11|ALIEN
12|BRAZIL
--- as postgres
update films set title = loud(title) where id in (select id from old_films()) returning loud(title), title
--- answer
ALIEN|ALIEN
BRAZIL|BRAZIL
--- as postgres
delete from films using old_films() o where films.id = o.id and o.id = 1
--- answer
--- as postgres
select id, title from films order by id
--- answer
2|BRAZIL
3|Contact
4|DUNE
11|ALIEN
12|BRAZIL
--- as postgres
with w as (delete from films where id = next_id() - 1 returning id) select loud(id::text) from w
--- answer
12
