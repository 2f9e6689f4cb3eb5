-- A table is set into another schema, and a schema gets another name.
create schema one;
create table t (id int primary key, n int check (n > 0));
create table u (id int primary key, t_id int references t);
create view v as select id from t;
insert into t values (1, 1);
insert into u values (1, 1);
alter table t set schema one;
alter schema one rename to two;
--- as postgres
select * from two.t
--- answer
1|1
--- as postgres
select * from v
--- answer
1
--- as postgres
insert into u values (2, 9)
--- answer
error 23503: insert or update on table "u" violates foreign key constraint "u_t_id_fkey"
detail: Key (t_id)=(9) is not present in table "t".
--- as postgres
insert into two.t values (2, 0)
--- answer
error 23514: new row for relation "t" violates check constraint "t_n_check"
detail: Failing row contains (2, 0).
--- as postgres
select * from t
--- answer
error 42P01: relation "t" does not exist
--- as postgres
select * from one.t
--- answer
error 42P01: relation "one.t" does not exist
--- as postgres
select u.id, t.n from u join two.t on t.id = u.t_id
--- answer
1|1
