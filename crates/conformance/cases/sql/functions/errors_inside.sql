-- Errors that happen while a function runs.
create table t (n int primary key check (n > 0));
create function div(a int, b int) returns int language sql as $$ select a / b $$;
create function two() returns int language sql as $$ select (select x from (values (1), (2)) v(x)) $$;
create function put(n int) returns int language sql as $$ insert into t values (n) returning n $$;
create function put_two(a int, b int) returns void language sql as $$ insert into t values (a); insert into t values (b) $$;
--- as postgres
select div(1, 0)
--- answer
--- as postgres
select two()
--- answer
--- as postgres
select put(1)
--- answer
--- as postgres
select put(1)
--- answer
--- as postgres
select put(-1)
--- answer
--- as postgres
select put_two(5, 5)
--- answer
--- as postgres
select n from t order by n
--- answer
--- as postgres
select put(null)
--- answer
