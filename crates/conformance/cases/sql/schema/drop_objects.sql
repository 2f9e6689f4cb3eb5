-- Dropped things are gone, with cascade also what hangs on them.
create table a (id int primary key);
create table b (id int references a);
create view v as select id from a;
create type mood as enum ('x');
create table c (m mood, n int);
insert into b values (null), (null);
drop table a cascade;
drop type mood cascade;
drop table if exists nothing;
drop view if exists nothing;
--- as postgres
select * from a
--- answer
error 42P01: relation "a" does not exist
--- as postgres
select * from v
--- answer
error 42P01: relation "v" does not exist
--- as postgres
insert into b values (99) returning id
--- answer
99
--- as postgres
select * from c
--- answer
--- as postgres
insert into c values (1) returning *
--- answer
1
