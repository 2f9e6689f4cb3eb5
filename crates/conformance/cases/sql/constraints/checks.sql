-- Checks over several columns, by name, and the null that passes.
create table t (id int primary key, a int, b int, s text, constraint ordered check (a < b), check (s <> ''), check (a + b < 100), constraint zz check (length(s) < 5 or a > 10));
insert into t values (1, 1, 2, 'x'), (2, null, 5, null);
--- as postgres
insert into t values (3, 5, 5, 'x')
--- answer
error 23514: new row for relation "t" violates check constraint "ordered"
detail: Failing row contains (3, 5, 5, x).
--- as postgres
insert into t values (3, 1, 2, '')
--- answer
error 23514: new row for relation "t" violates check constraint "t_s_check"
detail: Failing row contains (3, 1, 2, ).
--- as postgres
insert into t values (3, 50, 60, 'x')
--- answer
error 23514: new row for relation "t" violates check constraint "t_check"
detail: Failing row contains (3, 50, 60, x).
--- as postgres
insert into t values (3, 1, 2, 'longer')
--- answer
error 23514: new row for relation "t" violates check constraint "zz"
detail: Failing row contains (3, 1, 2, longer).
--- as postgres
update t set b = 0 where id = 1
--- answer
error 23514: new row for relation "t" violates check constraint "ordered"
detail: Failing row contains (1, 1, 0, x).
--- as postgres
update t set a = null where id = 1 returning id
--- answer
1
--- as postgres
insert into t values (4, 200, 100, '')
--- answer
error 23514: new row for relation "t" violates check constraint "ordered"
detail: Failing row contains (4, 200, 100, ).
--- as postgres
insert into t values (null, 1, 2, 'x')
--- answer
error 23502: null value in column "id" of relation "t" violates not-null constraint
detail: Failing row contains (null, 1, 2, x).
--- as postgres
insert into t (a) values (1)
--- answer
error 23502: null value in column "id" of relation "t" violates not-null constraint
detail: Failing row contains (null, 1, null, null).
--- as postgres
select count(*) from t
--- answer
2
