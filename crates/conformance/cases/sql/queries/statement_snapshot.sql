-- A statement sees the tables as they were before it.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
update t set n = (select max(n) from t) + 1 returning id, n
--- answer
1|31
2|31
3|31
--- as postgres
update t set n = n + 1 where id = 1 returning n
--- answer
32
--- as postgres
insert into t select id + 10, n, s from t
--- answer
--- as postgres
select count(*), sum(n) from t
--- answer
6|188
--- as postgres
delete from t where n > (select avg(n) from t) and id > 10 returning id
--- answer
11
--- as postgres
select count(*) from t
--- answer
5
--- as postgres
insert into t values (1, 1, 'up') on conflict (id) do update set s = excluded.s || (select count(*) from t)::text, n = (select n from t where id = 2) returning s, n
--- answer
up5|31
