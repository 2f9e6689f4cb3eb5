-- What a constraint forbade is allowed without it.
create table a (id int primary key, code text unique, n int check (n > 0));
create table b (id int, a_id int references a, constraint pair unique (id, a_id));
alter table a drop constraint a_code_key;
alter table a drop constraint a_n_check;
alter table b drop constraint b_a_id_fkey;
alter table b drop constraint if exists nonsense;
alter table b drop constraint pair;
insert into a values (1, 'x', -1), (2, 'x', 0);
insert into b values (1, 99), (1, 99);
--- as postgres
select count(*) from a
--- answer
2
--- as postgres
select count(*) from b
--- answer
2
--- as postgres
insert into a values (1, 'y', 1)
--- answer
error 23505: duplicate key value violates unique constraint "a_pkey"
detail: Key (id)=(1) already exists.
--- as postgres
insert into a (code) values ('y')
--- answer
error 23502: null value in column "id" of relation "a" violates not-null constraint
detail: Failing row contains (null, y, null).
