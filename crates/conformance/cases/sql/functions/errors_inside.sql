-- Errors that happen while a function runs.
create table t (n int primary key check (n > 0));
create function div(a int, b int) returns int language sql as $$ select a / b $$;
create function two() returns int language sql as $$ select (select x from (values (1), (2)) v(x)) $$;
create function put(n int) returns int language sql as $$ insert into t values (n) returning n $$;
create function put_two(a int, b int) returns void language sql as $$ insert into t values (a); insert into t values (b) $$;
--- as postgres
select div(1, 0)
--- answer
error 22012: division by zero
--- as postgres
select two()
--- answer
error 21000: more than one row returned by a subquery used as an expression
--- as postgres
select put(1)
--- answer
1
--- as postgres
select put(1)
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (n)=(1) already exists.
--- as postgres
select put(-1)
--- answer
error 23514: new row for relation "t" violates check constraint "t_n_check"
detail: Failing row contains (-1).
--- as postgres
select put_two(5, 5)
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (n)=(5) already exists.
--- as postgres
select n from t order by n
--- answer
1
--- as postgres
select put(null)
--- answer
error 23502: null value in column "n" of relation "t" violates not-null constraint
detail: Failing row contains (null).
