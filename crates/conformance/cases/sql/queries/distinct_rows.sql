-- Whole rows are compared.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
select count(distinct (n, s)) from t
--- answer
3
--- as postgres
select (1, 'a') < (1, 'b'), (n, s) = (10, 'a') from t order by id
--- answer
t|t
t|f
t|f
--- as postgres
select distinct (n, id) from t order by 1
--- answer
(10,1)
(20,2)
(30,3)
