-- Nulls are equal in a unique key where it is said.
create table t (a int unique, b int, unique nulls not distinct (b));
create table pairs (id int primary key, a int, b text, c numeric, active boolean, unique nulls not distinct (a, b));
create unique index pairs_c on pairs (c) nulls not distinct where active;
insert into pairs values (1, 1, null, 1.0, true), (2, null, 'x', null, false), (3, null, null, null, true);
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
--- as postgres
insert into pairs values (4, null, 'x', 2, true)
--- answer
error 23505: duplicate key value violates unique constraint "pairs_a_b_key"
detail: Key (a, b)=(null, x) already exists.
--- as postgres
insert into pairs values (4, null, 'X', 2, true), (5, 2, null, 3, true) returning id
--- answer
4
5
--- as postgres
insert into pairs values (6, null, null, 4, true)
--- answer
error 23505: duplicate key value violates unique constraint "pairs_a_b_key"
detail: Key (a, b)=(null, null) already exists.
--- as postgres
insert into pairs values (6, 3, null, null, true)
--- answer
error 23505: duplicate key value violates unique constraint "pairs_c"
detail: Key (c)=(null) already exists.
--- as postgres
insert into pairs values (6, 3, null, null, false) returning id
--- answer
6
--- as postgres
update pairs set a = 1 where id = 6
--- answer
error 23505: duplicate key value violates unique constraint "pairs_a_b_key"
detail: Key (a, b)=(1, null) already exists.
--- as postgres
insert into pairs (id, a, b) values (7, 1, null) on conflict (a, b) do update set c = 99 returning id, c
--- answer
1|99
--- as postgres
insert into pairs (id, a, b) values (7, 1, null) on conflict do nothing returning id
--- answer
