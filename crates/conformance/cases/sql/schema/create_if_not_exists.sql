-- What is there already is left as it is.
create table t (id int primary key);
create table if not exists t (other text);
create schema if not exists extra;
create schema if not exists extra;
create table extra.t (id int primary key, n int);
create index if not exists t_id on t (id);
create index if not exists t_id on t (id);
create or replace view v as select id from t;
create or replace view v as select id, 'x' as more from t;
insert into t values (1);
insert into extra.t values (2, 3);
--- as postgres
select * from t
--- answer
1
--- as postgres
select * from v
--- answer
1|x
--- as postgres
select * from extra.t
--- answer
2|3
--- as postgres
select t.id, e.id from t, extra.t as e
--- answer
1|2
