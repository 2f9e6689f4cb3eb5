-- Defaults, named arguments in both notations, mixed ones, and what does not fit.
create function f(a int, b int default 10, c text = 'x' || 'y') returns text language sql as $$ select a || '-' || b || '-' || c $$;
create function now_is(t timestamptz default now()) returns bool language sql as $$ select t = now() $$;
--- as postgres
select f(1)
--- answer
1-10-xy
--- as postgres
select f(1, 2)
--- answer
1-2-xy
--- as postgres
select f(1, 2, 'z')
--- answer
1-2-z
--- as postgres
select f(a => 1)
--- answer
1-10-xy
--- as postgres
select f(c => 'q', a => 5)
--- answer
5-10-q
--- as postgres
select f(1, c := 'q')
--- answer
1-10-q
--- as postgres
select f(b => 1)
--- answer
error 42883: function f(b => integer) does not exist
--- as postgres
select f(1, a => 2)
--- answer
error 42883: function f(integer, a => integer) does not exist
--- as postgres
select f(1, d => 2)
--- answer
error 42883: function f(integer, d => integer) does not exist
--- as postgres
select f()
--- answer
error 42883: function f() does not exist
--- as postgres
select f(1, 2, 'a', 4)
--- answer
error 42883: function f(integer, integer, unknown, integer) does not exist
--- as postgres
select now_is()
--- answer
t
--- as postgres
select f(a => 1, 2)
--- answer
error 42601: positional argument cannot follow named argument
