-- A generated column becomes a plain one with its values.
create table t (a int, b int generated always as (a * 2) stored);
insert into t (a) values (1), (2);
alter table t alter column b drop expression;
--- as postgres
insert into t values (3, 100) returning b
--- answer
100
--- as postgres
select * from t order by a
--- answer
1|2
2|4
3|100
