-- What returning asks of tables is answered as they were before.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
update t set n = n + 1 where id = 1 returning n, (select sum(n) from t)
--- answer
11|60
--- as postgres
insert into t values (50, 1, 'x') returning (select count(*) from t where id = 50)
--- answer
0
--- as postgres
update t set n = 0 where id = 50 returning (select n from t where id = 50), n
--- answer
1|0
--- as postgres
delete from t where id = 50 returning exists (select from t where id = 50)
--- answer
t
