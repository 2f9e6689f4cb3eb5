-- An enum is renamed, and a column moves from one enum to another.
create type mood as enum ('sad', 'ok');
create table t (id int primary key, m mood default 'ok' not null);
insert into t values (1, 'sad');
insert into t (id) values (2);
alter type mood rename to feeling;
create type better as enum ('ok', 'great', 'sad');
alter table t alter m drop default;
alter table t alter m type better using m::text::better;
alter table t alter m set default 'great';
insert into t (id) values (3);
--- as postgres
select id, m from t order by m
--- answer
2|ok
3|great
1|sad
--- as postgres
select 'ok'::feeling < 'sad'::feeling, 'ok'::better < 'sad'::better
--- answer
f|t
--- as postgres
select 'ok'::mood
--- answer
error 42704: type "mood" does not exist
--- as postgres
insert into t values (4, 'bad')
--- answer
error 22P02: invalid input value for enum better: "bad"
