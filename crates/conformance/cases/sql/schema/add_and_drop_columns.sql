-- Columns that are added get their default in every row; dropped ones are gone.
create table t (id int primary key, a text);
insert into t values (1, 'x'), (2, 'y');
alter table t add column b int;
alter table t add column c text not null default 'new';
alter table t add column if not exists c text;
alter table t add column d numeric(6, 2) default 1.5, add column e boolean default false not null;
alter table t add column born timestamptz default '2024-01-01 00:00+00';
update t set b = id * 10;
alter table t drop column a;
alter table t drop column if exists zzz;
insert into t (id) values (3);
--- as postgres
select * from t order by id
--- answer
1|10|new|1.50|f|2024-01-01 00:00:00+00
2|20|new|1.50|f|2024-01-01 00:00:00+00
3|NULL|new|1.50|f|2024-01-01 00:00:00+00
--- as postgres
insert into t (id, c) values (4, null)
--- answer
error 23502: null value in column "c" of relation "t" violates not-null constraint
detail: Failing row contains (4, null, null, 1.50, f, 2024-01-01 00:00:00+00).
--- as postgres
select a from t
--- answer
error 42703: column "a" does not exist
--- as postgres
insert into t values (5, 1, default, default, default, default) returning *
--- answer
5|1|new|1.50|f|2024-01-01 00:00:00+00
