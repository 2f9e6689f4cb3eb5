-- Defaults, named arguments in both notations, mixed ones, and what does not fit.
create function f(a int, b int default 10, c text = 'x' || 'y') returns text language sql as $$ select a || '-' || b || '-' || c $$;
create function now_is(t timestamptz default now()) returns bool language sql as $$ select t = now() $$;
--- as postgres
select f(1)
--- answer
--- as postgres
select f(1, 2)
--- answer
--- as postgres
select f(1, 2, 'z')
--- answer
--- as postgres
select f(a => 1)
--- answer
--- as postgres
select f(c => 'q', a => 5)
--- answer
--- as postgres
select f(1, c := 'q')
--- answer
--- as postgres
select f(b => 1)
--- answer
--- as postgres
select f(1, a => 2)
--- answer
--- as postgres
select f(1, d => 2)
--- answer
--- as postgres
select f()
--- answer
--- as postgres
select f(1, 2, 'a', 4)
--- answer
--- as postgres
select now_is()
--- answer
--- as postgres
select f(a => 1, 2)
--- answer
