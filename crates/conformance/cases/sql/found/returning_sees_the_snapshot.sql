-- A subquery in `returning` sees the state before the statement.
create table t (id int primary key, v int);
insert into t values (1, 1);
--- as postgres
insert into t values (2, 2) returning id, (select count(*) from t)
--- answer
2|1
--- as postgres
update t set v = 9 returning id, v, (select sum(v) from t)
--- answer
1|9|3
2|9|3
--- as postgres
delete from t where id = 1 returning id, (select count(*) from t)
--- answer
1|2
