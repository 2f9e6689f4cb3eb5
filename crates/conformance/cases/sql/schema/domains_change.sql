-- Domains gain and lose checks, defaults and not null; the columns of them follow.
create domain percent as int check (value between 0 and 100);
create domain label as text default 'none' constraint short check (length(value) < 6);
create table t (id int primary key, p percent, l label);
insert into t values (1, 50, 'abc');
insert into t (id) values (2);
alter domain percent add constraint even check (value % 2 = 0);
alter domain label drop constraint short;
alter domain label set default 'nothing';
alter domain label set not null;
--- as postgres
select * from t order by id
--- answer
1|50|abc
2|NULL|none
--- as postgres
insert into t values (3, 51)
--- answer
error 23514: value for domain percent violates check constraint "even"
--- as postgres
insert into t values (3, 102)
--- answer
error 23514: value for domain percent violates check constraint "percent_check"
--- as postgres
insert into t values (3, 52, 'a long label') returning *
--- answer
3|52|a long label
--- as postgres
insert into t (id, p) values (4, 2) returning l
--- answer
nothing
--- as postgres
insert into t values (5, 2, null)
--- answer
error 23502: domain label does not allow null values
--- as postgres
select 101::percent
--- answer
error 23514: value for domain percent violates check constraint "even"
--- as postgres
select 'x'::label || 'y', 7::percent
--- answer
error 23514: value for domain percent violates check constraint "even"
