-- What a body gives becomes what the function declares, by assignment.
create type level as enum ('low', 'high');
create domain positive as int check (value > 0);
create function a() returns bigint language sql as $$ select 1 $$;
create function b() returns int language sql as $$ select 5.5 $$;
create function c() returns text language sql as $$ select 1 $$;
create function d() returns level language sql as $$ select 'high'::level $$;
create function e(n int) returns positive language sql as $$ select n $$;
create function f() returns numeric language sql as $$ select 1 union all select 2 $$;
create function g() returns table (x text, y numeric) language sql as $$ select 1, 2 union select 3, 4 order by 1 $$;
create function h() returns varchar(2) language sql as $$ select 'abcdef' $$;
create function i(l level) returns level[] language sql as $$ select array[l, 'low'] $$;
--- as postgres
select a(), b(), c(), d()
--- answer
1|6|1|high
--- as postgres
select e(1)
--- answer
1
--- as postgres
select e(-1)
--- answer
error 23514: value for domain positive violates check constraint "positive_check"
--- as postgres
select f()
--- answer
1
--- as postgres
select * from g()
--- answer
1|2
3|4
--- as postgres
select h()
--- answer
abcdef
--- as postgres
select i('high')
--- answer
{high,low}
--- as postgres
select pg_typeof(a()), pg_typeof(f()), pg_typeof(d())
--- answer
bigint|numeric|level
--- as postgres
select i('none')
--- answer
error 22P02: invalid input value for enum level: "none"
