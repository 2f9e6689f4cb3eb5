-- Functions that write: insert, update, delete, several statements, with returning and without.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create table log (id int generated always as identity primary key, what text);
create function note(t text) returns void language sql as $$ insert into log (what) values (t) $$;
create function add_film(i int, t text) returns films language sql as $$ insert into films (id, title) values (i, t) returning * $$;
create function rename_film(i int, t text) returns setof text language sql as $$ insert into log (what) values ('rename'); update films set title = t where id = i returning title $$;
create function drop_film(i int) returns int language sql as $$ delete from films where id = i returning id $$;
create function put(i int, t text) returns text language sql as $$ insert into films (id, title) values (i, t) on conflict (id) do update set title = excluded.title || '+' || films.title returning title $$;
create function note_twice(t text) returns bigint language sql as $$ insert into log (what) values (t), (t); select count(*) from log $$;
--- as postgres
select note('a')
--- answer
NULL
--- as postgres
select what from log
--- answer
a
--- as postgres
select add_film(4, 'Dune')
--- answer
(4,Dune,,)
--- as postgres
select (f).title from add_film(5, 'Eraserhead') f
--- answer
Eraserhead
--- as postgres
select * from rename_film(1, 'Aliens')
--- answer
Aliens
--- as postgres
select * from rename_film(99, 'x')
--- answer
--- as postgres
select what from log order by id
--- answer
a
rename
rename
--- as postgres
select drop_film(2)
--- answer
2
--- as postgres
select drop_film(2)
--- answer
NULL
--- as postgres
select put(3, 'C')
--- answer
C+Contact
--- as postgres
select put(7, 'G')
--- answer
G
--- as postgres
select id, title from films order by id
--- answer
1|Aliens
3|C+Contact
4|Dune
5|Eraserhead
7|G
--- as postgres
select note_twice('z')
--- answer
5
--- as postgres
select add_film(4, 'again')
--- answer
error 23505: duplicate key value violates unique constraint "films_pkey"
detail: Key (id)=(4) already exists.
--- as postgres
select count(*) from log
--- answer
5
