-- Where a name means an output and where a column.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
select -id as id from t order by id
--- answer
-3
-2
-1
--- as postgres
select -id as id from t order by id + 0
--- answer
-1
-2
-3
--- as postgres
select n % 20 as id, count(*) from t group by n % 20 order by 1
--- answer
0|1
10|2
--- as postgres
select s as n, count(*) from t group by n, s order by n nulls first
--- answer
NULL|1
a|1
b|1
--- as postgres
select id as x from t where id > 1 order by x desc
--- answer
3
2
--- as postgres
select x.id, y.id from t x, t y where x.id < y.id order by 1, 2
--- answer
1|2
1|3
2|3
--- as postgres
select t from t where id = 1
--- answer
(1,10,a)
--- as postgres
select count(t), count(t.*) from t
--- answer
3|3
--- as postgres
select id from t order by t.n desc limit 1 + 1 offset 2 - 1
--- answer
2
1
--- as postgres
select distinct n > 15 as big from t order by big
--- answer
f
t
--- as postgres
select id, id from t where id = 2
--- answer
2|2
--- as postgres
select t.*, 1 as one from t where id = 1
--- answer
1|10|a|1
--- as postgres
select sum(n) as n from t having sum(n) > 5 order by n
--- answer
60
