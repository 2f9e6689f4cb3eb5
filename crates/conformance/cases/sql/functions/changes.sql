-- alter, drop and replace.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function f(a int) returns int language sql as $$ select a $$;
create or replace function f(a int) returns int language sql as $$ select a + 1 $$;
create function g() returns int language sql as $$ select f(1) $$;
create function old() returns setof films language sql as $$ select * from films order by id $$;
create function gone() returns int language sql as $$ select 1 $$;
drop function gone();
drop function if exists gone(), nope(int);
create function was(text) returns text language sql as $$ select $1 $$;
alter function was(text) rename to is_now;
alter function is_now(text) stable strict security definer;
alter table films rename column title to name;
create or replace function label(films) returns text language sql as $$ select $1.name $$;
alter table films rename to movies;
--- as postgres
select f(1), g()
--- answer
2|2
--- as postgres
select gone()
--- answer
error 42883: function gone() does not exist
--- as postgres
select is_now('a'), is_now(null)
--- answer
a|NULL
--- as postgres
select was('a')
--- answer
error 42883: function was(unknown) does not exist
--- as postgres
select m.label from movies m order by id
--- answer
Alien
Brazil
Contact
