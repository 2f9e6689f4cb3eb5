-- Nulls are equal in a unique key where it is said.
create table t (a int unique, b int, unique nulls not distinct (b));
insert into t values (null, 1), (null, 2), (1, 3);
--- as postgres
insert into t values (null, null) returning b
--- answer
NULL
--- as postgres
insert into t values (null, null)
--- answer
error 23505: duplicate key value violates unique constraint "t_b_key"
detail: Key (b)=(null) already exists.
--- as postgres
insert into t values (1, 4)
--- answer
error 23505: duplicate key value violates unique constraint "t_a_key"
detail: Key (a)=(1) already exists.
--- as postgres
insert into t values (2, 1)
--- answer
error 23505: duplicate key value violates unique constraint "t_b_key"
detail: Key (b)=(1) already exists.
--- as postgres
select count(*) from t
--- answer
4
