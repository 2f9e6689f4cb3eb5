-- A unique key that is looked at when the statement ends.
create table t (id int primary key, n int unique deferrable);
insert into t values (1, 1), (2, 2), (3, 3);
--- as postgres
update t set n = n + 1
--- answer
--- as postgres
select * from t order by id
--- answer
1|2
2|3
3|4
