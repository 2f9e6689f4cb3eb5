-- Functions in other schemas, and the search path of a function.
create schema a; create schema b;
create table a.t (x int); create table b.t (x int);
insert into a.t values (1); insert into b.t values (2);
create function a.f() returns int language sql set search_path = a as $$ select x from t $$;
create function b.f() returns int language sql set search_path to b, public as $$ select x from t $$;
create function public.g() returns int language sql set search_path = '' as $$ select a.f() + b.f() $$;
--- as postgres
select a.f(), b.f(), g()
--- answer
1|2|3
--- as postgres
select f()
--- answer
error 42883: function f() does not exist
--- as postgres
select * from a.f() as x, b.f() as y
--- answer
1|2
--- as postgres
select public.g()
--- answer
3
